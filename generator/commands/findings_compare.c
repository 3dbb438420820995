/* everyread findings --compare: where these findings and the tables of an
 * earlier release give away together what either hides. */
#include <stdio.h>

#include "commands/findings.h"
#include "commands/findings_cells.h"
#include "commands/findings_tables.h"

struct comparison {
	struct findings_work *work;
	struct findings_tables tables;
	struct findings_cell *cells;
	struct releases releases; /* its cells are those, in that order */
	uint32_t *first; /* of each group, of each table: its first cell */
	struct releases_sum *sums;
	bool *is_changed; /* of each dimension: old values are here no more */
	size_t published; /* cells that are printed; others come after them */
	size_t matched;
};

static struct str theme_of(const struct comparison *comparison,
			   const struct findings_cell *cell)
{
	return cell->theme == ANALYSIS_BASE ?
		       STR("") :
		       str_from(comparison->work->settings->themes[cell->theme]
					.id);
}

static const struct analysis_table *
table_of(const struct comparison *comparison, const struct findings_cell *cell)
{
	return &comparison->work->analysis->tables[cell->table];
}

static void add_place(const struct comparison *comparison, uint32_t dimension,
		      uint32_t value, struct findings_place *place)
{
	const struct findings_work *work = comparison->work;
	if (dimension == PROJECT_NONE)
		return;
	size_t i = place->count++;
	place->dimensions[i] =
		str_from(work->settings->dimensions[dimension].id);
	place->is_missing[i] =
		!findings_value(work, dimension, value, &place->values[i]);
}

static struct findings_place place_of(const struct comparison *comparison,
				      const struct findings_cell *cell)
{
	const struct analysis_table *table = table_of(comparison, cell);
	struct findings_place place = { .count = 0 };
	add_place(comparison, table->rows, cell->row, &place);
	add_place(comparison, table->columns, cell->column, &place);
	return place;
}

/* ---- The two releases' cells -------------------------------------------- */

static uint32_t *first_of(const struct comparison *comparison, uint32_t theme,
			  uint32_t table)
{
	uint32_t group = theme == ANALYSIS_BASE ? 0 : theme + 1;
	return &comparison->first[(size_t)group * comparison->work->analysis
							  ->table_count +
				  table];
}

static uint32_t index_of(const struct comparison *comparison, uint32_t theme,
			 uint32_t table, uint32_t row, uint32_t column)
{
	const struct analysis_table *shape =
		&comparison->work->analysis->tables[table];
	uint32_t first = *first_of(comparison, theme, table);
	uint32_t columns =
		shape->columns == PROJECT_NONE ? 1 : shape->column_count;
	return first == RELEASES_NO_CELL ? first :
					   first + row * columns + column;
}

static void find_first(struct comparison *comparison)
{
	const struct analysis *analysis = comparison->work->analysis;
	size_t size =
		(size_t)(analysis->theme_count + 1) * analysis->table_count;
	comparison->first =
		ARENA_NEW_ARRAY(&comparison->work->arena, size, uint32_t);
	for (size_t i = 0; i < size; i++)
		comparison->first[i] = RELEASES_NO_CELL;
	for (size_t i = comparison->releases.cell_count; i-- > 0;)
		*first_of(comparison, comparison->cells[i].theme,
			  comparison->cells[i].table) = (uint32_t)i;
}

/* The cell of the group's people; that of everybody has none. */
static uint32_t base_of(const struct comparison *comparison,
			const struct findings_cell *cell)
{
	if (cell->theme != ANALYSIS_BASE)
		return index_of(comparison, ANALYSIS_BASE, cell->table,
				cell->row == ANALYSIS_TOTAL ? 0 : cell->row,
				cell->column == ANALYSIS_TOTAL ? 0 :
								 cell->column);
	return cell->table ? *first_of(comparison, ANALYSIS_BASE, 0) :
			     RELEASES_NO_CELL;
}

static struct findings_table_count *find_old(struct comparison *comparison,
					     const struct findings_cell *cell)
{
	struct findings_place place = place_of(comparison, cell);
	return map_lookup(&comparison->tables.counts,
			  findings_tables_key(&comparison->work->arena,
					      theme_of(comparison, cell),
					      &place, true));
}

