/* Markers (SVG 2, 11.6): arrowheads and the like, drawn at the corners of a
 * line in its direction. */
#include <math.h>

#include "svg/svg_private.h"

struct corner {
	struct svg_point at;
	struct svg_point in, out; /* the directions; 0, 0: none */
};

struct corners {
	VECTOR(struct corner) items;
};

static struct svg_point from_to(struct svg_point a, struct svg_point b)
{
	return (struct svg_point){ b.x - a.x, b.y - a.y };
}

static bool is_zero(struct svg_point p)
{
	return fabs(p.x) < 1e-9 && fabs(p.y) < 1e-9;
}

/* The first of three directions that is one. */
static struct svg_point first_of(struct svg_point a, struct svg_point b,
				 struct svg_point c)
{
	return !is_zero(a) ? a : !is_zero(b) ? b : c;
}

static void add_corner(struct corners *corners, struct svg_point at,
		       struct svg_point out, struct svg_point in)
{
	if (corners->items.count)
		VECTOR_LAST(&corners->items)->out = out;
	VECTOR_ADD(&corners->items);
	VECTOR_LAST(&corners->items)->at = at;
	VECTOR_LAST(&corners->items)->in = in;
}

static void add_curve(struct corners *corners, const struct svg_point *points)
{
	struct svg_point from = VECTOR_LAST(&corners->items)->at;
	struct svg_point end = points[2];
	add_corner(corners, end,
		   first_of(from_to(from, points[0]), from_to(from, points[1]),
			    from_to(from, end)),
		   first_of(from_to(points[1], end), from_to(points[0], end),
			    from_to(from, end)));
}

static void find_corners(const struct svg_outline *outline,
			 struct corners *corners)
{
	const struct svg_point *point = outline->points.items;
	struct svg_point start = { 0, 0 }, none = { 0, 0 };
	for (size_t i = 0; i < outline->verbs.count; i++) {
		enum drawing_verb verb =
			(enum drawing_verb)outline->verbs.items[i];
		struct svg_point from =
			corners->items.count ?
				VECTOR_LAST(&corners->items)->at :
				none;
		switch (verb) {
		case DRAWING_MOVE:
			start = *point;
			add_corner(corners, *point++, none, none);
			break;
		case DRAWING_LINE:
			add_corner(corners, *point, from_to(from, *point),
				   from_to(from, *point));
			point++;
			break;
		case DRAWING_CURVE:
			add_curve(corners, point);
			point += 3;
			break;
		case DRAWING_CLOSE:
			add_corner(corners, start, from_to(from, start),
				   from_to(from, start));
			break;
		}
	}
}

/* [radians] Between the way in and the way out. */
static double direction_of(const struct corner *corner)
{
	if (is_zero(corner->in) && is_zero(corner->out))
		return 0;
	if (is_zero(corner->in))
		return atan2(corner->out.y, corner->out.x);
	if (is_zero(corner->out))
		return atan2(corner->in.y, corner->in.x);
	double in = atan2(corner->in.y, corner->in.x);
	double out = atan2(corner->out.y, corner->out.x);
	const double half = 3.14159265358979323846;
	if (fabs(out - in) > half)
		in += in < out ? 2 * half : -2 * half;
	return (in + out) / 2;
}

static double angle_of(const xmlNode *marker, const struct corner *corner,
		       bool is_start)
{
	const double half = 3.14159265358979323846;
	struct str orient = str_trim(svg_attribute(marker, "orient"));
	double degrees = 0;
	if (str_equals(orient, STR("auto")))
		return direction_of(corner);
	if (str_equals(orient, STR("auto-start-reverse")))
		return direction_of(corner) + (is_start ? half : 0);
	svg_scan_number(&orient, &degrees);
	return degrees * half / 180;
}

/* What "context-stroke" and "context-fill" are within the marker. */
static struct svg_paint context_of(const struct svg_paint *paint,
				   const struct svg_style *style)
{
	struct svg_paint context = *paint;
	if (context.kind == SVG_CURRENT) {
		context.kind = SVG_COLOUR;
		context.colour = style->colour;
	}
	return context;
}

static void draw_marker(struct svg_reader *reader, const xmlNode *marker,
			const struct svg_state *line,
			const struct corner *corner, bool is_start,
			struct drawing_builder *builder)
{
	struct svg_state state = *line,
			 plain = { .matrix = { 1, 0, 0, 1, 0, 0 } };
	double width = svg_length(reader, marker, "markerWidth", 0, 3);
	double height = svg_length(reader, marker, "markerHeight", 0, 3);
	double x = svg_length(reader, marker, "refX", width, 0);
	double y = svg_length(reader, marker, "refY", height, 0);
	double angle = angle_of(marker, corner, is_start);
	struct svg_matrix turn = { cos(angle), sin(angle),   -sin(angle),
				   cos(angle), corner->at.x, corner->at.y };
	state.matrix = svg_multiply(line->matrix, turn);
	if (!str_equals(str_trim(svg_attribute(marker, "markerUnits")),
			STR("userSpaceOnUse")))
		state.matrix = svg_multiply(
			state.matrix, svg_scaling(line->style.stroke_width,
						  line->style.stroke_width));
	/* where the point of reference is, before it is moved to the corner */
	if (!svg_view_box(reader, marker, width, height, &plain))
		return;
	struct svg_point reference =
		svg_apply(&plain.matrix, (struct svg_point){ x, y });
	state.matrix = svg_multiply(
		state.matrix, svg_translation(-reference.x, -reference.y));
	state.context_fill = context_of(&line->style.fill, &line->style);
	state.context_stroke = context_of(&line->style.stroke, &line->style);
	state.style = svg_style_of(reader, marker, &svg_initial_style);
	state.depth++;
	state.use_depth++;
	svg_walk_box(reader, marker, state, width, height, builder);
}

void svg_markers(struct svg_reader *reader, const xmlNode *node,
		 const struct svg_state *state,
		 const struct svg_outline *outline,
		 struct drawing_builder *builder)
{
	const struct str names[] = { state->style.marker_start,
				     state->style.marker_mid,
				     state->style.marker_end };
	const xmlNode *markers[3] = { NULL, NULL, NULL };
	bool has_any = false;
	for (size_t i = 0; i < 3; i++) {
		if (!names[i].length)
			continue;
		markers[i] = map_lookup(&reader->identifiers, names[i]);
		if (!markers[i] || !svg_is(markers[i], "marker")) {
			svg_warn_reference(reader, node, names[i]);
			markers[i] = NULL;
		}
		has_any = has_any || markers[i];
	}
	/* a marker whose lines have markers */
	if (!has_any || state->use_depth > 3)
		return;
	struct corners corners = { .items = { .items = NULL } };
	find_corners(outline, &corners);
	size_t last = corners.items.count - 1;
	for (size_t i = 0; i < corners.items.count; i++) {
		const struct corner *corner = &corners.items.items[i];
		const xmlNode *middle = i && i < last ? markers[1] : NULL;
		svg_spend(reader, node, 64);
		if (reader->outcome == SVG_BROKEN)
			break;
		if (i == 0 && markers[0])
			draw_marker(reader, markers[0], state, corner, true,
				    builder);
		if (middle)
			draw_marker(reader, middle, state, corner, false,
				    builder);
		if (i == last && markers[2])
			draw_marker(reader, markers[2], state, corner, false,
				    builder);
	}
	VECTOR_RELEASE(&corners.items);
}
