/* Counting, and telling what may be told of the counts. */
#include "count/analysis.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "count/analysis_private.h"

/* ---- The shape of the tables ------------------------------------------- */

static void find_missing(struct analysis *analysis, struct arena *arena)
{
	const struct project *project = analysis->project;
	const struct settings *settings = analysis->settings;
	struct analysis_data *data = analysis->data;
	uint32_t count = settings->dimension_count;
	data->has_missing = ARENA_NEW_ARRAY(arena, count, bool);
	data->value_counts = ARENA_NEW_ARRAY(arena, count, uint32_t);
	for (uint32_t d = 0; d < count; d++) {
		uint32_t variable = settings->dimensions[d].variable;
		for (uint32_t i = 0;
		     i < project->case_count && !data->has_missing[d]; i++)
			data->has_missing[d] =
				project_lookup_value(
					project->cases[i].values,
					project->cases[i].value_count,
					variable) == PROJECT_NONE;
		data->value_counts[d] =
			project->variables[variable].value_count +
			data->has_missing[d];
	}
}

static void set_table(struct analysis *analysis, uint32_t table, uint32_t rows,
		      uint32_t columns)
{
	const struct analysis_data *data = analysis->data;
	struct analysis_table *one = &analysis->tables[table];
	*one = (struct analysis_table){
		.rows = rows, .columns = columns, 1, 1, false, false
	};
	if (rows != PROJECT_NONE) {
		one->row_count = data->value_counts[rows];
		one->has_missing_row = data->has_missing[rows];
	}
	if (columns != PROJECT_NONE) {
		one->column_count = data->value_counts[columns];
		one->has_missing_column = data->has_missing[columns];
	}
}

static void set_tables(struct analysis *analysis, struct arena *arena)
{
	const struct settings *settings = analysis->settings;
	uint32_t dimensions = settings->dimension_count;
	struct analysis_data *data = analysis->data;
	analysis->table_count = 1 + dimensions + settings->cross_count;
	analysis->tables = ARENA_NEW_ARRAY(arena, analysis->table_count,
					   struct analysis_table);
	data->tables =
		ARENA_NEW_ARRAY(arena, analysis->table_count, struct counts);
	set_table(analysis, 0, PROJECT_NONE, PROJECT_NONE);
	for (uint32_t d = 0; d < dimensions; d++)
		set_table(analysis, 1 + d, d, PROJECT_NONE);
	for (uint32_t c = 0; c < settings->cross_count; c++)
		set_table(analysis, 1 + dimensions + c, settings->crosses[c][0],
			  settings->crosses[c][1]);
	for (uint32_t t = 0; t < analysis->table_count; t++) {
		size_t size = (size_t)(analysis->theme_count + 1) *
			      (analysis->tables[t].row_count + 1) *
			      (analysis->tables[t].column_count + 1);
		data->tables[t] =
			(struct counts){ ARENA_NEW_ARRAY(arena, size, uint32_t),
					 ARENA_NEW_ARRAY(arena, size,
							 disclosure_cell) };
	}
}

/* ---- Themes above and below -------------------------------------------- */

static uint32_t *numbers(struct arena *arena, uint32_t count, uint32_t value)
{
	uint32_t *all = ARENA_NEW_ARRAY(arena, count, uint32_t);
	for (uint32_t i = 0; i < count; i++)
		all[i] = value;
	return all;
}

static void find_themes_below(struct analysis *analysis, struct arena *arena)
{
	const uint32_t *above = analysis->data->above;
	uint32_t count = analysis->theme_count;
	struct project_list *below =
		ARENA_NEW_ARRAY(arena, count + 1, struct project_list);
	uint32_t *items = ARENA_NEW_ARRAY(arena, count, uint32_t);
	for (uint32_t t = 0; t < count; t++)
		below[analysis_group_above(above[t])].count++;
	for (uint32_t group = 0; group <= count; group++) {
		below[group].items = items;
		items += below[group].count;
		below[group].count = 0;
	}
	for (uint32_t t = 0; t < count; t++) {
		struct project_list *list =
			&below[analysis_group_above(above[t])];
		((uint32_t *)list->items)[list->count++] = t;
	}
	analysis->data->below = below;
}

