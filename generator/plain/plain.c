/* Blocks, in the order of the tree. */
#include "plain/plain.h"

#include <stdlib.h>

#include "base/memory.h"
#include "document/localise.h"
#include "plain/writer.h"

enum {
	BOX_INDENT = 3,
	GAP_CHAPTER = 3, /* empty lines before */
	GAP_HEADING = 2,
	GAP_BLOCK = 1
};

/* ---- Lines of words ---------------------------------------------------- */

static bool is_in_tight_list(const struct node *node)
{
	const struct node *item = node->parent;
	return item && item->kind == NODE_LIST_ITEM && item->parent &&
	       item->parent->list.is_tight;
}

static void space_before(struct writer *writer, const struct node *node)
{
	lines_space(&writer->lines, is_in_tight_list(node) ? 0 : GAP_BLOCK);
}

static void set(struct writer *writer, const struct node *node,
		const struct passage *passage)
{
	lines_set(&writer->lines, passage,
		  node_language(writer->document, node),
		  node_direction(writer->document, node));
}

/* Words that are no inlines, where `node` stands. */
static void write_words(struct writer *writer, const struct node *node,
			struct str words)
{
	struct passage passage = PASSAGE_INITIALISER;
	buffer_append_str(&passage.text, words);
	lines_space(&writer->lines, GAP_BLOCK);
	set(writer, node, &passage);
	passage_release(&passage);
}

/* ---- Headings and paragraphs ------------------------------------------- */

void plain_append_heading(struct writer *writer, const struct node *heading,
			  struct passage *passage, bool is_outline)
{
	if (heading->heading.number)
		buffer_append_format(&passage->text, "%s ",
				     heading->heading.number);
	plain_append_inlines(writer, heading, passage, is_outline);
}

static void write_heading(struct writer *writer, const struct node *node)
{
	struct passage passage = PASSAGE_INITIALISER;
	plain_append_heading(writer, node, &passage, false);
	lines_space(&writer->lines, GAP_HEADING);
	set(writer, node, &passage);
	passage_release(&passage);
}

static void write_paragraph(struct writer *writer, const struct node *node)
{
	struct passage passage = PASSAGE_INITIALISER;
	/* The notice stands at the head already. */
	if (node->kind == NODE_PARAGRAPH && node->paragraph.is_notice)
		return;
	plain_append_inlines(writer, node, &passage, false);
	space_before(writer, node);
	set(writer, node, &passage);
	passage_release(&passage);
}

static void write_caption(struct writer *writer, const struct node *node)
{
	struct passage passage = PASSAGE_INITIALISER;
	buffer_append_string(&passage.text, node_label(node->parent));
	plain_append_inlines(writer, node, &passage, false);
	lines_space(&writer->lines, GAP_BLOCK);
	set(writer, node, &passage);
	passage_release(&passage);
}

static void write_code(struct writer *writer, const struct node *node)
{
	space_before(writer, node);
	writer->lines.indent += BOX_INDENT;
	lines_set_verbatim(&writer->lines, node->code_block.text);
	writer->lines.indent -= BOX_INDENT;
}

/* ---- Lists ------------------------------------------------------------- */

/* "•", "3.", "Done:". */
static void append_item_label(struct writer *writer, const struct node *item,
			      struct buffer *out)
{
	const struct node *list = item->parent;
	if (item->list_item.task_name) {
		buffer_append_format(out, "%s%s", item->list_item.task_name,
				     writer->document->words.colon);
		out->length = str_trim(buffer_str(out)).length;
	} else if (list->list.is_ordered) {
		buffer_append_format(
			out, "%s.",
			document_item_number(writer->document, item));
	} else {
		buffer_append_string(out, "•");
	}
}

static void start_item(struct writer *writer, const struct node *item)
{
	if (item->parent->list.is_definitions) {
		lines_space(&writer->lines, GAP_BLOCK);
		return;
	}
	struct buffer label = BUFFER_INITIALISER;
	append_item_label(writer, item, &label);
	lines_space(&writer->lines,
		    item->parent->list.is_tight || !item->previous ? 0 :
								     GAP_BLOCK);
	lines_label(&writer->lines, buffer_str(&label));
	buffer_release(&label);
}

static void end_item(struct writer *writer, const struct node *item)
{
	if (item->parent->list.is_definitions) {
		writer->lines.indent -= BOX_INDENT;
		return;
	}
	struct buffer label = BUFFER_INITIALISER;
	append_item_label(writer, item, &label);
	lines_flush(&writer->lines);
	lines_outdent(&writer->lines, buffer_str(&label));
	buffer_release(&label);
}

