/* What draws on the findings changes together. Numbers of old and of new
 * findings side by side tell the difference, and the difference may be one
 * person; and words whose speaker takes consent back leave at once. */
#ifndef EVERYREAD_COMMANDS_TOGETHER_H
#define EVERYREAD_COMMANDS_TOGETHER_H

#include "base/arena.h"
#include "base/error.h"
#include "commands/notes.h"
#include "commands/targets.h"
#include "publication/staging.h"

/* Before anything is made: finds out whether files of the target in dist/ were
 * made from other findings (target->has_changed: then all of them are to be
 * made anew, whatever was asked for), and which of them quote what may no
 * longer be quoted. These leave dist/ whatever becomes of the build; that they
 * do is noted, and their words are not. */
void together_begin(struct arena *arena, struct target *target,
		    struct notes *notes);

/* Whether all these passages may be quoted by what the findings are now, or
 * nobody can know it. */
bool together_may_quote(const struct target *target, const uint64_t *passages,
			size_t count);

/* Whether a file in dist/ for the edition and language was made from other
 * findings. */
bool together_is_outdated(const struct target *target, const char *edition,
			  const char *language);

/* The same of pages of entries, and of what programs read of them. */
bool together_has_outdated_entries(const struct target *target);

/* Takes out of the set, and of the manifest, what is left of other findings:
 * of an edition that was not made again. */
void together_finish(struct arena *arena, struct target *target,
		     struct staged_set *set, struct notes *notes);

/* Removes what may no longer be quoted where the set could not be switched
 * over. False with `error` where a file could not be removed. */
bool together_withdraw(struct arena *arena, const struct target *target,
		       struct error *error);

#endif
