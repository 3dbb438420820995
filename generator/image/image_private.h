/* What the files of image/image share. */
#ifndef EVERYREAD_IMAGE_IMAGE_PRIVATE_H
#define EVERYREAD_IMAGE_IMAGE_PRIVATE_H

#include "image/image.h"

/* Reads PNG or JPEG bytes as image_load() reads a file, upright: `path` is that of
 * the file which they stand in. */
struct image *image_load_bytes(struct arena *arena, struct str file,
			       const char *path, struct place place,
			       struct diagnostics *diagnostics);

/* What loading must know of a file besides what struct image tells. */
struct image_facts {
	unsigned components; /* of its colour: 1, 3 or 4 (CMYK) */
	bool is_inverted;    /* CMYK as Adobe's programs store it: 255 is no
	                      * ink */
	bool is_animated;
	unsigned reduction; /* asked of decoding a JPEG: halved so many
			     * times, 0…3 */
	struct str profile; /* ICC, in the arena; empty: none */
};

/* Fill in size, density and so on from image->file. False with a message
 * ("is cut off") where the file is not sound. */
bool image_png_inspect(struct image *image, struct image_facts *facts,
		       struct arena *arena, struct error *error);
bool image_jpeg_inspect(struct image *image, struct image_facts *facts,
			struct arena *arena, struct error *error);

static inline bool image_is_too_large(const struct image *image)
{
	return (uint64_t)image->stored_width * image->stored_height >
	       IMAGE_MOST_PIXELS;
}

/* EXIF's orientation (1…8) from its TIFF structure; 1 where it tells none. */
uint8_t image_exif_orientation(struct str tiff);

/* Leaves in image->file what shows the picture and nothing else: no EXIF but
 * the orientation of a JPEG, no XMP, IPTC, comments, text, thumbnails, times,
 * colour profile, nor what stands behind the picture's end. */
bool image_png_clean(struct image *image, struct arena *arena,
		     struct error *error);
bool image_jpeg_clean(struct image *image, struct arena *arena,
		      struct error *error);

/* Makes of a sound file one that every output may show as it is: without
 * what else it tells, in sRGB, a PNG unturned. Reports at `place`. */
bool image_normalise(struct image *image, const struct image_facts *facts,
		     struct arena *arena, struct place place,
		     struct diagnostics *diagnostics);

/* Leaves out the pixels that no output shows in that room, and says so. False
 * where the pixels are damaged, which is reported. */
bool image_fit(struct image *image, const struct picture_room *room,
	       struct arena *arena, struct place place,
	       struct diagnostics *diagnostics);

/* Reads an SVG, reporting what is wrong with it at its own lines (at `place`
 * what is not the author's fault); false where there is no picture. */
bool image_qr_load(struct image *image, struct arena *arena, struct place place,
		   struct diagnostics *diagnostics);
bool image_svg_load(struct image *image, struct arena *arena,
		    struct place place, struct diagnostics *diagnostics);

bool image_png_encode(const struct image *image, struct arena *arena,
		      struct image_stream *stream, struct error *error);
bool image_jpeg_encode(const struct image *image, struct arena *arena,
		       struct image_stream *stream, struct error *error);

/* ---- Pixels ------------------------------------------------------------ */

/* Rows from the top, 8 bits a sample: 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA
 * or, where it is said, CMYK (0 is no ink). */
struct image_pixels {
	uint32_t width, height;
	unsigned channels;
	uint8_t *samples; /* of the heap */
};

static inline size_t image_row_length(const struct image_pixels *pixels)
{
	return (size_t)pixels->width * pixels->channels;
}

enum image_png_form {
	IMAGE_PNG_COLOURS, /* with its gamma applied */
	IMAGE_PNG_STORED,  /* as a colour profile wants them */
	IMAGE_PNG_INDICES  /* into the palette, a byte each */
};

/* The caller frees pixels->samples, also after a failure. A JPEG gives grey,
 * RGB or CMYK. */
bool image_png_decode(const struct image *image, enum image_png_form form,
		      struct image_pixels *pixels, struct error *error);
bool image_jpeg_decode(const struct image *image,
		       const struct image_facts *facts,
		       struct image_pixels *pixels, struct error *error);

/* Of a picture that was read. A JPEG has no less than `needed` pixels across, and
 * may have fewer than there are. */
bool image_decode(const struct image *image, uint32_t needed,
		  struct arena *arena, struct image_pixels *pixels,
		  struct error *error);

/* Takes the alpha out of the pixels and returns it; NULL where there is none
 * or every pixel is opaque. The caller frees. */
uint8_t *image_split_alpha(struct image_pixels *pixels);

/* Whole files, in the arena; densities in pixels a metre, 0: not told. A JPEG
 * has no alpha. */
struct str image_png_write(struct arena *arena,
			   const struct image_pixels *pixels,
			   uint32_t density_x, uint32_t density_y);
/* The same of what was drawn, 0xXXRRGGBB a pixel: large flat areas, which compress
 * well as they are and in no time; with a palette where that holds all. */
struct str image_png_write_drawn(struct arena *arena, const uint32_t *pixels,
				 uint32_t width, uint32_t height);
struct str image_jpeg_write(struct arena *arena,
			    const struct image_pixels *pixels,
			    uint32_t density_x, uint32_t density_y);

/* As it is seen that is stored under an EXIF orientation (2…8). */
void image_turn(struct image_pixels *pixels, uint8_t orientation);

/* To fewer pixels, each the mean of what it covers. False where cairo is not
 * there or takes no picture so large: they stay then. */
bool image_scale(struct image_pixels *pixels, uint32_t width, uint32_t height);

/* CMYK → RGB where no profile says how. */
void image_cmyk_to_rgb(struct image_pixels *pixels);

/* ---- Colour ------------------------------------------------------------ */

struct image_conversion; /* from a profile's colours to sRGB */

enum image_profile {
	IMAGE_PROFILE_SRGB, /* what it says holds without it */
	IMAGE_PROFILE_OTHER,
	IMAGE_PROFILE_UNUSABLE /* broken, or for another kind of colour */
};

/* Sets *conversion for IMAGE_PROFILE_OTHER alone; image_conversion_free() it. */
enum image_profile image_profile_read(struct str profile, unsigned components,
				      struct image_conversion **conversion);
void image_convert(const struct image_conversion *conversion,
		   struct image_pixels *pixels);
void image_conversion_free(struct image_conversion *conversion);

/* ---- Bytes ------------------------------------------------------------- */

/* 8-bit samples, `components` a pixel, as zlib data with PNG predictors. */
struct str image_compress(struct arena *arena, const uint8_t *samples,
			  uint32_t width, uint32_t height, unsigned components);

/* The rows as they come, each behind the number of its predictor, as zlib data. */
struct str image_deflate(struct arena *arena, const uint8_t *rows,
			 size_t length);

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
