/* Markdown: what is escaped, and how each construct is written. Whether parsers
 * read it as it is meant, tests/tools/check-formats asks cmark-gfm. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "document/outline.h"
#include "gfm/gfm.h"
#include "gfm/lines.h"
#include "gfm/writer.h"
#include "markdown/markdown.h"
#include "unit/unit.h"
#include "unit/words_fixture.h"

/* Renders "# T" and the text; what is written after the title. */
static void assert_markdown(const char *markdown, const char *expected)
{
	static const char head[] = "<!-- lang=\"en\" dir=\"ltr\" -->\n\n# T\n";
	struct arena arena = ARENA_INITIALISER;
	struct diagnostics diagnostics = DIAGNOSTICS_INITIALISER;
	struct document document = { 0 };
	struct buffer text = BUFFER_INITIALISER;
	struct markdown_options options = { .file = "test.md",
					    .mode = MARKDOWN_RENDER,
					    .language = "en" };
	struct outline_options outline = { .numbers_figures = true };
	const char *source = arena_format(&arena, "# T\n\n%s\n", markdown);
	markdown_parse(&arena, str_from(source), &options, &diagnostics,
		       &document);
	document.words = fixture_words;
	document_finish(&document, &outline, &diagnostics);
	gfm_write(&document, &text);
	assert_true(str_starts_with(buffer_str(&text), str_from(head)));
	const char *rest = text.bytes + strlen(head);
	assert_string_equal(rest + (*rest == '\n'), expected);
	buffer_release(&text);
	diagnostics_release(&diagnostics);
	arena_release(&arena);
}

/* What the text becomes at the beginning of a paragraph. */
static void assert_escaped(const char *text, const char *expected)
{
	struct buffer out = BUFFER_INITIALISER;
	gfm_append_text(&out, str_from(text), 0);
	assert_string_equal(out.bytes, expected);
	buffer_release(&out);
}

static void test_signs_say_themselves(void **state)
{
	(void)state;
	assert_escaped("a*b_c _d_ `e` [f] <g> ~h~ i|j k\\l",
		       "a\\*b_c \\_d\\_ \\`e\\` \\[f\\] \\<g> \\~h\\~ i\\|j "
		       "k\\\\l");
	assert_escaped("AT&T &amp; &#38; & &", "AT&T \\&amp; \\&#38; & \\&");
	assert_escaped("wow! wow!", "wow! wow\\!");
	assert_escaped("www.x.org http://x", "www\\.x.org http\\://x");
}

static void test_no_line_begins_with_a_mark(void **state)
{
	(void)state;
	assert_escaped("# a", "\\# a");
	assert_escaped("- a - b", "\\- a - b");
	assert_escaped("+ a", "\\+ a");
	assert_escaped("=", "\\=");
	assert_escaped("> a > b", "\\> a > b");
	assert_escaped("12. a 12. b", "12\\. a 12. b");
	assert_escaped("12) a", "12\\) a");
	assert_escaped("    a", "a");
	assert_markdown("a\\\n\\# b\\\n1\\. c", "a\\\n\\# b\\\n1\\. c\n");
}

static void test_emphasis_stands_where_it_is_read(void **state)
{
	(void)state;
	assert_markdown("a *b* **c** ~~d~~", "a *b* **c** ~~d~~\n");
	/* Delimiters beside letters, with punctuation within. */
	assert_markdown("a<em>(b)</em>c", "a<em>(b)</em>c\n");
	assert_markdown("a (*(b)*) c", "a (*(b)*) c\n");
	assert_markdown("*a **b***", "*a <strong>b</strong>*\n");
	assert_markdown("*a*<b>c</b>", "<em>a</em>**c**\n");
	assert_markdown("x<sup>2</sup>", "x<sup>2</sup>\n");
}

static void test_code_holds_backticks_and_bars(void **state)
{
	(void)state;
	assert_markdown("`` a`b `` and ` `` `", "``a`b`` and ``` `` ```\n");
	assert_markdown("| a |\n| --- |\n| `b\\|c` |",
			"| a |\n| --- |\n| <code>b&#124;c</code> |\n");
	assert_markdown("````\n```\na\n````", "````\n```\na\n````\n");
}

static void test_links_pictures_and_notes(void **state)
{
	(void)state;
	assert_markdown("[a](https://e.org/b_c?d=*&e)",
			"[a](https://e.org/b\\_c?d=\\*\\&e)\n");
	assert_markdown("[a](<https://e.org/(b>)", "[a](<https://e.org/(b>)\n");
	assert_markdown("see [b](#c)\n\n## B {#c}\n\nd",
			"see [b](#c)\n\n## <a id=\"c\"></a>B\n\nd\n");
	assert_markdown("![a \\] b](missing.png)", "![a \\] b]()\n");
	assert_markdown("a[^1]\\(b)\n\n[^1]: c\n\n    - d",
			"a[^1]\\(b)\n\n## Notes\n\n[^1]: c\n\n    - d\n");
}

static void test_lists(void **state)
{
	(void)state;
	assert_markdown("- a\n  - b\n- c\n\n* d\n\n1. e\n\n1) f",
			"- a\n  - b\n- c\n\n* d\n\n1. e\n\n1) f\n");
	assert_markdown("10. a\n\n    b\n11. c", "10. a\n\n    b\n\n11. c\n");
	assert_markdown("- [x] a\n- [ ] b\n-\n- > c",
			"- [x] a\n- [ ] b\n-\n- > c\n");
	/* An ordered list that begins otherwise ends no paragraph. */
	assert_markdown("- a\n\n  7. b", "- a\n\n  7. b\n");
}

static void test_tables_without_merged_cells_are_exact(void **state)
{
	(void)state;
	assert_markdown("| a | b |\n| --- | --: |\n| c\\|d | *e* |",
			"| a | b |\n| --- | --: |\n| c\\|d | *e* |\n");
	assert_markdown("<table><tr><td>a</td></tr></table>",
			"|  |\n| --- |\n| a |\n");
}

static void test_merged_cells_are_repeated_and_told(void **state)
{
	(void)state;
	assert_markdown(
		"<table><thead><tr><th rowspan=2>a</th><th colspan=2>b</th>"
		"</tr><tr><th>c</th><th>d</th></tr></thead><tbody><tr>"
		"<td colspan=3>e</td></tr></tbody></table>",
		"<!-- merged cells: repeated in each place; rows of headers: "
		"joined -->\n"
		"| a | b, c | b, d |\n| --- | --- | --- |\n| e | e | e |\n");
}

static void test_languages_are_told(void **state)
{
	(void)state;
	assert_markdown("a [b *c*]{lang=pl}",
			"a <span lang=\"pl\">b <em>c</em></span>\n");
	assert_markdown("::: {lang=ar}\n- b\n:::",
			"<div lang=\"ar\" dir=\"rtl\">\n\n- b\n\n</div>\n");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_signs_say_themselves),
	cmocka_unit_test(test_no_line_begins_with_a_mark),
	cmocka_unit_test(test_emphasis_stands_where_it_is_read),
	cmocka_unit_test(test_code_holds_backticks_and_bars),
	cmocka_unit_test(test_links_pictures_and_notes),
	cmocka_unit_test(test_lists),
	cmocka_unit_test(test_tables_without_merged_cells_are_exact),
	cmocka_unit_test(test_merged_cells_are_repeated_and_told),
	cmocka_unit_test(test_languages_are_told),
};
UNIT_FILE(tests, NULL, NULL)
