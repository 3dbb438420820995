/* Names that texts can hold, made of names that people wrote. */
#ifndef EVERYREAD_READ_SLUG_H
#define EVERYREAD_READ_SLUG_H

#include "base/arena.h"
#include "base/str.h"

/* "Citizens’ Panel survey" → "citizens-panel-survey": in small letters of any
 * script, apostrophes dropped, one hyphen for all that is neither letter nor
 * digit. "" where nothing is left. In the arena. */
const char *slug_of(struct arena *arena, struct str text);

#endif
