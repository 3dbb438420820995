/* Tables: ECMA-376-1, 17.4. */
#include "office/docx.h"

static struct docx *docx_of(struct writer *writer)
{
	return writer->state;
}

static void emit_grid(struct writer *writer, const struct office_table *table)
{
	docx_emit(writer, "<w:tblGrid>");
	for (uint32_t i = 0; i < table->node->table.column_count; i++) {
		docx_emit(writer, "<w:gridCol w:w=\"");
		docx_emit_integer(writer, docx_twips(table->width) *
						  table->column_widths[i] /
						  1000);
		docx_emit(writer, "\"/>");
	}
	docx_emit(writer, "</w:tblGrid>\n");
}

/* What the first row and column are is told to who does not see them, too. */
static void emit_look(struct writer *writer, const struct office_table *table)
{
	docx_emit(writer, "<w:tblLook w:val=\"");
	unsigned bits = 0x0600u | (table->header_rows ? 0x20u : 0u) |
			(table->has_footer ? 0x40u : 0u) |
			(table->has_header_column ? 0x80u : 0u);
	buffer_append_format(&docx_of(writer)->part->text, "%04X", bits);
	docx_emit(writer, table->header_rows ? "\" w:firstRow=\"1\"" :
					       "\" w:firstRow=\"0\"");
	docx_emit(writer,
		  table->has_footer ? " w:lastRow=\"1\"" : " w:lastRow=\"0\"");
	docx_emit(writer, table->has_header_column ? " w:firstColumn=\"1\"" :
						     " w:firstColumn=\"0\"");
	docx_emit(writer, " w:lastColumn=\"0\" w:noHBand=\"1\" "
			  "w:noVBand=\"1\"/>");
}

/* Two tables that touch would be one. */
void docx_begin_table(struct writer *writer, const struct office_table *table)
{
	if (writer->follows_table) {
		office_write_gap(writer, table->node);
	}
	docx_of(writer)->table = *table;
	docx_emit(writer, "<w:tbl><w:tblPr><w:tblStyle w:val=\"Table\"/>");
	if (table->direction == DIRECTION_RTL)
		docx_emit(writer, "<w:bidiVisual/>");
	docx_emit(writer, "<w:tblW w:w=\"");
	docx_emit_integer(writer, docx_twips(table->width));
	docx_emit(writer, "\" w:type=\"dxa\"/>");
	if (table->indent) {
		docx_emit(writer, "<w:tblInd w:w=\"");
		docx_emit_integer(writer, docx_twips(table->indent));
		docx_emit(writer, "\" w:type=\"dxa\"/>");
	}
	emit_look(writer, table);
	if (table->node->table.name) {
		docx_emit(writer, "<w:tblCaption");
		docx_emit_attribute(writer, "w:val", table->node->table.name);
		docx_emit(writer, "/>");
	}
	docx_emit(writer, "</w:tblPr>");
	emit_grid(writer, table);
}

void docx_end_table(struct writer *writer)
{
	docx_emit(writer, "</w:tbl>\n");
}

/* Rows do not break over pages; the head is repeated. */
void docx_begin_row(struct writer *writer, const struct node *row)
{
	docx_emit(writer, "<w:tr><w:trPr><w:cantSplit/>");
	if (row->table_row.is_header)
		docx_emit(writer, "<w:tblHeader/>");
	docx_emit(writer, "</w:trPr>");
}

void docx_end_row(struct writer *writer)
{
	docx_emit(writer, "</w:tr>\n");
}

static void emit_cell_properties(struct writer *writer, const struct node *cell,
				 const char *merge)
{
	const struct office_table *table = &docx_of(writer)->table;
	uint32_t span = cell->table_cell.column_span;
	int64_t width = 0;
	for (uint32_t i = 0; i < span; i++)
		width += docx_twips(table->width) *
			 table->column_widths[cell->table_cell.column + i] /
			 1000;
	docx_emit(writer, "<w:tc><w:tcPr><w:tcW w:w=\"");
	docx_emit_integer(writer, width);
	docx_emit(writer, "\" w:type=\"dxa\"/>");
	if (span > 1) {
		docx_emit(writer, "<w:gridSpan w:val=\"");
		docx_emit_integer(writer, span);
		docx_emit(writer, "\"/>");
	}
	docx_emit(writer, merge);
	docx_emit(writer, "</w:tcPr>");
}

void docx_begin_cell(struct writer *writer, const struct node *cell)
{
	emit_cell_properties(writer, cell,
			     cell->table_cell.row_span > 1 ?
				     "<w:vMerge w:val=\"restart\"/>" :
				     "");
}

void docx_end_cell(struct writer *writer)
{
	docx_emit(writer, "</w:tc>");
}

/* Columns that a cell covers are in its span; of rows below each has a cell
 * that goes on with it. */
void docx_covered(struct writer *writer, const struct node *cell, uint32_t down,
		  uint32_t right)
{
	if (!down || right)
		return;
	emit_cell_properties(writer, cell, "<w:vMerge/>");
	docx_emit(writer, "<w:p><w:pPr><w:pStyle w:val=\"TableContents\"/>"
			  "</w:pPr></w:p></w:tc>");
}
