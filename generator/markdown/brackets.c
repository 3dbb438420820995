/* cmark calls match() at every "{". What stands before it is already parsed:
 * a link, or a "]" that closed no link and whose "[" is a text node of its
 * own. A bracket that was escaped is a node two bytes wide. */
#include "markdown/brackets.h"

#include "markdown/memory.h"

#include <string.h>

enum {
	STEP_LIMIT = 20000000, /* looking back, in one text */
	TEXT_LIMIT = 4096      /* bytes of attributes */
};

/* ---- Edges --------------------------------------------------------------- */

/* User data of an edge; told from other data by living in HTML nodes only. */
struct edge {
	enum bracket_edge kind;
	struct bracket *bracket;
};

enum bracket_edge brackets_edge(cmark_node *node, struct bracket **bracket)
{
	const struct edge *edge = cmark_node_get_user_data(node);
	if (cmark_node_get_type(node) != CMARK_NODE_HTML_INLINE || !edge)
		return EDGE_NONE;
	*bracket = edge->bracket;
	return edge->kind;
}

const struct attributes *brackets_attributes_of(cmark_node *node)
{
	return cmark_node_get_user_data(node);
}

static void make_edge(struct brackets *brackets, cmark_node *node,
		      enum bracket_edge kind, struct bracket *bracket)
{
	struct edge *edge = ARENA_NEW(brackets->reading->arena, struct edge);
	edge->kind = kind;
	edge->bracket = bracket;
	cmark_node_set_user_data(node, edge);
}

static cmark_node *new_edge(struct brackets *brackets, enum bracket_edge kind,
			    struct bracket *bracket)
{
	cmark_node *node = cmark_node_new_with_mem(CMARK_NODE_HTML_INLINE,
						   markdown_memory());
	make_edge(brackets, node, kind, bracket);
	return node;
}

/* ---- Looking back -------------------------------------------------------- */

static bool is_bracket(cmark_node *node, const char *which)
{
	int width = (int)strlen(which);
	if (cmark_node_get_type(node) != CMARK_NODE_TEXT ||
	    cmark_node_get_end_column(node) -
			    cmark_node_get_start_column(node) + 1 !=
		    width)
		return false;
	const char *text = cmark_node_get_literal(node);
	return text && strcmp(text, which) == 0;
}

/* The "[" that pairs with the "]" at `last`; NULL where there is none, or
 * where it belongs to a picture. */
static cmark_node *opening_bracket(struct brackets *brackets, cmark_node *last)
{
	size_t open = 0;
	struct bracket *inner;
	cmark_node *node = cmark_node_previous(last);
	for (; node; node = cmark_node_previous(node)) {
		if (++brackets->steps > STEP_LIMIT)
			return NULL;
		if (brackets_edge(node, &inner) == EDGE_END) {
			node = inner->start;
		} else if (is_bracket(node, "]")) {
			open++;
		} else if (is_bracket(node, "[") && open-- == 0) {
			return node;
		} else if (is_bracket(node, "![") && open-- == 0) {
			return NULL;
		}
	}
	return NULL;
}

/* ---- Matching ------------------------------------------------------------ */

/* What stands from `start` to the line's end, as far as attributes may go. */
static struct str line_from(struct brackets *brackets,
			    cmark_inline_parser *parser, int start)
{
	char text[TEXT_LIMIT];
	size_t length = 0;
	while (length < sizeof text) {
		/* What cmark parses ends in a NUL. */
		char byte = (char)cmark_inline_parser_peek_at(
			parser, start + (int)length);
		if (strchr("\r\n", byte))
			break;
		text[length++] = byte;
	}
	brackets->steps += length;
	if (brackets->emphasis->is_needed)
		emphasis_restore_bytes(text, length);
	return arena_copy_str(brackets->reading->arena,
			      (struct str){ text, length });
}

static bool is_last(cmark_inline_parser *parser, int position)
{
	char byte;
	while ((byte = (char)cmark_inline_parser_peek_at(parser, position)))
		if (!strchr(" \t\r\n", byte))
			return false;
		else
			position++;
	return true;
}

