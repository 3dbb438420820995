/* What stands in which table, and handing every count with its relations to
 * disclosure control. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "count/analysis_private.h"

/* How much dearer it is to hide the number of all people, which every share is
 * of, a theme's total, or the size of a group than a cell of a table. */
#define WEIGHT_OF_EVERYBODY 5000
#define WEIGHT_OF_TOTAL 200
#define WEIGHT_OF_GROUP 20

/* ---- What stands where ------------------------------------------------- */

static unsigned char *presence_of(struct analysis *analysis, uint32_t table,
				  uint32_t group)
{
	struct analysis_data *data = analysis->data;
	return &data->presence[(size_t)table * (analysis->theme_count + 1) +
			       data->people[group]];
}

static bool add_unpublished(struct analysis *analysis, uint32_t table,
			    uint32_t theme)
{
	unsigned char *presence = presence_of(analysis, table, theme + 1);
	if (*presence != ABSENT)
		return false;
	*presence = UNPUBLISHED;
	return true;
}

/* What is above a theme that is there links those below with each other and
 * with what is further above. */
static bool add_above(struct analysis *analysis, uint32_t table, uint32_t theme)
{
	const struct settings_theme *one = &analysis->settings->themes[theme];
	uint32_t above = analysis->data->above[theme];
	bool has_changed = false;
	if (above != PROJECT_NONE)
		has_changed = add_unpublished(analysis, table, above);
	for (uint32_t i = 0; i < one->of_count; i++)
		has_changed |= add_unpublished(analysis, table, one->of[i]);
	return has_changed;
}

/* Where some of the themes that cover a whole are there, what is left over is
 * among the others. Where none is there, nothing is left over: the totals alone
 * bound them. */
static bool add_all_or_none(struct analysis *analysis, uint32_t table,
			    struct project_list themes)
{
	bool has_one = false, has_changed = false;
	for (uint32_t i = 0; i < themes.count; i++)
		has_one |=
			analysis_is_there(analysis, table, themes.items[i] + 1);
	for (uint32_t i = 0; has_one && i < themes.count; i++)
		has_changed |=
			add_unpublished(analysis, table, themes.items[i]);
	return has_changed;
}

/* Where two of a whole and its two parts are there, so is the third. */
static bool add_third(struct analysis *analysis, uint32_t table,
		      const struct analysis_family *family)
{
	const uint32_t *members = family->members.items;
	uint32_t groups[] = { family->whole, members[0] + 1, members[1] + 1 };
	uint32_t there = 0;
	for (int i = 0; i < 3; i++)
		there += analysis_is_there(analysis, table, groups[i]);
	for (int i = 0; i < 3 && there == 2; i++)
		if (!analysis_is_there(analysis, table, groups[i]))
			return add_unpublished(analysis, table, groups[i] - 1);
	return false;
}

static bool add_families(struct analysis *analysis, uint32_t table)
{
	const struct analysis_data *data = analysis->data;
	bool has_changed = false;
	for (uint32_t i = 0; i < data->family_count; i++)
		if (data->families[i].is_anywhere)
			has_changed |=
				add_third(analysis, table, &data->families[i]);
		else if (data->families[i].is_whole)
			has_changed |= add_all_or_none(
				analysis, table, data->families[i].members);
	return has_changed;
}

/* A cross-tabulation's totals, with the base's cells, tell of its cells. */
static bool add_crossed(struct analysis *analysis, uint32_t table,
			uint32_t theme)
{
	const struct analysis_table *shape = &analysis->tables[table];
	return shape->columns != PROJECT_NONE &&
	       *presence_of(analysis, 1 + shape->rows, theme + 1) != ABSENT &&
	       *presence_of(analysis, 1 + shape->columns, theme + 1) !=
		       ABSENT &&
	       add_unpublished(analysis, table, theme);
}

void analysis_find_presence(struct analysis *analysis, struct arena *arena)
{
	struct analysis_data *data = analysis->data;
	data->presence = ARENA_NEW_ARRAY(arena,
					 (size_t)analysis->table_count *
						 (analysis->theme_count + 1),
					 unsigned char);
	for (uint32_t table = 0; table < analysis->table_count; table++) {
		*presence_of(analysis, table, 0) = PUBLISHED;
		for (uint32_t t = 0; t < analysis->theme_count; t++)
			if (analysis_is_published(analysis, table, t))
				*presence_of(analysis, table, t + 1) =
					PUBLISHED;
	}
	/* The tables of dimensions come before those that cross them. */
	for (uint32_t table = 1; table < analysis->table_count; table++) {
		bool has_changed = true;
		while (has_changed) {
			has_changed = false;
			for (uint32_t t = 0; t < analysis->theme_count; t++) {
				has_changed |= add_crossed(analysis, table, t);
				if (*presence_of(analysis, table, t + 1) ==
				    ABSENT)
					continue;
				has_changed |= add_above(analysis, table, t);
				if (!data->is_uncovered[t + 1])
					has_changed |= add_all_or_none(
						analysis, table,
						data->below[t + 1]);
			}
			has_changed |= add_families(analysis, table);
		}
	}
}

