/* YAML at its edges: anchors, nesting, NUL, more than one document, and that
 * none of them costs more than its length. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/yaml.h"
#include "unit/unit.h"

struct parsed {
	struct arena arena;
	struct diagnostics diagnostics;
	const struct yaml_node *root;
	double seconds; /* of the processor */
};

static struct parsed parse(struct str text)
{
	struct parsed parsed = { 0 };
	clock_t start = clock();
	parsed.root = yaml_parse(&parsed.arena, text, "x.yaml", 1,
				 &parsed.diagnostics);
	parsed.seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
	return parsed;
}

static void release(struct parsed *parsed)
{
	diagnostics_release(&parsed->diagnostics);
	arena_release(&parsed->arena);
}

/* One error with these words at this place. */
static void expect_error(struct str text, unsigned line, unsigned column,
			 const char *words)
{
	struct parsed parsed = parse(text);
	assert_int_equal(parsed.diagnostics.count, 1);
	const struct diagnostic *one = &parsed.diagnostics.items[0];
	if (!strstr(one->text, words))
		fail_msg("'%s' says: %s", text.bytes, one->text);
	assert_int_equal(one->place.line, line);
	assert_int_equal(one->place.column, column);
	release(&parsed);
}

static void test_aliases_are_what_they_name(void **state)
{
	(void)state;
	struct parsed parsed = parse(
		STR("a: &x [1, 2]\nb: *x\nc: {d: &y e, *y : f}\n&k g: *k\n"));
	assert_int_equal(parsed.diagnostics.count, 0);
	assert_ptr_equal(yaml_lookup(parsed.root, "a"),
			 yaml_lookup(parsed.root, "b"));
	const struct yaml_node *c = yaml_lookup(parsed.root, "c");
	assert_string_equal(yaml_lookup(c, "e")->text.bytes, "f");
	assert_string_equal(yaml_lookup(parsed.root, "g")->text.bytes, "g");
	release(&parsed);
}

static void test_wrong_anchors(void **state)
{
	(void)state;
	expect_error(STR("a: 1\nb: *x\n"), 2, 4, "no anchor '&x'");
	expect_error(STR("a: &x [1, *x]\n"), 1, 11, "contains itself");
	expect_error(STR("&x a: &x 1\n"), 1, 7, "a second time");
	expect_error(STR("[a]: 1\n"), 1, 1, "a key must be text");
}

static void test_what_cannot_be_kept_is_told(void **state)
{
	(void)state;
	expect_error(STR("a: \"b\\0c\"\n"), 1, 4, "NUL");
	expect_error(STR("a: 1\n\"b\\0\": 2\n"), 2, 1, "NUL");
	expect_error(STR("a: b\0c\n"), 1, 5, "control characters");
	expect_error(STR("a: 1\n---\nb: 2\n"), 2, 1, "second document");
	expect_error(STR("a: 1\n...\n]\n"), 3, 1, "did not find expected");
	struct parsed parsed = parse(STR("---\na: \"b\\\\0c\"\n...\n"));
	assert_int_equal(parsed.diagnostics.count, 0);
	assert_string_equal(yaml_lookup(parsed.root, "a")->text.bytes, "b\\0c");
	release(&parsed);
}

static void repeat(struct buffer *out, const char *text, int count)
{
	for (int i = 0; i < count; i++)
		buffer_append_string(out, text);
}

static struct parsed parse_nested(int depth)
{
	struct buffer text = BUFFER_INITIALISER;
	repeat(&text, "[", depth);
	repeat(&text, "]", depth);
	struct parsed parsed = parse(buffer_str(&text));
	buffer_release(&text);
	return parsed;
}

static void test_nesting(void **state)
{
	(void)state;
	struct parsed parsed = parse_nested(101);
	assert_int_equal(parsed.diagnostics.count, 0);
	assert_non_null(parsed.root);
	release(&parsed);
	parsed = parse_nested(102);
	assert_int_equal(parsed.diagnostics.count, 1);
	assert_int_equal(parsed.diagnostics.items[0].place.column, 102);
	assert_null(parsed.root);
	release(&parsed);
}

/* Took the square of its length: seconds where now it takes thousandths. */
static void expect_quick(const char *what, struct buffer *text)
{
	struct parsed parsed = parse(buffer_str(text));
	if (parsed.seconds > 1.5)
		fail_msg("%s: %g s", what, parsed.seconds);
	release(&parsed);
	buffer_release(text);
}

static void test_time_grows_as_the_text(void **state)
{
	(void)state;
	static const char *const openings[] = {
		"[", "{", "- ", "? ", "{a: ", "[[a]: ", "!a ", "\"a\": "
	};
	struct buffer text = BUFFER_INITIALISER;
	for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
		repeat(&text, openings[i], 160000 / (int)strlen(openings[i]));
		expect_quick(openings[i], &text);
	}
	for (int i = 0; i < 40000; i++)
		buffer_append_format(&text, "- &a%d b\n", i);
	for (int i = 0; i < 40000; i++)
		buffer_append_format(&text, "- *a%d\n", i);
	expect_quick("anchors", &text);
	for (int i = 0; i < 40000; i++)
		buffer_append_format(&text, "k%d: b\n", i);
	expect_quick("keys", &text);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_aliases_are_what_they_name),
	cmocka_unit_test(test_wrong_anchors),
	cmocka_unit_test(test_what_cannot_be_kept_is_told),
	cmocka_unit_test(test_nesting),
	cmocka_unit_test(test_time_grows_as_the_text),
};
UNIT_FILE(tests, NULL, NULL)