static void find_themes_above(struct analysis *analysis, struct arena *arena,
			      const uint32_t *theme_of_code)
{
	const struct project *project = analysis->project;
	const struct settings *settings = analysis->settings;
	uint32_t *above = numbers(arena, analysis->theme_count, PROJECT_NONE);
	for (uint32_t t = 0; t < analysis->theme_count; t++) {
		uint32_t code = project->codes[settings->themes[t].code].parent;
		while (code != PROJECT_NONE &&
		       theme_of_code[code] == PROJECT_NONE)
			code = project->codes[code].parent;
		if (code != PROJECT_NONE)
			above[t] = theme_of_code[code];
	}
	analysis->data->above = above;
	find_themes_below(analysis, arena);
}

/* ---- Counting ---------------------------------------------------------- */

/* What one case is and has. */
struct tally {
	const uint32_t *theme_of_code; /* NONE: the code is no theme */
	uint32_t *code_seen;  /* of each code: the last case that has it */
	uint32_t *child_seen; /* of each group: the last case with a theme
				 * directly below it */
	uint32_t *themes;     /* that the case has */
	uint32_t theme_count;
	const uint32_t *values; /* of each dimension */
};

/* Marks the codes of a case and all above them, each once. */
static void find_themes(const struct analysis *analysis, struct tally *tally,
			uint32_t number)
{
	const struct project *project = analysis->project;
	struct project_list codes = project->cases[number].codes;
	tally->theme_count = 0;
	for (uint32_t i = 0; i < codes.count; i++)
		for (uint32_t code = codes.items[i];
		     code != PROJECT_NONE && tally->code_seen[code] != number;
		     code = project->codes[code].parent) {
			tally->code_seen[code] = number;
			uint32_t theme = tally->theme_of_code[code];
			if (theme == PROJECT_NONE)
				continue;
			tally->themes[tally->theme_count++] = theme;
			uint32_t above = analysis->data->above[theme];
			tally->child_seen[analysis_group_above(above)] = number;
		}
}

/* A number that looks like chance (Steele, Lea and Flood 2014, SplitMix). */
static uint64_t mix(uint64_t number)
{
	number = (number + 1) * 0x9E3779B97F4A7C15u;
	number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9u;
	number = (number ^ (number >> 27)) * 0x94D049BB133111EBu;
	return number ^ (number >> 31);
}

static void note_overlaps(struct analysis *analysis, const struct tally *tally)
{
	size_t count = analysis->theme_count;
	for (uint32_t i = 0; i < tally->theme_count; i++)
		for (uint32_t k = 0; k < tally->theme_count; k++) {
			size_t bit =
				tally->themes[i] * count + tally->themes[k];
			analysis->data->overlaps[bit / 64] |= (uint64_t)1
							      << (bit % 64);
			if (analysis->data->shared)
				analysis->data->shared[bit]++;
		}
}

static void note_case(struct analysis *analysis, const struct tally *tally,
		      uint32_t number)
{
	struct analysis_data *data = analysis->data;
	data->is_uncovered[0] |= tally->child_seen[0] != number;
	data->hashes[0] += mix(number);
	for (uint32_t i = 0; i < tally->theme_count; i++) {
		uint32_t theme = tally->themes[i];
		data->hashes[theme + 1] += mix(number);
		data->is_uncovered[theme + 1] |=
			tally->child_seen[theme + 1] != number;
	}
	if (analysis->theme_count <= ANALYSIS_MOST_COMPARED)
		note_overlaps(analysis, tally);
}

