/* WAV files as commands write them, and as they should not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audio/private.h"
#include "unit/unit.h"

static const struct wave_format mono = { 1, 16, 8000 };

static struct str wave(struct buffer *out, const struct wave_format *format,
		       size_t said, size_t length)
{
	buffer_clear(out);
	wave_append_head(out, format, said);
	for (size_t i = 0; i < length; i++)
		buffer_append_byte(out, (char)i);
	return buffer_str(out);
}

static void test_wave_is_read_back(void **state)
{
	struct buffer out = BUFFER_INITIALISER;
	struct wave_format format = { 0 };
	struct str samples;
	struct error error;
	(void)state;
	assert_true(wave_read(wave(&out, &mono, 100, 100), &format, &samples,
			      &error));
	assert_int_equal(samples.length, 100);
	assert_int_equal(format.rate, 8000);
	assert_int_equal(wave_byte_rate(&format), 16000);
	buffer_release(&out);
}

/* A pipe's writer says more than there is; half a sample is none. */
static void test_wave_ends_where_its_file_does(void **state)
{
	struct buffer out = BUFFER_INITIALISER;
	struct wave_format format = { 0 };
	struct str samples;
	struct error error;
	(void)state;
	assert_true(wave_read(wave(&out, &mono, 0x7FFFF000, 41), &format,
			      &samples, &error));
	assert_int_equal(samples.length, 40);
	buffer_release(&out);
}

/* Cut off anywhere, or of other chunks, nothing is read past its end. */
static void test_wave_that_is_none(void **state)
{
	static const struct wave_format wide = { 1, 64, 8000 };
	static const struct wave_format slow = { 1, 16, 7 };
	struct buffer out = BUFFER_INITIALISER;
	struct wave_format format;
	struct str samples;
	struct error error;
	(void)state;
	assert_false(
		wave_read(wave(&out, &wide, 8, 8), &format, &samples, &error));
	assert_false(
		wave_read(wave(&out, &slow, 8, 8), &format, &samples, &error));
	assert_false(
		wave_read(STR("RIFFxxxxAVI fmt "), &format, &samples, &error));
	struct str whole = wave(&out, &mono, 8, 8);
	for (size_t length = 0; length < 44; length++) {
		struct arena arena = ARENA_INITIALISER;
		struct str cut = { arena_copy(&arena, whole.bytes, length),
				   length };
		assert_false(wave_read(cut, &format, &samples, &error));
		arena_release(&arena);
	}
	buffer_release(&out);
}

static void test_kinds_by_their_first_bytes(void **state)
{
	(void)state;
	assert_true(audio_is_of_kind(STR("ID3\4"), AUDIO_MP3));
	assert_true(audio_is_of_kind(STR("\xFF\xFB\x90"), AUDIO_MP3));
	assert_false(audio_is_of_kind(STR("\xFF\xFD\x90"), AUDIO_MP3)); /* II */
	assert_false(audio_is_of_kind(STR("RIFF"), AUDIO_MP3));
	assert_true(audio_is_of_kind(STR("\0\0\0\x20"
					 "ftypM4A "),
				     AUDIO_M4A));
	assert_false(audio_is_of_kind(STR("OggS"), AUDIO_OPUS));
	assert_false(audio_is_of_kind(STR(""), AUDIO_M4A));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_wave_is_read_back),
	cmocka_unit_test(test_wave_ends_where_its_file_does),
	cmocka_unit_test(test_wave_that_is_none),
	cmocka_unit_test(test_kinds_by_their_first_bytes),
};

UNIT_FILE(tests, NULL, NULL)
