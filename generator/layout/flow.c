/* Building the flow, strip by strip. */
#include "layout/flow.h"

#include "layout/inline.h"

void flow_initialise(struct flow *flow)
{
	flow->target = &flow->strips;
	flow->note = FLOW_NONE;
	flow->section = 1;
	flow->box = FLOW_NONE;
	flow->table = FLOW_NONE;
	flow->row = FLOW_NONE;
	flow->whole = FLOW_NONE;
	flow->note_is_known = ARENA_NEW_ARRAY(
		flow->arena, flow->document->footnote_count, bool);
	/* The first strip begins the first page, of the usual kind. */
	flow_begin_page(flow, PAGE_BODY);
}

void flow_release(struct flow *flow)
{
	VECTOR_RELEASE(&flow->strips);
	VECTOR_RELEASE(&flow->note_strips);
	VECTOR_RELEASE(&flow->lines);
	VECTOR_RELEASE(&flow->items);
	VECTOR_RELEASE(&flow->anchors);
	VECTOR_RELEASE(&flow->numbers);
	VECTOR_RELEASE(&flow->notes);
	VECTOR_RELEASE(&flow->boxes);
	VECTOR_RELEASE(&flow->tables);
	VECTOR_RELEASE(&flow->movables);
	VECTOR_RELEASE(&flow->waiting_anchors);
	VECTOR_RELEASE(&flow->waiting_labels);
	map_release(&flow->images);
}

void flow_space_before(struct flow *flow, lu space)
{
	if (space > flow->space)
		flow->space = space;
}

void flow_space_after(struct flow *flow, lu space)
{
	if (flow->target->count && flow_newest(flow)->space_after < space)
		flow_newest(flow)->space_after = space;
}

void flow_keep_with_next(struct flow *flow)
{
	if (flow->next_break == BREAK_ALLOWED)
		flow->next_break = BREAK_FORBIDDEN;
}

void flow_begin_page(struct flow *flow, enum page_kind kind)
{
	if (flow->note != FLOW_NONE)
		return; /* a note cannot begin a page */
	flow->next_break = BREAK_FORCED;
	flow->next_page_kind = kind;
}

struct strip *flow_newest(struct flow *flow)
{
	return VECTOR_LAST(flow->target);
}

uint32_t flow_position(const struct flow *flow)
{
	return (uint32_t)flow->target->count;
}

static void take_anchors(struct flow *flow, struct strip *strip)
{
	for (size_t i = 0; i < flow->waiting_anchors.count; i++)
		*VECTOR_ADD(&flow->anchors) = flow->waiting_anchors.items[i];
	strip->anchor_count = (uint32_t)flow->waiting_anchors.count;
	flow->waiting_anchors.count = 0;
}

struct strip *flow_add_strip(struct flow *flow, lu height)
{
	struct strip *strip = VECTOR_ADD(flow->target);
	*strip = (struct strip){
		.space_before = flow->drops_space ? 0 : flow->space,
		.height = height,
		.page_break = flow->next_break,
		.page_kind = flow->next_page_kind,
		.whole = flow->whole,
		.box = flow->box,
		.table = flow->table,
		.row = flow->row,
		.first_line = (uint32_t)flow->lines.count,
		.first_item = (uint32_t)flow->items.count,
		.first_anchor = (uint32_t)flow->anchors.count,
		.first_number = (uint32_t)flow->numbers.count,
		.first_note = FLOW_NONE,
		.last_note = FLOW_NONE,
	};
	flow->space = 0;
	flow->drops_space = false;
	flow->next_break = BREAK_ALLOWED;
	take_anchors(flow, strip);
	return strip;
}

/* Whether the strips [first, end) could stand on one page of that height. */
static bool is_within(const struct flow *flow, uint32_t first, uint32_t end,
		      lu limit)
{
	int64_t height = 0;
	for (size_t i = first; i < end; i++) {
		const struct strip *strip = &flow->target->items[i];
		height += strip->height;
		if (i > first)
			height += strip_distance(strip - 1, strip);
		if (height > limit ||
		    (i > first && strip->page_break == BREAK_FORCED))
			return false;
	}
	return true;
}

void flow_keep_together(struct flow *flow, uint32_t first, lu limit)
{
	if (!is_within(flow, first, flow_position(flow), limit))
		return;
	for (size_t i = (size_t)first + 1; i < flow->target->count; i++)
		flow->target->items[i].page_break = BREAK_FORBIDDEN;
}

void flow_tear(struct flow *flow, uint32_t first, enum torn torn)
{
	for (size_t i = (size_t)first + 1; i < flow->target->count; i++)
		if (flow->target->items[i].torn < torn)
			flow->target->items[i].torn = torn;
}

uint32_t flow_begin_whole(struct flow *flow)
{
	uint32_t outer = flow->whole;
	if (outer == FLOW_NONE)
		flow->whole = flow->whole_count++;
	return outer;
}

void flow_end_whole(struct flow *flow, uint32_t outer)
{
	flow->whole = outer;
}

static bool is_free(const struct flow *flow, uint32_t first, uint32_t end)
{
	for (size_t i = first; i < end; i++)
		if (flow->target->items[i].box != FLOW_NONE)
			return false;
	return flow->target->items[first].page_break == BREAK_ALLOWED;
}

static void let_move(struct flow *flow, uint32_t first, uint32_t end, lu limit)
{
	bool may_move =
		is_within(flow, first, end, limit) && is_free(flow, first, end);
	flow->strips.items[first].barrier =
		may_move ? BARRIER_NONE : BARRIER_ALL;
	if (may_move)
		*VECTOR_ADD(&flow->movables) =
			(struct movable){ first, end, flow->section };
}

