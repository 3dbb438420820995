/* The data of an entry, read by its schema. */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "publication/fields.h"
#include "publication/schema.h"

struct reader {
	struct arena *arena;
	struct diagnostics *diagnostics;
};

static const char *what_is_wrong_with_date(const struct schema_field *field,
					   struct reader *reader,
					   const char *text, struct date *date)
{
	if (!date_parse(text, date))
		return arena_format(reader->arena,
				    "'%s' is not a date; write year-month-day, "
				    "such as 2026-11-30, or year-month, or a "
				    "year",
				    text);
	/* Of two dates, ISO 8601 has the earlier first. */
	size_t length = strlen(text);
	if (field->has_least && strncmp(text, field->least_date, length) < 0)
		return arena_format(reader->arena,
				    "'%s' is before %s, the first date that "
				    "'%s' takes",
				    text, field->least_date, field->name);
	if (field->has_most && strncmp(text, field->most_date, length) > 0)
		return arena_format(reader->arena,
				    "'%s' is after %s, the last date that '%s' "
				    "takes",
				    text, field->most_date, field->name);
	return NULL;
}

static const char *what_is_wrong_with_number(const struct schema_field *field,
					     struct reader *reader,
					     const char *text, double *number)
{
	char *end;
	*number = strtod(text, &end);
	bool is_decimal = strspn(text, "+-0123456789.eE") == strlen(text);
	if (*end || !is_decimal || *number > 1e15 || *number < -1e15)
		return arena_format(reader->arena, "'%s' is not a number",
				    text);
	if (field->has_least && *number < field->least_number)
		return arena_format(reader->arena,
				    "%s is less than %.15g, the least that "
				    "'%s' takes",
				    text, field->least_number, field->name);
	if (field->has_most && *number > field->most_number)
		return arena_format(reader->arena,
				    "%s is more than %.15g, the most that '%s' "
				    "takes",
				    text, field->most_number, field->name);
	return NULL;
}

static bool read_choice(struct reader *reader, const struct schema_field *field,
			const struct yaml_node *node, struct datum *datum)
{
	const char **words = ARENA_NEW_ARRAY(reader->arena, field->choice_count,
					     const char *);
	const struct fields fields = { .arena = reader->arena,
				       .diagnostics = reader->diagnostics };
	for (size_t i = 0; i < field->choice_count; i++) {
		words[i] = field->choices[i].identifier;
		if (!str_equals_string(node->text, words[i]))
			continue;
		datum->choice = i;
		return true;
	}
	(void)fields_choice(&fields, node, field->name, words,
			    field->choice_count);
	return false;
}

static bool report(struct reader *reader, struct place place, const char *wrong)
{
	if (wrong)
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_YAML_VALUE,
				place, "%s", wrong);
	return !wrong;
}

static bool read_text(struct reader *reader, const struct schema_field *field,
		      struct datum *datum)
{
	size_t length = str_count_code_points(str_from(datum->text));
	if (!field->longest || length <= field->longest)
		return true;
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_YAML_VALUE,
			datum->place,
			"'%s' has %zu characters, and may have %zu",
			field->name, length, field->longest);
	return false;
}

static bool read_scalar(struct reader *reader, const struct schema_field *field,
			const struct yaml_node *node, struct datum *datum)
{
	const struct fields fields = { .arena = reader->arena,
				       .diagnostics = reader->diagnostics };
	datum->text = fields_text(&fields, node, field->name);
	if (!datum->text)
		return false;
	switch (field->type) {
	case SCHEMA_TEXT:
	case SCHEMA_MARKDOWN:
		return read_text(reader, field, datum);
	case SCHEMA_NUMBER:
		return report(reader, node->place,
			      what_is_wrong_with_number(field, reader,
							datum->text,
							&datum->number));
	case SCHEMA_FLAG:
		datum->flag = yaml_boolean(node, false, reader->diagnostics);
		return true;
	case SCHEMA_DATE:
		return report(reader, node->place,
			      what_is_wrong_with_date(field, reader,
						      datum->text,
						      &datum->date));
	case SCHEMA_CHOICE:
		return read_choice(reader, field, node, datum);
	case SCHEMA_ADDRESS:
		return fields_url(&fields, node, field->name) != NULL;
	case SCHEMA_REFERENCE:
	case SCHEMA_FINDING:
		return true; /* whether it is there is asked when all is read */
	case SCHEMA_RECORD:
	case SCHEMA_TYPE_COUNT:
		break;
	}
	return false;
}

static bool read_datum(struct reader *reader, const struct schema_field *field,
		       const struct yaml_node *node, struct datum *datum)
{
	datum->place = node->place;
	if (field->type != SCHEMA_RECORD)
		return read_scalar(reader, field, node, datum);
	if (!yaml_expect(node, YAML_MAPPING, field->name, reader->diagnostics))
		return false;
	datum->record = schema_read_data(field->record, reader->arena, node,
					 node->place, reader->diagnostics);
	return true;
}

static void read_field(struct reader *reader, const struct schema_field *field,
		       const struct yaml_node *node, struct field_data *data)
{
	data->place = node->place;
	if (field->is_list &&
	    !yaml_expect(node, YAML_SEQUENCE, field->name, reader->diagnostics))
		return;
	size_t count = field->is_list ? node->count : 1;
	data->items = ARENA_NEW_ARRAY(reader->arena, count, struct datum);
	for (size_t i = 0; i < count; i++) {
		struct datum datum = { 0 };
		if (read_datum(reader, field,
			       field->is_list ? node->items[i] : node, &datum))
			data->items[data->count++] = datum;
	}
}

struct field_data *schema_read_data(const struct schema *schema,
				    struct arena *arena,
				    const struct yaml_node *mapping,
				    struct place place,
				    struct diagnostics *diagnostics)
{
	struct reader reader = { arena, diagnostics };
	struct field_data *data =
		ARENA_NEW_ARRAY(arena, schema->field_count, struct field_data);
	if (mapping)
		yaml_check_keys(mapping, schema->names, schema->field_count,
				diagnostics);
	for (size_t i = 0; i < schema->field_count; i++) {
		const struct schema_field *field = &schema->fields[i];
		const struct yaml_node *node =
			yaml_lookup(mapping, field->name);
		data[i].place = place;
		bool is_given = !yaml_is_null(node) &&
				!(node->kind == YAML_SEQUENCE && !node->count);
		if (is_given && !field->is_broken)
			read_field(&reader, field, node, &data[i]);
		else if (!is_given && field->is_required)
			diagnostics_add(diagnostics,
					DIAGNOSTIC_YAML_MISSING_KEY,
					node ? node->place : place,
					"'%s' is missing", field->name);
		else if (!is_given)
			yaml_tell_blank(node, field->name, diagnostics);
	}
	return data;
}
