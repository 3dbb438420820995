/* Lists of contents, of figures and of tables. */
#include "plain/writer.h"

enum { LEVEL_INDENT = 3 };

static void write_entry(struct writer *writer, const struct node *target,
			const struct passage *passage)
{
	lines_set(&writer->lines, passage,
		  node_language(writer->document, target),
		  node_direction(writer->document, target));
}

static void write_headings(struct writer *writer)
{
	const struct document *document = writer->document;
	struct passage passage = PASSAGE_INITIALISER;
	for (uint32_t i = 0; i < document->heading_count; i++) {
		const struct node *heading = document->headings[i];
		if (!node_is_listed(document, heading))
			continue;
		unsigned depth = heading->heading.depth;
		passage_clear(&passage);
		plain_append_heading(writer, heading, &passage, true);
		writer->lines.indent += depth * LEVEL_INDENT;
		write_entry(writer, heading, &passage);
		writer->lines.indent -= depth * LEVEL_INDENT;
	}
	passage_release(&passage);
}

static void write_captions(struct writer *writer, struct node *const *nodes,
			   uint32_t count)
{
	struct passage passage = PASSAGE_INITIALISER;
	for (uint32_t i = 0; i < count; i++) {
		const struct node *node = nodes[i];
		passage_clear(&passage);
		buffer_append_string(&passage.text, node_label(node));
		buffer_append_string(
			&passage.text,
			node_short_caption(writer->document, node));
		write_entry(writer, node, &passage);
	}
	passage_release(&passage);
}

void plain_write_entries(struct writer *writer, const struct node *contents)
{
	const struct document *document = writer->document;
	lines_space(&writer->lines, 1);
	switch (contents->contents.of) {
	case CONTENTS_OF_HEADINGS:
		write_headings(writer);
		break;
	case CONTENTS_OF_FIGURES:
		write_captions(writer, document->figures,
			       document->figure_count);
		break;
	case CONTENTS_OF_TABLES:
		write_captions(writer, document->tables, document->table_count);
		break;
	}
}
