/* Pages: the flow, cut by paginate.h, becomes the items of frame.h. */
#ifndef EVERYREAD_PAGES_PAINT_H
#define EVERYREAD_PAGES_PAINT_H

#include "pages/paginate.h"

/* Paints every page of the plan into `frames`: backgrounds, strips, notes,
 * furniture; destinations and bookmarks. */
void paint_pages(struct flow *flow, const struct plan *plan,
		 struct frames *frames);

#endif
