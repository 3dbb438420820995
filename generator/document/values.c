/* Left-to-right values in right-to-left text. */
#include "document/values.h"

#include <limits.h>
#include <string.h>
#include <unicode/uchar.h>

#include "base/buffer.h"
#include "base/vector.h"
#include "document/finish_walk.h"
#include "document/telephone.h"

enum class {
	CLASS_END, /* right-to-left letters, marks and controls */
	CLASS_SPACE,
	CLASS_LETTER, /* from left to right */
	CLASS_DIGIT,
	CLASS_MARK
};

static bool is_arabic_mark(uint32_t c)
{
	return c == 0x60C || c == 0x61B || c == 0x61F || c == 0x6D4;
}

static enum class class_of(uint32_t c) {
	/* Somebody has seen to the direction there. */
	bool is_control = c == 0x200E || c == 0x200F;
	if (is_control || is_arabic_mark(c) || c == '\n') return CLASS_END;
	if (u_isUWhiteSpace((UChar32)c)) return CLASS_SPACE;
	UCharDirection direction = u_charDirection((UChar32)c);
	if (direction == U_LEFT_TO_RIGHT) return CLASS_LETTER;
	if (direction == U_EUROPEAN_NUMBER ||
	    direction == U_ARABIC_NUMBER) return CLASS_DIGIT;
	bool is_mark = direction == U_EUROPEAN_NUMBER_SEPARATOR ||
		       direction == U_EUROPEAN_NUMBER_TERMINATOR ||
		       direction == U_COMMON_NUMBER_SEPARATOR ||
		       direction == U_OTHER_NEUTRAL ||
		       direction == U_DIR_NON_SPACING_MARK;
	return is_mark ? CLASS_MARK : CLASS_END;
}

/* Groups of digits, those of a value in their order. Digits after a point or
 * comma are no group: they belong to the number before them. */
struct groups {
	unsigned count, digits;
	unsigned first, last;   /* digits in the first and last group */
	bool others_have_three; /* all but the first have three digits */
	bool have_four;         /* all have four */
	bool are_years;         /* and are years */
	bool has_leading_zero; /* one begins with a zero that is not all of it */
};

/* A stretch between spaces without right-to-left letters. */
struct word {
	size_t start, end; /* its letters, digits and what belongs to them */
	size_t outer_end;  /* with the marks after them */
	bool has_letter, has_digit, begins_with_digit, is_address;
	bool has_lead;    /* "£10", "@name", "/etc/x" */
	bool has_tail;    /* "50%", "65+", "C++" */
	uint32_t sign;    /* +, -, ( or the like that it begins with, or 0 */
	bool has_foreign; /* digits of another script than Latin */
	struct groups groups;
	char joint; /* the mark between its groups of digits, if all
			      * are the same; else '*' */
	char after; /* the first mark after it, or 0 */
};

static bool is_minus(uint32_t c)
{
	return c == '-' || c == 0x2212 || c == 0x2010;
}

static bool is_sign(uint32_t c)
{
	return c == '+' || c == '(' || is_minus(c);
}

/* Signs of money, per cent, degrees, numbers: European digits keep them at
 * their side, digits behind Arabic letters do not (W2, W5). */
static bool is_unit(uint32_t c)
{
	bool is_arabic = c >= 0x600 && c <= 0x6FF;
	return !is_arabic &&
	       u_charDirection((UChar32)c) == U_EUROPEAN_NUMBER_TERMINATOR;
}

/* Takes a mark within a word. */
static void take_joint(struct word *word, uint32_t c)
{
	char joint = c < 0x80 ? (char)c : '*';
	if (word->joint && word->joint != joint)
		joint = '*';
	word->joint = joint;
}

static struct groups join_groups(struct groups a, struct groups b)
{
	if (!a.count || !b.count) {
		struct groups one = a.count ? a : b;
		one.digits = a.digits + b.digits;
		return one;
	}
	return (struct groups){
		.count = a.count + b.count,
		.digits = a.digits + b.digits,
		.first = a.first,
		.last = b.last,
		.others_have_three = a.others_have_three && b.first == 3 &&
				     b.others_have_three,
		.have_four = a.have_four && b.have_four,
		.are_years = a.are_years && b.are_years,
		.has_leading_zero = a.has_leading_zero || b.has_leading_zero,
	};
}

