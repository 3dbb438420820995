/* image/image_normalise: what loading makes of colours and orientation, and
 * what it tells. */
#define _POSIX_C_SOURCE 200809L
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <jpeglib.h>
#include <lcms2.h>
#include <libdeflate.h>

#include "base/buffer.h"
#include "image/image_private.h"
#include "unit/unit.h"

static const struct place here = { "chapter.md", 3, 5 };

struct fixture {
	struct arena arena;
	struct diagnostics diagnostics;
};

static int set_up(void **state)
{
	*state = calloc(1, sizeof(struct fixture));
	return *state == NULL;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	arena_release(&fixture->arena);
	diagnostics_release(&fixture->diagnostics);
	free(fixture);
	return 0;
}

static struct image *load_into(struct fixture *fixture, struct str bytes,
			       const struct picture_room *room)
{
	char path[] = "/tmp/everyread-image-XXXXXX";
	int descriptor = mkstemp(path);
	assert_true(descriptor >= 0);
	assert_int_equal(write(descriptor, bytes.bytes, bytes.length),
			 bytes.length);
	close(descriptor);
	struct image *image = image_load(&fixture->arena, path, room, here,
					 &fixture->diagnostics);
	unlink(path);
	return image;
}

static struct image *load(struct fixture *fixture, struct str bytes)
{
	return load_into(fixture, bytes, NULL);
}

static void expect_only(struct fixture *fixture, const char *code)
{
	assert_int_equal(fixture->diagnostics.count, 1);
	assert_string_equal(
		diagnostic_code_label(fixture->diagnostics.items[0].code),
		code);
	assert_int_equal(fixture->diagnostics.items[0].place.line, 3);
}

/* ---- Files ------------------------------------------------------------- */

static void put_32(struct buffer *out, uint32_t value)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buffer_append_byte(out, (char)(value >> shift));
}

/* A PNG with one more chunk behind its header. */
static struct str make_png(struct fixture *fixture, uint32_t width,
			   uint32_t height, unsigned channels,
			   const uint8_t *samples, const char *name,
			   struct str body)
{
	struct image_pixels pixels = { width, height, channels,
				       (uint8_t *)samples };
	struct str plain = image_png_write(&fixture->arena, &pixels, 0, 0);
	struct buffer out = BUFFER_INITIALISER;
	buffer_append(&out, plain.bytes, 33);
	put_32(&out, (uint32_t)body.length);
	buffer_append(&out, name, 4);
	buffer_append_str(&out, body);
	put_32(&out, libdeflate_crc32(0, out.bytes + 37, body.length + 4));
	buffer_append(&out, plain.bytes + 33, plain.length - 33);
	struct str file = arena_copy_str(&fixture->arena, buffer_str(&out));
	buffer_release(&out);
	return file;
}

/* One colour; CMYK without libjpeg's Adobe marker where it is told so. */
static struct str make_jpeg(struct fixture *fixture, const uint8_t *colour,
			    int components, bool has_adobe, struct str profile)
{
	struct jpeg_compress_struct jpeg;
	struct jpeg_error_mgr errors;
	unsigned char *bytes = NULL;
	unsigned long length = 0;
	JSAMPLE row[8 * 4];
	JSAMPROW rows[1] = { row };
	for (int i = 0; i < 8 * components; i++)
		row[i] = colour[i % components];
	jpeg.err = jpeg_std_error(&errors);
	jpeg_create_compress(&jpeg);
	jpeg_mem_dest(&jpeg, &bytes, &length);
	jpeg.image_width = jpeg.image_height = 8;
	jpeg.input_components = components;
	jpeg.in_color_space = components == 4 ? JCS_CMYK :
			      components == 3 ? JCS_RGB :
						JCS_GRAYSCALE;
	jpeg_set_defaults(&jpeg);
	jpeg_set_quality(&jpeg, 100, TRUE);
	jpeg.write_Adobe_marker = has_adobe;
	jpeg_start_compress(&jpeg, TRUE);
	if (profile.length)
		jpeg_write_icc_profile(&jpeg, (const JOCTET *)profile.bytes,
				       (unsigned)profile.length);
	while (jpeg.next_scanline < 8)
		jpeg_write_scanlines(&jpeg, rows, 1);
	jpeg_finish_compress(&jpeg);
	struct str file = { arena_copy(&fixture->arena, (char *)bytes, length),
			    length };
	jpeg_destroy_compress(&jpeg);
	free(bytes);
	return file;
}

