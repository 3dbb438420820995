/* What count/releases*.c share: the intervals that are narrowed. Private to these. */
#ifndef EVERYREAD_COUNT_RELEASES_PRIVATE_H
#define EVERYREAD_COUNT_RELEASES_PRIVATE_H

#include "count/releases.h"

/* More than any count or sum of counts; sums of these stay within 64 bits. */
#define RELEASES_UNBOUNDED ((int64_t)1 << 40)

struct releases_span {
	int64_t least, most;
};

/* Counts of the old release and of the new one, and the new less the old. */
enum { RELEASES_CHANGE = RELEASE_COUNT, RELEASES_KINDS };

struct releases_work {
	struct releases *releases;
	struct releases_span *spans[RELEASES_KINDS];
	/* what each release tells itself */
	struct releases_span *alone[RELEASE_COUNT];
	int64_t least_shown;
	bool *is_contradicted[RELEASE_COUNT]; /* of each sum */
};

/* How many people came or went at most among those of the cell, where that is
 * so few that the others are taken to be the same; -1: too many, or it counts
 * everybody. */
int64_t releases_few_moved(const struct releases_work *work, size_t cell);

/* Whether a count within the span is as good as known: exactly, as far as it is
 * rounded, or that it is small. */
bool releases_is_known(const struct releases_work *work,
		       struct releases_span span, enum release release);

/* Whether the sum is so in the release, or of the changes. */
bool releases_holds(const struct releases_work *work, size_t sum, int kind);

/* Narrows what follows from several sums at once, with facts or without, and,
 * where `is_together`, from the same people being in both releases: linear
 * programmes over all that hangs together. What contradicts itself is left
 * alone; with facts, so is what is the same in both releases. Returns how many
 * counts hang together with too many others to be looked at with all of them. */
size_t releases_solve(struct releases_work *work, bool is_together,
		      bool has_facts);

#endif
