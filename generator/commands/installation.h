/* Where the program finds its templates and fonts. */
#ifndef EVERYREAD_COMMANDS_INSTALLATION_H
#define EVERYREAD_COMMANDS_INSTALLATION_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"

struct installation {
	const char *templates; /* holds editions/, html/, locales/ */
	const char *fonts;     /* holds fonts.yaml; NULL: not found, which
				* matters to a PDF alone */
};

/* Takes the folders that are given (not NULL). Otherwise looks for templates/
 * and fonts/ in the current folder and those above it, then in those above the
 * program itself, then in the share/everyread of the program's PREFIX. False,
 * with a message that says what to do, where there are no templates. */
bool installation_find(struct arena *arena, const char *templates,
		       const char *fonts, struct installation *installation,
		       struct error *error);

#endif
