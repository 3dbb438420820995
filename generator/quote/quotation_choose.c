/* The choice of passages. */
#include <stdlib.h>

#include "base/memory.h"
#include "base/vector.h"
#include "quote/quotation_private.h"

/* A passage that may be chosen. */
struct candidate {
	const struct project_segment *segment;
	uint32_t area;   /* value, or NONE */
	uint32_t person; /* first case, or NONE */
	bool is_chosen;
};

struct candidates {
	struct candidate *items;
	size_t count, capacity;
};

static bool is_wished(const struct quotations *quotations,
		      const struct project_segment *segment,
		      const struct quotation_wish *wish)
{
	const struct project *project = quotations->analysis->project;
	const struct settings *settings = quotations->analysis->settings;
	size_t length = str_count_code_points(str_trim(segment->text));
	if (length == 0 || length < wish->least_length ||
	    (wish->most_length && length > wish->most_length))
		return false;
	if (wish->area &&
	    (quotation_value(project, segment, settings->area) !=
		     wish->area - 1 ||
	     !quotation_is_area_shown(quotations, segment, wish->area - 1)))
		return false;
	for (size_t i = 0; i < wish->used_count; i++)
		if (quotations->first[segment - project->segments] ==
		    wish->used[i])
			return false;
	if (!wish->language)
		return true;
	uint32_t language =
		quotation_value(project, segment, settings->language);
	return language != PROJECT_NONE &&
	       str_equals_string(
		       project->variables[settings->language].values[language],
		       wish->language);
}

static struct candidates find_candidates(const struct quotations *quotations,
					 uint32_t theme,
					 const struct quotation_wish *wish)
{
	const struct project *project = quotations->analysis->project;
	const struct settings *settings = quotations->analysis->settings;
	uint32_t code = settings->themes[theme].code;
	struct candidates all = { 0 };
	struct map seen = MAP_INITIALISER;
	for (uint32_t i = 0; i < project->segment_count; i++) {
		struct project_segment *segment = &project->segments[i];
		if (segment->code < code ||
		    segment->code >= project->codes[code].end ||
		    !quotation_has_consent(quotations, segment) ||
		    !is_wished(quotations, segment, wish))
			continue;
		/* One passage with two codes below the theme is one. */
		if (map_set(&seen, segment->text, segment))
			continue;
		*VECTOR_ADD(&all) = (struct candidate){
			.segment = segment,
			.area = quotation_value(project, segment,
						settings->area),
			.person = segment->cases.count ?
					  segment->cases.items[0] :
					  PROJECT_NONE,
		};
	}
	map_release(&seen);
	return all;
}

/* How often people and areas were chosen so far. */
struct uses {
	uint32_t *people, *areas; /* the last of each: NONE */
	uint32_t person_count, area_count;
};

static uint32_t *use_of(uint32_t *uses, uint32_t number, uint32_t count)
{
	return &uses[number < count ? number : count];
}

static struct uses new_uses(const struct analysis *analysis)
{
	const struct project *project = analysis->project;
	uint32_t area = analysis->settings->area;
	struct uses uses = {
		.person_count = project->case_count,
		.area_count = area == PROJECT_NONE ?
				      0 :
				      project->variables[area].value_count,
	};
	uses.people = memory_allocate(((size_t)uses.person_count + 1) *
				      sizeof *uses.people);
	uses.areas = memory_allocate(((size_t)uses.area_count + 1) *
				     sizeof *uses.areas);
	return uses;
}

/* The passage whose person, and then whose area, was chosen least. */
static struct candidate *choose(const struct candidates *all,
				const struct uses *uses)
{
	struct candidate *best = NULL;
	uint64_t least = UINT64_MAX;
	for (size_t i = 0; i < all->count; i++) {
		struct candidate *one = &all->items[i];
		if (one->is_chosen)
			continue;
		uint64_t people =
			*use_of(uses->people, one->person, uses->person_count);
		uint64_t key = people << 32 | *use_of(uses->areas, one->area,
						      uses->area_count);
		if (key < least) {
			least = key;
			best = one;
		}
	}
	return best;
}

size_t quotation_select(struct quotations *quotations, uint32_t theme,
			const struct quotation_wish *wish, size_t most,
			struct quotation *chosen)
{
	struct candidates all = find_candidates(quotations, theme, wish);
	struct uses uses = new_uses(quotations->analysis);
	size_t count = 0;
	while (count < most && count < all.count) {
		struct candidate *best = choose(&all, &uses);
		best->is_chosen = true;
		++*use_of(uses.people, best->person, uses.person_count);
		++*use_of(uses.areas, best->area, uses.area_count);
		chosen[count++] = quotation_of(quotations, best->segment);
	}
	free(uses.people);
	free(uses.areas);
	VECTOR_RELEASE(&all);
	return count;
}
