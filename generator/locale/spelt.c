/* Numbers in words: those of Han as they stand, and those of other languages as
 * ICU's rules spell them. */
#include <math.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unum.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "base/vector.h"
#include "locale/locale_struct.h"

/* ---- Han --------------------------------------------------------------- */

static UChar32 peek(struct str text, size_t offset, size_t *behind)
{
	UChar32 character;
	int32_t at = (int32_t)offset;
	if (offset >= text.length) {
		*behind = offset;
		return 0;
	}
	U8_NEXT(text.bytes, at, (int32_t)text.length, character);
	*behind = (size_t)at;
	return character;
}

/* 0 to 9, or a power of ten; less than 0 for what is no numeral. */
static double numeral(UChar32 character)
{
	UErrorCode status = U_ZERO_ERROR;
	if (character == 0x4E24) /* 两 */
		return 2;
	if (character != 0x3007 &&
	    uscript_getScript(character, &status) != USCRIPT_HAN)
		return -1;
	double value = u_getNumericValue(character);
	return value < 10 || value == 10 || value == 100 || value == 1000 ||
			       value == 1e4 || value == 1e8 ?
		       value :
		       -1;
}

/* What a run of numerals comes to. */
struct sum {
	double whole, part; /* what 万 or 亿 ended, and what none has yet */
	double largest;     /* of 万 and 亿, as yet */
	double power, digit;
	double year; /* the digits one after the other, as in 二〇二五年 */
	size_t count;
	bool has_power, has_zero;
};

static void add_power(struct sum *sum, double power)
{
	sum->has_power = true;
	sum->has_zero = false;
	if (power < 1e4) {
		sum->part += (sum->digit < 0 ? 1 : sum->digit) * power;
	} else {
		sum->part += sum->digit > 0 ? sum->digit : 0;
		if (sum->part == 0 && sum->whole == 0)
			sum->part = 1;
		if (power > sum->largest)
			sum->whole = (sum->whole + sum->part) * power;
		else
			sum->whole += sum->part * power;
		sum->largest = fmax(sum->largest, power);
		sum->part = 0;
	}
	sum->power = power;
	sum->digit = -1;
}

static void add_numeral(struct sum *sum, double value)
{
	sum->count++;
	if (value >= 10) {
		add_power(sum, value);
		return;
	}
	sum->year = sum->year * 10 + value;
	sum->has_zero |= value == 0;
	sum->digit = value;
}

/* 一百五 is 150, 一百零五 is 105. */
static double total(const struct sum *sum)
{
	double last = sum->digit < 0 ? 0 : sum->digit;
	if (!sum->has_power)
		return sum->year;
	if (!sum->has_zero && sum->power >= 100)
		last *= sum->power / 10;
	return sum->whole + sum->part + last;
}

/* 点 and what follows it: 六点五. */
static double take_decimals(struct str text, size_t *offset)
{
	size_t at, behind;
	double fraction = 0, place = 0.1;
	UChar32 point = peek(text, *offset, &at);
	if (point != 0x70B9 && point != 0x9EDE)
		return 0;
	for (;; place /= 10) {
		double value = numeral(peek(text, at, &behind));
		if (value < 0 || value > 9)
			return fraction;
		fraction += value * place;
		*offset = at = behind;
	}
}

/* 六成 is 60 %, 六成二 is 62 %. */
static double take_tenths(struct str text, size_t *offset, double value)
{
	size_t at, behind;
	if (value > 10 || peek(text, *offset, &at) != 0x6210)
		return value;
	double units = numeral(peek(text, at, &behind));
	bool has_units = units >= 0 && units < 10;
	*offset = has_units ? behind : at;
	return value * 10 + (has_units ? units : 0);
}

/* "6成", too. */
static bool take_digits(struct str text, size_t *offset, double *value)
{
	size_t behind;
	int32_t digit = u_charDigitValue(peek(text, *offset, &behind));
	size_t at = behind;
	if (digit < 0 || peek(text, at, &behind) != 0x6210)
		return false;
	*value = take_tenths(text, &at, digit);
	*offset = at;
	return true;
}

