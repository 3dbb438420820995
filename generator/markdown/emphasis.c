#define _POSIX_C_SOURCE 200809L
#include "markdown/emphasis.h"

#include "markdown/memory.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>

#include "markdown/scripts.h"

enum {
	ASTERISK = '$',    /* what cmark gets for "*" */
	DOLLAR = 1,        /* … and for the author's "$" */
	ESCAPED_DOLLAR = 2 /* … and for one after a backslash */
};

/* ---- Preparing ----------------------------------------------------------- */

static uint32_t character_before(struct str text, size_t at)
{
	size_t start = at;
	if (!start)
		return '\n';
	do
		start--;
	while (start && ((unsigned char)text.bytes[start] & 0xC0) == 0x80);
	return str_decode(text, &start);
}

static uint32_t character_at(struct str text, size_t at)
{
	return at < text.length ? str_decode(text, &at) : '\n';
}

static bool is_joining(uint32_t character)
{
	return scripts_is_joining_letter(character) ||
	       scripts_is_wide_punctuation(character);
}

/* Whether a run of asterisks has a neighbour that cmark's rule is not made
 * for. */
static bool is_needed(struct str text)
{
	size_t at = 0;
	while (at < text.length) {
		const char *found =
			memchr(text.bytes + at, '*', text.length - at);
		if (!found)
			return false;
		size_t start = (size_t)(found - text.bytes);
		for (at = start; at < text.length && text.bytes[at] == '*';)
			at++;
		if (is_joining(character_before(text, start)) ||
		    is_joining(character_at(text, at)))
			return true;
	}
	return false;
}

/* Where a line's words begin: after spaces, quotation marks of Markdown and
 * markers of lists. An asterisk up to there is a marker of a block. */
static size_t words_start(struct str line)
{
	size_t at = 0;
	while (at < line.length) {
		char byte = line.bytes[at];
		size_t digits = 0;
		while (at + digits < line.length &&
		       line.bytes[at + digits] >= '0' &&
		       line.bytes[at + digits] <= '9')
			digits++;
		size_t marker = at + digits;
		bool has_space = marker + 1 >= line.length ||
				 strchr(" \t\r\n", line.bytes[marker + 1]);
		bool is_marker =
			marker < line.length && has_space &&
			strchr(digits ? ".)" : "*-+", line.bytes[marker]);
		if (strchr(" \t>", byte))
			at++;
		else if (is_marker)
			at = marker + 1;
		else
			break;
	}
	return at;
}

static bool is_thematic_break(struct str line, size_t start)
{
	for (size_t i = start; i < line.length; i++)
		if (!strchr("* \t\r\n", line.bytes[i]))
			return false;
	return true;
}

static void replace(char *bytes, size_t length)
{
	bool is_escaped = false;
	for (size_t i = 0; i < length; i++) {
		if (bytes[i] == '*' && !is_escaped)
			bytes[i] = ASTERISK;
		else if (bytes[i] == '$')
			bytes[i] = is_escaped ? ESCAPED_DOLLAR : DOLLAR;
		is_escaped = bytes[i] == '\\' && !is_escaped;
	}
}

struct str emphasis_prepare(struct emphasis *emphasis, struct reading *reading)
{
	emphasis->is_needed = is_needed(reading->text);
	if (!emphasis->is_needed)
		return reading->text;
	char *copy = arena_copy(reading->arena, reading->text.bytes,
				reading->text.length);
	for (uint32_t i = 0; i < reading->line_count; i++) {
		char *start = copy + reading->line_starts[i];
		struct str line = { start, reading->line_starts[i + 1] -
						   reading->line_starts[i] };
		size_t words = words_start(line);
		if (!is_thematic_break(line, words))
			replace(start + words, line.length - words);
	}
	return (struct str){ copy, reading->text.length };
}

/* ---- Putting back -------------------------------------------------------- */

void emphasis_restore_bytes(char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		if (bytes[i] == ASTERISK)
			bytes[i] = '*';
		else if (bytes[i] == DOLLAR || bytes[i] == ESCAPED_DOLLAR)
			bytes[i] = '$';
	}
}

/* A copy to be freed, or NULL where nothing was replaced. Where a backslash
 * escapes, the one before a dollar goes: cmark saw no punctuation there. */
