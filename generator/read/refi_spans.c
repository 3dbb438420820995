/* Whose words a segment holds. The spans of a text are in the order of their
 * starts, which is a balanced tree: the middle one of a range is its root, and
 * knows how far any of the range reaches. So a search passes over what ends
 * before the segment, however many there are and however far back one began. */
#include "read/refi_spans.h"

#include <stdlib.h>

/* Of a text: its spans, [low, high). */
struct of_text {
	size_t low, high;
};

/* Of a source: whose it is, and whether it says who said what. */
struct of_source {
	uint32_t case_index; /* of the one case; PROJECT_NONE: of none, or of
			      * several */
	bool is_linked, is_told_apart;
};

struct linking {
	struct refi *refi;
	struct refi_spans *spans;
	struct of_text *texts;
	struct of_source *sources;
	struct project_list *selection_cases, *speakers, *unplaced;
};

static bool is_placed(uint32_t start)
{
	return start != PROJECT_NONE;
}

void refi_spans_add(struct refi_spans *spans,
		    const struct refi_selection *selection, uint32_t case_index,
		    uint32_t start, uint32_t end, bool is_counted)
{
	struct read_link link = { selection->source, case_index };
	*VECTOR_ADD(&spans->speakers) = link;
	if (is_placed(start))
		*VECTOR_ADD(spans) = (struct refi_span){
			.text = selection->text,
			.start = start,
			.end = end,
			.case_index = case_index,
			.is_counted = is_counted,
		};
	else
		*VECTOR_ADD(&spans->unplaced) = link;
}

void refi_spans_release(struct refi_spans *spans)
{
	VECTOR_RELEASE(spans);
	VECTOR_RELEASE(&spans->speakers);
	VECTOR_RELEASE(&spans->unplaced);
	VECTOR_RELEASE(&spans->selection_cases);
}

/* ---- The tree ---------------------------------------------------------- */

static int compare_spans(const void *a, const void *b)
{
	const struct refi_span *x = a, *y = b;
	if (x->text != y->text)
		return x->text < y->text ? -1 : 1;
	return x->start < y->start ? -1 : x->start > y->start;
}

/* As deep as the logarithm of how many there are. */
static uint32_t set_reach(struct refi_span *spans, size_t low, size_t high)
{
	size_t middle = low + (high - low) / 2;
	uint32_t reach = 0;
	if (low == high)
		return 0;
	uint32_t before = set_reach(spans, low, middle);
	uint32_t after = set_reach(spans, middle + 1, high);
	reach = before > after ? before : after;
	if (spans[middle].end > reach)
		reach = spans[middle].end;
	spans[middle].reach = reach;
	return reach;
}

static struct of_text *sort_spans(struct refi *refi, struct refi_spans *spans)
{
	struct of_text *texts =
		memory_allocate((refi->texts.count + 1) * sizeof *texts);
	if (spans->count)
		qsort(spans->items, spans->count, sizeof *spans->items,
		      compare_spans);
	for (size_t low = 0, high; low < spans->count; low = high) {
		uint32_t text = spans->items[low].text;
		for (high = low;
		     high < spans->count && spans->items[high].text == text;)
			high++;
		texts[text] = (struct of_text){ low, high };
		set_reach(spans->items, low, high);
	}
	return texts;
}

/* A stretch that is searched for, and what is known of it so far. */
struct search {
	struct linking *linking;
	uint32_t segment;
	uint32_t start, end;
	uint32_t covered; /* up to here, somebody's words or none at all */
	bool has_gap;     /* some of the words before `covered` are nobody's */
};

/* Words between what is covered and `end` are nobody's. */
static void cover(struct search *search, const struct read_text *text,
		  uint32_t start, uint32_t end)
{
	if (start > search->covered && !search->has_gap)
		search->has_gap =
			read_text_has_word(text, search->covered, start);
	if (end > search->covered)
		search->covered = end;
}

static void take(struct search *search, const struct refi_span *span)
{
	struct refi *refi = search->linking->refi;
	struct builder *builder = refi->builder;
	struct place place = builder->segments.items[search->segment].place;
	cover(search, &refi->texts.items[span->text].text, span->start,
	      span->end);
	read_builder_link(builder, &builder->segment_voices, search->segment,
			  span->case_index, place);
	if (span->is_counted && span->start <= search->start)
		read_builder_link(builder, &builder->segment_cases,
				  search->segment, span->case_index, place);
}

