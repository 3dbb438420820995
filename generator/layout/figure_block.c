/* Pictures that stand on their own, figures with caption and description, and
 * Easy Read rows: a picture with words beside it. */
#include "layout/blocks.h"

#include <string.h>

#include "image/image.h"
#include "layout/drawing_text.h"
#include "layout/trial.h"

/* The largest box with the picture's proportions within width and height,
 * never larger than the picture's natural size where `natural`. */
static struct rectangle fit(const struct image *image, lu width, lu height,
			    bool is_natural)
{
	lu natural_width = image_width_lu(image);
	lu natural_height = image_height_lu(image);
	if (natural_width < 1)
		natural_width = 1;
	if (natural_height < 1)
		natural_height = 1;
	struct rectangle box = { 0, 0, natural_width, natural_height };
	if (!is_natural || box.width > width) {
		box.width = width;
		box.height = lu_scale(natural_height, width, natural_width);
	}
	if (box.height > height) {
		box.height = height;
		box.width = lu_scale(natural_width, height, natural_height);
	}
	if (box.width < 1)
		box.width = 1;
	if (box.height < 1)
		box.height = 1;
	return box;
}

static void place_words(struct flow *flow, const struct node *node,
			const struct image *image, struct rectangle box,
			const struct structure_element *content,
			const struct block_context *context)
{
	if (!image->words)
		return;
	struct drawing_words words =
		drawing_words_set(flow, image->words, box.width, box.height,
				  content, context->language, node->place);
	drawing_words_place(flow, &words, box.x, box.y);
}

/* Adds the picture to the newest strip, with its element under `parent`; a
 * decorative one (empty alternative) is an artifact. */
static void place_image(struct flow *flow, const struct node *node,
			const struct image *image, struct rectangle box,
			const struct block_context *context)
{
	struct frame_item *item = flow_place_item(flow, ITEM_IMAGE);
	item->image.image = image;
	item->image.box = box;
	if (!node->image.alternative || !*node->image.alternative) {
		item->artifact = ARTIFACT_LAYOUT;
		place_words(flow, node, image, box, NULL, context);
		return;
	}
	struct structure_element *figure = structure_add(
		flow->structure, context->element, ROLE_FIGURE, node);
	figure->alternative = node->image.alternative;
	figure->is_block = true;
	item->content = structure_add_content(flow->structure, figure);
	place_words(flow, node, image, box, item->content, context);
}

/* The words of a picture that cannot be had. */
static void alternative_set(struct flow *flow, const struct node *node,
			    const struct block_context *context)
{
	if (node->image.alternative && *node->image.alternative)
		layout_text_paragraph_set(flow, node->image.alternative, NULL,
					  TEXT_DESCRIPTION, context);
}

/* The left edge of something `width` wide that is aligned as texts are. */
static lu aligned_left(const struct block_context *context, lu width)
{
	bool is_rtl = context->direction == DIRECTION_RTL;
	if (context->alignment == ALIGNMENT_CENTRE)
		return context->left + (block_width(context) - width) / 2;
	return (context->alignment == ALIGNMENT_END) == is_rtl ?
		       context->left :
		       context->right - width;
}

void layout_image_block_set(struct flow *flow, const struct node *node,
			    const struct block_context *context)
{
	const struct image *image = inline_image_load(flow, node);
	if (!image) {
		alternative_set(flow, node, context);
		return;
	}
	const struct style *style = flow->style;
	lu highest = (style->page_height - style->margin_top -
		      style->margin_bottom) /
		     5 * 3;
	if (flow->note != FLOW_NONE)
		highest /= 4;
	if (context->picture_height)
		highest = context->picture_height;
	lu wanted = inline_image_width(node, block_width(context));
	struct rectangle box =
		fit(image, wanted ? wanted : block_width(context), highest,
		    !wanted);
	lu space = style->block[TEXT_BODY].space_after;
	box.x = aligned_left(context, box.width);
	flow_flush_labels(flow);
	flow_space_before(flow, space);
	flow_add_strip(flow, box.height);
	place_image(flow, node, image, box, context);
	flow_space_after(flow, space);
}

/* ---- Figures ----------------------------------------------------------- */

static struct text_style *bold_of(struct flow *flow, enum text_role role)
{
	struct text_style *bold = ARENA_NEW(flow->arena, struct text_style);
	*bold = flow->style->block[role].text;
	bold->is_bold = true;
	return bold;
}

