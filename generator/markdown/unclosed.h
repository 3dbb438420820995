/* What an author opened and never closed, so that all that follows would be
 * lost in it. */
#ifndef EVERYREAD_MARKDOWN_UNCLOSED_H
#define EVERYREAD_MARKDOWN_UNCLOSED_H

#include "markdown/cmark.h"
#include "markdown/reading.h"

/* Reports each comment, CDATA section, declaration, instruction, script and the
 * like that nobody closes, or that holds the beginning of another, at the line
 * where it begins, and takes it out of reading.text up to that line's end: what
 * follows is text. True where there was one: the text has to be parsed anew. */
bool unclosed_mend(struct reading *reading, cmark_node *root);

/* Reports a fenced code block without an end. */
void unclosed_check_code(struct reading *reading, cmark_node *node);

#endif
