/* Where a line may end: UAX #14, through ICU's rules for the language. */
#ifndef EVERYREAD_TEXT_LINE_BREAK_H
#define EVERYREAD_TEXT_LINE_BREAK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* ICU's iterators, one a language, opened once. */
struct line_breaker;
struct line_breaker *line_breaker_new(void);
void line_breaker_release(struct line_breaker *breaker);

/* Sets flags[i] to 1 where a line may end before byte i of the text, else to
 * 0, for 0 <= i < text.length. The text has no forced breaks. No line ends
 * after the "://" of an address.
 *
 * For Chinese and Japanese, ICU's strict rules with two changes: a line may
 * end before an opening ‘ or “ and after a closing one between Han (UAX #14,
 * LB19a of Unicode 16; ICU 72 does so for “ ” in Chinese alone), and a middle
 * dot never starts a line (GB/T 15834, 5.1). */
void line_break_find(struct line_breaker *breaker, struct str text,
		     const char *language, uint8_t *flags);

/* The two ways to do it. The quick one knows the pairs of classes that nearly
 * all alphabetic text consists of and gives up, returning false, where it
 * meets another; what it finds is what ICU finds. */
bool line_break_find_quickly(struct str text, uint8_t *flags);
void line_break_find_by_rules(struct line_breaker *breaker, struct str text,
			      const char *language, uint8_t *flags);

/* Sets flags[i] to 1 where a grapheme cluster begins at byte i, else to 0. */
void line_break_find_clusters(struct line_breaker *breaker, struct str text,
			      uint8_t *flags);

#endif