static void caption_set(struct flow *flow, const struct node *caption,
			const struct block_context *context)
{
	struct structure_element *element = structure_add(
		flow->structure, context->element, ROLE_CAPTION, caption);
	struct block_context inside =
		layout_context_inside(context, caption, element);
	inside.role = TEXT_CAPTION;
	inside.prefix_style = bold_of(flow, TEXT_CAPTION);
	inside.prefix = caption->caption.label;
	inside.prefix_language = node_words_language(flow->document, caption);
	struct paragraph_lines lines =
		inline_set(flow, caption, element, &inside);
	if (caption->previous)
		flow_keep_with_next(flow); /* the picture with this */
	flow_place_paragraph(flow, &lines, inside.left);
	if (!caption->previous)
		flow_keep_with_next(flow);
	flow_space_after(flow, flow->style->block[TEXT_CAPTION].space_after);
}

/* The label leads into the description's first paragraph; before anything
 * else it stands alone. */
static void description_set(struct flow *flow, const struct node *description,
			    const struct block_context *context)
{
	struct structure_element *element = structure_add(
		flow->structure, context->element, ROLE_DIVISION, description);
	struct block_context inside =
		layout_context_inside(context, description, element);
	inside.role = TEXT_DESCRIPTION;
	const struct node *first = description->first_child;
	bool leads = first && first->kind == NODE_PARAGRAPH &&
		     !(first->first_child && !first->first_child->next &&
		       first->first_child->kind == NODE_IMAGE);
	if (first && !leads) {
		layout_text_paragraph_set(
			flow, description->description.label.words,
			node_words_language(flow->document, description),
			TEXT_DESCRIPTION, &inside);
		flow_keep_with_next(flow);
	}
	for (const struct node *child = first; child; child = child->next) {
		bool is_first = child == first && leads;
		inside.prefix_style =
			is_first ? bold_of(flow, TEXT_DESCRIPTION) : NULL;
		inside.prefix =
			is_first ? description->description.label.lead : NULL;
		inside.prefix_language =
			is_first ? node_words_language(flow->document, child) :
				   NULL;
		layout_block_set(flow, child, &inside);
	}
}

/* [lu] How high a chart may be for all of its figure to stand on one page: what
 * the words leave, between a half and three fifths of it. */
static lu chart_room(struct flow *flow, const struct node *figure,
		     const struct block_context *context)
{
	const struct style *style = flow->style;
	lu page = style->page_height - style->margin_top - style->margin_bottom;
	bool has_chart = false;
	for (const struct node *child = figure->first_child; child;
	     child = child->next)
		has_chart |= child->kind == NODE_CHART;
	if (flow->note != FLOW_NONE || !has_chart)
		return 0;
	struct trial trial;
	trial_begin(&trial, flow, context);
	for (const struct node *child = figure->first_child; child;
	     child = child->next) {
		if (child->kind == NODE_CAPTION)
			caption_set(&trial.flow, child, &trial.context);
		else if (child->kind == NODE_DESCRIPTION)
			description_set(&trial.flow, child, &trial.context);
		else if (child->kind != NODE_CHART && child->kind != NODE_TABLE)
			layout_block_set(&trial.flow, child, &trial.context);
	}
	int64_t left = page - trial_height(&trial) -
		       3 * style->block[TEXT_BODY].space_after;
	trial_end(&trial);
	lu most = page * 3 / 5;
	return left < page / 2 ? page / 2 : left < most ? (lu)left : most;
}

/* Where the parts of a figure begin that may stand on pages of their own, where
 * it is higher than one. */
struct figure_parts {
	uint32_t starts[8];
	size_t count;
};

static void add_part(struct figure_parts *parts, uint32_t start)
{
	size_t most = sizeof parts->starts / sizeof *parts->starts;
	if (parts->count < most && start > parts->starts[parts->count - 1])
		parts->starts[parts->count++] = start;
}

