/* Counting, and handing every count with its relations to disclosure
 * control. */
#include "findings/analysis.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* A count's place is ((group * (rows + 1)) + row) * (columns + 1) + column in
 * its table's arrays: group 0 is the base, group t + 1 theme t; the last row
 * and column are the totals. Tables share cells: a cross-tabulation's totals
 * are the cells of the tables of its dimensions. */
struct counts {
	uint32_t *counts; /* while counting; no totals */
	disclosure_cell *cells;
};

struct analysis_data {
	struct disclosure *set;
	struct counts *tables;
	uint32_t *value_counts; /* of each dimension, missing included */
	bool *has_missing;	/* of each dimension */
	uint32_t *above;	/* theme next above each theme, or NONE */
	bool *is_uncovered;	/* a case has the theme and none below it */
};

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
		.rows = rows, .columns = columns, 1, 1, false, false};
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
	analysis->table_count = 1 + dimensions + settings->cross_count;
	analysis->tables = ARENA_NEW_ARRAY(arena, analysis->table_count,
					   struct analysis_table);
	analysis->data->tables =
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
		analysis->data->tables[t] = (struct counts){
			ARENA_NEW_ARRAY(arena, size, uint32_t),
			ARENA_NEW_ARRAY(arena, size, disclosure_cell)};
	}
}

static size_t place_of(const struct analysis *analysis, uint32_t table,
		       uint32_t group, uint32_t row, uint32_t column)
{
	const struct analysis_table *one = &analysis->tables[table];
	return ((size_t)group * (one->row_count + 1) + row) *
		       (one->column_count + 1) +
	       column;
}

/* ---- Counting ---------------------------------------------------------- */

/* What one case is and has. */
struct tally {
	const uint32_t *theme_of_code; /* NONE: the code is no theme */
	uint32_t *code_seen;  /* of each code: the last case that has it */
	uint32_t *child_seen; /* of each theme: the last case with one below */
	uint32_t *themes;     /* that the case has */
	uint32_t theme_count;
	uint32_t *values; /* of each dimension */
};

static uint32_t *numbers(struct arena *arena, uint32_t count, uint32_t value)
{
	uint32_t *all = ARENA_NEW_ARRAY(arena, count, uint32_t);
	for (uint32_t i = 0; i < count; i++)
		all[i] = value;
	return all;
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
}

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
			if (above != PROJECT_NONE)
				tally->child_seen[above] = number;
		}
	for (uint32_t i = 0; i < tally->theme_count; i++)
		if (tally->child_seen[tally->themes[i]] != number)
			analysis->data->is_uncovered[tally->themes[i]] = true;
}

static void find_values(const struct analysis *analysis, struct tally *tally,
			const struct project_case *one)
{
	const struct settings *settings = analysis->settings;
	for (uint32_t d = 0; d < settings->dimension_count; d++) {
		uint32_t value =
			project_lookup_value(one->values, one->value_count,
					     settings->dimensions[d].variable);
		tally->values[d] =
			value != PROJECT_NONE
				? value
				: analysis->data->value_counts[d] - 1;
	}
}

static void count_case(struct analysis *analysis, const struct tally *tally)
{
	for (uint32_t t = 0; t < analysis->table_count; t++) {
		const struct analysis_table *table = &analysis->tables[t];
		uint32_t *counts = analysis->data->tables[t].counts;
		uint32_t row = table->rows == PROJECT_NONE
				       ? 0
				       : tally->values[table->rows];
		uint32_t column = table->columns == PROJECT_NONE
					  ? 0
					  : tally->values[table->columns];
		counts[place_of(analysis, t, 0, row, column)]++;
		for (uint32_t i = 0; i < tally->theme_count; i++)
			counts[place_of(analysis, t, tally->themes[i] + 1, row,
					column)]++;
	}
}

