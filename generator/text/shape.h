/* Shaping: text → glyphs, through HarfBuzz. Words repeat, so that each is
 * shaped once for its face, size, script, language and direction, and then
 * remembered. */
#ifndef EVERYREAD_TEXT_SHAPE_H
#define EVERYREAD_TEXT_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/units.h"
#include "text/font.h"
#include "frame/frame.h"

/* A shaped piece of text; shared, so never changed. */
struct shaped {
	const struct glyph *glyphs; /* left to right as painted; `cluster` is a
	                             * byte of the piece */
	const uint8_t *is_unsafe;   /* by glyph: a line cannot break before its
	                             * cluster without both sides being shaped
	                             * again */
	uint32_t count;
	lu width;    /* [lu] sum of the advances */
	lu trailing; /* [lu] of them, the spaces at the end */
};

/* Everything but the text that decides how a text is shaped. */
struct shape_context;

struct shaper;

/* What it remembers goes with it. */
struct shaper *shaper_new(void);
void shaper_release(struct shaper *shaper);

struct shape_request {
	const struct font_face *face;
	lu size;
	script_tag script;
	const char *language; /* or NULL */
	bool is_right_to_left;
	bool replaces;            /* a character that the face lacks is shown
	                           * as U+FFFD, or as a question mark, or as a
	                           * space */
	bool has_tabular_figures; /* all digits are equally wide: `tnum` */
};

/* The context for these; the same address for the same values. */
struct shape_context *shaper_context(struct shaper *shaper,
				     const struct shape_request *request);

/* What a full-width punctuation mark can lose of its em: nearly what the
 * face's `halt` feature takes away or, where the face has none, the half that
 * has no ink. An
 * opening mark has room at its start, a closing one, a comma or a stop at its
 * end, a middle dot at both; others (dashes, ellipses) have none. */
struct mark_room {
	lu start, end; /* [lu] */
};

/* All 0 for what is no such mark or is not set as Chinese or Japanese. */
struct mark_room shape_mark_room(struct shaper *shaper,
				 struct shape_context *context,
				 uint32_t code_point);

/* What two marks that touch lose between them: the room behind the first, if
 * it closes, else that before the second, if it opens. */
lu shape_mark_room_between(struct mark_room before, struct mark_room after);

/* Shapes bytes [start, end) of `text`. What touches the piece without a space
 * between has a say in how joining scripts look. Full-width marks that touch
 * within the piece are closed up. Long and joined pieces are
 * not remembered but made in `arena`. Glyph 0 never comes out. */
const struct shaped *shape(struct shaper *shaper, struct shape_context *context,
			   struct arena *arena, struct str text, uint32_t start,
			   uint32_t end);

/* A piece of a text. */
struct shape_word {
	uint32_t start, end; /* bytes of the text */
	const struct shaped *shaped;
};

/* shape() for each of the words, which follow each other: sets `shaped`. Those
 * that are new are shaped together, where their look does not hang on what is
 * beside them: much of what HarfBuzz does is done once a text. */
void shape_words(struct shaper *shaper, struct shape_context *context,
		 struct arena *arena, struct str text, struct shape_word *words,
		 size_t count);

/* Sets *first and *count to the glyphs of bytes [from, to) of the piece;
 * false where the piece cannot be cut there. */
bool shaped_slice(const struct shaped *shaped, bool is_right_to_left,
		  uint32_t from, uint32_t to, uint32_t length,
		  const struct glyph **first, uint32_t *count);

/* A walk over the clusters in logical order; zero-initialise. */
struct shaped_cursor {
	uint32_t index; /* glyphs passed */
	lu width;       /* [lu] of them */
};

/* Moves forward to `byte` of the piece; true where it can be cut there. */
bool shaped_cursor_move(struct shaped_cursor *cursor,
			const struct shaped *shaped, bool is_right_to_left,
			uint32_t byte);

/* Bytes at the end of `text` that are spaces, which hang at a line's end. */
uint32_t shape_trailing_space_length(struct str text);

#endif
