/* Drawings: vector pictures as both outputs can show them. svg_read() makes
 * them from files, what draws charts makes them with the pen below; svg_write()
 * turns them into SVG, pdf/ into form XObjects.
 *
 * A drawing is a tree of groups, shapes, pictures and texts, painted in order. All
 * numbers are integers, so that outputs are the same on every machine.
 * Coordinates: [1/1000 unit], origin at the top left corner, x to the right, y
 * down; the canvas clips. Only groups transform.
 *
 * Texts are told by place, size and style alone: who has fonts shapes them.
 * They stand in the root, where nothing moves, clips or fades them, and after
 * the shapes that they cover: pdf/ paints the shapes, layout/ the texts over
 * them (drawing_next_text()), svg_write() both.
 *
 * Everything lives in one arena and is not changed once it is made. */
#ifndef EVERYREAD_DRAWING_DRAWING_H
#define EVERYREAD_DRAWING_DRAWING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vector.h"

enum {
	DRAWING_UNIT = 1000,       /* coordinates count thousandths */
	DRAWING_ONE = 1000000,     /* factors count millionths */
	DRAWING_OPAQUE = 1000,     /* opacities count thousandths */
	DRAWING_MOST = 2000000000, /* the largest coordinate */
	DRAWING_MOST_DEPTH = 100,  /* groups within groups */
};

struct drawing_point {
	int32_t x, y;
};

/* MOVE and LINE take one point, CURVE three, CLOSE none. */
enum drawing_verb { DRAWING_MOVE, DRAWING_LINE, DRAWING_CURVE, DRAWING_CLOSE };

struct drawing_path {
	const uint8_t *verbs; /* starts with a MOVE, also after a CLOSE */
	size_t verb_count;
	const struct drawing_point *points;
	size_t point_count;
};

/* x' = a x + c y + e, y' = b x + d y + f. */
struct drawing_matrix {
	int64_t a, b, c, d; /* [1/DRAWING_ONE] */
	int64_t e, f;       /* [1/1000 unit] */
};

struct drawing_colour {
	uint8_t red, green, blue; /* sRGB */
};

struct drawing_stop {
	uint16_t offset; /* [thousandths] never less than the one before */
	struct drawing_colour colour;
};

/* In a space of its own that `matrix` maps to the shape's coordinates: there
 * a linear gradient runs from (0, 0) to (1, 0), and a radial one from the
 * focus to the unit circle. Beyond its ends it goes on in the end's colour. */
struct drawing_gradient {
	bool is_radial;
	int32_t focus_x, focus_y;     /* [1/DRAWING_ONE] within the circle */
	struct drawing_matrix matrix; /* a…d: [units/DRAWING_ONE] */
	const struct drawing_stop *stops; /* at least two */
	size_t stop_count;
};

enum drawing_paint_kind { PAINT_NONE, PAINT_COLOUR, PAINT_GRADIENT };

struct drawing_paint {
	enum drawing_paint_kind kind;
	struct drawing_colour colour;
	const struct drawing_gradient *gradient;
	uint16_t opacity; /* [thousandths] */
};

enum drawing_cap { CAP_BUTT, CAP_ROUND, CAP_SQUARE }; /* as in PDF */
enum drawing_join { JOIN_MITER, JOIN_ROUND, JOIN_BEVEL };

struct drawing_stroke {
	struct drawing_paint paint;
	int32_t width; /* [1/1000 unit] more than 0 where there is paint */
	enum drawing_cap cap;
	enum drawing_join join;
	int32_t miter_limit;   /* [thousandths] at least 1000 */
	const int32_t *dashes; /* [1/1000 unit] pairs, not all 0 */
	size_t dash_count;     /* 0: a whole line */
	int32_t dash_offset;   /* [1/1000 unit] */
};

struct drawing_shape {
	struct drawing_path path;
	bool is_even_odd; /* what is inside; else by winding */
	struct drawing_paint fill;
	struct drawing_stroke stroke; /* painted over the fill */
};

struct drawing_group {
	const struct drawing_node *first;
	uint16_t opacity;                    /* [thousandths] of the whole */
	const struct drawing_matrix *matrix; /* or NULL */
	const struct drawing_path *clip;     /* or NULL; in the group's outer
					  * coordinates */
	bool is_clip_even_odd;
	bool is_hatching; /* tells apart what colours tell apart: shown where
			   * there are none (forced colours, print in one
			   * colour), in outputs that can ask */
};

/* A picture of pixels that stands in a drawing. */
struct image; /* image/: nobody else looks into it */
struct drawing_pixels {
	struct str file; /* PNG or JPEG, which shows the picture and nothing
			  * else, unturned */
	const char *media_type;
	const struct image *image; /* the same, for those who want pixels */
	uint32_t width, height;    /* [px] at least 1 */
	bool has_alpha;
};

struct drawing_picture {
	const struct drawing_pixels *pixels;
	/* From the unit square, whose (0, 0) is the top left corner; a…d:
	 * [units/DRAWING_ONE]. */
	struct drawing_matrix matrix;
};

