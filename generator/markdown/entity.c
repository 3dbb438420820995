/* Character references. The few that people write are known here; cmark, which
 * has HTML's whole list, is asked for the others. */
#include "markdown/entity.h"

#include <stdlib.h>
#include <string.h>

#include "markdown/cmark.h"

#include "markdown/parse.h"

enum { LONGEST_NAME = 40 /* [bytes] HTML's longest has 31 */ };

static const struct {
	const char *name;
	uint32_t code_point;
} common[] = {
	{ "amp", '&' },       { "lt", '<' },       { "gt", '>' },
	{ "quot", '"' },      { "apos", '\'' },    { "nbsp", 0xA0 },
	{ "ndash", 0x2013 },  { "mdash", 0x2014 }, { "lsquo", 0x2018 },
	{ "rsquo", 0x2019 },  { "ldquo", 0x201C }, { "rdquo", 0x201D },
	{ "hellip", 0x2026 }, { "copy", 0xA9 },    { "times", 0xD7 },
};

static bool append_common(struct buffer *out, struct str name)
{
	for (size_t i = 0; i < sizeof common / sizeof *common; i++) {
		if (!str_equals_string(name, common[i].name))
			continue;
		buffer_append_code_point(out, common[i].code_point);
		return true;
	}
	return false;
}

static bool is_name(struct str text)
{
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.bytes[i];
		if ((byte < '0' || byte > '9') &&
		    ((byte | 0x20) < 'a' || (byte | 0x20) > 'z'))
			return false;
	}
	return true;
}

/* "&eacute;" as a whole text of its own: cmark gives the character. */
static bool append_by_cmark(struct buffer *out, struct str reference)
{
	bool is_known = false;
	parse_lock();
	cmark_node *root =
		cmark_parse_document(reference.bytes, reference.length, 0);
	cmark_node *text = cmark_node_first_child(cmark_node_first_child(root));
	const char *literal = cmark_node_get_literal(text);
	if (literal && !str_equals_string(reference, literal)) {
		buffer_append_string(out, literal);
		is_known = true;
	}
	cmark_node_free(root);
	parse_unlock();
	return is_known;
}

static bool append_numeric(struct buffer *out, struct str digits)
{
	bool is_hexadecimal = digits.length && (digits.bytes[0] | 0x20) == 'x';
	char number[10] = { 0 };
	size_t skipped = is_hexadecimal ? 1 : 0;
	if (digits.length <= skipped ||
	    digits.length - skipped >= sizeof number)
		return false;
	memcpy(number, digits.bytes + skipped, digits.length - skipped);
	char *end;
	unsigned long value = strtoul(number, &end, is_hexadecimal ? 16 : 10);
	if (*end || number[0] == '+' || number[0] == '-' || number[0] == ' ')
		return false;
	if (value == 0 || value > 0x10FFFF ||
	    (value >= 0xD800 && value < 0xE000))
		value = 0xFFFD;
	buffer_append_code_point(out, (uint32_t)value);
	return true;
}

/* Bytes of the reference at the start of `text`, which is appended; 0 where
 * there is none. */
static size_t append_reference(struct buffer *out, struct str text)
{
	struct str start = { text.bytes, text.length < LONGEST_NAME ?
						 text.length :
						 LONGEST_NAME };
	ptrdiff_t end = str_find_byte(start, ';');
	if (end < 2)
		return 0;
	struct str name = { text.bytes + 1, (size_t)end - 1 };
	struct str whole = { text.bytes, (size_t)end + 1 };
	bool is_done;
	if (name.bytes[0] == '#')
		is_done = append_numeric(
			out, (struct str){ name.bytes + 1, name.length - 1 });
	else
		is_done = is_name(name) && (append_common(out, name) ||
					    append_by_cmark(out, whole));
	return is_done ? whole.length : 0;
}

void entity_decode(struct buffer *out, struct str text)
{
	while (text.length) {
		ptrdiff_t before = str_find_byte(text, '&');
		size_t taken = before < 0 ? text.length : (size_t)before;
		buffer_append(out, text.bytes, taken);
		text.bytes += taken;
		text.length -= taken;
		if (!text.length)
			break;
		taken = append_reference(out, text);
		if (!taken) {
			buffer_append_byte(out, '&');
			taken = 1;
		}
		text.bytes += taken;
		text.length -= taken;
	}
}

static bool is_punctuation(char byte)
{
	return (byte >= '!' && byte <= '/') || (byte >= ':' && byte <= '@') ||
	       (byte >= '[' && byte <= '`') || (byte >= '{' && byte <= '~');
}

struct str entity_unescape(struct arena *arena, struct str text)
{
	struct buffer out = BUFFER_INITIALISER;
	size_t start = 0;
	for (size_t i = 0; i + 1 < text.length; i++) {
		if (text.bytes[i] != '\\' || !is_punctuation(text.bytes[i + 1]))
			continue;
		entity_decode(&out,
			      (struct str){ text.bytes + start, i - start });
		buffer_append_byte(&out, text.bytes[++i]);
		start = i + 1;
	}
	entity_decode(&out,
		      (struct str){ text.bytes + start, text.length - start });
	struct str copy = arena_copy_str(arena, buffer_str(&out));
	buffer_release(&out);
	return copy;
}
