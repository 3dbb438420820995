/* Putting translations into the files of a language. */
#ifndef EVERYREAD_COMMANDS_TRANSLATION_PUT_H
#define EVERYREAD_COMMANDS_TRANSLATION_PUT_H

#include "commands/translation.h"

/* What a segment is to say from now on. */
struct translation_change {
	const struct translation_part *part;
	const struct pair *pair; /* with a source */
	const char *text;        /* as struct segment has it */
	struct place place;      /* of who asks for it, for messages */
	/* Filled in: as it stands in the file, escaped where it must be; NULL
	 * where it has no place there, which is told. */
	const char *written;
};

/* Writes the changes into the texts of the language, and into publication.yaml and
 * the other files of labels.
 * Every other byte stays. A text that is not begun is made from the source's, if
 * it has all its segments then. Each file is read again before it is written: what
 * would not be read as it is meant is reported. If anything is wrong, no file is
 * written. Returns the number of files written. False: `error`. */
bool translation_put(struct arena *arena, const struct translation *translation,
		     struct translation_change *changes, size_t count,
		     size_t *written, struct diagnostics *diagnostics,
		     struct error *error);

/* For translation_put() alone: the text of the part's YAML file with a title or
 * label in it (translation_titles.c), or NULL where it has no place, which is
 * reported. */
const char *translation_put_title(struct arena *arena,
				  const struct translation *translation,
				  const char *yaml,
				  const struct translation_change *change,
				  struct diagnostics *diagnostics);

#endif
