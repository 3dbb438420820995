/* Charts on paper: figure/ draws the shapes, the typesetter sets the words,
 * in the width and the sizes of the page. */
#include "layout/blocks.h"

#include "chart/chart.h"
#include "image/image.h"

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

struct chart_place {
	struct flow *flow;
	struct rectangle box;      /* y counts from the strip's top */
	lu numerator, denominator; /* the drawing's units → lu */
	const struct structure_element *content;
};

static lu scaled(const struct chart_place *place, int32_t length)
{
	return lu_scale(length, place->numerator, place->denominator);
}

static void place_text(const struct chart_place *place,
		       const struct drawing_text *text)
{
	struct flow *flow = place->flow;
	struct text_style *style = ARENA_NEW(flow->arena, struct text_style);
	*style = flow->style->block[TEXT_TABLE].text;
	style->size = scaled(place, text->size);
	style->leading = style->size;
	style->is_bold = text->is_bold;
	style->colour = (struct colour){ text->colour.red, text->colour.green,
					 text->colour.blue };
	struct block_context context = {
		.direction = direction_of(text->is_right_to_left),
		.language = text->language,
	};
	/* The space keeps labels apart where they are copied. */
	struct paragraph_lines lines = inline_set_text(
		flow, arena_format(flow->arena, "%s ", text->text), style,
		place->content, NULL, &context, flow->style->page_width * 2);
	const struct paragraph_line *line = &lines.lines[0];
	lu x = place->box.x + scaled(place, text->x) - line->x;
	if (text->anchor == ANCHOR_MIDDLE)
		x -= line->width / 2;
	else if (text->anchor == ANCHOR_RIGHT)
		x -= line->width;
	flow_place_line(flow, line, x,
			place->box.y + scaled(place, text->y) - line->ascent);
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
				   lu width, lu highest)
{
	const struct style *style = flow->style;
	lu size = style->block[TEXT_TABLE].text.size;
	lu least = style->has_large_text ?
			   style->block[TEXT_TABLE_SMALLEST].text.size :
			   LU_FROM_POINTS(7);
	struct drawing *drawing =
		narrow_to_fit(flow, chart, width, size, highest);
	while (drawing->height > highest && size >= least + LU_FROM_POINTS(1)) {
		size -= LU_FROM_POINTS(1);
		drawing = draw(flow, chart, width, size);
	}
	return drawing;
}

void chart_block_set(struct flow *flow, const struct node *node,
		     const struct block_context *context)
{
	const struct style *style = flow->style;
	lu width = block_width(context);
	lu highest = (style->page_height - style->margin_top -
		      style->margin_bottom) /
		     5 * 4; /* the caption stays */
	const struct drawing *drawing =
		draw_to_fit(flow, node->chart.chart, width, highest);
	struct chart_place place = { .flow = flow,
				     .numerator = 1,
				     .denominator = 1 };
	if (drawing->height > highest) {
		place.numerator = highest;
		place.denominator = drawing->height;
	}
	place.box = (struct rectangle){ context->left, 0,
					scaled(&place, drawing->width),
					scaled(&place, drawing->height) };
	if (context->direction == DIRECTION_RTL)
		place.box.x = context->right - place.box.width;
	struct structure_element *figure = structure_add(
		flow->structure, context->element, ROLE_FIGURE, node);
	figure->alternative = node->chart.name;
	figure->is_block = true;
	place.content = structure_add_content(flow->structure, figure);
	flow_flush_labels(flow);
	flow_add_strip(flow, place.box.height);
	struct frame_item *item = flow_place_item(flow, ITEM_IMAGE);
	item->image.image = image_from_drawing(flow->arena, drawing);
	item->image.box = place.box;
	item->content = place.content;
	for (const struct drawing_text *text = drawing_next_text(drawing, NULL);
	     text; text = drawing_next_text(drawing, text))
		place_text(&place, text);
	flow_space(flow, style->block[TEXT_BODY].space_after);
}
