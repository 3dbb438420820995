/* Writing the file. libharu's own writer would give each structure element an
 * uncompressed object and a line of the table; here all objects that are not
 * streams are packed into object streams, and the table is a stream too. */
#include <string.h>

#include "base/memory.h"
#include "base/vector.h"
#include "pdf/objects.h"
#include "pdf/objects_private.h"

enum {
	OBJECTS_A_STREAM = 256, /* Few enough that a reader need not inflate
	                         * much for one of them. */
	ROW = 7                 /* [bytes] of the cross-reference stream:
	                         * type 1, offset or stream 4, index 2 */
};

/* Where an object ended up: a row of the cross-reference stream. */
struct location {
	uint8_t type; /* 0 free, 1 at `place`, 2 within object stream `place` */
	uint32_t place;
	uint16_t index;
};

struct file {
	struct pdf_objects *objects;
	const struct pdf_head *head;
	struct buffer *out;
	struct location *locations; /* by object number */
	size_t count;
	struct buffer pack;      /* objects of the stream being filled */
	struct buffer pack_head; /* "number offset" pairs */
	size_t pack_count;
	VECTOR(uint32_t) pack_places; /* offsets of finished streams */
	HPDF_Stream writer;           /* libharu's objects, into `pack` */
};

static HPDF_STATUS append_bytes(HPDF_Stream stream, const HPDF_BYTE *bytes,
				HPDF_UINT length)
{
	buffer_append(stream->attr, bytes, length);
	return HPDF_OK;
}

/* ---- Streams ----------------------------------------------------------- */

static void append_object_start(struct buffer *out, uint32_t number)
{
	buffer_append_integer(out, number);
	buffer_append_string(out, " 0 obj\n");
}

static void append_stream_bytes(struct buffer *out, const char *bytes,
				size_t length)
{
	buffer_append_string(out, "\nstream\n");
	buffer_append(out, bytes, length);
	buffer_append_string(out, "\nendstream\nendobj\n");
}

static void write_stream(struct file *file, uint32_t number,
			 const struct pdf_record *record)
{
	file->locations[number] =
		(struct location){ .type = 1,
				   .place = (uint32_t)file->out->length };
	append_object_start(file->out, number);
	buffer_append(file->out, file->objects->bodies.bytes + record->offset,
		      record->length);
	append_stream_bytes(file->out, record->bytes, record->byte_count);
}

/* Compresses straight into the file. */
static void append_compressed(struct file *file, const char *entries,
			      const struct buffer *bytes)
{
	struct libdeflate_compressor *compressor = file->objects->compressor;
	size_t bound =
		libdeflate_zlib_compress_bound(compressor, bytes->length);
	struct buffer packed = BUFFER_INITIALISER;
	char *place = buffer_reserve(&packed, bound);
	packed.length = libdeflate_zlib_compress(compressor, bytes->bytes,
						 bytes->length, place, bound);
	buffer_append_string(file->out, "<<");
	buffer_append_string(file->out, entries);
	buffer_append_string(file->out, "/Filter/FlateDecode/Length ");
	buffer_append_integer(file->out, (int64_t)packed.length);
	buffer_append_string(file->out, ">>");
	append_stream_bytes(file->out, packed.bytes, packed.length);
	buffer_release(&packed);
}

/* ---- Object streams ---------------------------------------------------- */

static void finish_pack(struct file *file)
{
	if (!file->pack_count)
		return;
	struct buffer entries = BUFFER_INITIALISER;
	buffer_append_format(&entries, "/Type/ObjStm/N %zu/First %zu",
			     file->pack_count, file->pack_head.length);
	buffer_append(&file->pack_head, file->pack.bytes, file->pack.length);
	*VECTOR_ADD(&file->pack_places) = (uint32_t)file->out->length;
	/* object streams take the numbers after those of libharu's table */
	append_object_start(file->out, (uint32_t)(file->count +
						  file->pack_places.count - 1));
	append_compressed(file, entries.bytes, &file->pack_head);
	buffer_release(&entries);
	buffer_clear(&file->pack_head);
	buffer_clear(&file->pack);
	file->pack_count = 0;
}

static bool pack_object(struct file *file, uint32_t number, void *object)
{
	const struct pdf_record *record =
		pdf_objects_record(file->objects, number);
	if (file->pack_count == OBJECTS_A_STREAM)
		finish_pack(file);
	buffer_append_integer(&file->pack_head, number);
	buffer_append_byte(&file->pack_head, ' ');
	buffer_append_integer(&file->pack_head, (int64_t)file->pack.length);
	buffer_append_byte(&file->pack_head, ' ');
	file->locations[number] =
		(struct location){ .type = 2,
				   .place = (uint32_t)file->pack_places.count,
				   .index = (uint16_t)file->pack_count++ };
	if (record)
		buffer_append(&file->pack,
			      file->objects->bodies.bytes + record->offset,
			      record->length);
	else if (HPDF_Obj_WriteValue(object, file->writer, NULL) != HPDF_OK)
		return false;
	buffer_append_byte(&file->pack, '\n');
	return true;
}

