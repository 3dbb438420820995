/* Pages two on a side, so that sheets that are printed on both sides, laid within
 * each other and folded in the middle are a booklet: large print on A3 sheets
 * lies flat, and is no thicker than it must be. */
#ifndef EVERYREAD_FRAME_FOLD_H
#define EVERYREAD_FRAME_FOLD_H

#include "base/arena.h"
#include "frame/frame.h"

struct fold_options {
	lu gutter; /* [lu] that each page moves away from the fold */
	bool is_right_to_left; /* the booklet is opened at its left */
};

/* Pages of a NODE_BACK_PAGE stay at the end, where empty ones are needed.
 * Makes sheets' sides of the frames' pages, which must be the layout's own: places
 * in its structure become those on the sheets. A turned page of a wide table stands
 * upright on its side. Structure, and so what is read, stays as it is. */
void frames_fold(struct arena *arena, struct frames *frames,
		 const struct fold_options *options);

#endif
