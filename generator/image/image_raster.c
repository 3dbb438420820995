/* Drawings as pixels, by cairo, which is loaded when it is first wanted. Its own
 * input is a drawing alone, whose numbers are bounded: what an SVG file holds
 * beyond that, svg_render() draws in a child. */
#include <cairo.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/library.h"
#include "base/memory.h"
#include "image/image_private.h"

/* What is called of it. */
#define FUNCTIONS(X) \
	X(cairo_clip) \
	X(cairo_close_path) \
	X(cairo_create) \
	X(cairo_curve_to) \
	X(cairo_destroy) \
	X(cairo_fill_preserve) \
	X(cairo_get_matrix) \
	X(cairo_get_source) \
	X(cairo_image_surface_create) \
	X(cairo_image_surface_create_from_png_stream) \
	X(cairo_image_surface_get_data) \
	X(cairo_image_surface_get_height) \
	X(cairo_image_surface_get_stride) \
	X(cairo_image_surface_get_width) \
	X(cairo_line_to) \
	X(cairo_move_to) \
	X(cairo_new_path) \
	X(cairo_paint) \
	X(cairo_paint_with_alpha) \
	X(cairo_pattern_add_color_stop_rgba) \
	X(cairo_pattern_create_linear) \
	X(cairo_pattern_create_radial) \
	X(cairo_pattern_destroy) \
	X(cairo_pattern_set_extend) \
	X(cairo_pattern_set_filter) \
	X(cairo_pop_group_to_source) \
	X(cairo_push_group) \
	X(cairo_restore) \
	X(cairo_save) \
	X(cairo_scale) \
	X(cairo_set_dash) \
	X(cairo_set_fill_rule) \
	X(cairo_set_line_cap) \
	X(cairo_set_line_join) \
	X(cairo_set_line_width) \
	X(cairo_set_matrix) \
	X(cairo_set_miter_limit) \
	X(cairo_set_source) \
	X(cairo_set_source_rgba) \
	X(cairo_set_source_surface) \
	X(cairo_status) \
	X(cairo_stroke_preserve) \
	X(cairo_set_operator) \
	X(cairo_surface_destroy) \
	X(cairo_surface_flush) \
	X(cairo_surface_mark_dirty) \
	X(cairo_surface_status) \
	X(cairo_transform)

struct library {
	bool is_there;
#define FIELD(NAME) __typeof__(NAME) *NAME;
	FUNCTIONS(FIELD)
#undef FIELD
};

/* Written once, by whoever wants it first, and read from then on. */
static struct library library;
static pthread_once_t is_loaded = PTHREAD_ONCE_INIT;

static void load(void)
{
	const struct library_function functions[] = {
#define FUNCTION(NAME) { #NAME, &library.NAME },
		FUNCTIONS(FUNCTION)
#undef FUNCTION
	};
	library.is_there = library_load("libcairo.so.2", functions,
					sizeof functions / sizeof *functions);
}

struct raster {
	const struct library *cairo;
	cairo_t *context;
};

/* ---- Paint ------------------------------------------------------------- */

static cairo_matrix_t cairo_matrix_of(const struct drawing_matrix *m,
				      double factor)
{
	const double one = DRAWING_ONE;
	return (cairo_matrix_t){
		.xx = (double)m->a / one * factor,
		.yx = (double)m->b / one * factor,
		.xy = (double)m->c / one * factor,
		.yy = (double)m->d / one * factor,
		.x0 = (double)m->e,
		.y0 = (double)m->f,
	};
}

static void set_colour(struct raster *raster, struct drawing_colour colour,
		       uint16_t opacity)
{
	raster->cairo->cairo_set_source_rgba(
		raster->context, colour.red / 255.0, colour.green / 255.0,
		colour.blue / 255.0, opacity / (double)DRAWING_OPAQUE);
}

