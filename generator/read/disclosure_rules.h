/* Which counts are too small to be shown: what findings.yaml says of it, and
 * count/ keeps to. */
#ifndef EVERYREAD_READ_DISCLOSURE_RULES_H
#define EVERYREAD_READ_DISCLOSURE_RULES_H

#include <stdint.h>

struct disclosure_rules {
	uint32_t least_shown; /* counts from 1 to this - 1 are hidden; 0 and 1
			       * hide nothing */
	uint32_t rounding;    /* shown counts are rounded to its multiples; 0
			       * and 1: not at all */
};

/* Hides 1 to 4, rounds nothing. */
#define DISCLOSURE_RULES_DEFAULT \
	{ \
		5, 0 \
	}

#endif
