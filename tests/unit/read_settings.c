/* read/settings: a whole findings.yaml, and every mistake in one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "read/settings.h"
#include "findings_model.h"
#include "unit/unit.h"

struct fixture {
	struct model model;
	struct arena arena;
	struct diagnostics diagnostics;
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	struct model *model = &fixture->model;
	model_init(model);
	model_variable(model, "Council area", "Fife|Highland|Orkney");
	model_variable(model, "Activity", "Survey|Workshop");
	model_variable(model, "Consent", "No|Secret answer|Yes");
	model_variable(model, "Name", "Ann|Bob");
	model_variable(model, "Twice", "1");
	model_variable(model, "Twice", "1|2");
	struct buffer many = BUFFER_INITIALISER;
	for (int i = 0; i < 101; i++)
		buffer_append_format(&many, "%03d|", i);
	model_variable(model, "Comment",
		       arena_copy_string(&model->arena, many.bytes));
	buffer_release(&many);
	uint32_t health = model_code(model, "Health", PROJECT_NONE);
	model_code(model, "Access", health);
	model_code(model, "Other", health);
	model_code(model, "Money", PROJECT_NONE);
	model_code(model, "Other", 3);
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	model_release(&fixture->model);
	arena_release(&fixture->arena);
	diagnostics_release(&fixture->diagnostics);
	free(fixture);
	return 0;
}

static struct settings *parse(struct fixture *fixture, const char *text)
{
	return settings_parse(&fixture->arena, str_from(text), "findings.yaml",
			      &fixture->model.project, &fixture->diagnostics);
}

static void expect_diagnostics(struct fixture *fixture, const char *expected)
{
	struct buffer all = BUFFER_INITIALISER;
	for (size_t i = 0; i < fixture->diagnostics.count; i++) {
		const struct diagnostic *one = &fixture->diagnostics.items[i];
		buffer_append_format(
			&all, "%u:%u %s %s\n", (unsigned)one->place.line,
			(unsigned)one->place.column,
			diagnostic_code_label(one->code), one->text);
	}
	assert_string_equal(buffer_str(&all).bytes, expected);
	buffer_release(&all);
}

static void test_whole(void **state)
{
	struct fixture *fixture = *state;
	struct settings *settings = parse(
		fixture,
		"project: p.qdpx\n"
		"area: Council area\n"
		"activity: GUID-activity\n"
		"consent: {variable: Consent, yes: [Yes]}\n"
		"pseudonym: Name\n"
		"groups:\n"
		"  - {id: name, variable: Name, label: {en: N, pl: I}}\n"
		"values: {activity: {Survey: {en: First survey, pl: "
		"Ankieta}}}\n"
		"cross-tabulations:\n"
		"  - [area, activity]\n"
		"  - [name, area]\n"
		"themes:\n"
		"  - {id: access, code: Access, label: {en: A, pl: Dostęp},"
		" easy-label: {en: Get it}}\n"
		"  - {id: rest, code: Health > Other}\n"
		"disclosure: {least-count-shown: 7, round-to: 5}\n");
	expect_diagnostics(fixture, "");
	assert_int_equal(settings->area, 0);
	assert_int_equal(settings->activity, 1);
	assert_int_equal(settings->age, PROJECT_NONE);
	assert_int_equal(settings->consent, 2);
	assert_false(settings->consent_values[0]);
	assert_true(settings->consent_values[2]);
	assert_int_equal(settings->pseudonym, 3);
	assert_int_equal(settings->dimension_count, 3);
	assert_int_equal(settings_find_dimension(settings, STR("name")), 2);
	assert_string_equal(
		settings_label_text(&settings->themes[0].easy_label, "en-GB"),
		"Get it");
	assert_int_equal(settings->themes[1].easy_label.count, 0);
	const struct settings_dimension *activity = &settings->dimensions[1];
	assert_string_equal(settings_label_text(&activity->values[0], "pl"),
			    "Ankieta");
	assert_string_equal(settings_label_text(&activity->values[0], "en-GB"),
			    "First survey");
	assert_string_equal(settings_label_text(&activity->values[0], "ar"),
			    "First survey");
	assert_string_equal(settings_label_text(&activity->values[1], "pl"),
			    "Workshop");
	assert_int_equal(settings->cross_count, 2);
	assert_int_equal(settings->crosses[1][0], 2);
	assert_int_equal(settings->crosses[1][1], 0);
	assert_int_equal(settings->theme_count, 2);
	assert_int_equal(settings->themes[1].code, 2);
	assert_string_equal(
		settings_label_text(&settings->themes[1].label, "pl"), "Other");
	assert_int_equal(settings_find_theme(settings, STR("access")), 0);
	assert_int_equal(settings->rules.least_shown, 7);
	assert_int_equal(settings->rules.rounding, 5);
}

static void test_mistakes(void **state)
{
	struct fixture *fixture = *state;
	struct settings *settings =
		parse(fixture, "area: Counsil area\n"
			       "age: Twice\n"
			       "activity: Activity\n"
			       "language: Comment\n"
			       "colour: red\n"
			       "consent: {variable: Consent, yes: [yes, Oui]}\n"
			       "groups:\n"
			       "  - {id: Bad id, variable: Name}\n"
			       "  - {id: act, variable: Activity}\n"
			       "  - {id: name, variable: Name}\n"
			       "values: {activty: {}, activity: {Survy: S}}\n"
			       "cross-tabulations:\n"
			       "  - [name, activity]\n"
			       "  - [activity, name]\n"
			       "  - [name, name]\n"
			       "  - [nam, activity]\n"
			       "  - [name]\n"
			       "themes:\n"
			       "  - {id: a, code: Acess}\n"
			       "  - {id: b, code: Other}\n"
			       "  - {id: c, code: Access}\n"
			       "  - {id: d, code: Health > Access}\n"
			       "  - {id: c, code: Money}\n"
			       "  - {id: e}\n"
			       "disclosure: {least-count-shown: 1}\n");
	/* The answers that nobody wrote here stay out. */
	expect_diagnostics(
		fixture,
		"5:1 Y003 unknown key 'colour' (allowed: project, reading, "
		"area, "
		"activity, age, language, consent, pseudonym, role, groups, "
		"values, map, cross-tabulations, published-by, themes, "
		"disclosure, invented, replacements, base)\n"
		"25:33 Y005 expected a number from 2 to 1000\n"
		"1:7 R100 the project has no variable 'Counsil area', did you "
		"mean 'Council area'?\n"
		"2:6 R104 2 variables are named 'Twice'\n"
		"4:11 R105 'language' has 101 values; a variable to count by "
		"may have at most 100\n"
		"8:10 Y005 the id 'Bad id' may have only the letters a to z, "
		"digits and hyphens between them\n"
		"9:5 R103 'act' is the same variable as 'activity'\n"
		"6:36 R102 nobody has the value 'yes' of the variable "
		"'Consent', did you mean 'Yes'?\n"
		"6:41 R102 nobody has the value 'Oui' of the variable "
		"'Consent'\n"
		"11:19 R106 nothing to count by is named 'activty', did you "
		"mean 'activity'?\n"
		"11:34 R102 nobody has the value 'Survy' of the variable "
		"'Activity', did you mean 'Survey'?\n"
		"19:19 R101 the project has no code 'Acess', did you mean "
		"'Access'?\n"
		"20:19 R104 2 codes are named 'Other': 'Health > Other', "
		"'Money "
		"> Other'\n"
		"22:5 R103 'd' has the same code as 'c'\n"
		"23:5 R103 the id 'c' is taken\n"
		"24:5 Y004 'code' is missing\n"
		"14:5 R103 'activity' and 'name' are crossed already\n"
		"15:5 R106 'name' cannot be crossed with itself\n"
		"16:6 R106 nothing to count by is named 'nam', did you mean "
		"'name'?\n"
		"17:5 Y005 a cross-tabulation has two parts, rows and columns, "
		"not 1\n");
	assert_non_null(settings);
}

