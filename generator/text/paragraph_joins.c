/* Which break points are avoided, and how much: what belongs together on one
 * line though a plain space stands within it. Costs are those of
 * paragraph_break.c: a line left half empty costs 250,000, one left a fifth
 * empty 40,000. Nothing is forbidden: in a narrow column the least evil
 * wins. */
#include "text/paragraph_private.h"

#include <string.h>

#include <unicode/uchar.h>

#include "base/typography.h"

enum {
	COST_OF_JOIN = 1000000,      /* 10 km, £ 5, Figure 3, 12 March */
	COST_OF_NAME = 400000,       /* J. Smith */
	COST_BEFORE_DASH = 100000,   /* a dash starts the line */
	COST_AFTER_HYPHEN = 30000,   /* well-known, as if hyphenated */
	COST_OF_WORD_JOIN = 20000,   /* 10 weeks, Phase 3 */
	COST_OF_SHORT_START = 10000, /* a sentence's first short word ends the
				      * line; so does "a" or "I" */
	COST_OF_NUMBER_AND_HAN = 30000, /* 2020年, 第3 */
	/* Polish: where lines are long enough, and in titles */
	COST_OF_LONE_LETTER = 2000000
};

/* What stands before and after the space at which a line might end. */
struct joint {
	const struct paragraph *paragraph;
	struct str before;    /* word before the space */
	struct str after;     /* word after it */
	uint32_t last, first; /* code points beside the space */
};

enum { LONGEST_WORD = 40, ORDINAL_PREFIX = 0x7B2C /* 第 */ };

static bool is_ascii_letter(char byte)
{
	return ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

/* ---- Words ------------------------------------------------------------- */

static bool is_opening_byte(char byte)
{
	return byte == '(' || byte == '[' || byte == '"';
}

static uint32_t word_start(struct str text, uint32_t end)
{
	uint32_t start = end;
	while (start > 0 && end - start < LONGEST_WORD &&
	       text.bytes[start - 1] != ' ' &&
	       !is_opening_byte(text.bytes[start - 1]))
		start--;
	return start;
}

/* The word at `start`, without what closes it. */
static struct str word_at(struct str text, uint32_t start)
{
	uint32_t end = start;
	while (end < text.length && end - start < LONGEST_WORD &&
	       !strchr(" ,;:!?)]\"", text.bytes[end]))
		end++;
	return (struct str){ text.bytes + start, end - start };
}

/* ---- Rules ------------------------------------------------------------- */

/* The language of the text before the byte at `offset`. */
static const char *language_before(const struct paragraph *paragraph,
				   uint32_t offset)
{
	/* the first span that ends there or after: they follow each other */
	uint32_t low = 0, high = paragraph->span_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (paragraph->spans[middle].end < offset)
			low = middle + 1;
		else
			high = middle;
	}
	const struct text_span *span = &paragraph->spans[low];
	return low < paragraph->span_count && span->start < offset &&
			       span->style && span->style->language ?
		       span->style->language :
		       paragraph->language;
}

/* A word of one letter, such as a Polish preposition, that belongs to what
 * follows it. `offset` is after the space. */
static bool is_bound_letter(const struct paragraph *paragraph, uint32_t offset)
{
	struct str text = paragraph->text;
	if (!is_ascii_letter(text.bytes[offset - 2]))
		return false;
	bool is_alone =
		offset == 2 || strchr(" (\"", text.bytes[offset - 3]) ||
		itemise_code_point_before(text, offset - 2) == 0x201E; /* „ */
	return is_alone &&
	       strchr(typography_of(language_before(paragraph, offset - 1))
			      ->bound_letters,
		      text.bytes[offset - 2]);
}

static bool is_line_break_class(uint32_t code_point, ULineBreak class)
{
	return u_getIntPropertyValue((UChar32)code_point, UCHAR_LINE_BREAK) ==
	       (int32_t) class;
}

