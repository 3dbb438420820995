/* PDF syntax. */
#include "pdf/syntax.h"

#include <stdbool.h>

/* A string may have 32,767 bytes (ISO 19005-2, 6.1.13); one of these takes up
 * to four. */
enum { MOST_CHARACTERS = 8000 };

void pdf_append_decimal(struct buffer *out, int64_t value, unsigned places)
{
	char digits[24];
	unsigned used = 0;
	if (value < 0) {
		buffer_append_byte(out, '-');
		value = -value;
	}
	int64_t one = 1;
	for (unsigned i = 0; i < places; i++)
		one *= 10;
	int64_t whole = value / one, rest = value % one;
	if (whole || !rest)
		buffer_append_integer(out, whole);
	if (!rest)
		return;
	for (unsigned i = places; i-- > 0; rest /= 10)
		digits[i] = (char)('0' + rest % 10);
	for (used = places; digits[used - 1] == '0';)
		used--;
	buffer_append_byte(out, '.');
	buffer_append(out, digits, used);
}

void pdf_append_hundredths(struct buffer *out, int64_t hundredths)
{
	pdf_append_decimal(out, hundredths, 2);
}

int64_t pdf_hundredths(lu value)
{
	return value < 0 ? -((-(int64_t)value + 5) / 10) :
			   ((int64_t)value + 5) / 10;
}

void pdf_append_lu(struct buffer *out, lu value)
{
	pdf_append_hundredths(out, pdf_hundredths(value));
}

void pdf_append_reference(struct buffer *out, pdf_id id)
{
	buffer_append_integer(out, id);
	buffer_append_string(out, " 0 R");
}

static void append_hex16(struct buffer *out, uint32_t unit)
{
	static const char digits[] = "0123456789ABCDEF";
	char *place = buffer_reserve(out, 4);
	for (unsigned i = 0; i < 4; i++)
		place[i] = digits[unit >> (12 - 4 * i) & 15];
	out->length += 4;
}

void pdf_append_utf16(struct buffer *out, uint32_t code_point)
{
	if (code_point >= 0x10000) {
		append_hex16(out, 0xD800 + ((code_point - 0x10000) >> 10));
		code_point = 0xDC00 + ((code_point - 0x10000) & 0x3FF);
	}
	append_hex16(out, code_point);
}

uint32_t pdf_readable(uint32_t code_point)
{
	bool is_private = (code_point >= 0xE000 && code_point <= 0xF8FF) ||
			  code_point >= 0xF0000;
	return is_private ? 0xFFFD : code_point;
}

static bool is_plain(struct str text)
{
	for (size_t i = 0; i < text.length; i++)
		if ((uint8_t)text.bytes[i] < ' ' ||
		    (uint8_t)text.bytes[i] > '~')
			return false;
	return true;
}

void pdf_append_string(struct buffer *out, struct str bytes)
{
	buffer_append_byte(out, '(');
	for (size_t i = 0; i < bytes.length; i++) {
		char byte = bytes.bytes[i];
		if (byte == '(' || byte == ')' || byte == '\\')
			buffer_append_byte(out, '\\');
		if (byte == '\r')
			buffer_append_string(out, "\\r");
		else
			buffer_append_byte(out, byte);
	}
	buffer_append_byte(out, ')');
}

static struct str within_limit(struct str text)
{
	size_t end = 0, most = MOST_CHARACTERS;
	while (most-- && end < text.length)
		str_decode(text, &end);
	return (struct str){ text.bytes, end };
}

void pdf_append_text_str(struct buffer *out, struct str text)
{
	if (text.length > MOST_CHARACTERS)
		text = within_limit(text);
	if (is_plain(text)) {
		pdf_append_string(out, text);
		return;
	}
	buffer_append_string(out, "<FEFF");
	for (size_t offset = 0; offset < text.length;)
		pdf_append_utf16(out, pdf_readable(str_decode(text, &offset)));
	buffer_append_byte(out, '>');
}

void pdf_append_text(struct buffer *out, const char *text)
{
	pdf_append_text_str(out, str_from(text));
}

static void append_unit(struct buffer *out, uint32_t unit)
{
	buffer_append_byte(out, (char)(unit >> 8));
	buffer_append_byte(out, (char)unit);
}

void pdf_encode_text(struct buffer *out, const char *string)
{
	struct str text = str_from(string);
	if (is_plain(text)) {
		buffer_append_str(out, text);
		return;
	}
	append_unit(out, 0xFEFF);
	for (size_t offset = 0; offset < text.length;) {
		uint32_t code_point = pdf_readable(str_decode(text, &offset));
		if (code_point >= 0x10000) {
			append_unit(out,
				    0xD800 + ((code_point - 0x10000) >> 10));
			code_point = 0xDC00 + ((code_point - 0x10000) & 0x3FF);
		}
		append_unit(out, code_point);
	}
}
