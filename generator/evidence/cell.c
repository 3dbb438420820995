/* One number of the findings, and how it is told. */
#include <math.h>

#include "evidence/evidence_private.h"

bool cell_narrow(struct cell *cell, uint32_t dimension, uint32_t value)
{
	if (cell->depth == 2 ||
	    (cell->depth == 1 && cell->dimensions[0] == dimension))
		return false;
	cell->dimensions[cell->depth] = dimension;
	cell->values[cell->depth] = value;
	cell->depth++;
	return true;
}

/* ---- Where it stands --------------------------------------------------- */

struct position {
	uint32_t table, row, column;
	bool is_there; /* else no case is in it */
};

static uint32_t index_in(uint32_t value, uint32_t count, bool has_missing,
			 bool *is_there)
{
	if (value != CELL_MISSING)
		return value;
	*is_there &= has_missing;
	return has_missing ? count - 1 : 0;
}

static struct position position_of(const struct evidence *evidence,
				   const struct cell *cell)
{
	const struct analysis *analysis = evidence->analysis;
	struct position position = { 0, ANALYSIS_TOTAL, ANALYSIS_TOTAL, true };
	unsigned row = 0;
	if (cell->depth == 0)
		return position;
	position.table = analysis_find_table(
		analysis, cell->dimensions[0],
		cell->depth == 2 ? cell->dimensions[1] : PROJECT_NONE);
	if (position.table == PROJECT_NONE && cell->depth == 2) {
		row = 1;
		position.table = analysis_find_table(
			analysis, cell->dimensions[1], cell->dimensions[0]);
	}
	if (position.table == PROJECT_NONE)
		return position;
	const struct analysis_table *table = &analysis->tables[position.table];
	position.row = index_in(cell->values[row], table->row_count,
				table->has_missing_row, &position.is_there);
	if (cell->depth == 2)
		position.column =
			index_in(cell->values[1 - row], table->column_count,
				 table->has_missing_column, &position.is_there);
	return position;
}

/* The size of a group is told of all cases. */
static struct analysis_count count_group(const struct analysis *analysis,
					 struct position position)
{
	struct analysis_count all = analysis_count(
		analysis, 0, ANALYSIS_BASE, ANALYSIS_TOTAL, ANALYSIS_TOTAL);
	struct analysis_count count =
		analysis_count(analysis, position.table, ANALYSIS_BASE,
			       position.row, position.column);
	count.is_base_shown = all.is_shown;
	count.base = all.count;
	count.has_share = count.is_shown && all.is_shown && all.count > 0 &&
			  all.count >= analysis->settings->rules.least_base;
	count.share = count.has_share ? (double)count.count / all.count : 0;
	return count;
}

struct analysis_count cell_count(const struct evidence *evidence,
				 const struct cell *cell)
{
	const struct analysis *analysis = evidence->analysis;
	struct position position = position_of(evidence, cell);
	if (position.table == PROJECT_NONE)
		return (struct analysis_count){ 0 };
	if (!position.is_there)
		return (struct analysis_count){ .is_published = true,
						.is_shown = true,
						.is_base_shown = true };
	if (cell->theme == ANALYSIS_BASE)
		return count_group(analysis, position);
	if (cell->of == ANALYSIS_BASE)
		return analysis_count(analysis, position.table, cell->theme,
				      position.row, position.column);
	return analysis_count_within(analysis, position.table, cell->theme,
				     cell->of, position.row, position.column);
}

/* ---- What keeps it from being told ------------------------------------- */

static const char *dimension_id(const struct evidence *evidence,
				const struct cell *cell, unsigned at)
{
	return evidence->settings->dimensions[cell->dimensions[at]].id;
}

/* "theme 'access' in area.fife" */
static const char *name_of(const struct evidence *evidence,
			   const struct cell *cell, struct arena *arena)
{
	const char *name =
		cell->theme == ANALYSIS_BASE ?
			"the group" :
			arena_format(arena, "theme '%s'",
				     evidence->theme_names[cell->theme]);
	for (unsigned i = 0; i < cell->depth; i++) {
		const struct evidence_dimension *dimension =
			&evidence->dimensions[cell->dimensions[i]];
		uint32_t value = cell->values[i] == CELL_MISSING ?
					 dimension->count - 1 :
					 cell->values[i];
		name = arena_format(arena, "%s %s %s.%s", name,
				    i ? "and" : "in",
				    dimension_id(evidence, cell, i),
				    dimension->slugs[value]);
	}
	return name;
}

