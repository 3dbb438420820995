/* Numbers that have no room at their marks: on lines below, each joined to its
 * mark. */
#include "chart/chart_private.h"

/* A callout's place, before the canvas mirrors. */
struct placed {
	int64_t left, width;
	size_t line;
	bool is_left_out;
};

static struct chart_font font_of(const struct chart_canvas *canvas)
{
	struct chart_font font = chart_font_small(canvas);
	font.is_bold = true;
	return font;
}

/* Between the marks and the first line. */
static int64_t leader_height(const struct chart_canvas *canvas)
{
	return canvas->style->gap * 3 / 4;
}

/* A line's first callouts that fit, with keys before them or without. */
static size_t find_lines(struct chart_canvas *canvas,
			 const struct chart_plot *plot,
			 const struct chart_callout *callouts, size_t count,
			 struct placed *places)
{
	struct chart_font font = font_of(canvas);
	int64_t gap = canvas->style->gap, at = 0;
	int64_t key = chart_note_key_width(canvas, chart_key_bar) + gap / 2;
	size_t line = 0;
	for (size_t i = 0; i < count; i++) {
		struct placed *place = &places[i];
		place->width =
			chart_text_width(canvas, callouts[i].text, &font);
		place->is_left_out =
			!place->width || place->width + key > plot->width;
		if (place->is_left_out)
			continue;
		int64_t needed = place->width + (line ? key : 0);
		if (at && at + needed > plot->width) {
			line++;
			at = 0;
			needed = place->width + key;
		}
		place->line = line;
		place->left = plot->start + at;
		at += needed + gap;
	}
	return at || line ? line + 1 : 0;
}

/* Under their marks, as far as their neighbours and the ends allow. */
static void centre_first_line(const struct chart_canvas *canvas,
			      const struct chart_plot *plot,
			      const struct chart_callout *callouts,
			      size_t count, struct placed *places)
{
	int64_t gap = canvas->style->gap;
	int64_t least = plot->start, most = plot->start + plot->width;
	for (size_t i = 0; i < count; i++) {
		struct placed *place = &places[i];
		if (place->line || place->is_left_out)
			continue;
		int64_t wanted = callouts[i].x - place->width / 2;
		place->left = wanted > least ? wanted : least;
		least = place->left + place->width + gap;
	}
	for (size_t i = count; i-- > 0;) {
		struct placed *place = &places[i];
		if (place->line || place->is_left_out)
			continue;
		if (place->left > most - place->width)
			place->left = most - place->width;
		most = place->left - gap;
	}
}

int64_t chart_callouts_height(struct chart_canvas *canvas,
			      const struct chart_plot *plot,
			      const struct chart_callout *callouts,
			      size_t count)
{
	struct placed places[CHART_MOST_SERIES] = { { 0 } };
	struct chart_font font = font_of(canvas);
	size_t lines = find_lines(canvas, plot, callouts, count, places);
	if (!lines)
		return 0;
	return leader_height(canvas) + (int64_t)lines * font.line_height;
}

/* From the mark down, then to the number. */
static void add_leader(struct chart_canvas *canvas, int64_t from, int64_t to,
		       int64_t top)
{
	int64_t height = leader_height(canvas);
	chart_move(canvas, from, top);
	chart_line(canvas, from, top + height / 2);
	chart_line(canvas, to, top + height);
	chart_stroke(drawing_add_shape(&canvas->marks, chart_path(canvas)),
		     canvas->style->quiet, canvas->style->line);
}

void chart_add_callouts(struct chart_canvas *canvas,
			const struct chart_plot *plot,
			const struct chart_callout *callouts, size_t count,
			int64_t top, chart_key_fn *draw)
{
	struct placed places[CHART_MOST_SERIES] = { { 0 } };
	struct chart_font font = font_of(canvas);
	find_lines(canvas, plot, callouts, count, places);
	centre_first_line(canvas, plot, callouts, count, places);
	for (size_t i = 0; i < count; i++) {
		const struct placed *place = &places[i];
		int64_t left = place->left;
		int64_t middle = top + leader_height(canvas) +
				 (int64_t)place->line * font.line_height +
				 font.line_height / 2;
		if (place->is_left_out)
			continue;
		if (place->line == 0) {
			add_leader(canvas, callouts[i].x,
				   left + place->width / 2, top);
		} else {
			chart_add_note_key(canvas, callouts[i].series, draw,
					   left, middle);
			left += chart_note_key_width(canvas, draw) +
				canvas->style->gap / 2;
		}
		chart_add_text(canvas, callouts[i].text, &font, left, middle,
			       ANCHOR_LEFT);
	}
}
