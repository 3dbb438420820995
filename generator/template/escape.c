/* Escaping: runs of harmless bytes are copied whole. */
#include "template/escape.h"

#include <stdbool.h>

static const char *html_entity(char byte)
{
	switch (byte) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	}
	return NULL;
}

void escape_html(struct buffer *out, struct str text)
{
	size_t copied = 0;
	for (size_t i = 0; i < text.length; i++) {
		const char *entity = html_entity(text.bytes[i]);
		if (!entity)
			continue;
		buffer_append(out, text.bytes + copied, i - copied);
		buffer_append_string(out, entity);
		copied = i + 1;
	}
	buffer_append(out, text.bytes + copied, text.length - copied);
}

void escape_data(struct buffer *out, struct str text)
{
	for (size_t i = 0; i < text.length; i++) {
		unsigned char byte = (unsigned char)text.bytes[i];
		if (byte == '"' || byte == '\\')
			buffer_append_byte(out, '\\');
		if (byte < ' ' || byte == 0x7F)
			buffer_append_format(out, "\\u%04x", byte);
		else
			buffer_append_byte(out, text.bytes[i]);
	}
}

static bool is_space(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

/* A dot that would end a list item's number, begin a web address or make an
 * ellipsis: as the first byte (a digit or "www" may stand before it in the
 * template), after nothing but digits, after "www", after a dot. */
static bool dot_has_meaning(struct str text, size_t at)
{
	if (at >= 1 && text.bytes[at - 1] == '.')
		return true;
	if (at >= 3 && (text.bytes[at - 1] | 0x20) == 'w' &&
	    (text.bytes[at - 2] | 0x20) == 'w' &&
	    (text.bytes[at - 3] | 0x20) == 'w')
		return true;
	/* A list item's number has at most nine digits. */
	if (at > 9 || (at + 1 < text.length && !is_space(text.bytes[at + 1])))
		return at == 0;
	for (size_t i = 0; i < at; i++) {
		if (!is_digit(text.bytes[i]))
			return false;
	}
	return true;
}

/* Some of these have a meaning only beside others: "!" before a bracket, "^"
 * after one, "#" at a heading's end, quotes in an attribute. They are escaped
 * wherever they stand, since what stands beside them may be the template's.
 * Dashes and dots in a row are those that "smart" punctuation changes. */
static bool needs_backslash(struct str text, size_t at)
{
	switch (text.bytes[at]) {
	case '\\':
	case '`':
	case '*':
	case '_':
	case '~':
	case '$':
	case '{':
	case '}':
	case '[':
	case ']':
	case '(':
	case ')':
	case '<':
	case '>':
	case '#':
	case '!':
	case '|':
	case '&':
	case ':':
	case '^':
	case '"':
	case '\'':
		return true;
	case '+':
	case '=':
		return at == 0;
	case '-':
		return at == 0 || text.bytes[at - 1] == '-';
	case '.':
		return dot_has_meaning(text, at);
	}
	return false;
}

static bool needs_reference(struct str text, size_t at)
{
	char byte = text.bytes[at];
	if (byte == '\n' || byte == '\r')
		return true;
	return is_space(byte) && (at == 0 || at + 1 == text.length);
}

void escape_markdown(struct buffer *out, struct str text)
{
	size_t copied = 0;
	for (size_t i = 0; i < text.length; i++) {
		/* Letters and everything beyond ASCII: most bytes. */
		if ((signed char)text.bytes[i] >= 'a' &&
		    (signed char)text.bytes[i] <= 'z')
			continue;
		bool const is_reference = needs_reference(text, i);
		if (!is_reference && !needs_backslash(text, i))
			continue;
		buffer_append(out, text.bytes + copied, i - copied);
		copied = i;
		if (is_reference) {
			buffer_append_format(out, "&#%d;", text.bytes[i]);
			copied++;
		} else {
			buffer_append_byte(out, '\\');
		}
	}
	buffer_append(out, text.bytes + copied, text.length - copied);
}
