/* What charts are made of: boxes, rules, patterns, dots. */
#include "chart/chart_private.h"

/* ---- The canvas -------------------------------------------------------- */

/* Drawings reach so far. Half of it, so that what begins within also ends
 * within. */
static int32_t within(int64_t value)
{
	int64_t most = DRAWING_MOST / 2;
	return (int32_t)(value > most ? most : value < -most ? -most : value);
}

static int32_t mirrored(const struct chart_canvas *canvas, int64_t x)
{
	return within(canvas->is_mirrored ? canvas->style->width - x : x);
}

void chart_move(struct chart_canvas *canvas, int64_t x, int64_t y)
{
	drawing_move(&canvas->pen, mirrored(canvas, x), within(y));
}

void chart_line(struct chart_canvas *canvas, int64_t x, int64_t y)
{
	drawing_line(&canvas->pen, mirrored(canvas, x), within(y));
}

struct drawing_path chart_path(struct chart_canvas *canvas)
{
	return drawing_pen_finish(&canvas->pen, canvas->arena);
}

void chart_fill(struct drawing_shape *shape, struct drawing_colour colour)
{
	shape->fill.kind = PAINT_COLOUR;
	shape->fill.colour = colour;
}

void chart_stroke(struct drawing_shape *shape, struct drawing_colour colour,
		  int64_t width)
{
	shape->stroke.paint.kind = PAINT_COLOUR;
	shape->stroke.paint.colour = colour;
	shape->stroke.width = width > 0 ? within(width) : 1;
}

/* ---- Boxes and rules --------------------------------------------------- */

struct drawing_path chart_box_path(struct chart_canvas *canvas,
				   const struct chart_box *box)
{
	chart_move(canvas, box->x, box->y);
	chart_line(canvas, box->x + box->width, box->y);
	chart_line(canvas, box->x + box->width, box->y + box->height);
	chart_line(canvas, box->x, box->y + box->height);
	drawing_close(&canvas->pen);
	return chart_path(canvas);
}

struct drawing_shape *chart_add_box(struct chart_canvas *canvas,
				    const struct chart_box *box,
				    struct drawing_colour fill)
{
	struct drawing_shape *shape =
		drawing_add_shape(&canvas->marks, chart_box_path(canvas, box));
	chart_fill(shape, fill);
	return shape;
}

void chart_add_rule(struct chart_canvas *canvas, int64_t x1, int64_t y1,
		    int64_t x2, int64_t y2, struct drawing_colour colour)
{
	chart_move(canvas, x1, y1);
	chart_line(canvas, x2, y2);
	chart_stroke(drawing_add_shape(&canvas->grid, chart_path(canvas)),
		     colour, canvas->style->line);
}

/* ---- Patterns ---------------------------------------------------------- */

enum pattern {
	PATTERN_PLAIN,
	PATTERN_RISING,
	PATTERN_DOTS,
	PATTERN_LEVEL,
	PATTERN_FALLING,
	PATTERN_CROSSED,
	PATTERN_COUNT,
};

/* Another pattern for each series, also where colours come again. */
static enum pattern pattern_of(const struct chart_canvas *canvas, size_t series)
{
	size_t colours = canvas->style->colour_count;
	size_t again = colours % PATTERN_COUNT ? 0 : series / colours;
	return (enum pattern)((series + again) % PATTERN_COUNT);
}

struct drawing_colour chart_series_colour(const struct chart_canvas *canvas,
					  size_t series)
{
	return canvas->style->series[series % canvas->style->colour_count];
}

/* [percent] of the way from the page to the series' colour. The next series'
 * tint is far from this one's, whatever their hues. */
static int strength_of(const struct chart_canvas *canvas, size_t series)
{
	static const int strengths[] = { 100, 22, 60 };
	enum { COUNT = sizeof strengths / sizeof *strengths };
	size_t colours = canvas->style->colour_count;
	size_t again = colours % COUNT ? 0 : series / colours;
	return strengths[(series + again) % COUNT];
}

