/* Other publications beside one: those of its series, those that are related,
 * and those that its texts link to. */
#ifndef EVERYREAD_COMMANDS_NEIGHBOURS_H
#define EVERYREAD_COMMANDS_NEIGHBOURS_H

#include "base/arena.h"
#include "base/inputs.h"
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

/* "beside other": the name of the fact that notes what was made use of, where the
 * publication has `beside`. Without, its files are noted as they are read. */
#define NEIGHBOURS_FACT "beside "

/* What of the publication of that name others can show, or lead to: its titles,
 * kind and date, and the pages that it has; not what is on them. The value of the
 * fact; `publication` has `beside`. */
struct fingerprint neighbours_appearance(const struct publication *publication,
					 const char *name);

/* Adds earlier, later and related: each with title, kind, date, href from a page
 * in a language's folder, and lang where the title is in another language; null,
 * or an empty list, where there are none. */
void neighbours_add_values(struct arena *arena,
			   const struct publication *publication,
			   size_t language, struct value *context);

#endif
