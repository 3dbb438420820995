/* What the files of svg/svg share: reading one file. */
#ifndef EVERYREAD_SVG_SVG_PRIVATE_H
#define EVERYREAD_SVG_SVG_PRIVATE_H

#include <libxml/tree.h>

#include "base/map.h"
#include "base/vector.h"
#include "svg/svg.h"

/* ---- Numbers (svg_number.c) -------------------------------------------- */

/* x' = a x + c y + e, y' = b x + d y + f. */
struct svg_matrix {
	double a, b, c, d, e, f;
};

struct svg_point {
	double x, y;
};

/* First `inner`, then `outer`. */
struct svg_matrix svg_multiply(struct svg_matrix outer,
			       struct svg_matrix inner);
struct svg_point svg_apply(const struct svg_matrix *matrix,
			   struct svg_point point);
struct svg_matrix svg_translation(double x, double y);
struct svg_matrix svg_scaling(double x, double y);

/* These cut what they read off the front of `rest`; false where it is not
 * there. Numbers are never infinite or NaN. */
void svg_skip_space(struct str *rest);
void svg_skip_comma(struct str *rest); /* and white space */
bool svg_scan_number(struct str *rest, double *value);
/* A number with or without a unit, in CSS pixels; per cent of `whole`. */
bool svg_scan_length(struct str *rest, double whole, double *value);

/* These read the whole text. */
bool svg_parse_length(struct str text, double whole, double *value);
bool svg_parse_fraction(struct str text, double *value); /* ".5", "50%" */
bool svg_parse_transform(struct str text, struct svg_matrix *matrix);

/* ---- Outlines (svg_outline.c, svg_path.c) ------------------------------ */

struct svg_outline {
	VECTOR(uint8_t) verbs; /* enum drawing_verb */
	VECTOR(struct svg_point) points;
};

struct svg_box {
	double left, top, right, bottom;
};

void svg_outline_move(struct svg_outline *outline, double x, double y);
void svg_outline_line(struct svg_outline *outline, double x, double y);
void svg_outline_curve(struct svg_outline *outline, struct svg_point control1,
		       struct svg_point control2, struct svg_point end);
void svg_outline_close(struct svg_outline *outline);
void svg_outline_rectangle(struct svg_outline *outline,
			   const struct svg_box *box, double rx, double ry);
void svg_outline_ellipse(struct svg_outline *outline, double x, double y,
			 double rx, double ry);
void svg_outline_release(struct svg_outline *outline);

/* The point so far along the outline, or its end. Returns its length. */
double svg_outline_ride(const struct svg_outline *outline, double distance,
			struct svg_point *point);

/* What holds the outline, without its stroke. False where it is empty. */
bool svg_outline_bounds(const struct svg_outline *outline, struct svg_box *box);

/* Path data up to its first mistake; false where there is one, at *offset. */
bool svg_parse_path(struct str data, struct svg_outline *outline,
		    size_t *offset);

/* ---- Style (svg_style.c, svg_colour.c, svg_css.c) ---------------------- */

enum svg_paint_kind {
	SVG_NONE,
	SVG_COLOUR,
	SVG_CURRENT,
	SVG_REFERENCE,
	SVG_CONTEXT_FILL, /* within a marker: its line's */
	SVG_CONTEXT_STROKE
};

struct svg_colour {
	struct drawing_colour rgb;
	double opacity;
};

struct svg_paint {
	enum svg_paint_kind kind;      /* of a reference: */
	struct str reference;          /* the identifier */
	enum svg_paint_kind otherwise; /* where it leads nowhere */
	struct svg_colour colour;
};

/* What of a line of text is at y. */
enum svg_baseline {
	SVG_ALPHABETIC,
	SVG_CENTRAL,
	SVG_MIDDLE,
	SVG_TOP,
	SVG_BOTTOM
};

struct svg_style {
	/* inherited */
	struct svg_paint fill, stroke;
	double fill_opacity, stroke_opacity;
	bool is_fill_even_odd, is_clip_even_odd, is_hidden;
	bool is_stroke_first; /* paint-order */
	double stroke_width, miter_limit, dash_offset;
	enum drawing_cap cap;
	enum drawing_join join;
	struct str dashes; /* as written; empty: none */
	struct str marker_start, marker_mid, marker_end; /* identifiers */
	struct svg_colour colour;
	double font_size; /* [user units] */
	bool is_bold, is_italic, is_right_to_left, keeps_space;
	struct str family;          /* as written; empty: any */
	unsigned anchor;            /* 0 start, 1 middle, 2 end */
	enum svg_baseline baseline; /* of dominant-baseline */
	/* not inherited */
	enum svg_baseline alignment; /* overrules it, unless alphabetic */
	double baseline_shift;       /* [user units] up */
	double opacity;
	struct str clip, mask;        /* identifiers; empty: none */
	struct str transform, origin; /* of CSS; empty: none */
	bool keeps_stroke_width;      /* however it is scaled */
	bool is_absent;               /* display: none */
	bool is_overflow_visible;
	struct svg_paint stop_colour;
	double stop_opacity;
};

