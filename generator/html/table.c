/* Tables: a scroll region that the keyboard reaches, named after the
 * caption; header cells with their scope. */
#include "document/localise.h"
#include "html/writer.h"

static const struct node *caption_of(const struct node *table)
{
	const struct node *first = table->first_child;
	return first && first->kind == NODE_CAPTION ? first : NULL;
}

static void emit_region_name(struct writer *writer, const struct node *table)
{
	const struct node *caption = caption_of(table);
	if (caption && caption->identifier) {
		html_emit(writer, " aria-labelledby=\"");
		html_emit_identifier(writer, str_from(caption->identifier));
		html_emit(writer, "\"");
	} else if (caption) {
		html_emit_own_identifier(writer, "aria-labelledby", "table",
					 writer->table_count);
	} else {
		html_emit_words_attributes(writer, table);
		html_emit(writer, " aria-label=\"");
		html_emit_phrase(
			writer, &writer->document->words.table,
			document_number(writer->document, writer->table_count));
		html_emit(writer, "\"");
	}
}

/* Many columns of which one holds sentences: on a narrow screen it is better
 * read by scrolling than as a ribbon of single words. */
static bool is_wide(const struct node *table)
{
	enum { FEWEST_COLUMNS = 3, SENTENCE = 60 }; /* [bytes] */
	if (table->table.column_count < FEWEST_COLUMNS)
		return false;
	size_t length = 0;
	const struct node *node = table->first_child;
	if (node && node->kind == NODE_CAPTION)
		node = node->next;
	for (; node && length < SENTENCE; node = node_next(table, node)) {
		if (node->kind == NODE_TABLE_CELL)
			length = 0;
		else if (node->kind == NODE_TEXT)
			length += node->text.text.length;
	}
	return length >= SENTENCE;
}

/* A chart's data stand behind it, to be opened. */
static bool is_data(const struct node *table)
{
	return table->parent && table->parent->kind == NODE_FIGURE;
}

static void start_data(struct writer *writer, const struct node *table)
{
	html_close_figure(writer, table);
	html_emit(writer, "<details class=\"data\">\n<summary>");
	html_emit_part_label(writer, &table->parent->figure.data,
			     table->parent);
	html_emit(writer, "</summary>\n");
}

static void start_table(struct writer *writer, const struct node *node)
{
	writer->table_count++;
	if (is_data(node))
		start_data(writer, node);
	html_emit(writer,
		  "<div class=\"table\" role=\"region\" tabindex=\"0\"");
	emit_region_name(writer, node);
	html_emit(writer, ">\n");
	html_emit_start_tag(writer, "table", node);
	if (!caption_of(node) && !node->language)
		html_emit_context_attributes(writer, node);
	html_emit(writer, is_wide(node) ? " class=\"wide\">\n" : ">\n");
}

/* ---- Rows -------------------------------------------------------------- */

static void emit_columns(struct writer *writer, const struct node *table)
{
	uint64_t sum = 0;
	for (uint32_t i = 0; i < table->table.column_count; i++)
		sum += table->table.widths[i];
	if (!sum)
		return;
	html_emit(writer, "<colgroup>");
	for (uint32_t i = 0; i < table->table.column_count; i++) {
		html_emit(writer, "<col style=\"width:");
		buffer_append_integer(
			writer->out,
			(int64_t)(table->table.widths[i] * 100ull / sum));
		html_emit(writer, "%\"");
		html_emit_void_end(writer);
	}
	html_emit(writer, "</colgroup>\n");
}

static bool is_row(const struct node *node)
{
	return node && node->kind == NODE_TABLE_ROW;
}

/* True where the node's neighbour is no row of the same part of the table. */
static bool is_edge(const struct node *row, const struct node *neighbour)
{
	return !is_row(neighbour) ||
	       neighbour->table_row.is_header != row->table_row.is_header;
}

static void start_row(struct writer *writer, const struct node *row)
{
	const struct node *table = row->parent;
	if (!is_row(row->previous) && table && table->table.widths)
		emit_columns(writer, table);
	if (is_edge(row, row->previous))
		html_emit(writer,
			  row->table_row.is_header ? "<thead>\n" : "<tbody>\n");
	html_emit_start_tag(writer, "tr", row);
	html_emit(writer, ">");
}

static void end_row(struct writer *writer, const struct node *row)
{
	html_emit(writer, "</tr>\n");
	if (is_edge(row, row->next))
		html_emit(writer, row->table_row.is_header ? "</thead>\n" :
							     "</tbody>\n");
}

/* ---- Cells ------------------------------------------------------------- */

/* An empty header cell, such as the corner over a header column, heads
 * nothing. */
static bool is_header_cell(const struct node *cell)
{
	return (cell->table_cell.is_header || cell->table_cell.is_row_header) &&
	       !html_is_empty(cell);
}

static void start_cell(struct writer *writer, const struct node *cell)
{
	bool is_header = is_header_cell(cell);
	html_emit_start_tag(writer, is_header ? "th" : "td", cell);
	if (is_header)
		html_emit(writer, cell->table_cell.is_row_header ?
					  " scope=\"row\"" :
					  " scope=\"col\"");
	if (cell->table_cell.alignment == ALIGNMENT_END)
		html_emit(writer, " class=\"end\"");
	else if (cell->table_cell.alignment == ALIGNMENT_CENTRE)
		html_emit(writer, " class=\"centre\"");
	html_emit(writer, ">");
}

enum visit html_emit_table_start(struct writer *writer, const struct node *node)
{
	if (node->kind == NODE_TABLE)
		start_table(writer, node);
	else if (node->kind == NODE_TABLE_ROW)
		start_row(writer, node);
	else
		start_cell(writer, node);
	return VISIT_CHILDREN;
}

void html_emit_table_end(struct writer *writer, const struct node *node)
{
	if (node->kind == NODE_TABLE)
		html_emit(writer, is_data(node) ?
					  "</table>\n</div>\n</details>\n" :
					  "</table>\n</div>\n");
	else if (node->kind == NODE_TABLE_ROW)
		end_row(writer, node);
	else
		html_emit(writer, is_header_cell(node) ? "</th>" : "</td>");
}
