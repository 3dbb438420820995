/* The labels of a publication's YAML files as segments: what findings.yaml and the
 * schemas of collections call things, in each language. */
#ifndef EVERYREAD_COMMANDS_TRANSLATION_LABELS_H
#define EVERYREAD_COMMANDS_TRANSLATION_LABELS_H

#include "base/yaml.h"
#include "commands/translation.h"

/* Whether the key names the language: by its folder or its tag. */
bool translation_is_language(const struct publication *publication,
			     size_t language, struct str key);

/* Pairs the labels of one file, in its order. A label is a mapping from languages
 * of the publication to texts that has the source's. `others` are the source's
 * segments elsewhere: what was translated from one of them is not stale. */
void translation_pair_labels(struct arena *arena,
			     const struct translation *translation,
			     const struct translation_file *file,
			     const struct segments *others,
			     struct pairs *pairs);

#endif
