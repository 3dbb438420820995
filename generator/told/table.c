/* Tables: each row begins with its first cell, its others follow, and each says
 * its column's header first: "People: 12". A cell of several rows is told in each
 * of them. */
#include <stdlib.h>

#include "base/map.h"
#include "base/memory.h"
#include "document/table_headers.h"
#include "told/teller.h"

/* The cell's headers but for those that the row tells itself, and headers of
 * other rows, where the cell is told again. */
static void tell_headers(struct teller *teller, const struct node *const *row,
			 const struct node *cell)
{
	const struct document *document = teller->document;
	const struct told *told = teller->told;
	size_t start = told->runs.count;
	for (uint32_t i = 0; i < cell->table_cell.header_count; i++) {
		const struct node *node = cell->table_cell.headers[i];
		if (row[node->table_cell.column] == node ||
		    node->table_cell.heads == HEADS_ROW ||
		    (cell != row[0] && table_headers_is_of(node, row[0])) ||
		    !node->first_child)
			continue;
		if (told->runs.count > start)
			told_add_text(teller, cell,
				      document->words.list_separator);
		told_add_inlines(teller, node, false);
	}
	if (told->runs.count > start)
		told_add_text(teller, cell, document->words.colon);
}

static void tell_row(struct teller *teller, const struct node *const *cells,
		     uint32_t count)
{
	const struct node *last = NULL;
	bool is_first = true;
	for (uint32_t i = 0; i < count; i++) {
		if (cells[i] == last || !cells[i])
			continue;
		last = cells[i];
		told_add(teller, TOLD_CELL, last)->level = !is_first;
		tell_headers(teller, cells, last);
		told_add_inlines(teller, last, false);
		told_drop_empty(teller);
		is_first = false;
	}
}

/* Puts the row's cells over those of the row above. */
static void take_row(const struct node **cells, const struct node *row)
{
	for (const struct node *cell = row->first_child; cell;
	     cell = cell->next)
		for (uint32_t i = 0; i < cell->table_cell.column_span; i++)
			cells[cell->table_cell.column + i] = cell;
}

/* Headers over nothing are told alone. */
static void tell_header_row(struct teller *teller, const struct node *row,
			    const struct map *told)
{
	for (const struct node *cell = row->first_child; cell;
	     cell = cell->next) {
		if (table_headers_is_told(told, cell))
			continue;
		told_add(teller, TOLD_CELL, cell);
		told_add_inlines(teller, cell, false);
		told_drop_empty(teller);
	}
}

void told_tell_table(struct teller *teller, const struct node *table)
{
	struct map told = MAP_INITIALISER;
	uint32_t count = table->table.column_count;
	const struct node **cells =
		memory_allocate((count + 1) * sizeof *cells);
	table_headers_note(table, &told);
	teller->has_space = true;
	for (const struct node *row = table->first_child; row;
	     row = row->next) {
		if (row->kind != NODE_TABLE_ROW) {
			told_tell_blocks(teller, row);
			continue;
		}
		take_row(cells, row);
		if (table_headers_is_row(row))
			tell_header_row(teller, row, &told);
		else
			tell_row(teller, cells, count);
	}
	free(cells);
	map_release(&told);
}
