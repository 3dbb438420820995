/* Tables: a caption above, rows of cells, places that cells cover. */
#include <unicode/uchar.h>

#include "office/writer.h"

enum { LEAST_COLUMN = 5, MOST_COLUMN = 36 }; /* [columns of text] */

/* ---- Widths ------------------------------------------------------------ */

/* About how wide its text is, [columns]. */
static uint32_t width_of(const struct node *cell)
{
	struct buffer words = BUFFER_INITIALISER;
	uint32_t width = 0;
	node_append_plain_text(cell, &words);
	struct str text = buffer_str(&words);
	for (size_t at = 0; at < text.length && width < MOST_COLUMN;) {
		UChar32 c = (UChar32)str_decode(text, &at);
		int32_t wide = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
		width += wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
	}
	buffer_release(&words);
	return width;
}

static void estimate(const struct node *table, uint32_t *widths)
{
	for (uint32_t i = 0; i < table->table.column_count; i++)
		widths[i] = LEAST_COLUMN;
	for (const struct node *row = table->first_child; row; row = row->next)
		for (const struct node *cell = row->kind == NODE_TABLE_ROW ?
						       row->first_child :
						       NULL;
		     cell; cell = cell->next) {
			uint32_t width = width_of(cell);
			uint32_t *column = &widths[cell->table_cell.column];
			if (cell->table_cell.column_span == 1 &&
			    width > *column)
				*column = width;
		}
}

/* The author's, or by what stands in the columns. */
static const uint32_t *column_widths(struct writer *writer,
				     const struct node *table)
{
	uint32_t count = table->table.column_count;
	uint32_t *widths = ARENA_NEW_ARRAY(&writer->arena, count + 1, uint32_t);
	uint64_t sum = 0;
	if (table->table.widths)
		memcpy(widths, table->table.widths, count * sizeof *widths);
	else
		estimate(table, widths);
	for (uint32_t i = 0; i < count; i++)
		sum += widths[i];
	for (uint32_t i = 0; i < count; i++)
		widths[i] = (uint32_t)(sum ? widths[i] * 1000ull / sum :
					     1000 / count);
	return widths;
}

/* ---- Rows -------------------------------------------------------------- */

static void write_cell(struct writer *writer, const struct node *cell)
{
	struct line line = { .text = BUFFER_INITIALISER };
	bool is_header = cell->table_cell.heads != HEADS_NOTHING;
	line_add_inlines(writer, &line, cell, false);
	writer->format->begin_cell(writer, cell);
	office_begin_paragraph(writer, cell,
			       is_header ? STYLE_HEAD_CELL : STYLE_CELL);
	if (cell->identifier)
		writer->format->bookmark(writer, office_bookmark(writer, cell));
	line_write(writer, &line, node_direction(writer->document, cell));
	office_end_paragraph(writer);
	writer->format->end_cell(writer);
	line_release(&line);
}

/* `owners` are the cells that stand in each column, in the row before. */
static void write_row(struct writer *writer, const struct node *row,
		      const struct node **owners, uint32_t count,
		      uint32_t number)
{
	for (const struct node *cell = row->first_child; cell;
	     cell = cell->next)
		for (uint32_t i = 0; i < cell->table_cell.column_span; i++)
			owners[cell->table_cell.column + i] = cell;
	writer->format->begin_row(writer, row);
	for (uint32_t column = 0; column < count; column++) {
		const struct node *cell = owners[column];
		if (!cell)
			continue;
		uint32_t down = number - cell->table_cell.row;
		uint32_t right = column - cell->table_cell.column;
		if (down || right)
			writer->format->covered(writer, cell, down, right);
		else
			write_cell(writer, cell);
	}
	writer->format->end_row(writer);
}

static bool is_footer(const struct node *row)
{
	return row && row->kind == NODE_TABLE_ROW && row->table_row.is_footer;
}

/* LibreOffice passes over tables in notes. */
static void write_row_as_line(struct writer *writer, const struct node *row)
{
	struct line line = { .text = BUFFER_INITIALISER };
	struct office_run run = office_run_at(writer, row);
	for (const struct node *cell = row->first_child; cell;
	     cell = cell->next) {
		if (cell->previous)
			line_add_words(&line, &run, "\t");
		line_add_inlines(writer, &line, cell, false);
	}
	office_begin_paragraph(writer, row, STYLE_NOTE);
	line_write(writer, &line, node_direction(writer->document, row));
	office_end_paragraph(writer);
	line_release(&line);
}

static bool is_as_lines(const struct writer *writer)
{
	return writer->is_in_note && !writer->format->has_tables_in_notes;
}

void office_write_table(struct writer *writer, const struct node *table)
{
	uint32_t count = table->table.column_count, number = 0;
	const struct node *row = table->first_child;
	const struct node **owners =
		arena_allocate_array(&writer->arena, count + 1, sizeof *owners);
	if (table->identifier)
		*VECTOR_ADD(&writer->anchors) = table;
	const struct node *caption = node_caption(table);
	if (caption) {
		office_walk_caption(writer, caption);
		row = caption->next;
	}
	for (; row && is_as_lines(writer); row = row->next)
		write_row_as_line(writer, row);
	if (!row)
		return;
	struct office_table shape = {
		.node = table,
		.direction = node_direction(writer->document, table),
		.indent = writer->context.indent,
		.width = office_measure(writer) - writer->context.indent,
		.column_widths = column_widths(writer, table),
		.header_rows = table->table.header_row_count,
		.has_header_column = table->table.has_header_column,
		.has_footer = is_footer(table->last_child),
	};
	writer->format->begin_table(writer, &shape);
	writer->follows_table = false;
	for (; row; row = row->next)
		write_row(writer, row, owners, count, number++);
	writer->format->end_table(writer);
	writer->follows_table = true;
}
