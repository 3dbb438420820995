/* A release: what a publication's folder of dist/ holds besides its files, so
 * that others can check, archive and compare it. The same content, program and
 * libraries give the same bytes.
 *
 *     manifest.json     with a "release": inputs and what they were made with;
 *                       and "readability", as `everyread check` tells it
 *     sbom.cdx.json     fonts, profile and libraries with their licences, as
 *                       CycloneDX 1.5
 *     SHA256SUMS        of all files but those below; `sha256sum -c` reads it
 *     NAME.zip          all of these, in the order of their names
 *     NAME.zip.sha256 */
#ifndef EVERYREAD_COMMANDS_RELEASE_H
#define EVERYREAD_COMMANDS_RELEASE_H

#include "base/arena.h"
#include "base/error.h"
#include "commands/report.h"
#include "commands/targets.h"
#include "publication/staging.h"

/* [s] since 1970 that the release is of: SOURCE_DATE_EPOCH, or else the
 * publication's date. False, with `error`, where the variable is no number. */
bool release_time(const struct publication *publication, int64_t *seconds,
		  struct error *error);

/* Appends the manifest's "release" member to target->manifest, and how readable
 * its texts are. */
bool release_describe(struct arena *arena, struct target *target,
		      const struct readings *readings, struct error *error);

/* Once all else is put into the set, the manifest too: the rest. */
bool release_put(struct arena *arena, struct target *target,
		 struct staged_set *set, struct error *error);

/* Takes what belongs to a release out of a set that is none any more. True where
 * there was something. */
bool release_remove(struct arena *arena, const struct target *target,
		    struct staged_set *set);

/* Prints what is other than in the earlier manifest, to stdout: a line for each
 * file, with pages and words. */
void release_print_changes(const struct target *target,
			   const struct manifest *earlier);

extern const char release_sums_name[]; /* "SHA256SUMS" */

#endif
