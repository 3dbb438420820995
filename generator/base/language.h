/* Language tags as people write them. */
#ifndef EVERYREAD_BASE_LANGUAGE_H
#define EVERYREAD_BASE_LANGUAGE_H

#include <stdbool.h>

#include "base/arena.h"

/* The BCP 47 tag that is meant: "he_IL" and "he_IL.UTF-8", as systems write
 * them, are "he-IL". NULL where it is no tag of a language: a word of four
 * letters or more is none; then *instead is the tag of the language that is
 * called so, in English or in itself ("hebrew", "polski"), or NULL. */
const char *language_read_tag(struct arena *arena, const char *text,
			      const char **instead);

/* Whether two tags name one language, written in one script, whatever the
 * region: "pt-BR" and "pt", "zh-TW" and "zh-Hant", not "zh-TW" and "zh". A script
 * that is not said is the one that is likely (UTS 35, Likely Subtags). */
bool language_is_same(const char *a, const char *b);

#endif
