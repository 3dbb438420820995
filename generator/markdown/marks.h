/* Told when it looks like markup: signs that authors meant as markup, and that
 * readers would see, since it is that of another program, or has a slip. */
#ifndef EVERYREAD_MARKDOWN_MARKS_H
#define EVERYREAD_MARKDOWN_MARKS_H

#include "markdown/reading.h"

/* Keeps where a text stands in the source, in cmark's numbers: what an author
 * wrote with a backslash or as a reference is meant as it is. */
void marks_note_text(struct reading *reading, struct str text, int line,
		     int column);

/* True where a backslash or a reference gives this byte of a text. Only after
 * marks_report(). */
bool marks_is_meant(struct reading *reading, const char *byte);

/* One pass over the words of the finished tree: a warning for each row of
 * marks.def that is found, at its place. */
void marks_report(struct reading *reading);

#endif
