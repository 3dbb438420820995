/* Objects: everything between the project and libharu but the final writing
 * (objects_write.c). */
#include "pdf/objects.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/memory.h"
#include "base/vector.h"
#include "pdf/objects_private.h"
#include "pdf/syntax.h"

enum {
	PAGES_A_NODE = 64,    /* of the page tree */
	COMPRESSION_LEVEL = 6 /* libdeflate's */
};

bool pdf_objects_ok(const struct pdf_objects *objects)
{
	return objects->document &&
	       HPDF_GetError(objects_document(objects)) == HPDF_OK;
}

/* ---- Life -------------------------------------------------------------- */

bool pdf_objects_open(struct pdf_objects *objects, struct error *error)
{
	*objects = (struct pdf_objects){ 0 };
	/* its structures are read as the headers had them */
	if (strcmp(HPDF_GetVersion(), HPDF_VERSION_TEXT) != 0)
		return error_set(error,
				 "this program was built for libharu %s, and "
				 "%s is installed: build it again",
				 HPDF_VERSION_TEXT, HPDF_GetVersion());
	HPDF_Doc document = HPDF_New(NULL, NULL);
	if (!document)
		return error_set(error, "libharu cannot make a document");
	objects->document = document;
	objects->compressor = libdeflate_alloc_compressor(COMPRESSION_LEVEL);
	if (!objects->compressor)
		memory_exhausted();
	document->pdf_version = HPDF_VER_17;
	HPDF_SetPagesConfiguration(document, PAGES_A_NODE);
	/* it names itself in the information dictionary */
	HPDF_Dict_RemoveElement(document->info, "Producer");
	return pdf_objects_ok(objects) ||
	       error_set(error, "libharu reports error 0x%04lX",
			 (unsigned long)HPDF_GetError(document));
}

void pdf_objects_close(struct pdf_objects *objects)
{
	if (objects->document)
		HPDF_Free(objects_document(objects));
	if (objects->compressor)
		libdeflate_free_compressor(objects->compressor);
	arena_release(&objects->streams);
	buffer_release(&objects->bodies);
	free(objects->pages);
	free(objects->records);
	free(objects->spare);
	*objects = (struct pdf_objects){ 0 };
}

/* ---- Records ----------------------------------------------------------- */

struct pdf_record *pdf_objects_record(const struct pdf_objects *objects,
				      pdf_id id)
{
	return id < objects->record_capacity && objects->records[id].is_ours ?
		       &objects->records[id] :
		       NULL;
}

/* From now on the object of this number is what a record of ours says. */
static pdf_id take_number(struct pdf_objects *objects, pdf_id id)
{
	if (id >= objects->record_capacity) {
		size_t capacity = objects->record_capacity;
		size_t grown = capacity ? capacity * 2 : 256;
		while (grown <= id)
			grown *= 2;
		objects->records = memory_resize(objects->records, grown,
						 sizeof *objects->records);
		memset(objects->records + capacity, 0,
		       (grown - capacity) * sizeof *objects->records);
		objects->record_capacity = grown;
	}
	objects->records[id] = (struct pdf_record){ .is_ours = true };
	return id;
}

pdf_id pdf_objects_reserve(struct pdf_objects *objects)
{
	if (!pdf_objects_ok(objects))
		return 0;
	if (objects->spare_count)
		return take_number(objects,
				   objects->spare[--objects->spare_count]);
	HPDF_Doc document = objects_document(objects);
	HPDF_Null null = HPDF_Null_New(document->mmgr);
	if (!null || HPDF_Xref_Add(document->xref, null) != HPDF_OK)
		return 0;
	return take_number(objects, object_number(null));
}

struct buffer *pdf_objects_begin(struct pdf_objects *objects, pdf_id id)
{
	objects->open = id;
	objects->open_offset = objects->bodies.length;
	return &objects->bodies;
}

void pdf_objects_end(struct pdf_objects *objects)
{
	if (!pdf_objects_ok(objects) || !objects->open)
		return;
	struct pdf_record *record = pdf_objects_record(objects, objects->open);
	record->offset = objects->open_offset;
	record->length =
		(uint32_t)(objects->bodies.length - objects->open_offset);
	objects->open = 0;
}

static struct str compress(struct pdf_objects *objects, struct str bytes)
{
	size_t bound = libdeflate_zlib_compress_bound(objects->compressor,
						      bytes.length);
	char *scratch = memory_resize(NULL, bound, 1);
	size_t length = libdeflate_zlib_compress(
		objects->compressor, bytes.bytes, bytes.length, scratch, bound);
	char *copy = arena_copy(&objects->streams, scratch, length);
	free(scratch);
	return (struct str){ copy, length };
}

void pdf_objects_set_stream(struct pdf_objects *objects, pdf_id id,
			    struct str entries, struct str bytes,
			    bool is_to_compress)
{
	if (!pdf_objects_ok(objects) || !id)
		return;
	if (is_to_compress)
		bytes = compress(objects, bytes);
	struct buffer *body = pdf_objects_begin(objects, id);
	buffer_append_string(body, "<<");
	buffer_append_str(body, entries);
	if (is_to_compress)
		buffer_append_string(body, "/Filter/FlateDecode");
	buffer_append_string(body, "/Length ");
	buffer_append_integer(body, (int64_t)bytes.length);
	buffer_append_string(body, ">>");
	pdf_objects_end(objects);
	struct pdf_record *record = pdf_objects_record(objects, id);
	record->is_stream = true;
	record->bytes = bytes.bytes;
	record->byte_count = bytes.length;
}

