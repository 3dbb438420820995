/* Folding strips into columns. */
#include "layout/columns.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* What the flow had from the first strip on, put aside. */
struct folding {
	struct flow *flow;
	const struct columns *columns;
	struct strip *strips;
	uint32_t count;                      /* of them */
	lu head_height;                      /* [lu] */
	uint32_t line, item, number, anchor; /* the first of them in the flow */
	struct placed_line *lines;
	struct frame_item *items;
	struct late_number *numbers;
	const struct node **anchors;
};

static void *put_aside(const void *items, size_t first, size_t count,
		       size_t size)
{
	void *copy = memory_allocate((count - first + 1) * size);
	if (count > first)
		memcpy(copy, (const char *)items + first * size,
		       (count - first) * size);
	return copy;
}

static struct folding begin(struct flow *flow, const struct columns *columns)
{
	const struct strip *first = &flow->strips.items[columns->first];
	struct folding folding = {
		.flow = flow,
		.columns = columns,
		.strips = put_aside(flow->strips.items, columns->first,
				    flow->strips.count, sizeof *first),
		.count = (uint32_t)flow->strips.count - columns->first,
		.line = first->first_line,
		.item = first->first_item,
		.number = first->first_number,
		.anchor = first->first_anchor,
	};
	folding.lines = put_aside(flow->lines.items, folding.line,
				  flow->lines.count, sizeof *folding.lines);
	folding.items = put_aside(flow->items.items, folding.item,
				  flow->items.count, sizeof *folding.items);
	folding.numbers =
		put_aside(flow->numbers.items, folding.number,
			  flow->numbers.count, sizeof *folding.numbers);
	folding.anchors =
		put_aside(flow->anchors.items, folding.anchor,
			  flow->anchors.count, sizeof *folding.anchors);
	flow->strips.count = columns->first;
	flow->lines.count = folding.line;
	flow->items.count = folding.item;
	flow->numbers.count = folding.number;
	flow->anchors.count = folding.anchor;
	for (uint32_t i = 0; i < columns->head_count; i++)
		folding.head_height += folding.strips[i].height;
	return folding;
}

static void end(struct folding *folding)
{
	free(folding->strips);
	free(folding->lines);
	free(folding->items);
	free(folding->numbers);
	free(folding->anchors);
}

/* ---- Where columns end --------------------------------------------------- */

static bool may_begin(const struct strip *strip)
{
	return strip->page_break != BREAK_FORBIDDEN &&
	       strip->torn < TORN_LEAD_IN;
}

/* The strip after the last one of a column of that height which begins with
 * `at`: at least one strip, whatever its height. */
static uint32_t column_end(const struct folding *folding, uint32_t at,
			   lu height)
{
	uint32_t last = at + 1, next = at + 1;
	int64_t used = folding->strips[at].height;
	while (next < folding->count) {
		if (may_begin(&folding->strips[next]))
			last = next;
		used += strip_distance(&folding->strips[next - 1],
				       &folding->strips[next]) +
			folding->strips[next].height;
		if (used > height)
			break;
		next++;
	}
	if (next == folding->count)
		return next;
	/* Nothing may begin a column: torn rather than too high. */
	return last > at + 1 || may_begin(&folding->strips[at + 1]) ? last :
								      next;
}

static uint32_t band_end(const struct folding *folding, uint32_t at, lu height)
{
	for (uint32_t i = 0; i < folding->columns->count; i++)
		if (at < folding->count)
			at = column_end(folding, at, height);
	return at;
}

/* [lu] The least height of columns that hold all that is left, or, where that
 * is more than one band, the greatest. */
static lu band_height(const struct folding *folding, uint32_t at)
{
	lu most = folding->columns->tallest - folding->head_height;
	lu low = 0, high = most;
	if (band_end(folding, at, most) < folding->count)
		return most;
	while (high - low > LU_FROM_POINTS(1)) {
		lu middle = low + (high - low) / 2;
		if (band_end(folding, at, middle) < folding->count)
			low = middle;
		else
			high = middle;
	}
	return high;
}

