/* Consent, attribution, and the choice of passages. */
#include "findings/quotation.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/map.h"
#include "base/memory.h"
#include "base/vector.h"

#define ELLIPSIS "[\xE2\x80\xA6]"

struct quotations {
	struct arena *arena;
	const struct analysis *analysis;
	struct map ids; /* id → segment, the first with it */
};

struct quotations *quotations_new(struct arena *arena,
				  const struct analysis *analysis)
{
	struct quotations *quotations = ARENA_NEW(arena, struct quotations);
	const struct project *project = analysis->project;
	quotations->arena = arena;
	quotations->analysis = analysis;
	for (uint32_t i = 0; i < project->segment_count; i++) {
		struct project_segment *segment = &project->segments[i];
		if (segment->id.length &&
		    !map_lookup(&quotations->ids, segment->id))
			map_set(&quotations->ids, segment->id, segment);
	}
	return quotations;
}

void quotations_release(struct quotations *quotations)
{
	map_release(&quotations->ids);
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

static bool has_consent(const struct quotations *quotations,
			const struct project_segment *segment)
{
	const struct project *project = quotations->analysis->project;
	const struct settings *settings = quotations->analysis->settings;
	if (settings->consent == PROJECT_NONE || !settings->consent_values)
		return false;
	const struct project_source *source =
		&project->sources[segment->source];
	enum answer of_source =
		answer_of(settings, source->values, source->value_count);
	if (of_source == ANSWER_NO)
		return false;
	for (uint32_t i = 0; i < segment->cases.count; i++) {
		const struct project_case *one =
			&project->cases[segment->cases.items[i]];
		enum answer answer =
			answer_of(settings, one->values, one->value_count);
		if (answer == ANSWER_NONE)
			answer = of_source;
		if (answer != ANSWER_YES)
			return false;
	}
	return segment->cases.count > 0 || of_source == ANSWER_YES;
}

/* ---- Text -------------------------------------------------------------- */

static bool is_space(char byte)
{
	return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* U+2000 to U+203F: dashes, quotation marks, spaces. */
static bool is_punctuation(struct str text)
{
	return str_starts_with(text, STR("\xE2\x80"));
}

/* Whether the text starts with a letter, as far as this matters here. */
static bool starts_with_word(struct str text)
{
	if (!text.length || is_punctuation(text))
		return false;
	char byte = text.bytes[0];
	return (unsigned char)byte >= 0x80 || byte == '_' ||
	       (byte >= '0' && byte <= '9') ||
	       ((byte | 32) >= 'a' && (byte | 32) <= 'z');
}

static struct str skip(struct str text, size_t length)
{
	return (struct str){text.bytes + length, text.length - length};
}

/* Length of the run of `byte` at the start. */
static size_t run_of(struct str text, char byte)
{
	size_t length = 0;
	while (length < text.length && text.bytes[length] == byte)
		length++;
	return length;
}

static bool is_empty_bracket(struct str inside)
{
	static const char *const words[] = {
		"",	   "...",	 "\xE2\x80\xA6", "redacted",
		"removed", "anonymised", "REDACTED",	 "Redacted"};
	struct str trimmed = str_trim(inside);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_equals_string(trimmed, words[i]))
			return true;
	return false;
}

/* Length of the blank that a transcriber left at the start, or 0. */
static size_t blank_at(struct str text, bool is_at_word)
{
	if (text.bytes[0] == '[') {
		ptrdiff_t end = str_find_byte(text, ']');
		struct str inside = {text.bytes + 1,
				     end > 0 ? (size_t)end - 1 : 0};
		return end > 0 && is_empty_bracket(inside) ? (size_t)end + 1
							   : 0;
	}
	size_t length = run_of(text, text.bytes[0]);
	bool is_blank = (text.bytes[0] == '_' && length >= 3) ||
			(text.bytes[0] == '*' && length >= 3) ||
			(text.bytes[0] == 'X' && length >= 3 && is_at_word);
	return is_blank && !starts_with_word(skip(text, length)) ? length : 0;
}

/* Length of the name of one of the passage's people at the start, or 0. */
static size_t name_at(const struct project *project,
		      const struct project_segment *segment, struct str text)
{
	for (uint32_t i = 0; i < segment->cases.count; i++) {
		struct str name = project->cases[segment->cases.items[i]].name;
		if (name.length >= 2 && str_starts_with(text, name) &&
		    !starts_with_word(skip(text, name.length)))
			return name.length;
	}
	return 0;
}

static const char *clean_text(const struct quotations *quotations,
			      const struct project_segment *segment)
{
	struct buffer out = BUFFER_INITIALISER;
	struct str rest = str_trim(segment->text);
	bool is_at_word = true;
	while (rest.length) {
		size_t length = 1;
		size_t cut = is_at_word ? name_at(quotations->analysis->project,
						  segment, rest)
					: 0;
		if (!cut)
			cut = blank_at(rest, is_at_word);
		is_at_word = cut || !starts_with_word(rest);
		if (cut) {
			length = cut;
			buffer_append_string(&out, ELLIPSIS);
		} else if (is_punctuation(rest)) {
			length = rest.length < 3 ? rest.length : 3;
			buffer_append(&out, rest.bytes, length);
		} else if (!is_space(rest.bytes[0])) {
			buffer_append_byte(&out, rest.bytes[0]);
		} else if (out.length && out.bytes[out.length - 1] != ' ') {
			buffer_append_byte(&out, ' ');
		}
		rest = skip(rest, length);
	}
	struct str all = buffer_str(&out);
	const char *text = arena_copy(quotations->arena, all.bytes, all.length);
	buffer_release(&out);
	return text;
}

/* ---- Who speaks -------------------------------------------------------- */

/* The variable's value, of the passage's people if they agree, else of its
 * source; or NONE. */
static uint32_t value_of(const struct project *project,
			 const struct project_segment *segment,
			 uint32_t variable)
{
	uint32_t common = PROJECT_NONE;
	if (variable == PROJECT_NONE)
		return PROJECT_NONE;
	for (uint32_t i = 0; i < segment->cases.count; i++) {
		const struct project_case *one =
			&project->cases[segment->cases.items[i]];
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

/* Whether enough cases share the values; NONE is any. */
static bool is_common(const struct analysis *analysis, uint32_t role,
		      uint32_t area)
{
	const struct project *project = analysis->project;
	const struct settings *settings = analysis->settings;
	uint32_t count = 0;
	for (uint32_t i = 0; i < project->case_count; i++) {
		const struct project_case *one = &project->cases[i];
		count += (role == PROJECT_NONE ||
			  project_lookup_value(one->values, one->value_count,
					       settings->role) == role) &&
			 (area == PROJECT_NONE ||
			  project_lookup_value(one->values, one->value_count,
					       settings->area) == area);
		if (count >= settings->rules.least_shown)
			return true;
	}
	return false;
}

/* Whether the counts of the area are shown: of all themes that the passage
 * is coded with, which are what a reader may take it to be about. */
static bool is_area_shown(const struct analysis *analysis,
			  const struct project_segment *segment, uint32_t area)
{
	const struct settings *settings = analysis->settings;
	uint32_t dimension = settings_find_dimension(settings, STR("area"));
	if (dimension == PROJECT_NONE)
		return false;
	uint32_t table = 1 + dimension;
	if (!analysis_count(analysis, table, ANALYSIS_BASE, area,
			    ANALYSIS_TOTAL)
		     .is_shown)
		return false;
	for (uint32_t t = 0; t < analysis->theme_count; t++) {
		uint32_t code = settings->themes[t].code;
		if (segment->code < code ||
		    segment->code >= analysis->project->codes[code].end)
			continue;
		if (!analysis_count(analysis, table, t, area, ANALYSIS_TOTAL)
			     .is_shown)
			return false;
	}
	return true;
}

static void attribute(const struct quotations *quotations,
		      const struct project_segment *segment,
		      struct quotation *quotation)
{
	const struct analysis *analysis = quotations->analysis;
	const struct settings *settings = analysis->settings;
	uint32_t pseudonym =
		value_of(analysis->project, segment, settings->pseudonym);
	quotation->area = PROJECT_NONE;
	quotation->pseudonym =
		text_of(quotations, settings->pseudonym, pseudonym);
	if (quotation->pseudonym)
		return;
	uint32_t role = value_of(analysis->project, segment, settings->role);
	uint32_t area = value_of(analysis->project, segment, settings->area);
	if (role != PROJECT_NONE && !is_common(analysis, role, PROJECT_NONE))
		role = PROJECT_NONE;
	if (area != PROJECT_NONE && (!is_area_shown(analysis, segment, area) ||
				     !is_common(analysis, role, area)))
		area = PROJECT_NONE;
	quotation->role = text_of(quotations, settings->role, role);
	quotation->area = area;
}

/* ---- Asking ------------------------------------------------------------ */

static struct quotation quote(const struct quotations *quotations,
			      const struct project_segment *segment)
{
	const struct settings *settings = quotations->analysis->settings;
	uint32_t language = value_of(quotations->analysis->project, segment,
				     settings->language);
	struct quotation quotation = {
		.id = arena_copy(quotations->arena, segment->id.bytes,
				 segment->id.length),
		.text = clean_text(quotations, segment),
		.language = text_of(quotations, settings->language, language),
	};
	attribute(quotations, segment, &quotation);
	return quotation;
}

bool quotation_find(struct quotations *quotations, struct str id,
		    struct place place, struct diagnostics *diagnostics,
		    struct quotation *quotation)
{
	const struct project_segment *segment =
		id.length ? map_lookup(&quotations->ids, id) : NULL;
	if (!segment) {
		diagnostics_add(diagnostics, DIAGNOSTIC_QUOTATION_UNKNOWN,
				place, "no coded passage has the id '%.*s'",
				(int)id.length, id.bytes);
	} else if (!has_consent(quotations, segment)) {
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
		*quotation = quote(quotations, segment);
		return true;
	}
	return false;
}

/* A passage that may be chosen. */
struct candidate {
	const struct project_segment *segment;
	uint32_t area;	 /* value, or NONE */
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
	    (value_of(project, segment, settings->area) != wish->area - 1 ||
	     !is_area_shown(quotations->analysis, segment, wish->area - 1)))
		return false;
	if (!wish->language)
		return true;
	uint32_t language = value_of(project, segment, settings->language);
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
	struct candidates all = {0};
	struct map seen = MAP_INITIALISER;
	for (uint32_t i = 0; i < project->segment_count; i++) {
		struct project_segment *segment = &project->segments[i];
		if (segment->code < code ||
		    segment->code >= project->codes[code].end ||
		    !has_consent(quotations, segment) ||
		    !is_wished(quotations, segment, wish))
			continue;
		/* One passage with two codes below the theme is one. */
		if (map_set(&seen, segment->text, segment))
			continue;
		*VECTOR_ADD(&all) = (struct candidate){
			.segment = segment,
			.area = value_of(project, segment, settings->area),
			.person = segment->cases.count ? segment->cases.items[0]
						       : PROJECT_NONE,
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
		.area_count = area == PROJECT_NONE
				      ? 0
				      : project->variables[area].value_count,
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
		chosen[count++] = quote(quotations, best->segment);
	}
	free(uses.people);
	free(uses.areas);
	VECTOR_RELEASE(&all);
	return count;
}
