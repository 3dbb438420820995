/* count/analysis: counts against a count by hand; the hierarchy without
 * double counting; ranks; and an attack by linear constraints (GLPK) on all
 * that the analysis shows of random projects. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <glpk.h>

#include "count_fixture.h"
#include "unit/unit.h"

static uint32_t random_next(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*state >> 33);
}

#define SETTINGS \
	"area: Area\nactivity: Activity\nage: Age\n" \
	"cross-tabulations: [[area, activity], [activity, age]]\n" \
	"themes:\n" \
	"  - {id: health, code: Health}\n" \
	"  - {id: access, code: Access}\n" \
	"  - {id: mind, code: Mind}\n" \
	"  - {id: money, code: Money}\n"

enum { HEALTH, ACCESS, WAITING, MIND, MONEY };

static void start(struct fixture *fixture)
{
	static const struct fixture_variable variables[] = {
		{ "Area", "A|B|C|D|E|F" },
		{ "Activity", "1|2|3" },
		{ "Age", "x|y" },
	};
	struct model *model = &fixture->model;
	fixture_start(fixture, variables, 3);
	model_code(model, "Health", PROJECT_NONE);
	model_code(model, "Access", HEALTH);
	model_code(model, "Waiting", ACCESS);
	model_code(model, "Mind", HEALTH);
	model_code(model, "Money", PROJECT_NONE);
}

static void add_random_cases(struct fixture *fixture, uint32_t count,
			     uint64_t *seed)
{
	for (uint32_t i = 0; i < count; i++) {
		uint32_t a = random_next(seed) % 6, b = random_next(seed) % 6;
		uint32_t values[] = { a < b ? a : b, random_next(seed) % 3,
				      random_next(seed) % 2 };
		if (random_next(seed) % 20 == 0)
			values[random_next(seed) % 3] = PROJECT_NONE;
		uint32_t one = model_case(&fixture->model, values);
		for (uint32_t code = ACCESS; code <= MONEY; code++)
			if (random_next(seed) % 5 == 0)
				model_give_code(&fixture->model, one, code);
		if (random_next(seed) % 40 == 0 && !fixture->is_covered)
			model_give_code(&fixture->model, one, HEALTH);
		if (fixture->has_of &&
		    project_case_has(&fixture->model.project, one, MONEY))
			model_give_code(&fixture->model, one, MIND);
	}
}

/* ---- Counting by hand -------------------------------------------------- */

static bool is_in(const struct fixture *fixture, const struct project_case *one,
		  uint32_t dimension, uint32_t value, bool is_total)
{
	if (dimension == PROJECT_NONE || is_total)
		return true;
	uint32_t variable = fixture->settings->dimensions[dimension].variable;
	uint32_t has =
		project_lookup_value(one->values, one->value_count, variable);
	return has == value ||
	       (has == PROJECT_NONE &&
		value ==
			fixture->model.project.variables[variable].value_count);
}

static uint32_t count_by_hand(const struct fixture *fixture, uint32_t table,
			      uint32_t theme, uint32_t row, uint32_t column)
{
	const struct project *project = &fixture->model.project;
	const struct analysis_table *shape = &fixture->analysis->tables[table];
	uint32_t count = 0;
	for (uint32_t i = 0; i < project->case_count; i++) {
		bool has = theme == ANALYSIS_BASE;
		if (!has)
			has = project_case_has(
				project, i,
				fixture->settings->themes[theme].code);
		count += has &&
			 is_in(fixture, &project->cases[i], shape->rows, row,
			       row == shape->row_count) &&
			 is_in(fixture, &project->cases[i], shape->columns,
			       column, column == shape->column_count);
	}
	return count;
}

typedef void visit_cell(struct fixture *fixture, void *context, uint32_t table,
			uint32_t group, uint32_t row, uint32_t column);

static void visit_cells(struct fixture *fixture, visit_cell *visit,
			void *context)
{
	const struct analysis *analysis = fixture->analysis;
	for (uint32_t t = 0; t < analysis->table_count; t++)
		for (uint32_t g = 0; g <= analysis->theme_count; g++)
			for (uint32_t r = 0; r <= analysis->tables[t].row_count;
			     r++)
				for (uint32_t c = 0;
				     c <= analysis->tables[t].column_count; c++)
					visit(fixture, context, t, g, r, c);
}

