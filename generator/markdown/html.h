/* Raw HTML → document, as far as it is harmless. */
#ifndef EVERYREAD_MARKDOWN_HTML_H
#define EVERYREAD_MARKDOWN_HTML_H

#include "markdown/builder.h"

/* Takes the lines of an HTML block, which may open what later blocks close.
 * `line` and `column` are cmark's. */
void html_add_block(struct builder *builder, struct str html, int line,
		    int column);

/* Takes one tag or comment inside of a paragraph. */
void html_add_inline(struct builder *builder, struct str html, int line,
		     int column);

/* html_table.c: makes a regular grid of the rows of a table that was written
 * in HTML, as HTML does (4.9.12): head first and foot last, every cell at its
 * place, rows and columns in which no cell begins left out, short rows filled.
 * What overlaps, reaches too far or names headers that there are not is told.
 * Takes the table out where it has no cell. */
void html_table_shape(struct reading *reading, struct node *table);

#endif
