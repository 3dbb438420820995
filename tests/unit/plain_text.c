/* Plain text: lines, marks, and what stands where. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "document/outline.h"
#include "markdown/markdown.h"
#include "plain/lines.h"
#include "plain/plain.h"
#include "text/line_break.h"
#include "unit/unit.h"
#include "unit/words_fixture.h"

struct fixture {
	const char *notice; /* or NULL */
	struct arena arena;
	struct diagnostics diagnostics;
	struct document document;
	struct buffer text;
};

static int set_up(void **state)
{
	*state = calloc(1, sizeof(struct fixture));
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	buffer_release(&fixture->text);
	diagnostics_release(&fixture->diagnostics);
	arena_release(&fixture->arena);
	free(fixture);
	return 0;
}

/* The text of this Markdown after its title, in a language. */
static const char *text_of(struct fixture *fixture, const char *language,
			   const char *markdown)
{
	const char *source =
		arena_format(&fixture->arena, "# T\n\n%s\n", markdown);
	struct markdown_options options = { .file = "test.md",
					    .mode = MARKDOWN_RENDER,
					    .language = language };
	struct outline_options outline = { .numbers_figures = true };
	markdown_parse(&fixture->arena, str_from(source), &options,
		       &fixture->diagnostics, &fixture->document);
	fixture->document.words = fixture_words;
	fixture->document.notice = fixture->notice;
	document_finish(&fixture->document, &outline, &fixture->diagnostics);
	buffer_clear(&fixture->text);
	plain_write(&fixture->document, &fixture->text);
	assert_true(str_starts_with(buffer_str(&fixture->text), STR("\uFEFF")));
	const char *text = strstr(fixture->text.bytes, "T\n\n");
	assert_non_null(text);
	return text + strlen("T\n\n");
}

static void assert_text(struct fixture *fixture, const char *markdown,
			const char *expected)
{
	assert_string_equal(text_of(fixture, "en", markdown), expected);
}

/* `count` times the text. */
static const char *repeat(struct fixture *fixture, const char *text,
			  size_t count)
{
	struct buffer all = BUFFER_INITIALISER;
	while (count--)
		buffer_append_string(&all, text);
	const char *copy = arena_copy(&fixture->arena, all.bytes, all.length);
	buffer_release(&all);
	return copy;
}

/* ---- Columns ----------------------------------------------------------- */

static void test_width(void **state)
{
	(void)state;
	assert_int_equal(lines_width(STR("")), 0);
	assert_int_equal(lines_width(STR("abc")), 3);
	assert_int_equal(lines_width(STR("雨，Ａ")), 6);
	assert_int_equal(lines_width(STR("e\u0301\u200D\u2067")), 1);
	assert_int_equal(lines_width(STR("ฝนตกที่")), 5);
	assert_int_equal(lines_width(STR("مُدَّة")), 3);
	assert_int_equal(lines_width(STR("\u1100\u1161\u11A8각")), 4);
	assert_int_equal(lines_width(STR("☂🌂")), 3);
}

static void test_lines_are_full(void **state)
{
	struct fixture *fixture = *state;
	/* 40 characters of two columns are a line, and 81 of one are not. */
	const char *han = repeat(fixture, "雨", 81);
	struct str line, rest = str_from(text_of(fixture, "zh-Hans", han));
	assert_true(str_next_line(&rest, &line));
	assert_int_equal(line.length, 40 * strlen("雨"));
	assert_true(str_next_line(&rest, &line));
	assert_true(str_next_line(&rest, &line));
	assert_int_equal(line.length, strlen("雨"));
	assert_false(str_next_line(&rest, &line));
	/* 27 words of two letters and a space are 80 columns, without the
	 * space at the end. */
	rest = str_from(text_of(fixture, "en", repeat(fixture, "ab ", 54)));
	assert_true(str_next_line(&rest, &line));
	assert_int_equal(line.length, 80);
	assert_true(str_next_line(&rest, &line));
	assert_int_equal(line.length, 80);
	/* Marks take no room. */
	rest = str_from(
		text_of(fixture, "en", repeat(fixture, "e\u0301b ", 27)));
	assert_true(str_next_line(&rest, &line));
	assert_int_equal(lines_width(line), 80);
	assert_false(str_next_line(&rest, &line));
}