static struct analysis_count ask(const struct fixture *fixture, uint32_t table,
				 uint32_t group, uint32_t row, uint32_t column)
{
	const struct analysis_table *shape = &fixture->analysis->tables[table];
	return analysis_count(
		fixture->analysis, table, group ? group - 1 : ANALYSIS_BASE,
		row == shape->row_count ? ANALYSIS_TOTAL : row,
		column == shape->column_count ? ANALYSIS_TOTAL : column);
}

static void check_cell(struct fixture *fixture, void *context, uint32_t table,
		       uint32_t group, uint32_t row, uint32_t column)
{
	uint32_t *shown = context;
	uint32_t theme = group ? group - 1 : ANALYSIS_BASE;
	struct analysis_count one = ask(fixture, table, group, row, column);
	uint32_t count = count_by_hand(fixture, table, theme, row, column);
	uint32_t base =
		count_by_hand(fixture, table, ANALYSIS_BASE, row, column);
	bool is_small = count > 0 && count < 5;
	if (is_small)
		assert_false(one.is_shown);
	assert_int_equal(one.count, one.is_shown ? count : 0);
	assert_int_equal(one.base, one.is_base_shown ? base : 0);
	assert_int_equal(one.has_share,
			 one.is_shown && one.is_base_shown && base >= 10);
	if (one.has_share)
		assert_true(one.share == (double)count / base);
	*shown += one.is_shown;
}

static void test_counts(void **state)
{
	(void)state;
	struct fixture fixture;
	uint64_t seed = 3;
	uint32_t shown = 0;
	start(&fixture);
	add_random_cases(&fixture, 700, &seed);
	analyse(&fixture, SETTINGS);
	assert_int_equal(fixture.analysis->table_count, 6);
	assert_int_equal(fixture.analysis->tables[1].row_count, 7);
	assert_true(fixture.analysis->tables[1].has_missing_row);
	visit_cells(&fixture, check_cell, &shown);
	assert_true(shown > 250);
	assert_int_equal(analysis_find_table(fixture.analysis, 0, 1), 4);
	assert_int_equal(analysis_find_table(fixture.analysis, 1, 0),
			 PROJECT_NONE);
	assert_string_equal(analysis_value_label(fixture.analysis, 0, 1, "en"),
			    "B");
	assert_null(analysis_value_label(fixture.analysis, 0, 6, "en"));
	stop(&fixture);
}

/* ---- The attack -------------------------------------------------------- */

struct attack {
	glp_prob *problem;
	int first[8]; /* column of each table's first cell */
};

static int column_of(const struct fixture *fixture, const struct attack *attack,
		     uint32_t table, uint32_t group, uint32_t row,
		     uint32_t column)
{
	const struct analysis_table *shape = &fixture->analysis->tables[table];
	return attack->first[table] + (int)((group * (shape->row_count + 1) +
					     row) * (shape->column_count + 1) +
					    column);
}

static void bound_cell(struct fixture *fixture, void *context, uint32_t table,
		       uint32_t group, uint32_t row, uint32_t column)
{
	struct attack *attack = context;
	struct analysis_count one = ask(fixture, table, group, row, column);
	int number = column_of(fixture, attack, table, group, row, column);
	glp_set_col_bnds(attack->problem, number,
			 one.is_shown ? GLP_FX : GLP_LO,
			 one.is_shown     ? one.count :
			 one.is_published ? 1 :
					    0,
			 0);
}

/* a - b, a single relation of two cells */
static void relate(struct attack *attack, int a, int b, int type)
{
	int columns[] = { 0, a, b };
	double factors[] = { 0, 1, -1 };
	if (a == b)
		return;
	int row = glp_add_rows(attack->problem, 1);
	glp_set_mat_row(attack->problem, row, 2, columns, factors);
	glp_set_row_bnds(attack->problem, row, type, 0, 0);
}

/* whole ≤ a + b */
static void cover(struct attack *attack, int whole, int a, int b)
{
	int columns[] = { 0, whole, a, b };
	double factors[] = { 0, 1, -1, -1 };
	int row = glp_add_rows(attack->problem, 1);
	glp_set_mat_row(attack->problem, row, 3, columns, factors);
	glp_set_row_bnds(attack->problem, row, GLP_UP, 0, 0);
}

