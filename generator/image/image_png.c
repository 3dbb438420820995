/* PNG (ISO/IEC 15948). A plain file's IDAT data goes into a PDF as it is;
 * libpng decodes what a PDF image has no word for: interlacing, 16 bits,
 * transparency, a gamma that is not sRGB's. */
#include <libdeflate.h>
#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "image/image_private.h"

struct png {
	uint8_t bits, type, interlacing; /* type: 0 grey, 2 RGB, 3 palette,
	                                  * 4 grey and alpha, 6 RGBA */
	struct str palette;
	bool has_transparency, has_odd_gamma, has_srgb, has_end;
	size_t data_length; /* of all IDAT */
	size_t chunk_count; /* of IDAT */
	struct str data;    /* the IDAT, where there is one alone */
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
		png->has_transparency = true;
	} else if (memcmp(name, "sRGB", 4) == 0) {
		png->has_srgb = true;
	} else if (memcmp(name, "gAMA", 4) == 0 && body.length == 4) {
		uint32_t gamma = image_read_32(body.bytes);
		png->has_odd_gamma = gamma && (gamma < 43000 || gamma > 48000);
	} else if (memcmp(name, "pHYs", 4) == 0 && body.length == 9 &&
		   body.bytes[8] == 1) {
		image->density_x = image_read_32(body.bytes);
		image->density_y = image_read_32(body.bytes + 4);
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

bool image_png_inspect(struct image *image, struct error *error)
{
	struct png png;
	if (!read_chunks(image, &png, error))
		return false;
	image->has_alpha = png.type >= 4 || png.has_transparency;
	return true;
}

/* ---- Passing the data through ------------------------------------------ */

static bool is_plain(const struct png *png)
{
	return png->interlacing == 0 && png->bits <= 8 && png->type <= 3 &&
	       (!png->has_transparency || png->type == 3) &&
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
		return error_set(error,
				 "image '%s' is damaged: its data do "
				 "not give its %u × %u pixels",
				 image->path, image->width, image->height);
	return true;
}

/* ---- Decoding ---------------------------------------------------------- */

struct decoder {
	jmp_buf escape;
	struct str rest; /* of the file */
	png_structp png;
	png_infop info;
	uint8_t *pixels;
	uint8_t **rows;
	bool keeps_indices;
	char message[128];
};

static _Noreturn void decoder_fail(png_structp png, png_const_charp message)
{
	struct decoder *decoder = png_get_error_ptr(png);
	snprintf(decoder->message, sizeof decoder->message, "%s", message);
	longjmp(decoder->escape, 1);
}

static void decoder_warn(png_structp png, png_const_charp message)
{
	(void)png;
	(void)message;
}

static void decoder_read(png_structp png, png_bytep out, size_t length)
{
	struct decoder *decoder = png_get_io_ptr(png);
	if (length > decoder->rest.length)
		png_error(png, "the data end early");
	memcpy(out, decoder->rest.bytes, length);
	decoder->rest.bytes += length;
	decoder->rest.length -= length;
}

/* To 8-bit grey, RGB, or one of them with alpha; or, as indices, to a byte a
 * pixel. */
static void set_transformations(struct decoder *decoder)
{
	png_structp png = decoder->png;
	png_infop info = decoder->info;
	double gamma;
	if (decoder->keeps_indices) {
		png_set_packing(png);
		png_read_update_info(png, info);
		return;
	}
	if (png_get_gAMA(png, info, &gamma) &&
	    !png_get_valid(png, info, PNG_INFO_sRGB))
		png_set_gamma(png, PNG_DEFAULT_sRGB, gamma);
	png_set_scale_16(png);
	png_set_expand(png);
	png_set_interlace_handling(png);
	png_read_update_info(png, info);
}

/* Into decoder->pixels; returns the channels a pixel (1…4), 0 on failure. */
static unsigned decode(struct decoder *decoder, const struct image *image)
{
	if (setjmp(decoder->escape))
		return 0;
	png_set_read_fn(decoder->png, decoder, decoder_read);
	png_set_user_limits(decoder->png, INT32_MAX, INT32_MAX);
	png_read_info(decoder->png, decoder->info);
	set_transformations(decoder);
	size_t length = png_get_rowbytes(decoder->png, decoder->info);
	decoder->pixels = memory_resize(NULL, image->height, length);
	decoder->rows =
		memory_resize(NULL, image->height, sizeof *decoder->rows);
	for (uint32_t y = 0; y < image->height; y++)
		decoder->rows[y] = decoder->pixels + y * length;
	png_read_image(decoder->png, decoder->rows);
	return png_get_channels(decoder->png, decoder->info);
}

/* Splits colour from alpha in place; returns the alpha, or NULL where every
 * pixel is opaque. */
static uint8_t *split_alpha(uint8_t *pixels, size_t count, unsigned channels)
{
	uint8_t *alpha = memory_resize(NULL, count, 1);
	unsigned colours = channels - 1;
	bool is_opaque = true;
	for (size_t i = 0; i < count; i++) {
		alpha[i] = pixels[i * channels + colours];
		is_opaque = is_opaque && alpha[i] == 255;
		memmove(pixels + i * colours, pixels + i * channels, colours);
	}
	if (!is_opaque)
		return alpha;
	free(alpha);
	return NULL;
}

static void compress_pixels(struct decoder *decoder, const struct image *image,
			    struct arena *arena, unsigned channels,
			    struct image_stream *stream)
{
	size_t count = (size_t)image->width * image->height;
	unsigned colours = channels >= 3 ? 3 : 1;
	if (channels != colours) {
		uint8_t *alpha = split_alpha(decoder->pixels, count, channels);
		if (alpha)
			stream->alpha = image_compress(
				arena, alpha, image->width, image->height, 1);
		free(alpha);
	}
	stream->colour = colours == 3 ? IMAGE_RGB : IMAGE_GREY;
	stream->bytes = image_compress(arena, decoder->pixels, image->width,
				       image->height, colours);
}

static struct decoder *decoder_new(const struct image *image,
				   bool keeps_indices)
{
	/* on the heap: its fields change between setjmp and longjmp */
	struct decoder *decoder = memory_allocate(sizeof *decoder);
	decoder->rest = image->file;
	decoder->keeps_indices = keeps_indices;
	decoder->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, decoder,
					      decoder_fail, decoder_warn);
	decoder->info =
		decoder->png ? png_create_info_struct(decoder->png) : NULL;
	if (!decoder->info)
		memory_exhausted();
	return decoder;
}