static void take_cell(struct comparison *comparison, size_t index)
{
	const struct findings_cell *cell = &comparison->cells[index];
	struct analysis_count count = findings_count(comparison->work, cell);
	struct findings_table_count *old = find_old(comparison, cell);
	struct releases_cell *both = &comparison->releases.cells[index];
	both->base = base_of(comparison, cell);
	both->values[RELEASE_NEW] =
		(struct releases_value){ true, count.is_shown, count.count };
	if (!old)
		return;
	both->values[RELEASE_OLD] = old->value;
	old->is_matched = true;
	comparison->matched++;
}

/* An old count of a value that is here no more leaves the sums over its
 * dimension open. */
static void find_changed(struct comparison *comparison)
{
	const struct settings *settings = comparison->work->settings;
	comparison->is_changed = ARENA_NEW_ARRAY(
		&comparison->work->arena, settings->dimension_count + 1, bool);
	for (size_t i = 0; i < comparison->tables.count; i++) {
		const struct findings_table_count *old =
			&comparison->tables.items[i];
		for (size_t k = 0; !old->is_matched && k < old->place.count;
		     k++)
			for (uint32_t d = 0; d < settings->dimension_count; d++)
				comparison->is_changed[d] |= str_equals_string(
					old->place.dimensions[k],
					settings->dimensions[d].id);
	}
}

static bool is_changed(const struct comparison *comparison, uint32_t dimension)
{
	return dimension != PROJECT_NONE && comparison->is_changed[dimension];
}

/* A value that the old table did not have yet: nobody had it. */
static void take_new_value(struct comparison *comparison, size_t index)
{
	const struct findings_cell *cell = &comparison->cells[index];
	const struct analysis_table *table = table_of(comparison, cell);
	struct releases_value *old =
		&comparison->releases.cells[index].values[RELEASE_OLD];
	struct findings_place place = place_of(comparison, cell);
	if (old->is_published || is_changed(comparison, table->rows) ||
	    is_changed(comparison, table->columns) ||
	    !map_lookup(&comparison->tables.tables,
			findings_tables_key(&comparison->work->arena,
					    theme_of(comparison, cell), &place,
					    false)))
		return;
	*old = (struct releases_value){ true, true, 0 };
}

/* ---- Sums --------------------------------------------------------------- */

/* Adds the sum where all of it is published here; it holds in the old release
 * where that has all of it, too. */
static void add_sum(struct comparison *comparison, uint32_t total,
		    uint32_t *parts, size_t count, bool holds_in_old)
{
	struct releases *releases = &comparison->releases;
	bool is_here = total != RELEASES_NO_CELL && count > 0;
	for (size_t i = 0; i <= count && is_here; i++) {
		uint32_t cell = i < count ? parts[i] : total;
		is_here = cell != RELEASES_NO_CELL;
		if (is_here)
			holds_in_old &= releases->cells[cell]
						.values[RELEASE_OLD]
						.is_published;
	}
	if (is_here)
		comparison->sums[releases->sum_count++] =
			(struct releases_sum){ .total = total,
					       .parts = parts,
					       .count = count,
					       .holds = { holds_in_old,
							  true } };
}

/* A row (or, where `is_column`, a column) of a table and its total. */
static void add_line(struct comparison *comparison, uint32_t theme,
		     uint32_t table, uint32_t line, bool is_column)
{
	const struct analysis_table *shape =
		&comparison->work->analysis->tables[table];
	bool is_single = shape->columns == PROJECT_NONE;
	uint32_t count = is_column ? shape->row_count : shape->column_count;
	uint32_t *parts =
		ARENA_NEW_ARRAY(&comparison->work->arena, count, uint32_t);
	for (uint32_t i = 0; i < count; i++)
		parts[i] = index_of(comparison, theme, table,
				    is_column ? i : line, is_column ? line : i);
	uint32_t margin = is_single ? 0 :
			  is_column ? 1 + shape->columns :
				      1 + shape->rows;
	add_sum(comparison, index_of(comparison, theme, margin, line, 0), parts,
		count,
		!is_changed(comparison,
			    is_column ? shape->rows : shape->columns));
}

static void add_table(struct comparison *comparison, uint32_t theme,
		      uint32_t table)
{
	const struct analysis_table *shape =
		&comparison->work->analysis->tables[table];
	if (*first_of(comparison, theme, table) == RELEASES_NO_CELL)
		return;
	if (shape->columns == PROJECT_NONE) {
		add_line(comparison, theme, table, 0, true);
		return;
	}
	for (uint32_t row = 0; row < shape->row_count; row++)
		add_line(comparison, theme, table, row, false);
	for (uint32_t column = 0; column < shape->column_count; column++)
		add_line(comparison, theme, table, column, true);
}

