/* Words changed by rule. */
#include "base/pseudo.h"

#include <string.h>
#include <strings.h>

#include <unicode/uchar.h>

/* Right-to-left override and its end (UAX 9, 2.2). */
#define OVERRIDE "\xE2\x80\xAE"
#define OVERRIDE_END "\xE2\x80\xAC"

/* Letters that the fonts have, and English Braille; others stay. */
static const char *const accented[128] = {
	['A'] = "Å", ['C'] = "Ç", ['D'] = "Ð", ['E'] = "É", ['G'] = "Ĝ",
	['H'] = "Ĥ", ['I'] = "Î", ['J'] = "Ĵ", ['K'] = "Ķ", ['L'] = "Ļ",
	['N'] = "Ñ", ['O'] = "Ö", ['P'] = "Þ", ['R'] = "Ŕ", ['S'] = "Š",
	['T'] = "Ţ", ['U'] = "Û", ['V'] = "Ṽ", ['W'] = "Ŵ", ['Y'] = "Ý",
	['Z'] = "Ž", ['a'] = "å", ['c'] = "ç", ['d'] = "ð", ['e'] = "é",
	['g'] = "ĝ", ['h'] = "ĥ", ['i'] = "î", ['j'] = "ĵ", ['k'] = "ķ",
	['l'] = "ļ", ['n'] = "ñ", ['o'] = "ö", ['p'] = "þ", ['r'] = "ŕ",
	['s'] = "š", ['t'] = "ţ", ['u'] = "û", ['v'] = "ṽ", ['w'] = "ŵ",
	['y'] = "ý", ['z'] = "ž",
};

/* ---- Tags ---------------------------------------------------------------- */

static const char *const tags[PSEUDO_COUNT] = { "", "en-XA", "ar-XB" };

enum pseudo pseudo_of(const char *tag)
{
	for (int i = PSEUDO_NONE + 1; tag && i < PSEUDO_COUNT; i++)
		if (strcasecmp(tag, tags[i]) == 0)
			return (enum pseudo)i;
	return PSEUDO_NONE;
}

const char *pseudo_tag(enum pseudo pseudo)
{
	return tags[pseudo];
}

const char *pseudo_begin(enum pseudo pseudo)
{
	return pseudo == PSEUDO_ACCENTED ? "[" : "";
}

const char *pseudo_end(enum pseudo pseudo)
{
	return pseudo == PSEUDO_ACCENTED ? "]" : "";
}

/* ---- Words --------------------------------------------------------------- */

/* What stands between spaces and is no word. */
static bool is_address(struct str token)
{
	return str_find(token, STR("://")) >= 0 ||
	       str_find(token, STR("www.")) >= 0 ||
	       str_find_byte(token, '@') >= 0;
}

static struct str token_at(struct str words, size_t at)
{
	size_t end = at;
	while (end < words.length && !strchr(" \t\n", words.bytes[end]))
		end++;
	return (struct str){ words.bytes + at, end - at };
}

bool pseudo_ends_in_address(struct str text)
{
	size_t at = text.length;
	while (at && !strchr(" \t\n", text.bytes[at - 1]))
		at--;
	return is_address((struct str){ text.bytes + at, text.length - at });
}

static void append_accented(struct str token, struct buffer *out)
{
	for (size_t i = 0; i < token.length; i++) {
		unsigned char byte = (unsigned char)token.bytes[i];
		bool is_vowel = byte && strchr("AEIOUaeiou", byte);
		const char *letter = byte < 128 ? accented[byte] : NULL;
		if (!letter)
			buffer_append_byte(out, (char)byte);
		for (size_t j = 0; letter && j < (is_vowel ? 2 : 1); j++)
			buffer_append_string(out, letter);
	}
}

static bool is_letter(uint32_t character)
{
	return u_isalnum((UChar32)character) ||
	       (U_GET_GC_MASK((UChar32)character) & U_GC_M_MASK);
}

/* Each run of letters is turned for itself, so that signs, and what stands
 * around it in Markdown, are where they were. */
static void append_mirrored(struct str token, struct buffer *out)
{
	bool is_open = false;
	for (size_t at = 0, next = 0; at < token.length; at = next) {
		bool is_word = is_letter(str_decode(token, &next));
		if (is_word != is_open)
			buffer_append_string(out,
					     is_word ? OVERRIDE : OVERRIDE_END);
		is_open = is_word;
		buffer_append(out, token.bytes + at, next - at);
	}
	if (is_open)
		buffer_append_string(out, OVERRIDE_END);
}

void pseudo_append(enum pseudo pseudo, struct str words, struct buffer *out)
{
	for (size_t at = 0; at < words.length;) {
		struct str token = token_at(words, at);
		if (!token.length) {
			buffer_append_byte(out, words.bytes[at++]);
			continue;
		}
		at += token.length;
		if (pseudo == PSEUDO_NONE || is_address(token))
			buffer_append(out, token.bytes, token.length);
		else if (pseudo == PSEUDO_ACCENTED)
			append_accented(token, out);
		else
			append_mirrored(token, out);
	}
}

static bool has_letter(struct str text)
{
	for (size_t at = 0; at < text.length;)
		if (u_isalpha((UChar32)str_decode(text, &at)))
			return true;
	return false;
}

const char *pseudo_text(struct arena *arena, enum pseudo pseudo,
			const char *text)
{
	struct buffer out = BUFFER_INITIALISER;
	struct str words = str_from(text);
	if (pseudo == PSEUDO_NONE || !has_letter(words))
		return text;
	buffer_append_string(&out, pseudo_begin(pseudo));
	pseudo_append(pseudo, words, &out);
	buffer_append_string(&out, pseudo_end(pseudo));
	const char *copy = arena_copy(arena, out.bytes, out.length);
	buffer_release(&out);
	return copy;
}

/* ---- What was passed over ------------------------------------------------ */

/* A letter that accents would have changed, or that is not turned. */
static bool is_changeable(enum pseudo pseudo, uint32_t character)
{
	return pseudo == PSEUDO_ACCENTED ?
		       character < 128 && accented[character] :
		       u_isalpha((UChar32)character);
}

static bool is_token_untouched(enum pseudo pseudo, struct str token)
{
	size_t run = 0;
	bool is_turned = false;
	for (size_t at = 0; at < token.length;) {
		uint32_t character = str_decode(token, &at);
		is_turned = character == 0x202E ||
			    (is_turned && character != 0x202C);
		run = !is_turned && is_changeable(pseudo, character) ? run + 1 :
								       0;
		if (run >= 2)
			return true;
	}
	return false;
}

bool pseudo_is_untouched(enum pseudo pseudo, struct str text)
{
	for (size_t at = 0; pseudo != PSEUDO_NONE && at < text.length;) {
		struct str token = token_at(text, at);
		at += token.length ? token.length : 1;
		if (!is_address(token) && is_token_untouched(pseudo, token))
			return true;
	}
	return false;
}
