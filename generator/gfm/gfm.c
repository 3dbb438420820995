/* Blocks, in the order of the tree. */
#include "gfm/gfm.h"

#include <string.h>

#include "gfm/writer.h"

enum { NOTE_INDENT = 4 };

static const struct str quote_mark = { "> ", 2 };

/* ---- Lines of words ------------------------------------------------------ */

void gfm_write_line(struct writer *writer, const struct buffer *words)
{
	if (!words->length)
		return;
	gfm_lines_space(&writer->lines);
	gfm_lines_write(&writer->lines, buffer_str(words));
}

/* In a tight list a list stands right below the words; everything else would
 * be taken for more of them. */
static bool follows_words_in_item(const struct node *list)
{
	const struct node *item = list->parent, *words = list->previous;
	const struct node *first = list->first_child;
	return item && item->kind == NODE_LIST_ITEM && item->parent &&
	       item->parent->list.is_tight && words &&
	       words->kind == NODE_PARAGRAPH && first && first->first_child &&
	       (!list->list.is_ordered || first->list_item.number == 1);
}

/* Inlines in their block's language, after `lead`. */
static void append_words(struct writer *writer, const struct node *node,
			 struct str lead, struct buffer *out)
{
	struct buffer words = BUFFER_INITIALISER;
	struct buffer language = BUFFER_INITIALISER;
	bool is_other = gfm_append_language(writer, node, &language);
	enum place_of_words where =
		node->kind == NODE_HEADING || node->kind == NODE_TITLE ?
			IN_LINE :
			IN_PARAGRAPH;
	gfm_append_text(&words, lead, where == IN_LINE ? SIZE_MAX : 0);
	gfm_append_inlines(writer, node, where, &words);
	if (words.length && is_other)
		buffer_append_format(out, "<span%s>", language.bytes);
	buffer_append_str(out, buffer_str(&words));
	if (words.length && is_other)
		buffer_append_string(out, "</span>");
	buffer_release(&language);
	buffer_release(&words);
}

/* The mark of a task needs something after it. */
static bool is_words_of_task(const struct node *node)
{
	const struct node *item = node->parent;
	return item && item->kind == NODE_LIST_ITEM && !node->previous &&
	       item->list_item.task != TASK_NONE;
}

static void write_words(struct writer *writer, const struct node *node,
			struct str lead)
{
	struct buffer line = BUFFER_INITIALISER;
	struct buffer words = BUFFER_INITIALISER;
	append_words(writer, node, lead, &words);
	if (words.length)
		gfm_append_anchor(writer, node, &line);
	buffer_append_str(&line, buffer_str(&words));
	if (!words.length && is_words_of_task(node))
		buffer_append_string(&line, "<!-- -->");
	gfm_write_line(writer, &line);
	buffer_release(&words);
	buffer_release(&line);
}

static void write_text(struct writer *writer, struct str text)
{
	struct buffer line = BUFFER_INITIALISER;
	gfm_append_text(&line, str_trim(text), 0);
	gfm_write_line(writer, &line);
	buffer_release(&line);
}

static void write_paragraph(struct writer *writer, const struct node *node)
{
	/* The notice stands at the head already. */
	if (node->kind != NODE_PARAGRAPH || !node->paragraph.is_notice)
		write_words(writer, node, STR(""));
}

/* ---- Headings ------------------------------------------------------------ */

void gfm_append_heading(struct writer *writer, const struct node *heading,
			enum place_of_words where, struct buffer *out)
{
	if (heading->heading.number)
		buffer_append_format(out, "%s ", heading->heading.number);
	if (where == IN_OUTLINE)
		gfm_append_inlines(writer, heading, where, out);
	else
		append_words(writer, heading, STR(""), out);
}

static void append_level(struct buffer *out, unsigned level)
{
	while (level--)
		buffer_append_byte(out, '#');
	buffer_append_byte(out, ' ');
}

static void write_heading(struct writer *writer, const struct node *node)
{
	struct buffer line = BUFFER_INITIALISER;
	append_level(&line, node->heading.level);
	gfm_append_anchor(writer, node, &line);
	gfm_append_heading(writer, node, IN_LINE, &line);
	gfm_write_line(writer, &line);
	buffer_release(&line);
}

static void write_title(struct writer *writer, const struct node *node)
{
	struct buffer words = BUFFER_INITIALISER;
	struct buffer line = BUFFER_INITIALISER;
	append_words(writer, node, STR(""), &words);
	if (words.length && node->title.level) {
		append_level(&line, node->title.level);
		buffer_append_str(&line, buffer_str(&words));
	} else if (words.length) {
		buffer_append_format(&line, "**%s**", words.bytes);
	}
	gfm_write_line(writer, &line);
	buffer_release(&line);
	buffer_release(&words);
}

