/* A sheet's rows and cells. */
#include <stdlib.h>

#include "base/buffer.h"
#include "read/workbook_private.h"

enum cell_type {
	CELL_NUMBER,
	CELL_SHARED, /* an index into the shared strings */
	CELL_TEXT,   /* a formula's, or written in place */
	CELL_BOOLEAN,
	CELL_ERROR,
	CELL_DATE, /* ISO 8601 already */
};

/* Where a cell's text is in the row's buffer, which moves as it grows; or the
 * shared text that it is. */
struct extent {
	size_t start, length;
	const struct str *shared;
};

struct sheet {
	struct workbook *workbook;
	struct xml_reader *reader;
	const char *file;
	workbook_row *on_row;
	void *user;
	/* Of the row: */
	uint32_t row;
	uint32_t width; /* of the first row that has cells; 0: none yet */
	struct buffer text;
	VECTOR(struct extent) cells;
	VECTOR(struct str) given;
	/* Of the cell: */
	uint32_t column; /* from 0 */
	enum cell_type type;
	enum workbook_format format;
	struct buffer collected;
	bool is_collecting, has_formula, has_value;
	unsigned phonetic;
	/* Of the whole: */
	uint32_t merged, hidden, errors, uncalculated;
	uint32_t first_error, first_uncalculated;
};

static struct place here(const struct sheet *sheet)
{
	return (struct place){ .file = sheet->file, .line = sheet->row };
}

static void fail(struct sheet *sheet, const char *message)
{
	read_builder_report(sheet->workbook->builder,
			    DIAGNOSTIC_FINDINGS_TOO_LARGE, here(sheet), "%s",
			    message);
	xml_fail(sheet->reader);
}

static bool is_true(struct str value)
{
	return str_equals(value, STR("1")) || str_equals(value, STR("true"));
}

/* ---- Elements ---------------------------------------------------------- */

static uint32_t number_of(struct str value)
{
	uint32_t number = 0;
	for (size_t i = 0; i < value.length; i++) {
		if (value.bytes[i] < '0' || value.bytes[i] > '9' ||
		    number > UINT32_MAX / 10 - 1)
			return UINT32_MAX;
		number = number * 10 + (uint32_t)(value.bytes[i] - '0');
	}
	return value.length ? number : UINT32_MAX;
}

/* Rows that do not say their number follow the one before. */
static void start_row(struct sheet *sheet, struct attributes attributes)
{
	struct str value;
	uint32_t row = sheet->row + 1;
	if (xml_find_attribute(attributes, "r", &value))
		row = number_of(value);
	xml_find_attribute(attributes, "hidden", &value);
	sheet->hidden += is_true(value);
	sheet->cells.count = 0;
	sheet->column = UINT32_MAX;
	buffer_clear(&sheet->text);
	if (row == UINT32_MAX || row <= sheet->row)
		fail(sheet, "the rows are not in order");
	else if (row > WORKBOOK_MOST_ROWS)
		fail(sheet, "more than 1048576 rows");
	else
		sheet->row = row;
}

/* "BC12" → 54; UINT32_MAX where it is no cell. */
static uint32_t column_of(struct str reference)
{
	uint32_t column = 0;
	size_t i = 0;
	for (; i < reference.length && i < 4; i++) {
		char byte = reference.bytes[i];
		if (byte < 'A' || byte > 'Z')
			break;
		column = column * 26 + (uint32_t)(byte - 'A') + 1;
	}
	return i == 0 || column > WORKBOOK_MOST_COLUMNS ? UINT32_MAX :
							  column - 1;
}

static enum cell_type type_of(struct str name)
{
	static const struct {
		const char *name;
		enum cell_type type;
	} types[] = {
		{ "s", CELL_SHARED },       { "str", CELL_TEXT },
		{ "inlineStr", CELL_TEXT }, { "b", CELL_BOOLEAN },
		{ "e", CELL_ERROR },        { "d", CELL_DATE },
	};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (str_equals_string(name, types[i].name))
			return types[i].type;
	return CELL_NUMBER;
}

