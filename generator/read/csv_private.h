/* A table's cells (csv.c) on their way into a project (csv_rows.c). */
#ifndef EVERYREAD_READ_CSV_PRIVATE_H
#define EVERYREAD_READ_CSV_PRIVATE_H

#include "base/map.h"
#include "base/vector.h"
#include "read/read_builder.h"
#include "read/read_options.h"

enum {
	CSV_MOST_BYTES = 512 << 20,
	CSV_MOST_CELL = 4 << 20,   /* [bytes] */
	CSV_CELL_BLOCK = 64 << 10, /* [bytes] */
	CSV_MOST_COLUMNS = 10000,
};

enum csv_kind { CSV_TAGUETTE, CSV_QUALCODER, CSV_PLAIN, CSV_CODEBOOK };

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
	CSV_CASE_VARIABLE,
	CSV_SOURCE_VARIABLE,
	CSV_ROLES,
};

struct csv_column {
	enum csv_role role;
	uint32_t variable; /* of variables: the index */
};

struct csv_table {
	struct builder *builder;
	const struct read_options *options;
	const char *file;
	enum csv_kind kind;
	bool has_header, has_failed;
	bool is_tabbed; /* a .tsv */
	struct csv_column *columns;
	size_t column_count, category_count;
	bool has_role[CSV_ROLES];
	/* Names, ids and paths to indices. */
	struct map cases, sources, codes, coders, segments;
	VECTOR(struct str) cells; /* of the row that is being read */
	uint32_t line, row_line;  /* where reading is; where the row began */
};

/* Takes the first row. False, after a report, where it is no table's that is
 * known. */
bool csv_take_header(struct csv_table *table);

/* Takes any other row. */
void csv_take_row(struct csv_table *table);

#endif