/* Which point of the line's box is at x; sides are those of the canvas, in
 * right-to-left text too. */
enum drawing_anchor { ANCHOR_LEFT, ANCHOR_MIDDLE, ANCHOR_RIGHT };

/* What of a line is in one style. */
struct drawing_span {
	const char *text; /* UTF-8, not empty, no line ends */
	int32_t size;     /* [1/1000 unit] of the em */
	int32_t rise;     /* [1/1000 unit] of its baseline over the line's */
	bool is_bold, is_italic, is_code; /* code: in equal widths */
	struct drawing_colour colour;
};

/* x' = a x + c y, y' = b x + d y, about a text's place. */
struct drawing_turn {
	int32_t a, b, c, d; /* [1/DRAWING_ONE] */
};

/* One line of text. */
struct drawing_text {
	int32_t x, y; /* [1/1000 unit] y: of the baseline */
	enum drawing_anchor anchor;
	int32_t size; /* [1/1000 unit] of the em */
	bool is_bold, is_italic, is_code;
	struct drawing_colour colour;
	const char *text;      /* UTF-8, not empty, no line ends */
	const char *language;  /* BCP 47; empty: that of what is around */
	bool is_right_to_left; /* the line's base direction */
	int32_t length;        /* [1/1000 unit] the line is stretched or pressed
				* to it; 0: as long as it is */
	const struct drawing_turn *turn; /* of the line; or NULL */
	const struct drawing_span *more; /* what the line goes on with */
	size_t more_count;
};

enum drawing_node_kind {
	DRAWING_SHAPE,
	DRAWING_GROUP,
	DRAWING_PICTURE,
	DRAWING_TEXT
};

struct drawing_node {
	enum drawing_node_kind kind;
	union {
		struct drawing_shape shape;
		struct drawing_group group;
		struct drawing_picture picture;
		struct drawing_text text; /* in the root alone */
	};
	const struct drawing_node *next; /* painted after this */
};

struct drawing {
	int32_t width, height; /* [1/1000 unit] of the canvas, at least 1 */
	uint32_t natural_width, natural_height; /* [1/1000 CSS px] */
	struct drawing_group root;
	bool has_opacity; /* something is neither opaque nor absent */
};

/* ---- Making paths ------------------------------------------------------ */

/* Zero-initialise; drawing_pen_finish() releases what it holds. */
struct drawing_pen {
	VECTOR(uint8_t) verbs;
	VECTOR(struct drawing_point) points;
};

void drawing_move(struct drawing_pen *pen, int32_t x, int32_t y);
void drawing_line(struct drawing_pen *pen, int32_t x, int32_t y);
void drawing_curve(struct drawing_pen *pen, struct drawing_point control1,
		   struct drawing_point control2, struct drawing_point end);
void drawing_close(struct drawing_pen *pen);
void drawing_rectangle(struct drawing_pen *pen, int32_t x, int32_t y,
		       int32_t width, int32_t height);
void drawing_circle(struct drawing_pen *pen, int32_t x, int32_t y,
		    int32_t radius);

/* The path, in the arena. The pen is as new. */
struct drawing_path drawing_pen_finish(struct drawing_pen *pen,
				       struct arena *arena);

/* ---- Making drawings --------------------------------------------------- */

/* Where the next node goes: a group being filled. */
struct drawing_builder {
	struct arena *arena;
	struct drawing_group *group;
	struct drawing_node *last;
};

/* An empty drawing, shown at one CSS pixel a unit until the natural size is
 * set otherwise. `builder` fills its root. */
struct drawing *drawing_new(struct arena *arena, int32_t width, int32_t height,
			    struct drawing_builder *builder);

/* A shape that neither fills nor strokes; the caller sets what it does. */
struct drawing_shape *drawing_add_shape(struct drawing_builder *builder,
					struct drawing_path path);

/* A group that does nothing but hold; `inner` fills it. */
struct drawing_group *drawing_add_group(struct drawing_builder *builder,
					struct drawing_builder *inner);

/* `pixels` lives as long as the drawing. */
void drawing_add_picture(struct drawing_builder *builder,
			 const struct drawing_pixels *pixels,
			 struct drawing_matrix matrix);

/* A text, copied with all that it points to into the arena. `builder` fills a
 * root. */
void drawing_add_text(struct drawing_builder *builder,
		      const struct drawing_text *text);

/* What follows from the parts (has_opacity); call it last. */
void drawing_finish(struct drawing *drawing);

/* ---- For those who write drawings -------------------------------------- */

/* The text painted after `text`, the first one after NULL; NULL after the
 * last. */
const struct drawing_text *drawing_next_text(const struct drawing *drawing,
					     const struct drawing_text *text);

extern const struct drawing_matrix drawing_identity;

/* First `inner`, then `outer`. */
struct drawing_matrix drawing_matrix_multiply(struct drawing_matrix outer,
					      struct drawing_matrix inner);

#endif
