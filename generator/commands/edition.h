/* One edition in one language: the steps of the pipeline in their order, with
 * what publication.yaml says. */
#ifndef EVERYREAD_COMMANDS_EDITION_H
#define EVERYREAD_COMMANDS_EDITION_H

#include "commands/landing.h"
#include "commands/pipeline.h"
#include "publication/publication.h"

/* Content and template become work->document, finished. The template is
 * templates/editions/<edition>/edition.md or, where there is none, that of the
 * edition's profile. */
void edition_make_document(struct work *work,
			   const struct publication *publication,
			   const struct edition *edition,
			   const struct edition_text *text);

/* Sets work->shell for pages, with links to the publication's other files. */
void edition_set_shell(struct work *work, const struct site *site,
		       const struct edition *edition,
		       const struct edition_text *text);

#endif
