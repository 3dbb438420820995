/* Abbreviations in texts: each becomes a NODE_SPAN that says what it stands
 * for. */
#ifndef EVERYREAD_DOCUMENT_ABBREVIATIONS_H
#define EVERYREAD_DOCUMENT_ABBREVIATIONS_H

#include "document/document.h"

/* Marks the abbreviations that texts declare, outside of code, as whole words;
 * then finds for each the first that is to be told with its words. */
void document_mark_abbreviations(struct document *document);

#endif
