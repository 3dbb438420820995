/* The walk over the elements of a picture, in the order of painting. */
#include <math.h>

#include "svg/svg_private.h"

enum { MOST_DEPTH = 200, MOST_USES = 20 };

/* ---- Viewports --------------------------------------------------------- */

bool svg_has_view_box(struct svg_reader *reader, const xmlNode *node,
		      double box[4])
{
	struct str text = svg_attribute(node, "viewBox");
	struct str rest = text;
	if (!text.bytes)
		return false;
	svg_skip_space(&rest);
	for (unsigned i = 0; i < 4; i++) {
		if (!svg_scan_number(&rest, &box[i]))
			break;
		svg_skip_comma(&rest);
		if (i == 3 && !rest.length && box[2] >= 0 && box[3] >= 0)
			return true;
	}
	svg_warn_value(reader, node, "viewBox", text);
	return false;
}

/* Where the box goes, as a share of the space that is left: "xMidYMin" */
static double alignment(struct str text, char axis)
{
	for (size_t i = 0; i + 4 <= text.length; i++)
		if (text.bytes[i] == axis)
			return memcmp(text.bytes + i + 1, "Min", 3) == 0 ? 0 :
			       memcmp(text.bytes + i + 1, "Max", 3) == 0 ? 1 :
									   0.5;
	return 0.5;
}

struct svg_matrix svg_aspect(struct str aspect, const double box[4],
			     double width, double height)
{
	double sx = width / box[2], sy = height / box[3];
	if (!str_starts_with(aspect, STR("none")))
		sx = sy = str_ends_with(aspect, STR("slice")) ? fmax(sx, sy) :
								fmin(sx, sy);
	double x = (width - box[2] * sx) * alignment(aspect, 'x');
	double y = (height - box[3] * sy) * alignment(aspect, 'Y');
	struct svg_matrix matrix =
		svg_multiply(svg_translation(x, y), svg_scaling(sx, sy));
	return svg_multiply(matrix, svg_translation(-box[0], -box[1]));
}

bool svg_view_box(struct svg_reader *reader, const xmlNode *node, double width,
		  double height, struct svg_state *state)
{
	double box[4];
	if (!(width > 0 && height > 0))
		return false;
	state->width = width;
	state->height = height;
	if (!svg_has_view_box(reader, node, box))
		return true;
	if (!(box[2] > 0 && box[3] > 0))
		return false;
	struct str aspect =
		str_trim(svg_attribute(node, "preserveAspectRatio"));
	state->matrix = svg_multiply(state->matrix,
				     svg_aspect(aspect, box, width, height));
	state->width = box[2];
	state->height = box[3];
	return true;
}

void svg_clip_viewport(struct svg_reader *reader, const xmlNode *node,
		       const struct svg_state *state, double width,
		       double height, struct drawing_group *group)
{
	struct svg_outline outline = { .verbs = { .items = NULL } };
	struct svg_box box = { 0, 0, width, height };
	struct svg_matrix matrix = svg_multiply(
		svg_scaling(reader->scale, reader->scale), state->matrix);
	struct drawing_path *path =
		ARENA_NEW(reader->arena, struct drawing_path);
	svg_outline_rectangle(&outline, &box, 0, 0);
	*path = svg_to_path(reader, node, &outline, &matrix);
	group->clip = path;
	svg_outline_release(&outline);
}

/* Texts are not clipped: those are left out that stand outside. */
static void narrow_clip(struct svg_state *state,
			const struct drawing_group *group)
{
	const struct drawing_path *path = group->clip;
	struct svg_box box = { DRAWING_MOST, DRAWING_MOST, -DRAWING_MOST,
			       -DRAWING_MOST };
	if (!path)
		return;
	for (size_t i = 0; i < path->point_count; i++) {
		box.left = fmin(box.left, path->points[i].x);
		box.right = fmax(box.right, path->points[i].x);
		box.top = fmin(box.top, path->points[i].y);
		box.bottom = fmax(box.bottom, path->points[i].y);
	}
	state->clip.left = fmax(state->clip.left, box.left);
	state->clip.right = fmin(state->clip.right, box.right);
	state->clip.top = fmax(state->clip.top, box.top);
	state->clip.bottom = fmin(state->clip.bottom, box.bottom);
}

