/* Tables. Each cell is analysed once; the widths of the columns follow from
 * what all cells need; then a row becomes strips, each with one line of every
 * cell, so that a row higher than a page breaks like any text. */
#include "layout/blocks.h"

#include <string.h>

struct cell {
	struct paragraph *paragraph;
	struct paragraph_lines lines;
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
	struct cell *cells; /* rows × columns */
	VECTOR(struct cell_anchor) anchors;
	lu *widths, *lefts; /* of the columns, padding left out */
	lu width, left;     /* of the whole */
	lu padding;
};

static struct cell *cell_at(struct table_layout *table, uint32_t row,
			    uint32_t column)
{
	return &table->cells[(size_t)row * table->columns + column];
}

/* ---- Analysing the cells ----------------------------------------------- */

static void set_scope(struct structure_element *element,
		      const struct node *cell)
{
	element->scope =
		cell->table_cell.is_row_header ? SCOPE_ROW : SCOPE_COLUMN;
}

static void prepare_cell(struct table_layout *table, const struct node *node,
			 struct structure_element *row, struct cell *cell)
{
	struct flow *flow = table->flow;
	bool is_header =
		node->table_cell.is_header || node->table_cell.is_row_header;
	struct structure_element *element = structure_add(
		flow->structure, row,
		is_header ? ROLE_TABLE_HEADER_CELL : ROLE_TABLE_DATA_CELL,
		node);
	if (is_header)
		set_scope(element, node);
	struct block_context inside =
		layout_context_inside(table->context, node, element);
	inside.role = table->role;
	inside.style = is_header ? &table->header_style : NULL;
	inside.alignment = node->table_cell.alignment;
	/* Keeps the words of neighbouring cells apart when they are copied:
	 * in right-to-left rows some readers see no gap between them. */
	inside.suffix = " ";
	inside.right =
		inside.left + table->context->right - table->context->left;
	cell->paragraph =
		inline_prepare(flow, node, element, &inside, &table->scratch);
}

/* A head without a body would be no table (ISO 32000-1, table 337): header
 * rows alone are its body. */
static enum structure_role group_of(const struct node *table,
				    const struct node *row)
{
	bool has_body = table->table.header_row_count < table->table.row_count;
	return row->table_row.is_header && has_body ? ROLE_TABLE_HEAD :
						      ROLE_TABLE_BODY;
}

/* Anchors wait for the next strip, but the row's is made only later: those
 * from `first` on are put aside. */
static void put_anchors_aside(struct table_layout *table, uint32_t row,
			      size_t first)
{
	struct flow *flow = table->flow;
	for (size_t i = first; i < flow->waiting_anchors.count; i++)
		*VECTOR_ADD(&table->anchors) =
			(struct cell_anchor){ flow->waiting_anchors.items[i],
					      row };
	flow->waiting_anchors.count = first;
}

static void prepare_cells(struct table_layout *table)
{
	struct structure *structure = table->flow->structure;
	table->anchors.count = 0;
	struct structure_element *group = NULL;
	uint32_t row = 0;
	for (const struct node *child = table->node->first_child; child;
	     child = child->next) {
		if (child->kind != NODE_TABLE_ROW)
			continue;
		enum structure_role role = group_of(table->node, child);
		if (!group || group->role != role)
			group = structure_add(structure, table->element, role,
					      NULL);
		struct structure_element *element =
			structure_add(structure, group, ROLE_TABLE_ROW, child);
		uint32_t column = 0;
		size_t waiting = table->flow->waiting_anchors.count;
		for (const struct node *cell = child->first_child;
		     cell && column < table->columns; cell = cell->next)
			prepare_cell(table, cell, element,
				     cell_at(table, row, column++));
		put_anchors_aside(table, row++, waiting);
	}
}

/* ---- Widths of the columns --------------------------------------------- */

struct column_needs {
	lu *minimum, *maximum;
	int64_t minimum_sum, maximum_sum;
};