/* ---- Bands ---------------------------------------------------------------- */

static int by_cell(const void *a, const void *b)
{
	const struct placed_line *one = a, *other = b;
	if (one->column != other->column)
		return one->column < other->column ? -1 : 1;
	return one->y < other->y ? -1 : one->y > other->y;
}

/* Lines of one row stand slice by slice: they are read cell by cell. */
static void sort_row(struct flow *flow, size_t first)
{
	if (flow->lines.count > first + 1)
		qsort(flow->lines.items + first, flow->lines.count - first,
		      sizeof *flow->lines.items, by_cell);
}

static void copy_numbers(struct folding *folding, const struct strip *from,
			 lu x, lu y)
{
	struct flow *flow = folding->flow;
	for (uint32_t i = 0; i < from->number_count; i++) {
		struct late_number number =
			folding->numbers[from->first_number - folding->number +
					 i];
		number.edge += x;
		number.leader_edge += x;
		number.baseline += y;
		number.line = (uint32_t)flow->lines.count - 1;
		*VECTOR_ADD(&flow->numbers) = number;
	}
}

/* A strip's words and drawings at x, y of the newest strip; `is_repeated`: a
 * second time. */
static void copy_strip(struct folding *folding, const struct strip *from, lu x,
		       lu y, bool is_repeated)
{
	struct flow *flow = folding->flow;
	for (uint32_t i = 0; i < from->line_count; i++) {
		struct placed_line line =
			folding->lines[from->first_line - folding->line + i];
		line.x += x;
		line.y += y;
		line.is_repeated = is_repeated;
		*VECTOR_ADD(&flow->lines) = line;
	}
	for (uint32_t i = 0; i < from->item_count; i++) {
		struct frame_item item =
			folding->items[from->first_item - folding->item + i];
		frame_item_move(&item, x, y);
		if (is_repeated) {
			item.content = NULL;
			item.artifact = ARTIFACT_LAYOUT;
		}
		*VECTOR_ADD(&flow->items) = item;
	}
	if (!is_repeated)
		copy_numbers(folding, from, x, y);
}

/* What belongs to the strip, wherever it stands in the band. */
static void take_over(struct folding *folding, const struct strip *from)
{
	struct flow *flow = folding->flow;
	struct strip *band = flow_newest(flow);
	for (uint32_t i = 0; i < from->anchor_count; i++)
		*VECTOR_ADD(&flow->anchors) =
			folding->anchors[from->first_anchor - folding->anchor +
					 i];
	if (from->first_note == FLOW_NONE)
		return;
	for (uint32_t note = from->first_note; note != FLOW_NONE;
	     note = flow->notes.items[note].next)
		flow->notes.items[note].strip =
			(uint32_t)flow->strips.count - 1;
	if (band->first_note == FLOW_NONE)
		band->first_note = from->first_note;
	else
		flow->notes.items[band->last_note].next = from->first_note;
	band->last_note = from->last_note;
}

/* Strips [first, end) below each other from y on; returns where they end. */
static lu copy_strips(struct folding *folding, uint32_t first, uint32_t end,
		      lu x, lu y, bool is_repeated)
{
	struct flow *flow = folding->flow;
	size_t row = flow->lines.count;
	for (uint32_t i = first; i < end; i++) {
		const struct strip *strip = &folding->strips[i];
		if (i > first)
			y += strip_distance(strip - 1, strip);
		if (i == first || strip->row == FLOW_NONE ||
		    strip->row != strip[-1].row)
			row = flow->lines.count;
		copy_strip(folding, strip, x, y, is_repeated);
		if (strip->row != FLOW_NONE)
			sort_row(flow, row);
		if (!is_repeated)
			take_over(folding, strip);
		y += strip->height;
	}
	return y;
}

