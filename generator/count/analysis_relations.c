/* What readers know of counts besides the sums of tables: the hierarchy of
 * themes, and the facts that analysis_facts.c finds. */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "count/analysis_private.h"

static bool is_published(const struct analysis *analysis, uint32_t table,
			 uint32_t group)
{
	return analysis_presence(analysis, table, group) == PUBLISHED;
}

/* ---- Wholes and rests -------------------------------------------------- */

/* Themes that share nobody, below a whole, in a table. */
struct share {
	uint32_t table, whole; /* group */
	const uint32_t *themes;
	uint32_t count;
	bool is_whole;  /* nobody else is in the whole */
	bool is_secret; /* all is published, and so would a small rest be */
};

static bool is_same(const struct analysis *analysis, uint32_t a, uint32_t b)
{
	return analysis->data->people[a] == analysis->data->people[b];
}

/* Where all of a group share something, and the group is not small, that is
 * known like the rest of what everybody does. */
static void add_share(struct analysis *analysis, const struct share *share,
		      disclosure_cell *parts)
{
	struct disclosure *set = analysis->data->set;
	size_t size = analysis_size(analysis, share->table);
	/* The part is the whole, and there are no others. */
	for (uint32_t k = 0; k < share->count; k++)
		if (is_same(analysis, share->themes[k] + 1, share->whole))
			return;
	for (size_t i = 0; i < size; i++) {
		disclosure_cell whole =
			analysis_inner(analysis, share->table, share->whole, i);
		uint32_t count = analysis_inner_count(analysis, share->table,
						      share->whole, i);
		uint64_t sum = 0;
		for (uint32_t k = 0; k < share->count; k++) {
			uint32_t group = share->themes[k] + 1;
			parts[k] = analysis_inner(analysis, share->table, group,
						  i);
			sum += analysis_inner_count(analysis, share->table,
						    group, i);
		}
		bool is_known = share->is_secret && sum == count &&
				count >= analysis->settings->rules.least_shown;
		if (share->is_whole || is_known)
			disclosure_add_fact(set, whole, parts, share->count);
		else
			disclosure_add_rest(set, whole, parts, share->count,
					    share->is_secret);
	}
}

/* Whether the rest that a theme leaves of a whole is told, and a secret. */
static bool is_telling(const struct analysis *analysis, uint32_t table,
		       uint32_t theme, uint32_t whole)
{
	const struct settings *settings = analysis->settings;
	return settings->rules.protects_complements &&
	       !settings->themes[theme].has_open_complement &&
	       is_published(analysis, table, theme + 1) &&
	       is_published(analysis, table, whole);
}

static void add_within(struct analysis *analysis, uint32_t table,
		       uint32_t theme, uint32_t whole, disclosure_cell *parts)
{
	add_share(analysis,
		  &(struct share){ table, whole, &theme, 1, false,
				   is_telling(analysis, table, theme, whole) },
		  parts);
}

/* The next published ones above a theme, past those that are not: what the
 * two leave between them can be worked out. */
static void add_published_above(struct analysis *analysis, uint32_t table,
				uint32_t theme, uint32_t from,
				disclosure_cell *parts)
{
	const struct settings_theme *one = &analysis->settings->themes[from];
	for (uint32_t i = 0; i <= one->of_count; i++) {
		uint32_t above = i < one->of_count ?
					 one->of[i] :
					 analysis->data->above[from];
		uint32_t group = analysis_group_above(above);
		bool is_next = from == theme;
		if (is_published(analysis, table, group)) {
			if (!is_next)
				add_within(analysis, table, theme, group,
					   parts);
		} else if (group) {
			add_published_above(analysis, table, theme, above,
					    parts);
		}
	}
}

static void add_hierarchy(struct analysis *analysis, uint32_t table,
			  uint32_t theme, disclosure_cell *parts)
{
	const struct settings_theme *one = &analysis->settings->themes[theme];
	uint32_t above = analysis->data->above[theme];
	add_within(analysis, table, theme, analysis_group_above(above), parts);
	for (uint32_t i = 0; i < one->of_count; i++)
		add_within(analysis, table, theme, one->of[i] + 1, parts);
	if (is_published(analysis, table, theme + 1))
		add_published_above(analysis, table, theme, theme, parts);
}

