/* Which cells are hidden. For each small cell p a witness is found: changes
 * to some cells, in whole numbers, after which every relation still holds,
 * every cell that is hidden is at least 1, and p is no longer small. The cells
 * that change are hidden. So a reader cannot tell the witness from the truth,
 * and learns neither that p is small nor the count of any cell that changes;
 * and since later steps only hide more, every witness stays good to the end.
 *
 * The cheapest witness is a linear programme, where changing a cell that is
 * shown costs its count. It is looked for in the cells that p's equations
 * reach (a theme's tables), then, where that is dear, with others that must
 * follow (the bases, or the themes in a base), and the cheaper one is taken.
 * Where both fail, all these cells are hidden: least_shown times the truth is a
 * witness then. */
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "count/disclosure_search.h"

/* [multiplications] A second or two; a report of 32 areas by 5 activities
 * for 12 themes needs a tenth of it. */
#define WORK_LIMIT 2e9
#define WORK_LIMIT_ONE 1e8
/* [numbers] 32 MiB. */
#define TABLEAU_LIMIT ((size_t)4 << 20)

/* How often what must follow is added before an attempt is given up. */
#define EXPANSIONS 8

/* ---- What an attempt may change ---------------------------------------- */

static void include(struct search *search, disclosure_cell cell)
{
	uint32_t component = search->component[cell];
	if (disclosure_is_fixed(&search->set->cells[cell]) ||
	    search->is_in[component] == search->attempt)
		return;
	search->is_in[component] = search->attempt;
	*VECTOR_ADD(&search->components) = component;
}

/* Adds to the components those that bound them from above, and so on. */
static void include_bounds(struct search *search)
{
	const struct disclosure *set = search->set;
	for (size_t c = 0; c < search->components.count; c++) {
		uint32_t component = search->components.items[c];
		for (uint32_t i = search->cells.starts[component];
		     i < search->cells.starts[component + 1]; i++) {
			uint32_t cell = search->cells.items[i];
			const uint32_t *starts = search->inequalities.starts;
			for (uint32_t k = starts[cell]; k < starts[cell + 1];
			     k++) {
				const struct disclosure_relation *one =
					&set->inequalities
						 .items[search->inequalities
								.items[k]];
				for (uint32_t j = 0;
				     one->whole == cell && j < one->count; j++)
					include(search, one->parts[j]);
			}
		}
	}
}

static void start_attempt(struct search *search)
{
	search->attempt++;
	search->components.count = 0;
	include(search, search->goal);
}

/* The cells of the components are what may move. */
static void start_round(struct search *search)
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

/* Sum of the parts less the whole, as the counts are. */
static int64_t slack_of(const struct disclosure *set,
			const struct disclosure_relation *relation)
{
	int64_t slack = -(int64_t)set->cells[relation->whole].count;
	for (uint32_t i = 0; i < relation->count; i++)
		slack += set->cells[relation->parts[i]].count;
	return slack;
}

static bool is_outsider(const struct search *search, disclosure_cell cell)
{
	return search->local[cell] == NOWHERE &&
	       !disclosure_is_fixed(&search->set->cells[cell]);
}

static bool has_outsider(const struct search *search,
			 const struct disclosure_relation *relation)
{
	bool has_one = is_outsider(search, relation->whole);
	for (uint32_t i = 0; i < relation->count && !has_one; i++)
		has_one = is_outsider(search, relation->parts[i]);
	return has_one;
}

/* An inequality with one cell that may move is a bound of that cell; one
 * with more waits until it is broken. */
static void consider_inequality(struct search *search, uint32_t number)
{
	const struct disclosure *set = search->set;
	const struct disclosure_relation *one =
		&set->inequalities.items[number];
	uint32_t parts = 0, part = NOWHERE;
	for (uint32_t i = 0; i < one->count; i++)
		if (search->local[one->parts[i]] != NOWHERE) {
			parts++;
			part = search->local[one->parts[i]];
		}
	uint32_t whole = search->local[one->whole];
	double slack = (double)slack_of(set, one);
	if (search->is_expanding && has_outsider(search, one))
		; /* what it bounds may follow */
	else if (parts == 0)
		search->most_up[whole] = fmin(search->most_up[whole], slack);
	else if (parts == 1 && whole == NOWHERE)
		search->most_down[part] = fmin(search->most_down[part], slack);
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
		for (uint32_t k = search->inequalities.starts[cell];
		     k < search->inequalities.starts[cell + 1]; k++) {
			uint32_t number = search->inequalities.items[k];
			if (search->seen[number] == search->round)
				continue;
			search->seen[number] = search->round;
			consider_inequality(search, number);
		}
	}
}

