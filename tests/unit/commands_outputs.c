/* The table of outputs: what every row must have, and that it can be found by
 * all that reads it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "commands/output_place.h"
#include "commands/outputs.h"
#include "locale/locale.h"
#include "unit/unit.h"

static void test_rows(void **state)
{
	(void)state;
	for (int i = 0; i < OUTPUT_COUNT; i++) {
		const struct output_traits *traits = &output_traits[i];
		assert_non_null(traits->name);
		assert_string_equal(traits->name, output_names[i]);
		assert_int_equal(output_find(str_from(traits->name)), i);
		assert_non_null(strchr(traits->media_type, '/'));
		assert_true(traits->what[0] != '\0');
		assert_int_equal(!!traits->frames + !!traits->document +
					 !!traits->work + !!traits->page,
				 1);
		assert_int_equal(output_is_paged((enum output)i),
				 traits->frames != NULL);
		for (int j = 0; j < i; j++) /* would be the same file */
			assert_false(strcmp(traits->suffix,
					    output_traits[j].suffix) == 0 &&
				     strcmp(traits->ending,
					    output_traits[j].ending) == 0);
	}
	assert_int_equal(output_find(STR("")), OUTPUT_COUNT);
	assert_int_equal(output_find(STR("pdfs")), OUTPUT_COUNT);
}

static void test_endings(void **state)
{
	(void)state;
	for (int i = 0; i < OUTPUT_COUNT; i++) {
		const struct output_traits *traits = &output_traits[i];
		/* End as EPUB, data and large print do, which are found. */
		if (i == OUTPUT_AUDIO || i == OUTPUT_AUDIO_CHAPTERS ||
		    i == OUTPUT_BOOKLET)
			continue;
		assert_int_equal(
			output_find_ending(traits->ending, traits->print), i);
		if (traits->other_ending)
			assert_int_equal(
				output_find_ending(traits->other_ending,
						   traits->print),
				i);
	}
	assert_int_equal(output_find_ending("epub", PRINT_REGULAR),
			 OUTPUT_EPUB);
	assert_int_equal(output_find_ending("HTM", PRINT_REGULAR), OUTPUT_HTML);
	assert_int_equal(output_find_ending("Pdf", PRINT_LARGE),
			 OUTPUT_PDF_LARGE);
	assert_int_equal(output_find_ending("html", PRINT_LARGE), OUTPUT_COUNT);
	assert_int_equal(output_find_ending("", PRINT_REGULAR), OUTPUT_COUNT);
}

static void test_list_of_endings(void **state)
{
	(void)state;
	struct buffer endings = BUFFER_INITIALISER;
	output_append_endings(PRINT_LARGE, &endings);
	assert_string_equal(buffer_str(&endings).bytes, ".pdf");
	buffer_clear(&endings);
	output_append_endings(PRINT_REGULAR, &endings);
	assert_string_equal(buffer_str(&endings).bytes,
			    ".html, .pdf, .txt, .epub, .md, .docx, .odt, .zip, "
			    ".brf, .pef or .ssml");
	buffer_release(&endings);
}

/* Readers are offered each output in the words of each language. */
static void test_words(void **state)
{
	(void)state;
	struct arena arena = ARENA_INITIALISER;
	struct diagnostics diagnostics = DIAGNOSTICS_INITIALISER;
	struct error error;
	const char **names;
	size_t count;
	assert_true(file_list_folder(&arena, "templates/locales", &names,
				     &count, &error));
	assert_true(count >= 5);
	for (size_t i = 0; i < count; i++) {
		struct locale *locale;
		char *tag =
			arena_copy(&arena, names[i], strcspn(names[i], "."));
		assert_true(locale_open(&arena, OVERLAY_OF("templates/locales"),
					tag, &diagnostics, &locale, &error));
		for (int j = 0; j < OUTPUT_COUNT; j++)
			assert_true(locale_word(locale,
						output_traits[j].message)[0] !=
				    '\0');
		locale_release(locale);
	}
	diagnostics_print(&diagnostics, stderr);
	assert_int_equal(diagnostics.count, 0);
	diagnostics_release(&diagnostics);
	arena_release(&arena);
}

static void test_output_is_not_at_the_root(void **state)
{
	struct arena arena = ARENA_INITIALISER;
	static const char *const roots[] = { "/", "//", "/./", "/usr/..",
					     "/nothing-there/.." };
	(void)state;
	for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
		struct targets targets = { .content = "content",
					   .project = ".",
					   .output = roots[i] };
		const char *mistake = output_place_mistake(&arena, &targets);
		if (!mistake || !strstr(mistake, "is the root"))
			fail_msg("%s: %s", roots[i], mistake ? mistake : "");
	}
	struct targets targets = { .content = "content",
				   .project = ".",
				   .output = "/nothing-there/dist" };
	assert_null(output_place_mistake(&arena, &targets));
	arena_release(&arena);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_output_is_not_at_the_root),
	cmocka_unit_test(test_rows),
	cmocka_unit_test(test_endings),
	cmocka_unit_test(test_list_of_endings),
	cmocka_unit_test(test_words),
};
UNIT_FILE(tests, NULL, NULL)
