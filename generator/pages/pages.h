/* Layout: a finished document becomes frames, page by page.
 *
 *     document → flow (flow.h: a list of lines and their break rules)
 *              → pages (paginate.h) → frames (frame.h)
 *
 * Inline text is set by paragraph.h on the faces of font.h. */
#ifndef EVERYREAD_PAGES_PAGES_H
#define EVERYREAD_PAGES_PAGES_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "document/document.h"
#include "frame/frame.h"
#include "layout/options.h"

struct font_set;

/* Sets the whole document; everything returned lives in the arena. The
 * document must be finished (document/outline.h) and outlive the frames.
 * NULL where no usable font was found (reported). Time and memory grow
 * linearly with the document. */
struct frames *pages_set_document(struct arena *arena,
				  const struct document *document,
				  struct font_set *fonts,
				  const struct layout_options *options,
				  struct diagnostics *diagnostics);

#endif
