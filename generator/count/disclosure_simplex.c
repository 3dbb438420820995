/* The dual simplex method with bounds, on a dense condensed tableau. The
 * tables of a report make a few dozen rows and a few hundred columns of
 * mostly zeros, 1 and -1; that is where a dense tableau is fast, and exact. */
#include "count/disclosure_simplex.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* Below it a number is taken for zero: entries are small whole numbers or
 * simple fractions, so there is nothing between. */
#define TINY 1e-7

/* The place of a variable that will never change again. */
#define DROPPED UINT32_MAX

void disclosure_simplex_init(struct simplex *simplex, size_t count)
{
	memset(simplex, 0, sizeof *simplex);
	simplex->variable_count = count;
	simplex->column_count = simplex->stride = count;
	simplex->variables =
		memory_resize(NULL, count, sizeof *simplex->variables);
	simplex->nonbasis =
		memory_resize(NULL, count, sizeof *simplex->nonbasis);
	simplex->touched = memory_resize(NULL, count, sizeof *simplex->touched);
	for (size_t i = 0; i < count; i++) {
		simplex->nonbasis[i] = (uint32_t)i;
		simplex->variables[i] =
			(struct simplex_variable){ .upper = INFINITY,
						   .place = (uint32_t)i };
	}
}

void disclosure_simplex_release(struct simplex *simplex)
{
	free(simplex->tableau);
	free(simplex->basis);
	free(simplex->nonbasis);
	free(simplex->variables);
	free(simplex->touched);
	memset(simplex, 0, sizeof *simplex);
}

void disclosure_simplex_set_variable(struct simplex *simplex, uint32_t variable,
				     double lower, double upper, double cost)
{
	struct simplex_variable *one = &simplex->variables[variable];
	one->value = one->lower = lower;
	one->upper = upper;
	one->reduced_cost = cost;
}

static double *row_of(const struct simplex *simplex, size_t row)
{
	return simplex->tableau + row * simplex->stride;
}

/* A zeroed row at the end, with a new variable in its basis place. */
static double *add_row(struct simplex *simplex, double upper)
{
	if (simplex->row_count == simplex->row_capacity) {
		size_t capacity = simplex->row_capacity * 2 + 16;
		simplex->tableau =
			memory_resize(simplex->tableau, capacity,
				      simplex->stride * sizeof(double));
		simplex->basis = memory_resize(simplex->basis, capacity,
					       sizeof *simplex->basis);
		simplex->variables =
			memory_resize(simplex->variables,
				      simplex->variable_count + capacity -
					      simplex->row_capacity,
				      sizeof *simplex->variables);
		simplex->row_capacity = capacity;
	}
	size_t row = simplex->row_count++, slack = simplex->variable_count++;
	simplex->basis[row] = (uint32_t)slack;
	simplex->variables[slack] = (struct simplex_variable){
		.upper = upper, .place = (uint32_t)row, .is_basic = true
	};
	memset(row_of(simplex, row), 0, simplex->stride * sizeof(double));
	return row_of(simplex, row);
}

/* terms + slack = most, written in the variables that are not basic now */
static void add_constraint(struct simplex *simplex,
			   const struct simplex_term *terms, size_t count,
			   double most, double slack_upper)
{
	double *row = add_row(simplex, slack_upper);
	double rest = most;
	for (size_t i = 0; i < count; i++) {
		const struct simplex_variable *one =
			&simplex->variables[terms[i].variable];
		rest -= terms[i].factor * one->value;
		if (!one->is_basic) {
			if (one->place != DROPPED)
				row[one->place] += terms[i].factor;
			continue;
		}
		const double *other = row_of(simplex, one->place);
		for (size_t k = 0; k < simplex->column_count; k++)
			row[k] -= terms[i].factor * other[k];
		simplex->work += (double)simplex->column_count;
	}
	simplex->variables[simplex->variable_count - 1].value = rest;
}

void disclosure_simplex_add_equation(struct simplex *simplex,
				     const struct simplex_term *terms,
				     size_t count)
{
	add_constraint(simplex, terms, count, 0, 0);
}

void disclosure_simplex_add_at_most(struct simplex *simplex,
				    const struct simplex_term *terms,
				    size_t count, double most)
{
	add_constraint(simplex, terms, count, most, INFINITY);
}

void disclosure_simplex_narrow(struct simplex *simplex, uint32_t variable,
			       double lower, double upper)
{
	simplex->variables[variable].lower = lower;
	simplex->variables[variable].upper = upper;
}

/* The row whose variable is furthest outside its bounds; row_count where
 * none is. */
static size_t choose_row(const struct simplex *simplex)
{
	size_t best = simplex->row_count;
	double most = TINY;
	for (size_t i = 0; i < simplex->row_count; i++) {
		const struct simplex_variable *one =
			&simplex->variables[simplex->basis[i]];
		double outside =
			fmax(one->lower - one->value, one->value - one->upper);
		if (outside > most) {
			most = outside;
			best = i;
		}
	}
	return best;
}

