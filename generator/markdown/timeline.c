/* ::: {.timeline}: dated events, which authors write as a list, as paragraphs
 * or under headings. Each begins with its date: a heading, bold words, or in a
 * list what stands before a colon. */
#include "markdown/directives.h"

#include <string.h>

struct timeline {
	struct reading *reading;
	struct node *node;
	struct node *event; /* the last one, or NULL */
};

static void begin_event(struct timeline *timeline, struct node *source)
{
	timeline->event =
		node_new(timeline->reading->arena, NODE_EVENT, source->place);
	node_append(timeline->node, timeline->event);
}

static struct node *begin_date(struct timeline *timeline, struct place place)
{
	struct node *date =
		node_new(timeline->reading->arena, NODE_EVENT_DATE, place);
	node_append(timeline->event, date);
	return date;
}

static void move_children(struct node *from, struct node *to)
{
	struct node *child;
	while ((child = from->first_child)) {
		node_unlink(child);
		node_append(to, child);
	}
}

/* ---- Between date and words ---------------------------------------------- */

/* The length of the mark at `text`'s start that parts a date from its words. */
static size_t mark_length(struct str text)
{
	static const char *const marks[] = { ":", "：", "–", "—", "- " };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_starts_with(text, str_from(marks[i])))
			return strlen(marks[i]);
	return 0;
}

static struct str without_start(struct str text, size_t length)
{
	return (struct str){ text.bytes + length, text.length - length };
}

static struct str trim_start(struct str text)
{
	while (text.length && strchr(" \t", text.bytes[0]))
		text = without_start(text, 1);
	return text;
}

/* Takes away what stands between a date and the words after it: white space
 * and one mark, or a line's end. */
static void trim_after_date(struct node *paragraph)
{
	struct node *first = paragraph->first_child;
	if (first && first->kind == NODE_TEXT) {
		struct str text = trim_start(first->text.text);
		text = trim_start(without_start(text, mark_length(text)));
		first->text.text = text;
		if (!text.length)
			node_unlink(first);
	}
	first = paragraph->first_child;
	if (first &&
	    (first->kind == NODE_SOFT_BREAK || first->kind == NODE_LINE_BREAK))
		node_unlink(first);
}

/* "**2024:**": the colon is no part of the date. */
static void trim_date(struct node *date)
{
	struct node *last = date->last_child;
	if (!last || last->kind != NODE_TEXT)
		return;
	struct str text = str_trim(last->text.text);
	if (str_ends_with(text, STR(":")))
		text.length -= 1;
	else if (str_ends_with(text, STR("：")))
		text.length -= strlen("：");
	last->text.text = str_trim(text);
	if (!last->text.text.length)
		node_unlink(last);
}

/* ---- Dates --------------------------------------------------------------- */

/* Anchors, which show nothing, may stand before it. */
static struct node *bold_start(const struct node *paragraph)
{
	struct node *child = paragraph->first_child;
	while (child && child->kind == NODE_SPAN && !child->first_child)
		child = child->next;
	return child && child->kind == NODE_STRONG ? child : NULL;
}

static void take_bold(struct timeline *timeline, struct node *paragraph,
		      struct node *bold)
{
	struct node *date = begin_date(timeline, bold->place);
	date->language = bold->language;
	date->direction = bold->direction;
	while (paragraph->first_child != bold) {
		struct node *anchor = paragraph->first_child;
		node_unlink(anchor);
		node_append(date, anchor);
	}
	move_children(bold, date);
	node_unlink(bold);
	trim_date(date);
	trim_after_date(paragraph);
}

/* The length of "2024" in "2024: founded"; 0 where there is no such thing. */
static size_t length_before_colon(struct str text)
{
	for (size_t at = 1; at < text.length; at++) {
		struct str rest = without_start(text, at);
		if (str_starts_with(rest, STR("：")) ||
		    str_starts_with(rest, STR(": ")) ||
		    str_equals(rest, STR(":")))
			return at;
	}
	return 0;
}

