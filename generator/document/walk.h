/* Walking a tree, for writers that begin and end what they write. */
#ifndef EVERYREAD_DOCUMENT_WALK_H
#define EVERYREAD_DOCUMENT_WALK_H

#include "document/document.h"

/* What walking does after a node's beginning was written. */
enum visit {
	VISIT_CHILDREN, /* then its end */
	VISIT_NEXT      /* neither children nor end */
};

/* Walks the node and all below it without recursion, so that depth is no
 * danger. */
void document_walk(const struct node *root,
		   enum visit (*enter)(void *context, const struct node *node),
		   void (*leave)(void *context, const struct node *node),
		   void *context);

#endif
