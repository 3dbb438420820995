/* count/analysis: what is told of some people tells nothing of others, however
 * tables and themes hang together. Each test has counts of one that would come
 * out if a number elsewhere, which is large, were shown. */
#include "count_fixture.h"
#include "unit/unit.h"

/* Six districts lie in two regions, six bands in two ages. */
enum { DISTRICT, REGION, BAND, AGE, CARER, YOUNG, VARIABLES };
enum { HEALTH, ACCESS, MIND, MONEY };

static void start(struct fixture *fixture)
{
	static const struct fixture_variable variables[VARIABLES] = {
		[DISTRICT] = { "District", "A|B|C|D|E|F" },
		[REGION] = { "Region", "1|2" },
		[BAND] = { "Band", "a|b|c|d|e|f" },
		[AGE] = { "Age", "x|y" },
		[CARER] = { "Carer", "yes|no" },
		[YOUNG] = { "Young", "yes|no" },
	};
	struct model *model = &fixture->model;
	fixture_start(fixture, variables, VARIABLES);
	model_code(model, "Health", PROJECT_NONE);
	model_code(model, "Access", HEALTH);
	model_code(model, "Mind", PROJECT_NONE);
	model_code(model, "Money", PROJECT_NONE);
}

/* The first `with` of them have the code; returns the first. */
static uint32_t add(struct fixture *fixture, const uint32_t *values,
		    uint32_t count, uint32_t with, uint32_t code)
{
	uint32_t first = fixture->model.project.case_count;
	for (uint32_t i = 0; i < count; i++) {
		uint32_t one = model_case(&fixture->model, values);
		if (i < with)
			model_give_code(&fixture->model, one, code);
	}
	return first;
}

#define HEAD \
	"groups:\n" \
	"  - {id: district, variable: District, label: district}\n" \
	"  - {id: region, variable: Region, label: region}\n" \
	"  - {id: band, variable: Band, label: band}\n" \
	"  - {id: years, variable: Age, label: years}\n" \
	"  - {id: carer, variable: Carer, label: carer}\n" \
	"  - {id: young, variable: Young, label: young}\n"

static bool is_shown(struct fixture *fixture, uint32_t rows, uint32_t columns,
		     uint32_t theme, uint32_t row, uint32_t column)
{
	uint32_t table = analysis_find_table(fixture->analysis, rows, columns);
	assert_int_not_equal(table, PROJECT_NONE);
	struct analysis_count count =
		analysis_count(fixture->analysis, table, theme, row, column);
	assert_true(count.is_published);
	return count.is_shown;
}

static bool is_shown_by(struct fixture *fixture, uint32_t rows, uint32_t theme,
			uint32_t row)
{
	return is_shown(fixture, rows, PROJECT_NONE, theme, row,
			ANALYSIS_TOTAL);
}

/* One person in each of five districts, and region 1 as a whole. */
static void add_districts(struct fixture *fixture, uint32_t code)
{
	for (uint32_t district = 0; district < 6; district++) {
		bool is_last = district == 5;
		uint32_t values[VARIABLES] = { district, is_last, 0, 0, 0, 0 };
		add(fixture, values, is_last ? 60 : 20, is_last ? 30 : 1, code);
	}
}

static void test_same_people(void **state)
{
	(void)state;
	for (uint32_t turned = 0; turned < 2; turned++) {
		struct fixture fixture;
		uint32_t one = turned ? MONEY : MIND;
		start(&fixture);
		add_districts(&fixture, one);
		for (uint32_t i = 0; i < 160; i++)
			if (project_case_has(&fixture.model.project, i, one))
				model_give_code(&fixture.model, i,
						turned ? MIND : MONEY);
		analyse(&fixture,
			HEAD "themes:\n"
			     "  - {id: mind, code: Mind, by: [district]}\n"
			     "  - {id: money, code: Money, by: [region]}\n");
		assert_false(is_shown_by(&fixture, DISTRICT, 0, 0));
		assert_false(is_shown_by(&fixture, REGION, 1, 0));
		assert_true(is_shown(&fixture, PROJECT_NONE, PROJECT_NONE, 0, 0,
				     0));
		/* Both are counts that are printed. */
		assert_int_equal(fixture.analysis->disclosure.cells,
				 3 + 2 * 6 + 2 * 2 + 6 + 2 + 2 + 2);
		stop(&fixture);
	}
}