static char *restored(const char *text, bool has_escapes)
{
	char marks[] = { ASTERISK, DOLLAR, ESCAPED_DOLLAR, '\0' };
	if (!text || !strpbrk(text, marks))
		return NULL;
	size_t length = strlen(text), kept = 0;
	char *copy = malloc(length + 1);
	if (!copy)
		return NULL;
	for (size_t i = 0; i < length; i++) {
		if (has_escapes && text[i] == '\\' &&
		    text[i + 1] == ESCAPED_DOLLAR)
			continue;
		copy[kept++] = text[i];
	}
	copy[kept] = '\0';
	emphasis_restore_bytes(copy, kept);
	return copy;
}

static void restore_literal(cmark_node *node, bool has_escapes)
{
	char *text = restored(cmark_node_get_literal(node), has_escapes);
	if (text)
		cmark_node_set_literal(node, text);
	free(text);
}

static void restore_target(cmark_node *node)
{
	char *url = restored(cmark_node_get_url(node), true);
	char *title = restored(cmark_node_get_title(node), true);
	if (url)
		cmark_node_set_url(node, url);
	if (title)
		cmark_node_set_title(node, title);
	free(url);
	free(title);
}

static void restore_node(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);
	if (type == CMARK_NODE_TEXT) {
		restore_literal(node, true);
	} else if (type == CMARK_NODE_CODE || type == CMARK_NODE_HTML_BLOCK ||
		   type == CMARK_NODE_HTML_INLINE) {
		restore_literal(node, false);
	} else if (type == CMARK_NODE_CODE_BLOCK) {
		char *info = restored(cmark_node_get_fence_info(node), true);
		restore_literal(node, false);
		if (info)
			cmark_node_set_fence_info(node, info);
		free(info);
	} else if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) {
		restore_target(node);
	}
}

void emphasis_restore(const struct emphasis *emphasis, cmark_node *root)
{
	if (!emphasis->is_needed)
		return;
	cmark_iter *iterator = cmark_iter_new(root);
	cmark_event_type event;
	while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE)
		if (event == CMARK_EVENT_ENTER)
			restore_node(cmark_iter_get_node(iterator));
	cmark_iter_free(iterator);
}

/* ---- Delimiters ---------------------------------------------------------- */

struct flanks {
	bool can_open, can_close;
};

static uint32_t decode_at(cmark_inline_parser *parser, int position)
{
	char bytes[4];
	size_t length = 0, at = 0;
	while (length < sizeof bytes) {
		char byte = (char)cmark_inline_parser_peek_at(
			parser, position + (int)length);
		if (!byte)
			break;
		bytes[length++] = byte;
	}
	return length ? str_decode((struct str){ bytes, length }, &at) : '\n';
}

/* The characters beside the run [start, end). Tildes are passed over, as
 * cmark does: they may be delimiters themselves. */
static uint32_t neighbour_before(cmark_inline_parser *parser, int start)
{
	int at = start - 1;
	while (at >= 0) {
		unsigned char byte = cmark_inline_parser_peek_at(parser, at);
		if (byte != '~' && (byte & 0xC0) != 0x80)
			break;
		at--;
	}
	return at >= 0 ? decode_at(parser, at) : '\n';
}

static uint32_t neighbour_after(cmark_inline_parser *parser, int end)
{
	while (cmark_inline_parser_peek_at(parser, end) == '~')
		end++;
	return decode_at(parser, end);
}

static bool is_space(uint32_t character)
{
	return u_charType((UChar32)character) == U_SPACE_SEPARATOR ||
	       (character >= 9 && character <= 13);
}

static bool is_punctuation(uint32_t character)
{
	if (character < 0x80)
		return character == DOLLAR || character == ESCAPED_DOLLAR ||
		       (character > ' ' && character < 0x7F &&
			!u_isalnum((UChar32)character));
	return u_ispunct((UChar32)character) &&
	       !scripts_is_wide_punctuation(character);
}

/* 6.2: left-flanking; the same the other way round is right-flanking. */
static bool flanks(uint32_t outside, uint32_t inside)
{
	return !is_space(inside) &&
	       (!is_punctuation(inside) || is_space(outside) ||
		is_punctuation(outside) || is_joining(outside));
}

