/* Drawings as form XObjects. */
#include "pdf/drawing.h"

#include "base/vector.h"
#include "pdf/syntax.h"

/* What the operators so far have set. */
struct state {
	struct drawing_colour fill, stroke;
	bool has_fill, has_stroke; /* fill, stroke are what is set */
	uint16_t fill_opacity, stroke_opacity;
	bool has_line; /* the rest is what is set: */
	int32_t width, miter_limit, dash_offset;
	enum drawing_cap cap;
	enum drawing_join join;
	const int32_t *dashes;
	size_t dash_count;
};

/* One drawing: all its forms share the resources. */
struct painter {
	struct pdf_objects *objects;
	const struct drawing *drawing;
	pdf_id resources;
	const struct pdf_pictures *pictures;
	VECTOR(pdf_id) patterns, forms, images;
	bool fill_opacities[DRAWING_OPAQUE + 1];
	bool stroke_opacities[DRAWING_OPAQUE + 1];
};

/* One form. */
struct form {
	struct painter *painter;
	struct buffer out;
	struct state state;
	struct drawing_matrix matrix; /* to the form's space */
	bool is_moved; /* the canvas is not where the drawing's is */
};

static void put(struct form *form, const char *text)
{
	buffer_append_string(&form->out, text);
}

static void put_number(struct buffer *out, int64_t value, unsigned places)
{
	pdf_append_decimal(out, value, places);
	buffer_append_byte(out, ' ');
}

static void put_unit(struct form *form, int64_t value)
{
	put_number(&form->out, value, 3);
}

static void put_matrix(struct buffer *out, const struct drawing_matrix *m)
{
	put_number(out, m->a, 6);
	put_number(out, m->b, 6);
	put_number(out, m->c, 6);
	put_number(out, m->d, 6);
	put_number(out, m->e, 3);
	put_number(out, m->f, 3);
}

/* ---- Gradients (8.7.4.5, 7.10) ----------------------------------------- */

/* A component as thousandths: 1/2 of what a sample can tell apart. */
static void put_colour(struct buffer *out, struct drawing_colour colour)
{
	uint8_t parts[3] = { colour.red, colour.green, colour.blue };
	for (unsigned i = 0; i < 3; i++)
		put_number(out, (parts[i] * 10000 + 127) / 255, 4);
}

static void put_segment(struct buffer *out, const struct drawing_stop *stop)
{
	buffer_append_string(out, "<</FunctionType 2/Domain[0 1]/N 1/C0[");
	put_colour(out, stop[0].colour);
	buffer_append_string(out, "]/C1[");
	put_colour(out, stop[1].colour);
	buffer_append_string(out, "]>>");
}

/* Stops at one place make a step: nothing is between them. */
static bool is_segment(const struct drawing_stop *stop)
{
	return stop[1].offset > stop[0].offset;
}

static void put_function(struct buffer *out,
			 const struct drawing_gradient *gradient)
{
	const struct drawing_stop *stops = gradient->stops;
	size_t count = gradient->stop_count - 1, segments = 0;
	buffer_append_string(out, "<</FunctionType 3/Domain[0 1]/Functions[");
	for (size_t i = 0; i < count; i++)
		if (is_segment(&stops[i]))
			put_segment(out, &stops[i]);
	buffer_append_string(out, "]/Bounds[");
	for (size_t i = 0; i < count; i++)
		if (is_segment(&stops[i]) && segments++)
			put_number(out, stops[i].offset, 3);
	buffer_append_string(out, "]/Encode[");
	for (size_t i = 0; i < segments; i++)
		buffer_append_string(out, "0 1 ");
	buffer_append_string(out, "]>>");
}

static size_t add_pattern(struct form *form,
			  const struct drawing_gradient *gradient)
{
	struct painter *painter = form->painter;
	pdf_id id = pdf_objects_reserve(painter->objects);
	struct drawing_matrix matrix =
		drawing_matrix_multiply(form->matrix, gradient->matrix);
	struct buffer *out = pdf_objects_begin(painter->objects, id);
	buffer_append_string(out, "<</Type/Pattern/PatternType 2/Matrix[");
	put_matrix(out, &matrix);
	buffer_append_format(out,
			     "]/Shading<</ShadingType %d"
			     "/ColorSpace/DeviceRGB/Extend[true true]/Coords[",
			     gradient->is_radial ? 3 : 2);
	if (gradient->is_radial) {
		put_number(out, gradient->focus_x, 6);
		put_number(out, gradient->focus_y, 6);
		buffer_append_string(out, "0 0 0 1");
	} else {
		buffer_append_string(out, "0 0 1 0");
	}
	buffer_append_string(out, "]/Function");
	put_function(out, gradient);
	buffer_append_string(out, ">>>>");
	pdf_objects_end(painter->objects);
	*VECTOR_ADD(&painter->patterns) = id;
	return painter->patterns.count - 1;
}

