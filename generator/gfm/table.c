/* Tables, as GFM 4.10 has them: one row of headers, each cell in one place. */
#include <stdlib.h>

#include "base/memory.h"
#include "gfm/writer.h"

static const struct node *first_row(const struct node *table)
{
	const struct node *row = table->first_child;
	while (row && row->kind != NODE_TABLE_ROW)
		row = row->next;
	return row;
}

static bool is_header(const struct node *row)
{
	return row && row->table_row.is_header;
}

/* True where it says less than the table: see write_remark(). */
static bool is_flattened(const struct node *table)
{
	unsigned headers = 0;
	for (const struct node *node = first_row(table); node;
	     node = node_next(table, node)) {
		headers += node->kind == NODE_TABLE_ROW && is_header(node);
		if (node->kind == NODE_TABLE_CELL &&
		    (node->table_cell.row_span > 1 ||
		     node->table_cell.column_span > 1))
			return true;
	}
	return headers > 1;
}

static void append_cell(struct writer *writer, const struct node *cell,
			struct buffer *out)
{
	struct buffer words = BUFFER_INITIALISER;
	struct buffer language = BUFFER_INITIALISER;
	bool is_strong = cell->table_cell.heads == HEADS_ROW ||
			 cell->table_cell.heads == HEADS_ROW_GROUP;
	bool is_other = gfm_append_language(writer, cell, &language);
	gfm_append_anchor(writer, cell, out);
	gfm_append_inlines(writer, cell, IN_CELL, &words);
	if (words.length && is_other)
		buffer_append_format(out, "<span%s>", language.bytes);
	if (words.length && is_strong)
		buffer_append_format(out, "**%s**", words.bytes);
	else
		buffer_append_str(out, buffer_str(&words));
	if (words.length && is_other)
		buffer_append_string(out, "</span>");
	buffer_release(&language);
	buffer_release(&words);
}

/* Puts the row's cells over those of the row above. */
static void take_row(const struct node **cells, const struct node *row)
{
	for (const struct node *cell = row->first_child; cell;
	     cell = cell->next)
		for (uint32_t i = 0; i < cell->table_cell.column_span; i++)
			cells[cell->table_cell.column + i] = cell;
}

/* The headers of each column, the upper first: "2019, People". */
static const struct node *append_headers(struct writer *writer,
					 const struct node *table,
					 struct buffer *heads)
{
	uint32_t count = table->table.column_count;
	const struct node **cells = memory_allocate(count * sizeof *cells);
	const struct node **last = memory_allocate(count * sizeof *last);
	const struct node *row = first_row(table);
	for (; is_header(row); row = row->next) {
		take_row(cells, row);
		for (uint32_t i = 0; i < count; i++) {
			struct buffer words = BUFFER_INITIALISER;
			if (cells[i] && cells[i] != last[i])
				append_cell(writer, cells[i], &words);
			if (words.length && heads[i].length)
				gfm_append_text(
					&heads[i],
					str_from(writer->document->words
							 .list_separator),
					SIZE_MAX);
			buffer_append_str(&heads[i], buffer_str(&words));
			last[i] = cells[i];
			buffer_release(&words);
		}
	}
	free(cells);
	free(last);
	return row;
}

static void write_header(struct writer *writer, const struct node *table,
			 const struct buffer *heads)
{
	struct buffer line = BUFFER_INITIALISER;
	for (uint32_t i = 0; i < table->table.column_count; i++)
		buffer_append_format(&line, "| %s ",
				     heads[i].bytes ? heads[i].bytes : "");
	buffer_append_string(&line, "|\n");
	for (uint32_t i = 0; i < table->table.column_count; i++) {
		enum alignment alignment = table->table.alignments ?
						   table->table.alignments[i] :
						   ALIGNMENT_START;
		buffer_append_string(&line,
				     alignment == ALIGNMENT_CENTRE ? "| :-: " :
				     alignment == ALIGNMENT_END    ? "| --: " :
								     "| --- ");
	}
	buffer_append_string(&line, "|");
	gfm_lines_write(&writer->lines, buffer_str(&line));
	buffer_release(&line);
}

static void write_rows(struct writer *writer, const struct node *table,
		       const struct node *row)
{
	uint32_t count = table->table.column_count;
	const struct node **cells = memory_allocate(count * sizeof *cells);
	for (; row; row = row->next) {
		struct buffer line = BUFFER_INITIALISER;
		take_row(cells, row);
		for (uint32_t i = 0; i < count; i++) {
			buffer_append_string(&line, "| ");
			if (cells[i])
				append_cell(writer, cells[i], &line);
			buffer_append_byte(&line, ' ');
		}
		buffer_append_byte(&line, '|');
		gfm_lines_write(&writer->lines, buffer_str(&line));
		buffer_release(&line);
	}
	free(cells);
}

/* For those that read the file as it is; nobody is shown it. */
static void write_remark(struct writer *writer, const struct node *table)
{
	if (is_flattened(table))
		gfm_lines_write(&writer->lines,
				STR("<!-- merged cells: repeated in each "
				    "place; rows of headers: joined -->\n"));
}

void gfm_write_table(struct writer *writer, const struct node *table)
{
	uint32_t count = table->table.column_count;
	struct buffer *heads = memory_allocate(count * sizeof *heads);
	const struct node *row = append_headers(writer, table, heads);
	gfm_lines_space(&writer->lines);
	write_remark(writer, table);
	write_header(writer, table, heads);
	write_rows(writer, table, row);
	for (uint32_t i = 0; i < count; i++)
		buffer_release(&heads[i]);
	free(heads);
}
