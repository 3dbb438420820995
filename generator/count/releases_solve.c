/* What follows from several sums together: for each count that is not known yet
 * the least and the most that it can be, by linear programmes. Most need none:
 * the solutions that are found for others show that they are open. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/vector.h"
#include "count/disclosure_simplex.h"
#include "count/releases_private.h"

#define NONE UINT32_MAX

/* Above all counts, and small enough for doubles. */
#define MOST_COUNT 4e6

enum {
	MOST_VARIABLES = 600, /* that hang together, in one programme */
	MOST_NEAR = 200       /* of more, in one programme for each */
};

/* Multiplications for one programme, and for all of a comparison: with facts
 * so much hangs together that two seconds are enough. */
#define WORK_OF_ONE 2e8
#define WORK_OF_ALL 4e9
#define WORK_OF_FACTS 1e9

/* A count, or a change, that is not known. */
struct variable {
	uint32_t cell;
	int kind;
	double least, most;           /* that it may be */
	double seen_least, seen_most; /* that some solution had */
	uint32_t leader;              /* of what it hangs together with */
	uint32_t local;               /* its number in the programme */
	size_t first_use;             /* in solver.uses, up to the next one's */
};

/* The terms and the constant come to 0, or to no more. */
struct relation {
	size_t first, count; /* terms */
	double constant;
	bool is_at_most;
	bool is_changed; /* not the same in both releases */
	bool is_assumed; /* a fact, in the old release: it need not be so */
};

struct solver {
	struct releases_work *work;
	uint32_t *at[RELEASES_KINDS]; /* variable of each cell, or NONE */
	VECTOR(struct variable) variables;
	VECTOR(struct relation) relations;
	VECTOR(struct simplex_term) terms;
	VECTOR(uint32_t) uses; /* relations of each variable, by variable */
	/* What is looked at now. */
	VECTOR(uint32_t) members; /* variables */
	VECTOR(uint32_t) member_relations;
	VECTOR(struct simplex_term) row; /* of one relation */
	bool has_facts;
	double effort, most_effort;
};

/* ---- Variables and relations --------------------------------------------- */

static struct releases_span *span_of(const struct solver *solver, uint32_t cell,
				     int kind)
{
	return &solver->work->spans[kind][cell];
}

static void add_variable(struct solver *solver, uint32_t cell, int kind,
			 double least, double most)
{
	uint32_t number = (uint32_t)solver->variables.count;
	*VECTOR_ADD(&solver->variables) = (struct variable){
		.cell = cell,
		.kind = kind,
		.least = fmax(least, -MOST_COUNT),
		.most = fmin(most, MOST_COUNT),
		.seen_least = INFINITY,
		.seen_most = -INFINITY,
		.leader = number,
	};
	solver->at[kind][cell] = number;
}

static void add_variables(struct solver *solver)
{
	const struct releases *releases = solver->work->releases;
	for (uint32_t i = 0; i < releases->cell_count; i++)
		for (int r = 0; r < RELEASE_COUNT; r++) {
			struct releases_span span = *span_of(solver, i, r);
			if ((releases->cells[i].values[r].is_published ||
			     releases->cells[i].is_unpublished) &&
			    span.least < span.most)
				add_variable(solver, i, r, (double)span.least,
					     (double)span.most);
		}
}

/* A known count goes into the constant. */
static void add_term(struct solver *solver, struct relation *relation,
		     uint32_t cell, int kind, double factor)
{
	uint32_t variable = solver->at[kind][cell];
	if (variable == NONE) {
		relation->constant +=
			factor * (double)span_of(solver, cell, kind)->least;
		return;
	}
	*VECTOR_ADD(&solver->terms) = (struct simplex_term){ variable, factor };
	relation->count++;
}

static uint32_t leader_of(struct solver *solver, uint32_t variable)
{
	struct variable *all = solver->variables.items;
	while (all[variable].leader != variable) {
		all[variable].leader = all[all[variable].leader].leader;
		variable = all[variable].leader;
	}
	return variable;
}

