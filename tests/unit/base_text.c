/* base/: slices, buffers, arenas, maps, paths, YAML and diagnostics. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/map.h"
#include "base/path.h"
#include "base/str.h"
#include "base/units.h"
#include "base/yaml.h"
#include "unit/unit.h"

static void test_utf8(void **state)
{
	(void)state;
	size_t offset = 99;
	assert_true(str_is_utf8(STR("słowo مرحبا 中文"), &offset));
	assert_false(str_is_utf8(STR("ab\xC3(x"), &offset));
	assert_int_equal(offset, 2);
	assert_false(str_is_utf8(STR("\xED\xA0\x80"), &offset));
	assert_int_equal(offset, 0);
	assert_int_equal(str_count_code_points(STR("słowo")), 5);
}

static void test_find(void **state)
{
	(void)state;
	assert_int_equal(str_find(STR("aab[^x]"), STR("[^")), 3);
	assert_int_equal(str_find(STR("aab"), STR("ab")), 1);
	assert_int_equal(str_find(STR("aab"), STR("b[")), -1);
	assert_int_equal(str_find(STR("a"), STR("ab")), -1);
	assert_int_equal(str_find(STR(""), STR("a")), -1);
}

static void test_lines(void **state)
{
	(void)state;
	struct str rest = STR("one\r\ntwo\n\nlast"), line;
	const char *expected[] = { "one", "two", "", "last" };
	for (int i = 0; i < 4; i++) {
		assert_true(str_next_line(&rest, &line));
		assert_true(str_equals_string(line, expected[i]));
	}
	assert_false(str_next_line(&rest, &line));
}

static void test_suggestion(void **state)
{
	(void)state;
	static const char *const words[] = { "title", "languages", "editions" };
	assert_string_equal(str_nearest(STR("langauges"), words, 3),
			    "languages");
	assert_null(str_nearest(STR("zebra"), words, 3));
}

static void test_paths(void **state)
{
	(void)state;
	assert_true(path_stays_inside(STR("images/../a.png")));
	assert_false(path_stays_inside(STR("images/../../a.png")));
	assert_false(path_stays_inside(STR("/etc/passwd")));
	assert_string_equal(path_extension("a.b/c"), "");
	assert_string_equal(path_extension("a/b.tar.gz"), "gz");
}

static void test_map(void **state)
{
	(void)state;
	struct arena arena = ARENA_INITIALISER;
	struct map map = MAP_INITIALISER;
	for (int i = 0; i < 1000; i++) {
		char *key = arena_format(&arena, "key %d", i);
		assert_null(map_set(&map, str_from(key), key));
	}
	assert_int_equal(map.count, 1000);
	assert_string_equal(map_lookup(&map, STR("key 731")), "key 731");
	assert_null(map_lookup(&map, STR("key 1000")));
	map_release(&map);
	arena_release(&arena);
}

static void test_integers(void **state)
{
	(void)state;
	struct buffer buffer = BUFFER_INITIALISER;
	buffer_append_integer(&buffer, INT64_MIN);
	buffer_append_byte(&buffer, ' ');
	buffer_append_integer(&buffer, 0);
	assert_string_equal(buffer.bytes, "-9223372036854775808 0");
	buffer_release(&buffer);
	assert_int_equal(lu_scale(1000, 1, 3), 333);
	assert_int_equal(lu_scale(-1000, 2, 3), -667);
	assert_int_equal(lu_scale(2000000000, 1000, 2000), 1000000000);
}

static void test_yaml_places(void **state)
{
	(void)state;
	struct arena arena = ARENA_INITIALISER;
	struct diagnostics list = DIAGNOSTICS_INITIALISER;
	const struct yaml_node *root = yaml_parse(
		&arena, STR("title: Ą\nlist:\n  - a\n  - b\ntitle: again\n"),
		"x.yaml", 1, &list);
	assert_non_null(root);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.items[0].code, DIAGNOSTIC_YAML_DUPLICATE_KEY);
	assert_int_equal(list.items[0].place.line, 5);
	const struct yaml_node *items = yaml_lookup(root, "list");
	assert_int_equal(items->count, 2);
	assert_int_equal(items->items[1]->place.line, 4);
	assert_int_equal(items->items[1]->place.column, 5);
	static const char *const allowed[] = { "titles", "list" };
	yaml_check_keys(root, allowed, 2, &list);
	assert_int_equal(list.count, 2);
	assert_non_null(strstr(list.items[1].text, "did you mean 'titles'?"));
	diagnostics_release(&list);
	arena_release(&arena);
}

static void test_yaml_broken(void **state)
{
	(void)state;
	static const char *const broken[] = {
		"a: [1, 2",   "a: b: c",    "\"x",     "a: \xC3(", "*x",
		"a: &x [*x]", "? [a]\n: b", "%YAML 9", "\t- a"
	};
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		struct arena arena = ARENA_INITIALISER;
		struct diagnostics list = DIAGNOSTICS_INITIALISER;
		yaml_parse(&arena, str_from(broken[i]), "x.yaml", 1, &list);
		assert_int_not_equal(list.error_count, 0);
		assert_in_range(list.items[0].place.line, 1, 2);
		diagnostics_release(&list);
		arena_release(&arena);
	}
}

static void test_severity(void **state)
{
	(void)state;
	struct diagnostics list = DIAGNOSTICS_INITIALISER;
	struct place place = { "a.md", 1, 2 };
	diagnostics_add_as(&list, DIAGNOSTIC_WARNING, DIAGNOSTIC_TEXT_ENCODING,
			   place, "not UTF-%d", 8);
	assert_int_equal(list.error_count, 0);
	assert_int_equal(list.warning_count, 1);
	assert_string_equal(list.items[0].text, "not UTF-8");
	diagnostics_release(&list);
}

/* Slips are mended, and a word is never taken for one of another meaning. */
static void test_nearest_means_the_same(void **state)
{
	(void)state;
	static const char *const words[] = {
		"quote",   "callout", "figure", "table",    "note",
		"warning", "source",  "title",  "contents", "key-finding",
		"light",   "dark",    "size",   "ua-2",     "case-study",
	};
	static const char *const slips[][2] = {
		{ "qoute", "quote" },
		{ "quotes", "quote" },
		{ "Quote", "quote" },
		{ "UA-2", "ua-2" },
		{ "calout", "callout" },
		{ "figrue", "figure" },
		{ "tabel", "table" },
		{ "wraning", "warning" },
		{ "keyfinding", "key-finding" },
		{ "key_finding", "key-finding" },
		{ "case-studdy", "case-study" },
		{ "lihgt", "light" },
		{ "izse", NULL },
		{ "iszes", NULL },
		{ "contens", "contents" },
		{ "uqote", "quote" },
		{ "ontents", "contents" },
		{ "nite", "note" },
	};
	static const char *const others[] = {
		"vote",  "cable", "night",   "bark",     "sauce", "titan",
		"quiet", "rote",  "taboo",   "mark",     "dog",   "",
		"x",     "no",    "morning", "footnote",
	};
	const size_t count = sizeof words / sizeof *words;
	for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
		const char *found =
			str_nearest(str_from(slips[i][0]), words, count);
		if (!found || !slips[i][1])
			assert_ptr_equal(found, slips[i][1]);
		else
			assert_string_equal(found, slips[i][1]);
	}
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		const char *found =
			str_nearest(str_from(others[i]), words, count);
		if (found)
			fail_msg("'%s' is taken for '%s'", others[i], found);
	}
	static const char *const quote[] = { "quote" };
	assert_null(str_nearest(STR("note"), quote, 1));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_utf8),
	cmocka_unit_test(test_find),
	cmocka_unit_test(test_lines),
	cmocka_unit_test(test_suggestion),
	cmocka_unit_test(test_paths),
	cmocka_unit_test(test_map),
	cmocka_unit_test(test_integers),
	cmocka_unit_test(test_yaml_places),
	cmocka_unit_test(test_yaml_broken),
	cmocka_unit_test(test_severity),
	cmocka_unit_test(test_nearest_means_the_same),
};
UNIT_FILE(tests, NULL, NULL)
