/* Rules of languages that no library knows: one row for each language. */
#ifndef EVERYREAD_BASE_TYPOGRAPHY_H
#define EVERYREAD_BASE_TYPOGRAPHY_H

#include <stdbool.h>

struct typography {
	const char *language; /* BCP 47: "pl" holds for "pl-PL", too */
	/* Words of one ASCII letter that no line may end with. */
	const char *bound_letters;
	/* A line end of the source between two marks such as ” and “ is no
	 * space: neither of them tells whether the text is written without. */
	bool joins_shared_marks;
};

/* The rules of a language; those of no language where it has none. */
const struct typography *typography_of(const char *language);

#endif