/* ---- What readers know --------------------------------------------------- */

static void add_known(struct comparison *comparison, struct releases_sum sum)
{
	comparison->sums[comparison->releases.sum_count++] = sum;
}

/* Whether the old release has the count, or, where none has, could have it. */
static bool was_there(const struct comparison *comparison, uint32_t cell)
{
	const struct settings *settings = comparison->work->settings;
	if (cell < comparison->published) {
		const struct analysis_table *table =
			table_of(comparison, &comparison->cells[cell]);
		return comparison->releases.cells[cell]
			       .values[RELEASE_OLD]
			       .is_published &&
		       !is_changed(comparison, table->rows) &&
		       !is_changed(comparison, table->columns);
	}
	for (uint32_t d = 0; d < settings->dimension_count; d++)
		if (comparison->is_changed[d])
			return false;
	return true;
}

/* Of the cells of disclosure control, the first count of each; the others are
 * the same in this release, and may have been so in the old one. What is
 * printed nowhere gets a count behind all others. */
static uint32_t *find_counts(struct comparison *comparison)
{
	struct arena *arena = &comparison->work->arena;
	const struct analysis *analysis = comparison->work->analysis;
	struct releases *releases = &comparison->releases;
	size_t size = disclosure_cell_count(analysis_disclosure(analysis));
	uint32_t *counts = ARENA_NEW_ARRAY(arena, size + 1, uint32_t);
	for (size_t i = 0; i < size; i++)
		counts[i] = RELEASES_NO_CELL;
	for (uint32_t i = 0; i < comparison->published; i++) {
		const struct findings_cell *one = &comparison->cells[i];
		uint32_t *first =
			&counts[analysis_cell(analysis, one->table, one->theme,
					      one->row, one->column)];
		if (*first == RELEASES_NO_CELL) {
			*first = i;
			continue;
		}
		add_known(comparison,
			  (struct releases_sum){
				  .total = *first,
				  .parts = arena_copy_array(arena, &i, 1,
							    sizeof i),
				  .count = 1,
				  .holds = { was_there(comparison, i) &&
						     was_there(comparison,
							       *first),
					     true },
				  .is_fact = true });
	}
	for (size_t i = 0; i < size; i++)
		if (counts[i] == RELEASES_NO_CELL) {
			counts[i] = (uint32_t)releases->cell_count++;
			releases->cells[counts[i]] = (struct releases_cell){
				.is_unpublished = true, .base = RELEASES_NO_CELL
			};
		}
	return counts;
}

/* Every relation that the counts were protected with. The sums of what is
 * printed are there already, each theme's by itself. */
static void add_relation(struct comparison *comparison, const uint32_t *counts,
			 const struct disclosure_known *known)
{
	struct releases_sum sum = { .total = counts[known->whole],
				    .count = known->count,
				    .holds = { true, true },
				    .sense = known->sense,
				    .is_fact = true };
	uint32_t *parts = ARENA_NEW_ARRAY(&comparison->work->arena,
					  known->count, uint32_t);
	bool is_printed = sum.total < comparison->published;
	sum.holds[RELEASE_OLD] = was_there(comparison, sum.total);
	for (size_t i = 0; i < known->count; i++) {
		parts[i] = counts[known->parts[i]];
		is_printed &= parts[i] < comparison->published;
		sum.holds[RELEASE_OLD] &= was_there(comparison, parts[i]);
	}
	sum.parts = parts;
	if (known->is_fact || !is_printed)
		add_known(comparison, sum);
}

static void add_sums(struct comparison *comparison)
{
	const struct analysis *analysis = comparison->work->analysis;
	const struct disclosure *set = analysis_disclosure(analysis);
	struct disclosure_known known;
	size_t relations = 0;
	while (disclosure_find_relation(set, relations, &known))
		relations++;
	/* A cell is in two sums of its table, and may be another's. */
	comparison->sums = ARENA_NEW_ARRAY(
		&comparison->work->arena,
		3 * comparison->published + relations + 1, struct releases_sum);
	for (uint32_t group = 0; group <= analysis->theme_count; group++)
		for (uint32_t t = 1; t < analysis->table_count; t++)
			add_table(comparison, group ? group - 1 : ANALYSIS_BASE,
				  t);
	const uint32_t *counts = find_counts(comparison);
	for (size_t i = 0; disclosure_find_relation(set, i, &known); i++)
		add_relation(comparison, counts, &known);
	comparison->releases.sums = comparison->sums;
}