/* Adds the group of digits that begins at `at`; returns its end. */
static size_t take_digits(struct word *word, struct str text, size_t at)
{
	unsigned digits = 0, number = 0, first = 0;
	bool is_decimal =
		word->groups.count && word->after && strchr(".,", word->after);
	bool is_after_colon = word->groups.count && word->after == ':';
	while (at < text.length) {
		size_t next = at;
		uint32_t c = str_decode(text, &next);
		int32_t value = u_charDigitValue((UChar32)c);
		if (class_of(c) != CLASS_DIGIT)
			break;
		first = digits == 0 ? (unsigned)value : first;
		number = number * 10 % 100000 + (unsigned)value;
		digits++;
		word->has_foreign |=
			u_charDirection((UChar32)c) == U_ARABIC_NUMBER;
		at = next;
	}
	struct groups group = {
		.count = !is_decimal,
		.digits = digits,
		.first = digits,
		.last = digits,
		.others_have_three = true,
		.have_four = digits == 4,
		.are_years = digits == 4 && number >= 1800 && number < 2200,
		.has_leading_zero = first == 0 && digits > 1 && !is_after_colon,
	};
	word->groups = join_groups(word->groups, group);
	word->has_digit = true;
	return at;
}

static bool is_address(struct str text)
{
	return str_find(text, STR("://")) >= 0 ||
	       str_starts_with(text, STR("www.")) ||
	       str_find_byte(text, '@') > 0;
}

/* The character before `at`, or 0. */
static uint32_t character_before(struct str text, size_t at)
{
	size_t start = at;
	while (start > 0 && at - start < 4 &&
	       ((unsigned char)text.bytes[--start] & 0xC0) == 0x80)
		;
	return start < at ? str_decode(text, &start) : 0;
}

/* "و" alone, which Arabic joins to what follows: never with a hyphen. */
static bool is_after_and(struct str text, size_t at)
{
	enum { WAW = 0x648, WAW_LENGTH = 2 };
	return character_before(text, at) == WAW &&
	       !u_isalnum((UChar32)character_before(text, at - WAW_LENGTH));
}

/* Where the text was cut by a letter, a hyphen joins and is no sign. */
static bool may_be_sign(struct str text, size_t at, uint32_t c)
{
	uint32_t before = character_before(text, at);
	bool joins = u_isalnum((UChar32)before) || is_unit(before);
	return is_sign(c) && !(is_minus(c) && joins && !is_after_and(text, at));
}

static bool is_letter_or_digit_at(struct str text, size_t at)
{
	enum class class =
		at < text.length ? class_of(str_decode(text, &at)) : CLASS_END;
	return class == CLASS_LETTER || class == CLASS_DIGIT;
}

/* Signs that go with what follows: of money and numbers, and those that names
 * of people, files and programs begin with. */
static bool is_lead(struct str text, size_t at, uint32_t c, size_t after)
{
	uint32_t before = character_before(text, at);
	bool is_first =
		!before || before == '(' || u_isUWhiteSpace((UChar32)before);
	if (c == '*') /* "*5555", "*.md", but no "*note" */
		return is_first && after < text.length &&
		       (text.bytes[after] == '.' ||
			u_isdigit((UChar32)text.bytes[after]));
	if (c == '~')
		return is_first && after < text.length &&
		       text.bytes[after] == '/';
	if (!is_letter_or_digit_at(text, after))
		return false;
	return c == '@' || is_unit(c) ||
	       ((c == '/' || c == '.') &&
		(is_first || before == '~' || before == '*'));
}

/* What stands before the first letter or digit of a word; returns its end. */
static size_t read_marks_before(struct str text, size_t at, struct word *word)
{
	word->start = at;
	while (at < text.length) {
		size_t before = at;
		uint32_t c = str_decode(text, &at);
		if (class_of(c) != CLASS_MARK)
			return before;
		if (is_lead(text, before, c, at)) {
			/* What it begins with already is before this. */
			if (!word->sign && !word->has_lead)
				word->start = before;
			word->has_lead = true;
		} else if (!is_sign(c)) {
			word->sign = 0;
			word->start = at;
		} else if (!word->sign && may_be_sign(text, before, c)) {
			word->sign = c;
			word->start = before;
		} else if (!word->sign) {
			word->start = at;
		}
	}
	return at;
}