static void start_cell(struct sheet *sheet, struct attributes attributes)
{
	const struct workbook_private *private = sheet->workbook->private;
	struct str value;
	uint32_t before = sheet->column;
	uint32_t column = before + 1;
	if (xml_find_attribute(attributes, "r", &value))
		column = column_of(value);
	xml_find_attribute(attributes, "t", &value);
	sheet->type = type_of(value);
	sheet->format = WORKBOOK_PLAIN;
	if (xml_find_attribute(attributes, "s", &value) &&
	    number_of(value) < private->formats.count)
		sheet->format = private->formats.items[number_of(value)];
	sheet->has_formula = sheet->has_value = false;
	buffer_clear(&sheet->collected);
	if (column >= WORKBOOK_MOST_COLUMNS)
		fail(sheet, "a cell beyond the last column that there can be");
	else if (before != UINT32_MAX && column <= before)
		fail(sheet, "the cells of a row are not in order");
	else
		sheet->column = column;
}

static void start(void *user, const char *name, const char *uri,
		  struct attributes attributes)
{
	struct sheet *sheet = user;
	(void)uri;
	if (strcmp(name, "row") == 0)
		start_row(sheet, attributes);
	else if (strcmp(name, "c") == 0)
		start_cell(sheet, attributes);
	else if (strcmp(name, "f") == 0)
		sheet->has_formula = true;
	else if (strcmp(name, "rPh") == 0)
		sheet->phonetic++;
	else if (strcmp(name, "mergeCell") == 0)
		sheet->merged++;
	bool is_value = strcmp(name, "v") == 0;
	sheet->is_collecting =
		is_value || (strcmp(name, "t") == 0 && sheet->phonetic == 0);
	sheet->has_value = sheet->has_value || is_value;
}

static void text(void *user, const char *bytes, size_t length)
{
	struct sheet *sheet = user;
	if (!sheet->is_collecting)
		return;
	if (sheet->collected.length + length > WORKBOOK_MOST_CELL)
		fail(sheet, "a cell of more than 4 MiB");
	else
		buffer_append(&sheet->collected, bytes, length);
}

/* ---- Values ------------------------------------------------------------ */

static const struct str *shared_string(struct sheet *sheet, struct str index)
{
	static const struct str none = { "", 0 };
	const struct workbook_private *private = sheet->workbook->private;
	uint32_t number = number_of(str_trim(index));
	if (number < private->strings.count)
		return &private->strings.items[number];
	read_builder_report(sheet->workbook->builder,
			    DIAGNOSTIC_FINDINGS_REFERENCE, here(sheet),
			    "a cell refers to a shared text that is not there");
	return &none;
}

/* Appends what the cell says to the row's text. */
static void append_value(struct sheet *sheet)
{
	struct str collected = buffer_str(&sheet->collected);
	switch (sheet->type) {
	case CELL_BOOLEAN:
		buffer_append_string(&sheet->text,
				     is_true(str_trim(collected)) ? "TRUE" :
								    "FALSE");
		return;
	case CELL_ERROR:
		if (sheet->errors++ == 0)
			sheet->first_error = sheet->row;
		return;
	case CELL_NUMBER:
		workbook_number(sheet->workbook, collected, sheet->format,
				&sheet->text);
		return;
	case CELL_TEXT:
		workbook_unescape(&collected);
		buffer_append_str(&sheet->text, collected);
		return;
	case CELL_DATE:
		buffer_append_str(&sheet->text, collected);
		return;
	case CELL_SHARED:
		return;
	}
}

