/* Which header cells a table's cells have. */
#include "document/table_headers.h"

bool table_headers_is_row(const struct node *row)
{
	return row->kind == NODE_TABLE_ROW && row->table_row.is_header;
}

bool table_headers_is_of(const struct node *header, const struct node *cell)
{
	for (uint32_t i = 0; i < cell->table_cell.header_count; i++)
		if (cell->table_cell.headers[i] == header)
			return true;
	return false;
}

static struct str key_of(const struct node *const *cell)
{
	return (struct str){ (const char *)cell, sizeof *cell };
}

void table_headers_note(const struct node *table, struct map *told)
{
	const struct node *node = table->first_child;
	for (; node; node = node_next(table, node))
		for (uint32_t i = 0; node->kind == NODE_TABLE_CELL &&
				     !table_headers_is_row(node->parent) &&
				     i < node->table_cell.header_count;
		     i++)
			map_set(told, key_of(&node->table_cell.headers[i]),
				(void *)node);
}

bool table_headers_is_told(const struct map *told, const struct node *header)
{
	return map_lookup(told, key_of(&header)) != NULL;
}
