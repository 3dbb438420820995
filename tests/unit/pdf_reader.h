/* Reads a PDF's bytes in the simplest way that will do for tests: all objects
 * of object streams, and all other streams, inflated. */
#ifndef EVERYREAD_TESTS_PDF_READER_H
#define EVERYREAD_TESTS_PDF_READER_H

#include <stdlib.h>
#include <string.h>

#include <libdeflate.h>

#include "base/buffer.h"

struct pdf_reader {
	struct buffer objects;  /* texts of the objects in object streams, and
	                         * the dictionaries of streams */
	struct buffer contents; /* page contents, one after the other */
	struct buffer maps;     /* ToUnicode CMaps */
	struct buffer forms;    /* form XObjects, one after the other */
};

static void reader_release(struct pdf_reader *reader)
{
	buffer_release(&reader->objects);
	buffer_release(&reader->contents);
	buffer_release(&reader->maps);
	buffer_release(&reader->forms);
}

static const char *find_bytes(const char *from, const char *end,
			      const char *word)
{
	size_t length = strlen(word);
	for (; from + length <= end; from++)
		if (memcmp(from, word, length) == 0)
			return from;
	return NULL;
}

/* Inflates one stream behind its dictionary. */
static void read_stream(struct pdf_reader *reader, struct str entries,
			struct str bytes)
{
	static char inflated[4 << 20];
	size_t length = 0;
	const char *end = entries.bytes + entries.length;
	struct libdeflate_decompressor *decompressor =
		libdeflate_alloc_decompressor();
	assert_int_equal(libdeflate_zlib_decompress(
				 decompressor, bytes.bytes, bytes.length,
				 inflated, sizeof inflated - 1, &length),
			 LIBDEFLATE_SUCCESS);
	libdeflate_free_decompressor(decompressor);
	inflated[length] = '\0';
	if (find_bytes(entries.bytes, end, "/ObjStm"))
		buffer_append(&reader->objects, inflated, length);
	else if (strstr(inflated, "begincmap"))
		buffer_append(&reader->maps, inflated, length);
	else if (strstr(inflated, "BDC"))
		buffer_append(&reader->contents, inflated, length);
	else if (find_bytes(entries.bytes, end, "/Subtype/Form"))
		buffer_append(&reader->forms, inflated, length);
}

/* Fails the test where the file is not what the writer writes. */
static void reader_read(struct pdf_reader *reader, struct str file)
{
	const char *end = file.bytes + file.length, *at = file.bytes;
	assert_memory_equal(file.bytes, "%PDF-", 5);
	assert_memory_equal(end - 6, "%%EOF\n", 6);
	while ((at = find_bytes(at, end, " 0 obj\n"))) {
		const char *entries = at + 7;
		const char *stream = find_bytes(entries, end, "\nstream\n");
		assert_non_null(stream);
		struct str head = { entries, (size_t)(stream - entries) };
		const char *length = find_bytes(entries, stream, "/Length ");
		/* Length1 comes before, a reference never stands here */
		assert_non_null(length);
		struct str bytes = { stream + 8,
				     strtoul(length + 8, NULL, 10) };
		buffer_append_str(&reader->objects, head);
		if (find_bytes(entries, stream, "/FlateDecode"))
			read_stream(reader, head, bytes);
		at = bytes.bytes + bytes.length;
		assert_memory_equal(at, "\nendstream\nendobj\n", 18);
	}
}

/* How often `word` stands in the buffer. */
static size_t count_of(const struct buffer *buffer, const char *word)
{
	size_t count = 0;
	const char *end = buffer->bytes + buffer->length;
	for (const char *at = buffer->bytes;
	     at && (at = find_bytes(at, end, word)); at++)
		count++;
	return count;
}

#endif
