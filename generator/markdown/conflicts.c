/* Merge conflicts that nobody resolved: their marks would be printed, and the
 * row of "=" makes a heading of the words above it. */
#include "markdown/reading.h"

static bool is_mark(struct str line, char sign)
{
	for (size_t i = 0; i < 7; i++)
		if (i >= line.length || line.bytes[i] != sign)
			return false;
	return line.length == 7 || line.bytes[7] == ' ';
}

void reading_report_conflicts(struct reading *reading)
{
	uint32_t start = 0;
	for (uint32_t line = 1; line <= reading->line_count; line++) {
		struct str text = reading_line(reading, line);
		if (is_mark(text, '<') && !reading_is_code(reading, line)) {
			start = line;
		} else if (start && is_mark(text, '>')) {
			diagnostics_add(
				reading->diagnostics, DIAGNOSTIC_MERGE_CONFLICT,
				reading_place(reading, (int)start, 1),
				"a merge conflict that is not resolved, up to "
				"line %u: keep one of the two texts and "
				"delete the marks",
				reading_place(reading, (int)line, 1).line);
			start = 0;
		}
	}
}
