/* PNG (ISO/IEC 15948) as a file: its chunks, and which of them show something.
 * A plain file's IDAT data goes into a PDF as it is; what a PDF image has no
 * word for (interlacing, 16 bits, transparency, a gamma that is not sRGB's) is
 * decoded. */
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "image/image_private.h"

struct png {
	uint8_t bits, type, interlacing; /* type: 0 grey, 2 RGB, 3 palette,
	                                  * 4 grey and alpha, 6 RGBA */
	struct str palette;
	bool has_odd_gamma, has_srgb, has_end, is_animated;
	struct str profile;      /* the body of iCCP */
	struct str transparency; /* of tRNS */
	size_t data_length;      /* of all IDAT */
	size_t chunk_count;      /* of IDAT */
	struct str data;         /* the IDAT, where there is one alone */
};

static bool read_header(struct image *image, struct png *png, struct str body)
{
	if (body.length != 13)
		return false;
	image->stored_width = image->width = image_read_32(body.bytes);
	image->stored_height = image->height = image_read_32(body.bytes + 4);
	png->bits = (uint8_t)body.bytes[8];
	png->type = (uint8_t)body.bytes[9];
	png->interlacing = (uint8_t)body.bytes[12];
	static const uint8_t allowed[7] = { 31, 0, 24, 15, 24, 0, 24 };
	unsigned index = png->bits == 1  ? 1 :
			 png->bits == 2  ? 2 :
			 png->bits == 4  ? 4 :
			 png->bits == 8  ? 8 :
			 png->bits == 16 ? 16 :
					   0;
	return image->width && image->height && image->width <= INT32_MAX &&
	       image->height <= INT32_MAX && png->type < 7 &&
	       (allowed[png->type] & index) && png->interlacing <= 1;
}

static void read_chunk(struct image *image, struct png *png, const char *name,
		       struct str body)
{
	if (memcmp(name, "PLTE", 4) == 0) {
		png->palette = body;
	} else if (memcmp(name, "tRNS", 4) == 0) {
		png->transparency = body;
	} else if (memcmp(name, "sRGB", 4) == 0) {
		png->has_srgb = true;
	} else if (memcmp(name, "gAMA", 4) == 0 && body.length == 4) {
		uint32_t gamma = image_read_32(body.bytes);
		png->has_odd_gamma = gamma && (gamma < 43000 || gamma > 48000);
	} else if (memcmp(name, "pHYs", 4) == 0 && body.length == 9 &&
		   body.bytes[8] == 1) {
		image->density_x = image_read_32(body.bytes);
		image->density_y = image_read_32(body.bytes + 4);
	} else if (memcmp(name, "iCCP", 4) == 0) {
		png->profile = body;
	} else if (memcmp(name, "eXIf", 4) == 0) {
		image->orientation = image_exif_orientation(body);
	} else if (memcmp(name, "acTL", 4) == 0 && body.length == 8) {
		png->is_animated = image_read_32(body.bytes) > 1;
	} else if (memcmp(name, "IDAT", 4) == 0) {
		png->chunk_count++;
		png->data_length += body.length;
		png->data = body;
	} else if (memcmp(name, "IEND", 4) == 0) {
		png->has_end = true;
	}
}

/* Walks the chunks and checks their sums. */
static bool read_chunks(struct image *image, struct png *png,
			struct error *error)
{
	struct str file = image->file;
	size_t offset = 8;
	*png = (struct png){ 0 };
	for (size_t i = 0; !png->has_end; i++) {
		if (offset + 12 > file.length ||
		    image_read_32(file.bytes + offset) >
			    file.length - offset - 12)
			return error_set(error, "is cut off");
		size_t length = image_read_32(file.bytes + offset);
		const char *name = file.bytes + offset + 4;
		struct str body = { name + 4, length };
		if (libdeflate_crc32(0, name, length + 4) !=
		    image_read_32(name + 4 + length))
			return error_set(error,
					 "is damaged: the checksum of "
					 "its part %.4s is wrong",
					 name);
		if (i == 0 && (memcmp(name, "IHDR", 4) != 0 ||
			       !read_header(image, png, body)))
			return error_set(error, "is damaged: its header makes "
						"no sense");
		read_chunk(image, png, name, body);
		offset += length + 12;
	}
	if (!png->chunk_count || (png->type == 3 && !png->palette.length) ||
	    png->palette.length % 3 || png->palette.length > 768)
		return error_set(error, "is damaged: a part is missing");
	return true;
}

