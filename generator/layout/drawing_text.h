/* The words of drawings, charts' and pictures', set as text. */
#ifndef EVERYREAD_LAYOUT_DRAWING_TEXT_H
#define EVERYREAD_LAYOUT_DRAWING_TEXT_H

#include "drawing/drawing.h"
#include "layout/flow.h"
#include "layout/inline.h"

/* Sets the texts of a drawing that is shown `width` × `height` [lu] large.
 * They are content of `content` (NULL: artifacts); `language` is that of texts
 * that tell none, `place` the author's, for diagnostics. */
struct drawing_words
drawing_words_set(struct flow *flow, const struct drawing *drawing, lu width,
		  lu height, const struct structure_element *content,
		  const char *language, struct place place);

/* Adds them to the newest strip, the drawing's corner at x, y. */
void drawing_words_place(struct flow *flow, const struct drawing_words *words,
			 lu x, lu y);

#endif
