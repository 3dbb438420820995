/* What languages write before and after a name. Private to quote/names*.c;
 * words are folded as there. */
#ifndef EVERYREAD_QUOTE_NAMES_ENDINGS_H
#define EVERYREAD_QUOTE_NAMES_ENDINGS_H

#include "base/buffer.h"
#include "base/str.h"

/* The word without the prefix of that number; empty where it has another.
 * False when there are no more prefixes. */
bool name_without_prefix(struct str word, size_t number, struct str *rest);

/* The name of which the word may be a form, by the ending of that number;
 * empty where it has another. False when there are no more endings. */
bool name_without_ending(struct str word, size_t number, bool is_polish,
			 struct buffer *name);

/* Whether the word may be a form of the name. */
bool name_is_ending(struct str word, struct str name, bool is_polish);

#endif
