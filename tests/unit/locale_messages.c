/* locale/: message patterns, and what is found wrong in a locale file. */
#define _POSIX_C_SOURCE 200809L /* mkdtemp */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <unicode/umsg.h>
#include <unicode/ustring.h>

#include "base/file.h"
#include "locale/locale.h"
#include "locale/pattern.h"
#include "unit/unit.h"

static const char *const tags[] = { "en-GB", "ar", "pl",  "zh-Hans", "gd", "bn",
				    "cy",    "fa", "he",  "hi",      "pa", "ro",
				    "uk",    "ur", "yue", "zh-Hant" };
enum { TAG_COUNT = sizeof tags / sizeof *tags };

struct fixture {
	struct arena arena;
	struct diagnostics diagnostics;
	struct locale *locale;
	char folder[64];
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	strcpy(fixture->folder, "/tmp/everyread-locale-XXXXXX");
	*state = fixture;
	return mkdtemp(fixture->folder) ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	const char **names;
	size_t count = 0;
	struct error error;
	if (fixture->locale)
		locale_release(fixture->locale);
	file_list_folder(&fixture->arena, fixture->folder, &names, &count,
			 &error);
	for (size_t i = 0; i < count; i++)
		remove(arena_format(&fixture->arena, "%s/%s", fixture->folder,
				    names[i]));
	rmdir(fixture->folder);
	diagnostics_release(&fixture->diagnostics);
	arena_release(&fixture->arena);
	free(fixture);
	return 0;
}

static void open_from(struct fixture *fixture, const char *folder,
		      const char *tag)
{
	struct error error;
	if (fixture->locale)
		locale_release(fixture->locale);
	fixture->locale = NULL;
	assert_true(locale_open(&fixture->arena, OVERLAY_OF(folder), tag,
				&fixture->diagnostics, &fixture->locale,
				&error));
}

static void open_tag(struct fixture *fixture, const char *tag)
{
	open_from(fixture, "templates/locales", tag);
}

static void put_file(struct fixture *fixture, const char *name,
		     const char *text)
{
	struct error error;
	const char *path =
		arena_format(&fixture->arena, "%s/%s", fixture->folder, name);
	assert_true(file_write_atomically(path, text, strlen(text), &error));
}

/* Opens a locale whose files hold these messages. */
static void open_messages(struct fixture *fixture, const char *tag,
			  const char *english, const char *other)
{
	put_file(fixture, "en-GB.yaml", english);
	if (other)
		put_file(fixture, arena_format(&fixture->arena, "%s.yaml", tag),
			 other);
	open_from(fixture, fixture->folder, tag);
}

static void expect_one(struct fixture *fixture, enum diagnostic_code code,
		       uint32_t line, const char *words)
{
	assert_int_equal(fixture->diagnostics.count, 1);
	const struct diagnostic *one = &fixture->diagnostics.items[0];
	assert_int_equal(one->code, code);
	assert_int_equal(one->place.line, line);
	assert_non_null(strstr(one->text, words));
}

/* ---- The files that come with the program ------------------------------ */

static void test_own_files_are_clean(void **state)
{
	struct fixture *fixture = *state;
	for (size_t i = 0; i < TAG_COUNT; i++) {
		open_tag(fixture, tags[i]);
		diagnostics_print(&fixture->diagnostics, stderr);
		assert_int_equal(fixture->diagnostics.count, 0);
		assert_null(locale_words_language(fixture->locale));
		size_t count;
		const char *const *keys = locale_keys(fixture->locale, &count);
		assert_true(count > 30);
		for (size_t j = 0; j < count; j++)
			assert_true(*locale_message(fixture->locale,
						    &fixture->arena, keys[j],
						    LOCALE_NUMBER("x", 1)));
	}
}

/* What stands after the size. */
static const char *pages(struct fixture *fixture, double count)
{
	const char *text = locale_message(
		fixture->locale, &fixture->arena, "pdf-details",
		LOCALE_TEXT("format", "PDF"), LOCALE_TEXT("size", "1 MB@"),
		LOCALE_NUMBER("count", count));
	assert_non_null(strchr(text, '@'));
	return strchr(text, '@') + 1;
}

