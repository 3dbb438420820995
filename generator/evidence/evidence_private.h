/* What the files of this room share. */
#ifndef EVERYREAD_EVIDENCE_EVIDENCE_PRIVATE_H
#define EVERYREAD_EVIDENCE_EVIDENCE_PRIVATE_H

#include <pthread.h>

#include "evidence/evidence.h"
#include "evidence/request.h"
#include "count/analysis.h"
#include "read/project.h"
#include "read/settings.h"

/* In the place of a value: the cases without one. */
#define CELL_MISSING (PROJECT_NONE - 1)

/* What authors write for them. */
#define CELL_MISSING_NAME "not-stated"

struct evidence_dimension {
	/* One for each value of the variable, then CELL_MISSING_NAME. */
	const char **slugs;
	uint32_t count;
	/* Those of groups whose size is shown, for "did you mean". */
	const char **shown;
	uint32_t shown_count;
};

/* What may be quoted, found out when somebody first asks: a preview asks with each
 * save. */
struct quotable {
	pthread_mutex_t mutex;
	bool is_known;
	struct arena arena;
	const uint64_t *passages;
	size_t count;
};

struct evidence {
	struct project *project;
	struct settings *settings;
	struct analysis *analysis;
	struct quotations *quotations; /* shared by all who quote */
	struct quotable *quotable;     /* of the heap */
	const char *hash;              /* of findings.yaml and the data */
	const char *language; /* of the words in the data, as a rule … */
	bool has_languages;   /* … unless some source says its own */
	struct evidence_dimension *dimensions; /* one a settings' dimension */
	uint32_t *parents; /* of themes: the next above it, or PROJECT_NONE */
	const char **theme_names, **dimension_names;
	/* What can stand after a theme, or a row of it: values.c. */
	const char **cell_names;
	size_t cell_name_count;
	/* Nothing could be read: why has been told, and what is asked of it is
	 * silently nothing. */
	bool is_broken;
};

/* ---- cell.c: one number ------------------------------------------------ */

/* Who is counted: the cases with a theme (ANALYSIS_BASE: all) that have up to
 * two values; of those (ANALYSIS_BASE: all) who have the theme `of`. */
struct cell {
	uint32_t theme, of;
	uint32_t dimensions[2], values[2];
	unsigned depth; /* how many dimensions */
};

#define CELL_ALL \
	(struct cell) \
	{ \
		.theme = ANALYSIS_BASE, .of = ANALYSIS_BASE \
	}

/* The cell narrowed down to a value. False where it has two already, or that
 * dimension. */
bool cell_narrow(struct cell *cell, uint32_t dimension, uint32_t value);

/* As it may be printed. Of all cases, the base is all of them. */
struct analysis_count cell_count(const struct evidence *evidence,
				 const struct cell *cell);

/* Says at `place` what keeps a number from being told: that it is not
 * published or no share at all, or that it is hidden. True where nothing does.
 */
bool cell_check_published(const struct evidence *evidence,
			  const struct cell *cell, struct place place,
			  struct diagnostics *diagnostics);
bool cell_check_shown(const struct evidence *evidence, const struct cell *cell,
		      bool is_shown, struct place place,
		      struct diagnostics *diagnostics);

/* "Access to care"; for a row the value's label. */
const char *evidence_theme_label(const struct evidence *evidence,
				 uint32_t theme, const char *language);
const char *evidence_value_label(const struct evidence *evidence,
				 struct locale *locale, uint32_t dimension,
				 uint32_t value);
const char *evidence_dimension_label(const struct evidence *evidence,
				     struct locale *locale, uint32_t dimension);

/* Whether two tags name one language, written in one script. */
bool evidence_is_same_language(const char *a, const char *b);

/* Warns where the heading is in another language than the edition. */
void evidence_check_heading(const struct evidence *evidence,
			    const char *language, uint32_t dimension,
			    struct diagnostics *diagnostics);

/* Warns where readers of the language get a theme, the given values of a dimension,
 * or the tiles of the map, in other words than theirs. */
void evidence_check_theme(const struct evidence *evidence, const char *language,
			  uint32_t theme, struct diagnostics *diagnostics);
void evidence_check_values(const struct evidence *evidence,
			   const char *language, uint32_t dimension,
			   const uint32_t *values, uint32_t count,
			   struct diagnostics *diagnostics);
void evidence_check_tiles(const struct evidence *evidence, const char *language,
			  struct diagnostics *diagnostics);

/* The same at `place`, for one value that a text names. */
void evidence_check_value(const struct evidence *evidence, const char *language,
			  uint32_t dimension, uint32_t value,
			  struct place place, struct diagnostics *diagnostics);

/* The same at `place`, for what is told of who speaks. */
struct quotation;
void evidence_check_attribution(const struct expansion *expansion,
				const struct quotation *quotation,
				struct place place);

/* What the area's tile says: never NULL. There has to be a map. */
const struct settings_label *
evidence_tile_label(const struct evidence *evidence, uint32_t area);

