/* References that write themselves: a link without words to a figure, table or
 * heading says "Figure 3". */
#ifndef EVERYREAD_DOCUMENT_REFERENCES_H
#define EVERYREAD_DOCUMENT_REFERENCES_H

#include "document/finish.h"

/* Makes such a link of each @fig-…, @tbl-… and @sec-…. */
void document_find_references(struct document *document);

/* True for a link that is yet to be filled. */
bool document_is_reference(const struct node *link);

/* Once targets, numbers and names are known. What has no name is reported. */
void document_fill_references(struct finish *finish);

#endif
