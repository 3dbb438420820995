/* Tables. Each cell is analysed once; the widths of the columns follow from
 * what all cells need; then a row becomes strips, each with one line of every
 * cell, so that a row higher than a page breaks like any text. */
#include "layout/columns.h"
#include "layout/table_private.h"

#include <string.h>

/* ---- Rows → strips ----------------------------------------------------- */

/* [lu] From the left edge of the cell's first or, from right to left, last
 * column, and over all of them. */
static lu cell_left(const struct table_layout *table, uint32_t column,
		    uint32_t span)
{
	bool is_rtl = table->context->direction == DIRECTION_RTL;
	return table->lefts[is_rtl ? column + span - 1 : column];
}

static lu cell_width(const struct table_layout *table, uint32_t column,
		     uint32_t span)
{
	lu width = (lu)(span - 1) * 2 * table->padding;
	for (uint32_t i = 0; i < span; i++)
		width += table->widths[column + i];
	return width;
}

/* Breaks the row's cells, and puts aside those of several rows: the row is as
 * high as its others. */
static uint32_t break_row(struct table_layout *table, uint32_t row)
{
	uint32_t most = 1;
	for (uint32_t column = 0; column < table->columns; column++) {
		struct cell *cell = table_cell_at(table, row, column);
		if (!cell->paragraph || paragraph_is_empty(cell->paragraph))
			continue;
		cell->lines = paragraph_break(
			cell->paragraph, table->flow->arena,
			cell_width(table, column, cell->column_span));
		cell->first_strip = flow_position(table->flow);
		if (cell->row_span > 1)
			*VECTOR_ADD(&table->tall) = cell;
		else if (cell->lines.count > most)
			most = cell->lines.count;
	}
	return most;
}

struct slice {
	lu ascent, descent;
};

static struct slice measure_slice(struct table_layout *table, uint32_t row,
				  uint32_t index)
{
	lu leading = table->flow->style->block[table->role].text.leading;
	struct slice slice = { 0, 0 };
	for (uint32_t column = 0; column < table->columns; column++) {
		struct cell *cell = table_cell_at(table, row, column);
		if (index >= cell->lines.count ||
		    (cell->row_span > 1 && index > 0))
			continue;
		const struct paragraph_line *line = &cell->lines.lines[index];
		if (line->ascent > slice.ascent)
			slice.ascent = line->ascent;
		if (line->descent > slice.descent)
			slice.descent = line->descent;
	}
	if (slice.ascent + slice.descent == 0)
		slice.ascent = leading;
	return slice;
}

static void paint_header_background(struct table_layout *table, lu height)
{
	struct frame_item *item = flow_place_item(table->flow, ITEM_RECTANGLE);
	item->artifact = ARTIFACT_LAYOUT;
	item->rectangle.box =
		(struct rectangle){ table->left, 0, table->width, height };
	item->rectangle.colour = table->flow->style->palette.table_head;
}

/* A rule below columns [first, end). */
static void paint_rule(struct table_layout *table, uint32_t first, uint32_t end,
		       lu y, bool is_header)
{
	const struct style *style = table->flow->style;
	struct frame_item *item = flow_place_item(table->flow, ITEM_LINE);
	item->artifact = ARTIFACT_LAYOUT;
	item->line.x1 = cell_left(table, first, end - first) - table->padding;
	item->line.x2 = item->line.x1 + cell_width(table, first, end - first) +
			2 * table->padding;
	item->line.y1 = item->line.y2 = y;
	item->line.width =
		is_header ? LU_FROM_POINTS(1.2) : LU_FROM_POINTS(0.5);
	item->line.colour =
		is_header ? style->palette.band : style->palette.rule;
}

/* Below a row, but for cells that go on in the next. */
static void paint_rules(struct table_layout *table, uint32_t row, lu y,
			bool is_header)
{
	uint32_t first = 0;
	for (uint32_t column = 0; column < table->columns; column++) {
		if (table->ends[column] <= row + 1)
			continue;
		if (first < column)
			paint_rule(table, first, column, y, is_header);
		first = column + 1;
	}
	if (first < table->columns)
		paint_rule(table, first, table->columns, y, is_header);
}

