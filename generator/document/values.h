/* Values that run from left to right in right-to-left text: telephone numbers,
 * addresses, references, e-mail and web addresses, dates of digits. The
 * bidirectional algorithm (UAX #9) turns the order of their parts round, because
 * spaces, hyphens and the like belong to what is around them: they need an
 * isolate. What comes out right by itself is left alone, and so are lists and
 * ranges of numbers, which are read in the direction of the text. */
#ifndef EVERYREAD_DOCUMENT_VALUES_H
#define EVERYREAD_DOCUMENT_VALUES_H

#include "document/document.h"

/* Finds the first such value in [*start, text.length) and puts its bytes into
 * [*start, *end); false where there is none. Groups of digits without anything
 * that makes them one number are one where the text is a telephone's. */
bool value_find(struct str text, bool is_telephone, size_t *start, size_t *end);

/* Puts a NODE_SPAN from left to right around each value of right-to-left text.
 * Directions must be set. */
void document_isolate_values(struct document *document);

#endif