static void relate_cell(struct fixture *fixture, void *context, uint32_t table,
			uint32_t group, uint32_t row, uint32_t column)
{
	static const uint32_t above[] = { 0, 0, 1, 1, 0 };
	struct attack *attack = context;
	const struct analysis_table *shape = &fixture->analysis->tables[table];
	int columns[64], count = 1;
	double factors[64];
	int one = column_of(fixture, attack, table, group, row, column);
	columns[1] = one;
	factors[1] = -1;
	if (row == shape->row_count)
		for (uint32_t r = 0; r < shape->row_count; r++)
			columns[++count] = column_of(fixture, attack, table,
						     group, r, column);
	else if (column == shape->column_count)
		for (uint32_t c = 0; c < shape->column_count; c++)
			columns[++count] = column_of(fixture, attack, table,
						     group, row, c);
	for (int i = 2; i <= count; i++)
		factors[i] = 1;
	if (count > 1) {
		int number = glp_add_rows(attack->problem, 1);
		glp_set_mat_row(attack->problem, number, count, columns,
				factors);
		glp_set_row_bnds(attack->problem, number, GLP_FX, 0, 0);
	}
	if (group)
		relate(attack, one,
		       column_of(fixture, attack, table, above[group], row,
				 column),
		       GLP_UP);
	if (group == 1 + 3 && fixture->has_of)
		relate(attack, one,
		       column_of(fixture, attack, table, 1, row, column),
		       GLP_UP);
	if (group == 1 && fixture->is_covered)
		cover(attack, one,
		      column_of(fixture, attack, table, 2, row, column),
		      column_of(fixture, attack, table, 3, row, column));
	/* Totals are the same in every table. */
	if (row == shape->row_count && column == shape->column_count)
		relate(attack, one, column_of(fixture, attack, 0, group, 0, 0),
		       GLP_FX);
	else if (column == shape->column_count)
		relate(attack, one,
		       column_of(fixture, attack, 1 + shape->rows, group, row,
				 0),
		       GLP_FX);
	else if (row == shape->row_count && shape->columns != PROJECT_NONE)
		relate(attack, one,
		       column_of(fixture, attack, 1 + shape->columns, group,
				 column, 0),
		       GLP_FX);
}

static double find_bound(glp_prob *problem, int cell, int direction)
{
	glp_smcp options;
	glp_init_smcp(&options);
	options.msg_lev = GLP_MSG_OFF;
	glp_set_obj_dir(problem, direction);
	glp_set_obj_coef(problem, cell, 1);
	assert_int_equal(glp_simplex(problem, &options), 0);
	int status = glp_get_status(problem);
	double bound = glp_get_obj_val(problem);
	glp_set_obj_coef(problem, cell, 0);
	assert_true(status == GLP_OPT || status == GLP_UNBND);
	return status == GLP_OPT ? bound : direction == GLP_MAX ? 1e9 : 0;
}

/* Neither a hidden count nor one that is not published. */
static void attack_cell(struct fixture *fixture, void *context, uint32_t table,
			uint32_t group, uint32_t row, uint32_t column)
{
	struct attack *attack = context;
	struct analysis_count one = ask(fixture, table, group, row, column);
	uint32_t count = count_by_hand(
		fixture, table, group ? group - 1 : ANALYSIS_BASE, row, column);
	if (one.is_shown || (!one.is_published && (count == 0 || count >= 5)))
		return;
	int cell = column_of(fixture, attack, table, group, row, column);
	double most = find_bound(attack->problem, cell, GLP_MAX);
	double least = find_bound(attack->problem, cell, GLP_MIN);
	assert_true(most >= 5 - 1e-6);
	assert_true(most - least > 1 - 1e-6);
}

static void attack_all(struct fixture *fixture)
{
	struct attack attack = { .problem = glp_create_prob() };
	for (uint32_t t = 0; t < fixture->analysis->table_count; t++) {
		const struct analysis_table *shape =
			&fixture->analysis->tables[t];
		attack.first[t] = glp_add_cols(
			attack.problem, (int)(5 * (shape->row_count + 1) *
					      (shape->column_count + 1)));
	}
	visit_cells(fixture, bound_cell, &attack);
	visit_cells(fixture, relate_cell, &attack);
	visit_cells(fixture, attack_cell, &attack);
	glp_delete_prob(attack.problem);
}

