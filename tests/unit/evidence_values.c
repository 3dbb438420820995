/* Numbers of the findings in templates: what is told, in which words, and what
 * is not told. */
#include "evidence_fixture.h"
#include "read/slug.h"
#include "unit/unit.h"

static void test_slugs(void **state)
{
	static const char *const pairs[][2] = {
		{ "65 or over", "65-or-over" },
		{ "Citizens’ Panel survey", "citizens-panel-survey" },
		{ "  Dave's (old) pub! ", "daves-old-pub" },
		{ "Ż ÓŁW", "ż-ółw" },
		{ "الشاطئ الشمالي", "الشاطئ-الشمالي" },
		{ "—", "" },
	};
	struct fixture *fixture = *state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_string_equal(
			slug_of(&fixture->arena, str_from(pairs[i][0])),
			pairs[i][1]);
}

/* Two values that would have one name have two. */
static void test_equal_slugs(void **state)
{
	struct fixture *fixture = *state;
	evidence_free(fixture->evidence);
	put(fixture, "findings/data.csv",
	    "case,code,Town,Car,Consent,Role\n"
	    "a,Sky > Rain,Upper Town,x y,yes,r\n"
	    "b,Sky > Sun,upper-town,X-Y,yes,r\n"
	    "c,Snow,Not stated,?,yes,r\n");
	load(fixture);
	const struct evidence_dimension *area =
		&fixture->evidence->dimensions[0];
	assert_int_equal(area->count, 4);
	assert_string_equal(area->slugs[0], "not-stated-2");
	assert_string_equal(area->slugs[1], "upper-town");
	assert_string_equal(area->slugs[2], "upper-town-2");
	assert_string_equal(area->slugs[3], "not-stated");
	/* Groups of one are not proposed to anybody. */
	assert_int_equal(area->shown_count, 0);
}

static void test_numbers(void **state)
{
	struct fixture *fixture = *state;
	static const char *const pairs[][2] = {
		{ "{{findings.people}} {{findings.themes}}", "40 4" },
		{ "{{theme.sun.people}} {{theme.sun.base}}", "20 40" },
		{ "{{theme.sun.percent}} {{theme.sun.of-ten}}", "50% 5" },
		{ "{{theme.sun.others}} {{theme.sun.others-percent}}",
		  "20 50%" },
		{ "{{theme.rain.percent}} {{theme.rain.others}}", "100% 0" },
		{ "{{theme.sun.area.upper-town.people}}", "10" },
		{ "{{theme.sun.of.sky.percent}}", "50%" },
		{ "{{theme.sun.of.sky.area.upper-town.percent}}", "50%" },
		{ "{{theme.sun.area.upper-town.of.sky.percent}}", "50%" },
		{ "{{group.car.yes.people}} {{group.car.yes.percent}}",
		  "30 75%" },
		{ "{{group.area.upper-town.label}}", "Upper Town" },
		{ "{{theme.rain.area.not-stated.people}}", "0" },
		{ "{{#theme.sky}}{{#parts}}{{label}} {{people}};{{/parts}}"
		  "{{/theme.sky}}",
		  "Rain 40;Sun 20;" },
		{ "{{theme.sky.first.label}} {{theme.sky.last.percent}}",
		  "Rain 50%" },
		{ "{{#theme.snow.hidden}}hidden{{/theme.snow.hidden}}",
		  "hidden" },
	};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		assert_string_equal(print(fixture, pairs[i][0]), pairs[i][1]);
		assert_int_equal(fixture->list.count, 0);
	}
}

static void test_languages(void **state)
{
	struct fixture *fixture = *state;
	speak(fixture, "pl");
	assert_string_equal(print(fixture, "{{theme.sun.label}}"), "Słońce");
	assert_string_equal(
		print(fixture, "{{theme.sun.area.upper-town.label}}"),
		"Miasto Górne");
	speak(fixture, "ar-EG");
	assert_string_equal(print(fixture, "{{theme.sun.people}}"), "٢٠");
}

static void test_hidden(void **state)
{
	struct fixture *fixture = *state;
	assert_string_equal(print(fixture, "{{theme.snow.people}}"), "");
	assert_mistake(fixture, DIAGNOSTIC_EVIDENCE_HIDDEN, 1, 1);
	assert_string_equal(print(fixture, "a\n {{theme.snow.others}}"),
			    "a\n ");
	assert_mistake(fixture, DIAGNOSTIC_EVIDENCE_HIDDEN, 2, 2);
	/* One lives in the hamlet. */
	print(fixture, "{{group.area.hamlet.people}}");
	assert_mistake(fixture, DIAGNOSTIC_EVIDENCE_HIDDEN, 1, 1);
	print(fixture, "{{theme.rain.area.hamlet.people}}");
	assert_mistake(fixture, DIAGNOSTIC_EVIDENCE_HIDDEN, 1, 1);
}

