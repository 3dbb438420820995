/* One line for each node. */
#include "document/dump.h"

#include "base/visible.h"
#include "document/finish.h"

static void append_quoted(struct buffer *out, struct str text)
{
	buffer_append_byte(out, '"');
	for (size_t at = 0; at < text.length;) {
		size_t start = at;
		uint32_t character = str_decode(text, &at);
		if (character == '\n')
			buffer_append_string(out, "\\n");
		else if (character == '"' || character == '\\')
			buffer_append_format(out, "\\%c", (int)character);
		else
			visible_append(out, (struct str){ text.bytes + start,
							  at - start });
	}
	buffer_append_byte(out, '"');
}

static void append_text(struct buffer *out, const char *name, const char *text)
{
	if (!text)
		return;
	buffer_append_format(out, " %s=", name);
	append_quoted(out, str_from(text));
}

static void append_flag(struct buffer *out, const char *name, bool is_set)
{
	if (is_set)
		buffer_append_format(out, " %s", name);
}

static void append_number(struct buffer *out, const char *name, uint32_t number)
{
	buffer_append_format(out, " %s=%u", name, number);
}

static const char *direction_name(enum direction direction)
{
	return direction == DIRECTION_RTL ? "rtl" : "ltr";
}

static const char *alignment_name(enum alignment alignment)
{
	static const char *const names[] = { "start", "centre", "end" };
	return names[alignment];
}

static void dump_list(struct buffer *out, const struct node *node)
{
	static const char *const numberings[] = { "", " letters", " LETTERS",
						  " roman", " ROMAN" };
	if (node->list.is_ordered)
		buffer_append_format(out, " ordered%s start=%d",
				     numberings[node->list.numbering],
				     node->list.start);
	append_flag(out, "tight", node->list.is_tight);
	append_flag(out, "tasks", node->list.is_task_list);
	append_flag(out, "definitions", node->list.is_definitions);
}

static void dump_item(struct buffer *out, const struct node *node)
{
	static const char *const tasks[] = { "", " task=open", " task=done" };
	if (node->parent && node->parent->list.is_ordered)
		buffer_append_format(out, " number=%d", node->list_item.number);
	buffer_append_string(out, tasks[node->list_item.task]);
}

static void dump_table(struct buffer *out, const struct node *node)
{
	buffer_append_format(out, " %ux%u", node->table.column_count,
			     node->table.row_count);
	append_number(out, "headers", node->table.header_row_count);
	append_flag(out, "header-column", node->table.has_header_column);
	append_flag(out, "names-headers", node->table.names_headers);
	append_text(out, "number", node->table.number);
	for (uint32_t i = 0; i < node->table.column_count; i++)
		buffer_append_format(out, "%s%s", i ? "," : " align=",
				     alignment_name(node->table.alignments[i]));
	for (uint32_t i = 0; node->table.widths && i < node->table.column_count;
	     i++)
		buffer_append_format(out, "%s%u", i ? "," : " widths=",
				     node->table.widths[i]);
}

static void dump_row(struct buffer *out, const struct node *node)
{
	append_flag(out, "header", node->table_row.is_header);
	append_flag(out, "footer", node->table_row.is_footer);
	if (node->table_row.group)
		append_number(out, "group", node->table_row.group);
}

static void dump_cell(struct buffer *out, const struct node *node)
{
	buffer_append_format(out, " %u,%u", node->table_cell.row,
			     node->table_cell.column);
	static const char *const heads[] = {
		[HEADS_NOTHING] = "",
		[HEADS_UNKNOWN] = "",
		[HEADS_COLUMN] = " heads=column",
		[HEADS_ROW] = " heads=row",
		[HEADS_COLUMN_GROUP] = " heads=column-group",
		[HEADS_ROW_GROUP] = " heads=row-group",
	};
	if (node->table_cell.row_span > 1 || node->table_cell.column_span > 1)
		buffer_append_format(out, " spans=%ux%u",
				     node->table_cell.row_span,
				     node->table_cell.column_span);
	buffer_append_string(out, heads[node->table_cell.heads]);
	for (uint32_t i = 0; i < node->table_cell.header_count; i++) {
		const struct node *header = node->table_cell.headers[i];
		buffer_append_format(out, "%s%u,%u", i ? " " : " under=",
				     header->table_cell.row,
				     header->table_cell.column);
	}
	if (node->table_cell.alignment != ALIGNMENT_START)
		buffer_append_format(
			out, " align=%s",
			alignment_name(node->table_cell.alignment));
}

static void dump_reference(struct buffer *out, const struct node *node)
{
	const struct node *footnote = node->footnote_reference.footnote;
	append_number(out, "note", footnote->footnote.number);
	append_number(out, "index", node->footnote_reference.index);
}

