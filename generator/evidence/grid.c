/* Rows and columns, counted and in order. */
#include <stdlib.h>

#include "evidence/query_private.h"

/* ---- Counting ---------------------------------------------------------- */

/* The theme's part of that name, or PROJECT_NONE. */
static uint32_t find_part(const struct query *query, uint32_t theme,
			  const char *name)
{
	const struct evidence *evidence = query->evidence;
	for (uint32_t i = 0; i < evidence->settings->theme_count; i++)
		if (evidence->parents[i] == theme &&
		    strcmp(query_part_name(query, i), name) == 0)
			return i;
	return PROJECT_NONE;
}

static uint32_t theme_of(const struct query *query, const struct entry *row,
			 const struct entry *column, bool *has_theme)
{
	const char *part = row->part ? row->part : column->part;
	uint32_t theme =
		row->theme != PROJECT_NONE ? row->theme : column->theme;
	bool is_base = (row->is_total && query->row_kind == AXIS_THEMES);
	*has_theme = true;
	if (is_base)
		return query->frame.of;
	if (theme == PROJECT_NONE && query->themes.count)
		theme = query->themes.items[0];
	if (!part)
		return theme;
	theme = find_part(query, theme, part);
	*has_theme = theme != PROJECT_NONE;
	return theme;
}

static bool narrow(struct query *query, struct cell *cell,
		   const struct entry *entry)
{
	if (entry->dimension == PROJECT_NONE ||
	    cell_narrow(cell, entry->dimension, entry->value))
		return true;
	query_mistake(query, query_value(query, "where") ? "where" : "columns",
		      "only two groups can be crossed, each once");
	return false;
}

static uint32_t least_base(const struct evidence *evidence)
{
	return evidence->settings->rules.least_base;
}

/* A theme without that part has nobody there, and nobody can be found in it.
 */
static struct analysis_count count_nobody(const struct evidence *evidence,
					  const struct cell *cell)
{
	struct cell base = *cell;
	base.theme = cell->of;
	base.of = ANALYSIS_BASE;
	struct analysis_count count = cell_count(evidence, &base);
	bool has_base = count.is_published && count.is_shown && count.count;
	return (struct analysis_count){
		.is_published = true,
		.is_shown = true,
		.is_base_shown = has_base,
		.has_share = has_base && count.count >= least_base(evidence),
		.base = count.count
	};
}

/* Everybody is all of everybody. */
static void make_whole(struct analysis_count *count)
{
	count->is_base_shown = count->is_shown;
	count->base = count->count;
	count->has_share = count->is_shown && count->count > 0;
	count->share = count->has_share ? 1 : 0;
}

static bool count_one(struct query *query, const struct entry *row,
		      const struct entry *column, struct analysis_count *count,
		      uint32_t *theme)
{
	struct cell cell = query->frame;
	bool has_theme;
	cell.theme = *theme = theme_of(query, row, column, &has_theme);
	if (!narrow(query, &cell, row) || !narrow(query, &cell, column))
		return false;
	if (!has_theme) {
		*count = count_nobody(query->evidence, &cell);
		return true;
	}
	if (!cell_check_published(query->evidence, &cell,
				  request_place(query->request, NULL),
				  query->request->expansion->diagnostics)) {
		query->request->is_wrong = true;
		return false;
	}
	*count = cell_count(query->evidence, &cell);
	if (row->is_total && query->row_kind == AXIS_THEMES)
		make_whole(count);
	return true;
}

/* ---- Order ------------------------------------------------------------- */

struct ranked {
	struct grid_row row;
	uint32_t place;
	bool is_told;
	double value;
};

/* Hidden ones stand last, in the order given: their place tells nothing. */
static int compare_ranked(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;
	int end_a = a->row.is_total ? 2 : a->row.is_missing;
	int end_b = b->row.is_total ? 2 : b->row.is_missing;
	if (end_a != end_b)
		return end_a - end_b;
	if (a->is_told != b->is_told)
		return a->is_told ? -1 : 1;
	if (a->value < b->value || a->value > b->value)
		return a->value > b->value ? -1 : 1;
	return a->place < b->place ? -1 : a->place > b->place;
}

static void sort_rows(const struct query *query, struct grid_row *rows,
		      uint32_t count)
{
	struct ranked *ranked =
		ARENA_NEW_ARRAY(query->arena, count, struct ranked);
	for (uint32_t i = 0; i < count; i++) {
		const struct analysis_count *one = &rows[i].counts[0];
		bool is_one_told =
			query->shows_percent ? one->has_share : one->is_shown;
		double value = query->shows_percent ? one->share : one->count;
		ranked[i] = (struct ranked){ rows[i], i, is_one_told,
					     is_one_told ? value : 0 };
	}
	qsort(ranked, count, sizeof *ranked, compare_ranked);
	for (uint32_t i = 0; i < count; i++)
		rows[i] = ranked[i].row;
}

