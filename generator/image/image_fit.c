/* Pictures with far more pixels than print needs where they are shown: what
 * outputs hold of them is smaller, which nobody sees on paper and everybody
 * feels who loads the page. */
#include <math.h>
#include <stdlib.h>

#include "image/image_private.h"

/* A picture with less than so many times the pixels that are needed, along a
 * side, stays as it is: writing it anew would cost more than it saves. */
static const double FAR = 1.5;

static const double LU_PER_INCH = 72.0 * LU_PER_POINT;

/* [px] As wide as it has to be; 0 where all of it is needed. */
static uint32_t width_needed(const struct image *image,
			     const struct picture_room *room)
{
	double width = image_width_lu(image), height = image_height_lu(image);
	double scale = room->width / width;
	if (scale > 1 && !room->is_wide)
		scale = 1;
	if (room->height && height * scale > room->height)
		scale = room->height / height;
	double needed = ceil(width * scale / LU_PER_INCH * room->dpi);
	return needed * FAR >= image->width ? 0 : (uint32_t)fmax(needed, 1);
}

/* libjpeg halves while it decodes. */
bool image_decode(const struct image *image, uint32_t needed,
		  struct arena *arena, struct image_pixels *pixels,
		  struct error *error)
{
	struct image copy = *image;
	struct image_facts facts = { .components = 0 };
	if (image->kind == IMAGE_PNG)
		return image_png_decode(image, IMAGE_PNG_COLOURS, pixels,
					error);
	if (!image_jpeg_inspect(&copy, &facts, arena, error))
		return false;
	while (facts.reduction < 3 &&
	       image->width >> (facts.reduction + 1) >= needed)
		facts.reduction++;
	return image_jpeg_decode(image, &facts, pixels, error);
}

static struct str write(const struct image *image, struct arena *arena,
			const struct image_pixels *pixels)
{
	return image->kind == IMAGE_PNG ? image_png_write(arena, pixels, 0, 0) :
					  image_jpeg_write(arena, pixels, 0, 0);
}

/* False where it stays as it was: a drawing with few colours may be a smaller
 * file with all its pixels. */
static bool shrink(struct image *image, uint32_t width, struct arena *arena,
		   struct error *error)
{
	struct image_pixels pixels = { .samples = NULL };
	uint32_t height = (uint32_t)fmax(
		1, (double)image->height * width / image->width + 0.5);
	bool ok = image_decode(image, width, arena, &pixels, error);
	if (ok) {
		image_turn(&pixels, image->orientation);
		ok = image_scale(&pixels, width, height);
	}
	struct str file = ok ? write(image, arena, &pixels) : STR("");
	free(pixels.samples);
	if (!ok || file.length >= image->file.length)
		return false;
	image->natural_width = image_width_lu(image);
	image->natural_height = image_height_lu(image);
	image->file = file;
	image->orientation = 1;
	image->stored_width = image->width = width;
	image->stored_height = image->height = height;
	return true;
}

bool image_fit(struct image *image, const struct picture_room *room,
	       struct arena *arena, struct place place,
	       struct diagnostics *diagnostics)
{
	uint32_t width = image->width, height = image->height;
	struct error error = { .message = "" };
	if (!room || !room->dpi || !room->width || image->is_svg)
		return true;
	uint32_t needed = width_needed(image, room);
	if (!needed)
		return true;
	if (shrink(image, needed, arena, &error))
		diagnostics_add(diagnostics, DIAGNOSTIC_IMAGE_SCALED, place,
				"image '%s' has %u × %u pixels, far more than "
				"are seen at %u an inch: outputs hold it "
				"smaller",
				image->path, width, height, room->dpi);
	else if (error.message[0])
		diagnostics_add(diagnostics, DIAGNOSTIC_IMAGE_DAMAGED, place,
				"image '%s' %s", image->path, error.message);
	return !error.message[0];
}
