/* Pictures from files: PNG, JPEG and SVG.
 *
 * Loading reads the file, finds out what layout must know (size, resolution),
 * tells broken files from sound ones, and leaves in `file` what shows the
 * picture and nothing else: EXIF, XMP, IPTC, comments, texts and thumbnails
 * tell where and by whom it was made, which reaches no output. Colours are
 * sRGB then: where an embedded profile says something else, or the file has
 * CMYK, the pixels are converted and written anew. html/ embeds `file`; pdf/
 * asks image_encode() for a stream that a PDF image can hold, which decodes
 * only where the file's own data will not do. SVG becomes a drawing
 * (svg/svg.h) or, where a drawing cannot show it, a PNG. */
#ifndef EVERYREAD_IMAGE_IMAGE_H
#define EVERYREAD_IMAGE_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/error.h"
#include "base/picture_room.h"
#include "base/str.h"
#include "base/units.h"
#include "drawing/drawing.h"

/* The most pixels that a picture may have. */
enum { IMAGE_MOST_PIXELS = 100 * 1000 * 1000 };

enum image_kind { IMAGE_PNG, IMAGE_JPEG, IMAGE_DRAWING };

struct image {
	enum image_kind kind;
	const char *path;       /* copied */
	const char *media_type; /* "image/png": a literal */
	struct str file;        /* what an output may embed, in the arena; of
	                         * an SVG, what was written anew from it */
	const struct drawing *drawing; /* IMAGE_DRAWING, else NULL */
	const struct drawing *words;   /* whose texts stand over the picture, or
	                              * NULL: the drawing's own, or those of an
	                              * SVG file that is shown as a PNG */
	uint32_t width, height;        /* [px] as seen, after turning */
	uint32_t stored_width, stored_height; /* [px] as in the file */
	uint8_t orientation; /* EXIF 1…8: how the stored picture is turned
	                         * and mirrored to be seen; 1: not at all */
	uint32_t density_x, density_y;    /* [px/m] as seen; 0: not told */
	lu natural_width, natural_height; /* [lu] of one that has lost pixels;
					   * 0: by pixels and density */
	bool has_alpha;
	bool is_svg; /* the file is, whatever it became */
};

/* What a QR code that a path names says ("qr:https://example.org/"), or NULL: it
 * names a file. */
const char *image_qr_text(const char *path);

/* Reads a picture into the arena, with no more pixels than show in `room`
 * (NULL: all of them), or makes the QR code that the path names. A file that is
 * missing, of another kind
 * (which the message names), cut off or damaged, or too large, is reported at
 * `place`, and NULL returned. */
struct image *image_load(struct arena *arena, const char *path,
			 const struct picture_room *room, struct place place,
			 struct diagnostics *diagnostics);

/* A drawing that was made here, as a picture; it has no file. */
struct image *image_from_drawing(struct arena *arena,
				 const struct drawing *drawing);

/* [lu] The natural size: by the file's resolution where it tells a sensible
 * one (30 to 2400 pixels an inch), else 96 pixels to the inch as in CSS. At
 * least 1, at most 1,000 m. */
lu image_width_lu(const struct image *image);
lu image_height_lu(const struct image *image);

enum image_colour { IMAGE_GREY, IMAGE_RGB, IMAGE_INDEXED };

/* A picture as the finished bytes of PDF streams, in stored orientation. */
struct image_stream {
	bool is_jpeg;          /* else zlib data with PNG predictors */
	bool is_untransformed; /* JPEG: three components are RGB though no
	                          * Adobe marker says so: ColorTransform 0 */
	enum image_colour colour;
	uint32_t width, height; /* [px] */
	uint8_t bits;           /* a component */
	struct str bytes;
	struct str palette; /* IMAGE_INDEXED: RGB triples */
	struct str alpha;   /* zlib, PNG predictors, 8-bit grey, same
	                          * size; empty: opaque */
};

/* A drawing without its texts as a PNG of `width` × `height` pixels in the arena,
 * on white; `ground` is a PNG that it stands on, or empty. For what shows no
 * drawings. */
bool image_render(struct arena *arena, const struct drawing *drawing,
		  struct str ground, uint32_t width, uint32_t height,
		  struct str *png, struct error *error);

/* Not for drawings. What damage loading could not see (broken pixels) fails here. The streams
 * are in the arena or slices of image->file. */
bool image_encode(const struct image *image, struct arena *arena,
		  struct image_stream *stream, struct error *error);

#endif
