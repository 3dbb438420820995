/* The texts of a publication's folder, read without its publication.yaml. */
#ifndef EVERYREAD_COMMANDS_TEXTS_H
#define EVERYREAD_COMMANDS_TEXTS_H

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

/* Every .md of the folders of languages and of the folders in these, in the
 * arena. What cannot be read is left out: whoever builds it tells. */
void texts_read(struct arena *arena, const char *folder, struct str **texts,
		size_t *count);

#endif
