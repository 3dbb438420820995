/* image/image: kinds, sizes, damage, and the streams that a PDF gets. */
#define _POSIX_C_SOURCE 200809L
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <jpeglib.h>
#include <libdeflate.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "image/image_private.h"
#include "unit/unit.h"

static const struct place here = { "chapter.md", 3, 5 };

/* ---- Making files ------------------------------------------------------ */

static void append_32(struct buffer *out, uint32_t value)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buffer_append_byte(out, (char)(value >> shift));
}

static void append_chunk(struct buffer *out, const char *name,
			 const void *bytes, size_t length)
{
	append_32(out, (uint32_t)length);
	size_t start = out->length;
	buffer_append(out, name, 4);
	buffer_append(out, bytes, length);
	append_32(out, libdeflate_crc32(0, out->bytes + start, length + 4));
}

static void begin_png(struct buffer *out, uint32_t width, uint32_t height,
		      uint8_t bits, uint8_t type)
{
	struct buffer head = BUFFER_INITIALISER;
	buffer_append(out, "\x89PNG\r\n\x1a\n", 8);
	append_32(&head, width);
	append_32(&head, height);
	buffer_append_byte(&head, (char)bits);
	buffer_append_byte(&head, (char)type);
	buffer_append(&head, "\0\0\0", 3);
	append_chunk(out, "IHDR", head.bytes, head.length);
	buffer_release(&head);
}

static void end_png(struct buffer *out, const void *rows, size_t length)
{
	char packed[4096];
	struct libdeflate_compressor *compressor =
		libdeflate_alloc_compressor(6);
	size_t used = libdeflate_zlib_compress(compressor, rows, length, packed,
					       sizeof packed);
	libdeflate_free_compressor(compressor);
	append_chunk(out, "IDAT", packed, used);
	append_chunk(out, "IEND", "", 0);
}

/* A baseline JPEG of one colour. */
static void make_jpeg(struct buffer *out, unsigned width, unsigned height,
		      int components, J_COLOR_SPACE space)
{
	struct jpeg_compress_struct jpeg;
	struct jpeg_error_mgr errors;
	unsigned char *bytes = NULL;
	unsigned long length = 0;
	JSAMPLE row[256];
	JSAMPROW rows[1] = { row };
	memset(row, 100, sizeof row);
	jpeg.err = jpeg_std_error(&errors);
	jpeg_create_compress(&jpeg);
	jpeg_mem_dest(&jpeg, &bytes, &length);
	jpeg.image_width = width;
	jpeg.image_height = height;
	jpeg.input_components = components;
	jpeg.in_color_space = space;
	jpeg_set_defaults(&jpeg);
	jpeg.density_unit = 1;
	jpeg.X_density = 144;
	jpeg.Y_density = 72;
	jpeg_start_compress(&jpeg, TRUE);
	while (jpeg.next_scanline < height)
		jpeg_write_scanlines(&jpeg, rows, 1);
	jpeg_finish_compress(&jpeg);
	buffer_append(out, bytes, length);
	jpeg_destroy_compress(&jpeg);
	free(bytes);
}

/* ---- Reading them ------------------------------------------------------ */

struct fixture {
	struct arena arena;
	struct diagnostics diagnostics;
	struct buffer file;
	char path[64];
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	snprintf(fixture->path, sizeof fixture->path,
		 "/tmp/everyread-image-XXXXXX");
	int file = mkstemp(fixture->path);
	*state = fixture;
	return file < 0 || close(file);
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	unlink(fixture->path);
	arena_release(&fixture->arena);
	diagnostics_release(&fixture->diagnostics);
	buffer_release(&fixture->file);
	free(fixture);
	return 0;
}

static struct image *load(struct fixture *fixture)
{
	FILE *file = fopen(fixture->path, "wb");
	assert_non_null(file);
	fwrite(fixture->file.bytes, 1, fixture->file.length, file);
	fclose(file);
	return image_load(&fixture->arena, fixture->path, NULL, here,
			  &fixture->diagnostics);
}

static void expect_refusal(struct fixture *fixture, const char *code,
			   const char *words)
{
	assert_null(load(fixture));
	assert_int_equal(fixture->diagnostics.count, 1);
	const struct diagnostic *only = &fixture->diagnostics.items[0];
	assert_string_equal(diagnostic_code_label(only->code), code);
	assert_int_equal(only->place.line, 3);
	assert_non_null(strstr(only->text, words));
}

