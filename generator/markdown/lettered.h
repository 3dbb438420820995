/* Lists whose items begin with a letter or a Roman number, "a.", "b)", "(iv)", or
 * with a number in brackets, "(1)": two items or more that follow each other
 * make one, so that "A. Nowak" and "(c) 2026" stay text.
 *
 * For cmark each becomes a number: what it makes of it is put together here. */
#ifndef EVERYREAD_MARKDOWN_LETTERED_H
#define EVERYREAD_MARKDOWN_LETTERED_H

#include "markdown/reading.h"

/* The text that cmark is to have, as long as `text`; notes the lines. */
struct str lettered_prepare(struct reading *reading, struct str text);

/* What was written where the list begins in cmark's line; NULL: numbers. */
const struct lettered_line *lettered_begin(const struct reading *reading,
					   uint32_t line);

#endif
