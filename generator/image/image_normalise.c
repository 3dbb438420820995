/* What is done to every PNG and JPEG when it is loaded, so that no output has
 * to: what a file tells besides its picture (where it was taken, by whom, what
 * was thought of it) is left out, colours become sRGB, a PNG is turned as its
 * EXIF says. Pixels are decoded only where one of that needs it. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "image/image_private.h"

/* Where the pixel (x, y) of what is seen stands in what is stored: EXIF 2.32,
 * 4.6.4, Orientation. */
static size_t stored_index(const struct image_pixels *stored,
			   uint8_t orientation, uint32_t x, uint32_t y)
{
	uint32_t right = stored->width - 1, bottom = stored->height - 1;
	uint32_t column = x, row = y;
	switch (orientation) {
	case 2:
		column = right - x;
		break;
	case 3:
		column = right - x;
		row = bottom - y;
		break;
	case 4:
		row = bottom - y;
		break;
	case 5:
		column = y;
		row = x;
		break;
	case 6:
		column = y;
		row = bottom - x;
		break;
	case 7:
		column = right - y;
		row = bottom - x;
		break;
	case 8:
		column = right - y;
		row = x;
		break;
	}
	return ((size_t)row * stored->width + column) * stored->channels;
}

void image_turn(struct image_pixels *pixels, uint8_t orientation)
{
	struct image_pixels seen = *pixels;
	if (orientation < 2)
		return;
	if (orientation >= 5) {
		seen.width = pixels->height;
		seen.height = pixels->width;
	}
	seen.samples =
		memory_resize(NULL, seen.height, image_row_length(&seen));
	uint8_t *out = seen.samples;
	for (uint32_t y = 0; y < seen.height; y++)
		for (uint32_t x = 0; x < seen.width; x++) {
			memcpy(out,
			       pixels->samples +
				       stored_index(pixels, orientation, x, y),
			       seen.channels);
			out += seen.channels;
		}
	free(pixels->samples);
	*pixels = seen;
}

void image_cmyk_to_rgb(struct image_pixels *pixels)
{
	size_t count = (size_t)pixels->width * pixels->height;
	const uint8_t *in = pixels->samples;
	uint8_t *out = pixels->samples;
	for (size_t i = 0; i < count; i++, in += 4, out += 3) {
		unsigned light = 255u - in[3];
		for (unsigned c = 0; c < 3; c++)
			out[c] =
				(uint8_t)(((255u - in[c]) * light + 127) / 255);
	}
	pixels->channels = 3;
}

static bool rewrite(struct image *image, const struct image_facts *facts,
		    const struct image_conversion *conversion,
		    struct arena *arena, struct error *error)
{
	struct image_pixels pixels = { .samples = NULL };
	bool is_png = image->kind == IMAGE_PNG;
	bool ok = is_png ? image_png_decode(image,
					    facts->profile.length ?
						    IMAGE_PNG_STORED :
						    IMAGE_PNG_COLOURS,
					    &pixels, error) :
			   image_jpeg_decode(image, facts, &pixels, error);
	if (ok) {
		if (conversion)
			image_convert(conversion, &pixels);
		else if (facts->components == 4)
			image_cmyk_to_rgb(&pixels);
		image_turn(&pixels, image->orientation);
		image->file = is_png ? image_png_write(arena, &pixels,
						       image->density_x,
						       image->density_y) :
				       image_jpeg_write(arena, &pixels,
							image->density_x,
							image->density_y);
		image->orientation = 1;
		image->stored_width = image->width = pixels.width;
		image->stored_height = image->height = pixels.height;
	}
	free(pixels.samples);
	return ok;
}

static bool clean(struct image *image, const struct image_facts *facts,
		  const struct image_conversion *conversion,
		  struct arena *arena, struct error *error)
{
	if (conversion || facts->components == 4 ||
	    (image->kind == IMAGE_PNG && image->orientation != 1))
		return rewrite(image, facts, conversion, arena, error);
	return image->kind == IMAGE_PNG ? image_png_clean(image, arena, error) :
					  image_jpeg_clean(image, arena, error);
}

bool image_normalise(struct image *image, const struct image_facts *facts,
		     struct arena *arena, struct place place,
		     struct diagnostics *diagnostics)
{
	struct image_conversion *conversion = NULL;
	struct error error;
	if (facts->profile.length &&
	    image_profile_read(facts->profile, facts->components,
			       &conversion) == IMAGE_PROFILE_UNUSABLE)
		diagnostics_add(diagnostics, DIAGNOSTIC_IMAGE_PROFILE, place,
				"the colour profile of image '%s' is damaged "
				"or not for its kind of colours, and is left "
				"out",
				image->path);
	if (facts->is_animated)
		diagnostics_add(diagnostics, DIAGNOSTIC_IMAGE_ANIMATED, place,
				"image '%s' moves; readers see its first "
				"picture alone",
				image->path);
	bool ok = clean(image, facts, conversion, arena, &error);
	if (!ok)
		diagnostics_add(diagnostics, DIAGNOSTIC_IMAGE_DAMAGED, place,
				"image '%s' %s", image->path, error.message);
	image_conversion_free(conversion);
	return ok;
}