static void test_attack_fails(void **state)
{
	(void)state;
	uint64_t seed = 11;
	for (int i = 0; i < 25; i++) {
		struct fixture fixture;
		start(&fixture);
		add_random_cases(&fixture, 20 + random_next(&seed) % 500,
				 &seed);
		analyse(&fixture, SETTINGS);
		attack_all(&fixture);
		stop(&fixture);
	}
}

/* A random choice of tables for each theme, as `by:` has it. */
static const char *random_settings(struct fixture *fixture, uint64_t *seed)
{
	static const char *const tables[] = { "area", "activity", "age",
					      "[area, activity]",
					      "[activity, age]" };
	static const char *const themes[] = { "health", "access", "mind",
					      "money" };
	static const char *const codes[] = { "Health", "Access", "Mind",
					     "Money" };
	const char *text = "area: Area\nactivity: Activity\nage: Age\n"
			   "cross-tabulations: [[area, activity], [activity, "
			   "age]]\nthemes:\n";
	for (int t = 0; t < 4; t++) {
		const char *by = "";
		for (int k = 0; k < 5; k++)
			if (random_next(seed) % 3 == 0)
				by = arena_format(&fixture->arena, "%s%s%s", by,
						  *by ? ", " : "", tables[k]);
		text = arena_format(
			&fixture->arena,
			"%s  - {id: %s, code: %s, by: [%s]%s}\n", text,
			themes[t], codes[t], by,
			t == 3 && fixture->has_of ? ", of: [health]" : "");
	}
	return text;
}

/* What is not published gives nothing away either, whatever is left out. */
static void test_attack_on_chosen_tables_fails(void **state)
{
	(void)state;
	uint64_t seed = 23;
	for (int i = 0; i < 80; i++) {
		struct fixture fixture;
		start(&fixture);
		fixture.is_covered = random_next(&seed) % 2;
		fixture.has_of = random_next(&seed) % 2;
		add_random_cases(&fixture, 20 + random_next(&seed) % 150,
				 &seed);
		analyse(&fixture, random_settings(&fixture, &seed));
		attack_all(&fixture);
		stop(&fixture);
	}
}

/* ---- Single rules ------------------------------------------------------ */

static void add_cases(struct fixture *fixture, uint32_t count, uint32_t area,
		      uint32_t code)
{
	for (uint32_t i = 0; i < count; i++) {
		uint32_t values[] = { area, 0, 0 };
		uint32_t one = model_case(&fixture->model, values);
		if (code != PROJECT_NONE)
			model_give_code(&fixture->model, one, code);
	}
}

static void test_hierarchy_counts_once(void **state)
{
	(void)state;
	struct fixture fixture;
	start(&fixture);
	add_cases(&fixture, 10, 0, PROJECT_NONE);
	for (uint32_t i = 0; i < 5; i++)
		for (uint32_t code = HEALTH; code <= MIND; code++)
			model_give_code(&fixture.model, i, code);
	analyse(&fixture, SETTINGS);
	struct analysis_count health = analysis_count(
		fixture.analysis, 0, 0, ANALYSIS_TOTAL, ANALYSIS_TOTAL);
	assert_int_equal(health.count, 5);
	assert_int_equal(health.base, 10);
	stop(&fixture);
}

/* Shares of other themes, those who do not have one, and tables that are not
 * published. */
