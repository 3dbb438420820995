/* markdown/ and texts that are damaged or hostile: bytes that are no text,
 * nesting without end, tables out of nothing. */
#define _POSIX_C_SOURCE 200809L
#include "unit/markdown_fixture.h"
#include "unit/unit.h"

#include <pthread.h>
#include <time.h>

static double processor_seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void parse_bytes(struct parsed_text *parsed, struct str text)
{
	struct markdown_options options = { .file = "a.md" };
	fixture_parse(parsed, text, &options);
}

/* ---- Bytes --------------------------------------------------------------- */

static void test_encoding(void **state)
{
	(void)state;
	struct parsed_text parsed;
	parse_bytes(&parsed, STR("# T\n\nsł\xFFowo\n\na\0b \xE2\x82\n"));
	assert_string_equal(fixture_mistakes(&parsed),
			    "3:3 error M001 bytes that are not UTF-8\n"
			    "5:2 error M001 NUL character\n"
			    "5:5 error M001 bytes that are not UTF-8\n");
	expect_in_dump(&parsed, "3:1 \"sł\xEF\xBF\xBDowo\"");
	expect_in_dump(&parsed, "5:1 \"a\xEF\xBF\xBD"
				"b \xEF\xBF\xBD\"");
	fixture_release(&parsed);
}

static void test_line_ends(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"# T\n\n::: {.callout}\na\n\nb [x](#y)\n:::\n",
		("\xEF\xBB\xBF# T\r\n\r\n::: {.callout}\r\na\r\n\r\n"
		 "b [x](#y)\r\n:::\r\n"),
		"# T\r\r::: {.callout}\ra\r\rb [x](#y)\r:::\r"
	};
	for (size_t i = 0; i < 3; i++) {
		struct parsed_text parsed;
		parse_bytes(&parsed, str_from(texts[i]));
		assert_string_equal(fixture_mistakes(&parsed),
				    "6:3 warning D001 link to '#y', which "
				    "nothing is called\n");
		expect_in_dump(&parsed, "callout 3:1");
		fixture_release(&parsed);
	}
}

static void test_empty(void **state)
{
	(void)state;
	static const char *const texts[] = { "",           "\n",
					     " ",          "\xEF\xBB\xBF",
					     "---\n---\n", "---\n",
					     ":::",        "::: {.figure}\n:::",
					     "<div>" };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct parsed_text parsed;
		parse_bytes(&parsed, str_from(texts[i]));
		assert_int_equal(parsed.document.heading_count, 1);
		assert_string_equal(parsed.document.title, "A");
		fixture_release(&parsed);
	}
}

/* ---- Nesting ------------------------------------------------------------- */

enum { DEEP = 40000 };

static void repeat(struct buffer *text, const char *what, size_t times)
{
	for (size_t i = 0; i < times; i++)
		buffer_append_string(text, what);
}

static size_t depth_of(const struct document *document)
{
	size_t deepest = 0;
	const struct node *node = document->root;
	for (; node; node = node_next(document->root, node)) {
		size_t depth = 0;
		for (const struct node *at = node; at; at = at->parent)
			depth++;
		deepest = depth > deepest ? depth : deepest;
	}
	return deepest;
}

static void expect_flattened(const char *open, const char *middle,
			     const char *close, bool is_reported)
{
	struct buffer text = BUFFER_INITIALISER;
	struct parsed_text parsed;
	repeat(&text, open, DEEP);
	buffer_append_string(&text, middle);
	repeat(&text, close, DEEP);
	double start = processor_seconds();
	parse_bytes(&parsed, buffer_str(&text));
	double seconds = processor_seconds() - start;
	/* Far above what it takes, far below what the square would. */
	if (seconds > 10)
		fail_msg("'%s' took %.1f s", open, seconds);
	assert_true(depth_of(&parsed.document) < 230);
	expect_in_dump(&parsed, "middle");
	if (is_reported != (strstr(fixture_mistakes(&parsed),
				   "M016 nested more than 100 levels") != NULL))
		fail_msg("'%s' reports: %.300s", open,
			 fixture_mistakes(&parsed));
	/* Once is enough. */
	if (is_reported)
		assert_null(strstr(
			strstr(fixture_mistakes(&parsed), "M016") + 4, "M016"));
	fixture_release(&parsed);
	buffer_release(&text);
}

static void test_deep_blocks(void **state)
{
	(void)state;
	expect_flattened("> ", "middle\n", "", true);
	expect_flattened(">", "middle\n", "", true);
	expect_flattened("- ", "middle\n", "", true);
	expect_flattened("1. ", "middle\n", "", true);
	expect_flattened("::: {.callout}\n", "middle\n", ":::\n", true);
	expect_flattened("::: x\n", "middle\n", "", true);
	expect_flattened("<div id=x>", "middle\n", "</div>", true);
	expect_flattened("<ul><li>", "middle\n", "", true);
	expect_flattened("<table><tr><td>", "middle\n", "", true);
	expect_flattened("<details><summary>s</summary>", "middle\n", "", true);
}