static void end_cell(struct sheet *sheet)
{
	if (sheet->has_formula && !sheet->has_value &&
	    sheet->uncalculated++ == 0)
		sheet->first_uncalculated = sheet->row;
	if (sheet->collected.length == 0)
		return;
	/* All that stands beside the table is one cell too many: a cell in
	 * the last column of each row would else cost as much as whole rows. */
	uint32_t column = sheet->column;
	if (sheet->width && column > sheet->width)
		column = sheet->width;
	while (sheet->cells.count <= column)
		VECTOR_ADD(&sheet->cells);
	struct extent cell = { .start = sheet->text.length };
	if (sheet->type == CELL_SHARED)
		cell.shared =
			shared_string(sheet, buffer_str(&sheet->collected));
	else
		append_value(sheet);
	cell.length = sheet->text.length - cell.start;
	sheet->cells.items[column] = cell;
}

static void end_row(struct sheet *sheet)
{
	size_t count = sheet->cells.count;
	if (count == 0)
		return;
	if (sheet->width == 0)
		sheet->width = (uint32_t)count;
	while (sheet->given.count < count)
		VECTOR_ADD(&sheet->given);
	for (size_t i = 0; i < count; i++) {
		const struct extent *cell = &sheet->cells.items[i];
		struct str own = buffer_str(&sheet->text);
		own.bytes += cell->start;
		own.length = cell->length;
		sheet->given.items[i] = cell->shared ? *cell->shared : own;
	}
	if (!sheet->on_row(sheet->user, sheet->row, sheet->given.items, count))
		xml_stop(sheet->reader);
}

static void end(void *user, const char *name)
{
	struct sheet *sheet = user;
	sheet->is_collecting = false;
	if (strcmp(name, "c") == 0)
		end_cell(sheet);
	else if (strcmp(name, "row") == 0)
		end_row(sheet);
	else if (strcmp(name, "rPh") == 0 && sheet->phonetic)
		sheet->phonetic--;
}

/* ---- The whole --------------------------------------------------------- */

/* What a sheet can hold that no table does, counted and told once each. */
static void report_oddities(const struct sheet *sheet)
{
	struct builder *builder = sheet->workbook->builder;
	if (sheet->errors)
		read_builder_report(
			builder, DIAGNOSTIC_FINDINGS_CELL,
			(struct place){ .file = sheet->file,
					.line = sheet->first_error },
			"%u cells hold an error such as #N/A, and count as "
			"empty",
			sheet->errors);
	if (sheet->uncalculated)
		read_builder_report(
			builder, DIAGNOSTIC_FINDINGS_CELL,
			(struct place){ .file = sheet->file,
					.line = sheet->first_uncalculated },
			"%u cells hold a formula without its result, and "
			"count as empty",
			sheet->uncalculated);
	if (sheet->merged)
		read_builder_report(
			builder, DIAGNOSTIC_FINDINGS_CELL,
			(struct place){ .file = sheet->file },
			"%u groups of cells are merged; only the first cell "
			"of each has its value",
			sheet->merged);
	if (sheet->hidden)
		read_builder_report(builder, DIAGNOSTIC_FINDINGS_CELL,
				    (struct place){ .file = sheet->file },
				    "%u rows are hidden, by a filter or by "
				    "hand; they count like the others",
				    sheet->hidden);
}

static bool read_shared(struct workbook *workbook)
{
	if (workbook->private->has_strings)
		return true;
	workbook->private->has_strings = true;
	return workbook_read_formats(workbook) &&
	       workbook_read_strings(workbook);
}

bool workbook_read(struct workbook *workbook, size_t number,
		   workbook_row *on_row, void *user)
{
	const struct workbook_sheet *one = &workbook->sheets[number];
	struct sheet sheet = { .workbook = workbook,
			       .file = one->file,
			       .on_row = on_row,
			       .user = user };
	struct xml_reader reader = { .file = one->file,
				     .start = start,
				     .end = end,
				     .text = text,
				     .user = &sheet };
	sheet.reader = &reader;
	bool is_right = read_shared(workbook) &&
			workbook_read_part(workbook, one->part, &reader);
	if (is_right && !reader.is_stopped)
		report_oddities(&sheet);
	buffer_release(&sheet.text);
	buffer_release(&sheet.collected);
	VECTOR_RELEASE(&sheet.cells);
	VECTOR_RELEASE(&sheet.given);
	return is_right;
}