/* Where a pattern stands is that of the coordinates that hold when it is set. */
static void set_gradient(struct raster *raster,
			 const struct drawing_gradient *gradient,
			 uint16_t opacity)
{
	const struct library *cairo = raster->cairo;
	const double one = DRAWING_ONE;
	cairo_matrix_t outer,
		inner = cairo_matrix_of(&gradient->matrix, DRAWING_UNIT);
	cairo_pattern_t *pattern =
		gradient->is_radial ?
			cairo->cairo_pattern_create_radial(
				gradient->focus_x / one,
				gradient->focus_y / one, 0, 0, 0, 1) :
			cairo->cairo_pattern_create_linear(0, 0, 1, 0);
	for (size_t i = 0; i < gradient->stop_count; i++) {
		const struct drawing_stop *stop = &gradient->stops[i];
		cairo->cairo_pattern_add_color_stop_rgba(
			pattern, stop->offset / 1000.0,
			stop->colour.red / 255.0, stop->colour.green / 255.0,
			stop->colour.blue / 255.0,
			opacity / (double)DRAWING_OPAQUE);
	}
	cairo->cairo_get_matrix(raster->context, &outer);
	cairo->cairo_transform(raster->context, &inner);
	cairo->cairo_set_source(raster->context, pattern);
	cairo->cairo_set_matrix(raster->context, &outer);
	cairo->cairo_pattern_destroy(pattern);
}

static bool set_paint(struct raster *raster, const struct drawing_paint *paint)
{
	switch (paint->kind) {
	case PAINT_NONE:
		return false;
	case PAINT_COLOUR:
		set_colour(raster, paint->colour, paint->opacity);
		return true;
	case PAINT_GRADIENT:
		set_gradient(raster, paint->gradient, paint->opacity);
		return true;
	}
	return false;
}

/* ---- Shapes ------------------------------------------------------------ */

static void add_path(struct raster *raster, const struct drawing_path *path)
{
	const struct library *cairo = raster->cairo;
	const struct drawing_point *point = path->points;
	cairo->cairo_new_path(raster->context);
	for (size_t i = 0; i < path->verb_count; i++) {
		switch ((enum drawing_verb)path->verbs[i]) {
		case DRAWING_MOVE:
			cairo->cairo_move_to(raster->context, point->x,
					     point->y);
			point++;
			break;
		case DRAWING_LINE:
			cairo->cairo_line_to(raster->context, point->x,
					     point->y);
			point++;
			break;
		case DRAWING_CURVE:
			cairo->cairo_curve_to(
				raster->context, point[0].x, point[0].y,
				point[1].x, point[1].y, point[2].x, point[2].y);
			point += 3;
			break;
		case DRAWING_CLOSE:
			cairo->cairo_close_path(raster->context);
			break;
		}
	}
}

static void set_rule(struct raster *raster, bool is_even_odd)
{
	raster->cairo->cairo_set_fill_rule(
		raster->context, is_even_odd ? CAIRO_FILL_RULE_EVEN_ODD :
					       CAIRO_FILL_RULE_WINDING);
}

static void paint_stroke(struct raster *raster,
			 const struct drawing_stroke *stroke,
			 struct arena *arena)
{
	static const cairo_line_cap_t caps[] = {
		[CAP_BUTT] = CAIRO_LINE_CAP_BUTT,
		[CAP_ROUND] = CAIRO_LINE_CAP_ROUND,
		[CAP_SQUARE] = CAIRO_LINE_CAP_SQUARE,
	};
	static const cairo_line_join_t joins[] = {
		[JOIN_MITER] = CAIRO_LINE_JOIN_MITER,
		[JOIN_ROUND] = CAIRO_LINE_JOIN_ROUND,
		[JOIN_BEVEL] = CAIRO_LINE_JOIN_BEVEL,
	};
	const struct library *cairo = raster->cairo;
	if (!set_paint(raster, &stroke->paint))
		return;
	double *dashes = ARENA_NEW_ARRAY(arena, stroke->dash_count + 1, double);
	for (size_t i = 0; i < stroke->dash_count; i++)
		dashes[i] = stroke->dashes[i];
	cairo->cairo_set_line_width(raster->context, stroke->width);
	cairo->cairo_set_line_cap(raster->context, caps[stroke->cap]);
	cairo->cairo_set_line_join(raster->context, joins[stroke->join]);
	cairo->cairo_set_miter_limit(raster->context,
				     stroke->miter_limit / 1000.0);
	cairo->cairo_set_dash(raster->context, dashes, (int)stroke->dash_count,
			      stroke->dash_offset);
	cairo->cairo_stroke_preserve(raster->context);
}

