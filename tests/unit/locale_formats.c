/* locale/: numbers, dates, lists, names, order, direction. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "locale/locale.h"
#include "unit/unit.h"

enum { ENGLISH, ARABIC, POLISH, CHINESE, GAELIC, EGYPTIAN, LOCALE_COUNT };

struct fixture {
	struct arena arena;
	struct diagnostics diagnostics;
	struct locale *locales[LOCALE_COUNT];
};

static int set_up(void **state)
{
	static const char *const tags[] = { "en-GB",   "ar", "pl",
					    "zh-Hans", "gd", "ar-EG" };
	struct fixture *fixture = calloc(1, sizeof *fixture);
	struct error error;
	for (int i = 0; i < LOCALE_COUNT; i++)
		if (!locale_open(&fixture->arena,
				 OVERLAY_OF("templates/locales"), tags[i],
				 &fixture->diagnostics, &fixture->locales[i],
				 &error))
			return -1;
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	for (int i = 0; i < LOCALE_COUNT; i++)
		locale_release(fixture->locales[i]);
	diagnostics_release(&fixture->diagnostics);
	arena_release(&fixture->arena);
	free(fixture);
	return 0;
}

static void test_dates(void **state)
{
	struct fixture *fixture = *state;
	static const struct {
		int locale;
		const char *iso, *expected;
	} cases[] = {
		{ ENGLISH, "2020-12-15", "15 December 2020" },
		{ ENGLISH, "2020-12", "December 2020" },
		{ ENGLISH, "2020", "2020" },
		{ ENGLISH, "2024-02-29", "29 February 2024" },
		{ ENGLISH, "1970-01-01", "1 January 1970" },
		{ ENGLISH, "1900-03-01", "1 March 1900" },
		{ ARABIC, "2020-12-15", "15 ديسمبر 2020" },
		{ EGYPTIAN, "2020-12-15", "١٥ ديسمبر ٢٠٢٠" },
		{ POLISH, "2020-10-03", "3 października 2020" },
		{ POLISH, "2020-10", "październik 2020" },
		{ CHINESE, "2020-12-15", "2020年12月15日" },
		{ CHINESE, "2020-12", "2020年12月" },
		{ GAELIC, "2020-12-15", "15mh dhen Dùbhlachd 2020" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(
			locale_date(fixture->locales[cases[i].locale],
				    &fixture->arena, cases[i].iso),
			cases[i].expected);
}

static void test_no_dates(void **state)
{
	struct fixture *fixture = *state;
	static const char *const texts[] = {
		"",         "2020-13-01", "2020-00-01", "2023-02-29",
		"2020-1-1", "2020-01-32", "20201215",   "2020-12-15T10:00",
		"December", "0000-01-01", "2020-",      "1900-02-29",
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_null(locale_date(fixture->locales[ENGLISH],
					&fixture->arena, texts[i]));
}

static void test_numbers(void **state)
{
	struct fixture *fixture = *state;
	struct arena *arena = &fixture->arena;
	struct locale **locales = fixture->locales;
	assert_string_equal(locale_number(locales[ENGLISH], arena, 1024),
			    "1,024");
	assert_string_equal(locale_number(locales[POLISH], arena, 1024),
			    "1024");
	assert_string_equal(locale_number(locales[POLISH], arena, 12345.5),
			    "12\u00a0345,5");
	assert_string_equal(locale_number(locales[EGYPTIAN], arena, 1024),
			    "١٬٠٢٤");
	assert_string_equal(locale_number(locales[ARABIC], arena, 1024),
			    "1,024");
	assert_string_equal(locale_percent(locales[ENGLISH], arena, 0.62),
			    "62%");
	assert_string_equal(locale_percent(locales[POLISH], arena, 0.625),
			    "62,5%");
	/* CLDR's invisible marks stay. */
	assert_string_equal(locale_percent(locales[ARABIC], arena, 0.62),
			    "62\u200e%\u200e");
}

static void test_file_sizes(void **state)
{
	struct fixture *fixture = *state;
	struct arena *arena = &fixture->arena;
	struct locale **locales = fixture->locales;
	assert_string_equal(locale_file_size(locales[ENGLISH], arena, 812),
			    "812 bytes");
	assert_string_equal(locale_file_size(locales[ENGLISH], arena, 85412),
			    "85 kB");
	assert_string_equal(locale_file_size(locales[ENGLISH], arena, 999600),
			    "1.0 MB");
	assert_string_equal(locale_file_size(locales[ENGLISH], arena, 1234567),
			    "1.2 MB");
	assert_string_equal(locale_file_size(locales[POLISH], arena, 1234567),
			    "1,2 MB");
	assert_string_equal(locale_file_size(locales[CHINESE], arena, 1234567),
			    "1.2 MB");
}

static void test_lists(void **state)
{
	struct fixture *fixture = *state;
	static const char *const items[] = { "A", "B", "C" };
	struct arena *arena = &fixture->arena;
	struct locale **locales = fixture->locales;
	assert_string_equal(locale_list(locales[ENGLISH], arena, items, 3),
			    "A, B and C");
	assert_string_equal(locale_list(locales[POLISH], arena, items, 3),
			    "A, B i C");
	assert_string_equal(locale_list(locales[CHINESE], arena, items, 3),
			    "A、B和C");
	assert_string_equal(locale_list(locales[ARABIC], arena, items, 2),
			    "A وB");
	assert_string_equal(locale_list(locales[ENGLISH], arena, items, 1),
			    "A");
	assert_string_equal(locale_list(locales[ENGLISH], arena, items, 0), "");
}

