#include "base/encoding.h"

#include <string.h>

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include "base/buffer.h"

enum { SAMPLE = 65536 }; /* [bytes] that a guess is made from */

/* ---- UTF-16 -------------------------------------------------------------- */

static bool has_mark(struct str text, const char *mark)
{
	return text.length >= 2 && memcmp(text.bytes, mark, 2) == 0;
}

/* Every other byte of Latin text in UTF-16 is NUL, and hardly any between. */
static bool has_nul_pattern(struct str text, bool *is_little_endian)
{
	size_t nuls[2] = { 0, 0 };
	size_t length = text.length < SAMPLE ? text.length : SAMPLE;
	for (size_t i = 0; i < length; i++)
		nuls[i % 2] += text.bytes[i] == '\0';
	size_t more = nuls[0] > nuls[1] ? nuls[0] : nuls[1];
	size_t fewer = nuls[0] + nuls[1] - more;
	*is_little_endian = nuls[1] > nuls[0];
	return more * 8 >= length && fewer * 8 <= more && more > 1;
}

static const char *find_utf_16(struct str text)
{
	bool is_little_endian;
	if (has_mark(text, "\xFF\xFE"))
		return "UTF-16LE";
	if (has_mark(text, "\xFE\xFF"))
		return "UTF-16BE";
	if (!has_nul_pattern(text, &is_little_endian))
		return NULL;
	return is_little_endian ? "UTF-16LE" : "UTF-16BE";
}

struct str encoding_from_utf_16(struct arena *arena, struct str text)
{
	UErrorCode status = U_ZERO_ERROR;
	const char *name = find_utf_16(text);
	if (has_mark(text, "\xFF\xFE") || has_mark(text, "\xFE\xFF")) {
		text.bytes += 2;
		text.length -= 2;
	}
	/* two bytes become three at most, and a half one at the end */
	size_t room = text.length / 2 * 3 + 8;
	char *bytes = arena_allocate(arena, room);
	UConverter *from = ucnv_open(name ? name : "UTF-16LE", &status);
	UConverter *to = ucnv_open("UTF-8", &status);
	char *out = bytes;
	const char *in = text.bytes;
	if (U_SUCCESS(status))
		ucnv_convertEx(to, from, &out, bytes + room, &in,
			       text.bytes + text.length, NULL, NULL, NULL, NULL,
			       true, true, &status);
	ucnv_close(from);
	ucnv_close(to);
	return (struct str){ bytes, (size_t)(out - bytes) };
}

/* ---- One byte a letter --------------------------------------------------- */

/* Most of what is not ASCII is as UTF-8 has it: the text is UTF-8, and was damaged.
 * Of Chinese and Japanese encodings every third character or so looks like it. */
static bool is_mostly_utf_8(struct str text)
{
	enum { FEW = 4 }; /* too few to tell anything */
	size_t right = 0, wrong = 0;
	for (size_t at = 0; at < text.length;) {
		size_t before = at;
		if ((unsigned char)text.bytes[at] < 0x80) {
			at++;
			continue;
		}
		uint32_t character = str_decode(text, &at);
		bool is_written =
			at - before == 3 &&
			memcmp(text.bytes + before, "\xEF\xBF\xBD", 3) == 0;
		if (character != 0xFFFD || is_written)
			right++;
		else
			wrong++;
	}
	return right && (right >= wrong || wrong <= FEW);
}

static const char *guess(struct arena *arena, struct str text)
{
	UErrorCode status = U_ZERO_ERROR;
	UCharsetDetector *detector = ucsdet_open(&status);
	int32_t length = (int32_t)(text.length < SAMPLE ? text.length : SAMPLE);
	ucsdet_setText(detector, text.bytes, length, &status);
	const UCharsetMatch *match = ucsdet_detect(detector, &status);
	const char *name =
		match ? ucsdet_getName(match, &status) : "Windows-1252";
	if (U_FAILURE(status) || strncmp(name, "UTF-", 4) == 0)
		name = "Windows-1252";
	/* what is nearly always meant, and how editors call it */
	else if (strcmp(name, "ISO-8859-1") == 0)
		name = "Windows-1252";
	else if (strcmp(name, "ISO-8859-2") == 0)
		name = "Windows-1250 or ISO-8859-2";
	name = strncmp(name, "windows-", 8) == 0 ?
		       arena_format(arena, "Windows-%s", name + 8) :
		       arena_copy_string(arena, name);
	ucsdet_close(detector);
	return name;
}

struct encoding encoding_find(struct arena *arena, struct str text)
{
	struct encoding encoding = { 0 };
	const char *utf_16 = find_utf_16(text);
	if (utf_16) {
		encoding.is_utf_16 = true;
		encoding.name = "UTF-16";
	} else if (!str_is_utf8(text, &encoding.first_bad) &&
		   !is_mostly_utf_8(text)) {
		encoding.name = guess(arena, text);
	}
	return encoding;
}
