/* HTML's blocks: what each of them opens, and what it ends by beginning. */
#include "markdown/html_parts.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void open_division(struct html *html, const struct html_tag_info *info,
			  const struct html_token *token)
{
	const char *class =
		info->class ? info->class : html_alignment_class(html, token);
	/* Where it says nothing it is taken out again once it is closed. */
	struct node *node = html_open_tag(html, info, token, NODE_DIVISION);
	if (node)
		node->classes = class;
}

static void html_open_aligned(struct html *html,
			      const struct html_tag_info *info,
			      const struct html_token *token,
			      enum node_kind kind)
{
	struct node *node = html_open_tag(html, info, token, kind);
	if (!node)
		return;
	node->classes = html_alignment_class(html, token);
	if (kind == NODE_HEADING)
		node->heading.level = info->level;
}

static int number_of(const char *value, int least, int most, int fallback)
{
	char *end;
	long number = value ? strtol(value, &end, 10) : 0;
	if (!value || end == value)
		return fallback;
	return number < least ? least : number > most ? most : (int)number;
}

static enum numbering numbering_of(const char *type)
{
	static const char types[] = { [NUMBERING_DIGITS] = '1',
				      [NUMBERING_LOWER_LETTERS] = 'a',
				      [NUMBERING_UPPER_LETTERS] = 'A',
				      [NUMBERING_LOWER_ROMAN] = 'i',
				      [NUMBERING_UPPER_ROMAN] = 'I' };
	for (size_t i = 0; type && *type && i < sizeof types; i++)
		if (*type == types[i])
			return (enum numbering)i;
	return NUMBERING_DIGITS;
}

static void open_list(struct html *html, const struct html_tag_info *info,
		      const struct html_token *token)
{
	struct node *node = html_open_tag(html, info, token, NODE_LIST);
	if (!node)
		return;
	node->list.is_ordered = info->tag == TAG_OL;
	node->list.is_definitions = info->tag == TAG_DL;
	node->list.numbering = numbering_of(html_value(html, token, "type"));
	node->list.is_tight = true;
	node->list.start =
		number_of(html_value(html, token, "start"), 0, 1000000, 1);
}

static bool is_in_list(struct builder *builder)
{
	return builder_top(builder)->node->kind == NODE_LIST;
}

/* Frames below the item that is open in the innermost list; 0: none is. */
static size_t find_open_item(struct builder *builder)
{
	for (size_t i = builder->frames.count; i-- > 1;) {
		const struct frame *frame = &builder->frames.items[i];
		if (frame->origin != FRAME_HTML &&
		    frame->origin != FRAME_IMPLIED)
			break;
		if (frame->tag == TAG_LI)
			return i;
		if (frame->tag == TAG_UL || frame->tag == TAG_OL)
			break;
	}
	return 0;
}

static void open_item(struct html *html, const struct html_tag_info *info,
		      const struct html_token *token)
{
	size_t item = find_open_item(html->builder);
	if (item)
		builder_close_to(html->builder, item);
	if (is_in_list(html->builder))
		html_open_tag(html, info, token, NODE_LIST_ITEM);
	else
		open_division(html, info, token);
}

/* dt opens an item, which goes on until the next one. */
static void open_term(struct html *html, const struct html_tag_info *info,
		      const struct html_token *token)
{
	size_t list = html_find_open(html->builder, TAG_DL, 0);
	if (list)
		builder_close_to(html->builder, list + 1);
	if (!list || !is_in_list(html->builder)) {
		open_division(html, info, token);
		return;
	}
	html_open_tag(html, info, token, NODE_LIST_ITEM);
	builder_open(html->builder, NODE_TERM, FRAME_HTML, html_place(html));
}

static void open_definition(struct html *html, const struct html_tag_info *info,
			    const struct html_token *token)
{
	size_t list = html_find_open(html->builder, TAG_DL, 0);
	size_t term = html_find_open(html->builder, TAG_DT, TAG_DL);
	if (list && !term) {
		builder_close_to(html->builder, list + 1);
		builder_open(html->builder, NODE_LIST_ITEM, FRAME_HTML,
			     html_place(html));
		builder_top(html->builder)->tag = TAG_DT;
	} else if (list) {
		builder_close_to(html->builder, term + 1);
	}
	open_division(html, info, token);
}

/* HTML's own limits (4.9.11). A rowspan of 0 reaches to the end of its part. */
enum { MOST_COLUMNS_SPANNED = 1000, MOST_ROWS_SPANNED = 65534 };

static enum cell_heads heads_of(const struct html *html,
				const struct html_token *token, bool is_header)
{
	static const struct {
		const char *scope;
		enum cell_heads heads;
	} scopes[] = { { "col", HEADS_COLUMN },
		       { "row", HEADS_ROW },
		       { "colgroup", HEADS_COLUMN_GROUP },
		       { "rowgroup", HEADS_ROW_GROUP } };
	const char *scope = html_value(html, token, "scope");
	for (size_t i = 0; scope && i < sizeof scopes / sizeof *scopes; i++)
		if (strcasecmp(scope, scopes[i].scope) == 0)
			return scopes[i].heads;
	return is_header ? HEADS_UNKNOWN : HEADS_NOTHING;
}

