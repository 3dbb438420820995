/* The cheapest witness as a linear programme, and its way to whole numbers. */
#include <math.h>
#include <string.h>

#include "count/disclosure_search.h"

/* [multiplications] A second or two; a report of 32 areas by 5 activities
 * for 12 themes needs a tenth of it. */
#define WORK_LIMIT 2e9
#define WORK_LIMIT_ONE 1e8
/* [numbers] 32 MiB. */
#define TABLEAU_LIMIT ((size_t)4 << 20)

/* The cells of the components are what may move. */
static void collect_movable(struct search *search)
{
	search->round++;
	for (size_t i = 0; i < search->movable.count; i++)
		search->local[search->movable.items[i]] = NOWHERE;
	search->movable.count = search->relevant.count = 0;
	for (size_t c = 0; c < search->components.count; c++) {
		uint32_t component = search->components.items[c];
		for (uint32_t i = search->cells.starts[component];
		     i < search->cells.starts[component + 1]; i++) {
			uint32_t cell = search->cells.items[i];
			search->local[cell] = (uint32_t)search->movable.count;
			*VECTOR_ADD(&search->movable) = cell;
		}
	}
}

/* ---- The linear programme ---------------------------------------------- */

static bool is_outsider(const struct search *search, disclosure_cell cell)
{
	return search->local[cell] == NOWHERE &&
	       !search->set->cells[cell].is_fixed;
}

static bool has_outsider(const struct search *search,
			 const struct disclosure_relation *relation)
{
	bool has_one = is_outsider(search, relation->whole);
	for (uint32_t i = 0; i < relation->count && !has_one; i++)
		has_one = is_outsider(search, relation->parts[i]);
	return has_one;
}

/* A fact with one cell that may move is a bound of that cell; one with more
 * waits until it is broken. */
static void consider_fact(struct search *search, uint32_t number)
{
	const struct disclosure *set = search->set;
	const struct disclosure_relation *one = &set->facts.items[number];
	uint32_t parts = 0, part = NOWHERE;
	for (uint32_t i = 0; i < one->count; i++)
		if (search->local[one->parts[i]] != NOWHERE) {
			parts++;
			part = search->local[one->parts[i]];
		}
	uint32_t whole = search->local[one->whole];
	double slack = (double)disclosure_slack(set, one);
	/* What a cell takes from the slack: the whole when it rises, and a part
	 * when it falls; of a rest the other way round. */
	double *of_whole = one->is_rest ? search->most_down : search->most_up;
	double *of_part = one->is_rest ? search->most_up : search->most_down;
	bool may_follow = search->is_expanding && has_outsider(search, one);
	if (parts == 0 && !may_follow) {
		of_whole[whole] = fmin(of_whole[whole], slack);
		if (one->is_exact)
			search->most_up[whole] = search->most_down[whole] = 0;
	} else if (parts == 1 && whole == NOWHERE && !may_follow) {
		of_part[part] = fmin(of_part[part], slack);
		if (one->is_exact)
			search->most_up[part] = search->most_down[part] = 0;
	}
	*VECTOR_ADD(&search->relevant) = number;
}

static void find_bounds(struct search *search)
{
	const struct disclosure *set = search->set;
	for (size_t i = 0; i < search->movable.count; i++) {
		const struct disclosure_item *cell =
			&set->cells[search->movable.items[i]];
		search->most_up[i] = INFINITY;
		search->most_down[i] = cell->count - (double)cell->is_published;
	}
	for (size_t i = 0; i < search->movable.count; i++) {
		uint32_t cell = search->movable.items[i];
		for (uint32_t k = search->facts.starts[cell];
		     k < search->facts.starts[cell + 1]; k++) {
			uint32_t number = search->facts.items[k];
			if (search->seen[number] == search->round)
				continue;
			search->seen[number] = search->round;
			consider_fact(search, number);
		}
	}
}

/* The larger a cell that is shown, the dearer; hidden ones cost next to
 * nothing. A little that differs from cell to cell keeps ties away. */
static double cost_of(const struct disclosure_item *cell, uint32_t number)
{
	double little = 1e-4 * (double)((number * 2654435761u) >> 22) / 1024;
	return little + (cell->is_hidden ? 0.01 : disclosure_price(cell));
}

/* Variables 2i and 2i + 1: how far movable cell i goes up and down. */
static void set_variables(struct search *search, double rise)
{
	for (uint32_t i = 0; i < search->movable.count; i++) {
		uint32_t number = search->movable.items[i];
		double cost = cost_of(&search->set->cells[number], number);
		bool is_goal = number == search->goal;
		disclosure_simplex_set_variable(
			&search->simplex, 2 * i, is_goal ? rise : 0,
			is_goal ? rise : search->most_up[i], cost);
		disclosure_simplex_set_variable(
			&search->simplex, 2 * i + 1, 0,
			is_goal ? 0 : search->most_down[i], cost);
	}
}

static size_t add_term(const struct search *search, size_t count,
		       disclosure_cell cell, double factor)
{
	uint32_t local = search->local[cell];
	if (local == NOWHERE)
		return count;
	search->terms[count++] = (struct simplex_term){ .variable = 2 * local,
							.factor = factor };
	search->terms[count++] =
		(struct simplex_term){ .variable = 2 * local + 1,
				       .factor = -factor };
	return count;
}

/* What the changes take from the slack. */
static size_t set_terms(const struct search *search,
			const struct disclosure_relation *relation)
{
	double sign = relation->is_rest ? -1 : 1;
	size_t count = add_term(search, 0, relation->whole, sign);
	for (uint32_t i = 0; i < relation->count; i++)
		count = add_term(search, count, relation->parts[i], -sign);
	return count;
}

