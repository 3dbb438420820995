/* Tables as rows and columns. */
#include "data/grid.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"

static const char *words_of(struct arena *arena, const struct node *node)
{
	struct buffer words = BUFFER_INITIALISER;
	node_append_plain_text(node, &words);
	struct str text = str_trim(buffer_str(&words));
	char *copy = arena_copy(arena, text.bytes, text.length);
	for (char *at = copy; *at; at++)
		if (*at == '\n' || *at == '\t')
			*at = ' ';
	buffer_release(&words);
	return copy;
}

const char *data_caption(struct arena *arena, const struct node *table)
{
	const struct node *parent = table->parent;
	const struct node *owner = node_caption(table) ? table :
				   parent && parent->kind == NODE_FIGURE ?
							 parent :
							 NULL;
	const struct node *caption = owner ? node_caption(owner) : NULL;
	return caption ? arena_format(arena, "%s%s", node_label(owner),
				      words_of(arena, caption)) :
			 "";
}

const char *data_note(struct arena *arena, const struct node *table)
{
	const struct node *next = table->next;
	if (!next && table->parent && table->parent->kind == NODE_FIGURE)
		next = table->parent->next;
	if (!next || next->kind != NODE_PARAGRAPH ||
	    !node_has_class(next, "note"))
		return NULL;
	return words_of(arena, next);
}

/* ---- Rows ---------------------------------------------------------------- */

static bool is_row(const struct node *node)
{
	return node->kind == NODE_TABLE_ROW;
}

/* Puts the row's cells over those of the row above. */
static void take_row(const struct node **places, const struct node *row)
{
	for (const struct node *cell = row->first_child; cell;
	     cell = cell->next)
		for (uint32_t i = 0; i < cell->table_cell.column_span; i++)
			places[cell->table_cell.column + i] = cell;
}

/* "2019, People": the upper header first. */
static void add_to_title(struct arena *arena, const struct document *document,
			 struct data_column *column, const char *words)
{
	if (!*words)
		return;
	column->title =
		*column->title ?
			arena_format(arena, "%s%s%s", column->title,
				     document->words.list_separator, words) :
			words;
}

static void read_header(struct arena *arena, const struct document *document,
			struct data_grid *grid, const struct node *row,
			const struct node **places)
{
	const struct node **above =
		memory_allocate((grid->column_count + 1) * sizeof *above);
	memcpy(above, places, grid->column_count * sizeof *above);
	take_row(places, row);
	for (uint32_t i = 0; i < grid->column_count; i++)
		if (places[i] && places[i] != above[i])
			add_to_title(arena, document, &grid->columns[i],
				     words_of(arena, places[i]));
	grid->is_merged |= grid->has_header;
	grid->has_header = true;
	free(above);
}

static struct data_cell read_cell(struct arena *arena,
				  const struct document *document,
				  const struct data_numbers *numbers,
				  const struct node *cell)
{
	const char *mark = document->words.hidden_mark;
	struct data_cell read = { .text = "" };
	if (cell) {
		read.text = words_of(arena, cell);
		read.place = cell->place;
	}
	read.is_hidden = mark && *mark && strcmp(read.text, mark) == 0;
	read.is_none = !*read.text || strcmp(read.text, "–") == 0;
	if (!read.is_hidden && !read.is_none)
		read.number = data_number(numbers, arena, read.text);
	return read;
}

static void read_row(struct arena *arena, const struct document *document,
		     struct data_grid *grid, const struct node *row,
		     const struct node **places,
		     const struct data_numbers *numbers)
{
	take_row(places, row);
	struct data_cell *cells =
		grid->cells + (size_t)grid->row_count++ * grid->column_count;
	for (uint32_t i = 0; i < grid->column_count; i++) {
		const struct node *cell = places[i];
		cells[i] = read_cell(arena, document, numbers, cell);
		cells[i].is_repeated = cell && (cell->parent != row ||
						cell->table_cell.column != i);
		grid->is_merged |= cells[i].is_repeated;
	}
}

/* Numbers where every cell is one, or says that there is none; per cent where
 * each is. */
static enum data_kind kind_of(const struct data_grid *grid, uint32_t column)
{
	size_t numbers = 0, percents = 0;
	for (uint32_t i = 0; i < grid->row_count; i++) {
		const struct data_cell *cell =
			&grid->cells[(size_t)i * grid->column_count + column];
		if (cell->is_hidden || cell->is_none)
			continue;
		if (!cell->number)
			return DATA_TEXT;
		numbers++;
		percents += strchr(cell->number, '%') != NULL;
	}
	return !numbers || (percents && percents != numbers) ? DATA_TEXT :
	       percents                                      ? DATA_PERCENT :
							       DATA_NUMBER;
}

struct data_grid data_grid_of(struct arena *arena,
			      const struct document *document,
			      const struct node *table,
			      const struct data_numbers *numbers)
{
	uint32_t columns = table->table.column_count, rows = 0;
	struct data_grid grid = { .table = table, .column_count = columns };
	for (const struct node *row = table->first_child; row; row = row->next)
		rows += is_row(row);
	const struct node **places =
		memory_allocate((columns + 1) * sizeof *places);
	grid.columns = ARENA_NEW_ARRAY(arena, columns, struct data_column);
	grid.cells = ARENA_NEW_ARRAY(arena, (size_t)columns * rows,
				     struct data_cell);
	for (uint32_t i = 0; i < columns; i++)
		grid.columns[i].title = "";
	for (const struct node *row = table->first_child; row;
	     row = row->next) {
		if (!is_row(row))
			continue;
		if (row->table_row.is_header)
			read_header(arena, document, &grid, row, places);
		else
			read_row(arena, document, &grid, row, places, numbers);
	}
	for (uint32_t i = 0; i < columns; i++)
		grid.columns[i].kind = kind_of(&grid, i);
	free(places);
	return grid;
}
