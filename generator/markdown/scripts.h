/* Characters of scripts that set no spaces between words, or write prefixes
 * together with what follows: what stands beside them decides otherwise about
 * emphasis and bare addresses than beside a Latin letter. */
#ifndef EVERYREAD_MARKDOWN_SCRIPTS_H
#define EVERYREAD_MARKDOWN_SCRIPTS_H

#include <stdbool.h>
#include <stdint.h>

/* A letter of Chinese, Japanese, Korean, Thai, Lao, Khmer, Burmese, Tibetan (no
 * spaces, or none before particles), Arabic or Hebrew (prefixed words). */
bool scripts_is_joining_letter(uint32_t character);

/* Punctuation that is as wide as a Han character and brings its own space:
 * “，。（）「」”. */
bool scripts_is_wide_punctuation(uint32_t character);

/* What no address holds unless it is percent-encoded: the letters above, wide
 * punctuation, Arabic punctuation, closing quotation marks. */
bool scripts_ends_address(uint32_t character);

#endif