static bool take_before_colon(struct timeline *timeline, struct node *paragraph)
{
	struct node *first = paragraph->first_child;
	size_t length = first && first->kind == NODE_TEXT ?
				length_before_colon(first->text.text) :
				0;
	if (!length)
		return false;
	struct node *date = begin_date(timeline, first->place);
	struct node *text =
		node_new(timeline->reading->arena, NODE_TEXT, first->place);
	text->text.text =
		str_trim((struct str){ first->text.text.bytes, length });
	node_append(date, text);
	first->text.text = without_start(first->text.text, length);
	trim_after_date(paragraph);
	return true;
}

static void report_no_date(struct timeline *timeline, const struct node *node)
{
	reading_mistake(timeline->reading, DIAGNOSTIC_BLOCK_CONTENT,
			node->place,
			"an event of a timeline begins with its date, in bold "
			"or as a heading");
}

/* ---- Events -------------------------------------------------------------- */

static void add_to_event(struct timeline *timeline, struct node *block)
{
	if (!timeline->event) {
		begin_event(timeline, block);
		report_no_date(timeline, block);
	}
	node_unlink(block);
	/* A paragraph that was its date alone. */
	if (block->first_child || !node_kind_holds_inlines(block->kind))
		node_append(timeline->event, block);
}

static void take_item(struct timeline *timeline, struct node *item)
{
	begin_event(timeline, item);
	timeline->event->identifier = item->identifier;
	timeline->event->language = item->language;
	timeline->event->direction = item->direction;
	struct node *first = item->first_child;
	bool is_text = first && first->kind == NODE_PARAGRAPH;
	struct node *bold = is_text ? bold_start(first) : NULL;
	if (bold) {
		take_bold(timeline, first, bold);
	} else if (first && first->kind == NODE_HEADING) {
		move_children(first, begin_date(timeline, first->place));
		node_unlink(first);
	} else if (!is_text || !take_before_colon(timeline, first)) {
		report_no_date(timeline, item);
	}
	while (item->first_child)
		add_to_event(timeline, item->first_child);
}

static void take_block(struct timeline *timeline, struct node *block)
{
	struct node *bold =
		block->kind == NODE_PARAGRAPH ? bold_start(block) : NULL;
	if (block->kind == NODE_LIST && !timeline->event) {
		for (struct node *item = block->first_child; item;
		     item = item->next)
			take_item(timeline, item);
		/* Another list, with other bullets, goes on. */
		timeline->event = NULL;
		node_unlink(block);
	} else if (block->kind == NODE_HEADING) {
		begin_event(timeline, block);
		timeline->event->identifier = block->identifier;
		move_children(block, begin_date(timeline, block->place));
		node_unlink(block);
	} else {
		if (bold) {
			begin_event(timeline, block);
			timeline->event->identifier = block->identifier;
			block->identifier = NULL;
			take_bold(timeline, block, bold);
		}
		add_to_event(timeline, block);
	}
}

void directive_shape_timeline(struct reading *reading, struct node *division,
			      const struct fence *fence)
{
	struct node *node =
		node_new(reading->arena, NODE_TIMELINE, division->place);
	struct timeline timeline = { reading, node, NULL };
	/* "::: timeline Our year": the title stands over it. */
	if (fence->title.length && division->first_child) {
		struct node *title = division->first_child;
		node_unlink(title);
		node_insert_before(division, title);
	}
	while (division->first_child)
		take_block(&timeline, division->first_child);
	if (!node->first_child) {
		reading_mistake(reading, DIAGNOSTIC_BLOCK_CONTENT,
				division->place, "timeline without events");
		node_unlink(division);
		return;
	}
	node->identifier = division->identifier;
	node->classes = division->classes;
	node->language = division->language;
	node->direction = division->direction;
	node_insert_before(division, node);
	node_unlink(division);
}
