/* UAX #14: the pairs that occur everywhere by hand, the rest through ICU. */
#include "text/line_break.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include "base/memory.h"
#include "base/typography.h"
#include "base/vector.h"

struct iterator {
	char *language;
	UBreakIterator *icu;
};

struct line_breaker {
	VECTOR(struct iterator) iterators;
	UBreakIterator *clusters;
};

struct line_breaker *line_breaker_new(void)
{
	return memory_allocate(sizeof(struct line_breaker));
}

void line_breaker_release(struct line_breaker *breaker)
{
	for (size_t i = 0; i < breaker->iterators.count; i++) {
		free(breaker->iterators.items[i].language);
		ubrk_close(breaker->iterators.items[i].icu);
	}
	VECTOR_RELEASE(&breaker->iterators);
	if (breaker->clusters)
		ubrk_close(breaker->clusters);
	free(breaker);
}

/* ---- By ICU's rules ---------------------------------------------------- */

static UBreakIterator *open_iterator(const char *language)
{
	/* Strict: small kana and the like do not start a line either. */
	char locale[ULOC_FULLNAME_CAPACITY] = "";
	UErrorCode status = U_ZERO_ERROR;
	uloc_forLanguageTag(language, locale, sizeof locale, NULL, &status);
	if (U_FAILURE(status))
		locale[0] = '\0';
	status = U_ZERO_ERROR;
	if (typography_of(language)->breaks_strictly)
		uloc_setKeywordValue("lb", "strict", locale, sizeof locale,
				     &status);
	status = U_ZERO_ERROR;
	UBreakIterator *icu = ubrk_open(UBRK_LINE, locale, NULL, 0, &status);
	if (U_FAILURE(status)) {
		status = U_ZERO_ERROR;
		icu = ubrk_open(UBRK_LINE, "", NULL, 0, &status);
	}
	if (U_FAILURE(status)) /* ICU without its data cannot run at all */
		memory_exhausted();
	return icu;
}

static UBreakIterator *find_iterator(struct line_breaker *breaker,
				     const char *language)
{
	for (size_t i = 0; i < breaker->iterators.count; i++)
		if (strcmp(breaker->iterators.items[i].language, language) == 0)
			return breaker->iterators.items[i].icu;
	UBreakIterator *icu = open_iterator(language);
	*VECTOR_ADD(&breaker->iterators) =
		(struct iterator){ memory_copy_text(language, strlen(language)),
				   icu };
	return icu;
}

static void mark_boundaries(UBreakIterator *icu, struct str text,
			    uint8_t *flags)
{
	UErrorCode status = U_ZERO_ERROR;
	UText utext = UTEXT_INITIALIZER;
	memset(flags, 0, text.length);
	utext_openUTF8(&utext, text.bytes, (int64_t)text.length, &status);
	ubrk_setUText(icu, &utext, &status);
	if (U_SUCCESS(status)) {
		int32_t at = ubrk_first(icu);
		while (at != UBRK_DONE) {
			if (at < (int32_t)text.length)
				flags[at] = 1;
			at = ubrk_next(icu);
		}
	}
	utext_close(&utext);
}

void line_break_find_by_rules(struct line_breaker *breaker, struct str text,
			      const char *language, uint8_t *flags)
{
	mark_boundaries(find_iterator(breaker, language), text, flags);
	if (text.length)
		flags[0] = 0;
}

void line_break_find_clusters(struct line_breaker *breaker, struct str text,
			      uint8_t *flags)
{
	if (!breaker->clusters) {
		UErrorCode status = U_ZERO_ERROR;
		breaker->clusters =
			ubrk_open(UBRK_CHARACTER, "", NULL, 0, &status);
		if (U_FAILURE(status))
			memory_exhausted();
	}
	mark_boundaries(breaker->clusters, text, flags);
}

/* ---- By hand ----------------------------------------------------------- */

enum class {
	START, /* nothing before */
	AL,
	NU,
	SP,
	IS,
	EX,
	QU,
	OP,
	CP,
	HY,
	BA,
	SY,
	PO,
	PR,
	B2,
	IN,
	GL,
	CM, /* belongs to the character before it */
	OTHER
};

