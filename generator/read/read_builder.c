/* Adding to a project while it is read, within the limits. */
#include "read/read_builder.h"

#include <stdarg.h>
#include <stdio.h>

void read_builder_initialise(struct builder *builder,
			     const struct read_options *options,
			     struct diagnostics *diagnostics)
{
	struct arena arena = ARENA_INITIALISER;
	struct project *project = ARENA_NEW(&arena, struct project);
	project->arena = arena;
	project->name = project->origin = STR("");
	*builder = (struct builder){ .project = project,
				     .arena = &project->arena,
				     .options = options,
				     .diagnostics = diagnostics };
}

static void release(struct builder *builder)
{
	VECTOR_RELEASE(&builder->codes);
	VECTOR_RELEASE(&builder->sources);
	VECTOR_RELEASE(&builder->cases);
	VECTOR_RELEASE(&builder->variables);
	VECTOR_RELEASE(&builder->segments);
	VECTOR_RELEASE(&builder->coders);
	VECTOR_RELEASE(&builder->case_sources);
	VECTOR_RELEASE(&builder->case_codes);
	VECTOR_RELEASE(&builder->source_codes);
	VECTOR_RELEASE(&builder->segment_cases);
	VECTOR_RELEASE(&builder->segment_voices);
	VECTOR_RELEASE(&builder->contradictions);
	VECTOR_RELEASE(&builder->case_values);
	VECTOR_RELEASE(&builder->source_values);
}

void read_builder_abandon(struct builder *builder)
{
	release(builder);
	project_free(builder->project);
}

void read_builder_report(struct builder *builder, enum diagnostic_code code,
			 struct place place, const char *format, ...)
{
	if (builder->told[code]++ >= READ_MOST_OF_A_KIND)
		return;
	char text[512];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	diagnostics_add(builder->diagnostics, code, place, "%s", text);
}

/* True, after a report, where `count` has come to `most`. */
static bool is_full(struct builder *builder, size_t count, size_t most,
		    const char *what, struct place place)
{
	if (count < most)
		return false;
	if (!builder->is_full)
		read_builder_report(builder, DIAGNOSTIC_FINDINGS_LIMIT, place,
				    "more than %zu %s; the rest is not read",
				    most, what);
	builder->is_full = true;
	return true;
}

uint32_t read_builder_add_code(struct builder *builder, struct str id,
			       struct str name, uint32_t parent,
			       struct place place)
{
	if (is_full(builder, builder->codes.count, READ_MOST_CODES, "codes",
		    place))
		return PROJECT_NONE;
	uint32_t depth = parent == PROJECT_NONE ?
				 0 :
				 builder->codes.items[parent].depth + 1;
	if (is_full(builder, depth, READ_MOST_DEPTH,
		    "levels of codes below each other", place))
		return PROJECT_NONE;
	*VECTOR_ADD(&builder->codes) = (struct project_code){
		.id = id,
		.name = name,
		.colour = PROJECT_NONE,
		.parent = parent,
		.depth = depth,
		.is_codable = true,
		.place = place,
	};
	return (uint32_t)builder->codes.count - 1;
}

uint32_t read_builder_add_source(struct builder *builder, struct str id,
				 struct str name, struct place place)
{
	if (is_full(builder, builder->sources.count, READ_MOST_SOURCES,
		    "sources", place))
		return PROJECT_NONE;
	*VECTOR_ADD(&builder->sources) = (struct project_source){
		.id = id, .name = name, .text = STR(""), .place = place
	};
	return (uint32_t)builder->sources.count - 1;
}

uint32_t read_builder_add_case(struct builder *builder, struct str id,
			       struct str name, struct place place)
{
	if (is_full(builder, builder->cases.count, READ_MOST_CASES, "cases",
		    place))
		return PROJECT_NONE;
	*VECTOR_ADD(&builder->cases) =
		(struct project_case){ .id = id, .name = name, .place = place };
	return (uint32_t)builder->cases.count - 1;
}

uint32_t read_builder_add_variable(struct builder *builder, struct str id,
				   struct str name, enum project_type type,
				   struct place place)
{
	if (is_full(builder, builder->variables.count, READ_MOST_VARIABLES,
		    "variables", place))
		return PROJECT_NONE;
	*VECTOR_ADD(&builder->variables) = (struct project_variable){
		.id = id, .name = name, .type = type, .place = place
	};
	return (uint32_t)builder->variables.count - 1;
}

uint32_t read_builder_add_coder(struct builder *builder, struct str name)
{
	*VECTOR_ADD(&builder->coders) = name;
	return (uint32_t)builder->coders.count - 1;
}

