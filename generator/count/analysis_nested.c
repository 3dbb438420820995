/* Which values tell others: a district its region, an age with a role the group
 * of the young who have it. Found in the data; then the tables by the ones and
 * by the others are known to go together. */
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "count/analysis_private.h"

/* ---- Finding ----------------------------------------------------------- */

/* How many cases are within each outer value, or, of all, in each inner place.
 */
static uint32_t *sum_up(const struct analysis *analysis,
			const struct analysis_nesting *pair, bool is_by_outer)
{
	uint32_t inner = (uint32_t)analysis_size(analysis, pair->table);
	uint32_t outer = analysis->data->value_counts[pair->outer];
	uint32_t *sums =
		memory_allocate((is_by_outer ? outer : inner) * sizeof *sums);
	for (uint32_t i = 0; i < inner; i++)
		for (uint32_t k = 0; k < outer; k++)
			sums[is_by_outer ? k : i] +=
				pair->counts[i * outer + k];
	return sums;
}

static uint32_t count_used(const uint32_t *sums, uint32_t count)
{
	uint32_t used = 0;
	for (uint32_t i = 0; i < count; i++)
		used += sums[i] > 0;
	return used;
}

/* Whether one dimension tells the outer: half of the values that anybody
 * stated, or more, lie within one outer value each, as all districts do but the
 * one that two regions share; or one of them does that is too large for chance.
 */
static bool is_nested(const struct analysis *analysis,
		      struct analysis_nesting *pair)
{
	const struct analysis_data *data = analysis->data;
	uint32_t inner = analysis->tables[pair->table].row_count;
	uint32_t outer = data->value_counts[pair->outer];
	uint32_t *rows = sum_up(analysis, pair, false);
	uint32_t *columns = sum_up(analysis, pair, true);
	uint32_t stated = inner - analysis->tables[pair->table].has_missing_row;
	bool has_certain = false;
	uint32_t within = 0, used = count_used(rows, stated);
	for (uint32_t i = 0; i < inner; i++)
		for (uint32_t k = 0; k < outer; k++) {
			uint32_t count = pair->counts[i * outer + k];
			within += count && count == rows[i] && i < stated;
			has_certain |=
				count && count == rows[i] &&
				analysis_is_no_chance(analysis->case_count,
						      columns[k], count);
		}
	pair->is_whole = within == used;
	bool is_one = count_used(columns, outer) > 1 && used > 1 &&
		      (2 * within >= used || has_certain);
	free(rows);
	free(columns);
	return is_one;
}

/* Whether two dimensions together tell a third in every case, beyond what
 * chance does where few cases have both values. */
static bool is_told_by_both(const struct analysis *analysis,
			    struct analysis_nesting *pair)
{
	uint32_t inner = (uint32_t)analysis_size(analysis, pair->table);
	uint32_t outer = analysis->data->value_counts[pair->outer];
	uint32_t *columns = sum_up(analysis, pair, true);
	double chance = 0;
	bool is_told = count_used(columns, outer) > 1;
	for (uint32_t i = 0; i < inner && is_told; i++) {
		uint32_t values = 0;
		for (uint32_t k = 0; k < outer; k++) {
			uint32_t count = pair->counts[i * outer + k];
			values += count > 0;
			if (count)
				chance +=
					(count - 1) * log((double)columns[k] /
							  analysis->case_count);
		}
		is_told = values <= 1;
	}
	free(columns);
	pair->is_whole = is_told;
	return is_told && chance < ANALYSIS_LOG_OF_CHANCE;
}

static uint32_t place_of(const struct analysis *analysis, uint32_t table,
			 const uint32_t *values)
{
	const struct analysis_table *shape = &analysis->tables[table];
	return shape->columns == PROJECT_NONE ?
		       values[shape->rows] :
		       values[shape->rows] * shape->column_count +
			       values[shape->columns];
}

/* Whether each place of a table goes with one value of the dimension, which
 * most tables show soon not to be so. */
