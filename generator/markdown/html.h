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
 * in HTML: cells that span several are followed by empty ones (headers: by
 * copies), short rows are filled. Takes the table out where it has no cell. */
void html_table_shape(struct reading *reading, struct node *table);

#endif
