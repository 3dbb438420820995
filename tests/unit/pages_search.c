/* pages/paginate: the breaks that it finds cost no more than any others. On
 * short random flows all ways to cut them are tried, page by page, with what
 * each page is worked out anew from the strips on it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/pages_fixture.h"
#include "unit/unit.h"

enum {
	MOST = 40,        /* strips of a flow */
	MOST_WAITING = 3, /* as in pages/filling.c */
	FORBIDDEN = 10000000
};

/* What is on one page, and what is left. */
struct attempt {
	uint32_t strips[MOST], count;
	uint32_t waiting[MOST], waiting_count; /* movables */
	uint32_t next;                         /* strip */
	uint32_t first_note; /* of the page: note strips in their order */
	uint32_t table;      /* whose head is repeated */
};

struct trial {
	const struct flow *flow;
	int64_t best;
};

static const struct strip *strip(const struct trial *trial, uint32_t at)
{
	return &trial->flow->strips.items[at];
}

static lu notes_of(const struct trial *trial, uint32_t first, uint32_t end)
{
	const struct strip *notes = trial->flow->note_strips.items;
	lu height = first == end ? 0 : LINE; /* the rule's room */
	for (uint32_t i = first; i < end; i++)
		height += notes[i].height;
	return height;
}

/* The note strips of strips before `at`. Flows here have one note a strip, and
 * their notes in its order. */
static uint32_t notes_before(const struct trial *trial, uint32_t at)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < at; i++)
		if (strip(trial, i)->first_note != FLOW_NONE)
			count += trial->flow->notes
					 .items[strip(trial, i)->first_note]
					 .strip_count;
	return count;
}

static uint32_t due(const struct trial *trial, const struct attempt *page)
{
	for (uint32_t i = 0; i < page->waiting_count; i++) {
		struct movable group =
			trial->flow->movables.items[page->waiting[i]];
		uint32_t before = notes_before(trial, group.first);
		if (notes_before(trial, group.end) > before)
			return before;
	}
	return notes_before(trial, page->next);
}

/* Where the notes of the page end that must be on it. */
static uint32_t least_note(const struct trial *trial,
			   const struct attempt *page, lu available)
{
	uint32_t least = page->first_note;
	for (uint32_t i = 0; i < page->count; i++) {
		uint32_t at = page->strips[i];
		uint32_t first = notes_before(trial, at);
		uint32_t lines = notes_before(trial, at + 1) - first;
		lu two =
			notes_of(trial, first, first + (lines < 2 ? lines : 2));
		assert_true(two - LINE <= available / 2);
		if (lines)
			least = first + (lines < 2 ? lines : 2);
	}
	return least;
}

static struct page_measure measure(const struct trial *trial,
				   const struct attempt *page)
{
	const struct flow *flow = trial->flow;
	struct page_measure measure = {
		.kind = PAGE_BODY,
		.available = paginate_page_kind_height(flow->style, PAGE_BODY),
		.waiting_count = page->waiting_count,
	};
	if (page->table != FLOW_NONE)
		measure.height = flow->tables.items[page->table].height;
	for (uint32_t i = 0; i < page->count; i++) {
		const struct strip *here = strip(trial, page->strips[i]);
		lu space = i ? strip_distance(strip(trial, page->strips[i - 1]),
					      here) :
			       0;
		measure.distances += space;
		measure.height += space + here->height;
	}
	if (page->next < flow->strips.count)
		measure.torn = strip(trial, page->next)->torn;
	return measure;
}

static bool is_over(const struct page_measure *page)
{
	return page->height - page_cost_give(page->distances) > page->available;
}

static void try_page(struct trial *trial, struct attempt page, int64_t cost);

static bool continues(const struct trial *trial, uint32_t next)
{
	const struct strip *below = strip(trial, next);
	const struct strip *above = strip(trial, next - 1);
	return (below->whole != FLOW_NONE && below->whole == above->whole) ||
	       (below->table != FLOW_NONE && below->table == above->table);
}