static uint8_t mixed(uint8_t page, uint8_t colour, int percent)
{
	return (uint8_t)((page * (100 - percent) + colour * percent) / 100);
}

static struct drawing_colour tint(struct drawing_colour page,
				  struct drawing_colour colour, int percent)
{
	return (struct drawing_colour){
		mixed(page.red, colour.red, percent),
		mixed(page.green, colour.green, percent),
		mixed(page.blue, colour.blue, percent),
	};
}

struct drawing_colour chart_series_fill(const struct chart_canvas *canvas,
					size_t series)
{
	enum { STEP = 4, READABLE = 450 };
	const struct chart_style *style = canvas->style;
	struct drawing_colour colour = chart_series_colour(canvas, series);
	int percent = strength_of(canvas, series);
	struct drawing_colour fill = tint(style->page, colour, percent);
	while (percent > STEP &&
	       chart_contrast(chart_colour_on(style, fill), fill) < READABLE) {
		percent -= STEP;
		fill = tint(style->page, colour, percent);
	}
	return fill;
}

/* Whether tints alone would not tell neighbours apart, as in a theme of one
 * colour. */
static bool has_alike_fills(const struct chart_canvas *canvas)
{
	enum { APART = 120 };
	for (size_t i = 1; i < canvas->series_count; i++)
		if (chart_contrast(chart_series_fill(canvas, i - 1),
				   chart_series_fill(canvas, i)) < APART)
			return true;
	return false;
}

static void draw_slanted(struct chart_canvas *canvas,
			 const struct chart_box *box, int64_t step,
			 bool is_rising)
{
	int64_t height = box->height, bottom = box->y + height;
	for (int64_t x = box->x - height + step / 2; x < box->x + box->width;
	     x += step) {
		chart_move(canvas, x, is_rising ? bottom : box->y);
		chart_line(canvas, x + height, is_rising ? box->y : bottom);
	}
}

static void draw_level(struct chart_canvas *canvas, const struct chart_box *box,
		       int64_t step)
{
	for (int64_t y = box->y + step / 2; y < box->y + box->height;
	     y += step) {
		chart_move(canvas, box->x, y);
		chart_line(canvas, box->x + box->width, y);
	}
}

/* A line without length is a dot where its ends are round (ISO 32000-1,
 * 8.5.3.2; SVG 2, 13.5.4). */
static void draw_dots(struct chart_canvas *canvas, const struct chart_box *box,
		      int64_t step)
{
	bool is_odd = false;
	for (int64_t y = box->y + step / 2; y < box->y + box->height;
	     y += step * 3 / 4, is_odd = !is_odd)
		for (int64_t x = box->x + (is_odd ? step : step / 2);
		     x < box->x + box->width; x += step) {
			chart_move(canvas, x, y);
			chart_line(canvas, x, y);
		}
}

static void draw_pattern(struct chart_canvas *canvas,
			 const struct chart_box *box, enum pattern pattern,
			 int64_t step)
{
	if (pattern == PATTERN_RISING || pattern == PATTERN_CROSSED)
		draw_slanted(canvas, box, step, true);
	if (pattern == PATTERN_FALLING || pattern == PATTERN_CROSSED)
		draw_slanted(canvas, box, step, false);
	if (pattern == PATTERN_LEVEL)
		draw_level(canvas, box, step);
	if (pattern == PATTERN_DOTS)
		draw_dots(canvas, box, step);
}

