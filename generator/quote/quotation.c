/* Consent, words, attribution. */
#include "quote/quotation.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/vector.h"
#include "quote/quotation_private.h"

/* What tells a passage. Two that have one id, and those without one, are told
 * apart by where they stand and by their words. */
static struct str passage_key(const struct project_segment *segment,
			      struct buffer *key)
{
	if (segment->id.length && !segment->is_ambiguous)
		return segment->id;
	buffer_clear(key);
	buffer_append_format(key, "\x1F%u %u %u ", (unsigned)segment->source,
			     (unsigned)segment->start, (unsigned)segment->end);
	buffer_append_str(key, segment->text);
	return buffer_str(key);
}

/* Makes chains of the segments that are one passage, in the data's order. What
 * has neither an id nor words is one alone. */
static void link_segments(struct quotations *quotations)
{
	const struct project *project = quotations->analysis->project;
	struct map passages = MAP_INITIALISER;
	struct buffer key = BUFFER_INITIALISER;
	uint32_t count = project->segment_count;
	uint32_t *last = memory_resize(NULL, count + 1, sizeof *last);
	quotations->next = ARENA_NEW_ARRAY(quotations->arena, count, uint32_t);
	quotations->first = ARENA_NEW_ARRAY(quotations->arena, count, uint32_t);
	for (uint32_t i = 0; i < count; i++) {
		struct project_segment *segment = &project->segments[i];
		quotations->next[i] = PROJECT_NONE;
		quotations->first[i] = last[i] = i;
		if (segment->id.length &&
		    !map_lookup(&quotations->ids, segment->id))
			map_set(&quotations->ids, segment->id, segment);
		if (!segment->id.length && !segment->text.length)
			continue;
		struct str text = passage_key(segment, &key);
		const struct project_segment *first =
			map_lookup(&passages, text);
		if (!first) {
			if (text.bytes == key.bytes)
				text = arena_copy_str(quotations->arena, text);
			map_set(&passages, text, segment);
			continue;
		}
		quotations->first[i] = (uint32_t)(first - project->segments);
		uint32_t *end = &last[quotations->first[i]];
		quotations->next[*end] = i;
		*end = i;
	}
	map_release(&passages);
	buffer_release(&key);
	free(last);
}

static void find_themes(struct quotations *quotations)
{
	const struct project *project = quotations->analysis->project;
	const struct settings *settings = quotations->analysis->settings;
	uint32_t *themes = ARENA_NEW_ARRAY(quotations->arena,
					   project->code_count, uint32_t);
	for (uint32_t i = 0; i < project->code_count; i++)
		themes[i] = PROJECT_NONE;
	for (uint32_t t = 0; t < settings->theme_count; t++)
		themes[settings->themes[t].code] = t;
	for (uint32_t i = 0; i < project->code_count; i++)
		if (themes[i] == PROJECT_NONE &&
		    project->codes[i].parent != PROJECT_NONE)
			themes[i] = themes[project->codes[i].parent];
	quotations->theme_of_code = themes;
}

static uint32_t count_values(const struct project *project, uint32_t variable)
{
	return variable == PROJECT_NONE ?
		       0 :
		       project->variables[variable].value_count;
}

static uint32_t *shared_by(const struct quotations *quotations, uint32_t role,
			   uint32_t area)
{
	if (role == PROJECT_NONE)
		role = quotations->roles;
	if (area == PROJECT_NONE)
		area = quotations->areas;
	return &quotations
			->shared[(size_t)role * (quotations->areas + 1) + area];
}

static struct str label_key(struct arena *arena,
			    const struct settings_label *label)
{
	struct buffer key = BUFFER_INITIALISER;
	for (size_t i = 0; i < label->count && !label->same; i++)
		buffer_append_format(&key, "%s\n%s\n", label->languages[i],
				     label->texts[i]);
	if (label->same)
		buffer_append_string(&key, label->same);
	struct str text = buffer_str(&key);
	struct str copy = { arena_copy(arena, text.bytes, text.length),
			    text.length };
	buffer_release(&key);
	return copy;
}

