/* Breaking and indenting lines. */
#include "plain/lines.h"

#include <stdlib.h>

#include <unicode/uchar.h>

#include "base/memory.h"
#include "plain/plain.h"
#include "text/line_break.h"

enum {
	DEEPEST_INDENT = 40, /* nesting never makes lines narrower */
	SOFT_HYPHEN = 0xAD,
	LEFT_TO_RIGHT_MARK = 0x200E,
	RIGHT_TO_LEFT_MARK = 0x200F,
	LEFT_TO_RIGHT_ISOLATE = 0x2066,
	RIGHT_TO_LEFT_ISOLATE = 0x2067,
	FIRST_STRONG_ISOLATE = 0x2068,
	POP_DIRECTIONAL_ISOLATE = 0x2069
};

void passage_append(struct passage *passage, const struct passage *other)
{
	size_t start = passage->text.length;
	buffer_append_str(&passage->text, buffer_str(&other->text));
	for (size_t i = 0; i < other->whole.count; i++) {
		struct stretch whole = other->whole.items[i];
		*VECTOR_ADD(&passage->whole) =
			(struct stretch){ whole.start + start,
					  whole.end + start };
	}
}

void passage_clear(struct passage *passage)
{
	buffer_clear(&passage->text);
	passage->whole.count = 0;
}

void passage_release(struct passage *passage)
{
	buffer_release(&passage->text);
	VECTOR_RELEASE(&passage->whole);
}

void lines_initialise(struct lines *lines, struct buffer *out)
{
	*lines = (struct lines){ .out = out, .breaker = line_breaker_new() };
}

void lines_release(struct lines *lines)
{
	buffer_release(&lines->lead);
	line_breaker_release(lines->breaker);
}

void lines_space(struct lines *lines, unsigned gap)
{
	if (lines->is_begun && lines->gap < gap)
		lines->gap = gap;
}

/* ---- Columns ----------------------------------------------------------- */

