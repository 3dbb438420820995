/* Sets of files that change at once. An output folder (dist/) holds sets, one
 * folder each (dist/people-at-the-centre/). What a run makes is staged in a
 * hidden folder of the output folder, dist/.everyread/, and the whole set is
 * switched over at the end with one rename: whoever opens a path sees the old
 * set or the new one, after kill -9 and a full disk, too.
 *
 *     struct staging *staging;
 *     if (!staging_open("dist", waiting, &staging, &error)) …
 *     struct staged_set *set = staging_begin(staging, "report", &error);
 *     staged_put(set, "en/report.pdf", bytes, length, &error);   for each file
 *     staged_remove(set, "en/old.pdf");
 *     staged_commit(set, &error);       or staged_abandon(set)
 *     staging_close(staging);
 *
 * Files that are neither put nor removed stay, whoever made them. A file whose
 * bytes are those that stand there already keeps its inode and its times; a set
 * in which nothing changes is not touched. A failure leaves the old set.
 *
 * How: the new folder gets the new files, and hard links to those that stay
 * (copies where a file system has no links); renameat2(RENAME_EXCHANGE) puts it
 * in the place of the old one, which is then removed. Where a file system knows
 * no exchange two renames do it, between which the set is not there; a run that
 * is killed there is completed by the next. The folder's own inode changes: who
 * works in it, or watches it, goes by its path.
 *
 * One process at a time writes to an output folder: it is locked (flock) from
 * staging_open() to staging_close(). SIGINT, SIGTERM and SIGHUP are caught
 * between the two, unless they were ignored: a switch that has begun is
 * finished, what was staged is removed, and the program ends by the signal.
 * They are blocked in the thread that opened and in those that it starts
 * meanwhile; a program that has other threads already blocks them there. */
#ifndef EVERYREAD_PUBLICATION_STAGING_H
#define EVERYREAD_PUBLICATION_STAGING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

struct staging;
struct staged_set;

/* Makes the output folder, waits until no other process has it, completes or
 * clears what a run that was killed left, and catches signals. `waiting` (or
 * NULL) is called once before it waits. Close in all cases but failure. */
bool staging_open(const char *folder, void (*waiting)(const char *folder),
		  struct staging **staging, struct error *error);

/* False on file systems that cannot lock: two runs at once may then lose what
 * one of them wrote. */
bool staging_is_locked(const struct staging *staging);

/* Abandons the sets that were not switched over, and removes the output folder
 * where it is empty. */
void staging_close(struct staging *staging);

/* Replaces one file of the output folder itself ("index.html"), or leaves it
 * where its bytes are the same. */
bool staging_write(struct staging *staging, const char *name, const void *bytes,
		   size_t length, struct error *error);

/* Takes one file of the output folder itself away. */
bool staging_remove(struct staging *staging, const char *name,
		    struct error *error);

/* Names of the sets that are there: the folders of the output folder, sorted; in
 * the arena. */
bool staging_list(const struct staging *staging, struct arena *arena,
		  const char ***names, size_t *count, struct error *error);

/* A set, known by the name of its folder. NULL: `error`. It lives until it is
 * committed or abandoned, or the staging is closed. */
struct staged_set *staging_begin(struct staging *staging, const char *name,
				 struct error *error);

/* The bytes of the file `path` within the set, from now on or, where they are
 * what stands there, as before. After a failure the set cannot be committed.
 * Threads may put files at the same time. */
bool staged_put(struct staged_set *set, const char *path, const void *bytes,
		size_t length, struct error *error);

/* The file will not be in the set any more; nor will its folder, where it was
 * the last one in it. */
void staged_remove(struct staged_set *set, const char *path);

/* Whether there will be such a file in the set, new or as it was. */
bool staged_has(const struct staged_set *set, const char *path);

/* Its folder's name. */
const char *staged_name(const struct staged_set *set);

/* The paths of all files that were put, those that are as before too, sorted by
 * byte; their number. In the arena. */
size_t staged_paths(const struct staged_set *set, struct arena *arena,
		    const char ***paths);

/* What was put as this path, read back. */
bool staged_read(const struct staged_set *set, struct arena *arena,
		 const char *path, struct str *text, struct error *error);

/* How many files the switch would change, add or take away. */
size_t staged_count(const struct staged_set *set);

/* Switches over, and frees the set. */
bool staged_commit(struct staged_set *set, struct error *error);

/* Leaves all as it was, and frees the set; NULL is none. */
void staged_abandon(struct staged_set *set);

#endif
