/* People who were never coded: known by number alone, in all or in each group. */
#include "read/read_builder.h"

static bool is_everybody_coded(const struct builder *builder)
{
	for (size_t i = 0; i < builder->cases.count; i++)
		if (!builder->cases.items[i].codes.count)
			return false;
	return builder->cases.count > 0;
}

static bool add_people(struct builder *builder, size_t count,
		       struct place place, uint32_t variable, struct str value)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t added =
			read_builder_add_case(builder, STR(""), STR(""), place);
		if (added == PROJECT_NONE)
			return false;
		builder->cases.items[added].is_added = true;
		if (value.length)
			read_builder_add_value(builder, &builder->case_values,
					       added, variable, value, place);
	}
	return true;
}

/* ---- Groups -------------------------------------------------------------- */

/* PROJECT_NONE, reported, where there is none, or more than one. */
static uint32_t find_variable(struct builder *builder)
{
	const struct read_name *name = &builder->options->base_variable;
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
	for (size_t i = 0; i < count; i++)
		if (values[i].length)
			others[other_count++] = arena_copy(
				arena, values[i].bytes, values[i].length);
	const char *nearest = str_nearest(name->text, others, other_count);
	/* Names that end in numbers are near one another, and meant. */
	if (!nearest || strpbrk(name->text.bytes, "0123456789"))
		return false;
	read_builder_report(builder, DIAGNOSTIC_SETTINGS_VALUE, name->place,
			    "nobody has the value '%s', did you mean '%s'?",
			    name->text.bytes, nearest);
	return true;
}

static bool complete_group(struct builder *builder,
			   const struct read_base_group *group,
			   uint32_t variable, const struct str *values,
			   size_t count)
{
	size_t here = 0;
	for (size_t i = 0; i < count; i++)
		here += str_equals(values[i], group->value.text);
	if (!here && is_slip(builder, &group->value, values, count))
		return true;
	if (here > group->people)
		read_builder_report(
			builder, DIAGNOSTIC_FINDINGS_BASE, group->value.place,
			"the base of '%s' is %u, but the data have %zu people "
			"already",
			group->value.text.bytes, (unsigned)group->people, here);
	return here >= group->people ||
	       add_people(builder, group->people - here, group->value.place,
			  variable, group->value.text);
}

static bool complete_groups(struct builder *builder)
{
	const struct read_options *options = builder->options;
	size_t count = builder->cases.count;
	if (!options->base_group_count)
		return true;
	uint32_t variable = find_variable(builder);
	if (variable == PROJECT_NONE)
		return true;
	const struct str *values = values_of(builder, variable);
	for (size_t i = 0; i < options->base_group_count; i++)
		if (!complete_group(builder, &options->base_groups[i], variable,
				    values, count))
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
			   PROJECT_NONE, STR(""));
}
