/* What findings.yaml says of the data before they are read, besides how they
 * are read (settings_reading.c). Its mistakes are told here; when the rest of the file is read, the project stands already. */
#include <stddef.h>

#include "base/vector.h"
#include "read/settings_reader.h"

/* More people than cases can be read are a slip of the hand. */
#define MOST_PEOPLE 1000000

static const struct yaml_type people_type = { .name = "number of people",
					      .read = settings_read_node,
					      .least = 1,
					      .most = MOST_PEOPLE },
			      variables_type = { .name = "list of variables" },
			      one_type = { .name = "variable of the data" },
			      groups_type = { .name = "people of each value",
					      .read = settings_read_node };

/* `base:` where it is more than a number. */
struct base {
	const struct yaml_node *people, *total;
};

/* Which variables there are depends on both of their keys. */
static const struct yaml_field base_fields[] = {
	{ "variable", false, &one_type, 0, NULL },
	{ "variables", false, &variables_type, 0, NULL },
	{ "people", true, &groups_type, offsetof(struct base, people), NULL },
	{ "total", false, &people_type, offsetof(struct base, total), NULL },
};

const struct yaml_table settings_base_table = YAML_TABLE("base", base_fields);

/* 0, reported, where it is no number of people. */
static uint32_t read_people(const struct settings_reader *reader,
			    const struct yaml_node *node)
{
	static const struct yaml_field field = { "base", false, &people_type, 0,
						 NULL };
	uint32_t people = 0;
	settings_read_whole(reader, node, &field, &people);
	return people;
}

struct group_vector {
	struct read_base_group *items;
	size_t count, capacity;
};

/* The people of each value of the variable `depth`, within what `outer` has of
 * those before it. */
static void read_base_groups(const struct settings_reader *reader,
			     const struct yaml_node *node,
			     const struct read_options *options,
			     const struct read_base_group *outer, size_t depth,
			     struct group_vector *groups)
{
	if (!yaml_expect(node, YAML_MAPPING, "people", reader->diagnostics))
		return;
	for (size_t i = 0; i < node->count; i++) {
		const struct yaml_pair *pair = &node->pairs[i];
		struct read_base_group group = *outer;
		group.values[depth] = (struct read_name){
			str_from(settings_keep(reader, str_trim(pair->key))),
			pair->key_place
		};
		if (depth + 1 < options->base_variable_count) {
			read_base_groups(reader, pair->value, options, &group,
					 depth + 1, groups);
			continue;
		}
		group.people = read_people(reader, pair->value);
		if (group.people)
			*VECTOR_ADD(groups) = group;
	}
}

static void add_base_variable(const struct settings_reader *reader,
			      const struct yaml_node *node,
			      struct read_options *options)
{
	struct str text;
	if (settings_read_text(reader, node, "variable", &text))
		options->base_variables[options->base_variable_count++] =
			(struct read_name){ str_from(settings_keep(reader,
								   text)),
					    node->place };
}

/* One variable, or several whose values make groups together. False, reported,
 * where there is none, or a mistake. */
static bool read_base_variables(const struct settings_reader *reader,
				const struct yaml_node *node,
				struct read_options *options)
{
	const struct yaml_node *one = settings_find(reader, node, "variable"),
			       *list = NULL;
	const struct yaml_node *several = yaml_lookup(node, "variables");
	if (!yaml_is_null(one)) {
		if (!yaml_is_null(several))
			diagnostics_add(reader->diagnostics,
					DIAGNOSTIC_YAML_VALUE, several->place,
					"'base' has 'variable' already");
		add_base_variable(reader, one, options);
		return options->base_variable_count && yaml_is_null(several);
	}
	bool is_blank = yaml_is_null(several) ||
			(several->kind == YAML_SEQUENCE && !several->count);
	size_t count =
		is_blank ? 0 :
			   settings_read_list(reader, node, "variables", &list);
	if (is_blank)
		settings_report_missing(reader, node, "variable");
	else if (count > READ_BASE_MOST)
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_YAML_VALUE,
				several->place,
				"'base' can have %d variables at most",
				READ_BASE_MOST);
	for (size_t i = 0; i < count && count <= READ_BASE_MOST; i++)
		add_base_variable(reader, list->items[i], options);
	return count && options->base_variable_count == count;
}

