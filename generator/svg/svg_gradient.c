/* Paints: colours, and gradients brought to the one form that drawings know. */
#include <math.h>

#include "svg/svg_private.h"

enum { MOST_TEMPLATES = 10, MOST_STOPS = 200, MOST_GRADIENTS = 5000 };

struct gradient {
	const xmlNode *chain[MOST_TEMPLATES]; /* itself, then its templates */
	size_t count;
};

static bool is_gradient(const xmlNode *node)
{
	return svg_is(node, "linearGradient") || svg_is(node, "radialGradient");
}

static void find_templates(struct svg_reader *reader, const xmlNode *node,
			   struct gradient *gradient)
{
	bool is_given;
	while (node && is_gradient(node) && gradient->count < MOST_TEMPLATES) {
		gradient->chain[gradient->count++] = node;
		node = svg_referenced(reader, node, &is_given);
	}
}

/* The attribute, its own or its nearest template's; NULL: absent. */
static const xmlNode *holder(const struct gradient *gradient, const char *name)
{
	for (size_t i = 0; i < gradient->count; i++)
		if (svg_attribute(gradient->chain[i], name).bytes)
			return gradient->chain[i];
	return NULL;
}

static bool attribute_is(const struct gradient *gradient, const char *name,
			 const char *value)
{
	const xmlNode *node = holder(gradient, name);
	return node &&
	       str_equals_string(str_trim(svg_attribute(node, name)), value);
}

static double coordinate(struct svg_reader *reader,
			 const struct gradient *gradient, const char *name,
			 double whole, double otherwise)
{
	const xmlNode *node = holder(gradient, name);
	return node ? svg_length(reader, node, name, whole, otherwise) :
		      otherwise;
}

/* ---- Stops ------------------------------------------------------------- */

struct stops {
	struct drawing_stop *items;
	size_t count;
	double opacity;
};

static void add_stop(struct svg_reader *reader, const xmlNode *node,
		     const struct svg_style *parent, struct stops *stops)
{
	struct svg_style style = svg_style_of(reader, node, parent);
	struct drawing_stop *stop = &stops->items[stops->count];
	struct str offset = svg_attribute(node, "offset");
	double at = 0, opacity = style.stop_opacity;
	if (offset.bytes && !svg_parse_fraction(offset, &at))
		svg_warn_value(reader, node, "offset", offset);
	const struct svg_colour *colour =
		style.stop_colour.otherwise == SVG_CURRENT ?
			&style.colour :
			&style.stop_colour.colour;
	opacity *= colour->opacity;
	stop->offset = (uint16_t)lround(at * 1000);
	if (stops->count && stop->offset < stop[-1].offset)
		stop->offset = stop[-1].offset;
	stop->colour = colour->rgb;
	if (stops->count && fabs(opacity - stops->opacity) > 1e-3)
		svg_unsupported(reader, node, "a gradient between opacities");
	stops->opacity = opacity;
	stops->count++;
}

/* The first and last colour reach the gradient's ends. */
static void complete(struct stops *stops)
{
	if (stops->items[0].offset > 0) {
		memmove(stops->items + 1, stops->items,
			stops->count++ * sizeof *stops->items);
		stops->items[0].offset = 0;
	}
	if (stops->items[stops->count - 1].offset < 1000) {
		stops->items[stops->count] = stops->items[stops->count - 1];
		stops->items[stops->count++].offset = 1000;
	}
}

static struct stops read_stops(struct svg_reader *reader,
			       const struct gradient *gradient,
			       const struct svg_style *parent)
{
	struct stops stops = { .opacity = 1 };
	stops.items = ARENA_NEW_ARRAY(reader->arena, MOST_STOPS + 2,
				      struct drawing_stop);
	for (size_t i = 0; i < gradient->count && !stops.count; i++) {
		const xmlNode *from = gradient->chain[i];
		struct svg_style style = svg_style_of(reader, from, parent);
		for (const xmlNode *child = from->children;
		     child && reader->outcome != SVG_BROKEN;
		     child = child->next) {
			svg_spend(reader, from, 1);
			if (!svg_is(child, "stop"))
				continue;
			if (stops.count == MOST_STOPS) {
				svg_unsupported(reader, child,
						"a gradient of "
						"more than %d stops",
						MOST_STOPS);
				break;
			}
			add_stop(reader, child, &style, &stops);
		}
	}
	return stops;
}

