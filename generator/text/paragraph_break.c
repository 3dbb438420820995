/* Where lines end: the set of ends that leaves the least, squared, over all
 * lines. Knuth and Plass's way for ragged text, as dynamic programming over
 * the break points: each is reached from those at most a line before it. */
#include "text/paragraph_private.h"

#include <string.h>

#include <unicode/uchar.h>

/* Costs are squares of thousandths of the measure: a line left half empty
 * costs 250,000. */
enum {
	COST_OF_LINE = 2500,        /* fewer lines, else equal */
	COST_OF_SHORT_END = 200000, /* a short last line */
	COST_OF_EMERGENCY = 4000000,
	COST_OF_TORN_WORD = 300000, /* more than after a slash */
	COST_OF_OVERFULL = 1000000000,
	/* Bounds the work where thousands of empty words fit on a line. */
	LONGEST_LOOK_BACK = 1000
};

/* ---- Emergency breaks -------------------------------------------------- */

static bool is_box_too_wide(const struct break_point *start,
			    const struct break_point *end, lu width)
{
	return end->position - end->hang - start->position - start->lead >
	       width;
}

/* An address is best broken after these. */
static bool is_good_end(char byte)
{
	return strchr("/.?&-_=:#%+,;", byte) != NULL;
}

/* What is never seen does not begin a line. */
static bool is_unseen(struct str text, uint32_t offset)
{
	if ((uint8_t)text.bytes[offset] < 0xC2)
		return false;
	return u_hasBinaryProperty((UChar32)itemise_code_point_at(text, offset),
				   UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static void add_emergency(struct paragraph *paragraph, uint32_t offset,
			  uint32_t unit, int64_t position)
{
	struct break_point *point = VECTOR_ADD(&paragraph->typesetter->points);
	point->offset = offset;
	point->unit = unit;
	point->position = position;
	point->kind = BREAK_EMERGENCY;
	if (!is_good_end(paragraph->text.bytes[offset - 1]))
		point->penalty = COST_OF_TORN_WORD;
}

/* Break points at the grapheme clusters of one unit within (start, end). */
static void break_unit(struct paragraph *paragraph, uint32_t index,
		       uint32_t start, uint32_t end, const uint8_t *clusters)
{
	const struct unit *unit = &paragraph->units[index];
	bool is_right_to_left = paragraph->runs[unit->run].level % 2;
	struct shaped_cursor cursor = { 0 };
	uint32_t from = unit->start > start ? unit->start : start + 1;
	uint32_t to = unit->end < end ? unit->end : end;
	for (uint32_t at = from; at < to; at++) {
		if (!clusters[at - start] || is_unseen(paragraph->text, at))
			continue;
		if (unit->shaped)
			shaped_cursor_move(&cursor, unit->shaped,
					   is_right_to_left, at - unit->start);
		add_emergency(paragraph, at, index,
			      unit->position + cursor.width);
	}
}

static void break_box(struct paragraph *paragraph,
		      const struct break_point *start,
		      const struct break_point *end)
{
	struct typesetter *typesetter = paragraph->typesetter;
	struct str box = { paragraph->text.bytes + start->offset,
			   end->offset - start->offset };
	box.length -= shape_trailing_space_length(box);
	uint8_t *clusters = typesetter_flags(typesetter, box.length + 1);
	line_break_find_clusters(typesetter->line_breaker, box, clusters);
	uint32_t limit = start->offset + (uint32_t)box.length;
	for (uint32_t i = start->unit;
	     i < paragraph->unit_count && paragraph->units[i].start < limit;
	     i++)
		break_unit(paragraph, i, start->offset, limit, clusters);
}

/* The break points with those that only this width asks for. */
static const struct break_point *find_points(struct paragraph *paragraph,
					     lu width, uint32_t *count)
{
	*count = paragraph->break_count;
	if (paragraph->widths.minimum <= width)
		return paragraph->breaks;
	struct typesetter *typesetter = paragraph->typesetter;
	typesetter->points.count = 0;
	for (uint32_t i = 0; i < paragraph->break_count; i++) {
		const struct break_point *point = &paragraph->breaks[i];
		if (i > 0 && is_box_too_wide(point - 1, point, width))
			break_box(paragraph, point - 1, point);
		*VECTOR_ADD(&typesetter->points) = *point;
	}
	*count = (uint32_t)typesetter->points.count;
	return typesetter->points.items;
}

/* ---- The best set ------------------------------------------------------ */

struct line_measure {
	const struct break_point *points;
	lu width, indent;
	lu em;
	bool is_wide;     /* about 40 letters and more; all titles */
	bool is_balanced; /* the last line counts like the others */
};

static lu width_from(const struct line_measure *measure, uint32_t start)
{
	lu width = measure->width - (start == 0 ? measure->indent : 0);
	return width > 1 ? width : 1;
}

static int64_t seen_width(const struct line_measure *measure, uint32_t start,
			  uint32_t end)
{
	const struct break_point *points = measure->points;
	int64_t width = points[end].position - points[end].hang -
			points[start].position - points[start].lead;
	return width > 0 ? width : 0;
}

/* One short word (in a narrow column one of two ems, so that no Han character
 * stands alone), or several that are shorter still. */
static bool is_short_end(const struct line_measure *measure, uint32_t start,
			 uint32_t end, int64_t seen)
{
	lu width = width_from(measure, start);
	int64_t em = measure->em;
	if (start + 1 == end)
		return seen < width / 5 || (seen < 2 * em && seen < width / 2);
	return seen < width / 5 && seen < 3 * em;
}

/* What it costs to end a line here, wherever it starts. */
static int64_t cost_of_end(const struct line_measure *measure, uint32_t end)
{
	const struct break_point *point = &measure->points[end];
	int64_t cost = COST_OF_LINE;
	if (point->kind == BREAK_FORCED)
		return cost;
	cost += point->penalty;
	if (point->kind == BREAK_EMERGENCY)
		cost += COST_OF_EMERGENCY;
	if (measure->is_wide)
		cost += point->wide_penalty;
	return cost;
}

/* The last line of a stretch. `is_first`: it is the only one. */
static int64_t cost_of_last(const struct line_measure *measure, uint32_t start,
			    uint32_t end, int64_t seen, int64_t slack,
			    bool is_first)
{
	int64_t cost = 0;
	if (!is_first && is_short_end(measure, start, end, seen))
		cost += COST_OF_SHORT_END;
	if (measure->is_balanced)
		cost += slack * slack;
	return cost;
}

/* What a line costs by its width. `is_first`: it follows a forced break. */
static inline int64_t cost_of_width(const struct line_measure *measure,
				    uint32_t start, uint32_t end, int64_t seen,
				    bool is_first)
{
	lu width = width_from(measure, start);
	if (seen > width)
		return COST_OF_OVERFULL;
	int64_t slack = (width - seen) * 1000 / width;
	if (measure->points[end].kind == BREAK_FORCED)
		return cost_of_last(measure, start, end, seen, slack, is_first);
	return slack * slack;
}

/* What a line to `end` costs that begins with the word before it: however wide
 * that is. */
static struct choice choose_word(const struct line_measure *measure,
				 const struct choice *choices, uint32_t first,
				 uint32_t end)
{
	uint32_t start = end - 1;
	int64_t cost =
		cost_of_width(measure, start, end,
			      seen_width(measure, start, end), start == first);
	return (struct choice){ choices[start].cost + cost, start };
}

/* The same for a line within the text, of several words, as far back as they
 * fit: where nearly all the work of breaking is done. */
static struct choice choose_words(const struct line_measure *measure,
				  const struct choice *choices, uint32_t first,
				  uint32_t end, struct choice best)
{
	const struct break_point *points = measure->points;
	int64_t right = points[end].position - points[end].hang;
	uint32_t most = end - first < LONGEST_LOOK_BACK ?
				first :
				end - LONGEST_LOOK_BACK;
	for (uint32_t start = end - 1; start-- > most;) {
		lu width = width_from(measure, start);
		int64_t seen =
			right - points[start].position - points[start].lead;
		if (seen > width)
			break;
		int64_t slack = (width - (seen > 0 ? seen : 0)) * 1000 / width;
		int64_t cost = choices[start].cost + slack * slack;
		if (cost < best.cost)
			best = (struct choice){ cost, start };
	}
	return best;
}

/* The same for the last line of a stretch. */
static struct choice choose_last(const struct line_measure *measure,
				 const struct choice *choices, uint32_t first,
				 uint32_t end, struct choice best)
{
	uint32_t most = end - first < LONGEST_LOOK_BACK ?
				first :
				end - LONGEST_LOOK_BACK;
	for (uint32_t start = end - 1; start-- > most;) {
		int64_t seen = seen_width(measure, start, end);
		if (seen > width_from(measure, start))
			break;
		int64_t cost = choices[start].cost +
			       cost_of_width(measure, start, end, seen,
					     start == first);
		if (cost < best.cost)
			best = (struct choice){ cost, start };
	}
	return best;
}

/* Fills in choices for the points in (first, last], both forced. */
static void choose_best(const struct line_measure *measure,
			struct choice *choices, uint32_t first, uint32_t last)
{
	choices[first].cost = 0;
	for (uint32_t end = first + 1; end <= last; end++) {
		struct choice best = choose_word(measure, choices, first, end);
		best = end < last ?
			       choose_words(measure, choices, first, end,
					    best) :
			       choose_last(measure, choices, first, end, best);
		best.cost += cost_of_end(measure, end);
		choices[end] = best;
	}
}

/* As many words on each line as fit: for code, where the eye follows the
 * source. */
static void choose_greedily(const struct line_measure *measure,
			    struct choice *choices, uint32_t first,
			    uint32_t last)
{
	uint32_t start = first;
	choices[first].cost = 0;
	for (uint32_t end = first + 1; end <= last; end++) {
		if (end > start + 1 && seen_width(measure, start, end) >
					       width_from(measure, start))
			start = end - 1;
		choices[end].previous = start;
		choices[end].cost =
			choices[start].cost + cost_of_end(measure, end) +
			cost_of_width(measure, start, end,
				      seen_width(measure, start, end),
				      start == first);
	}
}

static void choose_stretch(const struct line_measure *measure,
			   struct choice *choices, uint32_t first,
			   uint32_t last, bool is_greedy)
{
	if (seen_width(measure, first, last) <= width_from(measure, first))
		choices[last] = (struct choice){ 0, first };
	else if (is_greedy)
		choose_greedily(measure, choices, first, last);
	else
		choose_best(measure, choices, first, last);
}

/* Walks back along the choices, then turns them round. */
static void collect_ends(struct typesetter *typesetter, uint32_t first,
			 uint32_t last)
{
	size_t from = typesetter->ends.count;
	for (uint32_t end = last; end > first;
	     end = typesetter->choices.items[end].previous)
		*VECTOR_ADD(&typesetter->ends) = end;
	uint32_t *ends = typesetter->ends.items;
	for (size_t i = from, j = typesetter->ends.count; i + 1 < j; i++) {
		uint32_t end = ends[--j];
		ends[j] = ends[i];
		ends[i] = end;
	}
}

struct line_ends paragraph_choose_ends(struct paragraph *paragraph, lu width)
{
	struct typesetter *typesetter = paragraph->typesetter;
	uint32_t count;
	struct line_measure measure = {
		.points = find_points(paragraph, width, &count),
		.width = width,
		.indent = paragraph->first_line_indent,
		.em = paragraph->style->size,
		.is_wide = paragraph->is_title ||
			   width > paragraph->style->size * 20,
		.is_balanced = paragraph->is_title,
	};
	typesetter->choices.count = typesetter->ends.count = 0;
	for (uint32_t i = 0; i < count; i++)
		VECTOR_ADD(&typesetter->choices);
	struct choice *choices = typesetter->choices.items;
	uint32_t first = 0;
	int64_t cost = 0;
	for (uint32_t i = 1; i < count; i++) {
		if (measure.points[i].kind != BREAK_FORCED)
			continue;
		choose_stretch(&measure, choices, first, i,
			       paragraph->is_preformatted);
		collect_ends(typesetter, first, i);
		cost += choices[i].cost;
		first = i;
	}
	return (struct line_ends){ measure.points, typesetter->ends.items,
				   (uint32_t)typesetter->ends.count, cost };
}

/* ---- Lines ------------------------------------------------------------- */

struct paragraph_lines paragraph_break(struct paragraph *paragraph,
				       struct arena *arena, lu width)
{
	if (width < 1)
		width = 1;
	struct line_ends chosen = paragraph_choose_ends(paragraph, width);
	struct paragraph_lines lines = { .count = chosen.count };
	lines.lines =
		ARENA_NEW_ARRAY(arena, lines.count, struct paragraph_line);
	struct line_extent extent = {
		.start = chosen.points,
		.width = width,
		.indent = paragraph->first_line_indent,
		.text = arena_copy_str(arena, paragraph->text),
	};
	for (uint32_t i = 0; i < chosen.count; i++) {
		struct paragraph_line *line = &lines.lines[i];
		extent.end = &chosen.points[chosen.ends[i]];
		paragraph_make_line(paragraph, arena, &extent, line);
		line->is_forced = extent.end->kind == BREAK_FORCED &&
				  i + 1 < chosen.count;
		lines.height = line->height < INT32_MAX - lines.height ?
				       lines.height + line->height :
				       INT32_MAX;
		extent.start = extent.end;
		extent.indent = 0;
	}
	return lines;
}
