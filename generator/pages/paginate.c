/* Greedy page breaking with footnotes that may run on to the next page. */
#include "pages/paginate.h"

lu paginate_page_kind_top(const struct style *style, enum page_kind kind)
{
	(void)kind;
	return style->margin_top;
}

lu paginate_page_kind_height(const struct style *style, enum page_kind kind)
{
	if (kind == PAGE_LANDSCAPE)
		return style->page_width - style->margin_top -
		       style->margin_bottom;
	return style->page_height - style->margin_top - style->margin_bottom;
}

lu paginate_notes_separation(const struct style *style)
{
	return style->block[TEXT_NOTE].text.leading;
}

/* Where a page stands while it is being filled; copied to go back to. */
struct filling {
	lu height; /* of strips and repeated head */
	lu notes_height;
	uint32_t strip;      /* the next one of the flow to place */
	uint32_t movable;    /* the next one of flow.movables to come to */
	size_t order_count;  /* plan.order.count */
	size_t notes_placed; /* plan.notes.count */
	size_t queue_placed, queue_end;    /* of the note strips that are due */
	size_t waiting_first, waiting_end; /* of the groups that moved */
};

/* Note strips wait in one queue for the whole document: those before
 * `placed` are on pages, those before `due` belong to strips that are. Groups
 * that moved wait in another. */
struct paginator {
	const struct flow *flow;
	struct plan *plan;
	VECTOR(uint32_t) queue;
	size_t queue_placed;
	VECTOR(uint32_t) waiting; /* flow.movables */
	size_t waiting_first;
	uint32_t strip, movable; /* the flow's next ones */
	lu available;
	lu reserved; /* [lu] for the rest of a group that is being placed */
};

static const struct strip *strip_at(const struct paginator *paginator,
				    uint32_t index)
{
	return &paginator->flow->strips.items[index];
}

/* Puts waiting note strips on the page as far as `limit` allows. */
static void place_notes(struct paginator *paginator, struct filling *filling,
			lu limit)
{
	const struct flow *flow = paginator->flow;
	while (paginator->queue_placed < paginator->queue.count) {
		uint32_t index =
			paginator->queue.items[paginator->queue_placed];
		const struct strip *strip = &flow->note_strips.items[index];
		lu space = filling->notes_height ?
				   strip->space_before :
				   paginate_notes_separation(flow->style);
		lu height = filling->notes_height + space + strip->height;
		bool page_is_empty =
			filling->height == 0 && filling->notes_height == 0;
		if (height > limit && !page_is_empty)
			break;
		filling->notes_height = height;
		*VECTOR_ADD(&paginator->plan->notes) = index;
		paginator->queue_placed++;
	}
}

/* Height of a note's first `most` strips. */
static lu note_height(const struct flow *flow, const struct flow_note *note,
		      uint32_t most)
{
	lu height = 0;
	for (uint32_t i = 0; i < note->strip_count && i < most; i++) {
		const struct strip *part =
			&flow->note_strips.items[note->first_strip + i];
		height += part->height + part->space_before;
	}
	return height;
}

/* What of a strip's notes must stand on its page: all but the last whole, and
 * two lines of that one. Where this were more than half a page, two lines of
 * the first note are enough: the rest runs on. */
static lu least_notes_height(const struct paginator *paginator,
			     const struct strip *strip, lu notes_height)
{
	const struct flow *flow = paginator->flow;
	if (strip->first_note == FLOW_NONE)
		return 0;
	int64_t height = 0;
	for (uint32_t i = strip->first_note; i != FLOW_NONE;
	     i = flow->notes.items[i].next) {
		const struct flow_note *note = &flow->notes.items[i];
		bool is_last = note->next == FLOW_NONE;
		height += note_height(flow, note, is_last ? 2 : UINT32_MAX);
	}
	if (height > paginator->available / 2)
		height = note_height(flow,
				     &flow->notes.items[strip->first_note], 2);
	if (height > 0 && notes_height == 0)
		height += paginate_notes_separation(flow->style);
	return (lu)height;
}

