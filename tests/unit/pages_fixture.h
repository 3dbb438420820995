/* Flows without contents, for tests of how they are cut into pages. */
#ifndef EVERYREAD_TESTS_PAGES_FIXTURE_H
#define EVERYREAD_TESTS_PAGES_FIXTURE_H

#include "pages/paginate.h"

enum { LINE = 10000 };

/* A flow of strips without contents on a page that holds 60 lines. */
static inline void start(struct flow *flow, struct style *style)
{
	static const struct document document = { 0 };
	*style = (struct style){ 0 };
	style->page_height = 64 * LINE;
	style->margin_top = 2 * LINE;
	style->margin_bottom = 2 * LINE;
	style->block[TEXT_NOTE].text.leading = LINE;
	*flow = (struct flow){ .arena = memory_allocate(sizeof(struct arena)),
			       .document = &document,
			       .style = style };
	flow_initialise(flow);
}

static inline void add_strips(struct flow *flow, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		flow_add_strip(flow, LINE);
}

/* Gives the newest strip a note of `lines` strips. */
static inline void add_note(struct flow *flow, unsigned lines)
{
	uint32_t index = (uint32_t)flow->notes.count;
	struct strip *strip = flow_newest(flow);
	struct flow_note *note = VECTOR_ADD(&flow->notes);
	note->next = FLOW_NONE;
	note->strip = (uint32_t)flow->strips.count - 1;
	note->first_strip = (uint32_t)flow->note_strips.count;
	note->strip_count = lines;
	if (strip->last_note == FLOW_NONE)
		strip->first_note = index;
	else
		flow->notes.items[strip->last_note].next = index;
	strip->last_note = index;
	for (unsigned i = 0; i < lines; i++) {
		struct strip *part = VECTOR_ADD(&flow->note_strips);
		*part = (struct strip){ .height = LINE,
					.box = FLOW_NONE,
					.table = FLOW_NONE,
					.row = FLOW_NONE,
					.first_note = FLOW_NONE,
					.last_note = FLOW_NONE };
	}
}

static inline void finish(struct flow *flow, struct plan *plan)
{
	paginate_plan_release(plan);
	flow_release(flow);
	arena_release(flow->arena);
	free(flow->arena);
}

static inline uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

#endif