static void test_shares(void **state)
{
	(void)state;
	struct fixture fixture;
	uint32_t others;
	start(&fixture);
	add_cases(&fixture, 30, 0, WAITING);
	add_cases(&fixture, 20, 0, MIND);
	add_cases(&fixture, 8, 1, PROJECT_NONE);
	for (uint32_t i = 0; i < 28; i++)
		model_give_code(&fixture.model, i, MONEY);
	analyse(&fixture, "area: Area\nactivity: Activity\n"
			  "published-by: [area]\n"
			  "disclosure: {protect-complements: false}\n"
			  "themes:\n"
			  "  - {id: health, code: Health}\n"
			  "  - {id: access, code: Access}\n"
			  "  - {id: money, code: Money, of: [access]}\n"
			  "  - {id: mind, code: Mind, by: []}\n");
	const struct analysis *analysis = fixture.analysis;
	struct analysis_count one = analysis_count_within(
		analysis, 0, 1, 0, ANALYSIS_TOTAL, ANALYSIS_TOTAL);
	assert_true(one.is_published && one.has_share);
	assert_int_equal(one.count, 30);
	assert_int_equal(one.base, 50);
	assert_true(analysis_others(analysis, &one, &others));
	assert_int_equal(others, 20);
	/* Money is within access, and so within health; not the other way. */
	assert_true(analysis_is_within(analysis, 2, 1));
	assert_true(analysis_is_within(analysis, 2, 0));
	assert_false(analysis_is_within(analysis, 1, 2));
	assert_false(analysis_is_within(analysis, 2, 3));
	assert_false(analysis_count_within(analysis, 0, 1, 3, ANALYSIS_TOTAL,
					   ANALYSIS_TOTAL)
			     .is_published);
	one = analysis_count_within(analysis, 1, 2, 0, 0, ANALYSIS_TOTAL);
	assert_int_equal(one.count, 28);
	assert_int_equal(one.base, 50);
	/* Mind is by nothing, nothing is by activity but the base. */
	assert_false(analysis_is_published(analysis, 1, 3));
	assert_false(analysis_is_published(analysis, 2, 0));
	assert_true(analysis_is_published(analysis, 2, ANALYSIS_BASE));
	one = analysis_count(analysis, 1, 3, 0, ANALYSIS_TOTAL);
	assert_false(one.is_published || one.is_shown || one.has_share);
	assert_int_equal(one.count + one.base, 0);
	assert_false(analysis_count_within(analysis, 1, 3, 0, 0, ANALYSIS_TOTAL)
			     .is_published);
	assert_true(
		analysis_count(analysis, 0, 3, ANALYSIS_TOTAL, ANALYSIS_TOTAL)
			.is_shown);
	/* 28 of 30 have money: two are too few to print. */
	one = analysis_count_within(analysis, 0, 2, 1, ANALYSIS_TOTAL,
				    ANALYSIS_TOTAL);
	assert_int_equal(one.base - one.count, 2);
	assert_false(analysis_others(analysis, &one, &others));
	assert_int_equal(others, 0);
	struct analysis_extent extent = analysis_extent(analysis, 1);
	assert_int_equal(extent.published, 4 * 6);
	assert_int_equal(extent.hidden, 0);
	stop(&fixture);
}

/* Hidden counts come last, in the order of the settings, whatever they are;
 * one between two that are shown would be known within limits. */
static void test_rank(void **state)
{
	(void)state;
	struct fixture fixture;
	uint32_t order[7];
	start(&fixture);
	add_cases(&fixture, 30, 0, MONEY);
	add_cases(&fixture, 2, 0, WAITING);
	add_cases(&fixture, 60, 1, WAITING);
	add_cases(&fixture, 4, 2, MIND);
	add_cases(&fixture, 12, 3, MIND);
	analyse(&fixture, "area: Area\n"
			  "themes:\n"
			  "  - {id: mind, code: Mind}\n"
			  "  - {id: waiting, code: Waiting}\n"
			  "  - {id: money, code: Money}\n");
	analysis_rank(fixture.analysis, 0, ANALYSIS_TOTAL, ANALYSIS_TOTAL,
		      order);
	assert_int_equal(order[0], 1);
	assert_int_equal(order[1], 2);
	assert_int_equal(order[2], 0);
	analysis_rank(fixture.analysis, 1, 0, ANALYSIS_TOTAL, order);
	assert_int_equal(order[0], 2);
	assert_int_equal(order[1], 0);
	assert_int_equal(order[2], 1);
	assert_true(analysis_count(fixture.analysis, 1, 0, 0, ANALYSIS_TOTAL)
			    .is_shown);
	assert_false(analysis_count(fixture.analysis, 1, 1, 0, ANALYSIS_TOTAL)
			     .is_shown);
	/* Mind: 4 in C is hidden, and 12 in D to protect it. */
	analysis_rank_rows(fixture.analysis, 1, 0, false, order);
	static const uint32_t expected[] = { 0, 1, 4, 5, 2, 3 };
	assert_memory_equal(order, expected, sizeof expected);
	stop(&fixture);
}

/* ---- What readers know of the data ------------------------------------- */

static bool is_shown(const struct fixture *fixture, uint32_t table,
		     uint32_t theme, uint32_t row)
{
	return analysis_count(fixture->analysis, table, theme, row,
			      ANALYSIS_TOTAL)
		.is_shown;
}

