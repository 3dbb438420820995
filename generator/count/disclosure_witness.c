/* Which cells are hidden. For each small cell p a witness is found: changes
 * to some cells, in whole numbers, after which every relation still holds,
 * every cell that is hidden is at least 1, and p is no longer small. The cells
 * that change are hidden. So a reader cannot tell the witness from the truth,
 * and learns neither that p is small nor the count of any cell that changes;
 * and since later steps only hide more, every witness stays good to the end.
 *
 * The cheapest witness is a linear programme, where changing a cell that is
 * shown costs its count. It is looked for in the cells that p's sums
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

/* How often what must follow is added before an attempt is given up. */
#define EXPANSIONS 8

/* ---- What an attempt may change ---------------------------------------- */

static void include(struct search *search, disclosure_cell cell)
{
	uint32_t component = search->component[cell];
	if (search->set->cells[cell].is_fixed ||
	    search->is_in[component] == search->attempt)
		return;
	search->is_in[component] = search->attempt;
	*VECTOR_ADD(&search->components) = component;
}

/* Adds what a cell must take with it when it grows many times over: where it
 * is a whole, its parts; where it is part of a rest, that rest's whole. */
static void include_bounds_of(struct search *search, uint32_t cell)
{
	const struct disclosure *set = search->set;
	for (uint32_t k = search->facts.starts[cell];
	     k < search->facts.starts[cell + 1]; k++) {
		const struct disclosure_relation *one =
			&set->facts.items[search->facts.items[k]];
		bool is_whole = one->whole == cell;
		if (one->is_exact || (one->is_rest && !is_whole))
			include(search, one->whole);
		for (uint32_t j = 0;
		     (one->is_exact || (!one->is_rest && is_whole)) &&
		     j < one->count;
		     j++)
			include(search, one->parts[j]);
	}
}

static void include_bounds(struct search *search)
{
	for (size_t c = 0; c < search->components.count; c++) {
		uint32_t component = search->components.items[c];
		for (uint32_t i = search->cells.starts[component];
		     i < search->cells.starts[component + 1]; i++)
			include_bounds_of(search, search->cells.items[i]);
	}
}

/* Which sides of a rest an attempt begins with. */
enum side { PARTS = 1, WHOLE = 2, BOTH = 3 };

static void start_attempt(struct search *search, enum side side)
{
	const struct disclosure_relation *rest = search->goal_rest;
	search->attempt++;
	search->components.count = 0;
	if (search->goal != NOWHERE) {
		include(search, search->goal);
		return;
	}
	for (uint32_t i = 0; (side & PARTS) && i < rest->count; i++)
		include(search, rest->parts[i]);
	if (side & WHOLE)
		include(search, rest->whole);
}

/* ---- The witness ------------------------------------------------------- */

/* Whether the fact is still so after the changes. */
static bool is_kept(const struct search *search,
		    const struct disclosure_relation *fact)
{
	int64_t slack = disclosure_slack(search->set, fact) +
			disclosure_search_balance(search, fact);
	return fact->is_exact ? slack == 0 : slack >= 0;
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
	if (search->goal == NOWHERE &&
	    disclosure_slack(set, search->goal_rest) +
			    disclosure_search_balance(search,
						      search->goal_rest) <
		    set->rules.least_shown)
		return false;
	for (size_t c = 0; c < search->components.count; c++) {
		uint32_t component = search->components.items[c];
		for (uint32_t i = search->sums.starts[component];
		     i < search->sums.starts[component + 1]; i++)
			if (disclosure_search_balance(
				    search,
				    &set->sums.items[search->sums.items[i]]))
				return false;
	}
	for (size_t i = 0; i < search->relevant.count; i++)
		if (!is_kept(search,
			     &set->facts.items[search->relevant.items[i]]))
			return false;
	return true;
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
			price += disclosure_price(cell);
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

static void attempt_fixed(struct search *search, enum side side)
{
	start_attempt(search, side);
	search->is_expanding = false;
	if (disclosure_search_solve(search) && is_witness(search))
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
			&set->facts.items[search->relevant.items[i]];
		if (is_kept(search, one))
			continue;
		include(search, one->whole);
		for (uint32_t k = 0; k < one->count; k++)
			include(search, one->parts[k]);
	}
	return search->components.count > before;
}