static struct column_needs measure_columns(struct table_layout *table)
{
	struct column_needs needs = {
		ARENA_NEW_ARRAY(&table->scratch, table->columns, lu),
		ARENA_NEW_ARRAY(&table->scratch, table->columns, lu), 0, 0
	};
	for (uint32_t column = 0; column < table->columns; column++) {
		lu minimum = table->header_style.size, maximum = minimum;
		for (uint32_t row = 0; row < table->rows; row++) {
			struct cell *cell = cell_at(table, row, column);
			if (!cell->paragraph)
				continue;
			struct paragraph_widths widths =
				paragraph_measure(cell->paragraph);
			if (widths.minimum > minimum)
				minimum = widths.minimum;
			if (widths.maximum > maximum)
				maximum = widths.maximum;
		}
		needs.minimum[column] = minimum;
		needs.maximum[column] = maximum;
		needs.minimum_sum += minimum;
		needs.maximum_sum += maximum;
	}
	return needs;
}

static lu share(lu whole, int64_t part, int64_t sum)
{
	return sum > 0 ? (lu)(whole * part / sum) : 0;
}

/* All of `available` by the author's proportions. */
static void widths_by_proportion(struct table_layout *table, lu available)
{
	int64_t sum = 0;
	for (uint32_t i = 0; i < table->columns; i++)
		sum += table->node->table.widths[i];
	for (uint32_t i = 0; i < table->columns; i++)
		table->widths[i] =
			share(available, table->node->table.widths[i], sum);
}

/* What a column wants beyond its longest word counts by its root: a column
 * of long texts gets more than its neighbours, but does not starve them. */
static int64_t square_root(int64_t value)
{
	int64_t root = value > 1 ? value / 2 : value;
	while (root > 1 && root > value / root)
		root = (root + value / root) / 2;
	return root;
}

static void widths_by_contents(struct table_layout *table, lu available,
			       const struct column_needs *needs)
{
	lu *widths = table->widths;
	if (needs->maximum_sum <= available) {
		/* Narrow tables stay as narrow as they are. */
		lu extra = needs->maximum_sum * 5 > (int64_t)available * 3 ?
				   available - (lu)needs->maximum_sum :
				   0;
		for (uint32_t i = 0; i < table->columns; i++)
			widths[i] = needs->maximum[i] +
				    share(extra, needs->maximum[i],
					  needs->maximum_sum);
		return;
	}
	if (needs->minimum_sum >= available) {
		for (uint32_t i = 0; i < table->columns; i++)
			widths[i] = share(available, needs->minimum[i],
					  needs->minimum_sum);
		return;
	}
	/* Columns that need no more than their share get all they want, and
	 * the others share the rest; each pass settles one or more. */
	bool *is_settled =
		ARENA_NEW_ARRAY(&table->scratch, table->columns, bool);
	lu rest = available;
	for (bool is_changed = true; is_changed;) {
		is_changed = false;
		int64_t want = 0, minimum = 0;
		for (uint32_t i = 0; i < table->columns; i++) {
			if (is_settled[i])
				continue;
			minimum += needs->minimum[i];
			want += square_root(needs->maximum[i] -
					    needs->minimum[i]);
		}
		for (uint32_t i = 0; i < table->columns; i++) {
			if (is_settled[i])
				continue;
			widths[i] = needs->minimum[i] +
				    share(rest - (lu)minimum,
					  square_root(needs->maximum[i] -
						      needs->minimum[i]),
					  want);
			if (widths[i] < needs->maximum[i])
				continue;
			widths[i] = needs->maximum[i];
			is_settled[i] = true;
			rest -= widths[i];
			is_changed = true;
			break;
		}
	}
}

static void place_columns(struct table_layout *table)
{
	lu whole = 0;
	for (uint32_t i = 0; i < table->columns; i++)
		whole += table->widths[i] + 2 * table->padding;
	bool is_rtl = table->context->direction == DIRECTION_RTL;
	table->width = whole;
	table->left =
		is_rtl ? table->context->right - whole : table->context->left;
	lu edge = is_rtl ? table->context->right : table->context->left;
	for (uint32_t i = 0; i < table->columns; i++) {
		lu outer = table->widths[i] + 2 * table->padding;
		if (is_rtl)
			edge -= outer;
		table->lefts[i] = edge + table->padding;
		if (!is_rtl)
			edge += outer;
	}
}

