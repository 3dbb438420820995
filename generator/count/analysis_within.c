/* Themes whose people all have another theme, in another branch of the hierarchy
 * and without `of:`: who told of ramps told of the house. Their counts bound
 * one another wherever the two stand, by district or by region.
 *
 * What is taken to be known: what findings.yaml says (the hierarchy, `of:`), what
 * the data obey beyond chance, since who knows the subject would expect it, and
 * what follows from these, one after the other. That both are counted is enough;
 * no text need say so. What the one theme leaves of the other is no secret: nobody
 * publishes it as a share. */
#include <stdlib.h>

#include "base/memory.h"
#include "base/vector.h"
#include "count/analysis_private.h"

/* ---- Finding ----------------------------------------------------------- */

static uint32_t count_of(const struct analysis *analysis, uint32_t theme)
{
	return analysis_inner_count(analysis, 0, theme + 1, 0);
}

static bool *at(const struct analysis *analysis, bool *all, uint32_t part,
		uint32_t whole)
{
	return &all[(size_t)part * analysis->theme_count + whole];
}

bool analysis_is_known_within(const struct analysis *analysis, uint32_t part,
			      uint32_t whole)
{
	return *at(analysis, analysis->data->within, part, whole);
}

/* Of those of the same people, the first speaks for all: NONE for what
 * everybody has, or nobody. */
static uint32_t first_of(const struct analysis *analysis, uint32_t theme)
{
	uint32_t group = analysis->data->people[theme + 1];
	return group && count_of(analysis, theme) ? group - 1 : PROJECT_NONE;
}

static void take_declared(const struct analysis *analysis, bool *all)
{
	for (uint32_t a = 0; a < analysis->theme_count; a++)
		for (uint32_t b = 0; b < analysis->theme_count; b++) {
			uint32_t part = first_of(analysis, a);
			uint32_t whole = first_of(analysis, b);
			if (part != whole && part != PROJECT_NONE &&
			    whole != PROJECT_NONE &&
			    analysis_is_within(analysis, a, b))
				*at(analysis, all, part, whole) = true;
		}
}

/* What follows from two follows (Warshall 1962). */
static void close_chains(const struct analysis *analysis, bool *all)
{
	uint32_t count = analysis->theme_count;
	for (uint32_t k = 0; k < count; k++)
		for (uint32_t i = 0; i < count; i++)
			for (uint32_t j = 0;
			     *at(analysis, all, i, k) && j < count; j++)
				*at(analysis, all, i, j) |=
					*at(analysis, all, k, j);
}

/* How many people are among those who could have both: all in the smallest
 * theme that is declared to hold the two. */
static uint32_t count_among(const struct analysis *analysis, bool *declared,
			    uint32_t a, uint32_t b)
{
	uint32_t least = analysis->case_count;
	for (uint32_t t = 0; t < analysis->theme_count; t++)
		if (*at(analysis, declared, a, t) &&
		    *at(analysis, declared, b, t) &&
		    count_of(analysis, t) < least)
			least = count_of(analysis, t);
	return least;
}

/* Whether all who have the one have the other, and not by chance. */
static bool is_found(const struct analysis *analysis, bool *declared,
		     uint32_t part, uint32_t whole)
{
	size_t pair = (size_t)part * analysis->theme_count + whole;
	uint32_t count = count_of(analysis, part);
	return analysis->data->shared[pair] == count &&
	       analysis_is_no_chance(
		       count_among(analysis, declared, part, whole),
		       count_of(analysis, whole), count);
}

static void take_found(const struct analysis *analysis, bool *declared)
{
	bool *all = analysis->data->within;
	for (uint32_t a = 0; a < analysis->theme_count; a++)
		for (uint32_t b = 0; b < analysis->theme_count; b++)
			*at(analysis, all, a, b) =
				*at(analysis, declared, a, b) ||
				(a != b && first_of(analysis, a) == a &&
				 first_of(analysis, b) == b &&
				 is_found(analysis, declared, a, b));
}

/* Those of a family that lie within the theme, which is not the family's whole:
 * together they do, too. */
static void bound_families(struct analysis *analysis, struct arena *arena,
			   uint32_t theme, struct analysis_bounds *bounds)
{
	const struct analysis_data *data = analysis->data;
	for (uint32_t i = 0; i < data->family_count; i++) {
		const struct analysis_family *family = &data->families[i];
		struct project_list parts = {
			ARENA_NEW_ARRAY(arena, family->members.count, uint32_t),
			0
		};
		for (uint32_t k = 0; k < family->members.count; k++) {
			uint32_t part =
				first_of(analysis, family->members.items[k]);
			if (part != PROJECT_NONE &&
			    analysis_is_known_within(analysis, part, theme))
				((uint32_t *)parts.items)[parts.count++] = part;
		}
		if (parts.count > 1 && family->whole != theme + 1)
			*VECTOR_ADD(bounds) =
				(struct analysis_bound){ theme, parts };
	}
}

static void keep_bounds(struct analysis *analysis, struct arena *arena,
			bool *declared)
{
	struct analysis_bounds bounds = { 0 };
	uint32_t *themes =
		ARENA_NEW_ARRAY(arena, analysis->theme_count, uint32_t);
	for (uint32_t b = 0; b < analysis->theme_count; b++) {
		bool has_one = false;
		themes[b] = b;
		for (uint32_t a = 0; a < analysis->theme_count; a++) {
			if (!analysis_is_known_within(analysis, a, b) ||
			    *at(analysis, declared, a, b))
				continue;
			*VECTOR_ADD(&bounds) =
				(struct analysis_bound){ b, { &themes[a], 1 } };
			has_one = true;
		}
		if (has_one)
			bound_families(analysis, arena, b, &bounds);
	}
	analysis->data->bounds = arena_copy_array(
		arena, bounds.items, bounds.count, sizeof *bounds.items);
	analysis->data->bound_count = bounds.count;
	VECTOR_RELEASE(&bounds);
}

