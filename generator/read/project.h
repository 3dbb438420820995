/* What was coded, by whom, on what: the model that every reader fills
 * (read/read.h) and the analysis reads.
 *
 * Everything is in arrays with dense indices, and a reference is an index into
 * the array of its kind; PROJECT_NONE is none. All memory, and all that a
 * `struct str` here points to, belongs to the project and is freed with it.
 * After reading, a project is const and may be shared between threads.
 *
 * Much in here is personal: names of cases and sources, texts, values, coders,
 * memos. Nothing but the analysis and the quotations, which ask for consent
 * and hide small counts, may bring any of it to an output. Diagnostics name
 * codes, identifiers and places, never a text or a value. */
#ifndef EVERYREAD_READ_PROJECT_H
#define EVERYREAD_READ_PROJECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/str.h"

#define PROJECT_NONE UINT32_MAX

/* Indices in ascending order, each once. */
struct project_list {
	const uint32_t *items;
	uint32_t count;
};

/* REFI-QDA's types; a table's columns are text. */
enum project_type {
	PROJECT_TEXT,
	PROJECT_BOOLEAN,
	PROJECT_INTEGER,
	PROJECT_FLOAT,
	PROJECT_DATE,
	PROJECT_DATE_TIME
};

/* A variable, with every value that some case or source has, each once, in
 * byte order, trimmed and never empty: an absent value is absent. Booleans are
 * "true" and "false" whatever the file writes. */
struct project_variable {
	struct str id; /* its GUID; of a table: its name */
	struct str name;
	enum project_type type;
	const struct str *values;
	uint32_t value_count;
	struct place place;
};

/* One variable of one case or source: which of the variable's values. Lists
 * of them are in ascending order of the variable, each variable once. */
struct project_value {
	uint32_t variable; /* index into project.variables */
	uint32_t value;    /* index into that variable's values */
};

/* A code. Codes are in the order of the hierarchy: those below a code follow
 * it directly, so that code c and all below it are [c, codes[c].end). */
struct project_code {
	struct str id; /* its GUID; of a table: its path */
	struct str name;
	struct str path; /* names from the top, joined by " > " */
	uint32_t colour; /* 0xRRGGBB; PROJECT_NONE: none is given */
	uint32_t parent; /* index into project.codes */
	uint32_t end;    /* one past the last code below it */
	uint32_t depth;  /* 0: top level */
	bool is_codable; /* false: a heading for those below it */
	struct place place;
};

/* What was coded: an interview, a survey answer, a picture. */
struct project_source {
	struct str id;
	struct str name;
	struct str text; /* UTF-8 with LF line ends; empty where the source is
			  * no text, or a table that gives excerpts alone */
	struct project_list cases; /* whose it is */
	struct project_list codes; /* on the source as a whole; those of its
				    * segments are not among them */
	const struct project_value *values; /* the source's own */
	uint32_t value_count;
	struct place place;
};

/* Who (or what) is counted: a person, a household, a group. Where a file has
 * no cases at all, every source stands for one (`stands_for_source`). */
struct project_case {
	struct str id;
	struct str name;
	bool stands_for_source;
	bool is_added; /* known only by number: somebody who was never coded */
	struct project_list sources;
	/* What "the case has the code" means: given on the case itself, on
	 * one of its sources, or on a segment of the case. Not rolled up. */
	struct project_list codes;
	/* Its own, and those that its sources have, where the case has none of
	 * its own and its sources agree. */
	const struct project_value *values;
	uint32_t value_count;
	struct place place;
};

/* One code on one selection. */
struct project_segment {
	struct str id;   /* the selection's: the same for each of its codes */
	uint32_t code;   /* index into project.codes */
	uint32_t source; /* index into project.sources */
	uint32_t coder;  /* index into project.coders, or PROJECT_NONE */
	/* Whose it is: the selection's cases where the file names them,
	 * otherwise the source's. */
	struct project_list cases;
	/* What was selected: a slice of the source's text, or the excerpt that
	 * a table gives. Empty for parts of pictures, PDF pages and
	 * recordings. */
	struct str text;
	uint32_t start, end; /* [code points] [start, end) of the source's text;
			      * both 0 where there is none */
	/* Whose words are in it: besides its cases, everybody whose stretch of
	 * the text it touches, or may touch. They are asked for consent. */
	struct project_list voices;
	/* Some of its words are nobody's, though the file says of others in the
	 * source whose they are: nobody can consent to those. */
	bool has_unknown_voice;
	bool is_nobodys; /* of a table that names cases: it counts for none */
	/* Another passage has the same id. */
	bool is_ambiguous;
	struct str memo;    /* "" : none */
	struct str created; /* as the file has it, ISO 8601; "": unknown */
	struct place place;
};

enum project_contradiction_kind {
	PROJECT_OF_CASE,   /* its own answers, or those of two of its sources */
	PROJECT_OF_SOURCE, /* its own answers */
	PROJECT_OF_BOTH    /* the case's own, and one of its sources' */
};

/* Two answers to the variable of consent that are not the same. */
struct project_contradiction {
	enum project_contradiction_kind kind;
	uint32_t owner; /* index of the case or source; of both: the case's */
	uint32_t values[2]; /* of the variable */
	struct place places[2];
};

struct project {
	struct arena arena;
	struct str name;   /* of the project; never a path */
	struct str origin; /* the program that wrote it: "NVivo 14"; or "" */
	struct project_case *cases;
	struct project_source *sources;
	struct project_code *codes;
	struct project_variable *variables;
	struct project_segment *segments; /* in the file's order */
	struct str *coders;               /* names or identifiers */
	/* Of the variable that read_options names; in the order of owners. */
	struct project_contradiction *contradictions;
	uint32_t case_count, source_count, code_count, variable_count,
		segment_count, coder_count, contradiction_count;
	bool has_cases;   /* false: no cases in the file; all that there are
			 * stand for sources */
	bool has_sources; /* false: a table without them; each case's is one */
	bool lacks_uncoded; /* a table of people who all have a code: those who
			     * were never coded may be missing */
	bool has_texts; /* false: a codebook, which knows no case, or a table
			 * without excerpts */
};

/* The value of a variable in a case's or source's list, as an index into the
 * variable's values; PROJECT_NONE where it has none. */
uint32_t project_lookup_value(const struct project_value *values,
			      uint32_t count, uint32_t variable);

/* The variable, or code, of that name; a code also by its path or its id.
 * PROJECT_NONE where there is none. Walks the array. */
uint32_t project_lookup_variable(const struct project *project,
				 struct str name);
uint32_t project_lookup_code(const struct project *project, struct str name);

/* Whether the list has the index. */
bool project_list_has(struct project_list list, uint32_t index);

/* Whether the case has the code or one below it. */
bool project_case_has(const struct project *project, uint32_t case_index,
		      uint32_t code);

/* Frees the project and all that is in it; NULL is allowed. */
void project_free(struct project *project);

#endif