static void close_row(struct builder *builder)
{
	html_close_open(builder, TAG_TR, TAG_TABLE);
}

static void open_row(struct html *html, const struct html_tag_info *info,
		     const struct html_token *token)
{
	close_row(html->builder);
	if (!html_find_open(html->builder, TAG_TABLE, 0)) {
		open_division(html, info, token);
		return;
	}
	struct node *row = html_open_tag(html, info, token, NODE_TABLE_ROW);
	if (!row)
		return;
	row->table_row.is_header =
		html_find_open(html->builder, TAG_THEAD, TAG_TABLE) > 0;
	row->table_row.is_footer =
		html_find_open(html->builder, TAG_TFOOT, TAG_TABLE) > 0;
	row->table_row.group = row->parent->table.row_count;
}

static void open_cell(struct html *html, const struct html_tag_info *info,
		      const struct html_token *token)
{
	struct builder *builder = html->builder;
	html_close_open(builder, TAG_TD, TAG_TR);
	html_close_open(builder, TAG_TH, TAG_TR);
	struct node *cell = html_open_tag(html, info, token, NODE_TABLE_CELL);
	if (!cell)
		return;
	const char *class = html_alignment_class(html, token);
	cell->table_cell.row_span = (uint32_t)number_of(
		html_value(html, token, "rowspan"), 0, MOST_ROWS_SPANNED, 1);
	cell->table_cell.column_span = (uint32_t)number_of(
		html_value(html, token, "colspan"), 1, MOST_COLUMNS_SPANNED, 1);
	cell->table_cell.heads = heads_of(html, token, info->tag == TAG_TH);
	cell->table_cell.header_names = html_value(html, token, "headers");
	if (class)
		cell->table_cell.alignment = strcmp(class, "align-end") == 0 ?
						     ALIGNMENT_END :
						     ALIGNMENT_CENTRE;
}

static void open_table_part(struct html *html, const struct html_tag_info *info)
{
	static const uint8_t parts[] = { TAG_THEAD, TAG_TBODY, TAG_TFOOT };
	close_row(html->builder);
	for (size_t i = 0; i < sizeof parts; i++)
		html_close_open(html->builder, parts[i], TAG_TABLE);
	size_t table = html_find_open(html->builder, TAG_TABLE, 0);
	if (table)
		html->builder->frames.items[table].node->table.row_count++;
	html_open_nothing(html, info);
}

static void open_summary(struct html *html, const struct html_tag_info *info,
			 const struct html_token *token)
{
	struct node *details = builder_top(html->builder)->node;
	if (details->kind != NODE_DETAILS) {
		html_open_aligned(html, info, token, NODE_PARAGRAPH);
		return;
	}
	struct node *summary = html_open_tag(html, info, token, NODE_PARAGRAPH);
	if (!summary)
		return;
	summary->classes = "summary";
	if (summary != details->first_child) {
		node_unlink(summary);
		node_insert_before(details->first_child, summary);
	}
}

void html_start_block(struct html *html, const struct html_tag_info *info,
		      const struct html_token *token)
{
	switch (info->role) {
	case ROLE_BLOCK: {
		struct str is_open;
		struct node *node =
			html_open_tag(html, info, token, info->kind);
		if (node && node->kind == NODE_DETAILS)
			node->details.is_open =
				html_attribute(token, "open", &is_open);
		break;
	}
	case ROLE_DIVISION:
		open_division(html, info, token);
		break;
	case ROLE_PARAGRAPH:
		html_open_aligned(html, info, token, NODE_PARAGRAPH);
		break;
	case ROLE_HEADING:
		html_open_aligned(html, info, token, NODE_HEADING);
		break;
	case ROLE_LIST:
		open_list(html, info, token);
		break;
	case ROLE_ITEM:
		open_item(html, info, token);
		break;
	case ROLE_TERM:
		open_term(html, info, token);
		break;
	case ROLE_DEFINITION:
		open_definition(html, info, token);
		break;
	case ROLE_TABLE:
		html_open_tag(html, info, token, NODE_TABLE);
		break;
	case ROLE_TABLE_PART:
		open_table_part(html, info);
		break;
	case ROLE_ROW:
		open_row(html, info, token);
		break;
	case ROLE_CELL:
		open_cell(html, info, token);
		break;
	case ROLE_CAPTION:
		html_open_tag(html, info, token, NODE_CAPTION);
		break;
	case ROLE_SUMMARY:
		open_summary(html, info, token);
		break;
	case ROLE_RULE:
		builder_add(html->builder, NODE_THEMATIC_BREAK,
			    html_place(html));
		break;
	case ROLE_INLINE:
	case ROLE_CODE:
	case ROLE_SPAN:
	case ROLE_LINK:
	case ROLE_QUOTE:
	case ROLE_IMAGE:
	case ROLE_BREAK:
	case ROLE_BREAK_OPPORTUNITY:
	case ROLE_RUBY:
	case ROLE_FOREIGN:
	case ROLE_SKIPPED:
	case ROLE_HIDDEN:
	case ROLE_PLAIN:
	case ROLE_PREFORMATTED:
	case ROLE_NOTHING:
		break;
	}
}
