/* Text as cmark may have it: UTF-8, and without what takes cmark the square of
 * a text's length: a hundred thousand quotation marks in a row, tables of a
 * thousand columns, unclosed processing instructions. Lines stay lines. */
#include "markdown/reading.h"

#include <string.h>

#include "base/buffer.h"
#include "base/encoding.h"
#include "base/vector.h"

enum {
	ENCODING_REPORTS = 100,      /* places in one file */
	BAR_LIMIT = 1000,            /* "|" in a line */
	MISSING_CELL_LIMIT = 100000, /* cells that cmark adds to short rows */
	DECLARATION_LIMIT = 1000     /* "<?" and "<!" */
};

/* ---- Encoding ------------------------------------------------------------ */

static const char replacement[] = "\xEF\xBF\xBD"; /* U+FFFD */

struct encoding_check {
	struct reading *reading;
	struct str text;
	size_t known_offset, line_start; /* of the last report */
	uint32_t line;
	unsigned reports;
};

static void report_encoding(struct encoding_check *encoding, size_t offset,
			    const char *what)
{
	struct reading *reading = encoding->reading;
	if (encoding->reports++ >= ENCODING_REPORTS)
		return;
	for (size_t i = encoding->known_offset; i < offset; i++) {
		if (encoding->text.bytes[i] != '\n')
			continue;
		encoding->line++;
		encoding->line_start = i + 1;
	}
	encoding->known_offset = offset;
	struct place place = reading_place(reading, (int)encoding->line, 0);
	if (!reading->options->source_map) {
		struct str before = { encoding->text.bytes +
					      encoding->line_start,
				      offset - encoding->line_start };
		place.column = (uint32_t)str_count_code_points(before) + 1;
	}
	diagnostics_add(reading->diagnostics, DIAGNOSTIC_TEXT_ENCODING, place,
			"%s", what);
}

/* The first byte from `from` on that cannot stay; the length if all can.
 * *no_utf8 is the first that is no UTF-8, where `from` is not past it. */
static size_t next_bad(struct str text, size_t from, size_t *no_utf8,
		       bool *is_nul)
{
	struct str rest = { text.bytes + from, text.length - from };
	if (from == 0 || from > *no_utf8) {
		size_t bad = rest.length;
		str_is_utf8(rest, &bad);
		*no_utf8 = from + bad;
	}
	const char *nul =
		rest.length ? memchr(rest.bytes, '\0', *no_utf8 - from) : NULL;
	*is_nul = nul != NULL;
	return nul ? (size_t)(nul - text.bytes) : *no_utf8;
}

void reading_decode(struct reading *reading, struct str *text)
{
	struct encoding found = encoding_find(reading->arena, *text);
	if (!found.name)
		return;
	struct encoding_check check = { .reading = reading,
					.text = *text,
					.line = 1 };
	report_encoding(&check, found.first_bad,
			arena_format(reading->arena,
				     "this text is not UTF-8, but most likely "
				     "%s: save it as UTF-8",
				     found.name));
	reading->encoding_is_told = true;
	if (found.is_utf_16)
		*text = encoding_from_utf_16(reading->arena, *text);
}

static struct str clean_encoding(struct reading *reading, struct str text)
{
	struct encoding_check encoding = { .reading = reading,
					   .text = text,
					   .line = 1 };
	struct buffer out = BUFFER_INITIALISER;
	bool is_nul;
	size_t kept = 0, no_utf8 = 0, bad;
	while ((bad = next_bad(text, kept, &no_utf8, &is_nul)) < text.length) {
		if (!reading->encoding_is_told)
			report_encoding(&encoding, bad,
					is_nul ? "NUL character" :
						 "bytes that are not UTF-8");
		buffer_append(&out, text.bytes + kept, bad - kept);
		buffer_append(&out, replacement, 3);
		kept = bad;
		if (is_nul)
			kept++;
		else
			str_decode(text, &kept);
	}
	if (!out.length)
		return text;
	buffer_append(&out, text.bytes + kept, text.length - kept);
	struct str cleaned = arena_copy_str(reading->arena, buffer_str(&out));
	buffer_release(&out);
	return cleaned;
}

/* ---- Lines --------------------------------------------------------------- */

/* Offset past the line that begins at `start`. Lines end where cmark ends
 * them: at LF, CR and CRLF. */
