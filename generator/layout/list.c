/* Lists: labels at the start side, bodies beside them. */
#include "layout/blocks.h"

#include <string.h>

#include "base/buffer.h"
#include "document/localise.h"

static const char *bullet_of_depth(unsigned depth)
{
	static const char *const bullets[] = { "•", "◦", "▪" };
	return bullets[depth % 3];
}

static enum list_numbering numbering_of(const struct node *list, unsigned depth)
{
	static const enum list_numbering bullets[] = { LIST_NUMBERING_DISC,
						       LIST_NUMBERING_CIRCLE,
						       LIST_NUMBERING_SQUARE };
	static const enum list_numbering ordered[] = {
		[NUMBERING_DIGITS] = LIST_NUMBERING_DECIMAL,
		[NUMBERING_LOWER_LETTERS] = LIST_NUMBERING_LOWER_ALPHA,
		[NUMBERING_UPPER_LETTERS] = LIST_NUMBERING_UPPER_ALPHA,
		[NUMBERING_LOWER_ROMAN] = LIST_NUMBERING_LOWER_ROMAN,
		[NUMBERING_UPPER_ROMAN] = LIST_NUMBERING_UPPER_ROMAN,
	};
	if (list->list.is_ordered)
		return ordered[list->list.numbering];
	if (list->list.is_definitions)
		return LIST_NUMBERING_DESCRIPTION;
	if (list->list.is_task_list)
		return LIST_NUMBERING_SQUARE; /* the boxes to tick */
	return bullets[depth % 3];
}

static const char *label_text(struct flow *flow, const struct node *item,
			      const struct node *list, unsigned depth)
{
	if (item->list_item.task != TASK_NONE)
		return item->list_item.task == TASK_DONE ? "☑" : "☐";
	if (!list->list.is_ordered)
		return bullet_of_depth(depth);
	return arena_format(flow->arena, "%s.",
			    document_item_number(flow->document, item));
}

/* Labels end a small gap before the text; the widest gives the indent. */
struct list_metrics {
	lu indent, gap;
};

static struct list_metrics measure_list(struct flow *flow,
					const struct node *list,
					const struct block_context *context,
					const struct text_style *style)
{
	struct list_metrics metrics = { flow->style->list_indent,
					style->size / 2 };
	if (!list->list.is_ordered || !list->last_child)
		return metrics;
	/* Digits are of one width: the last number is the widest. */
	bool has_digits = list->list.numbering == NUMBERING_DIGITS;
	const struct node *item =
		has_digits ? list->last_child : list->first_child;
	struct arena *arena = flow->arena;
	for (; item; item = item->next) {
		struct arena scratch = ARENA_INITIALISER;
		flow->arena = &scratch;
		const char *text =
			label_text(flow, item, list, context->list_depth);
		struct paragraph_lines lines =
			inline_set_text(flow, text, style, NULL, NULL, context,
					style->size * 40);
		lu needed = lines.lines[0].width + metrics.gap;
		arena_release(&scratch);
		if (needed > metrics.indent)
			metrics.indent = needed;
	}
	flow->arena = arena;
	return metrics;
}

static void item_set(struct flow *flow, const struct node *item,
		     const struct node *list,
		     const struct list_metrics *metrics,
		     const struct text_style *style,
		     const struct block_context *context,
		     struct structure_element *list_element)
{
	struct structure *structure = flow->structure;
	struct structure_element *element =
		structure_add(structure, list_element, ROLE_LIST_ITEM, item);
	struct structure_element *label =
		structure_add(structure, element, ROLE_LABEL, NULL);
	struct structure_element *body =
		structure_add(structure, element, ROLE_LIST_BODY, NULL);
	if (item->list_item.task != TASK_NONE)
		label->actual_text = item->list_item.task_name;
	struct block_context inside =
		layout_context_inside(context, item, body);
	bool is_rtl = inside.direction == DIRECTION_RTL;
	lu edge = is_rtl ? inside.right : inside.left;
	lu indent = layout_context_indent_start(&inside, metrics->indent,
						flow->style);
	const char *text = label_text(flow, item, list, context->list_depth);
	/* The space keeps label and text apart when they are copied. */
	struct paragraph_lines lines =
		inline_set_text(flow, arena_format(flow->arena, "%s ", text),
				style, structure_add_content(structure, label),
				NULL, &inside, style->size * 40);
	struct paragraph_line *line = &lines.lines[0];
	lu x = indent - metrics->gap - line->width;
	if (x < 0)
		x = 0;
	x = is_rtl ? edge - x - line->width - line->x : edge + x - line->x;
	if (item->identifier)
		flow_anchor(flow, item);
	flow_add_label(flow, line, x);
	/* So deep that there is no room beside the text: above it. */
	if (indent < line->width)
		flow_flush_labels(flow);
	inside.list_depth = context->list_depth + 1;
	inside.is_tight = list->list.is_tight;
	blocks_set(flow, item, &inside);
	flow_flush_labels(flow);
}

