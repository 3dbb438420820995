/* PNG files ↔ pixels. libpng reads; what is written needs none of it. */
#include <libdeflate.h>
#include <png.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "image/image_private.h"

struct decoder {
	jmp_buf escape;
	struct str rest; /* of the file */
	png_structp png;
	png_infop info;
	struct image_pixels *pixels;
	uint8_t **rows;
	enum image_png_form form;
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
	if (decoder->form == IMAGE_PNG_INDICES) {
		png_set_packing(png);
		png_read_update_info(png, info);
		return;
	}
	if (decoder->form == IMAGE_PNG_COLOURS &&
	    png_get_gAMA(png, info, &gamma) &&
	    !png_get_valid(png, info, PNG_INFO_sRGB))
		png_set_gamma(png, PNG_DEFAULT_sRGB, gamma);
	png_set_scale_16(png);
	png_set_expand(png);
	png_set_interlace_handling(png);
	png_read_update_info(png, info);
}

static bool decode(struct decoder *decoder)
{
	struct image_pixels *pixels = decoder->pixels;
	if (setjmp(decoder->escape))
		return false;
	png_set_read_fn(decoder->png, decoder, decoder_read);
	png_set_user_limits(decoder->png, INT32_MAX, INT32_MAX);
	png_read_info(decoder->png, decoder->info);
	set_transformations(decoder);
	pixels->width = png_get_image_width(decoder->png, decoder->info);
	pixels->height = png_get_image_height(decoder->png, decoder->info);
	pixels->channels = png_get_channels(decoder->png, decoder->info);
	size_t length = image_row_length(pixels);
	pixels->samples = memory_resize(NULL, pixels->height, length);
	decoder->rows =
		memory_resize(NULL, pixels->height, sizeof *decoder->rows);
	for (uint32_t y = 0; y < pixels->height; y++)
		decoder->rows[y] = pixels->samples + y * length;
	png_read_image(decoder->png, decoder->rows);
	return true;
}

static struct decoder *decoder_new(const struct image *image,
				   enum image_png_form form)
{
	/* on the heap: its fields change between setjmp and longjmp */
	struct decoder *decoder = memory_allocate(sizeof *decoder);
	decoder->rest = image->file;
	decoder->form = form;
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
	free(decoder->rows);
	free(decoder);
}

bool image_png_decode(const struct image *image, enum image_png_form form,
		      struct image_pixels *pixels, struct error *error)
{
	struct decoder *decoder = decoder_new(image, form);
	decoder->pixels = pixels;
	bool ok = decode(decoder);
	if (!ok)
		error_set(error, "is damaged: %s", decoder->message);
	decoder_free(decoder);
	return ok;
}

uint8_t *image_split_alpha(struct image_pixels *pixels)
{
	size_t count = (size_t)pixels->width * pixels->height;
	unsigned channels = pixels->channels, colours = channels - 1;
	bool is_opaque = true;
	if (channels != 2 && channels != 4)
		return NULL;
	uint8_t *alpha = memory_resize(NULL, count, 1);
	for (size_t i = 0; i < count; i++) {
		const uint8_t *in = pixels->samples + i * channels;
		alpha[i] = in[colours];
		is_opaque = is_opaque && alpha[i] == 255;
		memmove(pixels->samples + i * colours, in, colours);
	}
	pixels->channels = colours;
	if (!is_opaque)
		return alpha;
	free(alpha);
	return NULL;
}

/* ---- Writing ----------------------------------------------------------- */

static void put_32(struct buffer *out, uint32_t value)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buffer_append_byte(out, (char)(value >> shift));
}

static void put_chunk(struct buffer *out, const char *name, struct str body)
{
	put_32(out, (uint32_t)body.length);
	size_t start = out->length;
	buffer_append(out, name, 4);
	buffer_append_str(out, body);
	put_32(out, libdeflate_crc32(0, out->bytes + start, body.length + 4));
}

/* Colour types of the PNG specification (11.2.2). */
enum { PNG_OF_GREY = 0, PNG_OF_COLOURS = 2, PNG_OF_PALETTE = 3 };

static void put_header(struct buffer *out, uint32_t width, uint32_t height,
		       int type)
{
	struct buffer body = BUFFER_INITIALISER;
	put_32(&body, width);
	put_32(&body, height);
	buffer_append_byte(&body, 8);
	buffer_append_byte(&body, (char)type);
	buffer_append(&body, "\0\0\0", 3);
	put_chunk(out, "IHDR", buffer_str(&body));
	buffer_release(&body);
}