struct svg_declaration {
	struct str name, value;
};

/* "[data-look=neo]" */
struct svg_condition {
	struct str name, value;
	char how; /* '\0' is there, '=' is, '~' has the word, '|' is or begins
		   * with it and "-", '^' begins, '$' ends, '*' holds */
};

/* "rect.bar#first" */
struct svg_compound {
	struct str element, identifier; /* empty: any */
	struct str classes[4];
	size_t class_count;
	struct svg_condition conditions[2];
	size_t condition_count;
	bool is_child; /* of what the one before matches; else anywhere in it */
};

enum { SVG_MOST_COMPOUNDS = 6 };

struct svg_rule {
	struct svg_compound compounds[SVG_MOST_COMPOUNDS]; /* outermost first */
	size_t count;
	unsigned specificity;
	struct str declarations;
};

/* A picture within the file, read once however often it is used. */
struct svg_embedded {
	const xmlNode *node;
	const struct drawing_pixels *pixels; /* or NULL: of no use */
};

struct svg_reader {
	struct arena *arena;
	struct diagnostics *diagnostics;
	const char *path;
	const struct svg_pictures *pictures; /* or NULL */
	VECTOR(struct svg_embedded) embedded;
	uint64_t pixel_count;                     /* of them */
	struct map identifiers;                   /* → xmlNode */
	VECTOR(struct svg_rule) rules;            /* the weakest first */
	VECTOR(struct svg_declaration) variables; /* "--name", of all rules */
	double scale;          /* from CSS px to units of the drawing */
	size_t element_count;  /* walked, as often as used */
	size_t work;           /* bytes of them */
	size_t gradient_count; /* as often as used */
	size_t warning_count;
	VECTOR(struct drawing_text) texts; /* painted over all shapes */
	bool has_told_font, has_told_shadow;
	enum svg_outcome outcome; /* the walk ends when SVG_BROKEN */
};

bool svg_parse_colour(struct str text, struct svg_colour *colour);

extern const struct svg_style svg_initial_style;

/* The element's own style within `parent`'s. */
struct svg_style svg_style_of(struct svg_reader *reader, const xmlNode *node,
			      const struct svg_style *parent);

/* What a value stands for: of light-dark() the first, of var() the variable, or
 * what stands there for one that is not known. */
struct str svg_value_of(struct svg_reader *reader, struct str value);

/* True where a filter adds a shadow, or the like, behind what it is given, which
 * stays as it is: `value` is that of the property. */
bool svg_is_shadow(struct svg_reader *reader, struct str value);

/* The part before the first `end` outside quotes and brackets; cut off with the
 * end itself. */
struct str svg_cut(struct str *rest, char end);

/* Cuts the next "name: value" off `rest`. */
bool svg_next_declaration(struct str *rest, struct svg_declaration *found);

/* Adds the rules of a <style> element. */
void svg_css_read(struct svg_reader *reader, const xmlNode *style);
bool svg_css_matches(const struct svg_rule *rule, const xmlNode *node);

/* ---- Elements (svg.c) -------------------------------------------------- */

/* The attribute's value, or an empty slice with NULL bytes. */
struct str svg_attribute(const xmlNode *node, const char *name);
/* The same of xml:lang and the like, which have XML's own namespace. */
struct str svg_attribute_of_xml(const xmlNode *node, const char *name);
bool svg_is(const xmlNode *node, const char *name);
/* href, with or without XLink's namespace. */
struct str svg_reference(const xmlNode *node);
struct place svg_place(const struct svg_reader *reader, const xmlNode *node);
/* The element that href leads to, or NULL (*is_given tells why). */
const xmlNode *svg_referenced(struct svg_reader *reader, const xmlNode *node,
			      bool *is_given);
/* A length attribute; `otherwise` where it is absent or wrong. */
double svg_length(struct svg_reader *reader, const xmlNode *node,
		  const char *name, double whole, double otherwise);

struct svg_state;
/* Puts the element's own transform before the state's matrix (svg_walk.c); a
 * wrong one is reported and counts as none. */
void svg_apply_transform(struct svg_reader *reader, const xmlNode *node,
			 struct svg_state *state);

void svg_warn_value(struct svg_reader *reader, const xmlNode *node,
		    const char *name, struct str value);
void svg_warn_reference(struct svg_reader *reader, const xmlNode *node,
			struct str identifier);
