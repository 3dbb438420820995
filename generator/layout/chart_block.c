/* Charts on paper: figure/ draws the shapes, the typesetter sets the words,
 * in the width and the sizes of the page. */
#include "layout/blocks.h"

#include "chart/chart.h"
#include "image/image.h"
#include "layout/drawing_text.h"

/* ---- Words ------------------------------------------------------------- */

static enum direction direction_of(bool is_right_to_left)
{
	return is_right_to_left ? DIRECTION_RTL : DIRECTION_LTR;
}

/* How wide the typesetter will set a text. Charts ask for the same few texts
 * again and again while they look for their layout; words are shaped once. */
static int32_t advance(void *data, struct str text, int32_t size, bool is_bold,
		       const char *language, bool is_right_to_left)
{
	struct flow *flow = data;
	struct arena scratch = ARENA_INITIALISER;
	struct text_style style = flow->style->block[TEXT_TABLE].text;
	style.size = size;
	style.is_bold = is_bold;
	struct inline_span span = { .kind = INLINE_TEXT,
				    .text = text,
				    .style = &style };
	struct paragraph_input input = {
		.spans = &span,
		.span_count = 1,
		.direction = direction_of(is_right_to_left),
		.language = language,
		.style = &style,
	};
	struct paragraph *paragraph =
		paragraph_new(flow->typesetter, &scratch, &input);
	lu width = paragraph_measure(paragraph).maximum;
	arena_release(&scratch);
	return width;
}

/* ---- The drawing ------------------------------------------------------- */

static struct drawing *draw(struct flow *flow, const struct chart *chart,
			    lu width, lu size)
{
	struct chart_measure measure = { advance, flow };
	struct chart_style style = chart_style_default(width, size);
	lu least = flow->style->block[TEXT_TABLE_SMALLEST].text.size;
	if (style.small_size < least)
		style.small_size = least < size ? least : size;
	style.least_size = least < style.small_size ? least : style.small_size;
	chart_style_set_colours(&style, flow->options->theme, SCHEME_LIGHT);
	return chart_draw(flow->arena, chart, &style, &measure);
}

/* A map is lower where it is narrower, and its letters stay as they are. */
static struct drawing *narrow_to_fit(struct flow *flow,
				     const struct chart *chart, lu width,
				     lu size, lu highest)
{
	struct drawing *drawing = draw(flow, chart, width, size);
	for (lu less = width / 10 * 9; less > width / 2; less -= width / 20) {
		if (drawing->height <= highest)
			break;
		struct drawing *narrow = draw(flow, chart, less, size);
		if (narrow->height >= drawing->height)
			break;
		drawing = narrow;
	}
	return drawing;
}

/* A chart of very many rows gets smaller letters, so that it stands on one
 * page; below seven points, or what large print needs, it is made smaller as a
 * whole. */
static struct drawing *draw_to_fit(struct flow *flow, const struct chart *chart,
				   lu width, lu wanted, lu highest)
{
	const struct style *style = flow->style;
	lu size = style->block[TEXT_TABLE].text.size;
	lu least = style->has_large_text ?
			   style->block[TEXT_TABLE_SMALLEST].text.size :
			   LU_FROM_POINTS(7);
	struct drawing *drawing =
		narrow_to_fit(flow, chart, width, size, wanted);
	while (drawing->height > highest && size >= least + LU_FROM_POINTS(1)) {
		size -= LU_FROM_POINTS(1);
		drawing = draw(flow, chart, width, size);
	}
	return drawing;
}

void layout_chart_set(struct flow *flow, const struct node *node,
		      const struct block_context *context)
{
	const struct style *style = flow->style;
	lu width = block_width(context);
	lu highest = (style->page_height - style->margin_top -
		      style->margin_bottom) /
		     5 * 4; /* the caption stays */
	const struct drawing *drawing = draw_to_fit(
		flow, node->chart.chart, width,
		context->chart_height ? context->chart_height : highest,
		highest);
	struct rectangle box = { context->left, 0, drawing->width,
				 drawing->height };
	if (box.height > highest) {
		box.width = lu_scale(box.width, highest, box.height);
		box.height = highest;
	}
	if (context->direction == DIRECTION_RTL)
		box.x = context->right - box.width;
	struct structure_element *figure = structure_add(
		flow->structure, context->element, ROLE_FIGURE, node);
	figure->alternative = node->chart.name;
	figure->is_block = true;
	const struct structure_element *content =
		structure_add_content(flow->structure, figure);
	flow_flush_labels(flow);
	flow_add_strip(flow, box.height);
	struct frame_item *item = flow_place_item(flow, ITEM_IMAGE);
	item->image.image = image_from_drawing(flow->arena, drawing);
	item->image.box = box;
	item->content = content;
	struct drawing_words words =
		drawing_words_set(flow, drawing, box.width, box.height, content,
				  context->language, node->place);
	drawing_words_place(flow, &words, box.x, box.y);
	flow_space_after(flow, style->block[TEXT_BODY].space_after);
}