static void group_roles(struct quotations *quotations)
{
	const struct settings *settings = quotations->analysis->settings;
	struct map seen = MAP_INITIALISER;
	uint32_t *groups =
		ARENA_NEW_ARRAY(quotations->arena, quotations->roles, uint32_t);
	for (uint32_t i = 0; i < quotations->roles; i++) {
		struct str key =
			label_key(quotations->arena, &settings->role_values[i]);
		const uint32_t *first = map_lookup(&seen, key);
		groups[i] = first ? *first : i;
		if (!first)
			map_set(&seen, key, &groups[i]);
	}
	map_release(&seen);
	quotations->role_group = groups;
}

static void count_shared(struct quotations *quotations)
{
	const struct project *project = quotations->analysis->project;
	const struct settings *settings = quotations->analysis->settings;
	quotations->roles = count_values(project, settings->role);
	quotations->areas = count_values(project, settings->area);
	group_roles(quotations);
	quotations->shared = memory_allocate(((size_t)quotations->roles + 1) *
					     ((size_t)quotations->areas + 1) *
					     sizeof(uint32_t));
	for (uint32_t i = 0; i < project->case_count; i++) {
		const struct project_case *one = &project->cases[i];
		uint32_t role = project_lookup_value(
			one->values, one->value_count, settings->role);
		uint32_t area = project_lookup_value(
			one->values, one->value_count, settings->area);
		if (role != PROJECT_NONE)
			role = quotations->role_group[role];
		++*shared_by(quotations, PROJECT_NONE, PROJECT_NONE);
		if (role != PROJECT_NONE)
			++*shared_by(quotations, role, PROJECT_NONE);
		if (area != PROJECT_NONE)
			++*shared_by(quotations, PROJECT_NONE, area);
		if (role != PROJECT_NONE && area != PROJECT_NONE)
			++*shared_by(quotations, role, area);
	}
}

/* ---- Consent ----------------------------------------------------------- */

enum answer { ANSWER_NONE, ANSWER_NO, ANSWER_YES };

static enum answer answer_of(const struct settings *settings,
			     const struct project_value *values, uint32_t count)
{
	uint32_t value = project_lookup_value(values, count, settings->consent);
	if (value == PROJECT_NONE)
		return ANSWER_NONE;
	return settings->consent_values[value] ? ANSWER_YES : ANSWER_NO;
}

static enum answer answer_of_case(const struct quotations *quotations,
				  uint32_t number)
{
	const struct settings *settings = quotations->analysis->settings;
	const struct project_case *one =
		&quotations->analysis->project->cases[number];
	if (settings->refusing_cases && settings->refusing_cases[number])
		return ANSWER_NO;
	return answer_of(settings, one->values, one->value_count);
}

static enum answer answer_of_source(const struct quotations *quotations,
				    uint32_t number)
{
	const struct settings *settings = quotations->analysis->settings;
	const struct project_source *source =
		&quotations->analysis->project->sources[number];
	if (settings->refusing_sources && settings->refusing_sources[number])
		return ANSWER_NO;
	return answer_of(settings, source->values, source->value_count);
}

static bool has_segment_consent(const struct quotations *quotations,
				const struct project_segment *segment)
{
	enum answer of_source = answer_of_source(quotations, segment->source);
	if (of_source == ANSWER_NO || segment->has_unknown_voice)
		return false;
	for (uint32_t i = 0; i < segment->voices.count; i++) {
		enum answer answer =
			answer_of_case(quotations, segment->voices.items[i]);
		if (answer == ANSWER_NONE)
			answer = of_source;
		if (answer != ANSWER_YES)
			return false;
	}
	return segment->voices.count > 0;
}

static void ask_all(struct quotations *quotations)
{
	const struct project *project = quotations->analysis->project;
	const struct settings *settings = quotations->analysis->settings;
	bool *has_consent = ARENA_NEW_ARRAY(quotations->arena,
					    project->segment_count, bool);
	quotations->has_consent = has_consent;
	if (settings->consent == PROJECT_NONE || !settings->consent_values)
		return;
	for (uint32_t i = 0; i < project->segment_count; i++) {
		uint32_t first = quotations->first[i];
		bool has =
			has_segment_consent(quotations, &project->segments[i]);
		has_consent[first] = has && (first == i || has_consent[first]);
	}
}

