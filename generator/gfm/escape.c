/* What Markdown would read as markup, written so that it says itself. */
#include <string.h>
#include <strings.h>

#include "gfm/writer.h"

static bool is_alphanumeric(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static char at(struct str text, size_t i)
{
	return i < text.length ? text.bytes[i] : '\0';
}

static char last_of(const struct buffer *out)
{
	return out->length ? out->bytes[out->length - 1] : '\0';
}

/* "&amp;", "&#38;" */
static bool begins_entity(struct str text, size_t i)
{
	size_t end = i + 1 + (at(text, i + 1) == '#');
	while (end < text.length && is_alphanumeric(text.bytes[end]))
		end++;
	return end > i + 1 && at(text, end) == ';';
}

/* "www." and "http://" are links on their own (GFM, 6.9). */
static bool begins_address(struct str text, size_t i)
{
	char c = at(text, i);
	return (c == ':' && at(text, i + 1) == '/' && at(text, i + 2) == '/') ||
	       (c == '.' && i >= 3 &&
		strncasecmp(text.bytes + i - 3, "www", 3) == 0);
}

/* "1." or "1)" at the beginning of a line, up to nine digits. */
static bool ends_item_number(const struct buffer *out, size_t line_start,
			     char c)
{
	if ((c != '.' && c != ')') || out->length <= line_start)
		return false;
	for (size_t i = line_start; i < out->length; i++)
		if (out->bytes[i] < '0' || out->bytes[i] > '9')
			return false;
	return true;
}

static bool is_markup(struct str text, size_t i, const struct buffer *out,
		      size_t line_start)
{
	char c = text.bytes[i];
	bool begins_line = out->length == line_start;
	switch (c) {
	case '\\':
	case '`':
	case '*':
	case '[':
	case ']':
	case '<':
	case '|':
	case '~':
		return true;
	case '_':
		return !(i && is_alphanumeric(text.bytes[i - 1]) &&
			 is_alphanumeric(at(text, i + 1)));
	case '!': /* before a link it would make a picture of it */
		return i + 1 == text.length;
	case '&':
		return begins_entity(text, i) || i + 1 == text.length;
	case ':':
		return last_of(out) == ']' || begins_address(text, i);
	case '(':
		return last_of(out) == ']';
	case '#':
		return begins_line || line_start == SIZE_MAX;
	case '+':
	case '-':
	case '=':
	case '>':
		return begins_line;
	case '.':
	case ')':
		return ends_item_number(out, line_start, c) ||
		       begins_address(text, i);
	default:
		return false;
	}
}

void gfm_append_text(struct buffer *out, struct str text, size_t line_start)
{
	for (size_t i = 0; i < text.length; i++) {
		size_t word = i; /* which is never markup */
		while (word < text.length && is_alphanumeric(text.bytes[word]))
			word++;
		buffer_append(out, text.bytes + i, word - i);
		i = word;
		if (i == text.length)
			break;
		char c = text.bytes[i];
		if (c == '\n' || c == '\r' || c == '\t' || c == '\f' ||
		    c == '\v')
			c = ' ';
		/* Space that begins a line says nothing, or makes code. */
		if (c == ' ' && out->length == line_start)
			continue;
		if (is_markup(text, i, out, line_start))
			buffer_append_byte(out, '\\');
		buffer_append_byte(out, c);
	}
}

/* ---- Code ---------------------------------------------------------------- */

static void append_code_tag(struct buffer *out, struct str code)
{
	buffer_append_string(out, "<code>");
	for (size_t i = 0; i < code.length; i++) {
		char c = code.bytes[i];
		if (is_alphanumeric(c) || c == ' ')
			buffer_append_byte(out, c);
		else
			buffer_append_format(out, "&#%d;", c);
	}
	buffer_append_string(out, "</code>");
}

static size_t longest_run(struct str code, char wanted)
{
	size_t longest = 0, run = 0;
	for (size_t i = 0; i < code.length; i++) {
		run = code.bytes[i] == wanted ? run + 1 : 0;
		longest = run > longest ? run : longest;
	}
	return longest;
}

static void append_fence(struct buffer *out, size_t length)
{
	while (length--)
		buffer_append_byte(out, '`');
}

void gfm_append_code(struct buffer *out, struct str code, bool is_in_cell)
{
	if (!code.length)
		return;
	/* A backtick before ours would lengthen it. */
	if ((is_in_cell && str_find_byte(code, '|') >= 0) ||
	    last_of(out) == '`') {
		append_code_tag(out, code);
		return;
	}
	size_t fence = longest_run(code, '`') + 1;
	char first = code.bytes[0], last = code.bytes[code.length - 1];
	bool is_padded =
		first == '`' || last == '`' || (first == ' ' && last == ' ');
	append_fence(out, fence);
	if (is_padded)
		buffer_append_byte(out, ' ');
	for (size_t i = 0; i < code.length; i++)
		buffer_append_byte(out,
				   code.bytes[i] == '\n' ? ' ' : code.bytes[i]);
	if (is_padded)
		buffer_append_byte(out, ' ');
	append_fence(out, fence);
}

/* ---- Addresses and attributes -------------------------------------------- */

static bool needs_brackets(struct str address)
{
	for (size_t i = 0; i < address.length; i++)
		if ((unsigned char)address.bytes[i] <= ' ' ||
		    strchr("()<>\\|", address.bytes[i]))
			return true;
	return !address.length;
}

void gfm_append_address(struct buffer *out, struct str address)
{
	bool has_brackets = needs_brackets(address);
	if (has_brackets)
		buffer_append_byte(out, '<');
	for (size_t i = 0; i < address.length; i++) {
		char c = address.bytes[i];
		if ((unsigned char)c < ' ')
			continue;
		if (strchr("<>\\|*_&", c)) /* none of them is markup there */
			buffer_append_byte(out, '\\');
		buffer_append_byte(out, c);
	}
	if (has_brackets)
		buffer_append_byte(out, '>');
}

void gfm_append_attribute(struct buffer *out, struct str text)
{
	for (size_t i = 0; i < text.length; i++) {
		char c = text.bytes[i];
		if (c && strchr("\"<>&|`\\\n", c))
			buffer_append_format(out, "&#%d;", c);
		else
			buffer_append_byte(out, c);
	}
}

bool gfm_append_language(const struct writer *writer, const struct node *node,
			 struct buffer *out)
{
	const struct document *document = writer->document;
	const struct node *parent = node->parent;
	const char *around =
		parent ? node_language(document, parent) : document->language;
	enum direction direction =
		parent ? node_direction(document, parent) : document->direction;
	bool is_other = strcmp(node_language(document, node), around) != 0;
	bool turns = node_direction(document, node) != direction;
	if (is_other) {
		buffer_append_string(out, " lang=\"");
		gfm_append_attribute(out,
				     str_from(node_language(document, node)));
		buffer_append_byte(out, '"');
	}
	if (turns)
		buffer_append_format(out, " dir=\"%s\"",
				     node_direction(document, node) ==
						     DIRECTION_RTL ?
					     "rtl" :
					     "ltr");
	return is_other || turns;
}
