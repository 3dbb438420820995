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

/* A row's segments from the axis on, and the numbers that they have no room
 * for. */
struct segments {
	struct chart_box boxes[CHART_MOST_SERIES]; /* none: no width */
	struct chart_callout callouts[CHART_MOST_SERIES];
	size_t callout_count;
};

static int64_t number_pad(const struct chart_canvas *canvas)
{
	return canvas->style->gap / 3;
}

static int64_t number_width(const struct chart_canvas *canvas, const char *text)
{
	struct chart_font font = chart_font_value(canvas);
	font.size = canvas->style->small_size;
	return chart_text_width(canvas, text, &font);
}

static bool has_room(const struct chart_canvas *canvas,
		     const struct chart_box *segment, const char *text)
{
	return number_width(canvas, text) + 2 * number_pad(canvas) <=
	       segment->width;
}

/* What is narrower than its gap is a line all the same. */
static struct chart_box without_gap(const struct chart_canvas *canvas,
				    struct chart_box box)
{
	int64_t gap = canvas->style->segment_gap, line = canvas->style->line;
	if (box.width < gap + line)
		gap = box.width > line ? box.width - line : 0;
	box.x += gap;
	box.width -= gap;
	return box;
}

static struct segments find_segments(const struct chart_canvas *canvas,
				     const struct chart_plot *plot,
				     const struct chart_row *row, int64_t top)
{
	struct segments segments = { .callout_count = 0 };
	int64_t sum = 0;
	for (size_t i = 0; i < canvas->series_count; i++) {
		const struct chart_cell *cell = &row->cells[i];
		int64_t value = chart_value(cell);
		int64_t x = chart_place(plot, sum);
		struct chart_box box = { x, top,
					 chart_place(plot, sum + value) - x,
					 thickness(canvas) };
		if (sum)
			box = without_gap(canvas, box);
		if (value)
			segments.boxes[i] = box;
		if (cell->is_shown &&
		    !(value && has_room(canvas, &box, cell->text)))
			segments.callouts[segments.callout_count++] =
				(struct chart_callout){ cell->text, i,
							box.x + box.width / 2 };
		sum += value;
	}
	return segments;
}

static int64_t height(struct chart_canvas *canvas,
		      const struct chart_plot *plot,
		      const struct chart_row *row)
{
	struct segments segments = find_segments(canvas, plot, row, 0);
	int64_t bar = has_shown(canvas, row) ? thickness(canvas) : 0;
	int64_t note = chart_note_height(canvas, plot, row);
	return bar +
	       chart_callouts_height(canvas, plot, segments.callouts,
				     segments.callout_count) +
	       note + (bar && note ? canvas->style->gap / 4 : 0);
}

/* In the middle of its segment, where it fits. */
static void add_number(struct chart_canvas *canvas,
		       const struct chart_box *segment, const char *text,
		       size_t series)
{
	struct chart_font font = chart_font_value(canvas);
	int64_t pad = number_pad(canvas), width = number_width(canvas, text);
	int64_t middle = segment->x + segment->width / 2;
	font.size = canvas->style->small_size;
	if (!width || !has_room(canvas, segment, text))
		return;
	struct drawing_colour ground =
		chart_ground(canvas->style, chart_series_fill(canvas, series));
	int64_t line = canvas->style->line;
	struct chart_box box = { middle - width / 2 - pad, segment->y + line,
				 width + 2 * pad, segment->height - 2 * line };
	chart_add_box(canvas, &box, ground); /* no pattern under a text */
	font.colour = chart_colour_on(canvas->style, ground);
	chart_add_text(canvas, text, &font, middle,
		       segment->y + segment->height / 2, ANCHOR_MIDDLE);
}

static void draw(struct chart_canvas *canvas, const struct chart_plot *plot,
		 const struct chart_row *row, int64_t top)
{
	struct segments segments = find_segments(canvas, plot, row, top);
	int64_t bar = has_shown(canvas, row) ? thickness(canvas) : 0;
	for (size_t i = 0; i < canvas->series_count; i++) {
		if (!segments.boxes[i].width)
			continue;
		chart_add_bar(canvas, &segments.boxes[i], i);
		add_number(canvas, &segments.boxes[i], row->cells[i].text, i);
	}
	top += bar;
	chart_add_callouts(canvas, plot, segments.callouts,
			   segments.callout_count, top, chart_key_bar);
	top += chart_callouts_height(canvas, plot, segments.callouts,
				     segments.callout_count);
	chart_add_note(canvas, plot, row,
		       top + (bar ? canvas->style->gap / 4 : 0), chart_key_bar);
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
