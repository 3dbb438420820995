/* What two releases tell together: intervals, narrowed by sums, first of each
 * release alone, then of both. */
#include "count/releases.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* More than any count or sum of counts; sums of these stay within 64 bits. */
#define UNBOUNDED ((int64_t)1 << 40)

/* Sums that hang together in longer chains are narrowed no further. */
#define MOST_PASSES 64

struct span {
	int64_t least, most;
};

/* Counts of the old release and of the new one, and the new less the old. */
enum { CHANGE = RELEASE_COUNT, SPAN_KINDS };

struct work {
	const struct releases *releases;
	struct span *spans[SPAN_KINDS];
	struct span *alone[RELEASE_COUNT]; /* what each release tells itself */
	int64_t least_shown;
};

/* Narrows; what contradicts is left alone, since an assumption need not be true.
 * Returns whether anything changed. */
static bool narrow(struct span *span, int64_t least, int64_t most)
{
	if (least < span->least)
		least = span->least;
	if (most > span->most)
		most = span->most;
	if (least > most || (least == span->least && most == span->most))
		return false;
	*span = (struct span){ least, most };
	return true;
}

static int64_t bounded(int64_t value)
{
	if (value > UNBOUNDED)
		return UNBOUNDED;
	return value < -UNBOUNDED ? -UNBOUNDED : value;
}

/* What a value says of the count behind it: rounded half up, and never to 0. */
static struct span span_of(struct releases_value value, uint32_t rounding)
{
	if (!value.is_shown)
		return (struct span){ value.is_published ? 1 : 0, UNBOUNDED };
	struct span span = { value.count, value.count };
	if (rounding < 2 || value.count == 0)
		return span;
	span.least -= rounding / 2;
	span.most += (rounding - 1) / 2;
	if (value.count == rounding)
		span.least = 1;
	return span;
}

/* Narrows the total by its parts, and each part by the others. */
static bool narrow_sum(struct span *spans, const struct releases_sum *sum)
{
	int64_t least = 0, most = 0;
	size_t open_below = 0, open_above = 0;
	bool has_changed = false;
	for (size_t i = 0; i < sum->count; i++) {
		struct span part = spans[sum->parts[i]];
		open_below += part.least <= -UNBOUNDED;
		open_above += part.most >= UNBOUNDED;
		least += part.least;
		most += part.most;
	}
	struct span *total = &spans[sum->total];
	has_changed |= narrow(total, open_below ? -UNBOUNDED : bounded(least),
			      open_above ? UNBOUNDED : bounded(most));
	for (size_t i = 0; i < sum->count; i++) {
		struct span *part = &spans[sum->parts[i]], before = *part;
		int64_t other_least = least - before.least;
		int64_t other_most = most - before.most;
		bool is_open_below = open_below > (before.least <= -UNBOUNDED);
		bool is_open_above = open_above > (before.most >= UNBOUNDED);
		bool has_least = !is_open_above && total->least > -UNBOUNDED;
		bool has_most = !is_open_below && total->most < UNBOUNDED;
		if (!narrow(part,
			    has_least ? bounded(total->least - other_most) :
					-UNBOUNDED,
			    has_most ? bounded(total->most - other_least) :
				       UNBOUNDED))
			continue;
		has_changed = true;
		/* Those that come next see this one as it is now. */
		open_below -=
			before.least <= -UNBOUNDED && part->least > -UNBOUNDED;
		open_above -=
			before.most >= UNBOUNDED && part->most < UNBOUNDED;
		least += part->least - before.least;
		most += part->most - before.most;
	}
	return has_changed;
}

static bool holds(const struct releases_sum *sum, int kind)
{
	return kind == CHANGE ?
		       sum->holds[RELEASE_OLD] && sum->holds[RELEASE_NEW] :
		       sum->holds[kind];
}

static bool narrow_sums(struct work *work, int kind)
{
	bool has_changed = false;
	for (size_t i = 0; i < work->releases->sum_count; i++) {
		const struct releases_sum *sum = &work->releases->sums[i];
		if (holds(sum, kind))
			has_changed |= narrow_sum(work->spans[kind], sum);
	}
	return has_changed;
}

/* new = old + change */
static bool narrow_change(struct work *work, size_t cell)
{
	struct span *old = &work->spans[RELEASE_OLD][cell];
	struct span *new = &work->spans[RELEASE_NEW][cell];
	struct span *change = &work->spans[CHANGE][cell];
	bool has_changed = narrow(change, bounded(new->least - old->most),
				  bounded(new->most - old->least));
	has_changed |= narrow(new, bounded(old->least + change->least),
			      bounded(old->most + change->most));
	has_changed |= narrow(old, bounded(new->least - change->most),
			      bounded(new->most - change->least));
	return has_changed;
}

static void narrow_alone(struct work *work, enum release release)
{
	for (int pass = 0; pass < MOST_PASSES; pass++)
		if (!narrow_sums(work, release))
			break;
	memcpy(work->alone[release], work->spans[release],
	       work->releases->cell_count * sizeof(struct span));
}

static void narrow_together(struct work *work)
{
	bool has_changed = true;
	for (int pass = 0; has_changed && pass < MOST_PASSES; pass++) {
		has_changed = false;
		for (size_t i = 0; i < work->releases->cell_count; i++)
			has_changed |= narrow_change(work, i);
		for (int kind = 0; kind < SPAN_KINDS; kind++)
			has_changed |= narrow_sums(work, kind);
	}
}

/* The farther end from 0. */
static int64_t size_of(struct span change)
{
	return -change.least > change.most ? -change.least : change.most;
}