/* Everybody has Money or Access, which is no sibling of it, and nobody both. */
static void test_all_but_these(void **state)
{
	(void)state;
	static const uint32_t with[] = { 2, 9, 20, 20, 20, 20 };
	struct fixture fixture;
	bool is_hidden = false;
	start(&fixture);
	for (uint32_t district = 0; district < 6; district++) {
		uint32_t values[VARIABLES] = { district, 0, 0, 0, 0, 0 };
		uint32_t first =
			add(&fixture, values, 40, with[district], ACCESS);
		for (uint32_t i = with[district]; i < 40; i++)
			model_give_code(&fixture.model, first + i, MONEY);
	}
	for (uint32_t i = 230; i < 240; i++)
		model_give_code(&fixture.model, i, HEALTH);
	analyse(&fixture,
		HEAD "disclosure: {protect-complements: false}\n"
		     "themes:\n"
		     "  - {id: health, code: Health, by: []}\n"
		     "  - {id: access, code: Access, by: [district]}\n"
		     "  - {id: money, code: Money, by: [district]}\n");
	for (uint32_t district = 0; district < 6; district++) {
		bool is_access = is_shown_by(&fixture, DISTRICT, 1, district);
		is_hidden |= !is_access;
		if (is_shown_by(&fixture, DISTRICT, ANALYSIS_BASE, district))
			assert_int_equal(
				is_access,
				is_shown_by(&fixture, DISTRICT, 2, district));
	}
	assert_true(is_hidden);
	stop(&fixture);
}

/* One in each district and band of region 1 and age x: six, as the coarse table
 * would say. */
static void test_nested_twice(void **state)
{
	(void)state;
	struct fixture fixture;
	start(&fixture);
	for (uint32_t district = 0; district < 6; district++)
		for (uint32_t band = 0; band < 6; band++) {
			uint32_t values[VARIABLES] = { district, district > 1,
						       band, band > 2 };
			bool is_few = district < 2 && band < 3;
			add(&fixture, values, 40, is_few ? 1 : 20, MONEY);
		}
	analyse(&fixture,
		HEAD "cross-tabulations: [[district, band], [years, region]]\n"
		     "themes: [{id: money, code: Money}]\n");
	assert_false(is_shown(&fixture, DISTRICT, BAND, 0, 0, 0));
	assert_false(is_shown(&fixture, AGE, REGION, 0, 0, 0));
	stop(&fixture);
}

/* Young carers are those who are young and carers: two columns of one table
 * say as much as one row of another. */
static void test_told_by_two(void **state)
{
	(void)state;
	static const uint32_t counts[][2] = {
		{ 30, 10 }, { 30, 2 }, { 60, 30 }, { 60, 40 }
	};
	struct fixture fixture;
	start(&fixture);
	for (uint32_t i = 0; i < 4; i++) {
		uint32_t values[VARIABLES] = { 0, 0, 0, i / 2, i % 2, i > 0 };
		add(&fixture, values, counts[i][0], counts[i][1], MONEY);
	}
	analyse(&fixture, HEAD "cross-tabulations: [[years, carer]]\n"
			       "themes: [{id: money, code: Money}]\n");
	assert_false(is_shown(&fixture, AGE, CARER, 0, 0, 1));
	assert_int_equal(is_shown(&fixture, AGE, CARER, 0, 0, 0),
			 is_shown_by(&fixture, YOUNG, 0, 0));
	assert_false(is_shown_by(&fixture, YOUNG, 0, 0) &&
		     is_shown_by(&fixture, AGE, 0, 0));
	stop(&fixture);
}

/* Money is what those in the bands a and b have and nobody else: 12 in the
 * district, of whom 10 are in a. */
static void test_told_by_columns(void **state)
{
	(void)state;
	static const uint32_t counts[][3] = { { 10, 2, 8 }, { 40, 40, 40 } };
	struct fixture fixture;
	start(&fixture);
	for (uint32_t i = 0; i < 6; i++) {
		uint32_t values[VARIABLES] = { i / 3, 0, i % 3, 0, 0, 0 };
		uint32_t count = counts[i / 3][i % 3];
		add(&fixture, values, count, i % 3 < 2 ? count : 0, MONEY);
	}
	analyse(&fixture,
		HEAD "cross-tabulations: [[district, band]]\n"
		     "themes: [{id: money, code: Money, by: [district]}]\n");
	assert_false(is_shown(&fixture, DISTRICT, BAND, ANALYSIS_BASE, 0, 1));
	assert_false(is_shown(&fixture, DISTRICT, BAND, ANALYSIS_BASE, 0, 0) &&
		     is_shown_by(&fixture, DISTRICT, 0, 0));
	stop(&fixture);
}

/* ---- Themes within others ---------------------------------------------- */

/* Gives a code to some of the people from the first on. */
static void give(struct fixture *fixture, uint32_t first, uint32_t count,
		 uint32_t code)
{
	for (uint32_t i = 0; i < count; i++)
		model_give_code(&fixture->model, first + i, code);
}

/* Who has Mind is one in each district of region 1; `with` of region 1 have
 * the code, and they are these where it is not `is_apart`. */
static void add_within(struct fixture *fixture, uint32_t size, uint32_t code,
		       uint32_t in_last, bool is_apart)
{
	for (uint32_t district = 0; district < 6; district++) {
		bool is_last = district == 5;
		uint32_t values[VARIABLES] = { district, is_last, 0, 0, 0, 0 };
		uint32_t first = add(fixture, values, is_last ? 170 : size,
				     is_last ? 30 : 1, MIND);
		give(fixture, first + (is_apart && district == 0),
		     is_last ? in_last : 1, code);
	}
}

