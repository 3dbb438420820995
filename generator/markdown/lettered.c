/* Lists with letters and Roman numbers. */
#include "markdown/lettered.h"

#include <string.h>

#include "base/vector.h"

enum {
	MOST_INDENT = 3,   /* a fourth space makes it code */
	MOST_LETTERS = 6,  /* "xviii" */
	MOST_OPEN = 16,    /* lists within lists */
	LOOKED_AHEAD = 200 /* [lines] for a second item */
};

/* "(iv)": what may stand before an item. */
struct marker {
	size_t indent, length; /* with its brackets */
	size_t content;        /* column where the words begin */
	char form;             /* '.', ')', or '(' for both brackets */
	bool is_number;        /* for cmark, too */
	bool is_upper;
	int32_t as_letters, as_roman, as_digits; /* 0: it is none */
};

/* ---- One line ------------------------------------------------------------ */

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_upper(char byte)
{
	return byte >= 'A' && byte <= 'Z';
}

static bool is_letter(char byte)
{
	return is_upper(byte) || (byte >= 'a' && byte <= 'z');
}

static size_t indent_of(struct str line)
{
	size_t indent = 0;
	while (indent < line.length && line.bytes[indent] == ' ')
		indent++;
	return indent;
}

static bool is_blank(struct str line)
{
	return str_trim(line).length == 0;
}

static int32_t value_of_roman(char byte)
{
	static const char digits[] = "ivxlcdm";
	static const int32_t values[] = { 1, 5, 10, 50, 100, 500, 1000 };
	const char *at = strchr(digits, byte | 0x20);
	return at ? values[at - digits] : 0;
}

/* 0 for "iix" and the like. */
static int32_t roman_value(struct str text)
{
	int32_t sum = 0, before = 0, largest = 5000;
	for (size_t i = 0; i < text.length; i++) {
		int32_t value = value_of_roman(text.bytes[i]);
		if (!value || value > largest)
			return 0;
		bool is_taken_off = before && value > before;
		if (is_taken_off && value != before * 5 && value != before * 10)
			return 0;
		sum += is_taken_off ? value - 2 * before : value;
		largest = is_taken_off ? before : before ? before * 10 : 5000;
		before = value;
	}
	return sum;
}

/* a … z alone, aa … zz. */
static int32_t letters_value(struct str text)
{
	int32_t value = 0;
	if (text.length > 2)
		return 0;
	for (size_t i = 0; i < text.length; i++)
		value = value * 26 + (text.bytes[i] | 0x20) - 'a' + 1;
	return value;
}

static int32_t digits_value(struct str text)
{
	int32_t value = 0;
	for (size_t i = 0; i < text.length; i++)
		value = value * 10 + text.bytes[i] - '0';
	return value;
}

/* The words between the brackets; empty where they are none or mixed. */
static struct str words_of(struct str line, size_t start)
{
	size_t end = start;
	bool has_digits = start < line.length && is_digit(line.bytes[start]);
	while (end < line.length && end - start < MOST_LETTERS) {
		char byte = line.bytes[end];
		bool fits = has_digits ?
				    is_digit(byte) :
				    is_letter(byte) &&
					    is_upper(byte) ==
						    is_upper(line.bytes[start]);
		if (!fits)
			break;
		end++;
	}
	return (struct str){ line.bytes + start, end - start };
}

static bool read_marker(struct str line, struct marker *marker)
{
	size_t indent = indent_of(line), start = indent;
	bool is_bracketed = start < line.length && line.bytes[start] == '(';
	start += is_bracketed;
	struct str words = words_of(line, start);
	size_t end = start + words.length;
	if (!words.length || end + 2 >= line.length ||
	    !strchr(is_bracketed ? ")" : ".)", line.bytes[end]) ||
	    !strchr(" \t", line.bytes[end + 1]))
		return false;
	struct str rest = { line.bytes + end + 1, line.length - end - 1 };
	bool has_digits = is_digit(words.bytes[0]);
	*marker = (struct marker){
		.indent = indent,
		.length = end + 1 - indent,
		.content = end + 1 + indent_of(rest),
		.form = is_bracketed ? '(' : line.bytes[end],
		.is_number = has_digits && !is_bracketed,
		.is_upper = is_upper(words.bytes[0]),
		.as_letters = has_digits ? 0 : letters_value(words),
		.as_roman = has_digits ? 0 : roman_value(words),
		.as_digits = has_digits ? digits_value(words) : 0,
	};
	return !is_blank(rest);
}