static void queue_notes(struct paginator *paginator, const struct strip *strip)
{
	const struct flow *flow = paginator->flow;
	for (uint32_t i = strip->first_note; i != FLOW_NONE;
	     i = flow->notes.items[i].next) {
		const struct flow_note *note = &flow->notes.items[i];
		for (uint32_t j = 0; j < note->strip_count; j++)
			*VECTOR_ADD(&paginator->queue) = note->first_strip + j;
	}
}

/* ---- State ------------------------------------------------------------- */

static struct filling remember(const struct paginator *paginator)
{
	return (struct filling){
		.strip = paginator->strip,
		.movable = paginator->movable,
		.order_count = paginator->plan->order.count,
		.notes_placed = paginator->plan->notes.count,
		.queue_placed = paginator->queue_placed,
		.queue_end = paginator->queue.count,
		.waiting_first = paginator->waiting_first,
		.waiting_end = paginator->waiting.count,
	};
}

/* Takes the vectors' part of a page's state into it. */
static void update(const struct paginator *paginator, struct filling *filling)
{
	lu height = filling->height, notes_height = filling->notes_height;
	*filling = remember(paginator);
	filling->height = height;
	filling->notes_height = notes_height;
}

/* Back to where things stood: all since then is taken off its page. */
static void restore(struct paginator *paginator, const struct filling *filling)
{
	paginator->strip = filling->strip;
	paginator->movable = filling->movable;
	paginator->plan->order.count = filling->order_count;
	paginator->plan->notes.count = filling->notes_placed;
	paginator->queue_placed = filling->queue_placed;
	paginator->queue.count = filling->queue_end;
	paginator->waiting_first = filling->waiting_first;
	paginator->waiting.count = filling->waiting_end;
}

static bool has_waiting(const struct paginator *paginator)
{
	return paginator->waiting_first < paginator->waiting.count;
}

/* ---- Filling a page ---------------------------------------------------- */

/* The table whose head is repeated above a page that begins with `strip`. */
static uint32_t continued_table(const struct paginator *paginator,
				uint32_t index)
{
	const struct strip *strip = strip_at(paginator, index);
	if (strip->table == FLOW_NONE)
		return FLOW_NONE;
	const struct table_head *head =
		&paginator->flow->tables.items[strip->table];
	if (head->height == 0 || index < head->first_strip + head->strip_count)
		return FLOW_NONE;
	return strip->table;
}

static bool is_empty(const struct paginator *paginator,
		     const struct page_plan *page)
{
	return paginator->plan->order.count == page->first;
}

/* Tries to add a strip; false where it does not fit, unless it must. */
static bool add_strip(struct paginator *paginator, struct filling *filling,
		      const struct page_plan *page, uint32_t index, bool must)
{
	const struct strip *strip = strip_at(paginator, index);
	bool is_first = is_empty(paginator, page);
	lu height = strip->height + (is_first ? 0 : strip->space_before);
	lu notes = least_notes_height(paginator, strip, filling->notes_height);
	if (!is_first && !must &&
	    filling->height + height + filling->notes_height + notes >
		    paginator->available)
		return false;
	filling->height += height;
	*VECTOR_ADD(&paginator->plan->order) = index;
	queue_notes(paginator, strip);
	place_notes(paginator, filling,
		    paginator->available - filling->height -
			    paginator->reserved);
	return true;
}

static lu outer_height(const struct paginator *paginator, uint32_t index)
{
	const struct strip *strip = strip_at(paginator, index);
	return strip->space_before + strip->height;
}

/* All strips of a group, or none. On an empty page all: a group is never
 * higher than that, and its notes may run on. */
static bool add_group(struct paginator *paginator, struct filling *filling,
		      const struct page_plan *page, const struct movable *group)
{
	struct filling before = *filling;
	bool must = is_empty(paginator, page) && filling->notes_height == 0;
	bool is_after_notes = is_empty(paginator, page) && !must;
	update(paginator, &before);
	/* Notes must not take the room of what still comes. */
	for (uint32_t i = group->first + 1; i < group->end; i++)
		paginator->reserved += outer_height(paginator, i);
	for (uint32_t i = group->first; i < group->end; i++) {
		if (i > group->first)
			paginator->reserved -= outer_height(paginator, i);
		if (add_strip(paginator, filling, page, i, must) &&
		    !(is_after_notes &&
		      filling->height + filling->notes_height >
			      paginator->available))
			continue;
		restore(paginator, &before);
		*filling = before;
		paginator->reserved = 0;
		return false;
	}
	return true;
}

