/* The kinds of values that findings.yaml is made of: texts, labels,
 * identifiers, and what is looked up in the data. */
#include "read/settings_reader.h"

#include <string.h>
#include <strings.h>

#include "base/pseudo.h"

/* ---- Texts ------------------------------------------------------------- */

void settings_report_missing(const struct settings_reader *reader,
			     const struct yaml_node *mapping, const char *key)
{
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_YAML_MISSING_KEY,
			mapping->place, "'%s' is missing", key);
}

const struct yaml_node *settings_find(const struct settings_reader *reader,
				      const struct yaml_node *mapping,
				      const char *key)
{
	return yaml_find(mapping, key, false, reader->diagnostics);
}

bool settings_mapping(const struct settings_reader *reader,
		      const struct yaml_node *node,
		      const struct yaml_table *table, void *to)
{
	return yaml_table_mapping(table, reader, node, to, reader->diagnostics);
}

bool settings_read_text(const struct settings_reader *reader,
			const struct yaml_node *node, const char *what,
			struct str *text)
{
	if (!node || !yaml_expect(node, YAML_SCALAR, what, reader->diagnostics))
		return false;
	*text = str_trim(node->text);
	if (!text->length)
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_YAML_VALUE,
				node->place, "'%s' is empty", what);
	return text->length > 0;
}

const char *settings_keep(const struct settings_reader *reader, struct str text)
{
	return arena_copy(reader->arena, text.bytes, text.length);
}

void settings_read_label(const struct settings_reader *reader,
			 const struct yaml_node *node, const char *what,
			 struct settings_label *label)
{
	struct str text;
	if (yaml_is_null(node))
		return;
	if (node->kind != YAML_MAPPING) {
		if (settings_read_text(reader, node, what, &text))
			label->same = settings_keep(reader, text);
		return;
	}
	size_t most = node->count + PSEUDO_COUNT;
	const char **languages =
		ARENA_NEW_ARRAY(reader->arena, most, const char *);
	const char **texts = ARENA_NEW_ARRAY(reader->arena, most, const char *);
	for (size_t i = 0; i < node->count; i++) {
		const struct yaml_pair *pair = &node->pairs[i];
		if (yaml_is_null(pair->value)) {
			yaml_tell_blank(pair->value, pair->key.bytes,
					reader->diagnostics);
			continue;
		}
		if (!settings_read_text(reader, pair->value, what, &text))
			continue;
		languages[label->count] =
			settings_keep(reader, node->pairs[i].key);
		texts[label->count++] = settings_keep(reader, text);
	}
	for (int i = PSEUDO_NONE + 1; label->count && i < PSEUDO_COUNT; i++) {
		languages[label->count] = pseudo_tag((enum pseudo)i);
		texts[label->count++] =
			pseudo_text(reader->arena, (enum pseudo)i, texts[0]);
	}
	label->languages = languages;
	label->texts = texts;
}

static bool is_identifier(struct str text)
{
	for (size_t i = 0; i < text.length; i++) {
		char byte = text.bytes[i];
		bool is_inner = i > 0 && i + 1 < text.length;
		if (!(byte >= 'a' && byte <= 'z') &&
		    !(byte >= '0' && byte <= '9') && !(byte == '-' && is_inner))
			return false;
	}
	return text.length > 0;
}

static void read_identifier(const void *with, const struct yaml_node *node,
			    const struct yaml_field *field, void *to)
{
	const struct settings_reader *reader = with;
	struct str text;
	if (!settings_read_text(reader, node, field->key, &text))
		return;
	if (is_identifier(text))
		*(const char **)to = settings_keep(reader, text);
	else
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_YAML_VALUE,
				node->place,
				"the %s '%.*s' may have only the letters a to "
				"z, digits and hyphens between them",
				field->key, (int)text.length, text.bytes);
}

/* ---- For tables -------------------------------------------------------- */

static void read_label(const void *with, const struct yaml_node *node,
		       const struct yaml_field *field, void *to)
{
	settings_read_label(with, node, yaml_field_what(field), to);
}

static void read_boolean(const void *with, const struct yaml_node *node,
			 const struct yaml_field *field, void *to)
{
	const struct settings_reader *reader = with;
	bool *value = to;
	(void)field;
	*value = yaml_boolean(node, *value, reader->diagnostics);
}

