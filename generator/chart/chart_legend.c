/* Keys and their words: legends, and notes of what is hidden. */
#include "chart/chart_private.h"

int64_t chart_key_size(const struct chart_canvas *canvas)
{
	return canvas->style->dot;
}

void chart_key_bar(struct chart_canvas *canvas, size_t index,
		   const struct chart_box *box)
{
	chart_add_bar(canvas, box, index);
}

void chart_key_dot(struct chart_canvas *canvas, size_t index,
		   const struct chart_box *box)
{
	chart_add_dot(canvas, box->x + box->width / 2, box->y + box->height / 2,
		      box->height, index);
}

static int64_t key_width(const struct chart_canvas *canvas, chart_key_fn *draw)
{
	int64_t size = chart_key_size(canvas);
	/* a pattern needs room to be seen; tiles and dots are square */
	int64_t wide = size * 9 / 5;
	int64_t most = canvas->style->width / 4; /* words come first */
	if (draw != chart_key_bar)
		return size;
	return wide < most || most < 1 ? wide : most;
}

/* At a percentage of its size. */
static void add_key(struct chart_canvas *canvas, size_t index,
		    chart_key_fn *draw, int64_t x, int64_t middle,
		    int64_t percent)
{
	int64_t height = chart_key_size(canvas) * percent / 100;
	struct chart_box box = { x, middle - height / 2,
				 key_width(canvas, draw) * percent / 100,
				 height };
	draw(canvas, index, &box);
}

void chart_add_legend(struct chart_canvas *canvas, const struct chart_key *keys,
		      size_t count, chart_key_fn *draw, int64_t x,
		      int64_t width)
{
	struct chart_font font = chart_font_small(canvas);
	int64_t before = key_width(canvas, draw) + canvas->style->gap / 2;
	int64_t between = 2 * (int64_t)canvas->style->gap, at = 0, height = 0;
	for (size_t i = 0; i < count; i++) {
		struct chart_lines lines =
			chart_wrap(canvas, keys[i].text, &font, width - before);
		int64_t needed = before + lines.width;
		int64_t own = chart_lines_height(&lines, &font);
		if (at && at + needed > width) {
			canvas->y += height;
			at = height = 0;
		}
		add_key(canvas, keys[i].index, draw, x + at,
			canvas->y + font.line_height / 2, 100);
		chart_add_lines(canvas, &lines, &font, x + at + before,
				canvas->y, ANCHOR_LEFT);
		at += needed + between;
		own = own > font.line_height ? own : font.line_height;
		height = own > height ? own : height;
	}
	canvas->y += height;
}

/* ---- Notes ------------------------------------------------------------- */

int64_t chart_note_key_width(const struct chart_canvas *canvas,
			     chart_key_fn *draw)
{
	return key_width(canvas, draw) * CHART_NOTE_KEY / 100;
}

void chart_add_note_key(struct chart_canvas *canvas, size_t index,
			chart_key_fn *draw, int64_t x, int64_t middle)
{
	add_key(canvas, index, draw, x, middle, CHART_NOTE_KEY);
}

/* The axis' lines end at a note's keys. */
struct note {
	size_t hidden; /* series */
	bool has_keys;
	struct chart_lines lines;
};

static struct note find_note(struct chart_canvas *canvas,
			     const struct chart_plot *plot,
			     const struct chart_row *row, chart_key_fn *draw)
{
	struct note note = { .hidden = 0 };
	struct chart_font font = chart_font_quiet(canvas);
	int64_t gap = canvas->style->gap / 2, keys;
	for (size_t i = 0; i < canvas->series_count; i++)
		note.hidden += !row->cells[i].is_shown;
	if (!note.hidden)
		return note;
	keys = (int64_t)note.hidden *
	       (chart_note_key_width(canvas, draw) + gap);
	/* where all is hidden, or there are too many, words must do */
	note.has_keys =
		note.hidden < canvas->series_count && keys < plot->width / 2;
	note.lines = chart_wrap(canvas, canvas->chart->hidden, &font,
				plot->width - gap - (note.has_keys ? keys : 0));
	return note;
}

int64_t chart_note_height(struct chart_canvas *canvas,
			  const struct chart_plot *plot,
			  const struct chart_row *row)
{
	struct chart_font font = chart_font_quiet(canvas);
	struct note note = find_note(canvas, plot, row, chart_key_bar);
	int64_t height = chart_lines_height(&note.lines, &font);
	return note.hidden && height < font.line_height ? font.line_height :
							  height;
}

void chart_add_note(struct chart_canvas *canvas, const struct chart_plot *plot,
		    const struct chart_row *row, int64_t top,
		    chart_key_fn *draw)
{
	struct chart_font font = chart_font_quiet(canvas);
	struct note note = find_note(canvas, plot, row, chart_key_bar);
	int64_t gap = canvas->style->gap / 2, x = plot->start + gap;
	if (note.has_keys) {
		int64_t line = canvas->style->line; /* the baseline's */
		struct chart_box box = {
			plot->start + line, top, plot->width - line,
			chart_lines_height(&note.lines, &font)
		};
		chart_add_box(canvas, &box, canvas->style->page);
	}
	for (size_t i = 0; note.has_keys && i < canvas->series_count; i++) {
		if (row->cells[i].is_shown)
			continue;
		chart_add_note_key(canvas, i, draw, x,
				   top + font.line_height / 2);
		x += chart_note_key_width(canvas, draw) + gap;
	}
	chart_add_lines(canvas, &note.lines, &font, x, top, ANCHOR_LEFT);
}