static void paint_shape(struct raster *raster,
			const struct drawing_shape *shape, struct arena *arena)
{
	add_path(raster, &shape->path);
	set_rule(raster, shape->is_even_odd);
	if (set_paint(raster, &shape->fill))
		raster->cairo->cairo_fill_preserve(raster->context);
	paint_stroke(raster, &shape->stroke, arena);
}

/* ---- Groups ------------------------------------------------------------ */

static void enter_group(struct raster *raster,
			const struct drawing_group *group)
{
	const struct library *cairo = raster->cairo;
	cairo->cairo_save(raster->context);
	if (group->clip) {
		add_path(raster, group->clip);
		set_rule(raster, group->is_clip_even_odd);
		cairo->cairo_clip(raster->context);
	}
	if (group->matrix) {
		cairo_matrix_t matrix = cairo_matrix_of(group->matrix, 1);
		cairo->cairo_transform(raster->context, &matrix);
	}
	if (group->opacity < DRAWING_OPAQUE)
		cairo->cairo_push_group(raster->context);
}

static void leave_group(struct raster *raster,
			const struct drawing_group *group)
{
	const struct library *cairo = raster->cairo;
	if (group->opacity < DRAWING_OPAQUE) {
		cairo->cairo_pop_group_to_source(raster->context);
		cairo->cairo_paint_with_alpha(raster->context,
					      group->opacity /
						      (double)DRAWING_OPAQUE);
	}
	cairo->cairo_restore(raster->context);
}

static cairo_surface_t *surface_of(const struct image_pixels *pixels);

/* What cannot be decoded was told when it was read, or leaves a gap. */
static void paint_pixels(struct raster *raster,
			 const struct drawing_picture *picture,
			 struct arena *arena)
{
	const struct library *cairo = raster->cairo;
	const struct image *image = picture->pixels->image;
	struct image_pixels pixels = { .samples = NULL };
	struct error error;
	cairo_matrix_t matrix = cairo_matrix_of(&picture->matrix, DRAWING_UNIT);
	if (image_decode(image, image->width, arena, &pixels, &error)) {
		cairo_surface_t *surface = surface_of(&pixels);
		cairo->cairo_save(raster->context);
		cairo->cairo_transform(raster->context, &matrix);
		cairo->cairo_scale(raster->context, 1.0 / pixels.width,
				   1.0 / pixels.height);
		cairo->cairo_set_source_surface(raster->context, surface, 0, 0);
		cairo->cairo_paint(raster->context);
		cairo->cairo_restore(raster->context);
		cairo->cairo_surface_destroy(surface);
	}
	free(pixels.samples);
}

/* As deep as groups are: DRAWING_MOST_DEPTH. */
static void paint_group(struct raster *raster,
			const struct drawing_group *group, struct arena *arena)
{
	enter_group(raster, group);
	for (const struct drawing_node *node = group->first; node;
	     node = node->next) {
		if (node->kind == DRAWING_SHAPE)
			paint_shape(raster, &node->shape, arena);
		else if (node->kind == DRAWING_GROUP)
			paint_group(raster, &node->group, arena);
		else if (node->kind == DRAWING_PICTURE)
			paint_pixels(raster, &node->picture, arena);
	}
	leave_group(raster, group);
}

