/* The collections of a publication in a template's context. */
#include <string.h>

#include "collection/shelf.h"

static size_t find_list(const struct collection *collection, struct str name)
{
	size_t i = 0;
	while (i < collection->list_count &&
	       !str_equals_string(name, collection->lists[i].name))
		i++;
	return i;
}

static const struct value *list_value(struct shelf *shelf, size_t index)
{
	if (!shelf->lists[index])
		shelf->lists[index] =
			shelf_list(shelf, &shelf->collection->lists[index],
				   &shelf->counts[index]);
	return shelf->lists[index];
}

static const struct value *all_value(struct shelf *shelf)
{
	size_t count;
	if (!shelf->whole)
		shelf->whole =
			shelf_list(shelf, &shelf->collection->all, &count);
	return shelf->whole;
}

static const char *const *list_names(void *data, size_t *count)
{
	const struct shelf *shelf = data;
	const struct collection *collection = shelf->collection;
	const char **names = ARENA_NEW_ARRAY(
		shelf->all->arena, collection->list_count + 4, const char *);
	static const char *const own[] = { "all", "count", "counts", "labels" };
	for (size_t i = 0; i < 4; i++)
		names[i] = own[i];
	for (size_t i = 0; i < collection->list_count; i++)
		names[i + 4] = collection->lists[i].name;
	*count = collection->list_count + 4;
	return names;
}

static const struct value *look_up_count(void *data, struct str key,
					 struct value_scope *scope)
{
	struct shelf *shelf = data;
	size_t index = find_list(shelf->collection, key);
	if (index == shelf->collection->list_count)
		return NULL;
	(void)list_value(shelf, index);
	return value_new_number(value_scope_arena(scope),
				(double)shelf->counts[index]);
}

static void add_labels(const struct shelves *shelves,
		       const struct schema *schema, bool is_inner,
		       struct value *map)
{
	for (size_t i = 0; i < schema->field_count; i++) {
		const struct schema_field *field = &schema->fields[i];
		const char *label = publication_localised_text(
			&field->label, shelves->language);
		/* Of a record's field and one of the entry, it is the entry's. */
		if (!is_inner || !value_map_lookup(map, str_from(field->name)))
			value_map_set(shelves->arena, map, field->name,
				      shelf_text(shelves,
						 label ? label : field->name));
		if (field->type == SCHEMA_RECORD)
			add_labels(shelves, field->record, true, map);
	}
}

static const struct value *label_values(struct shelf *shelf)
{
	if (shelf->labels)
		return shelf->labels;
	struct value *map = value_new_map(shelf->all->arena);
	add_labels(shelf->all, shelf->collection->schema, false, map);
	return shelf->labels = map;
}

static const struct value *look_up(void *data, struct str key,
				   struct value_scope *scope)
{
	struct shelf *shelf = data;
	size_t index = find_list(shelf->collection, key);
	if (index < shelf->collection->list_count)
		return list_value(shelf, index);
	if (str_equals_string(key, "all"))
		return all_value(shelf);
	if (str_equals_string(key, "count"))
		return value_new_number(value_scope_arena(scope),
					(double)shelf->text->count);
	if (str_equals_string(key, "counts"))
		return shelf->list_counts;
	if (str_equals_string(key, "labels"))
		return label_values(shelf);
	return NULL;
}

static void add_shelf(struct shelves *shelves, size_t index,
		      struct value *context)
{
	struct arena *arena = shelves->arena;
	struct shelf *shelf = &shelves->items[index];
	const struct collection *collection =
		&shelves->publication->collections[index];
	const struct collection_text *text =
		&collection->texts[shelves->language];
	const struct value_dynamic counts = { look_up_count, list_names,
					      shelf };
	const struct value_dynamic map = { look_up, list_names, shelf };
	*shelf = (struct shelf){
		.all = shelves,
		.collection = collection,
		.text = text,
		.entries = ARENA_NEW_ARRAY(arena, text->count, struct value *),
		.lists = ARENA_NEW_ARRAY(arena, collection->list_count,
					 const struct value *),
		.counts =
			ARENA_NEW_ARRAY(arena, collection->list_count, size_t),
		.list_counts = value_new_dynamic(arena, &counts),
	};
	value_map_set(arena, context, collection->name,
		      value_new_dynamic(arena, &map));
}

void collection_add_values(struct arena *arena,
			   const struct publication *publication,
			   size_t language, struct locale *locale,
			   const struct collection_findings *findings,
			   struct value *context)
{
	if (!publication->collection_count)
		return;
	struct shelves *shelves = ARENA_NEW(arena, struct shelves);
	*shelves = (struct shelves){
		.arena = arena,
		.publication = publication,
		.language = language,
		.locale = locale,
		.items = ARENA_NEW_ARRAY(arena, publication->collection_count,
					 struct shelf),
	};
	if (findings)
		shelves->findings = *findings;
	for (size_t i = 0; i < publication->collection_count; i++)
		add_shelf(shelves, i, context);
}

const struct value *collection_entry(const struct value *context,
				     const struct collection *collection,
				     const struct entry *entry)
{
	const struct value *map =
		value_map_lookup(context, str_from(collection->name));
	return shelf_entry(map->dynamic.data, entry);
}

/* ---- Findings ------------------------------------------------------------ */

static void check_data(const struct schema *schema,
		       const struct field_data *data,
		       const struct collection_known *known,
		       struct diagnostics *diagnostics);

static void check_datum(const struct schema_field *field,
			const struct datum *datum,
			const struct collection_known *known,
			struct diagnostics *diagnostics)
{
	size_t count;
	if (field->type == SCHEMA_RECORD)
		check_data(field->record, datum->record, known, diagnostics);
	if (field->type != SCHEMA_FINDING || !field->of ||
	    known->exists(known->data, field->of, datum->text))
		return;
	const char *const *names = known->names(known->data, field->of, &count);
	const char *nearest =
		names ? str_nearest(str_from(datum->text), names, count) : NULL;
	diagnostics_add(diagnostics, DIAGNOSTIC_EVIDENCE_UNKNOWN, datum->place,
			"the findings have no %s '%s'%s%s%s", field->of,
			datum->text, nearest ? "; did you mean '" : "",
			nearest ? nearest : "", nearest ? "'?" : "");
}

static void check_data(const struct schema *schema,
		       const struct field_data *data,
		       const struct collection_known *known,
		       struct diagnostics *diagnostics)
{
	for (size_t i = 0; i < schema->field_count; i++)
		for (size_t j = 0; j < data[i].count; j++)
			check_datum(&schema->fields[i], &data[i].items[j],
				    known, diagnostics);
}

void collection_check_findings(const struct publication *publication,
			       const struct collection_known *known,
			       struct diagnostics *diagnostics)
{
	for (size_t i = 0; i < publication->collection_count; i++) {
		const struct collection *collection =
			&publication->collections[i];
		for (size_t j = 0; j < publication->language_count; j++)
			for (size_t k = 0; k < collection->texts[j].count; k++)
				check_data(collection->schema,
					   collection->texts[j].entries[k].data,
					   known, diagnostics);
	}
}
