/* The parser of message patterns: by descent, at most DEEPEST levels. */
#include "locale/pattern.h"

#include <stdlib.h>

#include "base/buffer.h"

enum { DEEPEST = 8 };

struct parser {
	struct arena *arena;
	struct str text;
	size_t at;
	struct pattern_error *error;
};

static bool fail(struct parser *parser, const char *text)
{
	parser->error->offset = parser->at;
	parser->error->text = text;
	return false;
}

/* The byte under the parser; NUL at the end. */
static char peek(const struct parser *parser)
{
	return parser->at < parser->text.length ?
		       parser->text.bytes[parser->at] :
		       '\0';
}

static void skip_space(struct parser *parser)
{
	while (peek(parser) == ' ' || peek(parser) == '\n' ||
	       peek(parser) == '\t')
		parser->at++;
}

static bool is_word_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
	       (byte >= '0' && byte <= '9') || byte == '_' || byte == '-' ||
	       byte == '.' || byte == '=';
}

static struct str read_word(struct parser *parser)
{
	size_t start = parser->at;
	while (is_word_byte(peek(parser)))
		parser->at++;
	return (struct str){ parser->text.bytes + start, parser->at - start };
}

static bool parse_parts(struct parser *parser, int depth, bool in_plural,
			const struct pattern_part **first);

/* ---- Texts ------------------------------------------------------------- */

static bool is_syntax(char byte, bool in_plural)
{
	return byte == '{' || byte == '}' || (in_plural && byte == '#');
}

/* Copies a quoted stretch, up to the apostrophe that ends it. */
static void read_quoted(struct parser *parser, struct buffer *text)
{
	parser->at++;
	while (parser->at < parser->text.length) {
		char byte = peek(parser);
		parser->at++;
		if (byte == '\'') {
			if (peek(parser) != '\'')
				return;
			parser->at++;
		}
		buffer_append_byte(text, byte);
	}
}

static void read_apostrophe(struct parser *parser, struct buffer *text,
			    bool in_plural)
{
	char after = parser->at + 1 < parser->text.length ?
			     parser->text.bytes[parser->at + 1] :
			     '\0';
	if (is_syntax(after, in_plural)) {
		read_quoted(parser, text);
		return;
	}
	buffer_append_byte(text, '\'');
	parser->at += after == '\'' ? 2 : 1;
}

static struct str read_text(struct parser *parser, bool in_plural)
{
	struct buffer text = BUFFER_INITIALISER;
	while (parser->at < parser->text.length &&
	       !is_syntax(peek(parser), in_plural)) {
		if (peek(parser) == '\'') {
			read_apostrophe(parser, &text, in_plural);
			continue;
		}
		buffer_append_byte(&text, peek(parser));
		parser->at++;
	}
	struct str copy = arena_copy_str(parser->arena, buffer_str(&text));
	buffer_release(&text);
	return copy;
}

/* ---- Arguments --------------------------------------------------------- */

static bool parse_exact(struct parser *parser, struct pattern_branch *branch)
{
	if (branch->selector.bytes[0] != '=')
		return true;
	const char *digits =
		arena_copy(parser->arena, branch->selector.bytes + 1,
			   branch->selector.length - 1);
	char *end;
	branch->is_exact = true;
	branch->exact = strtod(digits, &end);
	if (!*digits || *end)
		return fail(parser, "'=' needs a number, as in '=0'");
	return true;
}

static bool is_repeated(const struct pattern_branch *branches,
			struct str selector)
{
	for (; branches; branches = branches->next)
		if (str_equals(branches->selector, selector))
			return true;
	return false;
}

static bool parse_branch(struct parser *parser, int depth, bool is_plural,
			 struct pattern_branch *branch)
{
	branch->selector = read_word(parser);
	if (!branch->selector.length)
		return fail(parser, "expected a word such as 'other' before "
				    "its text in braces");
	if (is_plural && !parse_exact(parser, branch))
		return false;
	skip_space(parser);
	if (peek(parser) != '{')
		return fail(parser, "expected '{' after the word that chooses "
				    "this text");
	parser->at++;
	if (!parse_parts(parser, depth + 1, is_plural, &branch->parts))
		return false;
	parser->at++;
	return true;
}

static bool parse_branches(struct parser *parser, int depth,
			   struct pattern_part *part)
{
	bool is_plural = part->kind != PATTERN_SELECT, has_other = false;
	const struct pattern_branch **end = &part->branches;
	skip_space(parser);
	while (peek(parser) != '}') {
		if (parser->at == parser->text.length)
			return fail(parser, "a '}' is missing");
		struct pattern_branch *branch =
			ARENA_NEW(parser->arena, struct pattern_branch);
		if (!parse_branch(parser, depth, is_plural, branch))
			return false;
		if (is_repeated(part->branches, branch->selector))
			return fail(parser, "the same choice stands here "
					    "twice");
		has_other |= str_equals(branch->selector, STR("other"));
		*end = branch;
		end = &branch->next;
		skip_space(parser);
	}
	return has_other || fail(parser, "the choice 'other' is missing");
}

static bool parse_offset(struct parser *parser, struct pattern_part *part)
{
	static const struct str word = { "offset:", 7 };
	skip_space(parser);
	struct str rest = { parser->text.bytes + parser->at,
			    parser->text.length - parser->at };
	if (part->kind == PATTERN_SELECT || !str_starts_with(rest, word))
		return true;
	parser->at += word.length;
	struct str digits = read_word(parser);
	char *end;
	const char *copy =
		arena_copy(parser->arena, digits.bytes, digits.length);
	part->offset = strtod(copy, &end);
	if (!*copy || *end)
		return fail(parser, "'offset:' needs a number");
	return true;
}

