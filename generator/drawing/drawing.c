/* Making drawings. */
#include "drawing/drawing.h"

#include <assert.h>

/* ---- Paths ------------------------------------------------------------- */

static void add_point(struct drawing_pen *pen, int32_t x, int32_t y)
{
	*VECTOR_ADD(&pen->points) = (struct drawing_point){ x, y };
}

void drawing_move(struct drawing_pen *pen, int32_t x, int32_t y)
{
	*VECTOR_ADD(&pen->verbs) = DRAWING_MOVE;
	add_point(pen, x, y);
}

void drawing_line(struct drawing_pen *pen, int32_t x, int32_t y)
{
	assert(pen->verbs.count);
	*VECTOR_ADD(&pen->verbs) = DRAWING_LINE;
	add_point(pen, x, y);
}

void drawing_curve(struct drawing_pen *pen, struct drawing_point control1,
		   struct drawing_point control2, struct drawing_point end)
{
	assert(pen->verbs.count);
	*VECTOR_ADD(&pen->verbs) = DRAWING_CURVE;
	add_point(pen, control1.x, control1.y);
	add_point(pen, control2.x, control2.y);
	add_point(pen, end.x, end.y);
}

void drawing_close(struct drawing_pen *pen)
{
	assert(pen->verbs.count);
	*VECTOR_ADD(&pen->verbs) = DRAWING_CLOSE;
}

void drawing_rectangle(struct drawing_pen *pen, int32_t x, int32_t y,
		       int32_t width, int32_t height)
{
	drawing_move(pen, x, y);
	drawing_line(pen, x + width, y);
	drawing_line(pen, x + width, y + height);
	drawing_line(pen, x, y + height);
	drawing_close(pen);
}

/* How far a quarter circle's control points stand from its ends. */
static int32_t control_distance(int32_t radius)
{
	return (int32_t)((int64_t)radius * 552285 / 1000000);
}

void drawing_circle(struct drawing_pen *pen, int32_t x, int32_t y,
		    int32_t radius)
{
	int32_t r = radius, k = control_distance(radius);
	drawing_move(pen, x + r, y);
	drawing_curve(pen, (struct drawing_point){ x + r, y + k },
		      (struct drawing_point){ x + k, y + r },
		      (struct drawing_point){ x, y + r });
	drawing_curve(pen, (struct drawing_point){ x - k, y + r },
		      (struct drawing_point){ x - r, y + k },
		      (struct drawing_point){ x - r, y });
	drawing_curve(pen, (struct drawing_point){ x - r, y - k },
		      (struct drawing_point){ x - k, y - r },
		      (struct drawing_point){ x, y - r });
	drawing_curve(pen, (struct drawing_point){ x + k, y - r },
		      (struct drawing_point){ x + r, y - k },
		      (struct drawing_point){ x + r, y });
	drawing_close(pen);
}

struct drawing_path drawing_pen_finish(struct drawing_pen *pen,
				       struct arena *arena)
{
	struct drawing_path path = { .verb_count = pen->verbs.count,
				     .point_count = pen->points.count };
	uint8_t *verbs = ARENA_NEW_ARRAY(arena, path.verb_count, uint8_t);
	struct drawing_point *points =
		ARENA_NEW_ARRAY(arena, path.point_count, struct drawing_point);
	if (path.verb_count)
		memcpy(verbs, pen->verbs.items, path.verb_count);
	if (path.point_count)
		memcpy(points, pen->points.items,
		       path.point_count * sizeof *points);
	path.verbs = verbs;
	path.points = points;
	VECTOR_RELEASE(&pen->verbs);
	VECTOR_RELEASE(&pen->points);
	return path;
}

/* ---- Trees ------------------------------------------------------------- */

struct drawing *drawing_new(struct arena *arena, int32_t width, int32_t height,
			    struct drawing_builder *builder)
{
	struct drawing *drawing = ARENA_NEW(arena, struct drawing);
	drawing->width = width;
	drawing->height = height;
	drawing->natural_width = (uint32_t)width;
	drawing->natural_height = (uint32_t)height;
	drawing->root.opacity = DRAWING_OPAQUE;
	*builder = (struct drawing_builder){ arena, &drawing->root, NULL };
	return drawing;
}

static struct drawing_node *add_node(struct drawing_builder *builder)
{
	struct drawing_node *node =
		ARENA_NEW(builder->arena, struct drawing_node);
	if (builder->last)
		builder->last->next = node;
	else
		builder->group->first = node;
	builder->last = node;
	return node;
}

