/* Attributes of structure elements (ISO 32000-1, 14.8.5): layout, lists,
 * tables. */
#include <stdio.h>

#include "pdf/structure_private.h"
#include "pdf/syntax.h"
#include "pdf/writer.h"

static bool is_block_role(enum structure_role role)
{
	enum { INLINE, BLOCK };
	static const bool is_block[] = {
#define ROLE(KIND, NAME, PLACE, ...) [ROLE_##KIND] = PLACE,
#include "frame/roles.def"
	};
	return is_block[role];
}

static void append_box(struct pdf_writer *writer, struct buffer *out,
		       const struct structure_element *element)
{
	uint32_t page = element->bounds_page;
	struct rectangle box = element->bounds;
	if (page >= writer->frames->page_count || !box.width || !box.height)
		return;
	lu top = writer->frames->pages[page].height - box.y;
	lu sides[4] = { box.x, top - box.height, box.x + box.width, top };
	buffer_append_string(out, "/BBox[");
	for (unsigned i = 0; i < 4; i++) {
		if (i)
			buffer_append_byte(out, ' ');
		pdf_append_lu(out, sides[i]);
	}
	buffer_append_byte(out, ']');
}

/* What a span's looks say: raised, lowered, struck out (ISO 32000-1,
 * 14.8.5.4.4). */
static void append_looks(struct buffer *out,
			 const struct structure_element *element)
{
	if (element->role == ROLE_SPAN && element->baseline_shift) {
		buffer_append_string(out, "/BaselineShift ");
		pdf_append_lu(out, element->baseline_shift);
	}
	if (element->role == ROLE_SPAN && element->node &&
	    element->node->kind == NODE_STRIKETHROUGH)
		buffer_append_string(out, "/TextDecorationType/LineThrough");
}

static void append_layout(struct pdf_writer *writer, struct buffer *out,
			  const struct structure_element *element)
{
	bool was_right = element->parent && element->parent->is_right_to_left;
	size_t start = out->length;
	buffer_append_string(out, "<</O/Layout");
	size_t head = out->length;
	if (is_block_role(element->role) &&
	    element->is_right_to_left != was_right)
		buffer_append_string(out, element->is_right_to_left ?
						  "/WritingMode/RlTb" :
						  "/WritingMode/LrTb");
	if (element->role == ROLE_FIGURE)
		append_box(writer, out, element);
	append_looks(out, element);
	if (element->role == ROLE_FIGURE && element->is_block)
		buffer_append_string(out, "/Placement/Block");
	if (out->length == head)
		out->length = start;
	else
		buffer_append_string(out, ">>");
}

static void append_list(const struct pdf_rules *rules, struct buffer *out,
			const struct structure_element *element)
{
	static const char *const names[] = {
		[LIST_NUMBERING_NONE] = "None",
		[LIST_NUMBERING_DISC] = "Disc",
		[LIST_NUMBERING_CIRCLE] = "Circle",
		[LIST_NUMBERING_SQUARE] = "Square",
		[LIST_NUMBERING_DECIMAL] = "Decimal",
		[LIST_NUMBERING_LOWER_ALPHA] = "LowerAlpha",
		[LIST_NUMBERING_UPPER_ALPHA] = "UpperAlpha",
		[LIST_NUMBERING_LOWER_ROMAN] = "LowerRoman",
		[LIST_NUMBERING_UPPER_ROMAN] = "UpperRoman",
		[LIST_NUMBERING_DESCRIPTION] = "Description",
	};
	enum list_numbering numbering = element->list_numbering;
	bool is_plain = numbering == LIST_NUMBERING_NONE;
	if (element->role != ROLE_LIST ||
	    (is_plain && !rules->names_plain_lists))
		return;
	/* A list with labels has the entry (ISO 14289-1, 7.6). */
	if (numbering == LIST_NUMBERING_DESCRIPTION &&
	    !rules->names_plain_lists)
		numbering = LIST_NUMBERING_NONE;
	buffer_append_string(out, "<</O/List/ListNumbering/");
	buffer_append_string(out, is_plain ? "Unordered" : names[numbering]);
	buffer_append_string(out, ">>");
}

void pdf_append_identifier(struct buffer *out,
			   const struct structure_element *element)
{
	char text[16];
	snprintf(text, sizeof text, "(n%010u)", element->index);
	buffer_append_string(out, text);
}

static void append_cell(struct buffer *out,
			const struct structure_element *element)
{
	static const char *const scopes[] = {
		[SCOPE_COLUMN] = "/Scope/Column",
		[SCOPE_ROW] = "/Scope/Row",
		[SCOPE_BOTH] = "/Scope/Both",
	};
	size_t start = out->length;
	buffer_append_string(out, "<</O/Table");
	size_t head = out->length;
	if (element->role == ROLE_TABLE_HEADER_CELL)
		buffer_append_string(
			out,
			scopes[element->scope == SCOPE_NONE ? SCOPE_COLUMN :
							      element->scope]);
	if (element->row_span > 1)
		buffer_append_format(out, "/RowSpan %u", element->row_span);
	if (element->column_span > 1)
		buffer_append_format(out, "/ColSpan %u", element->column_span);
	if (element->header_count) {
		buffer_append_string(out, "/Headers[");
		for (uint16_t i = 0; i < element->header_count; i++)
			pdf_append_identifier(out, element->headers[i]);
		buffer_append_byte(out, ']');
	}
	if (out->length == head)
		out->length = start;
	else
		buffer_append_string(out, ">>");
}

void pdf_append_attributes(struct pdf_writer *writer, struct buffer *out,
			   const struct structure_element *element)
{
	size_t start = out->length;
	buffer_append_string(out, "/A[");
	size_t head = out->length;
	append_layout(writer, out, element);
	append_list(writer->rules, out, element);
	if (element->role == ROLE_NOTE && writer->rules->note_attributes)
		buffer_append_string(out, writer->rules->note_attributes);
	if (element->role == ROLE_TABLE_HEADER_CELL ||
	    element->role == ROLE_TABLE_DATA_CELL)
		append_cell(out, element);
	if (out->length == head)
		out->length = start;
	else
		buffer_append_byte(out, ']');
}
