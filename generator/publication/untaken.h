/* Texts that are there and that nothing is made of. Private to publication/. */
#ifndef EVERYREAD_PUBLICATION_UNTAKEN_H
#define EVERYREAD_PUBLICATION_UNTAKEN_H

#include "publication/publication.h"

/* Reports each .md file in the languages' folders, and each folder of such
 * files, that is no edition's source, no landing page and no chapter.
 * README.md and names that begin with '.' or '_' are the authors' own. False:
 * `error`. */
bool untaken_find(struct arena *arena, const struct publication *publication,
		  struct diagnostics *diagnostics, struct error *error);

#endif