static void count_cases(struct analysis *analysis, struct arena *arena)
{
	const struct project *project = analysis->project;
	const struct settings *settings = analysis->settings;
	uint32_t *theme_of_code =
		numbers(arena, project->code_count, PROJECT_NONE);
	for (uint32_t t = 0; t < analysis->theme_count; t++)
		theme_of_code[settings->themes[t].code] = t;
	find_themes_above(analysis, arena, theme_of_code);
	analysis->data->is_uncovered =
		ARENA_NEW_ARRAY(arena, analysis->theme_count, bool);
	struct tally tally = {
		.theme_of_code = theme_of_code,
		.code_seen = numbers(arena, project->code_count, PROJECT_NONE),
		.child_seen =
			numbers(arena, analysis->theme_count, PROJECT_NONE),
		.themes = numbers(arena, analysis->theme_count, 0),
		.values = numbers(arena, settings->dimension_count, 0),
	};
	for (uint32_t i = 0; i < project->case_count; i++) {
		find_themes(analysis, &tally, i);
		find_values(analysis, &tally, &project->cases[i]);
		count_case(analysis, &tally);
	}
}

/* ---- Disclosure control ------------------------------------------------ */

/* Adds the cells that are no totals, and the sums that they make. */
static void add_all(struct analysis *analysis, uint32_t group)
{
	struct counts *all = &analysis->data->tables[0];
	size_t first = place_of(analysis, 0, group, 0, 0);
	disclosure_cell cell =
		disclosure_add(analysis->data->set, all->counts[first]);
	for (uint32_t row = 0; row < 2; row++)
		for (uint32_t column = 0; column < 2; column++)
			all->cells[place_of(analysis, 0, group, row, column)] =
				cell;
}

static void add_dimension(struct analysis *analysis, uint32_t group,
			  uint32_t table, disclosure_cell *parts)
{
	struct analysis_data *data = analysis->data;
	struct counts *one = &data->tables[table];
	uint32_t rows = analysis->tables[table].row_count;
	disclosure_cell total =
		data->tables[0].cells[place_of(analysis, 0, group, 0, 0)];
	for (uint32_t row = 0; row <= rows; row++) {
		size_t place = place_of(analysis, table, group, row, 0);
		disclosure_cell cell =
			row == rows
				? total
				: disclosure_add(data->set, one->counts[place]);
		one->cells[place] = one->cells[place + 1] = cell;
		parts[row] = cell;
	}
	disclosure_add_sum(data->set, total, parts, rows);
}

/* The cell of a table's row, of one dimension. */
static disclosure_cell margin(const struct analysis *analysis, uint32_t group,
			      uint32_t dimension, uint32_t row)
{
	return analysis->data->tables[1 + dimension]
		.cells[place_of(analysis, 1 + dimension, group, row, 0)];
}

static void add_cross(struct analysis *analysis, uint32_t group, uint32_t table,
		      disclosure_cell *parts)
{
	struct analysis_data *data = analysis->data;
	struct counts *one = &data->tables[table];
	const struct analysis_table *shape = &analysis->tables[table];
	uint32_t rows = shape->row_count, columns = shape->column_count;
	for (uint32_t row = 0; row <= rows; row++) {
		for (uint32_t column = 0; column < columns; column++) {
			size_t place =
				place_of(analysis, table, group, row, column);
			one->cells[place] = parts[column] =
				row == rows
					? margin(analysis, group,
						 shape->columns, column)
					: disclosure_add(data->set,
							 one->counts[place]);
		}
		disclosure_cell total =
			margin(analysis, group, shape->rows, row);
		one->cells[place_of(analysis, table, group, row, columns)] =
			total;
		if (row < rows)
			disclosure_add_sum(data->set, total, parts, columns);
	}
	for (uint32_t column = 0; column < columns; column++) {
		for (uint32_t row = 0; row < rows; row++)
			parts[row] = one->cells[place_of(analysis, table, group,
							 row, column)];
		disclosure_add_sum(
			data->set,
			margin(analysis, group, shape->columns, column), parts,
			rows);
	}
}

