/* What a page costs: the one place that says which pages are good. The breaks
 * of a part (what stands between forced breaks) are those whose pages cost
 * least together (paginate.h). */
#ifndef EVERYREAD_PAGES_COST_H
#define EVERYREAD_PAGES_COST_H

#include "layout/flow.h"

/* All that is asked about a page. */
struct page_measure {
	enum page_kind kind;
	lu available;
	lu height;       /* of its strips and the head repeated above them */
	lu distances;    /* the part of it between blocks, which may change */
	lu notes_height; /* of the notes with what separates them; or 0 */
	bool is_last;    /* of its part */
	bool tears_kept; /* at a break that is forbidden: nothing else went */
	bool carries_notes;     /* to the next page */
	enum torn torn;         /* by the break at its end */
	uint32_t waiting_count; /* movables that wait for a later page */
};

/* [lu] By how much the distances of a page may change, at most. */
lu page_cost_give(lu distances);

/* [lu] What is added to the distances of a page, all in all, so that its text
 * ends where pages end; less than 0: taken from them. 0 where that would be
 * more than they may change. */
lu page_cost_stretch(const struct page_measure *page);

/* Never negative; costs of pages add up to that of the part. */
int64_t page_cost(const struct page_measure *page);

#endif
