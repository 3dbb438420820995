/* The state of the search for witnesses, and the indices that it walks: which
 * cells hang together through sums, and which relations each is in.
 * Private to count/disclosure*.c. */
#ifndef EVERYREAD_COUNT_DISCLOSURE_SEARCH_H
#define EVERYREAD_COUNT_DISCLOSURE_SEARCH_H

#include "base/vector.h"
#include "count/disclosure_private.h"
#include "count/disclosure_simplex.h"

#define NOWHERE UINT32_MAX

/* Numbers of a kind for each key: items[starts[key]] to starts[key + 1]. */
struct index {
	uint32_t *starts, *items;
};

struct numbers {
	uint32_t *items;
	size_t count, capacity;
};

struct change {
	disclosure_cell cell;
	int64_t by;
};

struct search {
	struct disclosure *set;
	uint32_t *component;      /* of each cell: the first cell in it */
	struct index cells, sums; /* of each component */
	struct index facts;       /* of each cell */
	double work;

	/* Of the attempt that runs: what must not stay small, a cell or,
	 * where that is NOWHERE, what a rest leaves. */
	disclosure_cell goal;
	const struct disclosure_relation *goal_rest;
	struct numbers components, movable, relevant; /* relevant: facts */
	uint32_t *local; /* of each cell: place in movable, or NOWHERE */
	uint32_t *seen;  /* of each fact: the last round with it */
	uint32_t *is_in; /* of each component: the last attempt */
	uint32_t attempt, round;
	bool is_expanding;
	int64_t *change; /* of each movable cell */
	double *most_up, *most_down;
	VECTOR(struct change) best; /* the cheapest witness so far */
	int64_t *by;                /* of each cell; zeros between uses */
	double best_price;
	struct simplex simplex;
	struct simplex_term *terms; /* room for the longest relation */
};

/* How far the attempt's changes widen a fact, or unbalance a sum. */
int64_t disclosure_search_balance(const struct search *search,
				  const struct disclosure_relation *relation);

/* What may move, and what bounds it: the cells of the components. */
void disclosure_search_start_round(struct search *search);

/* Looks for the cheapest changes to what may move that reach the goal, with a
 * linear programme whose solution is sent to whole numbers: disclosure_
 * programme.c. False where there are none or the work is used up; otherwise the
 * changes are in search->change, and are to be checked. */
bool disclosure_search_solve(struct search *search);

/* What hiding a cell costs: its count, times its weight. */
static inline double disclosure_price(const struct disclosure_item *cell)
{
	return cell->weight ? (double)cell->count * cell->weight : 1;
}

/* The set outlives the search. */
void disclosure_search_init(struct search *search, struct disclosure *set);
void disclosure_search_release(struct search *search);

#endif