struct drawing_shape *drawing_add_shape(struct drawing_builder *builder,
					struct drawing_path path)
{
	struct drawing_shape *shape = &add_node(builder)->shape;
	shape->path = path;
	shape->fill.opacity = DRAWING_OPAQUE;
	shape->stroke.paint.opacity = DRAWING_OPAQUE;
	shape->stroke.miter_limit = 4000;
	return shape;
}

struct drawing_group *drawing_add_group(struct drawing_builder *builder,
					struct drawing_builder *inner)
{
	struct drawing_node *node = add_node(builder);
	node->kind = DRAWING_GROUP;
	node->group.opacity = DRAWING_OPAQUE;
	*inner = (struct drawing_builder){ builder->arena, &node->group, NULL };
	return &node->group;
}

void drawing_add_picture(struct drawing_builder *builder,
			 const struct drawing_pixels *pixels,
			 struct drawing_matrix matrix)
{
	struct drawing_node *node = add_node(builder);
	node->kind = DRAWING_PICTURE;
	node->picture = (struct drawing_picture){ pixels, matrix };
}

void drawing_add_text(struct drawing_builder *builder,
		      const struct drawing_text *text)
{
	struct drawing_node *node = add_node(builder);
	assert(text->text[0] && text->size > 0);
	node->kind = DRAWING_TEXT;
	node->text = *text;
	node->text.text = arena_copy_string(builder->arena, text->text);
	node->text.language = arena_copy_string(builder->arena, text->language);
	if (text->turn) {
		struct drawing_turn *turn =
			ARENA_NEW(builder->arena, struct drawing_turn);
		*turn = *text->turn;
		node->text.turn = turn;
	}
	struct drawing_span *more = ARENA_NEW_ARRAY(
		builder->arena, text->more_count, struct drawing_span);
	for (size_t i = 0; i < text->more_count; i++) {
		more[i] = text->more[i];
		more[i].text = arena_copy_string(builder->arena, more[i].text);
	}
	node->text.more = more;
}

static const struct drawing_node *node_of(const struct drawing_text *text)
{
	return (const struct drawing_node *)((const char *)text -
					     offsetof(struct drawing_node,
						      text));
}

const struct drawing_text *drawing_next_text(const struct drawing *drawing,
					     const struct drawing_text *text)
{
	const struct drawing_node *node =
		text ? node_of(text)->next : drawing->root.first;
	while (node && node->kind != DRAWING_TEXT)
		node = node->next;
	return node ? &node->text : NULL;
}

static bool is_translucent(const struct drawing_paint *paint)
{
	return paint->kind != PAINT_NONE && paint->opacity < DRAWING_OPAQUE;
}

static bool has_opacity(const struct drawing_group *group)
{
	if (group->opacity < DRAWING_OPAQUE)
		return true;
	for (const struct drawing_node *node = group->first; node;
	     node = node->next) {
		if (node->kind == DRAWING_GROUP && has_opacity(&node->group))
			return true;
		if (node->kind == DRAWING_PICTURE &&
		    node->picture.pixels->has_alpha)
			return true;
		if (node->kind == DRAWING_SHAPE &&
		    (is_translucent(&node->shape.fill) ||
		     is_translucent(&node->shape.stroke.paint)))
			return true;
	}
	return false;
}

void drawing_finish(struct drawing *drawing)
{
	drawing->has_opacity = has_opacity(&drawing->root);
}

/* ---- Matrices ---------------------------------------------------------- */

const struct drawing_matrix drawing_identity = { DRAWING_ONE, 0, 0,
						 DRAWING_ONE, 0, 0 };

/* x y + z w, of which x and z are millionths. */
static int64_t sum_of_products(int64_t x, int64_t y, int64_t z, int64_t w)
{
	double sum = (double)x * (double)y + (double)z * (double)w;
	return (int64_t)(sum / DRAWING_ONE + (sum < 0 ? -0.5 : 0.5));
}

struct drawing_matrix drawing_matrix_multiply(struct drawing_matrix outer,
					      struct drawing_matrix inner)
{
	return (struct drawing_matrix){
		sum_of_products(outer.a, inner.a, outer.c, inner.b),
		sum_of_products(outer.b, inner.a, outer.d, inner.b),
		sum_of_products(outer.a, inner.c, outer.c, inner.d),
		sum_of_products(outer.b, inner.c, outer.d, inner.d),
		sum_of_products(outer.a, inner.e, outer.c, inner.f) + outer.e,
		sum_of_products(outer.b, inner.e, outer.d, inner.f) + outer.f,
	};
}
