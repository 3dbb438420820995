/* A table as rows and columns of texts and numbers. Private to data/. */
#ifndef EVERYREAD_DATA_GRID_H
#define EVERYREAD_DATA_GRID_H

#include <stdbool.h>

#include "base/arena.h"
#include "document/document.h"

struct data_numbers; /* number.c: how a language writes numbers */

struct data_numbers *data_numbers_open(const char *language);
void data_numbers_close(struct data_numbers *numbers);
/* A number of the language as "1234" or "12.5", with "%" where it is per cent;
 * NULL where the whole text is not one: other units, ranges, codes that begin
 * with a zero. In the arena. */
const char *data_number(const struct data_numbers *numbers, struct arena *arena,
			const char *text);

enum data_kind { DATA_TEXT, DATA_NUMBER, DATA_PERCENT };

struct data_column {
	const char *title; /* "" where no header says something */
	enum data_kind kind;
};

struct data_cell {
	const char *text;   /* as it was published */
	const char *number; /* or NULL */
	bool is_hidden;     /* the text is the mark of what is not shown */
	bool is_none;       /* there is nothing to be told: empty, or "–" */
	bool is_repeated;   /* it began in another row or column */
	struct place place;
};

struct data_grid {
	const struct node *table;
	const char *name; /* "table-1" */
	bool has_header, is_merged;
	uint32_t column_count, row_count;
	struct data_column *columns;
	struct data_cell *cells; /* row by row */
};

/* The rows of the table, in the arena. */
struct data_grid data_grid_of(struct arena *arena,
			      const struct document *document,
			      const struct node *table,
			      const struct data_numbers *numbers);

/* "Table 3: Who told us", or "". */
const char *data_caption(struct arena *arena, const struct node *table);
/* What stands under the table about its marks and shares, or NULL. */
const char *data_note(struct arena *arena, const struct node *table);

#endif
