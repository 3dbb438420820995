/* Words of texts, and which of them are names. */
#include "quote/names.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "base/vector.h"
#include "quote/names_endings.h"

enum { LONGEST_WORD = 128 }; /* [UTF-16 units] beyond it no name is found */
enum { WIDEST_GAP = 3 };     /* [code points] between two words of a name */

/* ---- Words ------------------------------------------------------------- */

static bool is_unspaced(uint32_t c)
{
	UErrorCode status = U_ZERO_ERROR;
	if (c < 0x0E00)
		return false;
	UScriptCode script = uscript_getScript((UChar32)c, &status);
	return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA ||
	       script == USCRIPT_KATAKANA || script == USCRIPT_HANGUL ||
	       script == USCRIPT_THAI || script == USCRIPT_LAO ||
	       script == USCRIPT_KHMER || script == USCRIPT_MYANMAR;
}

static bool is_of_word(uint32_t c)
{
	uint32_t mask = U_GET_GC_MASK((UChar32)c);
	return (mask & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0 ||
	       u_hasBinaryProperty((UChar32)c,
				   UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static bool is_polish(uint32_t c)
{
	struct str all = STR("ąćęłńśźżĄĆĘŁŃŚŹŻ");
	for (size_t at = 0; c >= 0x80 && at < all.length;)
		if (str_decode(all, &at) == c)
			return true;
	return false;
}

/* Vowel signs, and the letters that are written in more than one way. */
static int32_t fold_arabic(UChar *units, int32_t count)
{
	int32_t kept = 0;
	for (int32_t i = 0; i < count; i++) {
		UChar c = units[i];
		if ((c >= 0x064B && c <= 0x065F) || c == 0x0670 || c == 0x0640)
			continue;
		if (c == 0x0622 || c == 0x0623 || c == 0x0625 || c == 0x0671)
			c = 0x0627;
		if (c == 0x0629)
			c = 0x0647;
		units[kept++] = c;
	}
	return kept;
}

static void fold(struct str word, struct buffer *out)
{
	UChar raw[LONGEST_WORD], folded[LONGEST_WORD];
	char bytes[LONGEST_WORD * 3];
	int32_t raw_count, count, length = 0;
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *form = unorm2_getNFKCCasefoldInstance(&status);
	u_strFromUTF8WithSub(raw, LONGEST_WORD, &raw_count, word.bytes,
			     (int32_t)word.length, 0xFFFD, NULL, &status);
	count = U_SUCCESS(status) ?
			unorm2_normalize(form, raw, raw_count, folded,
					 LONGEST_WORD, &status) :
			0;
	if (U_SUCCESS(status))
		u_strToUTF8(bytes, (int32_t)sizeof bytes, &length, folded,
			    fold_arabic(folded, count), &status);
	if (U_SUCCESS(status))
		buffer_append(out, bytes, (size_t)length);
}

static void look_at(struct name_word *word, uint32_t c, bool is_first)
{
	bool is_letter = u_isalpha((UChar32)c);
	bool is_capital = u_isupper((UChar32)c) || u_istitle((UChar32)c);
	if (is_first) {
		word->has_capital = is_capital;
		word->is_capitals = true;
	}
	word->has_letters |= is_letter;
	word->is_cased |= u_hasBinaryProperty((UChar32)c, UCHAR_CASED) != 0;
	word->has_digits |= u_isdigit((UChar32)c) != 0;
	word->is_capitals &= is_capital || !is_letter;
}

static void end_word(struct name_text *text, struct name_word *word, size_t end)
{
	word->end = end;
	word->folded = text->folded.length;
	fold((struct str){ text->text.bytes + word->start, end - word->start },
	     &text->folded);
	word->length = text->folded.length - word->folded;
}

void name_text_read(struct name_text *text, struct str words)
{
	struct name_word *word = NULL;
	text->text = words;
	for (size_t at = 0, next = 0; at < words.length; at = next) {
		uint32_t c = str_decode(words, &next);
		bool is_alone = is_unspaced(c);
		bool is_in = is_of_word(c);
		text->is_polish |= is_polish(c);
		if (word && (!is_in || is_alone || word->is_character)) {
			end_word(text, word, at);
			word = NULL;
		}
		if (!is_in)
			continue;
		bool is_first = !word;
		if (is_first) {
			word = VECTOR_ADD(text);
			word->start = at;
			word->is_character = is_alone;
		}
		look_at(word, c, is_first);
	}
	if (word)
		end_word(text, word, words.length);
}

void name_text_release(struct name_text *text)
{
	VECTOR_RELEASE(text);
	buffer_release(&text->folded);
}

static struct str folded_of(const struct name_text *text, size_t number)
{
	const struct name_word *word = &text->items[number];
	return (struct str){ word->length ? text->folded.bytes + word->folded :
					    "",
			     word->length };
}

/* ---- Names ------------------------------------------------------------- */

/* Words that are too short, or numbers alone, tell nobody. */
static bool is_name(const struct name_text *text)
{
	const struct name_word *first = text->items;
	bool has_letters = false;
	for (size_t i = 0; i < text->count; i++)
		has_letters |= text->items[i].has_letters;
	if (!has_letters)
		return false;
	if (text->count > 1)
		return true;
	size_t length = str_count_code_points(folded_of(text, 0));
	return !first->is_character &&
	       length >= (first->is_cased && !first->has_digits ? 2 : 3);
}

/* All words, each with a space after it. */
static struct str whole_of(const struct name_text *text, struct buffer *whole)
{
	for (size_t i = 0; i < text->count; i++) {
		buffer_append_str(whole, folded_of(text, i));
		buffer_append_byte(whole, ' ');
	}
	return buffer_str(whole);
}

static struct name *add_name(struct names *names, const struct name_text *text,
			     bool is_given)
{
	const struct name_word *first = text->items;
	struct name *one = ARENA_NEW(names->arena, struct name);
	struct str *words =
		ARENA_NEW_ARRAY(names->arena, text->count, struct str);
	for (size_t i = 0; i < text->count; i++)
		words[i] = arena_copy_str(names->arena, folded_of(text, i));
	one->words = words;
	one->count = (uint32_t)text->count;
	bool is_word =
		text->count == 1 && first->is_cased && !first->has_digits;
	one->needs_capital = is_word && (!is_given || first->has_capital);
	one->needs_care = is_word && !is_given && !first->is_capitals &&
			  str_count_code_points(words[0]) < 3;
	one->next = map_lookup(&names->first_words, words[0]);
	map_set(&names->first_words, words[0], one);
	return one;
}

void names_add(struct names *names, struct str text, enum name_kind kind,
	       uint32_t number)
{
	struct name_text words = { 0 };
	bool is_given = kind == NAME_REPLACED;
	name_text_read(&words, text);
	if (words.count && words.items[0].length &&
	    (is_given || is_name(&words))) {
		struct buffer whole = BUFFER_INITIALISER;
		struct str key = whole_of(&words, &whole);
		struct name *one = map_lookup(&names->wholes, key);
		if (!one) {
			one = add_name(names, &words, is_given);
			map_set(&names->wholes,
				arena_copy_str(names->arena, key), one);
		}
		buffer_release(&whole);
		struct name_owner *owner =
			ARENA_NEW(names->arena, struct name_owner);
		*owner = (struct name_owner){ one->owners, number, kind };
		one->owners = owner;
	}
	name_text_release(&words);
}

void names_release(struct names *names)
{
	map_release(&names->first_words);
	map_release(&names->wholes);
}

/* ---- Finding ----------------------------------------------------------- */

/* What may stand between two words: a little that is no word; between two
 * characters a line's end or a dot. */
static bool is_gap(const struct name_text *text, size_t number)
{
	const struct name_word *a = &text->items[number], *b = a + 1;
	size_t count = 0;
	bool has_other = false;
	for (size_t at = a->end; at < b->start; count++) {
		uint32_t c = str_decode(text->text, &at);
		has_other |= c != '\n' && c != 0xB7 && c != 0x30FB;
	}
	if (a->is_character && b->is_character)
		return count <= 1 && !has_other;
	return count <= WIDEST_GAP;
}

static bool is_same_word(const struct name_text *text, size_t number,
			 struct str wanted)
{
	struct str word = folded_of(text, number);
	return str_equals(word, wanted) ||
	       name_is_ending(word, wanted, text->is_polish);
}

/* A short word with a capital only because a sentence begins is none. */
static bool begins_sentence(const struct name_text *text, size_t start)
{
	while (start > 0) {
		unsigned char byte = (unsigned char)text->text.bytes[--start];
		if (strchr(".!?:", byte))
			return true;
		if (byte > ' ' && byte < 0x80 && !strchr("\"'([", byte))
			return false;
		if (byte >= 0x80)
			return true;
	}
	return true;
}

static bool stands_at(const struct name_text *text, size_t number,
		      const struct name *name)
{
	const struct name_word *first = &text->items[number];
	if (name->count > text->count - number)
		return false;
	for (uint32_t i = 0; i < name->count; i++)
		if (text->items[number + i].is_cut ||
		    (i && (!is_gap(text, number + i - 1) ||
			   !is_same_word(text, number + i, name->words[i]))))
			return false;
	if (name->needs_capital && !first->has_capital)
		return false;
	return !name->needs_care ||
	       (!first->is_capitals && !begins_sentence(text, first->start));
}

/* The best of those whose first word this is. */
static void try_word(const struct names *names, const struct name_text *text,
		     size_t number, struct str word, size_t start,
		     struct name_match *best)
{
	const struct name *one = map_lookup(&names->first_words, word);
	for (; one; one = one->next)
		if ((!best->name || one->count > best->words) &&
		    stands_at(text, number, one))
			*best = (struct name_match){
				one, start,
				text->items[number + one->count - 1].end,
				number, one->count
			};
}

/* Where the word goes on after so many folded code points. */
static size_t skip_prefix(const struct name_text *text, size_t number,
			  size_t count)
{
	size_t at = text->items[number].start;
	while (count > 0) {
		uint32_t c = str_decode(text->text, &at);
		if (u_isalpha((UChar32)c) && c != 0x0640)
			count--;
	}
	return at;
}

static void try_prefixes(const struct names *names,
			 const struct name_text *text, size_t number,
			 struct name_match *best)
{
	struct str word = folded_of(text, number), rest;
	for (size_t i = 0; name_without_prefix(word, i, &rest); i++) {
		if (!rest.length)
			continue;
		struct str prefix = { word.bytes, word.length - rest.length };
		try_word(names, text, number, rest,
			 skip_prefix(text, number,
				     str_count_code_points(prefix)),
			 best);
	}
}

static void try_endings(const struct names *names, const struct name_text *text,
			size_t number, struct name_match *best)
{
	struct str word = folded_of(text, number);
	struct buffer whole = BUFFER_INITIALISER;
	for (size_t i = 0;
	     name_without_ending(word, i, text->is_polish, &whole); i++)
		if (whole.length)
			try_word(names, text, number, buffer_str(&whole),
				 text->items[number].start, best);
	buffer_release(&whole);
}

bool names_find(const struct names *names, const struct name_text *text,
		size_t from, struct name_match *match)
{
	for (size_t i = from; names->first_words.count && i < text->count;
	     i++) {
		if (text->items[i].is_cut)
			continue;
		*match = (struct name_match){ 0 };
		try_word(names, text, i, folded_of(text, i),
			 text->items[i].start, match);
		if (!match->name)
			try_prefixes(names, text, i, match);
		if (!match->name)
			try_endings(names, text, i, match);
		if (match->name)
			return true;
	}
	return false;
}
