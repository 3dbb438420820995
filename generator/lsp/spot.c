/* Looking around a place in its line. */
#include "lsp/spot.h"

#include <stdbool.h>
#include <string.h>

struct line {
	struct str text; /* all of it */
	size_t start, end, at;
};

static struct str slice(struct str text, size_t start, size_t end)
{
	return (struct str){ text.bytes + start, end - start };
}

static bool is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

static struct line line_at(struct str text, size_t offset)
{
	struct line line = { text, offset, offset, offset };
	while (line.start > 0 && !is_line_end(text.bytes[line.start - 1]))
		line.start--;
	while (line.end < text.length && !is_line_end(text.bytes[line.end]))
		line.end++;
	return line;
}

/* Where `sign` begins last before the place; SIZE_MAX: nowhere in the line. */
static size_t find_before(const struct line *line, const char *sign)
{
	size_t length = strlen(sign);
	for (size_t i = line->at; i >= line->start + length; i--)
		if (memcmp(line->text.bytes + i - length, sign, length) == 0)
			return i - length;
	return SIZE_MAX;
}

/* Whether one of these stands between. */
static bool has_between(const struct line *line, size_t from, const char *signs)
{
	for (size_t i = from; i < line->at; i++)
		if (strchr(signs, line->text.bytes[i]))
			return true;
	return false;
}

/* The word from `start`, up to one of the signs. */
static struct lsp_spot spot_of(const struct line *line, enum lsp_spot_kind kind,
			       size_t start, const char *signs)
{
	struct lsp_spot spot = { .kind = kind, .start = start };
	spot.end = line->at;
	while (spot.end < line->end &&
	       !strchr(signs, line->text.bytes[spot.end]))
		spot.end++;
	spot.written = slice(line->text, start, line->at);
	spot.whole = slice(line->text, start, spot.end);
	return spot;
}

/* {{name}}, {{#name}}, {{^name}}, {{/name}}, {{&name}} */
static bool find_value(const struct line *line, struct lsp_spot *spot)
{
	size_t open = find_before(line, "{{");
	if (open == SIZE_MAX || has_between(line, open + 2, "}"))
		return false;
	size_t start = open + 2;
	while (start < line->at && strchr("{#^/&> ", line->text.bytes[start]))
		start++;
	*spot = spot_of(line, SPOT_VALUE, start, "} \t");
	return true;
}

static bool is_fence(const struct line *line)
{
	size_t at = line->start;
	while (at < line->end && strchr(" \t>", line->text.bytes[at]))
		at++;
	return line->end - at >= 3 &&
	       memcmp(line->text.bytes + at, ":::", 3) == 0;
}

/* The first class in braces, which names the block. */
static struct str directive_in(const struct line *line, size_t open)
{
	size_t start = open + 1;
	while (start < line->end && line->text.bytes[start] != '.' &&
	       line->text.bytes[start] != '}')
		start++;
	if (start == line->end || line->text.bytes[start] != '.')
		return STR("");
	size_t end = ++start;
	while (end < line->end && !strchr(" \t}", line->text.bytes[end]))
		end++;
	return slice(line->text, start, end);
}

/* Within quotes a value may have spaces: the place is in the last word of it. */
static bool find_setting(const struct line *line, size_t open,
			 struct lsp_spot *spot)
{
	bool is_quoted = false;
	size_t equals = SIZE_MAX, start = 0;
	for (size_t i = open + 1; i < line->at; i++) {
		char c = line->text.bytes[i];
		if (c == '"')
			is_quoted = !is_quoted;
		if (c == '=' && !is_quoted) {
			equals = i;
			start = i + 1;
		} else if (c == '"' && is_quoted) {
			start = i + 1;
		} else if (c == ' ' || c == '\t') {
			start = i + 1;
			equals = is_quoted ? equals : SIZE_MAX;
		}
	}
	if (equals == SIZE_MAX || (!is_quoted && line->at > start &&
				   line->text.bytes[line->at - 1] == '"'))
		return false;
	size_t key = equals;
	while (key > open + 1 && !strchr(" \t{", line->text.bytes[key - 1]))
		key--;
	*spot = spot_of(line, SPOT_SETTING, start, "\" \t}");
	spot->attribute = slice(line->text, key, equals);
	return true;
}

static bool find_braces(const struct line *line, struct lsp_spot *spot)
{
	size_t open = find_before(line, "{");
	if (open == SIZE_MAX || has_between(line, open + 1, "}"))
		return false;
	bool is_block = is_fence(line);
	struct str directive = is_block ? directive_in(line, open) : STR("");
	size_t start = line->at;
	while (start > open + 1 && !strchr(" \t{", line->text.bytes[start - 1]))
		start--;
	if (!find_setting(line, open, spot)) {
		bool is_class = start < line->end &&
				line->text.bytes[start] == '.' &&
				line->at > start;
		*spot = spot_of(line,
				is_class ?
					is_block ? SPOT_DIRECTIVE : SPOT_CLASS :
					SPOT_ATTRIBUTE,
				start + is_class, " \t}=");
	}
	spot->directive = directive;
	return true;
}

static bool find_link(const struct line *line, struct lsp_spot *spot)
{
	size_t open = find_before(line, "](");
	if (open == SIZE_MAX || has_between(line, open + 2, ") "))
		return false;
	*spot = spot_of(line, SPOT_LINK, open + 2, ") \t");
	return true;
}

static bool find_note(const struct line *line, struct lsp_spot *spot)
{
	size_t open = find_before(line, "[^");
	if (open == SIZE_MAX || has_between(line, open + 2, "] "))
		return false;
	*spot = spot_of(line, SPOT_NOTE, open + 2, "] \t");
	return true;
}

static bool is_word(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '-' || c == '_' || c >= 0x80;
}

static bool find_reference(const struct line *line, struct lsp_spot *spot)
{
	size_t start = line->at;
	while (start > line->start &&
	       is_word((unsigned char)line->text.bytes[start - 1]))
		start--;
	if (start == line->start || line->text.bytes[start - 1] != '@' ||
	    (start - 1 > line->start &&
	     is_word((unsigned char)line->text.bytes[start - 2])))
		return false;
	*spot = spot_of(line, SPOT_REFERENCE, start, "");
	spot->end = line->at;
	while (spot->end < line->end &&
	       is_word((unsigned char)line->text.bytes[spot->end]))
		spot->end++;
	spot->whole = slice(line->text, start, spot->end);
	return true;
}

struct lsp_spot lsp_spot_at(struct str text, size_t offset)
{
	struct lsp_spot spot = { .kind = SPOT_NOTHING };
	struct line line = line_at(text, offset);
	if (find_value(&line, &spot) || find_braces(&line, &spot) ||
	    find_link(&line, &spot) || find_note(&line, &spot) ||
	    find_reference(&line, &spot))
		return spot;
	return (struct lsp_spot){ .kind = SPOT_NOTHING,
				  .start = offset,
				  .end = offset };
}