static size_t inflate_into(struct str bytes, void *out, size_t size)
{
	size_t length = 0;
	struct libdeflate_decompressor *decompressor =
		libdeflate_alloc_decompressor();
	assert_int_equal(libdeflate_zlib_decompress(decompressor, bytes.bytes,
						    bytes.length, out, size,
						    &length),
			 LIBDEFLATE_SUCCESS);
	libdeflate_free_decompressor(decompressor);
	return length;
}

/* ---- PNG --------------------------------------------------------------- */

static const uint8_t rgb_rows[] = {
	0, 1, 2, 3, 4, 5, 6, 0, 7, 8, 9, 10, 11, 12
};

static void test_plain_png_passes_through(void **state)
{
	struct fixture *fixture = *state;
	struct image_stream stream;
	struct error error;
	/* 5,906 pixels a metre are 150 an inch */
	static const char density[] = "\0\0\x17\x12\0\0\x17\x12\1";
	begin_png(&fixture->file, 2, 2, 8, 2);
	append_chunk(&fixture->file, "pHYs", density, 9);
	end_png(&fixture->file, rgb_rows, sizeof rgb_rows);
	struct image *image = load(fixture);
	assert_non_null(image);
	assert_string_equal(image->media_type, "image/png");
	assert_int_equal(image->file.length, fixture->file.length);
	assert_int_equal(image_width_lu(image), 960); /* 2/150 inch */
	assert_true(image_encode(image, &fixture->arena, &stream, &error));
	assert_int_equal(stream.colour, IMAGE_RGB);
	assert_int_equal(stream.alpha.length, 0);
	/* the file's own bytes, not a copy */
	assert_true(stream.bytes.bytes > image->file.bytes &&
		    stream.bytes.bytes <
			    image->file.bytes + image->file.length);
	uint8_t rows[64];
	assert_int_equal(inflate_into(stream.bytes, rows, sizeof rows),
			 sizeof rgb_rows);
	assert_memory_equal(rows, rgb_rows, sizeof rgb_rows);
}

static void test_png_without_density_is_96_to_the_inch(void **state)
{
	struct fixture *fixture = *state;
	begin_png(&fixture->file, 2, 2, 8, 2);
	end_png(&fixture->file, rgb_rows, sizeof rgb_rows);
	struct image *image = load(fixture);
	assert_non_null(image);
	assert_int_equal(image_width_lu(image), 1500);
	assert_int_equal(image_height_lu(image), 1500);
}

static void test_palette_keeps_its_indices(void **state)
{
	struct fixture *fixture = *state;
	struct image_stream stream;
	struct error error;
	static const uint8_t rows[] = { 0, 0x1B }; /* 2 bits: 0 1 2 3 */
	begin_png(&fixture->file, 4, 1, 2, 3);
	append_chunk(&fixture->file, "PLTE", "aaabbbcccddd", 12);
	append_chunk(&fixture->file, "tRNS", "\x00\x80", 2);
	end_png(&fixture->file, rows, sizeof rows);
	struct image *image = load(fixture);
	assert_non_null(image);
	assert_true(image->has_alpha);
	assert_true(image_encode(image, &fixture->arena, &stream, &error));
	assert_int_equal(stream.colour, IMAGE_INDEXED);
	assert_int_equal(stream.bits, 2);
	assert_int_equal(stream.palette.length, 12);
	uint8_t alpha[16];
	assert_int_equal(inflate_into(stream.alpha, alpha, sizeof alpha), 5);
	/* the row's filter may be any: undo "none" and "sub" */
	assert_in_range(alpha[0], 0, 1);
	for (int i = 2; alpha[0] == 1 && i < 5; i++)
		alpha[i] = (uint8_t)(alpha[i] + alpha[i - 1]);
	assert_memory_equal(alpha + 1, "\x00\x80\xFF\xFF", 4);
}

static void test_sixteen_bits_become_eight(void **state)
{
	struct fixture *fixture = *state;
	struct image_stream stream;
	struct error error;
	/* grey and alpha, one pixel half seen through */
	static const uint8_t rows[] = { 0, 0x40, 0x00, 0x80, 0x00 };
	begin_png(&fixture->file, 1, 1, 16, 4);
	end_png(&fixture->file, rows, sizeof rows);
	struct image *image = load(fixture);
	assert_non_null(image);
	assert_true(image_encode(image, &fixture->arena, &stream, &error));
	assert_int_equal(stream.colour, IMAGE_GREY);
	assert_int_equal(stream.bits, 8);
	uint8_t pixel[8];
	assert_int_equal(inflate_into(stream.bytes, pixel, sizeof pixel), 2);
	assert_int_equal(pixel[1], 0x40);
	assert_int_equal(inflate_into(stream.alpha, pixel, sizeof pixel), 2);
	assert_int_equal(pixel[1], 0x80);
}

