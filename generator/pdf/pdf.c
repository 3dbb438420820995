/* The order of the work; see pdf.h. */
#include "pdf/pdf.h"

#include <stdlib.h>

#include "pdf/writer.h"

static bool write_document(struct pdf_writer *writer, struct buffer *out,
			   struct error *error)
{
	struct pdf_head head = {
		.version = writer->rules->version,
		.has_information = writer->rules->has_information,
	};
	if (!pdf_objects_open(&writer->objects, error) ||
	    !pdf_fonts_open(&writer->fonts, writer->frames, error) ||
	    !pdf_write_pages(writer, error))
		return false;
	pdf_find_links(writer);
	pdf_write_structure(writer);
	pdf_write_links(writer);
	pdf_write_outline(writer);
	pdf_write_page_labels(writer);
	if (!pdf_write_metadata(writer, error))
		return false;
	pdf_objects_fingerprint(&writer->objects, head.identifier);
	return pdf_objects_write(&writer->objects, &head, out, error);
}

bool pdf_write(const struct frames *frames, const struct pdf_options *options,
	       struct buffer *out, struct error *error)
{
	struct pdf_writer writer = {
		.frames = frames,
		.options = options,
		.rules = pdf_rules_of(options->standard),
	};
	buffer_clear(out);
	bool ok = write_document(&writer, out, error);
	pdf_objects_close(&writer.objects);
	pdf_fonts_close(&writer.fonts);
	VECTOR_RELEASE(&writer.marks);
	VECTOR_RELEASE(&writer.annotations);
	VECTOR_RELEASE(&writer.pictures);
	VECTOR_RELEASE(&writer.references);
	map_release(&writer.targets);
	map_release(&writer.destinations);
	arena_release(&writer.arena);
	return ok;
}
