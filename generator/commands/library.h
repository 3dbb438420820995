/* The page of all publications of dist/, and the same for programs: feeds, a map
 * of the site, a catalogue. */
#ifndef EVERYREAD_COMMANDS_LIBRARY_H
#define EVERYREAD_COMMANDS_LIBRARY_H

#include "commands/notes.h"
#include "commands/pipeline.h"
#include "publication/staging.h"

/* Adds to the page's context what the manifests in `output` say:
 *   library      publications, the latest first: all that a manifest holds, and
 *                folder, date (in words), file-count
 *   by-kind, by-language, by-format   groups with label, and publications with
 *                title, href, lang, date
 *   feeds        href, lang, own-name, of each language; where there is an
 *                address
 *   address, updated
 * False: `error`. */
bool library_add(struct work *work, const struct staging *staging,
		 const char *output, struct error *error);

struct library_files {
	struct work *work;
	struct staging *staging;
	const char *output;  /* its folder */
	struct notes *notes; /* of files that are somebody else's */
	struct arena *notes_arena;
};

/* Writes feed-LANG.xml (Atom, RFC 4287), sitemap.xml, where one of the
 * publications has an address, and catalogue.json; removes those of before that
 * there is no reason for any more. Files that are not ours stay as they are. */
bool library_write(struct library_files *files, struct error *error);

/* Removes all of them: there is no publication left. */
bool library_remove(struct library_files *files, struct error *error);

#endif