void chart_add_bar(struct chart_canvas *canvas, const struct chart_box *box,
		   size_t series)
{
	const struct chart_style *style = canvas->style;
	enum pattern pattern = pattern_of(canvas, series);
	struct drawing_colour colour = chart_series_colour(canvas, series);
	struct drawing_colour fill = chart_series_fill(canvas, series);
	struct drawing_builder inner;
	int64_t step = (int64_t)style->text_size * 11 / 20;
	int64_t line = style->line;
	struct chart_box inside = { box->x + line, box->y + line,
				    box->width - 2 * line,
				    box->height - 2 * line };
	chart_add_box(canvas, box, colour);
	if (chart_contrast(colour, fill) > 100 && inside.width > 0 &&
	    inside.height > 0)
		chart_add_box(canvas, &inside, fill);
	/* one step of a pattern is no pattern yet */
	if (pattern == PATTERN_PLAIN || canvas->series_count < 2 || step <= 0 ||
	    box->width < step / 2)
		return;
	struct drawing_path *clip =
		ARENA_NEW(canvas->arena, struct drawing_path);
	*clip = chart_box_path(canvas, box);
	draw_pattern(canvas, box, pattern, step);
	struct drawing_path path = chart_path(canvas);
	if (!path.verb_count)
		return;
	struct drawing_group *group = drawing_add_group(&canvas->marks, &inner);
	group->clip = clip;
	group->is_hatching = !has_alike_fills(canvas);
	struct drawing_shape *lines = drawing_add_shape(&inner, path);
	chart_stroke(lines, chart_colour_on(style, fill),
		     pattern == PATTERN_DOTS ? step * 3 / 10 : step / 8);
	if (pattern == PATTERN_DOTS)
		lines->stroke.cap = CAP_ROUND;
}

/* ---- Dots -------------------------------------------------------------- */

enum { CORNERS_MOST = 4, SHAPE_COUNT = 8 };

/* Corners in hundredths of the radius; none: a circle. All look as large as
 * each other. */
static const struct {
	bool is_outlined;
	unsigned corner_count;
	int8_t corners[CORNERS_MOST][2];
} shapes[SHAPE_COUNT] = {
	{ false, 0, { { 0, 0 } } },
	{ true, 4, { { -88, -88 }, { 88, -88 }, { 88, 88 }, { -88, 88 } } },
	{ false, 3, { { 0, -115 }, { 115, 85 }, { -115, 85 } } },
	{ true, 4, { { 0, -120 }, { 120, 0 }, { 0, 120 }, { -120, 0 } } },
	{ false, 4, { { -88, -88 }, { 88, -88 }, { 88, 88 }, { -88, 88 } } },
	{ true, 0, { { 0, 0 } } },
	{ false, 4, { { 0, -120 }, { 120, 0 }, { 0, 120 }, { -120, 0 } } },
	{ true, 3, { { 0, -115 }, { 115, 85 }, { -115, 85 } } },
};

static struct drawing_path dot_path(struct chart_canvas *canvas, int64_t x,
				    int64_t y, size_t shape, int64_t radius)
{
	if (!shapes[shape].corner_count) {
		drawing_circle(&canvas->pen, mirrored(canvas, x), within(y),
			       within(radius));
		return chart_path(canvas);
	}
	for (unsigned i = 0; i < shapes[shape].corner_count; i++) {
		const int8_t *corner = shapes[shape].corners[i];
		int64_t to_x = x + corner[0] * radius / 100;
		int64_t to_y = y + corner[1] * radius / 100;
		if (i)
			chart_line(canvas, to_x, to_y);
		else
			chart_move(canvas, to_x, to_y);
	}
	drawing_close(&canvas->pen);
	return chart_path(canvas);
}

/* A rim in the page's colour keeps it apart from lines and other dots. */
void chart_add_dot(struct chart_canvas *canvas, int64_t x, int64_t y,
		   int64_t diameter, size_t series)
{
	const struct chart_style *style = canvas->style;
	struct drawing_colour colour = chart_series_colour(canvas, series);
	size_t shape = series % SHAPE_COUNT;
	int64_t line = diameter / 6, radius = diameter / 2 - line / 2;
	struct drawing_path path = dot_path(canvas, x, y, shape, radius);
	struct drawing_shape *rim = drawing_add_shape(&canvas->marks, path);
	chart_fill(rim, style->page);
	chart_stroke(rim, style->page, 2 * line);
	struct drawing_shape *dot = drawing_add_shape(&canvas->marks, path);
	chart_fill(dot, shapes[shape].is_outlined ? style->page : colour);
	chart_stroke(dot, colour, line);
}