/* Counts what is done, so that small files can not ask for endless work. */
void svg_spend(struct svg_reader *reader, const xmlNode *node, size_t work);
void svg_unsupported(struct svg_reader *reader, const xmlNode *node,
		     const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Tells what is not shown as it is written; the picture stays. */
void svg_tell(struct svg_reader *reader, const xmlNode *node,
	      enum diagnostic_code code, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
void svg_broken(struct svg_reader *reader, const xmlNode *node,
		const char *format, ...) __attribute__((format(printf, 3, 4)));

/* ---- Walking (svg_walk.c, svg_shape.c, svg_gradient.c, svg_clip.c) ----- */

struct svg_state {
	struct svg_matrix matrix; /* from user space to CSS px of the picture */
	struct svg_style style;
	double width, height; /* of the viewport, in user space */
	struct svg_box clip;  /* [units of the drawing] outside it nothing is
			      * seen; there may be more of that inside */
	double opacity;       /* of the groups around */
	struct svg_paint context_fill, context_stroke; /* within a marker */
	unsigned depth;                                /* of elements */
	unsigned group_depth; /* of the drawing's groups */
	unsigned use_depth;
	unsigned pattern_depth; /* of patterns within patterns */
};

/* The matrix of viewBox and preserveAspectRatio for a viewport of this size;
 * sets the state's viewport. False where nothing is to be shown. */
bool svg_view_box(struct svg_reader *reader, const xmlNode *node, double width,
		  double height, struct svg_state *state);
bool svg_has_view_box(struct svg_reader *reader, const xmlNode *node,
		      double box[4]);

void svg_walk_children(struct svg_reader *reader, const xmlNode *parent,
		       const struct svg_state *state,
		       struct drawing_builder *builder);

/* True where the element is a shape; its outline may be empty. */
bool svg_shape_outline(struct svg_reader *reader, const xmlNode *node,
		       const struct svg_state *state,
		       struct svg_outline *outline);

/* Reads a <text>: its lines are put aside, to be painted last. */
void svg_text_walk(struct svg_reader *reader, const xmlNode *node,
		   const struct svg_state *state);
void svg_text_finish(struct svg_reader *reader,
		     struct drawing_builder *builder);

/* A font's properties (svg_font.c): "bold", "12px", "1.2em". */
bool svg_set_font(struct svg_style *style, struct str value);
bool svg_set_font_size(struct svg_style *style, struct str value);
bool svg_set_font_weight(struct svg_style *style, struct str value);
bool svg_set_font_slant(struct svg_style *style, struct str value);
/* A length that may be told in ems of the style's font. */
bool svg_font_length(const struct svg_style *style, struct str text,
		     double whole, double *value);
/* The name of the font that is wanted, where no generic one would do; empty
 * where one does. */
struct str svg_font_wanted(const struct svg_style *style);
bool svg_font_is_code(const struct svg_style *style);

/* The children of something with a view box, which clips them. */
void svg_walk_box(struct svg_reader *reader, const xmlNode *node,
		  struct svg_state state, double width, double height,
		  struct drawing_builder *builder);

/* Draws what the style puts at the corners of a line. */
void svg_markers(struct svg_reader *reader, const xmlNode *node,
		 const struct svg_state *state,
		 const struct svg_outline *outline,
		 struct drawing_builder *builder);

/* Shows an <image>. */
void svg_image_walk(struct svg_reader *reader, const xmlNode *node,
		    struct svg_state *state, struct drawing_builder *builder);

/* The matrix that brings a box of `box` (x, y, width, height) to a viewport of
 * this size, as preserveAspectRatio says. */
struct svg_matrix svg_aspect(struct str aspect, const double box[4],
			     double width, double height);
/* A group that clips to a viewport within the picture. */
void svg_clip_viewport(struct svg_reader *reader, const xmlNode *node,
		       const struct svg_state *state, double width,
		       double height, struct drawing_group *group);

/* Adds a shape in the state's style. */
void svg_add_shape(struct svg_reader *reader, const xmlNode *node,
		   const struct svg_state *state,
		   const struct svg_outline *outline,
		   struct drawing_builder *builder);

/* The outline through a matrix, in the drawing's units; too large numbers are
 * reported. */
struct drawing_path svg_to_path(struct svg_reader *reader, const xmlNode *node,
				const struct svg_outline *outline,
				const struct svg_matrix *matrix);
struct drawing_matrix svg_to_matrix(struct svg_reader *reader,
				    const xmlNode *node,
				    const struct svg_matrix *matrix);

/* Resolves a paint for a shape with these bounds (NULL: none); `matrix` leads
 * from user space to the shape's coordinates. */
struct drawing_paint
svg_resolve_paint(struct svg_reader *reader, const xmlNode *node,
		  const struct svg_paint *paint, double opacity,
		  const struct svg_state *state, const struct svg_box *bounds,
		  const struct svg_matrix *matrix);

/* Clips what is added to `builder`, a group's, by what state.style.clip and
 * .mask name. `bounds` (NULL: not known) are the clipped element's. Clip paths
 * within each other take groups within each other, which the state counts. */
void svg_clip(struct svg_reader *reader, const xmlNode *node,
	      struct svg_state *state, const struct svg_box *bounds,
	      struct drawing_builder *builder);

/* The pattern that a shape is filled with, or NULL. */
const xmlNode *svg_pattern_of(const struct svg_reader *reader,
			      const struct svg_state *state);
/* Fills the outline with it. */
void svg_fill_pattern(struct svg_reader *reader, const xmlNode *pattern,
		      const struct svg_state *state,
		      const struct svg_outline *outline,
		      const struct svg_box *bounds,
		      struct drawing_builder *builder);

#endif
