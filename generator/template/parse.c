/* From tags to nodes: names, nesting, and what is wrong with either. */
#include <stdarg.h>
#include <stdio.h>

#include "base/map.h"
#include "template/parser.h"

enum {
	NAME_LIMIT = 200, /* [bytes] */
	/* Unclosed sections reported; behind more is one forgotten tag. */
	UNCLOSED_REPORTED = 100,
	/* How far up a closing tag looks for the section that it means. */
	MISMATCH_LOOKUP = 32
};

struct open_section *parser_innermost(struct parser *parser)
{
	return parser->sections.count ? VECTOR_LAST(&parser->sections) : NULL;
}

bool parser_is_in_parent(struct parser *parser)
{
	struct open_section *section = parser_innermost(parser);
	return section &&
	       parser->nodes.items[section->node].kind == NODE_PARENT;
}

void parser_report(struct parser *parser, enum diagnostic_code code,
		   size_t offset, const char *format, ...)
{
	char text[1024];
	if (!scanner_may_report(&parser->scanner))
		return;
	parser->scanner.reported++;
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	diagnostics_add(parser->diagnostics, code,
			template_place(parser->template, offset), "%s", text);
}

/* Between a parent's tags only its blocks count. */
void parser_warn_of_ignored(struct parser *parser, size_t offset)
{
	struct open_section *parent = parser_innermost(parser);
	if (parent->has_warned)
		return;
	parent->has_warned = true;
	parser_report(
		parser, DIAGNOSTIC_TEMPLATE_IGNORED, offset,
		"this is never shown: inside of {{<%.*s}} only blocks count, "
		"as in {{$name}}…{{/name}}",
		(int)parent->tag->name.text.length,
		parent->tag->name.text.bytes);
}

struct open_section *parser_push(struct parser *parser, enum node_kind kind,
				 struct tag *tag, const struct token *token)
{
	if (kind != NODE_BLOCK && parser_is_in_parent(parser))
		parser_warn_of_ignored(parser, token->start);
	struct open_section *section = VECTOR_ADD(&parser->sections);
	section->node = (uint32_t)parser->nodes.count;
	section->tag = tag;
	section->line = parser_line_at(parser, token->start);
	section->outer_dedent = parser->dedent;
	section->space_node = UINT32_MAX;
	parser_add_node(parser, kind, token->start)->tag = tag;
	return section;
}

void parser_pop(struct parser *parser)
{
	struct open_section *section = parser_innermost(parser);
	struct node *node = &parser->nodes.items[section->node];
	node->end = (uint32_t)parser->nodes.count;
	parser->dedent = section->outer_dedent;
	if (node->kind == NODE_PARENT)
		parser_gather_arguments(parser, section);
	parser->sections.count--;
}

static bool split_name(struct parser *parser, struct tag_name *name)
{
	struct str rest = name->text;
	if (str_equals(rest, STR(".")))
		return true;
	size_t count = 1;
	for (size_t i = 0; i < rest.length; i++)
		count += rest.bytes[i] == '.';
	name->parts = ARENA_NEW_ARRAY(parser->arena, count, struct name_part);
	for (size_t i = 0; i < count; i++) {
		ptrdiff_t dot = str_find_byte(rest, '.');
		struct str part = { rest.bytes,
				    dot < 0 ? rest.length : (size_t)dot };
		if (part.length == 0)
			return false;
		name->parts[i].text = part;
		name->parts[i].hash = map_hash_bytes(part.bytes, part.length);
		rest.bytes += part.length + (dot >= 0);
		rest.length -= part.length + (dot >= 0);
	}
	name->part_count = (uint32_t)count;
	return true;
}

static bool has_space(struct str text)
{
	for (size_t i = 0; i < text.length; i++) {
		if (text.bytes[i] == ' ' ||
		    (text.bytes[i] >= '\t' && text.bytes[i] <= '\r'))
			return true;
	}
	return false;
}

