/* Change over time: a column a row, in the direction of reading, and a line a
 * series. What is hidden leaves a gap in its line, and a note below says where.
 * Where there is no room for that, rows are bars. */
#include "chart/chart_private.h"

struct line_plot {
	struct chart_levels levels;
	int64_t start, width; /* of the columns */
	int64_t step;         /* from one to the next */
	int64_t number_width; /* of the texts after the last column; or 0 */
	bool has_all_numbers; /* of one series, one at each point */
};

static int64_t column_middle(const struct line_plot *plot, size_t row)
{
	return plot->start + plot->step * (int64_t)row + plot->step / 2;
}

static struct chart_font number_font(const struct chart_canvas *canvas)
{
	struct chart_font font = chart_font_small(canvas);
	font.is_bold = true;
	return font;
}

static int64_t number_width(const struct chart_canvas *canvas,
			    const struct chart_cell *cell)
{
	struct chart_font font = number_font(canvas);
	return cell->is_shown ? chart_text_width(canvas, cell->text, &font) : 0;
}

/* ---- The plot ---------------------------------------------------------- */

static int64_t ticks_width(const struct chart_canvas *canvas)
{
	struct chart_font font = chart_font_quiet(canvas);
	int64_t width = 0;
	for (size_t i = 0; i < canvas->chart->tick_count; i++) {
		int64_t own = chart_text_width(
			canvas, canvas->chart->ticks[i].text, &font);
		width = own > width ? own : width;
	}
	return width;
}

/* Whether there is room for a number at every point. */
static bool fits_numbers(const struct chart_canvas *canvas, int64_t step)
{
	if (canvas->series_count != 1)
		return false;
	for (size_t i = 0; i < canvas->row_count; i++)
		if (number_width(canvas, &canvas->chart->rows[i].cells[0]) +
			    canvas->style->gap / 3 >
		    step)
			return false;
	return true;
}

/* Of the numbers at the lines' ends. */
static int64_t end_width(const struct chart_canvas *canvas)
{
	int64_t width = 0;
	for (size_t i = 0; canvas->row_count && i < canvas->series_count; i++) {
		int64_t own = number_width(
			canvas,
			&canvas->chart->rows[canvas->row_count - 1].cells[i]);
		width = own > width ? own : width;
	}
	return width;
}

static struct line_plot find_plot(struct chart_canvas *canvas)
{
	const struct chart_style *style = canvas->style;
	int64_t count = canvas->row_count ? (int64_t)canvas->row_count : 1;
	struct line_plot plot = { .start = ticks_width(canvas) + style->gap };
	plot.width = style->width - plot.start;
	plot.step = plot.width / count;
	plot.has_all_numbers = fits_numbers(canvas, plot.step);
	if (!plot.has_all_numbers) {
		plot.number_width = end_width(canvas);
		plot.width -= plot.number_width + style->gap;
		plot.step = plot.width / count;
	}
	return plot;
}

/* How many ticks have one text, so that texts stand apart. */
static size_t tick_step(const struct chart_canvas *canvas,
			const struct line_plot *plot)
{
	struct chart_font font = chart_font_quiet(canvas);
	const struct chart *chart = canvas->chart;
	int64_t least = INT64_MAX;
	for (size_t i = 1; i < chart->tick_count; i++) {
		int64_t apart =
			chart_level(&plot->levels, chart->ticks[i - 1].value) -
			chart_level(&plot->levels, chart->ticks[i].value);
		least = apart < least ? apart : least;
	}
	if (least < 1 || chart->tick_count < 2)
		return chart->tick_count;
	return (size_t)((font.line_height + least - 1) / least);
}

static void add_levels(struct chart_canvas *canvas,
		       const struct line_plot *plot)
{
	struct chart_font font = chart_font_quiet(canvas);
	const struct chart *chart = canvas->chart;
	int64_t end = plot->start + plot->width;
	size_t step = tick_step(canvas, plot);
	for (size_t i = 0; i < chart->tick_count; i += step) {
		const struct chart_tick *tick = &chart->ticks[i];
		if (tick->value < 0 || tick->value > plot->levels.most)
			continue;
		int64_t y = chart_level(&plot->levels, tick->value);
		chart_add_rule(canvas, plot->start, y, end, y,
			       tick->value ? canvas->style->grid :
					     canvas->style->quiet);
		chart_add_text(canvas, tick->text, &font,
			       plot->start - canvas->style->gap / 2, y,
			       ANCHOR_RIGHT);
	}
}

/* ---- Under the columns ------------------------------------------------- */

struct column_label {
	struct chart_lines lines;
	int64_t middle;
};

/* Wide enough for so many columns, its middle under its own but on the
 * canvas. */