bool locale_next_spelt_number(struct str text, size_t *offset,
			      struct locale_found_number *found)
{
	bool is_behind_digit = false; /* 15万, which is read with its digits */
	while (*offset < text.length) {
		struct sum sum = { .digit = -1 };
		size_t first = *offset, behind;
		double value;
		while ((value = numeral(peek(text, *offset, &behind))) >= 0) {
			add_numeral(&sum, value);
			*offset = behind;
		}
		if (sum.count) {
			value = total(&sum) + take_decimals(text, offset);
			value = take_tenths(text, offset, value);
		} else if (!take_digits(text, offset, &value)) {
			is_behind_digit = u_charDigitValue(peek(text, *offset,
								&behind)) >= 0;
			*offset = behind;
			continue;
		}
		if (is_behind_digit && sum.count) {
			is_behind_digit = false;
			continue;
		}
		*found = (struct locale_found_number){ value, first,
						       *offset - first };
		return true;
	}
	return false;
}

/* ---- As ICU spells them -------------------------------------------------- */

/* [UTF-16 units] of a number in words. */
enum { SPELT_MOST = 512 };

/* Words in small letters with single spaces, without marks that may be left out,
 * between two spaces. */
struct plain {
	UChar *text;
	int32_t length;
};

static void add_unit(struct plain *plain, UChar32 character)
{
	bool is_space = u_isUWhiteSpace(character) || character == '-' ||
			character == 0x2010 || character == 0x2011;
	if (character == 0xAD || u_charType(character) == U_NON_SPACING_MARK)
		return;
	/* Alef with a hamza, which many leave out. */
	if (character == 0x622 || character == 0x623 || character == 0x625)
		character = 0x627;
	if (!is_space)
		U16_APPEND_UNSAFE(plain->text, plain->length, character);
	else if (!plain->length || plain->text[plain->length - 1] != ' ')
		plain->text[plain->length++] = ' ';
}

static struct plain make_plain(struct arena *arena, const UChar *text,
			       int32_t length)
{
	struct plain plain = {
		ARENA_NEW_ARRAY(arena, (size_t)length + 4, UChar), 0
	};
	add_unit(&plain, ' ');
	for (int32_t at = 0; at < length;) {
		UChar32 character;
		U16_NEXT(text, at, length, character);
		add_unit(&plain, u_tolower(character));
	}
	add_unit(&plain, ' ');
	return plain;
}

static struct plain plain_text(struct arena *arena, struct str text)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t capacity = (int32_t)text.length + 1, length = 0;
	UChar *wide = ARENA_NEW_ARRAY(arena, (size_t)capacity, UChar);
	u_strFromUTF8WithSub(wide, capacity, &length, text.bytes,
			     (int32_t)text.length, 0xFFFD, NULL, &status);
	return make_plain(arena, wide, U_SUCCESS(status) ? length : 0);
}

struct speller {
	struct arena arena;
	UNumberFormat *format;
	const UChar *rules; /* "%spellout-numbering;%spellout-cardinal;…" */
};

static bool open_speller(struct speller *speller, const char *icu_id)
{
	enum { RULES_MOST = 4096 };
	UErrorCode status = U_ZERO_ERROR;
	UChar *rules = ARENA_NEW_ARRAY(&speller->arena, RULES_MOST, UChar);
	speller->format =
		unum_open(UNUM_SPELLOUT, NULL, 0, icu_id, NULL, &status);
	if (U_SUCCESS(status))
		unum_getTextAttribute(speller->format, UNUM_PUBLIC_RULESETS,
				      rules, RULES_MOST, &status);
	speller->rules = rules;
	return U_SUCCESS(status);
}

/* The number by the rules at *rules, which moves on; empty at their end. What the
 * language has no words for is in digits, and so is empty, too. */
