/* Long narrow tables run in columns: they save pages, and numbers stand closer
 * to what they are numbers of. */
#include "layout/trial.h"
#include "layout/columns.h"
#include "layout/table_private.h"

enum {
	MOST_COLUMNS = 3,
	ROWS_EACH = 6, /* fewer rows in a column are no column */
	LEAST_COLUMNS = 2
};

/* [lu] White between two columns. */
static lu gap_of(const struct table_layout *table)
{
	return table->flow->style->block[table->role].text.size * 2;
}

/* Rows below one another that neither reach into one another nor belong to
 * parts; a page in a book is as wide as ever. */
static bool may_fold(const struct table_layout *table)
{
	const struct flow *flow = table->flow;
	size_t count = (size_t)table->rows * table->columns;
	if (flow->note != FLOW_NONE || flow->box != FLOW_NONE ||
	    table->is_turned || table->node->table.widths ||
	    table->node->table.names_headers)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!table->cells[i].node || table->cells[i].row_span > 1 ||
		    table->cells[i].column_span > 1)
			return false;
	return true;
}

struct need {
	lu words; /* [lu] of the longest word of a head, the longest other cell */
	lu lines; /* [lu] of the longest head in one line */
};

static struct need need_of(struct table_layout *table, uint32_t column)
{
	struct need need = { table->header_style.size, 0 };
	uint32_t heads = table->node->table.header_row_count;
	for (uint32_t row = 0; row < table->rows; row++) {
		struct cell *cell = table_cell_at(table, row, column);
		if (!cell->paragraph)
			continue;
		struct paragraph_widths widths =
			paragraph_measure(cell->paragraph);
		lu least = row < heads ? widths.minimum : widths.maximum;
		if (least > need.words)
			need.words = least;
		if (row < heads && widths.maximum > need.lines)
			need.lines = widths.maximum;
	}
	return need;
}

/* Of rows, at most one in so many may be called by two lines. */
enum { ROWS_TO_ONE_BROKEN = 4 };

/* [lu] The least width of the column that says what rows are called, where it
 * cannot be more than `width`: few of the rows grow by that. 0: too many
 * would. */
static lu broken_labels_width(struct table_layout *table, lu width)
{
	uint32_t heads = table->node->table.header_row_count, broken = 0;
	int64_t least = 0;
	if (!table->node->table.has_header_column)
		return 0;
	for (uint32_t row = heads; row < table->rows; row++) {
		const struct cell *cell = table_cell_at(table, row, 0);
		if (!cell->paragraph)
			continue;
		struct paragraph_widths widths =
			paragraph_measure(cell->paragraph);
		int64_t need = widths.maximum;
		if (widths.maximum > width) {
			/* Two lines are hardly ever as long as each other. */
			need = widths.maximum * (int64_t)3 / 5;
			need = widths.minimum > need ? widths.minimum : need;
			broken++;
		}
		least = need > least ? need : least;
	}
	bool is_good = least <= width &&
		       broken * ROWS_TO_ONE_BROKEN <= table->rows - heads;
	return is_good ? (lu)least : 0;
}

/* What is left goes where heads are longest. */
static void widen_heads(struct table_layout *table, uint32_t first,
			int64_t left)
{
	int64_t wanted = 0;
	for (uint32_t i = first; i < table->columns; i++) {
		lu more = need_of(table, i).lines - table->widths[i];
		wanted += more > 0 ? more : 0;
	}
	for (uint32_t i = first; i < table->columns && wanted > 0; i++) {
		lu more = need_of(table, i).lines - table->widths[i];
		if (more > 0)
			table->widths[i] +=
				(lu)(left >= wanted ? more :
						      left * more / wanted);
	}
}

/* Gives the columns what no cell but a head must be broken for, or, where that
 * is more than `width` [lu], few of those that say what rows are called. False
 * where neither is enough, or a head would take more than three lines. */
