/* What readers may know of how the data hang together, found in the data:
 * which themes share nobody, which add up to another, which dimension tells
 * another one, which codings add up to all. A fact that came about by chance
 * is kept like one that every reader knows: it costs a hidden count at most,
 * and one that is left out would give counts away. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/vector.h"
#include "count/analysis_private.h"

/* Steps of one family's search for sums that come out even, and how many of
 * these are kept. */
#define MOST_STEPS 20000
#define MOST_PARTITIONS 4

/* ---- Dimensions that tell others --------------------------------------- */

/* A value all of whose cases share one of another dimension's is taken for
 * nested where chance would do that less often than one time in a thousand.
 */
#define LOG_OF_CHANCE -6.9

static uint32_t *sum_up(const struct analysis *analysis,
			const struct analysis_nesting *pair, bool is_by_outer)
{
	uint32_t inner = analysis->data->value_counts[pair->inner];
	uint32_t outer = analysis->data->value_counts[pair->outer];
	uint32_t *sums =
		memory_allocate((is_by_outer ? outer : inner) * sizeof *sums);
	for (uint32_t i = 0; i < inner; i++)
		for (uint32_t k = 0; k < outer; k++)
			sums[is_by_outer ? k : i] +=
				pair->counts[i * outer + k];
	return sums;
}

static uint32_t count_used(const uint32_t *sums, uint32_t count)
{
	uint32_t used = 0;
	for (uint32_t i = 0; i < count; i++)
		used += sums[i] > 0;
	return used;
}

/* Whether the inner dimension tells the outer: half of the values that anybody
 * stated, or more, lie within one outer value each, as all districts do but the
 * one that two regions share; or one of them does that is too large for chance.
 */
static bool is_nested(const struct analysis *analysis,
		      struct analysis_nesting *pair)
{
	const struct analysis_data *data = analysis->data;
	uint32_t inner = data->value_counts[pair->inner];
	uint32_t outer = data->value_counts[pair->outer];
	uint32_t *rows = sum_up(analysis, pair, false);
	uint32_t *columns = sum_up(analysis, pair, true);
	uint32_t stated = inner - data->has_missing[pair->inner];
	bool has_certain = false;
	uint32_t within = 0, used = count_used(rows, stated);
	for (uint32_t i = 0; i < inner; i++)
		for (uint32_t k = 0; k < outer; k++) {
			uint32_t count = pair->counts[i * outer + k];
			within += count && count == rows[i] && i < stated;
			has_certain |= count && count == rows[i] &&
				       count * log((double)columns[k] /
						   analysis->case_count) <
					       LOG_OF_CHANCE;
		}
	pair->is_whole = within == used;
	bool is_one = count_used(columns, outer) > 1 && used > 1 &&
		      (2 * within >= used || has_certain);
	free(rows);
	free(columns);
	return is_one;
}

static const uint32_t *count_both(const struct analysis *analysis,
				  const uint32_t *values, uint32_t inner,
				  uint32_t outer)
{
	const struct analysis_data *data = analysis->data;
	size_t dimensions = analysis->settings->dimension_count;
	size_t columns = data->value_counts[outer];
	uint32_t *counts = memory_allocate(data->value_counts[inner] * columns *
					   sizeof *counts);
	for (uint32_t i = 0; i < analysis->case_count; i++) {
		const uint32_t *one = &values[i * dimensions];
		counts[one[inner] * columns + one[outer]]++;
	}
	return counts;
}

void analysis_find_nested(struct analysis *analysis, struct arena *arena,
			  const uint32_t *values)
{
	struct analysis_data *data = analysis->data;
	uint32_t count = analysis->settings->dimension_count;
	data->nestings = ARENA_NEW_ARRAY(arena, (size_t)count * count,
					 struct analysis_nesting);
	for (uint32_t a = 0; a < count; a++)
		for (uint32_t b = 0; b < count; b++) {
			struct analysis_nesting pair = { a, b, false, NULL };
			if (a == b || analysis->case_count == 0)
				continue;
			pair.counts = count_both(analysis, values, a, b);
			if (is_nested(analysis, &pair)) {
				size_t size = (size_t)data->value_counts[a] *
					      data->value_counts[b] *
					      sizeof *pair.counts;
				const void *kept = arena_copy(
					arena, (const char *)pair.counts, size);
				free((void *)pair.counts);
				pair.counts = kept;
				data->nestings[data->nesting_count++] = pair;
				continue;
			}
			free((void *)pair.counts);
		}
}