bool quotation_has_consent(const struct quotations *quotations,
			   const struct project_segment *segment)
{
	const struct project *project = quotations->analysis->project;
	return quotations
		->has_consent[quotations->first[segment - project->segments]];
}

/* ---- The whole --------------------------------------------------------- */

struct quotations *quotations_new(struct arena *arena,
				  const struct analysis *analysis)
{
	struct quotations *quotations = ARENA_NEW(arena, struct quotations);
	quotations->arena = arena;
	quotations->analysis = analysis;
	link_segments(quotations);
	find_themes(quotations);
	count_shared(quotations);
	ask_all(quotations);
	quotation_collect_names(quotations);
	return quotations;
}

struct quotations *quotations_share(struct arena *arena,
				    const struct quotations *quotations)
{
	struct quotations *shared = ARENA_NEW(arena, struct quotations);
	*shared = *quotations;
	shared->arena = arena;
	return shared;
}

void quotations_release(struct quotations *quotations)
{
	map_release(&quotations->ids);
	names_release(&quotations->replacements);
	names_release(&quotations->people);
	free(quotations->shared);
}

/* ---- Who speaks -------------------------------------------------------- */

uint32_t quotation_value(const struct project *project,
			 const struct project_segment *segment,
			 uint32_t variable)
{
	uint32_t common = PROJECT_NONE;
	if (variable == PROJECT_NONE)
		return PROJECT_NONE;
	for (uint32_t i = 0; i < segment->voices.count; i++) {
		const struct project_case *one =
			&project->cases[segment->voices.items[i]];
		uint32_t value = project_lookup_value(
			one->values, one->value_count, variable);
		if (i && value != common)
			return PROJECT_NONE;
		common = value;
	}
	const struct project_source *source =
		&project->sources[segment->source];
	if (common == PROJECT_NONE)
		common = project_lookup_value(source->values,
					      source->value_count, variable);
	return common;
}

static const char *text_of(const struct quotations *quotations,
			   uint32_t variable, uint32_t value)
{
	if (value == PROJECT_NONE)
		return NULL;
	struct str text = quotations->analysis->project->variables[variable]
				  .values[value];
	return arena_copy(quotations->arena, text.bytes, text.length);
}

/* The first segment of the same passage. */
static uint32_t first_of(const struct quotations *quotations,
			 const struct project_segment *segment)
{
	return quotations
		->first[segment - quotations->analysis->project->segments];
}

/* The value on which all segments of the passage agree, or NONE. */
static uint32_t passage_value(const struct quotations *quotations,
			      const struct project_segment *segment,
			      uint32_t variable)
{
	const struct project *project = quotations->analysis->project;
	uint32_t first = first_of(quotations, segment);
	uint32_t value =
		quotation_value(project, &project->segments[first], variable);
	for (uint32_t i = quotations->next[first]; i != PROJECT_NONE;
	     i = quotations->next[i])
		if (quotation_value(project, &project->segments[i], variable) !=
		    value)
			return PROJECT_NONE;
	return value;
}

/* Whether the code is itself a theme. */
static bool has_theme(const struct quotations *quotations, uint32_t code)
{
	uint32_t theme = quotations->theme_of_code[code];
	return theme != PROJECT_NONE &&
	       quotations->analysis->settings->themes[theme].code == code;
}

/* Whether enough cases share the values; NONE is any. */
static bool is_common(const struct quotations *quotations, uint32_t role,
		      uint32_t area)
{
	return *shared_by(quotations, role, area) >=
	       quotations->analysis->settings->rules.least_shown;
}

/* Whether an area's count of a theme, and of those above it, is shown or in
 * no table. */
static bool is_count_shown(const struct analysis *analysis, uint32_t table,
			   uint32_t theme, uint32_t area)
{
	return !analysis_is_published(analysis, table, theme) ||
	       analysis_count(analysis, table, theme, area, ANALYSIS_TOTAL)
		       .is_shown;
}