/* Marks that are part of what they follow: closing brackets of those that are
 * open, the end of an address, signs of per cent, degrees, money, "or more". */
static size_t end_of_marks(struct str text, struct word *word, size_t outer_end)
{
	size_t end = word->end, next;
	int open = 0;
	for (size_t i = word->start; i < word->end; i++)
		open += (text.bytes[i] == '(') - (text.bytes[i] == ')');
	for (size_t at = word->end; at < outer_end; at = next) {
		next = at;
		uint32_t c = str_decode(text, &next);
		if (is_unit(c) || c == '+')
			word->has_tail = true;
		else if (!(c == ')' && open-- > 0) &&
			 !(c == '/' && word->is_address))
			break;
		end = next;
	}
	return end;
}

/* "10%-20%", "£5–£10": a range of two values. */
static bool is_range_of_shares(struct str text, const struct word *word,
			       size_t at, uint32_t c)
{
	enum { EN_DASH = 0x2013 };
	return (is_minus(c) || c == EN_DASH) && !word->has_letter &&
	       (word->has_lead || is_unit(character_before(text, at)));
}

/* Reads the word at `at`, the first place without space; false where there is
 * none that has a letter or digit. */
static bool read_word(struct str text, size_t at, struct word *word)
{
	*word = (struct word){ 0 };
	at = read_marks_before(text, at, word);
	word->end = word->start;
	while (at < text.length) {
		size_t before = at;
		uint32_t c = str_decode(text, &at);
		enum class class = class_of(c);
		if (class == CLASS_END || class == CLASS_SPACE) {
			at = before;
			break;
		}
		if (is_range_of_shares(text, word, before, c)) {
			at = before;
			break;
		}
		if (class == CLASS_MARK) {
			if (word->end == before)
				word->after = c < 0x80 ? (char)c : '*';
			continue;
		}
		if (class == CLASS_DIGIT) {
			if (word->after && word->has_digit)
				take_joint(word, (unsigned char)word->after);
			word->begins_with_digit |= !word->has_letter;
			at = take_digits(word, text, before);
		}
		word->has_letter |= class == CLASS_LETTER;
		word->end = at;
		word->after = 0;
	}
	word->outer_end = at;
	word->is_address = is_address(
		(struct str){ text.bytes + word->start, at - word->start });
	if (word->end > word->start)
		word->end = end_of_marks(text, word, at);
	return word->has_letter || word->has_digit;
}

/* ---- Values of several words --------------------------------------------- */

struct value {
	size_t start, end;
	bool has_letter, has_digit, begins_with_digit, is_address;
	bool has_lead, has_tail;  /* as those of its words */
	uint32_t sign;            /* that it begins with, or 0 */
	bool has_foreign, is_odd; /* marks at an edge, joints that turn round */
	unsigned words;
	struct groups groups;
};

/* Two groups without space between them that come out in their order. */
static bool is_steady(char joint)
{
	return joint == 0 || joint == '.' || joint == ',' || joint == ':' ||
	       joint == '/';
}

static void add_word(struct value *value, const struct word *word)
{
	if (!value->words) {
		value->start = word->start;
		value->begins_with_digit = word->begins_with_digit;
		value->sign = word->sign;
	}
	value->words++;
	value->end = word->end;
	value->has_letter |= word->has_letter;
	value->has_digit |= word->has_digit;
	value->has_lead |= word->has_lead;
	value->has_tail |= word->has_tail;
	value->has_foreign |= word->has_foreign;
	value->is_address |= word->is_address;
	value->is_odd |=
		!is_steady(word->joint) || (value->has_letter && word->sign);
	value->groups = join_groups(value->groups, word->groups);
}

/* Whether what follows a word, after one space, belongs to the same value. */
static bool goes_on(const struct value *value, const struct word *word,
		    const struct word *next)
{
	bool is_ended = word->outer_end > word->end;
	if (is_ended)
		return word->after == ',' && value->has_letter &&
		       (next->has_letter || next->has_digit);
	if (next->sign && (next->has_letter || next->sign != '('))
		return false;
	/* "50% 30%", "£5 £10" */
	if (!value->has_letter && (word->has_tail || next->has_lead))
		return false;
	return true;
}

/* "12 500", "1 234 567". */
static bool is_in_thousands(const struct value *value)
{
	return value->words == value->groups.count &&
	       value->groups.first <= 3 && value->groups.others_have_three &&
	       !value->groups.has_leading_zero;
}