static void first_pixel(const struct image *image, uint8_t *rgb)
{
	struct image_pixels pixels = { .samples = NULL };
	struct image_facts facts = { .components = 3 };
	struct error error;
	assert_true(image->kind == IMAGE_PNG ?
			    image_png_decode(image, IMAGE_PNG_COLOURS, &pixels,
					     &error) :
			    image_jpeg_decode(image, &facts, &pixels, &error));
	memcpy(rgb, pixels.samples, pixels.channels);
	free(pixels.samples);
}

static struct str save_profile(struct fixture *fixture, cmsHPROFILE profile)
{
	cmsUInt32Number length = 0;
	assert_true(cmsSaveProfileToMem(profile, NULL, &length));
	char *bytes = arena_allocate(&fixture->arena, length);
	assert_true(cmsSaveProfileToMem(profile, bytes, &length));
	cmsCloseProfile(profile);
	return (struct str){ bytes, length };
}

/* Primaries far from sRGB's: those of Adobe RGB, and a gamma of 2.2. */
static struct str wide_profile(struct fixture *fixture)
{
	cmsCIExyY white = { 0.3127, 0.3290, 1 };
	cmsCIExyYTRIPLE primaries = { { 0.64, 0.33, 1 },
				      { 0.21, 0.71, 1 },
				      { 0.15, 0.06, 1 } };
	cmsToneCurve *curve = cmsBuildGamma(NULL, 2.2);
	cmsToneCurve *curves[] = { curve, curve, curve };
	cmsHPROFILE profile = cmsCreateRGBProfile(&white, &primaries, curves);
	cmsFreeToneCurve(curve);
	return save_profile(fixture, profile);
}

static struct str grey_profile(struct fixture *fixture, double gamma)
{
	cmsToneCurve *curve = cmsBuildGamma(NULL, gamma);
	cmsHPROFILE profile = cmsCreateGrayProfile(cmsD50_xyY(), curve);
	cmsFreeToneCurve(curve);
	return save_profile(fixture, profile);
}

/* The body of an iCCP chunk. */
static struct str packed(struct fixture *fixture, struct str profile)
{
	struct libdeflate_compressor *compressor =
		libdeflate_alloc_compressor(6);
	size_t bound =
		libdeflate_zlib_compress_bound(compressor, profile.length);
	char *bytes = arena_allocate(&fixture->arena, bound + 3);
	memcpy(bytes, "p\0", 3);
	size_t used = libdeflate_zlib_compress(
		compressor, profile.bytes, profile.length, bytes + 3, bound);
	libdeflate_free_compressor(compressor);
	return (struct str){ bytes, used + 3 };
}

/* ---- Orientation ------------------------------------------------------- */

/* EXIF's own table: what is seen of
 *   1 2 3
 *   4 5 6 */
static void every_orientation(void **state)
{
	static const char *const seen[] = { "123456", "321654", "654321",
					    "456123", "142536", "415263",
					    "635241", "362514" };
	(void)state;
	for (uint8_t orientation = 1; orientation <= 8; orientation++) {
		struct image_pixels pixels = { 3, 2, 1, malloc(6) };
		memcpy(pixels.samples, "123456", 6);
		image_turn(&pixels, orientation);
		assert_int_equal(pixels.width, orientation < 5 ? 3 : 2);
		assert_int_equal(pixels.height, orientation < 5 ? 2 : 3);
		assert_memory_equal(pixels.samples, seen[orientation - 1], 6);
		free(pixels.samples);
	}
}

static void png_is_turned(void **state)
{
	struct fixture *fixture = *state;
	static const char exif[] = "II*\0\x08\0\0\0\1\0"
				   "\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0";
	static const uint8_t samples[] = { 1, 2, 3, 4, 5, 6 };
	struct image *image =
		load(fixture, make_png(fixture, 3, 2, 1, samples, "eXIf",
				       (struct str){ exif, sizeof exif }));
	struct image_pixels pixels = { .samples = NULL };
	struct error error;
	assert_non_null(image);
	assert_int_equal(image->orientation, 1);
	assert_int_equal(image->width, 2);
	assert_int_equal(image->stored_height, 3);
	assert_true(
		image_png_decode(image, IMAGE_PNG_COLOURS, &pixels, &error));
	assert_memory_equal(pixels.samples, "\4\1\5\2\6\3", 6);
	free(pixels.samples);
}

