/* Which segment of a translation is which of its source. */
#ifndef EVERYREAD_TRANSLATE_PAIR_H
#define EVERYREAD_TRANSLATE_PAIR_H

#include "translate/origins.h"
#include "translate/segments.h"

enum pair_state {
	PAIR_TRANSLATED, /* recorded, and the source is as it was */
	PAIR_UNRECORDED, /* stands where the source's stands; nobody said so */
	PAIR_STALE,      /* recorded, and the source has changed since */
	PAIR_COPY,       /* the words of the source, untouched */
	PAIR_MISSING,    /* the source's alone */
	PAIR_EXTRA,      /* the translation's alone */
	PAIR_STATE_COUNT
};

/* "translated", "stale" … */
extern const char *const pair_state_names[PAIR_STATE_COUNT];

struct pair {
	enum pair_state state;
	const struct segment *source, *target; /* one may be NULL */
	const struct origin *stale; /* PAIR_STALE: with the source as it
					   * stood; lives as long as no entry
					   * is added */
};

struct pairs {
	struct pair *items;
	size_t count, capacity;
};

/* Pairs the segments of one text, in this order:
 * - what the record says, wherever it has been moved to;
 * - what stands in both, word for word;
 * - a translation whose recorded source is no longer there, with the source that
 *   is most like it: it was changed, and perhaps moved;
 * - what is left, by chapter, kind and order (Needleman and Wunsch 1970).
 * Added in the order of the translation, what is missing at the end. */
void pair_segments(struct arena *arena, const struct segments *source,
		   const struct segments *target, const struct origins *record,
		   struct pairs *pairs);

/* Two that are known to be the same text, such as a title. What the translation
 * was recorded with and is still among `all` of the source is another text's;
 * `all` may be NULL. */
struct pair pair_two(const struct segment *source, const struct segment *target,
		     const struct origins *record, const struct segments *all);

void pairs_release(struct pairs *pairs);

#endif