bool quotation_is_area_shown(const struct quotations *quotations,
			     const struct project_segment *segment,
			     uint32_t area)
{
	const struct analysis *analysis = quotations->analysis;
	const struct project *project = analysis->project;
	uint32_t dimension =
		settings_find_dimension(analysis->settings, STR("area"));
	if (dimension == PROJECT_NONE)
		return false;
	uint32_t table = 1 + dimension;
	if (!is_count_shown(analysis, table, ANALYSIS_BASE, area))
		return false;
	for (uint32_t i = first_of(quotations, segment); i != PROJECT_NONE;
	     i = quotations->next[i]) {
		uint32_t code = project->segments[i].code;
		for (; code != PROJECT_NONE; code = project->codes[code].parent)
			if (has_theme(quotations, code) &&
			    !is_count_shown(analysis, table,
					    quotations->theme_of_code[code],
					    area))
				return false;
	}
	return true;
}

static void attribute(const struct quotations *quotations,
		      const struct project_segment *segment,
		      struct quotation *quotation)
{
	const struct settings *settings = quotations->analysis->settings;
	uint32_t pseudonym =
		passage_value(quotations, segment, settings->pseudonym);
	quotation->role = quotation->area = PROJECT_NONE;
	quotation->pseudonym =
		text_of(quotations, settings->pseudonym, pseudonym);
	if (quotation->pseudonym)
		return;
	uint32_t role = passage_value(quotations, segment, settings->role);
	uint32_t area = passage_value(quotations, segment, settings->area);
	if (role != PROJECT_NONE)
		role = quotations->role_group[role];
	if (role != PROJECT_NONE && !is_common(quotations, role, PROJECT_NONE))
		role = PROJECT_NONE;
	if (area != PROJECT_NONE &&
	    (!quotation_is_area_shown(quotations, segment, area) ||
	     !is_common(quotations, role, area)))
		area = PROJECT_NONE;
	quotation->role = role;
	quotation->area = area;
}

const char *quotation_role(const struct quotations *quotations,
			   const struct quotation *quotation,
			   const char *language)
{
	const struct settings *settings = quotations->analysis->settings;
	return quotation->role == PROJECT_NONE ?
		       NULL :
		       settings_label_text(
			       &settings->role_values[quotation->role],
			       language);
}

const char *quotation_area(const struct quotations *quotations,
			   const struct quotation *quotation,
			   const char *language)
{
	const struct analysis *analysis = quotations->analysis;
	uint32_t dimension =
		settings_find_dimension(analysis->settings, STR("area"));
	return quotation->area == PROJECT_NONE ?
		       NULL :
		       analysis_value_label(analysis, dimension,
					    quotation->area, language);
}

/* ---- What it is about -------------------------------------------------- */

static void tell_themes(const struct quotations *quotations,
			const struct project_segment *segment,
			struct quotation *quotation)
{
	const struct project *project = quotations->analysis->project;
	uint32_t count = 0, first = first_of(quotations, segment);
	for (uint32_t i = first; i != PROJECT_NONE; i = quotations->next[i])
		count++;
	uint32_t *themes = ARENA_NEW_ARRAY(quotations->arena, count, uint32_t);
	count = 0;
	for (uint32_t i = first; i != PROJECT_NONE; i = quotations->next[i]) {
		uint32_t at = count,
			 theme = quotations->theme_of_code[project->segments[i]
								   .code];
		while (at > 0 && themes[at - 1] > theme)
			at--;
		if (theme == PROJECT_NONE ||
		    (at > 0 && themes[at - 1] == theme))
			continue;
		memmove(&themes[at + 1], &themes[at],
			(count++ - at) * sizeof *themes);
		themes[at] = theme;
	}
	quotation->themes = themes;
	quotation->theme_count = count;
}

/* ---- Asking ------------------------------------------------------------ */

struct quotation quotation_of(const struct quotations *quotations,
			      const struct project_segment *segment)
{
	const struct settings *settings = quotations->analysis->settings;
	uint32_t language = quotation_value(quotations->analysis->project,
					    segment, settings->language);
	struct str id = segment->is_ambiguous ? STR("") : segment->id;
	struct quotation quotation = {
		.id = arena_copy(quotations->arena, id.bytes, id.length),
		.passage = first_of(quotations, segment),
		.source = segment->source,
		.data = segment->place,
		.text = quotation_text(quotations, segment,
				       str_trim(segment->text)),
		.language = text_of(quotations, settings->language, language),
	};
	quotation.words =
		map_hash_bytes(quotation.text, strlen(quotation.text));
	attribute(quotations, segment, &quotation);
	tell_themes(quotations, segment, &quotation);
	return quotation;
}

