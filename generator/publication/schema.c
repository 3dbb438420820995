/* A schema in YAML → struct schema. */
#include "publication/schema.h"

#include <string.h>

#include "publication/fields.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const type_names[SCHEMA_TYPE_COUNT] = {
	[SCHEMA_TEXT] = "text",       [SCHEMA_MARKDOWN] = "markdown",
	[SCHEMA_NUMBER] = "number",   [SCHEMA_FLAG] = "flag",
	[SCHEMA_DATE] = "date",       [SCHEMA_CHOICE] = "choice",
	[SCHEMA_ADDRESS] = "address", [SCHEMA_REFERENCE] = "reference",
	[SCHEMA_FINDING] = "finding", [SCHEMA_RECORD] = "record",
};

/* What templates know of an entry besides its fields. */
static const char *const taken[] = { "id",    "href",     "text", "theme",
				     "group", "findings", "t" };

size_t schema_find(const struct schema *schema, struct str name)
{
	size_t i = 0;
	while (i < schema->field_count &&
	       !str_equals_string(name, schema->names[i]))
		i++;
	return i;
}

bool schema_is_words(const struct schema_field *field)
{
	if (field->type == SCHEMA_RECORD)
		for (size_t i = 0; i < field->record->field_count; i++)
			if (schema_is_words(&field->record->fields[i]))
				return true;
	return field->type == SCHEMA_TEXT || field->type == SCHEMA_MARKDOWN;
}

/* ---- Choices ------------------------------------------------------------- */

static bool is_double(const struct fields *fields,
		      const struct schema_field *field, const char *identifier,
		      struct place place)
{
	for (size_t i = 0; i < field->choice_count; i++) {
		if (strcmp(field->choices[i].identifier, identifier) != 0)
			continue;
		diagnostics_add(fields->diagnostics,
				DIAGNOSTIC_YAML_DUPLICATE_KEY, place,
				"the value '%s' stands here twice", identifier);
		return true;
	}
	return false;
}

static void add_choice(const struct fields *fields, struct schema_field *field,
		       struct str key, struct place place,
		       const struct yaml_node *label)
{
	const struct yaml_node word = { .kind = YAML_SCALAR,
					.place = place,
					.text = key };
	const char *identifier = fields_identifier(fields, &word, "value");
	if (!identifier || is_double(fields, field, identifier, place))
		return;
	struct schema_choice *choice = &field->choices[field->choice_count++];
	choice->identifier = identifier;
	if (label && !yaml_is_null(label))
		fields_localised(fields, label, "label", &choice->label);
	else
		choice->label = (struct localised){ .place = place,
						    .same = identifier };
}

/* A list of values, or a mapping from each to what readers see. */
static void read_choices(const struct fields *fields,
			 const struct yaml_node *node,
			 struct schema_field *field)
{
	if (!node)
		return;
	if (node->kind == YAML_SCALAR) {
		(void)yaml_expect(node, YAML_MAPPING, "values",
				  fields->diagnostics);
		return;
	}
	field->choices = ARENA_NEW_ARRAY(fields->arena, node->count,
					 struct schema_choice);
	for (size_t i = 0; i < node->count; i++)
		if (node->kind == YAML_MAPPING)
			add_choice(fields, field, node->pairs[i].key,
				   node->pairs[i].key_place,
				   node->pairs[i].value);
		else if (yaml_expect(node->items[i], YAML_SCALAR, "value",
				     fields->diagnostics))
			add_choice(fields, field, node->items[i]->text,
				   node->items[i]->place, NULL);
}

/* ---- Bounds -------------------------------------------------------------- */

static void read_bound(const struct fields *fields,
		       const struct yaml_node *node, enum schema_type type,
		       const char *what, bool *has, double *number,
		       const char **date)
{
	if (!node)
		return;
	if (type == SCHEMA_DATE)
		*date = fields_date(fields, node, what);
	else
		*number =
			yaml_number(node, 0, -1e15, 1e15, fields->diagnostics);
	*has = type != SCHEMA_DATE || *date;
}

/* ---- A field ------------------------------------------------------------- */

static const struct schema *read_fields(const struct fields *fields,
					const struct yaml_node *node,
					const char *file, bool is_record);

/* The keys of a field, and the types that take them; 0: all. */
static const struct {
	const char *name;
	unsigned types;
} keys[] = {
	{ "type", 0 },
	{ "required", 0 },
	{ "list", 0 },
	{ "label", 0 },
	{ "values", 1u << SCHEMA_CHOICE },
	{ "of", 1u << SCHEMA_REFERENCE | 1u << SCHEMA_FINDING },
	{ "from", 1u << SCHEMA_DATE | 1u << SCHEMA_NUMBER },
	{ "to", 1u << SCHEMA_DATE | 1u << SCHEMA_NUMBER },
	{ "longest", 1u << SCHEMA_TEXT | 1u << SCHEMA_MARKDOWN },
	{ "fields", 1u << SCHEMA_RECORD },
};

