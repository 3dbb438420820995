/* Definition lists as Pandoc has them: a term on a line of its own, then one or
 * more definitions that begin with a colon and a space, further paragraphs of
 * them indented by four spaces.
 *
 *     Carer
 *     :   Somebody who looks after somebody else, unpaid.
 *
 * For cmark the colon is a bullet: what it makes of it is put together here. */
#ifndef EVERYREAD_MARKDOWN_DEFINITIONS_H
#define EVERYREAD_MARKDOWN_DEFINITIONS_H

#include "markdown/builder.h"

/* The text that cmark is to have, as long as `text`; notes the lines. */
struct str definitions_prepare(struct reading *reading, struct str text);

/* True where cmark's line begins a definition. */
bool definitions_begin(const struct reading *reading, uint32_t line);

/* A list of definitions was closed: it becomes an item of the list before it,
 * or of a new one, and begins with the paragraph before it as its term. */
void definitions_shape(struct reading *reading, struct node *list);

/* Raw HTML's <dl> was closed: terms that share what explains them come into
 * one item; where something is missing, it becomes a plain list. */
void definitions_complete(struct reading *reading, struct node *list);

#endif