static bool may_tell(const struct analysis *analysis, uint32_t table,
		     uint32_t outer, const uint32_t *values)
{
	size_t dimensions = analysis->settings->dimension_count;
	uint32_t *told =
		memory_allocate(analysis_size(analysis, table) * sizeof *told);
	bool is_one = true;
	for (uint32_t i = 0; i < analysis->case_count && is_one; i++) {
		const uint32_t *one = &values[i * dimensions];
		uint32_t *value = &told[place_of(analysis, table, one)];
		is_one = *value == 0 || *value == one[outer] + 1;
		*value = one[outer] + 1;
	}
	free(told);
	return is_one;
}

static uint32_t *count_both(const struct analysis *analysis,
			    const struct analysis_nesting *pair,
			    const uint32_t *values, size_t *size)
{
	size_t dimensions = analysis->settings->dimension_count;
	size_t columns = analysis->data->value_counts[pair->outer];
	*size = analysis_size(analysis, pair->table) * columns;
	uint32_t *counts = memory_allocate(*size * sizeof *counts);
	for (uint32_t i = 0; i < analysis->case_count; i++) {
		const uint32_t *one = &values[i * dimensions];
		counts[place_of(analysis, pair->table, one) * columns +
		       one[pair->outer]]++;
	}
	return counts;
}

static bool is_crossed(const struct analysis *analysis, uint32_t table)
{
	return analysis->tables[table].columns != PROJECT_NONE;
}

static bool is_by(const struct analysis *analysis, uint32_t table,
		  uint32_t dimension)
{
	const struct analysis_table *shape = &analysis->tables[table];
	return shape->rows == dimension || shape->columns == dimension;
}

/* What one of two dimensions tells by itself, the two need not. */
static bool is_told_already(const struct analysis *analysis, uint32_t table,
			    uint32_t outer)
{
	const struct analysis_data *data = analysis->data;
	for (uint32_t i = 0; i < data->nesting_count; i++) {
		const struct analysis_nesting *one = &data->nestings[i];
		if (one->outer == outer && one->is_whole &&
		    !is_crossed(analysis, one->table) &&
		    is_by(analysis, table, analysis->tables[one->table].rows))
			return true;
	}
	return false;
}

static void find_pair(struct analysis *analysis, struct arena *arena,
		      uint32_t table, uint32_t outer, const uint32_t *values)
{
	struct analysis_data *data = analysis->data;
	struct analysis_nesting pair = { table, outer, false, NULL };
	bool is_cross = is_crossed(analysis, table);
	if (is_by(analysis, table, outer) ||
	    (is_cross && (is_told_already(analysis, table, outer) ||
			  !may_tell(analysis, table, outer, values))))
		return;
	size_t size;
	uint32_t *counts = count_both(analysis, &pair, values, &size);
	pair.counts = counts;
	bool is_one = is_cross ? is_told_by_both(analysis, &pair) :
				 is_nested(analysis, &pair);
	if (is_one) {
		pair.counts =
			arena_copy_array(arena, counts, size, sizeof *counts);
		data->nestings[data->nesting_count++] = pair;
	}
	free(counts);
}

void analysis_find_nested(struct analysis *analysis, struct arena *arena,
			  const uint32_t *values)
{
	uint32_t dimensions = analysis->settings->dimension_count;
	analysis->data->nestings = ARENA_NEW_ARRAY(
		arena, (size_t)analysis->table_count * dimensions,
		struct analysis_nesting);
	/* The tables of dimensions come before those that cross them. */
	for (uint32_t table = 1;
	     table < analysis->table_count && analysis->case_count; table++)
		for (uint32_t outer = 0; outer < dimensions; outer++)
			find_pair(analysis, arena, table, outer, values);
}

/* ---- Relating ---------------------------------------------------------- */

/* A table whose places tell those of another one, which is by other
 * dimensions, one of them at least. */
struct telling {
	uint32_t in, out; /* tables */
	bool is_whole;    /* each place lies in one */
};

/* How a place lies to a value of a dimension. */
enum lie { APART, TOUCHING, WITHIN };

/* Whether what the nesting tells by are dimensions of the table. */
static bool can_use(const struct analysis *analysis,
		    const struct analysis_nesting *nesting, uint32_t table)
{
	const struct analysis_table *shape = &analysis->tables[nesting->table];
	return is_by(analysis, table, shape->rows) &&
	       (shape->columns == PROJECT_NONE ||
		is_by(analysis, table, shape->columns));
}

