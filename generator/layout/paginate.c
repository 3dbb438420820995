/* Greedy page breaking with footnotes that may run on to the next page. */
#include "layout/paginate.h"

lu page_kind_top(const struct style *style, enum page_kind kind)
{
	(void)kind;
	return style->margin_top;
}

lu page_kind_height(const struct style *style, enum page_kind kind)
{
	(void)kind;
	return style->page_height - style->margin_top - style->margin_bottom;
}

lu notes_separation(const struct style *style)
{
	return style->block[TEXT_NOTE].text.leading;
}

/* Where a page stands while it is being filled; copied to go back to. */
struct filling {
	lu height;           /* of strips and repeated head */
	lu notes_height;
	uint32_t strip;      /* the next one to place */
	size_t notes_placed; /* plan.notes.count */
	size_t queue_end;    /* of the note strips that are due */
};

/* Note strips wait in one queue for the whole document: those before
 * `placed` are on pages, those before `due` belong to strips that are. */
struct paginator {
	const struct flow *flow;
	struct plan *plan;
	VECTOR(uint32_t) queue;
	size_t queue_placed;
	lu available;
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
		uint32_t index = paginator->queue.items[paginator->queue_placed];
		const struct strip *strip = &flow->note_strips.items[index];
		lu space = filling->notes_height ? strip->space_before :
						   notes_separation(flow->style);
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
		height = note_height(
			flow, &flow->notes.items[strip->first_note], 2);
	if (height > 0 && notes_height == 0)
		height += notes_separation(flow->style);
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

/* The notes' part of the state, to be restored with the rest. */
static void remember(const struct paginator *paginator,
		     struct filling *filling)
{
	filling->notes_placed = paginator->queue_placed;
	filling->queue_end = paginator->queue.count;
}

static void restore(struct paginator *paginator, const struct filling *filling)
{
	size_t taken_back = paginator->queue_placed - filling->notes_placed;
	paginator->plan->notes.count -= taken_back;
	paginator->queue_placed = filling->notes_placed;
	paginator->queue.count = filling->queue_end;
}

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

/* Tries to add the next strip; false where it does not fit. */
static bool add_strip(struct paginator *paginator, struct filling *filling,
		      uint32_t first)
{
	const struct strip *strip = strip_at(paginator, filling->strip);
	lu height = strip->height +
		    (filling->strip > first ? strip->space_before : 0);
	lu notes = least_notes_height(paginator, strip, filling->notes_height);
	if (filling->strip > first &&
	    filling->height + height + filling->notes_height + notes >
		    paginator->available)
		return false;
	filling->height += height;
	queue_notes(paginator, strip);
	place_notes(paginator, filling,
		    paginator->available - filling->height);
	filling->strip++;
	return true;
}

static void fill_page(struct paginator *paginator, struct page_plan *page)
{
	const struct flow *flow = paginator->flow;
	struct filling filling = { .strip = page->first };
	/* Notes that run on get at most three fifths while text waits. */
	lu limit = page->first < flow->strips.count ?
			   paginator->available / 5 * 3 :
			   paginator->available;
	place_notes(paginator, &filling, limit);
	if (page->first < flow->strips.count) {
		page->repeated_table = continued_table(paginator, page->first);
		if (page->repeated_table != FLOW_NONE)
			filling.height = flow->tables
				.items[page->repeated_table].height;
	}
	struct filling legal = filling;
	while (filling.strip < flow->strips.count) {
		const struct strip *next = strip_at(paginator, filling.strip);
		bool is_first = filling.strip == page->first;
		remember(paginator, &filling);
		if (!is_first && next->page_break != BREAK_FORBIDDEN)
			legal = filling;
		if (!is_first && next->page_break == BREAK_FORCED)
			break;
		if (!add_strip(paginator, &filling, page->first)) {
			if (legal.strip > page->first) {
				restore(paginator, &legal);
				filling = legal;
			}
			break;
		}
	}
	page->end = filling.strip;
	page->height = filling.height;
	page->notes_height = filling.notes_height;
}

void paginate(const struct flow *flow, struct plan *plan)
{
	struct paginator paginator = { .flow = flow, .plan = plan };
	uint32_t next = 0;
	enum page_kind kind = PAGE_BODY;
	while (next < flow->strips.count ||
	       paginator.queue_placed < paginator.queue.count) {
		if (next < flow->strips.count &&
		    flow->strips.items[next].page_break == BREAK_FORCED)
			kind = flow->strips.items[next].page_kind;
		struct page_plan page = {
			.kind = kind,
			.first = next,
			.end = next,
			.repeated_table = FLOW_NONE,
			.first_note = (uint32_t)plan->notes.count,
		};
		paginator.available = page_kind_height(flow->style, kind);
		fill_page(&paginator, &page);
		page.note_count =
			(uint32_t)plan->notes.count - page.first_note;
		next = page.end;
		*VECTOR_ADD(&plan->pages) = page;
	}
	VECTOR_RELEASE(&paginator.queue);
}

void plan_release(struct plan *plan)
{
	VECTOR_RELEASE(&plan->pages);
	VECTOR_RELEASE(&plan->notes);
}
