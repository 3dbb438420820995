/* What earlier runs left in dist/, and what a part of a build must do about it:
 * the files of other editions and languages stay, and stay linked. */
#ifndef EVERYREAD_COMMANDS_EARLIER_H
#define EVERYREAD_COMMANDS_EARLIER_H

#include "base/arena.h"
#include "commands/notes.h"
#include "commands/targets.h"

/* Reads target->earlier. Where the manifest is damaged, or there are files
 * without one, nobody knows what they are: target->is_anew, noted. */
void earlier_read(struct arena *arena, struct target *target,
		  struct memory *memory, struct notes *notes);

/* The set of outputs of the edition in the language that were made once and are
 * missing: a part of a build makes them again. */
unsigned earlier_missing(const struct target *target, const char *edition,
			 const char *language);

/* Notes the files that stay though they are not what was made. */
void earlier_note_kept(struct arena *arena, const struct target *target,
		       struct notes *notes);

#endif