static struct column_label find_label(struct chart_canvas *canvas,
				      const struct line_plot *plot, size_t row,
				      size_t columns)
{
	struct chart_font font = chart_font_small(canvas);
	int64_t width = plot->step * (int64_t)columns - canvas->style->gap / 2;
	struct column_label label = { .middle = column_middle(plot, row) };
	label.lines = chart_wrap(canvas, canvas->chart->rows[row].label, &font,
				 width > 1 ? width : 1);
	int64_t most = canvas->style->width - (label.lines.width + 1) / 2;
	if (label.middle > most)
		label.middle = most;
	if (label.middle < (label.lines.width + 1) / 2)
		label.middle = (label.lines.width + 1) / 2;
	return label;
}

/* Whether the labels of every so many columns stand apart, in few lines of
 * whole words. */
static bool labels_fit(struct chart_canvas *canvas,
		       const struct line_plot *plot, size_t columns)
{
	enum { MOST_LINES = 3 };
	int64_t end = INT64_MIN / 2;
	for (size_t i = 0; i < canvas->row_count; i += columns) {
		struct column_label label =
			find_label(canvas, plot, i, columns);
		if (label.lines.is_torn || label.lines.count > MOST_LINES ||
		    label.middle - label.lines.width / 2 <
			    end + canvas->style->gap / 3)
			return false;
		end = label.middle + (label.lines.width + 1) / 2;
	}
	return true;
}

/* Where there is no room for all, every second has its label, or every third …:
 * as on a time's axis. */
static void add_labels(struct chart_canvas *canvas,
		       const struct line_plot *plot)
{
	struct chart_font font = chart_font_small(canvas);
	size_t columns = 1;
	int64_t height = 0;
	while (columns < canvas->row_count &&
	       !labels_fit(canvas, plot, columns))
		columns++;
	for (size_t i = 0; i < canvas->row_count; i += columns) {
		struct column_label label =
			find_label(canvas, plot, i, columns);
		int64_t own = chart_lines_height(&label.lines, &font);
		int64_t x = column_middle(plot, i), y = plot->levels.bottom;
		height = own > height ? own : height;
		chart_add_lines(canvas, &label.lines, &font, label.middle,
				canvas->y, ANCHOR_MIDDLE);
		chart_add_rule(canvas, x, y, x, y + canvas->style->gap / 3,
			       canvas->style->quiet);
	}
	canvas->y += height;
}

/* ---- Lines ------------------------------------------------------------- */

static void add_line(struct chart_canvas *canvas, const struct line_plot *plot,
		     size_t series)
{
	const struct chart_row *rows = canvas->chart->rows;
	bool is_going = false;
	size_t joined = 0;
	for (size_t i = 0; i < canvas->row_count; i++) {
		const struct chart_cell *cell = &rows[i].cells[series];
		int64_t x = column_middle(plot, i);
		if (!cell->is_shown) {
			is_going = false;
			continue;
		}
		int64_t y = chart_level(&plot->levels, chart_value(cell));
		if (is_going) {
			chart_line(canvas, x, y);
			joined++;
		} else if (i + 1 < canvas->row_count &&
			   rows[i + 1].cells[series].is_shown) {
			chart_move(canvas, x, y);
		}
		is_going = true;
	}
	struct drawing_path path = chart_path(canvas);
	if (joined)
		chart_stroke_series(canvas,
				    drawing_add_shape(&canvas->marks, path),
				    series);
}

static void add_dots(struct chart_canvas *canvas, const struct line_plot *plot,
		     size_t series)
{
	const struct chart_style *style = canvas->style;
	int64_t size = style->dot * 3 / 4;
	/* where they would touch, the line must do */
	size = size < plot->step * 9 / 10 ? size : plot->step * 9 / 10;
	if (size < style->dot / 4)
		return;
	for (size_t i = 0; i < canvas->row_count; i++) {
		const struct chart_cell *cell =
			&canvas->chart->rows[i].cells[series];
		if (cell->is_shown)
			chart_add_dot(
				canvas, column_middle(plot, i),
				chart_level(&plot->levels, chart_value(cell)),
				size, series);
	}
}

/* ---- Numbers ----------------------------------------------------------- */

static bool is_higher(const struct chart_canvas *canvas, size_t row,
		      const struct chart_cell *cell)
{
	if (row >= canvas->row_count)
		return true;
	const struct chart_cell *other = &canvas->chart->rows[row].cells[0];
	return !other->is_shown || chart_value(other) > chart_value(cell);
}

/* Over its point; in a valley, under it, where there is room over the axis. */
static void add_number(struct chart_canvas *canvas,
		       const struct line_plot *plot, size_t row)
{
	const struct chart_style *style = canvas->style;
	struct chart_font font = number_font(canvas);
	const struct chart_cell *cell = &canvas->chart->rows[row].cells[0];
	int64_t y = chart_level(&plot->levels, chart_value(cell));
	int64_t x = column_middle(plot, row);
	int64_t away = style->dot / 2 + font.line_height / 2;
	bool is_valley = is_higher(canvas, row + 1, cell) &&
			 is_higher(canvas, row ? row - 1 : SIZE_MAX, cell) &&
			 y + away + font.line_height < plot->levels.bottom;
	int64_t middle = is_valley ? y + away : y - away;
	int64_t width = number_width(canvas, cell);
	if (!width)
		return;
	struct chart_box box = { x - width / 2, middle - font.size / 2, width,
				 font.size };
	chart_add_box(canvas, &box, style->page); /* no line behind a text */
	chart_add_text(canvas, cell->text, &font, x, middle, ANCHOR_MIDDLE);
}