/* ---- Families ---------------------------------------------------------- */

static uint32_t count_of(const struct analysis *analysis, uint32_t group)
{
	return analysis->data->tables[0]
		.counts[analysis_place(analysis, 0, group, 0, 0)];
}

static bool are_apart(const struct analysis *analysis, uint32_t a, uint32_t b)
{
	return !analysis_overlap(analysis, a, b);
}

static bool is_apart_from_all(const struct analysis *analysis, uint32_t theme,
			      const uint32_t *others, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		if (!are_apart(analysis, theme, others[i]))
			return false;
	return true;
}

static bool is_same_family(const struct analysis_family *one, uint32_t whole,
			   const uint32_t *members, uint32_t count)
{
	return one->whole == whole && one->members.count == count &&
	       memcmp(one->members.items, members, count * sizeof *members) ==
		       0;
}

static int compare_numbers(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
	return a < b ? -1 : a > b;
}

struct finder {
	struct analysis *analysis;
	struct arena *arena;
	VECTOR(struct analysis_family) families;
	uint32_t whole; /* group */
	uint32_t *siblings, count;
	uint32_t *chosen, chosen_count;
	uint32_t steps, partitions;
};

static void keep_family(struct finder *finder, const uint32_t *members,
			uint32_t count)
{
	uint32_t *sorted = ARENA_NEW_ARRAY(finder->arena, count, uint32_t);
	uint64_t sum = 0;
	memcpy(sorted, members, count * sizeof *sorted);
	qsort(sorted, count, sizeof *sorted, compare_numbers);
	for (size_t i = 0; i < finder->families.count; i++)
		if (is_same_family(&finder->families.items[i], finder->whole,
				   sorted, count))
			return;
	for (uint32_t i = 0; i < count; i++)
		sum += count_of(finder->analysis, sorted[i] + 1);
	for (uint32_t i = 0; i < count; i++)
		*VECTOR_ADD(&finder->families) = (struct analysis_family){
			finder->whole,
			{ sorted, count },
			count == finder->count,
			sum == count_of(finder->analysis, finder->whole)
		};
}

/* Each sibling joins the first of the families that it shares nobody with. */
static void find_apart(struct finder *finder)
{
	bool *is_taken = memory_allocate(finder->count * sizeof *is_taken + 1);
	for (uint32_t i = 0; i < finder->count; i++) {
		if (is_taken[i])
			continue;
		uint32_t count = 0;
		for (uint32_t k = i; k < finder->count; k++) {
			if (is_taken[k] ||
			    !is_apart_from_all(finder->analysis,
					       finder->siblings[k],
					       finder->chosen, count))
				continue;
			is_taken[k] = true;
			finder->chosen[count++] = finder->siblings[k];
		}
		if (count > 1)
			keep_family(finder, finder->chosen, count);
	}
	free(is_taken);
}

/* Siblings that share nobody and whose counts come to the whole. */
static void find_partitions(struct finder *finder, uint32_t first,
			    uint32_t rest)
{
	if (rest == 0 && finder->chosen_count > 0) {
		finder->partitions++;
		keep_family(finder, finder->chosen, finder->chosen_count);
		return;
	}
	for (uint32_t i = first; i < finder->count; i++) {
		uint32_t theme = finder->siblings[i];
		uint32_t count = count_of(finder->analysis, theme + 1);
		if (finder->steps++ > MOST_STEPS ||
		    finder->partitions == MOST_PARTITIONS)
			return;
		if (count > rest ||
		    !is_apart_from_all(finder->analysis, theme, finder->chosen,
				       finder->chosen_count))
			continue;
		finder->chosen[finder->chosen_count++] = theme;
		find_partitions(finder, i + 1, rest - count);
		finder->chosen_count--;
	}
}

