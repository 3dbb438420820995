/* Tables as data: what is a number, what a column, and what goes into files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "data/data.h"
#include "data/grid.h"
#include "document/outline.h"
#include "markdown/markdown.h"
#include "unit/unit.h"
#include "unit/words_fixture.h"

static void assert_number(const char *language, const char *text,
			  const char *expected)
{
	struct arena arena = ARENA_INITIALISER;
	struct data_numbers *numbers = data_numbers_open(language);
	const char *number = data_number(numbers, &arena, text);
	if (expected && number)
		assert_string_equal(number, expected);
	else if (expected || number)
		fail_msg("%s: '%s': %s, not %s", language, text, number,
			 expected);
	data_numbers_close(numbers);
	arena_release(&arena);
}

static void test_numbers_of_languages(void **state)
{
	(void)state;
	assert_number("en-GB", "1,234", "1234");
	assert_number("en-GB", "12.5%", "12.5%");
	assert_number("en-GB", "-3", "-3");
	assert_number("en-GB", "0", "0");
	assert_number("pl", "1\u00a0234,5", "1234.5");
	assert_number("pl", "12%", "12%");
	assert_number("ar", "\u0661\u0662\u066a", "12%");
	assert_number("ar", "\u206712\u2069", "12");
	assert_number("zh-Hans", "1,234", "1234");
}

static void test_what_is_no_number(void **state)
{
	(void)state;
	static const char *const texts[] = { "",        "12 km", "3–5", "007",
					     "+44 1",   "1,23",  "[c]", "–",
					     "about 5", "NaN",   "∞",   "5%%",
					     "1e400",   "12 34" };
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		assert_number("en-GB", texts[i], NULL);
	char long_text[200];
	memset(long_text, '9', sizeof long_text - 1);
	long_text[sizeof long_text - 1] = '\0';
	assert_number("en-GB", long_text, NULL);
}

/* The first table of the Markdown. */
static struct data_grid grid_of(struct arena *arena, const char *markdown)
{
	struct diagnostics diagnostics = DIAGNOSTICS_INITIALISER;
	struct document *document = ARENA_NEW(arena, struct document);
	struct markdown_options options = { .file = "test.md",
					    .mode = MARKDOWN_RENDER,
					    .language = "en" };
	struct outline_options outline = { .numbers_figures = true };
	markdown_parse(arena, str_from(markdown), &options, &diagnostics,
		       document);
	document->words = fixture_words;
	document_finish(document, &outline, &diagnostics);
	diagnostics_release(&diagnostics);
	const struct node *node = document->root;
	while (node && node->kind != NODE_TABLE)
		node = node_next(document->root, node);
	assert_non_null(node);
	struct data_numbers *numbers = data_numbers_open("en");
	struct data_grid grid = data_grid_of(arena, document, node, numbers);
	data_numbers_close(numbers);
	return grid;
}

static void test_columns_are_numbers_where_all_cells_are(void **state)
{
	(void)state;
	struct arena arena = ARENA_INITIALISER;
	struct data_grid grid =
		grid_of(&arena, "# T\n\n| a | b | c | d |\n|--|--|--|--|\n"
				"| x | 1,000 | 5% | 1 |\n"
				"| 2 | \\[c] | – | 3% |\n| 3 | | 7% | 4 |\n");
	assert_int_equal(grid.column_count, 4);
	assert_int_equal(grid.row_count, 3);
	assert_true(grid.has_header);
	assert_false(grid.is_merged);
	assert_int_equal(grid.columns[0].kind, DATA_TEXT);
	assert_int_equal(grid.columns[1].kind, DATA_NUMBER);
	assert_int_equal(grid.columns[2].kind, DATA_PERCENT);
	assert_int_equal(grid.columns[3].kind, DATA_TEXT);
	assert_true(grid.cells[4 + 1].is_hidden);
	assert_null(grid.cells[4 + 1].number);
	assert_true(grid.cells[4 + 2].is_none);
	assert_string_equal(grid.cells[1].number, "1000");
	arena_release(&arena);
}

static void test_merged_cells_are_repeated(void **state)
{
	(void)state;
	struct arena arena = ARENA_INITIALISER;
	struct data_grid grid = grid_of(
		&arena,
		"# T\n\n<table><thead><tr><th rowspan=2>a</th><th colspan=2>b"
		"</th></tr><tr><th>c</th><th>d</th></tr></thead><tbody><tr>"
		"<td>x</td><td colspan=2>1</td></tr></tbody></table>\n");
	assert_string_equal(grid.columns[0].title, "a");
	assert_string_equal(grid.columns[1].title, "b, c");
	assert_string_equal(grid.columns[2].title, "b, d");
	assert_true(grid.is_merged);
	assert_false(grid.cells[1].is_repeated);
	assert_true(grid.cells[2].is_repeated);
	assert_string_equal(grid.cells[2].text, "1");
	arena_release(&arena);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_numbers_of_languages),
	cmocka_unit_test(test_what_is_no_number),
	cmocka_unit_test(test_columns_are_numbers_where_all_cells_are),
	cmocka_unit_test(test_merged_cells_are_repeated),
};
UNIT_FILE(tests, NULL, NULL)
