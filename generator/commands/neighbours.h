/* Other publications beside one: those of its series, those that are related,
 * and those that its texts link to. */
#ifndef EVERYREAD_COMMANDS_NEIGHBOURS_H
#define EVERYREAD_COMMANDS_NEIGHBOURS_H

#include "base/arena.h"
#include "locale/locale.h"
#include "publication/publication.h"
#include "template/value.h"

/* Publications that were read, so that a page with many links reads each once.
 * Zero-initialised: none. In an arena, for one thread. */
struct neighbours {
	struct neighbour *items;
	size_t count, capacity;
};

/* The publication whose folder has that name, as far as it can be read; its own
 * mistakes are told where it is built. NULL where there is none. */
const struct publication *neighbours_find(struct neighbours *neighbours,
					  struct arena *arena,
					  const struct publication *publication,
					  const char *name);

/* Adds earlier, later and related: each with title, kind, date, href from a page
 * in a language's folder, and lang where the title is in another language; null,
 * or an empty list, where there are none. */
void neighbours_add_values(struct arena *arena,
			   const struct publication *publication,
			   size_t language, struct value *context);

#endif
