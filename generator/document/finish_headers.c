/* Finishing: which header cells head which cells of a table (HTML, 4.9.12.2),
 * and whether the scopes alone would tell it.
 *
 * Two sweeps find what is in force at each place: down the columns, then along
 * the rows. A header is in force until another one of the same width begins a
 * new block of headers below it (unlike in HTML, only headers of columns count
 * there, and those of a later block stand under none of an earlier one): so a table whose second half has headers of its
 * own is heard with those, and "2019" stands under "Men". */
#include <string.h>

#include "base/vector.h"
#include "document/finish.h"

/* Headers that are in force; shared by all places where they are. */
struct force {
	uint32_t count;
	const struct node *headers[];
};

/* More are in force nowhere but in a table of headers alone. */
enum { FORCE_LIMIT = 32 };

/* A header and the first row, or column, where it stands. */
struct standing {
	const struct node *header;
	uint32_t at;
};

struct standings {
	VECTOR(struct standing) items; /* in their order */
};

struct headers {
	struct document *document;
	struct node *table;
	struct arena scratch;
	uint32_t rows, columns;
	const struct node **cells;            /* by place */
	const struct force **above, **before; /* by place */
	struct standings *of_column; /* by column: headers of columns in it */
	struct standings of_row;     /* headers of rows in `of_row_at` */
	const struct node *of_row_at;
	VECTOR(const struct node *) found; /* of the cell that is looked at */
	bool names_headers;
};

static size_t place_of(const struct headers *headers, uint32_t row,
		       uint32_t column)
{
	return (size_t)row * headers->columns + column;
}

static bool is_data(const struct node *cell)
{
	return cell->table_cell.heads == HEADS_NOTHING;
}

static bool heads_columns(const struct node *cell)
{
	return cell->table_cell.heads == HEADS_COLUMN ||
	       cell->table_cell.heads == HEADS_COLUMN_GROUP;
}

/* The table's cells in their order; NULL after the last. Start with NULL. */
static struct node *next_cell(const struct node *table, const struct node *cell)
{
	if (cell && cell->next)
		return cell->next;
	struct node *row = cell ? cell->parent->next : table->first_child;
	if (row && row->kind == NODE_CAPTION)
		row = row->next;
	return row ? row->first_child : NULL;
}

static void fill_row(struct headers *headers, const struct node *cell,
		     uint32_t row)
{
	uint32_t column = cell->table_cell.column;
	for (uint32_t i = 0; i < cell->table_cell.column_span; i++)
		headers->cells[place_of(headers, row, column + i)] = cell;
}

static void fill_places(struct headers *headers)
{
	struct node *table = headers->table;
	size_t count = (size_t)headers->rows * headers->columns;
	headers->cells =
		ARENA_NEW_ARRAY(&headers->scratch, count, const struct node *);
	headers->above =
		ARENA_NEW_ARRAY(&headers->scratch, count, const struct force *);
	headers->before =
		ARENA_NEW_ARRAY(&headers->scratch, count, const struct force *);
	struct node *cell = NULL;
	while ((cell = next_cell(table, cell)))
		for (uint32_t i = 0; i < cell->table_cell.row_span; i++)
			fill_row(headers, cell, cell->table_cell.row + i);
}

/* ---- Headers whose author does not say what they head -------------------- */

/* True where some cell of the rows holds data: not the empty corner. */
static bool has_data(const struct headers *headers, uint32_t row, uint32_t end)
{
	for (uint32_t i = row; i < end; i++)
		for (uint32_t j = 0; j < headers->columns; j++) {
			const struct node *cell =
				headers->cells[place_of(headers, i, j)];
			if (is_data(cell) && (j || finish_has_words(cell)))
				return true;
		}
	return false;
}

static enum cell_heads find_heads(const struct headers *headers,
				  const struct node *cell)
{
	uint32_t row = cell->table_cell.row;
	uint32_t row_end = row + cell->table_cell.row_span;
	if (!has_data(headers, row, row_end))
		return HEADS_COLUMN;
	/* Above all its column, and not the first of its row: "Men" beside
	 * "Area", which its author took for data. */
	if (row == 0 && cell->table_cell.column > 0)
		return HEADS_COLUMN;
	return HEADS_ROW;
}