void analysis_find_bounds(struct analysis *analysis, struct arena *arena)
{
	size_t count = analysis->theme_count;
	if (count > ANALYSIS_MOST_RELATED)
		return;
	bool *declared = memory_allocate(count * count * sizeof *declared + 1);
	analysis->data->within = ARENA_NEW_ARRAY(arena, count * count, bool);
	take_declared(analysis, declared);
	close_chains(analysis, declared);
	take_found(analysis, declared);
	close_chains(analysis, analysis->data->within);
	keep_bounds(analysis, arena, declared);
	free(declared);
}

/* ---- Relating ---------------------------------------------------------- */

static bool is_there(const struct analysis *analysis, uint32_t table,
		     uint32_t theme)
{
	return analysis_is_there(analysis, table, theme + 1);
}

/* Whether a theme that lies between the two stands in one of the tables: then
 * what it bounds, and what bounds it, say as much. */
static bool has_between(const struct analysis *analysis, uint32_t part,
			uint32_t whole, uint32_t in, uint32_t out)
{
	for (uint32_t t = 0; t < analysis->theme_count; t++)
		if (t != part && t != whole &&
		    analysis_is_known_within(analysis, part, t) &&
		    analysis_is_known_within(analysis, t, whole) &&
		    (is_there(analysis, in, t) || is_there(analysis, out, t)))
			return true;
	return false;
}

/* The parts of the bound that stand in the table; 0 where one alone is left of
 * several, which has a bound of its own. */
static uint32_t find_parts(const struct analysis *analysis,
			   const struct analysis_bound *bound, uint32_t table,
			   uint32_t *parts)
{
	uint32_t count = 0;
	for (uint32_t k = 0; k < bound->parts.count; k++)
		if (is_there(analysis, table, bound->parts.items[k]))
			parts[count++] = bound->parts.items[k];
	return bound->parts.count > 1 && count == 1 ? 0 : count;
}

void analysis_relate_bounds(struct analysis *analysis, uint32_t table,
			    disclosure_cell *cells)
{
	uint32_t *parts =
		memory_resize(NULL, analysis->theme_count + 1, sizeof *parts);
	for (size_t b = 0; b < analysis->data->bound_count; b++) {
		const struct analysis_bound *bound = &analysis->data->bounds[b];
		uint32_t whole = bound->whole;
		uint32_t count = find_parts(analysis, bound, table, parts);
		if (!count || !is_there(analysis, table, whole) ||
		    (count == 1 &&
		     has_between(analysis, parts[0], whole, table, table)))
			continue;
		for (size_t i = 0; i < analysis_size(analysis, table); i++) {
			for (uint32_t k = 0; k < count; k++)
				cells[k] = analysis_inner(analysis, table,
							  parts[k] + 1, i);
			disclosure_add_rest(
				analysis->data->set,
				analysis_inner(analysis, table, whole + 1, i),
				cells, count, false);
		}
	}
	free(parts);
}

/* The parts by the table that tells, the whole by the other one. */
static void bound_outer(struct analysis *analysis,
			const struct analysis_places *places,
			const struct analysis_bound *bound, uint32_t *parts)
{
	uint32_t whole = bound->whole, count;
	VECTOR(disclosure_cell) cells = { 0 };
	if (!is_there(analysis, places->out, whole) ||
	    is_there(analysis, places->in, whole) || !places->within)
		return;
	count = find_parts(analysis, bound, places->in, parts);
	if (count == 1 &&
	    (is_there(analysis, places->out, parts[0]) ||
	     has_between(analysis, parts[0], whole, places->in, places->out)))
		return;
	for (uint32_t k = 0; k < count; k++)
		for (uint32_t i = 0; i < places->within; i++)
			*VECTOR_ADD(&cells) = analysis_inner(
				analysis, places->in, parts[k] + 1,
				places->numbers[i]);
	if (count)
		disclosure_add_rest(analysis->data->set,
				    analysis_inner(analysis, places->out,
						   whole + 1, places->outer),
				    cells.items, cells.count, false);
	VECTOR_RELEASE(&cells);
}

/* The whole by the table that tells, a part by the other one. */
static void bound_inner(struct analysis *analysis,
			const struct analysis_places *places,
			const struct analysis_bound *bound,
			disclosure_cell *cells)
{
	uint32_t whole = bound->whole, part = bound->parts.items[0];
	if (bound->parts.count > 1 || !places->touching ||
	    !is_there(analysis, places->in, whole) ||
	    !is_there(analysis, places->out, part) ||
	    is_there(analysis, places->in, part) ||
	    is_there(analysis, places->out, whole) ||
	    has_between(analysis, part, whole, places->in, places->out))
		return;
	for (uint32_t i = 0; i < places->touching; i++)
		cells[i] = analysis_inner(analysis, places->in, whole + 1,
					  places->numbers[i]);
	disclosure_add_cover(
		analysis->data->set,
		analysis_inner(analysis, places->out, part + 1, places->outer),
		cells, places->touching);
}

void analysis_relate_bounds_nested(struct analysis *analysis,
				   const struct analysis_places *places,
				   disclosure_cell *cells)
{
	uint32_t *parts =
		memory_resize(NULL, analysis->theme_count + 1, sizeof *parts);
	for (size_t b = 0; b < analysis->data->bound_count; b++) {
		const struct analysis_bound *bound = &analysis->data->bounds[b];
		bound_outer(analysis, places, bound, parts);
		bound_inner(analysis, places, bound, cells);
	}
	free(parts);
}
