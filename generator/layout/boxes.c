/* Blocks that stand in a box: quotations, callouts, case studies, code. */
#include "layout/blocks.h"

static struct box box_of(const struct block_context *context)
{
	return (struct box){
		.x = context->left,
		.width = block_width(context),
		.is_right_to_left = context->direction == DIRECTION_RTL,
	};
}

/* Small boxes are not torn; others may be, where a whole one would leave a
 * hole in the page. */
static void keep_box_together(struct flow *flow, uint32_t first)
{
	flow_keep_together(flow, first, flow->style->page_height / 5);
	flow_tear(flow, first, TORN_BOX);
}

static lu space_around(const struct flow *flow)
{
	return flow->style->block[TEXT_BODY].text.leading * 3 / 4;
}

void layout_block_quote_set(struct flow *flow, const struct node *node,
			    const struct block_context *context)
{
	struct structure_element *element = structure_add(
		flow->structure, context->element, ROLE_BLOCK_QUOTE, node);
	struct block_context inside =
		layout_context_inside(context, node, element);
	struct box box = box_of(&inside);
	box.bar = flow->style->palette.rule;
	box.bar_width = flow->style->bar * 3 / 4;
	layout_context_indent_start(
		&inside, flow->style->quotation_indent * 4 / 5, flow->style);
	flow_flush_labels(flow);
	flow_space_before(flow, space_around(flow) / 2);
	if (node->identifier)
		flow_anchor(flow, node);
	flow_open_box(flow, box, 0);
	blocks_set(flow, node, &inside);
	flow_close_box(flow, 0);
}

/* One line in a role of its own. */
static void line_set(struct flow *flow, const struct node *node,
		     enum text_role role, struct structure_element *element,
		     const struct block_context *context)
{
	struct block_context inside =
		layout_context_inside(context, node, element);
	inside.role = role;
	inside.style = NULL;
	layout_line_set(flow, node, &inside);
}

static struct structure_element *
add_paragraph(struct flow *flow, const struct node *node,
	      const struct block_context *context)
{
	return structure_add(flow->structure, context->element, ROLE_PARAGRAPH,
			     node);
}

void layout_credit_set(struct flow *flow, const struct node *node,
		       const struct block_context *context)
{
	flow_keep_with_next(flow); /* the words with this */
	line_set(flow, node, TEXT_QUOTATION_SOURCE,
		 add_paragraph(flow, node, context), context);
}

void layout_kicker_set(struct flow *flow, const struct node *node,
		       const struct block_context *context)
{
	line_set(flow, node, TEXT_BOX_KIND, add_paragraph(flow, node, context),
		 context);
	flow_keep_with_next(flow);
}

void layout_title_set(struct flow *flow, const struct node *node,
		      const struct block_context *context)
{
	struct structure_element *element =
		node->title.level ?
			structure_add(flow->structure, context->element,
				      ROLE_HEADING, node) :
			add_paragraph(flow, node, context);
	element->level = node->title.level;
	line_set(flow, node, TEXT_BOX_TITLE, element, context);
	flow_keep_with_next(flow);
}

void layout_remark_set(struct flow *flow, const struct node *node,
		       const struct block_context *context)
{
	flow_keep_with_next(flow);
	line_set(flow, node, TEXT_DESCRIPTION,
		 add_paragraph(flow, node, context), context);
}

void layout_quotation_set(struct flow *flow, const struct node *node,
			  const struct block_context *context)
{
	struct structure_element *element = structure_add(
		flow->structure, context->element, ROLE_BLOCK_QUOTE, node);
	struct block_context inside =
		layout_context_inside(context, node, element);
	struct box box = box_of(&inside);
	box.bar = flow->style->palette.accent;
	box.bar_width = flow->style->bar;
	layout_context_indent_start(&inside, flow->style->quotation_indent,
				    flow->style);
	flow_flush_labels(flow);
	flow_space_before(flow, space_around(flow));
	uint32_t first = flow_position(flow);
	flow_open_box(flow, box, LU_FROM_POINTS(3));
	if (node->identifier)
		flow_anchor(flow, node);
	inside.role = node->classes && node_has_class(node, "large") ?
			      TEXT_QUOTATION_LARGE :
			      TEXT_QUOTATION;
	blocks_set(flow, node, &inside);
	flow_close_box(flow, LU_FROM_POINTS(3));
	keep_box_together(flow, first);
	flow_space_after(flow, space_around(flow));
}

