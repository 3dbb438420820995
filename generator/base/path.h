/* Paths as text, with '/' between parts. */
#ifndef EVERYREAD_BASE_PATH_H
#define EVERYREAD_BASE_PATH_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

/* "a" + "b/c" → "a/b/c"; an absolute second part replaces the first. */
char *path_join(struct arena *arena, const char *folder, const char *name);

/* "a/b.md" → "a"; "b.md" → "."; "/b" → "/". */
char *path_folder(struct arena *arena, const char *path);

/* The last part, without a copy: "a/b.md" → "b.md". */
const char *path_name(const char *path);

/* The ending after the last dot of the last part, without the dot; "" where
 * there is none: "a/b.tar.gz" → "gz". */
const char *path_extension(const char *path);

/* The path without "." and doubled slashes, and with each ".." resolved that
 * has a folder before it: "a/./b/../c" → "a/c". Symbolic links are not
 * followed. "." for nothing. */
char *path_tidy(struct arena *arena, const char *path);

/* True where `relative` cannot leave the folder it starts from: it is not
 * absolute and no ".." climbs above the start. Symbolic links are not
 * followed here. */
bool path_stays_inside(struct str relative);

#endif
