/* What the data say: how many cases have a theme, of how many, in all, by
 * area, activity and group, and by two of these at once. Disclosure control
 * is built in: all tables that findings.yaml publishes (`published-by:`, `by:`)
 * are counted and protected together when the analysis is made, whichever of
 * them are printed later, and neither a hidden count nor one of another table
 * can be asked for. Totals and the sizes of groups are always published.
 *
 * A case has a theme that has its code or one below it, on itself, a source
 * or a segment, and counts once. Cases without a value of a dimension are in
 * its last row where there are such cases.
 *
 * What readers may know of the data is known to disclosure control: who has a
 * theme has the one above it; and what is found to be so for every case, that
 * a theme's parts exclude one another or come to the whole, that a district
 * lies in one region. */
#ifndef EVERYREAD_COUNT_ANALYSIS_H
#define EVERYREAD_COUNT_ANALYSIS_H

#include "base/arena.h"
#include "count/disclosure.h"
#include "read/project.h"
#include "read/settings.h"

/* In the place of a theme: all cases, which is the base of percentages. */
#define ANALYSIS_BASE PROJECT_NONE

/* In the place of a row or column: the total. */
#define ANALYSIS_TOTAL PROJECT_NONE

/* One table for each theme and one for the base. Table 0 is the count in all
 * (no dimension, one row, one column); then one for each dimension of the
 * settings, in that order (dimension d: table 1 + d, one column); then one
 * for each cross-tabulation. */
struct analysis_table {
	uint32_t rows, columns; /* index into settings.dimensions, or NONE */
	uint32_t row_count, column_count;         /* without totals */
	bool has_missing_row, has_missing_column; /* the last one */
};

struct analysis {
	const struct project *project;
	const struct settings *settings;
	struct analysis_table *tables;
	uint32_t table_count;
	uint32_t theme_count; /* = settings->theme_count */
	uint32_t case_count;  /* not for print: ask analysis_count() */
	struct disclosure_report disclosure;
	struct analysis_data *data; /* private */
};

/* Counts and protects. Linear in codes and cases; the analysis keeps both
 * arguments. All memory is the arena's. */
struct analysis *analysis_new(struct arena *arena,
			      const struct project *project,
			      const struct settings *settings);

/* Whether the table is published for the theme (or, for ANALYSIS_BASE, at
 * all): table 0 always is, the base's always are. */
bool analysis_is_published(const struct analysis *analysis, uint32_t table,
			   uint32_t theme);

/* A count with its base, as they may be printed. */
struct analysis_count {
	bool is_published;  /* otherwise all that follows is false or 0 */
	bool is_shown;      /* otherwise count is 0 and says nothing */
	bool is_base_shown; /* the same for base */
	bool has_share;     /* both are shown, and base is not 0 */
	uint32_t count, base;
	double share; /* count / base */
};

/* The count of cases in a cell of a table that have the theme, and of all
 * cases in that cell. `row` and `column` may be ANALYSIS_TOTAL. */
struct analysis_count analysis_count(const struct analysis *analysis,
				     uint32_t table, uint32_t theme,
				     uint32_t row, uint32_t column);

/* How many counts of a table are published, of the base and all themes, and
 * how many of these are hidden; totals are of table 0 and of the tables of one
 * dimension. */
struct analysis_extent {
	size_t published, hidden;
};
struct analysis_extent analysis_extent(const struct analysis *analysis,
				       uint32_t table);

/* Whether a share of theme `of` may be told of a theme: it is above it, or
 * findings.yaml says so (`of:`). A theme is within ANALYSIS_BASE, and in
 * itself. */
bool analysis_is_within(const struct analysis *analysis, uint32_t theme,
			uint32_t of);

/* All that the counts were protected with, so that others know the same of
 * them: cells and relations between them. */
const struct disclosure *analysis_disclosure(const struct analysis *analysis);

/* The count's cell, which it may share with others: a theme of the same people, a
 * total. The table is published for the theme. */
disclosure_cell analysis_cell(const struct analysis *analysis, uint32_t table,
			      uint32_t theme, uint32_t row, uint32_t column);

/* Whether somebody has both themes. */
bool analysis_overlap(const struct analysis *analysis, uint32_t a, uint32_t b);

/* The same as analysis_count(), with those who have the theme `of` for the
 * base. Not published where the theme is not within `of`, or the table is not
 * published for both. */
struct analysis_count analysis_count_within(const struct analysis *analysis,
					    uint32_t table, uint32_t theme,
					    uint32_t of, uint32_t row,
					    uint32_t column);

/* Those of the base who do not have the theme: base less count, as both are
 * shown. False, and *others = 0, where either is hidden, or where the
 * difference is itself too small to print. */
bool analysis_others(const struct analysis *analysis,
		     const struct analysis_count *count, uint32_t *others);

/* Whether the number of codings may be told: where they add up from the
 * themes' counts, it could give one of these away. */
bool analysis_is_coding_count_shown(const struct analysis *analysis);

/* Index of the table of one dimension, or of two in this order (NONE for the
 * second: one); PROJECT_NONE where the settings do not ask for it. */
uint32_t analysis_find_table(const struct analysis *analysis, uint32_t rows,
			     uint32_t columns);

/* Themes by their count in a cell, the highest first; equal ones in the order
 * of the settings, and so the hidden ones, after all that are shown: their
 * place tells nothing. `order` has theme_count entries. */
void analysis_rank(const struct analysis *analysis, uint32_t table,
		   uint32_t row, uint32_t column, uint32_t *order);

/* The same for the rows of a one-dimensional table, for one theme; ordered
 * by share where `by_share`. `order` has row_count entries. */
void analysis_rank_rows(const struct analysis *analysis, uint32_t table,
			uint32_t theme, bool by_share, uint32_t *order);

/* Name of a row's or column's value in a language; NULL for the row of the
 * cases without a value. */
const char *analysis_value_label(const struct analysis *analysis,
				 uint32_t dimension, uint32_t value,
				 const char *language);

#endif
