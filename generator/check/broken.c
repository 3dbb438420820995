/* Broken texts. Byte by byte where signs are ASCII; the few others by their
 * UTF-8. */
#define _GNU_SOURCE
#include "check/broken.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "base/vector.h"

enum {
	SHORTEST_PASSAGE = 24, /* [bytes] "They were asked to wait." */
	LONGEST_PASSAGE = 4000,
	SHORTEST_WHOLE = 16, /* of a text that is nothing but itself twice */
	LONGEST_LABEL = 80,
	LABEL_WORDS = 6,
	LONGEST_TAIL = 96, /* that words of words_cut.def are looked for in */
	COMMA_WORDS = 6,   /* "Dear Anna," is no sentence that breaks off */
	KASHIDA = 0x0640,  /* Arabic letters stretch so */
};

/* ---- Signs ----------------------------------------------------------------- */

static size_t sign_at(struct str text, size_t at, const char *const *signs,
		      size_t count)
{
	for (size_t i = 0; i < count && at < text.length; i++) {
		if (signs[i][0] != text.bytes[at])
			continue;
		size_t length = strlen(signs[i]);
		if (at + length <= text.length &&
		    memcmp(text.bytes + at, signs[i], length) == 0)
			return length;
	}
	return 0;
}

#define SIGN_AT(text, at, signs) \
	sign_at(text, at, signs, sizeof(signs) / sizeof *(signs))

/* What ends a sentence: its length; 0: none. */
static size_t stop_at(struct str text, size_t at)
{
	static const char *const stops[] = { ".",  "!", "?", "。", "！",
					     "？", "؟", "۔", "।" };
	return SIGN_AT(text, at, stops);
}

/* What closes behind a stop. */
static size_t closing_at(struct str text, size_t at)
{
	static const char *const closings[] = { "\"", "'", ")",  "]",  "”",
						"’",  "»", "」", "』", "）" };
	return SIGN_AT(text, at, closings);
}

