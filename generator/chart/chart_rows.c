/* What bars, stacked bars and dots have in common: legend, title, axis, and
 * the rows' labels. */
#include "chart/chart_private.h"

int64_t chart_value(const struct chart_cell *cell)
{
	if (!cell->is_shown || cell->value < 0)
		return 0;
	return cell->value > CHART_MOST_VALUE ? CHART_MOST_VALUE : cell->value;
}

int64_t chart_row_most(const struct chart_canvas *canvas,
		       const struct chart_row *row)
{
	int64_t largest = 0;
	for (size_t i = 0; i < canvas->series_count; i++) {
		int64_t value = chart_value(&row->cells[i]);
		largest = value > largest ? value : largest;
	}
	return largest;
}

int64_t chart_place(const struct chart_plot *plot, int64_t value)
{
	return plot->zero + plot->length * value / plot->most;
}

/* ---- Labels ------------------------------------------------------------ */

/* Beside the marks, labels take up to so much of the width, and so many lines:
 * of more, readers lose the row. Where a little more saves all of them a second
 * line, they take that: one label of two lines makes every row as high. */
enum { MOST_LABEL_PERCENT = 40, MOST_LABEL_PERCENT_IN_ONE_LINE = 46 };
enum { MOST_LINES = 3, MOST_LINES_NARROW = 2 };
enum { NARROW = 36 };    /* [em] a drawing's width */
enum { LEAST_PLOT = 4 }; /* [em] beside labels */

static void wrap_labels(struct chart_canvas *canvas, int64_t width,
			struct chart_lines *labels)
{
	struct chart_font font = chart_font_label(canvas);
	for (size_t i = 0; i < canvas->row_count; i++)
		labels[i] = chart_wrap(canvas, canvas->chart->rows[i].label,
				       &font, width);
}

static bool are_single_lines(const struct chart_lines *labels, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (labels[i].count > 1)
			return false;
	return true;
}

static void wrap_labels_beside(struct chart_canvas *canvas,
			       struct chart_lines *labels)
{
	int64_t width = canvas->style->width;
	wrap_labels(canvas, width * MOST_LABEL_PERCENT_IN_ONE_LINE / 100,
		    labels);
	if (!are_single_lines(labels, canvas->row_count))
		wrap_labels(canvas, width * MOST_LABEL_PERCENT / 100, labels);
}

static int64_t set_labels(struct chart_canvas *canvas, bool *is_above,
			  struct chart_lines *labels)
{
	const struct chart_style *style = canvas->style;
	bool is_narrow = style->width / NARROW < style->text_size;
	size_t most = is_narrow ? MOST_LINES_NARROW : MOST_LINES;
	int64_t width = 0;
	*is_above = false;
	wrap_labels_beside(canvas, labels);
	for (size_t i = 0; i < canvas->row_count; i++) {
		if (labels[i].is_torn || labels[i].count > most)
			*is_above = true;
		if (labels[i].width > width)
			width = labels[i].width;
	}
	if (style->width - width - style->gap <
	    LEAST_PLOT * (int64_t)style->text_size)
		*is_above = true;
	if (*is_above)
		wrap_labels(canvas, style->width, labels);
	return width;
}

/* ---- The axis ---------------------------------------------------------- */

static bool lacks_text(const struct chart_canvas *canvas)
{
	const struct chart *chart = canvas->chart;
	for (size_t i = 0; i < canvas->row_count; i++)
		for (size_t j = 0; j < canvas->series_count; j++) {
			const struct chart_cell *cell =
				&chart->rows[i].cells[j];
			if (cell->is_shown && (!cell->text || !cell->text[0]))
				return true;
		}
	return false;
}