/* A profile's bytes; empty where there are none that make sense. */
static struct str inflate_profile(struct str body, struct arena *arena)
{
	enum { LARGEST = 8 << 20 };
	const char *name_end = memchr(body.bytes, 0, body.length);
	size_t start = name_end ? (size_t)(name_end - body.bytes) + 2 : 0;
	struct str profile = { "", 0 };
	if (!start || start > body.length)
		return profile;
	struct libdeflate_decompressor *decompressor =
		libdeflate_alloc_decompressor();
	if (!decompressor)
		memory_exhausted();
	char *bytes = memory_resize(NULL, LARGEST, 1);
	size_t length = 0;
	if (libdeflate_zlib_decompress(decompressor, body.bytes + start,
				       body.length - start, bytes, LARGEST,
				       &length) == LIBDEFLATE_SUCCESS)
		profile = (struct str){ arena_copy(arena, bytes, length),
					length };
	free(bytes);
	libdeflate_free_decompressor(decompressor);
	return profile;
}

/* [bytes] Of all rows, each with the number of its filter. Interlacing makes
 * it more, never less. */
static uint64_t data_size(const struct image *image, const struct png *png)
{
	static const unsigned channels[] = { 1, 0, 3, 1, 2, 0, 4 };
	unsigned bits = channels[png->type] * png->bits;
	return (((uint64_t)image->width * bits + 7) / 8 + 1) * image->height;
}

/* Deflate makes 1,032 bytes of one at most (RFC 1951: 258 by two bits): what
 * tells a size that its data cannot give is not decoded to find out. */
static bool can_be_so_large(const struct image *image, const struct png *png)
{
	return image_is_too_large(image) || /* told as such, not as damage */
	       data_size(image, png) / 1032 <= png->data_length;
}

#define NO_PIXELS "is damaged: its data do not give its %u × %u pixels"

bool image_png_inspect(struct image *image, struct image_facts *facts,
		       struct arena *arena, struct error *error)
{
	struct png png;
	if (!read_chunks(image, &png, error))
		return false;
	if (!can_be_so_large(image, &png))
		return error_set(error, NO_PIXELS, image->width, image->height);
	image->has_alpha = png.type >= 4 || png.transparency.length;
	facts->is_animated = png.is_animated;
	facts->components = png.type == 0 || png.type == 4 ? 1 : 3;
	if (!png.profile.length)
		return true;
	facts->profile = inflate_profile(png.profile, arena);
	/* what cannot be read is told as what cannot be used */
	if (!facts->profile.length)
		facts->profile = STR("?");
	return true;
}

/* ---- Cleaning ---------------------------------------------------------- */

/* A profile overrules what gamma and primaries say (ISO/IEC 15948, 4.2). */
static bool is_shown(const char *name, bool has_profile)
{
	static const char *const always[] = { "IHDR", "PLTE", "tRNS", "pHYs",
					      "sRGB", "IDAT", "IEND" };
	for (size_t i = 0; i < sizeof always / sizeof *always; i++)
		if (memcmp(name, always[i], 4) == 0)
			return true;
	return !has_profile &&
	       (memcmp(name, "gAMA", 4) == 0 || memcmp(name, "cHRM", 4) == 0);
}

bool image_png_clean(struct image *image, struct arena *arena,
		     struct error *error)
{
	struct str file = image->file;
	struct buffer out = BUFFER_INITIALISER;
	struct png png;
	if (!read_chunks(image, &png, error))
		return false;
	buffer_append(&out, file.bytes, 8);
	const char *chunk = file.bytes + 8;
	for (bool is_end = false; !is_end; chunk += image_read_32(chunk) + 12) {
		is_end = memcmp(chunk + 4, "IEND", 4) == 0;
		if (is_shown(chunk + 4, png.profile.length > 0))
			buffer_append(&out, chunk, image_read_32(chunk) + 12);
	}
	if (!str_equals(buffer_str(&out), file))
		image->file = arena_copy_str(arena, buffer_str(&out));
	buffer_release(&out);
	return true;
}

/* ---- Passing the data through ------------------------------------------ */

static bool is_plain(const struct png *png)
{
	return png->interlacing == 0 && png->bits <= 8 && png->type <= 3 &&
	       (!png->transparency.length || png->type == 3) &&
	       (!png->has_odd_gamma || png->has_srgb);
}

