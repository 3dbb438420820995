/* Shapes: outlines of the basic shapes, and how a shape in its style becomes
 * part of the drawing. Points are transformed once, here, so that drawings
 * need few groups. */
#include <math.h>

#include "svg/svg_private.h"

/* ---- Outlines ---------------------------------------------------------- */

static bool has(const xmlNode *node, const char *name)
{
	struct str value = svg_attribute(node, name);
	return value.bytes && !str_equals(str_trim(value), STR("auto"));
}

static void rectangle(struct svg_reader *reader, const xmlNode *node,
		      const struct svg_state *state,
		      struct svg_outline *outline)
{
	double x = svg_length(reader, node, "x", state->width, 0);
	double y = svg_length(reader, node, "y", state->height, 0);
	double width = svg_length(reader, node, "width", state->width, 0);
	double height = svg_length(reader, node, "height", state->height, 0);
	double rx = svg_length(reader, node, "rx", state->width, 0);
	double ry = svg_length(reader, node, "ry", state->height, 0);
	if (width <= 0 || height <= 0)
		return;
	if (!has(node, "rx"))
		rx = ry;
	if (!has(node, "ry"))
		ry = rx;
	svg_outline_rectangle(outline,
			      &(struct svg_box){ x, y, x + width, y + height },
			      fmin(rx, width / 2), fmin(ry, height / 2));
}

static void ellipse(struct svg_reader *reader, const xmlNode *node,
		    const struct svg_state *state, struct svg_outline *outline)
{
	bool is_circle = svg_is(node, "circle");
	double x = svg_length(reader, node, "cx", state->width, 0);
	double y = svg_length(reader, node, "cy", state->height, 0);
	double diagonal = sqrt(
		(state->width * state->width + state->height * state->height) /
		2);
	double r = svg_length(reader, node, "r", diagonal, 0);
	double rx = svg_length(reader, node, "rx", state->width, 0);
	double ry = svg_length(reader, node, "ry", state->height, 0);
	if (!is_circle && !has(node, "rx"))
		rx = ry;
	if (!is_circle && !has(node, "ry"))
		ry = rx;
	if (is_circle)
		rx = ry = r;
	if (rx > 0 && ry > 0)
		svg_outline_ellipse(outline, x, y, rx, ry);
}

static void line(struct svg_reader *reader, const xmlNode *node,
		 const struct svg_state *state, struct svg_outline *outline)
{
	double width = state->width, height = state->height;
	svg_outline_move(outline, svg_length(reader, node, "x1", width, 0),
			 svg_length(reader, node, "y1", height, 0));
	svg_outline_line(outline, svg_length(reader, node, "x2", width, 0),
			 svg_length(reader, node, "y2", height, 0));
}

static void polygon(struct svg_reader *reader, const xmlNode *node,
		    struct svg_outline *outline)
{
	struct str points = svg_attribute(node, "points"), rest = points;
	double x, y;
	bool is_first = true;
	for (svg_skip_space(&rest); svg_scan_number(&rest, &x);
	     is_first = false) {
		svg_skip_comma(&rest);
		if (!svg_scan_number(&rest, &y))
			break;
		svg_skip_comma(&rest);
		if (is_first)
			svg_outline_move(outline, x, y);
		else
			svg_outline_line(outline, x, y);
	}
	if (rest.length)
		svg_warn_value(reader, node, "points", points);
	if (!is_first && svg_is(node, "polygon"))
		svg_outline_close(outline);
}

static void path(struct svg_reader *reader, const xmlNode *node,
		 struct svg_outline *outline)
{
	struct str data = svg_attribute(node, "d");
	size_t offset = 0;
	if (data.bytes && !svg_parse_path(data, outline, &offset))
		svg_warn_value(reader, node, "d",
			       (struct str){ data.bytes + offset,
					     data.length - offset });
}

bool svg_shape_outline(struct svg_reader *reader, const xmlNode *node,
		       const struct svg_state *state,
		       struct svg_outline *outline)
{
	if (svg_is(node, "path"))
		path(reader, node, outline);
	else if (svg_is(node, "rect"))
		rectangle(reader, node, state, outline);
	else if (svg_is(node, "circle") || svg_is(node, "ellipse"))
		ellipse(reader, node, state, outline);
	else if (svg_is(node, "line"))
		line(reader, node, state, outline);
	else if (svg_is(node, "polygon") || svg_is(node, "polyline"))
		polygon(reader, node, outline);
	else
		return false;
	return true;
}

