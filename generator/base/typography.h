/* Rules of languages that no library knows: one row for each language. */
#ifndef EVERYREAD_BASE_TYPOGRAPHY_H
#define EVERYREAD_BASE_TYPOGRAPHY_H

#include <stdbool.h>

struct typography {
	const char *language; /* BCP 47: "pl" holds for "pl-PL", too */
	/* Words of one ASCII letter that no line may end with. */
	const char *bound_letters;
	/* Words that lead into what follows: articles, prepositions,
	 * conjunctions. Between spaces, with one at each end; no line of an Easy
	 * Read text ends with one. NULL: none are known. */
	const char *leading_words;
	/* A line end of the source between two marks such as ” and “ is no
	 * space: neither of them tells whether the text is written without. */
	bool joins_shared_marks;
	/* Lines are broken by rules of the language's own, not by the quick ones
	 * that Western texts share. */
	bool has_own_breaks;
	/* Small kana and the like do not start a line, and marks that hang
	 * together stay so. */
	bool breaks_strictly;
	/* A middle dot between two Han characters is half as wide as they are
	 * (GB/T 15834, 5.1). */
	bool has_narrow_dot;
};

/* The rules of a language; those of no language where it has none. */
const struct typography *typography_of(const char *language);

#endif
