/* What broke on a text's way to us, found in its words: a passage that stands
 * there twice, one that is cut off, a label without a value. Nothing here knows a
 * document; offsets are in bytes of the text that was given. */
#ifndef EVERYREAD_CHECK_BROKEN_H
#define EVERYREAD_CHECK_BROKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* True where a passage of a sentence and more, or the whole text, is followed by
 * itself; `second` is where that begins. Linear in the text. */
bool broken_is_twice(struct str text, size_t *second);

/* True where the text breaks off: its end is a word, or a sign, that more has to
 * follow. `tag` is BCP 47; `is_sentence` says that it is a paragraph, which would
 * have a stop. `last` is what it ends with. */
bool broken_is_cut(struct str text, const char *tag, bool is_sentence,
		   struct str *last);

/* True where an e-mail or web address in the text lacks its other half. */
bool broken_address(struct str text, struct str *address);

/* True where the text ends in a colon. */
bool broken_ends_in_colon(struct str text);

/* True where it does, and is short as a label is: six words, no sentence. */
bool broken_is_label(struct str text);

/* True where the text begins with a label, and its value follows or not. */
bool broken_begins_with_label(struct str text);

#endif
