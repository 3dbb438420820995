/* Layout: a finished document becomes frames, page by page.
 *
 *     document → flow (flow.h: a list of lines and their break rules)
 *              → pages (paginate.h) → frames (frame.h)
 *
 * Inline text is set by paragraph.h on the faces of font.h. */
#ifndef EVERYREAD_LAYOUT_LAYOUT_H
#define EVERYREAD_LAYOUT_LAYOUT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "document/document.h"
#include "layout/frame.h"

struct font_set;
struct theme;

struct layout_options {
	const struct theme *theme;
	bool is_large_print;
	bool is_strict; /* a character that no font has is an error, not a
	                 * warning: build is strict, render is not */
};

/* Sets the whole document; everything returned lives in the arena. The
 * document must be finished (document/outline.h) and outlive the frames.
 * NULL where no usable font was found (reported). Time and memory grow
 * linearly with the document. */
struct frames *layout_document(struct arena *arena,
			       const struct document *document,
			       struct font_set *fonts,
			       const struct layout_options *options,
			       struct diagnostics *diagnostics);

#endif