static void test_plurals(void **state)
{
	struct fixture *fixture = *state;
	open_tag(fixture, "pl");
	assert_string_equal(pages(fixture, 1), ", 1 strona");
	assert_string_equal(pages(fixture, 22), ", 22 strony");
	assert_string_equal(pages(fixture, 12), ", 12 stron");
	assert_string_equal(pages(fixture, 12000), ", 12\u00a0000 stron");
	assert_string_equal(pages(fixture, 1.5), ", 1,5 strony");
	open_tag(fixture, "ar");
	assert_string_equal(pages(fixture, 2), "\u2069، صفحتان");
	assert_string_equal(pages(fixture, 3), "\u2069، 3 صفحات");
	assert_string_equal(pages(fixture, 11), "\u2069، 11 صفحة");
	assert_string_equal(pages(fixture, 100), "\u2069، 100 صفحة");
	open_tag(fixture, "zh-Hans");
	assert_string_equal(pages(fixture, 7), "，7页");
}

static void test_words(void **state)
{
	struct fixture *fixture = *state;
	open_tag(fixture, "pl");
	assert_string_equal(locale_word(fixture->locale, "contents"),
			    "Spis treści");
	assert_string_equal(locale_word(fixture->locale, "no-such-word"), "");
	assert_string_equal(locale_message(fixture->locale, &fixture->arena,
					   "figure",
					   LOCALE_TEXT("number", "3")),
			    "Rysunek 3");
	assert_string_equal(locale_message(fixture->locale, &fixture->arena,
					   "published",
					   LOCALE_TEXT("date", "2020-09-01")),
			    "Opublikowano 1 września 2020");
}

/* ---- Which file -------------------------------------------------------- */

static void test_nearest_file(void **state)
{
	struct fixture *fixture = *state;
	static const char *const cases[][2] = {
		{ "pl-PL", "Spis treści" }, { "zh-CN", "目录" },
		{ "zh", "目录" },           { "en", "Contents" },
		{ "en-US", "Contents" },    { "ar-EG", "المحتويات" },
		{ "zh-TW", "目錄" },        { "zh-hans", "目录" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		open_tag(fixture, cases[i][0]);
		assert_string_equal(locale_word(fixture->locale, "contents"),
				    cases[i][1]);
		assert_null(locale_words_language(fixture->locale));
	}
	assert_string_equal(locale_tag(fixture->locale), "zh-Hans");
	assert_int_equal(fixture->diagnostics.count, 0);
}

static void test_language_without_file(void **state)
{
	struct fixture *fixture = *state;
	open_tag(fixture, "fr");
	expect_one(fixture, DIAGNOSTIC_LOCALE_MISSING, 0, "fr.yaml");
	assert_string_equal(locale_words_language(fixture->locale), "en-GB");
	assert_string_equal(locale_word(fixture->locale, "contents"),
			    "Contents");
	assert_string_equal(locale_own_name(fixture->locale), "français");
	assert_string_equal(locale_word(fixture->locale, "quote-open"), "«");
	assert_string_equal(locale_word(fixture->locale, "quote-close"), "»");
	assert_string_equal(
		locale_date(fixture->locale, &fixture->arena, "2020-12-15"),
		"15 décembre 2020");
	open_tag(fixture, "../../etc/passwd");
	assert_string_equal(locale_tag(fixture->locale), "und");
}

/* Files as CLDR has parents: by cutting, but never into another script nor
 * another language. */
static void test_parents(void **state)
{
	struct fixture *fixture = *state;
	static const char *const files[] = { "es-419", "es",      "pt-PT",
					     "pt",     "zh-Hant", "zh",
					     "sr",     "fr",      "no" };
	static const struct {
		const char *tag, *file;
	} cases[] = {
		{ "es-MX", "es-419" },  { "es-ES", "es" },
		{ "pt-BR", "pt" },      { "pt-AO", "pt-PT" },
		{ "zh-TW", "zh-Hant" }, { "zh-Hant-MO", "zh-Hant" },
		{ "zh-CN", "zh" },      { "zh-Hans", "zh" },
		{ "zh-SG", "zh" },      { "sr-Cyrl-RS", "sr" },
		{ "sr-Latn", NULL },    { "sr-ME", NULL },
		{ "fr-CA", "fr" },      { "ht", NULL },
		{ "nb", "no" },         { "yue", NULL },
		{ "hi-Latn", NULL },
	};
	put_file(fixture, "en-GB.yaml", "messages:\n  contents: Contents\n");
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		put_file(fixture,
			 arena_format(&fixture->arena, "%s.yaml", files[i]),
			 arena_format(&fixture->arena,
				      "messages:\n  contents: %s\n", files[i]));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		open_from(fixture, fixture->folder, cases[i].tag);
		const char *words = locale_word(fixture->locale, "contents");
		assert_string_equal(words,
				    cases[i].file ? cases[i].file : "Contents");
		assert_int_equal(locale_words_language(fixture->locale) != NULL,
				 cases[i].file == NULL);
	}
}

