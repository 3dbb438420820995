/* The chapters of an edition, compared between its source language and a
 * translation. Private to publication/.
 *
 * A chapter is that of another language by its file's name, or, where names are
 * translated, by the number that it begins with: "02-schnee.md" is
 * "02-snow.md". */
#ifndef EVERYREAD_PUBLICATION_CHAPTERS_H
#define EVERYREAD_PUBLICATION_CHAPTERS_H

#include "publication/publication.h"

/* Fills `missing` of each translation of an edition that is a folder of
 * chapters and has its source language's text; reports chapters that the
 * source language does not have. */
void chapters_compare(struct arena *arena,
		      const struct publication *publication,
		      struct edition *edition, struct diagnostics *diagnostics);

/* Reports what is missing. False where the edition must be left out for it. */
bool chapters_are_enough(const struct publication *publication,
			 const struct edition *edition,
			 const struct edition_text *text,
			 struct diagnostics *diagnostics);

#endif
