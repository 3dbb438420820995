/* What a language needs besides its texts: words, and letters in the fonts. */
#ifndef EVERYREAD_COMMANDS_LANGUAGES_H
#define EVERYREAD_COMMANDS_LANGUAGES_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/error.h"
#include "commands/installation.h"
#include "publication/publication.h"

/* Looks at each language of the publication that has a text, and reports what
 * is missing, all at once with the texts that are. A translation without all
 * its words is left out of the publication: no word of another language ever
 * stands in for one. In the source language that is an error. False:
 * `error`. */
bool languages_check(struct arena *arena,
		     const struct installation *installation,
		     struct publication *publication,
		     struct diagnostics *diagnostics, struct error *error);

#endif