struct str image_png_write(struct arena *arena,
			   const struct image_pixels *pixels,
			   uint32_t density_x, uint32_t density_y)
{
	static const char types[] = { PNG_OF_GREY, PNG_OF_GREY, 4,
				      PNG_OF_COLOURS, 6 };
	struct buffer out = BUFFER_INITIALISER, body = BUFFER_INITIALISER;
	buffer_append(&out, "\x89PNG\r\n\x1a\n", 8);
	put_header(&out, pixels->width, pixels->height,
		   types[pixels->channels]);
	if (density_x && density_y) {
		put_32(&body, density_x);
		put_32(&body, density_y);
		buffer_append_byte(&body, 1); /* a metre */
		put_chunk(&out, "pHYs", buffer_str(&body));
	}
	put_chunk(&out, "IDAT",
		  image_compress(arena, pixels->samples, pixels->width,
				 pixels->height, pixels->channels));
	put_chunk(&out, "IEND", STR(""));
	struct str file = arena_copy_str(arena, buffer_str(&out));
	buffer_release(&body);
	buffer_release(&out);
	return file;
}

/* ---- What was drawn ---------------------------------------------------- */

enum { MOST_COLOURS = 256, SLOTS = 1024 /* a power of two */ };

/* Colours in the order in which they are met. */
struct palette {
	uint32_t colours[MOST_COLOURS];
	size_t count;
	uint16_t slots[SLOTS]; /* number of the colour, from 1; 0: free */
};

/* MOST_COLOURS where there is no room for it. */
static size_t number_of(struct palette *palette, uint32_t colour)
{
	size_t slot = colour * 2654435761u >> 22; /* Knuth's: SLOTS values */
	while (palette->slots[slot] &&
	       palette->colours[palette->slots[slot] - 1] != colour)
		slot = (slot + 1) % SLOTS;
	if (palette->slots[slot])
		return palette->slots[slot] - 1u;
	if (palette->count == MOST_COLOURS)
		return MOST_COLOURS;
	palette->colours[palette->count] = colour;
	palette->slots[slot] = (uint16_t)++palette->count;
	return palette->count - 1;
}

static void put_colour(uint8_t *out, uint32_t colour)
{
	out[0] = (uint8_t)(colour >> 16);
	out[1] = (uint8_t)(colour >> 8);
	out[2] = (uint8_t)colour;
}

/* A byte a pixel, rows with predictor 0. False: there are too many colours. */
static bool index_rows(const uint32_t *pixels, uint32_t width, uint32_t height,
		       struct palette *palette, uint8_t *rows)
{
	for (uint32_t y = 0; y < height; y++) {
		*rows++ = 0;
		for (uint32_t x = 0; x < width; x++) {
			size_t number =
				number_of(palette, *pixels++ & 0xFFFFFF);
			if (number == MOST_COLOURS)
				return false;
			*rows++ = (uint8_t)number;
		}
	}
	return true;
}

static void colour_rows(const uint32_t *pixels, uint32_t width, uint32_t height,
			uint8_t *rows)
{
	for (uint32_t y = 0; y < height; y++) {
		*rows++ = 0;
		for (uint32_t x = 0; x < width; x++, rows += 3)
			put_colour(rows, *pixels++);
	}
}

struct str image_png_write_drawn(struct arena *arena, const uint32_t *pixels,
				 uint32_t width, uint32_t height)
{
	struct palette palette = { .count = 0 };
	uint8_t triples[MOST_COLOURS * 3];
	struct buffer out = BUFFER_INITIALISER;
	uint8_t *rows = memory_resize(NULL, height, (size_t)width * 3 + 1);
	bool is_indexed = index_rows(pixels, width, height, &palette, rows);
	if (!is_indexed)
		colour_rows(pixels, width, height, rows);
	buffer_append(&out, "\x89PNG\r\n\x1a\n", 8);
	put_header(&out, width, height,
		   is_indexed ? PNG_OF_PALETTE : PNG_OF_COLOURS);
	for (size_t i = 0; i < palette.count; i++)
		put_colour(triples + 3 * i, palette.colours[i]);
	if (is_indexed)
		put_chunk(&out, "PLTE",
			  (struct str){ (const char *)triples,
					palette.count * 3 });
	put_chunk(&out, "IDAT",
		  image_deflate(
			  arena, rows,
			  height * ((size_t)width * (is_indexed ? 1 : 3) + 1)));
	put_chunk(&out, "IEND", STR(""));
	struct str file = arena_copy_str(arena, buffer_str(&out));
	buffer_release(&out);
	free(rows);
	return file;
}