/* An inner <svg>, or a <symbol> (or <svg>) that `use` shows. */
static void walk_viewport(struct svg_reader *reader, const xmlNode *node,
			  const xmlNode *use, struct svg_state state,
			  struct drawing_builder *builder)
{
	double outer_width = state.width, outer_height = state.height;
	double width =
		svg_length(reader, node, "width", outer_width, outer_width);
	double height =
		svg_length(reader, node, "height", outer_height, outer_height);
	double x = svg_length(reader, node, "x", outer_width, 0);
	double y = svg_length(reader, node, "y", outer_height, 0);
	if (use) {
		width = svg_length(reader, use, "width", outer_width, width);
		height =
			svg_length(reader, use, "height", outer_height, height);
	}
	state.matrix = svg_multiply(state.matrix, svg_translation(x, y));
	svg_walk_box(reader, node, state, width, height, builder);
}

void svg_walk_box(struct svg_reader *reader, const xmlNode *node,
		  struct svg_state state, double width, double height,
		  struct drawing_builder *builder)
{
	struct drawing_builder inner = *builder;
	struct svg_state outside = state;
	if (!svg_view_box(reader, node, width, height, &state))
		return;
	if (!state.style.is_overflow_visible) {
		struct drawing_group *group =
			drawing_add_group(builder, &inner);
		svg_clip_viewport(reader, node, &outside, width, height, group);
		narrow_clip(&state, group);
		state.group_depth++;
		svg_walk_children(reader, node, &state, &inner);
		return;
	}
	svg_walk_children(reader, node, &state, builder);
}

/* ---- Elements ---------------------------------------------------------- */

static void walk_element(struct svg_reader *reader, const xmlNode *node,
			 const xmlNode *use, const struct svg_state *outer,
			 struct drawing_builder *builder);

static void walk_use(struct svg_reader *reader, const xmlNode *node,
		     struct svg_state state, struct drawing_builder *builder)
{
	bool is_given;
	const xmlNode *target = svg_referenced(reader, node, &is_given);
	if (!target) {
		if (!is_given)
			svg_warn_value(reader, node, "href", STR(""));
		return;
	}
	if (++state.use_depth > MOST_USES) {
		svg_broken(reader, node,
			   "has a <use> that shows itself, or "
			   "%d within each other",
			   MOST_USES);
		return;
	}
	double x = svg_length(reader, node, "x", state.width, 0);
	double y = svg_length(reader, node, "y", state.height, 0);
	state.matrix = svg_multiply(state.matrix, svg_translation(x, y));
	walk_element(reader, target, node, &state, builder);
}

/* Those shapes have corners that are lines. */
static void add_markers(struct svg_reader *reader, const xmlNode *node,
			const struct svg_state *state,
			const struct svg_outline *outline,
			struct drawing_builder *builder)
{
	if (svg_is(node, "path") || svg_is(node, "line") ||
	    svg_is(node, "polyline") || svg_is(node, "polygon"))
		svg_markers(reader, node, state, outline, builder);
}

/* A shape in a group of its own, if it needs one: for its clip path, or an
 * opacity that fill and stroke have together. */
static void walk_shape(struct svg_reader *reader, const xmlNode *node,
		       struct svg_state *state,
		       const struct svg_outline *outline,
		       struct drawing_builder *builder)
{
	struct svg_style *style = &state->style;
	struct drawing_builder inner = *builder;
	bool is_both =
		style->fill.kind != SVG_NONE && style->stroke.kind != SVG_NONE;
	if (style->is_hidden)
		return;
	if (!is_both) {
		style->fill_opacity *= style->opacity;
		style->stroke_opacity *= style->opacity;
		style->opacity = 1;
	}
	if (!style->clip.length && !style->mask.length && style->opacity >= 1) {
		svg_add_shape(reader, node, state, outline, builder);
		add_markers(reader, node, state, outline, builder);
		return;
	}
	struct svg_box bounds;
	struct drawing_group *group = drawing_add_group(builder, &inner);
	group->opacity = (uint16_t)lround(style->opacity * DRAWING_OPAQUE);
	svg_clip(reader, node, state,
		 svg_outline_bounds(outline, &bounds) ? &bounds : NULL, &inner);
	svg_add_shape(reader, node, state, outline, &inner);
	add_markers(reader, node, state, outline, &inner);
}