static void test_names_and_direction(void **state)
{
	struct fixture *fixture = *state;
	struct locale **locales = fixture->locales;
	static const char *const names[] = {
		"English",  "العربية",  "polski",
		"简体中文", "Gàidhlig", "العربية"
	};
	for (int i = 0; i < LOCALE_COUNT; i++) {
		assert_string_equal(locale_own_name(locales[i]), names[i]);
		assert_int_equal(locale_is_right_to_left(locales[i]),
				 i == ARABIC || i == EGYPTIAN);
	}
	assert_string_equal(
		locale_language_name(locales[ENGLISH], &fixture->arena, "pl"),
		"Polish");
	assert_string_equal(locale_zero_digit(locales[ARABIC]), "0");
	assert_string_equal(locale_zero_digit(locales[EGYPTIAN]), "٠");
	assert_string_equal(locale_zero_digit(locales[GAELIC]), "0");
}

static void test_order(void **state)
{
	struct fixture *fixture = *state;
	/* ł is a letter of its own after l in Polish, and after z in bytes. */
	assert_true(locale_compare(fixture->locales[POLISH], "łan", "lot") > 0);
	assert_true(locale_compare(fixture->locales[POLISH], "łan", "mak") < 0);
	assert_int_equal(locale_compare(fixture->locales[POLISH], "a", "a"), 0);
	/* Numbers are worth what they write, in any digits. */
	assert_true(locale_compare(fixture->locales[ENGLISH], "Survey 9",
				   "Survey 10") < 0);
	assert_true(locale_compare(fixture->locales[EGYPTIAN], "٩", "١٠") < 0);
}

/* What a translator checks first: months, digits, marks, the first plurals. */
static void test_languages_of_the_public_sector(void **state)
{
	struct fixture *fixture = *state;
	static const struct {
		const char *tag, *date, *number, *open, *close, *two, *five;
	} cases[] = {
		{ "bn", "১৫ ডিসেম্বর, ২০২০", "১২,৩৪,৫৬৭.৫", "“", "”", "২ জন",
		  "৫ জন" },
		{ "cy", "15 Rhagfyr 2020", "1,234,567.5", "“", "”", "2 o bobl",
		  "5 o bobl" },
		{ "fa", "۱۵ دسامبر ۲۰۲۰", "۱٬۲۳۴٬۵۶۷٫۵", "«", "»", "۲ نفر",
		  "۵ نفر" },
		{ "he", "15 בדצמבר 2020", "1,234,567.5", "”", "”", "שני אנשים",
		  "5 אנשים" },
		{ "hi", "15 दिसंबर 2020", "12,34,567.5", "“", "”", "2 लोग",
		  "5 लोग" },
		{ "pa", "15 ਦਸੰਬਰ 2020", "12,34,567.5", "“", "”", "2 ਲੋਕ",
		  "5 ਲੋਕ" },
		{ "ro", "15 decembrie 2020", "1.234.567,5", "„", "”",
		  "2 persoane", "5 persoane" },
		{ "uk", "15 грудня 2020\u202Fр.", "1\u00A0234\u00A0567,5", "«",
		  "»", "2 особи", "5 осіб" },
		{ "ur", "15 دسمبر، 2020", "1,234,567.5", "”", "“", "2 افراد",
		  "5 افراد" },
		{ "yue", "2020年12月15日", "1,234,567.5", "「", "」", "2個人",
		  "5個人" },
		{ "zh-Hant", "2020年12月15日", "1,234,567.5", "「", "」", "2人",
		  "5人" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct locale *locale;
		struct error error;
		struct arena *arena = &fixture->arena;
		assert_true(locale_open(arena, OVERLAY_OF("templates/locales"),
					cases[i].tag, &fixture->diagnostics,
					&locale, &error));
		assert_string_equal(locale_date(locale, arena, "2020-12-15"),
				    cases[i].date);
		assert_string_equal(locale_number(locale, arena, 1234567.5),
				    cases[i].number);
		assert_string_equal(locale_word(locale, "quote-open"),
				    cases[i].open);
		assert_string_equal(locale_word(locale, "quote-close"),
				    cases[i].close);
		assert_string_equal(locale_message(locale, arena, "n-people",
						   LOCALE_NUMBER("people", 2)),
				    cases[i].two);
		assert_string_equal(locale_message(locale, arena, "n-people",
						   LOCALE_NUMBER("people", 5)),
				    cases[i].five);
		assert_non_null(locale_draft(locale));
		locale_release(locale);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_dates),
	cmocka_unit_test(test_languages_of_the_public_sector),
	cmocka_unit_test(test_no_dates),
	cmocka_unit_test(test_numbers),
	cmocka_unit_test(test_file_sizes),
	cmocka_unit_test(test_lists),
	cmocka_unit_test(test_names_and_direction),
	cmocka_unit_test(test_order),
};
UNIT_FILE(tests, set_up, tear_down)
