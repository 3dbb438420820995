/* Lists of contents, of figures and of tables. */
#include "gfm/writer.h"

static void write_entry(struct writer *writer, const struct node *target,
			const struct buffer *words, unsigned depth)
{
	struct buffer entry = BUFFER_INITIALISER;
	for (unsigned i = 0; i < depth; i++)
		buffer_append_string(&entry, "  ");
	buffer_append_string(&entry, "- ");
	if (target->identifier) {
		struct buffer address = BUFFER_INITIALISER;
		buffer_append_format(&address, "#%s", target->identifier);
		buffer_append_format(&entry, "[%s](", words->bytes);
		gfm_append_address(&entry, buffer_str(&address));
		buffer_append_byte(&entry, ')');
		buffer_release(&address);
	} else {
		buffer_append_str(&entry, buffer_str(words));
	}
	gfm_lines_write(&writer->lines, buffer_str(&entry));
	buffer_release(&entry);
}

static void write_headings(struct writer *writer)
{
	const struct document *document = writer->document;
	unsigned depth = 0;
	bool is_first = true;
	for (uint32_t i = 0; i < document->heading_count; i++) {
		const struct node *heading = document->headings[i];
		struct buffer words = BUFFER_INITIALISER;
		if (!node_is_listed(document, heading))
			continue;
		/* Four spaces more would be code. */
		unsigned most = is_first ? 0 : depth + 1;
		depth = heading->heading.depth < most ? heading->heading.depth :
							most;
		is_first = false;
		gfm_append_heading(writer, heading, IN_OUTLINE, &words);
		if (words.length)
			write_entry(writer, heading, &words, depth);
		buffer_release(&words);
	}
}

static void write_captions(struct writer *writer, struct node *const *nodes,
			   uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		struct buffer words = BUFFER_INITIALISER;
		gfm_append_text(&words, str_from(node_label(nodes[i])),
				SIZE_MAX);
		gfm_append_text(&words,
				str_from(node_short_caption(writer->document,
							    nodes[i])),
				SIZE_MAX);
		if (words.length)
			write_entry(writer, nodes[i], &words, 0);
		buffer_release(&words);
	}
}

void gfm_write_entries(struct writer *writer, const struct node *contents)
{
	const struct document *document = writer->document;
	gfm_lines_space(&writer->lines);
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
	writer->last_mark = '-';
	writer->last_list_end = writer->lines.out->length;
}
