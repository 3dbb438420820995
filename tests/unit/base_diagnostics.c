/* base/: the order of diagnostics, the languages that they are about, and
 * digests. */
#include <string.h>

#include "base/diagnostic.h"
#include "base/digest.h"
#include "unit/unit.h"

static void add(struct diagnostics *list, enum diagnostic_severity severity,
		const char *file, uint32_t line, uint32_t column,
		const char *text)
{
	diagnostics_add_as(list, severity, DIAGNOSTIC_TEXT_ENCODING,
			   (struct place){ file, line, column }, "%s", text);
}

static void test_errors_stand_last_by_place(void **state)
{
	(void)state;
	static const char *const expected[] = { "w file", "w 9",   "w b",
						"none",   "a 2:1", "a 2:7",
						"second", "first", "b 1" };
	struct diagnostics list = DIAGNOSTICS_INITIALISER;
	add(&list, DIAGNOSTIC_ERROR, "b", 1, 1, "b 1");
	add(&list, DIAGNOSTIC_ERROR, "a", 10, 1, "second");
	add(&list, DIAGNOSTIC_ERROR, "a", 10, 1, "first");
	add(&list, DIAGNOSTIC_WARNING, "b", 1, 1, "w b");
	add(&list, DIAGNOSTIC_WARNING, "a", 9, 1, "w 9");
	add(&list, DIAGNOSTIC_ERROR, "a", 2, 7, "a 2:7");
	add(&list, DIAGNOSTIC_ERROR, "a", 2, 1, "a 2:1");
	add(&list, DIAGNOSTIC_WARNING, "a", 0, 0, "w file");
	add(&list, DIAGNOSTIC_ERROR, NULL, 0, 0, "none");
	diagnostics_sort(&list);
	assert_int_equal(list.count, 9);
	for (size_t i = 0; i < list.count; i++)
		assert_string_equal(list.items[i].text, expected[i]);
	diagnostics_release(&list);
}

static bool is_polish(const void *context, const char *language)
{
	(void)context;
	return strcmp(language, "pl") == 0;
}

static void test_other_languages_are_silent(void **state)
{
	(void)state;
	struct diagnostics list = DIAGNOSTICS_INITIALISER,
			   all = DIAGNOSTICS_INITIALISER;
	add(&list, DIAGNOSTIC_ERROR, "a", 1, 1, "of all");
	list.language = "en";
	add(&list, DIAGNOSTIC_ERROR, "a", 2, 1, "English");
	add(&list, DIAGNOSTIC_WARNING, "a", 3, 1, "English");
	list.language = "pl";
	add(&list, DIAGNOSTIC_WARNING, "a", 4, 1, "Polish");
	diagnostics_merge(&all, &list);
	diagnostics_keep_languages(&all, is_polish, NULL);
	assert_int_equal(all.count, 2);
	assert_int_equal(all.error_count, 1);
	assert_int_equal(all.warning_count, 1);
	assert_string_equal(all.items[1].text, "Polish");
	diagnostics_release(&all);
}

/* FIPS 180-4, and a length at which the padding needs a block of its own. */
static void test_digests(void **state)
{
	(void)state;
	static const char text[] =
		"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
	assert_string_equal(digest_of("abc", 3).hex,
			    "ba7816bf8f01cfea414140de5dae2223"
			    "b00361a396177a9cb410ff61f20015ad");
	assert_string_equal(digest_of("", 0).hex,
			    "e3b0c44298fc1c149afbf4c8996fb924"
			    "27ae41e4649b934ca495991b7852b855");
	assert_string_equal(digest_of(text, sizeof text - 1).hex,
			    "248d6a61d20638b8e5c026930c3e6039"
			    "a33ce45964ff2167f6ecedd419db06c1");
	struct digest digest;
	assert_false(digest_of_file("/nonexistent/file", &digest));
	assert_string_equal(digest.hex, "");
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_errors_stand_last_by_place),
	cmocka_unit_test(test_other_languages_are_silent),
	cmocka_unit_test(test_digests),
};
UNIT_FILE(tests, NULL, NULL)
