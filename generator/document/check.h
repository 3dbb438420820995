/* Checks of a document: what authors should see to, and what the program
 * itself must never get wrong. */
#ifndef EVERYREAD_DOCUMENT_CHECK_H
#define EVERYREAD_DOCUMENT_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diagnostic.h"
#include "document/document.h"

/* Reports, as warnings, what would leave readers out: a picture without
 * alternative text, a link without text, an empty heading, levels that jump, a
 * table without header cells, a quotation without its source. Changes
 * nothing. document_finish() calls it first. */
void document_check_authoring(const struct document *document,
			      struct diagnostics *diagnostics);

/* True where the finished tree keeps every invariant that document.h names.
 * Otherwise false, and what is broken where in `message`. */
bool document_check_invariants(const struct document *document, char *message,
			       size_t size);

#endif
