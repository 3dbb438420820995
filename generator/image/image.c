/* Loading pictures: what kind a file is, its natural size, and the
 * compression that PNG and JPEG share. */
#include "image/image.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "image/image_private.h"

/* ---- Kinds ------------------------------------------------------------- */

static bool has_bytes(struct str file, size_t offset, const char *bytes,
		      size_t length)
{
	return file.length >= offset + length &&
	       memcmp(file.bytes + offset, bytes, length) == 0;
}

static bool is_png(struct str file)
{
	return has_bytes(file, 0, "\x89PNG\r\n\x1a\n", 8);
}

static bool is_jpeg(struct str file)
{
	return has_bytes(file, 0, "\xff\xd8\xff", 3);
}

static bool is_svg(struct str file)
{
	struct str start = { file.bytes,
			     file.length < 16384 ? file.length : 16384 };
	struct str trimmed = str_trim(start);
	return (has_bytes(trimmed, 0, "<", 1) ||
		has_bytes(trimmed, 0, "\xEF\xBB\xBF<", 4)) &&
	       (str_find(start, STR("<svg")) >= 0 ||
		str_find(start, STR(":svg")) >= 0);
}

/* The name of a kind that is known, but not supported; NULL: not known. */
static const char *foreign_kind(struct str file)
{
	if (has_bytes(file, 0, "GIF8", 4))
		return "GIF";
	if (has_bytes(file, 0, "RIFF", 4) && has_bytes(file, 8, "WEBP", 4))
		return "WebP";
	if (has_bytes(file, 4, "ftypavif", 8))
		return "AVIF";
	if (has_bytes(file, 4, "ftyphei", 7))
		return "HEIC";
	if (has_bytes(file, 0, "II*\0", 4) || has_bytes(file, 0, "MM\0*", 4))
		return "TIFF";
	if (has_bytes(file, 0, "BM", 2))
		return "BMP";
	if (has_bytes(file, 0, "%PDF", 4))
		return "PDF";
	return NULL;
}

static bool report_kind(struct str file, const char *path, struct place place,
			struct diagnostics *diagnostics)
{
	const char *kind = foreign_kind(file);
	if (kind)
		diagnostics_add(diagnostics, DIAGNOSTIC_IMAGE_KIND, place,
				"image '%s' is %s, not PNG, JPEG or SVG", path,
				kind);
	else
		diagnostics_add(diagnostics, DIAGNOSTIC_IMAGE_KIND, place,
				"'%s' is not an image that can be read, "
				"only PNG, JPEG and SVG",
				path);
	return false;
}

/* ---- Loading ----------------------------------------------------------- */

static bool inspect(struct image *image, struct arena *arena,
		    struct place place, struct diagnostics *diagnostics)
{
	struct image_facts facts = { .components = 0 };
	struct error error;
	bool is_sound;
	if (is_png(image->file)) {
		image->kind = IMAGE_PNG;
		image->media_type = "image/png";
		is_sound = image_png_inspect(image, &facts, arena, &error);
	} else if (is_jpeg(image->file)) {
		image->kind = IMAGE_JPEG;
		image->media_type = "image/jpeg";
		is_sound = image_jpeg_inspect(image, &facts, arena, &error);
	} else if (is_svg(image->file)) {
		return image_svg_load(image, arena, place, diagnostics);
	} else {
		return report_kind(image->file, image->path, place,
				   diagnostics);
	}
	if (!is_sound) {
		diagnostics_add(diagnostics, DIAGNOSTIC_IMAGE_DAMAGED, place,
				"image '%s' %s", image->path, error.message);
		return false;
	}
	if (image_is_too_large(image)) {
		diagnostics_add(diagnostics, DIAGNOSTIC_IMAGE_TOO_LARGE, place,
				"image '%s' has %u × %u pixels, more than "
				"100 million",
				image->path, image->width, image->height);
		return false;
	}
	return image_normalise(image, &facts, arena, place, diagnostics);
}