/* No line of Chinese begins with a mark that must not. */
static void test_chinese_breaks(void **state)
{
	struct fixture *fixture = *state;
	struct str line,
		rest = str_from(
			text_of(fixture, "zh-Hans",
				repeat(fixture, "雨一直没停，山都湿了。", 20)));
	size_t count = 0;
	for (; str_next_line(&rest, &line); count++) {
		assert_true(lines_width(line) <= PLAIN_COLUMNS);
		assert_false(str_starts_with(line, STR("，")));
		assert_false(str_starts_with(line, STR("。")));
	}
	assert_int_equal(count, 6);
}

/* Thai has no spaces between words: a dictionary says where lines end. */
static void test_thai_breaks(void **state)
{
	static const char thai[] =
		"ฝนตกในหุบเขาหลายวันในหนึ่งปีและไม่มีใครแปลกใจเพราะสำนักงานฝนบอก"
		"ทุกคนล่วงหน้าแล้วว่าฝนจะตกและทุกคนก็เอาร่มไปด้วยเสมอในทุกวัน";
	struct fixture *fixture = *state;
	struct line_breaker *breaker = line_breaker_new();
	uint8_t flags[sizeof thai];
	line_break_find_by_rules(breaker, str_from(thai), "th", flags);
	line_breaker_release(breaker);
	struct str line, rest = str_from(text_of(fixture, "th", thai));
	size_t at = 0, count = 0;
	for (; str_next_line(&rest, &line); count++) {
		assert_memory_equal(thai + at, line.bytes, line.length);
		assert_true(at == 0 || flags[at]);
		assert_true(lines_width(line) <= PLAIN_COLUMNS);
		at += line.length;
	}
	assert_int_equal(at, sizeof thai - 1);
	assert_true(count >= 2);
}

/* What follows 72 columns of words, up to the end of the text. */
static const char *after_words(struct fixture *fixture, const char *markdown)
{
	const char *words = repeat(fixture, "seven77 ", 9);
	const char *text =
		text_of(fixture, "en",
			arena_format(&fixture->arena, "%s%s", words, markdown));
	assert_memory_equal(text, words, strlen(words) - 1);
	return text + strlen(words) - 1;
}

static void test_what_stays_whole(void **state)
{
	struct fixture *fixture = *state;
	assert_string_equal(
		after_words(fixture, "[to](https://e.org/a-b/?e=f&g=h)"),
		" to\n<https://e.org/a-b/?e=f&g=h>\n");
	assert_string_equal(after_words(fixture, "<https://e.org/a-b/>"),
			    "\nhttps://e.org/a-b/\n");
	assert_string_equal(after_words(fixture, "`do --a-long-option`"),
			    " do\n--a-long-option\n");
	assert_string_equal(after_words(fixture, "is noted[^n]\n\n[^n]: It."),
			    " is\nnoted[1]\n\n\nNotes\n\n[1] It.\n");
	assert_string_equal(after_words(fixture, "雨雨雨[^n]\n\n[^n]: It."),
			    " 雨雨\n雨[1]\n\n\nNotes\n\n[1] It.\n");
	/* Longer than a line, and whole. */
	const char *long_word = repeat(fixture, "word", 30);
	const char *text =
		text_of(fixture, "en",
			arena_format(&fixture->arena, "a %s b", long_word));
	assert_string_equal(
		text, arena_format(&fixture->arena, "a\n%s\nb\n", long_word));
}

