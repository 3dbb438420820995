/* frame/: which page stands where on sheets that are folded. */
#include <stdlib.h>

#include "base/buffer.h"
#include "frame/fold.h"
#include "unit/unit.h"

enum { MOST = 12, WIDTH = 200, HEIGHT = 300, GUTTER = 10 };

struct fixture {
	struct arena arena;
	struct page pages[MOST];
	struct structure_element root, figure, leaves[2];
	struct node text, back;
	struct frame_item items[2];
	struct destination destination;
	struct frames frames;
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	for (size_t i = 0; i < MOST; i++)
		fixture->pages[i] =
			(struct page){ .width = WIDTH, .height = HEIGHT };
	fixture->text.kind = NODE_PARAGRAPH;
	fixture->back.kind = NODE_BACK_PAGE;
	fixture->root = (struct structure_element){
		.role = ROLE_DOCUMENT,
		.first_child = &fixture->figure,
		.last_child = &fixture->figure,
	};
	fixture->figure =
		(struct structure_element){ .role = ROLE_FIGURE,
					    .parent = &fixture->root,
					    .bounds_page = UINT32_MAX };
	fixture->frames = (struct frames){
		.pages = fixture->pages,
		.root = &fixture->root,
		.destinations = &fixture->destination,
		.destination_count = 1,
	};
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	arena_release(&fixture->arena);
	free(fixture);
	return 0;
}

static void fold(struct fixture *fixture, size_t count, bool is_rtl)
{
	struct fold_options options = { .gutter = GUTTER,
					.is_right_to_left = is_rtl };
	fixture->frames.page_count = count;
	frames_fold(&fixture->arena, &fixture->frames, &options);
}

/* "8,1 2,7 6,3 4,5", "-" for an empty half. */
static const char *order(struct fixture *fixture)
{
	struct buffer out = BUFFER_INITIALISER;
	for (size_t i = 0; i < fixture->frames.page_count; i++) {
		const struct page *side = &fixture->frames.pages[i];
		int halves[2] = { 0, 0 };
		for (size_t part = 0; part < side->part_count; part++)
			halves[side->parts[part].x > 0] =
				(int)side->parts[part].number + 1;
		buffer_append_string(&out, i ? " " : "");
		for (int half = 0; half < 2; half++) {
			buffer_append_string(&out, half ? "," : "");
			if (halves[half])
				buffer_append_integer(&out, halves[half]);
			else
				buffer_append_byte(&out, '-');
		}
	}
	const char *result =
		arena_copy_string(&fixture->arena, buffer_str(&out).bytes);
	buffer_release(&out);
	return result;
}

static void test_the_order_of_pages(void **state)
{
	struct fixture *fixture = *state;
	fold(fixture, 8, false);
	assert_string_equal(order(fixture), "8,1 2,7 6,3 4,5");
	assert_int_equal(fixture->frames.pages[0].width, 2 * WIDTH);
	assert_int_equal(fixture->frames.pages[0].height, HEIGHT);
}

static void test_from_right_to_left(void **state)
{
	struct fixture *fixture = *state;
	fold(fixture, 8, true);
	assert_string_equal(order(fixture), "1,8 7,2 3,6 5,4");
}

static void test_pages_that_fill_no_sheet(void **state)
{
	struct fixture *fixture = *state;
	fold(fixture, 5, false);
	assert_string_equal(order(fixture), "-,1 2,- -,3 4,5");
}

static void test_one_page(void **state)
{
	struct fixture *fixture = *state;
	fold(fixture, 1, false);
	assert_string_equal(order(fixture), "-,1 -,-");
}

static void put_on(struct fixture *fixture, size_t number, size_t page,
		   struct node *node)
{
	fixture->leaves[number] = (struct structure_element){
		.role = ROLE_CONTENT, .node = node, .parent = &fixture->root
	};
	fixture->items[number] =
		(struct frame_item){ .kind = ITEM_LINE,
				     .content = &fixture->leaves[number] };
	fixture->pages[page].items = &fixture->items[number];
	fixture->pages[page].item_count = 1;
}

static void test_the_back_stays_outside(void **state)
{
	struct fixture *fixture = *state;
	put_on(fixture, 0, 3, &fixture->text);
	put_on(fixture, 1, 4, &fixture->back);
	fold(fixture, 5, false);
	assert_string_equal(order(fixture), "5,1 2,- -,3 4,-");
}

/* A gutter moves pages away from the fold, and nothing shows beyond it. */
static void test_places(void **state)
{
	struct fixture *fixture = *state;
	fixture->destination =
		(struct destination){ .page = 2, .x = 5, .y = 7 };
	fixture->figure.bounds = (struct rectangle){ 20, 30, 40, 50 };
	fixture->figure.bounds_page = 1;
	fold(fixture, 4, false);
	assert_string_equal(order(fixture), "4,1 2,3");
	assert_int_equal(fixture->destination.page, 1);
	assert_int_equal(fixture->destination.x, WIDTH + GUTTER + 5);
	assert_int_equal(fixture->destination.y, 7);
	assert_int_equal(fixture->figure.bounds_page, 1);
	assert_int_equal(fixture->figure.bounds.x, 20 - GUTTER);
	assert_int_equal(fixture->frames.pages[1].parts[0].clip.x +
				 fixture->frames.pages[1].parts[0].clip.width,
			 WIDTH);
	assert_int_equal(fixture->frames.pages[1].parts[1].clip.x, WIDTH);
}

/* A turned page stands upright: its top is at the left. */
static void test_a_turned_page(void **state)
{
	struct fixture *fixture = *state;
	fixture->pages[1].width = HEIGHT;
	fixture->pages[1].height = WIDTH;
	fixture->figure.bounds = (struct rectangle){ 20, 30, 40, 50 };
	fixture->figure.bounds_page = 1;
	fold(fixture, 4, false);
	assert_true(fixture->frames.pages[1].parts[0].is_turned);
	assert_int_equal(fixture->figure.bounds.x, 30 - GUTTER);
	assert_int_equal(fixture->figure.bounds.y, HEIGHT - 20 - 40);
	assert_int_equal(fixture->figure.bounds.width, 50);
	assert_int_equal(fixture->figure.bounds.height, 40);
}

/* What reaches beyond the edges still does, at the fold, too. */
static void test_a_ground_reaches_the_fold(void **state)
{
	struct fixture *fixture = *state;
	fixture->items[0] = (struct frame_item){
		.kind = ITEM_RECTANGLE,
		.artifact = ARTIFACT_BACKGROUND,
		.rectangle.box = { -3, -3, WIDTH + 6, 50 },
	};
	fixture->pages[0].items = &fixture->items[0];
	fixture->pages[0].item_count = 1;
	fold(fixture, 4, false);
	const struct page *side = &fixture->frames.pages[0];
	const struct rectangle *box =
		&side->items[side->parts[1].first_item].rectangle.box;
	assert_true(side->parts[1].x + box->x <= WIDTH);
	assert_true(side->parts[1].x + box->x + box->width >= 2 * WIDTH + 3);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup_teardown(test_the_order_of_pages, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_from_right_to_left, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_pages_that_fill_no_sheet, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_one_page, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_the_back_stays_outside, set_up,
					tear_down),
	cmocka_unit_test_setup_teardown(test_places, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_a_turned_page, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_a_ground_reaches_the_fold, set_up,
					tear_down),
};
UNIT_FILE(tests, NULL, NULL)
