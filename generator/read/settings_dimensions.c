/* What is counted by: area, activity, age, language and groups, with what their
 * values are called. */
#include "read/settings_reader.h"

#include <stddef.h>
#include <string.h>

/* More values are names or free text, not something to count by. */
#define MOST_VALUES 100

static bool is_dimension_free(const struct settings_reader *reader,
			      const char *id, uint32_t variable,
			      struct place place)
{
	const struct settings *settings = reader->settings;
	for (uint32_t i = 0; i < settings->dimension_count; i++) {
		const struct settings_dimension *other =
			&settings->dimensions[i];
		bool has_id = strcmp(other->id, id) == 0;
		if (!has_id && other->variable != variable)
			continue;
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_SETTINGS_DOUBLE,
				place,
				has_id ? "the id '%s' is taken" :
					 "'%s' is the same variable as '%s'",
				id, other->id);
		return false;
	}
	uint32_t count = reader->project->variables[variable].value_count;
	if (count <= MOST_VALUES)
		return true;
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_SETTINGS_SIZE, place,
			"'%s' has %u values; a variable to count by may have "
			"at most %u",
			id, (unsigned)count, (unsigned)MOST_VALUES);
	return false;
}

/* What each of a variable's values is called until findings.yaml says more. */
struct settings_label *
settings_label_values(const struct settings_reader *reader, uint32_t variable)
{
	const struct project_variable *one =
		&reader->project->variables[variable];
	struct settings_label *labels = ARENA_NEW_ARRAY(
		reader->arena, one->value_count, struct settings_label);
	for (uint32_t i = 0; i < one->value_count; i++)
		labels[i] = (struct settings_label){
			.same = settings_keep(reader, one->values[i]),
			.is_of_data = true,
		};
	return labels;
}

static struct settings_dimension *
add_dimension(const struct settings_reader *reader, const char *id,
	      uint32_t variable, struct place place)
{
	struct settings *settings = reader->settings;
	if (!is_dimension_free(reader, id, variable, place))
		return NULL;
	struct settings_dimension *dimension =
		&settings->dimensions[settings->dimension_count++];
	*dimension = (struct settings_dimension){ .id = id,
						  .variable = variable,
						  .place = place };
	dimension->values = settings_label_values(reader, variable);
	uint32_t count = reader->project->variables[variable].value_count;
	dimension->places = ARENA_NEW_ARRAY(reader->arena, count, uint32_t);
	for (uint32_t i = 0; i < count; i++)
		dimension->places[i] = PROJECT_NONE;
	return dimension;
}

/* The heading is the given label, or what the data call the variable. */
static void use_label(const struct settings_reader *reader,
		      struct settings_dimension *dimension,
		      struct settings_label label)
{
	label.is_of_data = !label.same && !label.count;
	if (label.is_of_data)
		label.same = settings_keep(
			reader,
			reader->project->variables[dimension->variable].name);
	dimension->label = label;
}

struct dimension_fields {
	const char *id; /* of a group */
	const struct yaml_node *variable;
	struct settings_label label;
};

#define AT(field) offsetof(struct dimension_fields, field)

static const struct yaml_field known_fields[] = {
	{ "variable", true, &settings_variable_type, AT(variable), NULL },
	{ "label", false, &settings_label_type, AT(label), NULL },
};

static const struct yaml_field group_fields[] = {
	{ "id", true, &settings_identifier_type, AT(id), NULL },
	{ "variable", true, &settings_variable_type, AT(variable), NULL },
	{ "label", false, &settings_label_type, AT(label), NULL },
};

const struct yaml_table settings_known_table =
				YAML_TABLE("a variable", known_fields),
			settings_group_table =
				YAML_TABLE("groups", group_fields);

/* A variable by its name, or with a heading: {variable: …, label: …}. Without
 * one, the heading is what the data call it. */