/* What explains it is set in. */
static void write_term(struct writer *writer, const struct node *term)
{
	struct passage passage = PASSAGE_INITIALISER;
	plain_append_inlines(writer, term, &passage, false);
	set(writer, term, &passage);
	passage_release(&passage);
	if (!term->next || term->next->kind != NODE_TERM)
		writer->lines.indent += BOX_INDENT;
}

/* ---- Boxes ------------------------------------------------------------- */

static void start_box(struct writer *writer)
{
	lines_space(&writer->lines, GAP_BLOCK);
	writer->lines.indent += BOX_INDENT;
}

static void end_box(struct writer *writer)
{
	lines_space(&writer->lines, GAP_BLOCK);
	writer->lines.indent -= BOX_INDENT;
}

static void write_line(struct writer *writer, const struct node *node)
{
	struct passage passage = PASSAGE_INITIALISER;
	plain_append_inlines(writer, node, &passage, false);
	lines_space(&writer->lines, GAP_BLOCK);
	set(writer, node, &passage);
	passage_release(&passage);
}

/* ---- Figures ----------------------------------------------------------- */

/* "Description of the picture: Figure 3". */
static void write_part_label(struct writer *writer,
			     const struct part_label *label,
			     const struct node *part)
{
	struct buffer line = BUFFER_INITIALISER;
	buffer_append_string(&line, label->words);
	if (label->which)
		buffer_append_string(&line, label->which);
	write_words(writer, part, buffer_str(&line));
	buffer_release(&line);
}

static void write_chart(struct writer *writer, const struct node *node)
{
	struct buffer line = BUFFER_INITIALISER;
	if (node->chart.name && *node->chart.name)
		buffer_append_format(&line, "[%s]", node->chart.name);
	write_words(writer, node, buffer_str(&line));
	buffer_release(&line);
}

static void write_table(struct writer *writer, const struct node *node)
{
	const struct node *parent = node->parent;
	if (parent && parent->kind == NODE_FIGURE)
		write_part_label(writer, &parent->figure.data, node);
	plain_write_table(writer, node);
	lines_space(&writer->lines, GAP_BLOCK);
}

/* ---- Notes ------------------------------------------------------------- */

static void write_note(struct writer *writer, const struct node *note)
{
	struct buffer mark = BUFFER_INITIALISER;
	plain_append_note_mark(writer, note->footnote.number, &mark);
	lines_space(&writer->lines, GAP_BLOCK);
	lines_label(&writer->lines, buffer_str(&mark));
	for (const struct node *child = note->first_child; child;
	     child = child->next)
		plain_write_blocks(writer, child);
	lines_flush(&writer->lines);
	lines_outdent(&writer->lines, buffer_str(&mark));
	buffer_release(&mark);
}

/* Those that were referred to since the last time, and those that they refer
 * to. */
static void write_notes(struct writer *writer)
{
	/* Those that notes refer to are waited for already. */
	if (!writer->notes.count || writer->is_in_notes)
		return;
	writer->is_in_notes = true;
	lines_space(&writer->lines, GAP_HEADING);
	write_line(writer, writer->document->notes_title);
	for (size_t i = 0; i < writer->notes.count; i++)
		write_note(writer, writer->notes.items[i]);
	writer->notes.count = 0;
	writer->is_in_notes = false;
}

static void write_last_notes(struct writer *writer)
{
	const struct document *document = writer->document;
	write_notes(writer);
	/* None is without a reference; were there one, it would not be lost. */
	for (uint32_t i = 0; i < document->footnote_count; i++)
		if (!writer->is_noted[i])
			*VECTOR_ADD(&writer->notes) = document->footnotes[i];
	write_notes(writer);
}

/* ---- Walking ----------------------------------------------------------- */

