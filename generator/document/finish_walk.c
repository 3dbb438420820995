/* Walks and questions that the steps of finishing share. */
#include "document/finish_walk.h"

#include "base/buffer.h"

/* The footnote from `index` on that is there; NULL past the last. */
static struct node *footnote_from(const struct document *document,
				  uint32_t index)
{
	return index < document->footnote_count ? document->footnotes[index] :
						  NULL;
}

struct node *finish_next(const struct document *document,
			 const struct node *node)
{
	if (!node)
		return document->root;
	if (node->first_child)
		return node->first_child;
	const struct node *at = node;
	while (at->parent && !at->next)
		at = at->parent;
	if (at->parent)
		return at->next;
	/* Footnotes carry their position while they are finished. */
	return footnote_from(
		document, at->kind == NODE_FOOTNOTE ? at->footnote.number : 0);
}

struct str finish_words(struct document *document, const struct node *node)
{
	struct buffer words = BUFFER_INITIALISER;
	node_append_plain_text(node, &words);
	struct str trimmed = str_trim(buffer_str(&words));
	trimmed.bytes =
		arena_copy(document->arena, trimmed.bytes, trimmed.length);
	buffer_release(&words);
	return trimmed;
}

const struct node *finish_part_of(const struct node *node)
{
	while (node && node->kind != NODE_CHAPTER &&
	       node->kind != NODE_CONTENTS && node->kind != NODE_BACK_PAGE &&
	       node->kind != NODE_FOOTNOTE)
		node = node->parent;
	return node;
}

bool finish_has_words(const struct node *root)
{
	for (const struct node *node = root; node;
	     node = node_next(root, node)) {
		if (node->kind == NODE_IMAGE && *node->image.alternative)
			return true;
		if ((node->kind == NODE_TEXT || node->kind == NODE_CODE) &&
		    str_trim(node->text.text).length)
			return true;
	}
	return false;
}

struct node *finish_first_image(const struct node *root)
{
	const struct node *node = root;
	while ((node = node_next(root, node)))
		if (node->kind == NODE_IMAGE)
			return (struct node *)node;
	return NULL;
}
