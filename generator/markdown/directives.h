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

/* Of each directive that is SHAPED(f): makes what it says of its division. */
#define PLAIN
#define NAMED
#define BREAKS
#define ASKS(KIND)
#define SHAPED(FUNCTION) \
	void directive_shape_##FUNCTION(struct reading *reading, \
					struct node *division, \
					const struct fence *fence);
#define DIRECTIVE(NAME, KIND, HOW, ...) HOW
#include "document/kinds.def"
#undef PLAIN
#undef NAMED
#undef BREAKS
#undef ASKS
#undef SHAPED

/* Applies the attributes of a bracketed span; reports classes that have no
 * meaning. */
void directive_apply_span(struct reading *reading, struct node *span,
			  const struct attributes *attributes);

#endif