/* A table too wide for the measure is analysed again in smaller type. */
static enum text_role role_that_fits(const struct table_layout *table,
				     int64_t needed, lu available)
{
	if (needed <= available)
		return table->role;
	const struct block_style *block = table->flow->style->block;
	return needed * block[TEXT_TABLE_SMALL].text.size <=
			       (int64_t)available *
				       block[table->role].text.size ?
		       TEXT_TABLE_SMALL :
		       TEXT_TABLE_SMALLEST;
}

static void prepare_in_role(struct table_layout *table, enum text_role role)
{
	table->role = role;
	table->header_style = table->flow->style->block[role].text;
	table->header_style.is_bold = true;
	prepare_cells(table);
}

/* A chart's data are small print beside the chart, but not for readers who
 * need large letters. */
static enum text_role usual_role(const struct table_layout *table)
{
	const struct node *parent = table->node->parent;
	bool is_data = parent && parent->kind == NODE_FIGURE;
	return is_data && !table->flow->style->has_large_text ?
		       TEXT_TABLE_SMALL :
		       TEXT_TABLE;
}

/* Takes back the elements of an analysis. */
static void take_back(struct table_layout *table, uint32_t count,
		      struct structure_element *caption)
{
	table->flow->structure->count = count;
	table->element->last_child = caption;
	if (caption)
		caption->next = NULL;
	else
		table->element->first_child = NULL;
}

static lu room_for_text(struct table_layout *table)
{
	lu width = block_width(table->context);
	lu padding = width / (lu)(table->columns * 6);
	table->padding = table->flow->style->cell_padding_x;
	if (padding < table->padding)
		table->padding = padding;
	return width - (lu)table->columns * 2 * table->padding;
}

/* Only what has the whole width of the page can be given more of it. */
static bool may_turn(const struct table_layout *table)
{
	const struct flow *flow = table->flow;
	return flow->note == FLOW_NONE && flow->box == FLOW_NONE &&
	       block_width(table->context) == style_measure(flow->style) &&
	       flow->style->page_height > flow->style->page_width;
}

/* In right-to-left documents coordinates go on to the left of the page: its
 * right edge stays where it is (painter.shift). */
static void turn(struct table_layout *table)
{
	const struct style *style = table->flow->style;
	lu more = style->page_height - style->page_width;
	table->is_turned = true;
	if (table->flow->document->direction == DIRECTION_RTL)
		table->context->left -= more;
	else
		table->context->right += more;
}

/* What is this wide in the table's type, in the smallest that it may take. */
static lu in_smallest(const struct table_layout *table, lu width)
{
	const struct block_style *block = table->flow->style->block;
	return lu_scale(width, block[TEXT_TABLE_SMALLEST].text.size,
			block[table->role].text.size);
}

static void set_widths(struct table_layout *table)
{
	uint32_t count = table->flow->structure->count;
	struct structure_element *caption = table->element->last_child;
	lu available = room_for_text(table);
	prepare_in_role(table, usual_role(table));
	struct column_needs needs = measure_columns(table);
	/* Words that would be torn even in the smallest type want a page that
	 * is wider. */
	if (in_smallest(table, needs.minimum_sum) > available &&
	    may_turn(table)) {
		turn(table);
		take_back(table, count, caption);
		available = room_for_text(table);
		prepare_in_role(table, usual_role(table));
		needs = measure_columns(table);
	}
	enum text_role role =
		role_that_fits(table, needs.minimum_sum, available);
	if (role != table->role) {
		take_back(table, count, caption);
		prepare_in_role(table, role);
		needs = measure_columns(table);
	}
	if (table->node->table.widths)
		widths_by_proportion(table, available);
	else
		widths_by_contents(table, available, &needs);
	place_columns(table);
}

/* ---- Rows → strips ----------------------------------------------------- */

