/* Stacked bars: a row's segments one after the other, kept apart by gaps and
 * patterns. What is hidden has no segment: those after it move up. */
#include "chart/chart_private.h"

static int64_t most(const struct chart_canvas *canvas,
		    const struct chart_row *row)
{
	int64_t sum = 0;
	for (size_t i = 0; i < canvas->series_count; i++)
		sum += chart_value(&row->cells[i]);
	return sum;
}

static int64_t length(const struct chart_canvas *canvas,
		      const struct chart_plot *plot,
		      const struct chart_row *row)
{
	(void)canvas;
	(void)row;
	return plot->length;
}

static int64_t thickness(const struct chart_canvas *canvas)
{
	const struct chart_style *style = canvas->style;
	return style->bar > style->line_height ? style->bar :
						 style->line_height;
}

static bool has_shown(const struct chart_canvas *canvas,
		      const struct chart_row *row)
{
	for (size_t i = 0; i < canvas->series_count; i++)
		if (row->cells[i].is_shown)
			return true;
	return false;
}

static int64_t height(struct chart_canvas *canvas,
		      const struct chart_plot *plot,
		      const struct chart_row *row)
{
	int64_t bar = has_shown(canvas, row) ? thickness(canvas) : 0;
	int64_t note = chart_note_height(canvas, plot, row);
	return bar + note + (bar && note ? canvas->style->gap / 4 : 0);
}

/* In the middle of its segment, where it fits; else the data beside the chart
 * tell it. */
static void add_number(struct chart_canvas *canvas,
		       const struct chart_box *segment, const char *text,
		       size_t series)
{
	struct chart_font font = chart_font_value(canvas);
	int64_t pad = canvas->style->gap / 3;
	int64_t middle = segment->x + segment->width / 2;
	font.size = canvas->style->small_size;
	int64_t width = chart_text_width(canvas, text, &font);
	if (!width || width + 2 * pad > segment->width)
		return;
	struct drawing_colour ground = chart_ground(
		canvas->style, chart_series_colour(canvas, series));
	struct chart_box box = { middle - width / 2 - pad, segment->y,
				 width + 2 * pad, segment->height };
	chart_add_box(canvas, &box, ground); /* no pattern under a text */
	font.colour = chart_colour_on(canvas->style, ground);
	chart_add_text(canvas, text, &font, middle,
		       segment->y + segment->height / 2, ANCHOR_MIDDLE);
}

static void add_segment(struct chart_canvas *canvas,
			const struct chart_box *place,
			const struct chart_cell *cell, size_t series,
			bool is_first)
{
	int64_t gap = is_first ? 0 : canvas->style->segment_gap;
	struct chart_box box = *place;
	/* what is narrower than its gap is a line all the same */
	if (box.width < gap + canvas->style->line)
		gap = box.width > canvas->style->line ?
			      box.width - canvas->style->line :
			      0;
	box.x += gap;
	box.width -= gap;
	chart_add_bar(canvas, &box, series);
	add_number(canvas, &box, cell->text, series);
}

static void draw(struct chart_canvas *canvas, const struct chart_plot *plot,
		 const struct chart_row *row, int64_t top)
{
	int64_t sum = 0, bar = has_shown(canvas, row) ? thickness(canvas) : 0;
	for (size_t i = 0; i < canvas->series_count; i++) {
		int64_t value = chart_value(&row->cells[i]);
		int64_t x = chart_place(plot, sum);
		struct chart_box box = { x, top,
					 chart_place(plot, sum + value) - x,
					 bar };
		if (value)
			add_segment(canvas, &box, &row->cells[i], i, sum == 0);
		sum += value;
	}
	chart_add_note(canvas, plot, row,
		       top + bar + (bar ? canvas->style->gap / 4 : 0),
		       chart_key_bar);
}

void chart_draw_stacked(struct chart_canvas *canvas)
{
	struct chart_rows kind = { .most = most,
				   .length = length,
				   .height = height,
				   .draw = draw,
				   .key = chart_key_bar,
				   .needs_axis = true,
				   .has_baseline = true };
	chart_draw_rows(canvas, &kind);
}