/* ---- Graphics state ---------------------------------------------------- */

static bool is_same_colour(struct drawing_colour a, struct drawing_colour b)
{
	return a.red == b.red && a.green == b.green && a.blue == b.blue;
}

static void set_paint(struct form *form, const struct drawing_paint *paint,
		      bool is_stroke)
{
	struct state *state = &form->state;
	struct drawing_colour *colour =
		is_stroke ? &state->stroke : &state->fill;
	bool *is_set = is_stroke ? &state->has_stroke : &state->has_fill;
	if (paint->kind == PAINT_GRADIENT) {
		buffer_append_format(&form->out, "/Pattern %s/P%zu %s ",
				     is_stroke ? "CS" : "cs",
				     add_pattern(form, paint->gradient),
				     is_stroke ? "SCN" : "scn");
		*is_set = false;
		return;
	}
	if (*is_set && is_same_colour(*colour, paint->colour))
		return;
	put_colour(&form->out, paint->colour);
	put(form, is_stroke ? "RG " : "rg ");
	*colour = paint->colour;
	*is_set = true;
}

static void set_opacity(struct form *form, uint16_t opacity, bool is_stroke)
{
	struct painter *painter = form->painter;
	uint16_t *now = is_stroke ? &form->state.stroke_opacity :
				    &form->state.fill_opacity;
	if (*now == opacity)
		return;
	*now = opacity;
	buffer_append_format(&form->out, "/%c%u gs ", is_stroke ? 's' : 'f',
			     opacity);
	if (is_stroke)
		painter->stroke_opacities[opacity] = true;
	else
		painter->fill_opacities[opacity] = true;
}

static void set_dashes(struct form *form, const struct drawing_stroke *stroke)
{
	struct state *state = &form->state;
	if (state->has_line && state->dash_count == stroke->dash_count &&
	    state->dash_offset == stroke->dash_offset &&
	    (!stroke->dash_count ||
	     memcmp(state->dashes, stroke->dashes,
		    stroke->dash_count * sizeof *stroke->dashes) == 0))
		return;
	put(form, "[");
	for (size_t i = 0; i < stroke->dash_count; i++)
		put_unit(form, stroke->dashes[i]);
	put(form, "]");
	put_unit(form, stroke->dash_offset);
	put(form, "d ");
	state->dashes = stroke->dashes;
	state->dash_count = stroke->dash_count;
	state->dash_offset = stroke->dash_offset;
}

static void set_line(struct form *form, const struct drawing_stroke *stroke)
{
	struct state *state = &form->state;
	bool is_new = !state->has_line;
	if (is_new || state->width != stroke->width) {
		put_unit(form, stroke->width);
		put(form, "w ");
	}
	if (is_new || state->cap != stroke->cap)
		buffer_append_format(&form->out, "%u J ",
				     (unsigned)stroke->cap);
	if (is_new || state->join != stroke->join)
		buffer_append_format(&form->out, "%u j ",
				     (unsigned)stroke->join);
	if (is_new || state->miter_limit != stroke->miter_limit) {
		put_unit(form, stroke->miter_limit);
		put(form, "M ");
	}
	set_dashes(form, stroke);
	state->width = stroke->width;
	state->cap = stroke->cap;
	state->join = stroke->join;
	state->miter_limit = stroke->miter_limit;
	state->has_line = true;
}

/* ---- Shapes ------------------------------------------------------------ */

static void put_path(struct form *form, const struct drawing_path *path)
{
	static const char *const operators[] = { "m ", "l ", "c ", "h " };
	static const unsigned counts[] = { 1, 1, 3, 0 };
	const struct drawing_point *point = path->points;
	for (size_t i = 0; i < path->verb_count; i++) {
		uint8_t verb = path->verbs[i];
		for (unsigned j = 0; j < counts[verb]; j++, point++) {
			put_unit(form, point->x);
			put_unit(form, point->y);
		}
		put(form, operators[verb]);
	}
}