static void dump_target(struct buffer *out, const struct node *node)
{
	if (node->link.target)
		buffer_append_format(out, " target=%s",
				     node_kind_name(node->link.target->kind));
}

static void dump_evidence(struct buffer *out, const struct node *node)
{
	static const char *const kinds[] = { "chart", "map", "table",
					     "quotation" };
	buffer_append_format(out, " kind=%s", kinds[node->evidence.kind]);
	for (uint32_t i = 0; i < node->evidence.attribute_count; i++)
		append_text(out, node->evidence.attributes[i].key,
			    node->evidence.attributes[i].value);
}

/* ---- Fields ------------------------------------------------------------ */

/* What prints a FIELD_OWN, by the place of its row in kinds.def; NULL for all
 * others. */
#define WORDS NULL
#define NAME NULL
#define TEXT NULL
#define FLAG NULL
#define NUMBER NULL
#define LEVEL NULL
#define ONE_OF(SET) NULL
#define OWN(FUNCTION) dump_##FUNCTION

static void (*const own[])(struct buffer *, const struct node *) = {
#define FIELD(KIND, KEY, TYPE, MEMBER) TYPE,
#include "document/kinds.def"
};

static void append_choice(struct buffer *out, const struct node_field *field,
			  unsigned value)
{
	size_t count;
	const struct field_choice *choice = field_choices(field->set, &count);
	for (; count; count--, choice++)
		if (choice->value == value)
			buffer_append_format(out, " %s=%s", field->key,
					     choice->name);
}

static void append_field(struct buffer *out, const struct node *node,
			 const struct node_field *field)
{
	const void *value = (const char *)node + field->offset;
	switch (field->type) {
	case FIELD_WORDS:
	case FIELD_NAME:
		append_text(out, field->key, *(const char *const *)value);
		break;
	case FIELD_TEXT:
		buffer_append_byte(out, ' ');
		append_quoted(out, *(const struct str *)value);
		break;
	case FIELD_FLAG:
		append_flag(out, field->key, *(const bool *)value);
		break;
	case FIELD_NUMBER:
		append_number(out, field->key, *(const uint32_t *)value);
		break;
	case FIELD_LEVEL:
		append_number(out, field->key, *(const uint8_t *)value);
		break;
	case FIELD_ONE_OF:
		append_choice(out, field, *(const unsigned *)value);
		break;
	case FIELD_OWN:
		own[node_field_row(field)](out, node);
		break;
	}
}

static void append_details(struct buffer *out, const struct node *node)
{
	size_t count;
	const struct node_field *field = node_kind_fields(node->kind, &count);
	for (; count; count--, field++)
		append_field(out, node, field);
}

static void append_file(struct buffer *out, const char *file)
{
	buffer_append_byte(out, ' ');
	visible_append(out, str_from(file));
}

static void append_place(struct buffer *out, const struct node *node)
{
	const char *file = node->place.file;
	const char *above = node->parent ? node->parent->place.file : NULL;
	if (node->parent && file && (!above || strcmp(file, above) != 0))
		append_file(out, file);
	if (node->place.line)
		buffer_append_format(out, " %u:%u", node->place.line,
				     node->place.column);
}

static void append_node(struct buffer *out, const struct node *node,
			unsigned depth)
{
	for (unsigned i = 0; i < depth; i++)
		buffer_append_string(out, "  ");
	buffer_append_string(out, node_kind_name(node->kind));
	append_place(out, node);
	append_text(out, "id", node->identifier);
	append_text(out, "class", node->classes);
	append_text(out, "lang", node->language);
	if (node->direction != DIRECTION_INHERIT)
		buffer_append_format(out, " dir=%s",
				     direction_name(node->direction));
	append_details(out, node);
	buffer_append_byte(out, '\n');
}

static void append_tree(struct buffer *out, const struct node *root,
			unsigned depth)
{
	const struct node *node = root->first_child;
	while (node) {
		append_node(out, node, depth);
		if (node->first_child) {
			depth++;
			node = node->first_child;
			continue;
		}
		while (node != root && !node->next) {
			node = node->parent;
			depth--;
		}
		node = node == root ? NULL : node->next;
	}
}

void document_dump(const struct document *document, struct buffer *out)
{
	buffer_append_string(out, "document");
	append_text(out, "title", document->title);
	append_text(out, "subtitle", document->subtitle);
	append_text(out, "author", document->author);
	append_text(out, "subject", document->subject);
	append_text(out, "keywords", document->keywords);
	append_text(out, "date", document->date);
	append_text(out, "lang", document->language);
	buffer_append_format(out, " dir=%s\n",
			     direction_name(document->direction));
	append_tree(out, document->root, 1);
	for (uint32_t i = 0; i < document->footnote_count; i++) {
		append_node(out, document->footnotes[i], 1);
		append_tree(out, document->footnotes[i], 2);
	}
}