static void test_soft_hyphens(void **state)
{
	struct fixture *fixture = *state;
	const char *text = text_of(fixture, "en", "It is un\u00ADbroken here.");
	assert_string_equal(text, "It is unbroken here.\n");
	text = text_of(fixture, "en",
		       arena_format(&fixture->arena, "%sun\u00ADbrokenly",
				    repeat(fixture, "seven77 ", 9)));
	assert_non_null(strstr(text, " un-\nbrokenly\n"));
	/* No room for the hyphen. */
	text = text_of(fixture, "en",
		       arena_format(&fixture->arena, "%ssixx un\u00ADbroken",
				    repeat(fixture, "seven77x ", 8)));
	assert_non_null(strstr(text, "sixx un-\nbroken\n"));
	text = text_of(fixture, "en",
		       arena_format(&fixture->arena, "%ssixxx un\u00ADbroken",
				    repeat(fixture, "seven77x ", 8)));
	assert_non_null(strstr(text, "sixxx\nunbroken\n"));
}

/* ---- Direction --------------------------------------------------------- */

static void test_arabic_is_in_order(void **state)
{
	struct fixture *fixture = *state;
	const char *text = text_of(fixture, "ar", "مرحبا Glasgow في 2026.");
	assert_string_equal(text, "مرحبا Glasgow في 2026.\n");
	/* Else it would be shown as if it were English. */
	text = text_of(fixture, "ar", "Glasgow مدينة.");
	assert_string_equal(text, "\u200FGlasgow مدينة.\n");
	text = text_of(fixture, "ar", "(2026)");
	assert_string_equal(text, "\u200F(2026)\n");
	text = text_of(fixture, "en", "مدينة is Arabic.");
	assert_string_equal(text, "\u200Eمدينة is Arabic.\n");
}

static void test_isolates(void **state)
{
	struct fixture *fixture = *state;
	const char *text = text_of(fixture, "ar",
				   "قال [Go, go!]{lang=en dir=ltr} ثم `ls`");
	assert_string_equal(text,
			    "قال \u2066Go, go!\u2069 ثم \u2066ls\u2069\n");
	/* Closed at each line's end and opened again. */
	text = text_of(fixture, "en",
		       arena_format(&fixture->arena, "say [%s]{dir=rtl} x",
				    repeat(fixture, "كلمات هنا ", 9)));
	struct str line, rest = str_from(text);
	while (str_next_line(&rest, &line)) {
		ptrdiff_t open = str_find(line, STR("\u2067"));
		ptrdiff_t close = str_find(line, STR("\u2069"));
		assert_true(open >= 0 && close > open);
	}
}

/* ---- Inlines ----------------------------------------------------------- */

static void test_inlines(void **state)
{
	struct fixture *fixture = *state;
	assert_text(fixture, "H<sub>2</sub>O, 10<sup>-3</sup>, 1<sup>st</sup>",
		    "H₂O, 10⁻³, 1st\n");
	assert_text(fixture, "10<sup>2a</sup>, x<sub>*1*</sub>",
		    "10^(2a), x_(1)\n");
	assert_text(fixture, "~~no~~ **yes** *so*", "~~no~~ yes so\n");
	assert_text(fixture, "one\\\ntwo\nthree", "one\ntwo three\n");
	assert_text(fixture, "![A hill](none.png) and ![](none.png)",
		    "[A hill] and\n");
	assert_string_equal(text_of(fixture, "zh-Hans", "“雨。”\n停了\nok"),
			    "“雨。”停了 ok\n");
}

static void test_links(void **state)
{
	struct fixture *fixture = *state;
	assert_text(fixture, "[a](https://e.org/) b", "a <https://e.org/> b\n");
	assert_text(fixture, "<https://e.org/>", "https://e.org/\n");
	assert_text(fixture, "[me@e.org](mailto:me@e.org)", "me@e.org\n");
	assert_text(fixture, "[write](mailto:me@e.org)", "write <me@e.org>\n");
	assert_text(fixture, "[top](#t) and [*on*](next.html)",
		    "top and on <next.html>\n");
	assert_text(fixture, "[](https://e.org/)", "https://e.org/\n");
}

/* ---- Blocks ------------------------------------------------------------ */

static void test_headings_have_space(void **state)
{
	struct fixture *fixture = *state;
	assert_text(fixture, "one\n\n## A\n\ntwo\n\n### B\n### C",
		    "one\n\n\nA\n\ntwo\n\n\nB\n\n\nC\n");
	assert_text(fixture,
		    "::: {.chapter}\n# A\n\none\n:::\n\n"
		    "::: {.chapter}\n# B\n\ntwo\n:::",
		    "\n\nA\n\none\n\n\n\nB\n\ntwo\n");
}