static void keep_relation(struct solver *solver, struct relation relation)
{
	if (!relation.count)
		return;
	const struct simplex_term *terms = solver->terms.items + relation.first;
	uint32_t first = leader_of(solver, terms[0].variable);
	for (size_t i = 1; i < relation.count; i++)
		solver->variables.items[leader_of(solver, terms[i].variable)]
			.leader = first;
	*VECTOR_ADD(&solver->relations) = relation;
}

/* Whether the releases tell different things of the count. */
static bool is_changed(const struct solver *solver, uint32_t cell)
{
	const struct releases_value *values =
		solver->work->releases->cells[cell].values;
	const struct releases_value *old = &values[RELEASE_OLD];
	const struct releases_value *new = &values[RELEASE_NEW];
	return old->is_published != new->is_published ||
	       old->is_shown != new->is_shown ||
	       (old->is_shown && old->count != new->count);
}

/* Whether what is looked at is in both releases alike: then whatever can be so
 * in the one can be so in both, and they tell nothing together. */
static bool has_no_change(const struct solver *solver)
{
	for (size_t i = 0; i < solver->member_relations.count; i++)
		if (solver->relations.items[solver->member_relations.items[i]]
			    .is_changed)
			return false;
	return solver->has_facts;
}

static void add_sum(struct solver *solver, const struct releases_sum *sum,
		    int kind)
{
	struct relation relation = { .first = solver->terms.count };
	double sign = sum->sense == DISCLOSURE_AT_MOST ? -1 : 1;
	relation.is_at_most = sum->sense != DISCLOSURE_EQUAL;
	relation.is_assumed = sum->is_fact && kind == RELEASE_OLD;
	relation.is_changed =
		sum->holds[RELEASE_OLD] != sum->holds[RELEASE_NEW] ||
		is_changed(solver, sum->total);
	for (size_t k = 0; k < sum->count; k++)
		relation.is_changed |= is_changed(solver, sum->parts[k]);
	add_term(solver, &relation, sum->total, kind, -sign);
	for (size_t k = 0; k < sum->count; k++)
		add_term(solver, &relation, sum->parts[k], kind, sign);
	keep_relation(solver, relation);
}

static void add_sums(struct solver *solver, bool has_facts)
{
	const struct releases *releases = solver->work->releases;
	for (size_t i = 0; i < releases->sum_count; i++)
		for (int r = 0; r < RELEASE_COUNT; r++)
			if (releases_holds(solver->work, i, r) &&
			    (has_facts || !releases->sums[i].is_fact))
				add_sum(solver, &releases->sums[i], r);
}

/* new - old - change = 0, where the people are the same but for a few. */
static void add_changes(struct solver *solver)
{
	const struct releases *releases = solver->work->releases;
	for (uint32_t i = 0; i < releases->cell_count; i++) {
		const struct releases_value *values = releases->cells[i].values;
		int64_t few = releases_few_moved(solver->work, i);
		struct relation relation = { .first = solver->terms.count };
		if (few < 0 || !values[RELEASE_OLD].is_published ||
		    !values[RELEASE_NEW].is_published ||
		    (solver->at[RELEASE_OLD][i] == NONE &&
		     solver->at[RELEASE_NEW][i] == NONE))
			continue;
		add_variable(solver, i, RELEASES_CHANGE, (double)-few,
			     (double)few);
		add_term(solver, &relation, i, RELEASE_NEW, 1);
		add_term(solver, &relation, i, RELEASE_OLD, -1);
		add_term(solver, &relation, i, RELEASES_CHANGE, -1);
		keep_relation(solver, relation);
	}
}

/* ---- Programmes ---------------------------------------------------------- */

