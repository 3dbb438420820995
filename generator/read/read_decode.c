/* Bytes of a file → UTF-8 with LF line ends. */
#include <unicode/ucnv.h>

#include "base/buffer.h"
#include "base/vector.h"
#include "read/read_text.h"

static bool starts_with_bytes(struct str text, const char *bytes, size_t count)
{
	return text.length >= count && memcmp(text.bytes, bytes, count) == 0;
}

static uint32_t unit_at(struct str bytes, size_t at, bool is_little)
{
	const unsigned char *pair = (const unsigned char *)bytes.bytes + at;
	return is_little ? pair[0] | (uint32_t)pair[1] << 8 :
			   (uint32_t)pair[0] << 8 | pair[1];
}

/* UTF-16 after its byte order mark; false for half pairs and odd lengths. */
static bool decode_utf16(struct arena *arena, struct str bytes, bool is_little,
			 struct str *utf8)
{
	struct buffer text = BUFFER_INITIALISER;
	uint32_t high = 0;
	bool is_right = bytes.length % 2 == 0;
	for (size_t i = 0; is_right && i + 1 < bytes.length; i += 2) {
		uint32_t unit = unit_at(bytes, i, is_little);
		bool is_low = unit >= 0xDC00 && unit < 0xE000;
		is_right = is_low == (high != 0);
		if (unit >= 0xD800 && unit < 0xDC00) {
			high = unit;
			continue;
		}
		if (is_low)
			unit = 0x10000 + ((high - 0xD800) << 10) +
			       (unit - 0xDC00);
		high = 0;
		if (is_right)
			buffer_append_code_point(&text, unit);
	}
	*utf8 = arena_copy_str(arena, buffer_str(&text));
	buffer_release(&text);
	return is_right && high == 0;
}

/* How many units of UTF-16 would be printable ASCII or white space; 0 where
 * some would be what no text has. */
static size_t count_ascii(struct str bytes, bool is_little)
{
	size_t count = 0;
	for (size_t i = 0; i + 1 < bytes.length; i += 2) {
		uint32_t unit = unit_at(bytes, i, is_little);
		bool is_space = unit == '\t' || unit == '\n' || unit == '\r';
		if ((unit < 0x20 && !is_space) || unit >= 0xFFFE)
			return 0;
		count += is_space || (unit >= 0x20 && unit < 0x7F);
	}
	return count;
}

/* UTF-16 whose byte order only its ASCII shows: in the other order, that would
 * be rare letters of other scripts. */
static bool decode_unmarked_utf16(struct arena *arena, struct str bytes,
				  struct str *utf8)
{
	if (bytes.length == 0 || bytes.length % 2)
		return false;
	size_t little = count_ascii(bytes, true);
	size_t big = count_ascii(bytes, false);
	return little != big && decode_utf16(arena, bytes, little > big, utf8);
}

/* Through ICU; false where a byte stands for nothing in that encoding. */
static bool decode_named(struct arena *arena, struct str bytes,
			 const char *encoding, struct str *utf8)
{
	enum { CHUNK = 16 << 10, PIVOT = 4 << 10 };
	UErrorCode status = U_ZERO_ERROR;
	UConverter *from = ucnv_open(encoding, &status);
	UConverter *to = ucnv_open("UTF-8", &status);
	UChar pivot[PIVOT], *pivot_from = pivot, *pivot_to = pivot;
	const char *at = bytes.bytes, *end = bytes.bytes + bytes.length;
	struct buffer text = BUFFER_INITIALISER;
	bool is_first = true;
	if (U_SUCCESS(status))
		ucnv_setToUCallBack(from, UCNV_TO_U_CALLBACK_STOP, NULL, NULL,
				    NULL, &status);
	bool is_open = U_SUCCESS(status);
	while (is_open) {
		char *out = buffer_reserve(&text, CHUNK), *out_at = out;
		status = U_ZERO_ERROR;
		ucnv_convertEx(to, from, &out_at, out + CHUNK, &at, end, pivot,
			       &pivot_from, &pivot_to, pivot + PIVOT, is_first,
			       true, &status);
		text.length += (size_t)(out_at - out);
		is_first = false;
		if (status != U_BUFFER_OVERFLOW_ERROR)
			break;
	}
	*utf8 = arena_copy_str(arena, buffer_str(&text));
	buffer_release(&text);
	if (from)
		ucnv_close(from);
	if (to)
		ucnv_close(to);
	return is_open && U_SUCCESS(status);
}

/* Turns CRLF and CR into LF in place and remembers where CRLF was. */
static void normalise(struct arena *arena, struct str bytes,
		      struct read_text *text)
{
	char *to = (char *)bytes.bytes;
	VECTOR(uint32_t) crlf = { 0 };
	uint32_t code_points = 0;
	size_t length = 0;
	for (size_t i = 0; i < bytes.length; i++) {
		char byte = bytes.bytes[i];
		if (byte == '\r') {
			byte = '\n';
			if (i + 1 < bytes.length &&
			    bytes.bytes[i + 1] == '\n') {
				*VECTOR_ADD(&crlf) = code_points;
				i++;
			}
		}
		code_points += ((unsigned char)byte & 0xC0) != 0x80;
		to[length++] = byte;
	}
	read_text_index(arena, (struct str){ to, length }, text);
	uint32_t *kept = arena_copy_array(arena, crlf.items, crlf.count,
					  sizeof *crlf.items);
	text->crlf = kept;
	text->crlf_count = (uint32_t)crlf.count;
	VECTOR_RELEASE(&crlf);
}

/* What stands before the text of either kind of Unicode. */
static bool take_mark(struct str *text)
{
	if (!starts_with_bytes(*text, "\xEF\xBB\xBF", 3))
		return false;
	text->bytes += 3;
	text->length -= 3;
	return true;
}

static uint32_t line_of(struct str bytes, size_t offset)
{
	uint32_t line = 1;
	for (size_t i = 0; i < offset; i++)
		line += bytes.bytes[i] == '\n';
	return line;
}

static size_t count_zeros(struct str bytes)
{
	size_t count = 0;
	for (size_t i = 0; i < bytes.length; i++)
		count += bytes.bytes[i] == 0;
	return count;
}

/* Finds out the encoding; false, and *line, where it is none of Unicode's. */
static bool detect(struct arena *arena, struct str *bytes, uint32_t *line)
{
	enum { MOST_ZEROS = 8 }; /* one in so many: a slip, else no text */
	size_t wrong;
	bool is_little = starts_with_bytes(*bytes, "\xFF\xFE", 2);
	if (is_little || starts_with_bytes(*bytes, "\xFE\xFF", 2))
		return decode_utf16(arena, *bytes, is_little, bytes);
	bool is_utf8 = str_is_utf8(*bytes, &wrong);
	size_t zeros = count_zeros(*bytes);
	if (is_utf8 && zeros == 0)
		return true;
	if (decode_unmarked_utf16(arena, *bytes, bytes))
		return true;
	if (!is_utf8)
		*line = line_of(*bytes, wrong);
	return is_utf8 && zeros < bytes->length / MOST_ZEROS;
}

bool read_text_decode(struct arena *arena, struct str bytes,
		      const char *encoding, struct read_text *text,
		      uint32_t *line)
{
	*line = 0;
	if (!(encoding ? decode_named(arena, bytes, encoding, &bytes) :
			 detect(arena, &bytes, line)))
		return false;
	bool has_bom = take_mark(&bytes);
	normalise(arena, bytes, text);
	text->has_bom = has_bom;
	return true;
}
