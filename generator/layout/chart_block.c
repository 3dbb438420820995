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

/* What of a chart is drawn, and how large [lu]. */
struct form {
	lu width, size, map_width;
	enum chart_part part;
	size_t first, count; /* of the entries that explain a map */
};

static struct drawing *draw(struct flow *flow, const struct chart *chart,
			    const struct form *form)
{
	struct chart_measure measure = { advance, flow };
	struct chart_style style = chart_style_default(form->width, form->size);
	lu least = flow->style->block[TEXT_TABLE_SMALLEST].text.size;
	if (style.small_size < least)
		style.small_size = least < form->size ? least : form->size;
	style.least_size = least < style.small_size ? least : style.small_size;
	style.map_width = form->map_width;
	style.part = form->part;
	style.first_entry = form->first;
	style.entry_count = form->count;
	chart_style_set_colours(&style, flow->options->theme, SCHEME_LIGHT);
	return chart_draw(flow->arena, chart, &style, &measure);
}

/* A map is lower where its tiles are smaller, and its letters stay as they
 * are. */
static struct drawing *narrow_to_fit(struct flow *flow,
				     const struct chart *chart,
				     struct form *form, lu highest)
{
	lu width = form->width;
	form->map_width = 0;
	struct drawing *drawing = draw(flow, chart, form);
	if (chart->kind != CHART_MAP)
		return drawing;
	for (lu less = width / 10 * 9; less > width / 2; less -= width / 20) {
		if (drawing->height <= highest)
			break;
		struct form narrow = *form;
		narrow.map_width = less;
		struct drawing *lower = draw(flow, chart, &narrow);
		if (lower->height < drawing->height) {
			drawing = lower;
			*form = narrow;
		}
	}
	return drawing;
}

/* A chart of very many rows gets smaller letters, so that it stands on one
 * page; below seven points, or what large print needs, it is made smaller as a
 * whole. */
static struct drawing *draw_to_fit(struct flow *flow, const struct chart *chart,
				   struct form *form, lu wanted, lu highest)
{
	const struct style *style = flow->style;
	lu least = style->has_large_text ?
			   style->block[TEXT_TABLE_SMALLEST].text.size :
			   LU_FROM_POINTS(7);
	form->size = style->block[TEXT_TABLE].text.size;
	struct drawing *drawing = narrow_to_fit(flow, chart, form, wanted);
	while (drawing->height > highest &&
	       form->size >= least + LU_FROM_POINTS(1)) {
		form->size -= LU_FROM_POINTS(1);
		drawing = narrow_to_fit(flow, chart, form, highest);
	}
	return drawing;
}

/* Places a drawing in a strip of its own; one that is still too high is made
 * smaller as a whole. */
static void place(struct flow *flow, const struct node *node,
		  const struct drawing *drawing, lu highest,
		  struct structure_element *figure,
		  const struct block_context *context)
{
	struct rectangle box = { context->left, 0, drawing->width,
				 drawing->height };
	if (box.height > highest) {
		box.width = lu_scale(box.width, highest, box.height);
		box.height = highest;
	}
	if (context->direction == DIRECTION_RTL)
		box.x = context->right - box.width;
	const struct structure_element *content =
		structure_add_content(flow->structure, figure);
	flow_add_strip(flow, box.height);
	struct frame_item *item = flow_place_item(flow, ITEM_IMAGE);
	item->image.image = image_from_drawing(flow->arena, drawing);
	item->image.box = box;
	item->content = content;
	struct drawing_words words =
		drawing_words_set(flow, drawing, box.width, box.height, content,
				  context->language, node->place);
	drawing_words_place(flow, &words, box.x, box.y);
}

/* The names that a map's codes stand for, on as many strips as they take. */
static void place_entries(struct flow *flow, const struct node *node,
			  struct form form, lu highest,
			  struct structure_element *figure,
			  const struct block_context *context)
{
	const struct chart *chart = node->chart.chart;
	form.part = CHART_ENTRIES;
	while (form.first < chart->row_count) {
		form.count = chart->row_count - form.first;
		struct drawing *drawing = draw(flow, chart, &form);
		while (drawing->height > highest && form.count > 1) {
			size_t fit = form.count * (size_t)highest /
				     (size_t)drawing->height;
			form.count =
				fit && fit < form.count ? fit : form.count - 1;
			drawing = draw(flow, chart, &form);
		}
		if (!drawing_next_text(drawing, NULL))
			return;
		flow_space_after(flow,
				 flow->style->block[TEXT_BODY].space_after);
		place(flow, node, drawing, highest, figure, context);
		form.first += form.count;
	}
}

void layout_chart_set(struct flow *flow, const struct node *node,
		      const struct block_context *context)
{
	const struct style *style = flow->style;
	const struct chart *chart = node->chart.chart;
	lu highest = (style->page_height - style->margin_top -
		      style->margin_bottom) /
		     5 * 4; /* the caption stays */
	lu wanted = context->chart_height ? context->chart_height : highest;
	struct form form = { .width = block_width(context) };
	struct drawing *drawing =
		draw_to_fit(flow, chart, &form, wanted, highest);
	if (drawing->height > highest && chart->kind == CHART_MAP) {
		form.part = CHART_TILES;
		drawing = draw_to_fit(flow, chart, &form, highest / 4 * 3,
				      highest);
	}
	struct structure_element *figure = structure_add(
		flow->structure, context->element, ROLE_FIGURE, node);
	figure->alternative = node->chart.name;
	figure->is_block = true;
	flow_flush_labels(flow);
	place(flow, node, drawing, highest, figure, context);
	if (form.part == CHART_TILES)
		place_entries(flow, node, form, highest, figure, context);
	flow_space_after(flow, style->block[TEXT_BODY].space_after);
}
