/* Charts: that nothing overlaps or is cut, nothing hidden shows, and marks
 * tell the values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "chart/chart_private.h"
#include "chart_kinds.h"
#include "unit/unit.h"

/* ---- Reading drawings -------------------------------------------------- */

struct box {
	int64_t left, top, right, bottom;
};

static int32_t width_of(const struct drawing_text *text)
{
	return chart_measure_estimate.advance(
		NULL, str_from(text->text), text->size, text->is_bold,
		text->language, text->is_right_to_left);
}

/* What letters cover: ascenders and descenders. */
static struct box text_box(const struct drawing_text *text)
{
	int64_t width = width_of(text);
	int64_t left = text->anchor == ANCHOR_LEFT  ? text->x :
		       text->anchor == ANCHOR_RIGHT ? text->x - width :
						      text->x - width / 2;
	return (struct box){ left, text->y - (int64_t)text->size * 80 / 100,
			     left + width,
			     text->y + (int64_t)text->size * 25 / 100 };
}

static struct box path_box(const struct drawing_path *path)
{
	struct box box = { INT32_MAX, INT32_MAX, INT32_MIN, INT32_MIN };
	for (size_t i = 0; i < path->point_count; i++) {
		const struct drawing_point *point = &path->points[i];
		box.left = point->x < box.left ? point->x : box.left;
		box.right = point->x > box.right ? point->x : box.right;
		box.top = point->y < box.top ? point->y : box.top;
		box.bottom = point->y > box.bottom ? point->y : box.bottom;
	}
	return box;
}

/* Lengths are rounded down: a thousandth of a unit is nothing. */
enum { SLACK = 4 };

static bool overlap(struct box a, struct box b)
{
	return a.left + SLACK < b.right && b.left + SLACK < a.right &&
	       a.top + SLACK < b.bottom && b.top + SLACK < a.bottom;
}

static bool is_same_colour(struct drawing_colour a, struct drawing_colour b)
{
	return a.red == b.red && a.green == b.green && a.blue == b.blue;
}

/* The groups of a chart: its grid, then its marks. */
static const struct drawing_group *group_of(const struct drawing *drawing,
					    bool is_marks)
{
	const struct drawing_node *node = drawing->root.first;
	assert_int_equal(node->kind, DRAWING_GROUP);
	assert_int_equal(node->next->kind, DRAWING_GROUP);
	return is_marks ? &node->next->group : &node->group;
}

/* The nth shape among the marks that is filled with this colour. */
static struct box mark(const struct made *made, struct drawing_colour colour,
		       unsigned n)
{
	const struct drawing_node *node = group_of(made->drawing, true)->first;
	for (; node; node = node->next)
		if (node->kind == DRAWING_SHAPE &&
		    is_same_colour(node->shape.fill.colour, colour) && !n--)
			return path_box(&node->shape.path);
	fail_msg("no such mark");
	return (struct box){ 0, 0, 0, 0 };
}

static const struct drawing_text *find_text(const struct made *made,
					    const char *wanted)
{
	const struct drawing_text *text = NULL;
	while ((text = drawing_next_text(made->drawing, text)))
		if (!strcmp(text->text, wanted))
			return text;
	return NULL;
}

/* ---- What holds for every chart ---------------------------------------- */

static void check_texts(const struct made *made)
{
	const struct drawing_text *text = NULL;
	VECTOR(struct box) boxes = { .items = NULL };
	while ((text = drawing_next_text(made->drawing, text))) {
		struct box box = text_box(text);
		assert_true(text->is_right_to_left ==
			    made->chart.is_right_to_left);
		if (box.left < -SLACK || box.top < -SLACK ||
		    box.right > made->drawing->width + SLACK ||
		    box.bottom > made->drawing->height + SLACK)
			fail_msg("'%s' is cut off", text->text);
		for (size_t i = 0; i < boxes.count; i++)
			if (overlap(box, boxes.items[i]))
				fail_msg("'%s' overlaps another", text->text);
		*VECTOR_ADD(&boxes) = box;
	}
	VECTOR_RELEASE(&boxes);
}

static void check_shapes(const struct made *made,
			 const struct drawing_group *group)
{
	const struct drawing_node *node = group->first;
	for (; node; node = node->next) {
		const struct drawing_path *path = node->kind == DRAWING_GROUP ?
							  node->group.clip :
							  &node->shape.path;
		struct box box = path_box(path);
		assert_true(path->point_count > 0);
		assert_true(box.left >= -SLACK && box.top >= -SLACK);
		assert_true(box.right <= made->drawing->width + SLACK);
		assert_true(box.bottom <= made->drawing->height + SLACK);
	}
}

/* What is painted among the marks, with its place: a chart of a thousand rows asks
 * for it a thousand times. */
struct painted {
	struct box box;
	struct drawing_colour colour;
	bool is_dot; /* it has a rim */
};

struct paint {
	VECTOR(struct painted) shapes;
};

