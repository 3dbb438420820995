/* One step of a build that somebody else puts in order: Ninja, or a machine far
 * away (graph.h). A step makes one file, or one collection's pages in a
 * language, or switches a publication over; what it needs of other steps stands
 * in the folder of parts (parts.h). Steps that only make may run anywhere, at
 * once and in any order that the graph allows.
 *
 * What `build` keeps, steps keep too:
 * - Numbers: each step counts all findings of the publication, so that all hide
 *   the same; a part carries what tells its findings, and parts of others do
 *   not come together.
 * - Sets: nothing reaches dist/ until the last step, which has all parts or
 *   does not run. A mistake anywhere leaves the whole publication as it was.
 * - Consent: words that may not be quoted any more leave dist/ in a step that
 *   comes first and waits for nothing. */
#ifndef EVERYREAD_COMMANDS_BUILD_STEP_H
#define EVERYREAD_COMMANDS_BUILD_STEP_H

#include "commands/arguments.h"
#include "commands/build_parts.h"

struct step {
	const char *parts;   /* the folder */
	const char *path;    /* of the file to make, within the publication's
			      * folder of dist/; of a collection "en/stories" */
	const char *depfile; /* or NULL */
};

/* Each with build->targets loaded, one of them. What fails is in the build. */

/* "en/stories": the path of a collection's step. */
const char *build_step_collection_path(struct arena *arena,
				       const struct entry_job *job);

/* Makes the part of that path. */
void build_step_make(struct build *build, const struct step *step);

/* Removes from dist/ what quotes words that may not be quoted any more. */
void build_step_withdraw(struct build *build, const struct step *step);

/* Switches dist/NAME over to the parts. */
void build_step_publish(struct build *build, const struct step *step);

/* Writes the page of all publications, and what stands beside it. */
void build_step_library(struct build *build, const struct step *step);

#endif