static struct str join_data(const struct image *image, const struct png *png,
			    struct arena *arena)
{
	if (png->chunk_count == 1)
		return png->data;
	char *bytes = arena_allocate(arena, png->data_length);
	size_t used = 0;
	const char *chunk = image->file.bytes + 8;
	for (; memcmp(chunk + 4, "IEND", 4) != 0;
	     chunk += image_read_32(chunk) + 12) {
		if (memcmp(chunk + 4, "IDAT", 4) != 0)
			continue;
		memcpy(bytes + used, chunk + 8, image_read_32(chunk));
		used += image_read_32(chunk);
	}
	return (struct str){ bytes, used };
}

/* True where the data inflates to exactly the rows of the picture and each
 * row's predictor exists: a viewer must not be the first to find out. */
static bool is_sound(struct str data, uint32_t width, uint32_t height,
		     unsigned bits_per_pixel)
{
	size_t row = ((size_t)width * bits_per_pixel + 7) / 8 + 1;
	uint8_t *rows = memory_resize(NULL, height, row);
	struct libdeflate_decompressor *decompressor =
		libdeflate_alloc_decompressor();
	if (!decompressor)
		memory_exhausted();
	bool ok = libdeflate_zlib_decompress(decompressor, data.bytes,
					     data.length, rows, height * row,
					     NULL) == LIBDEFLATE_SUCCESS;
	libdeflate_free_decompressor(decompressor);
	for (uint32_t y = 0; ok && y < height; y++)
		ok = rows[y * row] <= 4;
	free(rows);
	return ok;
}

static bool pass_through(const struct image *image, const struct png *png,
			 struct arena *arena, struct image_stream *stream,
			 struct error *error)
{
	unsigned components = png->type == 2 ? 3 : 1;
	stream->bytes = join_data(image, png, arena);
	stream->bits = png->bits;
	stream->colour = png->type == 3 ? IMAGE_INDEXED :
			 png->type == 2 ? IMAGE_RGB :
					  IMAGE_GREY;
	if (png->type == 3)
		stream->palette = png->palette;
	if (!is_sound(stream->bytes, stream->width, stream->height,
		      components * png->bits))
		return error_set(error, NO_PIXELS, image->width, image->height);
	return true;
}

/* The alpha of a picture whose palette has transparent colours: its colours
 * stay indices. */
static bool add_palette_alpha(const struct image *image, const struct png *png,
			      struct arena *arena, struct image_stream *stream,
			      struct error *error)
{
	struct image_pixels indices = { .samples = NULL };
	bool ok = image_png_decode(image, IMAGE_PNG_INDICES, &indices, error);
	size_t count = (size_t)indices.width * indices.height;
	struct str alphas = png->transparency;
	for (size_t i = 0; ok && i < count; i++) {
		uint8_t index = indices.samples[i];
		indices.samples[i] = index < alphas.length ?
					     (uint8_t)alphas.bytes[index] :
					     255;
	}
	if (ok)
		stream->alpha = image_compress(arena, indices.samples,
					       image->width, image->height, 1);
	free(indices.samples);
	return ok;
}

static bool recode(const struct image *image, struct arena *arena,
		   struct image_stream *stream, struct error *error)
{
	struct image_pixels pixels = { .samples = NULL };
	bool ok = image_png_decode(image, IMAGE_PNG_COLOURS, &pixels, error);
	if (ok) {
		uint8_t *alpha = image_split_alpha(&pixels);
		if (alpha)
			stream->alpha = image_compress(
				arena, alpha, pixels.width, pixels.height, 1);
		free(alpha);
		stream->colour = pixels.channels == 3 ? IMAGE_RGB : IMAGE_GREY;
		stream->bytes =
			image_compress(arena, pixels.samples, pixels.width,
				       pixels.height, pixels.channels);
	}
	free(pixels.samples);
	return ok;
}

static bool encode(const struct image *image, struct arena *arena,
		   struct image_stream *stream, struct error *error)
{
	struct image copy = *image;
	struct png png;
	if (!read_chunks(&copy, &png, error))
		return false;
	if (!is_plain(&png))
		return recode(image, arena, stream, error);
	return pass_through(image, &png, arena, stream, error) &&
	       (!png.transparency.length ||
		add_palette_alpha(image, &png, arena, stream, error));
}

bool image_png_encode(const struct image *image, struct arena *arena,
		      struct image_stream *stream, struct error *error)
{
	struct error reason;
	return encode(image, arena, stream, &reason) ||
	       error_set(error, "image '%s' %s", image->path, reason.message);
}
