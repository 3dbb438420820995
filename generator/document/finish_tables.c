/* Finishing: tables and figures, their numbers, and the lists of them. */
#include <unicode/uchar.h>

#include "base/vector.h"
#include "document/finish.h"
#include "document/localise.h"

static bool has_spans(const struct node *row)
{
	for (const struct node *cell = row->first_child; cell;
	     cell = cell->next)
		if (cell->table_cell.row_span > 1)
			return true;
	return false;
}

static void drop_empty_header(struct node *table)
{
	struct node *row = table->first_child;
	if (row && row->kind == NODE_CAPTION)
		row = row->next;
	if (row && row->next && row->table_row.is_header && !has_spans(row) &&
	    !finish_has_words(row) && !finish_first_image(row))
		node_unlink(row);
}

/* What a header row and a header column make headers, where the cell does not
 * say it itself. */
static enum cell_heads heads_of(const struct node *table,
				const struct node *cell)
{
	enum cell_heads heads = cell->table_cell.heads;
	if (cell->parent->table_row.is_header)
		return heads == HEADS_UNKNOWN || (heads == HEADS_NOTHING &&
						  finish_has_words(cell)) ?
			       HEADS_COLUMN :
			       heads;
	if (heads == HEADS_NOTHING && table->table.has_header_column &&
	    cell->table_cell.column == 0)
		return HEADS_ROW;
	return heads;
}

/* Cells stand where no cell above reaches down: `reaches` tells by column how
 * many rows more one does. */
static void describe_row(struct node *table, struct node *row,
			 uint32_t *reaches)
{
	uint32_t column = 0, columns = table->table.column_count;
	struct node *cell = row->first_child;
	while (column < columns) {
		if (reaches[column]) {
			reaches[column++]--;
			continue;
		}
		if (!cell)
			break;
		cell->table_cell.row = table->table.row_count;
		cell->table_cell.column = column;
		cell->table_cell.row_span += !cell->table_cell.row_span;
		cell->table_cell.column_span += !cell->table_cell.column_span;
		cell->table_cell.heads = heads_of(table, cell);
		for (uint32_t i = 0; i < cell->table_cell.column_span; i++)
			reaches[column++] = cell->table_cell.row_span - 1;
		cell = cell->next;
	}
}

/* ---- Numbers in right-to-left tables ----------------------------------- */

enum cell_words { CELL_NUMBER, CELL_MARK, CELL_TEXT };

/* "116", "67%"; "–", "[c]" in a number's place; or anything else. */
static enum cell_words words_of(struct document *document,
				const struct node *cell)
{
	enum { LONGEST_MARK = 3 };
	struct str words = finish_words(document, cell);
	bool has_digit = false, has_letter = false;
	uint32_t count = 0;
	for (size_t offset = 0; offset < words.length; count++) {
		UChar32 character = (UChar32)str_decode(words, &offset);
		has_digit |= u_isdigit(character);
		has_letter |= u_isalpha(character);
	}
	if (has_digit && !has_letter)
		return CELL_NUMBER;
	return count <= LONGEST_MARK ? CELL_MARK : CELL_TEXT;
}

static struct node *cell_in(struct node *row, uint32_t column)
{
	struct node *cell =
		row->kind == NODE_TABLE_ROW ? row->first_child : NULL;
	while (cell && cell->table_cell.column != column)
		cell = cell->next;
	return cell;
}

static bool holds_numbers(struct document *document, struct node *table,
			  uint32_t column)
{
	uint32_t numbers = 0;
	for (struct node *row = table->first_child; row; row = row->next) {
		struct node *cell = cell_in(row, column);
		if (!cell || row->table_row.is_header)
			continue;
		enum cell_words words = words_of(document, cell);
		if (words == CELL_TEXT || cell->table_cell.column_span > 1 ||
		    cell->table_cell.alignment != ALIGNMENT_END)
			return false;
		numbers += words == CELL_NUMBER;
	}
	return numbers > 0;
}

/* Digits run from left to right in every language: at the end of a
 * right-to-left column, which is its left, first digits would stand under one
 * another. At its start units stand under units. */