/* ---- Into the drawing's numbers ---------------------------------------- */

static int32_t to_unit(struct svg_reader *reader, const xmlNode *node,
		       double value)
{
	value *= DRAWING_UNIT;
	if (!(fabs(value) <= DRAWING_MOST)) {
		svg_unsupported(reader, node, "a number that is too large");
		return 0;
	}
	return (int32_t)lround(value);
}

static int64_t to_factor(struct svg_reader *reader, const xmlNode *node,
			 double value)
{
	if (!(fabs(value) <= DRAWING_MOST)) {
		svg_unsupported(reader, node, "a number that is too large");
		return 0;
	}
	return llround(value * DRAWING_ONE);
}

struct drawing_path svg_to_path(struct svg_reader *reader, const xmlNode *node,
				const struct svg_outline *outline,
				const struct svg_matrix *matrix)
{
	struct drawing_path result = { .verb_count = outline->verbs.count,
				       .point_count = outline->points.count };
	struct drawing_point *points = ARENA_NEW_ARRAY(
		reader->arena, result.point_count, struct drawing_point);
	uint8_t *verbs =
		ARENA_NEW_ARRAY(reader->arena, result.verb_count, uint8_t);
	if (result.verb_count)
		memcpy(verbs, outline->verbs.items, result.verb_count);
	for (size_t i = 0; i < result.point_count; i++) {
		struct svg_point point =
			svg_apply(matrix, outline->points.items[i]);
		points[i].x = to_unit(reader, node, point.x);
		points[i].y = to_unit(reader, node, point.y);
	}
	result.points = points;
	result.verbs = verbs;
	return result;
}

struct drawing_matrix svg_to_matrix(struct svg_reader *reader,
				    const xmlNode *node,
				    const struct svg_matrix *matrix)
{
	return (struct drawing_matrix){
		to_factor(reader, node, matrix->a),
		to_factor(reader, node, matrix->b),
		to_factor(reader, node, matrix->c),
		to_factor(reader, node, matrix->d),
		to_unit(reader, node, matrix->e),
		to_unit(reader, node, matrix->f),
	};
}

/* ---- Strokes ----------------------------------------------------------- */

enum { MOST_DASHES = 64 };

/* Leaves the line whole where the dashes are wrong, or nothing at all. */
static void set_dashes(struct svg_reader *reader, const xmlNode *node,
		       const struct svg_style *style, double scale,
		       struct drawing_stroke *stroke)
{
	struct str rest = style->dashes;
	double values[2 * MOST_DASHES], sum = 0;
	size_t count = 0;
	for (svg_skip_space(&rest); rest.length && count < MOST_DASHES;
	     count++) {
		if (!svg_scan_length(&rest, 0, &values[count]) ||
		    values[count] < 0) {
			svg_warn_value(reader, node, "stroke-dasharray",
				       style->dashes);
			return;
		}
		sum += values[count] * scale;
		svg_skip_comma(&rest);
	}
	if (rest.length)
		svg_unsupported(reader, node, "a line of more than %d dashes",
				MOST_DASHES);
	if (!(sum >= 0.01)) /* finer than anything that can be seen */
		return;
	for (size_t i = 0; count % 2 && i < count; i++)
		values[count + i] = values[i];
	stroke->dash_count = count % 2 ? count * 2 : count;
	int32_t *dashes =
		ARENA_NEW_ARRAY(reader->arena, stroke->dash_count, int32_t);
	for (size_t i = 0; i < stroke->dash_count; i++)
		dashes[i] = to_unit(reader, node, values[i] * scale);
	stroke->dashes = dashes;
	stroke->dash_offset = to_unit(reader, node, style->dash_offset * scale);
}

/* Without its paint. */
static void set_stroke(struct svg_reader *reader, const xmlNode *node,
		       const struct svg_style *style, double scale,
		       struct drawing_stroke *stroke)
{
	stroke->width = to_unit(reader, node, style->stroke_width * scale);
	if (!stroke->width)
		stroke->paint.kind = PAINT_NONE;
	stroke->cap = style->cap;
	stroke->join = style->join;
	stroke->miter_limit =
		to_unit(reader, node, fmin(style->miter_limit, 1000));
	set_dashes(reader, node, style, scale, stroke);
}

/* ---- Shapes ------------------------------------------------------------ */

