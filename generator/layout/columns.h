/* Strips of the flow, side by side: contents and long narrow tables run in
 * columns where these save pages. */
#ifndef EVERYREAD_LAYOUT_COLUMNS_H
#define EVERYREAD_LAYOUT_COLUMNS_H

#include "layout/flow.h"

struct columns {
	uint32_t first;      /* strip; all from it to the newest one */
	uint32_t head_count; /* of them the first, repeated over each column */
	uint32_t count;      /* of columns, at least 1 */
	lu step;    /* [lu] from one to the next; less than 0: to the left */
	lu tallest; /* [lu] that a column may be */
};

/* Folds strips that were set at the place of the first column. They become
 * bands, one strip each, of `count` columns that are as high as each other as
 * far as breaks allow: a column begins neither with a strip that belongs to
 * the one before nor with one that would tear a lead-in. Lines of a row come
 * cell by cell. What is anchored in a band begins with it. The strips stand in
 * no box or table of their own, and nothing in them moves. */
void columns_fold(struct flow *flow, const struct columns *columns);

/* Makes one band of the strips from `first` to the newest one: those from
 * `second` on stand beside those before them, and those from `below` on below
 * these. Their places across the page are what they were set to. */
void columns_set_beside(struct flow *flow, uint32_t first, uint32_t second,
			uint32_t below);

/* Makes one band of strips that begin with each of `starts`, beside each other.
 * In a note they stay below each other. */
void columns_set_side_by_side(struct flow *flow, const uint32_t *starts,
			      uint32_t count);

#endif