/* ---- Lists --------------------------------------------------------------- */

static int32_t value_in(const struct marker *marker, enum numbering numbering)
{
	switch (numbering) {
	case NUMBERING_LOWER_LETTERS:
		return marker->is_upper ? 0 : marker->as_letters;
	case NUMBERING_UPPER_LETTERS:
		return marker->is_upper ? marker->as_letters : 0;
	case NUMBERING_LOWER_ROMAN:
		return marker->is_upper ? 0 : marker->as_roman;
	case NUMBERING_UPPER_ROMAN:
		return marker->is_upper ? marker->as_roman : 0;
	case NUMBERING_DIGITS:
		break;
	}
	return marker->as_digits;
}

/* True where the second follows the first; *numbering is what both are. */
static bool follows(const struct marker *first, const struct marker *second,
		    enum numbering *numbering)
{
	if (first->indent != second->indent || first->form != second->form)
		return false;
	for (int i = NUMBERING_DIGITS; i <= NUMBERING_UPPER_ROMAN; i++) {
		int32_t value = value_in(first, (enum numbering)i);
		*numbering = (enum numbering)i;
		if (value && value_in(second, *numbering) == value + 1)
			return true;
	}
	return false;
}

/* Looks for the second item behind the first one. */
static bool has_second(struct str rest, const struct marker *first,
		       enum numbering *numbering)
{
	struct str line;
	bool was_blank = false;
	for (int i = 0; i < LOOKED_AHEAD && str_next_line(&rest, &line); i++) {
		struct marker next;
		if (is_blank(line)) {
			was_blank = true;
			continue;
		}
		size_t indent = indent_of(line);
		if (indent == first->indent && read_marker(line, &next))
			return follows(first, &next, numbering);
		if (indent <= first->indent && was_blank)
			return false;
		was_blank = false;
	}
	return false;
}

/* A list that is open. */
struct open_list {
	struct marker marker; /* of its newest item */
	bool is_lettered;
	enum numbering numbering;
	char delimiter; /* that cmark reads */
};

struct scan {
	struct reading *reading;
	struct str text;
	char *changed; /* the text for cmark, or NULL: as it is */
	struct open_list lists[MOST_OPEN];
	size_t depth;
	bool was_blank, was_item;
	char fence; /* of the code that is open, or '\0' */
};

static struct open_list *innermost(struct scan *scan)
{
	return scan->depth ? &scan->lists[scan->depth - 1] : NULL;
}

/* Lists that a line is too far out for. */
static void leave_lists(struct scan *scan, size_t indent)
{
	while (scan->depth && indent < innermost(scan)->marker.content &&
	       indent != innermost(scan)->marker.indent)
		scan->depth--;
}

static void open_list(struct scan *scan, const struct open_list *list)
{
	struct open_list *last = innermost(scan);
	if (last && last->marker.indent == list->marker.indent)
		*last = *list;
	else if (scan->depth < MOST_OPEN)
		scan->lists[scan->depth++] = *list;
}

/* Bullets take part in what is how deep. */
static bool read_bullet(struct str line, struct marker *marker)
{
	size_t indent = indent_of(line);
	if (indent + 1 >= line.length || !strchr("-+*", line.bytes[indent]) ||
	    !strchr(" \t", line.bytes[indent + 1]))
		return false;
	struct str rest = { line.bytes + indent + 1, line.length - indent - 1 };
	*marker = (struct marker){ .indent = indent,
				   .length = 1,
				   .content = indent + 1 + indent_of(rest),
				   .form = line.bytes[indent] };
	return true;
}

/* "iv)" becomes "01." */
static void write_number(struct scan *scan, struct str line,
			 const struct marker *marker, char delimiter)
{
	if (!scan->changed)
		scan->changed = arena_copy(scan->reading->arena,
					   scan->text.bytes, scan->text.length);
	char *at = scan->changed + (line.bytes - scan->text.bytes) +
		   marker->indent;
	size_t length = marker->length;
	memset(at, '0', length);
	if (marker->form == '(')
		at[0] = ' ';
	at[length - 2] = '1';
	at[length - 1] = delimiter;
}

