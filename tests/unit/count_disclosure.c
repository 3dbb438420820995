/* count/disclosure: an attacker with linear programming (GLPK) and with
 * plain enumeration tries to recover what was hidden, on random publications;
 * the attack itself is tried on publications that are hidden carelessly. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>
#include <glpk.h>

#include "base/arena.h"
#include "base/vector.h"
#include "count/disclosure.h"
#include "unit/unit.h"

#define LEAST 5

/* A publication with its relations, kept a second time for the attack. */
enum kind {
	COVER, /* whole ≤ the parts */
	SUM,
	FACT,
	REST, /* whole ≥ the parts */
	SECRET_REST
};

struct relation {
	disclosure_cell whole;
	disclosure_cell parts[64];
	size_t count;
	enum kind kind;
};

struct publication {
	struct arena arena;
	struct disclosure *set;
	VECTOR(uint32_t) counts;
	VECTOR(char) published;
	VECTOR(struct relation) relations;
	bool *shown; /* what the attacker sees */
};

static uint32_t random_next(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*state >> 33);
}

static void publication_init(struct publication *publication, uint32_t least)
{
	memset(publication, 0, sizeof *publication);
	publication->set = disclosure_new(
		&publication->arena,
		(struct disclosure_rules){ .least_shown = least });
}

static void publication_release(struct publication *publication)
{
	VECTOR_RELEASE(&publication->counts);
	VECTOR_RELEASE(&publication->published);
	VECTOR_RELEASE(&publication->relations);
	arena_release(&publication->arena);
}

static disclosure_cell add_cell(struct publication *publication, uint32_t count,
				bool is_published)
{
	*VECTOR_ADD(&publication->counts) = count;
	*VECTOR_ADD(&publication->published) = is_published;
	return is_published ?
		       disclosure_add(publication->set, count) :
		       disclosure_add_unpublished(publication->set, count);
}

static void add_relation(struct publication *publication, disclosure_cell whole,
			 const disclosure_cell *parts, size_t count,
			 enum kind kind)
{
	struct relation *relation = VECTOR_ADD(&publication->relations);
	relation->whole = whole;
	relation->count = count;
	relation->kind = kind;
	assert_true(count <= 64);
	memcpy(relation->parts, parts, count * sizeof *parts);
	if (kind == SUM)
		disclosure_add_sum(publication->set, whole, parts, count);
	else if (kind == FACT)
		disclosure_add_fact(publication->set, whole, parts, count);
	else if (kind != COVER)
		disclosure_add_rest(publication->set, whole, parts, count,
				    kind == SECRET_REST);
	else if (count == 1)
		disclosure_add_subset(publication->set, whole, parts[0]);
	else
		disclosure_add_cover(publication->set, whole, parts, count);
}

static void protect(struct publication *publication)
{
	disclosure_protect(publication->set);
	publication->shown = ARENA_NEW_ARRAY(&publication->arena,
					     publication->counts.count, bool);
	for (uint32_t i = 0; i < publication->counts.count; i++)
		publication->shown[i] =
			disclosure_is_shown(publication->set, i);
}

/* ---- Random publications ----------------------------------------------- */

/* Cases with an area, an activity, an age and themes; theme 0 is everybody,
 * theme 2 is below theme 1, as is theme 3 where there is one. */
enum { THEMES = 4, AREAS = 6, ACTIVITIES = 4, AGES = 3, ANY = 0 };

struct shape {
	uint32_t areas, activities, ages, themes;
	bool has_activity_table, has_age_table, has_complements, has_rests;
	bool is_exclusive; /* nobody has themes 2 and 3 at once */
};

typedef uint32_t counts[THEMES][AREAS + 1][ACTIVITIES + 1][AGES + 1];

static void count_cases(counts *all, const struct shape *shape, uint32_t cases,
			uint64_t *seed)
{
	memset(all, 0, sizeof *all);
	for (uint32_t i = 0; i < cases; i++) {
		/* Small areas are likely: the smaller of two draws. */
		uint32_t a = 1 + random_next(seed) % shape->areas;
		uint32_t other = 1 + random_next(seed) % shape->areas;
		a = other < a ? other : a;
		uint32_t b = 1 + random_next(seed) % shape->activities;
		uint32_t c = 1 + random_next(seed) % shape->ages;
		bool has[THEMES] = { true };
		has[2] = random_next(seed) % 4 == 0;
		has[3] = random_next(seed) % 5 == 0;
		has[3] &= !(shape->is_exclusive && has[2]);
		has[1] = has[2] || has[3];
		for (uint32_t t = 0; t < shape->themes; t++)
			for (uint32_t k = 0; has[t] && k < 8; k++)
				(*all)[t][k & 1 ? a : ANY][k & 2 ? b : ANY]
				      [k & 4 ? c : ANY]++;
	}
}

