/* The objects of one PDF file, on libharu's document and cross-reference
 * table. No other file of the project includes libharu's headers.
 *
 * libharu holds the document, the catalog, the page tree, the information
 * dictionary and the table of all objects. The many small objects that a
 * tagged PDF is made of (structure elements above all) would each cost it
 * some hundred bytes a key, so libharu only gives them their numbers: each is
 * a record beside its table that points to finished text in one buffer.
 * README.md says which part is whose, and why.
 *
 * libharu's error state is sticky: after a failure every function here is
 * harmless and returns 0 or does nothing; pdf_objects_write() tells. */
#ifndef EVERYREAD_PDF_OBJECTS_H
#define EVERYREAD_PDF_OBJECTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/str.h"
#include "base/units.h"

/* An object's number; 0: none. */
typedef uint32_t pdf_id;

struct pdf_record;

struct pdf_objects {
	void *document;       /* HPDF_Doc */
	struct buffer bodies; /* text of all objects that are not libharu's */
	struct arena streams; /* compressed */
	void **pages;         /* HPDF_Page */
	size_t page_count, page_capacity;
	struct pdf_record *records; /* by number */
	size_t record_capacity;
	pdf_id *spare; /* numbers of objects of libharu's that are not used */
	size_t spare_count, spare_capacity;
	pdf_id open; /* between begin and end */
	size_t open_offset;
	struct libdeflate_compressor *compressor;
};

/* Release with pdf_objects_close(), also after a failure. */
bool pdf_objects_open(struct pdf_objects *objects, struct error *error);
void pdf_objects_close(struct pdf_objects *objects);

/* A number for an object whose text comes later. One that never gets its text
 * is a free entry of the table. */
pdf_id pdf_objects_reserve(struct pdf_objects *objects);

/* Between these two the object's text is appended to the buffer returned,
 * without the dictionary's "obj" and "endobj". They do not nest. */
struct buffer *pdf_objects_begin(struct pdf_objects *objects, pdf_id id);
void pdf_objects_end(struct pdf_objects *objects);

/* A stream: `entries` is the inside of its dictionary without Length (and
 * Filter, where it is to be compressed). The bytes are compressed, or
 * else borrowed until pdf_objects_write(). */
void pdf_objects_set_stream(struct pdf_objects *objects, pdf_id id,
			    struct str entries, struct str bytes,
			    bool compress);

/* Adds a page at the end; `contents` is its stream's number, to be set. */
void pdf_objects_add_page(struct pdf_objects *objects, lu width, lu height,
			  pdf_id *page, pdf_id *contents);

/* Dictionary entries of libharu's objects. */
enum pdf_owner { PDF_CATALOG, PDF_INFORMATION };
void pdf_objects_set_reference(struct pdf_objects *objects,
			       enum pdf_owner owner, const char *key,
			       pdf_id id);
void pdf_objects_set_name(struct pdf_objects *objects, enum pdf_owner owner,
			  const char *key, const char *name);
/* UTF-8, written as ASCII or UTF-16. */
void pdf_objects_set_text(struct pdf_objects *objects, enum pdf_owner owner,
			  const char *key, const char *text);
/* Of page `index`, from 0. */
void pdf_objects_set_page_reference(struct pdf_objects *objects, size_t index,
				    const char *key, pdf_id id);
void pdf_objects_set_page_number(struct pdf_objects *objects, size_t index,
				 const char *key, int32_t number);
void pdf_objects_set_page_name(struct pdf_objects *objects, size_t index,
			       const char *key, const char *name);

/* Sixteen bytes made of all objects' texts and streams so far. */
void pdf_objects_fingerprint(const struct pdf_objects *objects,
			     uint8_t fingerprint[16]);

struct pdf_head {
	const char *version; /* of PDF: "1.7" */
	bool has_information;
	uint8_t identifier[16]; /* stands twice in the trailer's ID */
};

/* The whole file: streams, then all other objects in compressed object
 * streams, and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8). False
 * where any step since pdf_objects_open() failed. */
bool pdf_objects_write(struct pdf_objects *objects, const struct pdf_head *head,
		       struct buffer *out, struct error *error);

#endif
