/* layout/paginate: what holds for every way of cutting a flow into pages,
 * tried on random flows, and the cases with a name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/pages_fixture.h"
#include "unit/unit.h"

struct fixture {
	struct flow flow;
	struct style style;
	struct plan plan;
};

static int set_up(void **state)
{
	struct fixture *fixture = memory_allocate(sizeof *fixture);
	start(&fixture->flow, &fixture->style);
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	finish(&fixture->flow, &fixture->plan);
	free(fixture);
	return 0;
}

static void test_forced_and_full(void **state)
{
	struct fixture *fixture = *state;
	struct flow *flow = &fixture->flow;
	struct plan *plan = &fixture->plan;
	add_strips(flow, 5);
	flow_begin_page(flow, PAGE_BACK);
	add_strips(flow, 70);
	paginate(flow, plan);
	assert_int_equal(plan->pages.count, 3);
	assert_int_equal(plan->pages.items[0].end, 5);
	assert_int_equal(plan->pages.items[1].kind, PAGE_BACK);
	assert_int_equal(plan->pages.items[1].end, 65);
	assert_int_equal(plan->pages.items[2].end, 75);
}

static void test_keep_with_next(void **state)
{
	struct fixture *fixture = *state;
	struct flow *flow = &fixture->flow;
	struct plan *plan = &fixture->plan;
	add_strips(flow, 59);
	add_strips(flow, 1); /* a heading at the page's foot */
	flow_keep_with_next(flow);
	add_strips(flow, 30);
	paginate(flow, plan);
	assert_int_equal(plan->pages.items[0].end, 59);
}

static void test_note_goes_with_its_line(void **state)
{
	struct fixture *fixture = *state;
	struct flow *flow = &fixture->flow;
	struct plan *plan = &fixture->plan;
	add_strips(flow, 58);
	add_note(flow, 2); /* 58 lines + rule + 2 do not fit on 60 */
	add_strips(flow, 30);
	paginate(flow, plan);
	assert_int_equal(plan->pages.items[0].end, 57);
	assert_int_equal(plan->pages.items[0].note_count, 0);
	assert_int_equal(plan->pages.items[1].note_count, 2);
}

static void test_note_longer_than_a_page(void **state)
{
	struct fixture *fixture = *state;
	struct flow *flow = &fixture->flow;
	struct plan *plan = &fixture->plan;
	add_strips(flow, 1);
	add_note(flow, 150);
	add_strips(flow, 30);
	paginate(flow, plan);
	uint32_t placed = 0;
	for (size_t i = 0; i < plan->pages.count; i++)
		placed += plan->pages.items[i].note_count;
	assert_int_equal(placed, 150);
	/* Text does not wait until the whole note is out. */
	assert_true(plan->pages.items[1].end > plan->pages.items[1].first);
}

/* Two notes to one line: the first stands whole, and two lines of the other,
 * where that is not more than half a page; else two lines are enough. */
static void notes_of_line_45(unsigned first_note, unsigned second_note,
			     uint32_t end, uint32_t least_notes)
{
	struct flow flow;
	struct style style;
	struct plan plan = { 0 };
	start(&flow, &style);
	add_strips(&flow, 45);
	add_note(&flow, first_note);
	add_note(&flow, second_note);
	add_strips(&flow, 30);
	paginate(&flow, &plan);
	assert_int_equal(plan.pages.items[0].end, end);
	assert_true(plan.pages.items[0].note_count >= least_notes);
	finish(&flow, &plan);
}

static void test_notes_take_half_a_page(void **state)
{
	(void)state;
	notes_of_line_45(28, 10, 44, 0); /* 30 of 60 lines: not more */
	notes_of_line_45(29, 10, 45, 2); /* 31 */
	notes_of_line_45(8, 10, 45, 10);
}

/* Two notes on the line below a heading, the first longer than a page: the
 * heading is not left alone. */
static void test_long_note_before_another(void **state)
{
	struct fixture *fixture = *state;
	struct flow *flow = &fixture->flow;
	struct plan *plan = &fixture->plan;
	add_strips(flow, 1);
	flow_keep_with_next(flow);
	add_strips(flow, 1);
	add_note(flow, 150);
	add_note(flow, 2);
	paginate(flow, plan);
	assert_int_equal(plan->pages.items[0].end, 2);
}