static void exif_that_lies(void **state)
{
	static const char base[] = "MM\0*\0\0\0\x08\0\1"
				   "\1\x12\0\3\0\0\0\1\0\6\0\0\0\0\0";
	(void)state;
	assert_int_equal(
		image_exif_orientation((struct str){ base, sizeof base }), 6);
	for (size_t length = 0; length < 20; length++) {
		char *copy = malloc(length + 1);
		memcpy(copy, base, length);
		assert_int_equal(
			image_exif_orientation((struct str){ copy, length }),
			1);
		free(copy);
	}
	assert_int_equal(image_exif_orientation(STR("MM\0*\xff\xff\xff\xff")),
			 1);
}

/* ---- Colours ----------------------------------------------------------- */

static void cmyk(void **state)
{
	struct fixture *fixture = *state;
	/* no cyan, half of magenta, all of yellow, a fifth of black: as Adobe's
	 * programs store it, and as others do */
	static const uint8_t adobe[] = { 255, 128, 0, 204 };
	static const uint8_t other[] = { 0, 127, 255, 51 };
	for (int i = 0; i < 2; i++) {
		uint8_t rgb[3];
		struct image *image =
			load(fixture, make_jpeg(fixture, i ? other : adobe, 4,
						!i, STR("")));
		assert_non_null(image);
		first_pixel(image, rgb);
		assert_in_range(rgb[0], 200, 208);
		assert_in_range(rgb[1], 98, 106);
		assert_in_range(rgb[2], 0, 4);
	}
	assert_int_equal(fixture->diagnostics.count, 0);
}

static void profiles_are_converted(void **state)
{
	struct fixture *fixture = *state;
	static const uint8_t orange[] = { 200, 100, 50 };
	struct str profile = wide_profile(fixture);
	for (int i = 0; i < 2; i++) {
		uint8_t rgb[3];
		struct str file =
			i ? make_jpeg(fixture, orange, 3, false, profile) :
			    make_png(fixture, 1, 1, 3, orange, "iCCP",
				     packed(fixture, profile));
		struct image *image = load(fixture, file);
		assert_non_null(image);
		first_pixel(image, rgb);
		/* Adobe RGB (200, 100, 50) is sRGB (230, 99, 43), by hand */
		assert_in_range(rgb[0], 226, 234);
		assert_in_range(rgb[1], 95, 103);
		assert_in_range(rgb[2], 38, 48);
	}
	assert_int_equal(fixture->diagnostics.count, 0);
}

static void alpha_is_kept(void **state)
{
	struct fixture *fixture = *state;
	static const uint8_t orange[] = { 200, 100, 50, 77 };
	uint8_t rgb[4];
	struct image *image =
		load(fixture, make_png(fixture, 1, 1, 4, orange, "iCCP",
				       packed(fixture, wide_profile(fixture))));
	assert_non_null(image);
	first_pixel(image, rgb);
	assert_in_range(rgb[0], 226, 234);
	assert_int_equal(rgb[3], 77);
}

static void srgb_stays_as_it_is(void **state)
{
	struct fixture *fixture = *state;
	static const uint8_t orange[] = { 200, 100, 50 };
	struct str plain = make_jpeg(fixture, orange, 3, false, STR(""));
	struct image *image =
		load(fixture,
		     make_jpeg(fixture, orange, 3, false,
			       save_profile(fixture, cmsCreate_sRGBProfile())));
	assert_non_null(image);
	assert_true(str_equals(image->file, plain));
}

static void grey_profiles(void **state)
{
	struct fixture *fixture = *state;
	static const uint8_t grey[] = { 128 };
	uint8_t pixel[3];
	struct image *image = load(
		fixture, make_png(fixture, 1, 1, 1, grey, "iCCP",
				  packed(fixture, grey_profile(fixture, 1))));
	assert_non_null(image);
	first_pixel(image, pixel);
	assert_in_range(pixel[0], 186, 190); /* linear half */
	assert_int_equal(fixture->diagnostics.count, 0);
}

static void profile_of_another_kind(void **state)
{
	struct fixture *fixture = *state;
	static const uint8_t orange[] = { 200, 100, 50 };
	struct str profile = grey_profile(fixture, 2.2);
	uint8_t rgb[3];
	struct image *image =
		load(fixture, make_jpeg(fixture, orange, 3, false, profile));
	assert_non_null(image);
	first_pixel(image, rgb);
	assert_in_range(rgb[0], 197, 203);
	expect_only(fixture, "I009");
}

static void profile_that_is_none(void **state)
{
	struct fixture *fixture = *state;
	static const uint8_t orange[] = { 200, 100, 50 };
	assert_non_null(load(fixture, make_png(fixture, 1, 1, 3, orange, "iCCP",
					       STR("name without an end"))));
	expect_only(fixture, "I009");
}

