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

/* The same of a text of lines: line ends and tabs stay as they are. */
void visible_append_lines(struct buffer *out, struct str text);

/* Appends `json`, a text in JSON, with the same characters as JSON's own
 * escapes: whoever reads it gets the same strings (RFC 8259, 7). */
void visible_append_json(struct buffer *out, struct str json);

/* The first and the second onto a stream. */
void visible_print(FILE *stream, struct str text);
void visible_print_lines(FILE *stream, struct str text);

/* Prints what programs read (CSV, HTML) byte for byte, unless the stream is a
 * terminal, which somebody looks at: that gets its lines made visible. */
void visible_print_data(FILE *stream, struct str data);

#endif
