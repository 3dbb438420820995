/* What readers may know of how the data hang together, found in the data:
 * which themes share nobody, which add up to another, which are all but
 * another's people, which codings add up to all. A fact that came about by chance
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
	bool is_anywhere; /* not below the whole */
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
	*VECTOR_ADD(&finder->families) =
		(struct analysis_family){ finder->whole,
					  { sorted, count },
					  count == finder->count,
					  sum == count_of(finder->analysis,
							  finder->whole),
					  finder->is_anywhere };
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

/* ---- Themes that have to do with others elsewhere ---------------------- */

bool analysis_is_no_chance(uint32_t all, uint32_t among, uint32_t count)
{
	return count * log((double)among / all) < ANALYSIS_LOG_OF_CHANCE;
}

/* The group of this hash, or NONE. */
static uint32_t find_hash(const struct hashed *all, uint32_t count,
			  uint64_t hash)
{
	uint32_t from = 0, to = count;
	while (from < to) {
		uint32_t middle = from + (to - from) / 2;
		if (all[middle].hash < hash)
			from = middle + 1;
		else
			to = middle;
	}
	return from < count && all[from].hash == hash ? all[from].group :
							PROJECT_NONE;
}

/* Of all sets as large as the smaller of the two, one alone makes it so. */
static bool is_pair_by_chance(const struct analysis *analysis, uint32_t a,
			      uint32_t b)
{
	uint32_t first = count_of(analysis, a + 1);
	uint32_t second = count_of(analysis, b + 1);
	double least = first < second ? first : second;
	double all = analysis->case_count;
	return lgamma(least + 1) + lgamma(all - least + 1) - lgamma(all + 1) >=
	       ANALYSIS_LOG_OF_CHANCE;
}

static void consider_pair(struct finder *finder, const struct hashed *all,
			  uint32_t a, uint32_t b)
{
	struct analysis *analysis = finder->analysis;
	const uint64_t *hashes = analysis->data->hashes;
	uint32_t pair[] = { a, b };
	uint32_t whole = find_hash(all, analysis->theme_count + 1,
				   hashes[a + 1] + hashes[b + 1]);
	if (whole == PROJECT_NONE || is_pair_by_chance(analysis, a, b))
		return;
	struct project_list below = analysis->data->below[whole];
	if (project_list_has(below, a) && project_list_has(below, b))
		return;
	finder->whole = whole;
	keep_family(finder, pair, 2);
}

/* Two that share nobody and are all of a third, anywhere in the hierarchy: the
 * hash of all is the sum of theirs. */
static void find_pairs(struct finder *finder)
{
	struct analysis *analysis = finder->analysis;
	const struct analysis_data *data = analysis->data;
	uint32_t count = analysis->theme_count, used = 0;
	struct hashed *all = memory_resize(NULL, count + 1, sizeof *all);
	uint32_t *themes = memory_resize(NULL, count + 1, sizeof *themes);
	for (uint32_t group = 0; group <= count; group++) {
		all[group] = (struct hashed){ data->hashes[group], group };
		if (group && data->people[group] == group &&
		    count_of(analysis, group))
			themes[used++] = group - 1;
	}
	qsort(all, count + 1, sizeof *all, compare_hashed);
	finder->count = 0;
	finder->is_anywhere = true;
	for (uint32_t i = 0; i < used && count <= ANALYSIS_MOST_RELATED; i++)
		for (uint32_t k = i + 1; k < used; k++)
			consider_pair(finder, all, themes[i], themes[k]);
	free(themes);
	free(all);
}

/* ---- All families ------------------------------------------------------ */

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
	find_pairs(&finder);
	size_t count = finder.families.count;
	analysis->data->families =
		arena_copy_array(arena, finder.families.items, count,
				 sizeof *finder.families.items);
	analysis->data->family_count = (uint32_t)count;
	VECTOR_RELEASE(&finder.families);
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
	find_same(analysis, arena);
	find_families(analysis, arena);
	analysis_find_bounds(analysis, arena);
	find_codings(analysis, arena, theme_of_code);
}
