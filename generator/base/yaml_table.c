/* Mappings in YAML files, read by tables of their keys. */
#include "base/yaml_table.h"

#include <assert.h>

#include "base/buffer.h"
#include "base/file.h"

const char *yaml_field_what(const struct yaml_field *field)
{
	return field->what ? field->what : field->key;
}

void yaml_table_check(const struct yaml_table *table,
		      const struct yaml_node *mapping,
		      struct diagnostics *diagnostics)
{
	enum { MOST_KEYS = 64 };
	const char *keys[MOST_KEYS];
	assert(table->count <= MOST_KEYS);
	for (size_t i = 0; i < table->count; i++)
		keys[i] = table->fields[i].key;
	yaml_check_keys(mapping, keys, table->count, diagnostics);
}

/* What stands behind the key for what reads it, or NULL. */
static const struct yaml_node *value_of(const struct yaml_table *table,
					const struct yaml_field *field,
					const struct yaml_node *mapping,
					struct diagnostics *diagnostics)
{
	const struct yaml_node *value = NULL;
	if (field->type->takes_blank)
		value = yaml_lookup(mapping, field->key);
	if (!value)
		value = yaml_find(mapping, field->key,
				  field->is_required && !table->is_layer,
				  diagnostics);
	return value;
}

void yaml_table_read(const struct yaml_table *table, const void *reader,
		     const struct yaml_node *mapping, void *to,
		     struct diagnostics *diagnostics)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct yaml_field *field = &table->fields[i];
		if (!field->type->read)
			continue;
		const struct yaml_node *value =
			value_of(table, field, mapping, diagnostics);
		if (value)
			field->type->read(reader, value, field,
					  (char *)to + field->offset);
	}
}

bool yaml_table_mapping(const struct yaml_table *table, const void *reader,
			const struct yaml_node *node, void *to,
			struct diagnostics *diagnostics)
{
	if (!node || !yaml_expect(node, YAML_MAPPING, table->what, diagnostics))
		return false;
	yaml_table_check(table, node, diagnostics);
	yaml_table_read(table, reader, node, to, diagnostics);
	return true;
}

bool yaml_table_file(struct arena *arena, const char *path,
		     const struct yaml_table *table,
		     const struct yaml_node **root,
		     struct diagnostics *diagnostics, struct error *error)
{
	struct str text;
	*root = NULL;
	if (!file_read(arena, path, &text, error))
		return false;
	const struct yaml_node *node =
		yaml_parse(arena, text, path, 1, diagnostics);
	if (!node || !yaml_expect(node, YAML_MAPPING, table->what, diagnostics))
		return true;
	yaml_table_check(table, node, diagnostics);
	*root = node;
	return true;
}

int yaml_choice(const struct yaml_node *node, const char *what,
		const char *const *words, size_t count,
		struct diagnostics *diagnostics)
{
	if (!yaml_expect(node, YAML_SCALAR, what, diagnostics))
		return -1;
	for (size_t i = 0; i < count; i++)
		if (str_equals_string(node->text, words[i]))
			return (int)i;
	const char *nearest = str_nearest(node->text, words, count);
	struct buffer all = BUFFER_INITIALISER;
	for (size_t i = 0; i < count; i++)
		buffer_append_format(&all, "%s%s", i ? ", " : "", words[i]);
	diagnostics_add(diagnostics, DIAGNOSTIC_YAML_VALUE, node->place,
			"unknown %s '%s'%s%s%s (allowed: %s)", what,
			node->text.bytes, nearest ? ", did you mean '" : "",
			nearest ? nearest : "", nearest ? "'?" : "",
			buffer_str(&all).bytes);
	buffer_release(&all);
	return -1;
}