/* Sets the tag's name. False where it cannot be one (reported). */
static bool read_name(struct parser *parser, const struct token *token,
		      struct tag_name *name)
{
	bool const names_template = token->sigil == '>' || token->sigil == '<';
	name->text = token->content;
	if (names_template && name->text.length && name->text.bytes[0] == '*') {
		name->is_dynamic = true;
		name->text.bytes++;
		name->text.length--;
		name->text = str_trim(name->text);
	}
	const char *problem = NULL;
	bool const is_value =
		name->is_dynamic || !(names_template || token->sigil == '$');
	if (name->text.length == 0)
		problem = "the name is missing in this tag";
	else if (has_space(name->text))
		problem = "a name has no white space in it";
	else if (is_value && !split_name(parser, name))
		problem = "a part is missing beside a dot of the name";
	if (problem)
		parser_report(parser, DIAGNOSTIC_TEMPLATE_TAG, token->start,
			      "%s: '%.*s'", problem, (int)token->content.length,
			      token->content.bytes);
	return !problem;
}

static void report_unclosed(struct parser *parser,
			    const struct open_section *section, size_t offset)
{
	struct str name = section->tag->name.text;
	const char *star = section->tag->name.is_dynamic ? "*" : "";
	if (!scanner_may_report(&parser->scanner))
		return;
	struct place end = template_place(parser->template, offset);
	parser_report(parser, DIAGNOSTIC_TEMPLATE_SECTION,
		      parser->nodes.items[section->node].offset,
		      "the section '%s%.*s' is opened here and not closed: "
		      "{{/%s%.*s}} is missing before line %u, column %u",
		      star, (int)name.length, name.bytes, star,
		      (int)name.length, name.bytes, (unsigned)end.line,
		      (unsigned)end.column);
}

static void report_stray(struct parser *parser, const struct token *token)
{
	struct str content = token->content;
	const struct open_section *open = parser_innermost(parser);
	if (!scanner_may_report(&parser->scanner))
		return;
	if (!open) {
		parser_report(parser, DIAGNOSTIC_TEMPLATE_SECTION, token->start,
			      "{{/%.*s}} closes nothing: no section is open",
			      (int)content.length, content.bytes);
		return;
	}
	struct str name = open->tag->name.text;
	struct place place = template_place(
		parser->template, parser->nodes.items[open->node].offset);
	parser_report(parser, DIAGNOSTIC_TEMPLATE_SECTION, token->start,
		      "{{/%.*s}} closes nothing: open is '%s%.*s' of line %u, "
		      "column %u",
		      (int)content.length, content.bytes,
		      open->tag->name.is_dynamic ? "*" : "", (int)name.length,
		      name.bytes, (unsigned)place.line, (unsigned)place.column);
}

/* Whether the closing tag is this section's. */
static bool closes(const struct open_section *section, struct str content)
{
	const struct tag_name *name = &section->tag->name;
	if (name->is_dynamic) {
		if (content.length == 0 || content.bytes[0] != '*')
			return false;
		content.bytes++;
		content.length--;
		content = str_trim(content);
	}
	return str_equals(content, name->text);
}

/* Makes the section that the tag closes the innermost one. False where there
 * is none. */
static bool find_section(struct parser *parser, const struct token *token)
{
	size_t count = parser->sections.count;
	size_t least = count > MISMATCH_LOOKUP ? count - MISMATCH_LOOKUP : 0;
	size_t at = count;
	while (at > least &&
	       !closes(&parser->sections.items[at - 1], token->content))
		at--;
	if (at == least) {
		report_stray(parser, token);
		return false;
	}
	if (at < count)
		parser_add_text(parser, token->start);
	for (; count > at; count--) {
		report_unclosed(parser, parser_innermost(parser), token->start);
		parser_pop(parser);
	}
	return true;
}

static void close_section(struct parser *parser, const struct token *token,
			  const struct surroundings *around)
{
	if (!find_section(parser, token)) {
		parser_end_text(parser, token, around);
		return;
	}
	uint8_t kind = parser->nodes.items[parser_innermost(parser)->node].kind;
	if (kind == NODE_PARENT) {
		parser_close_parent(parser, token, around);
	} else if (kind == NODE_BLOCK) {
		parser_close_block(parser, token, around);
	} else {
		parser_end_text(parser, token, around);
		parser_pop(parser);
	}
}

static void add_partial(struct parser *parser, struct tag *tag,
			const struct token *token,
			const struct surroundings *around)
{
	bool is_alone = parser_end_text(parser, token, around);
	if (is_alone)
		tag->indent = parser_dedented(
			parser, parser_space_before(parser, token, around));
	struct node *node = parser_add_node(parser, NODE_PARTIAL, token->start);
	node->tag = tag;
	node->begins_line = node->ends_line = is_alone;
}

