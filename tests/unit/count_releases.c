/* count/: what two releases tell together, near the edges of what is told. */
#include "count/releases.h"
#include <string.h>

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
	struct releases releases = { .cells = cells,
				     .cell_count = count,
				     .sums = sums,
				     .sum_count = sum_count,
				     .rules = { rules, rules } };
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
		{ 0,
		  sizes,
		  2,
		  { holds_in_old, true },
		  DISCLOSURE_EQUAL,
		  false },
		{ 3,
		  parts,
		  2,
		  { holds_in_old, true },
		  DISCLOSURE_EQUAL,
		  false },
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
	const struct releases_sum sums[] = {
		{ 0, two, 2, { true, true }, DISCLOSURE_EQUAL, false }
	};
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

/* Two of three sums are in the old release and one is in the new: only all of
 * them tell. */
static enum releases_kind kind_in_ring(uint32_t people, uint32_t third)
{
	static const uint32_t ab[] = { 1, 2 }, bc[] = { 2, 3 }, ac[] = { 1, 3 };
	const struct releases_sum sums[] = {
		{ 4, ab, 2, { true, false }, DISCLOSURE_EQUAL, false },
		{ 5, bc, 2, { true, false }, DISCLOSURE_EQUAL, false },
		{ 6, ac, 2, { false, true }, DISCLOSURE_EQUAL, false },
	};
	struct releases_cell cells[] = {
		{ .values = { SHOWN(40), SHOWN(people) }, .base = ALL },
		{ .values = { HIDDEN, HIDDEN }, .base = 0 },
		{ .values = { HIDDEN, HIDDEN }, .base = 0 },
		{ .values = { HIDDEN, HIDDEN }, .base = 0 },
		{ .values = { SHOWN(12), ABSENT }, .base = 0 },
		{ .values = { SHOWN(14), ABSENT }, .base = 0 },
		{ .values = { ABSENT, SHOWN(third) }, .base = 0 },
	};
	compare(cells, 7, sums, 3, rules_of_5);
	return cells[1].kind;
}

static void test_several_sums(void **state)
{
	(void)state;
	assert_int_equal(kind_in_ring(40, 16), RELEASES_COMPUTED); /* 7 */
	/* From 5 to 9, and from 0 to 4, where two came. */
	assert_int_equal(kind_in_ring(42, 16), RELEASES_NOTHING);
	assert_int_equal(kind_in_ring(42, 6), RELEASES_COMPUTED);
	assert_int_equal(kind_in_ring(45, 16), RELEASES_NOTHING);
	/* Not of the same people: 12 + 14 - 40 is less than nobody. */
	assert_int_equal(kind_in_ring(40, 40), RELEASES_NOTHING);
}

/* The same ring, at the end of a chain of more sums than one programme holds,
 * which tell nothing. */
enum { RING = 7, CHAIN = 350, LONG_CELLS = RING + 3 * CHAIN };

static void test_more_than_one_programme(void **state)
{
	static const uint32_t ab[] = { 1, 2 }, bc[] = { 2, 3 }, ac[] = { 1, 3 };
	static uint32_t links[CHAIN][3];
	static struct releases_cell cells[LONG_CELLS];
	static struct releases_sum sums[3 + CHAIN];
	const struct releases_cell ring[RING] = {
		{ .values = { SHOWN(40), SHOWN(40) }, .base = ALL },
		{ .values = { HIDDEN, HIDDEN }, .base = 0 },
		{ .values = { HIDDEN, HIDDEN }, .base = 0 },
		{ .values = { HIDDEN, HIDDEN }, .base = 0 },
		{ .values = { SHOWN(12), ABSENT }, .base = 0 },
		{ .values = { SHOWN(14), ABSENT }, .base = 0 },
		{ .values = { ABSENT, SHOWN(16) }, .base = 0 },
	};
	(void)state;
	memcpy(cells, ring, sizeof ring);
	sums[0] = (struct releases_sum){
		4, ab, 2, { true, false }, DISCLOSURE_EQUAL, false
	};
	sums[1] = (struct releases_sum){
		5, bc, 2, { true, false }, DISCLOSURE_EQUAL, false
	};
	sums[2] = (struct releases_sum){
		6, ac, 2, { false, true }, DISCLOSURE_EQUAL, false
	};
	for (uint32_t i = 0; i < CHAIN; i++) {
		uint32_t part = RING + 3 * i;
		cells[part] = cells[part + 1] = cells[1];
		cells[part + 2] =
			(struct releases_cell){ .values = { SHOWN(30), ABSENT },
						.base = 0 };
		links[i][0] = i ? part - 3 : 3;
		links[i][1] = part;
		links[i][2] = part + 1;
		sums[3 + i] = (struct releases_sum){
			part + 2,        links[i],         3,
			{ true, false }, DISCLOSURE_EQUAL, false
		};
	}
	struct releases releases = { .cells = cells,
				     .cell_count = LONG_CELLS,
				     .sums = sums,
				     .sum_count = 3 + CHAIN,
				     .rules = { rules_of_5, rules_of_5 } };
	releases_compare(&releases);
	assert_int_equal(cells[1].kind, RELEASES_COMPUTED);
	assert_int_equal(cells[RING].kind, RELEASES_NOTHING);
	assert_int_equal(cells[LONG_CELLS - 2].kind, RELEASES_NOTHING);
	assert_true(releases.unsolved > 2 * CHAIN);
}

