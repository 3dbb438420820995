/* Quotation marks, dashes and ellipses of the language where an author typed
 * straight marks, hyphens and dots: "so" becomes “so”, „so” or « so ». Code,
 * addresses and what a backslash gives stay as they are, and so do marks that
 * have no partner in their block. */
#ifndef EVERYREAD_MARKDOWN_PUNCTUATION_H
#define EVERYREAD_MARKDOWN_PUNCTUATION_H

#include "markdown/reading.h"

/* Changes the texts of the finished tree; after marks_report(). */
void punctuation_write(struct reading *reading);

#endif
