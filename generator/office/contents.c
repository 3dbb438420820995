/* Lists of headings, figures and tables. */
#include "document/localise.h"
#include "office/writer.h"

static void write_entry(struct writer *writer, const struct node *heading)
{
	struct line line = { .text = BUFFER_INITIALISER };
	unsigned depth = heading->heading.depth;
	unsigned last = STYLE_CONTENTS_5 - STYLE_CONTENTS_1;
	line_add_mark(&line, PIECE_LINK_START, NULL,
		      office_bookmark(writer, heading));
	office_add_number(writer, &line, heading);
	line_add_inlines(writer, &line, heading, true);
	line_add_mark(&line, PIECE_LINK_END, NULL, NULL);
	office_write_line(writer, &line, heading,
			  (enum office_style)(STYLE_CONTENTS_1 +
					      (depth < last ? depth : last)));
}

/* The least and the greatest level of headings in the contents; false where
 * there is none. */
static bool find_levels(const struct document *document, unsigned *first,
			unsigned *last)
{
	*first = 6;
	*last = 0;
	for (uint32_t i = 0; i < document->heading_count; i++) {
		const struct node *heading = document->headings[i];
		unsigned level = heading->heading.level;
		if (!node_is_listed(document, heading))
			continue;
		*first = level < *first ? level : *first;
		*last = level > *last ? level : *last;
	}
	return *last > 0;
}

bool office_has_entries(const struct document *document)
{
	unsigned first, last;
	return find_levels(document, &first, &last);
}

/* A title over a list of contents is the document's, and no part of the
 * field. */
bool office_holds_title(const struct document *document,
			const struct node *contents)
{
	return contents->first_child &&
	       contents->first_child == document->title_heading;
}

void office_begin_contents(struct writer *writer, const struct node *contents)
{
	unsigned first, last;
	if (contents->contents.of == CONTENTS_OF_HEADINGS &&
	    find_levels(writer->document, &first, &last))
		writer->format->begin_contents(writer, first, last);
}

static void write_headings(struct writer *writer, const struct node *contents)
{
	const struct document *document = writer->document;
	if (office_holds_title(document, contents))
		office_begin_contents(writer, contents);
	for (uint32_t i = 0; i < document->heading_count; i++)
		if (node_is_listed(document, document->headings[i]))
			write_entry(writer, document->headings[i]);
	writer->format->end_contents(writer);
}

static void write_captions(struct writer *writer, struct node *const *nodes,
			   uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		const struct node *node = nodes[i];
		struct line line = { .text = BUFFER_INITIALISER };
		struct office_run run = office_run_at(writer, node);
		line_add_mark(&line, PIECE_LINK_START, NULL,
			      office_bookmark(writer, node));
		line_add_words(&line, &run, node_label(node));
		line_add_words(&line, &run,
			       node_short_caption(writer->document, node));
		line_add_mark(&line, PIECE_LINK_END, NULL, NULL);
		office_write_line(writer, &line, node, STYLE_FIGURE_ENTRY);
	}
}

void office_write_entries(struct writer *writer, const struct node *contents)
{
	const struct document *document = writer->document;
	switch (contents->contents.of) {
	case CONTENTS_OF_HEADINGS:
		write_headings(writer, contents);
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