/* Several numbers are a list, a range, results of a match, years, unless
 * something makes them one: that of a telephone, an account, a date. */
static bool is_one_number(const struct value *value, bool is_telephone)
{
	enum { TELEPHONE = 5, ZERO = 6 }; /* [digits] at least */
	const struct groups *groups = &value->groups;
	bool has_unit =
		(value->has_lead || value->has_tail) && !value->has_foreign;
	if (groups->count < 2 || (value->words == 1 && !value->is_odd))
		return value->words == 1 && (value->sign || has_unit);
	if (value->sign == '+' || (is_telephone && groups->digits >= TELEPHONE))
		return true;
	/* None counts so: "0131 555 0123", "22 555 01 23", "2026-01". */
	if (groups->has_leading_zero && groups->digits >= ZERO)
		return true;
	if (value->words == 1) /* "2026-11-27", but no "10-15" and "3-2-1" */
		return groups->count > 2 && groups->digits >= ZERO;
	return is_in_thousands(value) ||
	       (groups->count > 2 && groups->have_four && !groups->are_years);
}

static bool wants_isolate(struct str text, const struct value *value,
			  bool is_telephone)
{
	if (!value->has_letter)
		return value->has_digit && is_one_number(value, is_telephone);
	char last = text.bytes[value->end - 1];
	bool ends_in_mark = last == '/' || last == ')' || value->has_tail;
	/* Letters first: European digits after them go with them (W7). */
	return value->begins_with_digit || value->sign || value->has_lead ||
	       ends_in_mark || value->has_foreign;
}

/* Brackets around all of it, and one that is not closed, are the text's. */
static void take_off_brackets(struct str text, struct value *value)
{
	int open = 0, least = 1;
	if (text.bytes[value->start] != '(')
		return;
	for (size_t i = value->start; i < value->end; i++) {
		open += (text.bytes[i] == '(') - (text.bytes[i] == ')');
		if (i + 1 < value->end && open < least)
			least = open;
	}
	if (open > 0 || least > 0) {
		value->start++;
		value->end -= open <= 0;
		value->sign = 0;
	}
}

static size_t skip_spaces(struct str text, size_t at)
{
	size_t next = at;
	while (next < text.length &&
	       class_of(str_decode(text, &next)) == CLASS_SPACE)
		at = next;
	return at;
}

/* Takes the value whose first word begins at `at`, of so many words at most;
 * returns where to go on. */
static size_t read_value(struct str text, size_t at, struct value *value,
			 unsigned most)
{
	struct word word, next;
	*value = (struct value){ .start = at, .end = at };
	if (!read_word(text, at, &word))
		return word.outer_end > at ? word.outer_end : at;
	add_word(value, &word);
	while (value->words < most) {
		size_t after = skip_spaces(text, word.outer_end);
		if (after == word.outer_end || after == text.length ||
		    !read_word(text, after, &next) || next.start != after ||
		    !goes_on(value, &word, &next))
			break;
		add_word(value, &next);
		word = next;
	}
	return word.outer_end;
}

/* Takes the value at `at`, or, where several numbers are none, the first of
 * them; returns where to go on. */
static size_t take_value(struct str text, size_t at, bool is_telephone,
			 struct value *value, bool *is_wanted)
{
	size_t after = read_value(text, at, value, UINT_MAX);
	unsigned words = value->words;
	if (words)
		take_off_brackets(text, value);
	/* U+200E before it: somebody has seen to it. */
	bool is_seen_to = words && !value->has_foreign &&
			  character_before(text, value->start) == 0x200E;
	*is_wanted = words && !is_seen_to &&
		     wants_isolate(text, value, is_telephone);
	if (*is_wanted || is_seen_to || words < 2 || value->has_letter)
		return after;
	after = read_value(text, at, value, 1);
	take_off_brackets(text, value);
	*is_wanted = wants_isolate(text, value, is_telephone);
	return after;
}

bool value_find(struct str text, bool is_telephone, size_t *start, size_t *end)
{
	size_t at = *start;
	while (at < text.length) {
		size_t next = at;
		enum class class = class_of(str_decode(text, &next));
		if (class == CLASS_END || class == CLASS_SPACE) {
			at = next;
			continue;
		}
		struct value value;
		bool is_wanted;
		bool is_one =
			is_telephone || value_is_after_telephone(
						(struct str){ text.bytes, at });
		size_t after = take_value(text, at, is_one, &value, &is_wanted);
		if (is_wanted) {
			*start = value.start;
			*end = value.end;
			return true;
		}
		at = after > at ? after : next;
	}
	return false;
}

