/* Characters of scripts that are written without spaces, and the marks beside
 * them. */
#ifndef EVERYREAD_BASE_SCRIPT_H
#define EVERYREAD_BASE_SCRIPT_H

#include <stdbool.h>
#include <stdint.h>

/* Han, Kana or Bopomofo. */
bool script_is_han_or_kana(uint32_t code_point);

/* Punctuation that is as wide as a Han character: 、。「」，！ */
bool script_is_wide_mark(uint32_t code_point);

/* Dashes, dots and quotation marks that Chinese and other scripts share. */
bool script_is_mark_of_either_width(uint32_t code_point);

#endif