/* ---- Telling ------------------------------------------------------------ */

static const char *name_of(const struct comparison *comparison,
			   const struct findings_cell *cell)
{
	struct arena *arena = &comparison->work->arena;
	struct findings_place place = place_of(comparison, cell);
	struct str theme = theme_of(comparison, cell);
	const char *name =
		theme.length ? arena_format(arena, "theme '%s'", theme.bytes) :
			       "all people";
	for (size_t i = 0; i < place.count; i++)
		name = arena_format(
			arena, "%s%s%.*s %s%.*s%s", name, i ? " and " : ", ",
			(int)place.dimensions[i].length,
			place.dimensions[i].bytes,
			place.is_missing[i] ? "not stated" : "'",
			(int)place.values[i].length,
			place.is_missing[i] ? "" : place.values[i].bytes,
			place.is_missing[i] ? "" : "'");
	return name;
}

static const char *value_of(const struct comparison *comparison,
			    struct releases_value value)
{
	return value.is_shown ? arena_format(&comparison->work->arena, "%u",
					     value.count) :
				"hidden";
}

/* The number that is shown is the hidden one, or next to it, and is left out. */
static void tell_given(const struct comparison *comparison,
		       const struct releases_cell *cell, const char *name,
		       struct place place)
{
	bool is_hidden_now = cell->hidden_in == RELEASE_NEW;
	diagnostics_add(
		&comparison->work->diagnostics, DIAGNOSTIC_COMPARE_GIVEN, place,
		"%s: %s, of the same people or all but a few; %s", name,
		is_hidden_now ? "shown before and hidden now" :
				"hidden before and shown now",
		is_hidden_now ?
			"who keeps the older tables has it, so withdraw that "
			"release, or publish this one with more people" :
			"the older release's hidden count is told now, so take "
			"its table out of this one, or keep to the rules of "
			"then");
}

static void tell_few(const struct comparison *comparison,
		     const struct releases_cell *cell, const char *name,
		     struct place place)
{
	const char *old = value_of(comparison, cell->values[RELEASE_OLD]);
	const char *now = value_of(comparison, cell->values[RELEASE_NEW]);
	uint32_t least = comparison->releases.rules[RELEASE_NEW].least_shown;
	uint32_t before = comparison->releases.rules[RELEASE_OLD].least_shown;
	uint32_t most = (least > before ? least : before) - 1;
	const char *what =
		cell->kind == RELEASES_FEW ?
			"the difference is 1 to" :
		cell->kind == RELEASES_FEW_COMPUTED ?
			"by subtraction the difference comes out as 1 to" :
			"of those who came or went, those without it are 1 to";
	diagnostics_add(
		&comparison->work->diagnostics, DIAGNOSTIC_COMPARE_FEW, place,
		"%s: %s before, %s now; %s %u people, who can be picked "
		"out; keep the older numbers until more have changed",
		name, old, now, what, most);
}

static void tell(const struct comparison *comparison, size_t index)
{
	const struct releases_cell *cell = &comparison->releases.cells[index];
	struct place place = { .file = comparison->tables.path };
	if (cell->kind == RELEASES_NOTHING)
		return;
	const char *name = name_of(comparison, &comparison->cells[index]);
	switch (cell->kind) {
	case RELEASES_NOTHING:
		break;
	case RELEASES_GIVEN:
		tell_given(comparison, cell, name, place);
		break;
	case RELEASES_COMPUTED:
		diagnostics_add(
			&comparison->work->diagnostics,
			DIAGNOSTIC_COMPARE_COMPUTED, place,
			"%s: %s before, %s now; what is hidden %s follows from "
			"the two releases by subtraction, or that it is small; "
			"take the table out, or put the group together with "
			"another",
			name, value_of(comparison, cell->values[RELEASE_OLD]),
			value_of(comparison, cell->values[RELEASE_NEW]),
			cell->hidden_in == RELEASE_NEW ? "now" : "before");
		break;
	case RELEASES_FEW:
	case RELEASES_FEW_COMPUTED:
	case RELEASES_FEW_WITHOUT:
		tell_few(comparison, cell, name, place);
		break;
	}
}

