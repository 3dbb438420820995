/* Right-to-left text, gathered in logical order and shown in visual order: see
 * text.h for why. */
#ifndef EVERYREAD_PDF_TEXT_VISUAL_H
#define EVERYREAD_PDF_TEXT_VISUAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/vector.h"
#include "frame/frame.h"
#include "pdf/stream.h"

enum { VISUAL_MOST_CHARACTERS = 10 }; /* of an ActualText */

struct visual_code {
	struct pdf_code code;
	lu x, y;
	lu width;      /* of a hidden one; 0: it is seen */
	uint32_t span; /* that it stands in, from 1; 0: none */
};

struct visual_span {
	uint32_t characters[VISUAL_MOST_CHARACTERS];
	size_t count;
};

/* A stretch that stands on one baseline, in one face and size. */
struct visual_stretch {
	VECTOR(struct visual_code) codes;
	VECTOR(struct visual_span) spans;
	bool is_in_span;
};

void visual_release(struct visual_stretch *stretch);

void visual_add(struct visual_stretch *stretch, struct pdf_code code, lu x,
		lu y, lu width);

/* What is added between these has an ActualText of at most
 * VISUAL_MOST_CHARACTERS. */
void visual_begin_span(struct visual_stretch *stretch,
		       const uint32_t *characters, size_t count);
void visual_end_span(struct visual_stretch *stretch);

/* Shows what was added, from the left, and empties the stretch. A span is a
 * stretch of its own, in logical order: pdf.js ends what it reads as one
 * wherever marked content begins. Where the leader has no letters, nothing
 * tells readers to turn the stretch around: it is shown from the right. */
void visual_show(struct visual_stretch *stretch, struct pdf_stream *stream,
		 const struct glyph_run *leader);

/* Whether `next` goes on with the stretch that `run` belongs to: it adjoins it
 * at the left. */
bool visual_adjoins(const struct frame_item *item,
		    const struct frame_item *next);

/* Whether a run has no letters: punctuation, say, from another face than that
 * of the words around it. */
bool visual_is_neutral(const struct glyph_run *run);

/* The number of items, from `item` on and before `end`, that are shown as one
 * stretch; the run whose face and size it has. */
size_t visual_measure(const struct frame_item *item,
		      const struct frame_item *end,
		      const struct glyph_run **leader);

#endif