/* ---- Definitions -------------------------------------------------------- */

/* All terms of an item are its one label. */
static void term_set(struct flow *flow, const struct node *term,
		     const struct text_style *style,
		     const struct block_context *context,
		     struct structure_element *label)
{
	struct block_context inside =
		layout_context_inside(context, term, label);
	inside.style = style;
	inside.is_tight = true;
	/* Keeps terms apart where they are read without their lines. */
	if (term->next && term->next->kind == NODE_TERM)
		inside.suffix = " ";
	if (term->identifier)
		flow_anchor(flow, term);
	layout_line_set(flow, term, &inside);
	flow_keep_with_next(flow);
}

/* Terms stand over what explains them, which is set in. */
static void definition_set(struct flow *flow, const struct node *item,
			   const struct text_style *text,
			   const struct block_context *context,
			   struct structure_element *list)
{
	struct structure *structure = flow->structure;
	struct structure_element *element =
		structure_add(structure, list, ROLE_LIST_ITEM, item);
	struct text_style *bold = ARENA_NEW(flow->arena, struct text_style);
	*bold = *text;
	bold->is_bold = true;
	struct block_context around =
		layout_context_inside(context, item, element);
	if (item->identifier)
		flow_anchor(flow, item);
	struct structure_element *label =
		structure_add(structure, element, ROLE_LABEL, NULL);
	const struct node *child = item->first_child;
	for (; child && child->kind == NODE_TERM; child = child->next)
		term_set(flow, child, bold, &around, label);
	struct structure_element *body =
		structure_add(structure, element, ROLE_LIST_BODY, NULL);
	struct block_context inside =
		layout_context_inside(context, item, body);
	layout_context_indent_start(&inside, flow->style->list_indent,
				    flow->style);
	inside.is_tight = item->parent->list.is_tight;
	for (; child; child = child->next)
		layout_block_set(flow, child, &inside);
}

/* "Three things matter:" */
static bool is_announced(const struct node *list)
{
	const struct node *lead = list->previous;
	if (!lead || lead->kind != NODE_PARAGRAPH)
		return false;
	struct buffer text = BUFFER_INITIALISER;
	node_append_plain_text(lead, &text);
	struct str trimmed = str_trim(buffer_str(&text));
	bool ends_with_colon = str_ends_with(trimmed, STR(":")) ||
			       str_ends_with(trimmed, STR("："));
	buffer_release(&text);
	return ends_with_colon;
}

/* What announces a list does not stand alone, nor with its first item only. */
static void keep_lead_in(struct flow *flow, uint32_t first, uint32_t second)
{
	uint32_t end = flow_position(flow);
	if (first < end)
		flow->target->items[first].torn = TORN_LEAD_IN;
	if (second < end)
		flow->target->items[second].torn = TORN_LEAD_IN;
}

void layout_list_set(struct flow *flow, const struct node *node,
		     const struct block_context *context)
{
	struct structure_element *element = structure_add(
		flow->structure, context->element, ROLE_LIST, node);
	element->list_numbering = numbering_of(node, context->list_depth);
	const struct block_style *style = &flow->style->block[context->role];
	const struct text_style *text =
		context->style ? context->style : &style->text;
	struct block_context inside =
		layout_context_inside(context, node, context->element);
	struct list_metrics metrics = measure_list(flow, node, &inside, text);
	if (node->identifier)
		flow_anchor(flow, node);
	uint32_t first = flow_position(flow), outer = flow_begin_whole(flow);
	uint32_t second = first;
	for (const struct node *item = node->first_child; item;
	     item = item->next) {
		if (node->list.is_definitions)
			definition_set(flow, item, text, &inside, element);
		else
			item_set(flow, item, node, &metrics, text, &inside,
				 element);
		if (item == node->first_child)
			second = flow_position(flow);
	}
	flow_end_whole(flow, outer);
	flow_tear(flow, first, TORN_LIST);
	if (is_announced(node))
		keep_lead_in(flow, first, second);
	if (context->list_depth == 0)
		flow_space_after(flow, style->space_after);
}