#define PARTLY(comparison, ...) \
	diagnostics_add(&(comparison)->work->diagnostics, \
			DIAGNOSTIC_COMPARE_PARTLY, \
			(struct place){ .file = (comparison)->tables.path }, \
			__VA_ARGS__)

/* What was not compared, and why. */
static void tell_rest(const struct comparison *comparison)
{
	const struct findings_tables *tables = &comparison->tables;
	const struct disclosure_rules *rules =
		&comparison->work->settings->rules;
	size_t only_old = tables->count - comparison->matched;
	size_t only_new = 0;
	for (size_t i = 0; i < comparison->published; i++)
		only_new += !comparison->releases.cells[i]
				     .values[RELEASE_OLD]
				     .is_published;
	if (tables->has_rules &&
	    (tables->rules.least_shown != rules->least_shown ||
	     tables->rules.rounding != rules->rounding))
		PARTLY(comparison,
		       "counts were hidden by other rules: the least count "
		       "shown was %u and is %u, rounded to %u and now to %u; "
		       "keep the rules the same from release to release",
		       tables->rules.least_shown, rules->least_shown,
		       tables->rules.rounding, rules->rounding);
	if (!tables->has_groups && comparison->work->analysis->table_count > 1)
		PARTLY(comparison,
		       "only the totals are compared: these tables have no "
		       "counts of groups, as those of --format=json have");
	else if (only_new)
		PARTLY(comparison,
		       "%zu of %zu counts are in this release alone and were "
		       "not compared",
		       only_new, comparison->published);
	if (comparison->releases.unsolved)
		PARTLY(comparison,
		       "%zu counts hang together with too many others: each "
		       "was compared with those nearest to it, so that what "
		       "only more of them tell together is not found",
		       comparison->releases.unsolved);
	if (only_old)
		PARTLY(comparison,
		       "%zu of %zu counts are in these tables alone and were "
		       "not compared: a theme, group or value was renamed or "
		       "is published no more",
		       only_old, tables->count);
}

/* That they are tables of this publication: some theme is in both. */
static bool is_comparable(struct comparison *comparison)
{
	const struct findings_work *work = comparison->work;
	size_t themes = 0;
	for (size_t i = 0; i < comparison->releases.cell_count; i++)
		themes += comparison->cells[i].theme != ANALYSIS_BASE &&
			  comparison->releases.cells[i]
				  .values[RELEASE_OLD]
				  .is_published;
	const char *wrong =
		!themes ? "tables of another project: no theme of theirs is "
			  "one of this" :
		comparison->tables.has_rules &&
				comparison->tables.is_of_sources ==
					work->project->has_cases ?
			  "these tables count cases where this release counts "
			  "sources, or the other way round" :
			  NULL;
	if (wrong)
		diagnostics_add(
			&comparison->work->diagnostics,
			DIAGNOSTIC_COMPARE_TABLES,
			(struct place){ .file = comparison->tables.path }, "%s",
			wrong);
	return !wrong;
}

static void compare(struct comparison *comparison)
{
	struct findings_work *work = comparison->work;
	struct releases *releases = &comparison->releases;
	comparison->cells = findings_cells(work, &comparison->published);
	releases->cell_count = comparison->published;
	releases->cells = ARENA_NEW_ARRAY(
		&work->arena,
		releases->cell_count +
			disclosure_cell_count(
				analysis_disclosure(work->analysis)),
		struct releases_cell);
	releases->rules[RELEASE_NEW] = work->settings->rules;
	releases->rules[RELEASE_OLD] = comparison->tables.has_rules ?
					       comparison->tables.rules :
					       work->settings->rules;
	find_first(comparison);
	for (size_t i = 0; i < releases->cell_count; i++)
		take_cell(comparison, i);
	if (!is_comparable(comparison))
		return;
	find_changed(comparison);
	for (size_t i = 0; i < releases->cell_count; i++)
		take_new_value(comparison, i);
	add_sums(comparison);
	releases_compare(releases);
	for (size_t i = 0; i < comparison->published; i++)
		tell(comparison, i);
	tell_rest(comparison);
}

void findings_compare(struct findings_work *work, const char *path)
{
	struct comparison comparison = { .work = work };
	if (findings_tables_read(&comparison.tables, &work->arena, path,
				 &work->diagnostics, &work->error))
		compare(&comparison);
	findings_tables_release(&comparison.tables);
}