static void decoder_free(struct decoder *decoder)
{
	png_destroy_read_struct(&decoder->png, &decoder->info, NULL);
	free(decoder->pixels);
	free(decoder->rows);
	free(decoder);
}

static bool recode(const struct image *image, struct arena *arena,
		   struct image_stream *stream, struct error *error)
{
	struct decoder *decoder = decoder_new(image, false);
	unsigned channels = decode(decoder, image);
	if (channels)
		compress_pixels(decoder, image, arena, channels, stream);
	else
		error_set(error, "image '%s' is damaged: %s", image->path,
			  decoder->message);
	decoder_free(decoder);
	return channels != 0;
}

/* The alpha of a picture whose palette has transparent colours: its colours
 * stay indices. */
static bool add_palette_alpha(const struct image *image, struct arena *arena,
			      struct image_stream *stream, struct error *error)
{
	struct decoder *decoder = decoder_new(image, true);
	bool ok = decode(decoder, image) == 1;
	png_bytep alphas = NULL;
	int count = 0;
	if (!ok)
		error_set(error, "image '%s' is damaged: %s", image->path,
			  decoder->message);
	else if (png_get_tRNS(decoder->png, decoder->info, &alphas, &count,
			      NULL) &&
		 alphas) {
		size_t pixels = (size_t)image->width * image->height;
		for (size_t i = 0; i < pixels; i++) {
			int index = decoder->pixels[i];
			decoder->pixels[i] =
				index < count ? alphas[index] : 255;
		}
		stream->alpha = image_compress(arena, decoder->pixels,
					       image->width, image->height, 1);
	}
	decoder_free(decoder);
	return ok;
}

bool image_png_encode(const struct image *image, struct arena *arena,
		      struct image_stream *stream, struct error *error)
{
	struct image copy = *image;
	struct png png;
	if (!read_chunks(&copy, &png, error))
		return false;
	if (!is_plain(&png))
		return recode(image, arena, stream, error);
	return pass_through(image, &png, arena, stream, error) &&
	       (!png.has_transparency ||
		add_palette_alpha(image, arena, stream, error));
}