static void titled_box_set(struct flow *flow, const struct node *node,
			   struct box box, enum structure_role role,
			   const struct block_context *context)
{
	lu padding = flow->style->box_padding;
	struct structure_element *element =
		structure_add(flow->structure, context->element, role, node);
	struct block_context inside =
		layout_context_inside(context, node, element);
	layout_context_indent_start(&inside, padding + box.bar_width,
				    flow->style);
	layout_context_indent_end(&inside, padding, flow->style);
	flow_flush_labels(flow);
	flow_space_before(flow, space_around(flow));
	uint32_t first = flow_position(flow);
	flow_open_box(flow, box, padding - LU_FROM_POINTS(2));
	if (node->identifier)
		flow_anchor(flow, node);
	blocks_set(flow, node, &inside);
	flow_close_box(flow, padding);
	keep_box_together(flow, first);
	flow_space_after(flow, space_around(flow));
}

void layout_callout_set(struct flow *flow, const struct node *node,
			const struct block_context *context)
{
	struct box box = box_of(context);
	box.has_fill = true;
	box.fill = flow->style->palette.callout;
	box.bar = flow->style->palette.accent;
	box.bar_width = flow->style->bar;
	titled_box_set(flow, node, box, ROLE_ASIDE, context);
}

void layout_case_study_set(struct flow *flow, const struct node *node,
			   const struct block_context *context)
{
	struct box box = box_of(context);
	box.has_fill = true;
	box.fill = flow->style->palette.case_study;
	titled_box_set(flow, node, box,
		       node_title(node) ? ROLE_ARTICLE : ROLE_DIVISION,
		       context);
}

/* Code keeps its lines and runs from left to right in every language. */
void layout_code_block_set(struct flow *flow, const struct node *node,
			   const struct block_context *context)
{
	lu padding = LU_FROM_POINTS(8);
	struct structure_element *paragraph = structure_add(
		flow->structure, context->element, ROLE_PARAGRAPH, node);
	struct structure_element *element =
		structure_add(flow->structure, paragraph, ROLE_CODE, NULL);
	struct block_context inside =
		layout_context_inside(context, node, element);
	inside.direction = DIRECTION_LTR;
	paragraph->is_right_to_left = false;
	struct box box = box_of(&inside);
	box.has_fill = true;
	box.fill = flow->style->palette.code;
	layout_context_indent_start(&inside, padding, flow->style);
	layout_context_indent_end(&inside, padding, flow->style);
	const struct text_style *style = &flow->style->block[TEXT_CODE].text;
	struct str text = node->code_block.text;
	if (text.length && text.bytes[text.length - 1] == '\n')
		text.length--;
	struct inline_span span = {
		.kind = INLINE_TEXT,
		.text = text,
		.style = style,
		.content = structure_add_content(flow->structure, element),
		.place = node->place,
	};
	struct paragraph_input input = {
		.spans = &span,
		.span_count = 1,
		.direction = DIRECTION_LTR,
		.language = inside.language,
		.style = style,
		.is_preformatted = true,
	};
	struct arena scratch = ARENA_INITIALISER;
	struct paragraph_lines lines = paragraph_break(
		paragraph_new(flow->typesetter, &scratch, &input), flow->arena,
		block_width(&inside));
	arena_release(&scratch);
	flow_flush_labels(flow);
	flow_space_before(flow, space_around(flow) / 2);
	if (node->identifier)
		flow_anchor(flow, node);
	flow_open_box(flow, box, padding);
	flow_place_paragraph(flow, &lines, inside.left);
	flow_close_box(flow, padding);
	flow_space_after(flow, space_around(flow));
}