static uint32_t break_row(struct table_layout *table, uint32_t row)
{
	uint32_t most = 1;
	for (uint32_t column = 0; column < table->columns; column++) {
		struct cell *cell = cell_at(table, row, column);
		if (!cell->paragraph || paragraph_is_empty(cell->paragraph))
			continue;
		cell->lines =
			paragraph_break(cell->paragraph, table->flow->arena,
					table->widths[column]);
		if (cell->lines.count > most)
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
		struct cell *cell = cell_at(table, row, column);
		if (index >= cell->lines.count)
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

static void paint_rule(struct table_layout *table, lu y, lu width,
		       struct colour colour)
{
	struct frame_item *item = flow_place_item(table->flow, ITEM_LINE);
	item->artifact = ARTIFACT_LAYOUT;
	item->line.x1 = table->left;
	item->line.x2 = table->left + table->width;
	item->line.y1 = item->line.y2 = y;
	item->line.width = width;
	item->line.colour = colour;
}

static void place_slice(struct table_layout *table, uint32_t row,
			uint32_t index, uint32_t count, bool is_header)
{
	struct flow *flow = table->flow;
	const struct style *style = flow->style;
	struct slice slice = measure_slice(table, row, index);
	lu top = index == 0 ? style->cell_padding_y : 0;
	lu bottom = index == count - 1 ? style->cell_padding_y : 0;
	lu height = top + slice.ascent + slice.descent + bottom;
	flow_add_strip(flow, height);
	if (is_header)
		paint_header_background(table, height);
	if (index == count - 1)
		paint_rule(
			table, height,
			is_header ? LU_FROM_POINTS(1.2) : LU_FROM_POINTS(0.5),
			is_header ? style->palette.band : style->palette.rule);
	for (uint32_t column = 0; column < table->columns; column++) {
		struct cell *cell = cell_at(table, row, column);
		if (index >= cell->lines.count)
			continue;
		const struct paragraph_line *line = &cell->lines.lines[index];
		flow_place_line(flow, line, table->lefts[column],
				top + slice.ascent - line->ascent);
		VECTOR_LAST(&flow->lines)->column = column;
	}
}

/* A row of up to a quarter of a page stays whole; a higher one may break,
 * with two lines at least on either side. */
static void place_row(struct table_layout *table, uint32_t row, bool is_header)
{
	struct flow *flow = table->flow;
	uint32_t count = break_row(table, row);
	uint32_t first = flow_position(flow);
	flow->row = flow->row_count++;
	for (uint32_t index = 0; index < count; index++) {
		if (index == 1 || (index && index + 1 == count))
			flow_keep_with_next(flow);
		place_slice(table, row, index, count, is_header);
	}
	flow->row = FLOW_NONE;
	flow_keep_together(flow, first, flow->style->page_height / 4);
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

static void place_caption(struct table_layout *table,
			  struct structure_element *element)
{
	struct flow *flow = table->flow;
	const struct node *caption = table->node->first_child;
	struct block_context inside =
		layout_context_inside(table->context, caption, element);
	struct block_style style = flow->style->block[TEXT_CAPTION];
	style.text.is_bold = true;
	inside.style = &style.text;
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
	};
	table.element = structure_add(flow->structure, context->element,
				      ROLE_TABLE, node);
	size_t cells = (size_t)table.rows * table.columns;
	table.cells = ARENA_NEW_ARRAY(&table.scratch, cells, struct cell);
	table.widths = ARENA_NEW_ARRAY(&table.scratch, table.columns, lu);
	table.lefts = ARENA_NEW_ARRAY(&table.scratch, table.columns, lu);
	lu space = flow->style->block[TEXT_BODY].text.leading;
	flow_flush_labels(flow);
	flow_space_before(flow, space);
	if (node->identifier)
		flow_anchor(flow, node);
	struct structure_element *caption = add_caption(&table);
	set_widths(&table);
	if (table.is_turned)
		begin_turned_page(flow);
	uint32_t first = flow_position(flow);
	if (caption)
		place_caption(&table, caption);
	place_rows(&table);
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
	flow_space_after(flow, space);
	layout_notes_set(flow, context->element, context);
}
