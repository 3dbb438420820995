/* Which counts are too small to be shown: what findings.yaml says of it, and
 * count/ keeps to. */
#ifndef EVERYREAD_READ_DISCLOSURE_RULES_H
#define EVERYREAD_READ_DISCLOSURE_RULES_H

#include <stdbool.h>
#include <stdint.h>

struct disclosure_rules {
	uint32_t least_shown; /* counts from 1 to this - 1 are hidden; 0 and 1
			       * hide nothing */
	uint32_t rounding;    /* shown counts are rounded to its multiples; 0
			       * and 1: not at all */
	/* Whether those who do not have a theme are protected like those who
	 * do: 18 of 20 tell of 2. */
	bool protects_complements;
	uint32_t least_class_width; /* [per cent] of a map's classes of shares;
				     * 0: as they come out */
	uint32_t least_base; /* shares of fewer are not told, since one person
			      * moves them too far; 0 and 1: all are */
};

/* Hides 1 to 4 and what tells of 1 to 4, rounds nothing; no percentages of
 * fewer than 10, as in England's GP Patient Survey. */
#define DISCLOSURE_RULES_DEFAULT \
	{ \
		.least_shown = 5, .protects_complements = true, \
		.least_class_width = 5, .least_base = 10 \
	}

#endif