uint32_t quotation_passage(const struct quotations *quotations, struct str id)
{
	const struct project_segment *segment =
		id.length ? map_lookup(&quotations->ids, id) : NULL;
	return segment && !segment->is_ambiguous ?
		       first_of(quotations, segment) :
		       PROJECT_NONE;
}

/* The lines of the first two passages of an id. */
static void report_ambiguous(const struct quotations *quotations,
			     const struct project_segment *first,
			     struct place place,
			     struct diagnostics *diagnostics)
{
	const struct project *project = quotations->analysis->project;
	const struct project_segment *second = first + 1;
	const struct project_segment *end =
		project->segments + project->segment_count;
	while (second < end &&
	       (!str_equals(second->id, first->id) ||
		first_of(quotations, second) == first_of(quotations, first)))
		second++;
	diagnostics_add(diagnostics, DIAGNOSTIC_QUOTATION_AMBIGUOUS, place,
			"two passages have the id '%.*s', on lines %u and %u "
			"of the data",
			(int)first->id.length, first->id.bytes,
			(unsigned)first->place.line,
			(unsigned)(second < end ? second : first)->place.line);
}

/* Whether the data have ids at all. */
static void report_unknown(const struct quotations *quotations, struct str id,
			   struct place place, struct diagnostics *diagnostics)
{
	bool has_ids = quotations->ids.count > 0;
	diagnostics_add(diagnostics, DIAGNOSTIC_QUOTATION_UNKNOWN, place,
			"no coded passage has the id '%.*s'%s", (int)id.length,
			id.bytes, has_ids ? "" : ", nor has any an id");
}

bool quotation_find(struct quotations *quotations, struct str id,
		    struct place place, struct diagnostics *diagnostics,
		    struct quotation *quotation)
{
	const struct project_segment *segment =
		id.length ? map_lookup(&quotations->ids, id) : NULL;
	if (!segment) {
		report_unknown(quotations, id, place, diagnostics);
	} else if (segment->is_ambiguous) {
		report_ambiguous(quotations, segment, place, diagnostics);
	} else if (!quotation_has_consent(quotations, segment)) {
		diagnostics_add(diagnostics, DIAGNOSTIC_QUOTATION_CONSENT,
				place,
				"there is no consent to quote the passage "
				"'%.*s'",
				(int)id.length, id.bytes);
	} else if (!str_trim(segment->text).length) {
		diagnostics_add(diagnostics, DIAGNOSTIC_QUOTATION_EMPTY, place,
				"the passage '%.*s' has no text",
				(int)id.length, id.bytes);
	} else {
		*quotation = quotation_of(quotations, segment);
		return true;
	}
	return false;
}

size_t quotation_list(struct quotations *quotations, uint32_t theme,
		      struct quotation **list)
{
	const struct project *project = quotations->analysis->project;
	const struct settings *settings = quotations->analysis->settings;
	uint32_t code =
		theme == PROJECT_NONE ? 0 : settings->themes[theme].code;
	uint32_t end = theme == PROJECT_NONE ? project->code_count :
					       project->codes[code].end;
	VECTOR(struct quotation) all = { 0 };
	bool *is_told = memory_allocate(project->segment_count + 1);
	for (uint32_t i = 0; i < project->segment_count; i++) {
		const struct project_segment *segment = &project->segments[i];
		if (segment->code < code || segment->code >= end)
			continue;
		uint32_t first = first_of(quotations, segment);
		if (is_told[first] || !str_trim(segment->text).length ||
		    !quotation_has_consent(quotations, segment))
			continue;
		is_told[first] = true;
		*VECTOR_ADD(&all) = quotation_of(quotations, segment);
	}
	free(is_told);
	*list = arena_copy_array(quotations->arena, all.items, all.count,
				 sizeof *all.items);
	size_t count = all.count;
	VECTOR_RELEASE(&all);
	return count;
}
