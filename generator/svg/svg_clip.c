/* Clip paths: a shape, or several without holes, as one outline. */
#include <math.h>

#include "svg/svg_private.h"

struct clipper {
	struct svg_reader *reader;
	struct svg_outline outline; /* in the drawing's units */
	size_t count;               /* of shapes */
	bool is_even_odd;
	bool has_path; /* a shape that may cross itself */
};

static void append_reversed_rest(struct svg_outline *to,
				 const struct svg_outline *from);

/* Adds a shape. Basic shapes all turn one way, so that their union is what
 * winding fills; a mirroring matrix would turn one back. */
static void append(struct clipper *clipper, const struct svg_outline *outline,
		   const struct svg_matrix *matrix)
{
	struct svg_outline moved = { .verbs = { .items = NULL } };
	for (size_t i = 0; i < outline->verbs.count; i++)
		*VECTOR_ADD(&moved.verbs) = outline->verbs.items[i];
	for (size_t i = 0; i < outline->points.count; i++)
		*VECTOR_ADD(&moved.points) =
			svg_apply(matrix, outline->points.items[i]);
	if (matrix->a * matrix->d - matrix->b * matrix->c < 0 &&
	    !clipper->has_path) {
		append_reversed_rest(&clipper->outline, &moved);
	} else {
		for (size_t i = 0; i < moved.verbs.count; i++)
			*VECTOR_ADD(&clipper->outline.verbs) =
				moved.verbs.items[i];
		for (size_t i = 0; i < moved.points.count; i++)
			*VECTOR_ADD(&clipper->outline.points) =
				moved.points.items[i];
	}
	svg_outline_release(&moved);
}

/* One closed subpath, backwards. */
static void append_reversed_rest(struct svg_outline *to,
				 const struct svg_outline *from)
{
	size_t at = from->points.count;
	const struct svg_point *p = from->points.items;
	if (!at)
		return;
	svg_outline_move(to, p[at - 1].x, p[at - 1].y);
	for (size_t i = from->verbs.count; i-- > 1;) {
		if (from->verbs.items[i] == DRAWING_LINE) {
			at--;
			svg_outline_line(to, p[at - 1].x, p[at - 1].y);
		} else if (from->verbs.items[i] == DRAWING_CURVE) {
			at -= 3;
			svg_outline_curve(to, p[at + 1], p[at], p[at - 1]);
		}
	}
	svg_outline_close(to);
}

/* The shape that a child of the clipPath is or uses, with its transform. */
static const xmlNode *resolve(struct svg_reader *reader, const xmlNode *node,
			      struct svg_state *state)
{
	bool is_given;
	if (!svg_is(node, "use"))
		return node;
	double x = svg_length(reader, node, "x", state->width, 0);
	double y = svg_length(reader, node, "y", state->height, 0);
	state->matrix = svg_multiply(state->matrix, svg_translation(x, y));
	return svg_referenced(reader, node, &is_given);
}

static void add_child(struct clipper *clipper, const xmlNode *child,
		      struct svg_state state)
{
	struct svg_reader *reader = clipper->reader;
	struct svg_outline outline = { .verbs = { .items = NULL } };
	state.style = svg_style_of(reader, child, &state.style);
	svg_apply_transform(reader, child, &state);
	const xmlNode *shape = resolve(reader, child, &state);
	if (!shape || state.style.is_absent || state.style.is_hidden)
		return;
	if (shape != child) {
		state.style = svg_style_of(reader, shape, &state.style);
		svg_apply_transform(reader, shape, &state);
	}
	if (state.style.clip.length)
		svg_unsupported(reader, shape, "a clip path within another");
	if (!svg_shape_outline(reader, shape, &state, &outline)) {
		if (!svg_is(shape, "title") && !svg_is(shape, "desc"))
			svg_unsupported(reader, shape, "<%s> in a clip path",
					(const char *)shape->name);
		return;
	}
	struct svg_matrix matrix = svg_multiply(
		svg_scaling(reader->scale, reader->scale), state.matrix);
	clipper->count++;
	clipper->is_even_odd = state.style.is_clip_even_odd;
	if (svg_is(shape, "path") || svg_is(shape, "polygon") ||
	    svg_is(shape, "polyline"))
		clipper->has_path = true;
	if (clipper->has_path && clipper->count > 1)
		svg_unsupported(reader, shape, "a clip path of several paths");
	append(clipper, &outline, &matrix);
	svg_outline_release(&outline);
}

static bool set_units(struct svg_reader *reader, const xmlNode *clip,
		      const struct svg_box *bounds, struct svg_state *state)
{
	if (!str_equals(str_trim(svg_attribute(clip, "clipPathUnits")),
			STR("objectBoundingBox")))
		return true;
	if (!bounds) {
		svg_unsupported(reader, clip,
				"a clip path by the size of a group");
		return false;
	}
	struct svg_matrix box = { bounds->right - bounds->left,
				  0,
				  0,
				  bounds->bottom - bounds->top,
				  bounds->left,
				  bounds->top };
	state->matrix = svg_multiply(state->matrix, box);
	state->width = state->height = 1;
	return true;
}

void svg_clip(struct svg_reader *reader, const xmlNode *node,
	      const struct svg_state *state, const struct svg_box *bounds,
	      struct drawing_group *group)
{
	struct svg_state inner = *state;
	struct clipper clipper = { .reader = reader };
	const xmlNode *clip =
		map_lookup(&reader->identifiers, state->style.clip);
	if (!clip || !svg_is(clip, "clipPath")) {
		svg_warn_reference(reader, node, state->style.clip);
		return;
	}
	inner.style = svg_style_of(reader, clip, &svg_initial_style);
	if (inner.style.clip.length)
		svg_unsupported(reader, clip, "a clip path within another");
	svg_apply_transform(reader, clip, &inner);
	if (!set_units(reader, clip, bounds, &inner))
		return;
	for (const xmlNode *child = clip->children;
	     child && reader->outcome != SVG_BROKEN; child = child->next) {
		svg_spend(reader, clip, 1);
		if (child->type == XML_ELEMENT_NODE)
			add_child(&clipper, child, inner);
	}
	struct drawing_path *path =
		ARENA_NEW(reader->arena, struct drawing_path);
	struct svg_matrix same = svg_scaling(1, 1);
	*path = svg_to_path(reader, clip, &clipper.outline, &same);
	group->clip = path;
	group->is_clip_even_odd = clipper.is_even_odd;
	svg_outline_release(&clipper.outline);
}