/* "£", "%", "°C": not a letter, and written beside numbers. */
static bool is_sign_of_numbers(uint32_t code_point)
{
	return code_point != '+' && code_point != '\\' &&
	       (is_line_break_class(code_point, U_LB_PREFIX_NUMERIC) ||
		is_line_break_class(code_point, U_LB_POSTFIX_NUMERIC));
}

static bool are_digits(struct str word, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (word.bytes[i] < '0' || word.bytes[i] > '9')
			return false;
	return true;
}

/* 10 000: groups of three, a space between. */
static bool is_grouped(const struct joint *joint)
{
	return joint->before.length <= 3 && joint->after.length == 3 &&
	       are_digits(joint->before, 0, joint->before.length) &&
	       are_digits(joint->after, 0, 3);
}

/* "s. 12", "r. 5": an abbreviation of one letter. */
static bool is_abbreviated_letter(struct str word)
{
	size_t offset = 0;
	if (word.length < 2 || word.bytes[word.length - 1] != '.')
		return false;
	return u_isalpha((UChar32)str_decode(word, &offset)) &&
	       offset == word.length - 1;
}

/* "Figures", "rysunku", for the document's own words "Figure", "Rysunek": they
 * begin alike, and their endings differ by a letter or two. */
static bool is_label(struct str word, struct str own)
{
	size_t alike = 0, rest = 0, offset = 0, own_offset = 0;
	while (offset < word.length && own_offset < own.length) {
		uint32_t a = str_decode(word, &offset);
		uint32_t b = str_decode(own, &own_offset);
		if (u_foldCase((UChar32)a, U_FOLD_CASE_DEFAULT) !=
		    u_foldCase((UChar32)b, U_FOLD_CASE_DEFAULT)) {
			rest = 1;
			break;
		}
		alike++;
	}
	for (; own_offset < own.length; rest++)
		str_decode(own, &own_offset);
	return alike >= 3 && rest <= (alike > 4 ? 2 : 1) &&
	       word.length <= own.length + 3;
}

static bool is_any_label(const struct joint *joint)
{
	const struct typesetter *typesetter = joint->paragraph->typesetter;
	for (size_t i = 0; i < typesetter->labels.count; i++)
		if (is_label(joint->before, typesetter->labels.items[i]))
			return true;
	return false;
}

static int32_t cost_before_number(const struct joint *joint)
{
	struct str before = joint->before;
	if (is_sign_of_numbers(joint->last))
		return COST_OF_JOIN;
	if (u_isdigit((UChar32)joint->last))
		return is_grouped(joint) ? COST_OF_JOIN : 0;
	if (is_abbreviated_letter(before) || is_any_label(joint))
		return COST_OF_JOIN;
	size_t offset = 0;
	if (before.length && joint->after.length <= 3 &&
	    u_isupper((UChar32)str_decode(before, &offset)))
		return COST_OF_WORD_JOIN;
	return 0;
}

/* 1 to 31, European digits or others. */
static bool is_day(struct str word)
{
	int32_t day = 0;
	for (size_t offset = 0; offset < word.length;) {
		uint32_t code_point = str_decode(word, &offset);
		if (code_point == '.' && offset == word.length && day > 0)
			break; /* "3. März" */
		if (!u_isdigit((UChar32)code_point) || day > 3)
			return false;
		day = day * 10 + u_charDigitValue((UChar32)code_point);
	}
	return day >= 1 && day <= 31;
}

static int32_t cost_after_number(const struct joint *joint)
{
	if (is_sign_of_numbers(joint->first) ||
	    is_abbreviated_letter(joint->after))
		return COST_OF_JOIN;
	if (!u_isalpha((UChar32)joint->first))
		return 0;
	switch (paragraph_terms_find(
		typesetter_terms(joint->paragraph->typesetter,
				 joint->paragraph->language),
		joint->after)) {
	case TERM_UNIT:
	case TERM_TIME:
		return COST_OF_JOIN;
	case TERM_MONTH:
		return is_day(joint->before) ? COST_OF_JOIN : 0;
	case TERM_UNIT_WORD:
		return COST_OF_WORD_JOIN;
	case TERM_NONE:
		break;
	}
	return 0;
}

