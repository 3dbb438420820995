/* What two releases tell together: intervals, narrowed by sums, first of each
 * release alone, then of both. */
#include "count/releases.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "count/releases_private.h"

/* Sums that hang together in longer chains are narrowed no further. */
#define MOST_PASSES 64

/* Narrows; what contradicts is left alone, since an assumption need not be true.
 * Returns whether anything changed. */
static bool narrow(struct releases_span *span, int64_t least, int64_t most)
{
	if (least < span->least)
		least = span->least;
	if (most > span->most)
		most = span->most;
	if (least > most || (least == span->least && most == span->most))
		return false;
	*span = (struct releases_span){ least, most };
	return true;
}

static int64_t bounded(int64_t value)
{
	if (value > RELEASES_UNBOUNDED)
		return RELEASES_UNBOUNDED;
	return value < -RELEASES_UNBOUNDED ? -RELEASES_UNBOUNDED : value;
}

/* What a value says of the count behind it: rounded half up, and never to 0. */
static struct releases_span span_of(struct releases_value value,
				    uint32_t rounding)
{
	if (!value.is_shown)
		return (struct releases_span){ value.is_published ? 1 : 0,
					       RELEASES_UNBOUNDED };
	struct releases_span span = { value.count, value.count };
	if (rounding < 2 || value.count == 0)
		return span;
	span.least -= rounding / 2;
	span.most += (rounding - 1) / 2;
	if (value.count == rounding)
		span.least = 1;
	return span;
}

/* Narrows the total by its parts, and each part by the others; of a sum that is
 * no more or no less, one way. */
static bool narrow_sum(struct releases_span *spans,
		       const struct releases_sum *sum)
{
	int64_t least = 0, most = 0;
	size_t open_below = 0, open_above = 0;
	bool has_changed = false;
	for (size_t i = 0; i < sum->count; i++) {
		struct releases_span part = spans[sum->parts[i]];
		open_below += part.least <= -RELEASES_UNBOUNDED;
		open_above += part.most >= RELEASES_UNBOUNDED;
		least += part.least;
		most += part.most;
	}
	struct releases_span *total = &spans[sum->total];
	bool is_at_least = sum->sense != DISCLOSURE_AT_MOST;
	bool is_at_most = sum->sense != DISCLOSURE_AT_LEAST;
	has_changed |= narrow(total,
			      open_below || !is_at_least ? -RELEASES_UNBOUNDED :
							   bounded(least),
			      open_above || !is_at_most ? RELEASES_UNBOUNDED :
							  bounded(most));
	for (size_t i = 0; i < sum->count; i++) {
		struct releases_span *part = &spans[sum->parts[i]],
				     before = *part;
		int64_t other_least = least - before.least;
		int64_t other_most = most - before.most;
		bool is_open_below =
			open_below > (before.least <= -RELEASES_UNBOUNDED);
		bool is_open_above =
			open_above > (before.most >= RELEASES_UNBOUNDED);
		bool has_least = is_at_most && !is_open_above &&
				 total->least > -RELEASES_UNBOUNDED;
		bool has_most = is_at_least && !is_open_below &&
				total->most < RELEASES_UNBOUNDED;
		if (!narrow(part,
			    has_least ? bounded(total->least - other_most) :
					-RELEASES_UNBOUNDED,
			    has_most ? bounded(total->most - other_least) :
				       RELEASES_UNBOUNDED))
			continue;
		has_changed = true;
		/* Those that come next see this one as it is now. */
		open_below -= before.least <= -RELEASES_UNBOUNDED &&
			      part->least > -RELEASES_UNBOUNDED;
		open_above -= before.most >= RELEASES_UNBOUNDED &&
			      part->most < RELEASES_UNBOUNDED;
		least += part->least - before.least;
		most += part->most - before.most;
	}
	return has_changed;
}

bool releases_holds(const struct releases_work *work, size_t sum, int kind)
{
	const struct releases_sum *one = &work->releases->sums[sum];
	if (kind != RELEASES_CHANGE)
		return one->holds[kind] && !work->is_contradicted[kind][sum];
	return one->sense == DISCLOSURE_EQUAL &&
	       releases_holds(work, sum, RELEASE_OLD) &&
	       releases_holds(work, sum, RELEASE_NEW);
}

