/* Sets of a REFI-QDA project, in which programs export their groups of
 * documents. Each is a variable of its name, true or false; findings.yaml may
 * make one variable of several, whose values are the sets' names. */
#include <stdlib.h>

#include "read/refi_private.h"

void refi_begin_set(struct refi *refi, struct attributes attributes)
{
	*VECTOR_ADD(&refi->sets) =
		(struct refi_set){ .id = refi_guid(refi, attributes, "guid"),
				   .name = refi_name(refi, attributes),
				   .place = refi_place(refi) };
}

void refi_begin_member(struct refi *refi, struct attributes attributes)
{
	if (refi->sets.count == 0)
		return;
	*VECTOR_ADD(&refi->members) = (struct refi_member){
		.set = (uint32_t)refi->sets.count - 1,
		.target = refi_guid(refi, attributes, "targetGUID"),
		.place = refi_place(refi),
	};
}

static void find_members(struct refi *refi)
{
	for (size_t i = 0; i < refi->members.count; i++) {
		struct refi_member *one = &refi->members.items[i];
		struct refi_set *set = &refi->sets.items[one->set];
		one->owner = refi_index(&refi->sources, one->target);
		one->is_source = one->owner != PROJECT_NONE;
		if (!one->is_source)
			one->owner = refi_index(&refi->cases, one->target);
		set->has_sources = set->has_sources || one->is_source;
		set->has_cases =
			set->has_cases ||
			(one->owner != PROJECT_NONE && !one->is_source);
		if (one->owner == PROJECT_NONE)
			read_builder_report(
				refi->builder, DIAGNOSTIC_FINDINGS_REFERENCE,
				one->place,
				"there is no source with the guid %.*s",
				(int)(one->target.length < 60 ?
					      one->target.length :
					      60),
				one->target.bytes);
	}
}

/* Gives each source, or case, true or false. */
static void give_truths(struct refi *refi, uint32_t variable, uint32_t set,
			bool is_source)
{
	struct builder *builder = refi->builder;
	const struct refi_set *one = &refi->sets.items[set];
	size_t count =
		is_source ? builder->sources.count : builder->cases.count;
	bool *is_member = memory_allocate((count + 1) * sizeof *is_member);
	for (size_t i = 0; i < refi->members.count; i++) {
		const struct refi_member *member = &refi->members.items[i];
		if (member->set == set && member->owner != PROJECT_NONE &&
		    member->is_source == is_source)
			is_member[member->owner] = true;
	}
	for (uint32_t i = 0; i < count; i++)
		read_builder_add_value(
			builder,
			is_source ? &builder->source_values :
				    &builder->case_values,
			i, variable, is_member[i] ? STR("true") : STR("false"),
			one->place);
	free(is_member);
}

static void make_own_variable(struct refi *refi, uint32_t set)
{
	const struct refi_set *one = &refi->sets.items[set];
	if (!one->name.length || (!one->has_sources && !one->has_cases))
		return;
	uint32_t variable = read_builder_add_variable(
		refi->builder, one->id, one->name, PROJECT_BOOLEAN, one->place);
	if (variable != PROJECT_NONE && one->has_sources)
		give_truths(refi, variable, set, true);
	if (variable != PROJECT_NONE && one->has_cases)
		give_truths(refi, variable, set, false);
}

/* Gives the set's name to its members. False where there is no such set. */
static bool give_name(struct refi *refi, uint32_t variable, struct str name)
{
	struct builder *builder = refi->builder;
	bool is_there = false;
	for (size_t i = 0; i < refi->sets.count; i++)
		is_there =
			is_there || str_equals(refi->sets.items[i].name, name);
	for (size_t i = 0; i < refi->members.count; i++) {
		const struct refi_member *one = &refi->members.items[i];
		if (one->owner != PROJECT_NONE &&
		    str_equals(refi->sets.items[one->set].name, name))
			read_builder_add_value(
				builder,
				one->is_source ? &builder->source_values :
						 &builder->case_values,
				one->owner, variable,
				refi->sets.items[one->set].name, one->place);
	}
	return is_there;
}

/* Nothing could name either of two that are called the same. */
static bool is_new_name(struct refi *refi,
			const struct read_set_variable *asked)
{
	struct builder *builder = refi->builder;
	struct str name = asked->name.text;
	for (size_t i = 0; i < builder->variables.count; i++)
		if (str_equals(builder->variables.items[i].name, name)) {
			read_builder_report(
				builder, DIAGNOSTIC_SETTINGS_DOUBLE,
				asked->name.place,
				"the project has a variable or a set '%.*s'; "
				"call this one otherwise",
				(int)(name.length < 60 ? name.length : 60),
				name.bytes);
			return false;
		}
	return true;
}

static void make_asked_variable(struct refi *refi,
				const struct read_set_variable *asked)
{
	struct builder *builder = refi->builder;
	struct str name = arena_copy_str(builder->arena, asked->name.text);
	if (!is_new_name(refi, asked))
		return;
	uint32_t variable = read_builder_add_variable(
		builder, STR(""), name, PROJECT_TEXT, asked->name.place);
	for (size_t i = 0; variable != PROJECT_NONE && i < asked->set_count;
	     i++) {
		const struct read_name *set = &asked->sets[i];
		if (!give_name(refi, variable, set->text))
			read_builder_report(
				builder, DIAGNOSTIC_SETTINGS_VARIABLE,
				set->place, "the project has no set '%.*s'",
				(int)(set->text.length < 60 ? set->text.length :
							      60),
				set->text.bytes);
	}
}

/* Each set asks each source and case. */
static bool are_few(struct refi *refi)
{
	enum { MOST = 2000000 };
	struct builder *builder = refi->builder;
	size_t owners = builder->sources.count + builder->cases.count;
	size_t sets = refi->sets.count + refi->options->set_count;
	if (owners == 0 || sets <= MOST / owners)
		return true;
	read_builder_report(builder, DIAGNOSTIC_FINDINGS_LIMIT,
			    refi->sets.count ? refi->sets.items[0].place :
					       (struct place){ 0 },
			    "%zu sets of %zu sources and cases; the rest is "
			    "not read",
			    sets, owners);
	builder->is_full = true;
	return false;
}

void refi_link_sets(struct refi *refi)
{
	if (!are_few(refi))
		return;
	find_members(refi);
	for (uint32_t i = 0; i < refi->sets.count; i++)
		make_own_variable(refi, i);
	for (size_t i = 0; i < refi->options->set_count; i++)
		make_asked_variable(refi, &refi->options->sets[i]);
}
