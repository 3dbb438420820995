/* Cutting the flow into pages, where that costs least (cost.h).
 *
 * Breaks are found over a whole part, that is from one forced break to the
 * next, as those of lines are over a whole paragraph: by dynamic programming
 * over the places where a page may end (Knuth and Plass, Breaking Paragraphs
 * into Lines, 1981; with what moves: Plass, Optimal Pagination Techniques,
 * 1981, and Mittelbach, A General Framework for Globally Optimized
 * Pagination, 2016). */
#ifndef EVERYREAD_PAGES_PAGINATE_H
#define EVERYREAD_PAGES_PAGINATE_H

#include "layout/flow.h"
#include "pages/cost.h"

/* One page: strips below each other, the table head that is repeated above
 * them, and note strips at its foot. */
struct page_plan {
	enum page_kind kind;
	uint32_t first, end;             /* [first, end) of plan.order */
	uint32_t repeated_table;         /* flow.tables, or FLOW_NONE */
	uint32_t first_note, note_count; /* plan.notes */
	lu height;                       /* of strips and head [lu] */
	lu notes_height; /* of the notes with the space above them [lu] */
};

struct plan {
	VECTOR(struct page_plan) pages;
	VECTOR(uint32_t) order; /* indices of flow.strips */
	VECTOR(lu) distances;   /* above each of these; 0: top of a page */
	VECTOR(uint32_t) notes; /* indices of flow.note_strips */
	int64_t cost;           /* of all pages */
};

/* The area of a page kind that strips and notes may fill. */
lu paginate_page_kind_top(const struct style *style, enum page_kind kind);
lu paginate_page_kind_height(const struct style *style, enum page_kind kind);

/* Space between a page's text and its first note, with the rule in it. */
lu paginate_notes_separation(const struct style *style);

/* Every strip and every note strip is on exactly one page, in order, but for
 * what may move (flow.movables): such a group may head the next page while
 * the text after it fills this one, though not what stands behind a forced
 * break or a heading that ends the section it belongs to (those below it may
 * come first); and it heads no page that goes on with a list, a
 * quotation, a box or a table. Strips that must stay together are torn only
 * where nothing else fits. Distances between strips give or take a little so
 * that pages end at the same height. The same flow always gives the same
 * plan. Time and memory are linear in the strips: a page has so many strips
 * at most, and of the ways to one place only the few cheapest are kept. */
void paginate(const struct flow *flow, struct plan *plan);

void paginate_plan_release(struct plan *plan);

#endif