void layout_figure_set(struct flow *flow, const struct node *node,
		       const struct block_context *context)
{
	struct structure_element *element = structure_add(
		flow->structure, context->element, ROLE_DIVISION, node);
	struct block_context inside =
		layout_context_inside(context, node, element);
	lu space = flow->style->block[TEXT_BODY].text.leading;
	uint32_t first = flow_position(flow);
	lu page = flow->style->page_height - flow->style->margin_top -
		  flow->style->margin_bottom;
	struct figure_parts parts = { .starts = { first }, .count = 1 };
	inside.chart_height = chart_room(flow, node, &inside);
	flow_flush_labels(flow);
	flow_space_before(flow, space);
	if (node->identifier)
		flow_anchor(flow, node);
	/* Picture and caption stay together; the description, which may be
	 * long, and a chart's data flow on. */
	for (const struct node *child = node->first_child; child;
	     child = child->next) {
		uint32_t before = flow_position(flow);
		if (child->kind == NODE_DESCRIPTION) {
			add_part(&parts, before);
			description_set(flow, child, &inside);
			continue;
		}
		if (child->kind == NODE_TABLE) {
			add_part(&parts, before);
			layout_text_paragraph_set(
				flow, node->figure.data.words,
				node_words_language(flow->document, node),
				TEXT_DESCRIPTION, &inside);
			flow_keep_with_next(flow);
			layout_table_set(flow, child, &inside);
			continue;
		}
		if (child->kind == NODE_CAPTION)
			caption_set(flow, child, &inside);
		else
			layout_block_set(flow, child, &inside);
		/* What explains a map may stand by itself. */
		for (uint32_t strip = before + 1;
		     child->kind == NODE_CHART && strip < flow_position(flow);
		     strip++)
			add_part(&parts, strip);
		flow_keep_together(flow, first,
				   flow->style->page_height * 4 / 5);
	}
	flow_tear(flow, first, TORN_FIGURE);
	flow_let_move_in_parts(flow, parts.starts, parts.count, page);
	flow_space_after(flow, space);
	layout_notes_set(flow, context->element, context);
}

/* ---- Easy Read rows ---------------------------------------------------- */

static const struct node *picture_of(const struct node *row)
{
	const struct node *first = row->first_child;
	if (!first || !first->first_child ||
	    first->first_child->kind != NODE_IMAGE)
		return NULL;
	return first->first_child;
}

static lu height_since(const struct flow *flow, uint32_t first)
{
	int64_t height = 0;
	for (size_t i = first; i < flow->target->count; i++) {
		const struct strip *strip = &flow->target->items[i];
		height += strip->height;
		if (i > first)
			height += strip_distance(strip - 1, strip);
	}
	return height > INT32_MAX / 2 ? INT32_MAX / 2 : (lu)height;
}

/* Words beside a picture: the picture hangs from a strip that, like one below
 * the words, is as high as it takes to centre the lower of the two. */
static void row_beside(struct flow *flow, const struct node *row,
		       const struct node *picture, const struct image *image,
		       const struct block_context *context)
{
	const struct style *style = flow->style;
	struct block_context words = *context;
	lu width = style->picture_width;
	if (width > block_width(context) * 2 / 5)
		width = block_width(context) * 2 / 5;
	layout_context_indent_start(&words, width + style->picture_gap, style);
	struct rectangle box = fit(image, width, width * 5 / 4, false);
	lu column = words.direction == DIRECTION_RTL ?
			    words.right + style->picture_gap :
			    context->left;
	box.x = column + (width - box.width) / 2;
	uint32_t anchor = flow_position(flow);
	flow_add_strip(flow, 0);
	place_image(flow, picture, image, box, context);
	flow_keep_with_next(flow);
	flow->drops_space = true;
	for (const struct node *child = row->first_child->next; child;
	     child = child->next)
		layout_block_set(flow, child, &words);
	flow_newest(flow)->space_after = 0;
	lu missing = box.height - height_since(flow, anchor + 1);
	if (missing <= 0)
		return;
	flow->target->items[anchor].height = missing / 2;
	flow->next_break = BREAK_FORBIDDEN;
	flow_add_strip(flow, missing - missing / 2);
}

void layout_easy_read_row_set(struct flow *flow, const struct node *node,
			      const struct block_context *context)
{
	struct structure_element *element = structure_add(
		flow->structure, context->element, ROLE_DIVISION, node);
	struct block_context inside =
		layout_context_inside(context, node, element);
	const struct node *picture = picture_of(node);
	const struct image *image =
		picture ? inline_image_load(flow, picture) : NULL;
	lu space = flow->style->block[TEXT_BODY].text.leading * 3 / 5;
	flow_flush_labels(flow);
	flow_space_before(flow, space);
	if (node->identifier)
		flow_anchor(flow, node);
	uint32_t first = flow_position(flow);
	if (image)
		row_beside(flow, node, picture, image, &inside);
	else
		blocks_set(flow, node, &inside);
	flow_keep_together(flow, first, flow->style->page_height * 4 / 5);
	flow_space_after(flow, space);
	layout_notes_set(flow, context->element, context);
}
