/* Blocks, in the order of the tree. */
#include "told/told.h"

#include <stdlib.h>

#include "base/memory.h"
#include "document/localise.h"
#include "told/teller.h"

/* ---- Items --------------------------------------------------------------- */

struct told_item *told_add(struct teller *teller, enum told_role role,
			   const struct node *node)
{
	struct told *told = teller->told;
	struct told_item *item = VECTOR_ADD(&told->items);
	*item = (struct told_item){
		.role = role,
		.node = node,
		.depth = teller->depth,
		.label = teller->label,
		.note = teller->label ? teller->label_note : NULL,
		.begins_part = teller->begins_part,
		.has_space = teller->has_space,
		.first_run = told->runs.count,
	};
	teller->label = NULL;
	teller->label_note = NULL;
	teller->begins_part = teller->has_space = false;
	return item;
}

void told_drop_empty(struct teller *teller)
{
	struct told *told = teller->told;
	const struct told_item *item = VECTOR_LAST(&told->items);
	if (item->run_count || item->label)
		return;
	teller->begins_part |= item->begins_part;
	teller->has_space |= item->has_space;
	told->items.count--;
}

static bool is_in_tight_list(const struct node *node)
{
	const struct node *item = node->parent;
	return item && item->kind == NODE_LIST_ITEM && item->parent &&
	       item->parent->list.is_tight;
}

static void space(struct teller *teller, const struct node *node)
{
	teller->has_space |= !is_in_tight_list(node);
}

static void tell_words(struct teller *teller, const struct node *node,
		       const char *lead)
{
	space(teller, node);
	told_add(teller, TOLD_WORDS, node);
	told_add_text(teller, node, lead);
	told_add_inlines(teller, node, false);
	told_drop_empty(teller);
}

static void tell_text(struct teller *teller, const struct node *node,
		      const char *first, const char *second)
{
	teller->has_space = true;
	told_add(teller, TOLD_WORDS, node);
	told_add_text(teller, node, first);
	told_add_text(teller, node, second);
	told_drop_empty(teller);
}

static void tell_heading(struct teller *teller, const struct node *node,
			 uint8_t level, const char *number)
{
	teller->has_space = true;
	told_add(teller, TOLD_HEADING, node)->level = level;
	if (number) {
		told_add_text(teller, node, number);
		told_add_text(teller, node, " ");
	}
	told_add_inlines(teller, node, false);
	told_drop_empty(teller);
}

static void tell_title(struct teller *teller, const struct node *node)
{
	if (node->title.level)
		tell_heading(teller, node, node->title.level, NULL);
	else
		tell_words(teller, node, NULL);
}

static void tell_code(struct teller *teller, const struct node *node)
{
	space(teller, node);
	told_add(teller, TOLD_CODE, node);
	told_add_run(teller,
		     &(struct told_run){
			     .text = node->code_block.text,
			     .language = node_language(teller->document, node),
			     .style = TOLD_LITERAL,
			     .place = node->place,
		     });
}

/* ---- Lists ---------------------------------------------------------------- */

/* "•", "3.", "Done:". */
static const char *label_of(struct teller *teller, const struct node *item)
{
	struct arena *arena = &teller->told->arena;
	if (item->list_item.task_name)
		return arena_format(arena, "%s:", item->list_item.task_name);
	if (item->parent->list.is_ordered)
		return arena_format(
			arena, "%s.",
			document_item_number(teller->document, item));
	return "•";
}

static void open_item(struct teller *teller, const struct node *item)
{
	teller->has_space |= !item->parent->list.is_tight || !item->previous;
	teller->depth++;
	if (!item->parent->list.is_definitions)
		teller->label = label_of(teller, item);
}

/* One that nothing followed is told all the same. */
static void close_item(struct teller *teller, const struct node *item)
{
	if (teller->label)
		told_add(teller, TOLD_WORDS, item);
	teller->depth--;
}

/* ---- Notes ----------------------------------------------------------------- */

static void tell_note(struct teller *teller, const struct node *note)
{
	teller->has_space = true;
	teller->depth++;
	teller->label = arena_format(
		&teller->told->arena, "[%s]",
		document_number(teller->document, note->footnote.number));
	teller->label_note = note;
	for (const struct node *child = note->first_child; child;
	     child = child->next)
		told_tell_blocks(teller, child);
	if (teller->label)
		told_add(teller, TOLD_WORDS, note);
	teller->depth--;
}

/* Those that were referred to since the last time, and those that they refer
 * to. */
static void tell_notes(struct teller *teller)
{
	if (!teller->notes.count || teller->is_in_notes)
		return;
	teller->is_in_notes = true;
	tell_title(teller, teller->document->notes_title);
	for (size_t i = 0; i < teller->notes.count; i++)
		tell_note(teller, teller->notes.items[i]);
	teller->notes.count = 0;
	teller->is_in_notes = false;
}

static void tell_last_notes(struct teller *teller)
{
	const struct document *document = teller->document;
	tell_notes(teller);
	for (uint32_t i = 0; i < document->footnote_count; i++)
		if (!teller->is_noted[i])
			*VECTOR_ADD(&teller->notes) = document->footnotes[i];
	tell_notes(teller);
}

/* ---- Walking ---------------------------------------------------------------- */

static void open_part(struct teller *teller, const struct node *node)
{
	bool is_part = node->kind == NODE_COVER || node->kind == NODE_CHAPTER ||
		       node->kind == NODE_BACK_PAGE ||
		       node->kind == NODE_CONTENTS;
	teller->begins_part |= is_part;
	space(teller, node);
	if (node->kind == NODE_DESCRIPTION)
		tell_text(teller, node, node->description.label.words,
			  node->description.label.which);
}

