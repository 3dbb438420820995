/* The words that a language's texts use for things: LANGUAGE/glossary.yaml.
 *
 *     terms:
 *       - source: third sector
 *         term: trzeci* sektor*
 *         not: [sektor* pozarządow*]
 *         note: charities and other organisations
 *
 * Each is a text or a list of texts. A text is words in a row, in letters of any
 * case, and a star any letters at a word's beginning or end, for endings; a text
 * with Han, kana, Thai, Lao, Khmer or Burmese letters in it is looked for as it is,
 * since those are written without spaces. Marks that vowels are shown by are
 * passed over. Without `source`, an entry holds everywhere. */
#ifndef EVERYREAD_TRANSLATE_GLOSSARY_H
#define EVERYREAD_TRANSLATE_GLOSSARY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/error.h"

/* Texts to look for: as they are written, and ready to be compared. */
struct glossary_words {
	const char **items;
	struct glossary_letters *letters; /* of each */
	size_t count;
};

struct glossary_term {
	struct glossary_words source, term, wrong;
};

struct glossary {
	struct glossary_term *terms; /* NULL: there is no such file */
	size_t count;
};

/* Reads the glossary of a language's folder; mistakes in it are reported. In the
 * arena. False: `error`. */
bool glossary_read(struct arena *arena, const char *folder,
		   struct glossary *glossary, struct diagnostics *diagnostics,
		   struct error *error);

/* Tells where a text uses another word than the glossary: a warning where it uses
 * one that the glossary says not to, a note where it has none for a word of its
 * source. `source` is NULL for a text that is no translation. Both without
 * codes. */
void glossary_check(const struct glossary *glossary, const char *source,
		    const char *text, struct place place,
		    struct diagnostics *diagnostics);

/* Whether the text has these words. */
bool glossary_has(const char *text, const char *words);

#endif