/* ---- Shape of the gradient --------------------------------------------- */

/* The matrix from (0, 0)–(1, 0) to the gradient's vector. */
static bool linear_matrix(struct svg_reader *reader,
			  const struct gradient *gradient, double width,
			  double height, struct svg_matrix *matrix)
{
	double x1 = coordinate(reader, gradient, "x1", width, 0);
	double y1 = coordinate(reader, gradient, "y1", height, 0);
	double x2 = coordinate(reader, gradient, "x2", width, width);
	double y2 = coordinate(reader, gradient, "y2", height, 0);
	double dx = x2 - x1, dy = y2 - y1;
	*matrix = (struct svg_matrix){ dx, dy, -dy, dx, x1, y1 };
	return dx != 0 || dy != 0;
}

/* The matrix from the unit circle to the gradient's. */
static bool radial_matrix(struct svg_reader *reader,
			  const struct gradient *gradient, double width,
			  double height, struct drawing_gradient *result,
			  struct svg_matrix *matrix)
{
	double diagonal = sqrt((width * width + height * height) / 2);
	double cx = coordinate(reader, gradient, "cx", width, width / 2);
	double cy = coordinate(reader, gradient, "cy", height, height / 2);
	double r = coordinate(reader, gradient, "r", diagonal, diagonal / 2);
	double fx = coordinate(reader, gradient, "fx", width, cx);
	double fy = coordinate(reader, gradient, "fy", height, cy);
	if (coordinate(reader, gradient, "fr", diagonal, 0) > 0)
		svg_unsupported(reader, gradient->chain[0],
				"a gradient with 'fr'");
	if (!(r > 0))
		return false;
	fx = (fx - cx) / r;
	fy = (fy - cy) / r;
	double distance = sqrt(fx * fx + fy * fy);
	if (distance > 0.99) { /* a focus outside is brought inside */
		fx *= 0.99 / distance;
		fy *= 0.99 / distance;
	}
	result->is_radial = true;
	result->focus_x = (int32_t)lround(fx * DRAWING_ONE);
	result->focus_y = (int32_t)lround(fy * DRAWING_ONE);
	*matrix = (struct svg_matrix){ r, 0, 0, r, cx, cy };
	return true;
}

static bool space_matrix(struct svg_reader *reader,
			 const struct gradient *gradient,
			 const struct svg_box *bounds,
			 struct svg_matrix *matrix)
{
	*matrix = svg_scaling(1, 1);
	if (!attribute_is(gradient, "gradientUnits", "userSpaceOnUse")) {
		double width = bounds ? bounds->right - bounds->left : 0;
		double height = bounds ? bounds->bottom - bounds->top : 0;
		if (!(width > 0 && height > 0))
			return false;
		*matrix = (struct svg_matrix){
			width, 0, 0, height, bounds->left, bounds->top
		};
	}
	const xmlNode *node = holder(gradient, "gradientTransform");
	if (!node)
		return true;
	struct str text = svg_attribute(node, "gradientTransform");
	struct svg_matrix transform;
	if (svg_parse_transform(text, &transform))
		*matrix = svg_multiply(*matrix, transform);
	else
		svg_warn_value(reader, node, "gradientTransform", text);
	return true;
}

/* Units of objectBoundingBox are fractions, of which 100 % is one. */
static bool set_shape(struct svg_reader *reader,
		      const struct gradient *gradient,
		      const struct svg_state *state,
		      struct drawing_gradient *result,
		      struct svg_matrix *matrix)
{
	bool is_user =
		attribute_is(gradient, "gradientUnits", "userSpaceOnUse");
	double width = is_user ? state->width : 1;
	double height = is_user ? state->height : 1;
	if (svg_is(gradient->chain[0], "radialGradient"))
		return radial_matrix(reader, gradient, width, height, result,
				     matrix);
	return linear_matrix(reader, gradient, width, height, matrix);
}

