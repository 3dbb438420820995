/* An entry and its fields as values. */
#include <string.h>

#include "base/path.h"
#include "collection/shelf.h"

struct value *shelf_text(const struct shelves *shelves, const char *text)
{
	return text ? value_new_text(shelves->arena, str_from(text)) :
		      value_new_null(shelves->arena);
}

const char *collection_page_name(struct arena *arena,
				 const struct collection *collection,
				 const struct entry *entry)
{
	return arena_format(arena, "%s-%s.html", collection->name,
			    entry->identifier);
}

/* ---- Labels -------------------------------------------------------------- */

static const struct shelf *shelf_of(const struct shelves *shelves,
				    const char *name)
{
	for (size_t i = 0; i < shelves->publication->collection_count; i++)
		if (strcmp(shelves->publication->collections[i].name, name) ==
		    0)
			return &shelves->items[i];
	return NULL;
}

static const char *entry_label(const struct shelves *shelves,
			       const struct schema_field *field,
			       const struct entry *entry)
{
	const struct shelf *shelf = shelf_of(shelves, field->of);
	const struct schema *schema = shelf->collection->schema;
	if (schema->title < schema->field_count &&
	    entry->data[schema->title].count)
		return entry->data[schema->title].items[0].text;
	return entry->identifier;
}

static const char *finding_label(const struct shelves *shelves,
				 const struct schema_field *field,
				 const char *id)
{
	const char *label = NULL;
	if (shelves->findings.label)
		label = shelves->findings.label(shelves->findings.data,
						shelves->arena, field->of, id);
	return label ? label : id;
}

const char *shelf_label(const struct shelves *shelves,
			const struct schema_field *field,
			const struct datum *datum)
{
	switch (field->type) {
	case SCHEMA_CHOICE:
		return publication_localised_text(
			&field->choices[datum->choice].label,
			shelves->language);
	case SCHEMA_DATE:
		return locale_date(shelves->locale, shelves->arena,
				   datum->text);
	case SCHEMA_NUMBER:
		return locale_number(shelves->locale, shelves->arena,
				     datum->number);
	case SCHEMA_REFERENCE:
		return entry_label(shelves, field, datum->entry);
	case SCHEMA_FINDING:
		return finding_label(shelves, field, datum->text);
	case SCHEMA_TEXT:
	case SCHEMA_MARKDOWN:
	case SCHEMA_FLAG:
	case SCHEMA_ADDRESS:
	case SCHEMA_RECORD:
	case SCHEMA_TYPE_COUNT:
		break;
	}
	return datum->text;
}

/* ---- Values -------------------------------------------------------------- */

static void add_fields(const struct shelves *shelves,
		       const struct schema *schema,
		       const struct field_data *data, struct value *map);

static const struct value *new_choice(const struct shelves *shelves,
				      const struct schema_field *field,
				      const struct datum *datum)
{
	struct arena *arena = shelves->arena;
	struct value *map = value_new_map(arena);
	value_map_set(arena, map, "id", shelf_text(shelves, datum->text));
	value_map_set(arena, map, "label",
		      shelf_text(shelves, shelf_label(shelves, field, datum)));
	value_map_set(arena, map, arena_format(arena, "is-%s", datum->text),
		      value_new_boolean(arena, true));
	return map;
}

struct printed_date {
	struct locale *locale;
	const char *iso;
};

static void print_date(void *data, struct buffer *out)
{
	const struct printed_date *date = data;
	struct arena arena = ARENA_INITIALISER;
	const char *words = locale_date(date->locale, &arena, date->iso);
	buffer_append_string(out, words ? words : date->iso);
	arena_release(&arena);
}

static const struct value *new_date(const struct shelves *shelves,
				    const char *iso)
{
	struct printed_date *date =
		ARENA_NEW(shelves->arena, struct printed_date);
	*date = (struct printed_date){ shelves->locale, iso };
	struct value *value =
		value_new_printed(shelves->arena, print_date, date);
	value->printed.argument = iso;
	return value;
}

static const struct value *new_finding(const struct shelves *shelves,
				       const struct schema_field *field,
				       const struct datum *datum)
{
	const struct value *value = NULL;
	if (shelves->findings.find)
		value = shelves->findings.find(shelves->findings.data,
					       shelves->arena, field->of,
					       datum->text);
	return value ? value : value_new_null(shelves->arena);
}

static const struct value *new_words(const struct shelves *shelves,
				     const struct datum *datum,
				     enum value_format format)
{
	struct value *value = value_new_formatted(
		shelves->arena, str_from(datum->text), format);
	value->place = datum->place;
	return value;
}

