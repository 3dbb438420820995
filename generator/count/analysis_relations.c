/* What readers know of counts besides the sums of tables: the hierarchy of
 * themes, and the facts that analysis_facts.c finds. */
#include <stdlib.h>

#include "base/memory.h"
#include "count/analysis_private.h"

/* ---- Cells ------------------------------------------------------------- */

static size_t size_of(const struct analysis *analysis, uint32_t table)
{
	const struct analysis_table *shape = &analysis->tables[table];
	return (size_t)shape->row_count * shape->column_count;
}

/* The place of one that is of the table itself, not a total. */
static size_t inner_place(const struct analysis *analysis, uint32_t table,
			  uint32_t group, size_t number)
{
	uint32_t columns = analysis->tables[table].column_count;
	return analysis_place(analysis, table, group,
			      (uint32_t)(number / columns),
			      (uint32_t)(number % columns));
}

static disclosure_cell inner(const struct analysis *analysis, uint32_t table,
			     uint32_t group, size_t number)
{
	return analysis->data->tables[table]
		.cells[inner_place(analysis, table, group, number)];
}

static uint32_t inner_count(const struct analysis *analysis, uint32_t table,
			    uint32_t group, size_t number)
{
	return analysis->data->tables[table]
		.counts[inner_place(analysis, table, group, number)];
}

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
	size_t size = size_of(analysis, share->table);
	/* The part is the whole, and there are no others. */
	for (uint32_t k = 0; k < share->count; k++)
		if (is_same(analysis, share->themes[k] + 1, share->whole))
			return;
	for (size_t i = 0; i < size; i++) {
		disclosure_cell whole =
			inner(analysis, share->table, share->whole, i);
		uint32_t count =
			inner_count(analysis, share->table, share->whole, i);
		uint64_t sum = 0;
		for (uint32_t k = 0; k < share->count; k++) {
			uint32_t group = share->themes[k] + 1;
			parts[k] = inner(analysis, share->table, group, i);
			sum += inner_count(analysis, share->table, group, i);
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
	size_t size = size_of(analysis, table);
	bool is_there = analysis_is_there(analysis, table, group);
	for (uint32_t k = 0; k < count; k++)
		is_there &= analysis_is_there(analysis, table, below[k]);
	for (size_t i = 0; is_there && count && i < size; i++) {
		for (uint32_t k = 0; k < count; k++)
			parts[k] = inner(analysis, table, below[k], i);
		disclosure_add_cover(analysis->data->set,
				     inner(analysis, table, group, i), parts,
				     count);
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

/* ---- Nested dimensions ------------------------------------------------- */

/* A table seen from one of its dimensions: by its values, and, where it is
 * crossed with another, in slices for each of that one's. */
struct view {
	uint32_t table, other; /* dimension, or NONE */
	uint32_t slices;
	bool is_turned; /* the values are the columns */
};

static bool find_view(const struct analysis *analysis, uint32_t table,
		      uint32_t dimension, struct view *view)
{
	const struct analysis_table *shape = &analysis->tables[table];
	bool is_turned = shape->columns == dimension;
	*view = (struct view){
		.table = table,
		.other = is_turned ? shape->rows : shape->columns,
		.slices = is_turned ? shape->row_count : shape->column_count,
		.is_turned = is_turned,
	};
	return is_turned || shape->rows == dimension;
}

static disclosure_cell cell_of(const struct analysis *analysis,
			       const struct view *view, uint32_t group,
			       uint32_t value, uint32_t slice)
{
	uint32_t row = view->is_turned ? slice : value;
	uint32_t column = view->is_turned ? value : slice;
	return analysis->data->tables[view->table].cells[analysis_place(
		analysis, view->table, group, row, column)];
}

/* The inner values that lie within an outer one, then those that it has in
 * part. */
struct members {
	const struct analysis_nesting *nesting;
	uint32_t *values;
	uint32_t within, touching;
};

static void find_members(const struct analysis *analysis, uint32_t outer,
			 struct members *members)
{
	const struct analysis_nesting *nesting = members->nesting;
	const uint32_t *value_counts = analysis->data->value_counts;
	uint32_t values = value_counts[nesting->inner];
	uint32_t columns = value_counts[nesting->outer];
	members->within = members->touching = 0;
	for (int round = 0; round < 2; round++)
		for (uint32_t i = 0; i < values; i++) {
			const uint32_t *row = &nesting->counts[i * columns];
			uint32_t all = 0;
			for (uint32_t k = 0; k < columns; k++)
				all += row[k];
			bool is_within = row[outer] == all;
			if (row[outer] == 0 || is_within != (round == 0))
				continue;
			members->values[members->touching++] = i;
			members->within += is_within;
		}
}

/* What lies within an outer value is no more than it, what touches it no less;
 * where these are the same, they are equal. Otherwise returns a cell for those
 * in it who are not within: NONE for nobody. */
static disclosure_cell relate_value(struct analysis *analysis,
				    const struct view *in,
				    const struct view *out, uint32_t group,
				    uint32_t outer, uint32_t slice,
				    const struct members *members,
				    disclosure_cell *parts)
{
	struct disclosure *set = analysis->data->set;
	disclosure_cell whole = cell_of(analysis, out, group, outer, slice);
	uint32_t mixed = members->touching - members->within;
	bool is_secret = members->nesting->is_whole &&
			 analysis->settings->rules.protects_complements &&
			 is_published(analysis, in->table, group) &&
			 is_published(analysis, out->table, group);
	for (uint32_t i = 0; i < members->touching; i++)
		parts[i] =
			cell_of(analysis, in, group, members->values[i], slice);
	if (members->touching == 0)
		return PROJECT_NONE;
	if (mixed == 0) {
		disclosure_add_fact(set, whole, parts, members->within);
		return PROJECT_NONE;
	}
	disclosure_cell rest = disclosure_add_rest_cell(
		set, whole, parts, members->within, is_secret);
	disclosure_add_cover(set, rest, parts + members->within, mixed);
	return rest;
}

/* Who has a theme, and is in an outer value but not within it, is one of those
 * who have the theme above. */
static void order_rests(struct analysis *analysis, const disclosure_cell *rests)
{
	for (uint32_t t = 0; t < analysis->theme_count; t++) {
		uint32_t above = analysis->data->above[t];
		while (above != PROJECT_NONE &&
		       rests[above + 1] == PROJECT_NONE)
			above = analysis->data->above[above];
		disclosure_cell whole = rests[analysis_group_above(above)];
		if (rests[t + 1] != PROJECT_NONE && whole != PROJECT_NONE &&
		    rests[t + 1] != whole)
			disclosure_add_subset(analysis->data->set, rests[t + 1],
					      whole);
	}
}

static void relate_views(struct analysis *analysis,
			 const struct analysis_nesting *nesting,
			 const struct view *in, const struct view *out,
			 disclosure_cell *parts)
{
	const uint32_t *value_counts = analysis->data->value_counts;
	const uint32_t *people = analysis->data->people;
	uint32_t groups = analysis->theme_count + 1;
	disclosure_cell *rests = memory_resize(NULL, groups, sizeof *rests);
	struct members members = { .nesting = nesting,
				   .values = memory_allocate(
					   value_counts[nesting->inner] *
					   sizeof *members.values) };
	for (uint32_t outer = 0; outer < value_counts[nesting->outer];
	     outer++) {
		find_members(analysis, outer, &members);
		for (uint32_t slice = 0; slice < in->slices; slice++) {
			for (uint32_t g = 0; g < groups; g++)
				rests[g] =
					people[g] != g ?
						rests[people[g]] :
					analysis_is_there(analysis, in->table,
							  g) &&
							analysis_is_there(
								analysis,
								out->table, g) ?
						relate_value(analysis, in, out,
							     g, outer, slice,
							     &members, parts) :
						PROJECT_NONE;
			order_rests(analysis, rests);
		}
	}
	free(members.values);
	free(rests);
}

/* The tables by the two, and those that cross each with the same third. */
static void relate_nesting(struct analysis *analysis,
			   const struct analysis_nesting *nesting,
			   disclosure_cell *parts)
{
	for (uint32_t i = 1; i < analysis->table_count; i++)
		for (uint32_t k = 1; k < analysis->table_count; k++) {
			struct view in, out;
			if (i != k &&
			    find_view(analysis, i, nesting->inner, &in) &&
			    find_view(analysis, k, nesting->outer, &out) &&
			    in.other == out.other)
				relate_views(analysis, nesting, &in, &out,
					     parts);
		}
}

/* ---- Themes that a dimension tells ------------------------------------- */

/* Whether the theme is the people of some values of the dimension, and puts
 * their number into parts. */
static uint32_t find_values(const struct analysis *analysis, uint32_t dimension,
			    uint32_t theme, disclosure_cell *parts)
{
	uint32_t table = 1 + dimension, count = 0;
	uint32_t values = analysis->tables[table].row_count;
	for (uint32_t i = 0; i < values; i++) {
		uint32_t have = inner_count(analysis, table, theme + 1, i);
		if (have && have != inner_count(analysis, table, 0, i))
			return 0;
		if (have)
			parts[count++] = inner(analysis, table, 0, i);
	}
	return count == values ? 0 : count;
}

static void relate_totals(struct analysis *analysis, disclosure_cell *parts)
{
	uint32_t dimensions = analysis->settings->dimension_count;
	for (uint32_t t = 0; t < analysis->theme_count; t++)
		for (uint32_t d = 0; d < dimensions; d++) {
			uint32_t count = find_values(analysis, d, t, parts);
			if (count)
				disclosure_add_fact(
					analysis->data->set,
					inner(analysis, 0, t + 1, 0), parts,
					count);
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
			parts[count++] = inner(analysis, 0, t + 1, 0);
	data->codings =
		disclosure_add(data->set, analysis->project->segment_count);
	disclosure_set_weight(data->set, data->codings, 0);
	disclosure_add_fact(data->set, data->codings, parts, count);
}

void analysis_relate_tables(struct analysis *analysis, disclosure_cell *parts)
{
	const struct analysis_data *data = analysis->data;
	for (uint32_t i = 0; i < data->nesting_count; i++)
		relate_nesting(analysis, &data->nestings[i], parts);
	relate_totals(analysis, parts);
	if (data->has_coding_sum)
		relate_codings(analysis, parts);
}