/* The column that can move the row's variable the right way and whose
 * reduced cost is used up first, so that all costs keep their sign;
 * column_count where there is none. */
static size_t choose_column(const struct simplex *simplex, size_t row,
			    bool must_rise)
{
	const double *entries = row_of(simplex, row);
	size_t best = simplex->column_count;
	double least = INFINITY;
	for (size_t k = 0; k < simplex->column_count; k++) {
		const struct simplex_variable *one =
			&simplex->variables[simplex->nonbasis[k]];
		double entry = must_rise ? entries[k] : -entries[k];
		if (fabs(entry) < TINY || one->lower >= one->upper)
			continue;
		if ((entry > 0) != (one->value > one->lower))
			continue;
		double ratio = fabs(one->reduced_cost / entry);
		if (ratio < least - 1e-12 ||
		    (ratio <= least + 1e-12 &&
		     fabs(entry) > fabs(entries[best]) + TINY)) {
			least = fmin(least, ratio);
			best = k;
		}
	}
	return best;
}

/* Moves the entering variable so far that the row's own reaches `bound`. */
static void move_values(struct simplex *simplex, size_t row, size_t column,
			double bound)
{
	struct simplex_variable *leaving =
		&simplex->variables[simplex->basis[row]];
	struct simplex_variable *entering =
		&simplex->variables[simplex->nonbasis[column]];
	double step = (leaving->value - bound) / row_of(simplex, row)[column];
	for (size_t i = 0; i < simplex->row_count; i++)
		simplex->variables[simplex->basis[i]].value -=
			step * row_of(simplex, i)[column];
	entering->value += step;
	leaving->value = bound;
}

static void eliminate(struct simplex *simplex, size_t row, size_t column)
{
	double *pivot_row = row_of(simplex, row);
	double pivot = pivot_row[column];
	size_t touched = 0;
	for (size_t k = 0; k < simplex->column_count; k++) {
		if (fabs(pivot_row[k]) < 1e-11)
			pivot_row[k] = 0;
		else if (k != column)
			simplex->touched[touched++] = (uint32_t)k;
		pivot_row[k] /= pivot;
	}
	pivot_row[column] = 1 / pivot;
	for (size_t i = 0; i < simplex->row_count; i++) {
		double *other = row_of(simplex, i);
		double factor = other[column];
		if (i == row || factor == 0)
			continue;
		for (size_t k = 0; k < touched; k++)
			other[simplex->touched[k]] -=
				factor * pivot_row[simplex->touched[k]];
		other[column] = -factor / pivot;
		simplex->work += (double)touched;
	}
	struct simplex_variable *entering =
		&simplex->variables[simplex->nonbasis[column]];
	struct simplex_variable *leaving =
		&simplex->variables[simplex->basis[row]];
	double cost = entering->reduced_cost;
	for (size_t k = 0; k < touched; k++)
		simplex->variables[simplex->nonbasis[simplex->touched[k]]]
			.reduced_cost -= cost * pivot_row[simplex->touched[k]];
	leaving->reduced_cost = -cost / pivot;
	simplex->work += (double)(simplex->column_count + simplex->row_count);
}

/* Takes a column out that can never enter again: its variable is fixed. */
static void drop_column(struct simplex *simplex, size_t column)
{
	size_t last = --simplex->column_count;
	simplex->variables[simplex->nonbasis[column]].place = DROPPED;
	if (column == last)
		return;
	for (size_t i = 0; i < simplex->row_count; i++)
		row_of(simplex, i)[column] = row_of(simplex, i)[last];
	simplex->nonbasis[column] = simplex->nonbasis[last];
	simplex->variables[simplex->nonbasis[column]].place = (uint32_t)column;
}

static void exchange(struct simplex *simplex, size_t row, size_t column)
{
	uint32_t leaving = simplex->basis[row];
	uint32_t entering = simplex->nonbasis[column];
	simplex->basis[row] = entering;
	simplex->nonbasis[column] = leaving;
	simplex->variables[entering].is_basic = true;
	simplex->variables[entering].place = (uint32_t)row;
	simplex->variables[leaving].is_basic = false;
	simplex->variables[leaving].place = (uint32_t)column;
	if (simplex->variables[leaving].lower >=
	    simplex->variables[leaving].upper)
		drop_column(simplex, column);
}

bool disclosure_simplex_solve(struct simplex *simplex, double work_limit)
{
	while (simplex->work < work_limit) {
		size_t row = choose_row(simplex);
		if (row == simplex->row_count)
			return true;
		const struct simplex_variable *leaving =
			&simplex->variables[simplex->basis[row]];
		bool must_rise = leaving->value < leaving->lower;
		size_t column = choose_column(simplex, row, must_rise);
		if (column == simplex->column_count)
			return false;
		move_values(simplex, row, column,
			    must_rise ? leaving->lower : leaving->upper);
		eliminate(simplex, row, column);
		exchange(simplex, row, column);
	}
	return false;
}
