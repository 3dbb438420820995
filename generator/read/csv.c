/* Cells out of CSV, through libcsv, with the lines that they stand on. */
#include "read/csv.h"

#include <csv.h>

#include "base/file.h"
#include "read/csv_private.h"
#include "read/read_text.h"

static void on_cell(void *bytes, size_t length, void *user)
{
	struct csv_table *table = user;
	if (table->has_failed || table->cells.count >= CSV_MOST_COLUMNS)
		return;
	if (length > CSV_MOST_CELL) {
		read_builder_report(
			table->builder, DIAGNOSTIC_FINDINGS_TOO_LARGE,
			(struct place){ .file = table->file,
					.line = table->row_line },
			"a cell of more than 4 MiB; a quotation mark "
			"may be missing");
		table->has_failed = true;
		return;
	}
	*VECTOR_ADD(&table->cells) = arena_copy_str(
		table->builder->arena, (struct str){ bytes, length });
}

static void on_row(int end, void *user)
{
	struct csv_table *table = user;
	(void)end;
	if (table->has_failed)
		return;
	if (table->has_header)
		csv_take_row(table);
	else
		table->has_failed = !csv_take_header(table);
	table->has_header = true;
	table->cells.count = 0;
	table->row_line = table->line + 1;
}

/* The one of , ; and tab that parts most cells of the first line. */
static unsigned char find_delimiter(struct str text)
{
	static const char delimiters[] = ",;\t";
	size_t counts[3] = { 0 }, best = 0;
	bool is_quoted = false;
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.bytes[i];
		if (byte == '"')
			is_quoted = !is_quoted;
		if (byte == '\n' && !is_quoted)
			break;
		for (size_t j = 0; j < 3 && !is_quoted; j++)
			counts[j] += byte == delimiters[j];
	}
	for (size_t i = 1; i < 3; i++)
		if (counts[i] > counts[best])
			best = i;
	return (unsigned char)delimiters[best];
}

static void report_syntax(struct csv_table *table, struct csv_parser *parser)
{
	table->has_failed = true;
	read_builder_report(
		table->builder, DIAGNOSTIC_FINDINGS_QUOTES,
		(struct place){ .file = table->file, .line = table->row_line },
		"%s",
		csv_error(parser) == CSV_EPARSE ?
			"quotation marks are not in pairs in this row" :
			"the row is too large");
}

/* A line at a time, so that each row knows its own. */
static void parse(struct csv_table *table, struct str text)
{
	struct csv_parser parser;
	struct str rest = text;
	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		memory_exhausted();
	csv_set_delim(&parser, find_delimiter(text));
	/* It grows a cell by this much at a time; 128 bytes unless set, which
	 * for a cell of megabytes is quadratic. */
	csv_set_blk_size(&parser, CSV_CELL_BLOCK);
	while (rest.length && !table->has_failed && !table->builder->is_full) {
		ptrdiff_t end = str_find_byte(rest, '\n');
		size_t length = end < 0 ? rest.length : (size_t)end + 1;
		table->line++;
		if (table->cells.count == 0 && table->row_line == 0)
			table->row_line = 1;
		if (csv_parse(&parser, rest.bytes, length, on_cell, on_row,
			      table) != length) {
			report_syntax(table, &parser);
			break;
		}
		rest.bytes += length;
		rest.length -= length;
	}
	if (!table->has_failed && !table->builder->is_full &&
	    csv_fini(&parser, on_cell, on_row, table) != 0)
		report_syntax(table, &parser);
	csv_free(&parser);
}

static void release(struct csv_table *table)
{
	map_release(&table->cases);
	map_release(&table->sources);
	map_release(&table->codes);
	map_release(&table->coders);
	map_release(&table->segments);
	VECTOR_RELEASE(&table->cells);
}

bool csv_read_file(struct builder *builder, const char *path,
		   struct error *error)
{
	struct arena arena = ARENA_INITIALISER;
	struct csv_table table = { .builder = builder, .file = path };
	struct place whole = { .file = path };
	struct read_text decoded;
	struct str bytes;
	if (!file_read(&arena, path, &bytes, error)) {
		arena_release(&arena);
		return false;
	}
	table.has_failed = true;
	if (bytes.length > CSV_MOST_BYTES) {
		read_builder_report(builder, DIAGNOSTIC_FINDINGS_TOO_LARGE,
				    whole, "the table has more than 512 MiB");
	} else if (!read_text_decode(&arena, bytes, &decoded, &whole.line)) {
		read_builder_report(builder, DIAGNOSTIC_FINDINGS_ENCODING,
				    whole,
				    "the table is neither UTF-8 nor UTF-16");
	} else {
		table.has_failed = false;
		parse(&table, decoded.utf8);
		if (!table.has_header && !table.has_failed) {
			read_builder_report(builder, DIAGNOSTIC_FINDINGS_TABLE,
					    whole, "the table is empty");
			table.has_failed = true;
		}
	}
	release(&table);
	arena_release(&arena);
	return !table.has_failed && !builder->is_full;
}
