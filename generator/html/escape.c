/* Text into HTML: escaped, normalised, without forbidden characters. */
#include <stdlib.h>

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/memory.h"
#include "html/html.h"

enum byte_class {
	PLAIN,
	MARKUP,  /* & < > */
	QUOTE,   /* " */
	CONTROL, /* forbidden */
	LEAD     /* may lead a forbidden character */
};

#define FOUR_CONTROLS CONTROL, CONTROL, CONTROL, CONTROL

static const unsigned char classes[256] = {
	[0x00] = FOUR_CONTROLS,
	FOUR_CONTROLS,
	CONTROL,
	[0x0B] = CONTROL,
	CONTROL,
	[0x0E] = CONTROL,
	CONTROL,
	[0x10] = FOUR_CONTROLS,
	FOUR_CONTROLS,
	FOUR_CONTROLS,
	FOUR_CONTROLS,
	[0x7F] = CONTROL,
	['&'] = MARKUP,
	['<'] = MARKUP,
	['>'] = MARKUP,
	['"'] = QUOTE,
	[0xC2] = LEAD,
	[0xEF] = LEAD,
	[0xF0] = LEAD,
	LEAD,
	LEAD,
	LEAD,
	LEAD,
};

/* First bytes of the characters that can stand in a text that is not in
 * form C: combining marks, and those that decompose to others. Others need
 * not be looked at closer, and those are nearly all. */
static const bool may_denormalise[256] = {
	[0xCC] = true, [0xCD] = true, [0xCE] = true, [0xD2] = true,
	[0xD6] = true, [0xD7] = true, [0xD8] = true, [0xD9] = true,
	[0xDB] = true, [0xDC] = true, [0xDD] = true, [0xDF] = true,
	[0xE0] = true, [0xE1] = true, [0xEA] = true, [0xEF] = true,
	[0xF0] = true,
};

/* Of the common leads E2 and E3 only a few characters matter: en quad and em
 * quad, and the marks that have no letter of their own, such as kana's. */
static bool is_rare_case(const unsigned char *bytes, size_t left)
{
	if (left < 3)
		return false;
	if (bytes[0] == 0xE2)
		return bytes[1] != 0x80 || bytes[2] <= 0x81;
	return bytes[0] == 0xE3 && (bytes[1] == 0x80 || bytes[1] == 0x82) &&
	       bytes[2] >= 0x99;
}

static bool may_need_normalising(struct str text)
{
	const unsigned char *bytes = (const unsigned char *)text.bytes;
	for (size_t i = 0; i < text.length; i++)
		if (may_denormalise[bytes[i]] ||
		    (bytes[i] >= 0xE2 &&
		     is_rare_case(bytes + i, text.length - i)))
			return true;
	return false;
}

/* Length of a forbidden character at `bytes`, or 0: C1 controls and
 * noncharacters (HTML, 13.2.3.5). */
static size_t forbidden_length(const unsigned char *bytes, size_t left)
{
	if (bytes[0] == 0xC2)
		return left > 1 && bytes[1] < 0xA0 ? 2 : 0;
	if (bytes[0] == 0xEF) {
		bool is_arabic_block = left > 2 && bytes[1] == 0xB7 &&
				       bytes[2] >= 0x90 && bytes[2] <= 0xAF;
		bool is_last = left > 2 && bytes[1] == 0xBF && bytes[2] >= 0xBE;
		return is_arabic_block || is_last ? 3 : 0;
	}
	return left > 3 && (bytes[1] & 0x0F) == 0x0F && bytes[2] == 0xBF &&
			       bytes[3] >= 0xBE ?
		       4 :
		       0;
}

static const char *reference_of(char byte)
{
	switch (byte) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	default:
		return "&quot;";
	}
}

static void escape(struct buffer *out, struct str text, bool in_attribute)
{
	const unsigned char *bytes = (const unsigned char *)text.bytes;
	size_t start = 0, at = 0;
	while (at < text.length) {
		enum byte_class class = classes[bytes[at]];
		size_t length = 1;
		if (class == LEAD)
			length = forbidden_length(bytes + at, text.length - at);
		if (class == PLAIN || length == 0 ||
		    (class == QUOTE && !in_attribute)) {
			at++;
			continue;
		}
		buffer_append(out, text.bytes + start, at - start);
		if (class == MARKUP || class == QUOTE)
			buffer_append_string(out, reference_of(text.bytes[at]));
		at += length;
		start = at;
	}
	buffer_append(out, text.bytes + start, at - start);
}

/* The text in form C, on the heap; NULL where it is so already. */
static char *normalise(struct str text, size_t *length)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *form = unorm2_getNFCInstance(&status);
	int32_t room = (int32_t)text.length + 1, units = 0;
	UChar *wide = memory_resize(NULL, (size_t)room, 2 * sizeof *wide);
	u_strFromUTF8WithSub(wide, room, &units, text.bytes,
			     (int32_t)text.length, 0xFFFD, NULL, &status);
	char *result = NULL;
	if (U_SUCCESS(status) &&
	    !unorm2_isNormalized(form, wide, units, &status)) {
		/* A character becomes at most three (UAX #15, 15). */
		UChar *composed = memory_resize(NULL, (size_t)units + 1,
						3 * sizeof *composed);
		int32_t count = unorm2_normalize(form, wide, units, composed,
						 units * 3, &status);
		int32_t used = 0;
		result = memory_resize(NULL, (size_t)count * 3 + 1, 1);
		u_strToUTF8WithSub(result, count * 3 + 1, &used, composed,
				   count, 0xFFFD, NULL, &status);
		*length = (size_t)used;
		free(composed);
	}
	free(wide);
	if (U_FAILURE(status))
		memory_exhausted();
	return result;
}

static void write_text(struct buffer *out, struct str text, bool in_attribute)
{
	size_t length;
	char *composed = NULL;
	if (may_need_normalising(text) && text.length < INT32_MAX / 8)
		composed = normalise(text, &length);
	if (composed)
		text = (struct str){ composed, length };
	escape(out, text, in_attribute);
	free(composed);
}

void html_escape_text(struct buffer *out, struct str text)
{
	write_text(out, text, false);
}

void html_escape_attribute(struct buffer *out, struct str text)
{
	write_text(out, text, true);
}