static void align_numbers(struct document *document, struct node *table)
{
	if (node_direction(document, table) != DIRECTION_RTL)
		return;
	for (uint32_t i = 0; i < table->table.column_count; i++) {
		if (!holds_numbers(document, table, i))
			continue;
		table->table.alignments[i] = ALIGNMENT_START;
		for (struct node *row = table->first_child; row;
		     row = row->next) {
			struct node *cell = cell_in(row, i);
			if (cell && cell->table_cell.column_span == 1)
				cell->table_cell.alignment = ALIGNMENT_START;
		}
	}
}

static void describe_table(struct document *document, struct node *table)
{
	drop_empty_header(table);
	table->table.row_count = table->table.header_row_count = 0;
	uint32_t *reaches = ARENA_NEW_ARRAY(
		document->arena, table->table.column_count, uint32_t);
	for (struct node *row = table->first_child; row; row = row->next) {
		if (row->kind != NODE_TABLE_ROW)
			continue;
		describe_row(table, row, reaches);
		table->table.row_count++;
		table->table.header_row_count += row->table_row.is_header;
	}
	document_finish_headers(document, table);
	align_numbers(document, table);
}

struct numbered {
	VECTOR(struct node *) nodes;
};

static const char *add_number(struct document *document,
			      struct numbered *numbered, struct node *node)
{
	*VECTOR_ADD(&numbered->nodes) = node;
	return document_number(document, (uint32_t)numbered->nodes.count);
}

static struct node **keep(struct arena *arena, struct numbered *numbered,
			  uint32_t *count)
{
	*count = (uint32_t)numbered->nodes.count;
	struct node **nodes =
		arena_copy_array(arena, numbered->nodes.items, *count,
				 sizeof *numbered->nodes.items);
	VECTOR_RELEASE(&numbered->nodes);
	return nodes;
}

/* Charts' data in the appendix are numbered apart, and no list has them: the
 * charts lead to them. */
static const char *number_table(struct document *document,
				struct numbered *tables, struct numbered *data,
				struct node *table)
{
	if (!table->table.chart)
		return add_number(document, tables, table);
	return phrase_fill(document->arena, &document->words.data_number,
			   add_number(document, data, table));
}

void document_finish_tables_and_figures(struct finish *finish)
{
	struct document *document = finish->document;
	struct numbered tables = { 0 }, figures = { 0 }, data = { 0 };
	struct node *node = NULL;
	while ((node = finish_next(document, node))) {
		/* The data of a chart have the chart's number. */
		bool is_numbered = finish->options->numbers_figures &&
				   (node->kind == NODE_TABLE ||
				    node->kind == NODE_FIGURE) &&
				   node_caption(node) &&
				   node->parent->kind != NODE_FIGURE;
		if (node->kind == NODE_TABLE) {
			describe_table(document, node);
			if (is_numbered)
				node->table.number = number_table(
					document, &tables, &data, node);
		} else if (is_numbered) {
			node->figure.number =
				add_number(document, &figures, node);
		}
	}
	VECTOR_RELEASE(&data.nodes);
	document->tables =
		keep(document->arena, &tables, &document->table_count);
	document->figures =
		keep(document->arena, &figures, &document->figure_count);
}

static bool is_list(const struct node *node)
{
	return node->kind == NODE_CONTENTS &&
	       node->contents.of != CONTENTS_OF_HEADINGS;
}

static uint32_t count_of_list(const struct document *document,
			      const struct node *list)
{
	return list->contents.of == CONTENTS_OF_FIGURES ?
		       document->figure_count :
		       document->table_count;
}

/* Before the outline: with a list of nothing its heading goes, and might be
 * the document's only one. */
void document_drop_empty_lists(struct document *document)
{
	struct node *next;
	for (struct node *node = document->root; node; node = next) {
		next = node_next(document->root, node);
		if (!is_list(node) || count_of_list(document, node))
			continue;
		next = node_next_after(document->root, node);
		node_unlink(node);
	}
}

void document_finish_lists(struct finish *finish)
{
	struct document *document = finish->document;
	for (struct node *node = document->root; node;
	     node = node_next(document->root, node)) {
		if (!is_list(node))
			continue;
		bool is_figures = node->contents.of == CONTENTS_OF_FIGURES;
		document_finish_list_identifiers(
			finish,
			is_figures ? document->figures : document->tables,
			count_of_list(document, node),
			is_figures ? "figure" : "table");
	}
}