/* Whether the release's own counts say that the fact is not so. */
static bool is_contradicted(const struct releases_work *work, size_t sum,
			    enum release release)
{
	const struct releases_sum *one = &work->releases->sums[sum];
	const struct releases_span *spans = work->spans[release];
	struct releases_span total = spans[one->total];
	int64_t least = 0, most = 0;
	for (size_t i = 0; i < one->count; i++) {
		least += spans[one->parts[i]].least;
		most += spans[one->parts[i]].most;
	}
	return one->is_fact &&
	       ((one->sense != DISCLOSURE_AT_MOST && total.most < least) ||
		(one->sense != DISCLOSURE_AT_LEAST && total.least > most));
}

static bool narrow_sums(struct releases_work *work, int kind)
{
	bool has_changed = false;
	for (size_t i = 0; i < work->releases->sum_count; i++) {
		const struct releases_sum *sum = &work->releases->sums[i];
		if (releases_holds(work, i, kind))
			has_changed |= narrow_sum(work->spans[kind], sum);
	}
	return has_changed;
}

/* new = old + change */
static bool narrow_change(struct releases_work *work, size_t cell)
{
	struct releases_span *old = &work->spans[RELEASE_OLD][cell];
	struct releases_span *new = &work->spans[RELEASE_NEW][cell];
	struct releases_span *change = &work->spans[RELEASES_CHANGE][cell];
	bool has_changed = narrow(change, bounded(new->least - old->most),
				  bounded(new->most - old->least));
	has_changed |= narrow(new, bounded(old->least + change->least),
			      bounded(old->most + change->most));
	has_changed |= narrow(old, bounded(new->least - change->most),
			      bounded(new->most - change->least));
	return has_changed;
}

static void narrow_sums_alone(struct releases_work *work, enum release release)
{
	for (int pass = 0; pass < MOST_PASSES; pass++)
		if (!narrow_sums(work, release))
			break;
}

static void narrow_together(struct releases_work *work)
{
	bool has_changed = true;
	for (int pass = 0; has_changed && pass < MOST_PASSES; pass++) {
		has_changed = false;
		for (size_t i = 0; i < work->releases->cell_count; i++)
			has_changed |= narrow_change(work, i);
		for (int kind = 0; kind < RELEASES_KINDS; kind++)
			has_changed |= narrow_sums(work, kind);
	}
}

/* The farther end from 0. */
static int64_t size_of(struct releases_span change)
{
	return -change.least > change.most ? -change.least : change.most;
}

/* How many people came or went at most among those of the cell; of numbers that
 * read the same, also rounded ones, nobody. */
static int64_t moved(const struct releases_work *work, uint32_t cell)
{
	const struct releases_value *values =
		work->releases->cells[cell].values;
	if (values[RELEASE_OLD].is_shown && values[RELEASE_NEW].is_shown &&
	    values[RELEASE_OLD].count == values[RELEASE_NEW].count)
		return 0;
	return size_of(work->spans[RELEASES_CHANGE][cell]);
}

int64_t releases_few_moved(const struct releases_work *work, size_t cell)
{
	uint32_t base = work->releases->cells[cell].base;
	if (base == RELEASES_NO_CELL)
		return -1;
	int64_t few = moved(work, base);
	return few && few >= work->least_shown ? -1 : few;
}

/* Takes what one release shows for what the other does not, where the people
 * are the same but for a few. Bases come first, so theirs is known. */
static void assume_same(struct releases_work *work, size_t index)
{
	struct releases_cell *cell = &work->releases->cells[index];
	int64_t few = releases_few_moved(work, index);
	if (few < 0 || cell->values[RELEASE_OLD].is_shown ==
			       cell->values[RELEASE_NEW].is_shown)
		return;
	enum release shown =
		cell->values[RELEASE_OLD].is_shown ? RELEASE_OLD : RELEASE_NEW;
	enum release other = shown == RELEASE_OLD ? RELEASE_NEW : RELEASE_OLD;
	struct releases_span known = work->spans[shown][index];
	struct releases_span *span = &work->spans[other][index];
	bool fits = known.least - few <= span->most &&
		    known.most + few >= span->least;
	narrow(span, known.least - few, known.most + few);
	narrow_change(work, index);
	if (fits && cell->values[other].is_published) {
		cell->kind = RELEASES_GIVEN;
		cell->hidden_in = other;
	}
}

bool releases_is_known(const struct releases_work *work,
		       struct releases_span span, enum release release)
{
	uint32_t rounding = work->releases->rules[release].rounding;
	int64_t width = rounding > 1 ? rounding : 1;
	return span.most - span.least < width || span.most < work->least_shown;
}