static void put_fill(struct form *form, const struct drawing_shape *shape)
{
	put_path(form, &shape->path);
	put(form, shape->is_even_odd ? "f*\n" : "f\n");
}

/* Fill and stroke in one go where neither shows through the other: else a
 * reader may take "B" for a group that knocks out (11.7.4.4). */
static void put_shape(struct form *form, const struct drawing_shape *shape)
{
	bool is_filled = shape->fill.kind != PAINT_NONE;
	bool is_stroked = shape->stroke.paint.kind != PAINT_NONE;
	bool is_opaque = shape->stroke.paint.opacity == DRAWING_OPAQUE &&
			 shape->fill.opacity == DRAWING_OPAQUE;
	if (!shape->path.verb_count || (!is_filled && !is_stroked))
		return;
	if (is_filled) {
		set_opacity(form, shape->fill.opacity, false);
		set_paint(form, &shape->fill, false);
	}
	if (is_filled && !(is_stroked && is_opaque))
		put_fill(form, shape);
	if (!is_stroked)
		return;
	set_opacity(form, shape->stroke.paint.opacity, true);
	set_paint(form, &shape->stroke.paint, true);
	set_line(form, &shape->stroke);
	put_path(form, &shape->path);
	if (!is_filled || !is_opaque)
		put(form, "S\n");
	else
		put(form, shape->is_even_odd ? "B*\n" : "B\n");
}

/* ---- Groups and forms -------------------------------------------------- */

static void put_nodes(struct form *form, const struct drawing_node *node);

/* A form's dictionary without its matrix. Within groups that transform, the
 * canvas is anywhere. */
static void put_entries(struct buffer *out, const struct painter *painter,
			bool is_moved, bool is_group)
{
	const struct drawing *drawing = painter->drawing;
	buffer_append_string(out, "/Type/XObject/Subtype/Form/BBox[");
	if (!is_moved) {
		buffer_append_string(out, "0 0 ");
		put_number(out, drawing->width, 3);
		put_number(out, drawing->height, 3);
	} else {
		buffer_append_string(out, "-2000000 -2000000 2000000 2000000");
	}
	buffer_append_string(out, "]/Resources ");
	pdf_append_reference(out, painter->resources);
	if (is_group)
		buffer_append_string(out, "/Group<</S/Transparency"
					  "/CS/DeviceRGB>>");
}

/* What is translucent as a whole is a form of its own. */
static void put_translucent(struct form *outer,
			    const struct drawing_group *group)
{
	struct painter *painter = outer->painter;
	struct form form = { .painter = painter,
			     .matrix = drawing_identity,
			     .is_moved = outer->is_moved };
	struct buffer entries = BUFFER_INITIALISER;
	form.state.fill_opacity = form.state.stroke_opacity = DRAWING_OPAQUE;
	put_nodes(&form, group->first);
	pdf_id id = pdf_objects_reserve(painter->objects);
	put_entries(&entries, painter, outer->is_moved, true);
	pdf_objects_set_stream(painter->objects, id, buffer_str(&entries),
			       buffer_str(&form.out), true);
	buffer_release(&entries);
	buffer_release(&form.out);
	set_opacity(outer, group->opacity, false);
	buffer_append_format(&outer->out, "/X%zu Do\n", painter->forms.count);
	*VECTOR_ADD(&painter->forms) = id;
}

static void put_clip(struct form *form, const struct drawing_path *clip,
		     bool is_even_odd)
{
	if (clip->verb_count)
		put_path(form, clip);
	else /* nothing is inside */
		put(form, "0 0 0 0 re ");
	put(form, is_even_odd ? "W* n\n" : "W n\n");
}

/* Depth is bounded: DRAWING_MOST_DEPTH. */
static void put_group(struct form *form, const struct drawing_group *group)
{
	if (group->is_hatching) /* paper has its colours */
		return;
	struct state state = form->state;
	struct drawing_matrix matrix = form->matrix;
	bool is_moved = form->is_moved;
	put(form, "q ");
	if (group->clip)
		put_clip(form, group->clip, group->is_clip_even_odd);
	if (group->matrix) {
		put_matrix(&form->out, group->matrix);
		put(form, "cm ");
		form->matrix = drawing_matrix_multiply(matrix, *group->matrix);
		form->is_moved = true;
	}
	if (group->opacity < DRAWING_OPAQUE)
		put_translucent(form, group);
	else
		put_nodes(form, group->first);
	put(form, "Q\n");
	form->state = state;
	form->matrix = matrix;
	form->is_moved = is_moved;
}

