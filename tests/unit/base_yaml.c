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
#include "base/encoding.h"
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

/* Bytes of those encodings are UTF-8 here and there by chance; of a damaged UTF-8
 * they are nearly everywhere. */
static void test_encodings(void **state)
{
	(void)state;
	static const struct {
		const char *name, *text;
	} cases[] = {
		{ "GB18030",
		  "\325\342\312\307\322\273\306\252\271\330\323\332\323\352\265"
		  "\304\316\304\325\302\243\254\320\264\265\303\272\334\272\303"
		  "\241\243\316\322\303\307\316\312\301\313\272\334\266\340\310"
		  "\313\243\254\313\373\303\307\313\265\265\304\266\274\262\273"
		  "\322\273\321\371\241\243" },
		{ "Big5",
		  "\263o\254O\244@\275g\303\366\251\363\253B\252\272\244\345"
		  "\263\271\241A\274g\261o\253\334\246n\241C\247\332\255\314"
		  "\260\335\244F\253\334\246h\244H\241A\245L\255\314\273\241"
		  "\252\272\263\243\244\243\244@\274\313\241C" },
		{ "Shift_JIS",
		  "\202\261\202\352\202\315\211J\202\311\202\302\202\242\202"
		  "\304\202\314\225\266\217\315\202\305\202\267\201B\202\306"
		  "\202\304\202\340\227\307\202\255\217\221\202\257\202\304\202"
		  "\242\202\334\202\267\201B" },
		{ "EUC-KR",
		  "\272\361\277\241 \260\374\307\321 \261\333\300\324\264\317"
		  "\264\331. \277\354\270\256\264\302 \270\271\300\272 \273\347"
		  "\266\367\265\351\277\241\260\324 \271\260\276\372\275\300"
		  "\264\317\264\331." },
		{ "Windows-1251",
		  "\335\362\356 \362\345\352\361\362 \356 \344\356\346\344\345 "
		  "\350 \361\355\345\343\345, \356\355 \355\340\357\350\361\340"
		  "\355 \365\356\360\356\370\356." },
		{ "Windows-1256",
		  "\345\320\307 \344\325 \332\344 \307\341\343\330\321 \346\307"
		  "\341\313\341\314 \335\355 \307\341\343\317\355\344\311 \307"
		  "\341\336\317\355\343\311." },
		{ NULL, "za\305\274\303\263\305\202\304\207 \377 "
			"g\304\231\305\233l" },
		{ NULL, "plain" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena arena = ARENA_INITIALISER;
		struct encoding found =
			encoding_find(&arena, str_from(cases[i].text));
		const char *wanted = cases[i].name;
		if ((found.name == NULL) != (wanted == NULL) ||
		    (wanted && strcmp(found.name, wanted) != 0))
			fail_msg("%s, not %s", found.name ? found.name : "none",
				 wanted ? wanted : "none");
		arena_release(&arena);
	}
}

/* Told once, by name, where a YAML file is in one of them. */
static void test_encoding_of_yaml(void **state)
{
	(void)state;
	static const struct {
		const char *words;
		struct str text;
	} cases[] = {
		{ "UTF-16", { "t\0i\0t\0l\0e\0:\0 \0a\0\n\0", 18 } },
		{ "Windows-125", { "title: Caf\351 na\357ve\n", 18 } },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena arena = ARENA_INITIALISER;
		struct diagnostics list = DIAGNOSTICS_INITIALISER;
		assert_null(
			yaml_parse(&arena, cases[i].text, "a.yaml", 1, &list));
		assert_int_equal(list.count, 1);
		assert_non_null(strstr(list.items[0].text, cases[i].words));
		assert_non_null(strstr(list.items[0].text, "save it as UTF-8"));
		diagnostics_release(&list);
		arena_release(&arena);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_encodings),
	cmocka_unit_test(test_encoding_of_yaml),
	cmocka_unit_test(test_aliases_are_what_they_name),
	cmocka_unit_test(test_wrong_anchors),
	cmocka_unit_test(test_what_cannot_be_kept_is_told),
	cmocka_unit_test(test_nesting),
	cmocka_unit_test(test_time_grows_as_the_text),
};
UNIT_FILE(tests, NULL, NULL)