/* The cells that p's sums reach move as if no others bounded them; the
 * others follow where they must. It finds that a base falls together with
 * the themes in it, instead of hiding a total. */
static void attempt_expanding(struct search *search)
{
	start_attempt(search, BOTH);
	search->is_expanding = true;
	for (int i = 0; i < EXPANSIONS; i++) {
		if (!disclosure_search_solve(search))
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
	start_attempt(search, BOTH);
	include_bounds(search);
	search->is_expanding = false;
	disclosure_search_start_round(search);
	for (size_t i = 0; i < search->movable.count; i++)
		search->change[i] =
			(int64_t)search->set->cells[search->movable.items[i]]
				.count *
			(search->set->rules.least_shown - 1);
	assert(is_witness(search));
	keep_better(search);
}

/* Rests that the changes in search->by leave large need no witness of their
 * own. */
static void note_rests(struct search *search, disclosure_cell cell)
{
	struct disclosure *set = search->set;
	for (uint32_t k = search->facts.starts[cell];
	     k < search->facts.starts[cell + 1]; k++) {
		struct disclosure_relation *one =
			&set->facts.items[search->facts.items[k]];
		if (!one->is_secret || one->is_protected)
			continue;
		int64_t rest =
			disclosure_slack(set, one) + search->by[one->whole];
		for (uint32_t i = 0; i < one->count; i++)
			rest -= search->by[one->parts[i]];
		one->is_protected = rest >= set->rules.least_shown;
	}
}

static void hide_best(struct search *search)
{
	struct disclosure *set = search->set;
	for (size_t i = 0; i < search->best.count; i++) {
		const struct change *one = &search->best.items[i];
		struct disclosure_item *cell = &set->cells[one->cell];
		cell->is_hidden = true;
		search->by[one->cell] = one->by;
		if (cell->count + one->by >= set->rules.least_shown)
			cell->is_protected = true;
	}
	for (size_t i = 0; i < search->best.count; i++)
		note_rests(search, search->best.items[i].cell);
	for (size_t i = 0; i < search->best.count; i++)
		search->by[search->best.items[i].cell] = 0;
}

static void protect(struct search *search)
{
	double dear = 2.0 * search->set->rules.least_shown;
	search->best_price = INFINITY;
	attempt_fixed(search, PARTS);
	if (search->goal == NOWHERE && search->best_price > dear)
		attempt_fixed(search, WHOLE);
	if (search->best_price > dear)
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

static void protect_cells(struct search *search)
{
	size_t count;
	uint64_t *order = order_small(search->set, &count);
	for (size_t i = 0; i < count; i++) {
		search->goal = (disclosure_cell)order[i];
		if (!search->set->cells[search->goal].is_protected)
			protect(search);
	}
	free(order);
}

static void protect_rests(struct search *search)
{
	struct disclosure_relations *all = &search->set->facts;
	search->goal = NOWHERE;
	for (uint32_t i = 0; i < all->count; i++) {
		search->goal_rest = &all->items[i];
		if (all->items[i].is_secret && !all->items[i].is_protected)
			protect(search);
	}
}

static bool has_secrets(const struct disclosure *set)
{
	for (uint32_t i = 0; i < set->count; i++)
		if (set->cells[i].is_small)
			return true;
	for (uint32_t i = 0; i < set->facts.count; i++)
		if (set->facts.items[i].is_secret)
			return true;
	return false;
}

void disclosure_hide(struct disclosure *set)
{
	struct search search;
	if (!has_secrets(set))
		return;
	disclosure_search_init(&search, set);
	protect_cells(&search);
	protect_rests(&search);
	disclosure_search_release(&search);
}
