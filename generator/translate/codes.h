/* What stands in a segment besides words: emphasis, links, spans, code, template
 * tags, notes. A translator moves these and does not change them, so exchange
 * formats protect them and what comes back is checked for them.
 *
 * The text is Markdown as it is written (CommonMark 0.31, 6; GFM; bracketed
 * spans). What is no code is words: "5 * 3" is. */
#ifndef EVERYREAD_TRANSLATE_CODES_H
#define EVERYREAD_TRANSLATE_CODES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

enum code_kind {
	CODE_WORDS, /* no code: what lies between */
	CODE_OPEN,  /* begins what its `partner` ends */
	CODE_CLOSE,
	CODE_ALONE
};

struct code {
	enum code_kind kind;
	struct str text; /* a slice of the segment's text; never empty */
	size_t partner;  /* of CODE_OPEN and CODE_CLOSE: the other's index */
	const char *meaning; /* for translators: "emphasis", "link to …";
			      * NULL: words */
};

struct codes {
	struct code *items;
	size_t count;
};

/* Cuts a segment's text; the pieces in a row are the text. In the arena. */
struct codes codes_read(struct arena *arena, struct str text);

/* The same of a message of a locale, ICU MessageFormat: arguments stand alone; a
 * plural or a choice is words with all that is in it, since other languages have
 * other cases. */
struct codes codes_read_message(struct arena *arena, struct str text);

/* The words alone, with a space for each code. In the arena. */
const char *codes_words(struct arena *arena, const char *text);

#endif
