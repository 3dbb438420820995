/* Mappings in YAML files, read by tables of their keys. */
#include "base/yaml_table.h"

#include <assert.h>

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

void yaml_table_read(const struct yaml_table *table, const void *reader,
		     const struct yaml_node *mapping, void *to,
		     struct diagnostics *diagnostics)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct yaml_field *field = &table->fields[i];
		if (!field->type->read)
			continue;
		const struct yaml_node *value = yaml_find(
			mapping, field->key, field->is_required, diagnostics);
		if (value)
			field->type->read(reader, value, field,
					  (char *)to + field->offset);
	}
}