static void add_row(struct solver *solver, struct simplex *simplex,
		    const struct relation *relation, uint32_t one)
{
	solver->row.count = 0;
	for (size_t i = 0; i < relation->count; i++) {
		struct simplex_term term =
			solver->terms.items[relation->first + i];
		term.variable = solver->variables.items[term.variable].local;
		*VECTOR_ADD(&solver->row) = term;
	}
	*VECTOR_ADD(&solver->row) =
		(struct simplex_term){ one, relation->constant };
	if (relation->is_at_most)
		disclosure_simplex_add_at_most(simplex, solver->row.items,
					       solver->row.count, 0);
	else
		disclosure_simplex_add_equation(simplex, solver->row.items,
						solver->row.count);
}

/* What the target lacks to its most is one variable more, so that the most is
 * found as a least. */
static void set_target(struct simplex *simplex, const struct variable *target,
		       uint32_t one, bool is_most)
{
	const struct simplex_term terms[] = { { target->local, 1 },
					      { one + 1, 1 },
					      { one, -target->most } };
	if (is_most)
		disclosure_simplex_add_equation(simplex, terms, 3);
}

static void note_seen(struct solver *solver, const struct simplex *simplex)
{
	for (size_t i = 0; i < solver->members.count; i++) {
		struct variable *one =
			&solver->variables.items[solver->members.items[i]];
		double value = simplex->variables[one->local].value;
		one->seen_least = fmin(one->seen_least, value);
		one->seen_most = fmax(one->seen_most, value);
	}
}

/* False where there is no solution, or none was found. */
static bool find(struct solver *solver, const struct variable *target,
		 bool is_most, double *found)
{
	struct simplex simplex;
	uint32_t one = (uint32_t)solver->members.count;
	disclosure_simplex_init(&simplex, (size_t)one + 2);
	for (uint32_t i = 0; i < one; i++) {
		const struct variable *variable =
			&solver->variables.items[solver->members.items[i]];
		disclosure_simplex_set_variable(
			&simplex, i, variable->least, variable->most,
			variable == target && !is_most ? 1 : 0);
	}
	disclosure_simplex_set_variable(&simplex, one, 1, 1, 0);
	disclosure_simplex_set_variable(
		&simplex, one + 1, 0,
		is_most ? target->most - target->least : 0, is_most ? 1 : 0);
	set_target(&simplex, target, one, is_most);
	for (size_t i = 0; i < solver->member_relations.count; i++)
		add_row(solver, &simplex,
			&solver->relations
				 .items[solver->member_relations.items[i]],
			one);
	bool is_found = disclosure_simplex_solve(&simplex, WORK_OF_ONE);
	solver->effort += simplex.work;
	if (is_found) {
		*found = simplex.variables[target->local].value;
		note_seen(solver, &simplex);
	}
	disclosure_simplex_release(&simplex);
	return is_found;
}

/* ---- What is open -------------------------------------------------------- */

/* Whether solutions so far show that nothing can be told of it. */
static bool is_open(const struct solver *solver, const struct variable *one)
{
	struct releases_span seen = { (int64_t)floor(one->seen_least + 0.5),
				      (int64_t)floor(one->seen_most + 0.5) };
	if (one->seen_least > one->seen_most)
		return false;
	if (one->kind == RELEASES_CHANGE)
		return (seen.least <= 0 && seen.most >= 0) ||
		       seen.most >= solver->work->least_shown ||
		       -seen.least >= solver->work->least_shown;
	return !releases_is_known(solver->work, seen, one->kind);
}

/* False where what hangs together contradicts itself, or is too much work. */
static bool narrow(struct solver *solver, struct variable *one)
{
	double least, most;
	if (is_open(solver, one))
		return true;
	if (!find(solver, one, true, &most))
		return false;
	if (is_open(solver, one))
		return true;
	if (!find(solver, one, false, &least))
		return false;
	struct releases_span *span = span_of(solver, one->cell, one->kind);
	int64_t from = (int64_t)ceil(least - 1e-5);
	int64_t to = (int64_t)floor(most + 1e-5);
	if (from > to || is_open(solver, one))
		return true;
	if (from > span->least)
		span->least = from;
	if (to < span->most)
		span->most = to;
	return true;
}

