/* Lists of figures and of tables. */
#include "html/writer.h"

static void emit_entry(struct writer *writer, const struct node *node)
{
	html_emit(writer, "<li><a href=\"");
	html_emit_file_of(writer, node);
	html_emit(writer, "#");
	html_emit_identifier(writer, str_from(node->identifier));
	html_emit(writer, "\">");
	html_emit_label(writer, node, NULL);
	html_emit_text(writer, node_short_caption(writer->document, node));
	html_emit(writer, "</a></li>\n");
}

void html_emit_list_start(struct writer *writer, const struct node *list)
{
	const struct node *heading = list->first_child;
	html_emit_start_tag(writer, "nav", list);
	html_emit(writer, " class=\"list-of\"");
	if (heading && heading->kind == NODE_HEADING && heading->identifier) {
		html_emit(writer, " aria-labelledby=\"");
		html_emit_identifier(writer, str_from(heading->identifier));
		html_emit(writer, "\"");
	}
	/* folded, so that the text comes first */
	html_emit(writer, ">\n<details>\n<summary>\n");
}

void html_emit_list_end(struct writer *writer, const struct node *list)
{
	const struct document *document = writer->document;
	bool is_figures = list->contents.of == CONTENTS_OF_FIGURES;
	uint32_t count =
		is_figures ? document->figure_count : document->table_count;
	html_emit(writer, "</summary>\n<ol>\n");
	for (uint32_t i = 0; i < count; i++)
		emit_entry(writer, is_figures ? document->figures[i] :
						document->tables[i]);
	html_emit(writer, "</ol>\n</details>\n</nav>\n");
}
