/* Components by union-find over the sums, and the indices. */
#include "count/disclosure_search.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static uint32_t find_root(uint32_t *parents, uint32_t cell)
{
	while (parents[cell] != cell) {
		parents[cell] = parents[parents[cell]];
		cell = parents[cell];
	}
	return cell;
}

static void join(const struct disclosure *set, uint32_t *parents, uint32_t a,
		 uint32_t b)
{
	if (set->cells[a].is_fixed || set->cells[b].is_fixed)
		return;
	a = find_root(parents, a);
	b = find_root(parents, b);
	parents[a > b ? a : b] = a > b ? b : a;
}

static void find_components(struct search *search)
{
	const struct disclosure *set = search->set;
	uint32_t *parents = memory_resize(NULL, set->count, sizeof *parents);
	for (uint32_t i = 0; i < set->count; i++)
		parents[i] = i;
	for (uint32_t i = 0; i < set->sums.count; i++) {
		const struct disclosure_relation *one = &set->sums.items[i];
		for (uint32_t k = 0; k < one->count; k++)
			join(set, parents, one->whole, one->parts[k]);
	}
	for (uint32_t i = 0; i < set->count; i++)
		parents[i] = find_root(parents, i);
	search->component = parents;
}

/* An index of pairs (key, item), added in two rounds of the same calls: the
 * first counts. */
static void index_start(struct index *index, uint32_t keys)
{
	index->starts = memory_allocate((keys + 2) * sizeof *index->starts);
	index->items = NULL;
}

static void index_add(struct index *index, uint32_t key, uint32_t item)
{
	if (index->items)
		index->items[index->starts[key + 1]++] = item;
	else
		index->starts[key + 2]++;
}

static void index_turn(struct index *index, uint32_t keys)
{
	for (uint32_t i = 2; i < keys + 2; i++)
		index->starts[i] += index->starts[i - 1];
	index->items = memory_resize(NULL, index->starts[keys + 1] + 1,
				     sizeof *index->items);
}

static void index_release(struct index *index)
{
	free(index->starts);
	free(index->items);
}

static void add_to_indices(struct search *search)
{
	const struct disclosure *set = search->set;
	for (uint32_t i = 0; i < set->count; i++)
		if (!set->cells[i].is_fixed)
			index_add(&search->cells, search->component[i], i);
	for (uint32_t i = 0; i < set->sums.count; i++) {
		uint32_t whole = set->sums.items[i].whole;
		if (!set->cells[whole].is_fixed)
			index_add(&search->sums, search->component[whole], i);
	}
	for (uint32_t i = 0; i < set->facts.count; i++) {
		const struct disclosure_relation *one = &set->facts.items[i];
		index_add(&search->facts, one->whole, i);
		for (uint32_t k = 0; k < one->count; k++)
			index_add(&search->facts, one->parts[k], i);
	}
}

static size_t longest_relation(const struct disclosure_relations *relations)
{
	size_t longest = 0;
	for (uint32_t i = 0; i < relations->count; i++)
		if (relations->items[i].count > longest)
			longest = relations->items[i].count;
	return longest;
}

/* Nobody is in the parts of nobody: where a sum is known to be zero, all of
 * it is. */
static void fix_parts_of_zeros(struct disclosure *set)
{
	bool has_changed = true;
	while (has_changed) {
		has_changed = false;
		for (uint32_t i = 0; i < set->sums.count; i++) {
			const struct disclosure_relation *one =
				&set->sums.items[i];
			if (!set->cells[one->whole].is_fixed)
				continue;
			for (uint32_t k = 0; k < one->count; k++) {
				bool *is_fixed =
					&set->cells[one->parts[k]].is_fixed;
				has_changed |= !*is_fixed;
				*is_fixed = true;
			}
		}
	}
}

void disclosure_search_init(struct search *search, struct disclosure *set)
{
	memset(search, 0, sizeof *search);
	search->set = set;
	fix_parts_of_zeros(set);
	find_components(search);
	index_start(&search->cells, set->count);
	index_start(&search->sums, set->count);
	index_start(&search->facts, set->count);
	add_to_indices(search);
	index_turn(&search->cells, set->count);
	index_turn(&search->sums, set->count);
	index_turn(&search->facts, set->count);
	add_to_indices(search);
	size_t longest = longest_relation(&set->sums);
	size_t other = longest_relation(&set->facts);
	longest = longest > other ? longest : other;
	search->terms =
		memory_resize(NULL, 2 * longest + 2, sizeof *search->terms);
	search->seen =
		memory_allocate((set->facts.count + 1) * sizeof *search->seen);
	search->is_in = memory_allocate(set->count * sizeof *search->is_in);
	search->local = memory_resize(NULL, set->count, sizeof *search->local);
	memset(search->local, 0xFF, set->count * sizeof *search->local);
	search->by = memory_allocate(set->count * sizeof *search->by);
	search->change = memory_allocate(set->count * sizeof *search->change);
	search->most_up =
		memory_resize(NULL, set->count, sizeof *search->most_up);
	search->most_down =
		memory_resize(NULL, set->count, sizeof *search->most_down);
}

void disclosure_search_release(struct search *search)
{
	free(search->component);
	index_release(&search->cells);
	index_release(&search->sums);
	index_release(&search->facts);
	VECTOR_RELEASE(&search->components);
	VECTOR_RELEASE(&search->movable);
	VECTOR_RELEASE(&search->relevant);
	VECTOR_RELEASE(&search->best);
	free(search->local);
	free(search->seen);
	free(search->is_in);
	free(search->by);
	free(search->change);
	free(search->most_up);
	free(search->most_down);
	free(search->terms);
}