/* Labels of roles, tiles of areas, what is published, shares of others. */
static void test_publishing(void **state)
{
	struct fixture *fixture = *state;
	struct settings *settings =
		parse(fixture,
		      "area: Council area\n"
		      "activity: Activity\n"
		      "role: Name\n"
		      "invented: true\n"
		      "values: {role: {Ann: {en: A nurse, pl: Pielęgniarka}}}\n"
		      "map:\n"
		      "  Fife: {column: 2, row: 3, label: {en: FI, ar: فا}}\n"
		      "  Highland: {column: 2, row: 2}\n"
		      "  Orkney: {column: 3, row: 1, label: OR}\n"
		      "cross-tabulations: [[area, activity]]\n"
		      "published-by: [activity]\n"
		      "themes:\n"
		      "  - {id: health, code: Health}\n"
		      "  - {id: access, code: Access, by: [[activity, area]]}\n"
		      "  - {id: money, code: Money, by: [], of: [health]}\n");
	expect_diagnostics(fixture, "");
	assert_true(settings->is_invented);
	assert_string_equal(
		settings_label_text(&settings->role_values[0], "pl"),
		"Pielęgniarka");
	assert_string_equal(
		settings_label_text(&settings->role_values[1], "pl"), "Bob");
	assert_int_equal(settings->map_columns, 3);
	assert_int_equal(settings->map_rows, 3);
	assert_int_equal(settings->tiles[0].column, 1);
	assert_int_equal(settings->tiles[0].row, 2);
	assert_string_equal(
		settings_label_text(&settings->tiles[0].label, "ar"), "فا");
	assert_string_equal(
		settings_label_text(&settings->tiles[1].label, "ar"),
		"Highland");
	static const bool by_area[] = { false, true, false };
	static const bool by_activity[] = { true, true, false };
	for (int i = 0; i < 3; i++) {
		const struct settings_theme *one = &settings->themes[i];
		assert_int_equal(one->by_dimension[0], by_area[i]);
		assert_int_equal(one->by_dimension[1], by_activity[i]);
		assert_int_equal(one->by_cross[0], by_area[i]);
	}
	assert_int_equal(settings->themes[2].of_count, 1);
	assert_int_equal(settings->themes[2].of[0], 0);
	settings = parse(fixture, "area: Council area\n");
	assert_null(settings->tiles);
	assert_null(settings->role_values);
	assert_false(settings->is_invented);
	assert_true(settings->themes[4].by_dimension[0]);
}