static void place_cell_line(struct table_layout *table, const struct cell *cell,
			    uint32_t index, lu y)
{
	uint32_t column = cell->node->table_cell.column;
	flow_place_line(table->flow, &cell->lines.lines[index],
			cell_left(table, column, cell->column_span), y);
	VECTOR_LAST(&table->flow->lines)->column = column;
}

/* The lines of cells of several rows that begin in the newest strip. */
static void place_tall_cells(struct table_layout *table, lu first_y)
{
	lu height = flow_newest(table->flow)->height;
	for (size_t i = 0; i < table->tall.count; i++) {
		struct cell *cell = table->tall.items[i];
		if (!cell->next_line && !cell->next_y)
			cell->next_y = first_y - cell->lines.lines[0].ascent;
		while (cell->next_line < cell->lines.count &&
		       cell->next_y < height) {
			place_cell_line(table, cell, cell->next_line,
					cell->next_y);
			cell->next_y +=
				cell->lines.lines[cell->next_line++].height;
		}
		cell->next_y -= height;
		/* A line that reaches into the next strip needs it there. */
		if (cell->next_y > 0)
			flow_keep_with_next(table->flow);
	}
}

/* [lu] What of cells that end with this row has no room in it. */
static lu height_left(const struct table_layout *table, uint32_t row, lu height)
{
	lu most = 0;
	for (size_t i = 0; i < table->tall.count; i++) {
		const struct cell *cell = table->tall.items[i];
		lu end = cell->next_y - height;
		if (cell->node->table_cell.row + cell->row_span != row + 1)
			continue;
		for (uint32_t j = cell->next_line; j < cell->lines.count; j++)
			end += cell->lines.lines[j].height;
		if (end > most)
			most = end;
	}
	return most;
}

static void place_slice(struct table_layout *table, uint32_t row,
			uint32_t index, uint32_t count, bool is_header)
{
	struct flow *flow = table->flow;
	struct slice slice = measure_slice(table, row, index);
	bool is_last = index == count - 1;
	lu top = index == 0 ? table->padding_y : 0;
	lu height = top + slice.ascent + slice.descent;
	if (is_last)
		height += height_left(table, row, height) + table->padding_y;
	flow_add_strip(flow, height);
	if (is_header)
		paint_header_background(table, height);
	if (is_last)
		paint_rules(table, row, height, is_header);
	for (uint32_t column = 0; column < table->columns; column++) {
		struct cell *cell = table_cell_at(table, row, column);
		if (index >= cell->lines.count || cell->row_span > 1)
			continue;
		place_cell_line(table, cell, index,
				top + slice.ascent -
					cell->lines.lines[index].ascent);
	}
	place_tall_cells(table, top + slice.ascent);
}

static void forget_tall_cells(struct table_layout *table, uint32_t row)
{
	size_t kept = 0;
	for (size_t i = 0; i < table->tall.count; i++) {
		struct cell *cell = table->tall.items[i];
		if (cell->node->table_cell.row + cell->row_span > row + 1)
			table->tall.items[kept++] = cell;
		else
			flow_keep_together(table->flow, cell->first_strip,
					   table->flow->style->page_height / 4);
	}
	table->tall.count = kept;
}

/* How far down the cells of this row cover their columns. */
static void note_ends(struct table_layout *table, uint32_t row)
{
	for (uint32_t column = 0; column < table->columns; column++) {
		const struct cell *cell = table_cell_at(table, row, column);
		for (uint32_t i = 0; cell->node && i < cell->column_span; i++)
			table->ends[column + i] = row + cell->row_span;
	}
}

/* A row of up to a quarter of a page stays whole, and so do rows that a cell
 * holds together; a higher one may break,
 * with two lines at least on either side. */
static void place_row(struct table_layout *table, uint32_t row, bool is_header)
{
	struct flow *flow = table->flow;
	uint32_t count = break_row(table, row);
	note_ends(table, row);
	uint32_t first = flow_position(flow);
	flow->row = flow->row_count++;
	for (uint32_t index = 0; index < count; index++) {
		if (index == 1 || (index && index + 1 == count))
			flow_keep_with_next(flow);
		place_slice(table, row, index, count, is_header);
	}
	flow->row = FLOW_NONE;
	flow_keep_together(flow, first, flow->style->page_height / 4);
	forget_tall_cells(table, row);
}

