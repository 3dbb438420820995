/* Pairing segments. */
#include "translate/pair.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/str.h"
#include "base/vector.h"

const char *const pair_state_names[PAIR_STATE_COUNT] = {
	[PAIR_TRANSLATED] = "translated", [PAIR_UNRECORDED] = "unrecorded",
	[PAIR_STALE] = "stale",           [PAIR_COPY] = "copy",
	[PAIR_MISSING] = "missing",       [PAIR_EXTRA] = "extra",
};

enum { NOBODY = -1 };

struct pairing {
	const struct segments *source, *target;
	const struct origins *record;
	long *source_of; /* by target; NOBODY */
	bool *is_taken;  /* by source */
};

static bool is_among(const struct segments *all, uint64_t hash)
{
	for (size_t i = 0; all && i < all->count; i++)
		if (all->items[i].hash == hash)
			return true;
	return false;
}

static bool is_alike(const struct segment *a, const struct segment *b)
{
	return a->kind == b->kind && a->level == b->level &&
	       a->chapter == b->chapter;
}

/* `source` may be NOBODY. */
static void take(struct pairing *pairing, size_t target, long source)
{
	pairing->source_of[target] = source;
	if (source != NOBODY)
		pairing->is_taken[source] = true;
}

/* ---- By the record ----------------------------------------------------- */

static long find_source(const struct pairing *pairing, uint64_t hash)
{
	for (size_t i = 0; i < pairing->source->count; i++)
		if (!pairing->is_taken[i] &&
		    pairing->source->items[i].hash == hash)
			return (long)i;
	return NOBODY;
}

static void pair_recorded(struct pairing *pairing)
{
	for (size_t i = 0; i < pairing->target->count; i++) {
		const struct origin *entry = NULL;
		long *source = &pairing->source_of[i];
		*source = NOBODY;
		while (*source == NOBODY &&
		       (entry = origins_next(pairing->record,
					     pairing->target->items[i].hash,
					     entry)))
			*source = find_source(pairing, entry->source);
		take(pairing, i, *source);
	}
}

/* ---- By what it was ---------------------------------------------------- */

/* Pairs of letters, sorted: what two texts share of them says how alike they are
 * (Dice 1945), in any script and without knowing words. */
struct letters {
	uint64_t *pairs;
	size_t count;
};

static int compare_letters(const void *a, const void *b)
{
	uint64_t first = *(const uint64_t *)a, second = *(const uint64_t *)b;
	return (first > second) - (first < second);
}

static struct letters letters_of(struct arena *arena, const char *text)
{
	struct str all = str_from(text);
	struct letters letters = {
		.pairs = ARENA_NEW_ARRAY(arena, all.length + 1, uint64_t),
	};
	uint64_t before = ' ';
	for (size_t at = 0; at < all.length;) {
		uint64_t letter = str_decode(all, &at);
		letters.pairs[letters.count++] = before << 32 | letter;
		before = letter;
	}
	qsort(letters.pairs, letters.count, sizeof *letters.pairs,
	      compare_letters);
	return letters;
}

/* From 0, nothing in common, to 1, the same. */
static double likeness(const struct letters *a, const struct letters *b)
{
	size_t i = 0, j = 0, shared = 0;
	size_t fewer = a->count < b->count ? a->count : b->count;
	/* No more than this is possible. */
	if (4 * fewer < a->count + b->count)
		return 0;
	while (i < a->count && j < b->count) {
		if (a->pairs[i] == b->pairs[j])
			shared++;
		bool is_less = a->pairs[i] < b->pairs[j];
		bool is_more = a->pairs[i] > b->pairs[j];
		i += !is_more;
		j += !is_less;
	}
	return 2.0 * (double)shared / (double)(a->count + b->count + !fewer);
}

/* Less alike than this, and a source was not changed but replaced. */
static const double LEAST_LIKENESS = 0.5;

/* The entry of a translation that is no longer any source's text. */
static const struct origin *lost_origin(const struct pairing *pairing,
					size_t target)
{
	const struct origin *entry = NULL;
	uint64_t hash = pairing->target->items[target].hash;
	while ((entry = origins_next(pairing->record, hash, entry)))
		if (!is_among(pairing->source, entry->source))
			return entry;
	return NULL;
}

static long nearest_source(const struct pairing *pairing, size_t target,
			   const struct letters *was,
			   const struct letters *sources)
{
	double best = LEAST_LIKENESS;
	long found = NOBODY;
	for (size_t i = 0; i < pairing->source->count; i++) {
		if (pairing->is_taken[i])
			continue;
		double now = likeness(was, &sources[i]);
		/* Of two that are as near, the one of the same kind. */
		if (is_alike(&pairing->source->items[i],
			     &pairing->target->items[target]))
			now += 1e-6;
		if (now > best) {
			best = now;
			found = (long)i;
		}
	}
	return found;
}

/* A source that was changed goes with the translation of what it was, wherever
 * the two have been moved to. */
static void pair_changed(struct arena *arena, struct pairing *pairing)
{
	struct letters *sources = ARENA_NEW_ARRAY(
		arena, pairing->source->count + 1, struct letters);
	for (size_t i = 0; i < pairing->source->count; i++)
		if (!pairing->is_taken[i])
			sources[i] = letters_of(arena,
						pairing->source->items[i].text);
	for (size_t i = 0; i < pairing->target->count; i++) {
		const struct origin *lost = pairing->source_of[i] == NOBODY ?
						    lost_origin(pairing, i) :
						    NULL;
		if (!lost)
			continue;
		struct letters was = letters_of(arena, lost->was);
		take(pairing, i, nearest_source(pairing, i, &was, sources));
	}
}

/* ---- Untouched copies -------------------------------------------------- */

