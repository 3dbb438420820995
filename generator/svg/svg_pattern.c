/* Patterns that fill shapes, as charts hatch their areas: the tile is drawn as often
 * as the shape has room, in a group that the shape clips. */
#include <math.h>

#include "svg/svg_private.h"

enum { MOST_TEMPLATES = 10, MOST_TILES = 4000 };

/* The attribute's holder: the pattern, or the nearest it takes after; NULL: it is
 * absent. With a NULL name: what has the tile's elements. */
static const xmlNode *holder(struct svg_reader *reader, const xmlNode *pattern,
			     const char *name)
{
	bool is_given;
	for (int i = 0;
	     pattern && svg_is(pattern, "pattern") && i < MOST_TEMPLATES; i++) {
		if (name ? svg_attribute(pattern, name).bytes != NULL :
			   xmlFirstElementChild((xmlNode *)pattern) != NULL)
			return pattern;
		pattern = svg_referenced(reader, pattern, &is_given);
	}
	return NULL;
}

static bool is_told(struct svg_reader *reader, const xmlNode *pattern,
		    const char *name, struct str value)
{
	const xmlNode *node = holder(reader, pattern, name);
	return node && str_equals(str_trim(svg_attribute(node, name)), value);
}

static double length_of(struct svg_reader *reader, const xmlNode *pattern,
			const char *name, double whole)
{
	const xmlNode *node = holder(reader, pattern, name);
	return node ? svg_length(reader, node, name, whole, 0) : 0;
}

/* The first tile, in the pattern's own space. */
static struct svg_box first_tile(struct svg_reader *reader,
				 const xmlNode *pattern,
				 const struct svg_state *state,
				 const struct svg_box *bounds)
{
	bool is_user =
		is_told(reader, pattern, "patternUnits", STR("userSpaceOnUse"));
	double width = is_user ? state->width : 1;
	double height = is_user ? state->height : 1;
	double x = length_of(reader, pattern, "x", width);
	double y = length_of(reader, pattern, "y", height);
	double across = length_of(reader, pattern, "width", width);
	double down = length_of(reader, pattern, "height", height);
	if (is_user)
		return (struct svg_box){ x, y, x + across, y + down };
	double wide = bounds->right - bounds->left;
	double high = bounds->bottom - bounds->top;
	x = bounds->left + x * wide;
	y = bounds->top + y * high;
	return (struct svg_box){ x, y, x + across * wide, y + down * high };
}

static struct svg_matrix transform_of(struct svg_reader *reader,
				      const xmlNode *pattern)
{
	struct svg_matrix matrix = svg_scaling(1, 1);
	const xmlNode *node = holder(reader, pattern, "patternTransform");
	if (!node)
		return matrix;
	struct str text = svg_attribute(node, "patternTransform");
	if (!svg_parse_transform(text, &matrix)) {
		svg_warn_value(reader, node, "patternTransform", text);
		matrix = svg_scaling(1, 1);
	}
	return matrix;
}

/* What holds the box once the matrix is undone. False where it cannot be. */
static bool undo(const struct svg_matrix *m, const struct svg_box *box,
		 struct svg_box *result)
{
	double determinant = m->a * m->d - m->b * m->c;
	if (fabs(determinant) < 1e-12)
		return false;
	*result = (struct svg_box){ INFINITY, INFINITY, -INFINITY, -INFINITY };
	for (int i = 0; i < 4; i++) {
		double x = (i & 1 ? box->right : box->left) - m->e;
		double y = (i & 2 ? box->bottom : box->top) - m->f;
		double back_x = (m->d * x - m->c * y) / determinant;
		double back_y = (m->a * y - m->b * x) / determinant;
		result->left = fmin(result->left, back_x);
		result->right = fmax(result->right, back_x);
		result->top = fmin(result->top, back_y);
		result->bottom = fmax(result->bottom, back_y);
	}
	return true;
}

/* Tiles count from the first one. */
struct range {
	double left, right, top, bottom;
};