/* Those of a group that anybody has, the most frequent first. */
static void find_siblings(struct finder *finder)
{
	struct analysis *analysis = finder->analysis;
	struct project_list below = analysis->data->below[finder->whole];
	finder->count = 0;
	for (uint32_t i = 0; i < below.count; i++) {
		uint32_t theme = below.items[i], at = finder->count;
		uint32_t count = count_of(analysis, theme + 1);
		if (count == 0)
			continue;
		for (; at > 0 &&
		       count_of(analysis, finder->siblings[at - 1] + 1) < count;
		     at--)
			finder->siblings[at] = finder->siblings[at - 1];
		finder->siblings[at] = theme;
		finder->count++;
	}
}

static void find_families(struct analysis *analysis, struct arena *arena)
{
	struct finder finder = { .analysis = analysis, .arena = arena };
	finder.siblings =
		ARENA_NEW_ARRAY(arena, analysis->theme_count, uint32_t);
	finder.chosen = ARENA_NEW_ARRAY(arena, analysis->theme_count, uint32_t);
	for (uint32_t group = 0; group <= analysis->theme_count; group++) {
		finder.whole = group;
		find_siblings(&finder);
		find_apart(&finder);
		finder.chosen_count = finder.steps = finder.partitions = 0;
		if (finder.count)
			find_partitions(&finder, 0, count_of(analysis, group));
	}
	size_t count = finder.families.count;
	analysis->data->families =
		arena_copy_array(arena, finder.families.items, count,
				 sizeof *finder.families.items);
	analysis->data->family_count = (uint32_t)count;
	VECTOR_RELEASE(&finder.families);
}

/* ---- Themes of the same people ----------------------------------------- */

struct hashed {
	uint64_t hash;
	uint32_t group;
};

static int compare_hashed(const void *left, const void *right)
{
	const struct hashed *a = left, *b = right;
	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return a->group < b->group ? -1 : a->group > b->group;
}

/* data->people. Two sets of different cases get one hash one time in 2^64. Of
 * themes that nobody has each is one of its own: the zeros are known. */
static void find_same(struct analysis *analysis, struct arena *arena)
{
	uint32_t count = analysis->theme_count + 1;
	struct hashed *all = memory_resize(NULL, count, sizeof *all);
	uint32_t *people = ARENA_NEW_ARRAY(arena, count, uint32_t);
	for (uint32_t group = 0; group < count; group++) {
		all[group] =
			(struct hashed){ analysis->data->hashes[group], group };
		people[group] = group;
	}
	qsort(all, count, sizeof *all, compare_hashed);
	for (uint32_t i = 1; i < count; i++)
		if (all[i].hash == all[i - 1].hash &&
		    count_of(analysis, all[i].group))
			people[all[i].group] = people[all[i - 1].group];
	free(all);
	analysis->data->people = people;
}

/* ---- All codings ------------------------------------------------------- */

/* Whether the codings add up: each is one person's with a theme, and none is
 * counted elsewhere. Then their number tells the last count. */
static void find_codings(struct analysis *analysis, struct arena *arena,
			 const uint32_t *theme_of_code)
{
	const struct project *project = analysis->project;
	uint32_t *direct =
		ARENA_NEW_ARRAY(arena, project->code_count, uint32_t);
	uint64_t sum = 0;
	bool is_sum = project->segment_count > 0;
	for (uint32_t i = 0; i < project->case_count; i++) {
		struct project_list codes = project->cases[i].codes;
		for (uint32_t k = 0; k < codes.count; k++)
			direct[codes.items[k]]++;
	}
	bool *is_coded = ARENA_NEW_ARRAY(arena, analysis->theme_count, bool);
	for (uint32_t code = 0; code < project->code_count; code++) {
		if (!direct[code])
			continue;
		uint32_t theme = theme_of_code[code];
		sum += direct[code];
		is_sum &= theme != PROJECT_NONE &&
			  count_of(analysis, theme + 1) == direct[code];
		if (theme != PROJECT_NONE)
			is_coded[theme] = true;
	}
	analysis->data->is_coded = is_coded;
	analysis->data->has_coding_sum =
		is_sum && sum == project->segment_count;
}

void analysis_find_facts(struct analysis *analysis, struct arena *arena,
			 const uint32_t *theme_of_code)
{
	find_families(analysis, arena);
	find_same(analysis, arena);
	find_codings(analysis, arena, theme_of_code);
}
