/* Reading a text of a publication. Private to publication/. */
#ifndef EVERYREAD_PUBLICATION_SOURCE_FILE_H
#define EVERYREAD_PUBLICATION_SOURCE_FILE_H

#include "publication/publication.h"

/* Who reads. */
struct source_reader {
	struct arena *arena;
	const struct publication_pseudo *pseudo; /* or NULL */
	const char *root; /* the publication's folder, without symbolic links */
	struct diagnostics *diagnostics;
	/* What is missing, which may follow from a mistake that is told. */
	struct diagnostics *missing;
	struct error *error; /* where has_failed */
	bool has_failed;
};

/* Reads a file that is there. False where it cannot be taken: it leads outside
 * the folder or is not UTF-8, which is reported, or the system failed. */
bool source_file_read(struct source_reader *reader, const char *path,
		      struct source_file *file);

/* Turns the text into that of a language, if it is a pseudo-language; `tag` is
 * the source language's. */
void source_file_translate(const struct source_reader *reader,
			   enum pseudo pseudo, const char *tag,
			   struct source_file *file);

/* Nothing but white space. */
bool source_file_is_blank(struct str text);

/* The lines between "---" at the head of a text: true where there are such, with
 * the YAML in them, the rest, and the line at which the rest begins. */
bool source_file_split(struct str text, struct str *yaml, struct str *rest,
		       uint32_t *line);

#endif
