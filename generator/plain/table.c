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
 * by search alike. A cell of several rows is told in each of them. */
#include <stdlib.h>

#include "base/map.h"
#include "base/memory.h"
#include "document/table_headers.h"
#include "plain/writer.h"

enum { CELL_INDENT = 3 };

static bool is_blank(const struct passage *passage)
{
	return str_trim(buffer_str(&passage->text)).length == 0;
}

/* The rows' cells that reach into this one, and its own, by column. */
struct row_cells {
	const struct node **cells;
	uint32_t count;
};

static bool is_in_row(const struct row_cells *row, const struct node *cell)
{
	return row->cells[cell->table_cell.column] == cell;
}

/* The cell's headers but for those that the line's row tells itself, and
 * headers of other rows, where the cell is told again: "2019, People". */
static void append_headers(struct writer *writer, const struct row_cells *row,
			   const struct node *cell, struct passage *passage)
{
	const char *separator = writer->document->words.list_separator;
	const struct node *first = row->cells[0];
	struct passage header = PASSAGE_INITIALISER;
	for (uint32_t i = 0; i < cell->table_cell.header_count; i++) {
		const struct node *node = cell->table_cell.headers[i];
		if (is_in_row(row, node) ||
		    node->table_cell.heads == HEADS_ROW ||
		    (cell != first && table_headers_is_of(node, first)))
			continue;
		passage_clear(&header);
		plain_append_inlines(writer, node, &header, false);
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
static void write_cell(struct writer *writer, const struct row_cells *row,
		       const struct node *cell)
{
	struct passage passage = PASSAGE_INITIALISER;
	struct passage words = PASSAGE_INITIALISER;
	append_headers(writer, row, cell, &passage);
	plain_append_inlines(writer, cell, &words, false);
	if (!is_blank(&passage))
		buffer_append_string(&passage.text,
				     writer->document->words.colon);
	passage_append(&passage, &words);
	write_passage(writer, &passage, cell);
	passage_release(&words);
	passage_release(&passage);
}

static void write_row(struct writer *writer, const struct row_cells *row)
{
	struct lines *lines = &writer->lines;
	unsigned indent = lines->indent;
	const struct node *last = NULL;
	for (uint32_t i = 0; i < row->count; i++) {
		if (row->cells[i] == last)
			continue;
		last = row->cells[i];
		write_cell(writer, row, last);
		lines->indent = indent + CELL_INDENT;
	}
	lines->indent = indent;
}

/* Puts the row's cells over those of the row above. */
static void take_row(struct row_cells *cells, const struct node *row)
{
	for (const struct node *cell = row->first_child; cell;
	     cell = cell->next)
		for (uint32_t i = 0; i < cell->table_cell.column_span; i++)
			cells->cells[cell->table_cell.column + i] = cell;
}

/* ---- Headers over nothing ------------------------------------------------ */

static void write_header_row(struct writer *writer, const struct node *row,
			     const struct map *told)
{
	for (const struct node *cell = row->first_child; cell;
	     cell = cell->next) {
		struct passage passage = PASSAGE_INITIALISER;
		if (!table_headers_is_told(told, cell))
			plain_append_inlines(writer, cell, &passage, false);
		if (!is_blank(&passage))
			write_passage(writer, &passage, cell);
		passage_release(&passage);
	}
}

void plain_write_table(struct writer *writer, const struct node *table)
{
	struct map told = MAP_INITIALISER;
	struct row_cells cells = { .count = table->table.column_count };
	cells.cells = memory_allocate(cells.count * sizeof *cells.cells);
	table_headers_note(table, &told);
	lines_space(&writer->lines, 1);
	for (const struct node *row = table->first_child; row;
	     row = row->next) {
		if (row->kind != NODE_TABLE_ROW) {
			plain_write_blocks(writer, row);
			continue;
		}
		take_row(&cells, row);
		if (table_headers_is_row(row))
			write_header_row(writer, row, &told);
		else
			write_row(writer, &cells);
	}
	free(cells.cells);
	map_release(&told);
}