/* Groups that moved from the page before. Those that do not fit wait on. */
static void add_waiting(struct paginator *paginator, struct filling *filling,
			const struct page_plan *page)
{
	while (has_waiting(paginator)) {
		uint32_t index =
			paginator->waiting.items[paginator->waiting_first];
		if (!add_group(paginator, filling, page,
			       &paginator->flow->movables.items[index]))
			return;
		paginator->waiting_first++;
	}
}

static const struct movable *movable_at(const struct paginator *paginator,
					uint32_t strip)
{
	const struct flow *flow = paginator->flow;
	if (paginator->movable == flow->movables.count)
		return NULL;
	const struct movable *group = &flow->movables.items[paginator->movable];
	return group->first == strip ? group : NULL;
}

/* Whether text may go on after a group that was put off: nothing moves past
 * headings and forced breaks. */
static bool can_go_on(const struct paginator *paginator, uint32_t strip)
{
	if (strip >= paginator->flow->strips.count)
		return false;
	const struct strip *next = strip_at(paginator, strip);
	return next->page_break == BREAK_ALLOWED && !next->is_barrier &&
	       !movable_at(paginator, strip);
}

/* Adds what comes next in the flow; false where the page ends before it. */
static bool add_next(struct paginator *paginator, struct filling *filling,
		     const struct page_plan *page)
{
	const struct movable *group = movable_at(paginator, paginator->strip);
	uint32_t index = paginator->movable;
	paginator->movable += group != NULL;
	bool is_whole = group && add_group(paginator, filling, page, group);
	if (!is_whole && group && can_go_on(paginator, group->end)) {
		*VECTOR_ADD(&paginator->waiting) = index;
		is_whole = true;
	}
	if (is_whole) {
		paginator->strip = group->end;
		return true;
	}
	/* Where nothing may go before it, a group is torn as it allows. */
	if (!add_strip(paginator, filling, page, paginator->strip, false)) {
		paginator->movable = index;
		return false;
	}
	paginator->strip++;
	return true;
}

/* A page ends before what is forced to begin one, and before what nothing may
 * move past while something waits to. */
static bool ends_before(const struct paginator *paginator,
			const struct strip *next)
{
	return next->page_break == BREAK_FORCED ||
	       (has_waiting(paginator) &&
		(next->is_barrier || movable_at(paginator, paginator->strip)));
}

static void fill_strips(struct paginator *paginator, struct filling *filling,
			const struct page_plan *page)
{
	const struct flow *flow = paginator->flow;
	struct filling legal = *filling;
	update(paginator, &legal);
	while (paginator->strip < flow->strips.count) {
		const struct strip *next =
			strip_at(paginator, paginator->strip);
		bool is_first = is_empty(paginator, page);
		bool may_break = next->page_break != BREAK_FORBIDDEN;
		update(paginator, filling);
		if (!is_first && may_break)
			legal = *filling;
		bool is_over = (!is_first || has_waiting(paginator)) &&
			       ends_before(paginator, next);
		if (is_over && may_break)
			break;
		if (is_over || !add_next(paginator, filling, page)) {
			if (legal.order_count > page->first) {
				restore(paginator, &legal);
				*filling = legal;
			}
			break;
		}
	}
}

static void fill_page(struct paginator *paginator, struct page_plan *page)
{
	const struct flow *flow = paginator->flow;
	struct filling filling = { 0 };
	bool has_text =
		paginator->strip < flow->strips.count || has_waiting(paginator);
	/* Notes that run on get at most three fifths while text waits. */
	lu limit =
		has_text ? paginator->available / 5 * 3 : paginator->available;
	place_notes(paginator, &filling, limit);
	if (!has_waiting(paginator) && paginator->strip < flow->strips.count) {
		page->repeated_table =
			continued_table(paginator, paginator->strip);
		if (page->repeated_table != FLOW_NONE)
			filling.height =
				flow->tables.items[page->repeated_table].height;
	}
	add_waiting(paginator, &filling, page);
	fill_strips(paginator, &filling, page);
	page->end = (uint32_t)paginator->plan->order.count;
	page->height = filling.height;
	page->notes_height = filling.notes_height;
}