/* Whether anybody has passed the words, and the fields that say so. */
static void test_status(void **state)
{
	struct fixture *fixture = *state;
	static const struct {
		const char *head, *mistake;
		bool is_draft;
	} cases[] = {
		{ "", NULL, false },
		{ "status: draft\n", NULL, true },
		{ "status: draft\nreviewed-by:\nreviewed:\n", NULL, true },
		{ "status: draft\nreviewed-by: Ana\n", NULL, false },
		{ "status: reviewed\nreviewed-by: Ana\nreviewed: 2026-01-31\n",
		  NULL, false },
		{ "status: reviewed\n", "who has passed", false },
		{ "status: done\n", "'draft' or 'reviewed'", false },
		{ "reviewed: yesterday\n", "is a date", false },
		{ "reviewed: 2026-01\n", "is a date", false },
	};
	put_file(fixture, "en-GB.yaml", "messages:\n  contents: Contents\n");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		put_file(fixture, "ro.yaml",
			 arena_format(&fixture->arena,
				      "%smessages:\n  contents: Cuprins\n",
				      cases[i].head));
		diagnostics_release(&fixture->diagnostics);
		open_from(fixture, fixture->folder, "ro");
		assert_int_equal(locale_draft(fixture->locale) != NULL,
				 cases[i].is_draft);
		assert_int_equal(fixture->diagnostics.count,
				 cases[i].mistake != NULL);
		if (cases[i].mistake)
			assert_non_null(
				strstr(fixture->diagnostics.items[0].text,
				       cases[i].mistake));
	}
}

static void test_no_reference(void **state)
{
	struct fixture *fixture = *state;
	struct error error;
	assert_false(locale_open(&fixture->arena, OVERLAY_OF(fixture->folder),
				 "pl", &fixture->diagnostics, &fixture->locale,
				 &error));
	assert_non_null(strstr(error.message, "en-GB.yaml"));
}

/* ---- Mistakes ---------------------------------------------------------- */

static void test_missing_and_unknown_keys(void **state)
{
	struct fixture *fixture = *state;
	open_messages(fixture, "pl", "messages:\n  one: One\n  title: Title\n",
		      "messages:\n  one: Jeden\n  titel: Tytuł\n");
	assert_int_equal(fixture->diagnostics.count, 2);
	const struct diagnostic *items = fixture->diagnostics.items;
	assert_int_equal(items[0].code, DIAGNOSTIC_LOCALE_UNKNOWN_KEY);
	assert_int_equal(items[0].place.line, 3);
	assert_int_equal(items[0].place.column, 3);
	assert_non_null(strstr(items[0].text, "did you mean 'title'?"));
	assert_int_equal(items[1].code, DIAGNOSTIC_LOCALE_MISSING_KEY);
	/* A missing message is English, the others stand. */
	assert_string_equal(locale_word(fixture->locale, "title"), "Title");
	assert_string_equal(locale_word(fixture->locale, "one"), "Jeden");
}

static void test_unknown_argument(void **state)
{
	struct fixture *fixture = *state;
	open_messages(fixture, "pl", "messages:\n  m: By {author}\n",
		      "messages:\n  m: '{author} i {autor}'\n");
	expect_one(fixture, DIAGNOSTIC_LOCALE_ARGUMENT, 2, "{autor}");
}

static void test_unused_argument(void **state)
{
	struct fixture *fixture = *state;
	open_messages(fixture, "pl", "messages:\n  m: By {author}\n",
		      "messages:\n  m: Autor\n");
	expect_one(fixture, DIAGNOSTIC_LOCALE_UNUSED_ARGUMENT, 2, "{author}");
}

