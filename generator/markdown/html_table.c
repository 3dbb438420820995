/* From rows whose cells span others to a regular grid. */
#include "markdown/html.h"

#include "base/buffer.h"
#include "base/vector.h"

/* A column's cell that reaches down from a row above. */
struct reach {
	uint32_t rows; /* how many more it covers */
};

struct grid {
	struct reading *reading;
	size_t column_limit;
	VECTOR(struct reach) columns;
};

static struct reach *column_at(struct grid *grid, size_t column)
{
	while (grid->columns.count <= column)
		(void)VECTOR_ADD(&grid->columns);
	return &grid->columns.items[column];
}

static struct node *new_cell(struct grid *grid, const struct node *like)
{
	struct node *cell =
		node_new(grid->reading->arena, NODE_TABLE_CELL, like->place);
	cell->table_cell.row = cell->table_cell.column = 1;
	return cell;
}

/* A header over several columns is a header of each. */
static struct node *new_spanned_cell(struct grid *grid,
				     const struct node *origin)
{
	struct node *cell = new_cell(grid, origin);
	if (!origin->table_cell.is_header)
		return cell;
	cell->table_cell = origin->table_cell;
	struct buffer words = BUFFER_INITIALISER;
	node_append_plain_text(origin, &words);
	if (words.length) {
		struct node *text = node_new(grid->reading->arena, NODE_TEXT,
					     origin->place);
		text->text.text = arena_copy_str(grid->reading->arena,
						 buffer_str(&words));
		node_append(cell, text);
	}
	buffer_release(&words);
	return cell;
}

static void insert_after(struct node *sibling, struct node *node)
{
	if (sibling->next)
		node_insert_before(sibling->next, node);
	else
		node_append(sibling->parent, node);
}

/* Spans are cheap to write and dear to fill. */
enum { CELL_LIMIT = 200000, LEAST_COLUMN_LIMIT = 16, COLUMN_LIMIT = 1000 };

static size_t column_limit(const struct node *table)
{
	size_t rows = 1;
	for (const struct node *row = table->first_child; row; row = row->next)
		rows++;
	size_t limit = CELL_LIMIT / rows;
	return limit < LEAST_COLUMN_LIMIT ? LEAST_COLUMN_LIMIT :
	       limit > COLUMN_LIMIT       ? COLUMN_LIMIT :
					    limit;
}

static void drop_cell(struct grid *grid, struct node *cell)
{
	diagnostics_add(grid->reading->diagnostics, DIAGNOSTIC_TEXT_LIMIT,
			cell->parent->place,
			"a table of more than %zu columns; the others are "
			"left out",
			grid->column_limit);
	node_unlink(cell);
}

/* Places a row's cells, filling what cells above and spans cover. */
static void place_row(struct grid *grid, struct node *row)
{
	size_t column = 0;
	struct node *next;
	for (struct node *cell = row->first_child; cell; cell = next) {
		next = cell->next;
		while (column < grid->column_limit &&
		       column_at(grid, column)->rows) {
			grid->columns.items[column++].rows--;
			node_insert_before(cell, new_cell(grid, cell));
		}
		if (column >= grid->column_limit) {
			drop_cell(grid, cell);
			continue;
		}
		uint32_t rows = cell->table_cell.row - 1;
		uint32_t columns = cell->table_cell.column;
		column_at(grid, column++)->rows = rows;
		struct node *last = cell;
		for (uint32_t i = 1; i < columns && column < grid->column_limit;
		     i++) {
			column_at(grid, column++)->rows = rows;
			struct node *spanned = new_spanned_cell(grid, cell);
			insert_after(last, spanned);
			last = spanned;
		}
	}
	for (; column < grid->columns.count; column++) {
		struct reach *reach = &grid->columns.items[column];
		reach->rows -= reach->rows > 0;
		node_append(row, new_cell(grid, row));
	}
}

/* Rows above may have fewer cells than a later one. */
static void fill_rows(struct grid *grid, struct node *table)
{
	for (struct node *row = table->first_child; row; row = row->next) {
		size_t count = 0;
		if (row->kind != NODE_TABLE_ROW)
			continue;
		for (const struct node *cell = row->first_child; cell;
		     cell = cell->next)
			count++;
		for (; count < grid->columns.count; count++)
			node_append(row, new_cell(grid, row));
	}
}

static bool is_header_row(const struct node *row)
{
	bool has_header = false;
	const struct node *cell = row->first_child;
	for (; cell; cell = cell->next) {
		if (!cell->table_cell.is_header && cell->first_child)
			return false;
		has_header |= cell->table_cell.is_header;
	}
	return has_header;
}

/* Header rows come first; a row of headers below others is like others. */
static void mark_rows(struct node *table)
{
	bool is_head = true;
	for (struct node *row = table->first_child; row; row = row->next) {
		if (row->kind != NODE_TABLE_ROW)
			continue;
		/* The last row of all holds data, whatever it is called. */
		is_head = is_head && row->next &&
			  (row->table_row.is_header || is_header_row(row));
		row->table_row.is_header = is_head;
		struct node *first = row->first_child;
		first->table_cell.is_row_header =
			!is_head && (first->table_cell.is_header ||
				     first->table_cell.is_row_header);
	}
}

static void move_caption_first(struct node *table)
{
	struct node *caption = NULL, *next;
	for (struct node *child = table->first_child; child; child = next) {
		next = child->next;
		if (child->kind != NODE_CAPTION)
			continue;
		node_unlink(child);
		if (!caption)
			caption = child;
	}
	if (caption && table->first_child)
		node_insert_before(table->first_child, caption);
}

/* Each column is aligned as the first cell that asks for something. */
static void align_columns(struct reading *reading, struct node *table)
{
	table->table.alignments = ARENA_NEW_ARRAY(
		reading->arena, table->table.column_count, enum alignment);
	for (const struct node *row = table->first_child; row;
	     row = row->next) {
		size_t column = 0;
		if (row->kind != NODE_TABLE_ROW || row->table_row.is_header)
			continue;
		for (const struct node *cell = row->first_child; cell;
		     cell = cell->next, column++)
			if (table->table.alignments[column] == ALIGNMENT_START)
				table->table.alignments[column] =
					cell->table_cell.alignment;
	}
}

static void drop_empty_rows(struct node *table)
{
	struct node *next;
	for (struct node *row = table->first_child; row; row = next) {
		next = row->next;
		if (row->kind == NODE_TABLE_ROW && !row->first_child)
			node_unlink(row);
	}
}

void html_table_shape(struct reading *reading, struct node *table)
{
	struct grid grid = { .reading = reading,
			     .column_limit = column_limit(table) };
	move_caption_first(table);
	drop_empty_rows(table);
	for (struct node *row = table->first_child; row; row = row->next)
		if (row->kind == NODE_TABLE_ROW)
			place_row(&grid, row);
	fill_rows(&grid, table);
	table->table.column_count = (uint32_t)grid.columns.count;
	if (grid.columns.count) {
		mark_rows(table);
		align_columns(reading, table);
	} else {
		node_unlink(table);
	}
	VECTOR_RELEASE(&grid.columns);
}
