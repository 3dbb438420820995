/* Left-to-right values in right-to-left text. */
#include "document/values.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/buffer.h"
#include "base/vector.h"
#include "document/finish_walk.h"

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

/* A stretch between spaces without right-to-left letters. */
struct word {
	size_t start, end; /* its letters, digits and what belongs to them */
	size_t outer_end;  /* with the marks after them */
	bool has_letter, has_digit, begins_with_digit, is_address;
	bool is_signed;       /* begins with +, -, ( or the like */
	bool has_foreign;     /* digits of another script than Latin */
	unsigned groups;      /* of digits */
	unsigned first, last; /* digits in the first and last group */
	bool begins_with_zero, last_has_zero; /* at the beginning of a group */
	char joint; /* the mark between its groups of digits, if all
			      * are the same; else '*' */
	char after; /* the first mark after it, or 0 */
};

static bool is_zero(uint32_t c)
{
	return u_charDigitValue((UChar32)c) == 0;
}

static bool is_sign(uint32_t c)
{
	return c == '+' || c == '-' || c == 0x2212 || c == '(' || c == 0x2010;
}

/* Takes a mark within a word. */
static void take_joint(struct word *word, uint32_t c)
{
	char joint = c < 0x80 ? (char)c : '*';
	if (word->joint && word->joint != joint)
		joint = '*';
	word->joint = joint;
}

static void take_digit(struct word *word, uint32_t c, bool begins_group)
{
	if (begins_group) {
		word->groups++;
		word->last = 0;
		word->last_has_zero = is_zero(c);
		word->begins_with_zero |= word->groups == 1 && is_zero(c);
	}
	word->last++;
	if (word->groups == 1)
		word->first++;
	word->has_digit = true;
	word->has_foreign |= u_charDirection((UChar32)c) == U_ARABIC_NUMBER;
}

static bool is_address(struct str text)
{
	return str_find(text, STR("://")) >= 0 ||
	       str_starts_with(text, STR("www.")) ||
	       str_find_byte(text, '@') > 0;
}

/* Marks that are part of what they follow: closing brackets of those that are
 * open, the end of an address, a sign of per cent. */
static size_t end_of_marks(struct str text, const struct word *word,
			   size_t outer_end)
{
	size_t end = word->end;
	int open = 0;
	for (size_t i = word->start; i < word->end; i++)
		open += (text.bytes[i] == '(') - (text.bytes[i] == ')');
	for (size_t i = word->end; i < outer_end; i++) {
		char c = text.bytes[i];
		if (c == ')' && open-- > 0)
			end = i + 1;
		else if (c == '%' || (c == '/' && word->is_address))
			end = i + 1;
		else
			break;
	}
	return end;
}

/* Reads the word at `at`, the first place without space; false where there is
 * none that has a letter or digit. */
