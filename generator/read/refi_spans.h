/* Stretches of texts that are somebody's words: a selection "coded" with a
 * case, as NVivo writes it, or named by one. Segments count for whose stretch
 * they begin in; consent is asked of everybody whose stretch they touch. */
#ifndef EVERYREAD_READ_REFI_SPANS_H
#define EVERYREAD_READ_REFI_SPANS_H

#include "read/refi_private.h"

struct refi_span {
	uint32_t text, start, end; /* [code points] [start, end) */
	uint32_t reach;            /* the furthest end of those that stand below
				    * it while its text's spans are searched */
	uint32_t case_index;
	bool is_counted; /* segments that begin in it count for the case */
};

struct refi_spans {
	struct refi_span *items;
	size_t count, capacity;
	/* From a source to who has a stretch of it; those whose stretch could
	 * not be found, too. */
	struct read_links speakers, unplaced;
	/* From a selection to whose it is as a whole. */
	struct read_links selection_cases;
};

/* `start` is PROJECT_NONE where the selection is no stretch of a text, or
 * cannot be found in it. */
void refi_spans_add(struct refi_spans *spans,
		    const struct refi_selection *selection, uint32_t case_index,
		    uint32_t start, uint32_t end, bool is_counted);

/* Gives every segment of the builder its cases, and who else is heard in it.
 * `owners` has for each the selection that it is of. Time is linear but for a
 * logarithm and for what is found. */
void refi_spans_link(struct refi *refi, struct refi_spans *spans,
		     const uint32_t *owners);

void refi_spans_release(struct refi_spans *spans);

#endif