static void test_lists(void **state)
{
	struct fixture *fixture = *state;
	assert_text(fixture, "- a\n  - b\n    1. c\n- d",
		    "• a\n  • b\n    1. c\n• d\n");
	assert_text(fixture, "9. a\n\n   b\n10. c", "9. a\n\n   b\n\n10. c\n");
	assert_text(fixture, "- - a\n  -\n- [x] b", "• • a\n  •\nDone: b\n");
	assert_text(fixture, "- ```\n  a\n    b\n  ```",
		    "•\n     a\n       b\n");
}

/* A list in a list in a list leaves room for words. */
static void test_deep_lists(void **state)
{
	struct fixture *fixture = *state;
	struct buffer text = BUFFER_INITIALISER;
	for (int i = 0; i < 40; i++)
		buffer_append_format(&text, "%*s- word word word word\n", 2 * i,
				     "");
	struct str line, rest = str_from(text_of(fixture, "en", text.bytes));
	buffer_release(&text);
	size_t count = 0;
	for (; str_next_line(&rest, &line); count++)
		assert_true(lines_width(line) <= PLAIN_COLUMNS);
	assert_true(count >= 20);
}

static void test_tables(void **state)
{
	struct fixture *fixture = *state;
	assert_text(fixture, "| A | B |\n|---|---|\n| 1 | 2 |\n| 3 |  |",
		    "A: 1\n   B: 2\nA: 3\n   B:\n");
	assert_text(fixture, "|  | B |\n|---|---|\n| 1 | 2 |", "1\n   B: 2\n");
	assert_text(fixture, "| A | B |\n|---|---|", "A\nB\n");
	assert_text(fixture,
		    "::: {.table caption=\"C\"}\n| A |\n|---|\n| 1 |\n:::",
		    "Table 1: C\nA: 1\n");
}

/* At the end of the chapter that refers to them first, once. */
static void test_notes(void **state)
{
	struct fixture *fixture = *state;
	assert_text(fixture,
		    "::: {.chapter}\n# A\n\na[^1] b[^2]\n:::\n\n"
		    "::: {.chapter}\n# B\n\nc[^1] d[^3]\n:::\n\ne[^4]\n\n"
		    "[^1]: one\n[^2]: two[^5]\n[^3]: three\n[^4]: four\n"
		    "[^5]: five",
		    "\n\nA\n\na[1] b[2]\n\n\nNotes\n\n[1] one\n\n[2] two[5]\n\n"
		    "[5] five\n\n\n\nB\n\nc[1] d[3]\n\n\nNotes\n\n[3] three\n\n"
		    "e[4]\n\n\nNotes\n\n[4] four\n");
}

static void test_notice(void **state)
{
	struct fixture *fixture = *state;
	fixture->notice = "Invented.";
	text_of(fixture, "en",
		"T\n\n::: {.cover}\n# C\n\nInvented.\n\nMore.\n:::\n\nEnd");
	const char *first = strstr(fixture->text.bytes, "Invented.");
	assert_ptr_equal(first, fixture->text.bytes + strlen("\uFEFF"));
	assert_null(strstr(first + 1, "Invented."));
	assert_non_null(strstr(first, "More."));
}

#define TEST(function) \
	cmocka_unit_test_setup_teardown(function, set_up, tear_down)

static const struct CMUnitTest tests[] = {
	TEST(test_width),
	TEST(test_lines_are_full),
	TEST(test_chinese_breaks),
	TEST(test_thai_breaks),
	TEST(test_what_stays_whole),
	TEST(test_soft_hyphens),
	TEST(test_arabic_is_in_order),
	TEST(test_isolates),
	TEST(test_inlines),
	TEST(test_links),
	TEST(test_headings_have_space),
	TEST(test_lists),
	TEST(test_deep_lists),
	TEST(test_tables),
	TEST(test_notes),
	TEST(test_notice),
};
UNIT_FILE(tests, NULL, NULL)