/* A JPEG that is turned by its EXIF data stands as it is seen. */
static bool stand_upright(struct image *image, struct arena *arena,
			  struct place place, struct diagnostics *diagnostics)
{
	struct image_pixels pixels = { .samples = NULL };
	struct error error;
	if (image->orientation == 1)
		return true;
	bool ok = image_decode(image, image->stored_width, arena, &pixels,
			       &error);
	if (ok) {
		image_turn(&pixels, image->orientation);
		image->file = image_jpeg_write(arena, &pixels, 0, 0);
		image->stored_width = image->width = pixels.width;
		image->stored_height = image->height = pixels.height;
		image->orientation = 1;
	} else {
		diagnostics_add(diagnostics, DIAGNOSTIC_IMAGE_DAMAGED, place,
				"a picture in '%s' %s", image->path,
				error.message);
	}
	free(pixels.samples);
	return ok;
}

struct image *image_load_bytes(struct arena *arena, struct str file,
			       const char *path, struct place place,
			       struct diagnostics *diagnostics)
{
	struct image *image = ARENA_NEW(arena, struct image);
	image->path = arena_copy_string(arena, path);
	image->orientation = 1;
	image->file = file;
	if (!is_png(file) && !is_jpeg(file)) {
		diagnostics_add(diagnostics, DIAGNOSTIC_IMAGE_KIND, place,
				"a picture in '%s' is neither PNG nor JPEG",
				path);
		return NULL;
	}
	return inspect(image, arena, place, diagnostics) &&
			       stand_upright(image, arena, place, diagnostics) ?
		       image :
		       NULL;
}

struct image *image_load(struct arena *arena, const char *path,
			 const struct picture_room *room, struct place place,
			 struct diagnostics *diagnostics)
{
	struct image *image = ARENA_NEW(arena, struct image);
	image->path = arena_copy_string(arena, path);
	image->orientation = 1;
	if (image_qr_text(path))
		return image_qr_load(image, arena, place, diagnostics) ? image :
									 NULL;
	if (!file_exists(path)) {
		diagnostics_add(diagnostics, DIAGNOSTIC_IMAGE_MISSING, place,
				"there is no image '%s'", path);
		return NULL;
	}
	struct error error;
	if (!file_read(arena, path, &image->file, &error)) {
		diagnostics_add(diagnostics, DIAGNOSTIC_IMAGE_MISSING, place,
				"image '%s' cannot be read: %s", path,
				error.message);
		return NULL;
	}
	return inspect(image, arena, place, diagnostics) &&
			       image_fit(image, room, arena, place,
					 diagnostics) ?
		       image :
		       NULL;
}

static lu natural_size(uint32_t pixels, uint32_t per_metre)
{
	/* to a tenth: whole pixels a metre are not quite 144 an inch */
	double density = (double)(uint64_t)(per_metre * 0.254 + 0.5) / 10;
	if (density < 30 || density > 2400)
		density = 96;
	double size = pixels * 72.0 * LU_PER_POINT / density + 0.5;
	/* 1,000 m is far more than any page, far less than overflow */
	if (size > 2000000000.0)
		return 2000000000;
	return size < 1 ? 1 : (lu)size;
}

/* 96 pixels are 72 points. */
static lu drawing_size(uint32_t thousandths)
{
	return thousandths * 3.0 / 4 < 1 ? 1 : (lu)(thousandths * 3.0 / 4);
}

struct image *image_from_drawing(struct arena *arena,
				 const struct drawing *drawing)
{
	struct image *image = ARENA_NEW(arena, struct image);
	image->kind = IMAGE_DRAWING;
	image->path = "";
	image->drawing = drawing;
	image->width = image->stored_width =
		drawing->natural_width / DRAWING_UNIT + 1;
	image->height = image->stored_height =
		drawing->natural_height / DRAWING_UNIT + 1;
	image->orientation = 1;
	image->has_alpha = drawing->has_opacity;
	return image;
}

