/* Filling one page. */
#include "pages/filling.h"

enum { MOST_WAITING = 3 /* movables, of one page */ };

/* ---- What stands before what ------------------------------------------- */

static uint32_t order_notes(struct flow_index *index, uint32_t strip,
			    uint32_t count)
{
	const struct flow *flow = index->flow;
	for (uint32_t i = flow->strips.items[strip].first_note; i != FLOW_NONE;
	     i = flow->notes.items[i].next) {
		const struct flow_note *note = &flow->notes.items[i];
		for (uint32_t j = 0; j < note->strip_count; j++)
			index->note_order[count++] = note->first_strip + j;
	}
	return count;
}

static void measure_notes(struct flow_index *index, uint32_t count)
{
	const struct strip *strips = index->flow->note_strips.items;
	for (uint32_t i = 0; i < count; i++) {
		const struct strip *strip = &strips[index->note_order[i]];
		int64_t height = index->note_heights[i] + strip->height;
		if (i > 0)
			height += strip_distance(
				&strips[index->note_order[i - 1]], strip);
		index->note_heights[i + 1] = height;
	}
}

void flow_index_initialise(struct flow_index *index, const struct flow *flow)
{
	size_t count = flow->strips.count, notes = flow->note_strips.count;
	*index = (struct flow_index){
		.flow = flow,
		.before = memory_allocate((count + 1) * sizeof *index->before),
		.note_order = memory_allocate((notes + 1) *
					      sizeof *index->note_order),
		.note_heights = memory_allocate((notes + 1) *
						sizeof *index->note_heights),
	};
	struct before before = { 0, 0 };
	for (uint32_t i = 0; i < count; i++) {
		index->before[i] = before;
		before.notes = order_notes(index, i, before.notes);
		if (before.movables < flow->movables.count &&
		    flow->movables.items[before.movables].first == i)
			before.movables++;
	}
	index->before[count] = before;
	measure_notes(index, before.notes);
}

void flow_index_release(struct flow_index *index)
{
	free(index->before);
	free(index->note_order);
	free(index->note_heights);
}

/* ---- Notes ------------------------------------------------------------- */

/* [lu] Height of note strips [first, end) at the foot of a page. */
static int64_t notes_height(const struct flow_index *index, uint32_t first,
			    uint32_t end)
{
	if (first == end)
		return 0;
	const struct flow *flow = index->flow;
	const struct strip *strip =
		&flow->note_strips.items[index->note_order[first]];
	/* The first one's distance to that before it is not on this page. */
	return paginate_notes_separation(flow->style) + strip->height +
	       index->note_heights[end] - index->note_heights[first + 1];
}

/* Up to where the note strips [first, end) fit into `room`. */
static uint32_t notes_that_fit(const struct flow_index *index, uint32_t first,
			       uint32_t end, lu room)
{
	uint32_t fit = first;
	while (fit < end && notes_height(index, first, fit + 1) <= room)
		fit++;
	return fit;
}

static bool has_notes(const struct filling *filling, uint32_t first,
		      uint32_t end)
{
	const struct before *before = filling->index->before;
	return before[end].notes > before[first].notes;
}

static const struct movable *movable(const struct filling *filling,
				     uint32_t index)
{
	return &filling->index->flow->movables.items[index];
}

/* The notes before this one are referred to by what is on pages when the next
 * strip is `strip` and movables from `waiting` on wait. Notes never stand in
 * another order than the text: those behind what waits wait, too. */
static uint32_t notes_due(const struct filling *filling, uint32_t strip,
			  uint32_t waiting)
{
	const struct before *before = filling->index->before;
	for (uint32_t i = waiting; i < before[strip].movables; i++) {
		const struct movable *group = movable(filling, i);
		if (has_notes(filling, group->first, group->end))
			return before[group->first].notes;
	}
	return before[strip].notes;
}

/* What of a strip's notes must stand on its page: all but the last whole, and
 * two lines of that one. Where this were more than half a page, two lines of
 * the first note are enough: the rest runs on. */
