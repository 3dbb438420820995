/* Paragraphs of all kinds: what they are, and what stands in them. */
#include "document/localise.h"
#include "office/writer.h"

/* ---- Bookmarks --------------------------------------------------------- */

/* Names are short and of ASCII letters, as Word wants them; those that begin
 * with "_" it does not list. */
const char *office_bookmark(struct writer *writer, const struct node *node)
{
	const struct node **key =
		arena_copy_array(&writer->arena, &node, 1, sizeof node);
	struct str bytes = { (const char *)key, sizeof *key };
	const char *name = map_lookup(&writer->bookmarks, bytes);
	if (name)
		return name;
	name = arena_format(&writer->arena, "_%s%zu",
			    node->kind == NODE_HEADING  ? "Toc" :
			    node->kind == NODE_FOOTNOTE ? "Note" :
							  "Ref",
			    writer->bookmarks.count + 1);
	map_set(&writer->bookmarks, bytes, (void *)name);
	return name;
}

/* ---- Paragraphs -------------------------------------------------------- */

static void write_number(struct writer *writer, const struct node *item)
{
	struct office_run run = office_run_at(writer, item);
	const char *number = document_number(writer->document,
					     (uint32_t)item->list_item.number);
	writer->format->text(
		writer, &run,
		str_from(arena_format(&writer->arena, "%s. ", number)));
}

/* Styles of Easy Read rows have their places themselves. */
static lu indent_of(const struct writer *writer, enum office_style style)
{
	return style == STYLE_EASY_PICTURE || style == STYLE_EASY_TEXT ||
			       style == STYLE_EASY_END ?
		       0 :
		       writer->context.indent;
}

static void begin(struct writer *writer, const struct node *node,
		  enum office_style style, const struct office_list *list,
		  const struct label *label)
{
	const struct document *document = writer->document;
	struct office_paragraph paragraph = {
		.style = style,
		.direction = node_direction(document, node),
		.language = node_language(document, node),
		.indent = indent_of(writer, style),
		.list = list,
		.has_label = label && !list->is_written,
		.begins_page = writer->page_is_due,
		.follows_table = writer->follows_table,
	};
	if (style == STYLE_CODE)
		paragraph.direction = DIRECTION_LTR;
	if (node->kind == NODE_TABLE_CELL)
		paragraph.alignment = node->table_cell.alignment;
	if (node->kind == NODE_TITLE)
		paragraph.level = node->title.level;
	if (style != STYLE_GAP)
		paragraph.box = office_styles[style].box ?
					office_styles[style].box :
					writer->context.box;
	paragraph.stays_with_next =
		(writer->context.row && style != STYLE_EASY_END) ||
		(style == STYLE_CAPTION && node->parent->kind == NODE_TABLE) ||
		(style == STYLE_PICTURE && node->parent->kind == NODE_FIGURE &&
		 node->next);
	writer->page_is_due = writer->follows_table = false;
	if (paragraph.box == BOX_NONE)
		writer->follows_box = false;
	writer->format->begin_paragraph(writer, &paragraph);
	if (label && list->is_written)
		write_number(writer, label->item);
}

/* Items whose own words have not come: "1. - words" is two paragraphs. */
void office_show_labels(struct writer *writer, const struct node *node,
			size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct label *label = &writer->labels.items[i];
		begin(writer, node,
		      label->list->is_ordered ? STYLE_NUMBER : STYLE_BULLET,
		      label->list, label);
		writer->format->end_paragraph(writer);
	}
	memmove(writer->labels.items, writer->labels.items + count,
		(writer->labels.count - count) * sizeof *writer->labels.items);
	writer->labels.count -= count;
}

/* In a list, body text has the list's style. */
static enum office_style style_in_list(const struct office_list *list,
				       enum office_style style, bool has_label)
{
	bool is_text = style == STYLE_BODY || style == STYLE_EASY_TEXT;
	return !is_text || !list ? style :
	       !has_label        ? STYLE_CONTINUE :
	       list->is_ordered  ? STYLE_NUMBER :
				   STYLE_BULLET;
}

void office_begin_paragraph(struct writer *writer, const struct node *node,
			    enum office_style style)
{
	size_t count = writer->labels.count;
	if (count > 1)
		office_show_labels(writer, node, count - 1);
	const struct label *label = count ? &writer->labels.items[0] : NULL;
	const struct office_list *list =
		label ? label->list : writer->context.list;
	if (node->kind == NODE_TABLE_CELL)
		list = NULL;
	begin(writer, node, style_in_list(list, style, label), list, label);
	writer->labels.count = 0;
	for (size_t i = 0; i < writer->anchors.count; i++)
		writer->format->bookmark(
			writer,
			office_bookmark(writer, writer->anchors.items[i]));
	writer->anchors.count = 0;
}

void office_end_paragraph(struct writer *writer)
{
	writer->format->end_paragraph(writer);
}

void office_write_gap(struct writer *writer, const struct node *node)
{
	begin(writer, node, STYLE_GAP, NULL, NULL);
	writer->format->end_paragraph(writer);
}

void office_write_line(struct writer *writer, struct line *line,
		       const struct node *node, enum office_style style)
{
	office_begin_paragraph(writer, node, style);
	line_write(writer, line, node_direction(writer->document, node));
	office_end_paragraph(writer);
	line_release(line);
}

