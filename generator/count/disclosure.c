/* The set of cells: what is added, and what may be printed. How cells are
 * chosen to be hidden: disclosure_witness.c. */
#include "count/disclosure.h"

#include <assert.h>
#include <string.h>

#include "count/disclosure_private.h"

struct disclosure *disclosure_new(struct arena *arena,
				  struct disclosure_rules rules)
{
	struct disclosure *set = ARENA_NEW(arena, struct disclosure);
	set->arena = arena;
	set->rules = rules;
	return set;
}

static disclosure_cell add(struct disclosure *set, uint32_t count,
			   bool is_published)
{
	assert(!set->is_done);
	set->cells = arena_grow(set->arena, set->cells, set->count,
				&set->capacity, sizeof *set->cells);
	bool is_small = count > 0 && count < set->rules.least_shown;
	set->cells[set->count] = (struct disclosure_item){
		.count = count,
		.weight = 1,
		.is_published = is_published,
		.is_fixed = is_published && count == 0,
		.is_small = is_small,
		.is_hidden = is_small || !is_published,
	};
	return set->count++;
}

disclosure_cell disclosure_add(struct disclosure *set, uint32_t count)
{
	return add(set, count, true);
}

disclosure_cell disclosure_add_unpublished(struct disclosure *set,
					   uint32_t count)
{
	return add(set, count, false);
}

void disclosure_set_weight(struct disclosure *set, disclosure_cell cell,
			   uint32_t weight)
{
	assert(!set->is_done && weight <= 10000);
	set->cells[cell].weight = weight;
}

#ifndef NDEBUG
static uint64_t count_parts(const struct disclosure *set,
			    const disclosure_cell *parts, size_t count)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < count; i++)
		sum += set->cells[parts[i]].count;
	return sum;
}
#endif

static struct disclosure_relation *
add_relation(struct disclosure *set, struct disclosure_relations *relations,
	     disclosure_cell whole, const disclosure_cell *parts, size_t count)
{
	assert(!set->is_done);
	relations->items =
		arena_grow(set->arena, relations->items, relations->count,
			   &relations->capacity, sizeof *relations->items);
	disclosure_cell *copy =
		arena_copy_array(set->arena, parts, count, sizeof *parts);
	struct disclosure_relation *relation =
		&relations->items[relations->count++];
	*relation = (struct disclosure_relation){ .whole = whole,
						  .parts = copy,
						  .count = (uint32_t)count };
	return relation;
}

void disclosure_add_sum(struct disclosure *set, disclosure_cell total,
			const disclosure_cell *parts, size_t count)
{
	assert(count_parts(set, parts, count) == set->cells[total].count);
	add_relation(set, &set->sums, total, parts, count);
}

void disclosure_add_subset(struct disclosure *set, disclosure_cell part,
			   disclosure_cell whole)
{
	disclosure_add_cover(set, part, &whole, 1);
}

void disclosure_add_fact(struct disclosure *set, disclosure_cell whole,
			 const disclosure_cell *parts, size_t count)
{
	assert(count_parts(set, parts, count) == set->cells[whole].count);
	add_relation(set, &set->facts, whole, parts, count)->is_exact = true;
}

void disclosure_add_rest(struct disclosure *set, disclosure_cell whole,
			 const disclosure_cell *parts, size_t count,
			 bool is_secret)
{
	assert(count_parts(set, parts, count) <= set->cells[whole].count);
	struct disclosure_relation *relation =
		add_relation(set, &set->facts, whole, parts, count);
	relation->is_rest = true;
	int64_t rest = disclosure_slack(set, relation);
	relation->is_secret =
		is_secret && rest > 0 && rest < set->rules.least_shown;
}

void disclosure_add_cover(struct disclosure *set, disclosure_cell whole,
			  const disclosure_cell *parts, size_t count)
{
	assert(count_parts(set, parts, count) >= set->cells[whole].count);
	add_relation(set, &set->facts, whole, parts, count);
}

disclosure_cell disclosure_add_rest_cell(struct disclosure *set,
					 disclosure_cell whole,
					 const disclosure_cell *parts,
					 size_t count, bool is_secret)
{
	uint32_t rest = set->cells[whole].count;
	for (size_t i = 0; i < count; i++)
		rest -= set->cells[parts[i]].count;
	disclosure_cell cell = disclosure_add_unpublished(set, rest);
	set->cells[cell].is_small &= is_secret;
	struct disclosure_relation *relation =
		add_relation(set, &set->facts, whole, parts, count);
	disclosure_cell *all =
		ARENA_NEW_ARRAY(set->arena, count + 1, disclosure_cell);
	if (count)
		memcpy(all, parts, count * sizeof *all);
	all[count] = cell;
	relation->parts = all;
	relation->count = (uint32_t)count + 1;
	relation->is_exact = true;
	return cell;
}

bool disclosure_find_relation(const struct disclosure *set, size_t number,
			      struct disclosure_known *known)
{
	bool is_fact = number >= set->sums.count;
	size_t index = is_fact ? number - set->sums.count : number;
	const struct disclosure_relations *all =
		is_fact ? &set->facts : &set->sums;
	if (index >= all->count)
		return false;
	const struct disclosure_relation *one = &all->items[index];
	*known = (struct disclosure_known){
		.sense = !is_fact || one->is_exact ? DISCLOSURE_EQUAL :
			 one->is_rest              ? DISCLOSURE_AT_LEAST :
						     DISCLOSURE_AT_MOST,
		.is_fact = is_fact,
		.whole = one->whole,
		.parts = one->parts,
		.count = one->count,
	};
	return true;
}

size_t disclosure_cell_count(const struct disclosure *set)
{
	return set->count;
}

void disclosure_protect(struct disclosure *set)
{
	assert(!set->is_done);
	disclosure_hide(set);
	set->is_done = true;
}

bool disclosure_is_shown(const struct disclosure *set, disclosure_cell cell)
{
	assert(set->is_done);
	return !set->cells[cell].is_hidden;
}

uint32_t disclosure_round(struct disclosure_rules rules, uint32_t count)
{
	uint64_t step = rules.rounding > 1 ? rules.rounding : 1;
	uint64_t rounded = (count + step / 2) / step * step;
	if (count && !rounded)
		rounded = step;
	return rounded > UINT32_MAX ? UINT32_MAX : (uint32_t)rounded;
}

uint32_t disclosure_count(const struct disclosure *set, disclosure_cell cell)
{
	if (!disclosure_is_shown(set, cell))
		return 0;
	return disclosure_round(set->rules, set->cells[cell].count);
}

bool disclosure_share(const struct disclosure *set, disclosure_cell count,
		      disclosure_cell base, double *share)
{
	*share = 0;
	uint32_t of = disclosure_count(set, base);
	if (!of || of < set->rules.least_base ||
	    !disclosure_is_shown(set, count))
		return false;
	*share = (double)disclosure_count(set, count) / of;
	return true;
}

struct disclosure_report disclosure_report(const struct disclosure *set)
{
	struct disclosure_report report = { 0, 0 };
	for (uint32_t i = 0; i < set->count; i++) {
		const struct disclosure_item *cell = &set->cells[i];
		report.cells += cell->is_published;
		report.hidden += cell->is_published && cell->is_hidden;
	}
	return report;
}