lu image_width_lu(const struct image *image)
{
	if (image->drawing)
		return drawing_size(image->drawing->natural_width);
	if (image->natural_width)
		return image->natural_width;
	return natural_size(image->width, image->density_x);
}

lu image_height_lu(const struct image *image)
{
	if (image->drawing)
		return drawing_size(image->drawing->natural_height);
	if (image->natural_height)
		return image->natural_height;
	return natural_size(image->height, image->density_y);
}

bool image_encode(const struct image *image, struct arena *arena,
		  struct image_stream *stream, struct error *error)
{
	*stream = (struct image_stream){ .width = image->stored_width,
					 .height = image->stored_height,
					 .bits = 8 };
	if (image->kind == IMAGE_PNG)
		return image_png_encode(image, arena, stream, error);
	return image_jpeg_encode(image, arena, stream, error);
}

/* ---- Compression with PNG predictors ----------------------------------- */

static uint8_t paeth(int a, int b, int c)
{
	int p = a + b - c;
	int pa = abs(p - a), pb = abs(p - b), pc = abs(p - c);
	if (pa <= pb && pa <= pc)
		return (uint8_t)a;
	return (uint8_t)(pb <= pc ? b : c);
}

/* Filters one row by `type` into `out`; `above` may be a row of zeros.
 * Returns the sum of the residues, which tells how well it will compress. */
static uint64_t filter_row(unsigned type, const uint8_t *row,
			   const uint8_t *above, size_t length, size_t step,
			   uint8_t *out)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < length; i++) {
		int a = i >= step ? row[i - step] : 0, b = above[i];
		int c = i >= step ? above[i - step] : 0;
		uint8_t predicted = type == 0 ? 0 :
				    type == 1 ? (uint8_t)a :
				    type == 2 ? (uint8_t)b :
				    type == 3 ? (uint8_t)((a + b) / 2) :
						paeth(a, b, c);
		out[i] = (uint8_t)(row[i] - predicted);
		sum += out[i] < 128 ? out[i] : 256u - out[i];
	}
	return sum;
}

struct str image_deflate(struct arena *arena, const uint8_t *rows,
			 size_t length)
{
	struct libdeflate_compressor *compressor =
		libdeflate_alloc_compressor(6);
	if (!compressor)
		memory_exhausted();
	size_t bound = libdeflate_zlib_compress_bound(compressor, length);
	char *bytes = memory_resize(NULL, bound, 1);
	size_t used = libdeflate_zlib_compress(compressor, rows, length, bytes,
					       bound);
	libdeflate_free_compressor(compressor);
	struct str copy = { arena_copy(arena, bytes, used), used };
	free(bytes);
	return copy;
}

struct str image_compress(struct arena *arena, const uint8_t *samples,
			  uint32_t width, uint32_t height, unsigned components)
{
	size_t length = (size_t)width * components;
	uint8_t *rows = memory_resize(NULL, height, length + 1);
	uint8_t *zeros = memory_allocate(length + 1);
	uint8_t *trial = memory_allocate(length + 1);
	for (uint32_t y = 0; y < height; y++) {
		const uint8_t *row = samples + y * length;
		const uint8_t *above = y ? row - length : zeros;
		uint8_t *out = rows + y * (length + 1);
		uint64_t least = UINT64_MAX;
		for (unsigned type = 0; type < 5; type++) {
			uint64_t sum = filter_row(type, row, above, length,
						  components, trial);
			if (sum >= least)
				continue;
			least = sum;
			out[0] = (uint8_t)type;
			memcpy(out + 1, trial, length);
		}
	}
	struct str result = image_deflate(arena, rows, height * (length + 1));
	/* Flat drawings often compress best as they are. */
	for (uint32_t y = 0; y < height; y++) {
		rows[y * (length + 1)] = 0;
		memcpy(rows + y * (length + 1) + 1, samples + y * length,
		       length);
	}
	struct str plain = image_deflate(arena, rows, height * (length + 1));
	if (plain.length < result.length)
		result = plain;
	free(trial);
	free(zeros);
	free(rows);
	return result;
}
