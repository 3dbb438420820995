/* Checks of a document: what authors should see to, and what the program
 * itself must never get wrong. */
#ifndef EVERYREAD_DOCUMENT_CHECK_H
#define EVERYREAD_DOCUMENT_CHECK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diagnostic.h"
#include "document/document.h"
#include "document/outline.h"

/* Reports what would leave readers out: as warnings a link without text, an
 * empty heading, levels that jump, a table without header cells, a quotation
 * without its source; as outline_options say a picture without alternative
 * text. Changes nothing. document_finish() calls it first. */
void document_check_authoring(const struct document *document,
			      const struct outline_options *options,
			      struct diagnostics *diagnostics);

/* True where the finished tree keeps every invariant that document.h names.
 * Otherwise false, and what is broken where in `message`. */
bool document_check_invariants(const struct document *document, char *message,
			       size_t size);

#endif