/* Few rows alone at the head or the foot of a page look lost. */
enum { ROWS_TOGETHER = 4 };

static void keep_rows(struct flow *flow, uint32_t first)
{
	flow_keep_together(flow, first, flow->style->page_height / 3);
	flow_tear(flow, first, TORN_FEW_ROWS);
}

static void place_rows(struct table_layout *table)
{
	struct flow *flow = table->flow;
	uint32_t row = 0, header_end = flow_position(flow);
	size_t anchor = 0;
	uint32_t index = (uint32_t)flow->tables.count;
	uint32_t head_rows = table->node->table.header_row_count;
	bool is_long = table->rows - head_rows >= 2 * ROWS_TOGETHER;
	uint32_t last_rows = header_end;
	*VECTOR_ADD(&flow->tables) =
		(struct table_head){ .first_strip = header_end };
	flow->table = index;
	for (const struct node *child = table->node->first_child; child;
	     child = child->next) {
		if (child->kind != NODE_TABLE_ROW)
			continue;
		bool is_header = child->table_row.is_header;
		/* No page begins with the last row alone. */
		if (row > 0 && row + 1 == table->rows)
			flow_keep_with_next(flow);
		for (; anchor < table->anchors.count &&
		       table->anchors.items[anchor].row == row;
		     anchor++)
			flow_anchor(flow, table->anchors.items[anchor].node);
		if (row + ROWS_TOGETHER == table->rows)
			last_rows = flow_position(flow);
		place_row(table, row++, is_header);
		if (is_header)
			header_end = flow_position(flow);
		if (is_long && row == head_rows + ROWS_TOGETHER)
			keep_rows(flow, flow->tables.items[index].first_strip);
		/* A head goes with the first two rows. */
		if (row < head_rows + 2 && row < table->rows)
			flow_keep_with_next(flow);
	}
	if (is_long)
		keep_rows(flow, last_rows);
	struct table_head *head = &flow->tables.items[index];
	head->strip_count = header_end - head->first_strip;
	for (uint32_t i = head->first_strip; i < header_end; i++)
		head->height += flow->target->items[i].height;
	if (head->height > flow->style->page_height / 4 ||
	    flow->note != FLOW_NONE)
		head->height = 0;
	flow->table = FLOW_NONE;
}

/* ---- The table --------------------------------------------------------- */

static struct structure_element *add_caption(struct table_layout *table)
{
	const struct node *caption = table->node->first_child;
	if (!caption || caption->kind != NODE_CAPTION)
		return NULL;
	return structure_add(table->flow->structure, table->element,
			     ROLE_CAPTION, caption);
}

void table_place_caption(struct table_layout *table,
			 struct structure_element *element)
{
	struct flow *flow = table->flow;
	const struct node *caption = table->node->first_child;
	struct block_context inside = layout_context_inside(
		&table->caption_context, caption, element);
	struct block_style style = flow->style->block[TEXT_CAPTION];
	struct text_style *bold = ARENA_NEW(flow->arena, struct text_style);
	*bold = style.text;
	bold->is_bold = true;
	inside.style = bold;
	/* What the table shows stands below what is to be seen in it. */
	if (node_caption_message(caption)) {
		inside.style = &style.text;
		inside.prefix_style = bold;
	}
	inside.alignment = ALIGNMENT_START;
	inside.prefix = caption->caption.label;
	inside.prefix_language = node_words_language(flow->document, caption);
	struct paragraph_lines lines =
		inline_set(flow, caption, element, &inside);
	uint32_t first = flow_position(flow);
	flow_place_paragraph(flow, &lines, inside.left);
	flow_keep_together(flow, first, flow->style->page_height / 3);
	flow_space_after(flow, style.space_after);
	flow_keep_with_next(flow);
}

/* Begins a page in landscape; a heading that must stay with the table comes
 * with it. */
static void begin_turned_page(struct flow *flow)
{
	size_t first = flow->strips.count;
	if (flow->next_break == BREAK_FORBIDDEN)
		while (first > 0 && first + 8 > flow->strips.count) {
			first--;
			if (flow->strips.items[first].page_break !=
			    BREAK_FORBIDDEN)
				break;
		}
	if (first == flow->strips.count ||
	    flow->strips.items[first].page_break == BREAK_FORBIDDEN) {
		flow_begin_page(flow, PAGE_LANDSCAPE);
		return;
	}
	flow->strips.items[first].page_break = BREAK_FORCED;
	flow->strips.items[first].page_kind = PAGE_LANDSCAPE;
}

