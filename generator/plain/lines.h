/* Lines of plain text: passages broken to PLAIN_COLUMNS, indented, with empty
 * lines between them. Private to plain/. */
#ifndef EVERYREAD_PLAIN_LINES_H
#define EVERYREAD_PLAIN_LINES_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/vector.h"
#include "document/document.h"

/* Where no line may end: after `start` and before `end` [bytes]. */
struct stretch {
	size_t start, end;
};

/* What is set as one paragraph; "\n" in it ends a line. */
struct passage {
	struct buffer text;
	VECTOR(struct stretch) whole;
};

#define PASSAGE_INITIALISER \
	{ \
		{ 0 }, \
		{ \
			0 \
		} \
	}

/* Appends another's text and stretches. */
void passage_append(struct passage *passage, const struct passage *other);
void passage_clear(struct passage *passage);
void passage_release(struct passage *passage);

struct lines {
	struct buffer *out;
	struct line_breaker *breaker; /* text/line_break.h; owned */
	unsigned indent;              /* [columns] of the next lines */
	unsigned gap;       /* empty lines owed before the next line */
	struct buffer lead; /* instead of the next line's indent: labels */
	bool is_begun;      /* something was written */
};

void lines_initialise(struct lines *lines, struct buffer *out);
void lines_release(struct lines *lines);

/* At least so many empty lines before the next line, unless it is the first of
 * all. */
void lines_space(struct lines *lines, unsigned gap);

/* Begins the next line with `label` and a space, and indents what follows by as
 * much, until lines_outdent() with the same label. */
void lines_label(struct lines *lines, struct str label);
void lines_outdent(struct lines *lines, struct str label);

/* Writes the passage, where it has words, in lines that are broken by the
 * rules of `language` and read in `direction`. */
void lines_set(struct lines *lines, const struct passage *passage,
	       const char *language, enum direction direction);

/* Writes the text's lines as they are. */
void lines_set_verbatim(struct lines *lines, struct str text);

/* Writes a label that nothing followed. */
void lines_flush(struct lines *lines);

/* How many columns the text takes where columns have one width (UAX #11): two
 * for East Asian wide characters, none for marks and what is invisible. */
unsigned lines_width(struct str text);

#endif
