/* Easy Read rows: a picture, and beside it its words, a sentence a line.
 *
 * There is no table: who hears it would be told of cells. The picture is a
 * paragraph of its own before the words, which a style puts beside them; so all
 * read it in that order, and a program that knows no such paragraphs shows the
 * picture above. */
#include "document/localise.h"
#include "office/writer.h"

lu office_picture_column(const struct writer *writer)
{
	lu most = office_measure(writer) * 2 / 5;
	lu width = writer->style->space.picture_width;
	return width < most ? width : most;
}

const struct node *office_row_picture(const struct node *row)
{
	const struct node *paragraph = row->first_child;
	const struct node *picture =
		paragraph && paragraph->kind == NODE_PARAGRAPH ?
			paragraph->first_child :
			NULL;
	return picture && picture->kind == NODE_IMAGE && !picture->next ?
		       picture :
		       NULL;
}

/* Whether it holds what needs the whole width: tables, other pictures. */
static bool holds_wide(const struct node *row)
{
	const struct node *node = row->first_child->next;
	for (; node; node = node_next(row, node))
		if (node->kind == NODE_TABLE || node->kind == NODE_CHART ||
		    node->kind == NODE_IMAGE ||
		    node->kind == NODE_EASY_READ_ROW)
			return true;
	return false;
}

/* Words that are set in by something else already stand below their picture. */
static bool has_room(const struct writer *writer)
{
	const struct context *context = &writer->context;
	return context->box == BOX_NONE && !context->list && !context->row &&
	       !context->indent && !writer->is_in_note;
}

void office_start_row(struct writer *writer, const struct node *row)
{
	const struct node *picture = office_row_picture(row);
	if (!has_room(writer) || !picture || holds_wide(row) ||
	    !picture->image.path || !office_picture(writer, picture))
		return;
	/* What stands beside something begins no page, and touches what is above.
	 */
	if (writer->page_is_due || writer->follows_table)
		office_write_gap(writer, row);
	writer->context.row = row;
	writer->context.text = STYLE_EASY_TEXT;
	writer->context.indent = office_picture_column(writer) +
				 writer->style->space.picture_gap;
}

void office_end_row(struct writer *writer, const struct node *row)
{
	if (writer->context.row != row)
		return;
	office_begin_paragraph(writer, row, STYLE_EASY_END);
	office_end_paragraph(writer);
}