static void draw_tiles(struct svg_reader *reader, const xmlNode *pattern,
		       const struct svg_state *outside, struct svg_box tile,
		       const struct range *range, struct svg_point unit,
		       struct drawing_builder *builder)
{
	const xmlNode *content = holder(reader, pattern, NULL);
	double width = tile.right - tile.left, height = tile.bottom - tile.top;
	for (double row = range->top; row < range->bottom; row++)
		for (double column = range->left; column < range->right;
		     column++) {
			struct svg_state state = *outside;
			struct svg_matrix shift =
				svg_translation(tile.left + column * width,
						tile.top + row * height);
			state.matrix = svg_multiply(state.matrix, shift);
			state.matrix = svg_multiply(
				state.matrix, svg_scaling(unit.x, unit.y));
			svg_walk_box(reader, content, state, width / unit.x,
				     height / unit.y, builder);
		}
}

const xmlNode *svg_pattern_of(const struct svg_reader *reader,
			      const struct svg_state *state)
{
	const struct svg_paint *paint = &state->style.fill;
	const xmlNode *target =
		paint->kind == SVG_REFERENCE ?
			map_lookup(&reader->identifiers, paint->reference) :
			NULL;
	return target && svg_is(target, "pattern") ? target : NULL;
}

static struct drawing_group *
add_group(struct svg_reader *reader, const xmlNode *pattern,
	  const struct svg_state *state, const struct svg_outline *outline,
	  struct drawing_builder *builder, struct drawing_builder *inner)
{
	struct svg_matrix matrix = svg_multiply(
		svg_scaling(reader->scale, reader->scale), state->matrix);
	struct drawing_path *path =
		ARENA_NEW(reader->arena, struct drawing_path);
	*path = svg_to_path(reader, pattern, outline, &matrix);
	struct drawing_group *group = drawing_add_group(builder, inner);
	group->clip = path;
	group->is_clip_even_odd = state->style.is_fill_even_odd;
	group->opacity =
		(uint16_t)lround(state->style.fill_opacity * DRAWING_OPAQUE);
	return group;
}

/* A pattern's tile may be filled with a pattern: not with itself. */
static bool is_too_deep(struct svg_reader *reader, const xmlNode *pattern,
			unsigned depth)
{
	enum { MOST_WITHIN = 4 };
	if (depth > MOST_WITHIN)
		svg_unsupported(reader, pattern,
				"more than %d patterns within each other",
				MOST_WITHIN);
	return depth > MOST_WITHIN;
}

void svg_fill_pattern(struct svg_reader *reader, const xmlNode *pattern,
		      const struct svg_state *state,
		      const struct svg_outline *outline,
		      const struct svg_box *bounds,
		      struct drawing_builder *builder)
{
	struct drawing_builder inner;
	struct svg_state tiles = *state;
	struct svg_matrix transform = transform_of(reader, pattern);
	struct svg_box tile = first_tile(reader, pattern, state, bounds), room;
	double width = tile.right - tile.left, height = tile.bottom - tile.top;
	const xmlNode *content = holder(reader, pattern, NULL);
	struct svg_point unit = { 1, 1 };
	if (!content || !(width > 0 && height > 0) ||
	    !undo(&transform, bounds, &room) ||
	    is_too_deep(reader, pattern, ++tiles.pattern_depth))
		return;
	struct range range = { floor((room.left - tile.left) / width),
			       ceil((room.right - tile.left) / width),
			       floor((room.top - tile.top) / height),
			       ceil((room.bottom - tile.top) / height) };
	if (!((range.right - range.left) * (range.bottom - range.top) <=
	      MOST_TILES)) {
		svg_unsupported(reader, pattern,
				"a pattern of more than %d tiles", MOST_TILES);
		return;
	}
	if (is_told(reader, pattern, "patternContentUnits",
		    STR("objectBoundingBox")) &&
	    !svg_attribute(content, "viewBox").bytes)
		unit = (struct svg_point){ bounds->right - bounds->left,
					   bounds->bottom - bounds->top };
	if (!(unit.x > 0 && unit.y > 0))
		return;
	tiles.matrix = svg_multiply(state->matrix, transform);
	tiles.style = svg_style_of(reader, content, &svg_initial_style);
	tiles.group_depth += 2;
	tiles.depth++;
	size_t texts = reader->texts.count;
	add_group(reader, pattern, state, outline, builder, &inner);
	draw_tiles(reader, pattern, &tiles, tile, &range, unit, &inner);
	if (reader->texts.count > texts)
		svg_tell(reader, pattern, DIAGNOSTIC_SVG_LOST,
			 "words within a pattern are not shown");
	reader->texts.count = texts;
}
