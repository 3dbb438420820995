/* What each segment of a translation was made from: one file a language,
 * content/NAME/LANGUAGE/translation.yaml, one line a segment, in any order, so
 * that people can read it and version control can merge it.
 *
 *     of: 2026-11-20
 *     segments:
 *       - {target: 3f2a…, source: 9c41…, was: "We asked people."}
 *
 * `target` and `source` are hashes of the two texts (segments.h), `was` the
 * source as it stood. Where a paragraph stands does not matter. `of` is the date of
 * the publication when last nothing was stale: of that version it is a
 * translation. */
#ifndef EVERYREAD_TRANSLATE_ORIGINS_H
#define EVERYREAD_TRANSLATE_ORIGINS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/error.h"

struct origin {
	uint64_t target, source;
	const char *was;
};

struct origins {
	bool is_there; /* there is such a file: stale segments are told */
	const char *path;
	const char *of; /* ISO 8601 date, or NULL: nobody knows */
	struct origin *items;
	size_t count, capacity;
};

/* True where the language's folder has such a file. */
bool origins_exist(struct arena *arena, const char *folder);

/* Reads the record of a language's folder; where there is none, an empty one.
 * Mistakes, such as a merge that was not finished, are reported, and then
 * origins_write() must not be called. False: `error`. Release in both cases. */
bool origins_read(struct arena *arena, const char *folder,
		  struct origins *record, struct diagnostics *diagnostics,
		  struct error *error);

/* The next entry of a translation behind `after`, which is NULL for the first; or
 * NULL. One text may translate several. */
const struct origin *origins_next(const struct origins *record, uint64_t target,
				  const struct origin *after);

bool origins_has(const struct origins *record, uint64_t target,
		 uint64_t source);

/* Puts an entry in the place of `old`, or, where that is NULL, behind all others
 * if there is no such one. `was` must outlive the record. */
void origins_set(struct origins *record, const struct origin *old,
		 struct origin entry);

bool origins_write(const struct origins *record, struct error *error);

void origins_release(struct origins *record);

#endif
