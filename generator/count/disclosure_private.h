/* The set of cells and relations as disclosure control sees it. Private to
 * count/disclosure*.c. */
#ifndef EVERYREAD_COUNT_DISCLOSURE_PRIVATE_H
#define EVERYREAD_COUNT_DISCLOSURE_PRIVATE_H

#include "count/disclosure.h"

struct disclosure_item {
	uint32_t count;
	uint32_t weight; /* how much dearer than its count it is to hide */
	bool is_published;
	bool is_small;     /* from 1 to least_shown - 1 */
	bool is_hidden;    /* so far */
	bool is_protected; /* small, and some witness has it not small */
};

/* sum of the parts - whole: = 0 for an equation, else ≥ 0 */
struct disclosure_relation {
	disclosure_cell whole;
	const disclosure_cell *parts;
	uint32_t count;
};

struct disclosure_relations {
	struct disclosure_relation *items;
	uint32_t count, capacity;
};

struct disclosure {
	struct arena *arena;
	struct disclosure_rules rules;
	struct disclosure_item *cells;
	uint32_t count, capacity;
	struct disclosure_relations equations, inequalities;
	bool is_done;
};

/* Published zeros are shown whatever comes; nothing else is fixed. */
static inline bool disclosure_is_fixed(const struct disclosure_item *cell)
{
	return cell->is_published && cell->count == 0;
}

/* Finds a witness for every small cell and hides what differs in it. */
void disclosure_hide(struct disclosure *set);

#endif
