/* A text as its translator sees it: one segment for each paragraph, heading,
 * item, cell, caption, alternative text and title of a block, in reading order.
 * Template tags and markup stand in it as they are written. */
#ifndef EVERYREAD_TRANSLATE_SEGMENTS_H
#define EVERYREAD_TRANSLATE_SEGMENTS_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/str.h"
#include "document/kinds.h"

struct segment {
	struct place place;
	enum node_kind kind; /* a picture's is its alternative text */
	uint8_t level;       /* of a heading; else 0 */
	const char *text;    /* white space collapsed; never empty */
	uint64_t hash;       /* of the text */
	uint32_t words;      /* by UAX 29, without tags and markup */
};

struct segments {
	struct segment *items;
	size_t count, capacity;
};

/* The segments of a Markdown text, added to `segments`. What has nothing to
 * translate in it, digits or a template tag alone, is none. Mistakes in the
 * text are not reported here: the build does. All but the array is in the
 * arena. */
void segments_read(struct arena *arena, struct str text, const char *file,
		   const char *language, struct segments *segments);

/* A text that stands alone, such as a title of publication.yaml. */
void segments_add_text(struct arena *arena, const char *text,
		       struct place place, const char *language,
		       struct segments *segments);

void segments_release(struct segments *segments);

#endif
