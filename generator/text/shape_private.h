/* Inside the shaping files alone: what is remembered, and by what look. */
#ifndef EVERYREAD_TEXT_SHAPE_PRIVATE_H
#define EVERYREAD_TEXT_SHAPE_PRIVATE_H

#include <hb.h>

#include "base/buffer.h"
#include "base/map.h"
#include "base/vector.h"
#include "text/shape.h"

/* A mark that was asked for before. */
struct known_mark {
	uint32_t code_point;
	struct mark_room room;
};

struct shape_context {
	struct shape_request request; /* `language` is a copy, or NULL */
	bool joins;                   /* letters change with their neighbours */
	bool is_wide;        /* punctuation is as wide as the letters */
	bool has_narrow_dot; /* U+00B7 takes half an em, GB/T 15834, 5.1 */
	VECTOR(struct known_mark) marks;
	hb_language_t hb_language;
	hb_codepoint_t replacement; /* shown for what the face lacks */
	struct map words;           /* text → struct shaped */
	/* The same at an em of the face's own units, which other sizes are
	 * scaled from: a word of several sizes is shaped once. NULL: what
	 * joins or closes up is shaped for each size. */
	struct shape_context *units;
};

/* A word that is remembered but not shaped yet. */
struct new_word {
	struct str text;
	struct shaped *units;  /* at an em of the face's own units */
	struct shaped *shaped; /* at the size that is asked for */
};

struct shaper {
	struct arena arena; /* what is remembered */
	hb_buffer_t *buffer;
	VECTOR(struct new_word) new_words;
	struct buffer batch; /* their texts */
	VECTOR(struct shape_context *) contexts;
	struct shape_context *latest;
};

/* Closes up the full-width marks of one piece, one glyph each, left to right.
 * What a closing mark loses is behind it, what an opening one loses before it,
 * so that a piece can still be cut between them. */
void shape_close_up_marks(struct shaper *shaper, struct shape_context *context,
			  struct str piece, struct glyph *glyphs,
			  struct shaped *shaped);

#endif