static uint32_t least_note(const struct filling *filling, uint32_t at)
{
	const struct flow_index *index = filling->index;
	const struct flow *flow = index->flow;
	const struct strip *strip = &flow->strips.items[at];
	uint32_t first = index->before[at].notes;
	uint32_t end = index->before[at + 1].notes;
	uint32_t last = flow->notes.items[strip->last_note].strip_count;
	if (first == end)
		return first;
	uint32_t least = end - (last > 2 ? last - 2 : 0);
	if (notes_height(index, first, least) -
		    paginate_notes_separation(flow->style) <=
	    filling->part->available / 2)
		return least;
	uint32_t lines = flow->notes.items[strip->first_note].strip_count;
	return first + (lines < 2 ? lines : 2);
}

/* ---- Strips ------------------------------------------------------------ */

static const struct strip *strip_at(const struct filling *filling,
				    uint32_t index)
{
	return &filling->index->flow->strips.items[index];
}

/* The table whose head is repeated above a page that begins with `strip`. */
static uint32_t continued_table(const struct filling *filling, uint32_t strip)
{
	uint32_t table = strip_at(filling, strip)->table;
	if (table == FLOW_NONE)
		return FLOW_NONE;
	const struct table_head *head =
		&filling->index->flow->tables.items[table];
	return head->height == 0 ||
			       strip < head->first_strip + head->strip_count ?
		       FLOW_NONE :
		       table;
}

static lu distance(const struct filling *filling, uint32_t strip)
{
	return filling->above == FLOW_NONE ?
		       0 :
		       strip_distance(strip_at(filling, filling->above),
				      strip_at(filling, strip));
}

/* Whether what is this high can be pressed into the page. */
static bool fits(const struct filling *filling, int64_t height, lu distances)
{
	return height - page_cost_give(distances) <= filling->part->available;
}

/* `space` is the strip's distance(). */
static void place(struct filling *filling, uint32_t index, lu space)
{
	const struct strip *strip = strip_at(filling, index);
	filling->height += space + strip->height;
	filling->distances += space;
	filling->above = index;
	filling->count++;
	if (strip->first_note != FLOW_NONE)
		filling->least_note = least_note(filling, index);
	if (!filling->plan)
		return;
	*VECTOR_ADD(&filling->plan->order) = index;
	*VECTOR_ADD(&filling->plan->distances) = space;
}

/* A whole group, where it fits or nothing else is here. */
static bool place_group(struct filling *filling, const struct movable *group)
{
	int64_t height = filling->height;
	lu distances = filling->distances;
	for (uint32_t i = group->first; i < group->end; i++) {
		lu space = i == group->first ?
				   distance(filling, i) :
				   strip_distance(strip_at(filling, i - 1),
						  strip_at(filling, i));
		height += space + strip_at(filling, i)->height;
		distances += space;
	}
	if (filling->count && !fits(filling, height, distances))
		return false;
	for (uint32_t i = group->first; i < group->end; i++)
		place(filling, i, distance(filling, i));
	return true;
}

void filling_begin(struct filling *filling, const struct flow_index *index,
		   const struct part *part, struct page_state start,
		   struct plan *plan)
{
	*filling = (struct filling){ .index = index,
				     .part = part,
				     .plan = plan,
				     .start = start,
				     .strip = start.strip,
				     .waiting = start.waiting,
				     .above = FLOW_NONE,
				     .repeated_table = FLOW_NONE };
	uint32_t end = index->before[start.strip].movables;
	if (start.waiting == end && start.strip < part->end) {
		filling->repeated_table = continued_table(filling, start.strip);
		if (filling->repeated_table != FLOW_NONE)
			filling->height =
				index->flow->tables
					.items[filling->repeated_table]
					.height;
	}
	while (filling->waiting < end &&
	       place_group(filling, movable(filling, filling->waiting)))
		filling->waiting++;
}

static bool has_waiting(const struct filling *filling)
{
	return filling->waiting <
	       filling->index->before[filling->strip].movables;
}

bool filling_is_at_movable(const struct filling *filling)
{
	uint32_t next = filling->index->before[filling->strip].movables;
	return filling->strip < filling->part->end &&
	       filling->index->before[filling->strip + 1].movables > next;
}

/* Whether notes that wait forbid the strips [first, end) theirs. */
static bool mixes_notes(const struct filling *filling, uint32_t first,
			uint32_t end)
{
	return has_notes(filling, first, end) &&
	       notes_due(filling, filling->strip, filling->waiting) <
		       filling->index->before[filling->strip].notes;
}

