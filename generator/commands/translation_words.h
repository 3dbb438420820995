/* The words of the pages themselves, templates/locales/, as something to translate:
 * each message of en-GB.yaml and its translation in a language's file. What segments
 * were made from stands in templates/locales/LANGUAGE/translation.yaml. */
#ifndef EVERYREAD_COMMANDS_TRANSLATION_WORDS_H
#define EVERYREAD_COMMANDS_TRANSLATION_WORDS_H

#include "commands/installation.h"
#include "commands/translation.h"
#include "commands/translation_put.h"
#include "locale/locale.h"

/* What stands in the place of a publication's identifier. */
extern const char translation_words_name[]; /* "interface-words" */

/* The languages that the uppermost folder with an en-GB.yaml has files for, and those
 * of `more` that have none yet, as what translations are of. NULL with `error` where
 * there is no such file, or where one of `more` is no tag. */
const struct publication *translation_words_languages(
	struct arena *arena, const struct installation *installation,
	const char *const *more, size_t more_count, struct error *error);

/* As translation_read(), of one part. */
bool translation_words_read(struct arena *arena,
			    const struct publication *publication,
			    size_t language, struct translation *translation,
			    struct diagnostics *diagnostics,
			    struct error *error);

/* "page-count": the message of a pair of such a part. */
const char *translation_words_key(const struct translation_part *part,
				  const struct pair *pair);

/* The file of a language that has none yet, with no message in it. */
const char *translation_words_begin(struct arena *arena, const char *tag);

/* As translation_put_title(), of a message. */
const char *translation_words_put(struct arena *arena, const char *yaml,
				  const struct translation_change *change,
				  struct diagnostics *diagnostics);

#endif
