/* Where templates, locales, the theme and fonts come from: what a publication
 * has lies over what its project has, and that over what is installed. A
 * project holds only what differs.
 *
 *     content/NAME/templates/   of a publication
 *     content/NAME/theme.yaml   the same as in templates/
 *     content/NAME/fonts/
 *     templates/, fonts/        beside content/: of the project
 *     theme.yaml                beside content/: the same as in templates/
 *
 * A templates folder holds editions/, html/, locales/ and theme.yaml. */
#ifndef EVERYREAD_COMMANDS_INSTALLATION_H
#define EVERYREAD_COMMANDS_INSTALLATION_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/error.h"
#include "base/overlay.h"
#include "theme/theme.h"

/* A theme.yaml beside templates/ and one in it, in each layer. */
enum { MOST_THEME_FILES = 2 * LAYER_COUNT };

struct theme_file {
	enum layer layer;
	const char *path;
};

struct installation {
	struct overlay templates;
	struct overlay fonts; /* without the lowest where fonts.yaml was not
			       * found, which matters to a PDF alone */
	struct overlay homes; /* the publication's and the project's folders */
	const struct theme *theme; /* NULL until it is loaded */
};

/* What the command line says; NULL: nothing. */
struct installation_options {
	const char *templates; /* in the place of what is installed, or over it
				* where it is not whole */
	const char *fonts;     /* in the place of those that are installed */
	const char *project;   /* the folder that holds content/; NULL:
					* the nearest from the current folder upward that
					* has templates/ or fonts/ of ours */
};

/* Finds what is installed, in the share/everyread of its PREFIX or else in the
 * folders above the program, and what the project has. False, with a
 * message that says what to do, where there is no en-GB.yaml anywhere. */
bool installation_find(struct arena *arena,
		       const struct installation_options *options,
		       struct installation *installation, struct error *error);

/* Lays what the publication's folder holds over it; the theme stays as it was
 * loaded. What leads out of the folder is reported and not taken. */
void installation_enter(struct arena *arena, struct installation *installation,
			const char *publication,
			struct diagnostics *diagnostics);

/* The theme's files that there are, the lowest first; their number. */
size_t installation_theme_files(struct arena *arena,
				const struct installation *installation,
				struct theme_file files[MOST_THEME_FILES]);

/* Loads the theme from all of these. False where there is no theme to work
 * with: a file cannot be read (`error`, with error->message set), or has
 * mistakes, which are reported; a theme that was there before stays. Where the
 * publication has no theme of its own, and one is loaded, that is it. */
bool installation_load_theme(struct arena *arena,
			     struct installation *installation,
			     struct diagnostics *diagnostics,
			     struct error *error);

#endif
