/* Finishing: what would hurt readers is mended. */
#include "base/vector.h"
#include "document/finish.h"

/* A link without words shows where it leads; one that leads nowhere is none. */
static void mend_link(struct document *document, struct node *link)
{
	struct str destination = str_trim(str_from(link->link.destination));
	if (!destination.length) {
		link->kind = NODE_SPAN;
		return;
	}
	if (finish_has_words(link))
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

/* A heading without words leads nowhere: it goes, or is a paragraph where it
 * holds a picture. Links without words get some. */
void document_finish_mending(struct document *document)
{
	VECTOR(struct node *) empty = { 0 };
	struct node *node = NULL;
	while ((node = finish_next(document, node))) {
		if (node->kind == NODE_LINK)
			mend_link(document, node);
		if (node->kind == NODE_HEADING && !finish_has_words(node))
			*VECTOR_ADD(&empty) = node;
	}
	for (size_t i = 0; i < empty.count; i++) {
		if (finish_first_image(empty.items[i]))
			empty.items[i]->kind = NODE_PARAGRAPH;
		else
			node_unlink(empty.items[i]);
	}
	VECTOR_RELEASE(&empty);
}