static void test_missing_plural(void **state)
{
	struct fixture *fixture = *state;
	open_messages(fixture, "pl",
		      "messages:\n  m: '{n, plural, one {# a} other {# b}}'\n",
		      "messages:\n  m: '{n, plural, one {# a} few {# b} "
		      "other {# c}}'\n");
	expect_one(fixture, DIAGNOSTIC_LOCALE_PLURAL, 2, "'many'");
}

static void test_plural_of_no_category(void **state)
{
	struct fixture *fixture = *state;
	open_messages(fixture, "zh-Hans",
		      "messages:\n  m: '{n, plural, one {# a} other {#}}'\n",
		      "messages:\n  m: '{n, plural, one {#} other {#}}'\n");
	expect_one(fixture, DIAGNOSTIC_LOCALE_PLURAL, 2, "'one'");
}

static void test_english_plurals_too(void **state)
{
	struct fixture *fixture = *state;
	open_messages(fixture, "en-GB",
		      "messages:\n  m: '{n, plural, other {# b}}'\n", NULL);
	expect_one(fixture, DIAGNOSTIC_LOCALE_PLURAL, 2, "'one'");
}

static void test_broken_pattern(void **state)
{
	struct fixture *fixture = *state;
	open_messages(fixture, "pl", "messages:\n  a: A\n  m: '{n}'\n",
		      "messages:\n  a: Ą\n  m: '{n, plural, few {#}}'\n");
	expect_one(fixture, DIAGNOSTIC_LOCALE_PATTERN, 3, "'other'");
	assert_string_equal(locale_message(fixture->locale, &fixture->arena,
					   "m", LOCALE_NUMBER("n", 5)),
			    "5");
}

static void test_broken_patterns(void **state)
{
	struct fixture *fixture = *state;
	static const char *const patterns[] = {
		"{",
		"}",
		"{}",
		"{a",
		"{a,}",
		"{a, number, purple}",
		"{a, b}",
		"{a, plural}",
		"{a, plural, other}",
		"{a, plural, other {}",
		"{a, plural, =x {} other {}}",
		"{a, plural, other {} other {}}",
		"{a, plural, offset:x other {}}",
		"a } b",
		"{a, select, x {y}}",
		"{a, date, short}",
	};
	for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
		const struct pattern_part *parts;
		struct pattern_error error = { 0, NULL };
		bool is_good = pattern_parse(
			&fixture->arena, str_from(patterns[i]), &parts, &error);
		if (is_good)
			fail_msg("accepted: %s", patterns[i]);
		assert_non_null(error.text);
		assert_true(error.offset <= strlen(patterns[i]));
	}
}

static void test_deep_pattern(void **state)
{
	struct fixture *fixture = *state;
	enum { LEVELS = 100000 };
	static const char level[] = "{a, select, other {";
	char *text = arena_allocate(&fixture->arena,
				    LEVELS * (sizeof level - 1) + 1);
	for (int i = 0; i < LEVELS; i++)
		memcpy(text + i * (sizeof level - 1), level, sizeof level - 1);
	const struct pattern_part *parts;
	struct pattern_error error;
	assert_false(
		pattern_parse(&fixture->arena, str_from(text), &parts, &error));
	assert_non_null(strstr(error.text, "deep"));
}

/* ---- What arguments are ------------------------------------------------ */

/* A translation that uses a text as something else is told at its line, and
 * readers get the English. */
