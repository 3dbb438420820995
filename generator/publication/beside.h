/* Publications that stand beside others, in the same folder of publications, each
 * read once for all who ask. Threads may share them. */
#ifndef EVERYREAD_PUBLICATION_BESIDE_H
#define EVERYREAD_PUBLICATION_BESIDE_H

#include "base/arena.h"
#include "publication/publication.h"

struct beside *beside_new(void);
void beside_free(struct beside *beside);

/* The publication of that folder's name beside another, as far as it can be read:
 * its mistakes are told where it is built. NULL where there is none. What is read
 * is not recorded (base/inputs.h): who depends on files reads them anew with
 * beside_read(), who depends on what they come to notes that. */
const struct publication *beside_find(struct beside *beside,
				      const struct publication *publication,
				      const char *name);

/* The same, read now, in the arena. */
const struct publication *beside_read(struct arena *arena,
				      const struct publication *publication,
				      const char *name);

#endif
