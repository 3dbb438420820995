/* Small linear programmes, by the dual simplex method on a dense tableau:
 * the least cost · x with x between bounds, subject to equations and
 * inequalities. Every cost is at least 0 and every lower bound is finite, so
 * that all variables at their lower bounds are a start that only has to be
 * repaired. Bounds may be narrowed and inequalities added after a solution,
 * and the search goes on from there.
 *
 * Doubles: what is found is near the truth, and the caller checks it in whole
 * numbers. Private to disclosure control. */
#ifndef EVERYREAD_COUNT_DISCLOSURE_SIMPLEX_H
#define EVERYREAD_COUNT_DISCLOSURE_SIMPLEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct simplex_variable {
	double value, lower, upper;
	double reduced_cost; /* while it is not in the basis */
	uint32_t place;      /* its row in the basis, else its column */
	bool is_basic;
};

struct simplex {
	/* basic = constant - sum over the columns of tableau · variable */
	double *tableau;                    /* row_capacity × stride */
	uint32_t *basis;                    /* variable of each row */
	uint32_t *nonbasis;                 /* variable of each column */
	struct simplex_variable *variables; /* those given, then one a row */
	size_t variable_count, row_count, column_count;
	size_t row_capacity, stride;
	uint32_t *touched; /* columns where the pivot row is not zero */
	double work;       /* multiplications done */
};

/* One term of a row. */
struct simplex_term {
	uint32_t variable;
	double factor;
};

/* A programme with `count` variables, all between 0 and infinity, at cost 0. */
void disclosure_simplex_init(struct simplex *simplex, size_t count);
void disclosure_simplex_release(struct simplex *simplex);

/* Before the first row only. */
void disclosure_simplex_set_variable(struct simplex *simplex, uint32_t variable,
				     double lower, double upper, double cost);

/* The terms' sum = 0, or ≤ `most`. */
void disclosure_simplex_add_equation(struct simplex *simplex,
				     const struct simplex_term *terms,
				     size_t count);
void disclosure_simplex_add_at_most(struct simplex *simplex,
				    const struct simplex_term *terms,
				    size_t count, double most);

/* Narrows the bounds of a variable in the basis. */
void disclosure_simplex_narrow(struct simplex *simplex, uint32_t variable,
			       double lower, double upper);

/* Solves, or goes on after rows and bounds were added. False where there is
 * no solution, or none within the work that is allowed. */
bool disclosure_simplex_solve(struct simplex *simplex, double work_limit);

#endif
