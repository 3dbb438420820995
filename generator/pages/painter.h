/* What the painting of pages shares: pages.c, painter.c, page_numbers.c,
 * furniture.c. */
#ifndef EVERYREAD_PAGES_PAINTER_H
#define EVERYREAD_PAGES_PAINTER_H

#include "base/buffer.h"
#include "base/map.h"
#include "layout/blocks.h"
#include "pages/paginate.h"

struct painter {
	struct flow *flow;
	const struct plan *plan;
	struct frames *frames;
	lu *tops, *note_tops;  /* [lu] of each strip on its page */
	const char **labels;   /* of each page: "iv", "12" */
	const char **chapters; /* title of each page's chapter, or NULL
	                           * for pages before the first; NULL: the
	                           * document has no chapters */
	uint32_t first_odd;    /* 0 or 1: index of the first page with an
	                           * odd number */
	VECTOR(struct destination) destinations;
	struct map by_node; /* address of a node → destination */
	struct page *page;  /* being painted, from: */
	VECTOR(struct frame_item) items;
	VECTOR(struct link_area) links;
	uint32_t page_index;
	uint32_t openers; /* chapters that have begun on pages before */
	/* [lu] what is added to horizontal positions of the flow: a page in
	 * landscape has its right edge elsewhere, and right-to-left documents
	 * begin there. */
	lu shift;
	const struct strip_list *list; /* that is being painted from */
};

/* A new item at the end of the page; its address holds until the next. */
struct frame_item *painter_add_item(struct painter *painter,
				    enum frame_item_kind kind);

void painter_add_link(struct painter *painter, const struct inline_mark *mark,
		      struct rectangle box);

/* Copies a set line to the page. `artifact` other than ARTIFACT_NONE makes
 * an artifact of content. */
void painter_paint_line(struct painter *painter,
			const struct paragraph_line *line, lu x, lu top,
			enum artifact_kind artifact);

/* Copies what is not text of a strip whose top is at `top`. */
void painter_paint_items(struct painter *painter, const struct strip *strip,
			 lu top, enum artifact_kind artifact);

/* Where a node came to stand, or NULL. */
const struct destination *painter_find(const struct painter *painter,
				       const struct node *node);

#endif
