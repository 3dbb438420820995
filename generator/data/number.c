/* Numbers as languages write them. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unum.h>
#include <unicode/ustring.h>

#include "base/memory.h"
#include "data/grid.h"

enum { MOST = 64 }; /* [UTF-16 code units] longer ones are texts */

struct data_numbers {
	UNumberFormat *format;
};

struct data_numbers *data_numbers_open(const char *language)
{
	struct data_numbers *numbers = memory_allocate(sizeof *numbers);
	UErrorCode status = U_ZERO_ERROR;
	numbers->format =
		unum_open(UNUM_DECIMAL, NULL, 0, language, NULL, &status);
	if (U_FAILURE(status)) {
		unum_close(numbers->format);
		numbers->format = NULL; /* then all is text */
		return numbers;
	}
	unum_setAttribute(numbers->format, UNUM_LENIENT_PARSE, 0);
	return numbers;
}

void data_numbers_close(struct data_numbers *numbers)
{
	if (numbers->format)
		unum_close(numbers->format);
	free(numbers);
}

static bool is_percent_sign(UChar c)
{
	return c == '%' || c == 0x066A || c == 0xFF05;
}

static bool is_passed_over(UChar c)
{
	return u_isUWhiteSpace(c) || u_charType(c) == U_FORMAT_CHAR;
}

/* Cuts space, invisible marks and one percent sign off both ends. */
static bool trim(const UChar **text, int32_t *length)
{
	bool is_percent = false;
	for (;;) {
		if (*length && (is_passed_over((*text)[0]) ||
				(is_percent_sign((*text)[0]) && !is_percent))) {
			is_percent |= is_percent_sign((*text)[0]);
			(*text)++;
			(*length)--;
		} else if (*length && (is_passed_over((*text)[*length - 1]) ||
				       (is_percent_sign((*text)[*length - 1]) &&
					!is_percent))) {
			is_percent |= is_percent_sign((*text)[*length - 1]);
			(*length)--;
		} else {
			return is_percent;
		}
	}
}

static bool is_digit(const UChar *text, int32_t length, int32_t i)
{
	return i < length && u_isdigit(text[i]);
}

const char *data_number(const struct data_numbers *numbers, struct arena *arena,
			const char *text)
{
	UChar units[MOST];
	const UChar *trimmed = units;
	int32_t length = 0, end = 0;
	UErrorCode status = U_ZERO_ERROR;
	u_strFromUTF8(units, MOST, &length, text, -1, &status);
	if (U_FAILURE(status) || length == MOST || !numbers->format)
		return NULL;
	bool is_percent = trim(&trimmed, &length);
	/* "007" is a code, "+44" no amount. */
	if (!length || trimmed[0] == '+' ||
	    (is_digit(trimmed, length, 1) && is_digit(trimmed, length, 0) &&
	     u_charDigitValue(trimmed[0]) == 0))
		return NULL;
	double value = unum_parseDouble(numbers->format, trimmed, length, &end,
					&status);
	if (U_FAILURE(status) || end != length || !isfinite(value) ||
	    fabs(value) >= 1e15)
		return NULL;
	return arena_format(arena, "%.15g%s", value, is_percent ? "%" : "");
}
