/* Itemisation: a paragraph's text cut into stretches of one script, one bidi
 * level, one face. All offsets are bytes of well-formed UTF-8. */
#ifndef EVERYREAD_TEXT_ITEMISE_H
#define EVERYREAD_TEXT_ITEMISE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/script.h"
#include "base/str.h"
#include "base/vector.h"
#include "document/document.h"
#include "text/font.h"

/* ---- Scripts: UAX #24 -------------------------------------------------- */

/* Runs follow each other; each starts where the one before ends. */
struct script_run {
	uint32_t end;
	script_tag script; /* never common or inherited */
};

struct script_runs {
	struct script_run *items;
	size_t count, capacity;
};

/* Finds the scripts. Common characters take the script before them, brackets
 * that of their partner, digits and ASCII marks beside Han are Latin;
 * `fallback` is the script of the text's language. */
void itemise_scripts(struct str text, script_tag fallback,
		     struct script_runs *runs);

/* ---- Directions: UAX #9 ------------------------------------------------ */

struct level_run {
	uint32_t end;
	uint8_t level; /* odd: right to left */
};

struct level_runs {
	struct level_run *items;
	size_t count, capacity;
};

/* Where an isolate opens or closes, before the byte at `offset`. */
struct isolate_mark {
	uint32_t offset;
	bool is_open;
	enum direction direction; /* of an open one; INHERIT: first strong */
};

/* ICU's bidi and the buffers that it works on; reused. */
struct bidi;
struct bidi *itemise_bidi_new(void);
void itemise_bidi_release(struct bidi *bidi);

/* True where the text may hold anything that is not left to right. Never
 * false wrongly, seldom true wrongly, and fast. */
bool itemise_bidi_is_needed(struct str text);

/* Embedding levels of the whole text, which is one paragraph. Spaces at line
 * ends have yet to be treated by rule L1, once the lines are known. Runs may
 * be empty: a mark has a level, but no bytes. */
void itemise_bidi_find_levels(struct bidi *bidi, struct str text,
			      enum direction direction,
			      const struct isolate_mark *marks,
			      size_t mark_count, struct level_runs *runs);

/* Rule L2: order[i] is the piece, by its place in logical order, that stands
 * i-th from the left. */
void itemise_bidi_order_visually(const uint8_t *levels, int32_t count,
				 int32_t *order);

/* ---- Faces ------------------------------------------------------------- */

struct face_run {
	uint32_t end;
	const struct font_face *face;
	bool is_replaced; /* no font has these characters */
};

struct face_runs {
	struct face_run *items;
	size_t count, capacity;
};

/* Faces of bytes [start, end) of the text. A grapheme cluster stays in one
 * face. */
void itemise_faces(struct font_set *fonts, const struct font_request *request,
		   struct str text, uint32_t start, uint32_t end,
		   struct face_runs *runs);

/* ---- Characters -------------------------------------------------------- */

/* The code point at `offset`, or the one that ends there. */
uint32_t itemise_code_point_at(struct str text, uint32_t offset);
uint32_t itemise_code_point_before(struct str text, uint32_t offset);

#endif
