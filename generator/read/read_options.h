/* How a file of coded data is read where it does not say so itself: what
 * `reading:` of findings.yaml holds.
 *
 *     reading:
 *       encoding: windows-1252    # of a table, and of a project's texts
 *       separator: ";"            # of a table's cells, or `tab`
 *       decimal-comma: true       # 3,5 is the number 3.5
 *       sheet: Codings            # of a workbook
 *       code-separator: "::"      # of the parts of a code's path, or `none`
 *       answers: [Question 1]     # columns whose cells are codes
 *       offsets: [crlf, utf-16]   # what the numbers of selections count
 *       sets:                     # variables that a project's sets make
 *         Region: [North, South]  # ... whose values are the sets' names
 */
#ifndef EVERYREAD_READ_READ_OPTIONS_H
#define EVERYREAD_READ_READ_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diagnostic.h"
#include "base/str.h"

/* A name of findings.yaml that the data should have. */
struct read_name {
	struct str text;
	struct place place;
};

struct read_set_variable {
	struct read_name name;
	const struct read_name *sets;
	size_t set_count;
};

enum { READ_BASE_MOST = 4 /* variables */ };

/* How many people there are in all of those who have these values, one of each
 * of the base's variables. */
struct read_base_group {
	struct read_name values[READ_BASE_MOST];
	uint32_t people;
};

/* All zero: as the file says itself. */
struct read_options {
	const char *encoding; /* a name that ICU knows; NULL: detect it */
	char separator;       /* 0: detect it */
	bool has_decimal_comma;
	struct read_name sheet; /* empty: the only one that is a table */
	/* NULL: what the layout has; "": a code's name is no path. */
	const char *code_separator;
	const struct read_name *answers;
	size_t answer_count;
	bool has_offsets; /* else they are detected */
	int offsets;      /* READ_COUNTS_… of read/read_text.h */
	const struct read_set_variable *sets;
	size_t set_count;
	/* Not of `reading:`, but needed as early: the variable that holds
	 * consent, by name or GUID (NULL: none), whose contradictions are kept
	 * (project.contradictions); and how many people there are in all,
	 * where the file lacks those who were never coded (0: not said), or in
	 * each group that values of variables make. */
	const char *consent;
	/* The variables that people are counted by, or told by in attributions,
	 * by name or GUID: the values of others are nobody's business. */
	const struct read_name *counted;
	size_t counted_count;
	uint32_t base;
	struct place base_place;
	struct read_name base_variables[READ_BASE_MOST]; /* by name or GUID */
	size_t base_variable_count;
	const struct read_base_group *base_groups;
	size_t base_group_count;
};

#endif
