/* The pages at which a reader arrives who knows no more than an address: of a
 * publication (dist/<publication>/index.html), and of all (dist/index.html).
 * They name each language in itself, and lead there. */
#ifndef EVERYREAD_COMMANDS_FRONT_H
#define EVERYREAD_COMMANDS_FRONT_H

#include "base/buffer.h"
#include "commands/notes.h"
#include "commands/targets.h"
#include "publication/staging.h"

/* Finds where each language of the set begins: at its download page, or where
 * there is none at the first of its files. Sets target->manifest.languages. */
void front_find_languages(struct arena *arena, struct target *target,
			  const struct staged_set *set);

/* Puts the publication's page into its set. What is there and was not made by
 * Everyread stays, noted. */
bool front_put(struct arena *arena, struct target *target,
	       struct staged_set *set, struct notes *notes,
	       struct error *error);

/* Writes the page of all publications that have a manifest, in the words of the
 * target's source language; the same holds for what was there. */
bool front_write_all(struct arena *arena, struct target *target,
		     struct staging *staging, const char *output,
		     struct notes *notes, struct error *error);

#endif
