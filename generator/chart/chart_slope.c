/* Before and after: a line a row, from its number in the first series to that in
 * the last, with its label at the end. What is hidden at one end has a dot at
 * the other alone, and a note below. Where there is no room for that, rows have
 * dots on one line. */
#include "chart/chart_private.h"

struct slope {
	struct chart_levels levels;
	size_t first, last;  /* series */
	int64_t left, right; /* where the lines begin and end */
	int64_t label_start, label_width;
	bool has_legend; /* labels have no room at the lines */
	struct chart_side_label *before, *after;
	size_t before_count, after_count;
};

static int64_t number_width(struct chart_canvas *canvas, size_t series)
{
	struct chart_font font = chart_font_value(canvas);
	int64_t width = 0;
	for (size_t i = 0; i < canvas->row_count; i++) {
		const struct chart_cell *cell =
			&canvas->chart->rows[i].cells[series];
		int64_t own =
			cell->is_shown ?
				chart_text_width(canvas, cell->text, &font) :
				0;
		width = own > width ? own : width;
	}
	return width;
}

/* Between a dot and its text: where that gave way, a line leads there. */
static int64_t distance(const struct chart_canvas *canvas)
{
	return canvas->style->dot / 2 + canvas->style->gap * 3 / 2;
}

/* ---- Labels ------------------------------------------------------------ */

enum { LABEL_PERCENT = 40, MOST_LINES = 3 };

static void find_labels(struct chart_canvas *canvas, struct slope *slope)
{
	struct chart_font font = chart_font_label(canvas);
	int64_t most = (int64_t)canvas->style->width * LABEL_PERCENT / 100;
	for (size_t i = 0; i < canvas->row_count; i++) {
		struct chart_lines lines = chart_wrap(
			canvas, canvas->chart->rows[i].label, &font, most);
		if (lines.is_torn || lines.count > MOST_LINES)
			slope->has_legend = true;
		if (lines.width > slope->label_width)
			slope->label_width = lines.width;
	}
}

enum { LEAST_LENGTH = 4 }; /* [em] between before and after */

static void find_width(struct chart_canvas *canvas, struct slope *slope)
{
	const struct chart_style *style = canvas->style;
	int64_t before = number_width(canvas, slope->first);
	int64_t after = number_width(canvas, slope->last);
	int64_t start = before + distance(canvas) + style->dot / 2;
	int64_t end = style->width - after - distance(canvas);
	find_labels(canvas, slope);
	slope->has_legend |= end - slope->label_width - style->gap / 2 - start <
			     LEAST_LENGTH * (int64_t)style->text_size;
	if (slope->has_legend)
		slope->label_width = 0;
	else
		end -= slope->label_width + style->gap / 2;
	slope->left = start;
	slope->right = end;
	slope->label_start =
		slope->right + distance(canvas) + after + style->gap / 2;
}

static void add_legend(struct chart_canvas *canvas)
{
	struct chart_key *keys = ARENA_NEW_ARRAY(
		canvas->arena, canvas->row_count, struct chart_key);
	for (size_t i = 0; i < canvas->row_count; i++)
		keys[i] = (struct chart_key){ i, canvas->chart->rows[i].label };
	chart_add_legend(canvas, keys, canvas->row_count, chart_key_dot, 0,
			 canvas->style->width);
	canvas->y += canvas->style->gap / 2;
}

/* What is before and what is after, over the ends of the lines, or under each
 * other where words would be torn. */
