/* What data lack or have twice, as far as it shows: codings that are nobody's, ids
 * that two passages have. */
#include <stdlib.h>

#include "base/buffer.h"
#include "read/read_builder.h"

/* ---- Nobody's ---------------------------------------------------------- */

struct of_source {
	uint32_t codings, dropped;
};

static struct of_source *count_codings(const struct builder *builder)
{
	struct of_source *counts =
		memory_allocate((builder->sources.count + 1) * sizeof *counts);
	for (size_t i = 0; i < builder->sources.count; i++) {
		const struct project_source *source =
			&builder->sources.items[i];
		counts[i].codings = source->codes.count;
		counts[i].dropped =
			source->cases.count ? 0 : source->codes.count;
	}
	for (size_t i = 0; i < builder->segments.count; i++) {
		const struct project_segment *segment =
			&builder->segments.items[i];
		counts[segment->source].codings++;
		counts[segment->source].dropped += segment->cases.count == 0;
	}
	return counts;
}

/* Codings that are nobody's in sources that are somebody's. */
static void report_loose(struct builder *builder,
			 const struct of_source *counts)
{
	const struct project_segment *first = NULL;
	uint32_t loose = 0;
	for (size_t i = 0; i < builder->segments.count; i++) {
		const struct project_segment *one = &builder->segments.items[i];
		const struct of_source *of = &counts[one->source];
		bool is_told = of->dropped == of->codings &&
			       !builder->sources.items[one->source].cases.count;
		if (one->cases.count || is_told)
			continue;
		first = first ? first : one;
		loose++;
	}
	if (first)
		read_builder_report(
			builder, DIAGNOSTIC_FINDINGS_UNLINKED, first->place,
			"%u %s to no case and %s for nobody; this is the first",
			(unsigned)loose,
			loose == 1 ? "coding belongs" : "codings belong",
			loose == 1 ? "counts" : "count");
}

/* Coded sources of which nothing is anybody's. */
void read_builder_report_unlinked(struct builder *builder)
{
	struct of_source *counts = count_codings(builder);
	const struct project_source *first = NULL;
	uint32_t coded = 0, unlinked = 0, codings = 0;
	for (size_t i = 0; i < builder->sources.count; i++) {
		const struct project_source *source =
			&builder->sources.items[i];
		coded += counts[i].codings > 0;
		if (source->cases.count || !counts[i].codings ||
		    counts[i].dropped < counts[i].codings)
			continue;
		first = first ? first : source;
		codings += counts[i].dropped;
		unlinked++;
	}
	if (first)
		read_builder_report(
			builder, DIAGNOSTIC_FINDINGS_UNLINKED, first->place,
			"%u of %u coded sources %s to no case: %u %s on %s "
			"for nobody; this is the first",
			(unsigned)unlinked, (unsigned)coded,
			unlinked == 1 ? "belongs" : "belong", (unsigned)codings,
			codings == 1 ? "coding" : "codings",
			unlinked == 1 ?
				(codings == 1 ? "it counts" : "it count") :
			codings == 1 ? "them counts" :
				       "them count");
	report_loose(builder, counts);
	free(counts);
}

/* ---- Ids --------------------------------------------------------------- */

/* Rows without a column for sources have one for each case, so that the same
 * words of two cases are from two. */
static bool is_same_passage(const struct builder *builder,
			    const struct project_segment *a,
			    const struct project_segment *b)
{
	bool has_words = a->text.length && b->text.length;
	return (a->source == b->source || !builder->has_sources) &&
	       a->start == b->start && a->end == b->end &&
	       (!has_words || str_equals(a->text, b->text));
}

static void report_same(struct builder *builder,
			const struct project_segment *first,
			const struct project_segment *second)
{
	struct str id = second->id;
	read_builder_report(builder, DIAGNOSTIC_FINDINGS_SAME_ID, second->place,
			    "another passage than on line %u has the same id "
			    "'%.*s'",
			    (unsigned)first->place.line,
			    (int)(id.length < 60 ? id.length : 60), id.bytes);
}

void read_builder_mark_same_ids(struct builder *builder)
{
	struct map firsts = MAP_INITIALISER;
	for (size_t i = 0; i < builder->segments.count; i++) {
		struct project_segment *one = &builder->segments.items[i];
		struct project_segment *first = map_lookup(&firsts, one->id);
		if (!one->id.length)
			continue;
		if (!first) {
			map_set(&firsts, one->id, one);
			continue;
		}
		if (is_same_passage(builder, first, one))
			continue;
		first->is_ambiguous = true;
		/* In a project that was told where the selection began. */
		if (builder->is_table)
			report_same(builder, first, one);
	}
	for (size_t i = 0; i < builder->segments.count; i++) {
		struct project_segment *one = &builder->segments.items[i];
		const struct project_segment *first =
			map_lookup(&firsts, one->id);
		if (one->id.length && first)
			one->is_ambiguous = first->is_ambiguous;
	}
	map_release(&firsts);
}
