/* Footnotes that are missing, unused or double: cmark passes over them without
 * a word. */
#include "markdown/reading.h"

#include <stdlib.h>

#include "base/map.h"

/* True where `at` stands in the source as written, not after a backslash. */
static bool is_escaped(struct str source, size_t at)
{
	size_t backslashes = 0;
	while (backslashes < at && source.bytes[at - backslashes - 1] == '\\')
		backslashes++;
	return backslashes % 2 == 1;
}

enum { SEARCH_LENGTH = 1 << 14 /* [bytes] beyond the line's start */ };

/* Finds `label` ("[^label]") near line `line` and reports it. */
static void report_undefined(struct reading *reading, struct str label,
			     uint32_t line)
{
	if (line == 0 || line > reading->line_count)
		return;
	size_t start = reading->line_starts[line - 1];
	struct str near = { reading->text.bytes + start,
			    reading->text.length - start };
	if (near.length > SEARCH_LENGTH)
		near.length = SEARCH_LENGTH;
	ptrdiff_t found = str_find(near, label);
	if (found < 0 || is_escaped(near, (size_t)found))
		return;
	uint32_t offset = (uint32_t)start + (uint32_t)found;
	while (line < reading->line_count &&
	       reading->line_starts[line] <= offset)
		line++;
	int column = (int)(offset - reading->line_starts[line - 1]) + 1;
	reading_mistake(reading, DIAGNOSTIC_FOOTNOTE_UNDEFINED,
			reading_place(reading, (int)line, column),
			"footnote %.*s has no text anywhere", (int)label.length,
			label.bytes);
}

void reading_find_undefined_note(struct reading *reading, struct str text,
				 uint32_t line)
{
	while (text.length > 3) {
		ptrdiff_t open = str_find(text, STR("[^"));
		if (open < 0)
			return;
		size_t before = (size_t)open;
		struct str label = { text.bytes + before,
				     text.length - before };
		ptrdiff_t end = str_find_byte(label, ']');
		if (end < 0)
			return;
		label.length = (size_t)end + 1;
		if (end > 2 && str_find_byte(label, ' ') < 0)
			report_undefined(reading, label, line);
		text.bytes += before + 2;
		text.length -= before + 2;
	}
}

static int compare_ranges(const void *a, const void *b)
{
	uint32_t first = ((const struct line_range *)a)->first;
	uint32_t second = ((const struct line_range *)b)->first;
	return (first > second) - (first < second);
}

bool reading_is_code(const struct reading *reading, uint32_t line)
{
	size_t low = 0, high = reading->code_lines.count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		const struct line_range *range =
			&reading->code_lines.items[middle];
		if (line < range->first)
			high = middle;
		else if (line > range->last)
			low = middle + 1;
		else
			return true;
	}
	return false;
}

void reading_report_notes(struct reading *reading)
{
	struct map first = MAP_INITIALISER;
	/* cmark moves footnotes, and code in them, to the end. */
	if (reading->code_lines.count)
		qsort(reading->code_lines.items, reading->code_lines.count,
		      sizeof *reading->code_lines.items, compare_ranges);
	for (size_t i = 0; i < reading->note_lines.count; i++) {
		struct note_line *note = &reading->note_lines.items[i];
		if (!note->is_used && reading_is_code(reading, note->line))
			continue;
		struct note_line *before = map_lookup(&first, note->label);
		struct place place = reading_place(reading, (int)note->line,
						   (int)note->column);
		if (before)
			reading_mistake(
				reading, DIAGNOSTIC_FOOTNOTE_DOUBLE, place,
				"footnote [^%.*s] has two texts, the first on "
				"line %u",
				(int)note->label.length, note->label.bytes,
				reading_place(reading, (int)before->line, 0)
					.line);
		else if (!note->is_used)
			diagnostics_add(reading->diagnostics,
					DIAGNOSTIC_FOOTNOTE_UNUSED, place,
					"footnote [^%.*s] is never referred to",
					(int)note->label.length,
					note->label.bytes);
		if (!before)
			map_set(&first, note->label, note);
	}
	map_release(&first);
}