/* The values of each case, for each dimension; the arena's. */
static uint32_t *find_values(const struct analysis *analysis,
			     struct arena *arena)
{
	const struct project *project = analysis->project;
	const struct settings *settings = analysis->settings;
	uint32_t count = settings->dimension_count;
	uint32_t *values = ARENA_NEW_ARRAY(
		arena, (size_t)project->case_count * count, uint32_t);
	for (uint32_t i = 0; i < project->case_count; i++) {
		const struct project_case *one = &project->cases[i];
		for (uint32_t d = 0; d < count; d++) {
			uint32_t value = project_lookup_value(
				one->values, one->value_count,
				settings->dimensions[d].variable);
			values[(size_t)i * count + d] =
				value != PROJECT_NONE ?
					value :
					analysis->data->value_counts[d] - 1;
		}
	}
	return values;
}

static void count_case(struct analysis *analysis, const struct tally *tally)
{
	for (uint32_t t = 0; t < analysis->table_count; t++) {
		const struct analysis_table *table = &analysis->tables[t];
		uint32_t *counts = analysis->data->tables[t].counts;
		uint32_t row = table->rows == PROJECT_NONE ?
				       0 :
				       tally->values[table->rows];
		uint32_t column = table->columns == PROJECT_NONE ?
					  0 :
					  tally->values[table->columns];
		counts[analysis_place(analysis, t, 0, row, column)]++;
		for (uint32_t i = 0; i < tally->theme_count; i++)
			counts[analysis_place(analysis, t, tally->themes[i] + 1,
					      row, column)]++;
	}
}

static void count_cases(struct analysis *analysis, struct arena *arena,
			const uint32_t *theme_of_code, const uint32_t *values)
{
	const struct project *project = analysis->project;
	struct analysis_data *data = analysis->data;
	size_t count = analysis->theme_count;
	data->is_uncovered = ARENA_NEW_ARRAY(arena, count + 1, bool);
	data->hashes = ARENA_NEW_ARRAY(arena, count + 1, uint64_t);
	if (count <= ANALYSIS_MOST_COMPARED)
		data->overlaps = ARENA_NEW_ARRAY(
			arena, (count * count + 63) / 64, uint64_t);
	if (count <= ANALYSIS_MOST_RELATED)
		data->shared = ARENA_NEW_ARRAY(arena, count * count, uint32_t);
	struct tally tally = {
		.theme_of_code = theme_of_code,
		.code_seen = numbers(arena, project->code_count, PROJECT_NONE),
		.child_seen = numbers(arena, (uint32_t)count + 1, PROJECT_NONE),
		.themes = numbers(arena, (uint32_t)count, 0),
	};
	for (uint32_t i = 0; i < project->case_count; i++) {
		tally.values = values +
			       (size_t)i * analysis->settings->dimension_count;
		find_themes(analysis, &tally, i);
		note_case(analysis, &tally, i);
		count_case(analysis, &tally);
	}
}

/* What is published of several themes of the same people is one cell, and as
 * many counts. */
static void report(struct analysis *analysis)
{
	struct disclosure_report *report = &analysis->disclosure;
	report->cells = analysis->data->has_coding_sum;
	report->hidden = !analysis_is_coding_count_shown(analysis);
	for (uint32_t table = 0; table < analysis->table_count; table++) {
		struct analysis_extent extent =
			analysis_extent(analysis, table);
		report->cells += extent.published;
		report->hidden += extent.hidden;
	}
}

struct analysis *analysis_new(struct arena *arena,
			      const struct project *project,
			      const struct settings *settings)
{
	struct analysis *analysis = ARENA_NEW(arena, struct analysis);
	analysis->project = project;
	analysis->settings = settings;
	analysis->theme_count = settings->theme_count;
	analysis->case_count = project->case_count;
	analysis->data = ARENA_NEW(arena, struct analysis_data);
	uint32_t *theme_of_code =
		numbers(arena, project->code_count, PROJECT_NONE);
	for (uint32_t t = 0; t < analysis->theme_count; t++)
		theme_of_code[settings->themes[t].code] = t;
	find_missing(analysis, arena);
	find_themes_above(analysis, arena, theme_of_code);
	uint32_t *values = find_values(analysis, arena);
	set_tables(analysis, arena);
	analysis_find_nested(analysis, arena, values);
	count_cases(analysis, arena, theme_of_code, values);
	analysis_find_facts(analysis, arena, theme_of_code);
	analysis_find_presence(analysis, arena);
	analysis_protect(analysis, arena);
	report(analysis);
	return analysis;
}