static void check_keys(const struct fields *fields,
		       const struct yaml_node *node, enum schema_type type)
{
	const char *allowed[COUNT(keys)];
	size_t count = 0;
	for (size_t i = 0; i < COUNT(keys); i++)
		if (!keys[i].types || keys[i].types & 1u << type)
			allowed[count++] = keys[i].name;
	yaml_check_keys(node, allowed, count, fields->diagnostics);
}

static void read_special(const struct fields *fields,
			 const struct yaml_node *node,
			 struct schema_field *field, const char *file)
{
	bool is_of = field->type == SCHEMA_REFERENCE ||
		     field->type == SCHEMA_FINDING;
	const struct yaml_node *of = fields_find(fields, node, "of", is_of);
	if (is_of && of) {
		field->of = fields_text(fields, of, "of");
		field->of_place = of->place;
	}
	field->is_broken = is_of && !field->of;
	if (field->type == SCHEMA_CHOICE)
		read_choices(fields, fields_find(fields, node, "values", true),
			     field);
	read_bound(fields, fields_find(fields, node, "from", false),
		   field->type, "from", &field->has_least, &field->least_number,
		   &field->least_date);
	read_bound(fields, fields_find(fields, node, "to", false), field->type,
		   "to", &field->has_most, &field->most_number,
		   &field->most_date);
	field->longest =
		(size_t)yaml_number(fields_find(fields, node, "longest", false),
				    0, 1, 1e6, fields->diagnostics);
	if (field->type == SCHEMA_RECORD)
		field->record = read_fields(
			fields, fields_find(fields, node, "fields", true), file,
			true);
}

/* False where the field is of no use. */
static bool read_field(const struct fields *fields,
		       const struct yaml_pair *pair, const char *file,
		       struct schema_field *field)
{
	const struct yaml_node *node = pair->value;
	const struct yaml_node key = { .kind = YAML_SCALAR,
				       .place = pair->key_place,
				       .text = pair->key };
	field->name = fields_identifier(fields, &key, "field");
	field->place = pair->key_place;
	if (!yaml_expect(node, YAML_MAPPING, pair->key.bytes,
			 fields->diagnostics)) {
		field->is_broken = true;
		return field->name;
	}
	const struct yaml_node *type = fields_find(fields, node, "type", true);
	int index = type ? fields_choice(fields, type, "type", type_names,
					 SCHEMA_TYPE_COUNT) :
			   -1;
	field->is_broken = index < 0;
	if (!field->name || field->is_broken)
		return field->name;
	field->type = (enum schema_type)index;
	size_t errors = fields->diagnostics->error_count;
	check_keys(fields, node, field->type);
	field->is_required =
		yaml_boolean(fields_find(fields, node, "required", false),
			     false, fields->diagnostics);
	field->is_list = yaml_boolean(fields_find(fields, node, "list", false),
				      false, fields->diagnostics);
	fields_localised(fields, fields_find(fields, node, "label", false),
			 "label", &field->label);
	read_special(fields, node, field, file);
	field->is_broken |= fields->diagnostics->error_count > errors;
	/* Its name is known all the same. */
	if (field->type == SCHEMA_RECORD && !field->record)
		field->type = SCHEMA_TEXT;
	return true;
}

static bool is_taken(const struct fields *fields, const char *name,
		     struct place place)
{
	for (size_t i = 0; i < COUNT(taken); i++) {
		if (strcmp(taken[i], name) != 0)
			continue;
		diagnostics_add(fields->diagnostics, DIAGNOSTIC_YAML_VALUE,
				place,
				"a field cannot be called '%s': templates know "
				"something else by that name",
				name);
		return true;
	}
	return false;
}

static const struct schema *read_fields(const struct fields *fields,
					const struct yaml_node *node,
					const char *file, bool is_record)
{
	if (!node ||
	    !yaml_expect(node, YAML_MAPPING, "fields", fields->diagnostics))
		return NULL;
	struct schema *schema = ARENA_NEW(fields->arena, struct schema);
	schema->file = file;
	schema->fields = ARENA_NEW_ARRAY(fields->arena, node->count,
					 struct schema_field);
	schema->names =
		ARENA_NEW_ARRAY(fields->arena, node->count, const char *);
	for (size_t i = 0; i < node->count; i++) {
		struct schema_field field = { 0 };
		if (!read_field(fields, &node->pairs[i], file, &field) ||
		    (!is_record && is_taken(fields, field.name, field.place)))
			continue;
		schema->names[schema->field_count] = field.name;
		schema->fields[schema->field_count++] = field;
	}
	schema->title = schema_find(schema, STR("title"));
	return schema;
}

const struct schema *schema_read(const struct fields *fields,
				 const struct yaml_node *root, const char *file)
{
	static const char *const allowed[] = { "fields" };
	if (!yaml_expect(root, YAML_MAPPING, "schema", fields->diagnostics))
		return NULL;
	yaml_check_keys(root, allowed, COUNT(allowed), fields->diagnostics);
	return read_fields(fields, fields_find(fields, root, "fields", true),
			   file, false);
}
