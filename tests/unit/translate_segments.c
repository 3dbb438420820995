/* translate/: where segments begin and end, and what they say. */
#include "unit/translate_fixture.h"

#include <string.h>

#include "base/buffer.h"
#include "translate/codes.h"

/* A line each: kind, line, text; and, where it can be exchanged, the bytes of the
 * file as they are written. */
static void expect(const char *text, const char *wanted)
{
	struct arena arena = ARENA_INITIALISER;
	struct segments segments = { 0 };
	struct buffer told = BUFFER_INITIALISER;
	fixture_read(&arena, text, &segments);
	for (size_t i = 0; i < segments.count; i++) {
		const struct segment *one = &segments.items[i];
		buffer_append_format(&told, "%s %u: %s", segment_kind_name(one),
				     (unsigned)one->place.line, one->text);
		struct str raw = { text + one->first, one->end - one->first };
		if (!raw.length)
			buffer_append_string(&told, " (none)");
		else if (!str_equals_string(raw, one->text))
			buffer_append_format(&told, " <%.*s>", (int)raw.length,
					     raw.bytes);
		buffer_append_byte(&told, '\n');
	}
	assert_string_equal(buffer_str(&told).bytes, wanted);
	buffer_release(&told);
	segments_release(&segments);
	arena_release(&arena);
}

static void test_blocks(void **state)
{
	(void)state;
	expect("\n\n\n\n# One {#one}\n\nA *b*\n  c.\n\nTwo\n===\n"
	       "\n- x y\n  z\n\n  more\n- `code`\n\n> said\n> so\n",
	       "heading 5: One {#one}\nparagraph 7: A *b* c. <A *b*\n  c.>\n"
	       "heading 10: Two\nitem of a list 13: x y z <x y\n  z>\n"
	       "paragraph 16: more\nparagraph 19: said so <said\n> so>\n");
}

static void test_nothing_to_translate(void **state)
{
	(void)state;
	expect("# {{title}}\n\n12,5\n\n```\ncode\n```\n\n---\n", "");
}

static void test_breaks(void **state)
{
	(void)state;
	expect("One  \ntwo\\\nthree\\\\\nfour\n",
	       "paragraph 1: One\\\ntwo\\\nthree\\\\ four "
	       "<One  \ntwo\\\nthree\\\\\nfour>\n");
}

static void test_tables(void **state)
{
	(void)state;
	expect("| a | \xC3\xA9 b |\n|--|--|\n|  x \\| y  | 12 |\n| last | |\n",
	       "cell of a table 1: a\ncell of a table 1: \xC3\xA9 b\n"
	       "cell of a table 3: x \\| y\ncell of a table 4: last\n");
	expect("> | a | b |\n> |--|--|\n> | c | d |\n",
	       "cell of a table 1: a\ncell of a table 1: b\n"
	       "cell of a table 3: c\ncell of a table 3: d\n");
}

static void test_attributes(void **state)
{
	(void)state;
	expect("::: {.callout title=\"A \\\"b\\\"\"}\nText.\n:::\n",
	       "title of a box 1: A \\\"b\\\"\nparagraph 2: Text.\n");
	expect("::: {.table caption=\"Cap\" header-column=true}\n"
	       "| a | b |\n|--|--|\n| c | d |\n:::\n",
	       "caption 1: Cap\ncell of a table 2: a\ncell of a table 2: b\n"
	       "cell of a table 4: c\ncell of a table 4: d\n");
	expect("::: {.quote source='Who, \xC5\x81' "
	       "invented=true}\nWords\n:::\n",
	       "source of a quotation 1: Who, \xC5\x81\nparagraph 2: Words\n");
	expect("::: {.chart theme=a all=Everybody}\nCaption.\n:::\n",
	       "label in a chart 1: Everybody\nparagraph 2: Caption.\n");
	/* The findings hold these words. */
	expect("::: {.quote id=1}\nS\xC5\x82owa\n:::\n", "");
}

static void test_pictures(void **state)
{
	(void)state;
	expect("![A [b\\] ]c](x.png \"t\")\n\nWith ![one](y.png) in it\n\n"
	       "![](z.png)\n\n![d](q.png){decorative=true}\n",
	       "alternative text of a picture 1: A [b\\] ]c\n"
	       "paragraph 3: With ![one](y.png) in it\n");
}

static void test_notes(void **state)
{
	(void)state;
	expect("Text[^a].\n\n[^a]: First\n    line.\n\n    Second.\n",
	       "paragraph 1: Text[^a].\nnote 3: First line. <First\n    "
	       "line.>\n"
	       "paragraph 6: Second.\n");
}

/* Raw HTML's blocks have words, and no bytes to put others into. */
static void test_raw_html(void **state)
{
	(void)state;
	expect("<p>Some words</p>\n", "paragraph 1: Some words (none)\n");
}

static void test_words(void **state)
{
	struct arena arena = ARENA_INITIALISER;
	struct segments segments = { 0 };
	(void)state;
	fixture_read(&arena,
		     "[Two words](https://example.org/many-words) {{not.this}} "
		     "`nor this` 12 <b>or</b>[^n] &nbsp;\n",
		     &segments);
	assert_int_equal(segments.count, 1);
	const struct segment *one = &segments.items[0];
	assert_int_equal(segments_count_words(&one, 1, "en"), 3);
	segments_release(&segments);
	arena_release(&arena);
}

/* ---- Codes ------------------------------------------------------------- */