static struct paint paint_of(const struct made *made)
{
	struct paint paint = { .shapes = { .items = NULL } };
	const struct drawing_node *node = group_of(made->drawing, true)->first;
	for (; node; node = node->next)
		if (node->kind == DRAWING_SHAPE &&
		    node->shape.fill.kind == PAINT_COLOUR)
			*VECTOR_ADD(&paint.shapes) = (struct painted){
				.box = path_box(&node->shape.path),
				.colour = node->shape.fill.colour,
				.is_dot = node->shape.stroke.width > 0,
			};
	return paint;
}

/* Each text can be read on what is painted last behind its middle, and dots and
 * their rims touch none. */
static void check_paint(const struct made *made)
{
	const struct drawing_text *text = NULL;
	struct paint paint = paint_of(made);
	bool has_dots = made->chart.kind == CHART_DOTS ||
			made->chart.kind == CHART_LINE ||
			made->chart.kind == CHART_SLOPE;
	while ((text = drawing_next_text(made->drawing, text))) {
		struct box box = text_box(text);
		struct box middle = { (box.left + box.right) / 2,
				      (box.top + box.bottom) / 2,
				      (box.left + box.right) / 2 + 10,
				      (box.top + box.bottom) / 2 + 10 };
		struct drawing_colour ground = made->style.page;
		for (size_t i = 0; i < paint.shapes.count; i++) {
			const struct painted *shape = &paint.shapes.items[i];
			if (overlap(middle, shape->box))
				ground = shape->colour;
			if (has_dots && shape->is_dot &&
			    overlap(shape->box, box))
				fail_msg("a dot covers '%s'", text->text);
		}
		if (chart_contrast(text->colour, ground) < 450)
			fail_msg("'%s' cannot be read", text->text);
	}
	VECTOR_RELEASE(&paint.shapes);
}

static void check(struct made *made)
{
	draw(made);
	assert_int_equal(made->drawing->width, made->style.width);
	assert_false(made->drawing->has_opacity);
	/* all is on ground of the page's colour */
	const struct drawing_node *first =
		group_of(made->drawing, false)->first;
	struct box ground = path_box(&first->shape.path);
	assert_true(is_same_colour(first->shape.fill.colour, made->style.page));
	assert_int_equal(ground.right, made->drawing->width);
	assert_int_equal(ground.bottom, made->drawing->height);
	check_texts(made);
	check_shapes(made, group_of(made->drawing, false));
	check_shapes(made, group_of(made->drawing, true));
	check_paint(made);
}

/* ---- Axes -------------------------------------------------------------- */

static void axes(void **state)
{
	static const struct {
		int64_t largest, unit;
		size_t count;
		int64_t last;
	} cases[] = {
		{ 0, 1, 2, 1 },
		{ 1, 1, 2, 1 },
		{ 3, 1, 4, 3 },
		{ 7, 1, 5, 8 },
		{ 412, 1, 6, 500 },
		{ 1000, 1, 6, 1000 },
		{ 31400, 1000, 5, 40000 },
		{ 100000, 1000, 6, 100000 },
		{ -5, 0, 2, 1 },
		{ INT64_MAX, 1, 6, CHART_MOST_VALUE },
	};
	int64_t ticks[CHART_MOST_TICKS];
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		size_t count =
			chart_axis(cases[i].largest, cases[i].unit, ticks);
		assert_int_equal(count, cases[i].count);
		assert_int_equal(ticks[0], 0);
		assert_int_equal(ticks[count - 1], cases[i].last);
	}
}

static void classes(void **state)
{
	int64_t least[CHART_MOST_CLASSES], end;
	(void)state;
	assert_int_equal(chart_classes(5, 50, 1, 0, least, &end), 4);
	assert_int_equal(least[0], 0);
	assert_int_equal(least[3], 45);
	assert_int_equal(end, 60);
	/* 43 to 47 per cent, in classes of five and not of one. */
	assert_int_equal(chart_classes(43, 47, 1, 5, least, &end), 2);
	assert_int_equal(least[0], 40);
	assert_int_equal(least[1], 45);
	assert_int_equal(end, 50);
	assert_int_equal(chart_classes(7, 7, 1, 0, least, &end), 1);
	assert_int_equal(least[0], 7);
	assert_int_equal(end, 8);
	uint64_t seed = 11;
	for (unsigned i = 0; i < 2000; i++) {
		int64_t a = pick(&seed, 100000), b = pick(&seed, 1000);
		int64_t unit = 1 + pick(&seed, 50);
		size_t count = chart_classes(a, a + b, unit, 0, least, &end);
		assert_in_range(count, 1, CHART_MOST_CLASSES);
		assert_true(least[0] <= a && end > a + b);
		for (size_t j = 0; j < count; j++)
			assert_int_equal(least[j] % unit, 0);
	}
}

/* ---- Colours ----------------------------------------------------------- */

static void colours(void **state)
{
	struct chart_style style = chart_style_default(320000, 14000);
	(void)state;
	assert_int_equal(
		chart_contrast(style.page, (struct drawing_colour){ 0, 0, 0 }),
		2100);
	assert_true(chart_contrast(style.ink, style.page) >= 450);
	assert_true(chart_contrast(style.quiet, style.page) >= 450);
	for (size_t i = 0; i < style.colour_count; i++) {
		struct drawing_colour colour = style.series[i];
		assert_true(chart_contrast(colour, style.page) >= 300);
		assert_true(chart_contrast(chart_colour_on(&style, colour),
					   colour) >= 450);
	}
	for (size_t i = 0; i < CHART_MOST_CLASSES; i++) {
		struct drawing_colour shade = style.shades[i];
		assert_true(chart_contrast(chart_colour_on(&style, shade),
					   shade) >= 450);
		/* each is plainly darker than the one before */
		if (i)
			assert_true(chart_contrast(shade, style.page) * 10 >=
				    chart_contrast(style.shades[i - 1],
						   style.page) *
					    13);
	}
}

