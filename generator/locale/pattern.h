/* Message patterns: ICU MessageFormat's syntax, read into parts.
 *
 *     {pages, plural, one {# page} other {# pages}} in {format}
 *
 * Understood are {name}; {name, number}, {name, number, integer} and
 * {name, number, percent}; {name, date, long}; plural and selectordinal with
 * offset, =N and #; select; and the apostrophe as ICU reads it: '' is one,
 * '{…}' quotes, any other is itself. ICU's C interface knows arguments by
 * number only and cannot tell which a pattern holds; translators need names
 * and mistakes at their place. What a number, a date or a plural category is
 * stays ICU's to say. */
#ifndef EVERYREAD_LOCALE_PATTERN_H
#define EVERYREAD_LOCALE_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

enum pattern_kind {
	PATTERN_TEXT,
	PATTERN_ARGUMENT, /* {name}: a text as it is, a number formatted */
	PATTERN_NUMBER,
	PATTERN_INTEGER,
	PATTERN_PERCENT,
	PATTERN_DATE,
	PATTERN_PLURAL,
	PATTERN_ORDINAL,
	PATTERN_SELECT,
	PATTERN_COUNT_SIGN /* # in a plural: its number less the offset */
};

struct pattern_branch {
	struct str selector; /* "few", "=0": as written */
	bool is_exact;       /* =N */
	double exact;
	const struct pattern_part *parts;
	const struct pattern_branch *next;
};

struct pattern_part {
	enum pattern_kind kind;
	struct str text; /* PATTERN_TEXT; else the argument's name */
	double offset;   /* PATTERN_PLURAL, PATTERN_ORDINAL */
	const struct pattern_branch *branches; /* has one for "other" */
	const struct pattern_part *next;
};

struct pattern_error {
	size_t offset;    /* [bytes] into the pattern */
	const char *text; /* in the arena, or a literal */
};

/* Reads a pattern; *parts is NULL for an empty one. False after a mistake,
 * with *error written. The texts point into `text` or the arena. */
bool pattern_parse(struct arena *arena, struct str text,
		   const struct pattern_part **parts,
		   struct pattern_error *error);

/* A copy in the arena, with `change` made to each text. */
const struct pattern_part *
pattern_change(struct arena *arena, const struct pattern_part *parts,
	       struct str (*change)(void *context, struct str text),
	       void *context);

/* Calls `visit` for each part, those of branches too, in reading order. */
void pattern_visit(const struct pattern_part *parts,
		   void (*visit)(void *context,
				 const struct pattern_part *part),
		   void *context);

#endif
