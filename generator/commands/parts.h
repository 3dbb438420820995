/* The parts of a build that is done in steps (step.h): each file that a
 * publication will have in dist/ stands in a folder of parts until all are
 * there, with the facts that others need to know of it.
 *
 *     .everyread-parts/project                     what the project is made of
 *     .everyread-parts/rain.ninja, rain.shape      a publication: its graph, and
 *                                            what its steps cannot see
 *     .everyread-parts/rain.withdrawn              the findings that dist/ was
 *                                            cleared for
 *     .everyread-parts/rain.published              what tells its manifest
 *     .everyread-parts/rain/en/rain-report-en.pdf  a part …
 *     .everyread-parts/rain/en/rain-report-en.pdf.facts
 *                                            … and its facts: a manifest of it */
#ifndef EVERYREAD_COMMANDS_PARTS_H
#define EVERYREAD_COMMANDS_PARTS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/inputs.h"
#include "commands/arguments.h"
#include "commands/manifest.h"
#include "publication/publication.h"

/* The folder of parts: that of --parts, or .everyread-parts beside content/. */
const char *parts_folder(struct arena *arena, const struct arguments *arguments,
			 const char *project);

/* A publication's name in it: that of its folder. */
const char *parts_name(const struct publication *publication);

/* ".everyread-parts/rain/en/index.html"; with ".facts" behind it. */
const char *parts_path(struct arena *arena, const char *parts, const char *name,
		       const char *path);
const char *parts_facts_path(struct arena *arena, const char *parts,
			     const char *name, const char *path);

/* Writes the file, unless it has these bytes: then its time stays, and what
 * depends on it need not be done again. */
bool parts_write(const char *path, const struct buffer *bytes,
		 struct error *error);

/* The same for facts: the manifest's files, which are sorted. */
bool parts_write_facts(const char *path, struct manifest *manifest,
		       const struct publication *publication,
		       struct error *error);

/* Reads facts; the manifest's texts are in the arena; release it. False with
 * `error`. */
bool parts_read_facts(struct arena *arena, const char *path,
		      struct manifest *facts, struct error *error);

/* What a step was made from, as Ninja is told. */
struct parts_made_from {
	const struct inputs *inputs;
	bool has_folders; /* among the inputs: told too */
	/* Folders that are made themselves: what is in them is left out. */
	const char *const *but;
	size_t but_count;
	/* Folders whose odd names are in the graph. */
	const char *const *known;
	size_t known_count;
};

/* Writes the files that there are among the inputs as compilers do (-MD). False
 * with `error` also for an odd name that is nowhere else. */
bool parts_write_depfile(const char *path, const struct parts_made_from *from,
			 struct error *error);

/* Whether a name has characters that Ninja (1.11) takes for the end of one in
 * such a file. In its own files they may stand. */
bool parts_is_odd(const char *name);

/* Such names, of files and folders. */
struct parts_names {
	const char **items;
	size_t count, capacity;
};

/* Adds those of the folder, and of all that is in it; in the arena. NULL is no
 * folder. */
void parts_find_odd(struct arena *arena, const char *folder,
		    struct parts_names *names);

#endif
