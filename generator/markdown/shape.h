/* What is done when a block or an inline is complete: its invariants
 * (document/document.h) are established. */
#ifndef EVERYREAD_MARKDOWN_SHAPE_H
#define EVERYREAD_MARKDOWN_SHAPE_H

#include "markdown/builder.h"

/* Called by the builder for a frame that had a node of its own and is no
 * longer open. The node may be changed, replaced or taken out. */
void shape_closed(struct builder *builder, const struct frame *frame);

/* shape_blocks.c: the blocks that divs make. `is_strict` where an author
 * asked for the block by its name. */
void shape_figure(struct reading *reading, struct node *figure, bool is_strict);
void shape_easy_read(struct reading *reading, struct node *row);

#endif