/* All that overlap, in the order of their starts. */
static void find_spans(struct search *search, size_t low, size_t high)
{
	const struct refi_span *spans = search->linking->spans->items;
	size_t middle = low + (high - low) / 2;
	if (low == high || spans[middle].reach <= search->start)
		return;
	find_spans(search, low, middle);
	if (spans[middle].start >= search->end)
		return;
	if (spans[middle].end > search->start)
		take(search, &spans[middle]);
	find_spans(search, middle + 1, high);
}

/* ---- Sources ----------------------------------------------------------- */

static struct of_source *describe_sources(struct linking *linking)
{
	struct builder *builder = linking->refi->builder;
	struct of_source *sources =
		memory_allocate((builder->sources.count + 1) * sizeof *sources);
	for (size_t i = 0; i < builder->case_sources.count; i++) {
		struct read_link link = builder->case_sources.items[i];
		struct of_source *source = &sources[link.to];
		bool is_other =
			source->is_linked && source->case_index != link.from;
		source->case_index = is_other ? PROJECT_NONE : link.from;
		source->is_linked = true;
	}
	for (size_t i = 0; i < builder->sources.count; i++) {
		if (!sources[i].is_linked)
			sources[i].case_index = PROJECT_NONE;
		sources[i].is_told_apart = linking->speakers[i].count > 0;
	}
	return sources;
}

static void add_voices(struct linking *linking, uint32_t segment,
		       struct project_list cases)
{
	struct builder *builder = linking->refi->builder;
	for (uint32_t i = 0; i < cases.count; i++)
		if (!read_builder_link(builder, &builder->segment_voices,
				       segment, cases.items[i],
				       builder->segments.items[segment].place))
			return;
}

/* Words that are in nobody's stretch are those of whose source it is, if that
 * is one person's; in a group they are nobody's. */
static void add_unknown(struct linking *linking, uint32_t segment)
{
	struct builder *builder = linking->refi->builder;
	uint32_t source = builder->segments.items[segment].source;
	uint32_t owner = linking->sources[source].case_index;
	if (owner == PROJECT_NONE)
		builder->segments.items[segment].has_unknown_voice = true;
	else
		add_voices(linking, segment,
			   (struct project_list){ &owner, 1 });
}

/* ---- Segments ---------------------------------------------------------- */

static void link_segment(struct linking *linking, uint32_t number,
			 uint32_t selection)
{
	struct refi *refi = linking->refi;
	struct builder *builder = refi->builder;
	const struct project_segment *segment =
		&builder->segments.items[number];
	struct project_list own = linking->selection_cases[selection];
	uint32_t text = refi->picked.items[selection].text;
	struct search search = { linking,      number,         segment->start,
				 segment->end, segment->start, false };
	for (uint32_t i = 0; i < own.count; i++)
		read_builder_link(builder, &builder->segment_cases, number,
				  own.items[i], segment->place);
	if (!linking->sources[segment->source].is_told_apart)
		return;
	add_voices(linking, number, linking->unplaced[segment->source]);
	if (text == PROJECT_NONE || segment->start == segment->end ||
	    linking->texts[text].low == linking->texts[text].high) {
		/* Whose stretches it touches does not show. */
		if (own.count)
			return;
		add_voices(linking, number, linking->speakers[segment->source]);
		add_unknown(linking, number);
		return;
	}
	find_spans(&search, linking->texts[text].low,
		   linking->texts[text].high);
	cover(&search, &refi->texts.items[text].text, search.end, search.end);
	if (search.has_gap && !own.count)
		add_unknown(linking, number);
}

void refi_spans_link(struct refi *refi, struct refi_spans *spans,
		     const uint32_t *owners)
{
	struct builder *builder = refi->builder;
	size_t sources = builder->sources.count;
	struct linking linking = { .refi = refi, .spans = spans };
	linking.selection_cases = read_builder_lists(
		builder, &spans->selection_cases, refi->picked.count);
	linking.speakers =
		read_builder_lists(builder, &spans->speakers, sources);
	linking.unplaced =
		read_builder_lists(builder, &spans->unplaced, sources);
	linking.sources = describe_sources(&linking);
	linking.texts = sort_spans(refi, spans);
	for (uint32_t i = 0; i < builder->segments.count && !builder->is_full;
	     i++)
		link_segment(&linking, i, owners[i]);
	free(linking.sources);
	free(linking.texts);
}
