/* Finding tags in a template's text. */
#ifndef EVERYREAD_TEMPLATE_SCAN_H
#define EVERYREAD_TEMPLATE_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diagnostic.h"
#include "base/str.h"
#include "template/node.h"

enum { DELIMITER_LIMIT = 16 /* [bytes] */ };

/* What ends a tag: "}}" as a rule, "}}}" after "{{{", "=}}" after "{{=". */
enum closer { CLOSER_PLAIN, CLOSER_TRIPLE, CLOSER_DELIMITERS, CLOSER_COUNT };

struct scanner {
	const struct template *template; /* for source and places */
	struct diagnostics *diagnostics;
	size_t reported; /* mistakes of this template */
	size_t at;       /* next byte to look at */
	struct str open;
	char closers[CLOSER_COUNT][DELIMITER_LIMIT + 2];
	size_t closer_lengths[CLOSER_COUNT];
	/* Where the last search for a closer began and what it found, so that
	 * many tags without one don't each search to the end. */
	struct {
		size_t from, found;
	} searches[CLOSER_COUNT];
};

/* A tag at [start, end) of the source. */
struct token {
	char sigil; /* one of # ^ / > < $ & ! = {, or 0 for a plain {{x}} */
	size_t start, end;
	struct str content; /* after the sigil, trimmed */
};

enum { MISTAKES_REPORTED = 1000 };

void scanner_initialise(struct scanner *scanner,
			const struct template *template,
			struct diagnostics *diagnostics);

/* Finds the next tag; false when there is none. A tag that is not closed is
 * reported and passed over. A set-delimiter tag has taken effect. */
bool scanner_next(struct scanner *scanner, struct token *token);

/* False where so many mistakes of the template were reported that one more
 * helps nobody: each costs the length of its line to place. */
bool scanner_may_report(const struct scanner *scanner);

#endif