/* ---- Paints ------------------------------------------------------------ */

static uint16_t to_opacity(double opacity)
{
	return (uint16_t)lround(opacity * DRAWING_OPAQUE);
}

static struct drawing_paint colour_paint(const struct svg_colour *colour,
					 double opacity)
{
	struct drawing_paint paint = { .kind = PAINT_COLOUR,
				       .colour = colour->rgb,
				       .opacity = to_opacity(colour->opacity *
							     opacity) };
	if (!paint.opacity)
		paint.kind = PAINT_NONE;
	return paint;
}

static struct drawing_paint gradient_paint(struct svg_reader *reader,
					   const xmlNode *node, double opacity,
					   const struct svg_state *state,
					   const struct svg_box *bounds,
					   const struct svg_matrix *matrix)
{
	struct gradient gradient = { .count = 0 };
	struct svg_matrix space, shape;
	struct drawing_gradient *result =
		ARENA_NEW(reader->arena, struct drawing_gradient);
	if (++reader->gradient_count > MOST_GRADIENTS)
		svg_unsupported(reader, node, "more than %d uses of gradients",
				MOST_GRADIENTS);
	find_templates(reader, node, &gradient);
	struct stops stops = read_stops(reader, &gradient, &svg_initial_style);
	if (!stops.count || !space_matrix(reader, &gradient, bounds, &space))
		return (struct drawing_paint){ .kind = PAINT_NONE };
	if (stops.count == 1 ||
	    !set_shape(reader, &gradient, state, result, &shape)) {
		struct svg_colour last = { stops.items[stops.count - 1].colour,
					   stops.opacity };
		return colour_paint(&last, opacity);
	}
	if (holder(&gradient, "spreadMethod") &&
	    !attribute_is(&gradient, "spreadMethod", "pad"))
		svg_unsupported(reader, node, "a gradient with 'spreadMethod'");
	complete(&stops);
	shape = svg_multiply(*matrix, svg_multiply(space, shape));
	if (fabs(shape.a * shape.d - shape.b * shape.c) < 1e-6)
		return (struct drawing_paint){ .kind = PAINT_NONE };
	result->matrix = svg_to_matrix(reader, node, &shape);
	result->stops = stops.items;
	result->stop_count = stops.count;
	return (struct drawing_paint){
		.kind = to_opacity(stops.opacity * opacity) ? PAINT_GRADIENT :
							      PAINT_NONE,
		.gradient = result,
		.opacity = to_opacity(stops.opacity * opacity)
	};
}

struct drawing_paint
svg_resolve_paint(struct svg_reader *reader, const xmlNode *node,
		  const struct svg_paint *paint, double opacity,
		  const struct svg_state *state, const struct svg_box *bounds,
		  const struct svg_matrix *matrix)
{
	if (paint->kind == SVG_CONTEXT_FILL)
		paint = &state->context_fill;
	else if (paint->kind == SVG_CONTEXT_STROKE)
		paint = &state->context_stroke;
	enum svg_paint_kind kind = paint->kind;
	if (kind == SVG_CONTEXT_FILL || kind == SVG_CONTEXT_STROKE)
		kind = SVG_NONE; /* a marker's marker */
	if (kind == SVG_REFERENCE) {
		const xmlNode *target =
			map_lookup(&reader->identifiers, paint->reference);
		if (target && is_gradient(target))
			return gradient_paint(reader, target, opacity, state,
					      bounds, matrix);
		if (target && svg_is(target, "pattern"))
			svg_unsupported(reader, target, "<pattern>");
		else
			svg_warn_reference(reader, node, paint->reference);
		kind = paint->otherwise;
	}
	if (kind == SVG_NONE)
		return (struct drawing_paint){ .kind = PAINT_NONE };
	return colour_paint(kind == SVG_CURRENT ? &state->style.colour :
						  &paint->colour,
			    opacity);
}