/* ---- Asking ------------------------------------------------------------ */

bool analysis_is_published(const struct analysis *analysis, uint32_t table,
			   uint32_t theme)
{
	const struct settings *settings = analysis->settings;
	uint32_t dimensions = settings->dimension_count;
	if (table == 0 || theme == ANALYSIS_BASE)
		return true;
	return table <= dimensions ?
		       settings->themes[theme].by_dimension[table - 1] :
		       settings->themes[theme].by_cross[table - 1 - dimensions];
}

struct analysis_extent analysis_extent(const struct analysis *analysis,
				       uint32_t table)
{
	const struct analysis_table *shape = &analysis->tables[table];
	const struct analysis_data *data = analysis->data;
	struct analysis_extent extent = { 0, 0 };
	for (uint32_t group = 0; group <= analysis->theme_count; group++) {
		if (!analysis_is_published(analysis, table,
					   group ? group - 1 : ANALYSIS_BASE))
			continue;
		for (uint32_t row = 0; row < shape->row_count; row++)
			for (uint32_t column = 0; column < shape->column_count;
			     column++) {
				size_t place = analysis_place(
					analysis, table, group, row, column);
				extent.published++;
				extent.hidden += !disclosure_is_shown(
					data->set,
					data->tables[table].cells[place]);
			}
	}
	return extent;
}

static bool is_in_list(const uint32_t *items, uint32_t count, uint32_t wanted)
{
	for (uint32_t i = 0; i < count; i++)
		if (items[i] == wanted)
			return true;
	return false;
}

static bool is_below(const struct analysis *analysis, uint32_t theme,
		     uint32_t of)
{
	while (theme != of && theme != PROJECT_NONE)
		theme = analysis->data->above[theme];
	return theme != PROJECT_NONE;
}

bool analysis_is_within(const struct analysis *analysis, uint32_t theme,
			uint32_t of)
{
	if (of == ANALYSIS_BASE || is_below(analysis, theme, of))
		return true;
	while (theme != PROJECT_NONE) {
		const struct settings_theme *one =
			&analysis->settings->themes[theme];
		if (is_in_list(one->of, one->of_count, of))
			return true;
		for (uint32_t i = 0; i < one->of_count; i++)
			if (is_below(analysis, one->of[i], of))
				return true;
		theme = analysis->data->above[theme];
	}
	return false;
}

const struct disclosure *analysis_disclosure(const struct analysis *analysis)
{
	return analysis->data->set;
}

disclosure_cell analysis_cell(const struct analysis *analysis, uint32_t table,
			      uint32_t theme, uint32_t row, uint32_t column)
{
	const struct analysis_table *shape = &analysis->tables[table];
	if (row == ANALYSIS_TOTAL)
		row = shape->row_count;
	if (column == ANALYSIS_TOTAL)
		column = shape->column_count;
	assert(row <= shape->row_count && column <= shape->column_count);
	return analysis->data->tables[table].cells[analysis_place(
		analysis, table, theme == ANALYSIS_BASE ? 0 : theme + 1, row,
		column)];
}

bool analysis_overlap(const struct analysis *analysis, uint32_t a, uint32_t b)
{
	size_t count = analysis->theme_count;
	size_t bit = a * count + b;
	return count > ANALYSIS_MOST_COMPARED ||
	       (analysis->data->overlaps[bit / 64] >> (bit % 64) & 1);
}

