/* Comments by which authors silence a rule of check/ for the block that follows:
 *
 *     <!-- everyread allow W001: the law is quoted as it stands -->
 *
 * Several codes stand with commas between them. A reason is asked for. */
#ifndef EVERYREAD_COMMANDS_SILENCE_H
#define EVERYREAD_COMMANDS_SILENCE_H

#include <stdbool.h>

#include "base/diagnostic.h"
#include "publication/publication.h"

/* True where a comment of the text (a const struct edition_text) silences the
 * code at the place: it stands above it, with at most blank lines and other
 * comments between it and the block. */
bool silence_holds(void *text, struct place place, enum diagnostic_code code);

/* Reports comments that silence nothing: without a reason, or with a code that
 * there is not. */
void silence_check(const struct edition_text *text,
		   struct diagnostics *diagnostics);

#endif
