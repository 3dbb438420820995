/* The state of the search for witnesses, and the indices that it walks: which
 * cells hang together through equations, and which relations each is in.
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
	uint32_t *component;           /* of each cell: the first cell in it */
	struct index cells, equations; /* of each component */
	struct index inequalities;     /* of each cell */
	double work;

	/* Of the attempt that runs. */
	disclosure_cell goal;
	struct numbers components, movable,
		relevant; /* relevant: inequalities */
	uint32_t *local;  /* of each cell: place in movable, or NOWHERE */
	uint32_t *seen;   /* of each inequality: the last round with it */
	uint32_t *is_in;  /* of each component: the last attempt */
	uint32_t attempt, round;
	bool is_expanding;
	int64_t *change; /* of each movable cell */
	double *most_up, *most_down;
	VECTOR(struct change) best; /* the cheapest witness so far */
	double best_price;
	struct simplex simplex;
	struct simplex_term *terms; /* room for the longest relation */
};

/* The set outlives the search. */
void disclosure_search_init(struct search *search, struct disclosure *set);
void disclosure_search_release(struct search *search);

#endif
