/* Building the structure tree that frames carry (frame.h). */
#ifndef EVERYREAD_FRAME_STRUCTURE_H
#define EVERYREAD_FRAME_STRUCTURE_H

#include "base/arena.h"
#include "frame/frame.h"

/* Makes elements and gives them their index. */
struct structure {
	struct arena *arena;
	const struct document *document;
	struct structure_element *root; /* ROLE_DOCUMENT */
	uint32_t count;
};

void structure_initialise(struct structure *structure, struct arena *arena,
			  const struct document *document);

/* A new last child of `parent`. With a node, its language is set where it
 * differs from what holds at the parent, and for block roles its direction
 * likewise. */
struct structure_element *structure_add(struct structure *structure,
					struct structure_element *parent,
					enum structure_role role,
					const struct node *node);

/* A new ROLE_CONTENT leaf as last child, for items to point to. */
struct structure_element *
structure_add_content(struct structure *structure,
		      struct structure_element *parent);

#endif
