/* The entries of a collection as segments: the words of their data, then those of
 * their texts. */
#ifndef EVERYREAD_COMMANDS_TRANSLATION_ENTRIES_H
#define EVERYREAD_COMMANDS_TRANSLATION_ENTRIES_H

#include "commands/translation.h"
#include "translate/segments.h"

/* Adds the segments of an entry's file, `whole`; their bytes are those of the file.
 * The path must outlive them. */
void translation_read_entry(struct arena *arena,
			    const struct collection *collection,
			    struct str whole, const char *path,
			    const char *locale, uint32_t chapter,
			    struct segments *segments);

/* Pairs the entries of the source language with those of the same name in the
 * translation's. */
void translation_pair_entries(struct arena *arena,
			      const struct translation *translation,
			      const struct collection *collection,
			      struct pairs *pairs);

/* The source's entry that is this chapter, and its translation, or NULL. */
const struct entry *translation_entry(const struct collection *collection,
				      size_t language, uint32_t chapter);

/* The offset of a place in a text whose first line is line 1; the columns are code
 * points. */
size_t translation_offset(struct str text, struct place place);

/* A value as YAML, in quotation marks. In the arena. */
const char *translation_quoted(struct arena *arena, const char *text);

#endif