struct grid {
	struct publication *publication;
	const struct shape *shape;
	disclosure_cell cells[THEMES][AREAS + 1][ACTIVITIES + 1][AGES + 1];
	bool is_in[AREAS + 1][ACTIVITIES + 1][AGES + 1];
};

static bool is_in_publication(const struct shape *shape, uint32_t a, uint32_t b,
			      uint32_t c)
{
	if (b && c)
		return false;
	if (a && b)
		return shape->has_activity_table;
	if (a && c)
		return shape->has_age_table;
	return true;
}

static void add_sums(struct grid *grid, uint32_t t, uint32_t a, uint32_t b,
		     uint32_t c)
{
	const struct shape *shape = grid->shape;
	disclosure_cell parts[8], whole = grid->cells[t][a][b][c];
	if (!a && (!b || grid->is_in[1][b][c]) &&
	    (!c || grid->is_in[1][b][c])) {
		for (uint32_t i = 1; i <= shape->areas; i++)
			parts[i - 1] = grid->cells[t][i][b][c];
		add_relation(grid->publication, whole, parts, shape->areas,
			     SUM);
	}
	if (!b && grid->is_in[a][1][c]) {
		for (uint32_t i = 1; i <= shape->activities; i++)
			parts[i - 1] = grid->cells[t][a][i][c];
		add_relation(grid->publication, whole, parts, shape->activities,
			     SUM);
	}
	if (!c && grid->is_in[a][b][1]) {
		for (uint32_t i = 1; i <= shape->ages; i++)
			parts[i - 1] = grid->cells[t][a][b][i];
		add_relation(grid->publication, whole, parts, shape->ages, SUM);
	}
}

static void add_inclusions(struct grid *grid, uint32_t t, uint32_t a,
			   uint32_t b, uint32_t c)
{
	struct publication *publication = grid->publication;
	disclosure_cell cell = grid->cells[t][a][b][c];
	if (t == 0)
		return;
	uint32_t above = t == 1 ? 0 : 1;
	if (grid->shape->has_rests)
		add_relation(publication, grid->cells[above][a][b][c], &cell, 1,
			     SECRET_REST);
	else
		add_relation(publication, cell, &grid->cells[above][a][b][c], 1,
			     COVER);
	if (t == 1 && grid->shape->themes == 4) {
		disclosure_cell parts[] = { grid->cells[2][a][b][c],
					    grid->cells[3][a][b][c] };
		add_relation(publication, cell, parts, 2,
			     grid->shape->is_exclusive ? FACT : COVER);
	}
	if (grid->shape->has_complements) {
		uint32_t rest =
			publication->counts.items[grid->cells[0][a][b][c]] -
			publication->counts.items[cell];
		disclosure_cell parts[] = { cell, add_cell(publication, rest,
							   false) };
		add_relation(publication, grid->cells[0][a][b][c], parts, 2,
			     SUM);
	}
}

typedef void grid_visit(struct grid *grid, uint32_t t, uint32_t a, uint32_t b,
			uint32_t c);

static void visit_all(struct grid *grid, grid_visit *visit)
{
	const struct shape *shape = grid->shape;
	for (uint32_t t = 0; t < shape->themes; t++)
		for (uint32_t a = 0; a <= shape->areas; a++)
			for (uint32_t b = 0; b <= shape->activities; b++)
				for (uint32_t c = 0; c <= shape->ages; c++)
					if (grid->is_in[a][b][c])
						visit(grid, t, a, b, c);
}