void office_write_words(struct writer *writer, const struct node *node,
			enum office_style style, const char *first,
			const char *second)
{
	struct line line = { .text = BUFFER_INITIALISER };
	struct office_run run = office_run_at(writer, node);
	const char *language = node_words_language(writer->document, node);
	if (language)
		run.language = language;
	line_add_words(&line, &run, first);
	if (second)
		line_add_words(&line, &run, second);
	office_write_line(writer, &line, node, style);
}

void office_write_inlines(struct writer *writer, const struct node *node,
			  enum office_style style)
{
	struct line line = { .text = BUFFER_INITIALISER };
	line_add_inlines(writer, &line, node, false);
	office_write_line(writer, &line, node, style);
}

/* ---- Headings ---------------------------------------------------------- */

void office_add_number(struct writer *writer, struct line *line,
		       const struct node *heading)
{
	struct office_run run = office_run_at(writer, heading);
	if (!heading->heading.number)
		return;
	line_add_words(line, &run, heading->heading.number);
	line_add_words(line, &run, " ");
}

void office_write_heading(struct writer *writer, const struct node *node)
{
	struct line line = { .text = BUFFER_INITIALISER };
	unsigned level = node->heading.level;
	enum office_style first =
		node->heading.in_contents ? STYLE_HEADING_1 : STYLE_UNLISTED_1;
	enum office_style style = (enum office_style)(first + level - 1);
	if (node == writer->document->title_heading)
		style = STYLE_TITLE;
	*VECTOR_ADD(&writer->anchors) = node;
	office_add_number(writer, &line, node);
	line_add_inlines(writer, &line, node, false);
	office_write_line(writer, &line, node, style);
}

/* ---- Paragraphs of their kinds ----------------------------------------- */

static bool is_lone_picture(const struct node *node)
{
	const struct node *child = node->first_child;
	return child && !child->next && child->kind == NODE_IMAGE;
}

static bool is_shown(struct writer *writer, const struct node *image)
{
	return image->image.path && office_picture(writer, image);
}

static enum office_style style_of_paragraph(struct writer *writer,
					    const struct node *node)
{
	const struct node *parent = node->parent;
	if (node->kind == NODE_PARAGRAPH && node->paragraph.is_notice)
		return STYLE_NOTICE;
	if (writer->context.row && parent == writer->context.row &&
	    !node->previous)
		return STYLE_EASY_PICTURE;
	if (is_lone_picture(node) && is_shown(writer, node->first_child) &&
	    writer->context.box == BOX_NONE)
		return STYLE_PICTURE;
	if (parent && parent->kind == NODE_DETAILS && !node->previous)
		return STYLE_LABEL;
	if (parent && parent->kind == NODE_FIGURE && node->previous)
		return STYLE_DESCRIPTION; /* leads to a chart's data */
	return writer->context.text;
}

/* "Done: " before the words of a task. */
static void add_task(struct writer *writer, struct line *line,
		     const struct node *node)
{
	const struct node *item = node->parent;
	if (!item || item->kind != NODE_LIST_ITEM || node->previous ||
	    !item->list_item.task_name)
		return;
	struct office_run run = office_run_at(writer, node);
	const char *language = node_words_language(writer->document, node);
	if (language)
		run.language = language;
	run.is_strong = true;
	line_add_words(line, &run, item->list_item.task_name);
	line_add_words(line, &run, writer->document->words.colon);
}

/* Without a picture that cannot be had nothing may be left. */
static bool says_nothing(const struct line *line)
{
	return line->pieces.count == 0;
}

void office_write_paragraph(struct writer *writer, const struct node *node)
{
	struct line line = { .text = BUFFER_INITIALISER };
	enum office_style style = style_of_paragraph(writer, node);
	add_task(writer, &line, node);
	line_add_inlines(writer, &line, node, false);
	if (says_nothing(&line))
		line_release(&line);
	else
		office_write_line(writer, &line, node, style);
}

void office_walk_caption(struct writer *writer, const struct node *node)
{
	struct line line = { .text = BUFFER_INITIALISER };
	struct office_run run = office_run_at(writer, node);
	const char *language = node_words_language(writer->document, node);
	if (language)
		run.language = language;
	run.is_strong = true;
	if (*node_label(node->parent))
		line_add_words(&line, &run, node_label(node->parent));
	line_add_inlines(writer, &line, node, false);
	office_write_line(writer, &line, node, STYLE_CAPTION);
}

void office_write_code(struct writer *writer, const struct node *node)
{
	struct line line = { .text = BUFFER_INITIALISER };
	struct office_run run = office_run_at(writer, node);
	struct str rest = node->code_block.text, text;
	run.is_code = true;
	for (bool is_first = true; str_next_line(&rest, &text);
	     is_first = false) {
		if (!is_first)
			line_add_mark(&line, PIECE_BREAK, NULL, NULL);
		line_add_words(
			&line, &run,
			arena_copy(&writer->arena, text.bytes, text.length));
	}
	office_begin_paragraph(writer, node, STYLE_CODE);
	line_write(writer, &line, DIRECTION_LTR);
	office_end_paragraph(writer);
	line_release(&line);
}

void office_write_chart(struct writer *writer, const struct node *node)
{
	struct line line = { .text = BUFFER_INITIALISER };
	struct office_run run = office_run_at(writer, node);
	bool has_picture = office_picture(writer, node);
	if (has_picture)
		line_add_mark(&line, PIECE_PICTURE, node, NULL);
	else
		line_add_words(&line, &run, node->chart.name);
	office_write_line(writer, &line, node,
			  has_picture ? STYLE_PICTURE : STYLE_DESCRIPTION);
}
