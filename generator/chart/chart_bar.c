/* Bars: a row's bars one under the other, each with its number at its end. */
#include "chart/chart_private.h"

static int64_t text_width(const struct chart_canvas *canvas,
			  const struct chart_cell *cell)
{
	struct chart_font font = chart_font_value(canvas);
	return chart_text_width(canvas, cell->text, &font);
}

static int64_t length(const struct chart_canvas *canvas,
		      const struct chart_plot *plot,
		      const struct chart_row *row)
{
	int64_t shortest = plot->length;
	for (size_t i = 0; i < canvas->series_count; i++) {
		int64_t value = chart_value(&row->cells[i]);
		if (!value)
			continue;
		int64_t room = plot->length - canvas->style->gap / 2 -
			       text_width(canvas, &row->cells[i]);
		int64_t fitting = room * plot->most / value;
		shortest = fitting < shortest ? fitting : shortest;
	}
	return shortest;
}

/* ---- A bar ------------------------------------------------------------- */

static struct chart_lines hidden_lines(struct chart_canvas *canvas,
				       const struct chart_plot *plot)
{
	struct chart_font font = chart_font_quiet(canvas);
	return chart_wrap(canvas, canvas->chart->hidden, &font,
			  plot->width - canvas->style->gap / 2);
}

static int64_t thickness(const struct chart_canvas *canvas)
{
	const struct chart_style *style = canvas->style;
	/* bars of a row stand close, and each has a line of text */
	if (canvas->series_count > 1 && style->bar < style->line_height)
		return style->line_height;
	return style->bar;
}

/* Little is not none. */
static int64_t end_of(const struct chart_canvas *canvas,
		      const struct chart_plot *plot,
		      const struct chart_cell *cell)
{
	int64_t value = chart_value(cell), end = chart_place(plot, value);
	int64_t least = plot->zero + canvas->style->line;
	return value && end < least ? least : end;
}

enum number_place { AFTER_BAR, ON_BAR, BELOW_BAR };

static enum number_place place_of_number(const struct chart_canvas *canvas,
					 const struct chart_plot *plot,
					 const struct chart_cell *cell)
{
	int64_t gap = canvas->style->gap / 2, width = text_width(canvas, cell);
	int64_t end = end_of(canvas, plot, cell);
	if (end + gap + width <= plot->start + plot->width)
		return AFTER_BAR;
	return end - gap - width < plot->zero + gap ? BELOW_BAR : ON_BAR;
}

static struct chart_callout callout_of(const struct chart_canvas *canvas,
				       const struct chart_plot *plot,
				       const struct chart_cell *cell,
				       size_t series)
{
	int64_t end = end_of(canvas, plot, cell);
	return (struct chart_callout){ cell->text, series,
				       (plot->zero + end) / 2 };
}

static int64_t bar_height(const struct chart_canvas *canvas)
{
	int64_t bar = thickness(canvas);
	return bar > canvas->style->line_height ? bar :
						  canvas->style->line_height;
}

static int64_t cell_height(struct chart_canvas *canvas,
			   const struct chart_plot *plot,
			   const struct chart_cell *cell)
{
	struct chart_font font = chart_font_quiet(canvas);
	int64_t bar = thickness(canvas), words;
	if (cell->is_shown) {
		struct chart_callout below = callout_of(canvas, plot, cell, 0);
		bool is_below =
			place_of_number(canvas, plot, cell) == BELOW_BAR;
		return bar_height(canvas) +
		       chart_callouts_height(canvas, plot, &below, is_below);
	}
	struct chart_lines lines = hidden_lines(canvas, plot);
	words = chart_lines_height(&lines, &font);
	return words > bar ? words : bar;
}

/* After the bar, or on its end where the bar reaches too far for that; below
 * it where it is also too short for that. */
static void add_number(struct chart_canvas *canvas,
		       const struct chart_plot *plot,
		       const struct chart_cell *cell, size_t series,
		       int64_t end, int64_t middle)
{
	struct chart_font font = chart_font_value(canvas);
	int64_t gap = canvas->style->gap / 2, width = text_width(canvas, cell);
	int64_t line = canvas->style->line;
	struct chart_callout below = callout_of(canvas, plot, cell, series);
	switch (place_of_number(canvas, plot, cell)) {
	case AFTER_BAR:
		chart_add_text(canvas, cell->text, &font, end + gap, middle,
			       ANCHOR_LEFT);
		return;
	case BELOW_BAR:
		chart_add_callouts(canvas, plot, &below, 1,
				   middle + bar_height(canvas) / 2,
				   chart_key_bar);
		return;
	case ON_BAR:
		break;
	}
	struct drawing_colour ground =
		chart_ground(canvas->style, chart_series_fill(canvas, series));
	struct chart_box box = { end - 2 * gap - width + line,
				 middle - thickness(canvas) / 2 + line,
				 2 * gap + width - 2 * line,
				 thickness(canvas) - 2 * line };
	chart_add_box(canvas, &box, ground); /* no pattern under a text */
	font.colour = chart_colour_on(canvas->style, ground);
	chart_add_text(canvas, cell->text, &font, end - gap, middle,
		       ANCHOR_RIGHT);
}

static void add_bar(struct chart_canvas *canvas, const struct chart_plot *plot,
		    const struct chart_cell *cell, size_t series, int64_t top)
{
	int64_t bar = thickness(canvas), middle = top + bar_height(canvas) / 2;
	int64_t value = chart_value(cell), end = end_of(canvas, plot, cell);
	struct chart_box box = { plot->zero, middle - bar / 2, end - plot->zero,
				 bar };
	if (canvas->series_count > 1)
		box.height -= canvas->style->segment_gap;
	if (value)
		chart_add_bar(canvas, &box, series);
	add_number(canvas, plot, cell, series, end, middle);
}

/* ---- A row ------------------------------------------------------------- */

static int64_t height(struct chart_canvas *canvas,
		      const struct chart_plot *plot,
		      const struct chart_row *row)
{
	int64_t sum = 0;
	for (size_t i = 0; i < canvas->series_count; i++)
		sum += cell_height(canvas, plot, &row->cells[i]);
	return sum;
}

static void draw(struct chart_canvas *canvas, const struct chart_plot *plot,
		 const struct chart_row *row, int64_t top)
{
	struct chart_font font = chart_font_quiet(canvas);
	for (size_t i = 0; i < canvas->series_count; i++) {
		const struct chart_cell *cell = &row->cells[i];
		int64_t own = cell_height(canvas, plot, cell);
		if (cell->is_shown) {
			add_bar(canvas, plot, cell, i, top);
		} else {
			struct chart_lines lines = hidden_lines(canvas, plot);
			int64_t words = chart_lines_height(&lines, &font);
			chart_add_lines(canvas, &lines, &font,
					plot->zero + canvas->style->gap / 2,
					top + (own - words) / 2, ANCHOR_LEFT);
		}
		top += own;
	}
}

void chart_draw_bars(struct chart_canvas *canvas)
{
	struct chart_rows kind = { .most = chart_row_most,
				   .length = length,
				   .height = height,
				   .draw = draw,
				   .key = chart_key_bar,
				   .has_baseline = true };
	chart_draw_rows(canvas, &kind);
}