static double price_of(const struct disclosure_item *cell)
{
	return (double)cell->count * cell->weight;
}

/* The larger a cell that is shown, the dearer; hidden ones cost next to
 * nothing. A little that differs from cell to cell keeps ties away. */
static double cost_of(const struct disclosure_item *cell, uint32_t number)
{
	double little = 1e-4 * (double)((number * 2654435761u) >> 22) / 1024;
	return little + (cell->is_hidden ? 0.01 : price_of(cell));
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

/* The whole's change less the parts'. */
static size_t set_terms(const struct search *search,
			const struct disclosure_relation *relation)
{
	size_t count = add_term(search, 0, relation->whole, 1);
	for (uint32_t i = 0; i < relation->count; i++)
		count = add_term(search, count, relation->parts[i], -1);
	return count;
}

/* False where the tableau would be too large. */
static bool add_equations(struct search *search)
{
	size_t rows = 16;
	for (size_t c = 0; c < search->components.count; c++) {
		uint32_t component = search->components.items[c];
		rows += search->equations.starts[component + 1] -
			search->equations.starts[component];
	}
	if (rows * search->simplex.stride > TABLEAU_LIMIT / 2)
		return false;
	for (size_t c = 0; c < search->components.count; c++) {
		uint32_t component = search->components.items[c];
		for (uint32_t i = search->equations.starts[component];
		     i < search->equations.starts[component + 1]; i++) {
			size_t count = set_terms(
				search,
				&search->set->equations
					 .items[search->equations.items[i]]);
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

/* Adds the inequalities that the solution breaks; returns how many. */
static size_t add_broken(struct search *search)
{
	const struct disclosure *set = search->set;
	size_t added = 0;
	for (size_t i = 0; i < search->relevant.count; i++) {
		const struct disclosure_relation *one =
			&set->inequalities.items[search->relevant.items[i]];
		double slack = 0;
		if (search->local[one->whole] != NOWHERE)
			slack -= value_of(search, search->local[one->whole]);
		for (uint32_t k = 0; k < one->count; k++)
			if (search->local[one->parts[k]] != NOWHERE)
				slack += value_of(search,
						  search->local[one->parts[k]]);
		if (slack > -1e-9 ||
		    (search->is_expanding && has_outsider(search, one)))
			continue;
		double most = (double)slack_of(set, one);
		if (slack + most > -1e-6)
			continue;
		size_t count = set_terms(search, one);
		disclosure_simplex_add_at_most(&search->simplex, search->terms,
					       count, most);
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

/* ---- The witness ------------------------------------------------------- */

static int64_t change_of(const struct search *search, disclosure_cell cell)
{
	uint32_t local = search->local[cell];
	return local == NOWHERE ? 0 : search->change[local];
}

static int64_t balance(const struct search *search,
		       const struct disclosure_relation *relation)
{
	int64_t sum = -change_of(search, relation->whole);
	for (uint32_t i = 0; i < relation->count; i++)
		sum += change_of(search, relation->parts[i]);
	return sum;
}

/* Whether the changes are a witness, in whole numbers: nothing that is found
 * is trusted before. */
static bool is_witness(const struct search *search)
{
	const struct disclosure *set = search->set;
	for (size_t i = 0; i < search->movable.count; i++) {
		uint32_t number = search->movable.items[i];
		const struct disclosure_item *cell = &set->cells[number];
		int64_t count = cell->count + search->change[i];
		if (search->change[i] && count < cell->is_published)
			return false;
		if (number == search->goal && count < set->rules.least_shown)
			return false;
	}
	for (size_t c = 0; c < search->components.count; c++) {
		uint32_t component = search->components.items[c];
		for (uint32_t i = search->equations.starts[component];
		     i < search->equations.starts[component + 1]; i++)
			if (balance(search,
				    &set->equations.items[search->equations
								  .items[i]]))
				return false;
	}
	for (size_t i = 0; i < search->relevant.count; i++) {
		const struct disclosure_relation *one =
			&set->inequalities.items[search->relevant.items[i]];
		if (slack_of(set, one) + balance(search, one) < 0)
			return false;
	}
	return true;
}

static bool try_programme(struct search *search)
{
	const struct disclosure *set = search->set;
	double rise =
		set->rules.least_shown - (double)set->cells[search->goal].count;
	start_round(search);
	find_bounds(search);
	if (search->work > WORK_LIMIT ||
	    search->most_up[search->local[search->goal]] < rise)
		return false;
	disclosure_simplex_init(&search->simplex, 2 * search->movable.count);
	set_variables(search, rise);
	bool is_found = add_equations(search) && solve(search);
	for (uint32_t i = 0; is_found && i < search->movable.count; i++)
		search->change[i] = llround(value_of(search, i));
	search->work +=
		search->simplex.work +
		(double)(search->simplex.stride * search->simplex.row_count);
	disclosure_simplex_release(&search->simplex);
	return is_found;
}

/* Keeps the witness, where it hides less than the best so far: the counts of
 * what it hides are its price. */
static void keep_better(struct search *search)
{
	double price = 0;
	for (size_t i = 0; i < search->movable.count; i++) {
		const struct disclosure_item *cell =
			&search->set->cells[search->movable.items[i]];
		if (search->change[i] && !cell->is_hidden)
			price += price_of(cell);
	}
	if (price >= search->best_price)
		return;
	search->best_price = price;
	search->best.count = 0;
	for (size_t i = 0; i < search->movable.count; i++)
		if (search->change[i])
			*VECTOR_ADD(&search->best) =
				(struct change){ search->movable.items[i],
						 search->change[i] };
}

static void attempt_fixed(struct search *search)
{
	start_attempt(search);
	search->is_expanding = false;
	if (try_programme(search) && is_witness(search))
		keep_better(search);
}

/* Adds the components of what the changes leave behind; false where there
 * is nothing to add. */
static bool expand(struct search *search)
{
	const struct disclosure *set = search->set;
	size_t before = search->components.count;
	for (size_t i = 0; i < search->relevant.count; i++) {
		const struct disclosure_relation *one =
			&set->inequalities.items[search->relevant.items[i]];
		if (slack_of(set, one) + balance(search, one) >= 0)
			continue;
		include(search, one->whole);
		for (uint32_t k = 0; k < one->count; k++)
			include(search, one->parts[k]);
	}
	return search->components.count > before;
}

/* The cells that p's equations reach move as if no others bounded them; the
 * others follow where they must. It finds that a base falls together with
 * the themes in it, instead of hiding a total. */
static void attempt_expanding(struct search *search)
{
	start_attempt(search);
	search->is_expanding = true;
	for (int i = 0; i < EXPANSIONS; i++) {
		if (!try_programme(search))
			return;
		if (is_witness(search)) {
			keep_better(search);
			return;
		}
		if (!expand(search))
			return;
	}
}

/* The witness that is always there: everything that the goal has to do with,
 * least_shown times. */
static void multiply(struct search *search)
{
	start_attempt(search);
	include_bounds(search);
	search->is_expanding = false;
	start_round(search);
	find_bounds(search);
	for (size_t i = 0; i < search->movable.count; i++)
		search->change[i] =
			(int64_t)search->set->cells[search->movable.items[i]]
				.count *
			(search->set->rules.least_shown - 1);
	assert(is_witness(search));
	keep_better(search);
}

static void hide_best(struct search *search)
{
	struct disclosure *set = search->set;
	for (size_t i = 0; i < search->best.count; i++) {
		const struct change *one = &search->best.items[i];
		struct disclosure_item *cell = &set->cells[one->cell];
		cell->is_hidden = true;
		if (cell->count + one->by >= set->rules.least_shown)
			cell->is_protected = true;
	}
}

static void protect(struct search *search, disclosure_cell goal)
{
	search->goal = goal;
	search->best_price = INFINITY;
	attempt_fixed(search);
	if (search->best_price > 2.0 * search->set->rules.least_shown)
		attempt_expanding(search);
	if (search->best_price == INFINITY)
		multiply(search);
	hide_best(search);
}

static int compare_numbers(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return x < y ? -1 : x > y;
}

/* Small cells, the smallest count first: those need the largest changes,
 * which often do for others too. The caller frees. */
static uint64_t *order_small(const struct disclosure *set, size_t *count)
{
	uint64_t *order = memory_resize(NULL, set->count + 1, sizeof *order);
	*count = 0;
	for (uint32_t i = 0; i < set->count; i++)
		if (set->cells[i].is_small)
			order[(*count)++] =
				((uint64_t)set->cells[i].count << 32) | i;
	qsort(order, *count, sizeof *order, compare_numbers);
	return order;
}

void disclosure_hide(struct disclosure *set)
{
	size_t count;
	uint64_t *order = order_small(set, &count);
	struct search search;
	if (count)
		disclosure_search_init(&search, set);
	for (size_t i = 0; i < count; i++) {
		disclosure_cell goal = (disclosure_cell)order[i];
		if (!set->cells[goal].is_protected)
			protect(&search, goal);
	}
	if (count)
		disclosure_search_release(&search);
	free(order);
}