/* ---- What is told, what is refused ------------------------------------- */

static void moving_picture(void **state)
{
	struct fixture *fixture = *state;
	static const uint8_t orange[] = { 200, 100, 50 };
	static const char control[] = "\0\0\0\2\0\0\0";
	struct image *image =
		load(fixture, make_png(fixture, 1, 1, 3, orange, "acTL",
				       (struct str){ control, 8 }));
	assert_non_null(image);
	assert_int_equal(str_find(image->file, STR("acTL")), -1);
	expect_only(fixture, "I010");
}

/* A hundred bytes that say they are a hundred megabytes are not believed. */
static void sizes_that_the_data_cannot_give(void **state)
{
	struct fixture *fixture = *state;
	static const uint8_t orange[] = { 200, 100, 50 };
	struct str file = make_jpeg(fixture, orange, 3, false, STR(""));
	char *bytes = arena_copy(&fixture->arena, file.bytes, file.length);
	ptrdiff_t frame = str_find(file, (struct str){ "\xff\xc0", 2 });
	assert_true(frame > 0);
	memcpy(bytes + frame + 5, "\x20\x00\x20\x00", 4);
	assert_null(load(fixture, (struct str){ bytes, file.length }));
	expect_only(fixture, "I003");
}

/* ---- Room -------------------------------------------------------------- */

enum { WIDE = 800, HIGH = 400 };

static void forget(struct fixture *fixture)
{
	diagnostics_release(&fixture->diagnostics);
	fixture->diagnostics = (struct diagnostics)DIAGNOSTICS_INITIALISER;
}

/* Columns of black and white, which together are grey; where there are colours,
 * the last quarter is red, and hardly there where there is alpha. */
static struct str make_columns(struct fixture *fixture, unsigned channels)
{
	static const uint8_t red[] = { 200, 20, 20, 8 };
	static const struct str time = { "\x07\xd0\1\1\0\0\0", 7 };
	uint8_t *samples = malloc(WIDE * HIGH * channels);
	uint32_t random = 1;
	for (size_t i = 0; i < WIDE * HIGH; i++) {
		uint8_t *out = samples + i * channels;
		random = random * 1664525 + 1013904223;
		/* no two rows are the same, so that the file is not tiny */
		uint8_t noise = (uint8_t)(random >> 28);
		memset(out, i % 2 ? 255 - noise : noise, channels);
		if (channels == 4)
			out[3] = 255;
		if (channels >= 3 && i % WIDE >= WIDE * 3 / 4)
			memcpy(out, red, channels);
	}
	struct str file =
		make_png(fixture, WIDE, HIGH, channels, samples, "tIME", time);
	free(samples);
	return file;
}

/* Every kind of colours keeps its own, and the picture its natural size. */
static void fewer_pixels(void **state)
{
	struct fixture *fixture = *state;
	static const struct picture_room room = { 72 * LU_PER_POINT, 0, 100,
						  false };
	static const unsigned kinds[] = { 1, 3, 4 };
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		unsigned channels = kinds[i];
		struct image_pixels pixels = { .samples = NULL };
		struct error error;
		forget(fixture);
		struct image *image = load_into(
			fixture, make_columns(fixture, channels), &room);
		assert_non_null(image);
		expect_only(fixture, "I015");
		assert_int_equal(image->width, 100);
		assert_int_equal(image->height, 50);
		assert_int_equal(image_width_lu(image), 600 * LU_PER_POINT);
		assert_int_equal(image_height_lu(image), 300 * LU_PER_POINT);
		assert_true(image_png_decode(image, IMAGE_PNG_COLOURS, &pixels,
					     &error));
		assert_int_equal(pixels.width, 100);
		assert_int_equal(pixels.channels, channels);
		const uint8_t *row = pixels.samples + 2500 * channels;
		assert_in_range(row[30 * channels], 115, 140);
		if (channels == 3) {
			assert_in_range(row[90 * 3], 192, 208);
			assert_in_range(row[90 * 3 + 1], 12, 28);
		} else if (channels == 4) {
			assert_int_equal(row[30 * 4 + 3], 255);
			assert_int_equal(row[90 * 4 + 3], 8);
			/* as fine as 8 steps of alpha leave it */
			assert_true(row[90 * 4] > row[90 * 4 + 1] + 100);
		}
		free(pixels.samples);
	}
}

