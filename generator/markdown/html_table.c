/* Tables that are written in HTML: which places a cell covers, which rows are
 * the head, and what headers= names. */
#include "markdown/html.h"

#include <string.h>

#include "base/map.h"
#include "base/vector.h"

/* What covers a column in the row that is being placed. */
struct reach {
	struct node *cell; /* that began above, or NULL */
	uint32_t rows;     /* how many more it wants; UINT32_MAX: all */
};

struct grid {
	struct reading *reading;
	struct node *table;
	size_t column_limit;
	VECTOR(struct reach) columns;
};

static struct node *first_row(const struct node *table)
{
	struct node *row = table->first_child;
	return row && row->kind == NODE_CAPTION ? row->next : row;
}

/* ---- Rows in their order ------------------------------------------------- */

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

/* Browsers show the first <thead> above and the first <tfoot> below all other
 * rows, wherever they are written. Further ones are parts like others. */
static void keep_one_head_and_foot(struct node *table)
{
	const struct node *head = NULL, *foot = NULL;
	for (struct node *row = first_row(table); row; row = row->next) {
		/* A cell without <tr> made itself a row. */
		if (!row->table_row.group && row->previous &&
		    row->previous->kind == NODE_TABLE_ROW) {
			row->table_row = row->previous->table_row;
		}
		if (row->table_row.is_header && !head)
			head = row;
		if (row->table_row.is_footer && !foot)
			foot = row;
		row->table_row.is_header =
			row->table_row.is_header &&
			row->table_row.group == head->table_row.group;
		row->table_row.is_footer =
			row->table_row.is_footer &&
			row->table_row.group == foot->table_row.group;
	}
}

static void order_rows(struct node *table)
{
	VECTOR(struct node *) feet = { 0 };
	struct node *next, *body = NULL;
	for (struct node *row = first_row(table); row; row = next) {
		next = row->next;
		if (row->table_row.is_footer) {
			node_unlink(row);
			*VECTOR_ADD(&feet) = row;
		} else if (row->table_row.is_header && body) {
			node_unlink(row);
			node_insert_before(body, row);
		} else if (!row->table_row.is_header && !body) {
			body = row;
		}
	}
	for (size_t i = 0; i < feet.count; i++)
		node_append(table, feet.items[i]);
	VECTOR_RELEASE(&feet);
}

/* ---- Places -------------------------------------------------------------- */

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

static struct reach *column_at(struct grid *grid, size_t column)
{
	while (grid->columns.count <= column)
		(void)VECTOR_ADD(&grid->columns);
	return &grid->columns.items[column];
}