static void add_family(struct analysis *analysis, uint32_t table,
		       const struct analysis_family *family,
		       disclosure_cell *parts)
{
	uint32_t *themes =
		memory_resize(NULL, family->members.count, sizeof *themes);
	struct share share = { table, family->whole, themes,
			       0,     false,         family->has_all };
	for (uint32_t i = 0; i < family->members.count; i++) {
		uint32_t theme = family->members.items[i];
		if (!analysis_is_there(analysis, table, theme + 1))
			continue;
		themes[share.count++] = theme;
		share.is_secret &=
			is_telling(analysis, table, theme, family->whole);
	}
	share.is_whole =
		family->is_whole && share.count == family->members.count;
	if (analysis_is_there(analysis, table, family->whole) &&
	    (share.count > 1 || share.is_whole))
		add_share(analysis, &share, parts);
	free(themes);
}

/* Those of the list that are not of the same people as an earlier one; none
 * where one is of the same as the whole. The caller frees. */
static uint32_t *find_different(const struct analysis *analysis, uint32_t whole,
				struct project_list themes, uint32_t *count)
{
	const uint32_t *people = analysis->data->people;
	uint32_t *different =
		memory_resize(NULL, themes.count + 1, sizeof *different);
	*count = 0;
	for (uint32_t i = 0; i < themes.count; i++) {
		uint32_t first = people[themes.items[i] + 1], k = 0;
		if (first == people[whole]) {
			*count = 0;
			break;
		}
		while (k < *count && different[k] != first)
			k++;
		different[k] = first;
		*count += k == *count;
	}
	return different;
}

/* Everybody in the group has one of the themes below it. */
static void add_covers(struct analysis *analysis, uint32_t table,
		       uint32_t group, disclosure_cell *parts)
{
	uint32_t count;
	uint32_t *below = find_different(analysis, group,
					 analysis->data->below[group], &count);
	size_t size = analysis_size(analysis, table);
	bool is_there = analysis_is_there(analysis, table, group);
	for (uint32_t k = 0; k < count; k++)
		is_there &= analysis_is_there(analysis, table, below[k]);
	for (size_t i = 0; is_there && count && i < size; i++) {
		for (uint32_t k = 0; k < count; k++)
			parts[k] = analysis_inner(analysis, table, below[k], i);
		disclosure_add_cover(analysis->data->set,
				     analysis_inner(analysis, table, group, i),
				     parts, count);
	}
	free(below);
}

void analysis_relate(struct analysis *analysis, uint32_t table,
		     disclosure_cell *parts)
{
	const struct analysis_data *data = analysis->data;
	for (uint32_t t = 0; t < analysis->theme_count; t++) {
		if (!analysis_is_there(analysis, table, t + 1))
			continue;
		add_hierarchy(analysis, table, t, parts);
	}
	for (uint32_t group = 0; group <= analysis->theme_count; group++)
		if (!data->is_uncovered[group])
			add_covers(analysis, table, group, parts);
	for (uint32_t i = 0; i < data->family_count; i++)
		add_family(analysis, table, &data->families[i], parts);
}

/* ---- Themes that a dimension tells ------------------------------------- */

/* How those in a place of a table have a theme. */
enum having { NONE, SOME, ALL };

static enum having find_having(uint32_t have, uint32_t of)
{
	return have == 0 ? NONE : have == of ? ALL : SOME;
}

/* What the values of a dimension tell of who has a theme. */
struct told {
	uint32_t dimension;
	bool has_none; /* that nobody else has it; not by chance */
	bool has_all;  /* that everybody does */
};

/* As of a question that is asked of carers alone, whether all of them answer
 * it or not. False where nothing is told. */
static bool find_told(const struct analysis *analysis, uint32_t theme,
		      struct told *told)
{
	uint32_t table = 1 + told->dimension, with_some = 0, with_all = 0;
	uint32_t all = analysis_inner_count(analysis, 0, theme + 1, 0);
	for (size_t i = 0; i < analysis_size(analysis, table); i++) {
		uint32_t of = analysis_inner_count(analysis, table, 0, i);
		uint32_t have =
			analysis_inner_count(analysis, table, theme + 1, i);
		switch (find_having(have, of)) {
		case NONE:
			break;
		case ALL:
			with_all += of;
			with_some += of;
			break;
		case SOME:
			with_some += of;
			break;
		}
	}
	bool is_told = all && with_some == with_all &&
		       with_some < analysis->case_count;
	told->has_none = told->has_all = is_told;
	return told->has_none || told->has_all;
}

/* The same of a place of a table that is by the dimension, among others. */
static enum having have_at(const struct analysis *analysis, uint32_t theme,
			   const struct told *told, uint32_t table,
			   size_t number)
{
	const struct analysis_table *shape = &analysis->tables[table];
	size_t value = shape->rows == told->dimension ?
			       number / shape->column_count :
			       number % shape->column_count;
	uint32_t by = 1 + told->dimension;
	enum having having = find_having(
		analysis_inner_count(analysis, by, theme + 1, value),
		analysis_inner_count(analysis, by, 0, value));
	if ((having == NONE && !told->has_none) ||
	    (having == ALL && !told->has_all))
		return SOME;
	return having;
}

