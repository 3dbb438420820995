/* The search for the breaks that cost least. */
#include "pages/paginate.h"

#include <assert.h>

#include "pages/filling.h"

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

/* ---- The ways ---------------------------------------------------------- */

enum {
	/* Ways to one strip that differ in what waits and in notes that run
	 * on. More are hardly ever met; the costliest are given up. */
	MOST_WAYS = 8,
	/* Strips on a page; only those of no height could be more. */
	MOST_STRIPS = 2000
};

#define NO_WAY UINT32_MAX

/* The cheapest way to a state: its last page goes from state `from` to this
 * one. Ways to one strip are linked, in the order of what waits and of the
 * notes: a page that has no strip of the flow leads to a later one. */
struct way {
	struct page_state state;
	uint32_t from, next; /* ways, or NO_WAY */
	int64_t cost;
};

struct search {
	const struct flow_index *index;
	struct part part;
	VECTOR(struct way) ways;
	uint32_t *first; /* way to each strip of the part and its end */
	/* While the pages that begin with one state are tried. */
	uint32_t from;
	bool has_end; /* there is a page that may end where it does */
	enum page_end fallback_kind; /* where there is none: */
	struct page_state fallback;
	int64_t fallback_cost; /* < 0: nothing yet */
};

static int compare_states(struct page_state a, struct page_state b)
{
	if (a.waiting != b.waiting)
		return a.waiting < b.waiting ? -1 : 1;
	return a.note < b.note ? -1 : a.note > b.note;
}

/* A way to another strip than the one that is being left gives up its place to
 * a new one that is cheaper. */
static uint32_t make_room(struct search *search, uint32_t *first, int64_t cost)
{
	uint32_t count = 0, *worst = NULL;
	for (uint32_t *at = first; *at != NO_WAY;
	     at = &search->ways.items[*at].next) {
		const struct way *way = &search->ways.items[*at];
		if (!worst || way->cost > search->ways.items[*worst].cost)
			worst = at;
		count++;
	}
	if (count < MOST_WAYS) {
		VECTOR_ADD(&search->ways);
		return (uint32_t)search->ways.count - 1;
	}
	uint32_t index = *worst;
	if (search->ways.items[index].cost <= cost)
		return NO_WAY;
	*worst = search->ways.items[index].next;
	return index;
}

static void insert(struct search *search, struct page_state state, int64_t cost)
{
	uint32_t *first = &search->first[state.strip - search->part.first];
	bool is_here =
		search->ways.items[search->from].state.strip == state.strip;
	uint32_t index;
	if (is_here) {
		VECTOR_ADD(&search->ways);
		index = (uint32_t)search->ways.count - 1;
	} else {
		index = make_room(search, first, cost);
	}
	if (index == NO_WAY)
		return;
	uint32_t *at = first;
	while (*at != NO_WAY &&
	       compare_states(search->ways.items[*at].state, state) < 0)
		at = &search->ways.items[*at].next;
	uint32_t next = *at;
	*at = index;
	search->ways.items[index] =
		(struct way){ state, search->from, next, cost };
}

/* A page leads from search->from to `state`. */
static void go(struct search *search, struct page_state state, int64_t cost)
{
	cost += search->ways.items[search->from].cost;
	for (uint32_t i = search->first[state.strip - search->part.first];
	     i != NO_WAY; i = search->ways.items[i].next) {
		struct way *way = &search->ways.items[i];
		if (compare_states(way->state, state) != 0)
			continue;
		if (cost < way->cost) {
			way->cost = cost;
			way->from = search->from;
		}
		return;
	}
	insert(search, state, cost);
}

/* ---- Pages that begin with one state ----------------------------------- */

/* What is done where no page that begins so may end anywhere: the fullest one
 * that does the least harm. */
static void keep_fallback(struct search *search, enum page_end kind,
			  struct page_state end, int64_t cost)
{
	if (search->fallback_cost >= 0 && kind > search->fallback_kind)
		return;
	search->fallback_kind = kind;
	search->fallback = end;
	search->fallback_cost = cost;
}

static void try_end(struct search *search, const struct filling *filling)
{
	const struct strip *next =
		&search->index->flow->strips.items[filling->strip];
	if (search->has_end && filling->strip < search->part.end &&
	    next->page_break == BREAK_FORBIDDEN)
		return; /* most lines: nothing is to be learned from them */
	struct page_state end;
	struct page_measure measure;
	enum page_end kind = filling_end(filling, &end, &measure);
	int64_t cost = page_cost(&measure);
	if (kind == END_GOOD) {
		search->has_end = true;
		go(search, end, cost);
	} else if (!search->has_end) {
		keep_fallback(search, kind, end, cost);
	}
}

/* All pages that go on like this one, up to what is movable. */
static void go_on(struct search *search, struct filling *filling)
{
	while (filling->count < MOST_STRIPS && filling_may_add(filling) &&
	       filling_add(filling))
		try_end(search, filling);
}

/* The movable waits, and so does all that is movable behind it. */
static void go_on_without(struct search *search, struct filling filling)
{
	while (filling_let_wait(&filling)) {
		go_on(search, &filling);
		if (!filling_is_at_movable(&filling))
			return;
	}
}