/* Images stand on their feet where y goes up. */
static void put_picture(struct form *form,
			const struct drawing_picture *picture)
{
	struct painter *painter = form->painter;
	pdf_id id = painter->pictures->write(painter->pictures->context,
					     picture->pixels->image);
	if (!id)
		return;
	put(form, "q ");
	put_matrix(&form->out, &picture->matrix);
	buffer_append_format(&form->out, "cm 1 0 0 -1 0 1 cm /I%zu Do Q\n",
			     painter->images.count);
	*VECTOR_ADD(&painter->images) = id;
}

static void put_nodes(struct form *form, const struct drawing_node *node)
{
	for (; node; node = node->next) {
		if (node->kind == DRAWING_GROUP)
			put_group(form, &node->group);
		else if (node->kind == DRAWING_SHAPE)
			put_shape(form, &node->shape);
		else if (node->kind == DRAWING_PICTURE)
			put_picture(form, &node->picture);
	}
}

/* ---- Drawings ---------------------------------------------------------- */

static void put_references(struct buffer *out, char letter, const pdf_id *ids,
			   size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buffer_append_format(out, "/%c%zu ", letter, i);
		pdf_append_reference(out, ids[i]);
	}
}

static void put_opacities(struct buffer *out, const bool *opacities,
			  char letter, const char *key)
{
	for (unsigned i = 0; i <= DRAWING_OPAQUE; i++) {
		if (!opacities[i])
			continue;
		buffer_append_format(out, "/%c%u<</%s ", letter, i, key);
		pdf_append_decimal(out, i, 3);
		buffer_append_string(out, ">>");
	}
}

static void write_resources(struct painter *painter)
{
	struct buffer *out =
		pdf_objects_begin(painter->objects, painter->resources);
	buffer_append_string(out, "<<");
	if (painter->patterns.count) {
		buffer_append_string(out, "/Pattern<<");
		put_references(out, 'P', painter->patterns.items,
			       painter->patterns.count);
		buffer_append_string(out, ">>");
	}
	if (painter->forms.count || painter->images.count) {
		buffer_append_string(out, "/XObject<<");
		put_references(out, 'X', painter->forms.items,
			       painter->forms.count);
		put_references(out, 'I', painter->images.items,
			       painter->images.count);
		buffer_append_string(out, ">>");
	}
	if (painter->drawing->has_opacity) {
		buffer_append_string(out, "/ExtGState<<");
		put_opacities(out, painter->fill_opacities, 'f', "ca");
		put_opacities(out, painter->stroke_opacities, 's', "CA");
		buffer_append_string(out, ">>");
	}
	buffer_append_string(out, ">>");
	pdf_objects_end(painter->objects);
}

/* From the canvas, y down, to the unit square, y up. */
static void put_unit_square(struct buffer *out, const struct drawing *drawing)
{
	int64_t one = (int64_t)DRAWING_UNIT * 1000000000000;
	buffer_append_string(out, "/Matrix[");
	put_number(out, (one + drawing->width / 2) / drawing->width, 12);
	buffer_append_string(out, "0 0 ");
	put_number(out, -(one + drawing->height / 2) / drawing->height, 12);
	buffer_append_string(out, "0 1]");
}

pdf_id pdf_drawing_write(struct pdf_objects *objects,
			 const struct drawing *drawing,
			 const struct pdf_pictures *pictures)
{
	struct painter painter = { .objects = objects,
				   .drawing = drawing,
				   .pictures = pictures };
	struct form form = { .painter = &painter, .matrix = drawing_identity };
	struct buffer entries = BUFFER_INITIALISER;
	pdf_id id = pdf_objects_reserve(objects);
	painter.resources = pdf_objects_reserve(objects);
	form.state.fill_opacity = form.state.stroke_opacity = DRAWING_OPAQUE;
	if (drawing->root.opacity < DRAWING_OPAQUE)
		put_translucent(&form, &drawing->root);
	else
		put_nodes(&form, drawing->root.first);
	put_entries(&entries, &painter, false, drawing->has_opacity);
	put_unit_square(&entries, drawing);
	pdf_objects_set_stream(objects, id, buffer_str(&entries),
			       buffer_str(&form.out), true);
	write_resources(&painter);
	buffer_release(&entries);
	buffer_release(&form.out);
	VECTOR_RELEASE(&painter.patterns);
	VECTOR_RELEASE(&painter.forms);
	VECTOR_RELEASE(&painter.images);
	return id;
}