static void make_random(struct publication *publication,
			const struct shape *shape, uint32_t cases,
			uint64_t *seed)
{
	static counts all;
	static struct grid grid;
	publication_init(publication, LEAST);
	count_cases(&all, shape, cases, seed);
	memset(&grid, 0, sizeof grid);
	grid.publication = publication;
	grid.shape = shape;
	for (uint32_t t = 0; t < shape->themes; t++)
		for (uint32_t a = 0; a <= shape->areas; a++)
			for (uint32_t b = 0; b <= shape->activities; b++)
				for (uint32_t c = 0; c <= shape->ages; c++) {
					if (!is_in_publication(shape, a, b, c))
						continue;
					grid.is_in[a][b][c] = true;
					grid.cells[t][a][b][c] =
						add_cell(publication,
							 all[t][a][b][c], true);
				}
	visit_all(&grid, add_sums);
	visit_all(&grid, add_inclusions);
	protect(publication);
}

static struct shape random_shape(uint64_t *seed)
{
	struct shape shape = {
		.areas = 2 + random_next(seed) % (AREAS - 1),
		.activities = 2 + random_next(seed) % (ACTIVITIES - 1),
		.ages = 2 + random_next(seed) % (AGES - 1),
		.themes = 1 + random_next(seed) % THEMES,
		.has_activity_table = random_next(seed) % 4 != 0,
		.has_age_table = random_next(seed) % 2 == 0,
		.has_complements = random_next(seed) % 4 == 0,
		.has_rests = random_next(seed) % 2 == 0,
		.is_exclusive = random_next(seed) % 2 == 0,
	};
	return shape;
}

/* ---- The attack by linear constraints ---------------------------------- */

static void set_row(glp_prob *problem, const struct relation *relation)
{
	int columns[66];
	double factors[66];
	int row = glp_add_rows(problem, 1), n = 0;
	columns[++n] = (int)relation->whole + 1;
	factors[n] = -1;
	for (size_t i = 0; i < relation->count; i++) {
		columns[++n] = (int)relation->parts[i] + 1;
		factors[n] = 1;
	}
	glp_set_mat_row(problem, row, n, columns, factors);
	static const int types[] = { [COVER] = GLP_LO,
				     [SUM] = GLP_FX,
				     [FACT] = GLP_FX,
				     [REST] = GLP_UP,
				     [SECRET_REST] = GLP_UP };
	glp_set_row_bnds(problem, row, types[relation->kind], 0, 0);
}

static glp_prob *make_problem(const struct publication *publication)
{
	glp_prob *problem = glp_create_prob();
	glp_add_cols(problem, (int)publication->counts.count);
	for (size_t i = 0; i < publication->counts.count; i++)
		if (publication->shown[i])
			glp_set_col_bnds(problem, (int)i + 1, GLP_FX,
					 publication->counts.items[i], 0);
		else
			glp_set_col_bnds(problem, (int)i + 1, GLP_LO,
					 publication->published.items[i], 0);
	for (size_t i = 0; i < publication->relations.count; i++)
		set_row(problem, &publication->relations.items[i]);
	return problem;
}

static double optimise(glp_prob *problem, int direction)
{
	glp_smcp options;
	glp_init_smcp(&options);
	options.msg_lev = GLP_MSG_OFF;
	glp_set_obj_dir(problem, direction);
	assert_int_equal(glp_simplex(problem, &options), 0);
	int status = glp_get_status(problem);
	double bound = glp_get_obj_val(problem);
	assert_true(status == GLP_OPT || status == GLP_UNBND);
	return status == GLP_OPT ? bound : direction == GLP_MAX ? 1e9 : 0;
}

static double find_bound(glp_prob *problem, size_t cell, int direction)
{
	glp_set_obj_coef(problem, (int)cell + 1, 1);
	double bound = optimise(problem, direction);
	glp_set_obj_coef(problem, (int)cell + 1, 0);
	return bound;
}

/* Whether a rest that is small comes out as small. */
static bool is_rest_known(const struct publication *publication,
			  glp_prob *problem, const struct relation *relation)
{
	uint32_t rest = publication->counts.items[relation->whole];
	glp_set_obj_coef(problem, (int)relation->whole + 1, 1);
	for (size_t i = 0; i < relation->count; i++) {
		rest -= publication->counts.items[relation->parts[i]];
		glp_set_obj_coef(problem, (int)relation->parts[i] + 1, -1);
	}
	double most = optimise(problem, GLP_MAX);
	glp_set_obj_coef(problem, (int)relation->whole + 1, 0);
	for (size_t i = 0; i < relation->count; i++)
		glp_set_obj_coef(problem, (int)relation->parts[i] + 1, 0);
	return rest > 0 && rest < LEAST && most < LEAST - 1e-6;
}