/* The first theme of the two that the table is not published for. */
static uint32_t unpublished_theme(const struct evidence *evidence,
				  const struct cell *cell)
{
	struct position position = position_of(evidence, cell);
	if (position.table != PROJECT_NONE &&
	    analysis_is_published(evidence->analysis, position.table,
				  cell->theme) &&
	    cell->of != ANALYSIS_BASE)
		return cell->of;
	return cell->theme;
}

static void report_unpublished(const struct evidence *evidence,
			       const struct cell *cell, struct place place,
			       struct diagnostics *diagnostics)
{
	uint32_t theme = unpublished_theme(evidence, cell);
	const char *name =
		theme == ANALYSIS_BASE ? "" : evidence->theme_names[theme];
	if (cell->depth == 1)
		diagnostics_add(diagnostics, DIAGNOSTIC_EVIDENCE_UNPUBLISHED,
				place,
				"findings.yaml does not publish theme '%s' by "
				"%s; add %s to its by:",
				name, dimension_id(evidence, cell, 0),
				dimension_id(evidence, cell, 0));
	else
		diagnostics_add(
			diagnostics, DIAGNOSTIC_EVIDENCE_UNPUBLISHED, place,
			"findings.yaml does not publish %s%s%s by %s and %s "
			"at once; add [%s, %s] to cross-tabulations:%s",
			theme == ANALYSIS_BASE ? "groups" : "theme '", name,
			theme == ANALYSIS_BASE ? "" : "'",
			dimension_id(evidence, cell, 0),
			dimension_id(evidence, cell, 1),
			dimension_id(evidence, cell, 0),
			dimension_id(evidence, cell, 1),
			theme == ANALYSIS_BASE ? "" :
						 " and to the theme's by:");
}

bool cell_check_published(const struct evidence *evidence,
			  const struct cell *cell, struct place place,
			  struct diagnostics *diagnostics)
{
	bool is_within =
		cell->theme == ANALYSIS_BASE || cell->of == ANALYSIS_BASE ||
		analysis_is_within(evidence->analysis, cell->theme, cell->of);
	if (!is_within)
		diagnostics_add(diagnostics, DIAGNOSTIC_EVIDENCE_WITHIN, place,
				"theme '%s' is not within '%s', so it has no "
				"share of it; add '%s' to its of: in "
				"findings.yaml",
				evidence->theme_names[cell->theme],
				evidence->theme_names[cell->of],
				evidence->theme_names[cell->of]);
	else if (cell_count(evidence, cell).is_published)
		return true;
	else
		report_unpublished(evidence, cell, place, diagnostics);
	return false;
}

bool cell_check_shown(const struct evidence *evidence, const struct cell *cell,
		      bool is_shown, struct place place,
		      struct diagnostics *diagnostics)
{
	struct arena arena = ARENA_INITIALISER;
	if (!is_shown)
		diagnostics_add(diagnostics, DIAGNOSTIC_EVIDENCE_HIDDEN, place,
				"the number of %s is hidden: it could point "
				"to single people",
				name_of(evidence, cell, &arena));
	arena_release(&arena);
	return is_shown;
}

/* ---- Rows ------------------------------------------------------------- */

bool evidence_dimension_has_missing(const struct evidence *evidence,
				    uint32_t dimension)
{
	const struct analysis *analysis = evidence->analysis;
	uint32_t table = analysis_find_table(analysis, dimension, PROJECT_NONE);
	return table != PROJECT_NONE && analysis->tables[table].has_missing_row;
}

/* ---- Shares ------------------------------------------------------------ */

uint32_t evidence_share_percent(double share)
{
	return (uint32_t)floor(100 * share + 0.5);
}

const char *evidence_share_text(struct locale *locale, struct arena *arena,
				double share)
{
	uint32_t percent = evidence_share_percent(share);
	if (percent == 0 && share > 0)
		return locale_message(
			locale, arena, "less-than",
			LOCALE_TEXT("value",
				    locale_percent(locale, arena, 0.01)));
	if (percent == 100 && share < 1)
		return locale_message(
			locale, arena, "more-than",
			LOCALE_TEXT("value",
				    locale_percent(locale, arena, 0.99)));
	return locale_percent(locale, arena, percent / 100.0);
}