static void test_publishing_mistakes(void **state)
{
	struct fixture *fixture = *state;
	const uint32_t values[] = { 0, 0, 0, 0, 0, 0, 0 };
	model_give_code(&fixture->model, model_case(&fixture->model, values),
			3);
	struct settings *settings =
		parse(fixture,
		      "area: Council area\n"
		      "activity: Activity\n"
		      "map:\n"
		      "  Fife: {column: 0, row: 1.5}\n"
		      "  Orkney: {column: 1, row: 1, size: 2}\n"
		      "  Fyfe: {column: 1, row: 1}\n"
		      "published-by: [[activity, area], age, [area]]\n"
		      "themes:\n"
		      "  - {id: access, code: Access, of: [money, monei]}\n"
		      "  - {id: money, code: Money, by: area, of: [access]}\n"
		      "invented: perhaps\n");
	expect_diagnostics(
		fixture,
		"11:11 Y005 expected true or false\n"
		"4:18 Y005 expected a number from 1 to 64\n"
		"4:26 Y005 'row' must be a whole number\n"
		"5:31 Y003 unknown key 'size' (allowed: column, row, label)\n"
		"6:3 R102 nobody has the value 'Fyfe' of the variable 'Council "
		"area', did you mean 'Fife'?\n"
		"4:3 R110 the map has no tile for 'Highland'\n"
		"7:16 R111 'activity' and 'area' are not crossed\n"
		"7:34 R106 nothing to count by is named 'age'\n"
		"7:39 Y005 'published-by' has single ids, and pairs of them; "
		"this list has 1\n"
		"9:44 R112 there is no theme 'monei', did you mean 'money'?\n"
		"10:34 Y002 'by' must be a list, not text\n"
		"10:45 R112 some who have 'money' do not have 'access', so the "
		"one is no share of the other\n");
	assert_null(settings->tiles);
	diagnostics_release(&fixture->diagnostics);
	settings = parse(fixture, "area: Council area\n"
				  "map:\n"
				  "  Fife: {column: 1, row: 1}\n"
				  "  Highland: {column: 1, row: 1}\n"
				  "  Orkney: {column: 2, row: 1}\n");
	expect_diagnostics(fixture,
			   "4:3 R110 'Highland' stands where 'Fife' does\n");
	assert_null(settings->tiles);
}

/* Consent that cannot be read is nobody's. */
static void test_consent_is_never_assumed(void **state)
{
	struct fixture *fixture = *state;
	struct settings *settings =
		parse(fixture, "consent: {variable: Consent}\n");
	expect_diagnostics(fixture, "1:10 Y004 'yes' is missing\n");
	for (int i = 0; i < 3; i++)
		assert_false(settings->consent_values[i]);
	settings = parse(fixture, "consent: {variable: Cons, yes: Yes}\n");
	assert_int_equal(settings->consent, PROJECT_NONE);
	settings = settings_default(&fixture->arena, &fixture->model.project);
	assert_int_equal(settings->consent, PROJECT_NONE);
	assert_int_equal(settings->theme_count, 5);
	assert_int_equal(settings->rules.least_shown, 5);
}

/* Where no themes are named, a code may be called by its name in texts or as the
 * data have it; not by a name that two codes have. */
static void test_themes_of_the_data(void **state)
{
	struct fixture *fixture = *state;
	const struct project *project = &fixture->model.project;
	struct settings *settings = settings_default(&fixture->arena, project);
	assert_true(project->code_count > 1);
	for (uint32_t i = 0; i < project->code_count; i++) {
		const struct project_code *code = &project->codes[i];
		uint32_t as_often = 0;
		for (uint32_t j = 0; j < project->code_count; j++)
			as_often +=
				str_equals(project->codes[j].name, code->name);
		assert_int_equal(
			settings_find_theme(settings,
					    str_from(settings->themes[i].id)),
			i);
		uint32_t found = settings_find_theme(settings, code->id);
		assert_true(found != PROJECT_NONE);
		assert_true(
			str_equals(settings->themes[found].data_id, code->id));
		found = settings_find_theme(settings, code->name);
		assert_int_equal(found, as_often == 1 ? i : PROJECT_NONE);
	}
	assert_int_equal(settings_find_theme(settings, STR("")), PROJECT_NONE);
	settings->themes[1].data_name = settings->themes[0].data_name =
		STR("Twice");
	assert_int_equal(settings_find_theme(settings, STR("Twice")),
			 PROJECT_NONE);
}

#define TEST(function) \
	cmocka_unit_test_setup_teardown(function, set_up, tear_down)

static const struct CMUnitTest tests[] = {
	TEST(test_whole),
	TEST(test_mistakes),
	TEST(test_publishing),
	TEST(test_publishing_mistakes),
	TEST(test_consent_is_never_assumed),
	TEST(test_themes_of_the_data),
};
UNIT_FILE(tests, NULL, NULL)