static bool set_widths(struct table_layout *table, lu width)
{
	int64_t sum = 0;
	for (uint32_t i = 0; i < table->columns; i++) {
		struct need need = need_of(table, i);
		if (need.lines > (int64_t)need.words * 3)
			need.words = need.lines / 3 + table->header_style.size;
		table->widths[i] = need.words;
		sum += need.words + 2 * table->padding;
	}
	if (sum <= width) {
		widen_heads(table, 0, width - sum);
		return true;
	}
	int64_t most = table->widths[0] - (sum - width);
	lu label = most > 0 ? broken_labels_width(table, (lu)most) : 0;
	if (label == 0)
		return false;
	table->widths[0] = label;
	widen_heads(table, 1, most - label);
	return true;
}

uint32_t table_set_columns(struct table_layout *table)
{
	uint32_t rows = table->rows - table->node->table.header_row_count;
	lu measure = block_width(table->context), gap = gap_of(table);
	if (!may_fold(table))
		return 1;
	for (uint32_t count = MOST_COLUMNS; count >= LEAST_COLUMNS; count--)
		if (rows >= count * ROWS_EACH &&
		    set_widths(table,
			       (measure - gap * (lu)(count - 1)) / (lu)count))
			return count;
	return 1;
}

/* [lu] Of rows whose cells need no second line, under heads of three. */
static int64_t height_of_rows(const struct table_layout *table)
{
	lu line = table->flow->style->block[table->role].text.leading;
	lu heads = (lu)table->node->table.header_row_count;
	return (int64_t)((lu)table->rows + 2 * heads) * line +
	       (int64_t)table->rows * 2 * table->padding_y;
}

/* [lu] Of the caption in that context, and of what is said of the table in the
 * paragraph after it. */
static int64_t height_of_words(const struct table_layout *table,
			       const struct block_context *context)
{
	struct trial trial;
	trial_begin(&trial, table->flow, context);
	struct table_layout in_trial = *table;
	in_trial.flow = &trial.flow;
	in_trial.caption_context = trial.context;
	table_place_caption(&in_trial, trial.structure.root);
	if (layout_is_note_of_table(table->node->next))
		layout_paragraph_set(&trial.flow, table->node->next,
				     &trial.context);
	int64_t height = trial_height(&trial);
	trial_end(&trial);
	return height;
}

/* A caption of many words beside few rows would be higher than above them. */
static bool is_lower_beside(struct table_layout *table,
			    const struct block_context *narrow)
{
	lu line = table->flow->style->block[table->role].text.leading;
	int64_t rows = (int64_t)table_count_lines(table) * line +
		       (int64_t)table->rows * 2 * table->padding_y;
	int64_t beside = height_of_words(table, narrow);
	int64_t above = height_of_words(table, table->context);
	return beside < above + rows;
}

bool table_set_beside(struct table_layout *table)
{
	lu measure = block_width(table->context), gap = gap_of(table);
	lu width = measure * 3 / 5;
	bool is_rtl = table->context->direction == DIRECTION_RTL;
	const struct node *caption = table->node->first_child;
	if (!table->node->table.chart || !caption ||
	    caption->kind != NODE_CAPTION || !may_fold(table) ||
	    height_of_rows(table) > table->flow->style->page_height / 2 ||
	    !set_widths(table, width))
		return false;
	struct block_context narrow = *table->context;
	if (is_rtl)
		narrow.left = narrow.right - (measure - width - gap);
	else
		narrow.right = narrow.left + measure - width - gap;
	if (!is_lower_beside(table, &narrow))
		return false;
	table->caption_context = narrow;
	if (is_rtl)
		table->context->right -= measure - width;
	else
		table->context->left += measure - width;
	return true;
}

void table_fold(struct table_layout *table, uint32_t first)
{
	struct flow *flow = table->flow;
	bool is_rtl = table->context->direction == DIRECTION_RTL;
	lu measure = block_width(table->context), gap = gap_of(table);
	lu step = (measure + gap) / (lu)table->fold;
	struct table_head *head = VECTOR_LAST(&flow->tables);
	struct columns columns = {
		.first = first,
		.head_count = head->strip_count,
		.count = table->fold,
		.step = is_rtl ? -step : step,
		.tallest = flow->style->page_height * 3 / 5,
	};
	columns_fold(flow, &columns);
	flow->tables.count--; /* each band has its own heads */
}
