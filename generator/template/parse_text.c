/* The parser's texts, and what may stand around a tag. */
#include "template/parser.h"

#include "base/vector.h"

size_t parser_line_at(struct parser *parser, size_t offset)
{
	const struct template *template = parser->template;
	while (parser->line_cursor + 1 < template->line_count &&
	       template->line_starts[parser->line_cursor + 1] <= offset)
		parser->line_cursor++;
	return parser->line_cursor;
}

static bool is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

size_t parser_skip_blank(struct str source, size_t at)
{
	while (at < source.length && is_blank(source.bytes[at]))
		at++;
	return at;
}

struct node *parser_add_node(struct parser *parser, enum node_kind kind,
			     size_t offset)
{
	struct node *node = VECTOR_ADD(&parser->nodes);
	node->kind = (uint8_t)kind;
	node->offset = (uint32_t)offset;
	node->end = (uint32_t)parser->nodes.count;
	return node;
}

static void add_text_node(struct parser *parser, size_t from, size_t to)
{
	if (from >= to)
		return;
	size_t first = parser_line_at(parser, from),
	       last = parser_line_at(parser, to);
	struct node *node = parser_add_node(parser, NODE_TEXT, from);
	node->length = (uint32_t)(to - from);
	node->newlines = (uint32_t)(last - first);
}

/* Text of an argument block, without the block's own indentation. */
static void add_dedented_text(struct parser *parser, size_t from, size_t to)
{
	struct str source = parser->template->source;
	while (from < to) {
		if (from > 0 && source.bytes[from - 1] == '\n') {
			size_t most = from + parser->dedent;
			while (from < to && from < most &&
			       is_blank(source.bytes[from]))
				from++;
		}
		const char *end = from < to ? memchr(source.bytes + from, '\n',
						     to - from) :
					      NULL;
		size_t next = end ? (size_t)(end - source.bytes) + 1 : to;
		add_text_node(parser, from, next);
		from = next;
	}
}

void parser_add_text(struct parser *parser, size_t end)
{
	size_t from = parser->text_start;
	if (from >= end)
		return;
	parser->text_start = end;
	if (parser_is_in_parent(parser)) {
		struct str text = { parser->template->source.bytes + from,
				    end - from };
		struct str words = str_trim(text);
		if (words.length)
			parser_warn_of_ignored(
				parser,
				(size_t)(words.bytes -
					 parser->template->source.bytes));
	} else if (parser->dedent) {
		add_dedented_text(parser, from, end);
	} else {
		add_text_node(parser, from, end);
	}
}

struct surroundings parser_look_around(struct parser *parser,
				       const struct token *token)
{
	struct str source = parser->template->source;
	struct surroundings around = { .line_start = token->start };
	while (around.line_start > parser->text_start &&
	       is_blank(source.bytes[around.line_start - 1]))
		around.line_start--;
	around.is_blank_before = around.line_start == 0 ||
				 source.bytes[around.line_start - 1] == '\n';
	size_t at = parser_skip_blank(source, token->end);
	if (at + 1 < source.length && source.bytes[at] == '\r' &&
	    source.bytes[at + 1] == '\n')
		at++;
	around.is_blank_after = at == source.length || source.bytes[at] == '\n';
	around.next_line = at < source.length ? at + 1 : at;
	return around;
}

bool parser_end_text(struct parser *parser, const struct token *token,
		     const struct surroundings *around)
{
	bool is_alone = around->is_blank_before && around->is_blank_after;
	parser_add_text(parser, is_alone ? around->line_start : token->start);
	parser->text_start = is_alone ? around->next_line : token->end;
	return is_alone;
}

struct str parser_dedented(const struct parser *parser, struct str space)
{
	size_t cut =
		parser->dedent < space.length ? parser->dedent : space.length;
	return (struct str){ space.bytes + cut, space.length - cut };
}

struct str parser_space_before(struct parser *parser, const struct token *token,
			       const struct surroundings *around)
{
	if (!around->is_blank_before)
		return STR("");
	return (struct str){ parser->template->source.bytes +
				     around->line_start,
			     token->start - around->line_start };
}
