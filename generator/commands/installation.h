/* Where the program finds its templates and fonts, and the theme. */
#ifndef EVERYREAD_COMMANDS_INSTALLATION_H
#define EVERYREAD_COMMANDS_INSTALLATION_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/error.h"
#include "theme/theme.h"

struct installation {
	const char *templates;     /* holds editions/, html/, locales/,
				* theme.yaml */
	const char *fonts;         /* holds fonts.yaml; NULL: not found, which
				* matters to a PDF alone */
	const struct theme *theme; /* NULL until it is loaded */
	const char *project_theme; /* that of the project, laid over that of
				    * templates; or NULL */
};

/* Takes the folders that are given (not NULL). Otherwise looks for templates/
 * and fonts/ in the current folder and those above it, then in those above the
 * program itself, then in the share/everyread of the program's PREFIX. False,
 * with a message that says what to do, where there are no templates. */
bool installation_find(struct arena *arena, const char *templates,
		       const char *fonts, struct installation *installation,
		       struct error *error);

/* Loads templates/theme.yaml, for all jobs of the run; laid over it is, where
 * `project` (a folder, or NULL) has one of its own, the templates/theme.yaml
 * of that. False where there is no theme to work with: it cannot be read
 * (`error`, with error->message set), or it has mistakes, which are reported. */
bool installation_load_theme(struct arena *arena,
			     struct installation *installation,
			     const char *project,
			     struct diagnostics *diagnostics,
			     struct error *error);

/* Lays the theme.yaml of a publication's folder over all these: a publication
 * without one has the theme that is loaded already. Where it has mistakes,
 * which are reported, that one stays, so that others can be told. False where
 * the file is there and cannot be read (`error`). */
bool installation_overlay_theme(struct arena *arena,
				struct installation *installation,
				const char *publication,
				struct diagnostics *diagnostics,
				struct error *error);

#endif