static void find_scopes(struct headers *headers)
{
	struct node *cell = NULL;
	while ((cell = next_cell(headers->table, cell)))
		if (cell->table_cell.heads == HEADS_UNKNOWN)
			cell->table_cell.heads = find_heads(headers, cell);
	/* An empty cell is no header of anything. */
	while ((cell = next_cell(headers->table, cell)))
		if (!is_data(cell) && !finish_has_words(cell))
			cell->table_cell.heads = HEADS_NOTHING;
}

/* ---- What is in force ---------------------------------------------------- */

struct sweep {
	struct {
		const struct node *header;
		uint32_t block;
	} items[FORCE_LIMIT];
	uint32_t count;
	uint32_t block; /* of headers with nothing else between them */
	const struct node *last;
	const struct force *force; /* NULL: to be made anew */
};

static const struct force none = { 0 };

static bool is_of_sweep(const struct node *cell, bool is_down)
{
	return is_down ? heads_columns(cell) :
			 cell->table_cell.heads == HEADS_ROW;
}

static bool covers_the_same(const struct node *header, const struct node *other,
			    bool is_down)
{
	return is_down ?
		       header->table_cell.column == other->table_cell.column &&
			       header->table_cell.column_span ==
				       other->table_cell.column_span :
		       header->table_cell.row == other->table_cell.row &&
			       header->table_cell.row_span ==
				       other->table_cell.row_span;
}

/* Headers of blocks before this one that the cell stands in for. */
static void end_force(struct sweep *sweep, const struct node *cell,
		      bool is_down)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < sweep->count; i++)
		if (sweep->items[i].block == sweep->block ||
		    !covers_the_same(sweep->items[i].header, cell, is_down))
			sweep->items[kept++] = sweep->items[i];
	if (kept != sweep->count)
		sweep->force = NULL;
	sweep->count = kept;
}

static void begin_force(struct sweep *sweep, const struct node *cell)
{
	if (sweep->count == FORCE_LIMIT)
		memmove(sweep->items, sweep->items + 1,
			--sweep->count * sizeof *sweep->items);
	sweep->items[sweep->count].header = cell;
	sweep->items[sweep->count++].block = sweep->block;
	sweep->force = NULL;
}

static const struct force *current_force(struct headers *headers,
					 struct sweep *sweep)
{
	if (sweep->force)
		return sweep->force;
	if (!sweep->count)
		return sweep->force = &none;
	struct force *force = arena_allocate(
		&headers->scratch,
		sizeof *force + sweep->count * sizeof *force->headers);
	force->count = sweep->count;
	for (uint32_t i = 0; i < sweep->count; i++)
		force->headers[i] = sweep->items[i].header;
	return sweep->force = force;
}

/* Headers of columns stand under those right above them alone: "2019" under
 * "Men", but not "Rome", over the second half of a table, under "Studio". */
static const struct force *force_of_block(struct headers *headers,
					  const struct sweep *sweep)
{
	struct sweep block = { 0 };
	for (uint32_t i = 0; i < sweep->count; i++)
		if (sweep->items[i].block == sweep->block)
			block.items[block.count++] = sweep->items[i];
	return current_force(headers, &block);
}

/* Goes on to the next cell, having told what was in force before it. */
static const struct force *pass(struct headers *headers, struct sweep *sweep,
				const struct node *cell, bool is_down)
{
	if (cell == sweep->last)
		return current_force(headers, sweep);

	const struct force *force = current_force(headers, sweep);
	if (!is_of_sweep(cell, is_down)) {
		sweep->block +=
			sweep->last && is_of_sweep(sweep->last, is_down);
	} else {
		end_force(sweep, cell, is_down);
		if (is_down)
			force = force_of_block(headers, sweep);
		begin_force(sweep, cell);
	}
	sweep->last = cell;
	return force;
}

/* The foot sums up all: over it is what the head says, not what stands over a
 * part of the body. */