static void test_not_published(void **state)
{
	struct fixture *fixture = *state;
	print(fixture, "{{theme.sun.car.yes.people}}");
	assert_mistake(fixture, DIAGNOSTIC_EVIDENCE_UNPUBLISHED, 1, 1);
	assert_has(fixture->list.items[0].text, "add car to its by:");
	print(fixture, "{{theme.sun.car.yes.area.upper-town.people}}");
	assert_mistake(fixture, DIAGNOSTIC_EVIDENCE_UNPUBLISHED, 1, 1);
	print(fixture, "{{theme.sky.of.sun.percent}}");
	assert_mistake(fixture, DIAGNOSTIC_EVIDENCE_WITHIN, 1, 1);
	print(fixture, "{{theme.sky.car.yes.parts}}");
	assert_int_equal(fixture->list.items[0].code,
			 DIAGNOSTIC_EVIDENCE_UNPUBLISHED);
}

/* Two dimensions at once, in either order; not three, and none twice. */
static void test_crossed(void **state)
{
	struct fixture *fixture = *state;
	const char *both =
		print(fixture, "{{group.car.yes.area.upper-town.people}}");
	assert_string_equal(both, "15");
	both = print(fixture, "{{group.area.upper-town.car.yes.people}}");
	assert_string_equal(both, "15");
	print(fixture, "{{theme.sky.car.yes.car.no.people}}");
	assert_mistake(fixture, DIAGNOSTIC_TEMPLATE_UNKNOWN_NAME, 1, 1);
}

static void test_unknown(void **state)
{
	struct fixture *fixture = *state;
	print(fixture, "{{theme.sum.people}}");
	assert_mistake(fixture, DIAGNOSTIC_TEMPLATE_UNKNOWN_NAME, 1, 1);
	assert_has(fixture->list.items[0].text, "did you mean 'sun'");
	print(fixture, "{{theme.sun.area.uper-town.people}}");
	assert_has(fixture->list.items[0].text, "did you mean 'upper-town'");
	/* Nobody is told of a place where one person lives. */
	print(fixture, "{{theme.sun.area.hamlt.people}}");
	assert_lacks(fixture->list.items[0].text, "hamlet");
	print(fixture, "{{theme.sky.third.label}}");
	assert_mistake(fixture, DIAGNOSTIC_TEMPLATE_UNKNOWN_NAME, 1, 1);
}

/* Shares that rounding would turn into nobody or everybody. */
static void test_small_shares(void **state)
{
	struct fixture *fixture = *state;
	struct arena *arena = &fixture->arena;
	static const struct {
		double share;
		const char *text;
	} pairs[] = { { 0, "0%" },        { 0.001, "<1%" }, { 0.005, "1%" },
		      { 0.3149, "31%" },  { 0.315, "32%" }, { 0.994, "99%" },
		      { 0.9951, ">99%" }, { 1, "100%" } };
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
		assert_string_equal(evidence_share_text(fixture->locale, arena,
							pairs[i].share),
				    pairs[i].text);
	evidence_free(fixture->evidence);
	struct buffer csv = BUFFER_INITIALISER;
	buffer_append_string(&csv, "case,code,Town,Car,Consent,Role\n");
	for (int i = 0; i < 200; i++)
		buffer_append_format(&csv, "p%d,%s,T,y,yes,r\n", i,
				     i < 8 ? "Sky > Sun" : "Sky > Rain");
	buffer_append_string(&csv, "p0,Snow,T,y,yes,r\n");
	put(fixture, "findings/data.csv", csv.bytes);
	buffer_release(&csv);
	load(fixture);
	print(fixture, "{{theme.sun.percent}}{{theme.sun.of-ten}}");
	assert_mistake(fixture, DIAGNOSTIC_EVIDENCE_OF_TEN, 1, 22);
	print(fixture, "{{theme.rain.of-ten}}");
	assert_mistake(fixture, DIAGNOSTIC_EVIDENCE_OF_TEN, 1, 1);
	assert_string_equal(print(fixture, "{{theme.sky.of-ten}}"), "10");
}

/* Where the findings cannot be read, that alone is told. */
static void test_broken(void **state)
{
	struct fixture *fixture = *state;
	evidence_free(fixture->evidence);
	put(fixture, "findings/findings.yaml", "project: [");
	load(fixture);
	assert_int_equal(fixture->list.error_count, 1);
	print(fixture, "{{theme.sun.people}}{{#theme.a.parts}}{{b}}"
		       "{{/theme.a.parts}}{{group.a.b.of.c.percent}}");
	assert_int_equal(fixture->list.count, 0);
	expand(fixture, "# W\n\n::: {.chart under=x}\nC\n:::\n");
	assert_int_equal(fixture->list.count, 0);
}

static const struct CMUnitTest tests[] = {
	UNIT(test_slugs),     UNIT(test_equal_slugs), UNIT(test_numbers),
	UNIT(test_languages), UNIT(test_hidden),      UNIT(test_not_published),
	UNIT(test_crossed),   UNIT(test_unknown),     UNIT(test_small_shares),
	UNIT(test_broken),
};
UNIT_FILE(tests, NULL, NULL)
