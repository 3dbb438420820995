/* How charts are drawn: a canvas that mirrors, texts that wrap, patterns,
 * legends, and what the kinds with rows have in common.
 *
 * Within chart/chart*.c, x counts from the side where reading starts: code
 * draws as for left-to-right, and the canvas puts it where it belongs. Lengths
 * are 64 bits wide, so that sums of any content hold; what would stand farther
 * down than a drawing reaches is left out. */
#ifndef EVERYREAD_CHART_CHART_PRIVATE_H
#define EVERYREAD_CHART_CHART_PRIVATE_H

#include "chart/chart.h"

struct UBreakIterator;

struct chart_canvas {
	struct arena *arena;
	const struct chart *chart;
	const struct chart_style *style;
	const struct chart_measure *measure;
	struct drawing *drawing;
	struct drawing_builder texts;       /* the root */
	struct drawing_builder grid, marks; /* groups in it, before */
	struct drawing_shape *ground;       /* behind everything */
	struct drawing_pen pen;
	struct UBreakIterator *lines, *clusters; /* NULL until wanted */
	bool is_mirrored;
	size_t row_count, series_count; /* that are drawn */
	int64_t y;                      /* the first that is free */
};

/* ---- Colours ----------------------------------------------------------- */

/* Contrast ratio (WCAG 2.2) in hundredths: 100 to 2100. */
int chart_contrast(struct drawing_colour a, struct drawing_colour b);

/* Page or ink, whichever is better read on this. */
struct drawing_colour chart_colour_on(const struct chart_style *style,
				      struct drawing_colour ground);

/* The colour itself, or the page's where neither can be read on it: for what
 * lies right behind a text. */
struct drawing_colour chart_ground(const struct chart_style *style,
				   struct drawing_colour colour);

/* ---- Shapes ------------------------------------------------------------ */

struct chart_box {
	int64_t x, y, width, height;
};

void chart_move(struct chart_canvas *canvas, int64_t x, int64_t y);
void chart_line(struct chart_canvas *canvas, int64_t x, int64_t y);

/* What the pen drew. */
struct drawing_path chart_path(struct chart_canvas *canvas);

void chart_fill(struct drawing_shape *shape, struct drawing_colour colour);
void chart_stroke(struct drawing_shape *shape, struct drawing_colour colour,
		  int64_t width);

struct drawing_path chart_box_path(struct chart_canvas *canvas,
				   const struct chart_box *box);
struct drawing_shape *chart_add_box(struct chart_canvas *canvas,
				    const struct chart_box *box,
				    struct drawing_colour fill);

/* A straight line in the grid, behind all marks. */
void chart_add_rule(struct chart_canvas *canvas, int64_t x1, int64_t y1,
		    int64_t x2, int64_t y2, struct drawing_colour colour);

/* A box as a series is painted: its outline, its tint, and its hatching. */
void chart_add_bar(struct chart_canvas *canvas, const struct chart_box *box,
		   size_t series);

/* A dot as a series is painted: its colour, and its shape. */
void chart_add_dot(struct chart_canvas *canvas, int64_t x, int64_t y,
		   int64_t diameter, size_t series);

struct drawing_colour chart_series_colour(const struct chart_canvas *canvas,
					  size_t series);

/* What a bar of it is filled with: the colour itself or a tint of it, on which
 * page or ink can be read. Series that follow each other differ in lightness. */
struct drawing_colour chart_series_fill(const struct chart_canvas *canvas,
					size_t series);

/* ---- Texts ------------------------------------------------------------- */

struct chart_font {
	int32_t size, line_height;
	bool is_bold;
	struct drawing_colour colour;
};

struct chart_font chart_font_label(const struct chart_canvas *canvas);
struct chart_font chart_font_value(const struct chart_canvas *canvas);
struct chart_font chart_font_small(const struct chart_canvas *canvas);
struct chart_font chart_font_quiet(const struct chart_canvas *canvas);

