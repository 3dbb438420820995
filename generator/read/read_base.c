/* People who were never coded: known by number alone, in all or in each group. */
#include "read/read_builder.h"

static bool is_everybody_coded(const struct builder *builder)
{
	for (size_t i = 0; i < builder->cases.count; i++)
		if (!builder->cases.items[i].codes.count)
			return false;
	return builder->cases.count > 0;
}

/* The base's variables, and what each case of the data has for them. */
struct base_variables {
	uint32_t variables[READ_BASE_MOST];
	struct str *values[READ_BASE_MOST];
	size_t count, case_count;
};

/* With the group's values; without any where it is NULL. */
static bool add_people(struct builder *builder, size_t count,
		       struct place place, const struct base_variables *by,
		       const struct read_base_group *group)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t added =
			read_builder_add_case(builder, STR(""), STR(""), place);
		if (added == PROJECT_NONE)
			return false;
		builder->cases.items[added].is_added = true;
		for (size_t k = 0; group && k < by->count; k++)
			read_builder_add_value(builder, &builder->case_values,
					       added, by->variables[k],
					       group->values[k].text, place);
	}
	return true;
}

/* ---- Groups -------------------------------------------------------------- */

/* PROJECT_NONE, reported, where there is none, or more than one. */
static uint32_t find_variable(struct builder *builder,
			      const struct read_name *name)
{
	uint32_t found = PROJECT_NONE, count = 0;
	for (size_t i = 0; i < builder->variables.count; i++) {
		const struct project_variable *one =
			&builder->variables.items[i];
		if (str_equals(one->id, name->text))
			return (uint32_t)i;
		if (str_equals(one->name, name->text)) {
			found = (uint32_t)i;
			count++;
		}
	}
	if (count == 1)
		return found;
	read_builder_report(builder,
			    count ? DIAGNOSTIC_SETTINGS_AMBIGUOUS :
				    DIAGNOSTIC_SETTINGS_VARIABLE,
			    name->place,
			    count ? "more than one variable is named '%.*s'" :
				    "the project has no variable '%.*s'",
			    (int)name->text.length, name->text.bytes);
	return PROJECT_NONE;
}

/* What each case has for the variable, itself or else by a source; empty:
 * nothing. In the arena. */
static struct str *values_of(struct builder *builder, uint32_t variable)
{
	struct str *values = ARENA_NEW_ARRAY(builder->arena,
					     builder->cases.count, struct str);
	const struct read_values *own = &builder->case_values;
	const struct read_values *of_sources = &builder->source_values;
	for (size_t i = 0; i < own->count; i++)
		if (own->items[i].variable == variable &&
		    !values[own->items[i].owner].length)
			values[own->items[i].owner] = own->items[i].text;
	for (size_t i = 0; i < of_sources->count; i++) {
		const struct read_value *one = &of_sources->items[i];
		const struct project_list *cases =
			&builder->sources.items[one->owner].cases;
		for (size_t k = 0;
		     one->variable == variable && k < cases->count; k++)
			if (!values[cases->items[k]].length)
				values[cases->items[k]] = one->text;
	}
	return values;
}

/* A slip of the hand would make a group that nobody is in. */
static bool is_slip(struct builder *builder, const struct read_name *name,
		    const struct str *values, size_t count)
{
	struct arena *arena = builder->arena;
	const char **others = ARENA_NEW_ARRAY(arena, count, const char *);
	size_t other_count = 0;
	for (size_t i = 0; i < count; i++) {
		if (str_equals(values[i], name->text))
			return false;
		if (values[i].length)
			others[other_count++] = arena_copy(
				arena, values[i].bytes, values[i].length);
	}
	const char *nearest = str_nearest(name->text, others, other_count);
	/* Names that end in numbers are near one another, and meant. */
	if (!nearest || strpbrk(name->text.bytes, "0123456789"))
		return false;
	read_builder_report(builder, DIAGNOSTIC_SETTINGS_VALUE, name->place,
			    "nobody has the value '%s', did you mean '%s'?",
			    name->text.bytes, nearest);
	return true;
}

/* A slip in what several groups have stands in each, and is told in each. */
static bool has_slip(struct builder *builder, const struct base_variables *by,
		     const struct read_base_group *group)
{
	for (size_t i = 0; i < by->count; i++)
		if (is_slip(builder, &group->values[i], by->values[i],
			    by->case_count))
			return true;
	return false;
}

static size_t people_in(const struct base_variables *by,
			const struct read_base_group *group)
{
	size_t count = 0;
	for (size_t i = 0; i < by->case_count; i++) {
		bool is_in = true;
		for (size_t k = 0; k < by->count; k++)
			is_in = is_in && str_equals(by->values[k][i],
						    group->values[k].text);
		count += is_in;
	}
	return count;
}

/* "North, Young" */
static const char *name_of(struct builder *builder,
			   const struct base_variables *by,
			   const struct read_base_group *group)
{
	const char *name = group->values[0].text.bytes;
	for (size_t i = 1; i < by->count; i++)
		name = arena_format(builder->arena, "%s, %s", name,
				    group->values[i].text.bytes);
	return name;
}

static bool complete_group(struct builder *builder,
			   const struct base_variables *by,
			   const struct read_base_group *group)
{
	struct place place = group->values[by->count - 1].place;
	size_t here = people_in(by, group);
	if (!here && has_slip(builder, by, group))
		return true;
	if (here > group->people)
		read_builder_report(
			builder, DIAGNOSTIC_FINDINGS_BASE, place,
			"the base of '%s' is %u, but the data have %zu people "
			"already",
			name_of(builder, by, group), (unsigned)group->people,
			here);
	return here >= group->people ||
	       add_people(builder, group->people - here, place, by, group);
}

static bool complete_groups(struct builder *builder)
{
	const struct read_options *options = builder->options;
	struct base_variables by = { .count = options->base_variable_count,
				     .case_count = builder->cases.count };
	bool is_known = options->base_group_count > 0;
	for (size_t i = 0; i < by.count; i++) {
		by.variables[i] =
			find_variable(builder, &options->base_variables[i]);
		is_known = is_known && by.variables[i] != PROJECT_NONE;
	}
	if (!is_known)
		return true;
	for (size_t i = 0; i < by.count; i++)
		by.values[i] = values_of(builder, by.variables[i]);
	for (size_t i = 0; i < options->base_group_count; i++)
		if (!complete_group(builder, &by, &options->base_groups[i]))
			return false;
	return true;
}

/* ---- All ----------------------------------------------------------------- */

void read_builder_complete_base(struct builder *builder)
{
	const struct read_options *options = builder->options;
	bool is_given = options->base || options->base_group_count;
	builder->project->lacks_uncoded = !is_given && builder->is_table &&
					  !builder->has_uncoded &&
					  is_everybody_coded(builder);
	if (!complete_groups(builder) || !options->base)
		return;
	size_t count = builder->cases.count;
	if (options->base < count)
		read_builder_report(
			builder, DIAGNOSTIC_FINDINGS_BASE, options->base_place,
			"the base is %u, but the data have %zu people already",
			(unsigned)options->base, count);
	else
		add_people(builder, options->base - count, options->base_place,
			   NULL, NULL);
}