/* The value that a place of a table has of one of its dimensions. */
static uint32_t value_of(const struct analysis *analysis, uint32_t table,
			 size_t number, uint32_t dimension)
{
	const struct analysis_table *shape = &analysis->tables[table];
	return (uint32_t)(shape->rows == dimension ?
				  number / shape->column_count :
				  number % shape->column_count);
}

static enum lie lie_by(const struct analysis *analysis,
		       const struct analysis_nesting *nesting, uint32_t table,
		       size_t number, uint32_t value)
{
	const struct analysis_table *shape = &analysis->tables[nesting->table];
	uint32_t columns = analysis->data->value_counts[nesting->outer];
	size_t place = value_of(analysis, table, number, shape->rows);
	if (shape->columns != PROJECT_NONE)
		place = place * shape->column_count +
			value_of(analysis, table, number, shape->columns);
	const uint32_t *counts = &nesting->counts[place * columns];
	if (counts[value] == 0)
		return APART;
	for (uint32_t k = 0; k < columns; k++)
		if (k != value && counts[k])
			return TOUCHING;
	return WITHIN;
}

static enum lie lie_to_value(const struct analysis *analysis, uint32_t table,
			     size_t number, uint32_t dimension, uint32_t value)
{
	const struct analysis_data *data = analysis->data;
	enum lie lie = TOUCHING;
	if (is_by(analysis, table, dimension))
		return value_of(analysis, table, number, dimension) == value ?
			       WITHIN :
			       APART;
	for (uint32_t i = 0; i < data->nesting_count && lie != APART; i++) {
		const struct analysis_nesting *one = &data->nestings[i];
		if (one->outer != dimension || !can_use(analysis, one, table))
			continue;
		enum lie other = lie_by(analysis, one, table, number, value);
		if (other != TOUCHING)
			lie = other;
	}
	return lie;
}

static enum lie lie_to_place(const struct analysis *analysis,
			     const struct telling *telling, size_t number,
			     size_t outer)
{
	const struct analysis_table *out = &analysis->tables[telling->out];
	enum lie lie = lie_to_value(
		analysis, telling->in, number, out->rows,
		value_of(analysis, telling->out, outer, out->rows));
	if (out->columns == PROJECT_NONE || lie == APART)
		return lie;
	enum lie other = lie_to_value(
		analysis, telling->in, number, out->columns,
		value_of(analysis, telling->out, outer, out->columns));
	return other < lie ? other : lie;
}

/* The places that lie within an outer one, then those that it has in part. */
struct members {
	size_t *numbers;
	uint32_t within, touching;
};

static void find_members(const struct analysis *analysis,
			 const struct telling *telling, size_t outer,
			 struct members *members)
{
	size_t size = analysis_size(analysis, telling->in), last = size;
	members->within = members->touching = 0;
	for (size_t i = 0; i < size; i++)
		switch (lie_to_place(analysis, telling, i, outer)) {
		case APART:
			break;
		case TOUCHING:
			members->numbers[--last] = i;
			break;
		case WITHIN:
			members->numbers[members->within++] = i;
			break;
		}
	members->touching = members->within;
	while (last < size)
		members->numbers[members->touching++] =
			members->numbers[last++];
}

/* What lies within an outer place is no more than it, what touches it no less;
 * where these are the same, they are equal. Otherwise returns a cell for those
 * in it who are not within: NONE for nobody. */