static bool read_word(struct str text, size_t at, struct word *word)
{
	*word = (struct word){ .start = at, .end = at };
	enum class last = CLASS_MARK;
	size_t sign = SIZE_MAX, marks = 0;
	while (at < text.length) {
		size_t before = at;
		uint32_t c = str_decode(text, &at);
		enum class class = class_of(c);
		if (class == CLASS_END || class == CLASS_SPACE) {
			at = before;
			break;
		}
		bool is_first = word->end == word->start;
		if (class == CLASS_MARK) {
			if (is_first && is_sign(c) && sign == SIZE_MAX)
				sign = before;
			else if (is_first && !is_sign(c))
				sign = SIZE_MAX;
			else if (!is_first && !marks)
				word->after = c < 0x80 ? (char)c : '*';
			if (!is_first)
				marks = at;
			last = class;
			continue;
		}
		if (is_first) {
			word->is_signed = sign != SIZE_MAX;
			word->start = word->is_signed ? sign : before;
			word->begins_with_digit = class == CLASS_DIGIT;
		} else if (marks && class == CLASS_DIGIT && word->has_digit) {
			take_joint(word, (uint32_t)(unsigned char)word->after);
		}
		if (class == CLASS_LETTER)
			word->has_letter = true;
		else
			take_digit(word, c, last != CLASS_DIGIT);
		word->end = at;
		word->after = 0;
		marks = 0;
		last = class;
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
	bool has_letter, has_digit, begins_with_digit, is_signed, is_address;
	bool has_foreign, is_odd; /* marks at an edge, joints that turn round */
	bool begins_with_zero, later_zero;
	unsigned words, groups, first, last;
	bool is_range; /* two numbers with a hyphen between them */
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
		value->is_signed = word->is_signed;
		value->begins_with_zero = word->begins_with_zero;
		value->first = word->first;
	}
	value->later_zero |= (value->words || word->groups > 1) &&
			     word->groups && word->last_has_zero;
	value->is_range =
		!value->words && word->groups == 2 && word->joint == '-';
	value->words++;
	value->end = word->end;
	value->has_letter |= word->has_letter;
	value->has_digit |= word->has_digit;
	value->has_foreign |= word->has_foreign;
	value->is_address |= word->is_address;
	value->is_odd |= !is_steady(word->joint) ||
			 (value->has_letter && word->is_signed);
	value->groups += word->groups;
	value->last = word->last;
}

/* Whether what follows a word, after one space, belongs to the same value. */
static bool goes_on(const struct value *value, const struct word *word,
		    const struct word *next)
{
	bool is_ended = word->outer_end > word->end;
	if (is_ended)
		return word->after == ',' && value->has_letter &&
		       (next->has_letter || next->has_digit);
	if (next->is_signed && next->has_letter)
		return false;
	return true;
}

/* Numbers alone: which of them are one, and which are several or a range. */
static bool is_one_number(const struct value *value)
{
	bool is_long = value->groups >= 3;
	if (value->groups == 1)
		return value->is_signed;
	if (value->words == 1 && !value->is_odd)
		return value->is_signed;
	if (is_long || value->begins_with_zero || value->later_zero)
		return true;
	if (value->is_range)
		return false;
	/* "12 500", "+44 131", "(0131) 555" */
	return value->is_signed ||
	       (value->words == 2 && value->first <= 3 && value->last == 3);
}

static bool wants_isolate(struct str text, const struct value *value)
{
	if (!value->has_letter)
		return is_one_number(value) && value->has_digit;
	char last = text.bytes[value->end - 1];
	bool ends_in_mark = last == '/' || last == ')' || last == '%';
	/* Letters first: European digits after them go with them (W7). */
	return value->begins_with_digit || value->is_signed || ends_in_mark ||
	       value->has_foreign;
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
		value->is_signed = false;
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

/* Takes the value whose first word begins at `at`; returns where to go on. */
static size_t read_value(struct str text, size_t at, struct value *value)
{
	struct word word, next;
	*value = (struct value){ .start = at, .end = at };
	if (!read_word(text, at, &word))
		return word.outer_end > at ? word.outer_end : at;
	add_word(value, &word);
	for (;;) {
		size_t after = skip_spaces(text, word.outer_end);
		if (after == word.outer_end || after == text.length ||
		    !read_word(text, after, &next) || next.start != after ||
		    !goes_on(value, &word, &next))
			return word.outer_end;
		add_word(value, &next);
		word = next;
	}
}

bool value_find(struct str text, size_t *start, size_t *end)
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
		size_t after = read_value(text, at, &value);
		if (value.words)
			take_off_brackets(text, &value);
		if (value.words && wants_isolate(text, &value)) {
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

static void isolate_in(struct document *document, struct node *node)
{
	struct str text = node->text.text;
	size_t done = 0, start = 0, end;
	while (value_find(text, &start, &end)) {
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
	if (last != node && value_find(buffer_str(&words), &start, &end)) {
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
