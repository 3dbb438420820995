/* Files read whole, and outputs that appear at their path complete or not at
 * all. */
#ifndef EVERYREAD_BASE_FILE_H
#define EVERYREAD_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* [bytes] Files of this size or more are read by nobody. */
enum { FILE_SIZE_LIMIT = 1 << 30 };

/* Reads a regular file whole into the arena, with a NUL after the last byte
 * that `text` does not count. Fails on folders, devices, files of 1 GiB or
 * more, and files that hold more than their size says, as those of /proc do and
 * those that grow meanwhile. */
bool file_read(struct arena *arena, const char *path, struct str *text,
	       struct error *error);

/* A file that somebody has open and has not saved: what it will hold. */
struct unsaved_file {
	const char *path; /* as realpath(3) gives it */
	struct str text;
};

/* From now on these are read in the place of what is on the disk. For a process
 * that works on such files alone: set before it has threads, and borrowed until
 * it ends. */
void file_set_unsaved(const struct unsaved_file *files, size_t count);

/* True where something has this name, be it a symbolic link that leads nowhere:
 * who goes on to read it says so, instead of passing it over. */
bool file_exists(const char *path);
/* True for a symbolic link to what is not there, or to itself. */
bool file_leads_nowhere(const char *path);
bool file_is_folder(const char *path);
bool file_is_regular(const char *path);

/* True where the path leads to something in the folder, or to the folder
 * itself; symbolic links count as where they lead. */
bool file_is_inside(const char *path, const char *folder);

/* Names in a folder, sorted by byte order, without those that start with a
 * dot; in the arena. */
bool file_list_folder(struct arena *arena, const char *path,
		      const char ***names, size_t *count, struct error *error);

/* Creates the folder and those above it. */
bool file_make_folders(const char *path, struct error *error);

/* All bytes to an open file, however often a signal comes between; false: errno
 * says why not. */
bool file_write_all(int descriptor, const void *bytes, size_t length);

/* Writes `bytes` beside `path` under a temporary name, syncs, and renames it
 * into place: a reader sees the old file or the new one, never a part. The
 * folders above are made. On failure the old file stands untouched. */
bool file_write_atomically(const char *path, const void *bytes, size_t length,
			   struct error *error);

#endif
