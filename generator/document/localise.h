/* What a language decides, decided once: the outputs find it in the tree. */
#ifndef EVERYREAD_DOCUMENT_LOCALISE_H
#define EVERYREAD_DOCUMENT_LOCALISE_H

#include "document/document.h"

/* Takes out each NODE_SOFT_BREAK that is no space: between characters of
 * scripts that are written without, whatever markup stands around them. In an
 * Easy Read row one after a sentence becomes a NODE_LINE_BREAK. */
void document_join_lines(struct document *document);

/* A node whose language is not that of what is around it gets the language's
 * direction, where that is another and none is given. */
void document_set_directions(struct document *document);

/* Puts the document's words in, once: titles of callouts, case studies, lists of
 * contents and notes, names of figures, tables, tasks and notes, labels of
 * captions and of parts of figures, marks around quotations, the lines below
 * them. Where words are of another language than what is around them, their
 * nodes say so. Numbers and levels are there already. */
void document_add_words(struct document *document);

/* A number in the document's digits, in its arena. */
const char *document_number(const struct document *document, uint32_t number);

/* What stands before an item of an ordered list, without the stop: "3", "c",
 * "iii"; in the document's arena. */
const char *document_item_number(const struct document *document,
				 const struct node *item);

#endif