static size_t line_end(struct str text, size_t start, bool has_returns)
{
	struct str rest = { text.bytes + start, text.length - start };
	ptrdiff_t feed = str_find_byte(rest, '\n');
	if (feed >= 0)
		rest.length = (size_t)feed + 1;
	ptrdiff_t ret = has_returns ? str_find_byte(rest, '\r') : -1;
	/* A CR before the LF is of the same end, or is an end of its own. */
	if (ret >= 0 && ret != feed - 1)
		return start + (size_t)ret + 1;
	return start + rest.length;
}

static void find_lines(struct reading *reading)
{
	struct str text = reading->text;
	bool has_returns = str_find_byte(text, '\r') >= 0;
	VECTOR(uint32_t) starts = { 0 };
	for (size_t at = 0; at < text.length;
	     at = line_end(text, at, has_returns))
		*VECTOR_ADD(&starts) = (uint32_t)at;
	reading->line_count = (uint32_t)starts.count;
	*VECTOR_ADD(&starts) = (uint32_t)text.length;
	reading->line_starts =
		ARENA_NEW_ARRAY(reading->arena, starts.count, uint32_t);
	memcpy(reading->line_starts, starts.items,
	       starts.count * sizeof *starts.items);
	VECTOR_RELEASE(&starts);
}

/* Length of the quotation or list marker at `at`, with the space after it; 0
 * where there is none. */
static size_t marker_length(struct str line, size_t at)
{
	size_t digits = 0;
	char byte = line.bytes[at];
	if (byte == '>')
		return 1;
	while (at + digits < line.length && digits < 9 &&
	       line.bytes[at + digits] >= '0' && line.bytes[at + digits] <= '9')
		digits++;
	size_t end = at + digits;
	if (end + 1 >= line.length ||
	    (line.bytes[end + 1] != ' ' && line.bytes[end + 1] != '\t'))
		return 0;
	byte = line.bytes[end];
	bool is_marker = digits ? byte == '.' || byte == ')' :
				  byte == '-' || byte == '+' || byte == '*';
	return is_marker ? digits + 2 : 0;
}

/* What a line loses: [from, to), markers past the nesting limit. */
static bool find_deep_markers(struct str line, size_t *from, size_t *to)
{
	unsigned count = 0;
	size_t at = 0, marker;
	while (at < line.length) {
		if (line.bytes[at] == ' ' || line.bytes[at] == '\t') {
			at++;
			continue;
		}
		marker = marker_length(line, at);
		if (!marker)
			break;
		if (count++ == NESTING_LIMIT)
			*from = at;
		at += marker;
	}
	*to = at;
	/* Markers alone may be a thematic break, and cost nothing. */
	return count > NESTING_LIMIT &&
	       (at < line.length || *line.bytes == '>');
}

struct limits {
	struct reading *reading;
	struct buffer out; /* empty as long as nothing is replaced */
	size_t copied;     /* up to here the text is in `out` */
	uint32_t columns;  /* of the table that may stand here; 0: none */
	uint32_t missing_cells;
	uint32_t declarations;
	bool declarations_are_reported;
};

/* Copies the text up to `from` and goes on at `to`. */
static void cut(struct limits *limits, size_t from, size_t to)
{
	struct str text = limits->reading->text;
	if (from < limits->copied)
		return;
	buffer_append(&limits->out, text.bytes + limits->copied,
		      from - limits->copied);
	/* Something must stand there, so that the buffer is not empty. */
	buffer_append_byte(&limits->out, ' ');
	limits->copied = to;
}

static void report_limit(struct limits *limits, uint32_t line, const char *what)
{
	diagnostics_add(limits->reading->diagnostics, DIAGNOSTIC_TEXT_LIMIT,
			reading_place(limits->reading, (int)line, 0), "%s",
			what);
}

static void limit_markers(struct limits *limits, uint32_t number,
			  struct str line)
{
	size_t from = 0, to = 0;
	/* A marker takes a byte at least. */
	if (line.length <= NESTING_LIMIT ||
	    !find_deep_markers(line, &from, &to))
		return;
	size_t start = limits->reading->line_starts[number - 1];
	reading_too_deep(
		limits->reading,
		reading_place(limits->reading, (int)number, (int)from + 1));
	cut(limits, start + from, start + to);
}

