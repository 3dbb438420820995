/* Finishing: tables and figures, their numbers, and the lists of them. */
#include "base/vector.h"
#include "document/finish.h"
#include "document/localise.h"

static void drop_empty_header(struct node *table)
{
	struct node *row = table->first_child;
	if (row && row->kind == NODE_CAPTION)
		row = row->next;
	if (row && row->next && row->table_row.is_header &&
	    !finish_has_words(row) && !finish_first_image(row))
		node_unlink(row);
}

static void describe_row(struct node *table, struct node *row, uint32_t number)
{
	uint32_t column = 0;
	for (struct node *cell = row->first_child; cell; cell = cell->next) {
		bool is_row_header = !row->table_row.is_header && column == 0 &&
				     (table->table.has_header_column ||
				      cell->table_cell.is_row_header);
		cell->table_cell.row = number;
		cell->table_cell.column = column++;
		/* An empty cell is no header of anything. */
		bool has = finish_has_words(cell);
		cell->table_cell.is_row_header = is_row_header && has;
		cell->table_cell.is_header =
			(row->table_row.is_header || is_row_header) && has;
	}
}

static void describe_table(struct node *table)
{
	drop_empty_header(table);
	table->table.row_count = table->table.header_row_count = 0;
	for (struct node *row = table->first_child; row; row = row->next) {
		if (row->kind != NODE_TABLE_ROW)
			continue;
		describe_row(table, row, table->table.row_count++);
		table->table.header_row_count += row->table_row.is_header;
	}
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

void document_finish_tables_and_figures(struct finish *finish)
{
	struct document *document = finish->document;
	struct numbered tables = { 0 }, figures = { 0 };
	struct node *node = NULL;
	while ((node = finish_next(document, node))) {
		/* The data of a chart have the chart's number. */
		bool is_numbered = finish->options->numbers_figures &&
				   (node->kind == NODE_TABLE ||
				    node->kind == NODE_FIGURE) &&
				   node_caption(node) &&
				   node->parent->kind != NODE_FIGURE;
		if (node->kind == NODE_TABLE) {
			describe_table(node);
			if (is_numbered)
				node->table.number =
					add_number(document, &tables, node);
		} else if (is_numbered) {
			node->figure.number =
				add_number(document, &figures, node);
		}
	}
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
