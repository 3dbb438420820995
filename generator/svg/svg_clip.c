/* Clip paths, and masks that do no more: one outline, which is a shape, or the
 * union of several without holes. Those within each other become groups within
 * each other. */
#include <math.h>
#include <string.h>

#include "svg/svg_private.h"

/* A shape's own clip path, and that path's, and so on. */
enum { MOST_WITHIN = 4 };

struct clipper {
	struct svg_reader *reader;
	struct svg_outline outline; /* in the drawing's units */
	size_t count;               /* of shapes */
	bool is_even_odd;
	bool has_holes;         /* or a shape that crosses itself */
	bool is_mask, is_alpha; /* alpha: any colour shows what is below */
	struct svg_state inner; /* of the last shape, and: */
	struct str inner_clip;  /* its own clip path; empty: none */
	const xmlNode *inner_node;
};

static void append_backwards(struct svg_outline *to,
			     const struct svg_outline *from);

/* Twice the area of the polygon through all points; less than 0 where it runs
 * the other way round. */
static double area_of(const struct svg_outline *outline)
{
	const struct svg_point *p = outline->points.items;
	size_t count = outline->points.count;
	double sum = 0;
	for (size_t i = 0; i < count; i++) {
		const struct svg_point *next = &p[(i + 1) % count];
		sum += p[i].x * next->y - next->x * p[i].y;
	}
	return sum;
}

static size_t parts_of(const struct svg_outline *outline)
{
	size_t count = 0;
	for (size_t i = 0; i < outline->verbs.count; i++)
		count += outline->verbs.items[i] == DRAWING_MOVE;
	return count;
}

/* Adds a shape. Those of one part are made to turn one way, so that their union
 * is what winding fills. */
