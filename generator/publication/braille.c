/* braille: {grade: 2, columns: 32, lines: 27}. */
#include <math.h>

#include "publication/fields.h"

static unsigned read_count(const struct fields *fields,
			   const struct yaml_node *mapping, const char *key,
			   unsigned otherwise, unsigned least, unsigned most)
{
	const struct yaml_node *node = fields_find(fields, mapping, key, false);
	double number =
		yaml_number(node, otherwise, least, most, fields->diagnostics);
	if (number == floor(number))
		return (unsigned)number;
	diagnostics_add(fields->diagnostics, DIAGNOSTIC_YAML_VALUE, node->place,
			"%s must be a whole number from %u to %u", key, least,
			most);
	return otherwise;
}

void fields_braille(const struct fields *fields, const struct yaml_node *node,
		    struct braille_settings *settings)
{
	static const char *const keys[] = { "grade", "columns", "lines" };
	if (!node ||
	    !yaml_expect(node, YAML_MAPPING, "braille", fields->diagnostics))
		return;
	yaml_check_keys(node, keys, sizeof keys / sizeof *keys,
			fields->diagnostics);
	settings->grade =
		read_count(fields, node, "grade", settings->grade, 1, 2);
	settings->columns =
		read_count(fields, node, "columns", settings->columns,
			   BRAILLE_FEWEST_COLUMNS, BRAILLE_MOST);
	settings->lines = read_count(fields, node, "lines", settings->lines,
				     BRAILLE_FEWEST_LINES, BRAILLE_MOST);
}