static void test_argument_kinds(void **state)
{
	struct fixture *fixture = *state;
	static const struct {
		const char *key, *english, *other, *told;
	} cases[] = {
		{ "also-in", "In {languages}.",
		  "{languages, plural, other {b}}", "as a plural" },
		{ "by-author", "By {author}", "{author, number}",
		  "as a number" },
		{ "by-author", "By {author}", "{author, date, long}",
		  "as a date" },
		{ "published", "On {date, date, long}",
		  "{date, selectordinal, other {#.}}",
		  "as an ordinal number, but it is a date" },
		{ "base-note", "Of {people}", "{people, select, other {x}}",
		  "as a choice, but it is a number" },
		{ "figure", "Figure {number}",
		  "{number, select, other {Nr {number}}}", "put in later" },
		{ "page", "Page {number}", "{number, number, integer}",
		  "put in later" },
		/* A template's own message: English says what it is. */
		{ "mine", "By {x}", "{x, plural, other {#}}",
		  "as a plural, but it is a text" },
		{ "mine", "{n, plural, one {#} other {#}}",
		  "{n, select, other {x}}", "but it is a number" },
		/* Within a branch of another argument. */
		{ "pdf-details",
		  "{format} {size} {count, plural, one {#} other {#}}",
		  "{count, plural, other {{size, plural, other {#}} {format}}}",
		  "{size} as a plural" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		diagnostics_release(&fixture->diagnostics);
		open_messages(fixture, "zh-Hans",
			      arena_format(&fixture->arena,
					   "messages:\n  %s: '%s'\n",
					   cases[i].key, cases[i].english),
			      arena_format(&fixture->arena,
					   "messages:\n\n  %s: '%s'\n",
					   cases[i].key, cases[i].other));
		expect_one(fixture, DIAGNOSTIC_LOCALE_ARGUMENT_KIND, 3,
			   cases[i].told);
		const char *start =
			locale_message(fixture->locale, &fixture->arena,
				       cases[i].key, LOCALE_TEXT("none", ""));
		assert_int_equal(start[0], cases[i].english[0]);
	}
}

static void test_argument_that_is_not_given(void **state)
{
	struct fixture *fixture = *state;
	open_messages(fixture, "en-GB",
		      "messages:\n  figure: 'Figure {number} of {total}'\n",
		      NULL);
	expect_one(fixture, DIAGNOSTIC_LOCALE_ARGUMENT, 2, "{total}");
}

/* A template has its own values under the names that a message uses. */
static void test_argument_of_another_kind(void **state)
{
	struct fixture *fixture = *state;
	open_messages(fixture, "en-GB",
		      "messages:\n  m: '{n, plural, one {#} other {#}}'\n"
		      "  s: '{n, select, other {x}}'\n  w: '{n, number}'\n",
		      NULL);
	const struct locale_argument text[] = {
		LOCALE_TEXT("n", "%s%n"), { LOCALE_ARGUMENT_END, NULL, NULL, 0 }
	};
	const struct locale_argument number[] = {
		LOCALE_NUMBER("n", 3), { LOCALE_ARGUMENT_END, NULL, NULL, 0 }
	};
	struct arena *arena = &fixture->arena;
	assert_string_equal(
		locale_message_of(fixture->locale, arena, "m", text), "{n}");
	assert_string_equal(
		locale_message_of(fixture->locale, arena, "s", number), "{n}");
	assert_string_equal(
		locale_message_of(fixture->locale, arena, "w", text), "%s%n");
}

static void test_format_marks(void **state)
{
	struct fixture *fixture = *state;
	static const char *const marks[] = { "Rys. %s", "%d",    "%1$s",
					     "%n%n",    "a %s.", "%@" };
	static const char *const none[] = { "100 % sure", "5 %",  "%",
					    "100 %są",    "50%;", "%2",
					    "100 %pewne", "%self" };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		diagnostics_release(&fixture->diagnostics);
		open_messages(fixture, "pl", "messages:\n  a: A\n",
			      arena_format(&fixture->arena,
					   "messages:\n  a: '%s'\n", marks[i]));
		expect_one(fixture, DIAGNOSTIC_LOCALE_FORMAT_MARK, 2, "'%");
		assert_string_equal(locale_word(fixture->locale, "a"),
				    marks[i]);
	}
	for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
		diagnostics_release(&fixture->diagnostics);
		open_messages(fixture, "pl", "messages:\n  a: A\n",
			      arena_format(&fixture->arena,
					   "messages:\n  a: '%s'\n", none[i]));
		assert_int_equal(fixture->diagnostics.count, 0);
	}
}

