/* Finding numbers in a text of the language. */
#include <unicode/uchar.h>
#include <unicode/unum.h>
#include <unicode/utf8.h>

#include "locale/locale_struct.h"

/* The code point at *offset, which moves behind it; 0 at the end. */
static UChar32 take(struct str text, size_t *offset)
{
	UChar32 character;
	int32_t at = (int32_t)*offset, end = (int32_t)text.length;
	if (*offset >= text.length)
		return 0;
	U8_NEXT(text.bytes, at, end, character);
	*offset = (size_t)at;
	return character < 0 ? 0xFFFD : character;
}

static UChar32 peek(struct str text, size_t offset)
{
	return take(text, &offset);
}

static uint32_t symbol(UNumberFormat *format, UNumberFormatSymbol which)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar text[8];
	int32_t at = 0,
		length = unum_getSymbol(format, which, text, 8, &status);
	UChar32 sign = 0, found;
	while (U_SUCCESS(status) && at < length && at < 8) {
		U16_NEXT(text, at, length, found);
		/* Some stand beside a mark of direction. */
		if (u_charType(found) != U_FORMAT_CHAR)
			sign = found;
	}
	return (uint32_t)sign;
}

static void find_signs(struct locale *locale)
{
	UErrorCode status = U_ZERO_ERROR;
	UNumberFormat *format =
		unum_open(UNUM_DECIMAL, NULL, 0, locale->icu_id, NULL, &status);
	locale_expect_success(status);
	locale->decimal_sign = symbol(format, UNUM_DECIMAL_SEPARATOR_SYMBOL);
	locale->grouping_sign = symbol(format, UNUM_GROUPING_SEPARATOR_SYMBOL);
	unum_close(format);
}

static bool is_grouping(const struct locale *locale, UChar32 sign)
{
	bool has_spaces = u_isUWhiteSpace((UChar32)locale->grouping_sign);
	return (uint32_t)sign == locale->grouping_sign || sign == 0x066C ||
	       (has_spaces && (sign == ' ' || sign == 0xA0 || sign == 0x2009 ||
			       sign == 0x202F));
}

static size_t count_digits(struct str text, size_t offset)
{
	size_t count = 0;
	while (u_charDigitValue(peek(text, offset)) >= 0) {
		take(text, &offset);
		count++;
	}
	return count;
}

/* Three digits, or two before the next sign as India writes them. */
static bool is_group(const struct locale *locale, struct str text,
		     size_t offset)
{
	UChar32 sign = take(text, &offset);
	if (!is_grouping(locale, sign))
		return false;
	size_t count = count_digits(text, offset);
	for (size_t i = 0; i < count; i++)
		take(text, &offset);
	return count == 3 ||
	       (count == 2 && peek(text, offset) == sign && sign == ',');
}

static double take_digits(struct str text, size_t *offset, double value)
{
	while (u_charDigitValue(peek(text, *offset)) >= 0)
		value = value * 10 + u_charDigitValue(take(text, offset));
	return value;
}

static double take_number(const struct locale *locale, struct str text,
			  size_t *offset)
{
	bool may_group = count_digits(text, *offset) <= 3;
	double value = take_digits(text, offset, 0);
	while (may_group && is_group(locale, text, *offset)) {
		take(text, offset);
		value = take_digits(text, offset, value);
	}
	size_t behind = *offset;
	UChar32 sign = take(text, &behind);
	bool is_decimal =
		(uint32_t)sign == locale->decimal_sign || sign == 0x066B;
	if (!is_decimal || !count_digits(text, behind))
		return value;
	size_t places = count_digits(text, behind);
	double fraction = take_digits(text, &behind, 0);
	for (size_t i = 0; i < places; i++)
		fraction /= 10;
	*offset = behind;
	return value + fraction;
}

/* 万 and the like multiply what stands before them. */
static double scaled(struct str text, size_t *offset, double value)
{
	static const struct {
		UChar32 sign;
		double factor;
	} scales[] = { { 0x4E07, 1e4 }, { 0x842C, 1e4 }, { 0x4EBF, 1e8 },
		       { 0x5104, 1e8 }, { 0x5343, 1e3 }, { 0xB9CC, 1e4 } };
	for (size_t i = 0; i < sizeof scales / sizeof *scales; i++) {
		if (peek(text, *offset) != scales[i].sign)
			continue;
		take(text, offset);
		return scaled(text, offset, value * scales[i].factor);
	}
	return value;
}

bool locale_next_number(struct locale *locale, struct str text, size_t *offset,
			struct locale_found_number *found)
{
	UChar32 before = 0;
	if (!locale->decimal_sign)
		find_signs(locale);
	while (*offset < text.length) {
		UChar32 character = peek(text, *offset);
		if (u_charDigitValue(character) < 0) {
			before = take(text, offset);
			continue;
		}
		size_t first = *offset;
		double value = take_number(locale, text, offset);
		/* "A4" is a name; Han, Thai and the like stand close to
		 * numbers. */
		bool is_name = u_hasBinaryProperty(before, UCHAR_CASED);
		before = '0';
		UChar32 next = peek(text, *offset);
		if (is_name || next == 0x6708 || next == 0xC6D4)
			continue; /* a month, which others write in letters */
		value = scaled(text, offset, value);
		*found = (struct locale_found_number){ value, first,
						       *offset - first };
		return true;
	}
	return false;
}