static bool is_computed(const struct releases_work *work, size_t index,
			enum release release)
{
	const struct releases_value *value =
		&work->releases->cells[index].values[release];
	return value->is_published && !value->is_shown &&
	       releases_is_known(work, work->spans[release][index], release) &&
	       !releases_is_known(work, work->alone[release][index], release);
}

/* From 1 to least_shown - 1, one way or the other, whatever it is exactly. */
static bool is_few(const struct releases_work *work,
		   struct releases_span change)
{
	return (change.least > 0 || change.most < 0) &&
	       size_of(change) < work->least_shown;
}

static bool is_few_without(const struct releases_work *work, size_t index)
{
	uint32_t base = work->releases->cells[index].base;
	if (base == RELEASES_NO_CELL ||
	    !work->releases->rules[RELEASE_NEW].protects_complements)
		return false;
	struct releases_span all = work->spans[RELEASES_CHANGE][base];
	struct releases_span with = work->spans[RELEASES_CHANGE][index];
	/* Of a few, the base's own finding tells. */
	return size_of(all) >= work->least_shown &&
	       is_few(work, (struct releases_span){ all.least - with.most,
						    all.most - with.least });
}

static enum releases_kind kind_of(const struct releases_work *work,
				  size_t index, enum release *hidden_in)
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
	if (is_few(work, work->spans[RELEASES_CHANGE][index]))
		return is_shown ? RELEASES_FEW : RELEASES_FEW_COMPUTED;
	return is_shown && is_few_without(work, index) ? RELEASES_FEW_WITHOUT :
							 RELEASES_NOTHING;
}

static void start(struct releases_work *work)
{
	const struct releases *releases = work->releases;
	for (size_t i = 0; i < releases->cell_count; i++) {
		for (int r = 0; r < RELEASE_COUNT; r++)
			work->spans[r][i] =
				span_of(releases->cells[i].values[r],
					releases->rules[r].rounding);
		work->spans[RELEASES_CHANGE][i] =
			(struct releases_span){ -RELEASES_UNBOUNDED,
						RELEASES_UNBOUNDED };
		releases->cells[i].kind = RELEASES_NOTHING;
	}
	for (int r = 0; r < RELEASE_COUNT; r++) {
		if (releases->rules[r].least_shown > work->least_shown)
			work->least_shown = releases->rules[r].least_shown;
		work->is_contradicted[r] =
			memory_allocate(releases->sum_count + 1);
		for (size_t i = 0; i < releases->sum_count; i++)
			work->is_contradicted[r][i] =
				is_contradicted(work, i, r);
	}
}

void releases_compare(struct releases *releases)
{
	size_t count = releases->cell_count;
	struct releases_span *all = memory_resize(
		NULL, (RELEASES_KINDS + RELEASE_COUNT) * (count + 1),
		sizeof *all);
	struct releases_work work = { .releases = releases };
	for (int kind = 0; kind < RELEASES_KINDS; kind++)
		work.spans[kind] = all + (size_t)kind * count;
	for (int r = 0; r < RELEASE_COUNT; r++)
		work.alone[r] = all + (size_t)(RELEASES_KINDS + r) * count;
	start(&work);
	narrow_sums_alone(&work, RELEASE_OLD);
	narrow_sums_alone(&work, RELEASE_NEW);
	releases->unsolved = releases_solve(&work, false, false);
	for (int r = 0; r < RELEASE_COUNT; r++)
		memcpy(work.alone[r], work.spans[r], count * sizeof *all);
	narrow_together(&work);
	for (size_t i = 0; i < count; i++)
		assume_same(&work, i);
	narrow_together(&work);
	/* With facts so much hangs together that not all is looked at at once:
	 * what sums alone tell comes first. */
	for (int has_facts = 0; has_facts < 2; has_facts++) {
		size_t unsolved = releases_solve(&work, true, has_facts);
		if (unsolved > releases->unsolved)
			releases->unsolved = unsolved;
	}
	narrow_together(&work);
	for (size_t i = 0; i < count; i++)
		if (releases->cells[i].kind == RELEASES_NOTHING)
			releases->cells[i].kind = kind_of(
				&work, i, &releases->cells[i].hidden_in);
	for (int r = 0; r < RELEASE_COUNT; r++)
		free(work.is_contradicted[r]);
	free(all);
}