static void sweep_column(struct headers *headers, uint32_t column)
{
	struct sweep sweep = { 0 }, head = { 0 };
	const struct node *last = NULL;
	for (uint32_t row = 0; row < headers->rows; row++) {
		size_t place = place_of(headers, row, column);
		const struct node *cell = headers->cells[place];
		const struct node *now = cell->parent;
		if (last && last->table_row.is_header &&
		    !now->table_row.is_header)
			head = sweep;
		if (now->table_row.is_footer &&
		    (!last || !last->table_row.is_footer)) {
			sweep = head;
			sweep.block++;
		}
		last = now;
		headers->above[place] = pass(headers, &sweep, cell, true);
	}
}

static void sweep_all(struct headers *headers)
{
	for (uint32_t column = 0; column < headers->columns; column++)
		sweep_column(headers, column);
	for (uint32_t row = 0; row < headers->rows; row++) {
		struct sweep sweep = { 0 };
		for (uint32_t column = 0; column < headers->columns; column++) {
			size_t place = place_of(headers, row, column);
			headers->before[place] = pass(
				headers, &sweep, headers->cells[place], false);
		}
	}
}

/* ---- The headers of a cell ----------------------------------------------- */

static void add(struct headers *headers, const struct node *cell,
		const struct node *header)
{
	if (header == cell)
		return;
	/* The same one over several columns comes again at once. */
	size_t count = headers->found.count;
	for (size_t i = count > FORCE_LIMIT ? count - FORCE_LIMIT : 0;
	     i < count; i++)
		if (headers->found.items[i] == header)
			return;
	*VECTOR_ADD(&headers->found) = header;
}

static void add_force(struct headers *headers, const struct node *cell,
		      const struct force *force)
{
	for (uint32_t i = 0; i < force->count; i++)
		add(headers, cell, force->headers[i]);
}

/* Headers of groups of rows that are in force; a part of the table begins
 * anew. */
struct groups {
	VECTOR(const struct node *) headers;
	const struct node *row;
};

static void update_groups(struct groups *groups, const struct node *row)
{
	if (groups->row &&
	    (groups->row->table_row.group != row->table_row.group ||
	     groups->row->table_row.is_header != row->table_row.is_header))
		groups->headers.count = 0;
	groups->row = row;
	for (const struct node *cell = row->first_child; cell;
	     cell = cell->next) {
		if (cell->table_cell.heads != HEADS_ROW_GROUP)
			continue;
		size_t kept = 0;
		for (size_t i = 0; i < groups->headers.count; i++) {
			const struct node *other = groups->headers.items[i];
			if (!covers_the_same(other, cell, true))
				groups->headers.items[kept++] = other;
		}
		groups->headers.count = kept;
		*VECTOR_ADD(&groups->headers) = cell;
	}
}

static void stand(struct standings *standings, const struct node *header,
		  uint32_t at)
{
	size_t count = standings->items.count;
	if (!count || standings->items.items[count - 1].header != header)
		*VECTOR_ADD(&standings->items) =
			(struct standing){ header, at };
}

static void find_standings_of_columns(struct headers *headers)
{
	headers->of_column = ARENA_NEW_ARRAY(
		&headers->scratch, headers->columns, struct standings);
	for (uint32_t row = 0; row < headers->rows; row++)
		for (uint32_t i = 0; i < headers->columns; i++) {
			const struct node *cell =
				headers->cells[place_of(headers, row, i)];
			if (heads_columns(cell))
				stand(&headers->of_column[i], cell, row);
		}
}

static void find_standings_of_row(struct headers *headers,
				  const struct node *cell)
{
	if (headers->of_row_at == cell->parent)
		return;
	headers->of_row_at = cell->parent;
	headers->of_row.items.count = 0;
	uint32_t row = cell->table_cell.row;
	for (uint32_t i = 0; i < headers->columns; i++) {
		const struct node *other =
			headers->cells[place_of(headers, row, i)];
		if (other->table_cell.heads == HEADS_ROW)
			stand(&headers->of_row, other, i);
	}
}

/* Whether those that stand before `end` are the next ones of what was found;
 * looks at one more than that at most. */