/* ---- Geometry ---------------------------------------------------------- */

/* Where the bar's longest number and the axis' end fit. */
static void bars_tell_values(void **state)
{
	struct made made;
	(void)state;
	make(&made, CHART_BAR, 4, 1, 460000);
	set_axis(&made, 100); /* which is not drawn */
	made.cells[2][0].value = 0;
	made.cells[3][0].is_shown = false;
	check(&made);
	struct box first = mark(&made, made.style.series[0], 0);
	struct box second = mark(&made, made.style.series[0], 1);
	assert_int_equal(first.left, second.left);
	int64_t difference =
		2 * (first.right - first.left) - (second.right - second.left);
	assert_in_range(difference + SLACK, 0, 2 * SLACK);
	const struct drawing_text *longest = find_text(&made, "20");
	assert_true(longest->x > second.right);
	assert_in_range(text_box(longest).right, 459900, 460000);
	assert_true(find_text(&made, "30")->x < first.right);
	assert_non_null(find_text(&made, "Not shown"));
	assert_null(find_text(&made, "40"));
	/* numbers stand at all bars: no axis */
	assert_null(find_text(&made, "0"));
	unmake(&made);
}

static void little_is_not_none(void **state)
{
	struct made made;
	(void)state;
	make(&made, CHART_BAR, 2, 1, 460000);
	made.cells[0][0].value = 1;
	made.cells[1][0].value = CHART_MOST_VALUE;
	check(&made);
	struct box bar = mark(&made, made.style.series[0], 0);
	assert_int_equal(bar.right - bar.left, made.style.line);
	unmake(&made);
}

static void axis_where_numbers_are_missing(void **state)
{
	struct made made;
	(void)state;
	make(&made, CHART_BAR, 3, 1, 460000);
	made.cells[1][0].text = NULL;
	check(&made);
	for (size_t i = 0; i < made.chart.tick_count; i++)
		assert_non_null(find_text(&made, made.ticks[i].text));
	unmake(&made);
}

static void segments_add_up(void **state)
{
	struct made made;
	(void)state;
	make(&made, CHART_STACKED, 2, 3, 460000);
	set_axis(&made, 100);
	for (size_t i = 0; i < 3; i++)
		made.cells[0][i].value = made.cells[1][i].value = 25;
	made.cells[1][1].is_shown = false;
	check(&made);
	struct drawing_colour *series = made.style.series;
	/* the outlines of key, first row, second row */
	struct box all = mark(&made, series[2], 1);
	struct box less = mark(&made, series[2], 2);
	int64_t gap = made.style.segment_gap;
	int64_t quarter = all.right - all.left + gap;
	struct box first = mark(&made, series[0], 1);
	struct box second = mark(&made, series[1], 1);
	assert_in_range(first.right + gap - second.left + SLACK, 0, 2 * SLACK);
	assert_in_range(all.right - less.right - quarter + SLACK, 0, 2 * SLACK);
	assert_in_range(first.left + 3 * quarter - all.right + SLACK, 0,
			2 * SLACK);
	unmake(&made);
}

/* Colours come again, but never with the same pattern or shape. */
static void series_differ(void **state)
{
	struct made made;
	struct buffer seen[CHART_MOST_SERIES];
	(void)state;
	for (int kind = CHART_STACKED; kind <= CHART_DOTS; kind++) {
		for (size_t i = 0; i < CHART_MOST_SERIES; i++) {
			make(&made, (enum chart_kind)kind, 1, CHART_MOST_SERIES,
			     460000);
			made.chart.value_title = NULL;
			made.chart.tick_count = 0;
			for (size_t j = 0; j < CHART_MOST_SERIES; j++) {
				made.series[j].label = NULL;
				made.cells[0][j].text = NULL;
				made.cells[0][j].value = j == i ? 9 : 0;
				made.cells[0][j].is_shown = j == i;
			}
			made.chart.hidden = NULL;
			/* without the keys, which are the same */
			struct drawing_node *node =
				(struct drawing_node *)group_of(draw(&made),
								true)
					->first;
			while (node &&
			       path_box(node->kind == DRAWING_GROUP ?
						node->group.clip :
						&node->shape.path)
					       .bottom <
				       made.drawing->height -
					       2 * made.style.line_height)
				node = (struct drawing_node *)node->next;
			made.drawing->root.first = node;
			seen[i] = (struct buffer)BUFFER_INITIALISER;
			svg_write(made.drawing, "p", &seen[i]);
			for (size_t j = 0; j < i; j++)
				assert_string_not_equal(seen[i].bytes,
							seen[j].bytes);
			unmake(&made);
		}
		for (size_t i = 0; i < CHART_MOST_SERIES; i++)
			buffer_release(&seen[i]);
	}
}

