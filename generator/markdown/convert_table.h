/* Pipe tables. */
#ifndef EVERYREAD_MARKDOWN_CONVERT_TABLE_H
#define EVERYREAD_MARKDOWN_CONVERT_TABLE_H

#include "markdown/cmark.h"

#include "markdown/builder.h"

/* Opens what a table, row or cell of cmark becomes; `type` is what
 * cmark_node_get_type_string() says. Anything else is passed over. */
void convert_table_part(struct reading *reading, struct builder *builder,
			cmark_node *node, const char *type);

#endif