/* ---- The tree ------------------------------------------------------------ */

static struct node *text_node(struct document *document,
			      const struct node *like, struct str text)
{
	struct node *node = node_new(document->arena, NODE_TEXT, like->place);
	node->text.text = text;
	return node;
}

/* Arabic digits turn what stands between them to the right also in an isolate
 * (N1): a mark before it keeps them in their order. */
static struct str kept_in_order(struct document *document, struct str text)
{
	static const char mark[] = "\xe2\x80\x8e"; /* U+200E */
	struct buffer out = BUFFER_INITIALISER;
	bool was_arabic = false;
	for (size_t at = 0; at < text.length;) {
		size_t start = at;
		uint32_t c = str_decode(text, &at);
		bool is_arabic = u_charDirection((UChar32)c) == U_ARABIC_NUMBER;
		if (was_arabic && !is_arabic)
			buffer_append_string(&out, mark);
		was_arabic = is_arabic;
		buffer_append(&out, text.bytes + start, at - start);
	}
	if (out.length != text.length)
		text = arena_copy_str(document->arena, buffer_str(&out));
	buffer_release(&out);
	return text;
}

static bool has_digits(struct str text)
{
	for (size_t at = 0; at < text.length;)
		if (u_isdigit((UChar32)str_decode(text, &at)))
			return true;
	return false;
}

static void isolate_in(struct document *document, struct node *node)
{
	struct str text = node->text.text;
	bool is_telephone = has_digits(text) && value_is_telephone(node);
	size_t done = 0, start = 0, end;
	while (value_find(text, is_telephone, &start, &end)) {
		struct node *span =
			node_new(document->arena, NODE_SPAN, node->place);
		span->direction = DIRECTION_LTR;
		if (start > done)
			node_insert_before(
				node, text_node(document, node,
						(struct str){ text.bytes + done,
							      start - done }));
		node_insert_before(node, span);
		struct str value = { text.bytes + start, end - start };
		node_append(span, text_node(document, node,
					    kept_in_order(document, value)));
		done = start = end;
	}
	node->text.text = (struct str){ text.bytes + done, text.length - done };
	if (done && done == text.length)
		node_unlink(node);
}

/* The text after `node` that reads on from it, in `words`: Markdown cuts texts
 * at its marks, and a line end within a value is a space. */
static struct node *read_on(struct node *node, struct buffer *words)
{
	struct node *next = node;
	for (;; next = next->next) {
		if (next->kind == NODE_TEXT)
			buffer_append_str(words, next->text.text);
		else
			buffer_append_byte(words, ' ');
		struct node *after = next->next;
		bool goes_on = after && (after->kind == NODE_TEXT ||
					 (after->kind == NODE_SOFT_BREAK &&
					  after->next &&
					  after->next->kind == NODE_TEXT));
		if (!goes_on)
			return next;
	}
}

/* One text of several where a value is in it. */
static void join_texts(struct document *document, struct node *node)
{
	struct buffer words = BUFFER_INITIALISER;
	struct node *last = read_on(node, &words);
	size_t start = 0, end;
	bool is_telephone =
		has_digits(buffer_str(&words)) && value_is_telephone(node);
	if (last != node &&
	    value_find(buffer_str(&words), is_telephone, &start, &end)) {
		while (node->next && node->next != last)
			node_unlink(node->next);
		node_unlink(last);
		node->text.text =
			arena_copy_str(document->arena, buffer_str(&words));
	}
	buffer_release(&words);
}

static void isolate_below(struct document *document, struct node *root)
{
	struct node *next;
	for (struct node *node = root; node; node = next) {
		next = node_next(root, node);
		if (node->kind != NODE_TEXT ||
		    node_direction(document, node) != DIRECTION_RTL)
			continue;
		join_texts(document, node);
		next = node_next_after(root, node);
		isolate_in(document, node);
	}
}

void document_isolate_values(struct document *document)
{
	isolate_below(document, document->root);
	for (uint32_t i = 0; i < document->footnote_count; i++)
		isolate_below(document, document->footnotes[i]);
}
