/* Filling one page, strip by strip: what stands on it, how high that is, and
 * what is left for the pages after it. */
#ifndef EVERYREAD_PAGES_FILLING_H
#define EVERYREAD_PAGES_FILLING_H

#include "pages/cost.h"
#include "pages/paginate.h"

/* Where a page begins, or the one before it ends. */
struct page_state {
	uint32_t strip;   /* the flow's next one */
	uint32_t waiting; /* flow.movables: the first of those before `strip`
			   * that are on no page yet; the number of movables
			   * before `strip` where none waits */
	uint32_t note;    /* the next note strip in the order of the notes */
};

/* What stands before each strip of a flow. */
struct flow_index {
	const struct flow *flow;
	struct before {
		uint32_t movables; /* that begin before the strip */
		uint32_t notes;    /* note strips of strips before it */
	} * before;                /* by strip, and one for the end */
	uint32_t *note_order;      /* flow.note_strips, as they are referred to
				    * in the text */
	int64_t *note_heights;     /* [lu] of the note strips before one in that
				* order, with their distances */
};

void flow_index_initialise(struct flow_index *index, const struct flow *flow);
void flow_index_release(struct flow_index *index);

/* A part of the flow: what stands between forced breaks. */
struct part {
	uint32_t first, end; /* strips */
	enum page_kind kind;
	lu available; /* height that strips and notes may fill */
};

struct filling {
	const struct flow_index *index;
	const struct part *part;
	struct plan *plan; /* gets what is added, or NULL */
	struct page_state start;
	uint32_t strip;          /* the next one of the flow */
	uint32_t waiting;        /* as in page_state, were this the end */
	uint32_t above;          /* newest strip, or FLOW_NONE */
	uint32_t count;          /* of strips */
	uint32_t least_note;     /* the notes before it must be here */
	uint32_t repeated_table; /* or FLOW_NONE */
	lu height, distances;    /* as in page_measure */
};

/* Begins a page with what waited for it, or the repeated head of a table. */
void filling_begin(struct filling *filling, const struct flow_index *index,
		   const struct part *part, struct page_state start,
		   struct plan *plan);

/* Whether the part still has a strip, and it may stand here: what waits stays
 * before it where it is a heading. */
bool filling_may_add(const struct filling *filling);

/* Adds the next strip; false where it does not fit and is not added. A page's
 * first strip always fits. */
bool filling_add(struct filling *filling);

/* The next strip begins something movable: lets it wait for the next page.
 * False where it may not. */
bool filling_let_wait(struct filling *filling);

/* Whether something movable begins with the next strip. */
bool filling_is_at_movable(const struct filling *filling);

enum page_end {
	END_GOOD,  /* a page may end so */
	END_KEPT,  /* it tears what is to be kept together */
	END_NOTES, /* and notes are not where they must be */
};

/* What the page is and leaves if it ends here. */
enum page_end filling_end(const struct filling *filling, struct page_state *end,
			  struct page_measure *measure);

#endif