static void limit_declarations(struct limits *limits, uint32_t number,
			       struct str line)
{
	size_t start = limits->reading->line_starts[number - 1];
	for (size_t i = 0; i + 1 < line.length; i++) {
		const char *found =
			memchr(line.bytes + i, '<', line.length - i - 1);
		if (!found)
			return;
		i = (size_t)(found - line.bytes);
		/* Comments, "<!--", are common, and cheap for cmark. */
		bool is_comment = i + 2 < line.length && found[2] == '-';
		if ((found[1] != '?' && found[1] != '!') || is_comment ||
		    ++limits->declarations <= DECLARATION_LIMIT)
			continue;
		if (!limits->declarations_are_reported)
			report_limit(limits, number,
				     "more than 1000 of '<?' and '<!' in a "
				     "file; those from here on are left out");
		limits->declarations_are_reported = true;
		cut(limits, start + i, start + i + 1);
	}
}

/* Cells of a line as a table's row; 1 for a line without bars. `bars` gets
 * the offset past the last bar that may stay, or the length. */
static uint32_t count_cells(struct str line, size_t *allowed)
{
	uint32_t bars = 0;
	*allowed = line.length;
	struct str row = str_trim(line);
	while (row.length && (row.bytes[0] == '>' || row.bytes[0] == ' ')) {
		row.bytes++;
		row.length--;
	}
	if (!row.length)
		return 0;
	for (size_t i = 0; i < row.length; i++) {
		if (row.bytes[i] == '\\')
			i++;
		else if (row.bytes[i] == '|' && ++bars == BAR_LIMIT)
			*allowed = (size_t)(row.bytes + i + 1 - line.bytes);
	}
	uint32_t edges = (row.bytes[0] == '|') +
			 (row.length > 1 && row.bytes[row.length - 1] == '|');
	return bars + 1 > edges ? bars + 1 - edges : 1;
}

static bool is_delimiter_row(struct str line)
{
	bool has_dash = false;
	for (size_t i = 0; i < line.length; i++) {
		if (!strchr("|:- \t>", line.bytes[i]))
			return false;
		has_dash |= line.bytes[i] == '-';
	}
	return has_dash;
}

static void limit_tables(struct limits *limits, uint32_t number,
			 struct str line)
{
	size_t allowed;
	size_t start = limits->reading->line_starts[number - 1];
	/* Most lines are prose. */
	if (!limits->columns && str_find_byte(line, '|') < 0)
		return;
	uint32_t cells = count_cells(line, &allowed);
	if (allowed < line.length) {
		report_limit(limits, number,
			     "more than 1000 '|' in a line; what follows them "
			     "is left out");
		cut(limits, start + allowed, start + line.length);
		cells = BAR_LIMIT;
	}
	if (cells == 0) {
		limits->columns = 0;
	} else if (is_delimiter_row(line)) {
		limits->columns = cells;
	} else if (cells < limits->columns) {
		limits->missing_cells += limits->columns - cells;
		if (limits->missing_cells < MISSING_CELL_LIMIT)
			return;
		report_limit(limits, number,
			     "tables lack more than 100000 cells; the rest of "
			     "this one is left out");
		cut(limits, start, start + line.length);
	}
}

/* ---- Footnotes ----------------------------------------------------------- */

static void find_note_line(struct reading *reading, uint32_t number,
			   struct str line)
{
	size_t at = 0;
	while (at < line.length &&
	       (line.bytes[at] == ' ' || line.bytes[at] == '>'))
		at++;
	struct str rest = { line.bytes + at, line.length - at };
	ptrdiff_t end = str_find_byte(rest, ']');
	if (!str_starts_with(rest, STR("[^")) || end < 3 ||
	    (size_t)end + 1 >= rest.length || rest.bytes[end + 1] != ':')
		return;
	*VECTOR_ADD(&reading->note_lines) = (struct note_line){
		.label = { rest.bytes + 2, (size_t)end - 2 },
		.line = number,
		.column = (uint32_t)at + 1,
	};
}

void reading_clean(struct reading *reading, struct str text)
{
	reading->text = clean_encoding(reading, text);
	find_lines(reading);
	struct limits limits = { .reading = reading };
	for (uint32_t number = 1; number <= reading->line_count; number++) {
		struct str line = reading_line(reading, number);
		limit_markers(&limits, number, line);
		limit_declarations(&limits, number, line);
		limit_tables(&limits, number, line);
		find_note_line(reading, number, line);
	}
	if (!limits.out.length)
		return;
	buffer_append(&limits.out, reading->text.bytes + limits.copied,
		      reading->text.length - limits.copied);
	reading->text = arena_copy_str(reading->arena, buffer_str(&limits.out));
	buffer_release(&limits.out);
	find_lines(reading);
	reading->known_line = 0;
}
