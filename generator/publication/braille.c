/* braille: {grade: 2, columns: 32, lines: 27}. */
#include <math.h>
#include <stddef.h>

#include "publication/fields.h"

static void read_whole(const void *reader, const struct yaml_node *node,
		       const struct yaml_field *field, void *to)
{
	const struct fields *fields = reader;
	const struct yaml_type *type = field->type;
	double number = yaml_number(node, *(unsigned *)to, type->least,
				    type->most, fields->diagnostics);
	if (number == floor(number))
		*(unsigned *)to = (unsigned)number;
	else
		diagnostics_add(fields->diagnostics, DIAGNOSTIC_YAML_VALUE,
				node->place,
				"%s must be a whole number from %g to %g",
				field->key, type->least, type->most);
}

static const struct yaml_type grade_type = { .name = "1 or 2",
					     .read = read_whole,
					     .least = 1,
					     .most = 2 },
			      columns_type = { .name = "cells in a line",
					       .read = read_whole,
					       .least = BRAILLE_FEWEST_COLUMNS,
					       .most = BRAILLE_MOST },
			      lines_type = { .name = "lines on a page",
					     .read = read_whole,
					     .least = BRAILLE_FEWEST_LINES,
					     .most = BRAILLE_MOST };

#define AT(field) offsetof(struct braille_settings, field)
static const struct yaml_field braille_fields[] = {
	{ "grade", false, &grade_type, AT(grade), NULL },
	{ "columns", false, &columns_type, AT(columns), NULL },
	{ "lines", false, &lines_type, AT(lines), NULL },
};
#undef AT

const struct yaml_table braille_keys = YAML_TABLE("braille", braille_fields);

const struct yaml_type field_braille = { .name = "grade and page of Braille",
					 .read = fields_read_inside,
					 .inside = &braille_keys };