static void add_goal_rest(struct search *search)
{
	const struct disclosure *set = search->set;
	double slack = (double)disclosure_slack(set, search->goal_rest);
	disclosure_simplex_add_at_most(&search->simplex, search->terms,
				       set_terms(search, search->goal_rest),
				       slack - set->rules.least_shown);
}

/* False where the tableau would be too large. */
static bool add_sums(struct search *search)
{
	size_t rows = 16;
	for (size_t c = 0; c < search->components.count; c++) {
		uint32_t component = search->components.items[c];
		rows += search->sums.starts[component + 1] -
			search->sums.starts[component];
	}
	if (rows * search->simplex.stride > TABLEAU_LIMIT / 2)
		return false;
	for (size_t c = 0; c < search->components.count; c++) {
		uint32_t component = search->components.items[c];
		for (uint32_t i = search->sums.starts[component];
		     i < search->sums.starts[component + 1]; i++) {
			size_t count = set_terms(
				search, &search->set->sums
						 .items[search->sums.items[i]]);
			disclosure_simplex_add_equation(&search->simplex,
							search->terms, count);
		}
	}
	return true;
}

static double value_of(const struct search *search, uint32_t local)
{
	return search->simplex.variables[2 * local].value -
	       search->simplex.variables[2 * local + 1].value;
}

/* How far the solution widens a fact. */
static double find_widening(const struct search *search,
			    const struct disclosure_relation *fact)
{
	double sum = 0;
	if (search->local[fact->whole] != NOWHERE)
		sum -= value_of(search, search->local[fact->whole]);
	for (uint32_t i = 0; i < fact->count; i++)
		if (search->local[fact->parts[i]] != NOWHERE)
			sum += value_of(search, search->local[fact->parts[i]]);
	return fact->is_rest ? -sum : sum;
}

/* Adds the facts that the solution breaks; returns how many. */
static size_t add_broken(struct search *search)
{
	const struct disclosure *set = search->set;
	size_t added = 0;
	for (size_t i = 0; i < search->relevant.count; i++) {
		const struct disclosure_relation *one =
			&set->facts.items[search->relevant.items[i]];
		double widening = find_widening(search, one);
		double most = (double)disclosure_slack(set, one);
		bool is_broken = one->is_exact ? fabs(widening) > 1e-6 :
						 widening + most < -1e-6;
		if (!is_broken ||
		    (search->is_expanding && has_outsider(search, one)))
			continue;
		size_t count = set_terms(search, one);
		if (one->is_exact)
			disclosure_simplex_add_equation(&search->simplex,
							search->terms, count);
		else
			disclosure_simplex_add_at_most(
				&search->simplex, search->terms, count, most);
		added++;
	}
	return added;
}

/* Sends one variable that is no whole number to the nearest. */
static bool narrow_fraction(struct search *search)
{
	struct simplex *simplex = &search->simplex;
	for (uint32_t i = 0; i < 2 * search->movable.count; i++) {
		const struct simplex_variable *one = &simplex->variables[i];
		double nearest = floor(one->value + 0.5);
		if (!one->is_basic || fabs(one->value - nearest) < 1e-5)
			continue;
		if (nearest > one->value)
			disclosure_simplex_narrow(simplex, i, nearest,
						  one->upper);
		else
			disclosure_simplex_narrow(simplex, i, one->lower,
						  nearest);
		return true;
	}
	return false;
}

static bool solve(struct search *search)
{
	struct simplex *simplex = &search->simplex;
	do {
		if (simplex->row_count * simplex->stride > TABLEAU_LIMIT / 2 ||
		    !disclosure_simplex_solve(simplex, WORK_LIMIT_ONE))
			return false;
	} while (add_broken(search) || narrow_fraction(search));
	return true;
}

static int64_t change_of(const struct search *search, disclosure_cell cell)
{
	uint32_t local = search->local[cell];
	return local == NOWHERE ? 0 : search->change[local];
}

int64_t disclosure_search_balance(const struct search *search,
				  const struct disclosure_relation *relation)
{
	int64_t sum = -change_of(search, relation->whole);
	for (uint32_t i = 0; i < relation->count; i++)
		sum += change_of(search, relation->parts[i]);
	return relation->is_rest ? -sum : sum;
}

void disclosure_search_start_round(struct search *search)
{
	collect_movable(search);
	find_bounds(search);
}

/* How far the goal has to rise; 0 where it is no cell. */
static double find_rise(const struct search *search)
{
	const struct disclosure *set = search->set;
	return search->goal == NOWHERE ?
		       0 :
		       set->rules.least_shown -
			       (double)set->cells[search->goal].count;
}

bool disclosure_search_solve(struct search *search)
{
	double rise = find_rise(search);
	disclosure_search_start_round(search);
	if (search->work > WORK_LIMIT ||
	    (search->goal != NOWHERE &&
	     search->most_up[search->local[search->goal]] < rise))
		return false;
	disclosure_simplex_init(&search->simplex, 2 * search->movable.count);
	set_variables(search, rise);
	bool is_found = add_sums(search);
	if (is_found && search->goal == NOWHERE)
		add_goal_rest(search);
	is_found = is_found && solve(search);
	for (uint32_t i = 0; is_found && i < search->movable.count; i++)
		search->change[i] = llround(value_of(search, i));
	search->work +=
		search->simplex.work +
		(double)(search->simplex.stride * search->simplex.row_count);
	disclosure_simplex_release(&search->simplex);
	return is_found;
}