static void test_deep_inlines(void **state)
{
	(void)state;
	expect_flattened("*a ", "middle", " b*", true);
	expect_flattened("**a ", "middle", " b**", true);
	expect_flattened("~~a ", "middle", " b~~", true);
	expect_flattened("[", "middle", "]", false);
	expect_flattened("[", "middle", "](b)", false);
	expect_flattened("![", "middle", "](b)", false);
	expect_flattened("[", "middle", "]{.a}", true);
	expect_flattened("a <b>", "middle", "</b>", true);
	expect_flattened("", "middle", "]{.a}", false);
	expect_flattened("[^a", "middle", "]", false);
}

static void test_lists_by_indentation(void **state)
{
	(void)state;
	struct buffer text = BUFFER_INITIALISER;
	struct parsed_text parsed;
	for (int i = 0; i < 300; i++)
		buffer_append_format(&text, "%*s- a\n", i * 2, "");
	parse_bytes(&parsed, buffer_str(&text));
	assert_true(depth_of(&parsed.document) < 230);
	assert_non_null(strstr(fixture_mistakes(&parsed), "51:101 error M016"));
	fixture_release(&parsed);
	buffer_release(&text);
}

/* ---- Size ---------------------------------------------------------------- */

static void test_wide_tables(void **state)
{
	(void)state;
	struct buffer text = BUFFER_INITIALISER;
	struct parsed_text parsed;
	repeat(&text, "|a", 5000);
	repeat(&text, "\n", 1);
	repeat(&text, "|-", 5000);
	repeat(&text, "\n", 1);
	repeat(&text, "|b\n", 2000);
	double start = processor_seconds();
	parse_bytes(&parsed, buffer_str(&text));
	assert_true(processor_seconds() - start < 20);
	assert_non_null(strstr(fixture_mistakes(&parsed), "1:0 error M017"));
	assert_non_null(strstr(fixture_mistakes(&parsed),
			       "tables lack more than 100000 cells"));
	fixture_release(&parsed);
	buffer_release(&text);
}

static void test_wide_html_tables(void **state)
{
	(void)state;
	struct buffer text = BUFFER_INITIALISER;
	struct parsed_text parsed;
	buffer_append_string(&text, "<table>");
	repeat(&text, "<tr><td colspan=100 rowspan=100>x<td colspan=100>y",
	       3000);
	parse_bytes(&parsed, buffer_str(&text));
	assert_non_null(strstr(fixture_mistakes(&parsed),
			       "M017 a table of more than 66 columns"));
	fixture_release(&parsed);
	buffer_release(&text);
}

static void test_unclosed_declarations(void **state)
{
	(void)state;
	static const char *const openers[] = { "a <?", "a <![CDATA[", "a <!X ",
					       "a <!--" };
	for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
		struct buffer text = BUFFER_INITIALISER;
		struct parsed_text parsed;
		repeat(&text, openers[i], 20000);
		double start = processor_seconds();
		parse_bytes(&parsed, buffer_str(&text));
		assert_true(processor_seconds() - start < 20);
		fixture_release(&parsed);
		buffer_release(&text);
	}
}

/* ---- Side by side -------------------------------------------------------- */

static const char busy_text[] =
	"# T\n\n[a]{.term} ~~b~~ www.example.org &eacute;[^1]\n\n"
	"::: {.quote source=\"&Aacute;\"}\n| a |\n|---|\n| [c]{lang=pl} |\n"
	":::\n\n<p title=\"&ocirc;\">&ucirc; <q>x</q></p>\n\n[^1]: ~~d~~\n";

static void *parse_many(void *dump)
{
	for (int i = 0; i < 100; i++) {
		struct parsed_text parsed;
		parse_bytes(&parsed, str_from(busy_text));
		if (strcmp(parsed.dump.bytes, dump) != 0)
			dump = "differs";
		fixture_release(&parsed);
	}
	return dump;
}

static void test_threads(void **state)
{
	(void)state;
	struct parsed_text parsed;
	pthread_t threads[4];
	parse_bytes(&parsed, str_from(busy_text));
	expect_in_dump(&parsed, "strikethrough");
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, parse_many,
						parsed.dump.bytes),
				 0);
	for (size_t i = 0; i < 4; i++) {
		void *result;
		pthread_join(threads[i], &result);
		assert_string_equal(result, parsed.dump.bytes);
	}
	fixture_release(&parsed);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_encoding),
	cmocka_unit_test(test_line_ends),
	cmocka_unit_test(test_empty),
	cmocka_unit_test(test_deep_blocks),
	cmocka_unit_test(test_deep_inlines),
	cmocka_unit_test(test_lists_by_indentation),
	cmocka_unit_test(test_wide_tables),
	cmocka_unit_test(test_wide_html_tables),
	cmocka_unit_test(test_unclosed_declarations),
	cmocka_unit_test(test_threads),
};
UNIT_FILE(tests, NULL, NULL)
