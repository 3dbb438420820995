/* The pages of entries: one HTML page for each entry of a collection that has
 * `page:`, and its data for programs where it has `data:`. */
#ifndef EVERYREAD_COMMANDS_ENTRIES_H
#define EVERYREAD_COMMANDS_ENTRIES_H

#include "commands/landing.h"
#include "commands/pipeline.h"

/* A file that was made. */
struct entry_page {
	const struct entry *entry; /* NULL: the collection's data */
	struct buffer bytes;
	struct evidence_use use; /* what the page takes from the findings */
};

/* The pages of some of a collection's entries in a language, which share what
 * the language and the findings need. */
struct entry_job {
	const struct publication *publication;
	const struct site *site; /* not where is_check */
	const struct collection *collection;
	size_t language;
	size_t first, count; /* of its entries */
	bool makes_data;
	bool is_check; /* mistakes alone are wanted, and what is less plain */
	const struct installation *installation;
	const struct evidence *evidence; /* or NULL */
	struct work work;                /* diagnostics, and failures */
	struct entry_page *pages;
	size_t page_count;
};

/* Makes them; mistakes go into job->work.diagnostics. `work` was initialised. */
void entries_make(struct entry_job *job);
void entries_release(struct entry_job *job);

/* "en/stories-ann.html", "en/stories.json" within the publication's folder. */
const char *entries_path(struct arena *arena, const struct entry_job *job,
			 const struct entry_page *page);

#endif