static cmark_node *match(cmark_syntax_extension *extension,
			 cmark_parser *parser, cmark_node *parent,
			 unsigned char character,
			 cmark_inline_parser *inline_parser)
{
	(void)extension;
	(void)parser;
	(void)parent;
	if (character != ASTERISK)
		return NULL;
	int start = cmark_inline_parser_get_offset(inline_parser), end = start;
	while (cmark_inline_parser_peek_at(inline_parser, end) == ASTERISK)
		end++;
	uint32_t before = neighbour_before(inline_parser, start);
	uint32_t after = neighbour_after(inline_parser, end);
	size_t length = (size_t)(end - start);
	char *run = malloc(length + 1);
	if (!run)
		return NULL;
	memset(run, ASTERISK, length);
	run[length] = '\0';
	cmark_node *text =
		cmark_node_new_with_mem(CMARK_NODE_TEXT, markdown_memory());
	cmark_node_set_literal(text, run);
	free(run);
	cmark_inline_parser_set_offset(inline_parser, end);
	bool can_open = flanks(before, after),
	     can_close = flanks(after, before);
	if (can_open || can_close)
		cmark_inline_parser_push_delimiter(inline_parser, ASTERISK,
						   can_open, can_close, text);
	return text;
}

/* Takes `used` asterisks away from a delimiter's text; how many are left. */
static size_t shorten(cmark_node *text, size_t length, size_t used)
{
	char *rest = strdup(cmark_node_get_literal(text));
	if (rest) {
		rest[length - used] = '\0';
		cmark_node_set_literal(text, rest);
		free(rest);
	}
	return length - used;
}

static void wrap(cmark_node *first, cmark_node *last, cmark_node *around)
{
	cmark_node *node = cmark_node_next(first);
	while (node && node != last) {
		cmark_node *next = cmark_node_next(node);
		cmark_node_unlink(node);
		cmark_node_append_child(around, node);
		node = next;
	}
	cmark_node_insert_after(first, around);
}

/* Two delimiters have met: the steps of the specification's "process
 * emphasis". Returns the next one that may close. */
static delimiter *insert(cmark_syntax_extension *extension,
			 cmark_parser *parser, cmark_inline_parser *inlines,
			 delimiter *opener, delimiter *closer)
{
	cmark_node *first = opener->inl_text, *last = closer->inl_text;
	size_t first_length = strlen(cmark_node_get_literal(first));
	size_t last_length = strlen(cmark_node_get_literal(last));
	size_t used = first_length >= 2 && last_length >= 2 ? 2 : 1;
	(void)extension;
	(void)parser;
	for (delimiter *one = closer->previous; one && one != opener;) {
		delimiter *previous = one->previous;
		cmark_inline_parser_remove_delimiter(inlines, one);
		one = previous;
	}
	first_length = shorten(first, first_length, used);
	last_length = shorten(last, last_length, used);
	wrap(first, last,
	     cmark_node_new_with_mem(used == 2 ? CMARK_NODE_STRONG :
						 CMARK_NODE_EMPH,
				     markdown_memory()));
	if (!first_length) {
		cmark_inline_parser_remove_delimiter(inlines, opener);
		cmark_node_free(first);
	}
	if (!last_length) {
		delimiter *next = closer->next;
		cmark_inline_parser_remove_delimiter(inlines, closer);
		cmark_node_free(last);
		return next;
	}
	return closer;
}

/* ---- Life ---------------------------------------------------------------- */

void emphasis_initialise(struct emphasis *emphasis)
{
	emphasis->is_needed = false;
	emphasis->extension = cmark_syntax_extension_new("emphasis");
	cmark_syntax_extension_set_match_inline_func(emphasis->extension,
						     match);
	cmark_syntax_extension_set_inline_from_delim_func(emphasis->extension,
							  insert);
	cmark_syntax_extension_set_special_inline_chars(
		emphasis->extension,
		cmark_llist_append(markdown_memory(), NULL,
				   (void *)(size_t)ASTERISK));
}

void emphasis_release(struct emphasis *emphasis)
{
	cmark_syntax_extension_free(markdown_memory(), emphasis->extension);
}
