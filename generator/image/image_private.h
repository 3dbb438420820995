/* What the files of image/image share. */
#ifndef EVERYREAD_IMAGE_IMAGE_PRIVATE_H
#define EVERYREAD_IMAGE_IMAGE_PRIVATE_H

#include "image/image.h"

/* Fill in size, density and so on from image->file. False with a message
 * ("is cut off") where the file is not sound. */
bool image_png_inspect(struct image *image, struct error *error);
bool image_jpeg_inspect(struct image *image, struct error *error);

/* Reads an SVG, reporting what is wrong with it at its own lines (at `place`
 * what is not the author's fault); false where there is no picture. */
bool image_svg_load(struct image *image, struct arena *arena,
		    struct place place, struct diagnostics *diagnostics);

bool image_png_encode(const struct image *image, struct arena *arena,
		      struct image_stream *stream, struct error *error);
bool image_jpeg_encode(const struct image *image, struct arena *arena,
		       struct image_stream *stream, struct error *error);

/* 8-bit samples, `components` a pixel, as zlib data with PNG predictors. */
struct str image_compress(struct arena *arena, const uint8_t *samples,
			  uint32_t width, uint32_t height, unsigned components);

static inline uint32_t image_read_32(const char *bytes)
{
	const uint8_t *b = (const uint8_t *)bytes;
	return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 |
	       (uint32_t)b[2] << 8 | b[3];
}

static inline uint32_t image_read_16(const char *bytes)
{
	const uint8_t *b = (const uint8_t *)bytes;
	return (uint32_t)b[0] << 8 | b[1];
}

#endif
