/* Figures: captions, descriptions, and what follows them. */
#include "html/writer.h"

/* A figure's caption must stand first or last in it, so that the description
 * and the table of a chart's data follow the <figure> inside a <div> around
 * all. */
enum visit html_emit_figure_start(struct writer *writer,
				  const struct node *node)
{
	html_emit_start_tag(writer, "div", node);
	html_emit(writer, " class=\"figure\">\n<figure>\n");
	return VISIT_CHILDREN;
}

static bool follows_figure(const struct node *node)
{
	return node &&
	       (node->kind == NODE_DESCRIPTION || node->kind == NODE_TABLE ||
		(node->kind == NODE_PARAGRAPH && node->previous));
}

/* Before the first of what follows. */
void html_close_figure(struct writer *writer, const struct node *node)
{
	if (node->parent && node->parent->kind == NODE_FIGURE &&
	    !follows_figure(node->previous))
		html_emit(writer, "</figure>\n");
}

void html_emit_figure_end(struct writer *writer, const struct node *node)
{
	if (!follows_figure(node->last_child))
		html_emit(writer, "</figure>\n");
	html_emit(writer, "</div>\n");
}

/* Summaries of several figures should not all read alike. */
void html_emit_part_label(struct writer *writer, const struct part_label *label,
			  const struct node *context)
{
	html_emit_word(writer, label->words, context);
	if (!label->which)
		return;
	html_emit(writer, "<span class=\"visually-hidden\"");
	html_emit_words_attributes(writer, context);
	html_emit(writer, ">");
	html_emit_text(writer, label->which);
	html_emit(writer, "</span>");
}

enum visit html_emit_description_start(struct writer *writer,
				       const struct node *node)
{
	html_close_figure(writer, node);
	html_emit_start_tag(writer, "details", node);
	html_emit(writer, " class=\"description\">\n<summary>");
	html_emit_part_label(writer, &node->description.label, node);
	html_emit(writer, "</summary>\n");
	return VISIT_CHILDREN;
}

void html_emit_description_end(struct writer *writer, const struct node *node)
{
	(void)node;
	html_emit(writer, "</details>\n");
}

enum visit html_emit_caption_start(struct writer *writer,
				   const struct node *node)
{
	const struct node *parent = node->parent;
	if (parent && parent->kind == NODE_TABLE) {
		html_emit_start_tag(writer, "caption", node);
		/* The region around the table is named after the caption. */
		if (!node->identifier)
			html_emit_own_identifier(writer, "id", "table",
						 writer->table_count);
		html_emit(writer, ">");
		html_emit_label(writer, parent, node);
		return VISIT_CHILDREN;
	}
	html_emit_start_tag(writer, "figcaption", node);
	html_emit(writer, ">");
	if (parent && parent->kind == NODE_FIGURE)
		html_emit_label(writer, parent, node);
	return VISIT_CHILDREN;
}

void html_emit_caption_end(struct writer *writer, const struct node *node)
{
	bool is_table = node->parent && node->parent->kind == NODE_TABLE;
	html_emit(writer, is_table ? "</caption>\n" : "</figcaption>\n");
}