static bool is_covered(const struct grid *grid, size_t column)
{
	return column < grid->columns.count &&
	       grid->columns.items[column].cell != NULL;
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

/* Gives the cell its columns from `column` on, as many as are free. */
static size_t take_columns(struct grid *grid, struct node *cell, size_t column)
{
	/* A cell that words made themselves has no spans. */
	bool is_implied = !cell->table_cell.column_span;
	uint32_t rows = is_implied ? 1 : cell->table_cell.row_span, taken = 0;
	uint32_t wanted = is_implied ? 1 : cell->table_cell.column_span;
	rows = rows ? rows - 1 : UINT32_MAX;
	while (taken < wanted && column + taken < grid->column_limit &&
	       !is_covered(grid, column + taken)) {
		*column_at(grid, column + taken++) =
			(struct reach){ cell, rows };
	}
	if (taken < wanted && column + taken < grid->column_limit)
		reading_mistake(grid->reading, DIAGNOSTIC_TABLE_SPAN,
				cell->place,
				"colspan=%u overlaps a cell that reaches down "
				"from above; it is cut to %u",
				wanted, taken);
	cell->table_cell.column = (uint32_t)column;
	cell->table_cell.column_span = taken;
	cell->table_cell.row_span = 1;
	return column + taken;
}

/* Places a row's cells between those that reach into it from above. */
static void place_row(struct grid *grid, struct node *row)
{
	size_t column = 0;
	struct node *next;
	for (size_t i = 0; i < grid->columns.count; i++) {
		struct reach *reach = &grid->columns.items[i];
		struct node *cell = reach->cell;
		if (!cell)
			continue;
		bool is_first = i == cell->table_cell.column;
		if (!reach->rows)
			reach->cell = NULL;
		else if (reach->rows != UINT32_MAX)
			reach->rows--;
		cell->table_cell.row_span += reach->cell && is_first;
	}
	for (struct node *cell = row->first_child; cell; cell = next) {
		next = cell->next;
		while (is_covered(grid, column))
			column++;
		if (column >= grid->column_limit)
			drop_cell(grid, cell);
		else
			column = take_columns(grid, cell, column);
	}
}

/* What reaches down ends with its part of the table. */
static void end_part(struct grid *grid)
{
	for (size_t i = 0; i < grid->columns.count; i++) {
		struct reach *reach = &grid->columns.items[i];
		struct node *cell = reach->cell;
		if (cell && i == cell->table_cell.column && reach->rows &&
		    reach->rows != UINT32_MAX)
			reading_mistake(
				grid->reading, DIAGNOSTIC_TABLE_SPAN,
				cell->place,
				"rowspan=%u reaches past the last row of its "
				"part of the table; it is cut to %u",
				cell->table_cell.row_span + reach->rows,
				cell->table_cell.row_span);
		*reach = (struct reach){ NULL, 0 };
	}
}

/* A row in which no cell begins is none: what covers it is not made higher by
 * it. */
static void leave_out_row(struct grid *grid, struct node *row)
{
	for (size_t i = 0; i < grid->columns.count; i++) {
		struct node *cell = grid->columns.items[i].cell;
		if (cell && i == cell->table_cell.column)
			cell->table_cell.row_span--;
	}
	node_unlink(row);
}

static bool is_same_part(const struct node *row, const struct node *other)
{
	return row->table_row.group == other->table_row.group &&
	       row->table_row.is_header == other->table_row.is_header;
}

static void place_rows(struct grid *grid)
{
	const struct node *last = NULL;
	struct node *next;
	for (struct node *row = first_row(grid->table); row; row = next) {
		next = row->next;
		if (last && !is_same_part(last, row))
			end_part(grid);
		last = row;
		place_row(grid, row);
		if (!row->first_child)
			leave_out_row(grid, row);
	}
	end_part(grid);
}

/* ---- Columns in which no cell begins ------------------------------------- */

/* By column, how many columns before it are left out; of all after the last. */
static uint32_t *columns_left_out(struct grid *grid)
{
	size_t count = grid->columns.count;
	uint32_t *out =
		ARENA_NEW_ARRAY(grid->reading->arena, count + 1, uint32_t);
	bool *begins = ARENA_NEW_ARRAY(grid->reading->arena, count, bool);
	for (const struct node *row = first_row(grid->table); row;
	     row = row->next)
		for (const struct node *cell = row->first_child; cell;
		     cell = cell->next)
			begins[cell->table_cell.column] = true;
	for (size_t i = 0; i < count; i++)
		out[i + 1] = out[i] + !begins[i];
	return out;
}

static void leave_out_columns(struct grid *grid)
{
	const uint32_t *out = columns_left_out(grid);
	for (struct node *row = first_row(grid->table); row; row = row->next)
		for (struct node *cell = row->first_child; cell;
		     cell = cell->next) {
			uint32_t first = cell->table_cell.column;
			uint32_t end = first + cell->table_cell.column_span;
			cell->table_cell.column -= out[first];
			cell->table_cell.column_span -= out[end] - out[first];
		}
	grid->columns.count -= out[grid->columns.count];
}

/* ---- Places that no cell covers ------------------------------------------ */

static void fill_row(struct grid *grid, struct node *row)
{
	struct node *cell = row->first_child;
	for (uint32_t i = 0; i < grid->columns.count; i++) {
		struct reach *reach = &grid->columns.items[i];
		if (reach->rows) {
			reach->rows--;
		} else if (cell && cell->table_cell.column == i) {
			for (uint32_t j = 0; j < cell->table_cell.column_span;
			     j++)
				grid->columns.items[i + j].rows =
					cell->table_cell.row_span;
			cell = cell->next;
			reach->rows--;
		} else {
			struct node *empty =
				node_new(grid->reading->arena, NODE_TABLE_CELL,
					 row->place);
			empty->table_cell.column = i;
			empty->table_cell.row_span = 1;
			empty->table_cell.column_span = 1;
			if (cell)
				node_insert_before(cell, empty);
			else
				node_append(row, empty);
		}
	}
}

static void fill_rows(struct grid *grid)
{
	memset(grid->columns.items, 0,
	       grid->columns.count * sizeof *grid->columns.items);
	for (struct node *row = first_row(grid->table); row; row = row->next)
		fill_row(grid, row);
}

/* ---- The head ------------------------------------------------------------ */

static bool is_blank(struct str text)
{
	static const char no_break_space[] = "\xc2\xa0";
	while ((text = str_trim(text)).length) {
		if (text.length < 2 || memcmp(text.bytes, no_break_space, 2))
			return false;
		text.bytes += 2;
		text.length -= 2;
	}
	return true;
}

/* "&nbsp;" kept the cell's borders in old browsers; it says nothing. */
static void empty_blank_cell(struct node *cell)
{
	const struct node *child = cell->first_child;
	for (; child; child = child->next)
		if (child->kind != NODE_TEXT || !is_blank(child->text.text))
			return;
	while (cell->first_child)
		node_unlink(cell->first_child);
}

static void empty_blank_cells(struct node *table)
{
	for (struct node *row = first_row(table); row; row = row->next)
		for (struct node *cell = row->first_child; cell;
		     cell = cell->next)
			empty_blank_cell(cell);
}

static bool has_words(const struct node *cell)
{
	return cell->first_child != NULL;
}

/* A cell over the whole table says what the rows below it are about. */
static bool is_group_title(const struct grid *grid, const struct node *row)
{
	return row->first_child->table_cell.column_span == grid->columns.count;
}

static bool looks_like_head(const struct grid *grid, const struct node *row)
{
	bool has_header = false;
	if (row != first_row(grid->table) && is_group_title(grid, row))
		return false;
	for (const struct node *cell = row->first_child; cell;
	     cell = cell->next) {
		enum cell_heads heads = cell->table_cell.heads;
		if (heads == HEADS_ROW || heads == HEADS_ROW_GROUP ||
		    (heads == HEADS_NOTHING && has_words(cell)))
			return false;
		has_header |= heads != HEADS_NOTHING && has_words(cell);
	}
	return has_header;
}

/* The row after the last head row from `row` on, of which no cell reaches out
 * of the head. */
static struct node *end_of_head(struct node *row,
				bool (*is_head)(const struct grid *,
						const struct node *),
				const struct grid *grid)
{
	struct node *end = row;
	uint32_t reaches = 0; /* rows from here on that cells above cover */
	for (struct node *at = row;
	     at && at->next && is_same_part(at, row) && is_head(grid, at);
	     at = at->next) {
		reaches -= reaches > 0;
		for (const struct node *cell = at->first_child; cell;
		     cell = cell->next)
			if (cell->table_cell.row_span - 1 > reaches)
				reaches = cell->table_cell.row_span - 1;
		if (!reaches)
			end = at->next;
	}
	return end;
}

static bool is_called_head(const struct grid *grid, const struct node *row)
{
	(void)grid;
	return row->table_row.is_header;
}

/* The head is <thead>; where there is none, the rows of headers at the top. The
 * last row of all holds data, whatever it is called. */
static void find_head(const struct grid *grid)
{
	struct node *row = first_row(grid->table);
	const struct node *end = end_of_head(
		row,
		row->table_row.is_header ? is_called_head : looks_like_head,
		grid);
	for (; row; row = row->next) {
		if (row == end)
			end = NULL;
		row->table_row.is_header = end != NULL;
	}
}

/* ---- What cells say of themselves ---------------------------------------- */

/* Each column is aligned as the first cell that asks for something. */
static void align_columns(const struct grid *grid)
{
	struct node *table = grid->table;
	table->table.alignments =
		ARENA_NEW_ARRAY(grid->reading->arena, table->table.column_count,
				enum alignment);
	for (const struct node *row = first_row(table); row; row = row->next) {
		if (row->table_row.is_header)
			continue;
		for (const struct node *cell = row->first_child; cell;
		     cell = cell->next) {
			enum alignment *column =
				&table->table
					 .alignments[cell->table_cell.column];
			if (*column == ALIGNMENT_START)
				*column = cell->table_cell.alignment;
		}
	}
}

static void add_header(const struct grid *grid, const struct map *cells,
		       struct node *cell, struct str name)
{
	struct node *header = map_lookup(cells, name);
	if (!header || header == cell) {
		reading_mistake(
			grid->reading, DIAGNOSTIC_TABLE_HEADERS, cell->place,
			"headers= names '%.*s', which is %s", (int)name.length,
			name.bytes,
			header ? "the cell itself" : "no cell of this table");
		return;
	}
	cell->table_cell.headers[cell->table_cell.header_count++] = header;
	/* What is called a header is one. */
	if (header->table_cell.heads == HEADS_NOTHING)
		header->table_cell.heads = HEADS_UNKNOWN;
}

static void find_own_headers(const struct grid *grid, const struct map *cells,
			     struct node *cell)
{
	static const char space[] = " \t\n\r\f";
	const char *at = cell->table_cell.header_names;
	size_t most = at ? strlen(at) / 2 + 1 : 0;
	cell->table_cell.headers = ARENA_NEW_ARRAY(grid->reading->arena, most,
						   const struct node *);
	while (at && *(at += strspn(at, space))) {
		size_t length = strcspn(at, space);
		add_header(grid, cells, cell, (struct str){ at, length });
		at += length;
	}
	cell->table_cell.has_own_headers = cell->table_cell.header_count > 0;
	cell->table_cell.header_names = NULL;
}

static void name_headers(const struct grid *grid)
{
	struct map cells = MAP_INITIALISER;
	bool is_wanted = false;
	for (struct node *row = first_row(grid->table); row; row = row->next)
		for (struct node *cell = row->first_child; cell;
		     cell = cell->next) {
			is_wanted |= cell->table_cell.header_names != NULL;
			if (cell->identifier)
				map_set(&cells, str_from(cell->identifier),
					cell);
		}
	for (struct node *row = first_row(grid->table); is_wanted && row;
	     row = row->next)
		for (struct node *cell = row->first_child; cell;
		     cell = cell->next)
			if (cell->table_cell.header_names)
				find_own_headers(grid, &cells, cell);
	map_release(&cells);
}

void html_table_shape(struct reading *reading, struct node *table)
{
	struct grid grid = { .reading = reading,
			     .table = table,
			     .column_limit = column_limit(table) };
	move_caption_first(table);
	keep_one_head_and_foot(table);
	order_rows(table);
	place_rows(&grid);
	if (grid.columns.count) {
		leave_out_columns(&grid);
		fill_rows(&grid);
		table->table.column_count = (uint32_t)grid.columns.count;
		empty_blank_cells(table);
		find_head(&grid);
		align_columns(&grid);
		name_headers(&grid);
	} else {
		node_unlink(table);
	}
	VECTOR_RELEASE(&grid.columns);
}