/* ---- One after the other ------------------------------------------------- */

static void gather(struct solver *solver, uint32_t leader)
{
	solver->members.count = 0;
	solver->member_relations.count = 0;
	for (uint32_t i = 0; i < solver->variables.count; i++)
		if (leader_of(solver, i) == leader) {
			solver->variables.items[i].local =
				(uint32_t)solver->members.count;
			*VECTOR_ADD(&solver->members) = i;
		}
	for (uint32_t i = 0; i < solver->relations.count; i++) {
		const struct relation *relation = &solver->relations.items[i];
		uint32_t first = solver->terms.items[relation->first].variable;
		if (leader_of(solver, first) == leader)
			*VECTOR_ADD(&solver->member_relations) = i;
	}
}

/* ---- What is near --------------------------------------------------------- */

static void index_uses(struct solver *solver)
{
	size_t count = solver->variables.count;
	size_t *ends = memory_resize(NULL, count + 1, sizeof *ends);
	memset(ends, 0, (count + 1) * sizeof *ends);
	for (size_t i = 0; i < solver->terms.count; i++)
		ends[solver->terms.items[i].variable]++;
	size_t total = 0;
	for (size_t i = 0; i < count; i++) {
		solver->variables.items[i].first_use = total;
		total += ends[i];
		ends[i] = solver->variables.items[i].first_use;
	}
	for (size_t i = 0; i < total; i++)
		*VECTOR_ADD(&solver->uses) = 0;
	for (uint32_t i = 0; i < solver->relations.count; i++) {
		const struct relation *relation = &solver->relations.items[i];
		for (size_t k = 0; k < relation->count; k++)
			solver->uses.items
				[ends[solver->terms.items[relation->first + k]
					      .variable]++] = i;
	}
	free(ends);
}

static size_t uses_end(const struct solver *solver, uint32_t variable)
{
	return variable + 1 < solver->variables.count ?
		       solver->variables.items[variable + 1].first_use :
		       solver->uses.count;
}

/* Takes the relation with all its variables; false where they are too many. */
static bool take_relation(struct solver *solver, uint32_t number)
{
	const struct relation *relation = &solver->relations.items[number];
	const struct simplex_term *terms =
		solver->terms.items + relation->first;
	size_t added = 0;
	for (size_t i = 0; i < relation->count; i++)
		added += solver->variables.items[terms[i].variable].local ==
			 NONE;
	if (solver->members.count + added > MOST_NEAR)
		return false;
	for (size_t i = 0; i < relation->count; i++) {
		struct variable *one =
			&solver->variables.items[terms[i].variable];
		if (one->local != NONE)
			continue;
		one->local = (uint32_t)solver->members.count;
		*VECTOR_ADD(&solver->members) = terms[i].variable;
	}
	*VECTOR_ADD(&solver->member_relations) = number;
	return true;
}

static bool is_taken(const struct solver *solver, uint32_t relation)
{
	for (size_t i = 0; i < solver->member_relations.count; i++)
		if (solver->member_relations.items[i] == relation)
			return true;
	return false;
}

/* The relations nearest to the target, as many as one programme holds. Without
 * the others its bounds are wider than they might be, never too narrow. */
static void gather_near(struct solver *solver, uint32_t target)
{
	struct variable *all = solver->variables.items;
	for (size_t i = 0; i < solver->variables.count; i++) {
		all[i].local = NONE;
		all[i].seen_least = INFINITY;
		all[i].seen_most = -INFINITY;
	}
	solver->members.count = solver->member_relations.count = 0;
	all[target].local = 0;
	*VECTOR_ADD(&solver->members) = target;
	for (size_t i = 0; i < solver->members.count; i++) {
		uint32_t variable = solver->members.items[i];
		for (size_t k = all[variable].first_use;
		     k < uses_end(solver, variable); k++)
			if (!is_taken(solver, solver->uses.items[k]))
				take_relation(solver, solver->uses.items[k]);
	}
}