static disclosure_cell relate_place(struct analysis *analysis,
				    const struct telling *telling,
				    uint32_t group, size_t outer,
				    const struct members *members,
				    disclosure_cell *parts)
{
	struct disclosure *set = analysis->data->set;
	disclosure_cell whole =
		analysis_inner(analysis, telling->out, group, outer);
	uint32_t mixed = members->touching - members->within;
	bool is_secret =
		telling->is_whole &&
		analysis->settings->rules.protects_complements &&
		analysis_presence(analysis, telling->in, group) == PUBLISHED &&
		analysis_presence(analysis, telling->out, group) == PUBLISHED;
	for (uint32_t i = 0; i < members->touching; i++)
		parts[i] = analysis_inner(analysis, telling->in, group,
					  members->numbers[i]);
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

/* Who has a theme, and is in an outer place but not within it, is one of those
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

static void relate_tables(struct analysis *analysis,
			  const struct telling *telling, disclosure_cell *parts)
{
	const uint32_t *people = analysis->data->people;
	uint32_t groups = analysis->theme_count + 1;
	size_t outer = analysis_size(analysis, telling->out);
	disclosure_cell *rests = memory_resize(NULL, groups, sizeof *rests);
	struct members members = { .numbers = memory_resize(
					   NULL,
					   analysis_size(analysis, telling->in),
					   sizeof *members.numbers) };
	for (size_t i = 0; i < outer; i++) {
		find_members(analysis, telling, i, &members);
		for (uint32_t g = 0; g < groups; g++) {
			rests[g] = PROJECT_NONE;
			if (people[g] != g)
				rests[g] = rests[people[g]];
			else if (analysis_is_there(analysis, telling->in, g) &&
				 analysis_is_there(analysis, telling->out, g))
				rests[g] = relate_place(analysis, telling, g, i,
							&members, parts);
		}
		order_rests(analysis, rests);
		analysis_relate_bounds_nested(
			analysis,
			&(struct analysis_places){
				telling->in, telling->out, i, members.numbers,
				members.within, members.touching },
			parts);
	}
	free(members.numbers);
	free(rests);
}

/* Whether each dimension of the one table tells something of the other; one
 * that does not is summed up in the table without it. */
static bool is_of_use(const struct analysis *analysis,
		      const struct telling *telling, uint32_t dimension)
{
	const struct analysis_data *data = analysis->data;
	if (dimension == PROJECT_NONE ||
	    is_by(analysis, telling->out, dimension))
		return true;
	for (uint32_t i = 0; i < data->nesting_count; i++) {
		const struct analysis_nesting *one = &data->nestings[i];
		if (is_by(analysis, one->table, dimension) &&
		    can_use(analysis, one, telling->in) &&
		    is_by(analysis, telling->out, one->outer))
			return true;
	}
	return false;
}

/* Whether the table tells of the dimension, which it may be by itself. */
static bool is_told(const struct analysis *analysis, struct telling *telling,
		    uint32_t dimension)
{
	const struct analysis_data *data = analysis->data;
	bool is_told = false, is_whole = false;
	if (dimension == PROJECT_NONE ||
	    is_by(analysis, telling->in, dimension))
		return true;
	for (uint32_t i = 0; i < data->nesting_count; i++) {
		const struct analysis_nesting *one = &data->nestings[i];
		if (one->outer != dimension ||
		    !can_use(analysis, one, telling->in))
			continue;
		is_told = true;
		is_whole |= one->is_whole;
	}
	telling->is_whole &= is_whole;
	return is_told;
}

static bool is_summed_up(const struct analysis *analysis, uint32_t in,
			 uint32_t out)
{
	const struct analysis_table *shape = &analysis->tables[out];
	return is_by(analysis, in, shape->rows) &&
	       (shape->columns == PROJECT_NONE ||
		is_by(analysis, in, shape->columns));
}

/* Tables by as many dimensions, or one by two that together tell the other's:
 * what each of two tells in part bounds next to nothing. */
static bool is_comparable(const struct analysis *analysis, uint32_t in,
			  uint32_t out)
{
	const struct analysis_data *data = analysis->data;
	bool is_one = is_crossed(analysis, in) == is_crossed(analysis, out);
	for (uint32_t i = 0; i < data->nesting_count && !is_one; i++)
		is_one = !is_crossed(analysis, out) &&
			 data->nestings[i].table == in &&
			 data->nestings[i].outer == analysis->tables[out].rows;
	return is_one;
}

void analysis_relate_nested(struct analysis *analysis, disclosure_cell *parts)
{
	const struct analysis_table *tables = analysis->tables;
	if (analysis->data->nesting_count == 0)
		return;
	for (uint32_t in = 1; in < analysis->table_count; in++)
		for (uint32_t out = 1; out < analysis->table_count; out++) {
			struct telling telling = { in, out, true };
			if (is_comparable(analysis, in, out) &&
			    !is_summed_up(analysis, in, out) &&
			    is_told(analysis, &telling, tables[out].rows) &&
			    is_told(analysis, &telling, tables[out].columns) &&
			    is_of_use(analysis, &telling, tables[in].rows) &&
			    is_of_use(analysis, &telling, tables[in].columns))
				relate_tables(analysis, &telling, parts);
		}
}
