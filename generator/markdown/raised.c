/* Superscripts and subscripts. Between the marks stand no spaces and no other
 * marks; so that "18~25" and "^_^" stay text, what is raised follows something,
 * and what is lowered is a few letters or digits after a letter. */
#include "markdown/raised.h"

#include "markdown/memory.h"

#include <string.h>

enum { LONGEST = 24 }; /* [bytes] between the marks */

static bool is_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* What may be lowered: "2", "max", "i+1". */
static bool may_lower(char byte)
{
	return is_letter(byte) || is_digit(byte) || strchr("+-,.=", byte);
}

/* What may be raised: also letters of other scripts, and brackets. */
static bool may_raise(char byte)
{
	return may_lower(byte) || (byte & 0x80) || strchr("()/*'", byte);
}

static bool may_stand_before(char byte, char mark)
{
	if (mark == '~')
		return is_letter(byte) || byte == ')';
	return is_letter(byte) || is_digit(byte) || (byte & 0x80) ||
	       strchr(")]%\"'*", byte);
}

/* [bytes] between the mark at `start` and the one that closes; 0: none. */
static size_t length_of(cmark_inline_parser *parser, int start, char mark,
			char text[static LONGEST])
{
	size_t length = 0;
	for (; length < LONGEST; length++) {
		char byte = (char)cmark_inline_parser_peek_at(
			parser, start + 1 + (int)length);
		if (byte == mark)
			break;
		if (!byte || !(mark == '~' ? may_lower(byte) : may_raise(byte)))
			return 0;
		text[length] = byte;
	}
	return length < LONGEST ? length : 0;
}

static cmark_node *match(cmark_syntax_extension *extension,
			 cmark_parser *parser, cmark_node *parent,
			 unsigned char character,
			 cmark_inline_parser *inline_parser)
{
	struct brackets *brackets =
		cmark_syntax_extension_get_private(extension);
	char mark = (char)character, text[LONGEST + 1];
	(void)parser;
	if (mark != '^' && mark != '~')
		return NULL;
	int start = cmark_inline_parser_get_offset(inline_parser);
	char before = start ? (char)cmark_inline_parser_peek_at(inline_parser,
								start - 1) :
			      '\0';
	if (!before || !may_stand_before(before, mark))
		return NULL;
	size_t length = length_of(inline_parser, start, mark, text);
	int end = start + (int)length + 2;
	if (!length ||
	    (char)cmark_inline_parser_peek_at(inline_parser, end) == mark)
		return NULL;
	if (brackets->emphasis->is_needed)
		emphasis_restore_bytes(text, length);
	text[length] = '\0';
	cmark_node *last = brackets_add_span(
		brackets, parent,
		mark == '^' ? NODE_SUPERSCRIPT : NODE_SUBSCRIPT, text,
		cmark_inline_parser_get_line(inline_parser),
		cmark_inline_parser_get_column(inline_parser));
	cmark_inline_parser_set_offset(inline_parser, end);
	return last;
}

cmark_syntax_extension *raised_new(struct brackets *brackets)
{
	cmark_syntax_extension *extension =
		cmark_syntax_extension_new("raised");
	/* The tilde is strikethrough's, which finds itself by it. */
	cmark_llist *marks = cmark_llist_append(markdown_memory(), NULL,
						(void *)(size_t)'^');
	cmark_syntax_extension_set_private(extension, brackets, NULL);
	cmark_syntax_extension_set_match_inline_func(extension, match);
	cmark_syntax_extension_set_special_inline_chars(extension, marks);
	return extension;
}

void raised_free(cmark_syntax_extension *extension)
{
	cmark_syntax_extension_free(markdown_memory(), extension);
}