/* ---- Code ---------------------------------------------------------------- */

static void write_code(struct writer *writer, const struct node *node)
{
	struct str text = node->code_block.text;
	struct buffer block = BUFFER_INITIALISER;
	size_t run = 0, longest = 2;
	for (size_t i = 0; i < text.length; i++) {
		run = text.bytes[i] == '`' ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	for (size_t i = 0; i <= longest; i++)
		buffer_append_byte(&block, '`');
	struct str fence = { block.bytes, block.length };
	struct buffer end = BUFFER_INITIALISER;
	buffer_append_str(&end, fence);
	const char *syntax = node->code_block.syntax;
	if (syntax && !strpbrk(syntax, "`\n\\&"))
		buffer_append_string(&block, syntax);
	buffer_append_byte(&block, '\n');
	buffer_append_str(&block, text);
	if (text.length && text.bytes[text.length - 1] != '\n')
		buffer_append_byte(&block, '\n');
	buffer_append_str(&block, buffer_str(&end));
	gfm_write_line(writer, &block);
	buffer_release(&block);
	buffer_release(&end);
}

/* ---- Lists --------------------------------------------------------------- */

static bool is_ordered(const struct node *list)
{
	return list->kind == NODE_LIST && list->list.is_ordered;
}

/* Two lists on end are one where their marks are the same. */
static void open_list(struct writer *writer, const struct node *list)
{
	static const char marks[2][2] = { { '-', '*' }, { '.', ')' } };
	const char *choice = marks[is_ordered(list)];
	bool is_next = writer->last_list_end == writer->lines.out->length;
	*VECTOR_ADD(&writer->marks) =
		choice[is_next && writer->last_mark == choice[0]];
}

static void close_list(struct writer *writer)
{
	writer->last_mark = *VECTOR_LAST(&writer->marks);
	writer->last_list_end = writer->lines.out->length;
	writer->marks.count--;
}

/* "- ", "12. "; CommonMark takes nine digits. */
static void append_mark(const struct writer *writer, const struct node *item,
			struct buffer *out)
{
	enum { MOST = 999999999 };
	char mark = *VECTOR_LAST(&writer->marks);
	if (is_ordered(item->parent)) {
		int32_t number = item->list_item.number;
		number = number < 0 ? 0 : number > MOST ? MOST : number;
		buffer_append_format(out, "%d", (int)number);
	}
	buffer_append_byte(out, mark);
	buffer_append_byte(out, ' ');
}

static bool is_tight(const struct node *item)
{
	return item->parent->kind == NODE_LIST && item->parent->list.is_tight;
}

static void open_item(struct writer *writer, const struct node *item)
{
	struct buffer mark = BUFFER_INITIALISER, spaces = BUFFER_INITIALISER;
	bool is_close = item->previous ? is_tight(item) :
					 follows_words_in_item(item->parent);
	if (!is_close)
		gfm_lines_space(&writer->lines);
	append_mark(writer, item, &mark);
	for (size_t i = 0; i < mark.length; i++)
		buffer_append_byte(&spaces, ' ');
	if (item->kind == NODE_LIST_ITEM && item->list_item.task != TASK_NONE &&
	    item->first_child && item->first_child->kind == NODE_PARAGRAPH)
		buffer_append_string(&mark, item->list_item.task == TASK_DONE ?
						    "[x] " :
						    "[ ] ");
	gfm_lines_open(&writer->lines, buffer_str(&mark), buffer_str(&spaces));
	buffer_release(&mark);
	buffer_release(&spaces);
}

static void close_item(struct writer *writer, const struct node *item)
{
	struct buffer mark = BUFFER_INITIALISER;
	append_mark(writer, item, &mark);
	gfm_lines_close(&writer->lines, mark.length);
	buffer_release(&mark);
}

/* ---- Boxes and parts ----------------------------------------------------- */

static void open_quote(struct writer *writer)
{
	gfm_lines_space(&writer->lines);
	gfm_lines_open(&writer->lines, quote_mark, quote_mark);
}

/* A part in another language, or one that links lead to. */
static void open_part(struct writer *writer, const struct node *node)
{
	struct buffer line = BUFFER_INITIALISER;
	gfm_append_anchor(writer, node, &line);
	gfm_write_line(writer, &line);
	buffer_clear(&line);
	buffer_append_string(&line, "<div");
	if (gfm_append_language(writer, node, &line)) {
		buffer_append_byte(&line, '>');
		gfm_write_line(writer, &line);
	}
	buffer_release(&line);
}

static void close_part(struct writer *writer, const struct node *node)
{
	struct buffer line = BUFFER_INITIALISER;
	if (gfm_append_language(writer, node, &line)) {
		gfm_lines_space(&writer->lines);
		gfm_lines_write(&writer->lines, STR("</div>\n"));
	}
	buffer_release(&line);
}

static void write_part_label(struct writer *writer,
			     const struct part_label *label)
{
	struct buffer words = BUFFER_INITIALISER;
	buffer_append_string(&words, label->words);
	if (label->which)
		buffer_append_string(&words, label->which);
	write_text(writer, buffer_str(&words));
	buffer_release(&words);
}

static void write_chart(struct writer *writer, const struct node *node)
{
	struct buffer line = BUFFER_INITIALISER;
	if (!node->chart.name || !*node->chart.name)
		return;
	buffer_append_string(&line, "![");
	gfm_append_text(&line, str_from(node->chart.name), SIZE_MAX);
	buffer_append_string(&line, "]()");
	gfm_write_line(writer, &line);
	buffer_release(&line);
}

static void write_table(struct writer *writer, const struct node *node)
{
	const struct node *parent = node->parent;
	const struct node *caption = node_caption(node);
	if (parent && parent->kind == NODE_FIGURE)
		write_part_label(writer, &parent->figure.data);
	if (caption)
		write_words(writer, caption, str_from(node_label(node)));
	gfm_write_table(writer, node);
}

/* ---- Notes --------------------------------------------------------------- */

static void write_blocks(struct writer *writer, const struct node *root);

static void write_note(struct writer *writer, const struct node *note)
{
	struct buffer mark = BUFFER_INITIALISER;
	buffer_append_format(&mark, "[^%u]: ", (unsigned)note->footnote.number);
	gfm_lines_space(&writer->lines);
	gfm_lines_open(&writer->lines, buffer_str(&mark), STR("    "));
	for (const struct node *child = note->first_child; child;
	     child = child->next)
		write_blocks(writer, child);
	gfm_lines_close(&writer->lines, NOTE_INDENT);
	buffer_release(&mark);
}

static void write_notes(struct writer *writer)
{
	const struct document *document = writer->document;
	if (!document->footnote_count)
		return;
	write_title(writer, document->notes_title);
	for (uint32_t i = 0; i < document->footnote_count; i++)
		write_note(writer, document->footnotes[i]);
}

/* ---- Walking ------------------------------------------------------------- */

static enum visit enter(void *context, const struct node *node)
{
	struct writer *writer = context;
	switch (node->kind) {
	case NODE_LIST:
	case NODE_TIMELINE:
		open_part(writer, node);
		open_list(writer, node);
		return VISIT_CHILDREN;
	case NODE_LIST_ITEM:
	case NODE_EVENT:
		open_item(writer, node);
		return VISIT_CHILDREN;
	case NODE_BLOCK_QUOTE:
	case NODE_QUOTATION:
	case NODE_CALLOUT:
	case NODE_CASE_STUDY:
		open_part(writer, node);
		open_quote(writer);
		return VISIT_CHILDREN;
	case NODE_DESCRIPTION:
		open_part(writer, node);
		write_part_label(writer, &node->description.label);
		return VISIT_CHILDREN;
	case NODE_DOCUMENT:
	case NODE_COVER:
	case NODE_CHAPTER:
	case NODE_BACK_PAGE:
	case NODE_CONTENTS:
	case NODE_DIVISION:
	case NODE_FIGURE:
	case NODE_EASY_READ_ROW:
	case NODE_KEY_NUMBERS:
	case NODE_EVIDENCE:
	case NODE_DETAILS:
	case NODE_FOOTNOTE:
		open_part(writer, node);
		return VISIT_CHILDREN;
	case NODE_HEADING:
		write_heading(writer, node);
		return VISIT_NEXT;
	case NODE_TITLE:
		write_title(writer, node);
		return VISIT_NEXT;
	case NODE_PARAGRAPH:
	case NODE_TERM:
	case NODE_EVENT_DATE:
	case NODE_KICKER:
	case NODE_CREDIT:
	case NODE_REMARK:
		write_paragraph(writer, node);
		return VISIT_NEXT;
	case NODE_CAPTION: /* a table's stands over it */
		if (node->parent->kind == NODE_FIGURE)
			write_words(writer, node,
				    str_from(node_label(node->parent)));
		return VISIT_NEXT;
	case NODE_TABLE:
		open_part(writer, node);
		write_table(writer, node);
		close_part(writer, node);
		return VISIT_NEXT;
	case NODE_CODE_BLOCK:
		write_code(writer, node);
		return VISIT_NEXT;
	case NODE_THEMATIC_BREAK:
		gfm_lines_space(&writer->lines);
		gfm_lines_write(&writer->lines, STR("***\n"));
		return VISIT_NEXT;
	case NODE_CHART:
		write_chart(writer, node);
		return VISIT_NEXT;
	case NODE_TABLE_ROW: /* table.c writes them */
	case NODE_TABLE_CELL:
	case NODE_PAGE_BREAK: /* there are no pages */
#define INLINE(KIND, ...) case NODE_##KIND:
#include "document/kinds.def"
		return VISIT_NEXT;
	}
	return VISIT_NEXT;
}

static void leave(void *context, const struct node *node)
{
	struct writer *writer = context;
	switch (node->kind) {
	case NODE_CONTENTS:
		gfm_write_entries(writer, node);
		close_part(writer, node);
		return;
	case NODE_LIST:
	case NODE_TIMELINE:
		close_list(writer);
		close_part(writer, node);
		return;
	case NODE_LIST_ITEM:
	case NODE_EVENT:
		close_item(writer, node);
		return;
	case NODE_BLOCK_QUOTE:
	case NODE_QUOTATION:
	case NODE_CALLOUT:
	case NODE_CASE_STUDY:
		gfm_lines_close(&writer->lines, quote_mark.length);
		close_part(writer, node);
		return;
	case NODE_DOCUMENT:
	case NODE_COVER:
	case NODE_CHAPTER:
	case NODE_BACK_PAGE:
	case NODE_DIVISION:
	case NODE_FIGURE:
	case NODE_DESCRIPTION:
	case NODE_EASY_READ_ROW:
	case NODE_KEY_NUMBERS:
	case NODE_EVIDENCE:
	case NODE_DETAILS:
	case NODE_FOOTNOTE:
		close_part(writer, node);
		return;
	case NODE_TABLE:
	case NODE_TABLE_ROW:
	case NODE_TABLE_CELL:
	case NODE_HEADING:
	case NODE_PARAGRAPH:
	case NODE_CAPTION:
	case NODE_CODE_BLOCK:
	case NODE_THEMATIC_BREAK:
	case NODE_PAGE_BREAK:
	case NODE_CHART:
	case NODE_TERM:
	case NODE_EVENT_DATE:
	case NODE_KICKER:
	case NODE_TITLE:
	case NODE_CREDIT:
	case NODE_REMARK:
#define INLINE(KIND, ...) case NODE_##KIND:
#include "document/kinds.def"
		return; /* nothing is owed after them */
	}
}

static void write_blocks(struct writer *writer, const struct node *root)
{
	document_walk(root, enter, leave, writer);
}

/* ---- The whole ----------------------------------------------------------- */

static void note_target(struct writer *writer, const struct node *const *node)
{
	if (*node)
		map_set(&writer->targets, gfm_key_of(node), (void *)*node);
}

static void note_targets_below(struct writer *writer, const struct node *root)
{
	const struct document *document = writer->document;
	for (const struct node *node = root; node;
	     node = node_next(root, node)) {
		if (node->kind == NODE_LINK)
			note_target(writer, &node->link.target);
		if (node->kind != NODE_CONTENTS)
			continue;
		for (uint32_t i = 0; i < document->heading_count; i++)
			note_target(writer,
				    (const struct node *const *)&document
					    ->headings[i]);
		for (uint32_t i = 0; i < document->figure_count; i++)
			note_target(writer,
				    (const struct node *const *)&document
					    ->figures[i]);
		for (uint32_t i = 0; i < document->table_count; i++)
			note_target(writer,
				    (const struct node *const *)&document
					    ->tables[i]);
	}
}

static void write_head(struct writer *writer)
{
	const struct document *document = writer->document;
	struct buffer line = BUFFER_INITIALISER;
	buffer_append_string(&line, "<!-- lang=\"");
	gfm_append_attribute(&line, str_from(document->language));
	buffer_append_format(&line, "\" dir=\"%s\" -->",
			     document->direction == DIRECTION_RTL ? "rtl" :
								    "ltr");
	gfm_write_line(writer, &line);
	buffer_release(&line);
	if (!document->notice)
		return;
	open_quote(writer);
	write_text(writer, str_from(document->notice));
	gfm_lines_close(&writer->lines, quote_mark.length);
}

void gfm_write(const struct document *document, struct buffer *out)
{
	struct writer writer = { .document = document,
				 .lines = { .out = out } };
	note_targets_below(&writer, document->root);
	for (uint32_t i = 0; i < document->footnote_count; i++)
		note_targets_below(&writer, document->footnotes[i]);
	write_head(&writer);
	write_blocks(&writer, document->root);
	write_notes(&writer);
	map_release(&writer.targets);
	VECTOR_RELEASE(&writer.marks);
	gfm_lines_release(&writer.lines);
}
