/* The order of the work; see pdf.h. */
#include "pdf/pdf.h"

#include <stdlib.h>

#include "pdf/writer.h"

static bool write_document(struct pdf_writer *writer, struct buffer *out,
			   struct error *error)
{
	uint8_t identifier[16];
	if (!pdf_objects_open(&writer->objects, error) ||
	    !pdf_fonts_open(&writer->fonts, writer->frames, error) ||
	    !pdf_write_pages(writer, error))
		return false;
	pdf_write_links(writer);
	pdf_write_structure(writer);
	pdf_write_outline(writer);
	pdf_write_page_labels(writer);
	if (!pdf_write_metadata(writer, error))
		return false;
	pdf_objects_fingerprint(&writer->objects, identifier);
	return pdf_objects_write(&writer->objects, identifier, out, error);
}

bool pdf_write(const struct frames *frames, const struct pdf_options *options,
	       struct buffer *out, struct error *error)
{
	struct pdf_writer writer = { .frames = frames, .options = options };
	buffer_clear(out);
	bool ok = write_document(&writer, out, error);
	pdf_objects_close(&writer.objects);
	pdf_fonts_close(&writer.fonts);
	VECTOR_RELEASE(&writer.marks);
	VECTOR_RELEASE(&writer.annotations);
	VECTOR_RELEASE(&writer.pictures);
	map_release(&writer.destinations);
	arena_release(&writer.arena);
	return ok;
}