static void test_opaque_alpha_is_left_out(void **state)
{
	struct fixture *fixture = *state;
	struct image_stream stream;
	struct error error;
	static const uint8_t rows[] = { 0, 1, 2, 3, 255 };
	begin_png(&fixture->file, 1, 1, 8, 6);
	end_png(&fixture->file, rows, sizeof rows);
	struct image *image = load(fixture);
	assert_non_null(image);
	assert_true(image_encode(image, &fixture->arena, &stream, &error));
	assert_int_equal(stream.alpha.length, 0);
	assert_int_equal(stream.colour, IMAGE_RGB);
}

/* ---- JPEG -------------------------------------------------------------- */

static void test_jpeg_passes_through(void **state)
{
	struct fixture *fixture = *state;
	struct image_stream stream;
	struct error error;
	make_jpeg(&fixture->file, 16, 8, 3, JCS_RGB);
	struct image *image = load(fixture);
	assert_non_null(image);
	assert_string_equal(image->media_type, "image/jpeg");
	assert_int_equal(image_width_lu(image), 8000);  /* 16/144 inch */
	assert_int_equal(image_height_lu(image), 8000); /* 8/72 inch */
	assert_true(image_encode(image, &fixture->arena, &stream, &error));
	assert_true(stream.is_jpeg);
	assert_ptr_equal(stream.bytes.bytes, image->file.bytes);
}

static void test_orientation_turns_the_size(void **state)
{
	struct fixture *fixture = *state;
	static const char exif[] = "\xFF\xE1\x00\x22"
				   "Exif\0\0"
				   "MM\0*\0\0\0\x08"
				   "\0\1"
				   "\x01\x12\0\3\0\0\0\1\0\6\0\0"
				   "\0\0\0\0";
	struct buffer plain = BUFFER_INITIALISER;
	make_jpeg(&plain, 16, 8, 1, JCS_GRAYSCALE);
	buffer_append(&fixture->file, plain.bytes, 2);
	buffer_append(&fixture->file, exif, 36);
	buffer_append(&fixture->file, plain.bytes + 2, plain.length - 2);
	buffer_release(&plain);
	struct image *image = load(fixture);
	assert_non_null(image);
	assert_int_equal(image->orientation, 6);
	assert_int_equal(image->width, 8);
	assert_int_equal(image->height, 16);
	assert_int_equal(image->stored_width, 16);
}

/* ---- Refusals ---------------------------------------------------------- */

static void test_missing(void **state)
{
	struct fixture *fixture = *state;
	assert_null(image_load(&fixture->arena, "/nowhere/map.png", NULL, here,
			       &fixture->diagnostics));
	assert_int_equal(fixture->diagnostics.error_count, 1);
	assert_non_null(
		strstr(fixture->diagnostics.items[0].text, "/nowhere/map.png"));
}

/* Nobody writes into it: whoever waits for it waits for ever. */
static void test_fifo_is_refused(void **state)
{
	struct fixture *fixture = *state;
	unlink(fixture->path);
	assert_int_equal(mkfifo(fixture->path, 0600), 0);
	alarm(20);
	assert_null(image_load(&fixture->arena, fixture->path, NULL, here,
			       &fixture->diagnostics));
	alarm(0);
	assert_non_null(strstr(fixture->diagnostics.items[0].text,
			       "not a regular file"));
}