struct project_segment *read_builder_add_segment(struct builder *builder,
						 struct place place)
{
	if (is_full(builder, builder->segments.count, READ_MOST_SEGMENTS,
		    "coded segments", place))
		return NULL;
	struct project_segment *segment = VECTOR_ADD(&builder->segments);
	segment->coder = PROJECT_NONE;
	segment->text = segment->memo = segment->created = STR("");
	segment->place = place;
	return segment;
}

bool read_builder_link(struct builder *builder, struct read_links *links,
		       uint32_t from, uint32_t to, struct place place)
{
	if (is_full(builder, links->count, READ_MOST_LINKS, "references",
		    place))
		return false;
	*VECTOR_ADD(links) = (struct read_link){ from, to };
	return true;
}

void read_builder_add_value(struct builder *builder, struct read_values *values,
			    uint32_t owner, uint32_t variable, struct str text,
			    struct place place)
{
	text = str_trim(text);
	if (text.length == 0 || is_full(builder, values->count, READ_MOST_LINKS,
					"values of variables", place))
		return;
	if (builder->variables.items[variable].type == PROJECT_BOOLEAN) {
		if (str_equals(text, STR("1")))
			text = STR("true");
		else if (str_equals(text, STR("0")))
			text = STR("false");
	}
	*VECTOR_ADD(values) =
		(struct read_value){ owner, variable, text, place };
}

/* Takes a vector's items over into the arena. */
#define KEEP(builder, vector, type) \
	((type *)arena_copy_array((builder)->arena, (vector)->items, \
				  (vector)->count, sizeof(type)))

static int compare_links(const void *a, const void *b)
{
	const struct read_link *x = a, *y = b;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return x->to < y->to ? -1 : x->to > y->to;
}

static void sort_links(struct read_links *links)
{
	size_t kept = 0;
	if (links->count)
		qsort(links->items, links->count, sizeof *links->items,
		      compare_links);
	for (size_t i = 0; i < links->count; i++)
		if (i == 0 || compare_links(&links->items[kept - 1],
					    &links->items[i]) != 0)
			links->items[kept++] = links->items[i];
	links->count = kept;
}

struct project_list *read_builder_lists(struct builder *builder,
					struct read_links *links, size_t count)
{
	struct project_list *lists =
		ARENA_NEW_ARRAY(builder->arena, count, struct project_list);
	sort_links(links);
	uint32_t *items =
		ARENA_NEW_ARRAY(builder->arena, links->count, uint32_t);
	for (size_t i = 0; i < links->count; i++) {
		struct project_list *list = &lists[links->items[i].from];
		items[i] = links->items[i].to;
		if (list->count++ == 0)
			list->items = items + i;
	}
	return lists;
}

/* Where a file has no cases, each source is one. */
static void make_cases_of_sources(struct builder *builder)
{
	for (uint32_t i = 0; i < builder->sources.count; i++) {
		struct project_source *source = &builder->sources.items[i];
		uint32_t made = read_builder_add_case(
			builder, source->id, source->name, source->place);
		if (made == PROJECT_NONE)
			return;
		builder->cases.items[made].stands_for_source = true;
		read_builder_link(builder, &builder->case_sources, made, i,
				  source->place);
	}
}

static void link_sources(struct builder *builder)
{
	struct read_links reversed = { 0 };
	struct project_list *sources = read_builder_lists(
		builder, &builder->case_sources, builder->cases.count);
	for (size_t i = 0; i < builder->cases.count; i++)
		builder->cases.items[i].sources = sources[i];
	for (size_t i = 0; i < builder->case_sources.count; i++) {
		struct read_link link = builder->case_sources.items[i];
		*VECTOR_ADD(&reversed) =
			(struct read_link){ link.to, link.from };
	}
	struct project_list *cases =
		read_builder_lists(builder, &reversed, builder->sources.count);
	struct project_list *codes = read_builder_lists(
		builder, &builder->source_codes, builder->sources.count);
	for (size_t i = 0; i < builder->sources.count; i++) {
		builder->sources.items[i].cases = cases[i];
		builder->sources.items[i].codes = codes[i];
	}
	VECTOR_RELEASE(&reversed);
}

/* Gives segments their cases, and adds to `source_codes` (not to the sources'
 * own lists) what is on segments that belong to all cases of their source:
 * a source's codes reach its cases together, once each. */
static void link_segments(struct builder *builder)
{
	struct project_list *own = read_builder_lists(
		builder, &builder->segment_cases, builder->segments.count);
	for (size_t i = 0; i < builder->segments.count; i++) {
		struct project_segment *segment = &builder->segments.items[i];
		struct project_source *source =
			&builder->sources.items[segment->source];
		segment->cases = own[i].count || segment->is_nobodys ?
					 own[i] :
					 source->cases;
		if (segment->is_nobodys)
			continue;
		if (own[i].count == 0) {
			read_builder_link(builder, &builder->source_codes,
					  segment->source, segment->code,
					  segment->place);
			continue;
		}
		for (uint32_t j = 0; j < own[i].count; j++)
			read_builder_link(builder, &builder->case_codes,
					  own[i].items[j], segment->code,
					  segment->place);
	}
}