struct chart_lines {
	const struct str *items;
	size_t count;
	int64_t width; /* of the widest */
	bool is_torn;  /* somewhere within a word */
};

int64_t chart_text_width(const struct chart_canvas *canvas, const char *text,
			 const struct chart_font *font);

/* Breaks a text where its language may (UAX #14), and within words where
 * nothing else helps. NULL has no lines. */
struct chart_lines chart_wrap(struct chart_canvas *canvas, const char *text,
			      const struct chart_font *font, int64_t width);

int64_t chart_lines_height(const struct chart_lines *lines,
			   const struct chart_font *font);

/* From the top of the first line; x is the anchor's, which counts from where
 * reading starts: LEFT is the start. */
void chart_add_lines(struct chart_canvas *canvas,
		     const struct chart_lines *lines,
		     const struct chart_font *font, int64_t x, int64_t top,
		     enum drawing_anchor anchor);

/* One line, its middle at this height. */
void chart_add_text(struct chart_canvas *canvas, const char *text,
		    const struct chart_font *font, int64_t x, int64_t middle,
		    enum drawing_anchor anchor);

/* Draws a key within a square. */
typedef void chart_key_fn(struct chart_canvas *canvas, size_t index,
			  const struct chart_box *box);

/* ---- Callouts ---------------------------------------------------------- */

/* A number that stands below its mark. */
struct chart_callout {
	const char *text;
	size_t series;
	int64_t x; /* the mark's middle */
};

struct chart_plot;

/* How high the lines of these callouts, from the least x on, are with the lines
 * that join them to their marks; 0 for none. */
int64_t chart_callouts_height(struct chart_canvas *canvas,
			      const struct chart_plot *plot,
			      const struct chart_callout *callouts,
			      size_t count);

/* From the marks' lower edge on. A number that is wider than the plot is left
 * to the data beside the chart. */
void chart_add_callouts(struct chart_canvas *canvas,
			const struct chart_plot *plot,
			const struct chart_callout *callouts, size_t count,
			int64_t top, chart_key_fn *draw);

/* ---- Legends ----------------------------------------------------------- */

/* Keys with their words, one after the other as in a text, from canvas->y on
 * between x and x + width. */
struct chart_key {
	size_t index;
	const char *text;
};
void chart_add_legend(struct chart_canvas *canvas, const struct chart_key *keys,
		      size_t count, chart_key_fn *draw, int64_t x,
		      int64_t width);

/* How wide and high a key is. */
int64_t chart_key_size(const struct chart_canvas *canvas);

/* [percent] Keys of notes and callouts are smaller than marks: nobody should
 * take one for a mark. */
enum { CHART_NOTE_KEY = 75 };

/* A small key and its width. */
int64_t chart_note_key_width(const struct chart_canvas *canvas,
			     chart_key_fn *draw);
void chart_add_note_key(struct chart_canvas *canvas, size_t index,
			chart_key_fn *draw, int64_t x, int64_t middle);

chart_key_fn chart_key_bar, chart_key_dot;

/* What a code in a map stands for. */
struct chart_entry {
	const char *code, *name;
	const char *value; /* or NULL, where it stands in its tile */
};

/* Of the widest. */
int64_t chart_entries_width(const struct chart_canvas *canvas,
			    const struct chart_entry *entries, size_t count);

/* Those from `first` to `end`, in columns from canvas->y on, between x and
 * x + width; columns are as wide as the widest of all `count`. */
void chart_add_entries(struct chart_canvas *canvas,
		       const struct chart_entry *entries, size_t count,
		       size_t first, size_t end, int64_t x, int64_t width);

/* ---- Kinds with rows --------------------------------------------------- */

struct chart_plot {
	bool is_above; /* labels stand over the marks */
	bool has_axis;
	int64_t label_width;  /* else: of their column */
	int64_t start, width; /* where marks and their texts may be */
	int64_t zero, length; /* of the axis */
	int64_t most;         /* value at its end; at least 1 */
};