static void dots_stand_apart(void **state)
{
	struct made made;
	(void)state;
	make(&made, CHART_DOTS, 1, 2, 460000);
	made.cells[0][0].value = made.cells[0][1].value = 50;
	check(&made);
	/* keys come first; a dot is a rim and itself */
	struct box one = mark(&made, made.style.series[0], 1);
	struct box other = mark(&made, made.style.page, 4);
	assert_int_equal((one.left + one.right) / 2,
			 (other.left + other.right) / 2);
	assert_true(one.bottom <= other.top);
	unmake(&made);
}

static void labels_beside_and_above(void **state)
{
	struct made made;
	(void)state;
	make(&made, CHART_BAR, 2, 1, 460000);
	check(&made);
	struct box bar = mark(&made, made.style.series[0], 0);
	const struct drawing_text *label = find_text(&made, labels[0]);
	assert_true(label->y > bar.top && label->y < bar.bottom);
	assert_true(text_box(label).right < bar.left);
	unmake(&made);
	make(&made, CHART_BAR, 6, 1, 320000); /* one is a very long word */
	made.style = chart_style_default(320000, 14000);
	check(&made);
	bar = mark(&made, made.style.series[0], 0);
	label = find_text(&made, labels[0]);
	assert_true(label->y < bar.top);
	assert_int_equal(bar.left, label->x);
	unmake(&made);
}

/* ---- Maps -------------------------------------------------------------- */

static void maps(void **state)
{
	static const int32_t widths[] = { 230000, 460000 };
	struct made made;
	(void)state;
	for (size_t i = 0; i < COUNT(widths) * 2; i++) {
		make(&made, CHART_MAP, 32, 1, widths[i / 2]);
		made.chart.is_right_to_left = i % 2;
		made.cells[4][0].is_shown = false;
		for (size_t j = 0; j < 32; j++)
			made.rows[j].short_label =
				arena_format(&made.arena, "t%zu", j);
		check(&made);
		/* columns go from left to right, lines down, in any language */
		const struct drawing_text *first = find_text(&made, "t0");
		assert_true(first->x < find_text(&made, "t1")->x);
		assert_true(first->y < find_text(&made, "t8")->y);
		assert_int_equal(first->x, find_text(&made, "t16")->x);
		assert_non_null(find_text(&made, "–"));
		assert_non_null(find_text(&made, "Not shown"));
		assert_null(find_text(&made, "50"));
		/* shades are those of the classes */
		assert_int_equal(made.chart.class_count, 4);
		mark(&made, made.style.shades[0], 1);
		mark(&made, made.style.shades[4], 1);
		unmake(&made);
	}
}

/* Names that have no room in tiles are never cut: codes stand for them, and the
 * key tells which and, where it has no room either, the number. */
static void codes_for_long_names(void **state)
{
	static const char *const names[] = {
		"كلاكمانانشاير", "Clackmannanshire",
		"克拉克曼南郡与斯特灵郡及福尔柯克"
	};
	struct made made;
	(void)state;
	for (size_t i = 0; i < COUNT(names) * 4; i++) {
		bool is_long = i % 4 >= 2;
		make(&made, CHART_MAP, 24, 1, i % 2 ? 230000 : 700000);
		made.chart.is_right_to_left = i % 4 == 1;
		for (size_t j = 0; j < 24; j++) {
			const char *letter =
				arena_format(&made.arena, "%c", 'a' + (int)j);
			made.rows[j].label = arena_format(&made.arena, "%s%s",
							  names[i / 4], letter);
			made.rows[j].short_label = made.rows[j].label;
			made.rows[j].code = letter;
			if (is_long)
				made.cells[j][0].text = arena_format(
					&made.arena, "1,234,567 %s", letter);
		}
		check(&made);
		for (size_t j = 0; j < 24; j++) {
			assert_non_null(find_text(&made, made.rows[j].code));
			assert_non_null(find_text(&made, made.rows[j].label));
			assert_non_null(
				find_text(&made, made.cells[j][0].text));
		}
		const struct drawing_text *text = NULL;
		while ((text = drawing_next_text(made.drawing, text)))
			assert_true(text->size >= made.style.least_size);
		unmake(&made);
	}
}

/* A map that would be too high stands in parts: tiles, and the names of their
 * codes, each once, in columns as wide as the widest name of all. */