static unsigned width_of(uint32_t code_point)
{
	if (code_point < 0x7F)
		return code_point >= ' ';
	UChar32 c = (UChar32)code_point;
	int32_t syllable = u_getIntPropertyValue(c, UCHAR_HANGUL_SYLLABLE_TYPE);
	if ((U_GET_GC_MASK(c) &
	     (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK | U_GC_CC_MASK)) ||
	    syllable == U_HST_VOWEL_JAMO || syllable == U_HST_TRAILING_JAMO)
		return 0;
	int32_t width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
	return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

unsigned lines_width(struct str text)
{
	unsigned width = 0;
	size_t offset = 0;
	while (offset < text.length)
		width += width_of(str_decode(text, &offset));
	return width;
}

static unsigned shown_indent(const struct lines *lines)
{
	return lines->indent < DEEPEST_INDENT ? lines->indent : DEEPEST_INDENT;
}

static void append_spaces(struct buffer *buffer, unsigned count)
{
	while (count--)
		buffer_append_byte(buffer, ' ');
}

/* Columns that the next line has for words. */
static unsigned room(const struct lines *lines)
{
	unsigned used = lines->lead.length ?
				lines_width(buffer_str(&lines->lead)) :
				shown_indent(lines);
	unsigned least = PLAIN_COLUMNS - DEEPEST_INDENT;
	return used + least > PLAIN_COLUMNS ? least : PLAIN_COLUMNS - used;
}

void lines_label(struct lines *lines, struct str label)
{
	if (!lines->lead.length)
		append_spaces(&lines->lead, shown_indent(lines));
	buffer_append_str(&lines->lead, label);
	buffer_append_byte(&lines->lead, ' ');
	lines->indent += lines_width(label) + 1;
}

void lines_outdent(struct lines *lines, struct str label)
{
	lines->indent -= lines_width(label) + 1;
}

static void begin_line(struct lines *lines)
{
	for (; lines->gap; lines->gap--)
		buffer_append_byte(lines->out, '\n');
	if (lines->lead.length)
		buffer_append_str(lines->out, buffer_str(&lines->lead));
	else
		append_spaces(lines->out, shown_indent(lines));
	buffer_clear(&lines->lead);
	lines->is_begun = true;
}

static void trim_end(struct buffer *out)
{
	while (out->length && out->bytes[out->length - 1] == ' ')
		out->bytes[--out->length] = '\0';
}

void lines_flush(struct lines *lines)
{
	if (!lines->lead.length)
		return;
	begin_line(lines);
	trim_end(lines->out);
	buffer_append_byte(lines->out, '\n');
}

/* ---- One line ---------------------------------------------------------- */

static bool is_isolate(uint32_t code_point)
{
	return code_point >= LEFT_TO_RIGHT_ISOLATE &&
	       code_point <= FIRST_STRONG_ISOLATE;
}

/* What the line is taken for on its own (UAX #9, P2 and P3). */
static enum direction direction_of(struct str line)
{
	size_t offset = 0;
	unsigned depth = 0;
	while (offset < line.length) {
		uint32_t c = str_decode(line, &offset);
		UCharDirection class = u_charDirection((UChar32)c);
		if (is_isolate(c))
			depth++;
		else if (c == POP_DIRECTIONAL_ISOLATE && depth)
			depth--;
		else if (!depth && class == U_LEFT_TO_RIGHT)
			return DIRECTION_LTR;
		else if (!depth && (class == U_RIGHT_TO_LEFT ||
				    class == U_RIGHT_TO_LEFT_ARABIC))
			return DIRECTION_RTL;
	}
	return DIRECTION_INHERIT;
}

/* Isolates that are open where a line ends: each line is a paragraph of its own
 * to who shows it. */
struct isolates {
	uint32_t open[8];
	size_t count; /* deeper ones are not opened again */
};

enum { MOST_ISOLATES = 8 };

static void follow_isolates(struct isolates *isolates, struct str line)
{
	size_t offset = 0;
	while (offset < line.length) {
		uint32_t c = str_decode(line, &offset);
		if (is_isolate(c) && isolates->count < MOST_ISOLATES)
			isolates->open[isolates->count++] = c;
		else if (c == POP_DIRECTIONAL_ISOLATE && isolates->count)
			isolates->count--;
	}
}

static void append_isolates(const struct isolates *isolates, struct buffer *out)
{
	for (size_t i = 0; i < isolates->count; i++)
		buffer_append_code_point(out, isolates->open[i]);
}

/* Soft hyphens are seen where the line ends after one. */
static void append_shown(struct buffer *out, struct str line)
{
	size_t offset = 0;
	while (offset < line.length) {
		size_t start = offset;
		uint32_t c = str_decode(line, &offset);
		if (c != SOFT_HYPHEN)
			buffer_append(out, line.bytes + start, offset - start);
		else if (offset == line.length)
			buffer_append_byte(out, '-');
	}
}

static struct str trim(struct str line)
{
	while (line.length && line.bytes[0] == ' ') {
		line.bytes++;
		line.length--;
	}
	while (line.length && line.bytes[line.length - 1] == ' ')
		line.length--;
	return line;
}

static void write_line(struct lines *lines, struct str line,
		       enum direction direction, struct isolates *isolates)
{
	struct buffer shown = BUFFER_INITIALISER;
	append_isolates(isolates, &shown);
	append_shown(&shown, trim(line));
	follow_isolates(isolates, line);
	for (size_t i = 0; i < isolates->count; i++)
		buffer_append_code_point(&shown, POP_DIRECTIONAL_ISOLATE);
	begin_line(lines);
	enum direction found = direction_of(buffer_str(&shown));
	if (direction == DIRECTION_RTL && found != DIRECTION_RTL)
		buffer_append_code_point(lines->out, RIGHT_TO_LEFT_MARK);
	else if (direction == DIRECTION_LTR && found == DIRECTION_RTL)
		buffer_append_code_point(lines->out, LEFT_TO_RIGHT_MARK);
	buffer_append_str(lines->out, buffer_str(&shown));
	trim_end(lines->out);
	buffer_append_byte(lines->out, '\n');
	buffer_release(&shown);
}

/* ---- Breaking ---------------------------------------------------------- */

static uint32_t last_of(struct str text)
{
	size_t at = text.length;
	while (at > 0 && ((unsigned char)text.bytes[--at] & 0xC0) == 0x80)
		;
	return text.length ? str_decode(text, &at) : 0;
}

static struct str slice(struct str text, size_t start, size_t end)
{
	return (struct str){ text.bytes + start, end - start };
}

/* As many words in each line as it has room for. */
static void break_lines(struct lines *lines, struct str text,
			const uint8_t *flags, enum direction direction,
			struct isolates *isolates)
{
	size_t start = 0, end = 0, offset = 0;
	unsigned width = 0, limit = room(lines);
	while (offset < text.length) {
		size_t at = offset;
		if (flags[at] &&
		    (last_of(slice(text, 0, at)) != SOFT_HYPHEN ||
		     lines_width(trim(slice(text, start, at))) < limit))
			end = at;
		uint32_t c = str_decode(text, &offset);
		width += width_of(c);
		if (c == ' ' || width <= limit || end <= start)
			continue;
		write_line(lines, slice(text, start, end), direction, isolates);
		start = end;
		limit = room(lines);
		width = lines_width(trim(slice(text, start, offset)));
	}
	write_line(lines, slice(text, start, text.length), direction, isolates);
}

/* A part of the passage without forced breaks, `start` bytes from its
 * beginning. */
static void set_part(struct lines *lines, const struct passage *passage,
		     struct str part, size_t start, const char *language,
		     enum direction direction, struct isolates *isolates)
{
	uint8_t *flags = memory_allocate(part.length + 1);
	line_break_find(lines->breaker, part, language, flags);
	for (size_t i = 0; i < passage->whole.count; i++) {
		const struct stretch *whole = &passage->whole.items[i];
		for (size_t at = whole->start + 1; at < whole->end; at++)
			if (at >= start && at < start + part.length)
				flags[at - start] = 0;
	}
	break_lines(lines, part, flags, direction, isolates);
	free(flags);
}

void lines_set(struct lines *lines, const struct passage *passage,
	       const char *language, enum direction direction)
{
	struct str text = buffer_str(&passage->text), line;
	struct str rest = text;
	struct isolates isolates = { .count = 0 };
	while (str_next_line(&rest, &line)) {
		size_t start = (size_t)(line.bytes - text.bytes);
		if (trim(line).length)
			set_part(lines, passage, line, start, language,
				 direction, &isolates);
	}
}

void lines_set_verbatim(struct lines *lines, struct str text)
{
	struct str line;
	lines_flush(lines); /* the first line keeps its place over the others */
	while (str_next_line(&text, &line)) {
		begin_line(lines);
		buffer_append_str(lines->out, line);
		trim_end(lines->out);
		buffer_append_byte(lines->out, '\n');
	}
}
