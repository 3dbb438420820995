/* Pages: the flow, cut by paginate.h, becomes the items of frame.h. */
#ifndef EVERYREAD_LAYOUT_PAGES_H
#define EVERYREAD_LAYOUT_PAGES_H

#include "layout/paginate.h"

/* Paints every page of the plan into `frames`: backgrounds, strips, notes,
 * furniture; destinations and bookmarks. */
void pages_paint(struct flow *flow, const struct plan *plan,
		 struct frames *frames);

#endif