/* A table of the same people in both releases, of which the old one has the sums
 * of the rows and the new one those of the columns. */
enum { SIDE = 3, INNER = SIDE * SIDE, SQUARE_CELLS = 1 + INNER + 2 * SIDE };

struct square {
	uint32_t counts[INNER], tried[INNER];
	bool is_hidden[INNER];
	uint32_t least[INNER], most[INNER]; /* of all tables that agree */
};

/* The sum of a row (step 1) or column (step SIDE), as far as hidden alone. */
static uint32_t sum_from(const uint32_t *counts, size_t first, size_t step)
{
	return counts[first] + counts[first + step] + counts[first + 2 * step];
}

static void keep_agreeing(struct square *square)
{
	for (size_t i = 0; i < SIDE; i++)
		if (sum_from(square->tried, i, SIDE) !=
			    sum_from(square->counts, i, SIDE) ||
		    sum_from(square->tried, i * SIDE, 1) !=
			    sum_from(square->counts, i * SIDE, 1))
			return;
	for (size_t i = 0; i < INNER; i++) {
		if (square->tried[i] < square->least[i])
			square->least[i] = square->tried[i];
		if (square->tried[i] > square->most[i])
			square->most[i] = square->tried[i];
	}
}

static void try_all(struct square *square, size_t at)
{
	if (at == INNER) {
		keep_agreeing(square);
		return;
	}
	size_t row = at / SIDE * SIDE;
	uint32_t left = sum_from(square->counts, row, 1);
	for (size_t i = row; i < at; i++)
		left -= left < square->tried[i] ? left : square->tried[i];
	square->tried[at] = square->counts[at];
	if (!square->is_hidden[at]) {
		try_all(square, at + 1);
		return;
	}
	uint32_t first = at % SIDE == SIDE - 1 && left ? left : 1;
	for (uint32_t count = first; count <= left; count++) {
		square->tried[at] = count;
		try_all(square, at + 1);
	}
}

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 16;
}

static void fill(struct square *square, uint32_t *seed)
{
	for (size_t i = 0; i < INNER; i++) {
		square->counts[i] = 1 + next_random(seed) % 7;
		square->is_hidden[i] = next_random(seed) % 5 > 1;
		square->least[i] = UINT32_MAX;
		square->most[i] = 0;
	}
	try_all(square, 0);
}

/* Whether the one sum that the cell is in tells it. */
static bool is_told_by(const struct square *square, size_t first, size_t step)
{
	uint32_t hidden = 0, sum = 0;
	for (size_t i = 0; i < SIDE; i++)
		if (square->is_hidden[first + i * step]) {
			sum += square->counts[first + i * step];
			hidden++;
		}
	return hidden == 1 || sum - (hidden - 1) < 5;
}

static void compare_square(const struct square *square,
			   struct releases_cell cells[SQUARE_CELLS])
{
	struct releases_sum sums[2 * SIDE];
	uint32_t lines[2 * SIDE][SIDE];
	cells[0] = (struct releases_cell){ .values = { SHOWN(400), SHOWN(400) },
					   .base = ALL };
	for (size_t i = 0; i < INNER; i++) {
		struct releases_value value = { true, !square->is_hidden[i],
						square->counts[i] };
		cells[1 + i] =
			(struct releases_cell){ .values = { value, value },
						.base = 0 };
	}
	for (uint32_t i = 0; i < 2 * SIDE; i++) {
		bool is_row = i < SIDE;
		uint32_t first = is_row ? i * SIDE : i - SIDE;
		uint32_t step = is_row ? 1 : SIDE;
		struct releases_value value = {
			true, true, sum_from(square->counts, first, step)
		};
		struct releases_cell *total = &cells[1 + INNER + i];
		*total = (struct releases_cell){ .base = 0 };
		total->values[is_row ? RELEASE_OLD : RELEASE_NEW] = value;
		for (uint32_t k = 0; k < SIDE; k++)
			lines[i][k] = 1 + first + k * step;
		sums[i] = (struct releases_sum){
			1 + INNER + i,       lines[i],         SIDE,
			{ is_row, !is_row }, DISCLOSURE_EQUAL, false
		};
	}
	compare(cells, SQUARE_CELLS, sums, 2 * SIDE, rules_of_5);
}

/* What is computed is the same, or small, in all tables that agree; and what is
 * so is computed, unless each release tells it alone. */
