/* Links from one page of a publication to its other files, and the page that
 * offers them all in a language. */
#ifndef EVERYREAD_COMMANDS_LANDING_H
#define EVERYREAD_COMMANDS_LANDING_H

#include "commands/manifest.h"
#include "commands/pipeline.h"
#include "publication/publication.h"
#include "template/value.h"

/* What all pages of a publication link to. */
struct site {
	const struct publication *publication;
	const struct manifest *manifest; /* what is in dist/, or is about to */
	const char **own_names;          /* languages in themselves, by index */
};

/* Finds the languages' own names. */
void landing_initialise(struct site *site, struct arena *arena,
			const struct installation *installation,
			const struct publication *publication,
			const struct manifest *manifest);

/* Adds to the shell context of a page in `language`, which is that of an
 * edition or, with NULL, the landing page:
 *
 * downloads   every file of the publication that there is, by edition,
 *             language and format; each with
 *               title       of its edition, in the page's language where it
 *                           has one
 *               title-lang  the title's language where it is not the page's,
 *                           else null
 *               language    its language, in the page's language
 *               own-name    its language in itself; lang: its tag
 *               format, is-paged, media-type
 *               size, count (of pages); null where not known or none
 *               href        from a page in a language's folder
 *               is-current  it is this page
 *               is-first    it is the first of its edition and language
 * alternates  the same page in its languages (href, lang, own-name), null where
 * it is in one alone landing     the way to the landing page, null where there
 * is none */
void landing_add_links(const struct site *site, struct work *work,
		       struct value *shell_context, size_t language,
		       const struct edition *edition);

/* Makes the landing page of a language, as work's OUTPUT_HTML. */
void landing_make(struct work *work, const struct site *site, size_t language);

/* Whether the language has a landing page. */
bool landing_exists(const struct publication *publication, size_t language);

#endif