static void try_pages(struct search *search, uint32_t from)
{
	struct filling filling;
	search->from = from;
	search->has_end = false;
	search->fallback_cost = -1;
	filling_begin(&filling, search->index, &search->part,
		      search->ways.items[from].state, NULL);
	if (filling.count || filling.strip == search->part.end)
		try_end(search, &filling);
	while (filling.count < MOST_STRIPS && filling_may_add(&filling)) {
		if (filling_is_at_movable(&filling))
			go_on_without(search, filling);
		if (!filling_add(&filling))
			break;
		try_end(search, &filling);
	}
	if (filling_is_at_movable(&filling) && !filling_may_add(&filling))
		go_on_without(search, filling);
	if (!search->has_end)
		go(search, search->fallback, search->fallback_cost);
}

/* ---- The plan ---------------------------------------------------------- */

/* Distances of the page take their shares of `stretch`. */
static void stretch_page(struct plan *plan, const struct page_plan *page,
			 lu stretch, lu distances)
{
	int64_t above = 0, given = 0;
	for (uint32_t i = page->first; stretch && i < page->end; i++) {
		above += plan->distances.items[i];
		int64_t due = above * stretch / distances;
		plan->distances.items[i] += (lu)(due - given);
		given = due;
	}
}

static void add_notes(const struct flow_index *index, struct plan *plan,
		      uint32_t first, uint32_t end)
{
	for (uint32_t i = first; i < end; i++)
		*VECTOR_ADD(&plan->notes) = index->note_order[i];
}

/* The page between two states, strip by strip as it was found. */
static void add_page(const struct search *search, struct page_state start,
		     struct page_state end, struct plan *plan)
{
	struct filling filling;
	struct page_plan page = {
		.kind = search->part.kind,
		.first = (uint32_t)plan->order.count,
		.first_note = (uint32_t)plan->notes.count,
		.note_count = end.note - start.note,
	};
	filling_begin(&filling, search->index, &search->part, start, plan);
	while (filling.strip < end.strip) {
		bool waits = filling_is_at_movable(&filling) &&
			     search->index->before[filling.strip].movables >=
				     end.waiting;
		if (!(waits ? filling_let_wait(&filling) :
			      filling_add(&filling)))
			assert(!"a page that was found before");
	}
	struct page_state same;
	struct page_measure measure;
	filling_end(&filling, &same, &measure);
	assert(same.strip == end.strip && compare_states(same, end) == 0);
	add_notes(search->index, plan, start.note, end.note);
	page.end = (uint32_t)plan->order.count;
	page.repeated_table = filling.repeated_table;
	lu stretch = page_cost_stretch(&measure);
	stretch_page(plan, &page, stretch, measure.distances);
	page.height = measure.height + stretch;
	page.notes_height = measure.notes_height;
	*VECTOR_ADD(&plan->pages) = page;
}

/* The way to the part's end that has all floats and notes is the last one
 * there. */
static void add_pages(struct search *search, struct plan *plan)
{
	VECTOR(uint32_t) way = { 0 };
	uint32_t last = search->first[search->part.end - search->part.first];
	while (search->ways.items[last].next != NO_WAY)
		last = search->ways.items[last].next;
	plan->cost += search->ways.items[last].cost;
	for (uint32_t i = last; i != NO_WAY; i = search->ways.items[i].from)
		*VECTOR_ADD(&way) = i;
	for (size_t i = way.count - 1; i > 0; i--)
		add_page(search, search->ways.items[way.items[i]].state,
			 search->ways.items[way.items[i - 1]].state, plan);
	VECTOR_RELEASE(&way);
}

static bool is_at_end(const struct search *search, uint32_t way)
{
	struct page_state state = search->ways.items[way].state;
	struct before end = search->index->before[search->part.end];
	return state.strip == search->part.end &&
	       state.waiting == end.movables && state.note == end.notes;
}

static void paginate_part(const struct flow_index *index, struct part part,
			  struct plan *plan)
{
	size_t count = part.end - part.first + 1;
	struct search search = { .index = index, .part = part };
	search.first = memory_allocate(count * sizeof *search.first);
	for (size_t i = 0; i < count; i++)
		search.first[i] = NO_WAY;
	struct before before = index->before[part.first];
	*VECTOR_ADD(&search.ways) = (struct way){
		{ part.first, before.movables, before.notes }, NO_WAY, NO_WAY, 0
	};
	search.first[0] = 0;
	for (size_t i = 0; i < count; i++)
		for (uint32_t way = search.first[i];
		     way != NO_WAY && !is_at_end(&search, way);
		     way = search.ways.items[way].next)
			try_pages(&search, way);
	add_pages(&search, plan);
	VECTOR_RELEASE(&search.ways);
	free(search.first);
}

void paginate(const struct flow *flow, struct plan *plan)
{
	struct flow_index index;
	flow_index_initialise(&index, flow);
	struct part part = { .kind = PAGE_BODY };
	uint32_t count = (uint32_t)flow->strips.count;
	for (uint32_t first = 0; first < count; first = part.end) {
		const struct strip *strip = &flow->strips.items[first];
		part.first = first;
		if (strip->page_break == BREAK_FORCED)
			part.kind = strip->page_kind;
		part.available =
			paginate_page_kind_height(flow->style, part.kind);
		for (part.end = first + 1; part.end < count; part.end++)
			if (flow->strips.items[part.end].page_break ==
			    BREAK_FORCED)
				break;
		paginate_part(&index, part, plan);
	}
	flow_index_release(&index);
}

void paginate_plan_release(struct plan *plan)
{
	VECTOR_RELEASE(&plan->pages);
	VECTOR_RELEASE(&plan->order);
	VECTOR_RELEASE(&plan->distances);
	VECTOR_RELEASE(&plan->notes);
}
