/* Choosing a sheet, and handing its rows on. */
#include "read/xlsx.h"

#include "read/csv_private.h"
#include "read/workbook.h"

static int shown(struct str name)
{
	return (int)(name.length < 60 ? name.length : 60);
}

static void take_cells(struct csv_table *table, uint32_t row,
		       const struct str *cells, size_t count)
{
	table->row_line = row;
	table->cells.count = 0;
	for (size_t i = 0; i < count; i++)
		*VECTOR_ADD(&table->cells) = cells[i];
}

/* ---- Which sheet ------------------------------------------------------- */

struct trial {
	struct csv_table table;
	bool is_table;
};

/* The first row that has cells, or one below titles. */
static bool try_row(void *user, uint32_t row, const struct str *cells,
		    size_t count)
{
	struct trial *trial = user;
	take_cells(&trial->table, row, cells, count);
	trial->is_table = csv_is_header(&trial->table);
	return !trial->is_table && ++trial->table.title_count < CSV_MOST_TITLES;
}

static bool begins_as_table(struct workbook *workbook, size_t sheet,
			    const struct read_options *options)
{
	struct trial trial = { .table = { .builder = workbook->builder,
					  .options = options } };
	workbook_read(workbook, sheet, try_row, &trial);
	csv_release(&trial.table);
	return trial.is_table;
}

/* The sheet that findings.yaml names; SIZE_MAX, after a report, where there is
 * none. */
static size_t find_named(struct workbook *workbook, struct read_name name)
{
	for (size_t i = 0; i < workbook->sheet_count; i++)
		if (str_equals(workbook->sheets[i].name, name.text))
			return i;
	read_builder_report(workbook->builder, DIAGNOSTIC_FINDINGS_SHEET,
			    name.place, "the workbook has no sheet '%.*s'",
			    shown(name.text), name.text.bytes);
	return SIZE_MAX;
}

static size_t choose_sheet(struct workbook *workbook,
			   const struct read_options *options)
{
	size_t found = SIZE_MAX, first = SIZE_MAX;
	if (options->sheet.text.length)
		return find_named(workbook, options->sheet);
	for (size_t i = 0; i < workbook->sheet_count; i++) {
		if (workbook->sheets[i].is_hidden)
			continue;
		first = first == SIZE_MAX ? i : first;
		if (!begins_as_table(workbook, i, options))
			continue;
		if (found != SIZE_MAX) {
			struct str a = workbook->sheets[found].name;
			struct str b = workbook->sheets[i].name;
			read_builder_report(
				workbook->builder, DIAGNOSTIC_FINDINGS_SHEET,
				(struct place){ .file = workbook->path },
				"the sheets '%.*s' and '%.*s' are both tables "
				"of coded data",
				shown(a), a.bytes, shown(b), b.bytes);
			return SIZE_MAX;
		}
		found = i;
	}
	if (first == SIZE_MAX)
		read_builder_report(workbook->builder,
				    DIAGNOSTIC_FINDINGS_TABLE,
				    (struct place){ .file = workbook->path },
				    "the workbook has no sheet to read");
	/* Of a first sheet that is no table, its header says why. */
	return found == SIZE_MAX ? first : found;
}

/* ---- Its rows ---------------------------------------------------------- */

static bool take_row(void *user, uint32_t row, const struct str *cells,
		     size_t count)
{
	struct csv_table *table = user;
	take_cells(table, row, cells, count);
	csv_take_any(table);
	return !table->has_failed && !table->builder->is_full;
}

static bool read_sheet(struct workbook *workbook, size_t sheet,
		       const struct read_options *options)
{
	struct csv_table table = { .builder = workbook->builder,
				   .options = options,
				   .file = workbook->sheets[sheet].file,
				   .is_sheet = true };
	bool is_right = workbook_read(workbook, sheet, take_row, &table);
	csv_end_rows(&table);
	if (is_right && !table.has_header && !table.has_failed) {
		read_builder_report(workbook->builder,
				    DIAGNOSTIC_FINDINGS_TABLE,
				    (struct place){ .file = table.file },
				    "the sheet is empty");
		is_right = false;
	}
	is_right = is_right && !table.has_failed;
	csv_release(&table);
	return is_right;
}

bool xlsx_read_file(struct builder *builder, const char *path,
		    const struct read_options *options, struct error *error)
{
	struct workbook *workbook = workbook_open(builder, path, error);
	if (!workbook)
		return false;
	size_t sheet = choose_sheet(workbook, options);
	bool is_right =
		sheet != SIZE_MAX && read_sheet(workbook, sheet, options);
	workbook_close(workbook);
	return is_right && !builder->is_full;
}
