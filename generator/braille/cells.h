/* Words as cells, and cells as lines and pages. Private to braille/.
 *
 * A cell is a byte: bit 0 is dot 1, bit 5 dot 6; 0 is a space. */
#ifndef EVERYREAD_BRAILLE_CELLS_H
#define EVERYREAD_BRAILLE_CELLS_H

#include "base/map.h"
#include "base/vector.h"
#include "braille/braille.h"
#include "told/told.h"

enum {
	CELL_SPACE = 0,
	CELL_GUIDE_DOT = 0x10, /* dot 5 */
	CELL_NUMBER = 0x3C,    /* dots 3, 4, 5, 6: digits follow */
	CELL_FULL = 0x3F,
	CELL_LINE_END = 0xFF /* no cell: the author ends a line */
};

/* What a table has said. */
struct table_memory {
	const char *table;
	bool is_by_words;
	struct map words; /* letters, as widechars → struct str of cells */
	/* Of each plane's row of 256 characters: whether there is a sign. */
	unsigned char *signs[0x110000 / 256];
};

struct translator {
	const struct document *document;
	const struct braille_settings *settings;
	struct diagnostics *diagnostics;
	struct error *error;
	bool has_failed;
	struct arena arena;
	struct buffer *trace; /* or NULL: see braille_dump() */
	struct map told;      /* what lacks a sign, told once */
	VECTOR(struct table_memory *) memories;
	bool takes_whole; /* words are not remembered (tests) */
};

void translator_begin(struct translator *translator);
void translator_end(struct translator *translator);

/* Appends the item's label and words. */
void translate_item(struct translator *translator, const struct told *told,
		    const struct told_item *item, struct buffer *cells);
/* Appends a number of the document, as its language writes it. */
void translate_number(struct translator *translator, uint32_t number,
		      struct buffer *cells);

/* Whether a word of small letters is the same cells in the table whatever such
 * words stand beside it. */
bool braille_table_is_by_words(const char *name);

struct braille_line {
	size_t start; /* in pages.cells */
	uint32_t length;
	uint32_t page; /* from 0 */
};

struct braille_pages {
	struct buffer cells;
	VECTOR(struct braille_line) lines;
	uint32_t page_count;
};

/* Sets the document; false where the system failed. */
bool braille_set(const struct document *document,
		 const struct braille_settings *settings,
		 struct diagnostics *diagnostics, struct braille_pages *pages,
		 struct error *error);
void braille_pages_release(struct braille_pages *pages);

/* The cells of the page's line, from 0; its number on the last one. */
struct str braille_line_of(const struct braille_pages *pages,
			   const struct braille_line *line);

#endif
