/* A table's cells, from CSV (csv.c) or a workbook (xlsx.c), on their way into a
 * project: what its first row says (table_layout.c), and the others
 * (csv_rows.c). */
#ifndef EVERYREAD_READ_CSV_PRIVATE_H
#define EVERYREAD_READ_CSV_PRIVATE_H

#include "base/buffer.h"
#include "base/map.h"
#include "base/vector.h"
#include "read/read_builder.h"
#include "read/read_options.h"

enum {
	CSV_MOST_BYTES = 512 << 20,
	CSV_MOST_CELL = 4 << 20,   /* [bytes] */
	CSV_CELL_BLOCK = 64 << 10, /* [bytes] */
	CSV_MOST_COLUMNS = 10000,
	CSV_MOST_TITLES = 20, /* rows above a header */
};

/* In the order of the layouts in table_layout.c. */
enum csv_kind {
	CSV_TAGUETTE,
	CSV_QUALCODER,
	CSV_MAXQDA,
	CSV_ATLAS,
	CSV_DEDOOSE,
	CSV_QUIRKOS,
	CSV_PLAIN,
	CSV_CODEBOOK
};

/* What a column is. */
enum csv_role {
	CSV_ID,
	CSV_CASE,
	CSV_SOURCE,
	CSV_CODE,
	CSV_EXCERPT,
	CSV_CODER,
	CSV_MEMO,
	CSV_CATEGORY,
	CSV_APPLIED, /* of one code: the cell says whether it was given */
	CSV_CASE_VARIABLE,
	CSV_SOURCE_VARIABLE,
	CSV_ROLES,
};

struct csv_column {
	enum csv_role role;
	uint32_t variable; /* of variables: the index */
	uint32_t code;     /* of CSV_APPLIED: the index */
	bool is_answer;    /* a variable whose values are codes as well … */
	struct str name;   /* … below one of this name */
};

struct csv_table {
	struct builder *builder;
	const struct read_options *options;
	const char *file;
	enum csv_kind kind;
	bool has_header, has_failed;
	bool is_tabbed; /* a .tsv */
	bool is_sheet;  /* whose rows end with their last cell */
	struct csv_column *columns;
	size_t column_count, category_count, unknown_count;
	size_t at[CSV_ROLES]; /* the first column of each; SIZE_MAX: none */
	/* Names, ids and paths to indices. */
	struct map cases, sources, codes, coders, segments;
	struct map texts; /* of values: each once in the arena */
	/* Of the row that is being read; borrowed until it is taken. */
	VECTOR(struct str) cells;
	struct buffer text;      /* of the cells of CSV */
	uint32_t line, row_line; /* where reading is; where the row began */
	/* Rows above a header, and the first of them; 0: none so far. */
	uint32_t title_count, title_line;
};

/* Where the row began. */
struct place csv_place(const struct csv_table *table);

/* Whether the cells are the first row of some table that is known. */
bool csv_is_header(struct csv_table *table);

/* Takes any other row. */
void csv_take_row(struct csv_table *table);

/* Takes a row, the first or any other. Where it is no table's first, those after
 * it are looked at for what to tell; then, or at the end, has_failed is set. */
void csv_take_any(struct csv_table *table);

/* Where no header came: tells of the first row. */
void csv_end_rows(struct csv_table *table);

/* The code of that path as the table writes paths, added where it is new; `key`
 * is room to work in. */
uint32_t csv_code_of_path(struct csv_table *table, struct str path,
			  struct buffer *key);

/* Gives back what the table took beside the arena. */
void csv_release(struct csv_table *table);

#endif