static struct chart_plot find_plot(struct chart_canvas *canvas,
				   const struct chart_rows *kind, bool is_above,
				   int64_t label_width)
{
	const struct chart *chart = canvas->chart;
	struct chart_plot plot = { .is_above = is_above,
				   .label_width = label_width };
	if (!is_above && label_width)
		plot.start = label_width + canvas->style->gap;
	plot.width = canvas->style->width - plot.start;
	plot.zero = plot.start + kind->inset;
	plot.has_axis = chart->tick_count && canvas->row_count &&
			(kind->needs_axis || lacks_text(canvas));
	/* numbers at all bars: the longest takes what room there is */
	bool is_free = chart->tick_count && !plot.has_axis;
	plot.most = chart->most > 1 && !is_free ? chart->most : 1;
	if (plot.most > CHART_MOST_VALUE)
		plot.most = CHART_MOST_VALUE;
	for (size_t i = 0; i < canvas->row_count; i++) {
		int64_t most = kind->most(canvas, &chart->rows[i]);
		plot.most = most > plot.most ? most : plot.most;
	}
	plot.length = plot.width - 2 * kind->inset;
	int64_t length = plot.length, least = plot.length / 3;
	for (size_t i = 0; i < canvas->row_count; i++) {
		int64_t most = kind->length(canvas, &plot, &chart->rows[i]);
		length = most < length ? most : length;
	}
	plot.length = length > least ? length : least;
	return plot;
}

/* A tick's text: in the middle of its line, but on the canvas. */
static int64_t tick_start(const struct chart_canvas *canvas,
			  const struct chart_plot *plot,
			  const struct chart_tick *tick, int64_t width)
{
	int64_t x = chart_place(plot, tick->value) - width / 2;
	if (x + width > canvas->style->width)
		x = canvas->style->width - width;
	return x < 0 ? 0 : x;
}

static bool is_on_axis(const struct chart_plot *plot,
		       const struct chart_tick *tick)
{
	return tick->value >= 0 && tick->value <= plot->most;
}

/* Whether the texts of every so many ticks stand apart. */
static bool stand_apart(const struct chart_canvas *canvas,
			const struct chart_plot *plot, size_t step)
{
	struct chart_font font = chart_font_quiet(canvas);
	const struct chart *chart = canvas->chart;
	int64_t end = -canvas->style->width;
	for (size_t i = 0; i < chart->tick_count; i += step) {
		const struct chart_tick *tick = &chart->ticks[i];
		int64_t width = chart_text_width(canvas, tick->text, &font);
		if (!is_on_axis(plot, tick))
			continue;
		int64_t x = tick_start(canvas, plot, tick, width);
		if (x < end + canvas->style->gap)
			return false;
		end = x + width;
	}
	return true;
}

static void add_ticks(struct chart_canvas *canvas,
		      const struct chart_plot *plot)
{
	struct chart_font font = chart_font_quiet(canvas);
	const struct chart *chart = canvas->chart;
	size_t step = 1;
	while (step < chart->tick_count && !stand_apart(canvas, plot, step))
		step++;
	for (size_t i = 0; i < chart->tick_count; i += step) {
		const struct chart_tick *tick = &chart->ticks[i];
		int64_t width = chart_text_width(canvas, tick->text, &font);
		if (!is_on_axis(plot, tick) || width > canvas->style->width)
			continue;
		chart_add_text(canvas, tick->text, &font,
			       tick_start(canvas, plot, tick, width) +
				       width / 2,
			       canvas->y + font.line_height / 2, ANCHOR_MIDDLE);
	}
	canvas->y += font.line_height;
}

/* Behind the marks between two heights. */
static void add_grid(struct chart_canvas *canvas, const struct chart_plot *plot,
		     const struct chart_rows *kind, int64_t top, int64_t bottom)
{
	const struct chart *chart = canvas->chart;
	const struct chart_style *style = canvas->style;
	for (size_t i = 0; plot->has_axis && i < chart->tick_count; i++) {
		const struct chart_tick *tick = &chart->ticks[i];
		if (!is_on_axis(plot, tick) ||
		    (kind->has_baseline && !tick->value))
			continue;
		int64_t x = chart_place(plot, tick->value);
		if (x > style->width - style->line / 2)
			x = style->width - style->line / 2;
		chart_add_rule(canvas, x, top, x, bottom, style->grid);
	}
	if (!kind->has_baseline)
		return;
	/* on the canvas, and not under the bars */
	int64_t x =
		plot->zero - (plot->zero ? style->line / 2 : -style->line / 2);
	chart_add_rule(canvas, x, top, x, bottom, style->quiet);
}

/* ---- Before the rows --------------------------------------------------- */

