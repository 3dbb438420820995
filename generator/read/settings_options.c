/* What findings.yaml says of the data before they are read, besides how they
 * are read (settings_reading.c). Its mistakes are told here; when the rest of the file is read, the project stands already. */
#include "read/settings_reader.h"

/* More people than cases can be read are a slip of the hand. */
#define MOST_PEOPLE 1000000

/* 0, reported, where it is no number of people. */
static uint32_t read_people(const struct settings_reader *reader,
			    const struct yaml_node *node)
{
	double number =
		yaml_number(node, 0, 1, MOST_PEOPLE, reader->diagnostics);
	if (number == (uint32_t)number)
		return (uint32_t)number;
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_YAML_VALUE, node->place,
			"'base' must be a whole number");
	return 0;
}

static void read_base_groups(const struct settings_reader *reader,
			     const struct yaml_node *node,
			     struct read_options *options)
{
	if (!yaml_expect(node, YAML_MAPPING, "people", reader->diagnostics))
		return;
	struct read_base_group *groups = ARENA_NEW_ARRAY(
		reader->arena, node->count, struct read_base_group);
	for (size_t i = 0; i < node->count; i++) {
		const struct yaml_pair *pair = &node->pairs[i];
		uint32_t people = read_people(reader, pair->value);
		if (people)
			groups[options->base_group_count++] =
				(struct read_base_group){
					{ str_from(settings_keep(
						  reader, str_trim(pair->key))),
					  pair->key_place },
					people
				};
	}
	options->base_groups = groups;
}

/* A number, or of each value of a variable one, with that of all besides. */
static void read_base(const struct settings_reader *reader,
		      const struct yaml_node *node,
		      struct read_options *options)
{
	static const char *const keys[] = { "variable", "people", "total" };
	const struct yaml_node *total = node;
	if (yaml_is_null(node))
		return;
	if (node->kind == YAML_MAPPING) {
		const struct yaml_node *variable =
			yaml_lookup(node, "variable");
		const struct yaml_node *people = yaml_lookup(node, "people");
		struct str text;
		yaml_check_keys(node, keys, sizeof keys / sizeof *keys,
				reader->diagnostics);
		total = yaml_lookup(node, "total");
		if (yaml_is_null(variable))
			settings_report_missing(reader, node, "variable");
		else if (settings_read_text(reader, variable, "variable",
					    &text))
			options->base_variable = (struct read_name){
				str_from(settings_keep(reader, text)),
				variable->place
			};
		if (yaml_is_null(people))
			settings_report_missing(reader, node, "people");
		else if (options->base_variable.text.length)
			read_base_groups(reader, people, options);
	}
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

void settings_read_options(const struct settings_reader *reader,
			   const struct yaml_node *root,
			   struct read_options *options)
{
	const struct yaml_node *consent = yaml_lookup(root, "consent");
	const struct yaml_node *variable =
		consent && consent->kind == YAML_MAPPING ?
			yaml_lookup(consent, "variable") :
			NULL;
	read_base(reader, yaml_lookup(root, "base"), options);
	/* Whether there is such a variable is told when the data are there. */
	if (variable && variable->kind == YAML_SCALAR)
		options->consent =
			settings_keep(reader, str_trim(variable->text));
}