static void tell_table(struct teller *teller, const struct node *node)
{
	const struct node *parent = node->parent;
	if (parent && parent->kind == NODE_FIGURE)
		tell_text(teller, node, parent->figure.data.words,
			  parent->figure.data.which);
	told_tell_table(teller, node);
	teller->has_space = true;
}

static enum visit enter(void *context, const struct node *node)
{
	struct teller *teller = context;
	switch (node->kind) {
	case NODE_DOCUMENT:
	case NODE_COVER:
	case NODE_CHAPTER:
	case NODE_BACK_PAGE:
	case NODE_CONTENTS:
	case NODE_DIVISION:
	case NODE_LIST:
	case NODE_FIGURE:
	case NODE_DESCRIPTION:
	case NODE_EASY_READ_ROW:
	case NODE_KEY_NUMBERS:
	case NODE_TIMELINE:
	case NODE_EVENT:
	case NODE_EVIDENCE:
	case NODE_DETAILS:
	case NODE_FOOTNOTE:
		open_part(teller, node);
		return VISIT_CHILDREN;
	case NODE_LIST_ITEM:
		open_item(teller, node);
		return VISIT_CHILDREN;
	case NODE_BLOCK_QUOTE:
	case NODE_QUOTATION:
	case NODE_CALLOUT:
	case NODE_CASE_STUDY:
		teller->has_space = true;
		teller->depth++;
		return VISIT_CHILDREN;
	case NODE_HEADING:
		tell_heading(teller, node, node->heading.level,
			     node->heading.number);
		return VISIT_NEXT;
	case NODE_TITLE:
		tell_title(teller, node);
		return VISIT_NEXT;
	case NODE_PARAGRAPH: /* the notice stands at the head already */
		if (!node->paragraph.is_notice)
			tell_words(teller, node, NULL);
		return VISIT_NEXT;
	case NODE_TERM:
	case NODE_EVENT_DATE:
	case NODE_KICKER:
	case NODE_CREDIT:
	case NODE_REMARK:
		tell_words(teller, node, NULL);
		return VISIT_NEXT;
	case NODE_CAPTION:
		tell_words(teller, node, node_label(node->parent));
		return VISIT_NEXT;
	case NODE_TABLE:
		tell_table(teller, node);
		return VISIT_NEXT;
	case NODE_CODE_BLOCK:
		tell_code(teller, node);
		return VISIT_NEXT;
	case NODE_THEMATIC_BREAK:
		space(teller, node);
		told_add(teller, TOLD_RULE, node);
		return VISIT_NEXT;
	case NODE_CHART:
		tell_text(teller, node, node->chart.name, NULL);
		return VISIT_NEXT;
	case NODE_TABLE_ROW: /* table.c tells them */
	case NODE_TABLE_CELL:
	case NODE_PAGE_BREAK: /* there are no pages */
#define INLINE(KIND, ...) case NODE_##KIND:
#include "document/kinds.def"
		return VISIT_NEXT; /* do not stand among blocks */
	}
	return VISIT_NEXT;
}

static void leave(void *context, const struct node *node)
{
	struct teller *teller = context;
	switch (node->kind) {
	case NODE_CHAPTER:
		tell_notes(teller);
		return;
	case NODE_CONTENTS:
		told_tell_entries(teller, node);
		return;
	case NODE_LIST_ITEM:
		close_item(teller, node);
		return;
	case NODE_BLOCK_QUOTE:
	case NODE_QUOTATION:
	case NODE_CALLOUT:
	case NODE_CASE_STUDY:
		teller->has_space = true;
		teller->depth--;
		return;
	case NODE_DOCUMENT:
	case NODE_COVER:
	case NODE_BACK_PAGE:
	case NODE_DIVISION:
	case NODE_LIST:
	case NODE_FIGURE:
	case NODE_DESCRIPTION:
	case NODE_EASY_READ_ROW:
	case NODE_KEY_NUMBERS:
	case NODE_TIMELINE:
	case NODE_EVENT:
	case NODE_TABLE:
	case NODE_TABLE_ROW:
	case NODE_FOOTNOTE:
	case NODE_EVIDENCE:
	case NODE_DETAILS:
	case NODE_HEADING:
	case NODE_PARAGRAPH:
	case NODE_TERM:
	case NODE_CAPTION:
	case NODE_EVENT_DATE:
	case NODE_TABLE_CELL:
	case NODE_KICKER:
	case NODE_TITLE:
	case NODE_CREDIT:
	case NODE_REMARK:
	case NODE_CODE_BLOCK:
	case NODE_THEMATIC_BREAK:
	case NODE_PAGE_BREAK:
	case NODE_CHART:
#define INLINE(KIND, ...) case NODE_##KIND:
#include "document/kinds.def"
		return; /* nothing is owed after them */
	}
}

void told_tell_blocks(struct teller *teller, const struct node *root)
{
	document_walk(root, enter, leave, teller);
}

void told_begin(struct told *told, const struct document *document)
{
	struct teller teller = { .told = told, .document = document };
	*told = (struct told){ .document = document };
	teller.is_noted = memory_allocate(document->footnote_count + 1);
	if (document->notice)
		tell_text(&teller, document->root, document->notice, NULL);
	told_tell_blocks(&teller, document->root);
	tell_last_notes(&teller);
	free(teller.is_noted);
	VECTOR_RELEASE(&teller.notes);
}

void told_release(struct told *told)
{
	VECTOR_RELEASE(&told->items);
	VECTOR_RELEASE(&told->runs);
	arena_release(&told->arena);
}
