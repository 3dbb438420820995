/* Pandoc's attributes: {.class #identifier key=value key="quoted value"}. */
#ifndef EVERYREAD_MARKDOWN_ATTRIBUTES_H
#define EVERYREAD_MARKDOWN_ATTRIBUTES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "document/document.h"
#include "markdown/reading.h"

/* Texts are raw: backslashes and character references are still in them. */
struct attribute {
	struct str key, value;
};

struct attributes {
	struct str identifier; /* length 0: none */
	struct str *classes;
	size_t class_count;
	struct attribute *pairs; /* lang and dir among them */
	size_t count;
};

/* Reads attributes at the start of `text`, from "{" to "}", on one line.
 * Returns the bytes read; 0 where it is no such thing. */
size_t attributes_parse(struct arena *arena, struct str text,
			struct attributes *attributes);

/* The value of `key` with backslashes and references resolved, or NULL. */
const char *attributes_value(struct reading *reading,
			     const struct attributes *attributes,
			     const char *key);

/* Gives a node its identifier, classes (from the `skipped`th on), language and
 * direction. A language brings its direction along. */
void attributes_apply(struct reading *reading,
		      const struct attributes *attributes, size_t skipped,
		      struct node *node);

/* Sets language and direction of a node; either text may be NULL. */
void attributes_set_language(struct reading *reading, struct node *node,
			     const char *language, const char *direction);

/* Reports keys that are neither lang nor dir nor in `known`. Builds only. */
void attributes_check(struct reading *reading,
		      const struct attributes *attributes, const char *what,
		      const char *const *known, size_t count,
		      struct place place);

#endif