static void test_repeated_head(void **state)
{
	struct fixture *fixture = *state;
	struct flow *flow = &fixture->flow;
	struct plan *plan = &fixture->plan;
	*VECTOR_ADD(&flow->tables) = (struct table_head){ 0, 2, 2 * LINE };
	flow->table = 0;
	add_strips(flow, 62 + 58);
	flow->table = FLOW_NONE;
	add_strips(flow, 30);
	paginate(flow, plan);
	assert_int_equal(plan->pages.count, 3);
	assert_int_equal(plan->pages.items[0].repeated_table, FLOW_NONE);
	assert_int_equal(plan->pages.items[1].repeated_table, 0);
	assert_int_equal(plan->pages.items[1].end, 60 + 58);
}

/* A last page of three lines gets what it takes not to look lost, and no more:
 * the page before it stays nearly full. */
static void test_balanced_end(void **state)
{
	struct fixture *fixture = *state;
	struct flow *flow = &fixture->flow;
	struct plan *plan = &fixture->plan;
	add_strips(flow, 63);
	flow_begin_page(flow, PAGE_BODY);
	add_strips(flow, 63 + 20);
	paginate(flow, plan);
	assert_int_equal(plan->pages.count, 4);
	assert_int_equal(plan->pages.items[0].end, 57);
	assert_int_equal(plan->pages.items[1].end, 63);
	assert_int_equal(plan->pages.items[2].end, 63 + 60);
}

static uint32_t add_figure(struct flow *flow, unsigned lines)
{
	uint32_t first = flow_position(flow);
	add_strips(flow, lines);
	flow_keep_together(flow, first, 60 * LINE);
	flow_let_move(flow, first, 40 * LINE);
	return first;
}

/* The text after a figure that does not fit fills the page. */
static void test_figure_moves(void **state)
{
	struct fixture *fixture = *state;
	struct flow *flow = &fixture->flow;
	struct plan *plan = &fixture->plan;
	add_strips(flow, 50);
	uint32_t figure = add_figure(flow, 20);
	add_strips(flow, 40);
	paginate(flow, plan);
	assert_int_equal(plan->pages.items[0].end, 60);
	assert_int_equal(plan->order.items[50], figure + 20);
	assert_int_equal(plan->order.items[60], figure);
	assert_int_equal(plan->order.items[80], figure + 30);
}

/* … but not what stands under the next heading, nor another figure. */
static void test_figure_stays_in_its_section(void **state)
{
	struct fixture *fixture = *state;
	struct flow *flow = &fixture->flow;
	struct plan *plan = &fixture->plan;
	add_strips(flow, 45);
	add_figure(flow, 20);
	add_strips(flow, 5);
	add_strips(flow, 1);
	flow_newest(flow)->barrier = 1; /* a heading of its own level */
	add_strips(flow, 40);
	paginate(flow, plan);
	assert_int_equal(plan->pages.items[0].end, 50);
	assert_int_equal(plan->order.items[50], 45);
}

/* … though what stands under a heading of a lower level, which is part of it. */
static void test_figure_passes_a_lower_heading(void **state)
{
	struct fixture *fixture = *state;
	struct flow *flow = &fixture->flow;
	struct plan *plan = &fixture->plan;
	flow->section = 2;
	add_strips(flow, 45);
	uint32_t figure = add_figure(flow, 20);
	add_strips(flow, 5);
	add_strips(flow, 1);
	flow_newest(flow)->barrier = 3;
	add_strips(flow, 40);
	paginate(flow, plan);
	assert_int_equal(plan->pages.items[0].end, 60);
	assert_int_equal(plan->order.items[60], figure);
}

/* A figure higher than a page leaves no hole before it: its parts move one by
 * one, those that fit a page together, and never before one another. */
