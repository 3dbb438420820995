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
	if (list->list.is_ordered)
		return LIST_NUMBERING_DECIMAL;
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
	int32_t number = item->list_item.number;
	return arena_format(flow->arena, "%s.",
			    document_number(flow->document,
					    number > 0 ? (uint32_t)number : 0));
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
	struct arena scratch = ARENA_INITIALISER;
	struct arena *arena = flow->arena;
	flow->arena = &scratch;
	const char *text =
		label_text(flow, list->last_child, list, context->list_depth);
	struct paragraph_lines lines = inline_set_text(
		flow, text, style, NULL, NULL, context, style->size * 40);
	lu needed = lines.lines[0].width + metrics.gap;
	flow->arena = arena;
	arena_release(&scratch);
	if (needed > metrics.indent)
		metrics.indent = needed;
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
		item_set(flow, item, node, &metrics, text, &inside, element);
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
