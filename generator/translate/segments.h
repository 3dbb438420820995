/* A text as its translator sees it: one segment for each paragraph, heading,
 * item, cell, caption, alternative text and title of a block, in reading order.
 * Template tags and markup stand in it as they are written (codes.h). */
#ifndef EVERYREAD_TRANSLATE_SEGMENTS_H
#define EVERYREAD_TRANSLATE_SEGMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/str.h"
#include "document/kinds.h"

struct segment {
	struct place place;
	enum node_kind kind; /* a picture's is its alternative text; an item's
			      * or note's first paragraph is the item or note */
	uint8_t level;       /* of a heading; else 0 */
	uint32_t chapter;    /* of the text */
	uint32_t spot;       /* in its table, by row and column; else 0 */
	const char *text;    /* as written, with white space collapsed, but a
			      * hard line break is "\\\n"; never empty */
	uint64_t hash;       /* of the text */
	/* Bytes of the file that `text` was read from; both 0 where it is raw
	 * HTML's and cannot be exchanged. */
	size_t first, end;
	bool is_quoted; /* the value of an attribute, in quotation marks */
	bool is_yaml;   /* a value in YAML, with its quotation marks */
};

struct segments {
	struct segment *items;
	size_t count, capacity;
};

/* The segments of a Markdown text, added to `segments`. What has nothing to
 * translate in it, digits or a template tag alone, is none, and neither are
 * quotations that the findings hold: their words, and whether they are
 * translated, are evidence's. Mistakes in the text are not reported here: the
 * build does. All but the array is in the arena; `file` must outlive it. */
void segments_read(struct arena *arena, struct str text, const char *file,
		   const char *language, uint32_t chapter,
		   struct segments *segments);

/* A text that stands alone, such as a title of publication.yaml. */
void segments_add_text(struct arena *arena, const char *text,
		       struct place place, const char *language,
		       struct segments *segments);

/* A value in YAML: `where` has its place, chapter and bytes, and a spot that tells
 * it from others of its mapping. */
void segments_add_value(struct arena *arena, const struct segment *where,
			const char *text, const char *language,
			struct segments *segments);

void segments_release(struct segments *segments);

/* How many words they have together, by UAX 29 and without codes. All are in one
 * language. */
size_t segments_count_words(const struct segment *const *segments, size_t count,
			    const char *language);

/* "paragraph", "heading" …, for translators. */
const char *segment_kind_name(const struct segment *segment);

#endif
