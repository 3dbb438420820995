/* Cutting the flow into pages. */
#ifndef EVERYREAD_PAGES_PAGINATE_H
#define EVERYREAD_PAGES_PAGINATE_H

#include "layout/flow.h"

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
	VECTOR(uint32_t) notes; /* indices of flow.note_strips */
};

/* The area of a page kind that strips and notes may fill. */
lu paginate_page_kind_top(const struct style *style, enum page_kind kind);
lu paginate_page_kind_height(const struct style *style, enum page_kind kind);

/* Space between a page's text and its first note, with the rule in it. */
lu paginate_notes_separation(const struct style *style);

/* Fills pages greedily, each to its last allowed break: every strip and every
 * note strip is on exactly one page, in order, but for what may move
 * (flow.movables): where such a group does not fit any more, the text after it
 * fills the page and the group heads the next one, before a heading or a
 * forced break in any case. Where strips that must stay together are higher
 * than a page they are torn all the same. A last page of a few lines before a
 * forced break gets some of the page before it. Time is linear in the strips
 * as long as kept groups are bounded by a page. */
void paginate(const struct flow *flow, struct plan *plan);

void paginate_plan_release(struct plan *plan);

#endif
