/* Completing nodes: white space at the edges, empty nodes, list numbers. */
#include "markdown/shape.h"

#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "markdown/definitions.h"
#include "markdown/directives.h"
#include "markdown/html.h"
#include "markdown/line_blocks.h"

/* ---- Inlines ------------------------------------------------------------- */

static bool is_space_byte(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* True where `node` is white space at an edge and may go; a text is cut. */
static bool trims_away(struct node *node, bool at_start)
{
	if (node->kind == NODE_SOFT_BREAK || node->kind == NODE_LINE_BREAK)
		return true;
	if (node->kind != NODE_TEXT)
		return false;
	struct str *text = &node->text.text;
	while (text->length &&
	       is_space_byte(text->bytes[at_start ? 0 : text->length - 1])) {
		text->bytes += at_start;
		text->length--;
	}
	return text->length == 0;
}

/* Anchors, which show nothing, may stand before the first word. */
static struct node *first_shown(const struct node *node)
{
	struct node *child = node->first_child;
	while (child && child->kind == NODE_SPAN && !child->first_child)
		child = child->next;
	return child;
}

static void trim(struct node *node)
{
	struct node *first;
	while ((first = first_shown(node)) && trims_away(first, true))
		node_unlink(first);
	while (node->last_child && trims_away(node->last_child, false))
		node_unlink(node->last_child);
}

static void shape_inline(struct node *node, bool is_html)
{
	if (node->first_child)
		return;
	if (node->kind == NODE_LINK && !is_html)
		return; /* document_finish() reports and mends it */
	if (node->identifier &&
	    (node->kind == NODE_LINK || node->kind == NODE_SPAN)) {
		if (node->kind == NODE_LINK)
			memset(&node->span, 0, sizeof node->span);
		node->kind = NODE_SPAN; /* something to link to */
	} else {
		node_unlink(node);
	}
}

/* ---- Paragraphs ---------------------------------------------------------- */

static bool holds_anchors_alone(const struct node *paragraph)
{
	const struct node *child = paragraph->first_child;
	for (; child; child = child->next)
		if (child->kind != NODE_SPAN || child->first_child)
			return false;
	return true;
}

/* A paragraph of nothing but anchors is none: what follows gets the name. */
static void shape_paragraph(struct builder *builder, struct node *paragraph)
{
	trim(paragraph);
	if (!holds_anchors_alone(paragraph))
		return;
	if (paragraph->first_child)
		builder->pending_identifier =
			paragraph->first_child->identifier;
	else if (paragraph->identifier)
		builder->pending_identifier = paragraph->identifier;
	node_unlink(paragraph);
}

/* ---- Lists --------------------------------------------------------------- */

static void shape_list(struct node *list)
{
	int32_t number = list->list.start;
	list->list.is_task_list = false;
	for (struct node *item = list->first_child; item; item = item->next) {
		item->list_item.number = list->list.is_ordered ? number : 0;
		if (number < INT32_MAX)
			number++;
		if (item->list_item.task != TASK_NONE)
			list->list.is_task_list = true;
	}
	if (!list->first_child)
		node_unlink(list);
}

/* ---- Other blocks -------------------------------------------------------- */

/* Length of "[!NOTE]", in letters of either case, or 0. */
static size_t alert_at_start(struct str text, struct node *callout)
{
	static const struct {
		struct str mark;
		enum alert_kind alert;
		enum callout_kind kind;
	} alerts[] = {
		{ { "[!NOTE]", 7 }, ALERT_NOTE, CALLOUT_NOTE },
		{ { "[!TIP]", 6 }, ALERT_TIP, CALLOUT_NOTE },
		{ { "[!IMPORTANT]", 12 },
		  ALERT_IMPORTANT,
		  CALLOUT_KEY_FINDING },
		{ { "[!WARNING]", 10 }, ALERT_WARNING, CALLOUT_WARNING },
		{ { "[!CAUTION]", 10 }, ALERT_CAUTION, CALLOUT_WARNING },
	};
	for (size_t i = 0; i < sizeof alerts / sizeof *alerts; i++) {
		struct str mark = alerts[i].mark;
		if (text.length < mark.length ||
		    strncasecmp(text.bytes, mark.bytes, mark.length) != 0)
			continue;
		callout->callout.alert = alerts[i].alert;
		callout->callout.kind = alerts[i].kind;
		return mark.length;
	}
	return 0;
}

static bool ends_line(const struct node *node)
{
	return !node || node->kind == NODE_SOFT_BREAK ||
	       node->kind == NODE_LINE_BREAK;
}

/* A title is a text: what leads somewhere, or is to be seen, is none. */
static bool may_be_title(const struct node *first)
{
	for (const struct node *node = first; !ends_line(node);
	     node = node->next)
		for (const struct node *part = node; part;
		     part = node_next(node, part))
			if (part->kind == NODE_LINK ||
			    part->kind == NODE_IMAGE ||
			    part->kind == NODE_FOOTNOTE_REFERENCE ||
			    part->identifier || part->language)
				return false;
	return true;
}

/* Takes the rest of the mark's line out as the callout's own title. */
static void take_title(struct reading *reading, struct node *callout,
		       struct node *first)
{
	struct buffer words = BUFFER_INITIALISER;
	struct node *next;
	for (struct node *node = first; !ends_line(node); node = next) {
		next = node->next;
		node_append_plain_text(node, &words);
		node_unlink(node);
	}
	struct str title = str_trim(buffer_str(&words));
	if (title.length)
		callout->callout.title =
			arena_copy(reading->arena, title.bytes, title.length);
	buffer_release(&words);
}

static struct str without_first_spaces(struct str text)
{
	while (text.length && is_space_byte(text.bytes[0])) {
		text.bytes++;
		text.length--;
	}
	return text;
}

/* True where the quotation goes on after the line of its mark. */
static bool goes_on(const struct node *paragraph)
{
	const struct node *node = paragraph->first_child;
	while (!ends_line(node))
		node = node->next;
	return (node && node->next) || paragraph->next;
}

/* GitHub's "> [!NOTE]"; the rest of its line is a title, as others have it, or
 * where nothing follows what the callout says. */
static void shape_block_quote(struct reading *reading, struct node *quote)
{
	struct node callout = { .kind = NODE_CALLOUT };
	struct node *first = quote->first_child;
	struct node *mark = first && first->kind == NODE_PARAGRAPH ?
				    first->first_child :
				    NULL;
	if (!mark || mark->kind != NODE_TEXT)
		return;
	size_t length = alert_at_start(mark->text.text, &callout);
	struct str rest = { mark->text.text.bytes + length,
			    mark->text.text.length - length };
	bool is_alone = rest.length == 0 && ends_line(mark->next);
	bool has_more = rest.length && rest.bytes[0] == ' ' &&
			(rest.length > 1 || !ends_line(mark->next));
	/* "[!NOTE](x)" is a link, "[!NOTE]x" nothing known. */
	if (!length || !(is_alone ? goes_on(first) : has_more))
		return;
	quote->kind = NODE_CALLOUT;
	quote->callout = callout.callout;
	mark->text.text = rest;
	if (goes_on(first) && may_be_title(mark))
		take_title(reading, quote, mark);
	else
		mark->text.text = without_first_spaces(rest);
	if (first->first_child && ends_line(first->first_child))
		node_unlink(first->first_child);
	if (!first->first_child)
		node_unlink(first);
}

static bool says_nothing(const struct node *division)
{
	return !division->identifier && !division->classes &&
	       !division->language && division->direction == DIRECTION_INHERIT;
}

static void shape_division(struct node *division)
{
	if (!division->first_child)
		node_unlink(division);
	else if (says_nothing(division))
		node_replace_with_children(division);
}

static void shape_details(struct node *details)
{
	const struct node *first = details->first_child;
	if (first && first->kind == NODE_PARAGRAPH &&
	    node_has_class(first, "summary"))
		return;
	details->kind = NODE_DIVISION;
	shape_division(details);
}

static void drop_if_empty(struct node *node)
{
	if (!node->first_child)
		node_unlink(node);
}

/* ---- All of them --------------------------------------------------------- */

static void close_paragraph(struct builder *builder, const struct frame *frame)
{
	shape_paragraph(builder, frame->node);
	if (frame->origin == FRAME_MARKDOWN && frame->node->parent)
		line_blocks_shape(builder->reading, frame->node);
}

static void close_trimmed(struct builder *builder, const struct frame *frame)
{
	(void)builder;
	trim(frame->node);
}

static void close_filled(struct builder *builder, const struct frame *frame)
{
	(void)builder;
	drop_if_empty(frame->node);
}

static void close_caption(struct builder *builder, const struct frame *frame)
{
	close_trimmed(builder, frame);
	close_filled(builder, frame);
}

static void close_list(struct builder *builder, const struct frame *frame)
{
	shape_list(frame->node);
	struct node *list = frame->node;
	if (!list->list.is_definitions || !list->parent)
		return;
	if (frame->origin == FRAME_MARKDOWN)
		definitions_shape(builder->reading, list);
	else
		definitions_complete(builder->reading, list);
}

static void close_table(struct builder *builder, const struct frame *frame)
{
	if (frame->origin == FRAME_HTML)
		html_table_shape(builder->reading, frame->node);
	else
		line_blocks_take_caption(builder->reading, frame->node);
}

static const struct fence *fence_of(const struct frame *frame)
{
	return frame->origin == FRAME_MARKDOWN ? frame->data : NULL;
}

static void close_figure(struct builder *builder, const struct frame *frame)
{
	shape_figure(builder->reading, frame->node, fence_of(frame) != NULL);
}

static void close_easy_read(struct builder *builder, const struct frame *frame)
{
	shape_easy_read(builder->reading, frame->node);
}

static void close_details(struct builder *builder, const struct frame *frame)
{
	(void)builder;
	shape_details(frame->node);
}

static void close_division(struct builder *builder, const struct frame *frame)
{
	const struct fence *fence = fence_of(frame);
	if (!fence || !directive_shape(builder->reading, frame->node, fence))
		shape_division(frame->node);
}

static void close_block_quote(struct builder *builder,
			      const struct frame *frame)
{
	shape_block_quote(builder->reading, frame->node);
	drop_if_empty(frame->node);
}

static void (*const closers[NODE_KIND_COUNT])(struct builder *,
					      const struct frame *) = {
#define KEPT NULL
#define BY(FUNCTION) close_##FUNCTION
#define BLOCK(KIND, NAME, HOLDS, STANDS, CLOSED, ...) [NODE_##KIND] = CLOSED,
#include "document/kinds.def"
};

void shape_closed(struct builder *builder, const struct frame *frame)
{
	if (frame->is_inline)
		shape_inline(frame->node, frame->origin == FRAME_HTML);
	else if (closers[frame->node->kind])
		closers[frame->node->kind](builder, frame);
}
