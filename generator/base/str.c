/* Slices: comparing, cutting, decoding, suggesting. */
#include "base/str.h"

#include <unicode/utf8.h>

bool str_starts_with(struct str text, struct str prefix)
{
	return text.length >= prefix.length &&
	       (prefix.length == 0 ||
		memcmp(text.bytes, prefix.bytes, prefix.length) == 0);
}

bool str_ends_with(struct str text, struct str suffix)
{
	return text.length >= suffix.length &&
	       (suffix.length == 0 ||
		memcmp(text.bytes + text.length - suffix.length, suffix.bytes,
		       suffix.length) == 0);
}

int str_compare(struct str a, struct str b)
{
	size_t shorter = a.length < b.length ? a.length : b.length;
	int order = shorter ? memcmp(a.bytes, b.bytes, shorter) : 0;
	if (order)
		return order;
	return (a.length > b.length) - (a.length < b.length);
}

static bool is_space(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

struct str str_trim(struct str text)
{
	while (text.length && is_space(text.bytes[0])) {
		text.bytes++;
		text.length--;
	}
	while (text.length && is_space(text.bytes[text.length - 1]))
		text.length--;
	return text;
}

ptrdiff_t str_find_byte(struct str text, char byte)
{
	const char *found =
		text.length ? memchr(text.bytes, byte, text.length) : NULL;
	return found ? found - text.bytes : -1;
}

ptrdiff_t str_find(struct str text, struct str wanted)
{
	struct str rest = text;
	while (rest.length >= wanted.length) {
		struct str starts = { rest.bytes,
				      rest.length - wanted.length + 1 };
		ptrdiff_t at = str_find_byte(starts, wanted.bytes[0]);
		if (at < 0)
			return -1;
		rest.bytes += at;
		rest.length -= (size_t)at;
		if (str_starts_with(rest, wanted))
			return rest.bytes - text.bytes;
		rest.bytes++;
		rest.length--;
	}
	return -1;
}

bool str_next_line(struct str *rest, struct str *line)
{
	if (rest->length == 0)
		return false;
	ptrdiff_t end = str_find_byte(*rest, '\n');
	size_t taken = end < 0 ? rest->length : (size_t)end + 1;
	*line = (struct str){ rest->bytes, end < 0 ? taken : taken - 1 };
	if (line->length && line->bytes[line->length - 1] == '\r')
		line->length--;
	rest->bytes += taken;
	rest->length -= taken;
	return true;
}

bool str_is_utf8(struct str text, size_t *offset)
{
	const uint8_t *bytes = (const uint8_t *)text.bytes;
	size_t at = 0;
	while ((at = str_skip_ascii(text, at)) < text.length) {
		size_t start = at;
		UChar32 code_point;
		U8_NEXT(bytes, at, text.length, code_point);
		if (code_point < 0) {
			*offset = start;
			return false;
		}
	}
	return true;
}

size_t str_count_code_points(struct str text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.length; i++)
		count += ((unsigned char)text.bytes[i] & 0xC0) != 0x80;
	return count;
}

uint32_t str_decode_beyond_ascii(struct str text, size_t *offset)
{
	const uint8_t *bytes = (const uint8_t *)text.bytes;
	size_t at = *offset;
	UChar32 code_point;
	U8_NEXT_OR_FFFD(bytes, at, text.length, code_point);
	*offset = at;
	return (uint32_t)code_point;
}

enum { LONGEST_SUGGESTION = 63 };

static size_t least_of(size_t a, size_t b)
{
	return a < b ? a : b;
}

static char lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte;
}

static bool is_same(char a, char b)
{
	return lower(a) == lower(b);
}

/* How many letters are wrong, too many or missing, or two the wrong way round
 * (optimal string alignment), in bytes; case is none of it; names are short
 * ASCII words. */
static size_t edit_distance(struct str a, struct str b)
{
	size_t rows[3][LONGEST_SUGGESTION + 1];
	size_t *before = rows[0], *above = rows[1], *row = rows[2];
	for (size_t j = 0; j <= b.length; j++)
		row[j] = j;
	for (size_t i = 1; i <= a.length; i++) {
		size_t *oldest = before;
		before = above;
		above = row;
		row = oldest;
		row[0] = i;
		for (size_t j = 1; j <= b.length; j++) {
			size_t cost = !is_same(a.bytes[i - 1], b.bytes[j - 1]);
			row[j] = least_of(least_of(above[j], row[j - 1]) + 1,
					  above[j - 1] + cost);
			if (i > 1 && j > 1 &&
			    is_same(a.bytes[i - 1], b.bytes[j - 2]) &&
			    is_same(a.bytes[i - 2], b.bytes[j - 1]))
				row[j] = least_of(row[j], before[j - 2] + 1);
		}
	}
	return row[b.length];
}

/* Slips of the hand in a word of so many letters: none that makes a short word
 * another word. */
static size_t most_slips(size_t length)
{
	return length < 3 ? 0 : length < 6 ? 1 : length < 10 ? 2 : 3;
}

/* Who slips rarely does so at the first letter, and then "note" is no "quote". */
static bool begins_alike(struct str word, struct str candidate)
{
	if (!word.length || !candidate.length)
		return false;
	bool is_swapped = word.length > 1 && candidate.length > 1 &&
			  is_same(word.bytes[0], candidate.bytes[1]) &&
			  is_same(word.bytes[1], candidate.bytes[0]);
	return is_same(word.bytes[0], candidate.bytes[0]) || is_swapped;
}

const char *str_nearest(struct str word, const char *const *candidates,
			size_t count)
{
	const char *nearest = NULL;
	size_t least = most_slips(word.length) + 1;
	if (word.length > LONGEST_SUGGESTION)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		struct str candidate = str_from(candidates[i]);
		if (candidate.length > LONGEST_SUGGESTION)
			continue;
		size_t distance = edit_distance(word, candidate);
		bool is_likely = begins_alike(word, candidate) ||
				 (distance == 1 && word.length > 5);
		if (is_likely && distance < least) {
			least = distance;
			nearest = candidates[i];
		}
	}
	return nearest;
}
