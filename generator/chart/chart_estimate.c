/* How wide texts are in a font that nobody knows yet. Made from the widest of
 * what browsers show pages in (DejaVu Sans, Verdana, Segoe UI, Noto Sans), so
 * that what fits by this estimate fits. */
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "chart/chart.h"

/* [thousandths of the em] */
enum {
	NARROW = 390,
	MEDIUM = 450,
	SMALL = 640,
	LARGE = 790,
	BROAD = 1000,
	FULL = 1000,
	COMPLEX = 920, /* scripts with wide or stacked letters */
	BOLD = 1110,   /* times as wide */
};

static int32_t basic_width(uint32_t c)
{
	if (strchr("ijl.,:;'|!I ", (int)c))
		return NARROW;
	if (strchr("frt()[]/\\-`\"", (int)c))
		return c == '"' ? 480 : MEDIUM;
	if (strchr("mwMW@%+<=>~#&", (int)c))
		return BROAD;
	return u_isupper((UChar32)c) ? LARGE : SMALL;
}

static bool is_zero(uint32_t c)
{
	int8_t category = u_charType((UChar32)c);
	return category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK ||
	       category == U_FORMAT_CHAR || category == U_CONTROL_CHAR;
}

static bool is_full(uint32_t c)
{
	int32_t width =
		u_getIntPropertyValue((UChar32)c, UCHAR_EAST_ASIAN_WIDTH);
	return width == U_EA_WIDE || width == U_EA_FULLWIDTH;
}

static int32_t letter_width(uint32_t c)
{
	UErrorCode status = U_ZERO_ERROR;
	/* ICU has a few hundred scripts, and more with each version. */
	switch ((int)uscript_getScript((UChar32)c, &status)) {
	case USCRIPT_LATIN:
	case USCRIPT_GREEK:
		return u_isupper((UChar32)c) ? LARGE : SMALL;
	case USCRIPT_CYRILLIC:
		return u_isupper((UChar32)c) ? 900 : 760;
	case USCRIPT_HEBREW:
	case USCRIPT_ARABIC:
		/* seen, sad and their like are the wide ones */
		return c >= 0x633 && c <= 0x636 ? 1250 : 640;
	case USCRIPT_THAI:
	case USCRIPT_LAO:
		return 680;
	case USCRIPT_COMMON:
		/* dashes, dots, signs */
		return u_charType((UChar32)c) == U_DECIMAL_DIGIT_NUMBER ? 700 :
									  BROAD;
	default:
		return COMPLEX;
	}
}

static int32_t code_point_width(uint32_t c)
{
	if (c >= ' ' && c < 0x7F)
		return basic_width(c);
	if (is_zero(c))
		return 0;
	if (is_full(c))
		return u_hasBinaryProperty((UChar32)c, UCHAR_EMOJI) ? 1400 :
								      FULL;
	if (u_isUWhiteSpace((UChar32)c) || c == 0xB7)
		return MEDIUM;
	return letter_width(c);
}

/* Saturates: no text that is so long fits anywhere. */
static int32_t estimate(void *context, struct str text, int32_t size,
			bool is_bold, const char *language,
			bool is_right_to_left)
{
	int64_t sum = 0;
	size_t offset = 0;
	(void)context;
	(void)language;
	(void)is_right_to_left;
	while (offset < text.length)
		sum += code_point_width(str_decode(text, &offset));
	if (is_bold)
		sum = sum * BOLD / 1000;
	if (size <= 0 || sum / 1000 >= DRAWING_MOST / size)
		return size <= 0 ? 0 : DRAWING_MOST;
	return (int32_t)(sum * size / 1000);
}

const struct chart_measure chart_measure_estimate = { estimate, NULL };
