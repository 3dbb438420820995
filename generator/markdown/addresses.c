#include "markdown/addresses.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>

#include "base/buffer.h"
#include "base/str.h"
#include "markdown/emphasis.h"
#include "markdown/memory.h"
#include "markdown/scripts.h"

enum { ADDRESS_LIMIT = 4096 }; /* [bytes] */

/* What stands from `start` on, up to a space or "<", as the author wrote it. */
static void read_run(struct buffer *run, cmark_inline_parser *parser, int start,
		     const struct emphasis *emphasis)
{
	for (int at = start; at - start < ADDRESS_LIMIT; at++) {
		char byte = (char)cmark_inline_parser_peek_at(parser, at);
		if (strchr(" \t\r\n<", byte)) /* or the NUL at the end */
			break;
		buffer_append_byte(run, byte);
	}
	if (emphasis->is_needed && run->length)
		emphasis_restore_bytes(run->bytes, run->length);
}

/* Length of what the run holds of an address whose host starts at `host`. */
static size_t address_length(struct str run, size_t host)
{
	size_t at = host, before;
	bool is_foreign_host = host < run.length &&
			       ((unsigned char)run.bytes[host] & 0x80) != 0;
	while (at < run.length) {
		before = at;
		uint32_t character = str_decode(run, &at);
		is_foreign_host &= character != '/';
		bool is_kept =
			is_foreign_host && scripts_is_joining_letter(character);
		if (u_isUWhiteSpace((UChar32)character) ||
		    (!is_kept && scripts_ends_address(character)))
			return before;
	}
	return run.length;
}

/* GFM: signs at the end belong to the sentence, and so does a bracket that the
 * address did not open. */
static size_t trim_end(struct str run, size_t length)
{
	while (length) {
		char last = run.bytes[length - 1];
		size_t opened = 0, closed = 0;
		for (size_t i = 0; i < length; i++) {
			opened += run.bytes[i] == '(';
			closed += run.bytes[i] == ')';
		}
		if (!strchr("?!.,:*_~'\"", last) &&
		    !(last == ')' && closed > opened))
			break;
		length--;
	}
	return length;
}

static cmark_node *make_link(struct str words, const char *scheme)
{
	struct buffer text = BUFFER_INITIALISER;
	cmark_node *link =
		cmark_node_new_with_mem(CMARK_NODE_LINK, markdown_memory());
	cmark_node *child =
		cmark_node_new_with_mem(CMARK_NODE_TEXT, markdown_memory());
	buffer_append_string(&text, scheme);
	buffer_append_str(&text, words);
	buffer_append_byte(&text, '\0');
	cmark_node_set_url(link, text.bytes);
	cmark_node_set_literal(child, text.bytes + strlen(scheme));
	cmark_node_append_child(link, child);
	buffer_release(&text);
	return link;
}

/* Where the address begins: bytes of its scheme before the colon at
 * `position`, or 0. */
static int scheme_length(cmark_inline_parser *parser, int position)
{
	static const char *const schemes[] = { "https", "http", "ftp" };
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
		int length = (int)strlen(schemes[i]), same = 0;
		while (same < length && position - length >= 0 &&
		       (cmark_inline_parser_peek_at(parser,
						    position - length + same) |
			0x20) == schemes[i][same])
			same++;
		unsigned char before =
			position > length ?
				cmark_inline_parser_peek_at(
					parser, position - length - 1) :
				' ';
		if (same == length && !u_isalpha(before < 0x80 ? before : 0))
			return length;
	}
	return 0;
}

/* "www." after a space, a delimiter, or a letter of a script without spaces. */
static bool may_begin_host(cmark_inline_parser *parser, int position)
{
	int start = position;
	char bytes[4];
	size_t length = 0, at = 0;
	if (!position)
		return true;
	do
		start--;
	while (start &&
	       (cmark_inline_parser_peek_at(parser, start) & 0xC0) == 0x80);
	while (start + (int)length < position && length < sizeof bytes) {
		bytes[length] = (char)cmark_inline_parser_peek_at(
			parser, start + (int)length);
		length++;
	}
	uint32_t before = str_decode((struct str){ bytes, length }, &at);
	return u_isUWhiteSpace((UChar32)before) ||
	       (before < 0x80 && strchr("*_~($", (int)before)) ||
	       scripts_ends_address(before);
}

/* What is left to cmark: nothing in it that cmark would read otherwise. */
static bool is_usual(struct str run, size_t length,
		     const struct emphasis *emphasis)
{
	return length == run.length && !emphasis->is_needed;
}

static cmark_node *take(cmark_inline_parser *parser, int start, size_t host,
			const char *scheme, const struct emphasis *emphasis)
{
	struct buffer bytes = BUFFER_INITIALISER;
	cmark_node *link = NULL;
	read_run(&bytes, parser, start, emphasis);
	struct str run = buffer_str(&bytes);
	size_t length = host < run.length ? address_length(run, host) : 0;
	bool is_left = is_usual(run, length, emphasis);
	length = trim_end(run, length);
	if (!is_left && length > host) {
		run.length = length;
		link = make_link(run, scheme);
		cmark_inline_parser_set_offset(parser, start + (int)length);
	}
	buffer_release(&bytes);
	return link;
}

static cmark_node *match(cmark_syntax_extension *extension,
			 cmark_parser *parser, cmark_node *parent,
			 unsigned char character,
			 cmark_inline_parser *inline_parser)
{
	const struct emphasis *emphasis =
		cmark_syntax_extension_get_private(extension);
	int position = cmark_inline_parser_get_offset(inline_parser);
	(void)parser;
	if (cmark_inline_parser_in_bracket(inline_parser, 0) ||
	    cmark_inline_parser_in_bracket(inline_parser, 1))
		return NULL;
	if (character == 'w') {
		for (int i = 0; i < 4; i++)
			if (cmark_inline_parser_peek_at(
				    inline_parser, position + i) != "www."[i])
				return NULL;
		return may_begin_host(inline_parser, position) ?
			       take(inline_parser, position, 4, "http://",
				    emphasis) :
			       NULL;
	}
	int scheme = scheme_length(inline_parser, position);
	if (!scheme ||
	    cmark_inline_parser_peek_at(inline_parser, position + 1) != '/' ||
	    cmark_inline_parser_peek_at(inline_parser, position + 2) != '/')
		return NULL;
	cmark_node *link = take(inline_parser, position - scheme,
				(size_t)scheme + 3, "", emphasis);
	if (link) /* the scheme is text of the node before by now */
		cmark_node_unput(parent, scheme);
	return link;
}

cmark_syntax_extension *addresses_new(const struct emphasis *emphasis)
{
	cmark_mem *memory = markdown_memory();
	cmark_syntax_extension *extension =
		cmark_syntax_extension_new("addresses");
	cmark_llist *characters =
		cmark_llist_append(memory, NULL, (void *)(size_t)':');
	characters =
		cmark_llist_append(memory, characters, (void *)(size_t)'w');
	cmark_syntax_extension_set_private(extension, (void *)emphasis, NULL);
	cmark_syntax_extension_set_match_inline_func(extension, match);
	cmark_syntax_extension_set_special_inline_chars(extension, characters);
	return extension;
}

void addresses_free(cmark_syntax_extension *extension)
{
	cmark_syntax_extension_free(markdown_memory(), extension);
}
