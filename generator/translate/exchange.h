/* Files that translators' tools read and write: XLIFF 2.1 and 1.2 (OASIS), and PO
 * (GNU gettext). One file holds what one language of a publication has to have
 * translated; a unit is a segment.
 *
 * Markup, directives, template tags and values are codes (codes.h), which the
 * formats protect: XLIFF as inline elements with their meaning, PO as they are
 * written, with the meaning as comments. */
#ifndef EVERYREAD_TRANSLATE_EXCHANGE_H
#define EVERYREAD_TRANSLATE_EXCHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/str.h"
#include "base/vector.h"

enum exchange_format { EXCHANGE_XLIFF, EXCHANGE_XLIFF_1_2, EXCHANGE_PO };

enum exchange_state {
	EXCHANGE_MISSING,    /* no target, or one that is the source's copy */
	EXCHANGE_STALE,      /* its source has changed since; fuzzy */
	EXCHANGE_TRANSLATED, /* nobody has said that it holds */
	EXCHANGE_HELD        /* recorded */
};

struct exchange_unit {
	const char *identifier; /* of the source's text: "u3f2a…", and "-2" at
				 * the second of the same text; an XML NCName */
	const char *kind;       /* for translators; NULL once read */
	const char *place;      /* "en/report.md:12"; NULL once read */
	const char *source;     /* as struct segment has it */
	const char *target;     /* likewise; NULL: none */
	const char *was;        /* EXCHANGE_STALE: the source, as it was */
	const char *held;       /* hexadecimal hash of the target when it was
				 * exported; "" if it had none; NULL once read
				 * where a tool lost it */
	enum exchange_state state;
	bool is_message; /* of a locale: ICU MessageFormat, no Markdown */
	uint32_t line;   /* once read: of the file */
};

struct exchange_part {
	const char *name; /* the edition's; an XML NMTOKEN */
	VECTOR(struct exchange_unit) units;
};

struct exchange {
	const char *publication;     /* identifier */
	const char *source, *target; /* BCP 47 */
	const char
		*date; /* ISO 8601 date of the publication; NULL: it has none */
	VECTOR(struct exchange_part) parts;
};

/* The same bytes for the same content. */
void exchange_write(const struct exchange *exchange,
		    enum exchange_format format, struct buffer *out);

/* Reads a file of any of the formats, told by its contents. What is wrong is
 * reported with its line, and false is returned where nothing of it can be taken:
 * it is broken, of no such format, or has entities of its own, which are
 * refused (they can read files and grow without end). Units are read as they
 * stand; whether they fit is for exchange_check_target() to say. In the arena;
 * release in both cases. */
bool exchange_read(struct arena *arena, struct str text, const char *file,
		   struct exchange *exchange, struct diagnostics *diagnostics);

/* The codes of the unit's source or target. */
struct codes;
struct codes exchange_codes(struct arena *arena,
			    const struct exchange_unit *unit, const char *text);

/* Tells, as a warning, of a blank line in a target as it was read: what was
 * meant as two paragraphs becomes one. */
void exchange_check_lines(struct str text, struct place place,
			  struct diagnostics *diagnostics);

/* Whether a target has each code of its source, as often, legally nested, and no
 * other, and no sign that has no place in a text; but what `current`, the target
 * that is there now (or NULL), has otherwise may stay so, and words may be marked
 * as another language's. A message's arguments are codes, too. What is wrong is
 * reported at `place`. */
bool exchange_check_target(struct arena *arena, const char *source,
			   const char *current, const char *target,
			   bool is_message, struct place place,
			   struct diagnostics *diagnostics);

void exchange_release(struct exchange *exchange);

/* ---- The formats' own -------------------------------------------------- */

void exchange_write_xliff(const struct exchange *exchange, bool is_version_2,
			  struct buffer *out);
void exchange_write_po(const struct exchange *exchange, struct buffer *out);
bool exchange_read_xliff(struct arena *arena, struct str text, const char *file,
			 struct exchange *exchange,
			 struct diagnostics *diagnostics);
bool exchange_read_po(struct arena *arena, struct str text, const char *file,
		      struct exchange *exchange,
		      struct diagnostics *diagnostics);

/* The words of a unit as segments have them: white space that a tool laid out is
 * one space, a line break of ours stays "\\\n". */
const char *exchange_words(struct arena *arena, struct str text);

/* A unit's identifier for the `nth` (from 1) source of these words. */
const char *exchange_identifier(struct arena *arena, uint64_t hash, size_t nth);

/* Adds a part, or a unit to the last part. */
struct exchange_part *exchange_add_part(struct exchange *exchange,
					const char *name);
struct exchange_unit *exchange_add_unit(struct exchange *exchange);

#endif