static bool is_small(const struct publication *publication, size_t cell)
{
	uint32_t count = publication->counts.items[cell];
	return count > 0 && count < LEAST;
}

/* How many hidden cells, and rests, the attack works out, or narrows to small
 * counts. */
static size_t attack(const struct publication *publication)
{
	glp_prob *problem = make_problem(publication);
	size_t recovered = 0;
	for (size_t i = 0; i < publication->counts.count; i++) {
		bool is_secret = is_small(publication, i);
		if (publication->shown[i] ||
		    !(is_secret || publication->published.items[i]))
			continue;
		double most = find_bound(problem, i, GLP_MAX);
		bool is_narrow = is_secret && most < LEAST - 1e-6;
		if (!is_narrow)
			is_narrow = most - find_bound(problem, i, GLP_MIN) <
				    1 - 1e-6;
		recovered += is_narrow;
	}
	for (size_t i = 0; i < publication->relations.count; i++)
		if (publication->relations.items[i].kind == SECRET_REST)
			recovered +=
				is_rest_known(publication, problem,
					      &publication->relations.items[i]);
	glp_delete_prob(problem);
	return recovered;
}

static size_t count_small(const struct publication *publication)
{
	size_t count = 0;
	for (size_t i = 0; i < publication->counts.count; i++)
		count += publication->published.items[i] &&
			 is_small(publication, i);
	return count;
}

static void test_attack_fails(void **state)
{
	(void)state;
	uint64_t seed = 20;
	size_t small = 0, protecting = 0, cells = 0;
	for (int i = 0; i < 400; i++) {
		struct shape shape = random_shape(&seed);
		struct publication publication;
		make_random(&publication, &shape, 10 + random_next(&seed) % 250,
			    &seed);
		for (size_t k = 0; k < publication.counts.count; k++) {
			if (is_small(&publication, k))
				assert_false(publication.shown[k]);
			if (publication.counts.items[k] == 0 &&
			    publication.published.items[k])
				assert_true(publication.shown[k]);
		}
		assert_int_equal(attack(&publication), 0);
		struct disclosure_report report =
			disclosure_report(publication.set);
		size_t of_these = count_small(&publication);
		small += of_these;
		protecting += report.hidden - of_these;
		cells += report.cells;
		publication_release(&publication);
	}
	/* It would be no art to hide all. */
	if (getenv("FINDINGS_VERBOSE"))
		printf("%zu cells, %zu small, %zu protecting\n", cells, small,
		       protecting);
	assert_true(small > 1000);
	assert_true(protecting < small);
	assert_true(small + protecting < cells / 2);
}

/* The attack finds what is there to be found: first all that protects is
 * shown, then one protecting cell alone. */
static void test_attack_succeeds_on_careless_hiding(void **state)
{
	(void)state;
	uint64_t seed = 7;
	size_t open = 0, open_by_one = 0, tried = 0;
	for (int i = 0; i < 100; i++) {
		struct shape shape = random_shape(&seed);
		struct publication publication;
		make_random(&publication, &shape, 30 + random_next(&seed) % 200,
			    &seed);
		size_t one = SIZE_MAX;
		for (size_t k = 0; k < publication.counts.count; k++)
			if (!publication.shown[k] &&
			    publication.published.items[k] &&
			    !is_small(&publication, k))
				one = k;
		if (one != SIZE_MAX) {
			tried++;
			publication.shown[one] = true;
			open_by_one += attack(&publication) > 0;
			for (size_t k = 0; k < publication.counts.count; k++)
				publication.shown[k] =
					publication.published.items[k] &&
					!is_small(&publication, k);
			open += attack(&publication) > 0;
		}
		publication_release(&publication);
	}
	assert_true(tried > 50);
	assert_int_equal(open, tried);
	assert_true(open_by_one * 2 > tried);
}

/* ---- The attack by enumeration ----------------------------------------- */

enum { ROWS = 2, COLUMNS = 3, INNER = ROWS * COLUMNS, CEILING = 12 };

struct table {
	struct publication publication;
	disclosure_cell inner[INNER], row[ROWS], column[COLUMNS], total;
	uint32_t values[INNER]; /* of the enumeration */
	uint32_t least[12], most[12];
	size_t solutions;
};