static struct plain spell_next(struct speller *speller, const UChar **rules,
			       double value)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar words[SPELT_MOST];
	const UChar *end = u_strchr(*rules, ';');
	int32_t length = end ? (int32_t)(end - *rules) : u_strlen(*rules);
	unum_setTextAttribute(speller->format, UNUM_DEFAULT_RULESET, *rules,
			      length, &status);
	*rules += length + (end != NULL);
	length = unum_formatDouble(speller->format, value, words, SPELT_MOST,
				   NULL, &status);
	if (U_FAILURE(status) || length <= 0 || u_charDigitValue(words[0]) >= 0)
		return (struct plain){ 0 };
	return make_plain(&speller->arena, words, length);
}

static bool is_in(const struct plain *text, const UChar *words, int32_t length)
{
	return u_strFindFirst(text->text, text->length, words, length);
}

/* " sixty two hundred thousand ": what longer numbers are put together from. */
static struct plain list_words(struct speller *speller)
{
	static const double values[] = {
		1,   2,   3,   4,   5,   6,   7,   8,   9,   10,  20,
		30,  40,  50,  60,  70,  80,  90,  100, 200, 300, 400,
		500, 600, 700, 800, 900, 1e3, 2e3, 5e3, 1e6, 5e6
	};
	enum { WORDS_MOST = 65536 };
	struct plain all = {
		ARENA_NEW_ARRAY(&speller->arena, WORDS_MOST, UChar), 0
	};
	add_unit(&all, ' ');
	for (const UChar *rules = speller->rules; *rules;) {
		const UChar *begin = rules;
		for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
			rules = begin;
			struct plain one =
				spell_next(speller, &rules, values[i]);
			if (one.length < 2 ||
			    all.length + one.length > WORDS_MOST ||
			    is_in(&all, one.text, one.length))
				continue;
			u_memcpy(all.text + all.length, one.text + 1,
				 one.length - 1);
			all.length += one.length - 1;
		}
	}
	return all;
}

/* The word that ends before the space at `at`, or begins behind it, as " word ". */
static bool is_number_word(const struct plain *text, int32_t at, int step,
			   const struct plain *words)
{
	for (int skipped = 0; skipped < 2; skipped++) {
		int32_t other = at + step;
		while (other > 0 && other < text->length &&
		       text->text[other] != ' ')
			other += step;
		if (other < 0 || other >= text->length || other == at + step)
			return false;
		int32_t first = step < 0 ? other : at,
			length = step * (other - at) + 1;
		if (is_in(words, text->text + first, length))
			return true;
		if (length > 3 + 2) /* "and", "i" */
			return false;
		at = other;
	}
	return false;
}

/* Signs around the words are no letters of theirs. */
static bool is_edge(const struct plain *text, int32_t at)
{
	return at < 0 || at >= text->length || !u_isalpha(text->text[at]);
}

/* Words that stand alone, and are no part of a longer number. */
static bool stands_in(const struct plain *text, const struct plain *number,
		      const struct plain *words)
{
	/* without the spaces around it */
	const UChar *wanted = number->text + 1;
	int32_t length = number->length - 2, at = 0;
	while (at < text->length) {
		const UChar *hit = u_strFindFirst(
			text->text + at, text->length - at, wanted, length);
		if (!hit)
			return false;
		int32_t first = (int32_t)(hit - text->text),
			end = first + length;
		if (is_edge(text, first - 1) && is_edge(text, end) &&
		    !(text->text[first - 1] == ' ' &&
		      is_number_word(text, first - 1, -1, words)) &&
		    !(text->text[end] == ' ' &&
		      is_number_word(text, end, 1, words)))
			return true;
		at = first + 1;
	}
	return false;
}

bool locale_spells_number(const struct locale *locale, struct str text,
			  double value)
{
	struct speller speller = { 0 };
	bool is_there = false;
	if (value != floor(value) || value >= 1e9)
		return false;
	if (open_speller(&speller, locale->icu_id)) {
		struct plain plain = plain_text(&speller.arena, text);
		struct plain words = list_words(&speller);
		for (const UChar *rules = speller.rules; *rules && !is_there;) {
			struct plain number =
				spell_next(&speller, &rules, value);
			is_there = number.length > 2 &&
				   stands_in(&plain, &number, &words);
		}
	}
	unum_close(speller.format);
	arena_release(&speller.arena);
	return is_there;
}
