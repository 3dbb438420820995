/* Charts: what all kinds begin and end with. */
#include "chart/chart_private.h"

#include <assert.h>
#include <unicode/ubrk.h>

/* ---- Style ------------------------------------------------------------- */

/* Parts of the size of labels, in thousandths. */
static int32_t part(int32_t text_size, int32_t thousandths)
{
	int64_t length = (int64_t)text_size * thousandths / 1000;
	return length > 0 ? (int32_t)length : 1;
}

struct chart_style chart_style_default(int32_t width, int32_t text_size)
{
	return (struct chart_style){
		.width = width,
		.text_size = text_size,
		.small_size = part(text_size, 880),
		.least_size = part(text_size, 780),
		.line_height = part(text_size, 1350),
		.bar = part(text_size, 1300),
		.row_gap = part(text_size, 500),
		.gap = part(text_size, 700),
		.segment_gap = part(text_size, 150),
		.dot = part(text_size, 900),
		.line = part(text_size, 80),
		.ink = { 0x1D, 0x2A, 0x33 },
		.quiet = { 0x4A, 0x58, 0x63 },
		.grid = { 0xD5, 0xDC, 0xDF },
		.page = { 0xFF, 0xFF, 0xFF },
		.series = { { 0x0B, 0x55, 0x63 },
			    { 0xC2, 0x41, 0x0C },
			    { 0xBF, 0x8A, 0x1E },
			    { 0x5B, 0x3A, 0x7A },
			    { 0x4F, 0x73, 0x1F },
			    { 0x2B, 0x6C, 0xB0 } },
		.colour_count = CHART_MOST_COLOURS,
		.shades = { { 0xE6, 0xF1, 0xF2 },
			    { 0xB7, 0xD9, 0xDD },
			    { 0x7C, 0xB6, 0xBE },
			    { 0x2A, 0x7C, 0x8A },
			    { 0x07, 0x46, 0x53 } },
	};
}

/* ---- Drawing ----------------------------------------------------------- */

static size_t at_most(size_t count, size_t most)
{
	return count < most ? count : most;
}

static void begin(struct chart_canvas *canvas)
{
	struct drawing_builder *root = &canvas->texts;
	canvas->drawing =
		drawing_new(canvas->arena, canvas->style->width, 1, root);
	drawing_add_group(root, &canvas->grid);
	/* contrasts rely on the page's colour, whatever the chart stands on */
	canvas->ground = drawing_add_shape(
		&canvas->grid, (struct drawing_path){ .verb_count = 0 });
	chart_fill(canvas->ground, canvas->style->page);
	drawing_add_group(root, &canvas->marks);
	canvas->row_count = at_most(canvas->chart->row_count, CHART_MOST_ROWS);
	canvas->series_count =
		at_most(canvas->chart->series_count, CHART_MOST_SERIES);
	canvas->is_mirrored = canvas->chart->is_right_to_left;
}

static void end(struct chart_canvas *canvas)
{
	struct drawing *drawing = canvas->drawing;
	int64_t height = canvas->y > 1 ? canvas->y : 1;
	drawing->height =
		height < DRAWING_MOST / 2 ? (int32_t)height : DRAWING_MOST / 2;
	drawing->natural_height = (uint32_t)drawing->height;
	struct chart_box all = { 0, 0, drawing->width, drawing->height };
	canvas->ground->path = chart_box_path(canvas, &all);
	drawing_finish(drawing);
	if (canvas->lines)
		ubrk_close(canvas->lines);
	if (canvas->clusters)
		ubrk_close(canvas->clusters);
}

struct drawing *chart_draw(struct arena *arena, const struct chart *chart,
			   const struct chart_style *style,
			   const struct chart_measure *measure)
{
	static void (*const kinds[])(struct chart_canvas *) = {
		[CHART_BAR] = chart_draw_bars,
		[CHART_STACKED] = chart_draw_stacked,
		[CHART_DOTS] = chart_draw_dots,
		[CHART_PEOPLE] = chart_draw_people,
		[CHART_LINE] = chart_draw_line,
		[CHART_SLOPE] = chart_draw_slope,
		[CHART_MAP] = chart_draw_map,
	};
	struct chart_canvas canvas = { .arena = arena,
				       .chart = chart,
				       .style = style,
				       .measure = measure };
	assert(style->width > 0 && style->text_size > 0 && style->colour_count);
	begin(&canvas);
	kinds[chart->kind](&canvas);
	end(&canvas);
	return canvas.drawing;
}