static void add_series(struct chart_canvas *canvas,
		       const struct chart_rows *kind)
{
	const struct chart *chart = canvas->chart;
	struct chart_key *keys = ARENA_NEW_ARRAY(
		canvas->arena, canvas->series_count, struct chart_key);
	if (canvas->series_count < 2)
		return;
	for (size_t i = 0; i < canvas->series_count; i++)
		keys[i] = (struct chart_key){ i, chart->series[i].label };
	chart_add_legend(canvas, keys, canvas->series_count, kind->key, 0,
			 canvas->style->width);
	canvas->y += canvas->style->gap;
}

static void add_title(struct chart_canvas *canvas, int64_t x)
{
	struct chart_font font = chart_font_quiet(canvas);
	struct chart_lines lines =
		chart_wrap(canvas, canvas->chart->value_title, &font,
			   canvas->style->width - x);
	chart_add_lines(canvas, &lines, &font, x, canvas->y, ANCHOR_LEFT);
	canvas->y += chart_lines_height(&lines, &font);
	if (lines.count)
		canvas->y += canvas->style->gap / 4;
}

void chart_add_value_title(struct chart_canvas *canvas)
{
	add_title(canvas, 0);
}

/* ---- Rows -------------------------------------------------------------- */

/* Rows stand at equal distances, as high as the highest: beside their labels
 * as a whole, below them as to their marks. */
static int64_t find_pitch(struct chart_canvas *canvas,
			  const struct chart_plot *plot,
			  const struct chart_rows *kind,
			  const struct chart_lines *labels)
{
	struct chart_font font = chart_font_label(canvas);
	int64_t pitch = 0;
	for (size_t i = 0; i < canvas->row_count; i++) {
		int64_t words = chart_lines_height(&labels[i], &font);
		int64_t marks =
			kind->height(canvas, plot, &canvas->chart->rows[i]);
		pitch = marks > pitch ? marks : pitch;
		if (!plot->is_above && words > pitch)
			pitch = words;
	}
	return pitch;
}

static void add_row(struct chart_canvas *canvas, const struct chart_plot *plot,
		    const struct chart_rows *kind, const struct chart_row *row,
		    const struct chart_lines *label, int64_t pitch)
{
	struct chart_font font = chart_font_label(canvas);
	int64_t words = chart_lines_height(label, &font), top = canvas->y;
	int64_t marks = kind->height(canvas, plot, row);
	if (plot->is_above) {
		int64_t line = canvas->style->gap / 4;
		chart_add_lines(canvas, label, &font, 0, top, ANCHOR_LEFT);
		top += words;
		kind->draw(canvas, plot, row, top);
		add_grid(canvas, plot, kind, top - line, top + marks + line);
		canvas->y = top + pitch;
		return;
	}
	chart_add_lines(canvas, label, &font, 0, top + (pitch - words) / 2,
			ANCHOR_LEFT);
	kind->draw(canvas, plot, row, top + (pitch - marks) / 2);
	canvas->y = top + pitch;
}

void chart_draw_rows(struct chart_canvas *canvas, const struct chart_rows *kind)
{
	const struct chart *chart = canvas->chart;
	const struct chart_style *style = canvas->style;
	struct chart_lines *labels = ARENA_NEW_ARRAY(
		canvas->arena, canvas->row_count, struct chart_lines);
	bool is_above;
	int64_t label_width = set_labels(canvas, &is_above, labels);
	struct chart_plot plot = find_plot(canvas, kind, is_above, label_width);
	add_series(canvas, kind);
	bool is_narrow = plot.width < style->width / 2;
	add_title(canvas, is_narrow ? 0 : plot.start);
	if (plot.has_axis)
		add_ticks(canvas, &plot);
	int64_t edge = style->row_gap / 2;
	int64_t top = canvas->y;
	canvas->y += is_above ? style->gap / 2 : edge;
	int64_t pitch = find_pitch(canvas, &plot, kind, labels);
	for (size_t i = 0; i < canvas->row_count; i++) {
		if (i)
			canvas->y += style->row_gap * (is_above ? 4 : 3) / 3;
		add_row(canvas, &plot, kind, &chart->rows[i], &labels[i],
			pitch);
	}
	canvas->y += edge;
	if (!is_above && canvas->row_count)
		add_grid(canvas, &plot, kind, top, canvas->y);
}
