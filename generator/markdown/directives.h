/* The named divs: what `::: {.quote source="…"}` and its like become. */
#ifndef EVERYREAD_MARKDOWN_DIRECTIVES_H
#define EVERYREAD_MARKDOWN_DIRECTIVES_H

#include "markdown/builder.h"
#include "markdown/fences.h"

/* Opens what a div says; the frame's data is the fence. In a build an unknown
 * name, attribute or value is reported; otherwise, and in other texts, it is a
 * division. */
void directive_open(struct builder *builder, const struct fence *fence);

/* What a division becomes that is closed, where its directive is SHAPED; false
 * where it is not. */
bool directive_shape(struct reading *reading, struct node *division,
		     const struct fence *fence);

/* ::: {.table} stands around a table and tells about it. */
void directive_shape_table(struct reading *reading, struct node *division,
			   const struct fence *fence);

/* Applies the attributes of a bracketed span; reports classes that have no
 * meaning. */
void directive_apply_span(struct reading *reading, struct node *span,
			  const struct attributes *attributes);

#endif
