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

/* How those who have a theme stand in a table. An unpublished one is there since what is
 * published of others, with what is known of all, could give it away. */
enum presence { ABSENT, UNPUBLISHED, PUBLISHED };

/* Themes that share nobody, all directly below the whole, or, of group 0, at
 * the top. */
struct analysis_family {
	uint32_t whole;              /* group */
	struct project_list members; /* themes, ascending; two at least, or one
				      * that is all of the whole */
	bool has_all;                /* no other theme is there that anybody
				      * has: the rest have none */
	bool is_whole;               /* they are everybody in the whole */
	bool is_anywhere;            /* not directly below it, but elsewhere */
};

/* A dimension, or two that are crossed, of which a value tells that of another
 * one: how many cases have both at once. */
struct analysis_nesting {
	uint32_t table;         /* that is by what tells */
	uint32_t outer;         /* dimension */
	bool is_whole;          /* every stated value is in one outer */
	const uint32_t *counts; /* by place in the table and, next to one
				 * another, outer value, missing ones
				 * included */
};

/* A theme that all people of others have, which share nobody if they are
 * several, though the hierarchy does not say so. All themes are the first of their
 * people. */
struct analysis_bound {
	uint32_t whole; /* theme */
	struct project_list parts;
};
struct analysis_bounds {
	struct analysis_bound *items;
	size_t count, capacity;
};

struct analysis_data {
	struct disclosure *set;
	struct counts *tables;
	unsigned char *presence;    /* of each table, of each group in it that
				     * is the first of its people */
	uint32_t *value_counts;     /* of each dimension, missing included */
	bool *has_missing;          /* of each dimension */
	uint32_t *above;            /* theme next above each theme, or NONE */
	struct project_list *below; /* of each group: themes next below it */
	bool *is_uncovered; /* of each group: a case is in it and in none below
			     * it */

	/* What analysis_facts.c finds. */
	uint64_t *hashes;   /* of each group: of the set of its cases */
	uint64_t *overlaps; /* of each pair of themes: a bit where a case has
				* both */
	uint32_t *shared;   /* of each pair of themes: how many cases have
			     * both; NULL where there are too many themes */
	bool *within;       /* of each pair: all who have the first have the
			     * second, as readers may know */
	struct analysis_bound *bounds; /* that the hierarchy does not have */
	size_t bound_count;
	struct analysis_nesting *nestings;
	uint32_t nesting_count;
	struct analysis_family *families;
	uint32_t family_count;
	uint32_t *people; /* of each group: the first that the very same cases
			   * are in; their counts are the same cells */
	bool *is_coded;   /* of each theme: some case is coded with its code */
	bool has_coding_sum; /* the coded themes' counts come to the number of
			      * segments */
	disclosure_cell codings; /* that number, where they do */
};

/* More themes are not compared with one another. */
#define ANALYSIS_MOST_COMPARED 16384
#define ANALYSIS_MOST_RELATED 1024

/* [logarithm] What chance would do less often than one time in a thousand is
 * taken for something that readers may know. */
#define ANALYSIS_LOG_OF_CHANCE -6.9

/* The group of the theme above, as data->above has it. */
static inline uint32_t analysis_group_above(uint32_t above)
{
	return above == PROJECT_NONE ? 0 : above + 1;
}

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
	const struct analysis_data *data = analysis->data;
	return data->presence[(size_t)table * (analysis->theme_count + 1) +
			      data->people[group]];
}

/* How many counts of a table are no totals; they are numbered row by row. */
static inline size_t analysis_size(const struct analysis *analysis,
				   uint32_t table)
{
	const struct analysis_table *shape = &analysis->tables[table];
	return (size_t)shape->row_count * shape->column_count;
}

static inline size_t analysis_inner_place(const struct analysis *analysis,
					  uint32_t table, uint32_t group,
					  size_t number)
{
	uint32_t columns = analysis->tables[table].column_count;
	return analysis_place(analysis, table, group,
			      (uint32_t)(number / columns),
			      (uint32_t)(number % columns));
}

static inline disclosure_cell analysis_inner(const struct analysis *analysis,
					     uint32_t table, uint32_t group,
					     size_t number)
{
	return analysis->data->tables[table]
		.cells[analysis_inner_place(analysis, table, group, number)];
}

static inline uint32_t analysis_inner_count(const struct analysis *analysis,
					    uint32_t table, uint32_t group,
					    size_t number)
{
	return analysis->data->tables[table]
		.counts[analysis_inner_place(analysis, table, group, number)];
}

/* Whether it is hardly by chance that all of so many are among those, of all. */
bool analysis_is_no_chance(uint32_t all, uint32_t among, uint32_t count);

/* Finds which dimensions tell others; `values` has those of each case. */
void analysis_find_nested(struct analysis *analysis, struct arena *arena,
			  const uint32_t *values);

/* Finds the rest of what readers may know, when all is counted. */
void analysis_find_facts(struct analysis *analysis, struct arena *arena,
			 const uint32_t *theme_of_code);

/* Finds which themes lie within others elsewhere, after those. */
void analysis_find_bounds(struct analysis *analysis, struct arena *arena);
/* Both are the first of their people. */
bool analysis_is_known_within(const struct analysis *analysis, uint32_t part,
			      uint32_t whole);

/* Finds what stands in which table, when all facts are known. */
void analysis_find_presence(struct analysis *analysis, struct arena *arena);

/* Whether the group stands in the table, published or not. */
static inline bool analysis_is_there(const struct analysis *analysis,
				     uint32_t table, uint32_t group)
{
	return analysis_presence(analysis, table, group) != ABSENT;
}

/* Tells disclosure control what readers know of the table's cells besides its
 * sums. `parts` has room for all themes and all values. */
void analysis_relate(struct analysis *analysis, uint32_t table,
		     disclosure_cell *parts);
/* The same of themes that lie within others elsewhere. */
void analysis_relate_bounds(struct analysis *analysis, uint32_t table,
			    disclosure_cell *cells);

/* A place of a table and those of another one that lie in it, and then those
 * that it has in part. */
struct analysis_places {
	uint32_t in, out; /* tables */
	size_t outer;     /* number of the place, in `out` */
	const size_t *numbers;
	uint32_t within, touching; /* the ends of the two */
};

void analysis_relate_bounds_nested(struct analysis *analysis,
				   const struct analysis_places *places,
				   disclosure_cell *cells);

/* The same of tables by what tells, and those by what is told. */
void analysis_relate_nested(struct analysis *analysis, disclosure_cell *parts);
/* The same of themes that a table tells, and of totals. */
void analysis_relate_tables(struct analysis *analysis, disclosure_cell *parts);

/* Hands every count with its relations to disclosure control. */
void analysis_protect(struct analysis *analysis, struct arena *arena);

#endif
