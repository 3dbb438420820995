/* Walking a tree. */
#include "document/walk.h"

void document_walk(const struct node *root,
		   enum visit (*enter)(void *context, const struct node *node),
		   void (*leave)(void *context, const struct node *node),
		   void *context)
{
	const struct node *node = root;
	for (;;) {
		enum visit visit = enter(context, node);
		if (visit == VISIT_CHILDREN && node->first_child) {
			node = node->first_child;
			continue;
		}
		if (visit == VISIT_CHILDREN)
			leave(context, node);
		while (node != root && !node->next) {
			node = node->parent;
			leave(context, node);
		}
		if (node == root)
			return;
		node = node->next;
	}
}
