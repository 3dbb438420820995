/* Control characters, shown instead of sent. */
#include "base/visible.h"

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

void visible_append(struct buffer *out, struct str text)
{
	while (text.length) {
		uint32_t character;
		size_t length = sequence_length(text, &character);
		if (!length) {
			buffer_append_format(out, "<%02X>",
					     (unsigned char)text.bytes[0]);
			length = 1;
		} else if (visible_is_control(character)) {
			buffer_append_format(out, "<U+%04X>",
					     (unsigned)character);
		} else {
			buffer_append(out, text.bytes, length);
		}
		text.bytes += length;
		text.length -= length;
	}
}

void visible_print(FILE *stream, struct str text)
{
	struct buffer shown = BUFFER_INITIALISER;
	visible_append(&shown, text);
	if (shown.length)
		fwrite(shown.bytes, 1, shown.length, stream);
	buffer_release(&shown);
}
