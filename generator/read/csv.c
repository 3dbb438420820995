/* Cells out of CSV, through libcsv, with the lines that they stand on. */
/* strcasecmp */
#define _POSIX_C_SOURCE 200809L

#include "read/csv.h"

#include <csv.h>
#include <strings.h>

#include "base/file.h"
#include "base/path.h"
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
	/* The buffer moves as it grows: on_row() makes addresses of these. */
	*VECTOR_ADD(&table->cells) = (struct str){ NULL, length };
	buffer_append(&table->text, bytes, length);
}

static void on_row(int end, void *user)
{
	struct csv_table *table = user;
	(void)end;
	if (table->has_failed)
		return;
	size_t start = 0;
	for (size_t i = 0; i < table->cells.count; i++) {
		struct str *cell = &table->cells.items[i];
		cell->bytes = buffer_str(&table->text).bytes + start;
		start += cell->length;
	}
	csv_take_any(table);
	table->cells.count = 0;
	buffer_clear(&table->text);
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

/* What CSV_STRICT_FINI looks for, which libcsv does where it is strict alone:
 * a cell whose quotation mark is still open. */
static bool is_open(const struct csv_parser *parser)
{
	enum { FIELD_BEGUN = 2 }; /* libcsv.c's */
	return parser->quoted && parser->pstate == FIELD_BEGUN;
}

static void report_syntax(struct csv_table *table, struct csv_parser *parser)
{
	table->has_failed = true;
	read_builder_report(
		table->builder, DIAGNOSTIC_FINDINGS_QUOTES,
		(struct place){ .file = table->file, .line = table->row_line },
		"%s",
		csv_error(parser) == CSV_EPARSE || is_open(parser) ?
			"quotation marks are not in pairs in this row" :
			"the row is too large");
}

/* "sep=;" alone in the first line: how Excel is told, and tells, what parts
 * the cells. 0 where there is none. */
static char take_separator(struct str *rest)
{
	struct str after = *rest, line;
	if (!str_next_line(&after, &line))
		return 0;
	line = str_trim(line);
	if (line.length > 2 && line.bytes[0] == '"' &&
	    line.bytes[line.length - 1] == '"')
		line = (struct str){ line.bytes + 1, line.length - 2 };
	/* A tab at its end was trimmed. */
	if ((line.length != 4 && line.length != 5) ||
	    strncasecmp(line.bytes, "sep=", 4) != 0)
		return 0;
	*rest = after;
	return line.length == 5 ? line.bytes[4] : '\t';
}

/* What parts the cells: as findings.yaml has it, as the file's ending or its
 * first line says, or what its header shows. */
static unsigned char choose_separator(struct csv_table *table, struct str *text)
{
	char told = take_separator(text);
	if (told) {
		table->line = 1;
		table->row_line = 2;
	}
	if (table->options->separator)
		return (unsigned char)table->options->separator;
	if (told)
		return (unsigned char)told;
	return table->is_tabbed ? '\t' : find_delimiter(*text);
}

/* A line at a time, so that each row knows its own. */
static void parse(struct csv_table *table, struct str text)
{
	struct csv_parser parser;
	struct str rest = text;
	/* Between tabs, a quotation mark inside of a cell is one. */
	unsigned char strict = table->is_tabbed ? 0 : CSV_STRICT;
	unsigned char separator = choose_separator(table, &rest);
	if (csv_init(&parser, strict | CSV_STRICT_FINI) != 0)
		memory_exhausted();
	csv_set_delim(&parser, separator);
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
	    (is_open(&parser) ||
	     csv_fini(&parser, on_cell, on_row, table) != 0))
		report_syntax(table, &parser);
	csv_free(&parser);
}

static void report_encoding(struct builder *builder, struct place place,
			    const struct read_options *options)
{
	if (options->encoding)
		read_builder_report(builder, DIAGNOSTIC_FINDINGS_ENCODING,
				    place, "the table is not in %s",
				    options->encoding);
	else
		read_builder_report(
			builder, DIAGNOSTIC_FINDINGS_ENCODING, place,
			"the table is neither UTF-8 nor UTF-16; Excel's plain "
			"\"CSV\" is often windows-1252, in Central Europe "
			"windows-1250");
}

bool csv_read_file(struct builder *builder, const char *path,
		   const struct read_options *options, struct error *error)
{
	struct arena arena = ARENA_INITIALISER;
	struct csv_table table = { .builder = builder,
				   .options = options,
				   .file = path,
				   .is_tabbed = strcasecmp(path_extension(path),
							   "tsv") == 0 };
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
	} else if (!read_text_decode(&arena, bytes, options->encoding, &decoded,
				     &whole.line)) {
		report_encoding(builder, whole, options);
	} else {
		table.has_failed = false;
		parse(&table, decoded.utf8);
		csv_end_rows(&table);
		if (!table.has_header && !table.has_failed) {
			read_builder_report(builder, DIAGNOSTIC_FINDINGS_TABLE,
					    whole, "the table is empty");
			table.has_failed = true;
		}
	}
	csv_release(&table);
	arena_release(&arena);
	return !table.has_failed && !builder->is_full;
}
