/* What makes a telephone number of several groups of digits: a word for it
 * before them, a link that calls it, a column headed so. */
#ifndef EVERYREAD_DOCUMENT_TELEPHONE_H
#define EVERYREAD_DOCUMENT_TELEPHONE_H

#include "document/document.h"

/* True where the end of the text, up to some 60 characters, has a word for
 * telephones or calls, in a language written from right to left, or a sign. */
bool value_is_after_telephone(struct str text);

/* True where what stands around or before a text says so. */
bool value_is_telephone(const struct node *text);

#endif