/* What is printed nowhere need not be known. */
static bool is_asked(const struct solver *solver, uint32_t variable)
{
	uint32_t cell = solver->variables.items[variable].cell;
	return !solver->work->releases->cells[cell].is_unpublished;
}

/* One programme for each count of what is too large for a single one. What it
 * cannot tell the whole might, so that all are left whose like has changed. */
static size_t solve_large(struct solver *solver)
{
	size_t count = solver->members.count, left = 0;
	uint32_t *targets = memory_resize(NULL, count, sizeof *targets);
	memcpy(targets, solver->members.items, count * sizeof *targets);
	for (size_t i = 0; i < count; i++) {
		if (!is_asked(solver, targets[i]))
			continue;
		gather_near(solver, targets[i]);
		if (has_no_change(solver))
			continue;
		left++;
		if (solver->effort <= solver->most_effort)
			narrow(solver, &solver->variables.items[targets[i]]);
	}
	free(targets);
	return left;
}

/* What is taken to be so in the old release need not be; without it the rest
 * is still there. False where there is nothing of it. */
static bool drop_assumed(struct solver *solver)
{
	size_t kept = 0, count = solver->member_relations.count;
	uint32_t *numbers = solver->member_relations.items;
	for (size_t i = 0; i < count; i++)
		if (!solver->relations.items[numbers[i]].is_assumed)
			numbers[kept++] = numbers[i];
	solver->member_relations.count = kept;
	return kept < count;
}

/* How many counts were not compared with all that they hang together with. */
static size_t solve_part(struct solver *solver, uint32_t leader)
{
	gather(solver, leader);
	size_t count = solver->members.count;
	if (!solver->member_relations.count || has_no_change(solver))
		return 0;
	if (count > MOST_VARIABLES)
		return solve_large(solver);
	for (size_t i = 0; i < count; i++) {
		if (solver->effort > solver->most_effort)
			return count - i;
		if (!is_asked(solver, solver->members.items[i]))
			continue;
		struct variable *one =
			&solver->variables.items[solver->members.items[i]];
		if (!narrow(solver, one) &&
		    (!drop_assumed(solver) || !narrow(solver, one)))
			break;
	}
	return 0;
}

static void release(struct solver *solver)
{
	free(solver->at[0]);
	VECTOR_RELEASE(&solver->variables);
	VECTOR_RELEASE(&solver->relations);
	VECTOR_RELEASE(&solver->terms);
	VECTOR_RELEASE(&solver->uses);
	VECTOR_RELEASE(&solver->members);
	VECTOR_RELEASE(&solver->member_relations);
	VECTOR_RELEASE(&solver->row);
}

size_t releases_solve(struct releases_work *work, bool is_together,
		      bool has_facts)
{
	struct solver solver = { .work = work,
				 .has_facts = has_facts,
				 .most_effort = has_facts ? WORK_OF_FACTS :
							    WORK_OF_ALL };
	size_t count = work->releases->cell_count, left = 0;
	uint32_t *all =
		memory_resize(NULL, RELEASES_KINDS * (count + 1), sizeof *all);
	for (size_t i = 0; i < RELEASES_KINDS * (count + 1); i++)
		all[i] = NONE;
	for (int kind = 0; kind < RELEASES_KINDS; kind++)
		solver.at[kind] = all + (size_t)kind * count;
	add_variables(&solver);
	add_sums(&solver, has_facts);
	if (is_together)
		add_changes(&solver);
	index_uses(&solver);
	for (uint32_t i = 0; i < solver.variables.count; i++)
		if (leader_of(&solver, i) == i)
			left += solve_part(&solver, i);
	release(&solver);
	return left;
}
