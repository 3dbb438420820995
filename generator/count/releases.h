/* What two releases of the same counts tell together that neither tells alone.
 *
 * Each release keeps disclosure.h's promise for itself only. A reader who keeps
 * both may subtract: a count that one shows and the other hides is told where
 * the same people were asked; what is then known goes into the other's sums; and
 * a difference of a few is as good as a small cell, of those who came or went.
 *
 * What a reader is taken to assume: where as many people were asked as before,
 * they are the same; where their number differs by fewer than least_shown, all
 * but these are. It need not be true, but is what a reader would guess, so a
 * warning may be too much where it is not.
 *
 * What the data of the new release obey is taken to be so in the old one, where
 * its counts do not contradict it: it is one question both times, and the same
 * map.
 *
 * Every count, in either release, and its change lie in an interval, in whole
 * numbers. Sums narrow them, one after the other; what is then still open is
 * asked of linear programmes, over all the sums of both releases at once. */
#ifndef EVERYREAD_COUNT_RELEASES_H
#define EVERYREAD_COUNT_RELEASES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "count/disclosure.h"

#define RELEASES_NO_CELL UINT32_MAX

enum release { RELEASE_OLD, RELEASE_NEW, RELEASE_COUNT };

/* One count as one release has it. */
struct releases_value {
	bool is_published; /* otherwise nothing of it is known */
	bool is_shown;     /* otherwise `count` says nothing */
	uint32_t count;    /* rounded, where that release rounds */
};

enum releases_kind {
	RELEASES_NOTHING,
	RELEASES_GIVEN,    /* one shows what the other hides */
	RELEASES_COMPUTED, /* hidden, and follows from both by sums */
	RELEASES_FEW,      /* both show it, with a few people between them */
	RELEASES_FEW_COMPUTED, /* the same, where the change follows by sums */
	RELEASES_FEW_WITHOUT,  /* all but a few who came or went have it, or
				* all but a few who have it no more went */
};

struct releases_cell {
	struct releases_value values[RELEASE_COUNT];
	/* No release prints it, but relations know of it. */
	bool is_unpublished;
	uint32_t base; /* the cell of all people that it counts among, which
			* comes before it; NO_CELL: it counts everybody */

	/* The result of releases_compare(). */
	enum releases_kind kind;
	enum release hidden_in; /* of GIVEN and COMPUTED: whose cell it is */
};

/* total = the sum of the parts, or no more, or no less, in the releases that it
 * holds in. */
struct releases_sum {
	uint32_t total;
	const uint32_t *parts; /* borrowed */
	size_t count;
	bool holds[RELEASE_COUNT];
	enum disclosure_sense sense;
	bool is_fact; /* of how the data are: left out where a release's
		       * counts contradict it */
};

struct releases {
	struct releases_cell *cells;
	size_t cell_count;
	const struct releases_sum *sums;
	size_t sum_count;
	struct disclosure_rules rules[RELEASE_COUNT];

	/* A result, too: how many counts hang together with so many others that
	 * single sums alone were looked at. */
	size_t unsolved;
};

/* Sets the kind of each cell. Small is what is small by either release's
 * rules. */
void releases_compare(struct releases *releases);

#endif