/* Puts what waits on the new page, as much as fits. */
static void begin(const struct trial *trial, struct attempt *page,
		  const struct attempt *before)
{
	const struct flow *flow = trial->flow;
	uint32_t placed = 0;
	page->table = FLOW_NONE;
	for (; placed < before->waiting_count; placed++) {
		struct attempt more = *page;
		struct movable group =
			flow->movables.items[before->waiting[placed]];
		for (uint32_t i = group.first; i < group.end; i++)
			more.strips[more.count++] = i;
		struct page_measure full = measure(trial, &more);
		if (page->count && is_over(&full))
			break;
		*page = more;
	}
	for (uint32_t i = placed; i < before->waiting_count; i++)
		page->waiting[page->waiting_count++] = before->waiting[i];
	if (before->waiting_count || page->next == flow->strips.count)
		return;
	uint32_t table = strip(trial, page->next)->table;
	if (table != FLOW_NONE &&
	    page->next >= flow->tables.items[table].first_strip +
				  flow->tables.items[table].strip_count)
		page->table = table;
}

static void end_page(struct trial *trial, const struct attempt *page,
		     int64_t cost)
{
	const struct flow *flow = trial->flow;
	struct page_measure full = measure(trial, page);
	bool at_end = page->next == flow->strips.count;
	uint32_t last = due(trial, page), note = page->first_note;
	lu room = full.available - full.height + page_cost_give(full.distances);
	while (note < last &&
	       notes_of(trial, page->first_note, note + 1) <= room)
		note++;
	/* No flow here has so many that they fill three fifths of a page. */
	if (page->count == 0 && note == page->first_note)
		note++;
	if (note < least_note(trial, page, full.available) ||
	    (!at_end &&
	     strip(trial, page->next)->page_break == BREAK_FORBIDDEN) ||
	    (!at_end && page->waiting_count && continues(trial, page->next)))
		return;
	full.notes_height = notes_of(trial, page->first_note, note);
	full.carries_notes = note < last;
	full.is_last = at_end && page->waiting_count == 0 && note == last;
	cost += page_cost(&full);
	if (full.is_last) {
		trial->best = cost < trial->best ? cost : trial->best;
		return;
	}
	struct attempt next = { .next = page->next, .first_note = note };
	begin(trial, &next, page);
	if (next.count || at_end)
		end_page(trial, &next, cost);
	try_page(trial, next, cost);
}

static const struct movable *movable_at(const struct trial *trial, uint32_t at,
					uint32_t *index)
{
	const struct flow *flow = trial->flow;
	for (*index = 0; *index < flow->movables.count; (*index)++)
		if (flow->movables.items[*index].first == at)
			return &flow->movables.items[*index];
	return NULL;
}

/* A heading stops what stands under one of its own rank or a lower one. */
static bool is_stopped(const struct trial *trial, const struct attempt *page,
		       uint32_t at)
{
	uint8_t barrier = strip(trial, at)->barrier;
	for (uint32_t i = 0; i < page->waiting_count; i++)
		if (barrier != BARRIER_NONE &&
		    trial->flow->movables.items[page->waiting[i]].section >=
			    barrier)
			return true;
	return false;
}

static bool may_go_on(const struct trial *trial, const struct attempt *page)
{
	uint32_t at = page->next;
	return at < trial->flow->strips.count &&
	       strip(trial, at)->page_break == BREAK_ALLOWED &&
	       !is_stopped(trial, page, at);
}

/* All pages that go on from here. */
static void try_page(struct trial *trial, struct attempt page, int64_t cost)
{
	uint32_t index;
	if (page.next == trial->flow->strips.count || cost > trial->best)
		return;
	const struct movable *group = movable_at(trial, page.next, &index);
	if (group && page.count && page.waiting_count < MOST_WAITING) {
		struct attempt without = page;
		without.waiting[without.waiting_count++] = index;
		without.next = group->end;
		if (may_go_on(trial, &without))
			try_page(trial, without, cost);
	}
	bool blocked = page.waiting_count &&
		       (group || is_stopped(trial, &page, page.next) ||
			(strip(trial, page.next)->first_note != FLOW_NONE &&
			 due(trial, &page) < notes_before(trial, page.next)));
	page.strips[page.count++] = page.next++;
	struct page_measure full = measure(trial, &page);
	if (blocked || (page.count > 1 && is_over(&full)))
		return;
	end_page(trial, &page, cost);
	try_page(trial, page, cost);
}