/* "J." of "J. Smith" and "J. R. R. Tolkien". */
static bool is_initial(struct str word)
{
	size_t offset = 0;
	return is_abbreviated_letter(word) &&
	       u_isupper((UChar32)str_decode(word, &offset));
}

static bool is_dash(uint32_t code_point)
{
	return code_point == 0x2013 || code_point == 0x2014;
}

/* "a", "I", and a short word after the end of a sentence. `end` is where the
 * word before the space ends. */
static bool is_short_start(struct str text, uint32_t end)
{
	uint32_t start = end;
	while (start > 0 && end - start < 4 && text.bytes[start - 1] != ' ')
		start--;
	if (end - start > 3 || start < 2 || !is_ascii_letter(text.bytes[start]))
		return false;
	char before = text.bytes[start - 2];
	return end - start == 1 || before == '.' || before == '!' ||
	       before == '?';
}

static int32_t cost_over_space(const struct paragraph *paragraph,
			       uint32_t offset)
{
	struct str text = paragraph->text;
	uint32_t start = word_start(text, offset - 1);
	struct joint joint = {
		.paragraph = paragraph,
		.before = { text.bytes + start, offset - 1 - start },
		.after = word_at(text, offset),
		.last = itemise_code_point_before(text, offset - 1),
		.first = itemise_code_point_at(text, offset),
	};
	if (u_isdigit((UChar32)joint.first))
		return cost_before_number(&joint);
	if (u_isdigit((UChar32)joint.last) ||
	    (joint.last == '.' && is_day(joint.before)))
		return cost_after_number(&joint);
	if (is_dash(joint.first))
		return COST_BEFORE_DASH;
	if (is_initial(joint.before) && u_isupper((UChar32)joint.first))
		return COST_OF_NAME;
	return is_short_start(text, offset - 1) ? COST_OF_SHORT_START : 0;
}

/* Between two characters without a space. */
static int32_t cost_within_word(struct str text, uint32_t offset)
{
	char before = text.bytes[offset - 1];
	if (before == '-')
		return COST_AFTER_HYPHEN;
	if (is_ascii_letter(before) && is_ascii_letter(text.bytes[offset]))
		return 0;
	uint32_t last = itemise_code_point_before(text, offset);
	uint32_t first = itemise_code_point_at(text, offset);
	if (last == 0x2010)
		return COST_AFTER_HYPHEN;
	if (is_dash(first) && !script_is_han_or_kana(last))
		return COST_BEFORE_DASH;
	if (u_isdigit((UChar32)last) ?
		    script_is_han_or_kana(first) :
		    last == ORDINAL_PREFIX && u_isdigit((UChar32)first))
		return COST_OF_NUMBER_AND_HAN;
	return 0;
}

void paragraph_break_find_penalty(const struct paragraph *paragraph,
				  struct break_point *point)
{
	struct str text = paragraph->text;
	uint32_t offset = point->offset;
	if (offset == 0 || offset >= text.length)
		return;
	if (text.bytes[offset - 1] != ' ') {
		point->penalty = cost_within_word(text, offset);
		return;
	}
	if (offset < 2 || text.bytes[offset - 2] == ' ')
		return;
	if (is_ascii_letter(text.bytes[offset - 2]) &&
	    is_ascii_letter(text.bytes[offset])) /* nearly always */
		point->penalty = is_short_start(text, offset - 1) ?
					 COST_OF_SHORT_START :
					 0;
	else
		point->penalty = cost_over_space(paragraph, offset);
	if (is_bound_letter(paragraph, offset))
		point->wide_penalty = COST_OF_LONE_LETTER;
}