/* ---- Cells and sums ---------------------------------------------------- */

static disclosure_cell add_cell(struct analysis *analysis, uint32_t table,
				uint32_t group, size_t place, uint32_t weight)
{
	struct disclosure *set = analysis->data->set;
	uint32_t count = analysis->data->tables[table].counts[place];
	if (analysis_presence(analysis, table, group) != PUBLISHED)
		return disclosure_add_unpublished(set, count);
	disclosure_cell cell = disclosure_add(set, count);
	disclosure_set_weight(set, cell, weight);
	return cell;
}

/* Adds the cells that are no totals, and the sums that they make. */
static void add_all(struct analysis *analysis, uint32_t group)
{
	struct counts *all = &analysis->data->tables[0];
	size_t first = analysis_place(analysis, 0, group, 0, 0);
	disclosure_cell cell =
		add_cell(analysis, 0, group, first,
			 group ? WEIGHT_OF_TOTAL : WEIGHT_OF_EVERYBODY);
	for (uint32_t row = 0; row < 2; row++)
		for (uint32_t column = 0; column < 2; column++)
			all->cells[analysis_place(analysis, 0, group, row,
						  column)] = cell;
}

static void add_dimension(struct analysis *analysis, uint32_t group,
			  uint32_t table, disclosure_cell *parts)
{
	struct analysis_data *data = analysis->data;
	struct counts *one = &data->tables[table];
	uint32_t rows = analysis->tables[table].row_count;
	disclosure_cell total =
		data->tables[0].cells[analysis_place(analysis, 0, group, 0, 0)];
	for (uint32_t row = 0; row <= rows; row++) {
		size_t place = analysis_place(analysis, table, group, row, 0);
		disclosure_cell cell =
			row == rows ? total :
				      add_cell(analysis, table, group, place,
					       group ? 1 : WEIGHT_OF_GROUP);
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
		.cells[analysis_place(analysis, 1 + dimension, group, row, 0)];
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
			size_t place = analysis_place(analysis, table, group,
						      row, column);
			one->cells[place] = parts[column] =
				row == rows ?
					margin(analysis, group, shape->columns,
					       column) :
					add_cell(analysis, table, group, place,
						 group ? 1 : WEIGHT_OF_GROUP);
		}
		disclosure_cell total =
			margin(analysis, group, shape->rows, row);
		one->cells[analysis_place(analysis, table, group, row,
					  columns)] = total;
		if (row < rows)
			disclosure_add_sum(data->set, total, parts, columns);
	}
	for (uint32_t column = 0; column < columns; column++) {
		for (uint32_t row = 0; row < rows; row++)
			parts[row] = one->cells[analysis_place(
				analysis, table, group, row, column)];
		disclosure_add_sum(
			data->set,
			margin(analysis, group, shape->columns, column), parts,
			rows);
	}
}

/* Of the same people as an earlier group: each of its counts is one of that
 * group's, so that whatever is known of one is known of the other. */
static void share_cells(struct analysis *analysis, uint32_t group)
{
	uint32_t first = analysis->data->people[group];
	for (uint32_t table = 0; table < analysis->table_count; table++) {
		disclosure_cell *cells = analysis->data->tables[table].cells;
		size_t to = analysis_place(analysis, table, group, 0, 0);
		size_t next = analysis_place(analysis, table, group + 1, 0, 0);
		memcpy(&cells[to],
		       &cells[analysis_place(analysis, table, first, 0, 0)],
		       (next - to) * sizeof *cells);
	}
}

void analysis_protect(struct analysis *analysis, struct arena *arena)
{
	const struct settings *settings = analysis->settings;
	size_t longest = analysis->theme_count + 2;
	for (uint32_t table = 0; table < analysis->table_count; table++)
		if (analysis_size(analysis, table) >= longest)
			longest = analysis_size(analysis, table) + 1;
	disclosure_cell *parts = memory_resize(NULL, longest, sizeof *parts);
	analysis->data->set = disclosure_new(arena, settings->rules);
	for (uint32_t group = 0; group <= analysis->theme_count; group++) {
		if (analysis->data->people[group] != group) {
			share_cells(analysis, group);
			continue;
		}
		add_all(analysis, group);
		for (uint32_t table = 1; table < analysis->table_count;
		     table++) {
			if (analysis_presence(analysis, table, group) == ABSENT)
				continue;
			if (table <= settings->dimension_count)
				add_dimension(analysis, group, table, parts);
			else
				add_cross(analysis, group, table, parts);
		}
	}
	for (uint32_t table = 0; table < analysis->table_count; table++) {
		analysis_relate(analysis, table, parts);
		analysis_relate_bounds(analysis, table, parts);
	}
	analysis_relate_nested(analysis, parts);
	analysis_relate_tables(analysis, parts);
	free(parts);
	disclosure_protect(analysis->data->set);
}
