/* Finds the texts of a publication on disk. Private to publication/. */
#ifndef EVERYREAD_PUBLICATION_SOURCES_H
#define EVERYREAD_PUBLICATION_SOURCES_H

#include "publication/publication.h"

/* Fills edition.texts and publication_language.landing, and reports what is
 * missing, empty, outside the folder or not listed. `pseudo` as
 * publication_load() has it. False: `error`. */
bool sources_find(struct arena *arena, struct publication *publication,
		  const struct publication_pseudo *pseudo,
		  struct diagnostics *diagnostics, struct error *error);

#endif