/* Turns, mirrors and scales alike in all directions: strokes stay round. */
static bool is_similarity(const struct svg_matrix *m)
{
	double most = fmax(fmax(fabs(m->a), fabs(m->b)),
			   fmax(fabs(m->c), fabs(m->d)));
	double skew = m->a * m->c + m->b * m->d;
	double stretch = m->a * m->a + m->b * m->b - m->c * m->c - m->d * m->d;
	return fabs(skew) <= most * most * 1e-6 &&
	       fabs(stretch) <= most * most * 1e-6;
}

/* A stroke that is stretched: drawn in a group that stretches it, but does
 * not change its size, so that the numbers inside stay of use. */
static void add_stretched(struct svg_reader *reader, const xmlNode *node,
			  const struct svg_state *state,
			  const struct svg_outline *outline,
			  const struct svg_box *bounds,
			  const struct svg_matrix *matrix, double scale,
			  struct drawing_builder *builder)
{
	struct drawing_builder inner;
	struct svg_matrix inside = svg_scaling(scale, scale);
	struct svg_matrix outside = { matrix->a / scale, matrix->b / scale,
				      matrix->c / scale, matrix->d / scale,
				      matrix->e,         matrix->f };
	struct drawing_matrix *copy =
		ARENA_NEW(reader->arena, struct drawing_matrix);
	*copy = svg_to_matrix(reader, node, &outside);
	drawing_add_group(builder, &inner)->matrix = copy;
	struct drawing_shape *shape = drawing_add_shape(
		&inner, svg_to_path(reader, node, outline, &inside));
	shape->stroke.paint = svg_resolve_paint(
		reader, node, &state->style.stroke, state->style.stroke_opacity,
		state, bounds, &inside);
	set_stroke(reader, node, &state->style, scale, &shape->stroke);
}

void svg_add_shape(struct svg_reader *reader, const xmlNode *node,
		   const struct svg_state *state,
		   const struct svg_outline *outline,
		   struct drawing_builder *builder)
{
	struct svg_matrix matrix = svg_multiply(
		svg_scaling(reader->scale, reader->scale), state->matrix);
	double scale = sqrt(fabs(matrix.a * matrix.d - matrix.b * matrix.c));
	struct svg_box box;
	if (!(scale > 1e-9) || !svg_outline_bounds(outline, &box))
		return;
	const struct svg_style *style = &state->style;
	const xmlNode *pattern = svg_pattern_of(reader, state);
	struct drawing_paint fill = { .kind = PAINT_NONE };
	if (!pattern)
		fill = svg_resolve_paint(reader, node, &style->fill,
					 style->fill_opacity, state, &box,
					 &matrix);
	struct drawing_paint stroke =
		svg_resolve_paint(reader, node, &style->stroke,
				  style->stroke_opacity, state, &box, &matrix);
	if (style->stroke_width <= 0)
		stroke.kind = PAINT_NONE;
	bool is_stretched = stroke.kind != PAINT_NONE &&
			    !is_similarity(&matrix) &&
			    !style->keeps_stroke_width;
	if (style->keeps_stroke_width)
		scale = reader->scale;
	if (svg_is(node, "line"))
		fill.kind = PAINT_NONE;
	else if (pattern)
		svg_fill_pattern(reader, pattern, state, outline, &box,
				 builder);
	if (is_stretched && style->is_stroke_first)
		add_stretched(reader, node, state, outline, &box, &matrix,
			      scale, builder);
	if (fill.kind != PAINT_NONE && stroke.kind != PAINT_NONE &&
	    style->is_stroke_first && !is_stretched) {
		struct drawing_shape *under = drawing_add_shape(
			builder, svg_to_path(reader, node, outline, &matrix));
		under->stroke.paint = stroke;
		set_stroke(reader, node, style, scale, &under->stroke);
		stroke.kind = PAINT_NONE;
	}
	if (fill.kind != PAINT_NONE ||
	    (stroke.kind != PAINT_NONE && !is_stretched)) {
		struct drawing_shape *shape = drawing_add_shape(
			builder, svg_to_path(reader, node, outline, &matrix));
		shape->fill = fill;
		shape->is_even_odd = style->is_fill_even_odd;
		if (stroke.kind != PAINT_NONE && !is_stretched) {
			shape->stroke.paint = stroke;
			set_stroke(reader, node, style, scale, &shape->stroke);
		}
	}
	if (is_stretched && !style->is_stroke_first)
		add_stretched(reader, node, state, outline, &box, &matrix,
			      scale, builder);
}