static cmark_node *make_span(struct brackets *brackets, cmark_node *start,
			     cmark_node *end, struct attributes attributes)
{
	struct bracket *bracket =
		ARENA_NEW(brackets->reading->arena, struct bracket);
	bracket->attributes = attributes;
	bracket->kind = NODE_SPAN;
	bracket->line = cmark_node_get_start_line(start);
	bracket->column = cmark_node_get_start_column(start);
	/* The same node, since cmark may still hold it for a link's start. */
	cmark_node_set_type(start, CMARK_NODE_HTML_INLINE);
	make_edge(brackets, start, EDGE_START, bracket);
	bracket->start = start;
	cmark_node_free(end);
	return new_edge(brackets, EDGE_END, bracket);
}

cmark_node *brackets_add_span(struct brackets *brackets, cmark_node *parent,
			      enum node_kind kind, const char *text, int line,
			      int column)
{
	struct bracket *bracket =
		ARENA_NEW(brackets->reading->arena, struct bracket);
	bracket->kind = kind;
	bracket->line = line;
	bracket->column = column;
	bracket->start = new_edge(brackets, EDGE_START, bracket);
	cmark_node_append_child(parent, bracket->start);
	cmark_node *words =
		cmark_node_new_with_mem(CMARK_NODE_TEXT, markdown_memory());
	cmark_node_set_literal(words, text);
	cmark_node_append_child(parent, words);
	return new_edge(brackets, EDGE_END, bracket);
}

static cmark_node *give(struct brackets *brackets, cmark_node *node,
			struct attributes attributes)
{
	struct attributes *copy =
		ARENA_NEW(brackets->reading->arena, struct attributes);
	*copy = attributes;
	cmark_node_set_user_data(node, copy);
	return new_edge(brackets, EDGE_EMPTY, NULL);
}

/* Who takes attributes that stand right behind it. */
static bool takes_attributes(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);
	return (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE ||
		type == CMARK_NODE_CODE) &&
	       !cmark_node_get_user_data(node);
}

static cmark_node *match(cmark_syntax_extension *extension,
			 cmark_parser *parser, cmark_node *parent,
			 unsigned char character,
			 cmark_inline_parser *inline_parser)
{
	struct brackets *brackets =
		cmark_syntax_extension_get_private(extension);
	(void)parser;
	if (character != '{' || brackets->steps > STEP_LIMIT)
		return NULL;
	int position = cmark_inline_parser_get_offset(inline_parser);
	char before = position ? (char)cmark_inline_parser_peek_at(
					 inline_parser, position - 1) :
				 '\0';
	cmark_node *last = cmark_node_last_child(parent);
	bool is_heading = cmark_node_get_type(parent) == CMARK_NODE_HEADING;
	bool is_span = before == ']' && is_bracket(last, "]");
	bool is_given = strchr(")]>`", before) && takes_attributes(last);
	if (!is_heading && !is_span && !is_given)
		return NULL;
	struct attributes attributes;
	size_t taken = attributes_parse(
		brackets->reading->arena,
		line_from(brackets, inline_parser, position), &attributes);
	if (!taken)
		return NULL;
	int end = position + (int)taken;
	cmark_node *start = is_span ? opening_bracket(brackets, last) : NULL;
	cmark_node *result = NULL;
	if (start)
		result = make_span(brackets, start, last, attributes);
	else if (is_given)
		result = give(brackets, last, attributes);
	else if (is_heading && is_last(inline_parser, end))
		result = give(brackets, parent, attributes);
	if (result)
		cmark_inline_parser_set_offset(inline_parser, end);
	return result;
}

/* ---- Life ---------------------------------------------------------------- */

void brackets_initialise(struct brackets *brackets, struct reading *reading,
			 const struct emphasis *emphasis)
{
	*brackets =
		(struct brackets){ .reading = reading, .emphasis = emphasis };
	brackets->extension = cmark_syntax_extension_new("brackets");
	cmark_syntax_extension_set_private(brackets->extension, brackets, NULL);
	cmark_syntax_extension_set_match_inline_func(brackets->extension,
						     match);
	cmark_syntax_extension_set_special_inline_chars(
		brackets->extension, cmark_llist_append(markdown_memory(), NULL,
							(void *)(size_t)'{'));
}

void brackets_release(struct brackets *brackets)
{
	cmark_syntax_extension_free(markdown_memory(), brackets->extension);
}
