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

/* The texts that comments are looked for in. */
struct silence_texts {
	const struct edition_text *text; /* an edition's, or NULL */
	/* With the entries of all its collections, where it is not NULL. */
	const struct publication *publication;
	size_t language;
};

/* True where a comment of the texts (a const struct silence_texts) silences the
 * code at the place: it stands above it, with at most blank lines and other
 * comments between it and the block. */
bool silence_holds(void *texts, struct place place, enum diagnostic_code code);

/* True where the place is a line of the texts, below an entry's data, in which no
 * tag of templates stands. */
bool silence_is_written(void *texts, struct place place);

/* Reports comments of a text that silence nothing: without a reason, or with a
 * code that there is not. */
void silence_check(const struct source_file *file,
		   struct diagnostics *diagnostics);

#endif
