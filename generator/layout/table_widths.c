/* The widths of a table's columns, from what all cells need. */
#include "layout/table_private.h"

struct column_needs {
	lu *minimum, *maximum;
	int64_t minimum_sum, maximum_sum;
};

static void measure_column(struct table_layout *table, uint32_t column,
			   struct column_needs *needs)
{
	lu minimum = table->header_style.size, maximum = minimum;
	for (uint32_t row = 0; row < table->rows; row++) {
		struct cell *cell = table_cell_at(table, row, column);
		if (!cell->paragraph || cell->column_span > 1)
			continue;
		struct paragraph_widths widths =
			paragraph_measure(cell->paragraph);
		if (widths.minimum > minimum)
			minimum = widths.minimum;
		if (widths.maximum > maximum)
			maximum = widths.maximum;
	}
	needs->minimum[column] = minimum;
	needs->maximum[column] = maximum;
}

/* What a cell needs beyond its columns' own needs is theirs in equal parts. */
static void widen(lu *columns, uint32_t count, lu gaps, lu wanted)
{
	int64_t sum = gaps;
	for (uint32_t i = 0; i < count; i++)
		sum += columns[i];
	for (uint32_t i = 0; i < count && sum < wanted; i++) {
		lu more = (lu)((wanted - sum) / (count - i));
		columns[i] += more;
		sum += more;
	}
}

static void measure_wide_cells(struct table_layout *table,
			       struct column_needs *needs)
{
	size_t count = (size_t)table->rows * table->columns;
	for (size_t i = 0; i < count; i++) {
		const struct cell *cell = &table->cells[i];
		if (!cell->paragraph || cell->column_span <= 1)
			continue;
		struct paragraph_widths widths =
			paragraph_measure(cell->paragraph);
		uint32_t column = cell->node->table_cell.column;
		lu gaps = (lu)(cell->column_span - 1) * 2 * table->padding;
		widen(needs->minimum + column, cell->column_span, gaps,
		      widths.minimum);
		widen(needs->maximum + column, cell->column_span, gaps,
		      widths.maximum);
	}
}

static struct column_needs measure_columns(struct table_layout *table)
{
	struct column_needs needs = {
		ARENA_NEW_ARRAY(&table->scratch, table->columns, lu),
		ARENA_NEW_ARRAY(&table->scratch, table->columns, lu), 0, 0
	};
	for (uint32_t i = 0; i < table->columns; i++)
		measure_column(table, i, &needs);
	measure_wide_cells(table, &needs);
	for (uint32_t i = 0; i < table->columns; i++) {
		if (needs.maximum[i] < needs.minimum[i])
			needs.maximum[i] = needs.minimum[i];
		needs.minimum_sum += needs.minimum[i];
		needs.maximum_sum += needs.maximum[i];
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

/* What the rows are called settles first: heads over numbers can wrap, and one
 * that does costs a line once, not in each row. */
static bool settles_labels(const struct table_layout *table, lu available,
			   const struct column_needs *needs)
{
	lu label = needs->maximum[0];
	int64_t others = needs->maximum_sum - label;
	/* Other columns of sentences need the room more than one word does. */
	bool has_room = label <= available / 3 ||
			(label <= available / 2 &&
			 (available - label) * (int64_t)5 >= others * 3);
	return table->node->table.has_header_column && table->columns > 1 &&
	       has_room &&
	       needs->minimum_sum - needs->minimum[0] + label <= available;
}

/* Columns that need no more than their share of `rest` get all they want, and
 * the others share what is left; each pass settles one or more. */
static void share_rest(struct table_layout *table, lu rest, bool *is_settled,
		       const struct column_needs *needs)
{
	lu *widths = table->widths;
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

/* With a label column of that width, or, where it is 0, one that shares. */
static void widths_beside_label(struct table_layout *table, lu available,
				lu label, const struct column_needs *needs)
{
	bool *is_settled =
		ARENA_NEW_ARRAY(&table->scratch, table->columns, bool);
	if (label > 0) {
		is_settled[0] = true;
		table->widths[0] = label;
	}
	share_rest(table, available - label, is_settled, needs);
}

uint32_t table_count_lines(struct table_layout *table)
{
	uint32_t sum = 0;
	struct arena scratch = ARENA_INITIALISER;
	for (uint32_t row = 0; row < table->rows; row++) {
		uint32_t most = 1;
		for (uint32_t i = 0; i < table->columns; i++) {
			const struct cell *cell = table_cell_at(table, row, i);
			if (!cell->paragraph || cell->row_span > 1 ||
			    cell->column_span > 1)
				continue;
			uint32_t lines =
				paragraph_break(cell->paragraph, &scratch,
						table->widths[i])
					.count;
			most = lines > most ? lines : most;
		}
		sum += most;
	}
	arena_release(&scratch);
	return sum;
}

/* The label column that makes the rows lowest: between its longest word and
 * its longest label, where heads over numbers have room to wrap. */
static void widths_of_fewest_lines(struct table_layout *table, lu available,
				   const struct column_needs *needs)
{
	enum { STEPS = 6 };
	lu most = available - (lu)(needs->minimum_sum - needs->minimum[0]);
	lu best =
		settles_labels(table, available, needs) ? needs->maximum[0] : 0;
	widths_beside_label(table, available, best, needs);
	uint32_t least = table_count_lines(table);
	if (most > needs->maximum[0])
		most = needs->maximum[0];
	for (lu step = STEPS; step > 0; step--) {
		lu label = needs->minimum[0] +
			   (most - needs->minimum[0]) * step / STEPS;
		widths_beside_label(table, available, label, needs);
		uint32_t lines = table_count_lines(table);
		if (lines >= least)
			continue;
		least = lines;
		best = label;
	}
	widths_beside_label(table, available, best, needs);
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
	if (table->node->table.has_header_column && table->columns > 1)
		widths_of_fewest_lines(table, available, needs);
	else
		widths_beside_label(table, available, 0, needs);
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
	table_prepare_cells(table);
}

/* A chart's data are small print beside the chart, but not for readers who
 * need large letters. */
static enum text_role usual_role(const struct table_layout *table)
{
	const struct node *parent = table->node->parent;
	bool is_data = table->node->table.chart ||
		       (parent && parent->kind == NODE_FIGURE);
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

void table_set_widths(struct table_layout *table)
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
	table->caption_context = *table->context;
	table->fold = table_set_columns(table);
	table->is_beside = table->fold == 1 && table_set_beside(table);
	if (table->fold == 1 && !table->is_beside) {
		if (table->node->table.widths)
			widths_by_proportion(table, available);
		else
			widths_by_contents(table, available, &needs);
	}
	place_columns(table);
}