/* ---- Pages ------------------------------------------------------------- */

static void add_page(struct pdf_objects *objects, HPDF_Page page)
{
	if (objects->page_count == objects->page_capacity) {
		objects->page_capacity = objects->page_capacity ?
						 objects->page_capacity * 2 :
						 64;
		objects->pages =
			memory_resize(objects->pages, objects->page_capacity,
				      sizeof *objects->pages);
	}
	objects->pages[objects->page_count++] = page;
}

static void add_spare(struct pdf_objects *objects, pdf_id id)
{
	if (objects->spare_count == objects->spare_capacity) {
		objects->spare_capacity = objects->spare_capacity ?
						  objects->spare_capacity * 2 :
						  64;
		objects->spare =
			memory_resize(objects->spare, objects->spare_capacity,
				      sizeof *objects->spare);
	}
	objects->spare[objects->spare_count++] = id;
}

void pdf_objects_add_page(struct pdf_objects *objects, lu width, lu height,
			  pdf_id *page_id, pdf_id *contents_id)
{
	*page_id = *contents_id = 0;
	if (!pdf_objects_ok(objects))
		return;
	HPDF_Doc document = objects_document(objects);
	HPDF_Page page = HPDF_AddPage(document);
	if (!page)
		return;
	HPDF_Page_SetBoxValue(page, "MediaBox", 2,
			      (HPDF_REAL)width / LU_PER_POINT);
	HPDF_Page_SetBoxValue(page, "MediaBox", 3,
			      (HPDF_REAL)height / LU_PER_POINT);
	/* All pages share one dictionary of resources, and a page's content
	 * is finished before libharu sees it. */
	HPDF_Dict_RemoveElement(page, "Resources");
	HPDF_Dict contents = ((HPDF_PageAttr)page->attr)->contents;
	void *length =
		HPDF_Dict_GetItem(contents, "Length", HPDF_OCLASS_NUMBER);
	*page_id = object_number(page);
	*contents_id = object_number(contents);
	add_spare(objects, object_number(length));
	take_number(objects, *contents_id);
	add_page(objects, page);
}

/* ---- Entries of libharu's dictionaries --------------------------------- */

static HPDF_Dict owner_dictionary(struct pdf_objects *objects,
				  enum pdf_owner owner)
{
	HPDF_Doc document = objects_document(objects);
	return owner == PDF_CATALOG ? document->catalog : document->info;
}

static void set_reference(struct pdf_objects *objects, HPDF_Dict dictionary,
			  const char *key, pdf_id id)
{
	/* the table is one piece from 0, so the number is the index */
	HPDF_Xref xref = objects_document(objects)->xref;
	if (id)
		HPDF_Dict_Add(dictionary, key,
			      HPDF_Xref_GetEntry(xref, id)->obj);
}

void pdf_objects_set_reference(struct pdf_objects *objects,
			       enum pdf_owner owner, const char *key, pdf_id id)
{
	if (pdf_objects_ok(objects))
		set_reference(objects, owner_dictionary(objects, owner), key,
			      id);
}

void pdf_objects_set_name(struct pdf_objects *objects, enum pdf_owner owner,
			  const char *key, const char *name)
{
	if (pdf_objects_ok(objects))
		HPDF_Dict_AddName(owner_dictionary(objects, owner), key, name);
}

void pdf_objects_set_text(struct pdf_objects *objects, enum pdf_owner owner,
			  const char *key, const char *text)
{
	if (!pdf_objects_ok(objects))
		return;
	HPDF_MMgr memory = objects_document(objects)->mmgr;
	struct buffer bytes = BUFFER_INITIALISER;
	/* as bytes: libharu's strings end at a NUL, which UTF-16 is full of */
	pdf_encode_text(&bytes, text);
	HPDF_Dict_Add(owner_dictionary(objects, owner), key,
		      HPDF_Binary_New(memory, (HPDF_BYTE *)bytes.bytes,
				      (HPDF_UINT)bytes.length));
	buffer_release(&bytes);
}

void pdf_objects_set_page_reference(struct pdf_objects *objects, size_t index,
				    const char *key, pdf_id id)
{
	if (pdf_objects_ok(objects))
		set_reference(objects, objects->pages[index], key, id);
}

void pdf_objects_set_page_number(struct pdf_objects *objects, size_t index,
				 const char *key, int32_t number)
{
	if (pdf_objects_ok(objects))
		HPDF_Dict_AddNumber(objects->pages[index], key, number);
}

void pdf_objects_set_page_name(struct pdf_objects *objects, size_t index,
			       const char *key, const char *name)
{
	if (pdf_objects_ok(objects))
		HPDF_Dict_AddName(objects->pages[index], key, name);
}

void pdf_objects_fingerprint(const struct pdf_objects *objects,
			     uint8_t fingerprint[16])
{
	HPDF_Xref xref = objects_document(objects)->xref;
	uint64_t text =
		map_hash_bytes(objects->bodies.bytes, objects->bodies.length);
	uint64_t streams = 0;
	for (HPDF_UINT i = 1; i < xref->entries->count; i++) {
		struct pdf_record *record = pdf_objects_record(objects, i);
		if (record && record->is_stream)
			streams = streams * 0x9E3779B97F4A7C15u +
				  map_hash_bytes(record->bytes,
						 record->byte_count);
	}
	for (unsigned i = 0; i < 8; i++) {
		fingerprint[i] = (uint8_t)(text >> (56 - 8 * i));
		fingerprint[8 + i] = (uint8_t)(streams >> (56 - 8 * i));
	}
}