/* Red on the left, blue on the right; EXIF behind its first marker turns it. */
static struct str make_halves(struct fixture *fixture, bool is_turned)
{
	static const uint8_t colours[] = { 220, 30, 30, 30, 30, 220 };
	static const char exif[] = "\xff\xe1\0\x22"
				   "Exif\0\0MM\0*\0\0\0\x08\0\1"
				   "\1\x12\0\3\0\0\0\1\0\6\0\0\0\0\0";
	uint8_t *samples = malloc(WIDE * HIGH * 3);
	for (size_t i = 0; i < WIDE * HIGH; i++)
		memcpy(samples + i * 3, colours + (i % WIDE < WIDE / 2 ? 0 : 3),
		       3);
	struct image_pixels whole = { WIDE, HIGH, 3, samples };
	struct str plain = image_jpeg_write(&fixture->arena, &whole, 0, 0);
	struct buffer turned = BUFFER_INITIALISER;
	buffer_append(&turned, plain.bytes, 2);
	if (is_turned)
		buffer_append(&turned, exif, 36);
	buffer_append(&turned, plain.bytes + 2, plain.length - 2);
	struct str file = arena_copy_str(&fixture->arena, buffer_str(&turned));
	buffer_release(&turned);
	free(samples);
	return file;
}

static void fewer_pixels_of_jpeg(void **state)
{
	struct fixture *fixture = *state;
	static const struct picture_room room = { 72 * LU_PER_POINT, 0, 60,
						  false };
	for (int i = 0; i < 2; i++) {
		uint8_t first[3];
		forget(fixture);
		struct image *image =
			load_into(fixture, make_halves(fixture, i), &room);
		assert_non_null(image);
		expect_only(fixture, "I015");
		assert_int_equal(image->orientation, 1);
		assert_int_equal(image->width, 60);
		assert_int_equal(image->height, i ? 120 : 30);
		first_pixel(image, first);
		assert_in_range(first[0], 200, 240);
		assert_in_range(first[2], 10, 50);
	}
}

/* As many as it needs, or hardly more; not wider than it is itself, but where
 * it is made so; as high as there is room. */
static void enough_pixels(void **state)
{
	struct fixture *fixture = *state;
	static const struct {
		struct picture_room room;
		uint32_t width;
	} cases[] = {
		{ { 600 * LU_PER_POINT, 0, 96, false }, WIDE },
		{ { 600 * LU_PER_POINT, 0, 72, false }, WIDE },
		{ { 2400 * LU_PER_POINT, 0, 24, false }, 200 },
		{ { 2400 * LU_PER_POINT, 0, 24, true }, WIDE },
		{ { 600 * LU_PER_POINT, 30 * LU_PER_POINT, 96, false }, 80 },
		{ { 100 * LU_PER_POINT, 0, 0, false }, WIDE },
		{ { 0, 0, 300, false }, WIDE },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct image *image = load_into(
			fixture, make_columns(fixture, 3), &cases[i].room);
		assert_non_null(image);
		assert_int_equal(image->width, cases[i].width);
	}
}

/* Few colours need fewer bytes sharp than soft. */
static void file_that_would_grow(void **state)
{
	struct fixture *fixture = *state;
	static const struct picture_room room = { 36 * LU_PER_POINT, 0, 1000,
						  false };
	uint8_t *samples = malloc(WIDE * HIGH);
	uint32_t random = 1;
	for (size_t i = 0; i < WIDE * HIGH; i++) {
		random = random * 1664525 + 1013904223;
		samples[i] = random >> 31 ? 0 : 255;
	}
	struct image *image = load_into(
		fixture,
		make_png(fixture, WIDE, HIGH, 1, samples, "tEXt", STR("a")),
		&room);
	free(samples);
	assert_non_null(image);
	assert_int_equal(image->width, WIDE);
	assert_int_equal(fixture->diagnostics.count, 0);
}

#define TEST(function) \
	cmocka_unit_test_setup_teardown(function, set_up, tear_down)

static const struct CMUnitTest tests[] = {
	TEST(every_orientation),
	TEST(png_is_turned),
	TEST(exif_that_lies),
	TEST(cmyk),
	TEST(profiles_are_converted),
	TEST(alpha_is_kept),
	TEST(srgb_stays_as_it_is),
	TEST(grey_profiles),
	TEST(profile_of_another_kind),
	TEST(profile_that_is_none),
	TEST(moving_picture),
	TEST(sizes_that_the_data_cannot_give),
	TEST(fewer_pixels),
	TEST(fewer_pixels_of_jpeg),
	TEST(enough_pixels),
	TEST(file_that_would_grow),
};
UNIT_FILE(tests, NULL, NULL)