static bool write_objects(struct file *file)
{
	HPDF_Xref xref = objects_document(file->objects)->xref;
	const void *unwanted = file->head->has_information ?
				       NULL :
				       objects_document(file->objects)->info;
	for (uint32_t number = 1; number < file->count; number++) {
		void *object = HPDF_Xref_GetEntry(xref, number)->obj;
		const struct pdf_record *record =
			pdf_objects_record(file->objects, number);
		if ((record && !record->length) || object == unwanted)
			continue; /* never filled: stays free */
		if (record && record->is_stream)
			write_stream(file, number, record);
		else if (!pack_object(file, number, object))
			return false;
	}
	finish_pack(file);
	return true;
}

/* ---- Cross-reference stream -------------------------------------------- */

static void set_row(uint8_t row[ROW], const struct location *location,
		    uint32_t place)
{
	row[0] = location->type;
	for (unsigned i = 0; i < 4; i++)
		row[1 + i] = (uint8_t)(place >> (24 - 8 * i));
	row[5] = (uint8_t)(location->index >> 8);
	row[6] = (uint8_t)location->index;
}

/* Each row as its difference from the row above (PNG's "up"): neighbours
 * differ in little, so the table nearly vanishes in compression. */
static void append_row(struct buffer *table, uint8_t above[ROW],
		       const struct location *location, uint32_t place)
{
	uint8_t row[ROW];
	set_row(row, location, place);
	buffer_append_byte(table, 2);
	for (unsigned i = 0; i < ROW; i++)
		buffer_append_byte(table, (char)(row[i] - above[i]));
	memcpy(above, row, ROW);
}

static void append_table(struct file *file, struct buffer *table,
			 uint32_t table_place)
{
	uint8_t above[ROW] = { 0 };
	for (size_t i = 0; i < file->count; i++) {
		struct location location = file->locations[i];
		if (location.type == 2)
			location.place += (uint32_t)file->count;
		if (i == 0)
			location.index = UINT16_MAX; /* generation */
		append_row(table, above, &location, location.place);
	}
	struct location direct = { .type = 1 };
	for (size_t i = 0; i < file->pack_places.count; i++)
		append_row(table, above, &direct, file->pack_places.items[i]);
	append_row(table, above, &direct, table_place);
}

static void append_hexadecimal(struct buffer *out, const uint8_t bytes[16])
{
	buffer_append_byte(out, '<');
	for (unsigned i = 0; i < 16; i++)
		buffer_append_format(out, "%02X", bytes[i]);
	buffer_append_byte(out, '>');
}

static void write_table(struct file *file)
{
	HPDF_Doc document = objects_document(file->objects);
	struct buffer table = BUFFER_INITIALISER;
	struct buffer entries = BUFFER_INITIALISER;
	size_t start = file->out->length;
	size_t number = file->count + file->pack_places.count;
	append_table(file, &table, (uint32_t)start);
	buffer_append_format(&entries,
			     "/Type/XRef/Size %zu/W[1 4 2]"
			     "/DecodeParms<</Predictor 12/Columns %d>>"
			     "/Root %u 0 R",
			     number + 1, ROW, object_number(document->catalog));
	if (file->head->has_information)
		buffer_append_format(&entries, "/Info %u 0 R",
				     object_number(document->info));
	buffer_append_string(&entries, "/ID[");
	append_hexadecimal(&entries, file->head->identifier);
	append_hexadecimal(&entries, file->head->identifier);
	buffer_append_byte(&entries, ']');
	append_object_start(file->out, (uint32_t)number);
	append_compressed(file, entries.bytes, &table);
	buffer_append_format(file->out, "startxref\n%zu\n%%%%EOF\n", start);
	buffer_release(&entries);
	buffer_release(&table);
}

bool pdf_objects_write(struct pdf_objects *objects, const struct pdf_head *head,
		       struct buffer *out, struct error *error)
{
	HPDF_Doc document = objects_document(objects);
	if (!pdf_objects_ok(objects))
		return error_set(error, "libharu reports error 0x%04lX",
				 (unsigned long)HPDF_GetError(document));
	struct file file = { .objects = objects,
			     .head = head,
			     .out = out,
			     .count = document->xref->entries->count };
	file.locations =
		memory_resize(NULL, file.count, sizeof *file.locations);
	memset(file.locations, 0, file.count * sizeof *file.locations);
	file.writer = HPDF_CallbackWriter_New(document->mmgr, append_bytes,
					      &file.pack);
	/* the second line's high bytes tell transports that this is binary */
	buffer_append_format(out, "%%PDF-%s\n%%\xE2\xE3\xCF\xD3\n",
			     head->version);
	bool ok = file.writer && write_objects(&file);
	if (ok)
		write_table(&file);
	if (ok && out->length > UINT32_MAX)
		ok = error_set(error, "the file would be larger than 4 GiB");
	else if (!ok)
		error_set(error, "libharu reports error 0x%04lX",
			  (unsigned long)HPDF_GetError(document));
	if (file.writer)
		HPDF_Stream_Free(file.writer);
	free(file.locations);
	buffer_release(&file.pack);
	buffer_release(&file.pack_head);
	VECTOR_RELEASE(&file.pack_places);
	return ok;
}