static void maps_in_parts(void **state)
{
	enum { ROWS = 24, EACH = 7 };
	(void)state;
	for (int is_right_to_left = 0; is_right_to_left < 2;
	     is_right_to_left++) {
		struct made made;
		size_t found[ROWS] = { 0 };
		make(&made, CHART_MAP, ROWS, 1, 460000);
		made.chart.is_right_to_left = is_right_to_left;
		for (size_t j = 0; j < ROWS; j++) {
			made.rows[j].code =
				arena_format(&made.arena, "%c", 'a' + (int)j);
			made.rows[j].label = made.rows[j].short_label =
				arena_format(&made.arena, "Clackmannanshire %c",
					     'A' + (int)j);
		}
		check(&made);
		int32_t whole = made.drawing->height;
		made.style.part = CHART_TILES;
		check(&made);
		int32_t tiles = made.drawing->height;
		assert_true(tiles < whole);
		for (size_t j = 0; j < ROWS; j++) {
			assert_non_null(find_text(&made, made.rows[j].code));
			assert_null(find_text(&made, made.rows[j].label));
		}
		/* smaller tiles: the rest keeps its room */
		made.style.map_width = 230000;
		check(&made);
		assert_true(made.drawing->height < tiles);
		assert_int_equal(made.drawing->width, 460000);
		made.style.part = CHART_ENTRIES;
		made.style.entry_count = EACH;
		for (size_t first = 0; first <= ROWS + EACH; first += EACH) {
			made.style.first_entry = first;
			check(&made);
			assert_null(find_text(&made, "Not shown"));
			for (size_t j = 0; j < ROWS; j++)
				if (find_text(&made, made.rows[j].label))
					found[j]++;
			assert_true(first < ROWS ||
				    !drawing_next_text(made.drawing, NULL));
		}
		for (size_t j = 0; j < ROWS; j++)
			assert_int_equal(found[j], 1);
		unmake(&made);
	}
}

/* Each number that is shown stands somewhere, however short its bar. */
static void numbers_are_never_dropped(void **state)
{
	struct made made;
	(void)state;
	for (int kind = CHART_BAR; kind <= CHART_DOTS; kind++)
		for (size_t series = 1; series <= 6; series++)
			for (int narrow = 0; narrow < 2; narrow++) {
				make(&made, (enum chart_kind)kind, 3, series,
				     narrow ? 200000 : 460000);
				for (size_t j = 0; j < 3 * series; j++) {
					struct chart_cell *cell =
						&made.cells[j / series]
							   [j % series];
					cell->value = j % series ? 1 : 97;
					cell->text = arena_format(&made.arena,
								  "n%zu%%", j);
				}
				set_axis(&made, 100);
				check(&made);
				for (size_t j = 0; j < 3 * series; j++)
					assert_non_null(find_text(
						&made,
						made.cells[j / series]
							  [j % series]
								  .text));
				unmake(&made);
			}
}

/* ---- Lines and slopes -------------------------------------------------- */

/* The nth dot of a series, after its rim. */
static struct box dot(const struct made *made, struct drawing_colour colour,
		      unsigned n)
{
	const struct drawing_node *node = group_of(made->drawing, true)->first;
	for (; node; node = node->next)
		if (node->kind == DRAWING_SHAPE && node->shape.fill.kind &&
		    is_same_colour(node->shape.stroke.paint.colour, colour) &&
		    node->shape.stroke.width && !n--)
			return path_box(&node->shape.path);
	fail_msg("no such dot");
	return (struct box){ 0, 0, 0, 0 };
}

static int64_t middle_of(struct box box)
{
	return (box.top + box.bottom) / 2;
}

/* Lines that are painted, and the points of the first. */
static size_t count_lines(const struct made *made, size_t *points)
{
	const struct drawing_node *node = group_of(made->drawing, true)->first;
	size_t count = 0;
	for (; node; node = node->next) {
		if (node->kind != DRAWING_SHAPE || node->shape.fill.kind ||
		    node->shape.stroke.width != made->style.line * 2)
			continue;
		if (!count++)
			*points = node->shape.path.point_count;
	}
	return count;
}

/* A value twice as high stands twice as high over the axis; time goes in the
 * direction of reading. */
static void lines_tell_values(void **state)
{
	struct made made;
	(void)state;
	for (int mirrored = 0; mirrored < 2; mirrored++) {
		make(&made, CHART_LINE, 4, 1, 460000);
		made.chart.is_right_to_left = mirrored;
		check(&made);
		size_t points = 0;
		assert_int_equal(count_lines(&made, &points), 1);
		assert_int_equal(points, 4);
		struct box boxes[4];
		for (unsigned i = 0; i < 4; i++)
			boxes[i] = dot(&made, made.style.series[0], i);
		int64_t step = middle_of(boxes[0]) - middle_of(boxes[1]);
		assert_true(step > 0);
		for (unsigned i = 1; i < 4; i++) {
			assert_in_range(middle_of(boxes[i - 1]) -
						middle_of(boxes[i]) - step +
						SLACK,
					0, 2 * SLACK);
			assert_true((boxes[i].left > boxes[i - 1].left) ==
				    !mirrored);
		}
		for (size_t i = 0; i < 4; i++)
			assert_non_null(
				find_text(&made, made.cells[i][0].text));
		unmake(&made);
	}
}

/* What is hidden leaves a gap, and a note tells of it. */
static void hidden_points_leave_gaps(void **state)
{
	struct made made;
	(void)state;
	make(&made, CHART_LINE, 5, 2, 460000);
	made.cells[2][0].is_shown = false;
	made.series[0].note = "Not shown (third)";
	check(&made);
	size_t points = 0;
	assert_int_equal(count_lines(&made, &points), 2);
	assert_int_equal(points, 4); /* two and two */
	assert_non_null(find_text(&made, "Not shown (third)"));
	made.cells[1][0].is_shown = made.cells[3][0].is_shown = false;
	check(&made); /* two dots alone are no line */
	assert_int_equal(count_lines(&made, &points), 1);
	assert_int_equal(points, 5);
	unmake(&made);
	make(&made, CHART_SLOPE, 3, 2, 460000);
	made.cells[1][1].is_shown = false;
	made.rows[1].note = "Loneliness, Not shown (after)";
	check(&made);
	assert_int_equal(count_lines(&made, &points), 2);
	assert_non_null(find_text(&made, made.cells[1][0].text));
	assert_non_null(find_text(&made, made.rows[1].note));
	unmake(&made);
}