static void add_heads(struct chart_canvas *canvas, const struct slope *slope)
{
	struct chart_font font = chart_font_small(canvas);
	const struct chart_series *series = canvas->chart->series;
	const char *first = series[slope->first].label;
	const char *last = series[slope->last].label;
	int64_t gap = canvas->style->gap, width = canvas->style->width;
	int64_t half = (slope->left + slope->right) / 2;
	struct chart_lines before =
		chart_wrap(canvas, first, &font, half - gap / 2);
	struct chart_lines after =
		chart_wrap(canvas, last, &font, width - half - gap / 2);
	bool is_torn = before.is_torn || after.is_torn;
	if (is_torn) {
		before = chart_wrap(canvas, first, &font, width);
		after = chart_wrap(canvas, last, &font, width);
	}
	int64_t start = slope->left - before.width / 2;
	int64_t end = slope->right + (after.width + 1) / 2;
	if (end < half + gap / 2 + after.width)
		end = half + gap / 2 + after.width;
	int64_t one = chart_lines_height(&before, &font);
	int64_t other = chart_lines_height(&after, &font);
	chart_add_lines(canvas, &before, &font,
			start > 0 && !is_torn ? start : 0, canvas->y,
			ANCHOR_LEFT);
	chart_add_lines(canvas, &after, &font,
			end < width && !is_torn ? end : width,
			canvas->y + (is_torn ? one : 0), ANCHOR_RIGHT);
	canvas->y += (is_torn     ? one + other :
		      one > other ? one :
				    other) +
		     gap / 2;
}

/* ---- Numbers ----------------------------------------------------------- */

static struct chart_side_label *find_side(struct chart_canvas *canvas,
					  const struct slope *slope,
					  size_t series, size_t *count)
{
	struct chart_font font = chart_font_label(canvas);
	struct chart_side_label *labels = ARENA_NEW_ARRAY(
		canvas->arena, canvas->row_count, struct chart_side_label);
	*count = 0;
	for (size_t i = 0; i < canvas->row_count; i++) {
		const struct chart_row *row = &canvas->chart->rows[i];
		if (!row->cells[series].is_shown)
			continue;
		struct chart_side_label *label = &labels[(*count)++];
		*label =
			(struct chart_side_label){ .index = i,
						   .height = font.line_height };
		if (series != slope->last || slope->has_legend)
			continue;
		label->lines = chart_wrap(canvas, row->label, &font,
					  slope->label_width);
		int64_t height = chart_lines_height(&label->lines, &font);
		label->height = height > label->height ? height : label->height;
	}
	return labels;
}

static void place_side(struct chart_canvas *canvas, const struct slope *slope,
		       size_t series, struct chart_side_label *labels,
		       size_t count)
{
	int64_t line = canvas->style->line_height / 2;
	for (size_t i = 0; i < count; i++)
		labels[i].wanted = chart_level(
			&slope->levels,
			chart_value(&canvas->chart->rows[labels[i].index]
					     .cells[series]));
	chart_spread(labels, count, slope->levels.top - line,
		     slope->levels.bottom + line);
}

static void add_before(struct chart_canvas *canvas, const struct slope *slope)
{
	struct chart_font font = chart_font_value(canvas);
	int64_t end = slope->left - distance(canvas);
	for (size_t i = 0; i < slope->before_count; i++) {
		const struct chart_side_label *label = &slope->before[i];
		const struct chart_row *row =
			&canvas->chart->rows[label->index];
		chart_add_side_leader(canvas, label,
				      slope->left - canvas->style->dot / 2,
				      end + canvas->style->gap / 4);
		chart_add_text(canvas, row->cells[slope->first].text, &font,
			       end, label->top + label->height / 2,
			       ANCHOR_RIGHT);
	}
}

static void add_after(struct chart_canvas *canvas, const struct slope *slope)
{
	struct chart_font font = chart_font_value(canvas);
	struct chart_font words = chart_font_label(canvas);
	int64_t start = slope->right + distance(canvas);
	for (size_t i = 0; i < slope->after_count; i++) {
		const struct chart_side_label *label = &slope->after[i];
		const struct chart_row *row =
			&canvas->chart->rows[label->index];
		int64_t height = chart_lines_height(&label->lines, &words);
		chart_add_side_leader(canvas, label,
				      slope->right + canvas->style->dot / 2,
				      start - canvas->style->gap / 4);
		chart_add_text(canvas, row->cells[slope->last].text, &font,
			       start, label->top + label->height / 2,
			       ANCHOR_LEFT);
		chart_add_lines(
			canvas, &label->lines, &words, slope->label_start,
			label->top + (label->height - height) / 2, ANCHOR_LEFT);
	}
}