static void pair_copies(struct pairing *pairing)
{
	for (size_t i = 0; i < pairing->target->count; i++)
		if (pairing->source_of[i] == NOBODY)
			take(pairing, i,
			     find_source(pairing,
					 pairing->target->items[i].hash));
}

/* ---- By order ---------------------------------------------------------- */

/* What is not paired yet, by index. */
struct rest {
	size_t *sources, *targets;
	size_t source_count, target_count;
	uint32_t *scores; /* (source_count + 1) rows of target_count + 1 */
};

static uint32_t *score(const struct rest *rest, size_t source, size_t target)
{
	return &rest->scores[source * (rest->target_count + 1) + target];
}

/* 0: these are no pair; cells in the same row and column more than others, since
 * a cell of digits alone is a segment in one language and not in the other. */
static uint32_t fit(const struct pairing *pairing, const struct rest *rest,
		    size_t source, size_t target)
{
	const struct segment *a =
		&pairing->source->items[rest->sources[source]];
	const struct segment *b =
		&pairing->target->items[rest->targets[target]];
	return is_alike(a, b) ? 2 + (a->spot == b->spot) : 0;
}

static void fill_scores(const struct pairing *pairing, const struct rest *rest)
{
	for (size_t i = rest->source_count; i-- > 0;)
		for (size_t j = rest->target_count; j-- > 0;) {
			uint32_t best = *score(rest, i + 1, j);
			uint32_t both = fit(pairing, rest, i, j);
			if (*score(rest, i, j + 1) > best)
				best = *score(rest, i, j + 1);
			if (both && *score(rest, i + 1, j + 1) + both > best)
				best = *score(rest, i + 1, j + 1) + both;
			*score(rest, i, j) = best;
		}
}

static void follow_scores(struct pairing *pairing, const struct rest *rest)
{
	size_t i = 0, j = 0;
	while (i < rest->source_count && j < rest->target_count) {
		uint32_t both = fit(pairing, rest, i, j);
		if (both &&
		    *score(rest, i, j) == *score(rest, i + 1, j + 1) + both) {
			take(pairing, rest->targets[j], (long)rest->sources[i]);
			i++;
			j++;
		} else if (*score(rest, i + 1, j) >= *score(rest, i, j + 1)) {
			i++;
		} else {
			j++;
		}
	}
}

/* More than so many cells, and the order within the text says too little. */
enum { MOST_CELLS = 1 << 24 };

static void pair_by_order(struct arena *arena, struct pairing *pairing,
			  bool only_recorded)
{
	struct rest rest = {
		.sources = ARENA_NEW_ARRAY(arena, pairing->source->count + 1,
					   size_t),
		.targets = ARENA_NEW_ARRAY(arena, pairing->target->count + 1,
					   size_t),
	};
	for (size_t i = 0; i < pairing->source->count; i++)
		if (!pairing->is_taken[i])
			rest.sources[rest.source_count++] = i;
	for (size_t i = 0; i < pairing->target->count; i++)
		if (pairing->source_of[i] == NOBODY &&
		    (!only_recorded || lost_origin(pairing, i)))
			rest.targets[rest.target_count++] = i;
	size_t cells = (rest.source_count + 1) * (rest.target_count + 1);
	if (cells > MOST_CELLS)
		return;
	rest.scores = memory_resize(NULL, cells, sizeof *rest.scores);
	memset(rest.scores, 0, cells * sizeof *rest.scores);
	fill_scores(pairing, &rest);
	follow_scores(pairing, &rest);
	free(rest.scores);
}

/* ---- Pairs ------------------------------------------------------------- */

struct pair pair_two(const struct segment *source, const struct segment *target,
		     const struct origins *record, const struct segments *all)
{
	const struct origin *entry = NULL;
	struct pair pair = { .source = source, .target = target };
	if (origins_has(record, target->hash, source->hash)) {
		pair.state = PAIR_TRANSLATED;
		return pair;
	}
	while ((entry = origins_next(record, target->hash, entry)))
		if (!is_among(all, entry->source))
			pair.stale = entry;
	if (strcmp(source->text, target->text) == 0)
		pair.state = PAIR_COPY;
	else
		pair.state = pair.stale ? PAIR_STALE : PAIR_UNRECORDED;
	return pair;
}

static struct pair pair_of(const struct pairing *pairing, size_t index)
{
	const struct segment *target = &pairing->target->items[index];
	long source = pairing->source_of[index];
	if (source == NOBODY)
		return (struct pair){ .target = target, .state = PAIR_EXTRA };
	return pair_two(&pairing->source->items[source], target,
			pairing->record, pairing->source);
}

void pair_segments(struct arena *arena, const struct segments *source,
		   const struct segments *target, const struct origins *record,
		   struct pairs *pairs)
{
	struct pairing pairing = {
		.source = source,
		.target = target,
		.record = record,
		.source_of = ARENA_NEW_ARRAY(arena, target->count + 1, long),
		.is_taken = ARENA_NEW_ARRAY(arena, source->count + 1, bool),
	};
	pair_recorded(&pairing);
	pair_copies(&pairing);
	pair_changed(arena, &pairing);
	pair_by_order(arena, &pairing, false);
	/* What is known to be a translation of something and was passed over,
	 * since an order has no way round what was moved past it. */
	pair_by_order(arena, &pairing, true);
	for (size_t i = 0; i < target->count; i++)
		*VECTOR_ADD(pairs) = pair_of(&pairing, i);
	for (size_t i = 0; i < source->count; i++)
		if (!pairing.is_taken[i])
			*VECTOR_ADD(pairs) =
				(struct pair){ .state = PAIR_MISSING,
					       .source = &source->items[i] };
}

void pairs_release(struct pairs *pairs)
{
	VECTOR_RELEASE(pairs);
}