static void begin_list(struct scan *scan, struct str line, uint32_t number,
		       const struct marker *marker, enum numbering numbering)
{
	struct open_list *last = innermost(scan);
	bool is_beside = last && last->marker.indent == marker->indent;
	/* Another delimiter than that of a list right before it, with which
	 * cmark would join it. */
	char delimiter = is_beside && last->delimiter == ')' ? '.' : ')';
	struct open_list list = { *marker, true, numbering, delimiter };
	open_list(scan, &list);
	write_number(scan, line, marker, delimiter);
	*VECTOR_ADD(&scan->reading->lettered_lines) = (struct lettered_line){
		.line = number,
		.numbering = numbering,
		.start = value_in(marker, numbering),
	};
}

/* The list's next item; after one left out, too, but not "i." after "b.", where
 * "ii." follows. */
static bool goes_on(const struct open_list *list, const struct marker *marker,
		    struct str rest)
{
	if (!list->is_lettered || list->marker.form != marker->form)
		return false;
	int32_t value = value_in(marker, list->numbering);
	int32_t before = value_in(&list->marker, list->numbering);
	enum numbering other;
	if (value == before + 1)
		return true;
	return value && !(has_second(rest, marker, &other) &&
			  value_in(marker, other) == 1);
}

/* A line that begins an item of some list. */
static bool take_item(struct scan *scan, struct str line, struct str rest,
		      uint32_t number)
{
	struct marker marker;
	enum numbering numbering;
	bool is_bullet = read_bullet(line, &marker);
	if (!is_bullet && !read_marker(line, &marker))
		return false;
	struct open_list *list = innermost(scan);
	size_t outer = list ? list->marker.content : 0;
	bool is_beside = list && list->marker.indent == marker.indent;
	if (!is_beside && marker.indent > outer + MOST_INDENT)
		return false;
	if (is_bullet || marker.is_number) {
		struct open_list plain = { .marker = marker,
					   .delimiter = marker.form };
		open_list(scan, &plain);
		return true;
	}
	if (is_beside && goes_on(list, &marker, rest)) {
		list->marker = marker;
		write_number(scan, line, &marker, list->delimiter);
		return true;
	}
	bool may_begin = scan->was_blank || scan->was_item;
	if (!may_begin || !has_second(rest, &marker, &numbering))
		return false;
	begin_list(scan, line, number, &marker, numbering);
	return true;
}

/* Code between fences holds no lists. */
static bool pass_fence(struct scan *scan, struct str line)
{
	struct str text = str_trim(line);
	char byte = text.length > 2 ? text.bytes[0] : '\0';
	bool is_fence = (byte == '`' || byte == '~') && text.bytes[1] == byte &&
			text.bytes[2] == byte;
	if (is_fence && !scan->fence)
		scan->fence = byte;
	else if (is_fence && scan->fence == byte)
		scan->fence = '\0';
	return is_fence || scan->fence;
}

struct str lettered_prepare(struct reading *reading, struct str text)
{
	struct scan scan = { .reading = reading,
			     .text = text,
			     .was_blank = true };
	struct str rest = text, line;
	reading->lettered_lines.count = 0;
	for (uint32_t number = 1; str_next_line(&rest, &line); number++) {
		bool is_blank_line = is_blank(line);
		bool is_item = false;
		if (!is_blank_line && !pass_fence(&scan, line)) {
			/* A paragraph may go on further out. */
			struct marker marker;
			if (scan.was_blank || read_bullet(line, &marker) ||
			    read_marker(line, &marker))
				leave_lists(&scan, indent_of(line));
			is_item = take_item(&scan, line, rest, number);
			/* Text beside the items ends the list. */
			if (!is_item && scan.was_blank && scan.depth &&
			    indent_of(line) < innermost(&scan)->marker.content)
				scan.depth--;
		}
		scan.was_blank = is_blank_line;
		scan.was_item = is_item;
	}
	return scan.changed ? (struct str){ scan.changed, text.length } : text;
}

const struct lettered_line *lettered_begin(const struct reading *reading,
					   uint32_t line)
{
	size_t low = 0, high = reading->lettered_lines.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct lettered_line *one =
			&reading->lettered_lines.items[middle];
		if (one->line == line)
			return one;
		if (one->line < line)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}
