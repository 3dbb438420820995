/* Inheritance: parents, the blocks that they pass and those that they fill,
 * and how both are indented. */
#include "template/parser.h"

#include <stdlib.h>

#include "base/vector.h"

static int compare_arguments(const void *left, const void *right)
{
	const struct argument *a = left, *b = right;
	int order = str_compare(a->name, b->name);
	return order ? order : (a->node > b->node) - (a->node < b->node);
}

void parser_gather_arguments(struct parser *parser,
			     const struct open_section *parent)
{
	VECTOR(struct argument) found = { 0 };
	const struct node *nodes = parser->nodes.items;
	for (uint32_t i = parent->node + 1; i < parser->nodes.count;
	     i = nodes[i].end) {
		if (nodes[i].kind == NODE_BLOCK)
			*VECTOR_ADD(&found) =
				(struct argument){ nodes[i].tag->name.text, i };
	}
	struct tag *tag = parent->tag;
	tag->argument_count = (uint32_t)found.count;
	if (found.count == 0)
		return;
	qsort(found.items, found.count, sizeof *found.items, compare_arguments);
	for (size_t i = 1; i < found.count; i++) {
		if (str_equals(found.items[i].name, found.items[i - 1].name))
			parser_report(parser,
				      DIAGNOSTIC_TEMPLATE_DUPLICATE_BLOCK,
				      nodes[found.items[i].node].offset,
				      "the block '%.*s' is given twice here",
				      (int)found.items[i].name.length,
				      found.items[i].name.bytes);
	}
	tag->arguments =
		ARENA_NEW_ARRAY(parser->arena, found.count, struct argument);
	memcpy(tag->arguments, found.items, found.count * sizeof *found.items);
	VECTOR_RELEASE(&found);
}

/* The white space before a block's content: that of the first line which has
 * more than white space. *is_empty where that is a closing tag. */
static struct str intrinsic_space(struct parser *parser, size_t at,
				  bool *is_empty)
{
	struct str source = parser->template->source;
	struct str open = parser->scanner.open;
	size_t start = at;
	while (at < source.length) {
		at = parser_skip_blank(source, start);
		if (at == source.length ||
		    (source.bytes[at] != '\n' && source.bytes[at] != '\r'))
			break;
		start = ++at;
	}
	struct str rest = { source.bytes + at, source.length - at };
	*is_empty = rest.length == 0;
	if (str_starts_with(rest, open)) {
		size_t sigil = parser_skip_blank(source, at + open.length);
		*is_empty = sigil < source.length && source.bytes[sigil] == '/';
	}
	return (struct str){ source.bytes + start, at - start };
}

/* Whether a parent stands in lines of its own is known at its closing tag:
 * until then the white space before it is a text node of its own. */
void parser_open_parent(struct parser *parser, struct tag *tag,
			const struct token *token,
			const struct surroundings *around)
{
	struct str space = parser_space_before(parser, token, around);
	parser_add_text(parser, token->start - space.length);
	uint32_t space_node = (uint32_t)parser->nodes.count;
	parser_add_text(parser, token->start);
	bool has_node = parser->nodes.count > space_node;
	struct open_section *section =
		parser_push(parser, NODE_PARENT, tag, token);
	section->begins_line = around->is_blank_before;
	section->space = parser_dedented(parser, space);
	if (has_node)
		section->space_node = space_node;
	parser->text_start = token->end;
}

/* A block directly in a parent passes its content on, without the indentation
 * that it has here. */
void parser_open_argument(struct parser *parser, struct tag *tag,
			  const struct token *token,
			  const struct surroundings *around)
{
	parser_add_text(parser, token->start);
	parser_push(parser, NODE_BLOCK, tag, token);
	parser->text_start = token->end;
	if (!around->is_blank_after)
		return;
	parser->text_start = around->next_line;
	bool is_empty;
	struct str space =
		intrinsic_space(parser, around->next_line, &is_empty);
	parser->dedent = is_empty ? 0 : space.length;
}

/* Any other block is a place that an argument may fill, indented as the
 * default content is, or else as the tag. */
void parser_open_parameter(struct parser *parser, struct tag *tag,
			   const struct token *token,
			   const struct surroundings *around)
{
	struct str space = parser_space_before(parser, token, around);
	bool is_alone = parser_end_text(parser, token, around);
	if (is_alone) {
		bool is_empty;
		struct str intrinsic =
			intrinsic_space(parser, around->next_line, &is_empty);
		if (!is_empty)
			space = intrinsic;
	}
	tag->indent = parser_dedented(parser, space);
	struct open_section *section =
		parser_push(parser, NODE_BLOCK, tag, token);
	parser->nodes.items[section->node].begins_line = is_alone;
}

void parser_close_parent(struct parser *parser, const struct token *token,
			 const struct surroundings *around)
{
	parser_add_text(parser, token->start);
	struct open_section *section = parser_innermost(parser);
	struct node *node = &parser->nodes.items[section->node];
	/* What stands between the tags is not shown, so it does not keep the
	 * parent from having its lines for itself. */
	bool const is_one_line =
		section->line == parser_line_at(parser, token->start);
	node->ends_line = around->is_blank_after &&
			  (section->begins_line || !is_one_line);
	node->begins_line =
		section->begins_line && (node->ends_line || !is_one_line);
	if (node->begins_line) {
		section->tag->indent = section->space;
		if (section->space_node != UINT32_MAX)
			parser->nodes.items[section->space_node].length = 0;
	}
	parser->text_start = node->ends_line ? around->next_line : token->end;
	parser_pop(parser);
}

void parser_close_block(struct parser *parser, const struct token *token,
			const struct surroundings *around)
{
	struct open_section *section = parser_innermost(parser);
	bool is_argument =
		parser->sections.count > 1 &&
		parser->nodes.items[section[-1].node].kind == NODE_PARENT;
	if (is_argument) {
		parser_add_text(parser, around->is_blank_before ?
						around->line_start :
						token->start);
		parser->text_start = token->end;
	} else {
		bool is_alone = parser_end_text(parser, token, around);
		parser->nodes.items[section->node].ends_line = is_alone;
	}
	parser_pop(parser);
}
