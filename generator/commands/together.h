/* What draws on the findings changes together. Numbers of old and of new
 * findings side by side tell the difference, and the difference may be one
 * person; and words whose speaker takes consent back leave at once. */
#ifndef EVERYREAD_COMMANDS_TOGETHER_H
#define EVERYREAD_COMMANDS_TOGETHER_H

#include "base/arena.h"
#include "base/error.h"
#include "base/vector.h"
#include "commands/targets.h"

/* What a build did besides writing what it was asked for, in words. */
struct notes {
	const char **items;
	size_t count, capacity;
};

/* Before anything is made: finds out whether files of the target in dist/ were
 * made from other findings (target->has_changed: then all of them are to be
 * made anew, whatever was asked for), and removes those that quote what may no
 * longer be quoted. What was removed is noted; its words are not. False with
 * `error` where a file could not be removed. */
bool together_begin(struct arena *arena, struct target *target,
		    struct notes *notes, struct error *error);

/* Whether a file in dist/ for the edition and language was made from other
 * findings. The target's manifest is what was in dist/. */
bool together_is_outdated(const struct target *target, const char *edition,
			  const char *language);

/* Once new files stand in dist/: removes those that are left of other
 * findings, as after a file that could not be written. */
bool together_finish(struct arena *arena, struct target *target,
		     struct notes *notes, struct error *error);

#endif
