/* Where a project's files are: in a zip (.qdpx), or beside a bare .qde.
 *
 * Nothing in either is trusted: names are only ever looked up, never joined to
 * a path without a check; sizes, counts and ratios are bounded before a byte
 * is unpacked, and unpacking stops at what was announced. */
#ifndef EVERYREAD_READ_ARCHIVE_H
#define EVERYREAD_READ_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "read/read_builder.h"

enum {
	ARCHIVE_MOST_ENTRIES = 32768,
	ARCHIVE_MOST_PROJECT = 512 << 20, /* [bytes] of the .qde */
	ARCHIVE_MOST_SOURCE = 64 << 20,   /* [bytes] of one text */
	ARCHIVE_MOST_SOURCES = 512 << 20, /* [bytes] of all texts together */
	/* Deflate gives at most 1032:1, text some 4:1, repetitive XML 50:1. */
	ARCHIVE_MOST_RATIO = 250,
	ARCHIVE_FREE_SIZE = 16 << 20, /* [bytes] below this, any ratio */
};

/* False, after a report, where an entry of a zip is larger than `most`, or
 * packed more tightly than any honest one. [bytes] */
bool archive_is_small(struct builder *builder, struct place place,
		      uint64_t size, uint64_t packed, uint64_t most);

struct archive;

/* Opens a zip and finds its project, whatever it is called. NULL: either
 * reported to the builder (the file is to blame) or error->message is set (the
 * system is). `path` and the builder, in whose arena the archive is, are
 * borrowed. Close with archive_close(). */
struct archive *archive_open_zip(struct builder *builder, const char *path,
				 struct error *error);

/* The same for a bare .qde or .qdc. */
struct archive *archive_open_file(struct builder *builder, const char *path,
				  struct error *error);

void archive_close(struct archive *archive);

/* How diagnostics name the project: the path itself, or "a.qdpx!/b.qde". */
const char *archive_project_file(const struct archive *archive);

/* Reads the project on, as read(2) does: 0 at the end, -1 after a failure,
 * which is reported. */
int archive_read_project(struct archive *archive, char *bytes, int size);

/* Reads the text that a project calls internal://<name> into the builder's
 * arena. *file is how diagnostics name it. False where it cannot be had:
 * reported at `place`. */
bool archive_read_source(struct archive *archive, struct str name,
			 struct place place, struct str *bytes,
			 const char **file);

#endif
