/* What all readers of findings build a project with: they add cases, sources,
 * codes and links in the order of their file; building ends by sorting codes
 * into their hierarchy, values into variables, and segments to cases.
 *
 * Whatever a file holds, building takes bounded time and memory: past the
 * limits below it says so and reads no more of that kind. */
#ifndef EVERYREAD_READ_READ_BUILDER_H
#define EVERYREAD_READ_READ_BUILDER_H

#include "base/diagnostic.h"
#include "base/map.h"
#include "base/vector.h"
#include "read/project.h"
#include "read/read_options.h"

enum {
	READ_MOST_CODES = 100000,
	READ_MOST_DEPTH = 200, /* of codes below codes */
	READ_MOST_CASES = 1000000,
	READ_MOST_SOURCES = 1000000,
	READ_MOST_VARIABLES = 10000,
	READ_MOST_SEGMENTS = 1000000,
	READ_MOST_LINKS = 10000000,      /* of cases, sources, codes, values */
	READ_MOST_PATH_BYTES = 64 << 20, /* of all codes' paths together */
	READ_MOST_OF_A_KIND = 20,        /* diagnostics of one code told one by
					  * one; the others are counted */
};

struct read_link {
	uint32_t from, to;
};

struct read_value {
	uint32_t owner, variable;
	struct str text;
	struct place place;
};

struct read_links {
	struct read_link *items;
	size_t count, capacity;
};

struct read_values {
	struct read_value *items;
	size_t count, capacity;
};

struct builder {
	struct project *project;
	struct arena *arena; /* the project's */
	const struct read_options *options;
	struct diagnostics *diagnostics;
	VECTOR(struct project_code) codes;
	VECTOR(struct project_source) sources;
	VECTOR(struct project_case) cases;
	VECTOR(struct project_variable) variables;
	VECTOR(struct project_segment) segments;
	VECTOR(struct str) coders;
	struct read_links case_sources, case_codes, source_codes;
	struct read_links segment_cases; /* from a segment to its own cases */
	/* From a segment to who else is heard in it. */
	struct read_links segment_voices;
	VECTOR(struct project_contradiction) contradictions;
	struct read_values case_values, source_values;
	uint32_t told[DIAGNOSTIC_CODE_COUNT]; /* how often each was reported */
	enum diagnostic_severity severities[DIAGNOSTIC_CODE_COUNT];
	bool is_full;     /* a limit was met: read no more */
	bool is_table;    /* of codings: it may lack who was never coded */
	bool has_sources; /* the file names them */
	bool has_uncoded; /* a table with rows that have no code: it lists
			   * people, not codings alone */
};

/* A builder of an empty project. `options` and `diagnostics` are borrowed. */
void read_builder_initialise(struct builder *builder,
			     const struct read_options *options,
			     struct diagnostics *diagnostics);

/* Sorts, links and hands out the project; the builder is released. Segments
 * that have no cases of their own get those of their source. `file` is where
 * what was counted, not told, is reported. */
struct project *read_builder_finish(struct builder *builder, const char *file);

/* Releases builder and project. */
void read_builder_abandon(struct builder *builder);

/* Reports, up to READ_MOST_OF_A_KIND times for each code. */
void read_builder_report(struct builder *builder, enum diagnostic_code code,
			 struct place place, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Each adds one and returns its index, or PROJECT_NONE at the limit, which is
 * reported. Strings are borrowed: they live in the builder's arena, or as long
 * as it. `parent` is an index or PROJECT_NONE. A code without an id gets its
 * path for one. */
uint32_t read_builder_add_code(struct builder *builder, struct str id,
			       struct str name, uint32_t parent,
			       struct place place);
uint32_t read_builder_add_source(struct builder *builder, struct str id,
				 struct str name, struct place place);
uint32_t read_builder_add_case(struct builder *builder, struct str id,
			       struct str name, struct place place);
uint32_t read_builder_add_variable(struct builder *builder, struct str id,
				   struct str name, enum project_type type,
				   struct place place);
uint32_t read_builder_add_coder(struct builder *builder, struct str name);
/* The segment is filled by the caller; NULL at the limit. */
struct project_segment *read_builder_add_segment(struct builder *builder,
						 struct place place);

/* Links of any of the lists above; doubles do no harm. False at the limit. */
bool read_builder_link(struct builder *builder, struct read_links *links,
		       uint32_t from, uint32_t to, struct place place);

/* A value of a case or a source; trimmed; an empty one is none. */
void read_builder_add_value(struct builder *builder, struct read_values *values,
			    uint32_t owner, uint32_t variable, struct str text,
			    struct place place);

/* The steps of read_builder_finish() that have files of their own. The last
 * ones tell what is missing or twice in the data (read_gaps.c), add people
 * who were never coded (read_base.c), and tell which names are nearly the same
 * (read_alike.c). */
void read_builder_sort_codes(struct builder *builder);
void read_builder_sort_values(struct builder *builder);
void read_builder_mark_same_ids(struct builder *builder);
void read_builder_report_unlinked(struct builder *builder);
void read_builder_complete_base(struct builder *builder);
void read_builder_report_alike(struct builder *builder);

/* Lists of `count` owners, made from links: sorted, each once. */
struct project_list *read_builder_lists(struct builder *builder,
					struct read_links *links, size_t count);

#endif
