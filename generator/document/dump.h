/* The tree as readable text, for people and for goldens. */
#ifndef EVERYREAD_DOCUMENT_DUMP_H
#define EVERYREAD_DOCUMENT_DUMP_H

#include "base/buffer.h"
#include "document/document.h"

/* Appends one line for each node, indented by depth: its kind, its place
 * ("line:column", with the file where it is another than the parent's) and
 * what it knows; then the footnotes. */
void document_dump(const struct document *document, struct buffer *out);

#endif