/* What a kind does. */
struct chart_rows {
	/* The largest value that the axis must reach for this row. */
	int64_t (*most)(const struct chart_canvas *canvas,
			const struct chart_row *row);
	/* The longest axis that leaves this row's texts room. */
	int64_t (*length)(const struct chart_canvas *canvas,
			  const struct chart_plot *plot,
			  const struct chart_row *row);
	/* How high the marks are. */
	int64_t (*height)(struct chart_canvas *canvas,
			  const struct chart_plot *plot,
			  const struct chart_row *row);
	void (*draw)(struct chart_canvas *canvas, const struct chart_plot *plot,
		     const struct chart_row *row, int64_t top);
	chart_key_fn *key;
	bool needs_axis;   /* also where each mark has its number */
	bool has_baseline; /* marks stand on one */
	int64_t inset;     /* free space at both ends of the axis */
};

void chart_draw_rows(struct chart_canvas *canvas,
		     const struct chart_rows *kind);

/* A value's x. */
int64_t chart_place(const struct chart_plot *plot, int64_t value);

/* What a cell counts, or 0. */
int64_t chart_value(const struct chart_cell *cell);

/* The largest value of a row: what the axis must reach where series are not
 * added up. */
int64_t chart_row_most(const struct chart_canvas *canvas,
		       const struct chart_row *row);

/* Keys of the series that a row hides, and the chart's words for that: its
 * height, 0 where none is hidden, and the note itself. */
int64_t chart_note_height(struct chart_canvas *canvas,
			  const struct chart_plot *plot,
			  const struct chart_row *row);
void chart_add_note(struct chart_canvas *canvas, const struct chart_plot *plot,
		    const struct chart_row *row, int64_t top,
		    chart_key_fn *draw);

/* What is counted, over a plot as wide as the drawing. */
void chart_add_value_title(struct chart_canvas *canvas);

/* ---- Kinds whose axis rises -------------------------------------------- */

struct chart_levels {
	int64_t top, bottom; /* of the axis */
	int64_t most;        /* value at its top; at least 1 */
};

/* A plot's ordinary height. */
int64_t chart_levels_height(const struct chart_canvas *canvas);
struct chart_levels chart_find_levels(const struct chart_canvas *canvas,
				      int64_t top, int64_t height);

/* A value's y. */
int64_t chart_level(const struct chart_levels *levels, int64_t value);

/* A text beside a point. */
struct chart_side_label {
	size_t index;             /* of its row or series */
	int64_t wanted;           /* the point's y */
	int64_t height, top;      /* of the text, where it has come to stand */
	struct chart_lines lines; /* or none */
};

/* How high texts are under each other. */
int64_t chart_side_height(const struct chart_side_label *labels, size_t count);

/* Sorts them from top to bottom and gives each its place, near its point and
 * apart from the others; those that have no room between the two heights begin
 * above. */
void chart_spread(struct chart_side_label *labels, size_t count, int64_t top,
		  int64_t bottom);
void chart_add_side_leader(struct chart_canvas *canvas,
			   const struct chart_side_label *label, int64_t from,
			   int64_t to);

/* A line in the series' colour and dashes. */
void chart_stroke_series(struct chart_canvas *canvas,
			 struct drawing_shape *shape, size_t series);

/* What is hidden of which line, from canvas->y on. */
void chart_add_hidden_notes(struct chart_canvas *canvas,
			    const struct chart_key *notes, size_t count);

/* ---- The kinds --------------------------------------------------------- */

void chart_draw_bars(struct chart_canvas *canvas);
void chart_draw_stacked(struct chart_canvas *canvas);
void chart_draw_dots(struct chart_canvas *canvas);
void chart_draw_people(struct chart_canvas *canvas);
void chart_draw_line(struct chart_canvas *canvas);
void chart_draw_slope(struct chart_canvas *canvas);
void chart_draw_map(struct chart_canvas *canvas);

#endif
