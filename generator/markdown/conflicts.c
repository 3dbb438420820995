/* Merge conflicts that nobody resolved: their marks would be printed, and the
 * row of "=" makes a heading of the words above it. */
#include "markdown/reading.h"

#include <stdio.h>

static bool is_mark(struct str line, char sign)
{
	for (size_t i = 0; i < 7; i++)
		if (i >= line.length || line.bytes[i] != sign)
			return false;
	return line.length == 7 || line.bytes[7] == ' ';
}

static void report(struct reading *reading, uint32_t line, const char *more)
{
	diagnostics_add(reading->diagnostics, DIAGNOSTIC_MERGE_CONFLICT,
			reading_place(reading, (int)line, 1),
			"a merge conflict that is not resolved%s: keep one of "
			"the two texts and delete the marks",
			more);
}

static void report_whole(struct reading *reading, uint32_t start, uint32_t line)
{
	char more[32];
	snprintf(more, sizeof more, ", up to line %u",
		 reading_place(reading, (int)line, 1).line);
	report(reading, start, more);
}

/* A mark with the name of a branch behind it; a row of signs alone may be drawn
 * for its looks. */
static bool is_named(struct str line)
{
	return str_trim(line).length > 8;
}

/* What is left of a conflict, too, whose other marks somebody took out. */
void reading_report_conflicts(struct reading *reading)
{
	uint32_t start = 0, middle = 0;
	for (uint32_t line = 1; line <= reading->line_count; line++) {
		struct str text = reading_line(reading, line);
		if (!start && reading_is_code(reading, line))
			continue;
		if (is_mark(text, '<')) {
			if (start && is_named(reading_line(reading, start)))
				report(reading, start, "");
			start = line;
			middle = 0;
		} else if (is_mark(text, '=') && str_trim(text).length == 7) {
			middle = line;
		} else if (is_mark(text, '>') && (start || middle) &&
			   is_named(text)) {
			report_whole(reading, start ? start : middle, line);
			start = middle = 0;
		} else if (start && is_mark(text, '>')) {
			report_whole(reading, start, line);
			start = middle = 0;
		}
	}
	if (start && is_named(reading_line(reading, start)))
		report(reading, start, "");
}