static void make_table(struct table *table, uint64_t *seed)
{
	struct publication *publication = &table->publication;
	uint32_t sums[ROWS] = { 0 }, totals[COLUMNS] = { 0 }, total = 0;
	memset(table, 0, sizeof *table);
	publication_init(publication, LEAST);
	for (uint32_t i = 0; i < INNER; i++) {
		uint32_t count = random_next(seed) % 8;
		table->inner[i] = add_cell(publication, count, true);
		sums[i / COLUMNS] += count;
		totals[i % COLUMNS] += count;
		total += count;
	}
	for (uint32_t i = 0; i < ROWS; i++)
		table->row[i] = add_cell(publication, sums[i], true);
	for (uint32_t i = 0; i < COLUMNS; i++)
		table->column[i] = add_cell(publication, totals[i], true);
	table->total = add_cell(publication, total, true);
	for (uint32_t i = 0; i < ROWS; i++)
		add_relation(publication, table->row[i],
			     table->inner + i * COLUMNS, COLUMNS, SUM);
	for (uint32_t i = 0; i < COLUMNS; i++) {
		disclosure_cell parts[] = { table->inner[i],
					    table->inner[i + COLUMNS] };
		add_relation(publication, table->column[i], parts, ROWS, SUM);
	}
	add_relation(publication, table->total, table->row, ROWS, SUM);
	add_relation(publication, table->total, table->column, COLUMNS, SUM);
	protect(publication);
}

static bool agrees(const struct table *table, disclosure_cell cell,
		   uint32_t value)
{
	const struct publication *publication = &table->publication;
	return publication->shown[cell] ?
		       publication->counts.items[cell] == value :
		       value > 0;
}

static void note(struct table *table, disclosure_cell cell, uint32_t value)
{
	if (!table->solutions || value < table->least[cell])
		table->least[cell] = value;
	if (!table->solutions || value > table->most[cell])
		table->most[cell] = value;
}

static void finish_solution(struct table *table)
{
	uint32_t values[12] = { 0 };
	for (uint32_t i = 0; i < INNER; i++) {
		values[table->inner[i]] = table->values[i];
		values[table->row[i / COLUMNS]] += table->values[i];
		values[table->column[i % COLUMNS]] += table->values[i];
		values[table->total] += table->values[i];
	}
	for (uint32_t i = INNER; i < 12; i++)
		if (!agrees(table, i, values[i]))
			return;
	for (uint32_t i = 0; i < 12; i++)
		note(table, i, values[i]);
	table->solutions++;
}

static void enumerate(struct table *table, uint32_t number)
{
	if (number == INNER) {
		finish_solution(table);
		return;
	}
	if (number == COLUMNS &&
	    !agrees(table, table->row[0],
		    table->values[0] + table->values[1] + table->values[2]))
		return;
	for (uint32_t value = 0; value <= CEILING; value++) {
		if (!agrees(table, table->inner[number], value))
			continue;
		table->values[number] = value;
		enumerate(table, number + 1);
	}
}

static void test_enumeration_fails(void **state)
{
	(void)state;
	uint64_t seed = 99;
	for (int i = 0; i < 200; i++) {
		struct table table;
		make_table(&table, &seed);
		enumerate(&table, 0);
		assert_true(table.solutions > 0);
		for (uint32_t k = 0; k < 12; k++) {
			if (table.publication.shown[k])
				continue;
			assert_true(table.least[k] < table.most[k]);
			if (is_small(&table.publication, k))
				assert_true(table.most[k] >= LEAST);
		}
		publication_release(&table.publication);
	}
}

/* ---- Single rules ------------------------------------------------------ */

static void test_one_table(void **state)
{
	(void)state;
	struct publication publication;
	publication_init(&publication, LEAST);
	static const uint32_t numbers[] = { 3, 90, 12, 0, 105 };
	disclosure_cell cells[5];
	for (int i = 0; i < 5; i++)
		cells[i] = add_cell(&publication, numbers[i], true);
	add_relation(&publication, cells[4], cells, 4, SUM);
	protect(&publication);
	/* 3 is small, and the cheapest cell to hide it behind is 12. */
	static const bool expected[] = { false, true, false, true, true };
	for (int i = 0; i < 5; i++)
		assert_int_equal(publication.shown[i], expected[i]);
	struct disclosure_report report = disclosure_report(publication.set);
	assert_int_equal(report.cells, 5);
	assert_int_equal(report.hidden, 2);
	assert_int_equal(disclosure_count(publication.set, cells[0]), 0);
	assert_int_equal(disclosure_count(publication.set, cells[1]), 90);
	publication_release(&publication);
}