/* The cell at a place that is of the table itself, not a total. */
static disclosure_cell inner(const struct analysis *analysis, uint32_t table,
			     uint32_t group, size_t number)
{
	uint32_t columns = analysis->tables[table].column_count;
	size_t place =
		place_of(analysis, table, group, (uint32_t)(number / columns),
			 (uint32_t)(number % columns));
	return analysis->data->tables[table].cells[place];
}

static void add_hierarchy(struct analysis *analysis, uint32_t table,
			  disclosure_cell *parts)
{
	const struct analysis_data *data = analysis->data;
	const struct analysis_table *shape = &analysis->tables[table];
	size_t size = (size_t)shape->row_count * shape->column_count;
	for (size_t i = 0; i < size; i++)
		for (uint32_t t = 0; t < analysis->theme_count; t++) {
			uint32_t above = data->above[t] == PROJECT_NONE
						 ? 0
						 : data->above[t] + 1;
			disclosure_add_subset(data->set,
					      inner(analysis, table, t + 1, i),
					      inner(analysis, table, above, i));
		}
	for (uint32_t t = 0; t < analysis->theme_count; t++) {
		if (data->is_uncovered[t])
			continue;
		for (size_t i = 0; i < size; i++) {
			size_t count = 0;
			for (uint32_t k = 0; k < analysis->theme_count; k++)
				if (data->above[k] == t)
					parts[count++] = inner(analysis, table,
							       k + 1, i);
			disclosure_add_cover(data->set,
					     inner(analysis, table, t + 1, i),
					     parts, count);
		}
	}
}

static void protect(struct analysis *analysis, struct arena *arena)
{
	const struct settings *settings = analysis->settings;
	size_t longest = analysis->theme_count + 2;
	for (uint32_t d = 0; d < settings->dimension_count; d++)
		longest += analysis->data->value_counts[d];
	disclosure_cell *parts = memory_resize(NULL, longest, sizeof *parts);
	analysis->data->set = disclosure_new(arena, settings->rules);
	for (uint32_t group = 0; group <= analysis->theme_count; group++) {
		add_all(analysis, group);
		uint32_t table = 1;
		for (; table <= settings->dimension_count; table++)
			add_dimension(analysis, group, table, parts);
		for (; table < analysis->table_count; table++)
			add_cross(analysis, group, table, parts);
	}
	for (uint32_t t = 0; t < analysis->table_count; t++)
		add_hierarchy(analysis, t, parts);
	free(parts);
	disclosure_protect(analysis->data->set);
	analysis->disclosure = disclosure_report(analysis->data->set);
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
	find_missing(analysis, arena);
	set_tables(analysis, arena);
	count_cases(analysis, arena);
	protect(analysis, arena);
	return analysis;
}

/* ---- Asking ------------------------------------------------------------ */

struct analysis_count analysis_count(const struct analysis *analysis,
				     uint32_t table, uint32_t theme,
				     uint32_t row, uint32_t column)
{
	const struct analysis_table *shape = &analysis->tables[table];
	const struct analysis_data *data = analysis->data;
	if (row == ANALYSIS_TOTAL)
		row = shape->row_count;
	if (column == ANALYSIS_TOTAL)
		column = shape->column_count;
	assert(row <= shape->row_count && column <= shape->column_count);
	const disclosure_cell *cells = data->tables[table].cells;
	uint32_t group = theme == ANALYSIS_BASE ? 0 : theme + 1;
	disclosure_cell cell =
		cells[place_of(analysis, table, group, row, column)];
	disclosure_cell base = cells[place_of(analysis, table, 0, row, column)];
	struct analysis_count count = {
		.is_shown = disclosure_is_shown(data->set, cell),
		.is_base_shown = disclosure_is_shown(data->set, base),
		.count = disclosure_count(data->set, cell),
		.base = disclosure_count(data->set, base),
	};
	count.has_share = disclosure_share(data->set, cell, base, &count.share);
	return count;
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
		all[t] = (struct ranked){one.is_shown ? one.count : -1.0, t};
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
		double key = !by_share	     ? one.count
			     : one.has_share ? one.share
					     : -1;
		all[row] = (struct ranked){one.is_shown ? key : -1, row};
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