/* [lu] Above and below the words of a cell: the less, the more rows there are
 * in which a reader looks for one, and least in a chart's data. */
static lu row_padding(const struct style *style, const struct node *node)
{
	enum { SHORT = 6, LONG = 24 /* rows */ };
	lu padding = style->cell_padding_y;
	uint32_t rows = node->table.row_count;
	bool is_data = node->table.chart ||
		       (node->parent && node->parent->kind == NODE_FIGURE);
	return is_data      ? padding / 3 :
	       rows > LONG  ? padding / 2 :
	       rows > SHORT ? padding * 2 / 3 :
			      padding;
}

/* Where the rows stand beside the caption: what is said of the table in the
 * next paragraph goes below that. */
static void set_beside(struct table_layout *table, uint32_t first,
		       uint32_t rows, const struct block_context *context)
{
	struct flow *flow = table->flow;
	uint32_t below = flow_position(flow);
	const struct node *next = table->node->next;
	struct block_context narrow = table->caption_context;
	narrow.element = context->element;
	if (layout_is_note_of_table(next)) {
		flow_space_before(flow,
				  flow->style->block[TEXT_CAPTION].space_after);
		layout_paragraph_set(flow, next, &narrow);
		flow->set_ahead = next;
	}
	columns_set_beside(flow, first, rows, below);
	flow->tables.count--; /* its head is repeated nowhere */
}

void layout_table_set(struct flow *flow, const struct node *node,
		      const struct block_context *context)
{
	if (node->table.column_count == 0)
		return;
	struct block_context outer =
		layout_context_inside(context, node, context->element);
	struct table_layout table = {
		.flow = flow,
		.node = node,
		.context = &outer,
		.columns = node->table.column_count,
		.rows = node->table.row_count,
		.padding_y = row_padding(flow->style, node),
	};
	table.element = structure_add(flow->structure, context->element,
				      ROLE_TABLE, node);
	size_t cells = (size_t)table.rows * table.columns;
	table.cells = ARENA_NEW_ARRAY(&table.scratch, cells, struct cell);
	table.widths = ARENA_NEW_ARRAY(&table.scratch, table.columns, lu);
	table.lefts = ARENA_NEW_ARRAY(&table.scratch, table.columns, lu);
	table.ends = ARENA_NEW_ARRAY(&table.scratch, table.columns, uint32_t);
	/* Charts' data follow one another: nothing between them is read. */
	const struct block_style *body = &flow->style->block[TEXT_BODY];
	lu space = node->table.chart ? body->space_after * 5 / 4 :
				       body->text.leading;
	flow_flush_labels(flow);
	flow_space_before(flow, space);
	if (node->identifier)
		flow_anchor(flow, node);
	struct structure_element *caption = add_caption(&table);
	table_set_widths(&table);
	if (table.is_turned)
		begin_turned_page(flow);
	uint32_t first = flow_position(flow);
	if (caption)
		table_place_caption(&table, caption);
	uint32_t rows = flow_position(flow);
	place_rows(&table);
	if (table.fold > 1)
		table_fold(&table, rows);
	if (table.is_beside)
		set_beside(&table, first, rows, context);
	/* A small table moves rather than tears. */
	if (table.rows - node->table.header_row_count < 2 * ROWS_TOGETHER)
		flow_keep_together(flow, first, flow->style->page_height / 2);
	flow_tear(flow, first, TORN_TABLE);
	if (table.is_turned)
		flow_begin_page(flow, PAGE_BODY);
	else
		flow_let_move(flow, first, flow->style->page_height * 4 / 5);
	arena_release(&table.scratch);
	VECTOR_RELEASE(&table.anchors);
	VECTOR_RELEASE(&table.tall);
	flow_space_after(
		flow, layout_is_note_of_table(node->next) ?
			      flow->style->block[TEXT_DESCRIPTION].space_after :
			      space);
	layout_notes_set(flow, context->element, context);
}
