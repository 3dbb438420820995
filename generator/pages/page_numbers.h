/* What pages are called, and where their numbers are printed. */
#ifndef EVERYREAD_PAGES_PAGE_NUMBERS_H
#define EVERYREAD_PAGES_PAGE_NUMBERS_H

#include "pages/painter.h"

/* Sets painter.labels, chapters and first_odd: front matter has Roman numbers
 * where there are contents and chapters. All destinations must be known. */
void page_numbers_find(struct painter *painter);

/* The line, or a copy in which the numbers of pages are put in the place of
 * what was set for them. */
const struct paragraph_line *
page_numbers_in_line(struct painter *painter,
		     const struct paragraph_line *line);

/* Prints the number of a line of contents, with dots that lead to it. `top`
 * [lu] is that of its strip. */
void page_number_paint(struct painter *painter,
		       const struct late_number *number, lu top);

#endif