static void test_phrases(void **state)
{
	struct fixture *fixture = *state;
	static const struct {
		const char *pattern, *filled, *start;
	} cases[] = {
		{ "Rys. {number}", "Rys. 7%n", "Rys. " },
		{ "{number}. ábra", "7%n. ábra", "" },
		{ "第{number}页", "第7%n页", "第" },
		{ "{number}/{number}", "7%n/7%n", "" },
		{ "100 % it''s '{'%s'}' {number}", "100 % it's {%s} 7%n",
		  "100 % it's {%s} " },
		{ "{number}", "7%n", "" },
		{ "none", "none", "none" },
		{ "", "", "" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		open_messages(fixture, "en-GB",
			      arena_format(&fixture->arena,
					   "messages:\n  figure: \"%s\"\n",
					   cases[i].pattern),
			      NULL);
		struct phrase phrase = locale_phrase(fixture->locale, "figure");
		assert_string_equal(
			phrase_fill(&fixture->arena, &phrase, "7%n"),
			cases[i].filled);
		assert_true(str_equals_string(phrase_start(&phrase),
					      cases[i].start));
	}
	struct phrase none = locale_phrase(fixture->locale, "no-such-word");
	assert_string_equal(phrase_fill(&fixture->arena, &none, "7"), "");
}

/* ---- ICU says the same ------------------------------------------------- */

static void icu_message(const char *tag, const char *pattern, double number,
			char *result, int32_t room)
{
	UChar wide[400], out[400];
	int32_t length;
	UErrorCode status = U_ZERO_ERROR;
	u_strFromUTF8(wide, 400, &length, pattern, -1, &status);
	u_formatMessage(tag, wide, length, out, 400, &status, number,
			u"wartość");
	u_strToUTF8(result, room, NULL, out, -1, &status);
	if (U_FAILURE(status))
		fail_msg("ICU: %s: %s", pattern, u_errorName(status));
}

/* ICU numbers its arguments: 0 is a number here and 1 a text, and both names
 * are valid in our patterns. */
static void test_same_as_icu(void **state)
{
	struct fixture *fixture = *state;
	static const char *const patterns[] = {
		"it''s {0, number} don't '{0}' {1}",
		"{0, plural, =0 {none} =1 {x} one {#} two {#2} few {f #} "
		"many {m #} other {o '#' #}} {1}",
		"{0, plural, offset:1 =0 {none} =1 {{1}} one {{1} and #} "
		"other {{1} and # o''clock}}",
		"{0, selectordinal, one {#st} two {#nd} few {#rd} "
		"other {#th}} {1}",
		"{0, number} {1, select, foo {a} other {b '{'c}}",
		"{0, number} '{' '}' {1}",
		"{0, plural, other {{0, number} {0, plural, other {#}}}}{1}",
	};
	static const double numbers[] = {
		0, 1, 2, 3, 5, 11, 22, 100, 1.5, 12345
	};
	for (size_t t = 0; t < TAG_COUNT; t++)
		for (size_t p = 0; p < sizeof patterns / sizeof *patterns;
		     p++) {
			const char *yaml = arena_format(
				&fixture->arena, "messages:\n  m: |-\n    %s\n",
				patterns[p]);
			put_file(fixture, "en-GB.yaml", yaml);
			open_from(fixture, fixture->folder, tags[t]);
			for (size_t n = 0; n < 10; n++) {
				char expected[800];
				icu_message(tags[t], patterns[p], numbers[n],
					    expected, sizeof expected);
				assert_string_equal(
					locale_message(
						fixture->locale,
						&fixture->arena, "m",
						LOCALE_NUMBER("0", numbers[n]),
						LOCALE_TEXT("1", "wartość")),
					expected);
			}
		}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static const struct CMUnitTest tests[] = {
	TEST(test_own_files_are_clean),
	TEST(test_plurals),
	TEST(test_words),
	TEST(test_nearest_file),
	TEST(test_language_without_file),
	TEST(test_parents),
	TEST(test_status),
	TEST(test_no_reference),
	TEST(test_missing_and_unknown_keys),
	TEST(test_unknown_argument),
	TEST(test_unused_argument),
	TEST(test_missing_plural),
	TEST(test_plural_of_no_category),
	TEST(test_english_plurals_too),
	TEST(test_broken_pattern),
	TEST(test_broken_patterns),
	TEST(test_deep_pattern),
	TEST(test_argument_kinds),
	TEST(test_argument_that_is_not_given),
	TEST(test_argument_of_another_kind),
	TEST(test_format_marks),
	TEST(test_phrases),
	TEST(test_same_as_icu),
};
UNIT_FILE(tests, NULL, NULL)