/* How many people came or went at most among those of the cell; of numbers that
 * read the same, also rounded ones, nobody. */
static int64_t moved(const struct work *work, uint32_t cell)
{
	const struct releases_value *values =
		work->releases->cells[cell].values;
	if (values[RELEASE_OLD].is_shown && values[RELEASE_NEW].is_shown &&
	    values[RELEASE_OLD].count == values[RELEASE_NEW].count)
		return 0;
	return size_of(work->spans[CHANGE][cell]);
}

/* Takes what one release shows for what the other does not, where the people
 * are the same but for a few. Bases come first, so theirs is known. */
static void assume_same(struct work *work, size_t index)
{
	struct releases_cell *cell = &work->releases->cells[index];
	if (cell->base == RELEASES_NO_CELL ||
	    cell->values[RELEASE_OLD].is_shown ==
		    cell->values[RELEASE_NEW].is_shown)
		return;
	int64_t few = moved(work, cell->base);
	if (few && few >= work->least_shown)
		return;
	enum release shown =
		cell->values[RELEASE_OLD].is_shown ? RELEASE_OLD : RELEASE_NEW;
	enum release other = shown == RELEASE_OLD ? RELEASE_NEW : RELEASE_OLD;
	struct span known = work->spans[shown][index];
	struct span *span = &work->spans[other][index];
	bool fits = known.least - few <= span->most &&
		    known.most + few >= span->least;
	narrow(span, known.least - few, known.most + few);
	narrow_change(work, index);
	if (fits && cell->values[other].is_published) {
		cell->kind = RELEASES_GIVEN;
		cell->hidden_in = other;
	}
}

static bool is_known(const struct work *work, struct span span,
		     enum release release)
{
	uint32_t rounding = work->releases->rules[release].rounding;
	int64_t width = rounding > 1 ? rounding : 1;
	return span.most - span.least < width || span.most < work->least_shown;
}

static bool is_computed(const struct work *work, size_t index,
			enum release release)
{
	const struct releases_value *value =
		&work->releases->cells[index].values[release];
	return value->is_published && !value->is_shown &&
	       is_known(work, work->spans[release][index], release) &&
	       !is_known(work, work->alone[release][index], release);
}

/* From 1 to least_shown - 1, one way or the other, whatever it is exactly. */
static bool is_few(const struct work *work, struct span change)
{
	return (change.least > 0 || change.most < 0) &&
	       size_of(change) < work->least_shown;
}

static bool is_few_without(const struct work *work, size_t index)
{
	uint32_t base = work->releases->cells[index].base;
	if (base == RELEASES_NO_CELL ||
	    !work->releases->rules[RELEASE_NEW].protects_complements)
		return false;
	struct span all = work->spans[CHANGE][base];
	struct span with = work->spans[CHANGE][index];
	/* Of a few, the base's own finding tells. */
	return size_of(all) >= work->least_shown &&
	       is_few(work, (struct span){ all.least - with.most,
					   all.most - with.least });
}

static enum releases_kind kind_of(const struct work *work, size_t index,
				  enum release *hidden_in)
{
	const struct releases_cell *cell = &work->releases->cells[index];
	if (!cell->values[RELEASE_OLD].is_published ||
	    !cell->values[RELEASE_NEW].is_published)
		return RELEASES_NOTHING;
	for (int release = 0; release < RELEASE_COUNT; release++)
		if (is_computed(work, index, release)) {
			*hidden_in = release;
			return RELEASES_COMPUTED;
		}
	bool is_shown = cell->values[RELEASE_OLD].is_shown &&
			cell->values[RELEASE_NEW].is_shown;
	if (is_few(work, work->spans[CHANGE][index]))
		return is_shown ? RELEASES_FEW : RELEASES_FEW_COMPUTED;
	return is_shown && is_few_without(work, index) ? RELEASES_FEW_WITHOUT :
							 RELEASES_NOTHING;
}

static void start(struct work *work)
{
	const struct releases *releases = work->releases;
	for (size_t i = 0; i < releases->cell_count; i++) {
		for (int r = 0; r < RELEASE_COUNT; r++)
			work->spans[r][i] =
				span_of(releases->cells[i].values[r],
					releases->rules[r].rounding);
		work->spans[CHANGE][i] = (struct span){ -UNBOUNDED, UNBOUNDED };
		releases->cells[i].kind = RELEASES_NOTHING;
	}
	for (int r = 0; r < RELEASE_COUNT; r++)
		if (releases->rules[r].least_shown > work->least_shown)
			work->least_shown = releases->rules[r].least_shown;
}

void releases_compare(struct releases *releases)
{
	size_t count = releases->cell_count;
	struct span *all = memory_resize(
		NULL, (SPAN_KINDS + RELEASE_COUNT) * (count + 1), sizeof *all);
	struct work work = { .releases = releases };
	for (int kind = 0; kind < SPAN_KINDS; kind++)
		work.spans[kind] = all + (size_t)kind * count;
	for (int r = 0; r < RELEASE_COUNT; r++)
		work.alone[r] = all + (size_t)(SPAN_KINDS + r) * count;
	start(&work);
	narrow_alone(&work, RELEASE_OLD);
	narrow_alone(&work, RELEASE_NEW);
	narrow_together(&work);
	for (size_t i = 0; i < count; i++)
		assume_same(&work, i);
	narrow_together(&work);
	for (size_t i = 0; i < count; i++)
		if (releases->cells[i].kind == RELEASES_NOTHING)
			releases->cells[i].kind = kind_of(
				&work, i, &releases->cells[i].hidden_in);
	free(all);
}