static void add_band(struct folding *folding, const struct strip *like)
{
	struct flow *flow = folding->flow;
	struct strip *band = VECTOR_ADD(&flow->strips);
	*band = (struct strip){
		.space_before = like->space_before,
		.page_break = like->page_break,
		.page_kind = like->page_kind,
		.torn = like->torn,
		.whole = like->whole,
		.box = like->box,
		.table = FLOW_NONE,
		.row = FLOW_NONE,
		.first_line = (uint32_t)flow->lines.count,
		.first_item = (uint32_t)flow->items.count,
		.first_anchor = (uint32_t)flow->anchors.count,
		.first_number = (uint32_t)flow->numbers.count,
		.first_note = FLOW_NONE,
		.last_note = FLOW_NONE,
	};
}

static void end_band(struct flow *flow, lu height, lu space_after)
{
	struct strip *band = flow_newest(flow);
	band->height = height;
	band->space_after = space_after;
	band->line_count = (uint32_t)flow->lines.count - band->first_line;
	band->item_count = (uint32_t)flow->items.count - band->first_item;
	band->anchor_count = (uint32_t)flow->anchors.count - band->first_anchor;
	band->number_count = (uint32_t)flow->numbers.count - band->first_number;
}

/* One band from `at` on; returns where the next one begins. */
static uint32_t fold_band(struct folding *folding, uint32_t at)
{
	const struct columns *columns = folding->columns;
	struct flow *flow = folding->flow;
	bool is_first = at == columns->head_count;
	lu height = band_height(folding, at), lowest = 0;
	add_band(folding, &folding->strips[is_first ? 0 : at]);
	for (uint32_t i = 0; i < columns->count && at < folding->count; i++) {
		lu x = (lu)i * columns->step;
		uint32_t next = column_end(folding, at, height);
		copy_strips(folding, 0, columns->head_count, x, 0,
			    !is_first || i > 0);
		lu bottom = copy_strips(folding, at, next, x,
					folding->head_height, false);
		lowest = bottom > lowest ? bottom : lowest;
		at = next;
	}
	end_band(flow, lowest, folding->strips[at - 1].space_after);
	return at;
}

void columns_fold(struct flow *flow, const struct columns *columns)
{
	assert(flow->target == &flow->strips && columns->count > 0);
	if (flow->strips.count <= columns->first + columns->head_count)
		return;
	struct folding folding = begin(flow, columns);
	for (uint32_t at = columns->head_count; at < folding.count;)
		at = fold_band(&folding, at);
	end(&folding);
}

void columns_set_beside(struct flow *flow, uint32_t first, uint32_t second,
			uint32_t below)
{
	assert(first < second && second < below);
	struct columns columns = { .first = first, .count = 1 };
	struct folding folding = begin(flow, &columns);
	const struct strip *strips = folding.strips;
	second -= first;
	below -= first;
	add_band(&folding, &strips[0]);
	lu left = copy_strips(&folding, 0, second, 0, 0, false);
	lu right = copy_strips(&folding, second, below, 0, 0, false);
	if (below < folding.count) {
		left += strip_distance(&strips[second - 1], &strips[below]);
		left = copy_strips(&folding, below, folding.count, 0, left,
				   false);
	}
	end_band(flow, left > right ? left : right,
		 strips[folding.count - 1].space_after);
	end(&folding);
}

void columns_set_side_by_side(struct flow *flow, const uint32_t *starts,
			      uint32_t count)
{
	if (flow->target != &flow->strips)
		return;
	struct columns columns = { .first = starts[0], .count = 1 };
	struct folding folding = begin(flow, &columns);
	lu lowest = 0;
	add_band(&folding, &folding.strips[0]);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t next = i + 1 < count ? starts[i + 1] - starts[0] :
						folding.count;
		lu bottom = copy_strips(&folding, starts[i] - starts[0], next,
					0, 0, false);
		lowest = bottom > lowest ? bottom : lowest;
	}
	end_band(flow, lowest, folding.strips[folding.count - 1].space_after);
	end(&folding);
}
