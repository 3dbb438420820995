/* SVG files as pictures: a drawing, or else an image of it. */
#include <math.h>

#include "image/image_private.h"
#include "svg/svg.h"

/* The most pixels of a side; larger pictures get fewer to the inch. */
static const double most_pixels = 4000;

static const struct drawing *words_of(const struct svg_picture *picture)
{
	return drawing_next_text(picture->drawing, NULL) ? picture->drawing :
							   NULL;
}

static void use_drawing(struct image *image, struct arena *arena,
			const struct svg_picture *picture)
{
	struct buffer out = BUFFER_INITIALISER;
	svg_write(picture->drawing, "p", &out);
	image->kind = IMAGE_DRAWING;
	image->media_type = "image/svg+xml";
	image->drawing = picture->drawing;
	image->words = words_of(picture);
	image->file = arena_copy_str(arena, buffer_str(&out));
	buffer_release(&out);
	image->width =
		picture->width < 1 ? 1 : (uint32_t)lround(picture->width);
	image->height =
		picture->height < 1 ? 1 : (uint32_t)lround(picture->height);
	image->stored_width = image->width;
	image->stored_height = image->height;
	image->has_alpha = true;
}

static uint32_t pixels(double size, double scale)
{
	return size * scale < 1 ? 1 : (uint32_t)lround(size * scale);
}

/* 300 pixels to the inch of the natural size. */
static bool use_image(struct image *image, struct arena *arena,
		      const struct svg_picture *picture, struct error *error)
{
	double longer = fmax(picture->width, picture->height);
	double scale = fmin(300 / 96.0, most_pixels / longer);
	if (!svg_render(arena, image->file, pixels(picture->width, scale),
			pixels(picture->height, scale), &image->file, error))
		return false;
	image->kind = IMAGE_PNG;
	image->media_type = "image/png";
	image->words = words_of(picture);
	struct image_facts facts = { .components = 0 };
	if (!image_png_inspect(image, &facts, arena, error))
		return false;
	image->density_x = image->density_y =
		(uint32_t)lround(96 * scale / 0.0254);
	return true;
}

/* Pictures within the picture: read as files are. */
struct within {
	struct arena *arena;
	const char *path;
	struct diagnostics *diagnostics;
};

static const struct drawing_pixels *read_within(void *context, struct str file,
						struct place place)
{
	struct within *within = context;
	struct image *image = image_load_bytes(
		within->arena, file, within->path, place, within->diagnostics);
	if (!image)
		return NULL;
	struct drawing_pixels *pixels =
		ARENA_NEW(within->arena, struct drawing_pixels);
	*pixels = (struct drawing_pixels){ .file = image->file,
					   .media_type = image->media_type,
					   .image = image,
					   .width = image->width,
					   .height = image->height,
					   .has_alpha = image->has_alpha };
	return pixels;
}

bool image_svg_load(struct image *image, struct arena *arena,
		    struct place place, struct diagnostics *diagnostics)
{
	struct svg_picture picture;
	struct error error;
	/* whoever prints the diagnostics may not have the image any more */
	const char *path = arena_copy_string(&diagnostics->arena, image->path);
	image->is_svg = true;
	struct within within = { arena, path, diagnostics };
	const struct svg_pictures pictures = { read_within, &within };
	switch (svg_read(arena, image->file, path, &pictures, diagnostics,
			 &picture)) {
	case SVG_DRAWN:
		use_drawing(image, arena, &picture);
		return true;
	case SVG_BROKEN:
		return false;
	case SVG_UNSUPPORTED:
		break;
	}
	if (use_image(image, arena, &picture, &error))
		return true;
	diagnostics_add(diagnostics, DIAGNOSTIC_SVG_NOT_DRAWN, place,
			"image '%s' %s", image->path, error.message);
	return false;
}
