/* What findings.yaml says of the data before they are read, besides how they
 * are read (settings_reading.c). Its mistakes are told here; when the rest of the file is read, the project stands already. */
#include "read/settings_reader.h"

/* More people than cases can be read are a slip of the hand. */
#define MOST_PEOPLE 1000000

static void read_base(const struct settings_reader *reader,
		      const struct yaml_node *node,
		      struct read_options *options)
{
	if (yaml_is_null(node))
		return;
	double number =
		yaml_number(node, 0, 1, MOST_PEOPLE, reader->diagnostics);
	options->base = (uint32_t)number;
	options->base_place = node->place;
	if (number == options->base)
		return;
	options->base = 0;
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_YAML_VALUE, node->place,
			"'base' must be a whole number");
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
