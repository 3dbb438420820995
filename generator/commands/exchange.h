/* Taking translations to translators' tools, and back. */
#ifndef EVERYREAD_COMMANDS_EXCHANGE_H
#define EVERYREAD_COMMANDS_EXCHANGE_H

#include "commands/translation.h"
#include "translate/exchange.h"

/* By its name: xliff, xliff-1.2, po; NULL is XLIFF 2.1. False where there is no
 * such. */
bool exchange_find_format(const char *name, enum exchange_format *format);

/* A segment of the source, by the name that it has in files of exchange. */
struct exchange_item {
	const char *identifier;
	const struct translation_part *part;
	const struct pair *pair; /* with a source */
};

struct exchange_items {
	struct exchange_item *items;
	size_t count;
};

/* All segments in the order of the source. In the arena. */
struct exchange_items exchange_list(struct arena *arena,
				    const struct translation *translation);

/* Writes all that the language has to have translated into `folder`, as
 * PUBLICATION.LANGUAGE.xlf or .po; *path is then its path. What cannot be
 * exchanged is told. False: `error`. */
bool exchange_export(struct arena *arena, const struct translation *translation,
		     enum exchange_format format, const char *folder,
		     const char **path, struct diagnostics *diagnostics,
		     struct error *error);

/* What an import did. */
struct exchange_sum {
	size_t units, changed, accepted, files;
};

struct installation;

/* Takes the file's translations into the language's texts, and records what is
 * said to be done. If anything is wrong, which is reported, nothing is written.
 * False: `error`. */
bool exchange_import(struct arena *arena, struct translation *translation,
		     const struct installation *installation,
		     const struct exchange *exchange, const char *file,
		     struct exchange_sum *sum, struct diagnostics *diagnostics,
		     struct error *error);

#endif
