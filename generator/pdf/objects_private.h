/* What the two files of pdf/objects share: libharu, and our records beside its
 * cross-reference table. Only what its headers declare is relied on;
 * tests/unit/pdf_libharu.c holds it to that. */
#ifndef EVERYREAD_PDF_OBJECTS_PRIVATE_H
#define EVERYREAD_PDF_OBJECTS_PRIVATE_H

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_info.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>
#include <hpdf_streams.h>
#include <libdeflate.h>

#include "pdf/objects.h"

/* An object whose text is ours. libharu's table has an object of its class
 * "null" under the same number, or the one that it made itself; neither is
 * written. */
struct pdf_record {
	uint64_t is_ours : 1, is_stream : 1;
	uint64_t offset : 62; /* of its text in objects.bodies */
	const char *bytes;    /* stream */
	size_t byte_count;
	uint32_t length; /* of its text */
};

static inline HPDF_Doc objects_document(const struct pdf_objects *objects)
{
	return objects->document;
}

static inline pdf_id object_number(const void *object)
{
	return ((const HPDF_Obj_Header *)object)->obj_id & 0x00FFFFFF;
}

/* NULL where the object is written by libharu. */
struct pdf_record *pdf_objects_record(const struct pdf_objects *objects,
				      pdf_id id);

/* True while nothing has failed. */
bool pdf_objects_ok(const struct pdf_objects *objects);

#endif