/* Two ascending lists as one. */
static struct project_list join(struct builder *builder, struct project_list a,
				struct project_list b)
{
	uint32_t *items =
		ARENA_NEW_ARRAY(builder->arena, a.count + b.count, uint32_t);
	struct project_list all = { items, 0 };
	uint32_t i = 0, j = 0;
	while (i < a.count || j < b.count) {
		bool is_first = j == b.count ||
				(i < a.count && a.items[i] <= b.items[j]);
		uint32_t item = is_first ? a.items[i++] : b.items[j++];
		if (!all.count || items[all.count - 1] != item)
			items[all.count++] = item;
	}
	return all;
}

static void link_voices(struct builder *builder)
{
	struct project_list *others = read_builder_lists(
		builder, &builder->segment_voices, builder->segments.count);
	for (size_t i = 0; i < builder->segments.count; i++) {
		struct project_segment *segment = &builder->segments.items[i];
		segment->voices = segment->cases;
		if (others[i].count)
			segment->voices =
				join(builder, segment->cases, others[i]);
	}
}

/* Gives a code of a source to all its cases; false at the limit. */
static bool reach_cases(struct builder *builder, struct read_link link)
{
	struct project_source *source = &builder->sources.items[link.from];
	for (uint32_t i = 0; i < source->cases.count; i++)
		if (!read_builder_link(builder, &builder->case_codes,
				       source->cases.items[i], link.to,
				       source->place))
			return false;
	return true;
}

static void link_cases(struct builder *builder)
{
	sort_links(&builder->source_codes);
	for (size_t i = 0; i < builder->source_codes.count; i++)
		if (!reach_cases(builder, builder->source_codes.items[i]))
			break;
	struct project_list *codes = read_builder_lists(
		builder, &builder->case_codes, builder->cases.count);
	for (size_t i = 0; i < builder->cases.count; i++)
		builder->cases.items[i].codes = codes[i];
}

/* One line for each kind that was told READ_MOST_OF_A_KIND times and more. */
static void report_rest(struct builder *builder, const char *file)
{
	for (int i = 0; i < DIAGNOSTIC_CODE_COUNT; i++)
		if (builder->told[i] > READ_MOST_OF_A_KIND)
			diagnostics_add(builder->diagnostics,
					(enum diagnostic_code)i,
					(struct place){ .file = file },
					"%u more of this kind",
					builder->told[i] - READ_MOST_OF_A_KIND);
}

static bool has_texts(const struct builder *builder)
{
	for (size_t i = 0; i < builder->segments.count; i++)
		if (builder->segments.items[i].text.length)
			return true;
	for (size_t i = 0; i < builder->sources.count; i++)
		if (builder->sources.items[i].text.length)
			return true;
	return false;
}

struct project *read_builder_finish(struct builder *builder, const char *file)
{
	struct project *project = builder->project;
	project->has_cases = builder->cases.count > 0;
	project->has_sources = builder->has_sources;
	if (!project->has_cases)
		make_cases_of_sources(builder);
	read_builder_sort_codes(builder);
	link_sources(builder);
	link_segments(builder);
	link_voices(builder);
	if (project->has_cases)
		read_builder_report_unlinked(builder);
	link_cases(builder);
	read_builder_mark_same_ids(builder);
	read_builder_complete_base(builder);
	read_builder_sort_values(builder);
	read_builder_report_alike(builder);
	project->has_texts = has_texts(builder);
	project->case_count = (uint32_t)builder->cases.count;
	project->source_count = (uint32_t)builder->sources.count;
	project->code_count = (uint32_t)builder->codes.count;
	project->variable_count = (uint32_t)builder->variables.count;
	project->segment_count = (uint32_t)builder->segments.count;
	project->coder_count = (uint32_t)builder->coders.count;
	project->contradiction_count = (uint32_t)builder->contradictions.count;
	project->contradictions = KEEP(builder, &builder->contradictions,
				       struct project_contradiction);
	project->cases = KEEP(builder, &builder->cases, struct project_case);
	project->sources =
		KEEP(builder, &builder->sources, struct project_source);
	project->codes = KEEP(builder, &builder->codes, struct project_code);
	project->variables =
		KEEP(builder, &builder->variables, struct project_variable);
	project->segments =
		KEEP(builder, &builder->segments, struct project_segment);
	project->coders = KEEP(builder, &builder->coders, struct str);
	report_rest(builder, file);
	release(builder);
	return project;
}