static const uint8_t ascii_classes[128] = {
	[' '] = SP, ['!'] = EX, ['"'] = QU,  ['#'] = AL, ['$'] = PR,
	['%'] = PO, ['&'] = AL, ['\''] = QU, ['('] = OP, [')'] = CP,
	['*'] = AL, ['+'] = PR, [','] = IS,  ['-'] = HY, ['.'] = IS,
	['/'] = SY, ['0'] = NU, ['1'] = NU,  ['2'] = NU, ['3'] = NU,
	['4'] = NU, ['5'] = NU, ['6'] = NU,  ['7'] = NU, ['8'] = NU,
	['9'] = NU, [':'] = IS, [';'] = IS,  ['<'] = AL, ['='] = AL,
	['>'] = AL, ['?'] = EX, ['@'] = AL,  ['['] = OP, ['\\'] = PR,
	[']'] = CP, ['^'] = AL, ['_'] = AL,  ['`'] = AL, ['|'] = BA,
	['~'] = AL,
};

static bool is_ascii_letter(uint32_t code_point)
{
	return (code_point | 0x20) >= 'a' && (code_point | 0x20) <= 'z';
}

static enum class class_of(uint32_t code_point) {
	if (code_point < 128){ if (is_ascii_letter(code_point)) return AL;
			       return ascii_classes[code_point] ?
					      ascii_classes[code_point] :
					      OTHER; }
/* Of ICU's classes, those that this table is sure of. */
switch (u_getIntPropertyValue((UChar32)code_point, UCHAR_LINE_BREAK))
{
case U_LB_ALPHABETIC:
	return AL;
case U_LB_NUMERIC:
	return NU;
case U_LB_INFIX_NUMERIC:
	return IS;
case U_LB_EXCLAMATION:
	return EX;
case U_LB_QUOTATION:
	return QU;
case U_LB_BREAK_AFTER:
	return BA;
case U_LB_POSTFIX_NUMERIC:
	return PO;
case U_LB_PREFIX_NUMERIC:
	return PR;
case U_LB_BREAK_BOTH:
	return B2;
case U_LB_INSEPARABLE:
	return IN;
case U_LB_GLUE:
	return GL;
case U_LB_OPEN_PUNCTUATION: /* „, not those as wide as Han */
	return code_point < 0x2100 ? OP : OTHER;
case U_LB_COMBINING_MARK:
	return code_point >= 0x300 && code_point < 0x700 ? CM : OTHER;
default:
	return OTHER;
}
}

enum verdict { KEEP, BREAK, UNSURE };

/* Between two classes with spaces between. */
static enum verdict judge_over_spaces(enum class before, enum class after)
{
	switch (after) {
	case CP:
	case EX:
	case IS:
	case SY: /* LB13 */
		return KEEP;
	case OP:
		if (before == QU) /* LB15 */
			return KEEP;
		break;
	case B2:
		if (before == B2) /* LB17 */
			return KEEP;
		break;
	case START:
	case AL:
	case NU:
	case IN:
	case PO:
	case PR:
	case QU:
	case BA:
	case HY:
	case GL:
	case SP:
	case CM:
	case OTHER:
		break;
	}
	return before == OP ? KEEP : BREAK; /* LB14, LB18 */
}

/* Between two classes that touch; `earlier` stands before `before`. */
static enum verdict judge(enum class earlier, enum class before,
			  enum class after)
{
	bool is_word = after == AL || after == NU;
	switch (after) {
	case SP:
	case CP:
	case EX:
	case IS:
	case SY: /* LB7, LB13 */
		return KEEP;
	case QU: /* LB19 */
		return KEEP;
	case BA:
	case HY: /* LB21 */
		return before == B2 || before == GL ? UNSURE : KEEP;
	case GL:
		return before == BA || before == HY ? UNSURE : KEEP;
	case IN: /* LB22 */
		return KEEP;
	case START:
	case AL:
	case NU:
	case OP:
	case PO:
	case PR:
	case B2:
	case CM:
	case OTHER:
		break;
	}
	switch (before) {
	case START:
	case OP:
	case QU:
	case GL: /* LB2, LB14, LB19, LB12 */
		return KEEP;
	case AL:
	case NU:
		if (is_word || after == OP || after == PR || after == PO)
			return KEEP; /* LB23, LB24, LB25, LB28, LB30 */
		return after == B2 ? BREAK : UNSURE;
	case IS: /* LB29; a full stop before a number may begin it */
		return after == AL || (after == NU && earlier == NU) ? KEEP :
								       UNSURE;
	case CP: /* LB30 */
		return is_word ? KEEP : UNSURE;
	case PR:
	case PO: /* LB24, LB25 */
		return is_word ? KEEP : UNSURE;
	case EX:
	case BA:
	case B2:
	case IN:
		return after == AL ? BREAK : UNSURE;
	case SY:
		return after == AL && earlier == AL ? BREAK : UNSURE;
	case HY: /* a hyphen that begins a word stays with it */
		return after == AL && (earlier == AL || earlier == NU) ? BREAK :
									 UNSURE;
	case SP:
	case CM:
	case OTHER:
		break;
	}
	return UNSURE;
}