/* ---- Pages ------------------------------------------------------------- */

/* Where a page began, to fill it anew. */
struct beginning {
	struct filling state;
	enum page_kind kind; /* of the page before it */
	size_t page;
};

static const struct strip *waiting_strip(const struct paginator *paginator)
{
	return paginator->strip < paginator->flow->strips.count ?
		       strip_at(paginator, paginator->strip) :
		       NULL;
}

static bool is_at_end_of_part(const struct paginator *paginator)
{
	const struct strip *next = waiting_strip(paginator);
	return !has_waiting(paginator) &&
	       paginator->queue_placed == paginator->queue.count &&
	       (!next || next->page_break == BREAK_FORCED);
}

static enum page_kind add_page(struct paginator *paginator, enum page_kind kind,
			       lu most)
{
	struct plan *plan = paginator->plan;
	const struct strip *next = waiting_strip(paginator);
	if (next && next->page_break == BREAK_FORCED && !has_waiting(paginator))
		kind = next->page_kind;
	struct page_plan page = {
		.kind = kind,
		.first = (uint32_t)plan->order.count,
		.end = (uint32_t)plan->order.count,
		.repeated_table = FLOW_NONE,
		.first_note = (uint32_t)plan->notes.count,
	};
	paginator->available =
		paginate_page_kind_height(paginator->flow->style, kind);
	if (most)
		paginator->available = most;
	fill_page(paginator, &page);
	page.note_count = (uint32_t)plan->notes.count - page.first_note;
	*VECTOR_ADD(&plan->pages) = page;
	return kind;
}

static void go_back(struct paginator *paginator,
		    const struct beginning *beginning)
{
	restore(paginator, &beginning->state);
	paginator->plan->pages.count = beginning->page;
}

/* A part's last page of a few lines looks lost: the page before gives some of
 * its own, if both then end where they did. */
static void balance_end(struct paginator *paginator,
			const struct beginning *before)
{
	struct plan *plan = paginator->plan;
	if (plan->pages.count != before->page + 2)
		return;
	const struct page_plan *pages = &plan->pages.items[before->page];
	lu whole = paginate_page_kind_height(paginator->flow->style,
					     pages[0].kind);
	lu last = pages[1].height + pages[1].notes_height;
	lu lines = whole / 4 - last;
	lu most = pages[0].height + pages[0].notes_height - lines;
	if (pages[0].kind != PAGE_BODY || pages[1].kind != PAGE_BODY ||
	    last > whole / 5 || most < whole / 2)
		return;
	go_back(paginator, before);
	enum page_kind kind = add_page(paginator, before->kind, most);
	if (!is_at_end_of_part(paginator))
		add_page(paginator, kind, 0);
	if (is_at_end_of_part(paginator))
		return;
	go_back(paginator, before);
	add_page(paginator, add_page(paginator, before->kind, 0), 0);
}

void paginate(const struct flow *flow, struct plan *plan)
{
	struct paginator paginator = { .flow = flow, .plan = plan };
	enum page_kind kind = PAGE_BODY;
	/* Where the last two pages of the part began. */
	struct beginning before = { 0 }, now = { 0 };
	while (paginator.strip < flow->strips.count ||
	       has_waiting(&paginator) ||
	       paginator.queue_placed < paginator.queue.count) {
		before = now;
		now = (struct beginning){ remember(&paginator), kind,
					  plan->pages.count };
		bool begins_part = is_at_end_of_part(&paginator);
		kind = add_page(&paginator, kind, 0);
		if (!begins_part && is_at_end_of_part(&paginator))
			balance_end(&paginator, &before);
	}
	VECTOR_RELEASE(&paginator.queue);
	VECTOR_RELEASE(&paginator.waiting);
}

void paginate_plan_release(struct plan *plan)
{
	VECTOR_RELEASE(&plan->pages);
	VECTOR_RELEASE(&plan->order);
	VECTOR_RELEASE(&plan->notes);
}
