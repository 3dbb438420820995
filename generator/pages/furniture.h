/* What pages carry besides the text: backgrounds of boxes, the cover's
 * drawing, running heads and page numbers. All of it is artifacts. */
#ifndef EVERYREAD_PAGES_FURNITURE_H
#define EVERYREAD_PAGES_FURNITURE_H

#include "pages/painter.h"

/* The document's own context between the page's margins. */
struct block_context furniture_context(const struct flow *flow);

void furniture_paint_background(struct painter *painter,
				const struct page_plan *page);
void furniture_paint_header(struct painter *painter,
			    const struct page_plan *page);
void furniture_paint_footer(struct painter *painter,
			    const struct page_plan *page);

/* The backgrounds and bars of the boxes that stand on a page. */
void furniture_paint_boxes(struct painter *painter,
			   const struct page_plan *page);

#endif