/* ---- The picture ------------------------------------------------------- */

static cairo_status_t take(void *file, unsigned char *bytes, unsigned length)
{
	struct str *rest = file;
	if (rest->length < length)
		return CAIRO_STATUS_READ_ERROR;
	memcpy(bytes, rest->bytes, length);
	rest->bytes += length;
	rest->length -= length;
	return CAIRO_STATUS_SUCCESS;
}

static uint32_t *row_of(cairo_surface_t *surface, uint32_t y)
{
	/* rows are aligned for that */
	return (uint32_t
			*)(void *)(library.cairo_image_surface_get_data(
					   surface) +
				   (size_t)y *
					   (size_t)library
						   .cairo_image_surface_get_stride(
							   surface));
}

/* The ground fills the picture. */
static void paint_ground(struct raster *raster, struct str ground,
			 uint32_t width, uint32_t height)
{
	const struct library *cairo = raster->cairo;
	if (!ground.length)
		return;
	cairo_surface_t *picture =
		cairo->cairo_image_surface_create_from_png_stream(take,
								  &ground);
	if (cairo->cairo_surface_status(picture) == CAIRO_STATUS_SUCCESS) {
		cairo->cairo_save(raster->context);
		cairo->cairo_scale(
			raster->context,
			(double)width /
				cairo->cairo_image_surface_get_width(picture),
			(double)height /
				cairo->cairo_image_surface_get_height(picture));
		cairo->cairo_set_source_surface(raster->context, picture, 0, 0);
		cairo->cairo_paint(raster->context);
		cairo->cairo_restore(raster->context);
	}
	cairo->cairo_surface_destroy(picture);
}

static void paint_picture(struct raster *raster, const struct drawing *drawing,
			  struct str ground, uint32_t width, uint32_t height)
{
	const struct library *cairo = raster->cairo;
	struct arena arena = ARENA_INITIALISER;
	cairo->cairo_set_source_rgba(raster->context, 1, 1, 1, 1);
	cairo->cairo_paint(raster->context);
	paint_ground(raster, ground, width, height);
	cairo->cairo_scale(raster->context, (double)width / drawing->width,
			   (double)height / drawing->height);
	paint_group(raster, &drawing->root, &arena);
	arena_release(&arena);
}

static struct str encode(struct arena *arena, cairo_surface_t *surface,
			 uint32_t width, uint32_t height)
{
	uint32_t *pixels =
		memory_resize(NULL, (size_t)width * height, sizeof *pixels);
	library.cairo_surface_flush(surface);
	for (uint32_t y = 0; y < height; y++)
		memcpy(pixels + (size_t)y * width, row_of(surface, y),
		       width * sizeof *pixels);
	struct str png = image_png_write_drawn(arena, pixels, width, height);
	free(pixels);
	return png;
}

bool image_render(struct arena *arena, const struct drawing *drawing,
		  struct str ground, uint32_t width, uint32_t height,
		  struct str *png, struct error *error)
{
	pthread_once(&is_loaded, load);
	if (!library.is_there)
		return error_set(error, "needs cairo, which is not there");
	cairo_surface_t *surface = library.cairo_image_surface_create(
		CAIRO_FORMAT_RGB24, (int)width, (int)height);
	struct raster raster = { &library, library.cairo_create(surface) };
	paint_picture(&raster, drawing, ground, width, height);
	bool is_done =
		library.cairo_status(raster.context) == CAIRO_STATUS_SUCCESS;
	library.cairo_destroy(raster.context);
	if (is_done)
		*png = encode(arena, surface, width, height);
	library.cairo_surface_destroy(surface);
	return is_done || error_set(error, "cannot be drawn by cairo");
}

/* ---- Fewer pixels ------------------------------------------------------ */

/* cairo's own form: a pixel is 0xAARRGGBB in the machine's order, colours times
 * their alpha. */