static void test_squares(void **state)
{
	uint32_t seed = 7;
	size_t known_count = 0, open_count = 0;
	(void)state;
	for (int round = 0; round < 100; round++) {
		struct square square;
		struct releases_cell cells[SQUARE_CELLS];
		fill(&square, &seed);
		compare_square(&square, cells);
		for (size_t i = 0; i < INNER; i++) {
			bool is_known = square.least[i] == square.most[i] ||
					square.most[i] < 5;
			bool is_alone =
				is_told_by(&square, i / SIDE * SIDE, 1) &&
				is_told_by(&square, i % SIDE, SIDE);
			bool must =
				square.is_hidden[i] && is_known && !is_alone;
			if (must != (cells[1 + i].kind == RELEASES_COMPUTED))
				fail_msg("round %d, count %zu: from %u to %u, "
					 "kind %d",
					 round, i, square.least[i],
					 square.most[i],
					 (int)cells[1 + i].kind);
			known_count += must;
			open_count += square.is_hidden[i] && !is_known;
		}
	}
	assert_true(known_count > 50 && open_count > 50);
}

/* ---- Facts --------------------------------------------------------------- */

/* A district's count is hidden, and no more than that of a theme which all who
 * have this one have; the other district's is what that leaves of both. */
static void test_bounds(void **state)
{
	(void)state;
	static const enum disclosure_sense senses[] = { DISCLOSURE_EQUAL,
							DISCLOSURE_AT_MOST,
							DISCLOSURE_AT_LEAST };
	for (size_t i = 0; i < 3; i++)
		for (int is_fact = 0; is_fact < 2; is_fact++) {
			static const uint32_t halves[] = { 1, 2 };
			struct releases_sum sum = {
				0, halves, 2, { true }, senses[i], is_fact
			};
			/* Old: 12 = 9 and the other, of which the newer release
			 * shows the 9. */
			struct releases_cell cells[] = {
				{ { SHOWN(12), HIDDEN }, .base = ALL },
				{ { HIDDEN, SHOWN(9) }, .base = 3 },
				{ { HIDDEN, HIDDEN }, .base = ALL },
				{ { SHOWN(40), SHOWN(40) }, .base = ALL },
			};
			compare(cells, 4, &sum, 1, rules_of_5);
			assert_int_equal(cells[1].kind, RELEASES_GIVEN);
			assert_int_equal(cells[2].kind,
					 senses[i] == DISCLOSURE_AT_MOST ?
						 RELEASES_NOTHING :
						 RELEASES_COMPUTED);
		}
}

/* A fact of today's data that the older counts contradict was not so then. */
static void test_contradicted(void **state)
{
	(void)state;
	for (int is_fact = 0; is_fact < 2; is_fact++) {
		static const uint32_t one[] = { 1 }, other[] = { 2 };
		const struct releases_sum sums[] = {
			{ 0, one, 1, { true }, DISCLOSURE_AT_LEAST, is_fact },
			{ 0, other, 1, { true }, DISCLOSURE_AT_LEAST, false },
		};
		struct releases_cell cells[] = {
			{ { SHOWN(6), HIDDEN }, .base = ALL },
			{ { SHOWN(12), HIDDEN }, .base = ALL },
			{ { HIDDEN, HIDDEN }, .base = ALL },
		};
		compare(cells, 3, sums, 2, rules_of_5);
		assert_int_equal(cells[2].kind, RELEASES_NOTHING);
	}
}

/* What no release prints carries what is known from one count to the next. */
static void test_unpublished(void **state)
{
	(void)state;
	static const uint32_t middle[] = { 1 }, halves[] = { 2, 3 };
	const struct releases_sum sums[] = {
		{ 0, middle, 1, { true }, DISCLOSURE_AT_LEAST, true },
		{ 1, halves, 2, { true }, DISCLOSURE_EQUAL, true },
	};
	struct releases_cell cells[] = {
		{ { SHOWN(12), HIDDEN }, .base = ALL },
		{ { ABSENT, ABSENT }, .is_unpublished = true, .base = ALL },
		{ { HIDDEN, SHOWN(9) }, .base = 4 },
		{ { HIDDEN, HIDDEN }, .base = ALL },
		{ { SHOWN(40), SHOWN(40) }, .base = ALL },
	};
	compare(cells, 5, sums, 2, rules_of_5);
	assert_int_equal(cells[3].kind, RELEASES_COMPUTED);
	assert_int_equal(cells[1].kind, RELEASES_NOTHING);
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_pairs),
	cmocka_unit_test(test_subtraction),
	cmocka_unit_test(test_change_of_hidden),
	cmocka_unit_test(test_several_sums),
	cmocka_unit_test(test_more_than_one_programme),
	cmocka_unit_test(test_squares),
	cmocka_unit_test(test_bounds),
	cmocka_unit_test(test_contradicted),
	cmocka_unit_test(test_unpublished),
};
UNIT_FILE(tests, NULL, NULL)