/* Small counts in a row do not protect one another: 1 + 2 = 3 in all. */
static void test_total_that_narrows(void **state)
{
	(void)state;
	struct publication publication;
	publication_init(&publication, LEAST);
	disclosure_cell one = add_cell(&publication, 1, true);
	disclosure_cell two = add_cell(&publication, 2, true);
	disclosure_cell six = add_cell(&publication, 6, true);
	disclosure_cell parts[] = { one, two, six };
	disclosure_cell total = add_cell(&publication, 9, true);
	add_relation(&publication, total, parts, 3, SUM);
	protect(&publication);
	assert_false(publication.shown[six]);
	assert_int_equal(attack(&publication), 0);
	publication.shown[six] = true;
	assert_true(attack(&publication) > 0);
	publication_release(&publication);
}

/* A base that is small bounds what it holds: the bases must move too. */
static void test_small_base(void **state)
{
	(void)state;
	struct publication publication;
	publication_init(&publication, LEAST);
	disclosure_cell base[4], theme[4];
	static const uint32_t bases[] = { 3, 40, 50, 93 };
	static const uint32_t themes[] = { 2, 20, 30, 52 };
	for (int i = 0; i < 4; i++) {
		base[i] = add_cell(&publication, bases[i], true);
		theme[i] = add_cell(&publication, themes[i], true);
	}
	add_relation(&publication, base[3], base, 3, SUM);
	add_relation(&publication, theme[3], theme, 3, SUM);
	for (int i = 0; i < 4; i++)
		add_relation(&publication, theme[i], &base[i], 1, COVER);
	protect(&publication);
	assert_int_equal(attack(&publication), 0);
	assert_true(publication.shown[base[3]]);
	assert_true(publication.shown[theme[3]]);
	double share = 9;
	assert_false(
		disclosure_share(publication.set, theme[0], base[0], &share));
	assert_true(share == 0);
	assert_true(
		disclosure_share(publication.set, theme[3], base[3], &share));
	assert_true(share == 52.0 / 93);
	publication_release(&publication);
}

static void test_nothing_left_to_show(void **state)
{
	(void)state;
	struct publication publication;
	publication_init(&publication, LEAST);
	disclosure_cell four = add_cell(&publication, 4, true);
	disclosure_cell none = add_cell(&publication, 0, true);
	disclosure_cell total = add_cell(&publication, 4, true);
	disclosure_cell parts[] = { four, none };
	add_relation(&publication, total, parts, 2, SUM);
	protect(&publication);
	assert_false(publication.shown[four]);
	assert_false(publication.shown[total]);
	assert_true(publication.shown[none]);
	publication_release(&publication);
}

static void test_threshold_and_rounding(void **state)
{
	(void)state;
	struct disclosure_rules rules = { .least_shown = 10,
					  .rounding = 5,
					  .least_base = 20 };
	assert_int_equal(disclosure_round(rules, 0), 0);
	assert_int_equal(disclosure_round(rules, 1), 5);
	assert_int_equal(disclosure_round(rules, 12), 10);
	assert_int_equal(disclosure_round(rules, 13), 15);
	struct arena arena = ARENA_INITIALISER;
	struct disclosure *set = disclosure_new(&arena, rules);
	disclosure_cell nine = disclosure_add(set, 9);
	disclosure_cell ten = disclosure_add(set, 11);
	disclosure_cell many = disclosure_add(set, 103);
	disclosure_protect(set);
	assert_false(disclosure_is_shown(set, nine));
	assert_int_equal(disclosure_count(set, ten), 10);
	double share;
	assert_true(disclosure_share(set, ten, many, &share));
	assert_true(share == 10.0 / 105);
	assert_false(disclosure_share(set, ten, ten, &share));
	assert_true(share == 0);
	arena_release(&arena);
}