/* Whether a place of a table is one of those that one of another, which is by
 * none but the table's dimensions, sums up. */
static bool is_part(const struct analysis *analysis, uint32_t table,
		    size_t number, uint32_t of, size_t whole)
{
	const struct analysis_table *in = &analysis->tables[table];
	const struct analysis_table *out = &analysis->tables[of];
	size_t values[] = { number / in->column_count,
			    number % in->column_count };
	if (out->rows != PROJECT_NONE &&
	    values[in->rows != out->rows] != whole / out->column_count)
		return false;
	return out->columns == PROJECT_NONE ||
	       values[in->rows != out->columns] == whole % out->column_count;
}

/* Who has the theme is, of all in the table, somebody where some have it, and
 * everybody where all do. */
static void relate_told(struct analysis *analysis, uint32_t theme,
			const struct told *told, uint32_t table, uint32_t of,
			disclosure_cell *parts)
{
	struct disclosure *set = analysis->data->set;
	size_t size = analysis_size(analysis, table);
	for (size_t i = 0; i < analysis_size(analysis, of); i++) {
		disclosure_cell whole =
			analysis_inner(analysis, of, theme + 1, i);
		uint32_t all = 0, last = (uint32_t)size;
		bool is_bound = false; /* some have it not at all */
		for (size_t k = 0; k < size; k++) {
			if (!is_part(analysis, table, k, of, i))
				continue;
			enum having having =
				have_at(analysis, theme, told, table, k);
			is_bound |= having == NONE;
			if (having == NONE)
				continue;
			parts[having == ALL ? all++ : --last] =
				analysis_inner(analysis, table, 0, k);
		}
		uint32_t some = (uint32_t)size - last;
		memmove(&parts[all], &parts[last], some * sizeof *parts);
		if (some == 0) {
			disclosure_add_fact(set, whole, parts, all);
			continue;
		}
		if (all)
			disclosure_add_rest(set, whole, parts, all, false);
		if (is_bound)
			disclosure_add_cover(set, whole, parts, all + some);
	}
}

static bool is_by(const struct analysis *analysis, uint32_t table,
		  uint32_t dimension)
{
	const struct analysis_table *shape = &analysis->tables[table];
	return dimension == PROJECT_NONE || shape->rows == dimension ||
	       shape->columns == dimension;
}

/* In all tables that one by the dimension sums up to. */
static void relate_theme(struct analysis *analysis, uint32_t theme,
			 const struct told *told, disclosure_cell *parts)
{
	const struct analysis_table *tables = analysis->tables;
	for (uint32_t table = 1; table < analysis->table_count; table++)
		for (uint32_t of = 0; of < analysis->table_count; of++)
			if (is_by(analysis, table, told->dimension) &&
			    is_by(analysis, table, tables[of].rows) &&
			    is_by(analysis, table, tables[of].columns) &&
			    analysis_is_there(analysis, of, theme + 1))
				relate_told(analysis, theme, told, table, of,
					    parts);
}

static void relate_themes(struct analysis *analysis, disclosure_cell *parts)
{
	uint32_t dimensions = analysis->settings->dimension_count;
	for (uint32_t t = 0; t < analysis->theme_count; t++)
		for (uint32_t d = 0; d < dimensions; d++) {
			struct told told = { .dimension = d };
			if (analysis->data->people[t + 1] == t + 1 &&
			    find_told(analysis, t, &told))
				relate_theme(analysis, t, &told, parts);
		}
}

/* The number of codings is published beside the totals, and is the first thing
 * to be left out where it would tell one. */
static void relate_codings(struct analysis *analysis, disclosure_cell *parts)
{
	struct analysis_data *data = analysis->data;
	uint32_t count = 0;
	for (uint32_t t = 0; t < analysis->theme_count; t++)
		if (data->is_coded[t])
			parts[count++] = analysis_inner(analysis, 0, t + 1, 0);
	data->codings =
		disclosure_add(data->set, analysis->project->segment_count);
	disclosure_set_weight(data->set, data->codings, 0);
	disclosure_add_fact(data->set, data->codings, parts, count);
}

void analysis_relate_tables(struct analysis *analysis, disclosure_cell *parts)
{
	const struct analysis_data *data = analysis->data;
	relate_themes(analysis, parts);
	if (data->has_coding_sum)
		relate_codings(analysis, parts);
}
