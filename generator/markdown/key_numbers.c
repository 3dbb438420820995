/* ::: {.key-numbers}: what a text found, each a number in bold and the words
 * that say of what, which authors write as a list or as paragraphs. */
#include "markdown/directives.h"

static bool begins_bold(const struct node *paragraph)
{
	const struct node *child = paragraph->first_child;
	return child && child->kind == NODE_STRONG && child->first_child;
}

/* One number: a title of its own, which readers can go to. */
static void take(struct reading *reading, struct node *to, struct node *block)
{
	if (block->kind != NODE_PARAGRAPH || !begins_bold(block)) {
		reading_mistake(reading, DIAGNOSTIC_BLOCK_CONTENT, block->place,
				"a key number begins with the number in bold, "
				"such as '**60%%** of people', and is one "
				"paragraph");
		return;
	}
	struct node *title = node_new(reading->arena, NODE_TITLE, block->place);
	title->identifier = block->identifier;
	title->language = block->language;
	title->direction = block->direction;
	for (struct node *child; (child = block->first_child);) {
		node_unlink(child);
		node_append(title, child);
	}
	node_append(to, title);
}

static void take_list(struct reading *reading, struct node *to,
		      struct node *list)
{
	for (struct node *item = list->first_child; item; item = item->next)
		for (struct node *block = item->first_child; block;
		     block = block->next)
			take(reading, to, block);
}

void directive_shape_key_numbers(struct reading *reading, struct node *division,
				 const struct fence *fence)
{
	struct node *node =
		node_new(reading->arena, NODE_KEY_NUMBERS, division->place);
	(void)fence;
	for (struct node *block = division->first_child; block;
	     block = block->next) {
		if (block->kind == NODE_LIST)
			take_list(reading, node, block);
		else
			take(reading, node, block);
	}
	if (node->first_child) {
		node->identifier = division->identifier;
		node->classes = division->classes;
		node->language = division->language;
		node->direction = division->direction;
		node_insert_before(division, node);
	} else if (!division->first_child) {
		reading_mistake(reading, DIAGNOSTIC_BLOCK_CONTENT,
				division->place, "key numbers without numbers");
	}
	node_unlink(division);
}