/* Whether the dimension's rows have one for cases without a value. */
bool evidence_dimension_has_missing(const struct evidence *evidence,
				    uint32_t dimension);

/* Whole per cent: "31%"; below half of one, where there are some, "<1%"; and
 * likewise ">99%". */
const char *evidence_share_text(struct locale *locale, struct arena *arena,
				double share);
/* Per cent as that text shows it, from 0 to 100. */
uint32_t evidence_share_percent(double share);

/* ---- order.c: in which order values and themes stand ------------------- */

/* Something to be put in order. */
struct evidence_ordered {
	uint32_t item;         /* in the data */
	uint32_t place;        /* where it stands; of those in one place … */
	const char *label;     /* … decides what it is called … */
	struct locale *locale; /* … in this language */
};

/* By place, then by label as the language collates, then as in the data. */
void evidence_sort(struct evidence_ordered *items, size_t count);

/* The dimension's values: those that findings.yaml names under values:, in
 * its order, then all others in that of their labels. In the arena; returns
 * how many. */
uint32_t evidence_dimension_values(const struct evidence *evidence,
				   struct arena *arena, struct locale *locale,
				   uint32_t dimension, const uint32_t **values);

/* The themes just below one (PROJECT_NONE: those at the top), in the order of
 * findings.yaml, or, where it lists no themes, of their labels. In the arena;
 * returns how many. */
uint32_t evidence_theme_children(const struct evidence *evidence,
				 struct arena *arena, struct locale *locale,
				 uint32_t theme, const uint32_t **children);

/* ---- query.c, axes.c, grid.c: what a chart or table shows --------------- */

struct grid_row {
	const char *label;
	const struct analysis_count *counts; /* one a column */
	const uint32_t *themes;              /* one a column, or NONE */
	uint32_t value;  /* of the rows' dimension, or PROJECT_NONE */
	bool is_missing; /* who has no value of the rows' dimension */
	bool is_total;
};

struct grid {
	const char *heading; /* of the rows' labels */
	const struct grid_row *rows;
	uint32_t row_count;
	const char *const *columns; /* labels; the one of one may be NULL */
	uint32_t column_count;
	uint32_t dimension; /* of the rows, or PROJECT_NONE */
	bool has_bases;     /* each row has a base of its own */
	bool shows_people, shows_percent;
	const char *of; /* label of the theme that shares are of, or NULL */
	uint32_t hidden_count; /* numbers that are asked for and hidden */
	uint32_t few_count;    /* shares that are of too few people */
	uint32_t shown_count;
};

enum query_use {
	QUERY_CHART,
	QUERY_LINE,
	QUERY_STACKED,
	QUERY_MAP,
	QUERY_TABLE
};

/* NULL after mistakes, reported. */
const struct grid *query_grid(struct request *request, enum query_use use);

/* ---- The blocks -------------------------------------------------------- */

/* Puts what was asked for before the request's node. False, with nothing put
 * there, after mistakes, reported. */
bool chart_make(struct request *request);
bool table_make(struct request *request);
bool evidence_quotation_make(struct request *request);

/* Every passage that is asked for by its id: none is chosen for its theme. */
void evidence_quotation_reserve(struct request *request);

/* The grid as a table: `caption` may be NULL. */
struct node *table_of_grid(struct expansion *expansion, const struct grid *grid,
			   struct node *caption, struct place place);

/* A description of the chart in words. */
const char *evidence_of_ten(struct expansion *expansion,
			    const struct analysis_count *count);
struct node *describe_people(struct expansion *expansion,
			     const struct grid *grid, struct place place);
struct node *describe_change(struct expansion *expansion,
			     const struct grid *grid, bool is_slope,
			     struct place place);
struct node *describe_chart(struct expansion *expansion,
			    const struct grid *grid, bool is_map,
			    bool is_stacked, struct place place);

/* Whether it is one of the rows that a chart shows. */
static inline bool evidence_is_plain_row(const struct grid_row *row)
{
	return !row->is_total && !row->is_missing;
}

/* Whether the number that the grid is about is told; "31%", "1,024", or what
 * stands for a hidden one. */
bool evidence_grid_is_told(const struct grid *grid,
			   const struct analysis_count *count);
const char *evidence_count_text(struct expansion *expansion,
				const struct analysis_count *count,
				bool is_percent, const char *hidden);

/* Whether both numbers are told, but too few people for a share. */
static inline bool evidence_is_few(const struct analysis_count *count)
{
	return count->is_shown && count->is_base_shown && count->base > 0 &&
	       !count->has_share;
}

/* That numbers are rounded, in the language's words; NULL where they are not.
 */
const char *evidence_rounded_note(struct locale *locale, struct arena *arena,
				  const struct evidence *evidence);

/* "Percentage of people" */
const char *evidence_grid_measure(struct expansion *expansion,
				  const struct grid *grid);

#endif