static void test_figure_higher_than_a_page(void **state)
{
	struct fixture *fixture = *state;
	struct flow *flow = &fixture->flow;
	struct plan *plan = &fixture->plan;
	enum { PAGE = 60, BEFORE = 40 };
	add_strips(flow, BEFORE);
	uint32_t starts[3], figure = flow_position(flow);
	static const unsigned heights[] = { 45, 30, 20 };
	for (size_t i = 0; i < 3; i++) {
		starts[i] = flow_position(flow);
		add_strips(flow, heights[i]);
		flow_keep_together(flow, starts[i], flow->style->page_height);
	}
	flow_let_move_in_parts(flow, starts, 3,
			       flow->strips.items[0].height * PAGE);
	add_strips(flow, 60);
	assert_int_equal(flow->movables.count, 2);
	assert_int_equal(flow->movables.items[1].first, figure + 45);
	assert_int_equal(flow->movables.items[1].end, figure + 95);
	paginate(flow, plan);
	assert_int_equal(plan->pages.items[0].end, PAGE);
	assert_int_equal(plan->order.items[BEFORE], figure + 95);
	assert_int_equal(plan->order.items[PAGE], figure);
	assert_int_equal(plan->pages.items[1].end, 2 * PAGE);
	assert_int_equal(plan->order.items[2 * PAGE], figure + 45);
	/* One that does fit moves as a whole. */
	flow_let_move_in_parts(flow, starts, 3, INT32_MAX / 2);
	assert_int_equal(flow->movables.count, 1);
	assert_int_equal(flow->movables.items[0].first, figure);
}

/* What moved comes before a forced page, at the end of its part. */
static void test_figure_before_forced_page(void **state)
{
	struct fixture *fixture = *state;
	struct flow *flow = &fixture->flow;
	struct plan *plan = &fixture->plan;
	add_strips(flow, 50);
	uint32_t figure = add_figure(flow, 20);
	add_strips(flow, 4);
	flow_begin_page(flow, PAGE_BACK);
	add_strips(flow, 5);
	paginate(flow, plan);
	assert_int_equal(plan->pages.count, 3);
	assert_int_equal(plan->pages.items[1].kind, PAGE_BODY);
	assert_int_equal(plan->order.items[plan->pages.items[1].first], figure);
	assert_int_equal(plan->pages.items[2].kind, PAGE_BACK);
}

/* ---- Random flows ------------------------------------------------------ */

static void add_random_strip(struct flow *flow, uint32_t *seed)
{
	flow_space_before(flow, (lu)(next_random(seed) % 3) * LINE / 2);
	flow_add_strip(flow, (lu)(next_random(seed) % 12 + 1) * LINE / 2);
	if (next_random(seed) % 9 == 0)
		add_note(flow, next_random(seed) % 14 + 1);
}

static void fill_randomly(struct flow *flow, uint32_t *seed)
{
	unsigned count = next_random(seed) % 400;
	for (unsigned i = 0; i < count; i++) {
		unsigned kind = next_random(seed) % 20;
		uint32_t first = flow_position(flow);
		if (kind == 0)
			flow_begin_page(flow, PAGE_BODY);
		else if (kind < 6)
			flow_keep_with_next(flow);
		add_random_strip(flow, seed);
		if (kind == 7)
			flow_newest(flow)->barrier = flow->section =
				(uint8_t)(next_random(seed) % 3 + 1);
		if (kind < 15)
			continue;
		for (unsigned j = next_random(seed) % 6; j > 0; j--)
			add_random_strip(flow, seed);
		flow_keep_together(flow, first, 60 * LINE);
		flow_let_move(flow, first, 45 * LINE);
	}
}

static const struct strip *strip_of(const struct flow *flow,
				    const struct plan *plan, uint32_t at)
{
	return &flow->strips.items[plan->order.items[at]];
}

/* The page begins with a strip that was to stay with the one before: only
 * right where all strips before it on its page were so. */
static void check_break(const struct flow *flow, const struct plan *plan,
			const struct page_plan *page)
{
	if (page->end >= plan->order.count ||
	    strip_of(flow, plan, page->end)->page_break != BREAK_FORBIDDEN)
		return;
	for (uint32_t i = page->first + 1; i < page->end; i++)
		assert_int_equal(strip_of(flow, plan, i)->page_break,
				 BREAK_FORBIDDEN);
}

/* Every strip stands once; only what may move stands after later ones, whole,
 * and nothing that begins a section or moves itself is among these. */