/* Whether a strip lets the movables [first, end) past it. */
static bool lets_past(const struct filling *filling, const struct strip *strip,
		      uint32_t first, uint32_t end)
{
	for (uint32_t i = first; strip->barrier && i < end; i++)
		if (strip->barrier <= movable(filling, i)->section)
			return false;
	return true;
}

bool filling_may_add(const struct filling *filling)
{
	if (filling->strip >= filling->part->end)
		return false;
	return !has_waiting(filling) ||
	       (lets_past(filling, strip_at(filling, filling->strip),
			  filling->waiting,
			  filling->index->before[filling->strip].movables) &&
		!filling_is_at_movable(filling) &&
		!mixes_notes(filling, filling->strip, filling->strip + 1));
}

bool filling_add(struct filling *filling)
{
	const struct strip *strip = strip_at(filling, filling->strip);
	bool had_waiting = has_waiting(filling);
	lu space = distance(filling, filling->strip);
	if (filling->count &&
	    !fits(filling, (int64_t)filling->height + space + strip->height,
		  filling->distances + space))
		return false;
	place(filling, filling->strip++, space);
	if (!had_waiting)
		filling->waiting =
			filling->index->before[filling->strip].movables;
	return true;
}

bool filling_let_wait(struct filling *filling)
{
	const struct before *before = filling->index->before;
	const struct movable *group =
		movable(filling, before[filling->strip].movables);
	const struct part *part = filling->part;
	if (filling->count == 0 || group->end >= part->end ||
	    before[group->end].movables - filling->waiting > MOST_WAITING)
		return false;
	const struct strip *next = strip_at(filling, group->end);
	if (next->page_break != BREAK_ALLOWED ||
	    !lets_past(filling, next, filling->waiting,
		       before[group->end].movables))
		return false;
	filling->strip = group->end;
	return true;
}

/* ---- The end of a page ------------------------------------------------- */

/* Nothing moves into a table, a list, a quotation or a box. */
static bool may_stand_before(const struct filling *filling, uint32_t strip)
{
	if (strip >= filling->part->end)
		return true;
	const struct strip *next = strip_at(filling, strip), *above = next - 1;
	return (next->whole == FLOW_NONE || next->whole != above->whole) &&
	       (next->table == FLOW_NONE || next->table != above->table);
}

/* Up to where the notes that are due stand on this page. Those that began
 * before it get at most three fifths of it while text waits. */
static uint32_t notes_end(const struct filling *filling, uint32_t due)
{
	const struct flow_index *index = filling->index;
	lu available = filling->part->available;
	lu room = available - filling->height +
		  page_cost_give(filling->distances);
	uint32_t first = filling->start.note;
	uint32_t end = notes_that_fit(index, first, due, room);
	uint32_t carried = notes_due(filling, filling->start.strip,
				     filling->start.waiting);
	if (filling->count && filling->strip < filling->part->end) {
		uint32_t most = notes_that_fit(index, first, carried,
					       available / 5 * 3);
		if (most < carried && most < end)
			end = most;
	}
	/* Something must be on a page. */
	return filling->count == 0 && end == first && first < due ? first + 1 :
								    end;
}

enum page_end filling_end(const struct filling *filling, struct page_state *end,
			  struct page_measure *measure)
{
	const struct part *part = filling->part;
	const struct before *before = filling->index->before;
	uint32_t due = notes_due(filling, filling->strip, filling->waiting);
	*end = (struct page_state){ filling->strip, filling->waiting,
				    notes_end(filling, due) };
	uint32_t waiting = before[filling->strip].movables - filling->waiting;
	bool is_over = filling->strip == part->end;
	const struct strip *next =
		is_over ? NULL : strip_at(filling, filling->strip);
	*measure = (struct page_measure){
		.kind = part->kind,
		.available = part->available,
		.height = filling->height,
		.distances = filling->distances,
		.notes_height = (lu)notes_height(
			filling->index, filling->start.note, end->note),
		.is_last = is_over && waiting == 0 && end->note == due,
		.carries_notes = end->note < due,
		.torn = next ? next->torn : TORN_NOTHING,
		.waiting_count = waiting,
	};
	bool is_kept = (next && next->page_break == BREAK_FORBIDDEN) ||
		       (waiting && !may_stand_before(filling, filling->strip));
	bool lacks_notes = end->note < filling->least_note;
	measure->tears_kept = is_kept || lacks_notes;
	return lacks_notes ? END_NOTES : is_kept ? END_KEPT : END_GOOD;
}