/* Whether all who could be in the row have a value: only carers are asked how
 * many hours they care, so that of carers nobody is without an answer. */
static bool is_nobody_missing(const struct query *query,
			      const struct grid_row *row)
{
	if (!row->is_missing)
		return false;
	for (size_t i = 0; i < query->columns.count; i++) {
		const struct analysis_count *count = &row->counts[i];
		if (!count->is_base_shown || count->base > 0)
			return false;
	}
	return true;
}

static uint32_t cut_rows(const struct query *query, struct grid_row *rows,
			 uint32_t count)
{
	uint32_t kept = 0, plain = 0;
	for (uint32_t i = 0; i < count; i++) {
		if (is_nobody_missing(query, &rows[i]))
			continue;
		bool is_plain = !rows[i].is_total && !rows[i].is_missing;
		plain += is_plain;
		if (!is_plain || !query->most || plain <= query->most)
			rows[kept++] = rows[i];
	}
	return kept;
}

/* ---- The grid ---------------------------------------------------------- */

/* False after a mistake. One that is not published is enough to tell. */
static bool count_row(struct query *query, const struct entry *entry,
		      struct grid_row *row)
{
	uint32_t count = (uint32_t)query->columns.count;
	struct analysis_count *counts =
		ARENA_NEW_ARRAY(query->arena, count, struct analysis_count);
	uint32_t *themes = ARENA_NEW_ARRAY(query->arena, count, uint32_t);
	for (uint32_t i = 0; i < count; i++)
		if (!count_one(query, entry, &query->columns.items[i],
			       &counts[i], &themes[i]))
			return false;
	*row = (struct grid_row){
		.label = entry->label,
		.counts = counts,
		.themes = themes,
		.value = entry->dimension == PROJECT_NONE ? PROJECT_NONE :
							    entry->value,
		.is_missing = entry->dimension != PROJECT_NONE &&
			      entry->value == CELL_MISSING,
		.is_total = entry->is_total,
	};
	return true;
}

static const char *const *column_labels(const struct query *query)
{
	const char **labels = ARENA_NEW_ARRAY(
		query->arena, query->columns.count, const char *);
	for (size_t i = 0; i < query->columns.count; i++)
		labels[i] = query->columns.items[i].label;
	return labels;
}

/* A count of nobody of nobody has no share, and hides nothing. */
static bool is_hidden(const struct query *query,
		      const struct analysis_count *count)
{
	bool is_empty = count->is_base_shown && count->base == 0;
	return !is_empty && !evidence_is_few(count) &&
	       (!count->is_shown ||
		(query->shows_percent && !count->has_share));
}

static void count_hidden(const struct query *query, struct grid *grid)
{
	for (uint32_t i = 0; i < grid->row_count; i++)
		for (uint32_t j = 0; j < grid->column_count; j++) {
			const struct analysis_count *count =
				&grid->rows[i].counts[j];
			bool is_few =
				query->shows_percent && evidence_is_few(count);
			grid->few_count += is_few;
			if (is_hidden(query, count))
				grid->hidden_count++;
			else if (!grid->rows[i].is_total &&
				 (!is_few || query->shows_people))
				grid->shown_count++;
		}
}

const struct grid *query_count(struct query *query)
{
	struct grid *grid = ARENA_NEW(query->arena, struct grid);
	uint32_t count = (uint32_t)query->rows.count;
	struct grid_row *rows =
		ARENA_NEW_ARRAY(query->arena, count, struct grid_row);
	for (uint32_t i = 0; i < count; i++)
		if (!count_row(query, &query->rows.items[i], &rows[i]))
			return NULL;
	if (query->is_sorted)
		sort_rows(query, rows, count);
	*grid = (struct grid){
		.heading = query->rows.heading,
		.rows = rows,
		.row_count = cut_rows(query, rows, count),
		.columns = column_labels(query),
		.column_count = (uint32_t)query->columns.count,
		.dimension = query->row_kind == AXIS_DIMENSION ?
				     query->row_dimension :
				     PROJECT_NONE,
		.has_bases = query->row_kind == AXIS_DIMENSION &&
			     query->themes.count > 0,
		.shows_people = query->shows_people,
		.shows_percent = query->shows_percent,
		.of = query->frame.of == ANALYSIS_BASE ?
			      NULL :
			      query_theme_label(query, query->frame.of),
	};
	count_hidden(query, grid);
	if (grid->shown_count == 0) {
		request_mistake(query->request, DIAGNOSTIC_EVIDENCE_EMPTY, NULL,
				"nothing of this may be shown");
		return NULL;
	}
	return grid;
}
