/* Pseudo-languages, which nobody reads and everybody can: the words of a source
 * changed by rule, so that it shows what does not stretch, does not mirror, or
 * never went through a translator's hands.
 *
 *     en-XA   Ŵööŕðš ŵîîţĥ ååççééñţš, about a third longer, [in brackets]
 *     ar-XB   words that run from right to left, as Android has them
 *
 * Both tags are CLDR's; their regions are for private use (ISO 3166). */
#ifndef EVERYREAD_BASE_PSEUDO_H
#define EVERYREAD_BASE_PSEUDO_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/str.h"

enum pseudo {
	PSEUDO_NONE,
	PSEUDO_ACCENTED, /* en-XA */
	PSEUDO_MIRRORED, /* ar-XB */
	PSEUDO_COUNT
};

/* Which of them a language tag names, in letters of any case. */
enum pseudo pseudo_of(const char *tag);

const char *pseudo_tag(enum pseudo pseudo);

/* Appends words changed. Addresses ("https://…", "www.…", "a@b.c"), and of the
 * mirrored language signs and spaces, stay as they are. Vowels of en-XA double, so
 * that a text grows by about a third. */
void pseudo_append(enum pseudo pseudo, struct str words, struct buffer *out);

/* A plain text changed, with the brackets of en-XA where it has a letter. In
 * the arena. */
const char *pseudo_text(struct arena *arena, enum pseudo pseudo,
			const char *text);

/* What a text in the pseudo-language begins and ends with: "[" and "]", or
 * nothing. */
const char *pseudo_begin(enum pseudo pseudo);
const char *pseudo_end(enum pseudo pseudo);

/* Whether the last word is an address. */
bool pseudo_ends_in_address(struct str text);

/* Whether the text has a word of two letters or more that was not changed. */
bool pseudo_is_untouched(enum pseudo pseudo, struct str text);

#endif
