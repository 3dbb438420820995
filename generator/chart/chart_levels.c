/* What lines and slopes have in common: an axis that rises, points joined by a
 * line, and texts beside them that keep apart. */
#include <stdlib.h>

#include "chart/chart_private.h"

/* [em] of the plot; [percent] of the drawing's width between them. */
enum { LEAST_HEIGHT = 7, MOST_HEIGHT = 15, HEIGHT_PERCENT = 45 };

int64_t chart_levels_height(const struct chart_canvas *canvas)
{
	int64_t em = canvas->style->text_size;
	int64_t height = (int64_t)canvas->style->width * HEIGHT_PERCENT / 100;
	height = height < MOST_HEIGHT * em ? height : MOST_HEIGHT * em;
	return height > LEAST_HEIGHT * em ? height : LEAST_HEIGHT * em;
}

struct chart_levels chart_find_levels(const struct chart_canvas *canvas,
				      int64_t top, int64_t height)
{
	int64_t most = canvas->chart->most > 1 ? canvas->chart->most : 1;
	most = most < CHART_MOST_VALUE ? most : CHART_MOST_VALUE;
	for (size_t i = 0; i < canvas->row_count; i++) {
		int64_t own = chart_row_most(canvas, &canvas->chart->rows[i]);
		most = own > most ? own : most;
	}
	return (struct chart_levels){ top, top + height, most };
}

int64_t chart_level(const struct chart_levels *levels, int64_t value)
{
	return levels->bottom -
	       (levels->bottom - levels->top) * value / levels->most;
}

/* ---- Texts beside points ----------------------------------------------- */

static int compare_labels(const void *left, const void *right)
{
	const struct chart_side_label *a = left, *b = right;
	if (a->wanted != b->wanted)
		return a->wanted < b->wanted ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

int64_t chart_side_height(const struct chart_side_label *labels, size_t count)
{
	int64_t sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += labels[i].height;
	return sum;
}

void chart_spread(struct chart_side_label *labels, size_t count, int64_t top,
		  int64_t bottom)
{
	qsort(labels, count, sizeof *labels, compare_labels);
	for (size_t i = 0; i < count; i++) {
		int64_t wanted = labels[i].wanted - labels[i].height / 2;
		labels[i].top = wanted > top ? wanted : top;
		top = labels[i].top + labels[i].height;
	}
	for (size_t i = count; i-- > 0;) {
		if (labels[i].top > bottom - labels[i].height)
			labels[i].top = bottom - labels[i].height;
		bottom = labels[i].top;
	}
}

/* From a point to its text, where that had to give way. */
void chart_add_side_leader(struct chart_canvas *canvas,
			   const struct chart_side_label *label, int64_t from,
			   int64_t to)
{
	const struct chart_style *style = canvas->style;
	int64_t middle = label->top + label->height / 2;
	int64_t moved = middle - label->wanted;
	if ((moved < 0 ? -moved : moved) < style->line_height / 3)
		return;
	chart_move(canvas, from, label->wanted);
	chart_line(canvas, to, middle);
	chart_stroke(drawing_add_shape(&canvas->marks, chart_path(canvas)),
		     style->quiet, style->line);
}

/* ---- Lines ------------------------------------------------------------- */

/* [tenths of a text's size] dashes and gaps; the first line is whole. So lines
 * are told apart without colours, too. */
static const int32_t dashes[][4] = {
	{ 0, 0, 0, 0 },
	{ 6, 3, 6, 3 },
	{ 2, 2, 2, 2 },
	{ 8, 2, 2, 2 },
};
enum { DASHINGS = sizeof dashes / sizeof *dashes };

void chart_stroke_series(struct chart_canvas *canvas,
			 struct drawing_shape *shape, size_t series)
{
	const struct chart_style *style = canvas->style;
	const int32_t *own = dashes[series % DASHINGS];
	enum { COUNT = sizeof *dashes / sizeof **dashes };
	chart_stroke(shape, chart_series_colour(canvas, series),
		     (int64_t)style->line * 2);
	shape->stroke.join = JOIN_ROUND;
	if (!own[0] || style->text_size < 10)
		return;
	int32_t *lengths = ARENA_NEW_ARRAY(canvas->arena, COUNT, int32_t);
	for (size_t i = 0; i < COUNT; i++)
		lengths[i] = own[i] * (style->text_size / 10);
	shape->stroke.dashes = lengths;
	shape->stroke.dash_count = COUNT;
}

/* ---- What is hidden ---------------------------------------------------- */

void chart_add_hidden_notes(struct chart_canvas *canvas,
			    const struct chart_key *notes, size_t count)
{
	if (!count)
		return;
	canvas->y += canvas->style->gap / 2;
	chart_add_legend(canvas, notes, count, chart_key_dot, 0,
			 canvas->style->width);
}
