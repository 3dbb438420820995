/* What is said on terminals and in logs: nothing that a terminal obeys, one
 * line for each message. */
#define _POSIX_C_SOURCE 200809L
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/diagnostic.h"
#include "base/error.h"
#include "base/visible.h"
#include "unit/unit.h"

static void expect_shown(struct str text, const char *shown)
{
	struct buffer out = BUFFER_INITIALISER;
	visible_append(&out, text);
	assert_string_equal(buffer_str(&out).bytes, shown);
	buffer_release(&out);
}

static void test_what_a_terminal_obeys_is_shown(void **state)
{
	(void)state;
	expect_shown(STR("\x1B[31mred"), "<U+001B>[31mred");
	expect_shown(STR("a\n\r\tb\x7F"), "a<U+000A><U+000D><U+0009>b<U+007F>");
	expect_shown(STR("a\0b"), "a<U+0000>b");
	expect_shown(STR("\xC2\x9B"
			 "31m\xC2\x85"),
		     "<U+009B>31m<U+0085>");
	/* every control that turns the order round, and the line ends */
	expect_shown(STR("\u061C\u200E\u200F\u2028\u2029\u202A\u202B\u202C"),
		     "<U+061C><U+200E><U+200F><U+2028><U+2029><U+202A><U+202B>"
		     "<U+202C>");
	expect_shown(STR("\u202D\u202E\u2066\u2067\u2068\u2069"),
		     "<U+202D><U+202E><U+2066><U+2067><U+2068><U+2069>");
}

static void test_words_stay(void **state)
{
	(void)state;
	expect_shown(STR(""), "");
	expect_shown(STR("Żółć “a–b” مرحبا 中文 😀 <U+001B> \\x1b \u00A0\u00AD"),
		     "Żółć “a–b” مرحبا 中文 😀 <U+001B> \\x1b \u00A0\u00AD");
	/* joiners are spelling, in Persian, in Hindi and in pictures */
	expect_shown(STR("می\u200Cخواهم क्\u200Dष 👩\u200D💻"),
		     "می\u200Cخواهم क्\u200Dष 👩\u200D💻");
	expect_shown(STR("\u2027\u202F\u2065\u206A"),
		     "\u2027\u202F\u2065\u206A");
}

static void test_bytes_that_are_no_utf8_are_shown(void **state)
{
	(void)state;
	expect_shown(STR("a\x9B"
			 "31m"),
		     "a<9B>31m");
	expect_shown(STR("a\xE2\x80"), "a<E2><80>");
	expect_shown(STR("\xE2\x80\x1B"), "<E2><80><U+001B>");
	expect_shown(STR("\xC0\x9B\xED\xA0\x80"), "<C0><9B><ED><A0><80>");
}

static void test_lines_and_json_keep_what_they_are(void **state)
{
	(void)state;
	struct buffer lines = BUFFER_INITIALISER, json = BUFFER_INITIALISER;
	visible_append_lines(&lines, STR("a\n\tb\r\x1B\u202E\x9B\n"));
	assert_string_equal(buffer_str(&lines).bytes,
			    "a\n\tb<U+000D><U+001B><U+202E><9B>\n");
	buffer_release(&lines);
	/* what jansson writes of ESC is ASCII already */
	visible_append_json(&json, STR("{\n  \"\\u001b\": \"\x7F\xC2\x85é\u2028"
				       "\u2069\"\n}"));
	assert_string_equal(buffer_str(&json).bytes,
			    "{\n  \"\\u001b\": \"\\u007F\\u0085é\\u2028"
			    "\\u2069\"\n}");
	buffer_release(&json);
}

static void print_data(const void *text, FILE *stream)
{
	visible_print_data(stream, str_from(text));
}

/* What `print` writes. */
static const char *written(char *room, size_t size,
			   void (*print)(const void *, FILE *),
			   const void *what)
{
	FILE *stream = fmemopen(room, size, "w");
	print(what, stream);
	fclose(stream);
	return room;
}

static void write_diagnostics(const void *list, FILE *stream)
{
	diagnostics_print(list, stream);
}

static void write_error(const void *error, FILE *stream)
{
	error_print(error, stream);
}

/* tests/soak/check-terminal has a terminal. */
static void test_data_stay_where_no_terminal_is(void **state)
{
	(void)state;
	char room[64];
	assert_string_equal(
		written(room, sizeof room, print_data, "a\x1B\u202E\x9B\n"),
		"a\x1B\u202E\x9B\n");
}

static void test_messages(void **state)
{
	(void)state;
	struct diagnostics list = DIAGNOSTICS_INITIALISER;
	struct error error;
	char room[512];
	struct place place = { "a\x1B]0;b\a.md", 3, 4 };
	diagnostics_add(&list, DIAGNOSTIC_LINK_SCHEME, place,
			"'%s' is \u202Eit", "x\ny.md:1: error: M001: forged");
	assert_string_equal(
		written(room, sizeof room, write_diagnostics, &list),
		"a<U+001B>]0;b<U+0007>.md:3:4: warning: M018: "
		"'x<U+000A>y.md:1: error: M001: forged' is <U+202E>it\n");
	diagnostics_release(&list);
	error_set(&error, "cannot open '%s'",
		  "\x1B"
		  "c\xFF");
	assert_string_equal(written(room, sizeof room, write_error, &error),
			    "everyread: cannot open '<U+001B>c<FF>'\n");
}

static void test_long_messages_end_after_a_character(void **state)
{
	(void)state;
	struct error error;
	char name[4096] = "";
	size_t bad;
	for (int shift = 0; shift < 4; shift++) {
		memset(name, 'x', (size_t)shift);
		for (size_t i = (size_t)shift; i + 4 < sizeof name; i += 4)
			memcpy(name + i, "😀", 5);
		error_set(&error, "%s", name);
		struct str text = str_from(error.message);
		assert_true(str_is_utf8(text, &bad));
		assert_true(str_ends_with(text, STR("😀…")));
		assert_in_range(text.length, sizeof error.message - 8,
				sizeof error.message - 1);
	}
	memset(name, 'x', sizeof error.message);
	name[sizeof error.message - 1] = '\0';
	error_set(&error, "%s", name);
	assert_string_equal(error.message, name); /* just fits */
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_what_a_terminal_obeys_is_shown),
	cmocka_unit_test(test_words_stay),
	cmocka_unit_test(test_bytes_that_are_no_utf8_are_shown),
	cmocka_unit_test(test_lines_and_json_keep_what_they_are),
	cmocka_unit_test(test_data_stay_where_no_terminal_is),
	cmocka_unit_test(test_messages),
	cmocka_unit_test(test_long_messages_end_after_a_character),
};
UNIT_FILE(tests, NULL, NULL)