/* Both numbers of each row, however close its neighbours. */
static void slopes_tell_all(void **state)
{
	static const int32_t widths[] = { 200000, 320000, 460000 };
	struct made made;
	(void)state;
	for (size_t i = 0; i < COUNT(widths) * 2; i++) {
		make(&made, CHART_SLOPE, 5, 2, widths[i / 2]);
		made.chart.is_right_to_left = i % 2;
		for (size_t j = 0; j < 5; j++) {
			made.cells[j][0].value = made.cells[j][1].value = 10;
			made.rows[j].label = arena_format(
				&made.arena, "Row of some length %zu", j);
		}
		check(&made);
		for (size_t j = 0; j < 5; j++)
			for (size_t k = 0; k < 2; k++)
				assert_non_null(find_text(
					&made, made.cells[j][k].text));
		unmake(&made);
	}
}

/* Lines are told apart without their colours. */
static void lines_differ_in_dashes(void **state)
{
	struct made made;
	(void)state;
	make(&made, CHART_LINE, 3, 3, 460000);
	check(&made);
	const struct drawing_node *node = group_of(made.drawing, true)->first;
	int32_t first[3], count = 0;
	for (; node; node = node->next)
		if (node->kind == DRAWING_SHAPE && !node->shape.fill.kind &&
		    node->shape.stroke.width == made.style.line * 2)
			first[count++] = node->shape.stroke.dash_count ?
						 node->shape.stroke.dashes[0] :
						 0;
	assert_int_equal(count, 3);
	assert_int_equal(first[0], 0);
	assert_true(first[1] && first[2] && first[1] != first[2]);
	unmake(&made);
}

/* Ten figures, as many filled as are nearest to the share, and the words. */
static void people_of_ten(void **state)
{
	static const struct {
		int64_t value;
		unsigned filled;
	} cases[] = { { 0, 0 },   { 4, 0 },    { 5, 1 },   { 44, 4 },
		      { 95, 10 }, { 100, 10 }, { 250, 10 } };
	struct made made;
	(void)state;
	for (size_t i = 0; i < COUNT(cases) * 2; i++) {
		make(&made, CHART_PEOPLE, 2, 1, i % 2 ? 460000 : 150000);
		made.chart.most = 100;
		made.cells[0][0].value = cases[i / 2].value;
		made.cells[0][0].text = "4 out of 10";
		made.cells[1][0].is_shown = false;
		check(&made);
		const struct drawing_node *node =
			group_of(made.drawing, true)->first;
		unsigned all = 0, filled = 0;
		for (; node; node = node->next, all++)
			filled += is_same_colour(node->shape.fill.colour,
						 made.style.series[0]);
		assert_int_equal(all, 20); /* heads and bodies */
		assert_int_equal(filled, 2 * cases[i / 2].filled);
		assert_non_null(find_text(&made, "4 out of 10"));
		assert_non_null(find_text(&made, "Not shown"));
		unmake(&made);
	}
}

/* The same distance between rows, whatever stands in one. */
static void rows_stand_at_one_pitch(void **state)
{
	struct made made;
	(void)state;
	for (int kind = CHART_BAR; kind <= CHART_STACKED; kind++) {
		make(&made, (enum chart_kind)kind, 4, 2, 460000);
		for (size_t i = 0; i < 4; i++)
			made.rows[i].label = "Row";
		made.rows[1].label = "A row that needs two lines, or three";
		made.cells[2][1].is_shown = false;
		made.cells[3][1].value = 1;
		check(&made);
		const struct drawing_text *text = NULL;
		int64_t last = 0, pitch = 0;
		while ((text = drawing_next_text(made.drawing, text))) {
			if (strcmp(text->text, "Row"))
				continue;
			if (last && pitch) /* after the one of more lines */
				assert_int_equal((text->y - last) % pitch, 0);
			if (last && !pitch)
				pitch = (text->y - last) / 2;
			last = text->y;
		}
		unmake(&made);
	}
}

/* A label a little longer than the usual column stays in one line, unless another
 * breaks anyway. */
static void labels_take_more_for_one_line(void **state)
{
	enum { WIDTH = 460000 };
	struct buffer label = BUFFER_INITIALISER;
	int64_t widest = 0;
	struct made made;
	(void)state;
	buffer_append_string(&label, "abc");
	for (unsigned words = 1; words < 40; words++) {
		make(&made, CHART_BAR, 2, 1, WIDTH);
		made.rows[0].label = label.bytes;
		made.rows[1].label = "Row";
		check(&made);
		const struct drawing_text *text = find_text(&made, label.bytes);
		struct box box = text ? text_box(text) : (struct box){ 0 };
		made.rows[1].label = "Of two lines, whatever the width of the "
				     "column in which it stands";
		check(&made);
		bool breaks = !find_text(&made, label.bytes);
		if (text && (box.right - box.left) * 100 > WIDTH * 41LL)
			assert_true(breaks);
		unmake(&made);
		if (!text)
			break;
		widest = box.right - box.left;
		buffer_append_string(&label, " abc");
	}
	assert_true(widest * 100 > WIDTH * 41LL);
	assert_true(widest * 100 <= WIDTH * 46LL);
	buffer_release(&label);
}