static uint32_t read_known(const struct settings_reader *reader,
			   const struct yaml_node *root, const char *key)
{
	const struct yaml_node *node = settings_find(reader, root, key);
	struct dimension_fields given = { .variable = node };
	if (node && node->kind == YAML_MAPPING) {
		given.variable = NULL;
		(void)settings_mapping(reader, node, &settings_known_table,
				       &given);
	}
	uint32_t variable = settings_read_variable(reader, given.variable, key);
	struct settings_dimension *dimension =
		variable == PROJECT_NONE ?
			NULL :
			add_dimension(reader, key, variable, node->place);
	if (!dimension)
		return PROJECT_NONE;
	use_label(reader, dimension, given.label);
	return variable;
}

static void read_group(const struct settings_reader *reader,
		       const struct yaml_node *node)
{
	struct dimension_fields given = { 0 };
	if (!settings_mapping(reader, node, &settings_group_table, &given))
		return;
	uint32_t number =
		settings_read_variable(reader, given.variable, "variable");
	if (!given.id || number == PROJECT_NONE)
		return;
	struct settings_dimension *dimension =
		add_dimension(reader, given.id, number, node->place);
	if (dimension)
		use_label(reader, dimension, given.label);
}

void settings_read_dimensions(const struct settings_reader *reader,
			      const struct yaml_node *root)
{
	struct settings *settings = reader->settings;
	const struct yaml_node *groups;
	size_t count = settings_read_list(reader, root, "groups", &groups);
	settings->dimensions = ARENA_NEW_ARRAY(reader->arena, 4 + count,
					       struct settings_dimension);
	settings->area = read_known(reader, root, "area");
	settings->activity = read_known(reader, root, "activity");
	settings->age = read_known(reader, root, "age");
	settings->language = read_known(reader, root, "language");
	for (size_t i = 0; i < count; i++)
		read_group(reader, groups->items[i]);
}

/* `places` is NULL for what is not counted by: it stands in no rows. */
static void read_labels_of(const struct settings_reader *reader,
			   const struct yaml_pair *pair, uint32_t variable,
			   struct settings_label *labels, uint32_t *places)
{
	const struct yaml_node *values = pair->value;
	if (!yaml_expect(values, YAML_MAPPING, pair->key.bytes,
			 reader->diagnostics))
		return;
	for (size_t i = 0; i < values->count; i++) {
		const struct yaml_pair *value = &values->pairs[i];
		uint32_t number = settings_read_value(reader, value->key,
						      value->key_place,
						      variable, places != NULL);
		struct settings_label label = { 0 };
		yaml_tell_blank(value->value, value->key.bytes,
				reader->diagnostics);
		settings_read_label(reader, value->value, "label", &label);
		if (number == PROJECT_NONE)
			continue;
		if (label.same || label.count)
			labels[number] = label;
		if (places && places[number] == PROJECT_NONE)
			places[number] = (uint32_t)i;
	}
}

/* The role is told, not counted by; a group may be named so all the same. */
void settings_read_value_labels(const struct settings_reader *reader,
				const struct yaml_node *root)
{
	const struct settings *settings = reader->settings;
	const struct yaml_node *all = settings_find(reader, root, "values");
	if (yaml_is_null(all) ||
	    !yaml_expect(all, YAML_MAPPING, "values", reader->diagnostics))
		return;
	for (size_t i = 0; i < all->count; i++) {
		const struct yaml_pair *pair = &all->pairs[i];
		bool is_role = str_equals_string(pair->key, "role") &&
			       settings_find_dimension(settings, pair->key) ==
				       PROJECT_NONE;
		if (is_role && settings->role == PROJECT_NONE &&
		    yaml_lookup(root, "role"))
			continue; /* which says nothing, or is wrong: told */
		if (is_role && settings->role != PROJECT_NONE) {
			read_labels_of(reader, pair, settings->role,
				       settings->role_values, NULL);
			continue;
		}
		uint32_t d = settings_read_dimension_id(reader, pair->value,
							pair->key);
		if (d != PROJECT_NONE)
			read_labels_of(reader, pair,
				       settings->dimensions[d].variable,
				       settings->dimensions[d].values,
				       settings->dimensions[d].places);
	}
}
