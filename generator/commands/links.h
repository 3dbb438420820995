/* Where links to files may lead, for document_finish(). */
#ifndef EVERYREAD_COMMANDS_LINKS_H
#define EVERYREAD_COMMANDS_LINKS_H

#include "base/arena.h"
#include "commands/context.h"
#include "commands/neighbours.h"
#include "document/outline.h"
#include "publication/publication.h"

/* A page of a publication: that of an edition, or with NULL the landing page.
 * Its links may lead to its own texts, and to all that the publication makes,
 * as seen from the folder of its language; to the texts of other editions they
 * may not, nor to files that stand beside the texts alone. */
struct links_page {
	const struct publication *publication;
	const struct edition *edition;
	size_t language;
	struct neighbours neighbours; /* that were read for it */
};

/* The links of a page whose texts are `files` and those of entries that it
 * took; `page` must outlive them. A link to the text of another entry leads to
 * its page. */
struct document_links links_of_page(struct arena *arena,
				    struct links_page *page,
				    const struct source_file *files,
				    size_t file_count,
				    const struct context_entries *entries);

/* The links of a file that is rendered alone, `*file` of them: they may lead to
 * what stands beside it, but for texts, which nobody renders. */
struct document_links links_of_file(const char *const *file);

/* "en/people-at-the-centre-full-report-en-large-print.pdf": an output's place
 * within the publication's folder of dist/; without an edition, that of the
 * landing page. */
const char *links_output_path(struct arena *arena,
			      const struct publication *publication,
			      const struct edition *edition, size_t language,
			      enum output output);

#endif
