/* Text → cmark's tree, with the extensions that this room adds to cmark. */
#ifndef EVERYREAD_MARKDOWN_PARSE_H
#define EVERYREAD_MARKDOWN_PARSE_H

#include "markdown/cmark.h"

#include "markdown/addresses.h"
#include "markdown/brackets.h"
#include "markdown/emphasis.h"
#include "markdown/fences.h"
#include "markdown/raised.h"
#include "markdown/reading.h"

/* cmark-gfm switches the special characters of extensions on and off in a
 * table that all parsers of a process share, while it parses inlines: who does
 * holds this lock. */
void parse_lock(void);
void parse_unlock(void);

/* One parsed text. Release it once the tree has been read. */
struct parsed {
	cmark_node *root;
	struct fences fences;
	struct brackets brackets;
	struct emphasis emphasis;
	cmark_syntax_extension *addresses, *raised;
};

void parse_text(struct reading *reading, struct parsed *parsed);
void parse_release(struct parsed *parsed);

#endif
