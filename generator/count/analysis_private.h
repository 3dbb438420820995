/* What the analysis keeps, and how its parts share it. Private to
 * count/analysis*.c. */
#ifndef EVERYREAD_COUNT_ANALYSIS_PRIVATE_H
#define EVERYREAD_COUNT_ANALYSIS_PRIVATE_H

#include "count/analysis.h"

/* A count's place is ((group * (rows + 1)) + row) * (columns + 1) + column in
 * its table's arrays: group 0 is the base, group t + 1 theme t; the last row
 * and column are the totals. Tables share cells: a cross-tabulation's totals
 * are the cells of the tables of its dimensions. */
struct counts {
	uint32_t *counts; /* while counting; no totals */
	disclosure_cell *cells;
};

/* How a theme stands in a table. An unpublished one is there since what is
 * published of others, with what is known of all, could give it away. */
enum presence { ABSENT, UNPUBLISHED, PUBLISHED };

struct analysis_data {
	struct disclosure *set;
	struct counts *tables;
	unsigned char *presence;    /* of each table, of each group in it */
	uint32_t *value_counts;     /* of each dimension, missing included */
	bool *has_missing;          /* of each dimension */
	uint32_t *above;            /* theme next above each theme, or NONE */
	struct project_list *below; /* themes next below each theme */
	bool *is_uncovered;         /* a case has the theme and none below it */
};

static inline size_t analysis_place(const struct analysis *analysis,
				    uint32_t table, uint32_t group,
				    uint32_t row, uint32_t column)
{
	const struct analysis_table *one = &analysis->tables[table];
	return ((size_t)group * (one->row_count + 1) + row) *
		       (one->column_count + 1) +
	       column;
}

static inline enum presence analysis_presence(const struct analysis *analysis,
					      uint32_t table, uint32_t group)
{
	return analysis->data
		->presence[(size_t)table * (analysis->theme_count + 1) + group];
}

/* Finds what stands in which table, before anything is counted. */
void analysis_find_presence(struct analysis *analysis, struct arena *arena);

/* Hands every count with its relations to disclosure control. */
void analysis_protect(struct analysis *analysis, struct arena *arena);

#endif
