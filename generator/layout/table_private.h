/* What the files about tables share. */
#ifndef EVERYREAD_LAYOUT_TABLE_PRIVATE_H
#define EVERYREAD_LAYOUT_TABLE_PRIVATE_H

#include "layout/blocks.h"

struct cell {
	const struct node *node;
	struct structure_element *element;
	struct paragraph *paragraph;
	struct paragraph_lines lines;
	uint32_t row_span, column_span;
	/* Of a cell of several rows: what of it is placed. */
	uint32_t next_line;
	lu next_y; /* [lu] of that line below the top of the row's strip */
	uint32_t first_strip;
};

/* A place in a cell that may be linked to; it begins with the row. */
struct cell_anchor {
	const struct node *node;
	uint32_t row;
};

struct table_layout {
	struct flow *flow;
	const struct node *node;
	struct block_context *context;
	struct structure_element *element;
	struct arena scratch;
	bool is_turned; /* stands on pages of its own, in landscape */
	enum text_role role;
	struct text_style header_style;
	uint32_t columns, rows;
	/* By place, each cell where it begins; a place that another covers has
	 * no node. */
	struct cell *cells;
	VECTOR(struct cell *) tall; /* cells of several rows, while they last */
	VECTOR(struct cell_anchor) anchors;
	lu *widths, *lefts; /* of the columns, padding left out */
	uint32_t *ends; /* by column: the row after the newest cell's last */
	lu width, left; /* of the whole */
	uint32_t fold;  /* columns that the rows run in, side by side */
	lu padding, padding_y;
	/* The caption stands beside the rows, in a measure of its own. */
	bool is_beside;
	struct block_context caption_context;
};

static inline struct cell *table_cell_at(struct table_layout *table,
					 uint32_t row, uint32_t column)
{
	return &table->cells[(size_t)row * table->columns + column];
}

/* table_widths.c: analyses the cells, in smaller type or for a page in
 * landscape where they need it, and gives the columns their widths and places.
 */
void table_set_widths(struct table_layout *table);

/* table_columns.c: how many times the table stands beside itself, each time with
 * a part of its rows; where that is more than once, gives the columns their
 * widths. */
uint32_t table_set_columns(struct table_layout *table);
/* Folds the strips from `first` on, those of all rows, so many times. */
void table_fold(struct table_layout *table, uint32_t first);

/* For a table of data that is narrow and low enough to stand beside its caption:
 * gives the columns their widths, and caption and rows their measures. False
 * where it is not. */
bool table_set_beside(struct table_layout *table);

/* Lines of all rows, each as many as its cell of the most. */
uint32_t table_count_lines(struct table_layout *table);

/* The caption, in table->caption_context, as content of `element`. */
void table_place_caption(struct table_layout *table,
			 struct structure_element *element);

/* table_cells.c: (again) the cells' elements and paragraphs, in the table's
 * type. */
void table_prepare_cells(struct table_layout *table);

#endif
