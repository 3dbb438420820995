/* Pairing segments. */
#include "translate/pair.h"

#include <string.h>

#include "base/memory.h"
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
		if (*source != NOBODY)
			pairing->is_taken[*source] = true;
	}
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

static bool is_alike(const struct pairing *pairing, const struct rest *rest,
		     size_t source, size_t target)
{
	const struct segment *a =
		&pairing->source->items[rest->sources[source]];
	const struct segment *b =
		&pairing->target->items[rest->targets[target]];
	return a->kind == b->kind && a->level == b->level;
}

static void fill_scores(const struct pairing *pairing, const struct rest *rest)
{
	for (size_t i = rest->source_count; i-- > 0;)
		for (size_t j = rest->target_count; j-- > 0;) {
			uint32_t best = *score(rest, i + 1, j);
			if (*score(rest, i, j + 1) > best)
				best = *score(rest, i, j + 1);
			if (is_alike(pairing, rest, i, j) &&
			    *score(rest, i + 1, j + 1) + 1 > best)
				best = *score(rest, i + 1, j + 1) + 1;
			*score(rest, i, j) = best;
		}
}

static void follow_scores(struct pairing *pairing, const struct rest *rest)
{
	size_t i = 0, j = 0;
	while (i < rest->source_count && j < rest->target_count) {
		if (is_alike(pairing, rest, i, j) &&
		    *score(rest, i, j) == *score(rest, i + 1, j + 1) + 1) {
			pairing->source_of[rest->targets[j]] =
				(long)rest->sources[i];
			pairing->is_taken[rest->sources[i]] = true;
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

static void pair_by_order(struct arena *arena, struct pairing *pairing)
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
		if (pairing->source_of[i] == NOBODY)
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

static bool is_among(const struct segments *all, uint64_t hash)
{
	for (size_t i = 0; all && i < all->count; i++)
		if (all->items[i].hash == hash)
			return true;
	return false;
}

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
	pair_by_order(arena, &pairing);
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