void settings_read_node(const void *with, const struct yaml_node *node,
			const struct yaml_field *field, void *to)
{
	(void)with;
	(void)field;
	*(const struct yaml_node **)to = node;
}

void settings_read_whole(const void *with, const struct yaml_node *node,
			 const struct yaml_field *field, void *to)
{
	const struct settings_reader *reader = with;
	uint32_t *value = to;
	double number = yaml_number(node, *value, field->type->least,
				    field->type->most, reader->diagnostics);
	if (number == (uint32_t)number)
		*value = (uint32_t)number;
	else
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_YAML_VALUE,
				node->place, "'%s' must be a whole number",
				yaml_field_what(field));
}

void settings_read_inside(const void *with, const struct yaml_node *node,
			  const struct yaml_field *field, void *to)
{
	(void)settings_mapping(with, node, field->type->inside, to);
}

#define TYPE(type, says, reader) \
	const struct yaml_type settings_##type##_type = { .name = says, \
							  .read = reader }
TYPE(label, "text, or one for each language", read_label);
TYPE(identifier, "name of a-z, 0-9 and hyphens", read_identifier);
TYPE(boolean, "true or false", read_boolean);
TYPE(variable, "variable of the data, by name or GUID", settings_read_node);
#undef TYPE

/* ---- What is looked up in the data ------------------------------------- */

static bool is_same_id(struct str a, struct str b)
{
	return a.length && a.length == b.length &&
	       strncasecmp(a.bytes, b.bytes, a.length) == 0;
}

/* ", did you mean 'x'?", or "" */
const char *settings_suggest(const struct settings_reader *reader,
			     struct str word, const char *const *candidates,
			     size_t count)
{
	const char *nearest = str_nearest(word, candidates, count);
	return nearest ? arena_format(reader->arena, ", did you mean '%s'?",
				      nearest) :
			 "";
}

uint32_t settings_read_variable(const struct settings_reader *reader,
				const struct yaml_node *node, const char *what)
{
	const struct project *project = reader->project;
	uint32_t found = PROJECT_NONE, by_name = 0;
	struct str text;
	if (yaml_is_null(node) ||
	    !settings_read_text(reader, node, what, &text))
		return PROJECT_NONE;
	for (uint32_t i = 0; i < project->variable_count; i++)
		if (is_same_id(project->variables[i].id, text))
			return i;
	for (uint32_t i = 0; i < project->variable_count; i++)
		if (str_equals(project->variables[i].name, text)) {
			found = i;
			by_name++;
		}
	if (by_name == 1)
		return found;
	if (by_name)
		diagnostics_add(reader->diagnostics,
				DIAGNOSTIC_SETTINGS_AMBIGUOUS, node->place,
				"%u variables are named '%s'",
				(unsigned)by_name, settings_keep(reader, text));
	else
		diagnostics_add(
			reader->diagnostics, DIAGNOSTIC_SETTINGS_VARIABLE,
			node->place, "the project has no variable '%s'%s",
			settings_keep(reader, text),
			settings_suggest(reader, text, reader->variable_names,
					 project->variable_count));
	return PROJECT_NONE;
}

enum code_part { CODE_ID, CODE_PATH, CODE_NAME };

static bool is_code(const struct project_code *code, enum code_part part,
		    struct str text)
{
	switch (part) {
	case CODE_ID:
		return is_same_id(code->id, text);
	case CODE_PATH:
		return str_equals(code->path, text);
	case CODE_NAME:
		break;
	}
	return str_equals(code->name, text);
}

/* "'Rent > Other', 'Repairs > Other'": the paths of those that are meant, or
 * their GUIDs where paths do not tell them apart. */
static const char *list_codes(const struct settings_reader *reader,
			      enum code_part part, struct str text)
{
	enum { MOST_LISTED = 10 };
	const char *list = "";
	uint32_t listed = 0;
	for (uint32_t i = 0; i < reader->project->code_count; i++) {
		const struct project_code *code = &reader->project->codes[i];
		if (!is_code(code, part, text))
			continue;
		if (listed++ == MOST_LISTED)
			return arena_format(reader->arena, "%s \xE2\x80\xA6",
					    list);
		list = arena_format(
			reader->arena, "%s%s'%s'", list, *list ? ", " : "",
			settings_keep(reader, part == CODE_PATH ? code->id :
								  code->path));
	}
	return list;
}

