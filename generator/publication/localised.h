/* A text that differs from language to language, or not. */
#ifndef EVERYREAD_PUBLICATION_LOCALISED_H
#define EVERYREAD_PUBLICATION_LOCALISED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diagnostic.h"

/* A text in each language of the publication, or one text for all. */
struct localised {
	struct place place;
	bool is_given;      /* false: the key is absent */
	const char *same;   /* the one text for all languages, or NULL */
	const char **texts; /* by language index; NULL where not given */
};

/* The text in language `index`, or NULL: absent. */
const char *publication_localised_text(const struct localised *text,
				       size_t index);

#endif