static void check_order(const struct flow *flow, const struct plan *plan)
{
	uint32_t next = 0, highest = 0, group = 0;
	assert_int_equal(plan->order.count, flow->strips.count);
	bool *is_placed = memory_allocate(flow->strips.count + 1);
	for (uint32_t i = 0; i < plan->order.count; i++) {
		uint32_t strip = plan->order.items[i];
		assert_false(is_placed[strip]);
		is_placed[strip] = true;
		while (is_placed[next])
			next++;
		highest = strip > highest ? strip : highest;
		while (group < flow->movables.count &&
		       is_placed[flow->movables.items[group].end - 1])
			group++;
		if (next > highest)
			continue;
		/* Something before `highest` is still to come. */
		assert_true(group < flow->movables.count);
		const struct movable *moved = &flow->movables.items[group];
		assert_true(next >= moved->first && next < moved->end);
		for (uint32_t j = moved->end; j <= highest; j++) {
			uint8_t barrier = flow->strips.items[j].barrier;
			assert_true(barrier == BARRIER_NONE ||
				    barrier > moved->section);
			assert_int_not_equal(flow->strips.items[j].page_break,
					     BREAK_FORCED);
		}
	}
	free(is_placed);
}

static void check_plan(const struct flow *flow, const struct plan *plan)
{
	uint32_t next = 0;
	lu available = paginate_page_kind_height(flow->style, PAGE_BODY);
	for (size_t i = 0; i < plan->pages.count; i++) {
		const struct page_plan *page = &plan->pages.items[i];
		assert_int_equal(page->first, next);
		assert_true(page->end > page->first || page->note_count);
		for (uint32_t j = page->first + 1; j < page->end; j++)
			assert_int_not_equal(
				strip_of(flow, plan, j)->page_break,
				BREAK_FORCED);
		if (page->end - page->first > 1)
			assert_true(page->height + page->notes_height <=
				    available);
		next = page->end;
		check_break(flow, plan, page);
	}
	assert_int_equal(next, flow->strips.count);
	assert_int_equal(plan->notes.count, flow->note_strips.count);
	check_order(flow, plan);
}

static bool page_has(const struct plan *plan, const struct page_plan *page,
		     uint32_t strip)
{
	for (uint32_t i = page->first; i < page->end; i++)
		if (plan->order.items[i] == strip)
			return true;
	return false;
}

/* No note starts before the page of its reference. */
static void check_notes_follow(const struct flow *flow, const struct plan *plan)
{
	for (size_t i = 0; i < flow->notes.count; i++) {
		const struct flow_note *note = &flow->notes.items[i];
		for (size_t j = 0; j < plan->pages.count; j++) {
			const struct page_plan *page = &plan->pages.items[j];
			if (page_has(plan, page, note->strip))
				break;
			for (uint32_t k = 0; k < page->note_count; k++)
				assert_int_not_equal(
					plan->notes.items[page->first_note + k],
					note->first_strip);
		}
	}
}

static void test_random_flows(void **state)
{
	(void)state;
	uint32_t seed = 20;
	for (int i = 0; i < 500; i++) {
		struct flow flow;
		struct style style;
		struct plan plan = { 0 };
		start(&flow, &style);
		fill_randomly(&flow, &seed);
		paginate(&flow, &plan);
		check_plan(&flow, &plan);
		check_notes_follow(&flow, &plan);
		finish(&flow, &plan);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static const struct CMUnitTest tests[] = {
	TEST(test_forced_and_full),
	TEST(test_keep_with_next),
	TEST(test_note_goes_with_its_line),
	TEST(test_note_longer_than_a_page),
	TEST(test_long_note_before_another),
	cmocka_unit_test(test_notes_take_half_a_page),
	TEST(test_repeated_head),
	TEST(test_balanced_end),
	TEST(test_figure_moves),
	TEST(test_figure_stays_in_its_section),
	TEST(test_figure_passes_a_lower_heading),
	TEST(test_figure_higher_than_a_page),
	TEST(test_figure_before_forced_page),
	cmocka_unit_test(test_random_flows),
};
UNIT_FILE(tests, NULL, NULL)