static struct chart_side_label *find_ends(struct chart_canvas *canvas,
					  const struct chart_levels *levels,
					  size_t *count)
{
	struct chart_font font = number_font(canvas);
	struct chart_side_label *labels = ARENA_NEW_ARRAY(
		canvas->arena, canvas->series_count, struct chart_side_label);
	*count = 0;
	for (size_t i = 0; canvas->row_count && i < canvas->series_count; i++) {
		const struct chart_cell *cell =
			&canvas->chart->rows[canvas->row_count - 1].cells[i];
		if (!number_width(canvas, cell))
			continue;
		labels[(*count)++] = (struct chart_side_label){
			.index = i,
			.wanted = chart_level(levels, chart_value(cell)),
			.height = font.line_height,
		};
	}
	return labels;
}

/* Beside the lines' ends. */
static void add_ends(struct chart_canvas *canvas, const struct line_plot *plot)
{
	struct chart_font font = number_font(canvas);
	const struct chart_row *last =
		&canvas->chart->rows[canvas->row_count - 1];
	size_t count;
	struct chart_side_label *labels =
		find_ends(canvas, &plot->levels, &count);
	int64_t line = canvas->style->line_height / 2;
	int64_t from = column_middle(plot, canvas->row_count - 1) +
		       canvas->style->dot / 2;
	int64_t start = plot->start + plot->width + canvas->style->gap;
	chart_spread(labels, count, plot->levels.top - line,
		     plot->levels.bottom + line);
	for (size_t i = 0; i < count; i++) {
		chart_add_side_leader(canvas, &labels[i], from,
				      start - canvas->style->gap / 4);
		chart_add_text(canvas, last->cells[labels[i].index].text, &font,
			       start, labels[i].top + labels[i].height / 2,
			       ANCHOR_LEFT);
	}
}

/* ---- The chart --------------------------------------------------------- */

static void add_legend(struct chart_canvas *canvas)
{
	struct chart_key *keys = ARENA_NEW_ARRAY(
		canvas->arena, canvas->series_count, struct chart_key);
	if (canvas->series_count < 2)
		return;
	for (size_t i = 0; i < canvas->series_count; i++)
		keys[i] =
			(struct chart_key){ i, canvas->chart->series[i].label };
	chart_add_legend(canvas, keys, canvas->series_count, chart_key_dot, 0,
			 canvas->style->width);
	canvas->y += canvas->style->gap / 2;
}

static void add_notes(struct chart_canvas *canvas)
{
	struct chart_key *notes = ARENA_NEW_ARRAY(
		canvas->arena, canvas->series_count, struct chart_key);
	size_t count = 0;
	for (size_t i = 0; i < canvas->series_count; i++)
		if (canvas->chart->series[i].note)
			notes[count++] = (struct chart_key){
				i, canvas->chart->series[i].note
			};
	chart_add_hidden_notes(canvas, notes, count);
}

void chart_draw_line(struct chart_canvas *canvas)
{
	enum { LEAST_WIDTH = 4 }; /* [em] */
	const struct chart_style *style = canvas->style;
	struct line_plot plot = find_plot(canvas);
	if (plot.width < LEAST_WIDTH * (int64_t)style->text_size) {
		chart_draw_bars(canvas);
		return;
	}
	add_legend(canvas);
	chart_add_value_title(canvas);
	int64_t height = chart_levels_height(canvas), line = style->line_height;
	int64_t needed =
		(int64_t)(plot.has_all_numbers ? 0 : canvas->series_count) *
		number_font(canvas).line_height;
	/* numbers stand over the highest point */
	plot.levels = chart_find_levels(
		canvas, canvas->y + line * (plot.has_all_numbers ? 3 : 2) / 2,
		height > needed ? height : needed);
	canvas->y = plot.levels.bottom;
	add_levels(canvas, &plot);
	canvas->y += line / 2;
	add_labels(canvas, &plot);
	for (size_t i = 0; i < canvas->series_count; i++)
		add_line(canvas, &plot, i);
	for (size_t i = 0; plot.has_all_numbers && i < canvas->row_count; i++)
		add_number(canvas, &plot, i);
	for (size_t i = 0; i < canvas->series_count; i++)
		add_dots(canvas, &plot, i);
	if (!plot.has_all_numbers && canvas->row_count)
		add_ends(canvas, &plot);
	add_notes(canvas);
}
