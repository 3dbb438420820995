/* Finishing: what would hurt readers is mended. */
#include <string.h>

#include "base/vector.h"
#include "document/finish.h"
#include "document/references.h"

/* A link without words shows where it leads; one that leads nowhere is none. */
static void mend_link(struct document *document, struct node *link)
{
	struct str destination = str_trim(str_from(link->link.destination));
	if (!destination.length) {
		link->kind = NODE_SPAN;
		memset(&link->span, 0, sizeof link->span);
		return;
	}
	if (finish_has_words(link) || document_is_reference(link))
		return;
	struct node *image = finish_first_image(link);
	if (image) {
		/* Nothing new is to be seen, but something to be heard. */
		image->image.alternative = link->link.destination;
		image->image.is_decorative = false;
	} else {
		struct node *text =
			node_new(document->arena, NODE_TEXT, link->place);
		text->text.text = destination;
		node_append(link, text);
	}
}

/* A division in the language and direction that hold anyway, with no class and no
 * identifier: it says nothing, and outputs would differ in whether it stands between
 * a label and the words that it leads into. */
static bool says_nothing(const struct document *document,
			 const struct node *node)
{
	if (node->kind != NODE_DIVISION || node->classes || node->identifier)
		return false;
	const struct node *around = node->parent;
	bool same_language =
		!node->language ||
		strcmp(node->language, node_language(document, around)) == 0;
	return same_language && node_direction(document, node) ==
					node_direction(document, around);
}

/* A heading without words leads nowhere: it goes, or is a paragraph where it
 * holds a picture. Links without words get some. Idle divisions of descriptions
 * go. */
void document_finish_mending(struct document *document)
{
	VECTOR(struct node *) empty = { 0 };
	VECTOR(struct node *) idle = { 0 };
	struct node *node = NULL;
	while ((node = finish_next(document, node))) {
		if (node->kind == NODE_LINK)
			mend_link(document, node);
		if (node->kind == NODE_HEADING && !finish_has_words(node))
			*VECTOR_ADD(&empty) = node;
		if (node->parent && node->parent->kind == NODE_DESCRIPTION &&
		    says_nothing(document, node))
			*VECTOR_ADD(&idle) = node;
	}
	for (size_t i = 0; i < idle.count; i++)
		node_replace_with_children(idle.items[i]);
	VECTOR_RELEASE(&idle);
	for (size_t i = 0; i < empty.count; i++) {
		if (finish_first_image(empty.items[i]))
			node_make_paragraph(empty.items[i]);
		else
			node_unlink(empty.items[i]);
	}
	VECTOR_RELEASE(&empty);
}