static bool is_space(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static size_t skip_spaces(struct str text, size_t at)
{
	while (at < text.length && is_space(text.bytes[at]))
		at++;
	return at;
}

static bool is_letter_at(struct str text, size_t at)
{
	UChar32 character;
	int32_t i = (int32_t)at;
	if (at >= text.length)
		return false;
	U8_NEXT(text.bytes, i, (int32_t)text.length, character);
	return character >= 0 && u_isalnum(character);
}

static UChar32 last_of(struct str text)
{
	UChar32 character = 0;
	int32_t at = (int32_t)text.length;
	if (text.length)
		U8_PREV(text.bytes, 0, at, character);
	return character;
}

static struct str part(struct str text, size_t from, size_t to)
{
	return (struct str){ text.bytes + from, to - from };
}

/* ---- Twice ----------------------------------------------------------------- */

/* Whether what stands at `second` is what stands from `first` to `end`, and
 * ends there, too. */
static bool is_same(struct str text, size_t first, size_t end, size_t second)
{
	size_t length = end - first;
	return second + length <= text.length &&
	       memcmp(text.bytes + first, text.bytes + second, length) == 0 &&
	       !is_letter_at(text, second + length);
}

/* The whole text and nothing else, with or without a space between. */
static bool is_whole_twice(struct str text, size_t *second)
{
	for (size_t half = text.length / 2;
	     half + 2 > text.length / 2 && half >= SHORTEST_WHOLE; half--) {
		size_t end = half;
		*second = skip_spaces(text, end);
		if (*second + half == text.length &&
		    memcmp(text.bytes, text.bytes + *second, half) == 0)
			return true;
	}
	return false;
}

/* A passage from `first` on, up to one of the `stops` from there on, that follows
 * itself. */
static bool repeats(struct str text, const size_t *stops, size_t count,
		    size_t first, size_t *second)
{
	size_t last = first + LONGEST_PASSAGE;
	for (size_t i = 0; i < count && stops[i] < last; i++) {
		size_t next = stops[i] + stop_at(text, stops[i]), more;
		while ((more = closing_at(text, next)) > 0)
			next += more;
		next = skip_spaces(text, next);
		if (stops[i] - first >= SHORTEST_PASSAGE &&
		    is_same(text, first, stops[i], next)) {
			*second = next;
			return true;
		}
	}
	return false;
}

/* Behind the stop at `at`, and all that closes with it. */
static size_t next_sentence(struct str text, size_t at)
{
	size_t length;
	while (at < text.length && ((length = stop_at(text, at)) > 0 ||
				    (length = closing_at(text, at)) > 0))
		at += length;
	return skip_spaces(text, at);
}

bool broken_is_twice(struct str text, size_t *second)
{
	VECTOR(size_t) stops = { 0 };
	size_t start = skip_spaces(text, 0), next = 0;
	bool is_found = false;
	if (is_whole_twice(str_trim(text), second)) {
		*second += start;
		return true;
	}
	for (size_t at = start; at < text.length; at++)
		if (stop_at(text, at))
			*VECTOR_ADD(&stops) = at;
	while (start < text.length && !is_found) {
		while (next < stops.count && stops.items[next] < start)
			next++;
		is_found = repeats(text, stops.items + next, stops.count - next,
				   start, second);
		start = next < stops.count ?
				next_sentence(text, stops.items[next]) :
				text.length;
	}
	VECTOR_RELEASE(&stops);
	return is_found;
}

/* ---- Cut off --------------------------------------------------------------- */

struct cut {
	const char *language;
	bool is_everywhere;
	const char *words;
};

#define EVERYWHERE true
#define IN_SENTENCES false
static const struct cut cuts[] = {
#define CUT(language, where, words) { language, where, words },
#include "check/words_cut.def"
#undef CUT
};

/* The last bytes in small letters. */
static struct str lower_tail(struct str text, const char *tag, char *lower,
			     int32_t size)
{
	UChar wide[LONGEST_TAIL + 1], small[2 * LONGEST_TAIL];
	UErrorCode status = U_ZERO_ERROR;
	int32_t from = text.length > LONGEST_TAIL ?
			       (int32_t)(text.length - LONGEST_TAIL) :
			       0,
		count, length = 0;
	U8_SET_CP_START((const uint8_t *)text.bytes, 0, from);
	if (text.length - (size_t)from > LONGEST_TAIL) /* began within a sign */
		U8_FWD_1(text.bytes, from, (int32_t)text.length);
	u_strFromUTF8WithSub(wide, LONGEST_TAIL + 1, &count, text.bytes + from,
			     (int32_t)text.length - from, 0xFFFD, NULL,
			     &status);
	count = u_strToLower(small, 2 * LONGEST_TAIL, wide, count, tag,
			     &status);
	u_strToUTF8WithSub(lower, size, &length, small, count, 0xFFFD, NULL,
			   &status);
	return (struct str){ lower, U_SUCCESS(status) ? (size_t)length : 0 };
}

static bool is_primary(const char *tag, const char *language)
{
	size_t length = strlen(language);
	return strncmp(tag, language, length) == 0 &&
	       (tag[length] == '\0' || tag[length] == '-');
}

/* Chinese has no spaces between words. */
static bool is_whole_word(struct str tail, size_t at, const char *language)
{
	return at == 0 || tail.bytes[at - 1] == ' ' ||
	       tail.bytes[at - 1] == '\n' || strcmp(language, "zh") == 0 ||
	       strcmp(language, "yue") == 0;
}

static size_t count_words(struct str text)
{
	size_t count = text.length > 0;
	for (size_t i = 1; i < text.length; i++)
		count +=
			!is_space(text.bytes[i]) && is_space(text.bytes[i - 1]);
	return count;
}

static bool ends_with_word(struct str text, const char *tag, bool is_sentence,
			   struct str *last)
{
	char lower[6 * LONGEST_TAIL];
	struct str tail = lower_tail(text, tag, lower, sizeof lower);
	bool has_spaces = count_words(text) >= 2;
	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
		size_t length = strlen(cuts[i].words);
		if (!is_primary(tag, cuts[i].language) ||
		    (!is_sentence && !cuts[i].is_everywhere) ||
		    length > tail.length ||
		    memcmp(tail.bytes + tail.length - length, cuts[i].words,
			   length) != 0 ||
		    !is_whole_word(tail, tail.length - length,
				   cuts[i].language))
			continue;
		if (!has_spaces && strcmp(cuts[i].language, "zh") != 0 &&
		    strcmp(cuts[i].language, "yue") != 0)
			continue; /* a single letter or word by itself */
		*last = str_from(cuts[i].words);
		return true;
	}
	return false;
}

static bool ends_with_sign(struct str text, bool is_sentence, struct str *last)
{
	static const char *const openings[] = { "(",  "[",  "«", "“",
						"「", "『", "（" };
	static const char *const commas[] = { ",", "،", "、", "，" };
	int32_t at = (int32_t)text.length;
	U8_BACK_1((const uint8_t *)text.bytes, 0, at);
	*last = part(text, (size_t)at, text.length);
	if (SIGN_AT(text, (size_t)at, openings))
		/* “ closes in Polish and German what „ opened */
		return !str_equals_string(*last, "“") ||
		       !memmem(text.bytes, text.length, "„", strlen("„"));
	return is_sentence && SIGN_AT(text, (size_t)at, commas) &&
	       (count_words(text) >= COMMA_WORDS ||
		(last->length > 1 && text.length >= 30 &&
		 count_words(text) < 3));
}