void flow_let_move_in_parts(struct flow *flow, const uint32_t *starts,
			    size_t count, lu limit)
{
	uint32_t all = flow_position(flow);
	if (flow->note != FLOW_NONE || starts[0] == all)
		return;
	/* What moves within it moves with it. */
	while (flow->movables.count &&
	       VECTOR_LAST(&flow->movables)->first >= starts[0])
		flow->movables.count--;
	for (size_t part = 0, next; part < count; part = next) {
		uint32_t end;
		next = part;
		do {
			next++;
			end = next < count ? starts[next] : all;
		} while (next < count &&
			 is_within(flow, starts[part],
				   next + 1 < count ? starts[next + 1] : all,
				   limit));
		let_move(flow, starts[part], end, limit);
	}
}

void flow_let_move(struct flow *flow, uint32_t first, lu limit)
{
	flow_let_move_in_parts(flow, &first, 1, limit);
}

void flow_anchor(struct flow *flow, const struct node *node)
{
	*VECTOR_ADD(&flow->waiting_anchors) = node;
}

/* A note belongs to the strip of its first reference; a note that is met
 * inside a note, to the strip of that one. */
static void add_note(struct flow *flow, const struct node *footnote)
{
	if (flow->note_is_known[footnote->footnote.number - 1])
		return;
	flow->note_is_known[footnote->footnote.number - 1] = true;
	bool is_in_note = flow->note != FLOW_NONE;
	uint32_t at = is_in_note ? flow->notes.items[flow->note].strip :
				   (uint32_t)flow->strips.count - 1;
	uint32_t index = (uint32_t)flow->notes.count;
	*VECTOR_ADD(&flow->notes) = (struct flow_note){ .node = footnote,
							.strip = at,
							.next = FLOW_NONE };
	struct strip *strip = &flow->strips.items[at];
	if (strip->last_note == FLOW_NONE)
		strip->first_note = index;
	else
		flow->notes.items[strip->last_note].next = index;
	strip->last_note = index;
}

void flow_place_line(struct flow *flow, const struct paragraph_line *line, lu x,
		     lu y)
{
	*VECTOR_ADD(&flow->lines) =
		(struct placed_line){ .line = line, .x = x, .y = y };
	struct strip *strip = flow_newest(flow);
	strip->line_count++;
	const struct inline_mark *last = NULL;
	for (uint32_t i = 0; i < line->item_count; i++) {
		const struct inline_mark *mark = line->items[i].link;
		if (!mark || mark == last)
			continue;
		last = mark;
		if (mark->anchor) {
			*VECTOR_ADD(&flow->anchors) = mark->anchor;
			flow_newest(flow)->anchor_count++;
		}
		if (mark->footnote)
			add_note(flow, mark->footnote);
	}
}

static void place_labels(struct flow *flow, lu ascent)
{
	for (size_t i = 0; i < flow->waiting_labels.count; i++) {
		struct waiting_label label = flow->waiting_labels.items[i];
		flow_place_line(flow, label.line, label.x,
				ascent - label.line->ascent);
	}
	flow->waiting_labels.count = 0;
}

void flow_place_paragraph(struct flow *flow,
			  const struct paragraph_lines *lines, lu x)
{
	uint32_t first = flow_position(flow);
	for (uint32_t i = 0; i < lines->count; i++) {
		const struct paragraph_line *line = &lines->lines[i];
		/* An orphan is a first line alone at a page's foot, a widow
		 * a last line alone at its head. */
		if (i == 1 || (i > 0 && i == lines->count - 1))
			flow_keep_with_next(flow);
		flow_add_strip(flow, line->height);
		place_labels(flow, line->ascent);
		flow_place_line(flow, line, x, 0);
	}
	flow_tear(flow, first, TORN_PARAGRAPH);
}

void flow_add_label(struct flow *flow, const struct paragraph_line *line, lu x)
{
	*VECTOR_ADD(&flow->waiting_labels) = (struct waiting_label){ line, x };
}

void flow_flush_labels(struct flow *flow)
{
	if (flow->waiting_labels.count == 0)
		return;
	const struct paragraph_line *line = flow->waiting_labels.items[0].line;
	flow_add_strip(flow, line->height);
	place_labels(flow, line->ascent);
	flow_keep_with_next(flow);
}

struct frame_item *flow_place_item(struct flow *flow, enum frame_item_kind kind)
{
	struct frame_item *item = VECTOR_ADD(&flow->items);
	item->kind = kind;
	flow_newest(flow)->item_count++;
	return item;
}

/* Space inside a box: a strip, so that the background reaches over it. */
static void add_padding(struct flow *flow, lu padding)
{
	if (padding > 0)
		flow_add_strip(flow, padding);
}

void flow_open_box(struct flow *flow, struct box box, lu padding)
{
	box.parent = flow->box;
	box.outer_whole = flow_begin_whole(flow);
	*VECTOR_ADD(&flow->boxes) = box;
	flow->box = (uint32_t)flow->boxes.count - 1;
	if (padding <= 0)
		return;
	add_padding(flow, padding);
	flow->drops_space = true;
	flow_keep_with_next(flow);
}

void flow_close_box(struct flow *flow, lu padding)
{
	flow->space = 0;
	if (padding > 0) {
		flow_newest(flow)->space_after = 0;
		flow->next_break = BREAK_FORBIDDEN;
		add_padding(flow, padding);
	}
	flow_end_whole(flow, flow->boxes.items[flow->box].outer_whole);
	flow->box = flow->boxes.items[flow->box].parent;
	flow->drops_space = false;
}
