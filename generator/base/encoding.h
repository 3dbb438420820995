/* Texts that are not UTF-8: what they are instead, so that a message can say
 * what to do. */
#ifndef EVERYREAD_BASE_ENCODING_H
#define EVERYREAD_BASE_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

/* What a whole text seems to be in. */
struct encoding {
	const char *name; /* as editors call it: "Windows-1252"; NULL: UTF-8
			       * throughout, or UTF-8 with damage in places */
	size_t first_bad; /* offset of the first byte that shows it */
	bool is_utf_16;   /* certain enough to be read so */
};

/* Guesses (ICU's detector) where `text` is not UTF-8, or holds NULs as UTF-16
 * does. The name is in the arena. Linear in the length. */
struct encoding encoding_find(struct arena *arena, struct str text);

/* UTF-16, with or without a byte order mark, as UTF-8 in the arena; what has no
 * character is U+FFFD. */
struct str encoding_from_utf_16(struct arena *arena, struct str text);

#endif