bool broken_is_cut(struct str text, const char *tag, bool is_sentence,
		   struct str *last)
{
	text = str_trim(text);
	if (!text.length)
		return false;
	return u_hasBinaryProperty(last_of(text), UCHAR_ALPHABETIC) ||
			       last_of(text) == KASHIDA ?
		       ends_with_word(text, tag, is_sentence, last) :
		       ends_with_sign(text, is_sentence, last);
}

/* ---- Addresses ------------------------------------------------------------- */

static bool is_ascii_letter(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_scheme(struct str word)
{
	static const char *const schemes[] = { "http://", "https://",
					       "mailto:", "www." };
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (str_equals_string(word, schemes[i]))
			return true;
	return false;
}

/* "info@", "info@example" */
static bool is_cut_at_host(struct str word)
{
	ptrdiff_t at = str_find_byte(word, '@');
	if (at <= 0)
		return false; /* none, or a name: @everyread */
	size_t after = (size_t)at + 1;
	return is_ascii_letter(word.bytes[at - 1]) &&
	       (after == word.length || is_ascii_letter(word.bytes[after])) &&
	       !memchr(word.bytes + after, '.', word.length - after) &&
	       !memchr(word.bytes + after, '@', word.length - after);
}

/* A scheme in quotes or beside a comma is one that the text speaks of, and so are
 * two in one text: "http:// or https://". */
static bool is_spoken_of(struct str text, size_t from, size_t to)
{
	static const char *const quotes[] = { "\"", "'", "“", "”",  "„",  "‘",
					      "’",  "«", "»", "「", "」", "`",
					      "(",  ")", ",", "、", "，", "،" };
	const char *sign = "://";
	const char *first = memmem(text.bytes, text.length, sign, 3);
	size_t behind = first ? (size_t)(first + 3 - text.bytes) : text.length;
	if (memmem(text.bytes + behind, text.length - behind, sign, 3))
		return true;
	int32_t before = (int32_t)from;
	if (from)
		U8_BACK_1((const uint8_t *)text.bytes, 0, before);
	return (from && SIGN_AT(text, (size_t)before, quotes)) ||
	       (to < text.length && SIGN_AT(text, to, quotes));
}

static bool is_broken(struct str text, size_t from, size_t to,
		      struct str *address)
{
	*address = part(text, from, to);
	if (!address->length)
		return false;
	return is_scheme(*address) ? !is_spoken_of(text, from, to) :
				     is_cut_at_host(*address);
}

bool broken_address(struct str text, struct str *address)
{
	static const char opening[] = "(<[\"'", closing[] = ".,;:!?)>]\"'";
	for (size_t at = 0; at < text.length;) {
		size_t from = skip_spaces(text, at), to = from;
		while (to < text.length && !is_space(text.bytes[to]))
			to++;
		at = to;
		while (from < to && strchr(opening, text.bytes[from]))
			from++;
		if (is_broken(text, from, to, address))
			return true;
		while (to > from && strchr(closing, text.bytes[to - 1]))
			to--;
		if (is_broken(text, from, to, address))
			return true;
	}
	return false;
}

/* ---- Labels ---------------------------------------------------------------- */

static size_t colon_at(struct str text, size_t at)
{
	static const char *const colons[] = { ":", "：" };
	return SIGN_AT(text, at, colons);
}

bool broken_ends_in_colon(struct str text)
{
	text = str_trim(text);
	return (text.length && colon_at(text, text.length - 1)) ||
	       (text.length >= 3 && colon_at(text, text.length - 3) == 3);
}

/* The colon behind a label at the beginning; SIZE_MAX: it begins with none. */
static size_t label_end(struct str text)
{
	size_t words = 1;
	/* "{: .note}" is kramdown's way to give attributes */
	if (text.length && *text.bytes == '{')
		return SIZE_MAX;
	for (size_t at = 0; at < text.length && at < LONGEST_LABEL; at++) {
		size_t colon = colon_at(text, at), next = at + colon;
		if (stop_at(text, at) || words > LABEL_WORDS)
			return SIZE_MAX;
		words += is_space(text.bytes[at]);
		/* no time of day, no address */
		if (colon && at &&
		    (next == text.length || colon > 1 ||
		     is_space(text.bytes[next])))
			return at;
	}
	return SIZE_MAX;
}

bool broken_begins_with_label(struct str text)
{
	return label_end(str_trim(text)) != SIZE_MAX;
}

bool broken_is_label(struct str text)
{
	text = str_trim(text);
	size_t end = label_end(text);
	return end != SIZE_MAX && end + colon_at(text, end) == text.length;
}
