/* What the files of a release share. Private to release*.c. */
#ifndef EVERYREAD_COMMANDS_RELEASE_PARTS_H
#define EVERYREAD_COMMANDS_RELEASE_PARTS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "commands/installation.h"

/* A library that bytes of outputs depend on. */
struct library {
	const char *name, *version; /* as it runs, where it says */
	const char *licence;        /* SPDX */
};

/* All of them; their number. In the arena. */
size_t release_libraries(struct arena *arena, const struct library **list);

/* The fonts that there are and the colour profile, with licences, and the
 * libraries, as CycloneDX 1.5. */
bool release_print_parts(struct arena *arena,
			 const struct installation *installation,
			 const char *publication, const char *profile,
			 struct buffer *json, struct error *error);

/* Names and digests of what the publication was made from: "content/…" of its
 * folder, "templates/…", "fonts/…". Those of findings/ are one, whose digest is
 * that of their digests. `json` ends in the '{' of the object. */
bool release_print_inputs(struct arena *arena,
			  const struct installation *installation,
			  const char *folder, struct buffer *json,
			  struct error *error);

/* A zip archive of the files of a set, in the order given. */
struct staged_set;
bool release_zip(struct arena *arena, const struct staged_set *set,
		 const char *const *names, size_t count, int64_t seconds,
		 struct buffer *bytes, struct error *error);

#endif
