/* The cells of a table: their elements, with what heads them, and their texts.
 */
#include "layout/table_private.h"

/* PDF has no scope for groups (ISO 32000-1, table 349). Cells name their
 * headers where the scope alone would mislead. */
static enum table_scope scope_of(const struct node *cell)
{
	static const enum table_scope scopes[] = {
		[HEADS_NOTHING] = SCOPE_NONE,
		[HEADS_UNKNOWN] = SCOPE_NONE,
		[HEADS_COLUMN] = SCOPE_COLUMN,
		[HEADS_ROW] = SCOPE_ROW,
		[HEADS_COLUMN_GROUP] = SCOPE_COLUMN,
		[HEADS_ROW_GROUP] = SCOPE_ROW,
	};
	return scopes[cell->table_cell.heads];
}

static void prepare_cell(struct table_layout *table, const struct node *node,
			 struct structure_element *row, struct cell *cell)
{
	struct flow *flow = table->flow;
	bool is_header = node->table_cell.heads != HEADS_NOTHING;
	struct structure_element *element = structure_add(
		flow->structure, row,
		is_header ? ROLE_TABLE_HEADER_CELL : ROLE_TABLE_DATA_CELL,
		node);
	element->scope = scope_of(node);
	element->row_span = (uint16_t)node->table_cell.row_span;
	element->column_span = (uint16_t)node->table_cell.column_span;
	*cell = (struct cell){ .node = node,
			       .element = element,
			       .row_span = node->table_cell.row_span,
			       .column_span = node->table_cell.column_span };
	struct block_context inside =
		layout_context_inside(table->context, node, element);
	inside.role = table->role;
	inside.style = is_header ? &table->header_style : NULL;
	inside.alignment = node->table_cell.alignment;
	/* Keeps the words of neighbouring cells apart when they are copied:
	 * in right-to-left rows some readers see no gap between them. */
	inside.suffix = " ";
	inside.right =
		inside.left + table->context->right - table->context->left;
	cell->paragraph =
		inline_prepare(flow, node, element, &inside, &table->scratch);
}

/* A head without a body would be no table (ISO 32000-1, table 337): header
 * rows alone are its body. */
static enum structure_role group_of(const struct node *table,
				    const struct node *row)
{
	bool has_body = table->table.header_row_count < table->table.row_count;
	const struct node *other = table->last_child;
	while (other && other->kind == NODE_TABLE_ROW &&
	       other->table_row.is_footer)
		other = other->previous;
	bool has_middle = other && other->kind == NODE_TABLE_ROW &&
			  !other->table_row.is_header;
	if (row->table_row.is_header && has_body)
		return ROLE_TABLE_HEAD;
	return row->table_row.is_footer && has_middle ? ROLE_TABLE_FOOT :
							ROLE_TABLE_BODY;
}

/* The cells' headers by name, where the table asks for it. */
static void name_headers(struct table_layout *table)
{
	size_t count = (size_t)table->rows * table->columns;
	for (size_t i = 0; table->node->table.names_headers && i < count; i++) {
		const struct node *node = table->cells[i].node;
		uint32_t headers = node ? node->table_cell.header_count : 0;
		if (!headers || headers > UINT16_MAX)
			continue;
		struct structure_element *element = table->cells[i].element;
		element->headers = ARENA_NEW_ARRAY(table->flow->arena, headers,
						   struct structure_element *);
		element->header_count = (uint16_t)headers;
		for (uint32_t j = 0; j < headers; j++) {
			const struct node *header = node->table_cell.headers[j];
			element->headers[j] =
				table_cell_at(table, header->table_cell.row,
					      header->table_cell.column)
					->element;
		}
	}
}

/* Anchors wait for the next strip, but the row's is made only later: those
 * from `first` on are put aside. */
static void put_anchors_aside(struct table_layout *table, uint32_t row,
			      size_t first)
{
	struct flow *flow = table->flow;
	for (size_t i = first; i < flow->waiting_anchors.count; i++)
		*VECTOR_ADD(&table->anchors) =
			(struct cell_anchor){ flow->waiting_anchors.items[i],
					      row };
	flow->waiting_anchors.count = first;
}

void table_prepare_cells(struct table_layout *table)
{
	struct structure *structure = table->flow->structure;
	table->anchors.count = 0;
	struct structure_element *group = NULL;
	uint32_t row = 0, part = 0;
	for (const struct node *child = table->node->first_child; child;
	     child = child->next) {
		if (child->kind != NODE_TABLE_ROW)
			continue;
		enum structure_role role = group_of(table->node, child);
		if (!group || group->role != role ||
		    child->table_row.group != part)
			group = structure_add(structure, table->element, role,
					      NULL);
		part = child->table_row.group;
		struct structure_element *element =
			structure_add(structure, group, ROLE_TABLE_ROW, child);
		size_t waiting = table->flow->waiting_anchors.count;
		for (const struct node *cell = child->first_child; cell;
		     cell = cell->next)
			prepare_cell(table, cell, element,
				     table_cell_at(table, cell->table_cell.row,
						   cell->table_cell.column));
		put_anchors_aside(table, row++, waiting);
	}
	name_headers(table);
}
