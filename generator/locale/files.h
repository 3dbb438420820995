/* Which file of templates/locales/ has a language's words. Private to
 * locale/. */
#ifndef EVERYREAD_LOCALE_FILES_H
#define EVERYREAD_LOCALE_FILES_H

#include <stdbool.h>

#include "base/arena.h"

/* The words that all others are compared with. */
#define LOCALE_REFERENCE "en-GB"

bool locale_is_english(const char *tag);

const char *locale_reference_file(struct arena *arena, const char *folder);

/* The file of the tag, or of its nearest parent that has one, or of the same
 * language and script; NULL where there is none. All in the arena. */
const char *locale_find_file(struct arena *arena, const char *folder,
			     const char *tag);

#endif