/* 18 of 20 tells of 2: the 18 is hidden, and what would tell it. */
static void test_rest(void **state)
{
	(void)state;
	struct publication publication;
	publication_init(&publication, LEAST);
	disclosure_cell base = add_cell(&publication, 20, true);
	disclosure_cell theme = add_cell(&publication, 18, true);
	add_relation(&publication, base, &theme, 1, SECRET_REST);
	protect(&publication);
	assert_true(publication.shown[base] != publication.shown[theme]);
	assert_int_equal(attack(&publication), 0);
	publication_release(&publication);
	/* Nobody is left, or enough are. */
	static const uint32_t open[] = { 20, 15 };
	for (int i = 0; i < 2; i++) {
		publication_init(&publication, LEAST);
		base = add_cell(&publication, 20, true);
		theme = add_cell(&publication, open[i], true);
		add_relation(&publication, base, &theme, 1, SECRET_REST);
		protect(&publication);
		assert_true(publication.shown[base] &&
			    publication.shown[theme]);
		publication_release(&publication);
	}
}

/* One answer each: 40 = 30 + 8 + 2. */
static void test_fact(void **state)
{
	(void)state;
	struct publication publication;
	static const uint32_t numbers[] = { 40, 30, 8, 2 };
	disclosure_cell cells[4];
	publication_init(&publication, LEAST);
	for (int i = 0; i < 4; i++)
		cells[i] = add_cell(&publication, numbers[i], true);
	add_relation(&publication, cells[0], cells + 1, 3, FACT);
	protect(&publication);
	static const bool expected[] = { true, true, false, false };
	for (int i = 0; i < 4; i++)
		assert_int_equal(publication.shown[i], expected[i]);
	assert_int_equal(attack(&publication), 0);
	publication_release(&publication);
}

/* A number that is cheap to leave out goes first, however large it is. */
static void test_cheap_number(void **state)
{
	(void)state;
	struct publication publication;
	static const uint32_t numbers[] = { 52, 30, 20, 2 };
	disclosure_cell cells[4];
	publication_init(&publication, LEAST);
	for (int i = 0; i < 4; i++)
		cells[i] = add_cell(&publication, numbers[i], true);
	disclosure_set_weight(publication.set, cells[0], 0);
	add_relation(&publication, cells[0], cells + 1, 3, FACT);
	protect(&publication);
	static const bool expected[] = { false, true, true, false };
	for (int i = 0; i < 4; i++)
		assert_int_equal(publication.shown[i], expected[i]);
	publication_release(&publication);
}

/* Themes by 32 areas and 5 activities: within the time that is allowed, and
 * the same twice. */
static void make_large(struct publication *publication)
{
	uint64_t seed = 1;
	static uint32_t all[13][33][6];
	memset(all, 0, sizeof all);
	for (int i = 0; i < 1200; i++) {
		uint32_t a = 1 + random_next(&seed) % 32, b;
		uint32_t other = 1 + random_next(&seed) % 32;
		a = other < a ? other : a;
		b = 1 + random_next(&seed) % 5;
		for (uint32_t t = 0; t < 13; t++)
			for (uint32_t k = 0; k < 4; k++)
				if (k == 0 && t &&
				    random_next(&seed) % 100 > 40 - 3 * t)
					break;
				else
					all[t][k & 1 ? a : 0][k & 2 ? b : 0]++;
	}
	publication_init(publication, LEAST);
	for (uint32_t t = 0; t < 13; t++)
		for (uint32_t a = 0; a < 33; a++)
			for (uint32_t b = 0; b < 6; b++) {
				uint32_t cell = add_cell(publication,
							 all[t][a][b], true);
				uint32_t base = a * 6 + b;
				if (t)
					add_relation(publication, cell, &base,
						     1, COVER);
			}
	for (uint32_t t = 0; t < 13; t++) {
		disclosure_cell first = t * 33 * 6, parts[32];
		for (uint32_t b = 0; b < 6; b++) {
			for (uint32_t a = 1; a < 33; a++)
				parts[a - 1] = first + a * 6 + b;
			add_relation(publication, first + b, parts, 32, SUM);
		}
		for (uint32_t a = 0; a < 33; a++) {
			for (uint32_t b = 1; b < 6; b++)
				parts[b - 1] = first + a * 6 + b;
			add_relation(publication, first + a * 6, parts, 5, SUM);
		}
	}
	protect(publication);
}