static void walk_container(struct svg_reader *reader, const xmlNode *node,
			   const xmlNode *use, struct svg_state *state,
			   struct drawing_builder *builder)
{
	struct drawing_builder inner;
	struct drawing_builder *into = builder;
	if (state->style.clip.length || state->style.mask.length ||
	    state->style.opacity < 1) {
		struct drawing_group *group =
			drawing_add_group(builder, &inner);
		group->opacity =
			(uint16_t)lround(state->style.opacity * DRAWING_OPAQUE);
		state->group_depth++;
		svg_clip(reader, node, state, NULL, &inner);
		narrow_clip(state, group);
		state->opacity *= state->style.opacity;
		into = &inner;
	}
	if (svg_is(node, "use"))
		walk_use(reader, node, *state, into);
	else if (svg_is(node, "svg") || svg_is(node, "symbol"))
		walk_viewport(reader, node, use, *state, into);
	else
		svg_walk_children(reader, node, state, into);
}

/* Elements that show nothing where they stand. */
static bool is_silent(const xmlNode *node)
{
	static const char *const names[] = {
		"defs",
		"title",
		"desc",
		"metadata",
		"style",
		"linearGradient",
		"radialGradient",
		"clipPath",
		"symbol",
		/* reported where they are referred to */
		"pattern",
		"filter",
		"mask",
		"marker",
		"view",
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (svg_is(node, names[i]))
			return true;
	return false;
}

static bool is_container(const xmlNode *node)
{
	return svg_is(node, "g") || svg_is(node, "use") ||
	       svg_is(node, "svg") || svg_is(node, "symbol") ||
	       svg_is(node, "a");
}

/* "10px 20px", which a transform turns about. */
static bool scan_origin(struct str text, struct svg_point *origin)
{
	struct str rest = text;
	if (str_find_byte(text, '%') >= 0)
		return false;
	svg_skip_space(&rest);
	if (!svg_scan_length(&rest, 0, &origin->x))
		return false;
	svg_skip_comma(&rest);
	return svg_scan_length(&rest, 0, &origin->y);
}

void svg_apply_transform(struct svg_reader *reader, const xmlNode *node,
			 struct svg_state *state)
{
	const struct svg_style *style = &state->style;
	struct str text = style->transform.bytes ?
				  style->transform :
				  svg_attribute(node, "transform");
	struct svg_matrix matrix;
	struct svg_point origin = { 0, 0 };
	if (!text.bytes)
		return;
	if (!svg_parse_transform(text, &matrix)) {
		svg_warn_value(reader, node, "transform", text);
		return;
	}
	bool is_shift = matrix.a == 1 && matrix.b == 0 && matrix.c == 0 &&
			matrix.d == 1;
	if (!is_shift && style->origin.length &&
	    !scan_origin(style->origin, &origin))
		svg_unsupported(reader, node,
				"a 'transform-origin' that is not told in "
				"pixels");
	matrix = svg_multiply(svg_translation(origin.x, origin.y), matrix);
	matrix = svg_multiply(matrix, svg_translation(-origin.x, -origin.y));
	state->matrix = svg_multiply(state->matrix, matrix);
}

/* What is no SVG, mostly HTML. */
static void tell_foreign(struct svg_reader *reader, const xmlNode *node)
{
	xmlChar *words = xmlNodeGetContent(node);
	struct str text = str_trim(str_from(words ? (char *)words : ""));
	size_t length = text.length < 40 ? text.length : 40;
	while (length && length < text.length &&
	       (text.bytes[length] & 0xC0) == 0x80)
		length--;
	if (text.length)
		svg_tell(reader, node, DIAGNOSTIC_SVG_LOST,
			 "words in HTML (<foreignObject>) are not shown: "
			 "'%.*s%s'",
			 (int)length, text.bytes,
			 length < text.length ? "…" : "");
	xmlFree(words);
}

/* True where the element asks for what is not here: SVG 1.1, 5.8. */
static bool is_refused(const xmlNode *node)
{
	return str_trim(svg_attribute(node, "requiredExtensions")).length ||
	       str_trim(svg_attribute(node, "systemLanguage")).length ||
	       str_find(svg_attribute(node, "requiredFeatures"),
			STR("Extensibility")) >= 0;
}

/* The first child that asks for nothing else. draw.io ends its pictures with
 * an empty group in place of the words that HTML cannot be shown: there it
 * comes first, and is taken. */
static void walk_switch(struct svg_reader *reader, const xmlNode *node,
			struct svg_state *state,
			struct drawing_builder *builder)
{
	for (const xmlNode *child = node->children; child;
	     child = child->next) {
		if (child->type != XML_ELEMENT_NODE ||
		    !svg_is(child, (const char *)child->name))
			continue;
		if (svg_is(child, "g") && !child->children)
			return;
		if (is_refused(child))
			continue;
		walk_element(reader, child, NULL, state, builder);
		return;
	}
}

static bool is_within_limits(struct svg_reader *reader, const xmlNode *node,
			     const struct svg_state *state)
{
	if (++reader->element_count > SVG_MOST_ELEMENTS)
		svg_broken(reader, node, "shows more than %d elements",
			   SVG_MOST_ELEMENTS);
	else if (state->depth > MOST_DEPTH)
		svg_broken(reader, node,
			   "has elements within more than %d "
			   "others",
			   MOST_DEPTH);
	else if (state->group_depth + 12 > DRAWING_MOST_DEPTH)
		svg_unsupported(reader, node, "%d groups within each other",
				DRAWING_MOST_DEPTH);
	return reader->outcome != SVG_BROKEN;
}

/* `use` is the element that shows this one from afar, or NULL. */
static void walk_element(struct svg_reader *reader, const xmlNode *node,
			 const xmlNode *use, const struct svg_state *outer,
			 struct drawing_builder *builder)
{
	struct svg_state state = *outer;
	struct svg_outline outline = { .verbs = { .items = NULL } };
	state.depth++;
	if ((is_silent(node) && !(use && svg_is(node, "symbol"))) ||
	    !is_within_limits(reader, node, &state))
		return;
	state.style = svg_style_of(reader, node, &outer->style);
	if (state.style.is_absent || state.style.opacity <= 0)
		return;
	svg_apply_transform(reader, node, &state);
	if (is_container(node))
		walk_container(reader, node, use, &state, builder);
	else if (svg_is(node, "text"))
		svg_text_walk(reader, node, &state);
	else if (svg_is(node, "switch"))
		walk_switch(reader, node, &state, builder);
	else if (svg_is(node, "image"))
		svg_image_walk(reader, node, &state, builder);
	else if (svg_is(node, "foreignObject"))
		tell_foreign(reader, node);
	else if (svg_shape_outline(reader, node, &state, &outline))
		walk_shape(reader, node, &state, &outline, builder);
	else
		svg_unsupported(reader, node, "<%s>", (const char *)node->name);
	svg_outline_release(&outline);
}

void svg_walk_children(struct svg_reader *reader, const xmlNode *parent,
		       const struct svg_state *state,
		       struct drawing_builder *builder)
{
	for (const xmlNode *child = parent->children;
	     child && reader->outcome != SVG_BROKEN; child = child->next) {
		svg_spend(reader, parent, 1);
		/* Drawing programs' own elements have other namespaces. */
		if (child->type == XML_ELEMENT_NODE &&
		    svg_is(child, (const char *)child->name))
			walk_element(reader, child, NULL, state, builder);
	}
}