/* ---- Random flows ------------------------------------------------------ */

static void add_random(struct flow *flow, uint32_t *seed)
{
	if (next_random(seed) % 4 == 0)
		flow_space_before(flow, (lu)(next_random(seed) % 3) * LINE / 2);
	flow_add_strip(flow, (lu)(next_random(seed) % 3 + 1) * LINE / 2);
	flow_newest(flow)->torn =
		(enum torn)(next_random(seed) % (TORN_LEAD_IN + 1));
	if (next_random(seed) % 12 == 0)
		add_note(flow, next_random(seed) % 3 + 1);
	if (next_random(seed) % 3 == 0)
		flow_space_after(flow, (lu)(next_random(seed) % 4) * LINE / 2);
}

static void add_several(struct flow *flow, uint32_t *seed, uint32_t most)
{
	for (uint32_t i = next_random(seed) % most + 1; i > 0; i--)
		add_random(flow, seed);
}

static void add_table(struct flow *flow, uint32_t *seed)
{
	flow->table = (uint32_t)flow->tables.count;
	*VECTOR_ADD(&flow->tables) =
		(struct table_head){ flow_position(flow), 1, LINE };
	flow_add_strip(flow, LINE);
	add_several(flow, seed, 6);
	flow->table = FLOW_NONE;
}

static void fill(struct flow *flow, uint32_t *seed)
{
	while (flow->strips.count < 18) {
		uint32_t first = flow_position(flow), outer;
		switch (next_random(seed) % 8) {
		case 0:
			flow_keep_with_next(flow);
			add_random(flow, seed);
			break;
		case 1:
			add_random(flow, seed);
			flow->section = (uint8_t)(next_random(seed) % 3 + 1);
			flow_newest(flow)->barrier = flow->section;
			flow_keep_with_next(flow);
			break;
		case 2:
			outer = flow_begin_whole(flow);
			add_several(flow, seed, 4);
			flow_end_whole(flow, outer);
			break;
		case 3:
			add_table(flow, seed);
			break;
		case 4:
		case 5:
			add_several(flow, seed, 4);
			flow_keep_together(flow, first, 6 * LINE);
			flow_let_move(flow, first, 9 * LINE);
			break;
		default:
			add_random(flow, seed);
		}
	}
}

/* Flows that can be cut without tearing what is kept, by how they are. */
struct kinds {
	unsigned possible, moving, noted, headed;
};

static void compare(uint32_t *seed, struct kinds *kinds)
{
	struct flow flow;
	struct style style;
	struct plan plan = { 0 };
	start(&flow, &style);
	style.page_height = 14 * LINE; /* ten lines for text */
	fill(&flow, seed);
	assert_true(flow.strips.count < MOST);
	paginate(&flow, &plan);
	struct trial trial = { &flow, FORBIDDEN };
	try_page(&trial, (struct attempt){ .table = FLOW_NONE }, 0);
	if (trial.best < FORBIDDEN) {
		assert_int_equal(plan.cost, trial.best);
		kinds->possible++;
		kinds->noted += flow.notes.count > 0;
		bool is_headed = false, moves = false;
		for (size_t i = 0; i < plan.pages.count; i++)
			is_headed |=
				plan.pages.items[i].repeated_table != FLOW_NONE;
		for (uint32_t i = 0; i < plan.order.count; i++)
			moves |= plan.order.items[i] != i;
		kinds->headed += is_headed;
		kinds->moving += moves;
	} else {
		assert_true(plan.cost >= FORBIDDEN);
	}
	finish(&flow, &plan);
}

static void test_no_cheaper_way(void **state)
{
	(void)state;
	uint32_t seed = 7;
	struct kinds kinds = { 0 };
	enum { COUNT = 400 };
	for (int i = 0; i < COUNT; i++)
		compare(&seed, &kinds);
	/* Not only easy ones. */
	assert_true(kinds.possible > COUNT / 2);
	assert_true(kinds.moving > COUNT / 20);
	assert_true(kinds.noted > COUNT / 10);
	assert_true(kinds.headed > COUNT / 20);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_no_cheaper_way),
};
UNIT_FILE(tests, NULL, NULL)