#define BY_DISTRICT_AND_REGION \
	"themes:\n" \
	"  - {id: mind, code: Mind, by: [district]}\n" \
	"  - {id: money, code: Money, by: [region]}\n"

/* Of five districts' people nobody is small in a region of five, but for one
 * who is not among them. */
static void test_within(void **state)
{
	(void)state;
	for (int is_apart = 0; is_apart < 2; is_apart++) {
		struct fixture fixture;
		start(&fixture);
		add_within(&fixture, 20, MONEY, 40, is_apart);
		analyse(&fixture, HEAD BY_DISTRICT_AND_REGION);
		assert_false(is_shown_by(&fixture, DISTRICT, 0, 0));
		assert_int_equal(is_shown_by(&fixture, REGION, 1, 0), is_apart);
		stop(&fixture);
	}
}

/* What chance does is known to nobody: five of Mind among 150 of 270. */
static void test_within_by_chance(void **state)
{
	(void)state;
	struct fixture fixture;
	start(&fixture);
	for (uint32_t district = 0; district < 6; district++) {
		bool is_last = district == 5;
		uint32_t values[VARIABLES] = { district, is_last, 0, 0, 0, 0 };
		uint32_t first = add(&fixture, values, is_last ? 170 : 20,
				     !is_last, MIND);
		give(&fixture, first, is_last ? 145 : 1, MONEY);
	}
	analyse(&fixture, HEAD BY_DISTRICT_AND_REGION);
	assert_true(is_shown_by(&fixture, REGION, 1, 0));
	stop(&fixture);
}

/* Mind lies within Health as far as Money lies within it: 35 of 170 in 200
 * might do so by chance. */
static void test_within_in_turn(void **state)
{
	(void)state;
	struct fixture fixture;
	start(&fixture);
	add_within(&fixture, 6, MONEY, 55, false);
	for (uint32_t i = 0; i < 200; i++)
		if (i >= 30 ? i < 195 : i % 6 == 0)
			model_give_code(&fixture.model, i, HEALTH);
	analyse(&fixture,
		HEAD "themes:\n"
		     "  - {id: mind, code: Mind, by: [district]}\n"
		     "  - {id: money, code: Money, by: []}\n"
		     "  - {id: health, code: Health, by: [region]}\n");
	assert_false(is_shown_by(&fixture, REGION, 2, 0));
	stop(&fixture);
}

/* Mind is at least as many in a region as Money in its districts: of 7, 4 and 1
 * in three of them, 11 are in the region of two. */
static void test_holds_others(void **state)
{
	(void)state;
	static const uint32_t money[] = { 7, 4, 1, 40, 40, 40 };
	static const uint32_t mind[] = { 7, 4, 0, 40, 30, 30 };
	struct fixture fixture;
	bool is_hidden = false;
	start(&fixture);
	for (uint32_t district = 0; district < 6; district++) {
		uint32_t values[VARIABLES] = { district, district > 1 };
		uint32_t first =
			add(&fixture, values, 60, money[district], MONEY);
		give(&fixture, first, mind[district], MIND);
	}
	analyse(&fixture,
		HEAD "themes:\n"
		     "  - {id: mind, code: Mind, by: [region]}\n"
		     "  - {id: money, code: Money, by: [district]}\n");
	is_hidden |= !is_shown_by(&fixture, REGION, 0, 0);
	for (uint32_t district = 3; district < 6; district++)
		is_hidden |= !is_shown_by(&fixture, DISTRICT, 1, district);
	assert_true(is_hidden);
	stop(&fixture);
}

/* Mind and Health share nobody: of the seven who have Money in region 1, five
 * are in one district each. */
static void test_several_within(void **state)
{
	(void)state;
	struct fixture fixture;
	start(&fixture);
	for (uint32_t district = 0; district < 6; district++) {
		bool is_last = district == 5;
		uint32_t values[VARIABLES] = { district, is_last, 0, 0, 0, 0 };
		uint32_t code = district < 2 ? MIND : HEALTH;
		uint32_t first = add(&fixture, values, is_last ? 100 : 20,
				     is_last ? 30 : 1, code);
		if (is_last)
			give(&fixture, first + 30, 30, MIND);
		give(&fixture, first, is_last ? 80 : 1 + (district > 2), MONEY);
	}
	analyse(&fixture,
		HEAD "themes:\n"
		     "  - {id: mind, code: Mind, by: [district]}\n"
		     "  - {id: health, code: Health, by: [district]}\n"
		     "  - {id: money, code: Money, by: [region]}\n");
	assert_false(is_shown_by(&fixture, REGION, 2, 0));
	stop(&fixture);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_same_people),
	cmocka_unit_test(test_all_but_these),
	cmocka_unit_test(test_nested_twice),
	cmocka_unit_test(test_told_by_two),
	cmocka_unit_test(test_told_by_columns),
	cmocka_unit_test(test_within),
	cmocka_unit_test(test_within_by_chance),
	cmocka_unit_test(test_within_in_turn),
	cmocka_unit_test(test_holds_others),
	cmocka_unit_test(test_several_within),
};
UNIT_FILE(tests, NULL, NULL)
