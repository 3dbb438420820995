/* Control characters, shown instead of sent. */
#define _POSIX_C_SOURCE 200809L
#include "base/visible.h"

#include <unistd.h>

#include <unicode/uchar.h>

bool visible_is_control(uint32_t character)
{
	UChar32 known = (UChar32)character;
	int category = u_charType(known);
	return category == U_CONTROL_CHAR || category == U_LINE_SEPARATOR ||
	       category == U_PARAGRAPH_SEPARATOR ||
	       u_hasBinaryProperty(known, UCHAR_BIDI_CONTROL);
}

/* Length of the well-formed sequence at the start of `text`; 0 where there is
 * none. */
static size_t sequence_length(struct str text, uint32_t *character)
{
	size_t after = 0, bad;
	*character = str_decode(text, &after);
	return str_is_utf8((struct str){ text.bytes, after }, &bad) ? after : 0;
}

enum manner { MANNER_LINE, MANNER_LINES, MANNER_JSON };

static void append_control(struct buffer *out, uint32_t character,
			   enum manner manner)
{
	bool is_of_lines = character == '\n' || character == '\t';
	if (manner != MANNER_LINE && is_of_lines)
		buffer_append_byte(out, (char)character);
	else if (manner == MANNER_JSON)
		/* all of them are in the first plane */
		buffer_append_format(out, "\\u%04X", (unsigned)character);
	else
		buffer_append_format(out, "<U+%04X>", (unsigned)character);
}

static void append(struct buffer *out, struct str text, enum manner manner)
{
	while (text.length) {
		uint32_t character;
		size_t length = sequence_length(text, &character);
		if (!length) {
			buffer_append_format(out, "<%02X>",
					     (unsigned char)text.bytes[0]);
			length = 1;
		} else if (visible_is_control(character)) {
			append_control(out, character, manner);
		} else {
			buffer_append(out, text.bytes, length);
		}
		text.bytes += length;
		text.length -= length;
	}
}

void visible_append(struct buffer *out, struct str text)
{
	append(out, text, MANNER_LINE);
}

void visible_append_lines(struct buffer *out, struct str text)
{
	append(out, text, MANNER_LINES);
}

void visible_append_json(struct buffer *out, struct str json)
{
	append(out, json, MANNER_JSON);
}

static void print(FILE *stream, struct str text, enum manner manner)
{
	struct buffer shown = BUFFER_INITIALISER;
	append(&shown, text, manner);
	if (shown.length)
		fwrite(shown.bytes, 1, shown.length, stream);
	buffer_release(&shown);
}

void visible_print(FILE *stream, struct str text)
{
	print(stream, text, MANNER_LINE);
}

void visible_print_lines(FILE *stream, struct str text)
{
	print(stream, text, MANNER_LINES);
}

void visible_print_data(FILE *stream, struct str data)
{
	if (isatty(fileno(stream)) == 1)
		visible_print_lines(stream, data);
	else if (data.length)
		fwrite(data.bytes, 1, data.length, stream);
}