/* Returns the number of all, or NULL. */
static const struct yaml_node *
read_base_mapping(const struct settings_reader *reader,
		  const struct yaml_node *node, struct read_options *options)
{
	struct base base = { 0 };
	(void)settings_mapping(reader, node, &settings_base_table, &base);
	const struct read_base_group everybody = { 0 };
	struct group_vector groups = { 0 };
	bool has_variables = read_base_variables(reader, node, options);
	if (base.people && has_variables)
		read_base_groups(reader, base.people, options, &everybody, 0,
				 &groups);
	options->base_groups =
		arena_copy_array(reader->arena, groups.items, groups.count,
				 sizeof *groups.items);
	options->base_group_count = groups.count;
	VECTOR_RELEASE(&groups);
	return base.total;
}

/* A number, or of each group one, with that of all besides. */
static void read_base(const struct settings_reader *reader,
		      const struct yaml_node *node,
		      struct read_options *options)
{
	const struct yaml_node *total = node;
	if (yaml_is_null(node))
		return;
	if (node->kind == YAML_MAPPING)
		total = read_base_mapping(reader, node, options);
	if (yaml_is_null(total))
		return;
	options->base = read_people(reader, total);
	options->base_place = total->place;
}

void settings_check_base(const struct project *project, const char *file,
			 struct diagnostics *diagnostics)
{
	if (project->lacks_uncoded)
		diagnostics_add(
			diagnostics, DIAGNOSTIC_FINDINGS_BASE,
			(struct place){ .file = file },
			"everybody in the table has a code: people who were "
			"never coded are missing, if there are any, and shares "
			"are then too large");
}

/* "area: Town" or "area: {variable: Town, …}" */
static void add_counted(const struct settings_reader *reader,
			const struct yaml_node *node, struct read_name *counted,
			size_t *count)
{
	if (node && node->kind == YAML_MAPPING)
		node = yaml_lookup(node, "variable");
	if (node && node->kind == YAML_SCALAR && !yaml_is_null(node))
		counted[(*count)++] = (struct read_name){
			str_from(settings_keep(reader, str_trim(node->text))),
			node->place
		};
}

static void read_counted(const struct settings_reader *reader,
			 const struct yaml_node *root,
			 struct read_options *options)
{
	static const char *const keys[] = { "area", "activity", "age",
					    "language", "role" };
	const size_t known = sizeof keys / sizeof *keys;
	const struct yaml_node *groups = yaml_lookup(root, "groups");
	bool has_groups = groups && groups->kind == YAML_SEQUENCE;
	struct read_name *counted = ARENA_NEW_ARRAY(
		reader->arena, known + (has_groups ? groups->count : 0),
		struct read_name);
	for (size_t i = 0; i < known; i++)
		add_counted(reader, yaml_lookup(root, keys[i]), counted,
			    &options->counted_count);
	for (size_t i = 0; has_groups && i < groups->count; i++)
		if (groups->items[i]->kind == YAML_MAPPING)
			add_counted(reader, groups->items[i], counted,
				    &options->counted_count);
	options->counted = counted;
}

void settings_read_options(const struct settings_reader *reader,
			   const struct yaml_node *root,
			   struct read_options *options)
{
	/* What is wrong with it is told when the data are there. */
	const struct yaml_node *consent = yaml_lookup(root, "consent");
	const struct yaml_node *variable =
		consent && consent->kind == YAML_MAPPING ?
			yaml_lookup(consent, "variable") :
			NULL;
	read_base(reader, settings_find(reader, root, "base"), options);
	read_counted(reader, root, options);
	if (variable && variable->kind == YAML_SCALAR)
		options->consent =
			settings_keep(reader, str_trim(variable->text));
}