#define THREE_THEMES \
	"themes:\n" \
	"  - {id: health, code: Health, by: []}\n" \
	"  - {id: access, code: Access, by: []}\n" \
	"  - {id: mind, code: Mind, by: []}\n"

/* Nobody has two of the parts, and everybody has one: 40 = 38 + 2. */
static void test_one_answer_each(void **state)
{
	(void)state;
	struct fixture fixture;
	start(&fixture);
	add_cases(&fixture, 38, 0, ACCESS);
	add_cases(&fixture, 2, 0, MIND);
	add_cases(&fixture, 20, 0, PROJECT_NONE);
	analyse(&fixture, THREE_THEMES);
	assert_true(is_shown(&fixture, 0, 0, ANALYSIS_TOTAL));
	assert_false(is_shown(&fixture, 0, 1, ANALYSIS_TOTAL));
	assert_false(is_shown(&fixture, 0, 2, ANALYSIS_TOTAL));
	stop(&fixture);
	/* One who has both makes it a bound: still no more than two apart. */
	start(&fixture);
	add_cases(&fixture, 30, 0, ACCESS);
	add_cases(&fixture, 10, 0, MIND);
	for (uint32_t i = 0; i < 10; i++)
		model_give_code(&fixture.model, i, MIND);
	add_cases(&fixture, 20, 0, PROJECT_NONE);
	analyse(&fixture, THREE_THEMES);
	assert_true(is_shown(&fixture, 0, 1, ANALYSIS_TOTAL));
	assert_true(is_shown(&fixture, 0, 2, ANALYSIS_TOTAL));
	stop(&fixture);
}

/* The same at the top, where the whole is everybody: 33 + 25 + 2 = 60. */
static void test_one_answer_each_at_the_top(void **state)
{
	(void)state;
	struct fixture fixture;
	start(&fixture);
	add_cases(&fixture, 33, 0, ACCESS);
	add_cases(&fixture, 25, 0, MONEY);
	add_cases(&fixture, 2, 0, MIND);
	analyse(&fixture, "themes:\n"
			  "  - {id: access, code: Access}\n"
			  "  - {id: mind, code: Mind}\n"
			  "  - {id: money, code: Money}\n");
	assert_true(is_shown(&fixture, 0, ANALYSIS_BASE, ANALYSIS_TOTAL));
	assert_false(is_shown(&fixture, 0, 1, ANALYSIS_TOTAL));
	assert_true(is_shown(&fixture, 0, 0, ANALYSIS_TOTAL) !=
		    is_shown(&fixture, 0, 2, ANALYSIS_TOTAL));
	stop(&fixture);
}

/* A and B lie in 1, C in 2: 24 in 1, 21 of them in A, are 3 in B. */
static void test_nested_dimensions(void **state)
{
	(void)state;
	struct fixture fixture;
	static const uint32_t counts[] = { 21, 3, 30, 40, 50 };
	static const uint32_t within[] = { 0, 0, 1, 1, 2 };
	start(&fixture);
	/* F lies in both, which makes none of the others less certain. */
	for (uint32_t i = 0; i < 80; i++) {
		uint32_t values[] = { 5, 1 + i % 2, 0 };
		model_case(&fixture.model, values);
	}
	for (uint32_t area = 0; area < 5; area++)
		for (uint32_t i = 0; i < counts[area] + 30; i++) {
			uint32_t values[] = { area, within[area], 0 };
			uint32_t one = model_case(&fixture.model, values);
			if (i < counts[area])
				model_give_code(&fixture.model, one, MONEY);
		}
	analyse(&fixture, "area: Area\nactivity: Activity\n"
			  "themes: [{id: money, code: Money}]\n");
	assert_false(is_shown(&fixture, 1, 0, 1));
	/* What is left to compute it from is hidden, too. */
	assert_true(!is_shown(&fixture, 1, 0, 0) ||
		    !is_shown(&fixture, 2, 0, 0));
	assert_true(is_shown(&fixture, 1, 0, 4));
	assert_true(is_shown(&fixture, 0, 0, ANALYSIS_TOTAL));
	stop(&fixture);
}

