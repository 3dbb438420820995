/* What the two files of pdf/objects share: libharu and our records in its
 * cross-reference table. */
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

/* Stands in libharu's table as an object of its class "null", which it frees
 * as one block and never looks into. */
struct pdf_record {
	HPDF_Obj_Header header;
	bool is_stream;
	size_t offset, length; /* of its text in objects.bodies */
	const char *bytes;     /* stream */
	size_t byte_count;
};

static inline HPDF_Doc objects_document(const struct pdf_objects *objects)
{
	return objects->document;
}

static inline pdf_id object_number(const void *object)
{
	return ((const HPDF_Obj_Header *)object)->obj_id & 0x00FFFFFF;
}

/* NULL where the object is one of libharu's own kinds. */
static inline struct pdf_record *object_record(void *object)
{
	HPDF_Obj_Header *header = object;
	return (header->obj_class & HPDF_OCLASS_ANY) == HPDF_OCLASS_NULL ?
		       object :
		       NULL;
}

/* True while nothing has failed. */
bool pdf_objects_ok(const struct pdf_objects *objects);

#endif
