/* A message of the language with gaps that one text goes into later: "Figure ",
 * gap, "". What stands around a gap is text and nothing else: no sign in it
 * means anything. */
#ifndef EVERYREAD_BASE_PHRASE_H
#define EVERYREAD_BASE_PHRASE_H

#include "base/arena.h"
#include "base/str.h"

struct phrase {
	const struct str *pieces; /* between two of them is a gap */
	size_t piece_count;       /* 0: says nothing */
};

/* The phrase with `text` in each gap, in the arena. */
const char *phrase_fill(struct arena *arena, const struct phrase *phrase,
			const char *text);

/* What stands before the first gap. */
struct str phrase_start(const struct phrase *phrase);

#endif