/* 18 of 20; where findings.yaml says that it is no secret, it is told. */
static void test_complements(void **state)
{
	(void)state;
	static const char *const settings[] = {
		"themes: [{id: money, code: Money}]\n",
		"disclosure: {protect-complements: false}\n"
		"themes: [{id: money, code: Money}]\n",
		"themes: [{id: money, code: Money, "
		"protect-complements: false}]\n",
	};
	for (int i = 0; i < 3; i++) {
		struct fixture fixture;
		start(&fixture);
		add_cases(&fixture, 18, 0, MONEY);
		add_cases(&fixture, 2, 0, PROJECT_NONE);
		analyse(&fixture, settings[i]);
		assert_int_equal(is_shown(&fixture, 0, 0, ANALYSIS_TOTAL),
				 i > 0);
		stop(&fixture);
	}
}

/* Two themes of the same people, of which one is told by more. */
static void test_same_people(void **state)
{
	(void)state;
	struct fixture fixture;
	start(&fixture);
	add_cases(&fixture, 20, 0, MIND);
	add_cases(&fixture, 12, 1, MIND);
	add_cases(&fixture, 3, 2, MIND);
	add_cases(&fixture, 90, 3, PROJECT_NONE);
	for (uint32_t i = 0; i < 35; i++)
		model_give_code(&fixture.model, i, MONEY);
	analyse(&fixture, "area: Area\n"
			  "themes:\n"
			  "  - {id: mind, code: Mind}\n"
			  "  - {id: money, code: Money}\n");
	for (uint32_t row = 0; row < 4; row++)
		assert_int_equal(is_shown(&fixture, 1, 0, row),
				 is_shown(&fixture, 1, 1, row));
	assert_false(is_shown(&fixture, 1, 0, 1));
	stop(&fixture);
}

/* 30 codings are 27 of one theme and 3 of the other. */
static void test_number_of_codings(void **state)
{
	(void)state;
	struct fixture fixture;
	for (uint32_t few = 3; few <= 6; few += 3) {
		start(&fixture);
		add_cases(&fixture, 27, 0, MONEY);
		add_cases(&fixture, few, 0, MIND);
		add_cases(&fixture, 20, 0, PROJECT_NONE);
		fixture.model.project.segment_count = 27 + few;
		analyse(&fixture, "themes:\n"
				  "  - {id: mind, code: Mind}\n"
				  "  - {id: money, code: Money}\n");
		assert_int_equal(
			analysis_is_coding_count_shown(fixture.analysis),
			few == 6);
		assert_true(is_shown(&fixture, 0, 1, ANALYSIS_TOTAL));
		stop(&fixture);
	}
}

static void test_no_cases(void **state)
{
	(void)state;
	struct fixture fixture;
	start(&fixture);
	analyse(&fixture, SETTINGS);
	struct analysis_count none = analysis_count(
		fixture.analysis, 0, 0, ANALYSIS_TOTAL, ANALYSIS_TOTAL);
	assert_true(none.is_shown);
	assert_int_equal(none.count, 0);
	assert_false(none.has_share);
	stop(&fixture);
}

static void test_time(void **state)
{
	(void)state;
	struct fixture fixture;
	uint64_t seed = 5;
	start(&fixture);
	add_random_cases(&fixture, 4000, &seed);
	clock_t begin = clock();
	analyse(&fixture, SETTINGS);
	double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
	if (getenv("FINDINGS_VERBOSE"))
		printf("4,000 cases: %.4f s\n", seconds);
	assert_true(seconds < 10);
	stop(&fixture);
}

static int free_solver(void **state)
{
	(void)state;
	glp_free_env();
	return 0;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_counts),
	cmocka_unit_test(test_attack_fails),
	cmocka_unit_test(test_attack_on_chosen_tables_fails),
	cmocka_unit_test(test_hierarchy_counts_once),
	cmocka_unit_test(test_shares),
	cmocka_unit_test(test_rank),
	cmocka_unit_test(test_one_answer_each),
	cmocka_unit_test(test_one_answer_each_at_the_top),
	cmocka_unit_test(test_nested_dimensions),
	cmocka_unit_test(test_complements),
	cmocka_unit_test(test_same_people),
	cmocka_unit_test(test_number_of_codings),
	cmocka_unit_test(test_no_cases),
	cmocka_unit_test(test_time),
};
UNIT_FILE(tests, NULL, free_solver)
