/* What the files of steps share: build_step.c makes parts, build_step_publish.c
 * puts them into dist/. */
#ifndef EVERYREAD_COMMANDS_BUILD_STEP_PRIVATE_H
#define EVERYREAD_COMMANDS_BUILD_STEP_PRIVATE_H

#include "commands/build_step.h"

/* False: build->error is set. */
bool step_fail(struct build *build);

/* In a build of steps there is one publication. */
struct target *step_target(struct build *build);

/* Whether the job has that output. */
bool step_makes(const struct job *job, int output);

/* The file of a part, by its path within the publication's folder of dist/; in
 * the build's arena. */
const char *step_part(struct build *build, const struct step *step,
		      const struct target *target, const char *path);

/* The facts of a step before this one, in the manifest. */
bool step_learn(struct build *build, struct target *target, const char *path);

/* What pages know of all others: of those that are no pages all, of pages that
 * there are; with `has_pages` their sizes too. */
bool step_learn_all(struct build *build, const struct step *step,
		    bool has_pages);

/* Writes the list of what was read, where one is asked for. */
bool step_put_depfile(struct build *build, const struct step *step,
		      const struct inputs *read);

#endif
