/* What the files of this room share while one text is read. */
#ifndef EVERYREAD_MARKDOWN_READING_H
#define EVERYREAD_MARKDOWN_READING_H

#include <stdbool.h>
#include <stdint.h>

#include "markdown/markdown.h"

/* Levels of blocks, and of inlines in one block; deeper ones are flattened. */
enum { NESTING_LIMIT = 100 };

/* A line that looks like `[^label]: …`. */
struct note_line {
	struct str label;
	uint32_t line, column;
	bool is_used;
};

/* Lines that hold code or raw HTML, inclusive. */
struct line_range {
	uint32_t first, last;
};

/* A text of the tree, and where it stands, in cmark's numbers. */
struct source_text {
	struct str text;
	int line, column;
};

/* Where a list with letters or Roman numbers begins: lettered.c. */
struct lettered_line {
	uint32_t line; /* cmark's */
	enum numbering numbering;
	int32_t start;
};

struct reading {
	struct arena *arena;
	struct document *document;
	const struct markdown_options *options;
	struct diagnostics *diagnostics;
	struct str text;       /* what cmark reads */
	uint32_t lines_before; /* front matter, which cmark does not read */
	uint32_t *line_starts; /* offsets in `text`, line_count + 1 of them */
	uint32_t line_count;
	/* The last place asked for, since columns are counted from there. */
	uint32_t known_line, known_column;
	size_t known_offset;
	struct {
		struct note_line *items;
		size_t count, capacity;
	} note_lines;
	struct {
		struct line_range *items;
		size_t count, capacity;
	} code_lines;
	struct {
		struct source_text *items;
		size_t count, capacity;
	} texts; /* marks.h */
	struct {
		uint32_t *items; /* cmark's, ascending: definitions.c */
		size_t count, capacity;
	} definition_lines;
	struct {
		struct lettered_line *items; /* by line */
		size_t count, capacity;
	} lettered_lines;
	bool writes_punctuation;
	bool text_is_own; /* and may be changed */
	bool nesting_is_reported;
	bool encoding_is_told; /* once for the whole text */
};

static inline bool reading_is_build(const struct reading *reading)
{
	return reading->options->mode == MARKDOWN_BUILD;
}

/* The place of cmark's line and column (from 1, in bytes; column 0: the
 * line). */
struct place reading_place(struct reading *reading, int line, int column);

/* Tells who asked where a block stands that cmark's node became; NULL: none. */
struct cmark_node;
void reading_note_extent(const struct reading *reading,
			 struct cmark_node *block, const struct node *node);

/* Line `line` (from 1) without its end; empty past the last. */
struct str reading_line(const struct reading *reading, uint32_t line);

/* Reports a mistake: an error in a build, else a warning. */
void reading_mistake(struct reading *reading, enum diagnostic_code code,
		     struct place place, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Reports, once, that something is nested too deeply. */
void reading_too_deep(struct reading *reading, struct place place);

/* clean.c: says so where the whole text is in another encoding, and reads UTF-16
 * as such. */
void reading_decode(struct reading *reading, struct str *text);

/* clean.c: makes `text` safe for cmark and sets `text`, `line_starts` and
 * `note_lines`. What is not UTF-8, and what would cost cmark the square of its
 * length, is reported and replaced. */
void reading_clean(struct reading *reading, struct str text);

/* notes.c: footnotes that are missing, unused or double. */
void reading_find_undefined_note(struct reading *reading, struct str text,
				 uint32_t line);
void reading_report_notes(struct reading *reading);

/* conflicts.c: what a merge left behind, outside code. */
void reading_report_conflicts(struct reading *reading);

/* Whether the line holds code or raw HTML; once notes have been reported. */
bool reading_is_code(const struct reading *reading, uint32_t line);

#endif
