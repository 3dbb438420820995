/* Parts of ten people: a row of ten figures a row, as many filled as of ten
 * people, and how many these are in words. */
#include "chart/chart_private.h"

enum { FIGURES = 10 };

/* [thousandths of the labels' size] */
enum { MOST_FIGURE = 2000, FIGURE_HEIGHT = 2400 };

struct row_of_ten {
	int64_t step, width, height; /* of a figure; from one to the next */
	struct chart_lines label, value;
	int64_t value_x;
	bool is_value_below;
};

/* How many of ten are nearest. */
static int filled_of(const struct chart_canvas *canvas,
		     const struct chart_cell *cell)
{
	int64_t most = canvas->chart->most > 1 ? canvas->chart->most : 1;
	int64_t count = (chart_value(cell) * FIGURES + most / 2) / most;
	return (int)(count < FIGURES ? count : FIGURES);
}

static const char *value_of(const struct chart_canvas *canvas,
			    const struct chart_row *row)
{
	if (!canvas->series_count)
		return NULL;
	return row->cells[0].is_shown ? row->cells[0].text :
					canvas->chart->hidden;
}

static struct row_of_ten find_row(struct chart_canvas *canvas,
				  const struct chart_row *row)
{
	const struct chart_style *style = canvas->style;
	struct chart_font label = chart_font_label(canvas);
	struct chart_font value = chart_font_value(canvas);
	int64_t most = (int64_t)style->text_size * MOST_FIGURE / 1000;
	struct row_of_ten ten = { .step = style->width / FIGURES };
	ten.step = ten.step < most ? ten.step : most;
	ten.width = ten.step - style->segment_gap;
	ten.height = ten.step * FIGURE_HEIGHT / MOST_FIGURE;
	ten.label = chart_wrap(canvas, row->label, &label, style->width);
	ten.value_x = FIGURES * ten.step + style->gap / 2;
	int64_t room = style->width - ten.value_x;
	const char *words = value_of(canvas, row);
	ten.is_value_below = chart_text_width(canvas, words, &value) > room;
	if (ten.is_value_below)
		ten.value_x = 0;
	ten.value = chart_wrap(canvas, words, &value,
			       ten.is_value_below ? style->width : room);
	return ten;
}

static bool has_figures(const struct chart_canvas *canvas,
			const struct chart_row *row,
			const struct row_of_ten *ten)
{
	return canvas->series_count && row->cells[0].is_shown &&
	       ten->width > 2 * (int64_t)canvas->style->line;
}

/* Shoulders, and legs side by side. */
static struct drawing_path body_path(struct chart_canvas *canvas, int64_t x,
				     int64_t top, int64_t width, int64_t height)
{
	int64_t slope = width / 5, hip = height * 11 / 20, leg = width / 4;
	chart_move(canvas, x + slope, top);
	chart_line(canvas, x + width - slope, top);
	chart_line(canvas, x + width, top + slope);
	chart_line(canvas, x + width, top + hip);
	chart_line(canvas, x + width - leg, top + hip);
	chart_line(canvas, x + width - leg, top + height);
	chart_line(canvas, x + leg, top + height);
	chart_line(canvas, x + leg, top + hip);
	chart_line(canvas, x, top + hip);
	chart_line(canvas, x, top + slope);
	drawing_close(&canvas->pen);
	return chart_path(canvas);
}

static void paint(struct chart_canvas *canvas, struct drawing_path path,
		  bool is_filled)
{
	const struct chart_style *style = canvas->style;
	struct drawing_shape *shape = drawing_add_shape(&canvas->marks, path);
	chart_fill(shape, is_filled ? style->series[0] : style->page);
	chart_stroke(shape, is_filled ? style->series[0] : style->quiet,
		     style->line);
}

static void add_figure(struct chart_canvas *canvas, int64_t x, int64_t top,
		       const struct row_of_ten *ten, bool is_filled)
{
	int64_t line = canvas->style->line, width = ten->width * 3 / 4;
	int64_t head = ten->height * 3 / 10,
		left = x + (ten->width - width) / 2;
	int64_t radius = head / 2 - line;
	int64_t middle = x + ten->width / 2;
	radius = radius > 0 ? radius : 1;
	drawing_circle(&canvas->pen,
		       (int32_t)(canvas->is_mirrored ?
					 canvas->style->width - middle :
					 middle),
		       (int32_t)(top + line + radius), (int32_t)radius);
	paint(canvas, chart_path(canvas), is_filled);
	paint(canvas,
	      body_path(canvas, left, top + head, width,
			ten->height - head - line),
	      is_filled);
}

static void add_row(struct chart_canvas *canvas, const struct chart_row *row)
{
	struct row_of_ten ten = find_row(canvas, row);
	struct chart_font label = chart_font_label(canvas);
	struct chart_font value = chart_font_value(canvas);
	int64_t gap = canvas->style->gap / 3;
	int64_t words = chart_lines_height(&ten.value, &value);
	if (canvas->y > DRAWING_MOST / 4)
		return;
	chart_add_lines(canvas, &ten.label, &label, 0, canvas->y, ANCHOR_LEFT);
	canvas->y += chart_lines_height(&ten.label, &label) + gap;
	if (!has_figures(canvas, row, &ten)) {
		chart_add_lines(canvas, &ten.value, &value, ten.value_x,
				canvas->y, ANCHOR_LEFT);
		canvas->y += words;
		return;
	}
	int filled = filled_of(canvas, &row->cells[0]);
	for (int i = 0; i < FIGURES; i++)
		add_figure(canvas, i * ten.step, canvas->y, &ten, i < filled);
	int64_t beside = canvas->y + (ten.height - words) / 2;
	bool is_beside = !ten.is_value_below && words <= ten.height;
	canvas->y += ten.height;
	chart_add_lines(canvas, &ten.value, &value, is_beside ? ten.value_x : 0,
			is_beside ? beside : canvas->y + gap, ANCHOR_LEFT);
	if (!is_beside)
		canvas->y += gap + words;
}

void chart_draw_people(struct chart_canvas *canvas)
{
	for (size_t i = 0; i < canvas->row_count; i++) {
		if (i)
			canvas->y += canvas->style->row_gap * 3 / 2;
		add_row(canvas, &canvas->chart->rows[i]);
	}
}
