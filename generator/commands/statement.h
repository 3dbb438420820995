/* The accessibility statement of a publication in a language: a page beside its
 * editions, in the structure of the EU's model (Commission Implementing Decision
 * (EU) 2018/1523, annex) and of the UK's sample statement, which follows it. It
 * tells what the program has really checked and what publication.yaml says that
 * people did, and claims nothing else. */
#ifndef EVERYREAD_COMMANDS_STATEMENT_H
#define EVERYREAD_COMMANDS_STATEMENT_H

#include <stdbool.h>

#include "commands/landing.h"

extern const char statement_name[]; /* "accessibility.html" */

/* Whether there is one: the language has something to read. */
bool statement_exists(const struct publication *publication, size_t language);

/* "en/accessibility.html". */
const char *statement_path(struct arena *arena,
			   const struct publication *publication,
			   size_t language);

/* Makes the statement of a language, as work's OUTPUT_HTML, from what the site's
 * manifest and publication.yaml say. Its text is templates/editions/accessibility.md. */
void statement_make(struct work *work, const struct site *site,
		    size_t language);

/* Tells what people alone can say and have not: whom to write to, whom to turn
 * to, who tested. A warning beside what they said; where they have said nothing
 * at all, a note with `tells_silence`, else nothing. */
void statement_tell(const struct publication *publication, bool tells_silence,
		    struct diagnostics *diagnostics);

#endif
