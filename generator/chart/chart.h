/* Charts: counted findings → drawings. The caller brings plain data: every
 * label and every number's text is in the reader's language already, and what
 * may not be told is marked as hidden. chart_draw() finds the places.
 *
 * One chart is drawn for any width, from a phone's column to a page's: labels
 * stand beside the bars where there is room, else above them; the height
 * follows from the content. Charts of right-to-left languages are mirror
 * images: bars grow from the right. Maps are not mirrored (places stay where
 * they are), their texts and legends are right-to-left.
 *
 * No kind relies on colour: bars have their numbers, segments tints that differ
 * in lightness, outlines and an order, dots shapes, lines dots and dashes, tiles
 * their numbers. What
 * shows no tints has hatching (drawing.h, is_hatching). A number that has no
 * room at its mark stands below it, joined by a line; a tile's words that have
 * none give way to a code, which the key under the map explains. A hidden cell's value is never read, so
 * nothing of the drawing depends on it.
 *
 * Lengths are [1/1000 unit] of the drawing: points on paper, CSS pixels in
 * HTML. */
#ifndef EVERYREAD_CHART_CHART_H
#define EVERYREAD_CHART_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "drawing/drawing.h"
#include "theme/theme.h"

/* ---- What is shown ----------------------------------------------------- */

enum chart_kind {
	CHART_BAR,     /* a horizontal bar a row; with more series, one under
			* the other in each row */
	CHART_STACKED, /* a bar a row, a segment a series */
	CHART_DOTS,    /* a line a row, a dot a series */
	CHART_PEOPLE,  /* ten figures a row, as many filled as of ten people
			* the first series counts; `most` is all people */
	CHART_LINE,    /* a column a row, a line a series: change over time */
	CHART_SLOPE, /* a line a row, from the first series to the last: before
			* and after */
	CHART_MAP,   /* a square tile a row, shaded by the first series */
};

/* Values are counted in what the caller likes (people, thousandths of a
 * percent); all of one chart in the same. */
struct chart_cell {
	bool is_shown;    /* else neither of these is read */
	int64_t value;    /* at least 0, at most CHART_MOST_VALUE */
	const char *text; /* "31%", "1,024"; NULL: no text */
};

enum { CHART_MOST_VALUE = 1000000000 };

struct chart_row {
	const char *label;
	const struct chart_cell *cells; /* one a series */
	const char *note;               /* CHART_SLOPE: what of it is hidden, as
					 * "Good, Not shown (Before)"; or NULL */
	const char *short_label;        /* CHART_MAP: "Glw"; NULL: the label */
	const char *code;               /* CHART_MAP: "7": in the tiles where
					 * short labels have no room; or NULL */
	int32_t column, line;           /* CHART_MAP: from 0, right and down; no
					 * two at one place, less than
					 * CHART_MOST_TILES */
};

enum { CHART_MOST_TILES = 100 };

struct chart_series {
	const char *label; /* of one series alone, not shown: no legend */
	const char *note;  /* CHART_LINE: what of it is hidden, as "Not shown
			    * (March)"; or NULL */
};

struct chart_tick {
	int64_t value;
	const char *text;
};

/* CHART_MAP: tiles from this value on, up to the next class's, have this
 * shade. */
struct chart_class {
	int64_t least;
	const char *text; /* its range: "10–19%" */
};

/* What is more is left out. */
enum { CHART_MOST_ROWS = 1000, CHART_MOST_SERIES = 24 };

struct chart {
	enum chart_kind kind;
	const char *language; /* BCP 47, of all texts */
	bool is_right_to_left;
	const struct chart_row *rows; /* from top to bottom */
	size_t row_count;
	const struct chart_series *series;
	size_t series_count;
	const char *value_title; /* what is counted: "People who said it";
				  * over the axis or the legend; or NULL */
	const char *hidden;      /* in place of a hidden number, and in the
				  * legend of a map: "Not shown" */
	const char *hidden_mark; /* CHART_MAP: in a hidden tile; short: "–" */
	/* Not CHART_MAP: the axis runs from 0 to `most`, or farther where a
	 * shown value needs it. No ticks: no axis is drawn. Bars that all have
	 * their numbers need neither: the longest is as long as can be. */
	int64_t most;
	const struct chart_tick *ticks; /* ascending */
	size_t tick_count;
	/* CHART_MAP: ascending. */
	const struct chart_class *classes;
	size_t class_count;
};

