/* What a document tells, one thing after the other, for outputs that have no
 * page: Braille, speech. It is the tree in the order in which it is read:
 *
 * - the notice first;
 * - a picture by its alternative, a chart by its name and its data;
 * - a table as a line for each cell, after the column's header, so that a cell
 *   is understood where it stands;
 * - notes at the end of the chapter that refers to them;
 * - words in letters that their language is not written in apart, in a language
 *   that is.
 *
 * No word of the tree is lost. */
#ifndef EVERYREAD_TOLD_TOLD_H
#define EVERYREAD_TOLD_TOLD_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/vector.h"
#include "document/walk.h"

enum told_role {
	TOLD_HEADING, /* level 1…6 */
	TOLD_WORDS,   /* a paragraph, a caption, a label */
	TOLD_CODE,    /* each "\n" in it ends a line */
	TOLD_RULE,    /* a thematic break: no words */
	TOLD_ENTRY,   /* of a list of contents: target; level: its depth */
	TOLD_CELL     /* of a table; level 0 begins a row, 1 goes on with it */
};

enum told_style {
	TOLD_EMPHASIS = 1 << 0,
	TOLD_STRONG = 1 << 1,
	TOLD_LITERAL = 1 << 2, /* code */
	TOLD_TAKEN_BACK = 1 << 3,
	TOLD_RAISED = 1 << 4,
	TOLD_LOWERED = 1 << 5,
	TOLD_PICTURE = 1 << 6, /* an alternative text */
	TOLD_ADDRESS = 1 << 7, /* where a link leads */
	TOLD_NOTE = 1 << 8     /* the number of a note: see run.note */
};

/* Words of one language and style. */
struct told_run {
	struct str text;         /* "\n": the author's line break */
	const char *language;    /* that its letters can be read in */
	unsigned style;          /* of enum told_style */
	bool continues;          /* the run before, in another language */
	const struct node *note; /* that is referred to, or NULL */
	struct place place;
};

struct told_item {
	enum told_role role;
	uint8_t level;
	uint8_t depth;           /* in how many lists and boxes it stands */
	bool begins_part;        /* a cover, chapter or the like begins */
	bool has_space;          /* something other than the last begins */
	const char *label;       /* said first: "3.", "•", "Done:"; or NULL */
	const struct node *note; /* whose number the label is, or NULL */
	const struct node *node; /* where it stands */
	const struct node *target;
	size_t first_run, run_count; /* of told.runs */
};

struct told {
	const struct document *document;
	VECTOR(struct told_item) items;
	VECTOR(struct told_run) runs;
	struct arena arena; /* of texts that the tree has not */
};

/* Everything that the finished document tells; released by told_release(). */
void told_begin(struct told *told, const struct document *document);
void told_release(struct told *told);

#endif