static enum visit enter(void *context, const struct node *node)
{
	struct writer *writer = context;
	switch (node->kind) {
	case NODE_COVER:
		writer->is_on_cover = true;
		lines_space(&writer->lines, GAP_CHAPTER);
		return VISIT_CHILDREN;
	case NODE_CHAPTER:
	case NODE_BACK_PAGE:
	case NODE_CONTENTS:
		lines_space(&writer->lines, GAP_CHAPTER);
		return VISIT_CHILDREN;
	case NODE_LIST:
		space_before(writer, node);
		return VISIT_CHILDREN;
	case NODE_LIST_ITEM:
		start_item(writer, node);
		return VISIT_CHILDREN;
	case NODE_BLOCK_QUOTE:
	case NODE_QUOTATION:
	case NODE_CALLOUT:
	case NODE_CASE_STUDY:
		start_box(writer);
		return VISIT_CHILDREN;
	case NODE_DESCRIPTION:
		write_part_label(writer, &node->description.label, node);
		return VISIT_CHILDREN;
	case NODE_DOCUMENT:
	case NODE_DIVISION:
	case NODE_FIGURE:
	case NODE_EASY_READ_ROW:
	case NODE_KEY_NUMBERS:
	case NODE_EVIDENCE:
	case NODE_DETAILS:
	case NODE_FOOTNOTE:
	case NODE_TIMELINE:
	case NODE_EVENT:
		space_before(writer, node);
		return VISIT_CHILDREN;
	case NODE_HEADING:
		write_heading(writer, node);
		return VISIT_NEXT;
	case NODE_PARAGRAPH:
	case NODE_EVENT_DATE:
		write_paragraph(writer, node);
		return VISIT_NEXT;
	case NODE_TERM:
		write_term(writer, node);
		return VISIT_NEXT;
	case NODE_CAPTION:
		write_caption(writer, node);
		return VISIT_NEXT;
	case NODE_KICKER:
	case NODE_TITLE:
	case NODE_CREDIT:
	case NODE_REMARK:
		write_line(writer, node);
		return VISIT_NEXT;
	case NODE_TABLE:
		write_table(writer, node);
		return VISIT_NEXT;
	case NODE_CODE_BLOCK:
		write_code(writer, node);
		return VISIT_NEXT;
	case NODE_THEMATIC_BREAK:
		write_words(writer, node, STR("* * *"));
		return VISIT_NEXT;
	case NODE_CHART:
		write_chart(writer, node);
		return VISIT_NEXT;
	case NODE_TABLE_ROW: /* table.c writes them */
	case NODE_TABLE_CELL:
	case NODE_PAGE_BREAK: /* there are no pages */
		return VISIT_NEXT;
#define INLINE(KIND, ...) case NODE_##KIND:
#include "document/kinds.def"
		return VISIT_NEXT; /* do not stand among blocks */
	}
	return VISIT_NEXT;
}

static void leave(void *context, const struct node *node)
{
	struct writer *writer = context;
	switch (node->kind) {
	case NODE_COVER:
		writer->is_on_cover = false;
		return;
	case NODE_CHAPTER:
		write_notes(writer);
		return;
	case NODE_CONTENTS:
		plain_write_entries(writer, node);
		return;
	case NODE_LIST_ITEM:
		end_item(writer, node);
		return;
	case NODE_BLOCK_QUOTE:
	case NODE_QUOTATION:
	case NODE_CALLOUT:
	case NODE_CASE_STUDY:
		end_box(writer);
		return;
	case NODE_DOCUMENT:
	case NODE_BACK_PAGE:
	case NODE_DIVISION:
	case NODE_LIST:
	case NODE_FIGURE:
	case NODE_DESCRIPTION:
	case NODE_EASY_READ_ROW:
	case NODE_KEY_NUMBERS:
	case NODE_TABLE:
	case NODE_TABLE_ROW:
	case NODE_FOOTNOTE:
	case NODE_EVIDENCE:
	case NODE_DETAILS:
	case NODE_HEADING:
	case NODE_PARAGRAPH:
	case NODE_TERM:
	case NODE_CAPTION:
	case NODE_TABLE_CELL:
	case NODE_CODE_BLOCK:
	case NODE_THEMATIC_BREAK:
	case NODE_PAGE_BREAK:
	case NODE_CHART:
	case NODE_TIMELINE:
	case NODE_EVENT:
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

void plain_write_blocks(struct writer *writer, const struct node *root)
{
	document_walk(root, enter, leave, writer);
}

void plain_write(const struct document *document, struct buffer *out)
{
	struct writer writer = { .document = document };
	buffer_append_string(out, "\uFEFF");
	lines_initialise(&writer.lines, out);
	writer.is_noted = memory_allocate(document->footnote_count + 1);
	if (document->notice)
		write_words(&writer, document->root,
			    str_from(document->notice));
	plain_write_blocks(&writer, document->root);
	write_last_notes(&writer);
	free(writer.is_noted);
	VECTOR_RELEASE(&writer.notes);
	lines_release(&writer.lines);
}
