/* The set of cells and relations as disclosure control sees it. Private to
 * count/disclosure*.c. */
#ifndef EVERYREAD_COUNT_DISCLOSURE_PRIVATE_H
#define EVERYREAD_COUNT_DISCLOSURE_PRIVATE_H

#include "count/disclosure.h"

struct disclosure_item {
	uint32_t count;
	uint32_t weight; /* how much dearer than its count it is to hide */
	bool is_published;
	bool is_fixed;     /* a zero that everybody knows */
	bool is_small;     /* from 1 to least_shown - 1 */
	bool is_hidden;    /* so far */
	bool is_protected; /* small, and some witness has it not small */
};

/* A table's sum: the whole = the sum of the parts. A fact: whole ≤ that sum;
 * of a rest, whole ≥ that sum; where it is exact, the same. */
struct disclosure_relation {
	disclosure_cell whole;
	const disclosure_cell *parts;
	uint32_t count;
	bool is_rest, is_exact;
	bool is_secret;    /* a rest that is small must not be told */
	bool is_protected; /* secret, and some witness has it not small */
};

struct disclosure_relations {
	struct disclosure_relation *items;
	uint32_t count;
	size_t capacity;
};

struct disclosure {
	struct arena *arena;
	struct disclosure_rules rules;
	struct disclosure_item *cells;
	uint32_t count;
	size_t capacity;
	struct disclosure_relations sums, facts;
	bool is_done;
};

/* What the sides of a fact leave between them: at least 0. */
static inline int64_t disclosure_slack(const struct disclosure *set,
				       const struct disclosure_relation *one)
{
	int64_t slack = -(int64_t)set->cells[one->whole].count;
	for (uint32_t i = 0; i < one->count; i++)
		slack += set->cells[one->parts[i]].count;
	return one->is_rest ? -slack : slack;
}

/* Finds a witness for every small cell and hides what differs in it. */
void disclosure_hide(struct disclosure *set);

#endif