static void add_value(struct parser *parser, struct tag *tag,
		      const struct token *token)
{
	parser_add_text(parser, token->start);
	parser->text_start = token->end;
	bool const is_raw = token->sigil == '{' || token->sigil == '&';
	parser_add_node(parser, is_raw ? NODE_RAW : NODE_VALUE, token->start)
		->tag = tag;
}

static void open_section(struct parser *parser, struct tag *tag,
			 const struct token *token,
			 const struct surroundings *around)
{
	if (token->sigil == '<') {
		parser_open_parent(parser, tag, token, around);
	} else if (token->sigil == '$' && parser_is_in_parent(parser)) {
		parser_open_argument(parser, tag, token, around);
	} else if (token->sigil == '$') {
		parser_open_parameter(parser, tag, token, around);
	} else {
		parser_end_text(parser, token, around);
		parser_push(parser,
			    token->sigil == '#' ? NODE_SECTION : NODE_INVERTED,
			    tag, token);
	}
}

static void parse_named_tag(struct parser *parser, const struct token *token,
			    const struct surroundings *around)
{
	struct tag *tag = ARENA_NEW(parser->arena, struct tag);
	bool const is_opening = token->sigil && strchr("#^<$", token->sigil);
	/* A section without a right name still has its closing tag. */
	if (!read_name(parser, token, &tag->name) && !is_opening) {
		parser_end_text(parser, token, around);
		return;
	}
	if (is_opening) {
		open_section(parser, tag, token, around);
		return;
	}
	if (parser_is_in_parent(parser))
		parser_warn_of_ignored(parser, token->start);
	if (token->sigil == '>')
		add_partial(parser, tag, token, around);
	else
		add_value(parser, tag, token);
}

static void parse_tag(struct parser *parser, const struct token *token)
{
	struct surroundings around = parser_look_around(parser, token);
	if (token->sigil == '!' || token->sigil == '=') {
		parser_end_text(parser, token, &around);
	} else if (token->content.length > NAME_LIMIT) {
		parser_report(parser, DIAGNOSTIC_TEMPLATE_TAG, token->start,
			      "a name is at most %d bytes long", NAME_LIMIT);
		parser_end_text(parser, token, &around);
	} else if (token->sigil == '/') {
		close_section(parser, token, &around);
	} else {
		parse_named_tag(parser, token, &around);
	}
}

static void close_all(struct parser *parser)
{
	size_t end = parser->template->source.length;
	parser_add_text(parser, end);
	for (int i = 0; parser->sections.count; i++) {
		if (i < UNCLOSED_REPORTED)
			report_unclosed(parser, parser_innermost(parser), end);
		parser_pop(parser);
	}
}

/* The source without a byte order mark, and empty where it is too long. */
static struct str check_source(struct str source, const char *file,
			       struct diagnostics *diagnostics)
{
	if (str_starts_with(source, STR("\xEF\xBB\xBF"))) {
		source.bytes += 3;
		source.length -= 3;
	}
	if (source.length > TEMPLATE_SIZE_LIMIT) {
		diagnostics_add(diagnostics, DIAGNOSTIC_TEMPLATE_SIZE,
				(struct place){ file, 0, 0 },
				"a template is at most %d MiB long",
				TEMPLATE_SIZE_LIMIT / (1024 * 1024));
		source.length = 0;
	}
	return source;
}

const struct template *template_parse(struct arena *arena, const char *file,
				      struct str source, uint32_t first_line,
				      struct diagnostics *diagnostics)
{
	struct template *template = ARENA_NEW(arena, struct template);
	size_t error_count = diagnostics->error_count;
	template->file = file;
	template->first_line = first_line;
	template->source = check_source(source, file, diagnostics);
	template_find_lines(arena, template);
	struct parser parser = { .arena = arena,
				 .diagnostics = diagnostics,
				 .template = template };
	scanner_initialise(&parser.scanner, template, diagnostics);
	struct token token;
	while (scanner_next(&parser.scanner, &token))
		parse_tag(&parser, &token);
	close_all(&parser);
	template->is_broken = diagnostics->error_count > error_count;
	size_t count = parser.nodes.count;
	template->node_count = (uint32_t)count;
	template->nodes = arena_copy_array(arena, parser.nodes.items, count,
					   sizeof *parser.nodes.items);
	VECTOR_RELEASE(&parser.nodes);
	VECTOR_RELEASE(&parser.sections);
	return template;
}