static bool set_style(struct parser *parser, struct pattern_part *part)
{
	struct str style = read_word(parser);
	if (part->kind == PATTERN_NUMBER) {
		if (str_equals(style, STR("integer")))
			part->kind = PATTERN_INTEGER;
		else if (str_equals(style, STR("percent")))
			part->kind = PATTERN_PERCENT;
		else
			return fail(parser, "a number is 'integer' or "
					    "'percent', or has no style");
		return true;
	}
	return str_equals(style, STR("long")) ||
	       fail(parser, "a date is 'long'");
}

static bool set_type(struct parser *parser, struct pattern_part *part)
{
	static const struct {
		struct str name;
		enum pattern_kind kind;
	} types[] = {
		{ { "number", 6 }, PATTERN_NUMBER },
		{ { "date", 4 }, PATTERN_DATE },
		{ { "plural", 6 }, PATTERN_PLURAL },
		{ { "selectordinal", 13 }, PATTERN_ORDINAL },
		{ { "select", 6 }, PATTERN_SELECT },
	};
	struct str type = read_word(parser);
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		if (!str_equals(type, types[i].name))
			continue;
		part->kind = types[i].kind;
		return true;
	}
	return fail(parser, "the type must be number, date, plural, "
			    "selectordinal or select");
}

static bool parse_type(struct parser *parser, int depth,
		       struct pattern_part *part)
{
	skip_space(parser);
	if (!set_type(parser, part))
		return false;
	skip_space(parser);
	bool has_branches = part->kind >= PATTERN_PLURAL;
	if (peek(parser) != ',')
		return !has_branches ||
		       fail(parser, "expected ',' and the choices");
	parser->at++;
	skip_space(parser);
	if (!has_branches)
		return set_style(parser, part);
	return parse_offset(parser, part) &&
	       parse_branches(parser, depth, part);
}

/* From after the '{' to after the '}'. */
static bool parse_argument(struct parser *parser, int depth,
			   struct pattern_part *part)
{
	part->kind = PATTERN_ARGUMENT;
	skip_space(parser);
	part->text = read_word(parser);
	if (!part->text.length)
		return fail(parser, "expected the name of an argument after "
				    "'{'");
	skip_space(parser);
	if (peek(parser) == ',') {
		parser->at++;
		if (!parse_type(parser, depth, part))
			return false;
		skip_space(parser);
	}
	if (peek(parser) != '}')
		return fail(parser, "expected '}' after the argument");
	parser->at++;
	return true;
}

/* ---- All parts of one level -------------------------------------------- */

static bool parse_part(struct parser *parser, int depth, bool in_plural,
		       struct pattern_part *part)
{
	if (peek(parser) == '{') {
		parser->at++;
		return parse_argument(parser, depth, part);
	}
	if (in_plural && peek(parser) == '#') {
		parser->at++;
		part->kind = PATTERN_COUNT_SIGN;
		return true;
	}
	part->kind = PATTERN_TEXT;
	part->text = read_text(parser, in_plural);
	return true;
}

/* Up to the '}' that ends the level, or at depth 0 to the end. */
static bool parse_parts(struct parser *parser, int depth, bool in_plural,
			const struct pattern_part **first)
{
	if (depth > DEEPEST)
		return fail(parser, "choices nest too deep");
	const struct pattern_part **end = first;
	*first = NULL;
	while (parser->at < parser->text.length && peek(parser) != '}') {
		struct pattern_part *part =
			ARENA_NEW(parser->arena, struct pattern_part);
		if (!parse_part(parser, depth, in_plural, part))
			return false;
		*end = part;
		end = &part->next;
	}
	if (depth == 0 && parser->at < parser->text.length)
		return fail(parser, "a '}' without its '{'");
	if (depth > 0 && parser->at == parser->text.length)
		return fail(parser, "a '}' is missing");
	return true;
}

bool pattern_parse(struct arena *arena, struct str text,
		   const struct pattern_part **parts,
		   struct pattern_error *error)
{
	struct parser parser = { .arena = arena, .text = text, .error = error };
	return parse_parts(&parser, 0, false, parts);
}

void pattern_visit(const struct pattern_part *parts,
		   void (*visit)(void *context,
				 const struct pattern_part *part),
		   void *context)
{
	for (; parts; parts = parts->next) {
		visit(context, parts);
		const struct pattern_branch *branch = parts->branches;
		for (; branch; branch = branch->next)
			pattern_visit(branch->parts, visit, context);
	}
}

const struct pattern_part *
pattern_change(struct arena *arena, const struct pattern_part *parts,
	       struct str (*change)(void *context, struct str text),
	       void *context)
{
	const struct pattern_part *first = NULL, **end = &first;
	for (; parts; parts = parts->next) {
		struct pattern_part *part =
			ARENA_NEW(arena, struct pattern_part);
		*part = *parts;
		part->branches = NULL;
		if (part->kind == PATTERN_TEXT)
			part->text = change(context, part->text);
		const struct pattern_branch **last = &part->branches;
		for (const struct pattern_branch *branch = parts->branches;
		     branch; branch = branch->next) {
			struct pattern_branch *copy =
				ARENA_NEW(arena, struct pattern_branch);
			*copy = *branch;
			copy->parts = pattern_change(arena, branch->parts,
						     change, context);
			copy->next = NULL;
			*last = copy;
			last = &copy->next;
		}
		*end = part;
		end = &part->next;
	}
	return first;
}
