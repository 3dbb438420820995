/* Positions in the units of the protocol, changes, addresses of files. */
#include <string.h>

#include "lsp/texts.h"
#include "unit/unit.h"

/* Characters of one, two, three and four bytes; two lines, the first of which
 * ends in CR LF. */
#define LINE "aé€\xF0\x9D\x84\x9E!"
static const struct str text = { LINE "\r\nx\n", 15 };

static void test_offsets(void **state)
{
	static const struct {
		enum lsp_units units;
		uint64_t line, column;
		size_t offset;
	} cases[] = {
		{ LSP_UTF_8, 0, 0, 0 },    { LSP_UTF_8, 0, 1, 1 },
		{ LSP_UTF_8, 0, 3, 3 },    { LSP_UTF_8, 0, 2, 1 },
		{ LSP_UTF_8, 0, 10, 10 },  { LSP_UTF_8, 0, 99, 11 },
		{ LSP_UTF_16, 0, 3, 6 },   { LSP_UTF_16, 0, 4, 6 },
		{ LSP_UTF_16, 0, 5, 10 },  { LSP_UTF_16, 0, 6, 11 },
		{ LSP_UTF_16, 0, 7, 11 },  { LSP_UTF_32, 0, 4, 10 },
		{ LSP_UTF_16, 1, 0, 13 },  { LSP_UTF_16, 1, 1, 14 },
		{ LSP_UTF_16, 2, 0, 15 },  { LSP_UTF_16, 9, 9, 15 },
		{ LSP_UTF_32, 1, 50, 14 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(
			lsp_offset(text, cases[i].units,
				   (struct lsp_position){ cases[i].line,
							  cases[i].column }),
			cases[i].offset);
}

/* Each start of a character leads to a position and back. */
static void test_round_trip(void **state)
{
	static const size_t starts[] = { 0, 1, 3, 6, 10, 11, 13, 14, 15 };
	(void)state;
	for (int units = LSP_UTF_8; units <= LSP_UTF_32; units++)
		for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
			struct lsp_position at = lsp_position_of(
				text, (enum lsp_units)units, starts[i]);
			assert_int_equal(
				lsp_offset(text, (enum lsp_units)units, at),
				starts[i]);
		}
	assert_int_equal(lsp_position_of(text, LSP_UTF_16, 10).column, 5);
	assert_int_equal(lsp_position_of(text, LSP_UTF_8, 14).line, 1);
}

static void test_places(void **state)
{
	(void)state;
	assert_int_equal(lsp_offset_of_place(text, 1, 4), 6);
	assert_int_equal(lsp_offset_of_place(text, 2, 0), 13);
	assert_int_equal(lsp_offset_of_place(text, 0, 0), 0);
}

/* Bytes that are no UTF-8, or end within a character. */
static void test_bad_bytes(void **state)
{
	const struct str bad = { "\xFF\x80\xE2\x82", 4 };
	(void)state;
	for (uint64_t column = 0; column < 9; column++)
		assert_true(lsp_offset(bad, LSP_UTF_16,
				       (struct lsp_position){ 0, column }) <=
			    4);
}

static void test_changes(void **state)
{
	struct lsp_texts texts = { 0 };
	(void)state;
	lsp_texts_open(&texts, "file:///a", "/a", LINE "\nb\n", 1);
	struct lsp_text *one = lsp_texts_find(&texts, "file:///a");
	lsp_text_change(one, LSP_UTF_16, (struct lsp_position){ 0, 3 },
			(struct lsp_position){ 0, 5 }, "g");
	assert_string_equal(one->bytes, "aé€g!\nb\n");
	lsp_text_change(one, LSP_UTF_16, (struct lsp_position){ 0, 5 },
			(struct lsp_position){ 1, 0 }, "");
	assert_string_equal(one->bytes, "aé€g!b\n");
	/* The wrong way round, and past the end. */
	lsp_text_change(one, LSP_UTF_16, (struct lsp_position){ 8, 8 },
			(struct lsp_position){ 0, 0 }, "z");
	assert_string_equal(one->bytes, "aé€g!b\nz");
	lsp_texts_open(&texts, "file:///a", "/a", "new", 2);
	assert_int_equal(texts.count, 1);
	assert_non_null(lsp_texts_find_path(&texts, "/a"));
	lsp_texts_close(&texts, "file:///a");
	assert_null(lsp_texts_find_path(&texts, "/a"));
	lsp_texts_release(&texts);
}

static void test_addresses(void **state)
{
	struct arena arena = ARENA_INITIALISER;
	(void)state;
	assert_string_equal(lsp_path_of_uri(&arena, "file:///a%20b/%C5%BC.md"),
			    "/a b/ż.md");
	assert_string_equal(lsp_path_of_uri(&arena, "file://localhost/x"),
			    "/x");
	assert_null(lsp_path_of_uri(&arena, "file://other/x"));
	assert_null(lsp_path_of_uri(&arena, "untitled:1"));
	assert_null(lsp_path_of_uri(&arena, "file:///a%00b"));
	assert_string_equal(lsp_path_of_uri(&arena, "file:///50%"), "/50%");
	assert_string_equal(lsp_uri_of_path(&arena, "/a b/ż#1.md"),
			    "file:///a%20b/%C5%BC%231.md");
	arena_release(&arena);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_offsets), cmocka_unit_test(test_round_trip),
	cmocka_unit_test(test_places),  cmocka_unit_test(test_bad_bytes),
	cmocka_unit_test(test_changes), cmocka_unit_test(test_addresses),
};
UNIT_FILE(tests, NULL, NULL)