static void test_large(void **state)
{
	(void)state;
	struct publication one, two;
	clock_t start = clock();
	make_large(&one);
	double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
	make_large(&two);
	struct disclosure_report report = disclosure_report(one.set);
	size_t small = count_small(&one);
	if (getenv("FINDINGS_VERBOSE"))
		printf("%zu cells, %zu small, %zu hidden, %.3f s\n",
		       report.cells, small, report.hidden, seconds);
	assert_memory_equal(one.shown, two.shown, one.counts.count);
	assert_true(small > 500);
	assert_true(report.hidden < 2 * small);
	assert_true(seconds < 30);
	for (uint32_t t = 0; t < 13; t++)
		assert_true(one.shown[t * 33 * 6]);
	assert_int_equal(attack(&one), 0);
	publication_release(&one);
	publication_release(&two);
}

/* ---- Three dimensions -------------------------------------------------- */

enum { CUBE_MOST = 31 };

/* All sums of a cube of counts: its programmes have solutions that are no
 * whole numbers, and a large one is more than is tried. */
static void make_cube(struct publication *publication, uint32_t size,
		      uint64_t *seed)
{
	static uint32_t all[CUBE_MOST][CUBE_MOST][CUBE_MOST];
	static disclosure_cell cells[CUBE_MOST][CUBE_MOST][CUBE_MOST];
	disclosure_cell parts[CUBE_MOST];
	memset(all, 0, sizeof all);
	for (uint32_t i = 0; i < size * size * size; i++) {
		uint32_t at[] = { 1 + i % size, 1 + i / size % size,
				  1 + i / size / size };
		uint32_t count = random_next(seed) % 10;
		for (uint32_t k = 0; k < 8; k++)
			all[k & 1 ? at[0] : 0][k & 2 ? at[1] : 0]
			   [k & 4 ? at[2] : 0] += count;
	}
	publication_init(publication, LEAST);
	for (uint32_t a = 0; a <= size; a++)
		for (uint32_t b = 0; b <= size; b++)
			for (uint32_t c = 0; c <= size; c++)
				cells[a][b][c] = add_cell(publication,
							  all[a][b][c], true);
	for (uint32_t a = 0; a <= size; a++)
		for (uint32_t b = 0; b <= size; b++)
			for (uint32_t k = 0; k < 3; k++) {
				for (uint32_t i = 1; i <= size; i++)
					parts[i - 1] = k == 0 ? cells[i][a][b] :
						       k == 1 ? cells[a][i][b] :
								cells[a][b][i];
				add_relation(publication,
					     k == 0 ? cells[0][a][b] :
					     k == 1 ? cells[a][0][b] :
						      cells[a][b][0],
					     parts, size, SUM);
			}
	protect(publication);
}

static void test_cubes(void **state)
{
	(void)state;
	uint64_t seed = 4;
	struct publication publication;
	for (uint32_t i = 0; i < 12; i++) {
		make_cube(&publication, 3 + i % 3, &seed);
		assert_int_equal(attack(&publication), 0);
		assert_true(publication.shown[0]);
		publication_release(&publication);
	}
}

static void test_more_than_is_tried(void **state)
{
	(void)state;
	uint64_t seed = 4;
	struct publication publication;
	clock_t start = clock();
	make_cube(&publication, 30, &seed);
	assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 30);
	/* Five times the truth is as good as the truth. */
	for (size_t i = 0; i < publication.counts.count; i++)
		assert_int_equal(publication.shown[i],
				 publication.counts.items[i] == 0);
	publication_release(&publication);
}

static int free_solver(void **state)
{
	(void)state;
	glp_free_env();
	return 0;
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_attack_fails),
	cmocka_unit_test(test_attack_succeeds_on_careless_hiding),
	cmocka_unit_test(test_enumeration_fails),
	cmocka_unit_test(test_one_table),
	cmocka_unit_test(test_total_that_narrows),
	cmocka_unit_test(test_small_base),
	cmocka_unit_test(test_nothing_left_to_show),
	cmocka_unit_test(test_threshold_and_rounding),
	cmocka_unit_test(test_rest),
	cmocka_unit_test(test_fact),
	cmocka_unit_test(test_cheap_number),
	cmocka_unit_test(test_large),
	cmocka_unit_test(test_cubes),
	cmocka_unit_test(test_more_than_is_tried),
};
UNIT_FILE(tests, NULL, free_solver)
