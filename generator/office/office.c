/* What writing any format begins and ends with. */
#include "office/office.h"

#include "office/writer.h"
#include "text/paragraph.h"

void office_begin(struct writer *writer, const struct document *document,
		  const struct office_options *options,
		  const struct office_format *format, void *state)
{
	*writer = (struct writer){
		.document = document,
		.options = options,
		.format = format,
		.state = state,
		.style = &options->theme
				  ->styles[document->profile][options->print],
	};
	writer->container.arena = &writer->arena;
}

void office_end(struct writer *writer)
{
	if (writer->typesetter)
		typesetter_release(writer->typesetter);
	if (writer->bidi)
		itemise_bidi_release(writer->bidi);
	VECTOR_RELEASE(&writer->contexts);
	VECTOR_RELEASE(&writer->labels);
	VECTOR_RELEASE(&writer->anchors);
	VECTOR_RELEASE(&writer->nested_notes);
	VECTOR_RELEASE(&writer->pictures);
	map_release(&writer->bookmarks);
	container_release(&writer->container);
	arena_release(&writer->arena);
}
