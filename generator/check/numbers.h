/* Whether a translation gives the numbers of its source: those that templates
 * print and those that authors write, section by section. */
#ifndef EVERYREAD_CHECK_NUMBERS_H
#define EVERYREAD_CHECK_NUMBERS_H

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "document/document.h"
#include "locale/locale.h"

/* Numbers up to this one are written in words in one language and in digits in
 * another, and are not compared. */
enum { NUMBERS_LEAST = 10 };

/* Compares two finished documents of one edition. A section is a heading with
 * what follows it up to the next; where the headings are not the same in number
 * and level, the texts are compared as wholes. What templates put on covers,
 * contents lists and back pages is left out, and so is code; footnotes are a
 * section of their own. A number is the same
 * in another unit of a thousand, million or milliard, and in words where the
 * other has digits (62, 百分之六十二, "sixty-two"); two in words are not compared. Each section that differs
 * is one diagnostic, at the translation's place. */
void numbers_compare(const struct document *source,
		     struct locale *source_locale,
		     const struct document *target,
		     struct locale *target_locale,
		     struct diagnostics *diagnostics);

/* The same of two texts without places: what the translation lacks and what it
 * has besides, as lists. True where neither has anything. */
bool numbers_compare_texts(const char *source, struct locale *source_locale,
			   const char *target, struct locale *target_locale,
			   struct buffer *lacking, struct buffer *extra);

#endif
