/* count/: those of a base who are not in a count are told only where they are
 * as many as a count must be. */
#include "count/analysis.h"
#include "read/read.h"
#include "unit/unit.h"

static void test_others(void **state)
{
	static const struct {
		uint32_t base, count;
		bool is_told;
	} cases[] = {
		{ 10, 10, true }, { 10, 9, false },  { 10, 6, false },
		{ 10, 5, true },  { 11, 6, true },   { 9, 5, false },
		{ 5, 0, true },   { 4, 0, false },   { 0, 0, true },
		{ 5, 6, false },  { 1000, 5, true },
	};
	(void)state;
	struct arena arena = ARENA_INITIALISER;
	struct diagnostics diagnostics = DIAGNOSTICS_INITIALISER;
	struct error error = { "" };
	struct project *project = findings_read("tests/findings/small.qde",
						NULL, &diagnostics, &error);
	assert_non_null(project);
	struct settings *settings = settings_default(&arena, project);
	assert_int_equal(settings->rules.least_shown, 5);
	struct analysis *analysis = analysis_new(&arena, project, settings);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct analysis_count count = { .is_published = true,
						.is_shown = true,
						.is_base_shown = true,
						.base = cases[i].base,
						.count = cases[i].count };
		uint32_t others = 99;
		bool is_told = analysis_others(analysis, &count, &others);
		if (is_told != cases[i].is_told)
			fail_msg("%u of %u", cases[i].count, cases[i].base);
		assert_int_equal(others,
				 is_told ? cases[i].base - cases[i].count : 0);
		count.is_shown = false;
		assert_false(analysis_others(analysis, &count, &others));
		count.is_shown = true;
		count.is_base_shown = false;
		assert_false(analysis_others(analysis, &count, &others));
	}
	project_free(project);
	diagnostics_release(&diagnostics);
	arena_release(&arena);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_others),
};
UNIT_FILE(tests, NULL, NULL)
