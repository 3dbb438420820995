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

static int64_t cell_height(struct chart_canvas *canvas,
			   const struct chart_plot *plot,
			   const struct chart_cell *cell)
{
	struct chart_font font = chart_font_quiet(canvas);
	int64_t bar = thickness(canvas), words;
	if (cell->is_shown)
		return bar > canvas->style->line_height ?
			       bar :
			       canvas->style->line_height;
	struct chart_lines lines = hidden_lines(canvas, plot);
	words = chart_lines_height(&lines, &font);
	return words > bar ? words : bar;
}

/* After the bar, or on its end where the bar reaches too far for that. Where
 * it is also too short for that, the data beside the chart tell the number. */
static void add_number(struct chart_canvas *canvas,
		       const struct chart_plot *plot,
		       const struct chart_cell *cell, size_t series,
		       int64_t end, int64_t middle)
{
	struct chart_font font = chart_font_value(canvas);
	int64_t gap = canvas->style->gap / 2, width = text_width(canvas, cell);
	if (end + gap + width <= plot->start + plot->width) {
		chart_add_text(canvas, cell->text, &font, end + gap, middle,
			       ANCHOR_LEFT);
		return;
	}
	if (end - gap - width < plot->zero + gap)
		return;
	struct drawing_colour ground = chart_ground(
		canvas->style, chart_series_colour(canvas, series));
	struct chart_box box = { end - 2 * gap - width,
				 middle - thickness(canvas) / 2,
				 2 * gap + width, thickness(canvas) };
	chart_add_box(canvas, &box, ground); /* no pattern under a text */
	font.colour = chart_colour_on(canvas->style, ground);
	chart_add_text(canvas, cell->text, &font, end - gap, middle,
		       ANCHOR_RIGHT);
}

static void add_bar(struct chart_canvas *canvas, const struct chart_plot *plot,
		    const struct chart_cell *cell, size_t series, int64_t top,
		    int64_t height)
{
	int64_t bar = thickness(canvas), middle = top + height / 2;
	int64_t value = chart_value(cell), end = chart_place(plot, value);
	if (value && end < plot->zero + canvas->style->line)
		end = plot->zero + canvas->style->line; /* little is not none */
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
			add_bar(canvas, plot, cell, i, top, own);
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
