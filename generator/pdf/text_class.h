/* What characters are to pdftotext, which finds the direction of a page and of
 * its stretches by a table of its own. */
#ifndef EVERYREAD_PDF_TEXT_CLASS_H
#define EVERYREAD_PDF_TEXT_CLASS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum { TEXT_LEFT_TO_RIGHT_MARK = 0x200E, TEXT_RIGHT_TO_LEFT_MARK = 0x200F };

/* How a character counts in reordering. */
enum text_class { TEXT_NEUTRAL, TEXT_NUMBER, TEXT_LEFT, TEXT_RIGHT };

/* The classes of poppler's table, as far as they matter: what it calls a
 * number holds most of the punctuation that numbers are written with. */
enum text_class text_class_of(uint32_t code_point);

bool text_is_space(uint32_t code_point);

/* Characters that no ToUnicode map may hold (ISO 14289-1, 7.21.7). */
bool text_is_forbidden(uint32_t code_point);

struct text_letters {
	uint32_t left, right;
};

/* Adds the letters of each direction. */
void text_count_letters(struct str text, struct text_letters *letters);

/* Adds the words of each direction: letters that follow each other. */
void text_count_words(struct str text, struct text_letters *words);

#endif
