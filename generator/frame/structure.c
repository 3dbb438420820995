/* Building the structure tree. */
#include "frame/structure.h"

#include <string.h>

static struct structure_element *append(struct structure *structure,
					struct structure_element *parent,
					enum structure_role role)
{
	struct structure_element *element =
		ARENA_NEW(structure->arena, struct structure_element);
	element->role = role;
	element->index = structure->count++;
	element->parent = parent;
	if (!parent)
		return element;
	if (parent->last_child)
		parent->last_child->next = element;
	else
		parent->first_child = element;
	parent->last_child = element;
	return element;
}

void structure_initialise(struct structure *structure, struct arena *arena,
			  const struct document *document)
{
	*structure = (struct structure){ .arena = arena, .document = document };
	structure->root = append(structure, NULL, ROLE_DOCUMENT);
	structure->root->node = document->root;
	structure->root->is_right_to_left =
		document->direction == DIRECTION_RTL;
}

static bool is_block_role(enum structure_role role)
{
	return role < ROLE_REFERENCE && role != ROLE_CONTENT;
}

/* A node inherits from its parent node; the element made from it inherits
 * from the parent element, which some node above it made: so only a node's
 * own attributes are news. */
struct structure_element *structure_add(struct structure *structure,
					struct structure_element *parent,
					enum structure_role role,
					const struct node *node)
{
	struct structure_element *element = append(structure, parent, role);
	element->node = node;
	element->is_right_to_left = parent->is_right_to_left;
	if (!node)
		return element;
	element->language = node->language;
	if (node->direction != DIRECTION_INHERIT && is_block_role(role))
		element->is_right_to_left = node->direction == DIRECTION_RTL;
	return element;
}

struct structure_element *
structure_add_content(struct structure *structure,
		      struct structure_element *parent)
{
	struct structure_element *leaf =
		append(structure, parent, ROLE_CONTENT);
	leaf->is_right_to_left = parent->is_right_to_left;
	return leaf;
}