bool line_break_find_quickly(struct str text, uint8_t *flags)
{
	enum class earlier = START, before = START;
	bool has_spaces = false;
	size_t offset = 0;
	memset(flags, 0, text.length);
	while (offset < text.length) {
		size_t start = offset;
		uint8_t byte = (uint8_t)text.bytes[offset];
		enum class class = byte < 0x80 ?
					   (offset++, class_of(byte)) :
					   class_of(str_decode(text, &offset));
		if (class == SP) {
			has_spaces = true;
			continue;
		}
		if (class == OTHER)
			return false;
		if (class == CM) {
			/* LB10: one without a base is a letter of its own */
			if (has_spaces || before == START)
				return false;
			continue;
		}
		enum verdict verdict =
			has_spaces ? judge_over_spaces(before, class) :
				     judge(earlier, before, class);
		if (verdict == UNSURE)
			return false;
		flags[start] = verdict == BREAK;
		earlier = has_spaces ? SP : before;
		before = class;
		has_spaces = false;
		/* LB28, for the rest of a word */
		for (; class == AL && offset < text.length &&
		       is_ascii_letter((uint8_t)text.bytes[offset]);
		     offset++)
			earlier = AL;
	}
	return true;
}

/* ---- Chinese and Japanese ---------------------------------------------- */

static int32_t class_by_icu(uint32_t code_point)
{
	return u_getIntPropertyValue((UChar32)code_point, UCHAR_LINE_BREAK);
}

static bool is_east_asian(uint32_t code_point)
{
	int32_t width = u_getIntPropertyValue((UChar32)code_point,
					      UCHAR_EAST_ASIAN_WIDTH);
	return width == U_EA_FULLWIDTH || width == U_EA_WIDE ||
	       width == U_EA_HALFWIDTH;
}

static bool is_opening_quote(uint32_t code_point)
{
	return code_point == 0x2018 || code_point == 0x201C;
}

static bool is_closing_quote(uint32_t code_point)
{
	return code_point == 0x2019 || code_point == 0x201D;
}

/* What a line may end after or start with, but for quotation marks. */
static bool may_end(uint32_t code_point)
{
	int32_t class = class_by_icu(code_point);
	return is_east_asian(code_point) &&
	       (class == U_LB_IDEOGRAPHIC || class == U_LB_CLOSE_PUNCTUATION ||
		class == U_LB_EXCLAMATION || class == U_LB_NONSTARTER ||
		class == U_LB_CONDITIONAL_JAPANESE_STARTER);
}

static bool may_start(uint32_t code_point)
{
	int32_t class = class_by_icu(code_point);
	return is_east_asian(code_point) &&
	       (class == U_LB_IDEOGRAPHIC || class == U_LB_OPEN_PUNCTUATION);
}

/* Between `before` and `after`, with `outer` before and `next` behind them. */
static void tailor_break(uint32_t outer, uint32_t before, uint32_t after,
			 uint32_t next, uint8_t *flag)
{
	if (after == 0xB7 || after == 0x2027)
		*flag = 0;
	else if (is_opening_quote(after) && may_end(before))
		*flag |= is_east_asian(next);
	else if (is_closing_quote(before) &&
		 (may_start(after) || is_opening_quote(after)))
		*flag |= is_east_asian(outer);
}

static void tailor_breaks(struct str text, uint8_t *flags)
{
	uint32_t outer = 0, before = 0;
	size_t offset = 0;
	while (offset < text.length) {
		size_t start = offset;
		uint32_t after = str_decode(text, &offset);
		size_t ahead = offset;
		uint32_t next =
			ahead < text.length ? str_decode(text, &ahead) : 0;
		if (start > 0)
			tailor_break(outer, before, after, next, &flags[start]);
		outer = before;
		before = after;
	}
}

/* "https://" alone in a line is no address. */
static void keep_schemes(struct str text, uint8_t *flags)
{
	for (size_t i = 3; i < text.length; i++)
		if (flags[i] && memcmp(text.bytes + i - 3, "://", 3) == 0)
			flags[i] = 0;
}

void line_break_find(struct line_breaker *breaker, struct str text,
		     const char *language, uint8_t *flags)
{
	const struct typography *rules = typography_of(language);
	if (rules->has_own_breaks || !line_break_find_quickly(text, flags)) {
		line_break_find_by_rules(breaker, text, language, flags);
		if (rules->breaks_strictly)
			tailor_breaks(text, flags);
	}
	keep_schemes(text, flags);
}
