/* Key numbers: each large, above the words that say of what, beside one
 * another. */
#include "layout/blocks.h"
#include "layout/columns.h"

enum {
	MOST_BESIDE = 3,
	LEAST_EMS = 10 /* of the words, that a column has */
};

/* [lu] */
static lu gap_of(const struct flow *flow)
{
	return flow->style->block[TEXT_BODY].text.size * 3 / 2;
}

static lu width_of(const struct flow *flow, uint32_t beside, lu measure)
{
	return (measure - gap_of(flow) * (lu)(beside - 1)) / (lu)beside;
}

/* How many stand in a row: two and two rather than three and one. */
static uint32_t count_beside(const struct flow *flow, const struct node *node,
			     lu measure)
{
	lu least = flow->style->block[TEXT_CAPTION].text.size * LEAST_EMS;
	uint32_t count = 0, most = MOST_BESIDE;
	for (const struct node *title = node->first_child; title;
	     title = title->next)
		count++;
	while (most > 1 && width_of(flow, most, measure) < least)
		most--;
	uint32_t rows = (count + most - 1) / most;
	return (count + rows - 1) / rows;
}

static void place(struct flow *flow, const struct node *node,
		  enum text_role role, const struct block_context *context)
{
	struct block_context inside = *context;
	inside.role = role;
	inside.style = &flow->style->block[role].text;
	struct paragraph_lines lines =
		inline_set(flow, node, context->element, &inside);
	flow_place_paragraph(flow, &lines, inside.left);
	flow_space_after(flow, flow->style->block[role].space_after);
}

static void rule_set(struct flow *flow, const struct block_context *context)
{
	lu width = flow->style->bar;
	flow_add_strip(flow, width * 2);
	struct frame_item *item = flow_place_item(flow, ITEM_RECTANGLE);
	item->artifact = ARTIFACT_LAYOUT;
	item->rectangle.box = (struct rectangle){ context->left, 0,
						  block_width(context), width };
	item->rectangle.colour = flow->style->palette.accent;
	flow_keep_with_next(flow);
}

/* The words without the white before them: they begin a line. */
static const struct node *words_after(struct flow *flow,
				      const struct node *title)
{
	const struct node *first = title->first_child->next;
	struct node *words = ARENA_NEW(flow->arena, struct node);
	*words = *title;
	words->first_child = (struct node *)first;
	if (first && first->kind == NODE_TEXT) {
		struct node *text = ARENA_NEW(flow->arena, struct node);
		*text = *first;
		while (text->text.text.length &&
		       text->text.text.bytes[0] == ' ') {
			text->text.text.bytes++;
			text->text.text.length--;
		}
		words->first_child = text;
	}
	return words;
}

static bool has_space_after(const struct node *number)
{
	const struct node *next = number->next;
	return next && (next->kind == NODE_SOFT_BREAK ||
			(next->kind == NODE_TEXT && next->text.text.length &&
			 next->text.text.bytes[0] == ' '));
}

static void number_set(struct flow *flow, const struct node *title,
		       const struct block_context *context)
{
	bool is_heading = title->title.level > 0;
	struct structure_element *element = structure_add(
		flow->structure, context->element,
		is_heading ? ROLE_HEADING : ROLE_PARAGRAPH, title);
	element->level = title->title.level;
	struct block_context inside =
		layout_context_inside(context, title, element);
	const struct node *number = title->first_child;
	if (title->identifier)
		flow_anchor(flow, title);
	rule_set(flow, &inside);
	inside.element =
		structure_add(flow->structure, element, ROLE_STRONG, number);
	inside.suffix = has_space_after(number) ? " " : NULL;
	place(flow, number, TEXT_KEY_NUMBER, &inside);
	inside.element = element;
	inside.suffix = NULL;
	flow_keep_with_next(flow);
	if (number->next)
		place(flow, words_after(flow, title), TEXT_CAPTION, &inside);
}

/* Sets as many as stand beside each other; returns the next. */
static const struct node *row_set(struct flow *flow, const struct node *title,
				  uint32_t beside,
				  const struct block_context *context)
{
	lu width = width_of(flow, beside, block_width(context));
	bool is_rtl = context->direction == DIRECTION_RTL;
	uint32_t starts[MOST_BESIDE], count = 0;
	for (; title && count < beside; title = title->next) {
		struct block_context column = *context;
		lu offset = (lu)count * (width + gap_of(flow));
		if (is_rtl) {
			column.right -= offset;
			column.left = column.right - width;
		} else {
			column.left += offset;
			column.right = column.left + width;
		}
		starts[count++] = flow_position(flow);
		number_set(flow, title, &column);
	}
	columns_set_side_by_side(flow, starts, count);
	return title;
}

void layout_key_numbers_set(struct flow *flow, const struct node *node,
			    const struct block_context *context)
{
	struct structure_element *element = structure_add(
		flow->structure, context->element, ROLE_DIVISION, node);
	struct block_context inside =
		layout_context_inside(context, node, element);
	lu space = flow->style->block[TEXT_BODY].text.leading;
	uint32_t beside =
		flow->note == FLOW_NONE ?
			count_beside(flow, node, block_width(&inside)) :
			1;
	flow_flush_labels(flow);
	flow_space_before(flow, space);
	if (node->identifier)
		flow_anchor(flow, node);
	for (const struct node *title = node->first_child; title;) {
		title = row_set(flow, title, beside, &inside);
		flow_space_after(flow, title ? space * 3 / 4 : space);
	}
	layout_notes_set(flow, context->element, context);
}
