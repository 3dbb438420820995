/* Tables: a scroll region that the keyboard reaches, named after the
 * caption; header cells with their scope. */
#include "document/localise.h"
#include "html/writer.h"

static const struct node *caption_of(const struct node *table)
{
	const struct node *first = table->first_child;
	return first && first->kind == NODE_CAPTION ? first : NULL;
}

/* A chart's data stand behind it, to be opened. */
static bool is_data(const struct node *table)
{
	return table->parent && table->parent->kind == NODE_FIGURE;
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
	} else if (is_data(table)) {
		const struct part_label *label = &table->parent->figure.data;
		html_emit_words_language(writer, table);
		html_emit(writer, " aria-label=\"");
		html_emit_text(writer, label->words);
		if (label->which)
			html_emit_text(writer, label->which);
		html_emit(writer, "\"");
	} else {
		html_emit_words_language(writer, table);
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

/* The keyboard reaches what may be wider than a phone's page: two columns are,
 * where each holds one long word. */
static bool is_scrolled(const struct node *table)
{
	enum { FEWEST_COLUMNS = 2 };
	return table->table.column_count >= FEWEST_COLUMNS;
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
	html_emit(
		writer,
		is_scrolled(node) ?
			"<div class=\"table\" role=\"region\" tabindex=\"0\"" :
			"<div class=\"table\" role=\"region\"");
	/* Which side is seen first is the table's, not its label's. */
	html_emit_direction(writer, node);
	emit_region_name(writer, node);
	html_emit(writer, ">\n");
	html_emit_start_tag(writer, "table", node);
	if (!caption_of(node) && !node->language &&
	    node_words_language(writer->document, node))
		html_emit_attribute(writer, "lang",
				    node_language(writer->document, node));
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
	       neighbour->table_row.is_header != row->table_row.is_header ||
	       neighbour->table_row.group != row->table_row.group;
}

static const char *part_of(const struct node *row)
{
	return row->table_row.is_header ? "thead" :
	       row->table_row.is_footer ? "tfoot" :
					  "tbody";
}

static void start_row(struct writer *writer, const struct node *row)
{
	const struct node *table = row->parent;
	if (!is_row(row->previous) && table && table->table.widths)
		emit_columns(writer, table);
	if (is_edge(row, row->previous)) {
		html_emit(writer, "<");
		html_emit(writer, part_of(row));
		html_emit(writer, ">\n");
	}
	html_emit_start_tag(writer, "tr", row);
	html_emit(writer, ">");
}

static void end_row(struct writer *writer, const struct node *row)
{
	html_emit(writer, "</tr>\n");
	if (!is_edge(row, row->next))
		return;
	html_emit_end_tag(writer, part_of(row));
	html_emit(writer, "\n");
}

/* ---- Cells ------------------------------------------------------------- */

/* An empty header cell, such as the corner over a header column, heads
 * nothing. */
static bool is_header_cell(const struct node *cell)
{
	return cell->table_cell.heads != HEADS_NOTHING && !html_is_empty(cell);
}

static void emit_number(struct writer *writer, const char *before,
			uint32_t number)
{
	html_emit(writer, before);
	buffer_append_integer(writer->out, number);
}

/* What headers= calls a cell: the author's name for it, or a place. */
static void emit_cell_identifier(struct writer *writer, const struct node *cell)
{
	if (cell->identifier) {
		html_emit_identifier(writer, str_from(cell->identifier));
		return;
	}
	emit_number(writer, "_cell-", writer->table_count);
	emit_number(writer, "-", cell->table_cell.row + 1);
	emit_number(writer, "-", cell->table_cell.column + 1);
}

/* Every header cell of a table that names headers is known by a name, and so
 * is a data cell that its author made one. */
static void emit_headers(struct writer *writer, const struct node *cell)
{
	if (!cell->identifier && is_header_cell(cell)) {
		html_emit(writer, " id=\"");
		emit_cell_identifier(writer, cell);
		html_emit(writer, "\"");
	}
	for (uint32_t i = 0; i < cell->table_cell.header_count; i++) {
		html_emit(writer, i ? " " : " headers=\"");
		emit_cell_identifier(writer, cell->table_cell.headers[i]);
	}
	if (cell->table_cell.header_count)
		html_emit(writer, "\"");
}

static void emit_spans(struct writer *writer, const struct node *cell)
{
	if (cell->table_cell.row_span > 1) {
		emit_number(writer, " rowspan=\"", cell->table_cell.row_span);
		html_emit(writer, "\"");
	}
	if (cell->table_cell.column_span > 1) {
		emit_number(writer, " colspan=\"",
			    cell->table_cell.column_span);
		html_emit(writer, "\"");
	}
}

static void start_cell(struct writer *writer, const struct node *cell)
{
	static const char *const scopes[] = {
		[HEADS_NOTHING] = "",
		[HEADS_UNKNOWN] = "",
		[HEADS_COLUMN] = " scope=\"col\"",
		[HEADS_ROW] = " scope=\"row\"",
		[HEADS_COLUMN_GROUP] = " scope=\"colgroup\"",
		[HEADS_ROW_GROUP] = " scope=\"rowgroup\"",
	};
	bool is_header = is_header_cell(cell);
	html_emit_start_tag(writer, is_header ? "th" : "td", cell);
	if (is_header)
		html_emit(writer, scopes[cell->table_cell.heads]);
	emit_spans(writer, cell);
	if (cell->parent && cell->parent->parent->table.names_headers)
		emit_headers(writer, cell);
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