static bool are_next(const struct headers *headers,
		     const struct standings *standings, uint32_t end,
		     size_t *told)
{
	for (size_t i = 0; i < standings->items.count; i++) {
		const struct standing *one = &standings->items.items[i];
		if (one->at >= end)
			return true;
		if (*told == headers->found.count ||
		    headers->found.items[(*told)++] != one->header)
			return false;
	}
	return true;
}

/* What whoever knows the scopes alone would take for the cell's headers. */
static bool is_told_by_scopes(struct headers *headers, const struct node *cell)
{
	uint32_t row = cell->table_cell.row, column = cell->table_cell.column;
	size_t told = 0;
	find_standings_of_row(headers, cell);
	return are_next(headers, &headers->of_column[column], row, &told) &&
	       are_next(headers, &headers->of_row, column, &told) &&
	       told == headers->found.count;
}

static void find_headers(struct headers *headers, const struct groups *groups,
			 struct node *cell)
{
	uint32_t row = cell->table_cell.row, column = cell->table_cell.column;
	headers->found.count = 0;
	/* A title over a group of rows, or a remark across all, is of no column. */
	bool is_title = !cell->parent->table_row.is_header &&
			cell->table_cell.column_span > 1 &&
			(cell->table_cell.heads == HEADS_ROW_GROUP ||
			 cell->table_cell.column_span == headers->columns);
	for (uint32_t i = 0; !is_title && i < cell->table_cell.column_span; i++)
		add_force(headers, cell,
			  headers->above[place_of(headers, row, column + i)]);
	for (size_t i = 0; i < groups->headers.count; i++)
		if (groups->headers.items[i]->table_cell.column <= column)
			add(headers, cell, groups->headers.items[i]);
	for (uint32_t i = 0; i < cell->table_cell.row_span; i++)
		add_force(headers, cell,
			  headers->before[place_of(headers, row + i, column)]);
	if (!is_told_by_scopes(headers, cell))
		headers->names_headers = true;
	uint32_t count = (uint32_t)headers->found.count;
	cell->table_cell.header_count = count;
	cell->table_cell.headers = ARENA_NEW_ARRAY(headers->document->arena,
						   count, const struct node *);
	if (count)
		memcpy(cell->table_cell.headers, headers->found.items,
		       count * sizeof *headers->found.items);
}

/* The author's, without cells that say nothing. */
static void drop_empty_headers(struct node *cell)
{
	uint32_t kept = 0;
	for (uint32_t i = 0; i < cell->table_cell.header_count; i++)
		if (!is_data(cell->table_cell.headers[i]))
			cell->table_cell.headers[kept++] =
				cell->table_cell.headers[i];
	cell->table_cell.header_count = kept;
}

static void find_all(struct headers *headers)
{
	struct groups groups = { 0 };
	struct node *cell = NULL;
	while ((cell = next_cell(headers->table, cell))) {
		bool spans = cell->table_cell.row_span > 1 ||
			     cell->table_cell.column_span > 1;
		if (cell == cell->parent->first_child)
			update_groups(&groups, cell->parent);
		if (cell->table_cell.has_own_headers ||
		    (spans && !is_data(cell)))
			headers->names_headers = true;
		if (cell->table_cell.has_own_headers)
			drop_empty_headers(cell);
		else
			find_headers(headers, &groups, cell);
	}
	VECTOR_RELEASE(&groups.headers);
}

void document_finish_headers(struct document *document, struct node *table)
{
	struct headers headers = {
		.document = document,
		.table = table,
		.rows = table->table.row_count,
		.columns = table->table.column_count,
	};
	fill_places(&headers);
	find_scopes(&headers);
	sweep_all(&headers);
	find_standings_of_columns(&headers);
	find_all(&headers);
	table->table.names_headers = headers.names_headers;
	for (uint32_t i = 0; i < headers.columns; i++)
		VECTOR_RELEASE(&headers.of_column[i].items);
	VECTOR_RELEASE(&headers.of_row.items);
	VECTOR_RELEASE(&headers.found);
	arena_release(&headers.scratch);
}