/* Tints of neighbours are told apart by lightness; where a theme has one
 * colour, hatching is no more for those alone who ask for it. */
static void tints_differ_in_lightness(void **state)
{
	struct made made;
	(void)state;
	for (unsigned i = 0; i < 2; i++) {
		make(&made, CHART_STACKED, 2, 6, 460000);
		for (size_t j = 0; i && j < CHART_MOST_COLOURS; j++)
			made.style.series[j] = made.style.page;
		draw(&made);
		const struct drawing_node *node =
			group_of(made.drawing, true)->first;
		unsigned hatchings = 0;
		for (; node; node = node->next)
			if (node->kind == DRAWING_GROUP) {
				assert_true(node->group.is_hatching == !i);
				hatchings++;
			}
		assert_true(hatchings > 0);
		unmake(&made);
	}
}

/* Places that are none, and two at one. */
static void tiles_out_of_place(void **state)
{
	struct made made;
	(void)state;
	make(&made, CHART_MAP, 6, 1, 460000);
	made.rows[0].column = -1;
	made.rows[1].line = INT32_MAX;
	made.rows[3].column = made.rows[2].column;
	made.rows[4].column = made.rows[4].line = CHART_MOST_TILES - 1;
	check(&made);
	made.chart.row_count = 2;
	check(&made);
	made.chart.series_count = 0;
	made.chart.row_count = 6;
	made.rows[4].column = 4;
	check(&made);
	unmake(&made);
}

/* ---- Right to left ----------------------------------------------------- */

static void check_mirrored_path(const struct drawing_path *a,
				const struct drawing_path *b, int32_t width)
{
	assert_int_equal(a->point_count, b->point_count);
	struct box one = path_box(a), other = path_box(b);
	assert_int_equal(one.left, width - other.right);
	assert_int_equal(one.right, width - other.left);
	assert_int_equal(one.top, other.top);
	assert_int_equal(one.bottom, other.bottom);
}

static void check_mirrored(const struct drawing_group *a,
			   const struct drawing_group *b, int32_t width)
{
	const struct drawing_node *one = a->first, *other = b->first;
	if (a->clip)
		check_mirrored_path(a->clip, b->clip, width);
	for (; one; one = one->next, other = other->next) {
		assert_non_null(other);
		assert_int_equal(one->kind, other->kind);
		if (one->kind == DRAWING_GROUP) {
			check_mirrored(&one->group, &other->group, width);
		} else if (one->kind == DRAWING_SHAPE) {
			check_mirrored_path(&one->shape.path,
					    &other->shape.path, width);
		} else {
			assert_string_equal(one->text.text, other->text.text);
			assert_int_equal(one->text.x, width - other->text.x);
			assert_int_equal(one->text.y, other->text.y);
			assert_int_equal(one->text.anchor,
					 2 - other->text.anchor);
		}
	}
	assert_null(other);
}

static void mirror_images(void **state)
{
	struct made made;
	uint64_t seed = 4;
	(void)state;
	for (unsigned i = 0; i < 100; i++) {
		make_random(&made, &seed);
		if (made.chart.kind != CHART_MAP) {
			struct drawing *one = draw(&made);
			made.chart.is_right_to_left =
				!made.chart.is_right_to_left;
			check_mirrored(&one->root, &draw(&made)->root,
				       made.style.width);
		}
		unmake(&made);
	}
}

/* ---- At random --------------------------------------------------------- */

static void nothing_overlaps(void **state)
{
	struct made made;
	uint64_t seed = 1;
	(void)state;
	for (unsigned i = 0; i < 600; i++) {
		make_random(&made, &seed);
		check(&made);
		unmake(&made);
	}
}

/* A theme's colours on which neither page nor ink can be read. */
static void middling_colours(void **state)
{
	static const struct drawing_colour middling = { 0x2F, 0x8A, 0x6B };
	struct made made;
	uint64_t seed = 3;
	(void)state;
	for (unsigned i = 0; i < 100; i++) {
		make_random(&made, &seed);
		for (size_t j = 0; j < CHART_MOST_COLOURS; j++)
			made.style.series[j] = middling;
		for (size_t j = 0; j < CHART_MOST_CLASSES; j++)
			made.style.shades[j] = middling;
		check(&made);
		unmake(&made);
	}
}

