/* Tables, as lines: a row begins where the indent does, its further cells stand
 * below, indented, and each says its column's header first:
 *
 *     Area: Highland
 *        People: 12
 *        Per cent: 40
 *     Area: Moray
 *        …
 *
 * so that a cell is understood where it stands, by ear, in a narrow window and
 * by search alike. */
#include "plain/writer.h"

enum { CELL_INDENT = 3 };

static bool is_header_row(const struct node *row)
{
	return row->kind == NODE_TABLE_ROW && row->table_row.is_header;
}

static const struct node *cell_at(const struct node *row, uint32_t column)
{
	const struct node *cell = row->first_child;
	while (cell && cell->table_cell.column != column)
		cell = cell->next;
	return cell;
}

static bool is_blank(const struct passage *passage)
{
	return str_trim(buffer_str(&passage->text)).length == 0;
}

/* The column's headers, of all header rows: "2019, People". Header cells that
 * are empty say nothing. */
static void append_headers(struct writer *writer, const struct node *table,
			   uint32_t column, struct passage *passage)
{
	const char *separator = writer->document->words.list_separator;
	struct passage header = PASSAGE_INITIALISER;
	for (const struct node *row = table->first_child; row;
	     row = row->next) {
		const struct node *cell =
			is_header_row(row) ? cell_at(row, column) : NULL;
		if (!cell)
			continue;
		passage_clear(&header);
		plain_append_inlines(writer, cell, &header, false);
		if (is_blank(&header))
			continue;
		if (passage->text.length)
			buffer_append_string(&passage->text, separator);
		passage_append(passage, &header);
	}
	passage_release(&header);
}

static void write_passage(struct writer *writer, const struct passage *passage,
			  const struct node *cell)
{
	lines_set(&writer->lines, passage,
		  node_language(writer->document, cell),
		  node_direction(writer->document, cell));
}

/* "People: 12". A cell that is empty and has no header says nothing. */
static void write_cell(struct writer *writer, const struct node *table,
		       const struct node *cell)
{
	struct passage passage = PASSAGE_INITIALISER;
	struct passage words = PASSAGE_INITIALISER;
	append_headers(writer, table, cell->table_cell.column, &passage);
	plain_append_inlines(writer, cell, &words, false);
	if (!is_blank(&passage))
		buffer_append_string(&passage.text,
				     writer->document->words.colon);
	passage_append(&passage, &words);
	write_passage(writer, &passage, cell);
	passage_release(&words);
	passage_release(&passage);
}

static void write_row(struct writer *writer, const struct node *table,
		      const struct node *row)
{
	struct lines *lines = &writer->lines;
	unsigned indent = lines->indent;
	for (const struct node *cell = row->first_child; cell;
	     cell = cell->next) {
		write_cell(writer, table, cell);
		lines->indent = indent + CELL_INDENT;
	}
	lines->indent = indent;
}

/* Headers over nothing. */
static void write_header_row(struct writer *writer, const struct node *row)
{
	for (const struct node *cell = row->first_child; cell;
	     cell = cell->next) {
		struct passage passage = PASSAGE_INITIALISER;
		plain_append_inlines(writer, cell, &passage, false);
		write_passage(writer, &passage, cell);
		passage_release(&passage);
	}
}

void plain_write_table(struct writer *writer, const struct node *table)
{
	bool has_body = false;
	for (const struct node *row = table->first_child; row; row = row->next)
		has_body |= row->kind == NODE_TABLE_ROW && !is_header_row(row);
	lines_space(&writer->lines, 1);
	for (const struct node *row = table->first_child; row;
	     row = row->next) {
		if (row->kind != NODE_TABLE_ROW)
			plain_write_blocks(writer, row);
		else if (!is_header_row(row))
			write_row(writer, table, row);
		else if (!has_body)
			write_header_row(writer, row);
	}
}
