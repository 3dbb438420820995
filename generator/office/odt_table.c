/* Tables and pictures: OpenDocument 1.3, part 3, 9 and 10. */
#include "html/html.h"
#include "office/odt.h"

static struct odt *odt_of(struct writer *writer)
{
	return writer->state;
}

/* ---- Tables ------------------------------------------------------------ */

static void append_columns(struct writer *writer,
			   const struct office_table *table, const char *name)
{
	struct buffer *out = &odt_of(writer)->automatic;
	for (uint32_t i = 0; i < table->node->table.column_count; i++) {
		buffer_append_format(out,
				     "<style:style style:name=\"%s.%u\" "
				     "style:family=\"table-column\">"
				     "<style:table-column-properties",
				     name, i + 1);
		odt_append_length(out, "style:column-width",
				  lu_scale(table->width,
					   (int32_t)table->column_widths[i],
					   1000));
		buffer_append_string(out, "/></style:style>\n");
	}
}

static void append_table_style(struct writer *writer,
			       const struct office_table *table,
			       const char *name)
{
	struct buffer *out = &odt_of(writer)->automatic;
	bool is_rtl = table->direction == DIRECTION_RTL;
	buffer_append_format(out,
			     "<style:style style:name=\"%s\" "
			     "style:family=\"table\"><style:table-properties",
			     name);
	odt_append_length(out, "style:width", table->width);
	odt_append_length(out, is_rtl ? "fo:margin-right" : "fo:margin-left",
			  table->indent);
	buffer_append_format(out,
			     " table:align=\"%s\" style:writing-mode=\"%s\"/>"
			     "</style:style>\n",
			     is_rtl ? "right" : "left",
			     is_rtl ? "rl-tb" : "lr-tb");
	append_columns(writer, table, name);
}

static void emit_column(struct writer *writer, const char *name, uint32_t index)
{
	buffer_append_format(&odt_of(writer)->text,
			     "<table:table-column "
			     "table:style-name=\"%s.%u\"/>",
			     name, index + 1);
}

static void emit_columns(struct writer *writer,
			 const struct office_table *table, const char *name)
{
	uint32_t count = table->node->table.column_count;
	uint32_t first = table->has_header_column ? 1 : 0;
	if (first) {
		odt_emit(writer, "<table:table-header-columns>");
		emit_column(writer, name, 0);
		odt_emit(writer, "</table:table-header-columns>");
	}
	for (uint32_t i = first; i < count; i++)
		emit_column(writer, name, i);
}

void odt_begin_table(struct writer *writer, const struct office_table *table)
{
	struct odt *odt = odt_of(writer);
	if (writer->follows_table)
		office_write_gap(writer, table->node);
	odt_close_lists(writer);
	odt->table = *table;
	odt->is_in_head = false;
	odt->table_name =
		arena_format(&writer->arena, "Table%u", ++odt->table_count);
	append_table_style(writer, table, odt->table_name);
	odt_emit(writer, "<table:table");
	odt_emit_attribute(writer, "table:name", odt->table_name);
	odt_emit_attribute(writer, "table:style-name", odt->table_name);
	odt_emit(writer, ">");
	if (table->node->table.name) {
		odt_emit(writer, "<table:title>");
		html_escape_text(&odt->text, str_from(table->node->table.name));
		odt_emit(writer, "</table:title>");
	}
	emit_columns(writer, table, odt->table_name);
}

void odt_end_table(struct writer *writer)
{
	struct odt *odt = odt_of(writer);
	odt_emit(writer, odt->is_in_head ?
				 "</table:table-header-rows></table:table>\n" :
				 "</table:table>\n");
	odt->is_in_head = false;
}

void odt_begin_row(struct writer *writer, const struct node *row)
{
	struct odt *odt = odt_of(writer);
	bool is_head = row->table_row.is_header;
	if (is_head != odt->is_in_head)
		odt_emit(writer, is_head ? "<table:table-header-rows>" :
					   "</table:table-header-rows>");
	odt->is_in_head = is_head;
	odt_emit(writer, "<table:table-row>");
}

void odt_end_row(struct writer *writer)
{
	odt_emit(writer, "</table:table-row>\n");
}

static void emit_span(struct writer *writer, const char *name, uint32_t span)
{
	if (span < 2)
		return;
	buffer_append_format(&odt_of(writer)->text, " %s=\"%u\"", name, span);
}

void odt_begin_cell(struct writer *writer, const struct node *cell)
{
	bool is_head = odt_of(writer)->is_in_head;
	odt_emit(writer, "<table:table-cell office:value-type=\"string\"");
	odt_emit_attribute(writer, "table:style-name",
			   is_head ? "HeadCell" : "Cell");
	emit_span(writer, "table:number-columns-spanned",
		  cell->table_cell.column_span);
	emit_span(writer, "table:number-rows-spanned",
		  cell->table_cell.row_span);
	odt_emit(writer, ">");
}

void odt_end_cell(struct writer *writer)
{
	odt_emit(writer, "</table:table-cell>");
}

void odt_covered(struct writer *writer, const struct node *cell, uint32_t down,
		 uint32_t right)
{
	(void)cell;
	(void)down;
	(void)right;
	odt_emit(writer, "<table:covered-table-cell/>");
}

/* ---- Pictures ---------------------------------------------------------- */

static void emit_image(struct writer *writer, const char *file,
		       const char *media_type)
{
	odt_emit(writer, "<draw:image xlink:type=\"simple\" "
			 "xlink:show=\"embed\" xlink:actuate=\"onLoad\" "
			 "xlink:href=\"Pictures/");
	odt_emit(writer, file);
	odt_emit(writer, "\"");
	odt_emit_attribute(writer, "draw:mime-type", media_type);
	odt_emit(writer, "/>");
}

static const char *media_type_of(const char *file)
{
	return str_ends_with(str_from(file), STR(".jpg")) ? "image/jpeg" :
							    "image/png";
}

/* Of a frame's images a program shows the first that it can. */
void odt_picture(struct writer *writer, const struct office_shown *shown)
{
	struct odt *odt = odt_of(writer);
	const struct office_picture *picture = shown->picture;
	bool is_decorative = !*shown->alternative;
	const char *style = !shown->is_beside                 ? "Graphics" :
			    shown->direction == DIRECTION_RTL ? "Beside_right" :
								"Beside_left";
	buffer_append_format(&odt->text,
			     "<draw:frame draw:style-name=\"%s\" "
			     "draw:name=\"Picture %u\" "
			     "text:anchor-type=\"%s\"",
			     style, ++odt->picture_count,
			     shown->is_beside ? "paragraph" : "as-char");
	odt_append_length(&odt->text, "svg:width", shown->width);
	odt_append_length(&odt->text, "svg:height", shown->height);
	odt_emit(writer, is_decorative ? " loext:decorative=\"true\">" : ">");
	if (picture->vector)
		emit_image(writer, picture->vector, "image/svg+xml");
	emit_image(writer, picture->file, media_type_of(picture->file));
	if (!is_decorative) {
		odt_emit(writer, "<svg:desc>");
		html_escape_text(&odt->text, str_from(shown->alternative));
		odt_emit(writer, "</svg:desc>");
	}
	odt_emit(writer, "</draw:frame>");
	odt->follows_space = false;
}