static void append(struct clipper *clipper, const struct svg_outline *outline,
		   const struct svg_matrix *matrix)
{
	struct svg_outline moved = { .verbs = { .items = NULL } };
	for (size_t i = 0; i < outline->verbs.count; i++)
		*VECTOR_ADD(&moved.verbs) = outline->verbs.items[i];
	for (size_t i = 0; i < outline->points.count; i++)
		*VECTOR_ADD(&moved.points) =
			svg_apply(matrix, outline->points.items[i]);
	if (parts_of(&moved) == 1 && area_of(&moved) < 0) {
		append_backwards(&clipper->outline, &moved);
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
static void append_backwards(struct svg_outline *to,
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

/* White shows what is below, and so does every colour of a mask by alpha. */
static bool shows_all(const struct clipper *clipper,
		      const struct svg_style *style)
{
	const struct drawing_colour *rgb = &style->fill.colour.rgb;
	return style->fill.kind == SVG_COLOUR &&
	       style->stroke.kind == SVG_NONE &&
	       style->fill.colour.opacity * style->fill_opacity *
			       style->opacity >=
		       0.999 &&
	       (clipper->is_alpha ||
		(rgb->red >= 254 && rgb->green >= 254 && rgb->blue >= 254));
}

/* What two shapes together would need that have holes, or clip paths of their
 * own. */
static void check_union(struct clipper *clipper, const xmlNode *shape)
{
	if (clipper->count > 1 &&
	    (clipper->has_holes || clipper->inner_clip.length))
		svg_unsupported(clipper->reader, shape,
				"a clip path of several paths with holes");
}

static void add_shape(struct clipper *clipper, const xmlNode *shape,
		      const struct svg_state *state,
		      const struct svg_outline *outline)
{
	struct svg_reader *reader = clipper->reader;
	const struct svg_style *style = &state->style;
	struct svg_matrix matrix = svg_multiply(
		svg_scaling(reader->scale, reader->scale), state->matrix);
	if (clipper->is_mask && !shows_all(clipper, style))
		svg_unsupported(reader, shape,
				"a mask that is more than a white shape");
	clipper->count++;
	clipper->is_even_odd = clipper->is_mask ? style->is_fill_even_odd :
						  style->is_clip_even_odd;
	if (parts_of(outline) > 1 ||
	    (clipper->is_even_odd && !svg_is(shape, "rect") &&
	     !svg_is(shape, "circle") && !svg_is(shape, "ellipse")))
		clipper->has_holes = true;
	if (style->clip.length) {
		clipper->inner = *state;
		clipper->inner_clip = style->clip;
		clipper->inner_node = shape;
	}
	check_union(clipper, shape);
	append(clipper, outline, &matrix);
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
		struct str clip = state.style.clip;
		state.style = svg_style_of(reader, shape, &state.style);
		svg_apply_transform(reader, shape, &state);
		if (clip.length && state.style.clip.length)
			svg_unsupported(reader, shape,
					"a shape with two clip paths in "
					"another");
		if (clip.length)
			state.style.clip = clip;
	}
	if (svg_shape_outline(reader, shape, &state, &outline))
		add_shape(clipper, shape, &state, &outline);
	else if (!svg_is(shape, "title") && !svg_is(shape, "desc"))
		svg_unsupported(reader, shape, "<%s> in a %s",
				(const char *)shape->name,
				clipper->is_mask ? "mask" : "clip path");
	svg_outline_release(&outline);
}

static bool set_units(struct svg_reader *reader, const xmlNode *clip,
		      const char *name, const struct svg_box *bounds,
		      struct svg_state *state)
{
	if (!str_equals(str_trim(svg_attribute(clip, name)),
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

static bool is_by_alpha(const xmlNode *mask)
{
	return str_find(svg_attribute(mask, "style"), STR("alpha")) >= 0 ||
	       str_equals(svg_attribute(mask, "mask-type"), STR("alpha"));
}

/* What is clipped to is known: what comes next goes into a group of it. */
static void go_deeper(struct svg_state *state, struct drawing_builder *builder)
{
	struct drawing_builder inner;
	(void)drawing_add_group(builder, &inner);
	*builder = inner;
	state->group_depth++;
}

static void clip_to(struct svg_reader *reader, const xmlNode *node,
		    struct str identifier, const char *kind,
		    struct svg_state *state, const struct svg_box *bounds,
		    struct drawing_builder *builder, unsigned depth)
{
	struct svg_state inner = *state;
	struct clipper clipper = { .reader = reader,
				   .is_mask = strcmp(kind, "mask") == 0 };
	const xmlNode *clip = map_lookup(&reader->identifiers, identifier);
	if (!clip || !svg_is(clip, kind)) {
		svg_warn_reference(reader, node, identifier);
		return;
	}
	if (depth > MOST_WITHIN) {
		svg_unsupported(reader, clip,
				"more than %d clip paths within each other",
				MOST_WITHIN);
		return;
	}
	clipper.is_alpha = is_by_alpha(clip);
	inner.style = svg_style_of(reader, clip, &svg_initial_style);
	if (inner.style.clip.length) {
		clip_to(reader, clip, inner.style.clip, "clipPath", state,
			bounds, builder, depth + 1);
		go_deeper(state, builder);
	}
	if (!clipper.is_mask)
		svg_apply_transform(reader, clip, &inner);
	if (!set_units(reader, clip,
		       clipper.is_mask ? "maskContentUnits" : "clipPathUnits",
		       bounds, &inner))
		return;
	for (const xmlNode *child = clip->children;
	     child && reader->outcome != SVG_BROKEN; child = child->next) {
		svg_spend(reader, clip, 1);
		if (child->type == XML_ELEMENT_NODE &&
		    svg_is(child, (const char *)child->name))
			add_child(&clipper, child, inner);
	}
	struct drawing_path *path =
		ARENA_NEW(reader->arena, struct drawing_path);
	struct svg_matrix same = svg_scaling(1, 1);
	*path = svg_to_path(reader, clip, &clipper.outline, &same);
	builder->group->clip = path;
	builder->group->is_clip_even_odd = clipper.is_even_odd;
	svg_outline_release(&clipper.outline);
	if (!clipper.inner_clip.length)
		return;
	go_deeper(state, builder);
	clip_to(reader, clipper.inner_node, clipper.inner_clip, "clipPath",
		&clipper.inner, NULL, builder, depth + 1);
}

void svg_clip(struct svg_reader *reader, const xmlNode *node,
	      struct svg_state *state, const struct svg_box *bounds,
	      struct drawing_builder *builder)
{
	struct str clip = state->style.clip, mask = state->style.mask;
	if (clip.length)
		clip_to(reader, node, clip, "clipPath", state, bounds, builder,
			0);
	if (clip.length && mask.length)
		go_deeper(state, builder);
	if (mask.length)
		clip_to(reader, node, mask, "mask", state, bounds, builder, 0);
}
