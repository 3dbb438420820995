/* Reading entries for translators. */
#include "commands/translation_entries.h"

#include <string.h>

#include "base/map.h"
#include "base/vector.h"
#include "base/yaml.h"

size_t translation_offset(struct str text, struct place place)
{
	struct str rest = text, line = { text.bytes, 0 };
	size_t at = 0;
	for (uint32_t i = 0; i < place.line; i++)
		if (!str_next_line(&rest, &line))
			return text.length;
	for (uint32_t i = 1; i < place.column && at < line.length; i++)
		str_decode(line, &at);
	return (size_t)(line.bytes - text.bytes) + at;
}

const char *translation_quoted(struct arena *arena, const char *text)
{
	struct buffer out = BUFFER_INITIALISER;
	buffer_append_byte(&out, '"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			buffer_append_byte(&out, '\\');
		buffer_append_byte(&out, *text);
	}
	buffer_append_byte(&out, '"');
	const char *copy = arena_copy_str(arena, buffer_str(&out)).bytes;
	buffer_release(&out);
	return copy;
}

/* ---- Reading one --------------------------------------------------------- */

struct reading {
	struct arena *arena;
	struct str whole;
	const char *path, *locale;
	uint32_t chapter;
	struct segments *segments;
};

/* What has an anchor, a tag or an alias before it is left alone: its bytes are
 * somebody else's, too. */
static void add_value(struct reading *reading, const struct yaml_node *value,
		      uint32_t spot)
{
	struct segment where = { .place = value->place,
				 .chapter = reading->chapter,
				 .spot = spot };
	where.place.file = reading->path;
	size_t first = translation_offset(reading->whole, value->place);
	size_t end = translation_offset(reading->whole, value->end);
	while (end > first && strchr(" \t\r\n", reading->whole.bytes[end - 1]))
		end--;
	if (end > first && !strchr("&*!", reading->whole.bytes[first])) {
		where.first = first;
		where.end = end;
	}
	segments_add_value(reading->arena, &where, value->text.bytes,
			   reading->locale, reading->segments);
}

static void add_data(struct reading *reading, const struct schema *schema,
		     const struct yaml_node *mapping, uint32_t spot);

static void add_field(struct reading *reading, const struct schema_field *field,
		      const struct yaml_node *value, uint32_t spot)
{
	if (value->kind == YAML_SEQUENCE)
		for (size_t i = 0; i < value->count; i++)
			add_field(reading, field, value->items[i],
				  spot * 61 + (uint32_t)i + 1);
	else if (value->kind == YAML_MAPPING && field->type == SCHEMA_RECORD)
		add_data(reading, field->record, value, spot);
	else if (value->kind == YAML_SCALAR && field->type != SCHEMA_RECORD)
		add_value(reading, value, spot);
}

static void add_data(struct reading *reading, const struct schema *schema,
		     const struct yaml_node *mapping, uint32_t spot)
{
	for (size_t i = 0; i < mapping->count; i++) {
		size_t field = schema_find(schema, mapping->pairs[i].key);
		if (field < schema->field_count &&
		    (schema_is_words(&schema->fields[field]) ||
		     schema->fields[field].type == SCHEMA_RECORD))
			add_field(reading, &schema->fields[field],
				  mapping->pairs[i].value,
				  spot * 61 + (uint32_t)field + 1);
	}
}

void translation_read_entry(struct arena *arena,
			    const struct collection *collection,
			    struct str whole, const char *path,
			    const char *locale, uint32_t chapter,
			    struct segments *segments)
{
	struct diagnostics ignored = DIAGNOSTICS_INITIALISER;
	struct reading reading = {
		arena, whole, path, locale, chapter, segments
	};
	struct str yaml, text;
	uint32_t line;
	if (!collection->schema ||
	    !collection_split_entry(whole, &yaml, &text, &line))
		return;
	const struct yaml_node *data =
		yaml_parse(arena, yaml, path, 2, &ignored);
	if (data && data->kind == YAML_MAPPING)
		add_data(&reading, collection->schema, data, 0);
	diagnostics_release(&ignored);
	size_t first = segments->count;
	size_t above = (size_t)(text.bytes - whole.bytes);
	segments_read(arena, text, path, locale, chapter, segments);
	for (size_t i = first; i < segments->count; i++) {
		struct segment *segment = &segments->items[i];
		segment->place.line += line - 1;
		if (!segment->end)
			continue;
		segment->first += above;
		segment->end += above;
	}
}

/* ---- Pairs --------------------------------------------------------------- */

const struct entry *translation_entry(const struct collection *collection,
				      size_t language, uint32_t chapter)
{
	const struct collection_text *source = &collection->texts[0];
	if (chapter >= source->count)
		return NULL;
	return language ? collection_find_entry(
				  collection, language,
				  source->entries[chapter].identifier) :
			  &source->entries[chapter];
}

/* All segments of the source first, in one array: pairs are in their order. */
static struct segments read_language(struct arena *arena,
				     const struct translation *translation,
				     const struct collection *collection,
				     size_t language, size_t *ends)
{
	const struct publication *publication = translation->publication;
	struct segments all = { 0 };
	for (size_t i = 0; i < collection->texts[0].count; i++) {
		const struct entry *entry =
			translation_entry(collection, language, (uint32_t)i);
		if (entry)
			translation_read_entry(
				arena, collection, entry->file->whole,
				entry->file->path,
				publication->languages[language].locale,
				(uint32_t)i, &all);
		ends[i] = all.count;
	}
	struct segment *kept =
		arena_copy_array(arena, all.items, all.count, sizeof *kept);
	struct segments copy = { .items = kept, .count = all.count };
	segments_release(&all);
	return copy;
}

static struct segments slice(const struct segments *all, const size_t *ends,
			     size_t index)
{
	size_t first = index ? ends[index - 1] : 0;
	return (struct segments){ .items = all->items + first,
				  .count = ends[index] - first };
}

void translation_pair_entries(struct arena *arena,
			      const struct translation *translation,
			      const struct collection *collection,
			      struct pairs *pairs)
{
	size_t count = collection->texts[0].count;
	size_t *our_ends = ARENA_NEW_ARRAY(arena, count + 1, size_t);
	size_t *their_ends = ARENA_NEW_ARRAY(arena, count + 1, size_t);
	struct segments ours =
		read_language(arena, translation, collection, 0, our_ends);
	struct segments theirs =
		read_language(arena, translation, collection,
			      translation->language, their_ends);
	for (size_t i = 0; i < count; i++) {
		const struct segments source = slice(&ours, our_ends, i);
		const struct segments target = slice(&theirs, their_ends, i);
		pair_segments(arena, &source, &target, &translation->record,
			      pairs);
	}
}