/* How many codes there are of that name, or path, or id; one of them. */
static uint32_t find_codes(const struct settings_reader *reader,
			   enum code_part part, struct str text,
			   uint32_t *found)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < reader->project->code_count; i++)
		if (is_code(&reader->project->codes[i], part, text)) {
			*found = i;
			count++;
		}
	return count;
}

/* What is exact wins: the id, then the path, then the name. */
uint32_t settings_read_code(const struct settings_reader *reader,
			    const struct yaml_node *node)
{
	uint32_t found = PROJECT_NONE, count = 0;
	enum code_part part = CODE_ID;
	struct str text;
	if (!settings_read_text(reader, node, "code", &text))
		return PROJECT_NONE;
	for (;; part++) {
		count = find_codes(reader, part, text, &found);
		if (count || part == CODE_NAME)
			break;
	}
	if (count == 1)
		return found;
	if (count)
		diagnostics_add(reader->diagnostics,
				DIAGNOSTIC_SETTINGS_AMBIGUOUS, node->place,
				"%u codes are named '%s': %s", (unsigned)count,
				settings_keep(reader, text),
				list_codes(reader, part, text));
	else
		diagnostics_add(
			reader->diagnostics, DIAGNOSTIC_SETTINGS_CODE,
			node->place, "the project has no code '%s'%s",
			settings_keep(reader, text),
			settings_suggest(
				reader, text, reader->code_names,
				2 * (size_t)reader->project->code_count));
	return PROJECT_NONE;
}

/* Values of a variable to count by are printed as rows, so one of them may be
 * suggested. Of others none is that differs in more than capitals: what people
 * answered is not for a log. */
static const char *suggest_value(const struct settings_reader *reader,
				 struct str text,
				 const struct project_variable *one)
{
	const char **values =
		ARENA_NEW_ARRAY(reader->arena, one->value_count, const char *);
	for (uint32_t i = 0; i < one->value_count; i++)
		values[i] = settings_keep(reader, one->values[i]);
	return settings_suggest(reader, text, values, one->value_count);
}

uint32_t settings_read_value(const struct settings_reader *reader,
			     struct str text, struct place place,
			     uint32_t variable, bool is_counted_by)
{
	const struct project_variable *one =
		&reader->project->variables[variable];
	struct str trimmed = str_trim(text);
	const char *near = "";
	for (uint32_t i = 0; i < one->value_count; i++) {
		if (str_equals(one->values[i], trimmed))
			return i;
		if (is_same_id(one->values[i], trimmed))
			near = arena_format(
				reader->arena, ", did you mean '%s'?",
				settings_keep(reader, one->values[i]));
	}
	if (is_counted_by)
		near = suggest_value(reader, trimmed, one);
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_SETTINGS_VALUE, place,
			"nobody has the value '%s' of the variable '%s'%s",
			settings_keep(reader, trimmed),
			settings_keep(reader, one->name), near);
	return PROJECT_NONE;
}

uint32_t settings_read_dimension_id(const struct settings_reader *reader,
				    const struct yaml_node *node, struct str id)
{
	const struct settings *settings = reader->settings;
	uint32_t found = settings_find_dimension(settings, id);
	if (found != PROJECT_NONE)
		return found;
	const char **ids = ARENA_NEW_ARRAY(
		reader->arena, settings->dimension_count, const char *);
	for (uint32_t i = 0; i < settings->dimension_count; i++)
		ids[i] = settings->dimensions[i].id;
	const char *suggestion =
		settings_suggest(reader, id, ids, settings->dimension_count);
	/* It may be one that could not be read. */
	if (reader->lacks_dimensions && !*suggestion)
		return PROJECT_NONE;
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_SETTINGS_DIMENSION,
			node->place, "nothing to count by is named '%s'%s",
			settings_keep(reader, id), suggestion);
	return PROJECT_NONE;
}

/* The items of a list at `key`; a count of 0 where there is none. */
size_t settings_read_list(const struct settings_reader *reader,
			  const struct yaml_node *root, const char *key,
			  const struct yaml_node **list)
{
	const struct yaml_node *node = yaml_lookup(root, key);
	*list = yaml_is_null(node) ? NULL : node;
	if (!*list || (node->kind == YAML_SEQUENCE && !node->count)) {
		yaml_tell_blank(node, key, reader->diagnostics);
		return 0;
	}
	return yaml_expect(node, YAML_SEQUENCE, key, reader->diagnostics) ?
		       node->count :
		       0;
}