/* ---- Lines ------------------------------------------------------------- */

static void add_row(struct chart_canvas *canvas, const struct slope *slope,
		    size_t index)
{
	const struct chart_row *row = &canvas->chart->rows[index];
	const struct chart_cell *before = &row->cells[slope->first];
	const struct chart_cell *after = &row->cells[slope->last];
	if (!before->is_shown || !after->is_shown)
		return;
	chart_move(canvas, slope->left,
		   chart_level(&slope->levels, chart_value(before)));
	chart_line(canvas, slope->right,
		   chart_level(&slope->levels, chart_value(after)));
	chart_stroke_series(
		canvas, drawing_add_shape(&canvas->marks, chart_path(canvas)),
		index);
}

static void add_dots(struct chart_canvas *canvas, const struct slope *slope,
		     size_t series, int64_t x)
{
	for (size_t i = 0; i < canvas->row_count; i++) {
		const struct chart_cell *cell =
			&canvas->chart->rows[i].cells[series];
		if (cell->is_shown)
			chart_add_dot(
				canvas, x,
				chart_level(&slope->levels, chart_value(cell)),
				canvas->style->dot * 3 / 4, i);
	}
}

static void add_notes(struct chart_canvas *canvas)
{
	struct chart_key *notes = ARENA_NEW_ARRAY(
		canvas->arena, canvas->row_count, struct chart_key);
	size_t count = 0;
	for (size_t i = 0; i < canvas->row_count; i++)
		if (canvas->chart->rows[i].note)
			notes[count++] = (struct chart_key){
				i, canvas->chart->rows[i].note
			};
	chart_add_hidden_notes(canvas, notes, count);
}

static void find_levels(struct chart_canvas *canvas, struct slope *slope)
{
	int64_t height = chart_levels_height(canvas);
	slope->before =
		find_side(canvas, slope, slope->first, &slope->before_count);
	slope->after =
		find_side(canvas, slope, slope->last, &slope->after_count);
	int64_t one = chart_side_height(slope->before, slope->before_count);
	int64_t other = chart_side_height(slope->after, slope->after_count);
	height = one > height ? one : height;
	height = other > height ? other : height;
	slope->levels = chart_find_levels(
		canvas, canvas->y + canvas->style->line_height / 2, height);
	place_side(canvas, slope, slope->first, slope->before,
		   slope->before_count);
	place_side(canvas, slope, slope->last, slope->after,
		   slope->after_count);
	canvas->y = slope->levels.bottom + canvas->style->line_height / 2;
}

void chart_draw_slope(struct chart_canvas *canvas)
{
	struct slope slope = { .first = 0 };
	if (!canvas->series_count)
		return;
	slope.last = canvas->series_count - 1;
	find_width(canvas, &slope);
	if (slope.right - slope.left <
	    LEAST_LENGTH * (int64_t)canvas->style->text_size) {
		chart_draw_dots(canvas);
		return;
	}
	if (slope.has_legend)
		add_legend(canvas);
	chart_add_value_title(canvas);
	add_heads(canvas, &slope);
	find_levels(canvas, &slope);
	struct chart_levels levels = slope.levels;
	chart_add_rule(canvas, slope.left, levels.top, slope.left,
		       levels.bottom, canvas->style->grid);
	chart_add_rule(canvas, slope.right, levels.top, slope.right,
		       levels.bottom, canvas->style->grid);
	for (size_t i = 0; i < canvas->row_count; i++)
		add_row(canvas, &slope, i);
	add_dots(canvas, &slope, slope.first, slope.left);
	add_dots(canvas, &slope, slope.last, slope.right);
	add_before(canvas, &slope);
	add_after(canvas, &slope);
	add_notes(canvas);
}