static void test_foreign_kinds_are_named(void **state)
{
	struct fixture *fixture = *state;
	static const struct {
		const char *bytes;
		size_t length;
		const char *name;
	} cases[] = {
		{ "GIF89a\1\0\1\0", 10, "GIF" },
		{ "RIFF\x10\0\0\0WEBPVP8 ", 16, "WebP" },
		{ "BM\0\0\0\0", 6, "BMP" },
		{ "words", 5, "only PNG, JPEG and SVG" },
		{ "", 0, "only PNG, JPEG and SVG" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		buffer_clear(&fixture->file);
		buffer_append(&fixture->file, cases[i].bytes, cases[i].length);
		expect_refusal(fixture, "I002", cases[i].name);
		diagnostics_release(&fixture->diagnostics);
	}
}

static void test_every_cut_is_found(void **state)
{
	struct fixture *fixture = *state;
	struct buffer whole = BUFFER_INITIALISER;
	begin_png(&whole, 2, 2, 8, 2);
	end_png(&whole, rgb_rows, sizeof rgb_rows);
	for (size_t length = 8; length < whole.length; length++) {
		buffer_clear(&fixture->file);
		buffer_append(&fixture->file, whole.bytes, length);
		expect_refusal(fixture, "I003", "cut off");
		diagnostics_release(&fixture->diagnostics);
	}
	buffer_clear(&whole);
	make_jpeg(&whole, 8, 8, 3, JCS_RGB);
	for (size_t length = 3; length < whole.length; length += 7) {
		buffer_clear(&fixture->file);
		buffer_append(&fixture->file, whole.bytes, length);
		assert_null(load(fixture));
		assert_int_equal(fixture->diagnostics.error_count, 1);
		diagnostics_release(&fixture->diagnostics);
	}
	buffer_release(&whole);
}

static void test_wrong_checksum(void **state)
{
	struct fixture *fixture = *state;
	begin_png(&fixture->file, 2, 2, 8, 2);
	end_png(&fixture->file, rgb_rows, sizeof rgb_rows);
	fixture->file.bytes[fixture->file.length - 20] ^= 1;
	expect_refusal(fixture, "I003", "IDAT");
}

static void test_too_many_pixels(void **state)
{
	struct fixture *fixture = *state;
	begin_png(&fixture->file, 20000, 20000, 8, 2);
	end_png(&fixture->file, rgb_rows, sizeof rgb_rows);
	expect_refusal(fixture, "I004", "20000 × 20000");
}

static void test_rows_that_do_not_fit_fail_to_encode(void **state)
{
	struct fixture *fixture = *state;
	struct image_stream stream;
	struct error error;
	begin_png(&fixture->file, 2, 3, 8, 2);
	end_png(&fixture->file, rgb_rows, sizeof rgb_rows);
	struct image *image = load(fixture);
	assert_non_null(image);
	assert_false(image_encode(image, &fixture->arena, &stream, &error));
	assert_non_null(strstr(error.message, "damaged"));
}

/* Writes 17 rows with so many colours, reads them again, and tells the PNG's type
 * of colour. */
static int draw_colours(struct fixture *fixture, uint32_t count, uint32_t width)
{
	enum { HEIGHT = 17 };
	uint32_t *pixels = memory_resize(NULL, width * HEIGHT, sizeof *pixels);
	for (uint32_t i = 0; i < width * HEIGHT; i++)
		pixels[i] = 0xA5000000u + i % count * 0x010307;
	struct image image = {
		.kind = IMAGE_PNG,
		.file = image_png_write_drawn(&fixture->arena, pixels, width,
					      HEIGHT),
	};
	struct image_pixels read = { 0 };
	struct error error;
	assert_true(image_png_decode(&image, IMAGE_PNG_COLOURS, &read, &error));
	assert_int_equal(read.width, width);
	assert_int_equal(read.height, HEIGHT);
	assert_int_equal(read.channels, 3);
	for (uint32_t i = 0; i < width * HEIGHT; i++) {
		const uint8_t *sample = read.samples + 3 * i;
		assert_int_equal((uint32_t)sample[0] << 16 |
					 (uint32_t)sample[1] << 8 | sample[2],
				 pixels[i] & 0xFFFFFF);
	}
	free(read.samples);
	free(pixels);
	return image.file.bytes[25];
}

static void test_what_is_drawn_has_a_palette_where_it_can(void **state)
{
	struct fixture *fixture = *state;
	assert_int_equal(draw_colours(fixture, 1, 1), 3);
	assert_int_equal(draw_colours(fixture, 3, 40), 3);
	assert_int_equal(draw_colours(fixture, 256, 40), 3);
	assert_int_equal(draw_colours(fixture, 257, 40), 2);
	assert_int_equal(draw_colours(fixture, 700, 41), 2);
}

#define TEST(function) \
	cmocka_unit_test_setup_teardown(function, set_up, tear_down)

static const struct CMUnitTest tests[] = {
	TEST(test_plain_png_passes_through),
	TEST(test_png_without_density_is_96_to_the_inch),
	TEST(test_palette_keeps_its_indices),
	TEST(test_sixteen_bits_become_eight),
	TEST(test_opaque_alpha_is_left_out),
	TEST(test_jpeg_passes_through),
	TEST(test_orientation_turns_the_size),
	TEST(test_missing),
	TEST(test_fifo_is_refused),
	TEST(test_foreign_kinds_are_named),
	TEST(test_every_cut_is_found),
	TEST(test_wrong_checksum),
	TEST(test_too_many_pixels),
	TEST(test_rows_that_do_not_fit_fail_to_encode),
	TEST(test_what_is_drawn_has_a_palette_where_it_can),
};
UNIT_FILE(tests, NULL, NULL)
