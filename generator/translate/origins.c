/* Reading and writing translation.yaml. */
#include "translate/origins.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/date.h"
#include "base/file.h"
#include "base/path.h"
#include "base/vector.h"
#include "base/yaml_table.h"

static bool read_hash(const struct yaml_node *entry, const char *key,
		      uint64_t *hash, struct diagnostics *diagnostics)
{
	const struct yaml_node *node = yaml_lookup(entry, key);
	char *end = NULL;
	if (node && node->kind == YAML_SCALAR && node->text.length == 16)
		*hash = strtoull(node->text.bytes, &end, 16);
	if (end && !*end)
		return true;
	diagnostics_add(diagnostics, DIAGNOSTIC_YAML_VALUE,
			node ? node->place : entry->place,
			"'%s' is 16 hexadecimal digits", key);
	return false;
}

static void read_date(struct origins *record, const struct yaml_node *node,
		      struct diagnostics *diagnostics)
{
	struct date date;
	if (yaml_is_null(node))
		return;
	if (node->kind == YAML_SCALAR && date_parse(node->text.bytes, &date))
		record->of = node->text.bytes;
	else
		diagnostics_add(diagnostics, DIAGNOSTIC_YAML_VALUE, node->place,
				"'of' is a date, as 2026-11-20");
}

static const struct yaml_type hash_type = { .name = "16 hexadecimal digits" },
			      was_type = { .name = "text" },
			      date_type = { .name = "date, as 2026-11-20" };

static const struct yaml_field entry_fields[] = {
	{ "target", true, &hash_type, 0, NULL },
	{ "source", true, &hash_type, 0, NULL },
	{ "was", false, &was_type, 0, NULL },
};

static const struct yaml_table entry_table =
	YAML_TABLE("a segment", entry_fields);

static const struct yaml_type segments_type = { .name = "list of segments",
						.inside = &entry_table,
						.shape = YAML_LIST_OF };

static const struct yaml_field record_fields[] = {
	{ "of", false, &date_type, 0, NULL },
	{ "segments", false, &segments_type, 0, NULL },
};

static const struct yaml_table record_table =
	YAML_TABLE("translation.yaml", record_fields);

static void read_entry(struct origins *record, const struct yaml_node *entry,
		       struct diagnostics *diagnostics)
{
	struct origin read = { .was = "" };
	if (!yaml_expect(entry, YAML_MAPPING, entry_table.what, diagnostics))
		return;
	yaml_table_check(&entry_table, entry, diagnostics);
	const struct yaml_node *was = yaml_lookup(entry, "was");
	if (was && yaml_expect(was, YAML_SCALAR, "was", diagnostics))
		read.was = was->text.bytes;
	if (read_hash(entry, "target", &read.target, diagnostics) &&
	    read_hash(entry, "source", &read.source, diagnostics))
		origins_set(record, NULL, read);
}

/* Git's marks are told as what they are, not as broken YAML. */
static bool has_conflict(struct str text, const char *path,
			 struct diagnostics *diagnostics)
{
	struct str line;
	for (uint32_t number = 1; str_next_line(&text, &line); number++) {
		if (!str_starts_with(line, STR("<<<<<<<")) &&
		    !str_starts_with(line, STR(">>>>>>>")))
			continue;
		diagnostics_add(diagnostics, DIAGNOSTIC_MERGE_CONFLICT,
				(struct place){ path, number, 1 },
				"a merge conflict that is not resolved: keep "
				"the lines of both sides and delete the marks");
		return true;
	}
	return false;
}

static const char *path_of(struct arena *arena, const char *folder)
{
	return path_join(arena, folder, "translation.yaml");
}

bool origins_exist(struct arena *arena, const char *folder)
{
	return file_exists(path_of(arena, folder));
}

bool origins_read(struct arena *arena, const char *folder,
		  struct origins *record, struct diagnostics *diagnostics,
		  struct error *error)
{
	struct str text;
	*record = (struct origins){ .path = path_of(arena, folder) };
	if (!file_exists(record->path))
		return true;
	if (!file_read(arena, record->path, &text, error))
		return false;
	/* What cannot be read whole says nothing of any segment. */
	if (has_conflict(text, record->path, diagnostics))
		return true;
	const struct yaml_node *root =
		yaml_parse(arena, text, record->path, 1, diagnostics);
	if (!root ||
	    !yaml_expect(root, YAML_MAPPING, record_table.what, diagnostics))
		return true;
	record->is_there = true;
	yaml_table_check(&record_table, root, diagnostics);
	read_date(record, yaml_lookup(root, "of"), diagnostics);
	const struct yaml_node *list = yaml_lookup(root, "segments");
	if (!yaml_is_null(list) &&
	    yaml_expect(list, YAML_SEQUENCE, "segments", diagnostics))
		for (size_t i = 0; i < list->count; i++)
			read_entry(record, list->items[i], diagnostics);
	return true;
}

const struct origin *origins_next(const struct origins *record, uint64_t target,
				  const struct origin *after)
{
	size_t first = after ? (size_t)(after - record->items) + 1 : 0;
	for (size_t i = first; i < record->count; i++)
		if (record->items[i].target == target)
			return &record->items[i];
	return NULL;
}

bool origins_has(const struct origins *record, uint64_t target, uint64_t source)
{
	const struct origin *entry = NULL;
	while ((entry = origins_next(record, target, entry)))
		if (entry->source == source)
			return true;
	return false;
}

void origins_set(struct origins *record, const struct origin *old,
		 struct origin entry)
{
	if (old)
		record->items[old - record->items] = entry;
	else if (!origins_has(record, entry.target, entry.source))
		*VECTOR_ADD(record) = entry;
}

static void append_quoted(struct buffer *yaml, const char *text)
{
	buffer_append_byte(yaml, '"');
	for (; *text; text++) {
		unsigned char byte = (unsigned char)*text;
		if (byte == '"' || byte == '\\')
			buffer_append_byte(yaml, '\\');
		if (byte < 0x20 || byte == 0x7F)
			buffer_append_format(yaml, "\\x%02X", byte);
		else
			buffer_append_byte(yaml, *text);
	}
	buffer_append_byte(yaml, '"');
}

bool origins_write(const struct origins *record, struct error *error)
{
	struct buffer yaml = BUFFER_INITIALISER;
	buffer_append_string(
		&yaml, "# What each segment of this translation was made from. "
		       "Written by\n# 'everyread translate accept'; one line a "
		       "segment, in any order.\n");
	if (record->of)
		buffer_append_format(&yaml, "of: %s\n", record->of);
	buffer_append_string(&yaml, "segments:\n");
	for (size_t i = 0; i < record->count; i++) {
		const struct origin *entry = &record->items[i];
		buffer_append_format(&yaml,
				     "  - {target: \"%016" PRIx64
				     "\", source: \"%016" PRIx64 "\", was: ",
				     entry->target, entry->source);
		append_quoted(&yaml, entry->was);
		buffer_append_string(&yaml, "}\n");
	}
	bool is_written = file_write_atomically(record->path, yaml.bytes,
						yaml.length, error);
	buffer_release(&yaml);
	return is_written;
}

void origins_release(struct origins *record)
{
	VECTOR_RELEASE(record);
}
