/* Folders that lie over one another, so that a project holds only what it has
 * otherwise: what a publication has, what its project has, what is installed.
 * A file is taken from the first folder that has it, file by file; files that
 * are read key by key (the theme, locales, fonts.yaml) are laid over one
 * another from all of them. */
#ifndef EVERYREAD_BASE_OVERLAY_H
#define EVERYREAD_BASE_OVERLAY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum layer { LAYER_PUBLICATION, LAYER_PROJECT, LAYER_INSTALLED, LAYER_COUNT };

struct overlay {
	const char *folders[LAYER_COUNT]; /* NULL: there is none */
};

/* One folder with nothing over it. */
#define OVERLAY_OF(folder) \
	(&(const struct overlay){ .folders = { [LAYER_INSTALLED] = (folder) } })

/* "publication", "project", "installed". */
const char *layer_name(enum layer layer);

/* The path of `name` in the first folder that has it; NULL where none has.
 * `layer` may be NULL. In the arena. */
const char *overlay_find(struct arena *arena, const struct overlay *overlay,
			 const char *name, enum layer *layer);

/* The same folders' subfolders of that name, whether they are there or not. */
struct overlay overlay_inside(struct arena *arena,
			      const struct overlay *overlay, const char *name);

/* The folder that lies under all others, for messages; "" where there is
 * none. */
const char *overlay_base(const struct overlay *overlay);

#endif