static uint32_t to_cairo(const uint8_t *sample, unsigned channels)
{
	bool has_colours = channels >= 3;
	uint32_t alpha = channels % 2 ? 255 : sample[channels - 1];
	uint32_t pixel = alpha << 24;
	for (unsigned c = 0; c < 3; c++)
		pixel |= (sample[has_colours ? c : 0] * alpha + 127) / 255
			 << (16 - 8 * c);
	return pixel;
}

static void from_cairo(uint32_t pixel, unsigned channels, uint8_t *sample)
{
	uint32_t alpha = pixel >> 24;
	if (channels % 2 == 0)
		sample[channels - 1] = (uint8_t)alpha;
	for (unsigned c = 0; c < (channels >= 3 ? 3 : 1); c++) {
		uint32_t value = pixel >> (16 - 8 * c) & 0xFF;
		value = alpha ? (value * 255 + alpha / 2) / alpha : 0;
		sample[c] = (uint8_t)(value < 255 ? value : 255);
	}
}

static cairo_surface_t *surface_of(const struct image_pixels *pixels)
{
	cairo_surface_t *surface = library.cairo_image_surface_create(
		CAIRO_FORMAT_ARGB32, (int)pixels->width, (int)pixels->height);
	if (library.cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
		return surface;
	library.cairo_surface_flush(surface);
	for (uint32_t y = 0; y < pixels->height; y++) {
		const uint8_t *in =
			pixels->samples + y * image_row_length(pixels);
		uint32_t *out = row_of(surface, y);
		for (uint32_t x = 0; x < pixels->width; x++)
			out[x] = to_cairo(in + x * pixels->channels,
					  pixels->channels);
	}
	library.cairo_surface_mark_dirty(surface);
	return surface;
}

static bool paint_scaled(cairo_surface_t *from, cairo_surface_t *to,
			 double scale_x, double scale_y)
{
	cairo_t *context = library.cairo_create(to);
	library.cairo_scale(context, scale_x, scale_y);
	library.cairo_set_source_surface(context, from, 0, 0);
	cairo_pattern_t *source = library.cairo_get_source(context);
	library.cairo_pattern_set_filter(source, CAIRO_FILTER_BEST);
	/* at the edges as much of the picture as elsewhere */
	library.cairo_pattern_set_extend(source, CAIRO_EXTEND_PAD);
	library.cairo_set_operator(context, CAIRO_OPERATOR_SOURCE);
	library.cairo_paint(context);
	bool is_done = library.cairo_status(context) == CAIRO_STATUS_SUCCESS;
	library.cairo_destroy(context);
	library.cairo_surface_flush(to);
	return is_done;
}

static void take_pixels(struct image_pixels *pixels, cairo_surface_t *surface,
			uint32_t width, uint32_t height)
{
	/* fewer than there were */
	pixels->width = width;
	pixels->height = height;
	for (uint32_t y = 0; y < height; y++) {
		const uint32_t *in = row_of(surface, y);
		uint8_t *out = pixels->samples + y * image_row_length(pixels);
		for (uint32_t x = 0; x < width; x++)
			from_cairo(in[x], pixels->channels,
				   out + x * pixels->channels);
	}
}

bool image_scale(struct image_pixels *pixels, uint32_t width, uint32_t height)
{
	pthread_once(&is_loaded, load);
	if (!library.is_there)
		return false;
	cairo_surface_t *from = surface_of(pixels);
	cairo_surface_t *to = library.cairo_image_surface_create(
		CAIRO_FORMAT_ARGB32, (int)width, (int)height);
	bool is_done = paint_scaled(from, to, (double)width / pixels->width,
				    (double)height / pixels->height);
	if (is_done)
		take_pixels(pixels, to, width, height);
	library.cairo_surface_destroy(from);
	library.cairo_surface_destroy(to);
	return is_done;
}