/* Round values for an axis: 0, then steps of 1, 2 or 5 × 10ⁿ times `unit` (the
 * least step that makes sense: 1 for people; what is one percent for shares),
 * up to the first that reaches `largest`, the largest value shown. Writes at
 * most CHART_MOST_TICKS and returns how many: at least 2. The last is the
 * chart's `most`. */
enum { CHART_MOST_TICKS = 7 };
size_t chart_axis(int64_t largest, int64_t unit,
		  int64_t ticks[CHART_MOST_TICKS]);

/* Round lower limits of a map's classes, 1 to CHART_MOST_CLASSES of them, for
 * the shown values from `smallest` to `largest`: equal steps of 1, 1½, 2, 2½,
 * 3, 4 or 5 × 10ⁿ times `unit`, and `least_width` of these at least. The last class ends at *end, which nobody
 * reaches. */
enum { CHART_MOST_CLASSES = 5 };
size_t chart_classes(int64_t smallest, int64_t largest, int64_t unit,
		     uint32_t least_width, int64_t least[CHART_MOST_CLASSES],
		     int64_t *end);

/* ---- How it looks ------------------------------------------------------ */

enum { CHART_MOST_COLOURS = 6 };

/* Contrasts that chart_style_default() has and tests assert: texts 4.5:1 on
 * the page; series and the map's outlines 3:1 on the page; page or ink on
 * every series and shade 4.5:1. Where another style has not the last of these,
 * numbers have ground of the page's colour. */
struct chart_style {
	int32_t width;       /* of the drawing */
	int32_t map_width;   /* of a map's tiles, at most; 0: as `width` */
	int32_t text_size;   /* labels and numbers */
	int32_t small_size;  /* axis, legend */
	int32_t least_size;  /* no letter is smaller */
	int32_t line_height; /* of a line in text_size */
	int32_t bar;         /* thickness of a bar */
	int32_t row_gap;     /* between rows */
	int32_t gap;         /* between a text and what it belongs to */
	int32_t segment_gap; /* between the segments of a bar, and tiles */
	int32_t dot;         /* a dot's diameter */
	int32_t line;        /* thin lines */
	struct drawing_colour ink, quiet, grid, page;
	struct drawing_colour series[CHART_MOST_COLOURS];
	size_t colour_count; /* at least 1; more series: colours again, with
			      * other patterns and shapes */
	struct drawing_colour shades[CHART_MOST_CLASSES]; /* light to dark */
	/* Which part of a map is drawn, where both together would be too high:
	 * its tiles, or the names that codes in them stand for, `entry_count`
	 * of these from `first_entry` on, as far as there are any. */
	enum chart_part { CHART_WHOLE, CHART_TILES, CHART_ENTRIES } part;
	size_t first_entry, entry_count;
};

/* Everything from the width and the size of labels. */
struct chart_style chart_style_default(int32_t width, int32_t text_size);

/* Puts the theme's colours in the place of the default ones: those of paper
 * and light screens, or of dark screens. */
void chart_style_set_colours(struct chart_style *style,
			     const struct theme *theme,
			     enum theme_scheme scheme);

/* How wide a line of text will be. */
struct chart_measure {
	/* [1/1000 unit] at `size`. */
	int32_t (*advance)(void *context, struct str text, int32_t size,
			   bool is_bold, const char *language,
			   bool is_right_to_left);
	void *context;
};

/* For HTML, where the reader's font is not known: rather too wide than too
 * narrow for any common font, by the characters' properties. */
extern const struct chart_measure chart_measure_estimate;

/* ---- Drawing ----------------------------------------------------------- */

/* The drawing, style->width wide; its strings too are in the arena. Texts are
 * drawing_next_text()'s, from the top row to the last. No rows, no series and
 * values of any kind are drawn as what they are. */
struct drawing *chart_draw(struct arena *arena, const struct chart *chart,
			   const struct chart_style *style,
			   const struct chart_measure *measure);

#endif
