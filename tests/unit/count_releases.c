/* count/: what two releases tell together, near the edges of what is told. */
#include "count/releases.h"
#include "unit/unit.h"

#define SHOWN(number) \
	{ \
		true, true, number \
	}
#define HIDDEN \
	{ \
		true, false, 0 \
	}
#define ABSENT \
	{ \
		false, false, 0 \
	}
#define ALL RELEASES_NO_CELL

static const struct disclosure_rules rules_of_5 = { .least_shown = 5 };

static void compare(struct releases_cell *cells, size_t count,
		    const struct releases_sum *sums, size_t sum_count,
		    struct disclosure_rules rules)
{
	struct releases releases = {
		cells, count, sums, sum_count, { rules, rules }
	};
	releases_compare(&releases);
}

/* One count of a base. */
static void test_pairs(void **state)
{
	static const struct {
		struct releases_value bases[2], values[2];
		struct disclosure_rules rules;
		enum releases_kind base_kind, kind;
	} cases[] = {
		{ { SHOWN(40), SHOWN(40) },
		  { SHOWN(12), SHOWN(12) },
		  { .least_shown = 5 },
		  RELEASES_NOTHING,
		  RELEASES_NOTHING },
		{ { SHOWN(40), SHOWN(40) },
		  { SHOWN(12), HIDDEN },
		  { .least_shown = 5 },
		  RELEASES_NOTHING,
		  RELEASES_GIVEN },
		{ { SHOWN(40), SHOWN(44) },
		  { HIDDEN, SHOWN(12) },
		  { .least_shown = 5 },
		  RELEASES_FEW,
		  RELEASES_GIVEN },
		{ { SHOWN(40), SHOWN(45) },
		  { HIDDEN, SHOWN(12) },
		  { .least_shown = 5 },
		  RELEASES_NOTHING,
		  RELEASES_NOTHING },
		{ { HIDDEN, SHOWN(40) },
		  { HIDDEN, SHOWN(12) },
		  { .least_shown = 5 },
		  RELEASES_NOTHING,
		  RELEASES_NOTHING },
		{ { SHOWN(40), SHOWN(60) },
		  { SHOWN(12), SHOWN(16) },
		  { .least_shown = 5 },
		  RELEASES_NOTHING,
		  RELEASES_FEW },
		{ { SHOWN(60), SHOWN(40) },
		  { SHOWN(17), SHOWN(12) },
		  { .least_shown = 5 },
		  RELEASES_NOTHING,
		  RELEASES_NOTHING },
		{ { SHOWN(60), SHOWN(40) },
		  { SHOWN(30), SHOWN(14) },
		  { .least_shown = 5, .protects_complements = true },
		  RELEASES_NOTHING,
		  RELEASES_FEW_WITHOUT },
		{ { SHOWN(60), SHOWN(40) },
		  { SHOWN(30), SHOWN(14) },
		  { .least_shown = 5 },
		  RELEASES_NOTHING,
		  RELEASES_NOTHING },
		{ { SHOWN(60), SHOWN(40) },
		  { SHOWN(30), SHOWN(15) },
		  { .least_shown = 5, .protects_complements = true },
		  RELEASES_NOTHING,
		  RELEASES_NOTHING },
		/* Of threes, 9 is from 8 to 10, 12 from 11 to 13. */
		{ { SHOWN(60), SHOWN(90) },
		  { SHOWN(9), SHOWN(12) },
		  { .least_shown = 6, .rounding = 3 },
		  RELEASES_NOTHING,
		  RELEASES_FEW },
		{ { SHOWN(60), SHOWN(90) },
		  { SHOWN(10), SHOWN(15) },
		  { .least_shown = 5, .rounding = 5 },
		  RELEASES_NOTHING,
		  RELEASES_NOTHING },
		{ { SHOWN(40), SHOWN(41) },
		  { ABSENT, SHOWN(12) },
		  { .least_shown = 5 },
		  RELEASES_FEW,
		  RELEASES_NOTHING },
		{ { SHOWN(40), SHOWN(41) },
		  { SHOWN(12), HIDDEN },
		  { .least_shown = 1 },
		  RELEASES_NOTHING,
		  RELEASES_NOTHING },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct releases_cell cells[] = {
			{ .values = { cases[i].bases[0], cases[i].bases[1] },
			  .base = ALL },
			{ .values = { cases[i].values[0], cases[i].values[1] },
			  .base = 0 },
		};
		compare(cells, 2, NULL, 0, cases[i].rules);
		if (cells[0].kind != cases[i].base_kind ||
		    cells[1].kind != cases[i].kind)
			fail_msg("case %zu: %d and %d", i, (int)cells[0].kind,
				 (int)cells[1].kind);
	}
}

/* A theme in two groups and in all; the groups' sizes come first. */
static const uint32_t sizes[] = { 1, 2 }, parts[] = { 4, 5 };

static void compare_groups(struct releases_cell *cells, bool holds_in_old)
{
	const struct releases_sum sums[] = {
		{ 0, sizes, 2, { holds_in_old, true } },
		{ 3, parts, 2, { holds_in_old, true } },
	};
	compare(cells, 6, sums, 2, rules_of_5);
}

static void test_subtraction(void **state)
{
	(void)state;
	for (int holds = 0; holds < 2; holds++) {
		struct releases_cell cells[] = {
			{ .values = { SHOWN(80), SHOWN(100) }, .base = ALL },
			{ .values = { SHOWN(40), SHOWN(60) }, .base = 0 },
			{ .values = { SHOWN(40), SHOWN(40) }, .base = 0 },
			{ .values = { SHOWN(22), SHOWN(40) }, .base = 0 },
			{ .values = { HIDDEN, SHOWN(20) }, .base = 1 },
			{ .values = { HIDDEN, SHOWN(20) }, .base = 2 },
		};
		compare_groups(cells, holds);
		assert_int_equal(cells[5].kind, RELEASES_GIVEN);
		assert_int_equal(cells[5].hidden_in, RELEASE_OLD);
		assert_int_equal(cells[4].kind,
				 holds ? RELEASES_COMPUTED : RELEASES_NOTHING);
		assert_int_equal(cells[4].hidden_in, RELEASE_OLD);
	}
}

/* Hidden both times: the total's change, less that of the one that is shown, is
 * the other's. */
static void test_change_of_hidden(void **state)
{
	static const uint32_t two[] = { 1, 2 };
	const struct releases_sum sums[] = { { 0, two, 2, { true, true } } };
	(void)state;
	for (uint32_t few = 3; few <= 5; few++) {
		struct releases_cell cells[] = {
			{ .values = { SHOWN(100), SHOWN(130) }, .base = ALL },
			{ .values = { HIDDEN, HIDDEN }, .base = 0 },
			{ .values = { SHOWN(60), SHOWN(90 - few) }, .base = 0 },
		};
		compare(cells, 3, sums, 1, rules_of_5);
		assert_int_equal(cells[0].kind, RELEASES_NOTHING);
		assert_int_equal(cells[1].kind, few < 5 ?
							RELEASES_FEW_COMPUTED :
							RELEASES_NOTHING);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_pairs),
	cmocka_unit_test(test_subtraction),
	cmocka_unit_test(test_change_of_hidden),
};
UNIT_FILE(tests, NULL, NULL)
