/* Paragraphs that are something else by their first sign, as Pandoc has them: a
 * table's caption, ": People" or "Table: People" right behind or before it;
 * lines of an address or a poem, "| 12 High Street". */
#ifndef EVERYREAD_MARKDOWN_LINE_BLOCKS_H
#define EVERYREAD_MARKDOWN_LINE_BLOCKS_H

#include "markdown/reading.h"

/* A paragraph of Markdown was closed. */
void line_blocks_shape(struct reading *reading, struct node *paragraph);

/* A table was: the paragraph before it may be its caption. */
void line_blocks_take_caption(struct reading *reading, struct node *table);

#endif
