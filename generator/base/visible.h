/* Text for terminals and logs. Names, paths and words of a text are data, and
 * data may hold what a terminal obeys (ESC, CSI), what forges a second message
 * (a line end) or what turns the order of a line round (bidi controls). All
 * that the program says about its inputs goes through here. */
#ifndef EVERYREAD_BASE_VISIBLE_H
#define EVERYREAD_BASE_VISIBLE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/buffer.h"
#include "base/str.h"

/* True for control characters (C0, DEL, C1), line and paragraph separators,
 * and the characters that steer the bidirectional algorithm (Unicode's
 * Bidi_Control). Joiners, which words need, are none of these. */
bool visible_is_control(uint32_t character);

/* Appends `text` with control characters as <U+001B>, as gcc shows them, and
 * with bytes that are no UTF-8 as <9B>. */
void visible_append(struct buffer *out, struct str text);

/* The same onto a stream. */
void visible_print(FILE *stream, struct str text);

#endif
