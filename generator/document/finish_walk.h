/* Walks and questions that the steps of document_finish() share. */
#ifndef EVERYREAD_DOCUMENT_FINISH_WALK_H
#define EVERYREAD_DOCUMENT_FINISH_WALK_H

#include "document/document.h"

/* The next node in the text, then in the footnotes; NULL at the end. Start
 * with NULL. */
struct node *finish_next(const struct document *document,
			 const struct node *node);

/* The words of a node, trimmed, in the document's arena. */
struct str finish_words(struct document *document, const struct node *node);

/* The chapter, contents list or back page around a node, or NULL: in each of
 * them headings begin anew below the title. */
const struct node *finish_part_of(const struct node *node);

/* True where there is anything to read or to hear in a node. */
bool finish_has_words(const struct node *root);

/* The first picture in a node, or NULL. */
struct node *finish_first_image(const struct node *root);

#endif
