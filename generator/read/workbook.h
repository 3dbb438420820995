/* Workbooks (.xlsx, ISO/IEC 29500-1): a zip of XML parts, of which these are
 * read: the list of sheets, the shared strings, which number formats are
 * dates, and the cells of one sheet at a time, row by row.
 *
 * A cell comes as its text: what is written in it; a number as Excel would
 * show it unformatted, with a point; a date as 2024-03-01, with a time as
 * 2024-03-01T10:30; TRUE or FALSE; of a formula the result that was saved with
 * it. What cannot be had (an error, a formula that was never calculated) is
 * told, and empty. */
#ifndef EVERYREAD_READ_WORKBOOK_H
#define EVERYREAD_READ_WORKBOOK_H

#include "base/error.h"
#include "read/read_builder.h"

enum {
	WORKBOOK_MOST_PART = 512 << 20, /* [bytes] of one part */
	WORKBOOK_MOST_CELL = 4 << 20,   /* [bytes] */
	WORKBOOK_MOST_SHEETS = 1000,
	WORKBOOK_MOST_COLUMNS = 16384, /* Excel's own */
	WORKBOOK_MOST_ROWS = 1048576,
};

struct workbook_sheet {
	struct str name;
	const char *part; /* inside the zip */
	const char *file; /* how diagnostics name it: "a.xlsx!/Sheet1" */
	bool is_hidden;
};

struct workbook {
	struct builder *builder;
	const char *path;
	struct workbook_sheet *sheets;
	size_t sheet_count;
	struct workbook_private *private;
};

/* NULL: reported to the builder, or error->message is set. Memory is the
 * builder's arena's, but for what workbook_close() gives back. */
struct workbook *workbook_open(struct builder *builder, const char *path,
			       struct error *error);
void workbook_close(struct workbook *workbook);

/* A row: its number from 1, its cells up to the last one that is there; of all
 * that stand beyond those of the first row, one. They are borrowed until the function returns; false ends reading. Rows without
 * cells are left out. */
typedef bool workbook_row(void *user, uint32_t row, const struct str *cells,
			  size_t count);

/* Reads a sheet. False where it cannot be, which is reported. */
bool workbook_read(struct workbook *workbook, size_t sheet,
		   workbook_row *on_row, void *user);

#endif