/* Whatever a hidden cell holds, each byte is the same. */
static void nothing_hidden_shows(void **state)
{
	struct made made;
	uint64_t seed = 2;
	(void)state;
	for (unsigned i = 0; i < 150; i++) {
		struct buffer one = BUFFER_INITIALISER;
		struct buffer other = BUFFER_INITIALISER;
		make_random(&made, &seed);
		svg_write(draw(&made), "p", &one);
		for (size_t j = 0; j < made.chart.row_count; j++)
			for (size_t k = 0; k < made.chart.series_count; k++)
				if (!made.cells[j][k].is_shown)
					made.cells[j][k] = (struct chart_cell){
						false, pick_value(&seed),
						"secret"
					};
		svg_write(draw(&made), "p", &other);
		assert_string_equal(one.bytes, other.bytes);
		assert_int_equal(str_find(buffer_str(&one), STR("secret")), -1);
		buffer_release(&one);
		buffer_release(&other);
		unmake(&made);
	}
}

/* Nothing to show, too much to show, no room to show it. */
static void extremes(void **state)
{
	static const size_t counts[][2] = {
		{ 0, 0 }, { 0, 1 },  { 0, 3 },  { 1, 0 },
		{ 1, 1 }, { 60, 1 }, { 3, 40 }, { 1200, 1 },
	};
	static const int32_t widths[] = { 1, 900, 30000, 100000, 2000000 };
	struct made made;
	(void)state;
	for (int kind = CHART_BAR; kind <= CHART_MAP; kind++)
		for (size_t i = 0; i < COUNT(counts); i++) {
			make(&made, (enum chart_kind)kind, counts[i][0],
			     counts[i][1], 460000);
			check(&made);
			for (size_t j = 0; j < COUNT(widths); j++) {
				made.style.width = widths[j];
				assert_true(draw(&made)->height > 0);
			}
			unmake(&made);
		}
}

static void odd_text(void **state)
{
	struct made made;
	(void)state;
	make(&made, CHART_BAR, 2, 1, 320000);
	char *text = arena_allocate(&made.arena, 200001);
	for (unsigned i = 0; i < 200000; i += 4)
		memcpy(text + i, "\xE2\x80\x8B ", 4); /* breaks, no width */
	made.rows[0].label = text;
	check(&made);
	made.rows[0].label = "\xFF\xFE\x80 not UTF-8 \xE2\x80";
	made.rows[1].label = "a\nb\tc";
	check(&made);
	memset(text, 'w', 200000);
	made.chart.hidden = made.cells[1][0].text = text;
	made.cells[0][0].is_shown = false;
	draw(&made);
	unmake(&made);
}

/* ---- The estimate ------------------------------------------------------ */

/* Advances in thousandths of the em, as HarfBuzz shapes them in the widest of
 * the common fonts, and in the Noto fonts for the other scripts. */
static void estimate(void **state)
{
	static const struct {
		const char *text;
		bool is_bold;
		int32_t advance;
	} cases[] = {
		{ "Access to care and support", false, 13588 },
		{ "Digital exclusion", false, 8240 },
		{ "MOMWAVE", false, 5383 },
		{ "1,024 (31%)", false, 6182 },
		{ "Zażółć gęślą jaźń", false, 8617 },
		{ "Access to care and support", true, 13360 },
		{ "الوصول إلى الرعاية والدعم", false, 11268 },
		{ "获得护理和支持的机会，", false, 11000 },
		{ "देखभाल तक पहुंच", false, 6563 },
		{ "பராமரிப்பு அணுகல்", false, 10434 },
		{ "Доступ к помощи Щшж", false, 11513 },
		{ "גישה לטיפול", false, 5097 },
		{ "การเข้าถึงการดูแล", false, 7108 },
	};
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		int32_t width = chart_measure_estimate.advance(
			NULL, str_from(cases[i].text), 1000, cases[i].is_bold,
			"en", false);
		/* enough, but not so much that it wastes the page */
		assert_in_range(width, cases[i].advance,
				cases[i].advance * 17 / 10);
	}
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(lines_tell_values),
	cmocka_unit_test(hidden_points_leave_gaps),
	cmocka_unit_test(slopes_tell_all),
	cmocka_unit_test(lines_differ_in_dashes),
	cmocka_unit_test(axes),
	cmocka_unit_test(classes),
	cmocka_unit_test(colours),
	cmocka_unit_test(bars_tell_values),
	cmocka_unit_test(little_is_not_none),
	cmocka_unit_test(axis_where_numbers_are_missing),
	cmocka_unit_test(segments_add_up),
	cmocka_unit_test(series_differ),
	cmocka_unit_test(dots_stand_apart),
	cmocka_unit_test(labels_beside_and_above),
	cmocka_unit_test(labels_take_more_for_one_line),
	cmocka_unit_test(maps),
	cmocka_unit_test(codes_for_long_names),
	cmocka_unit_test(maps_in_parts),
	cmocka_unit_test(numbers_are_never_dropped),
	cmocka_unit_test(people_of_ten),
	cmocka_unit_test(rows_stand_at_one_pitch),
	cmocka_unit_test(tints_differ_in_lightness),
	cmocka_unit_test(tiles_out_of_place),
	cmocka_unit_test(mirror_images),
	cmocka_unit_test(nothing_overlaps),
	cmocka_unit_test(middling_colours),
	cmocka_unit_test(nothing_hidden_shows),
	cmocka_unit_test(extremes),
	cmocka_unit_test(odd_text),
	cmocka_unit_test(estimate),
};
UNIT_FILE(tests, NULL, NULL)