/* Words in |, what opens in (, what closes in ), what stands alone in {}. */
static void expect_cut(const char *text, const char *wanted, bool is_message)
{
	static const char *const around[] = { [CODE_WORDS] = "||",
					      [CODE_OPEN] = "(,",
					      [CODE_CLOSE] = ",)",
					      [CODE_ALONE] = "{}" };
	struct arena arena = ARENA_INITIALISER;
	struct buffer told = BUFFER_INITIALISER, whole = BUFFER_INITIALISER;
	struct codes codes =
		is_message ? codes_read_message(&arena, str_from(text)) :
			     codes_read(&arena, str_from(text));
	for (size_t i = 0; i < codes.count; i++) {
		const struct code *code = &codes.items[i];
		buffer_append_byte(&told, around[code->kind][0]);
		buffer_append_str(&told, code->text);
		buffer_append_byte(&told, around[code->kind][1]);
		buffer_append_str(&whole, code->text);
		if (code->kind == CODE_OPEN) {
			assert_true(code->partner > i);
			assert_int_equal(codes.items[code->partner].partner, i);
		}
	}
	assert_string_equal(buffer_str(&whole).bytes, text);
	assert_string_equal(buffer_str(&told).bytes, wanted);
	buffer_release(&told);
	buffer_release(&whole);
	arena_release(&arena);
}

static void expect_codes(const char *text, const char *wanted)
{
	expect_cut(text, wanted, false);
}

static void test_messages(void **state)
{
	(void)state;
	expect_cut("", "", true);
	expect_cut("In {place}, *not* {{n}}", "|In |{{place}}|, *not* {{n}}|",
		   true);
	expect_cut("{a}{b, date, long}", "{{a}}{{b, date, long}}", true);
	expect_cut("{n, plural, one {# {x}} other {#}} of {m}",
		   "|{n, plural, one {# {x}} other {#}} of |{{m}}", true);
	expect_cut("it's '{'n'}' {n", "|it's '{'n'}' {n|", true);
	expect_cut("'{ n", "|'{ n|", true);
	expect_cut("} {", "|} {|", true);
}

static void test_codes(void **state)
{
	(void)state;
	expect_codes("", "");
	expect_codes("a *b* **c**", "|a |(*,|b|,*)| |(**,|c|,**)");
	expect_codes("5 * 3 * 2, snake_case_name, a_b",
		     "|5 * 3 * 2, snake_case_name, a_b|");
	expect_codes("*a **b** c*", "(*,|a |(**,|b|,**)| c|,*)");
	expect_codes("\\*a\\* *open", "|\\*a\\* *open|");
	expect_codes("How it was {#how .wide}", "|How it was |{{#how .wide}}");
	expect_codes("{#how} is {#no} name, {so} {lang=en}",
		     "|{#how} is {#no} name, {so} {lang=en}|");
	expect_codes("~~gone~~ 1~2", "(~~,|gone|,~~)| 1~2|");
	expect_codes("1^st^ H~2~O 2 ^ 3",
		     "|1|(^,|st|,^)| H|(~,|2|,~)|O 2 ^ 3|");
	expect_codes("*\xC5\xBC* \xE2\x80\x9E*x*\xE2\x80\x9D",
		     "(*,|\xC5\xBC|,*)| \xE2\x80\x9E|(*,|x|,*)|\xE2\x80\x9D|");
}

static void test_codes_brackets(void **state)
{
	(void)state;
	expect_codes("[a](b) [c]{lang=pl} [d][e] [f]",
		     "([,|a|,](b))| |([,|c|,]{lang=pl})| |([,|d|,][e])| [f]|");
	expect_codes("[a](b \"c ) d\"){.page} [x](y(z))",
		     "([,|a|,](b \"c ) d\"){.page})| |([,|x|,](y(z)))");
	expect_codes("![a *b*](c)[^n]", "(![,|a |(*,|b|,*),](c)){[^n]}");
	expect_codes("*[a*](b)", "|*|([,|a*|,](b))");
	expect_codes("[ not ] (this) ]", "|[ not ] (this) ]|");
	expect_codes("[a](b", "|[a](b|");
}

static void test_codes_alone(void **state)
{
	(void)state;
	expect_codes("{{a.b}}{{{c}}} {{d", "{{{a.b}}}{{{{c}}}}| {{d|");
	expect_codes("`a*b*` ``c`d`` `e", "{`a*b*`}| |{``c`d``}| `e|");
	expect_codes("<b>x</b> a < b <https://e.org> <!-- *c* -->",
		     "{<b>}|x|{</b>}| a < b |{<https://e.org>}| |"
		     "{<!-- *c* -->}");
	expect_codes("a&nbsp;b & c &#160;", "|a|{&nbsp;}|b & c |{&#160;}");
	expect_codes("a\\\nb", "|a|{\\\n}|b|");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_blocks),
	cmocka_unit_test(test_nothing_to_translate),
	cmocka_unit_test(test_breaks),
	cmocka_unit_test(test_tables),
	cmocka_unit_test(test_attributes),
	cmocka_unit_test(test_pictures),
	cmocka_unit_test(test_notes),
	cmocka_unit_test(test_raw_html),
	cmocka_unit_test(test_words),
	cmocka_unit_test(test_messages),
	cmocka_unit_test(test_codes),
	cmocka_unit_test(test_codes_brackets),
	cmocka_unit_test(test_codes_alone),
};
UNIT_FILE(tests, NULL, NULL)