const struct value *shelf_datum(const struct shelves *shelves,
				const struct schema_field *field,
				const struct datum *datum)
{
	struct arena *arena = shelves->arena;
	struct value *map;
	switch (field->type) {
	case SCHEMA_TEXT:
	case SCHEMA_ADDRESS:
		return new_words(shelves, datum, VALUE_PLAIN);
	case SCHEMA_MARKDOWN:
		return new_words(shelves, datum, VALUE_MARKDOWN);
	case SCHEMA_NUMBER:
		return value_new_number(arena, datum->number);
	case SCHEMA_FLAG:
		return value_new_boolean(arena, datum->flag);
	case SCHEMA_DATE:
		return new_date(shelves, datum->text);
	case SCHEMA_CHOICE:
		return new_choice(shelves, field, datum);
	case SCHEMA_REFERENCE:
		return shelf_entry((struct shelf *)shelf_of(shelves, field->of),
				   datum->entry);
	case SCHEMA_FINDING:
		return new_finding(shelves, field, datum);
	case SCHEMA_RECORD:
		map = value_new_map(arena);
		add_fields(shelves, field->record, datum->record, map);
		return map;
	case SCHEMA_TYPE_COUNT:
		break;
	}
	return value_new_null(arena);
}

/* ---- Fields -------------------------------------------------------------- */

static void add_list(const struct shelves *shelves,
		     const struct schema_field *field,
		     const struct field_data *data, struct value *map)
{
	struct arena *arena = shelves->arena;
	struct value *list = value_new_list(arena);
	const char **labels = ARENA_NEW_ARRAY(arena, data->count, const char *);
	for (size_t i = 0; i < data->count; i++) {
		value_list_add(arena, list,
			       shelf_datum(shelves, field, &data->items[i]));
		labels[i] =
			field->type == SCHEMA_RECORD ?
				NULL :
				shelf_label(shelves, field, &data->items[i]);
	}
	value_map_set(arena, map, field->name, list);
	value_map_set(arena, map, arena_format(arena, "%s-count", field->name),
		      value_new_number(arena, (double)data->count));
	if (field->type != SCHEMA_RECORD)
		value_map_set(
			arena, map, arena_format(arena, "%s-list", field->name),
			shelf_text(shelves,
				   data->count ?
					   locale_list(shelves->locale, arena,
						       labels, data->count) :
					   NULL));
}

/* How machines write it, and its year as readers do. */
static void add_date_parts(const struct shelves *shelves,
			   const struct schema_field *field,
			   const struct field_data *data, struct value *map)
{
	struct arena *arena = shelves->arena;
	const char *iso = data->count ? data->items[0].text : NULL;
	const char *year = iso ? locale_date(shelves->locale, arena,
					     arena_copy(arena, iso, 4)) :
				 NULL;
	value_map_set(arena, map, arena_format(arena, "%s-iso", field->name),
		      shelf_text(shelves, iso));
	value_map_set(arena, map, arena_format(arena, "%s-year", field->name),
		      shelf_text(shelves, year));
}

static void add_fields(const struct shelves *shelves,
		       const struct schema *schema,
		       const struct field_data *data, struct value *map)
{
	for (size_t i = 0; i < schema->field_count; i++) {
		const struct schema_field *field = &schema->fields[i];
		if (field->is_list) {
			add_list(shelves, field, &data[i], map);
			continue;
		}
		value_map_set(shelves->arena, map, field->name,
			      data[i].count ? shelf_datum(shelves, field,
							  &data[i].items[0]) :
					      value_new_null(shelves->arena));
		if (field->type == SCHEMA_DATE)
			add_date_parts(shelves, field, &data[i], map);
		if (field->type == SCHEMA_FINDING)
			value_map_set(shelves->arena, map,
				      arena_format(shelves->arena, "%s-id",
						   field->name),
				      shelf_text(shelves,
						 data[i].count ?
							 data[i].items[0].text :
							 NULL));
	}
}

const struct value *shelf_entry(struct shelf *shelf, const struct entry *entry)
{
	const struct shelves *shelves = shelf->all;
	struct arena *arena = shelves->arena;
	size_t index = (size_t)(entry - shelf->text->entries);
	if (shelf->entries[index])
		return shelf->entries[index];
	struct value *map = value_new_map(arena);
	/* Entries may refer to one another. */
	shelf->entries[index] = map;
	value_map_set(arena, map, "id", shelf_text(shelves, entry->identifier));
	value_map_set(arena, map, "href",
		      shelf_text(shelves,
				 shelf->collection->page ?
					 collection_page_name(arena,
							      shelf->collection,
							      entry) :
					 NULL));
	value_map_set(arena, map, "text",
		      shelf_text(shelves, arena_format(arena, "entry/%s/%s",
						       shelf->collection->name,
						       entry->identifier)));
	add_fields(shelves, shelf->collection->schema, entry->data, map);
	return map;
}

/* ---- Texts --------------------------------------------------------------- */

const struct source_file *
collection_text_of(const struct publication *publication, size_t language,
		   struct str partial)
{
	struct arena arena = ARENA_INITIALISER;
	const struct entry *entry = NULL;
	const char *name = arena_copy(&arena, partial.bytes, partial.length);
	if (strncmp(name, "entry/", 6) == 0) {
		const char *rest = name + 6;
		size_t length = strcspn(rest, "/");
		const struct collection *collection = collection_find(
			publication, arena_copy(&arena, rest, length));
		if (collection && rest[length])
			entry = collection_find_entry(collection, language,
						      rest + length + 1);
	}
	arena_release(&arena);
	return entry ? entry->file : NULL;
}
