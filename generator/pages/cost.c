/* What pages cost. A cost of 100 is that of a page of which a tenth is empty:
 * all else is measured by it. */
#include "pages/cost.h"

enum {
	WHOLE = 1000, /* a page's height, in which shares are told */

	/* Each page: breaks that need one page less may cost this more. */
	COST_PAGE = 1200,
	/* A break that is forbidden, or notes that are not where they must
	 * be: only where there is no other way. */
	COST_FORBIDDEN = 10000000,
	/* A note that runs on to the next page. */
	COST_CARRIED_NOTES = 700,
	/* A figure or table that waits for the next page. */
	COST_WAITING = 60,
	/* Distances at the limit of what they give or take. */
	COST_STRETCH = 20,

	/* An empty foot costs its square: two small ones are better than one
	 * that is seen. From SEEN on it is seen as a hole, and costs so much
	 * more that no last page is filled up at this price; from HOLE on
	 * nearly everything else is better. */
	SEEN = 150,
	HOLE = 400,
	COST_SEEN = 6,  /* for each thousandth beyond */
	COST_HOLE = 12, /* likewise, in addition */

	/* A last page is not to look lost: one line costs nearly this, what
	 * is higher than SHORT nothing. */
	SHORT = 100,
	COST_SHORT = 400
};

static int64_t torn_cost(enum torn torn)
{
	switch (torn) {
	case TORN_NOTHING:
		return 0;
	case TORN_LIST:
		return 4;
	case TORN_PARAGRAPH:
		return 10;
	case TORN_TABLE:
		return 300;
	case TORN_FIGURE:
		return 400;
	case TORN_BOX:
		return 500;
	case TORN_FEW_ROWS:
		return 1500;
	case TORN_LEAD_IN:
		return 800;
	}
	return 0;
}

lu page_cost_give(lu distances)
{
	return lu_scale(distances, 15, 100);
}

static lu room(const struct page_measure *page)
{
	return page->available - page->height - page->notes_height;
}

lu page_cost_stretch(const struct page_measure *page)
{
	lu missing = room(page), give = page_cost_give(page->distances);
	bool is_free = page->kind == PAGE_COVER || page->kind == PAGE_BACK ||
		       (page->is_last && missing > 0);
	return is_free || missing > give ? 0 :
	       missing < -give           ? -give :
					   missing;
}

static int64_t foot_cost(int64_t empty)
{
	int64_t cost = empty * empty / 100;
	if (empty > SEEN)
		cost += (empty - SEEN) * COST_SEEN;
	if (empty > HOLE)
		cost += (empty - HOLE) * COST_HOLE;
	return cost;
}

/* How full a page is, or at its foot how empty. */
static int64_t fill_cost(const struct page_measure *page)
{
	lu stretch = page_cost_stretch(page);
	lu give = page_cost_give(page->distances);
	int64_t empty = (int64_t)(room(page) - stretch) * WHOLE;
	empty = page->available > 0 ? empty / page->available : 0;
	if (empty < 0) /* higher than a page, and all there is on it */
		empty = 0;
	if (page->is_last) {
		int64_t full = WHOLE - empty;
		return full < SHORT ? (SHORT - full) * COST_SHORT / SHORT : 0;
	}
	int64_t cost = foot_cost(empty);
	if (give > 0 && stretch != 0)
		cost += (int64_t)stretch * stretch * COST_STRETCH /
			((int64_t)give * give);
	return cost;
}

int64_t page_cost(const struct page_measure *page)
{
	int64_t cost = COST_PAGE + torn_cost(page->torn) + fill_cost(page) +
		       (int64_t)page->waiting_count * COST_WAITING;
	if (page->carries_notes)
		cost += COST_CARRIED_NOTES;
	if (page->tears_kept)
		cost += COST_FORBIDDEN;
	return cost;
}