struct analysis_count analysis_count_within(const struct analysis *analysis,
					    uint32_t table, uint32_t theme,
					    uint32_t of, uint32_t row,
					    uint32_t column)
{
	const struct analysis_data *data = analysis->data;
	struct analysis_count count = { 0 };
	if (!analysis_is_published(analysis, table, theme) ||
	    !analysis_is_published(analysis, table, of) ||
	    (theme != of && !analysis_is_within(analysis, theme, of)))
		return count;
	disclosure_cell cell =
		analysis_cell(analysis, table, theme, row, column);
	disclosure_cell base = analysis_cell(analysis, table, of, row, column);
	count.is_published = true;
	count.is_shown = disclosure_is_shown(data->set, cell);
	count.is_base_shown = disclosure_is_shown(data->set, base);
	count.count = disclosure_count(data->set, cell);
	count.base = disclosure_count(data->set, base);
	count.has_share = disclosure_share(data->set, cell, base, &count.share);
	return count;
}

struct analysis_count analysis_count(const struct analysis *analysis,
				     uint32_t table, uint32_t theme,
				     uint32_t row, uint32_t column)
{
	return analysis_count_within(analysis, table, theme, ANALYSIS_BASE, row,
				     column);
}

bool analysis_others(const struct analysis *analysis,
		     const struct analysis_count *count, uint32_t *others)
{
	*others = 0;
	if (!count->is_shown || !count->is_base_shown ||
	    count->base < count->count)
		return false;
	uint32_t difference = count->base - count->count;
	if (difference && difference < analysis->settings->rules.least_shown)
		return false;
	*others = difference;
	return true;
}

bool analysis_is_coding_count_shown(const struct analysis *analysis)
{
	const struct analysis_data *data = analysis->data;
	return !data->has_coding_sum ||
	       disclosure_is_shown(data->set, data->codings);
}

uint32_t analysis_find_table(const struct analysis *analysis, uint32_t rows,
			     uint32_t columns)
{
	for (uint32_t t = 0; t < analysis->table_count; t++)
		if (analysis->tables[t].rows == rows &&
		    analysis->tables[t].columns == columns)
			return t;
	return PROJECT_NONE;
}

struct ranked {
	double key; /* -1: hidden */
	uint32_t number;
};

static int compare_ranked(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	if (x->key != y->key)
		return x->key < y->key ? 1 : -1;
	return x->number < y->number ? -1 : x->number > y->number;
}

static void sort(struct ranked *all, uint32_t count, uint32_t *order)
{
	if (count)
		qsort(all, count, sizeof *all, compare_ranked);
	for (uint32_t i = 0; i < count; i++)
		order[i] = all[i].number;
	free(all);
}

void analysis_rank(const struct analysis *analysis, uint32_t table,
		   uint32_t row, uint32_t column, uint32_t *order)
{
	uint32_t count = analysis->theme_count;
	struct ranked *all = memory_resize(NULL, count, sizeof *all);
	for (uint32_t t = 0; t < count; t++) {
		struct analysis_count one =
			analysis_count(analysis, table, t, row, column);
		all[t] = (struct ranked){ one.is_shown ? one.count : -1.0, t };
	}
	sort(all, count, order);
}

void analysis_rank_rows(const struct analysis *analysis, uint32_t table,
			uint32_t theme, bool by_share, uint32_t *order)
{
	uint32_t count = analysis->tables[table].row_count;
	struct ranked *all = memory_resize(NULL, count, sizeof *all);
	for (uint32_t row = 0; row < count; row++) {
		struct analysis_count one = analysis_count(
			analysis, table, theme, row, ANALYSIS_TOTAL);
		double key = !by_share     ? one.count :
			     one.has_share ? one.share :
					     -1;
		all[row] = (struct ranked){ one.is_shown ? key : -1, row };
	}
	sort(all, count, order);
}

const char *analysis_value_label(const struct analysis *analysis,
				 uint32_t dimension, uint32_t value,
				 const char *language)
{
	const struct settings_dimension *one =
		&analysis->settings->dimensions[dimension];
	if (value >= analysis->project->variables[one->variable].value_count)
		return NULL;
	return settings_label_text(&one->values[value], language);
}
