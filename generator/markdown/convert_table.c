/* Pipe tables. cmark fills rows that are too short and cuts those that are too
 * long without a word; here an author is told. */
#include "markdown/convert_table.h"

#include <string.h>

#include "markdown/cmark.h"

static void open_table(struct reading *reading, struct builder *builder,
		       cmark_node *node, struct place place)
{
	struct node *table =
		builder_open(builder, NODE_TABLE, FRAME_MARKDOWN, place);
	if (!table)
		return;
	uint16_t count = cmark_gfm_extensions_get_table_columns(node);
	const uint8_t *given = cmark_gfm_extensions_get_table_alignments(node);
	table->table.column_count = count;
	table->table.alignments =
		ARENA_NEW_ARRAY(reading->arena, count, enum alignment);
	for (uint16_t i = 0; i < count; i++)
		table->table.alignments[i] = given[i] == 'c' ?
						     ALIGNMENT_CENTRE :
					     given[i] == 'r' ? ALIGNMENT_END :
							       ALIGNMENT_START;
}

/* Cells of a row as it is written, from its first byte on. */
static uint32_t count_cells(struct str row)
{
	uint32_t bars = 0;
	row = str_trim(row);
	if (row.length && row.bytes[0] == '|') {
		row.bytes++;
		row.length--;
	}
	bool ends_in_bar = false;
	for (size_t i = 0; i < row.length; i++) {
		ends_in_bar = row.bytes[i] == '|';
		bars += ends_in_bar;
		if (row.bytes[i] == '\\')
			i++;
	}
	return bars + !ends_in_bar;
}

/* A row's line without the marks of the list or quotation around it. */
static struct str row_text(struct reading *reading, cmark_node *row)
{
	struct str line =
		reading_line(reading, (uint32_t)cmark_node_get_start_line(row));
	while (line.length && strchr("> \t", line.bytes[0])) {
		line.bytes++;
		line.length--;
	}
	return line;
}

static void check_row(struct reading *reading, cmark_node *row,
		      struct place place)
{
	uint32_t wanted =
		cmark_gfm_extensions_get_table_columns(cmark_node_parent(row));
	uint32_t cells = count_cells(row_text(reading, row));
	if (cells == wanted || (!reading_is_build(reading) && cells < wanted))
		return;
	reading_mistake(reading, DIAGNOSTIC_TABLE_RAGGED, place,
			cells < wanted ?
				"table row has %u of %u cells" :
				"table row has %u cells in %u columns; what "
				"is too much is left out",
			cells, wanted);
}

static void open_row(struct reading *reading, struct builder *builder,
		     cmark_node *node, bool is_header)
{
	struct place place =
		reading_place(reading, cmark_node_get_start_line(node),
			      cmark_node_get_start_column(node));
	if (!is_header)
		check_row(reading, node, place);
	struct node *row =
		builder_open(builder, NODE_TABLE_ROW, FRAME_MARKDOWN, place);
	if (row)
		row->table_row.is_header = is_header;
}

static void open_cell(struct reading *reading, struct builder *builder,
		      cmark_node *node)
{
	struct node *row = builder_top(builder)->node;
	uint32_t column = row->kind == NODE_TABLE_ROW && row->last_child ?
				  row->last_child->table_cell.column + 1 :
				  0;
	/* Cells that cmark added have no column. */
	struct place place =
		reading_place(reading, cmark_node_get_start_line(node),
			      cmark_node_get_start_column(node));
	struct node *cell =
		builder_open(builder, NODE_TABLE_CELL, FRAME_MARKDOWN, place);
	if (!cell)
		return;
	reading_note_extent(reading, node, cell);
	cell->table_cell.column = column;
	cell->table_cell.alignment = row->parent->table.alignments[column];
}

void convert_table_part(struct reading *reading, struct builder *builder,
			cmark_node *node, const char *type)
{
	if (strcmp(type, "table") == 0)
		open_table(reading, builder, node,
			   reading_place(reading,
					 cmark_node_get_start_line(node),
					 cmark_node_get_start_column(node)));
	else if (strcmp(type, "table_header") == 0)
		open_row(reading, builder, node, true);
	else if (strcmp(type, "table_row") == 0)
		open_row(reading, builder, node, false);
	else if (strcmp(type, "table_cell") == 0)
		open_cell(reading, builder, node);
}
