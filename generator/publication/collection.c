/* `collections:` in publication.yaml → struct collection. */
#include "publication/collection.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "publication/collection_reader.h"
#include "publication/publication.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static int compare_entry(const void *key, const void *element)
{
	const struct entry *entry = element;
	return strcmp(key, path_name(entry->file->path));
}

const struct entry *collection_find_entry(const struct collection *collection,
					  size_t language, const char *name)
{
	const struct collection_text *text = &collection->texts[language];
	struct arena arena = ARENA_INITIALISER;
	const char *file = arena_format(&arena, "%s.md", name);
	const struct entry *found =
		text->count ? bsearch(file, text->entries, text->count,
				      sizeof *text->entries, compare_entry) :
			      NULL;
	arena_release(&arena);
	return found;
}

const struct collection *collection_find(const struct publication *publication,
					 const char *name)
{
	for (size_t i = 0; i < publication->collection_count; i++)
		if (strcmp(publication->collections[i].name, name) == 0)
			return &publication->collections[i];
	return NULL;
}

/* ---- Lists --------------------------------------------------------------- */

/* A field by name; false, reported, where there is none. */
static bool find_field(const struct fields *fields,
		       const struct collection *collection, struct str name,
		       struct place place, bool takes_id, size_t *field)
{
	const struct schema *schema = collection->schema;
	*field = schema_find(schema, name);
	if (*field < schema->field_count ||
	    (takes_id && str_equals_string(name, "id")))
		return true;
	const char *nearest =
		str_nearest(name, schema->names, schema->field_count);
	diagnostics_add(fields->diagnostics, DIAGNOSTIC_YAML_VALUE, place,
			"'%.*s' is no field of '%s'%s%s%s", (int)name.length,
			name.bytes, schema->file,
			nearest ? "; did you mean '" : "",
			nearest ? nearest : "", nearest ? "'?" : "");
	return false;
}

/* One or several; calls `take` for each. */
typedef void take_item(const struct fields *fields,
		       const struct collection *collection,
		       const struct yaml_node *item,
		       struct collection_list *list);

static void take_all(const struct fields *fields,
		     const struct collection *collection,
		     const struct yaml_node *node, const char *what,
		     take_item *take, struct collection_list *list)
{
	if (node && node->kind == YAML_SEQUENCE)
		for (size_t i = 0; i < node->count; i++)
			if (yaml_expect(node->items[i], YAML_SCALAR, what,
					fields->diagnostics))
				take(fields, collection, node->items[i], list);
	if (node && node->kind != YAML_SEQUENCE &&
	    yaml_expect(node, YAML_SCALAR, what, fields->diagnostics))
		take(fields, collection, node, list);
}

static size_t item_count(const struct yaml_node *node)
{
	return node && node->kind == YAML_SEQUENCE ? node->count : 1;
}

/* "title", or "-date": the last first. */
static void take_sort(const struct fields *fields,
		      const struct collection *collection,
		      const struct yaml_node *item,
		      struct collection_list *list)
{
	struct str name = item->text;
	struct collection_key key = { 0 };
	if (name.length && name.bytes[0] == '-') {
		key.is_descending = true;
		name.bytes++;
		name.length--;
	}
	if (!find_field(fields, collection, name, item->place, true,
			&key.field))
		return;
	if (key.field < collection->schema->field_count &&
	    collection->schema->fields[key.field].type == SCHEMA_RECORD)
		diagnostics_add(fields->diagnostics, DIAGNOSTIC_YAML_VALUE,
				item->place,
				"'%.*s' is a record, which has no order",
				(int)name.length, name.bytes);
	else
		list->sort[list->sort_count++] = key;
}

static bool may_group(const struct schema_field *field)
{
	return field->type == SCHEMA_CHOICE || field->type == SCHEMA_FINDING ||
	       field->type == SCHEMA_REFERENCE || field->type == SCHEMA_DATE ||
	       field->type == SCHEMA_TEXT;
}

static void take_group(const struct fields *fields,
		       const struct collection *collection,
		       const struct yaml_node *item,
		       struct collection_list *list)
{
	size_t field;
	if (!find_field(fields, collection, item->text, item->place, false,
			&field))
		return;
	if (collection->schema->fields[field].is_broken)
		return; /* which is told */
	if (may_group(&collection->schema->fields[field]))
		list->group[list->group_count++] = field;
	else
		diagnostics_add(fields->diagnostics, DIAGNOSTIC_YAML_VALUE,
				item->place,
				"'%s' cannot be grouped by: it is no choice, "
				"finding, reference, date or text",
				item->text.bytes);
}

/* A value that a filter names, read as the field reads it. */
static bool read_value(const struct fields *fields,
		       const struct schema_field *field,
		       const struct yaml_node *node, struct datum *value)
{
	struct schema_field one = *field;
	one.is_list = one.is_required = false;
	one.has_least = one.has_most = false;
	const struct schema schema = { .fields = &one,
				       .names = &one.name,
				       .field_count = 1 };
	struct yaml_pair pair = { .key = str_from(one.name),
				  .key_place = node->place,
				  .value = node };
	const struct yaml_node mapping = { .kind = YAML_MAPPING,
					   .place = node->place,
					   .pairs = &pair,
					   .count = 1 };
	const struct field_data *data =
		schema_read_data(&schema, fields->arena, &mapping, node->place,
				 fields->diagnostics);
	if (data->count)
		*value = data->items[0];
	return data->count == 1;
}

/* Bounds, as the values are of the field's type. */
static const struct yaml_type bound_type = { .name = "date or number" };
static const struct yaml_field bound_fields[] = {
	{ "from", false, &bound_type, 0, NULL },
	{ "to", false, &bound_type, 0, NULL },
};
static const struct yaml_table bounds_table =
	YAML_TABLE("bounds", bound_fields);

static void read_bounds(const struct fields *fields,
			const struct schema_field *field,
			const struct yaml_node *node,
			struct collection_filter *filter)
{
	yaml_table_check(&bounds_table, node, fields->diagnostics);
	const struct yaml_node *least =
				       fields_find(fields, node, "from", false),
			       *most = fields_find(fields, node, "to", false);
	if (field->type != SCHEMA_DATE && field->type != SCHEMA_NUMBER) {
		diagnostics_add(fields->diagnostics, DIAGNOSTIC_YAML_VALUE,
				node->place,
				"'%s' is no date and no number, which alone "
				"have from: and to:",
				field->name);
		return;
	}
	filter->has_least =
		least && read_value(fields, field, least, &filter->least);
	filter->has_most =
		most && read_value(fields, field, most, &filter->most);
}

static void read_filter(const struct fields *fields,
			const struct collection *collection,
			const struct yaml_pair *pair,
			struct collection_list *list)
{
	struct collection_filter filter = { 0 };
	const struct yaml_node *node = pair->value;
	if (!find_field(fields, collection, pair->key, pair->key_place, false,
			&filter.field))
		return;
	const struct schema_field *field =
		&collection->schema->fields[filter.field];
	if (field->is_broken)
		return; /* which is told */
	size_t count = node->kind == YAML_SEQUENCE ? node->count : 1;
	filter.values = ARENA_NEW_ARRAY(fields->arena, count, struct datum);
	if (node->kind != YAML_SCALAR && !node->count)
		yaml_tell_blank(node, pair->key.bytes, fields->diagnostics);
	else if (node->kind == YAML_MAPPING)
		read_bounds(fields, field, node, &filter);
	else
		for (size_t i = 0; !yaml_is_null(node) && i < count; i++)
			if (read_value(fields, field,
				       node->kind == YAML_SEQUENCE ?
					       node->items[i] :
					       node,
				       &filter.values[filter.value_count]))
				filter.value_count++;
	list->filters[list->filter_count++] = filter;
}

/* What a list is read into. */
struct reading {
	const struct collection *collection;
	struct collection_list *list;
};

static void read_sort(const void *reader, const struct yaml_node *node,
		      const struct yaml_field *field, void *to)
{
	const struct fields *fields = reader;
	struct reading *reading = to;
	reading->list->sort = ARENA_NEW_ARRAY(fields->arena, item_count(node),
					      struct collection_key);
	take_all(fields, reading->collection, node, yaml_field_what(field),
		 take_sort, reading->list);
}

static void read_group(const void *reader, const struct yaml_node *node,
		       const struct yaml_field *field, void *to)
{
	const struct fields *fields = reader;
	struct reading *reading = to;
	reading->list->group =
		ARENA_NEW_ARRAY(fields->arena, item_count(node), size_t);
	take_all(fields, reading->collection, node, yaml_field_what(field),
		 take_group, reading->list);
}

static void read_first(const void *reader, const struct yaml_node *node,
		       const struct yaml_field *field, void *to)
{
	const struct fields *fields = reader;
	struct reading *reading = to;
	reading->list->first =
		(size_t)yaml_number(node, 0, field->type->least,
				    field->type->most, fields->diagnostics);
}

static void read_where(const void *reader, const struct yaml_node *node,
		       const struct yaml_field *field, void *to)
{
	const struct fields *fields = reader;
	struct reading *reading = to;
	if (!yaml_expect(node, YAML_MAPPING, yaml_field_what(field),
			 fields->diagnostics))
		return;
	reading->list->filters = ARENA_NEW_ARRAY(fields->arena, node->count,
						 struct collection_filter);
	for (size_t i = 0; i < node->count; i++)
		read_filter(fields, reading->collection, &node->pairs[i],
			    reading->list);
}

static const struct yaml_type sort_type = { .name = "field, or a list of them; "
						    "-field: the last first",
					    .read = read_sort },
			      group_type = { .name = "field, or a list of them",
					     .read = read_group },
			      where_type = { .name = "mapping from fields to "
						     "values or bounds",
					     .read = read_where,
					     .inside = &bounds_table,
					     .shape = YAML_NAMED },
			      first_type = { .name = "number of entries",
					     .read = read_first,
					     .least = 1,
					     .most = 1e9 };

static const struct yaml_field list_fields[] = {
	{ "sort", false, &sort_type, 0, NULL },
	{ "group", false, &group_type, 0, NULL },
	{ "where", false, &where_type, 0, NULL },
	{ "first", false, &first_type, 0, NULL },
};
static const struct yaml_table list_table = YAML_TABLE("a list", list_fields);

static bool is_name_taken(const struct fields *fields,
			  const struct yaml_pair *pair)
{
	static const char *const taken[] = { "all", "count", "counts", "labels",
					     "name" };
	for (size_t i = 0; i < COUNT(taken); i++) {
		if (!str_equals_string(pair->key, taken[i]))
			continue;
		diagnostics_add(fields->diagnostics, DIAGNOSTIC_YAML_VALUE,
				pair->key_place,
				"a list cannot be called '%s': every "
				"collection has something else of that name",
				taken[i]);
		return true;
	}
	return false;
}

static void read_lists(const void *reader, const struct yaml_node *node,
		       const struct yaml_field *field, void *to)
{
	const struct fields *fields = reader;
	struct collection *collection = to;
	if (!yaml_expect(node, YAML_MAPPING, yaml_field_what(field),
			 fields->diagnostics))
		return;
	collection->lists = ARENA_NEW_ARRAY(fields->arena, node->count,
					    struct collection_list);
	for (size_t i = 0; i < node->count; i++) {
		const struct yaml_pair *pair = &node->pairs[i];
		const struct yaml_node key = { .kind = YAML_SCALAR,
					       .place = pair->key_place,
					       .text = pair->key };
		struct collection_list list = { .place = pair->key_place };
		struct reading reading = { .collection = collection,
					   .list = &list };
		list.name = fields_identifier(fields, &key, "list");
		if (list.name && !is_name_taken(fields, pair) &&
		    fields_mapping(fields, pair->value, &list_table, &reading))
			collection->lists[collection->list_count++] = list;
	}
}

/* ---- A collection -------------------------------------------------------- */

/* False: `error`. */
static bool read_schema(const struct fields *fields, const char *folder,
			const struct yaml_node *node,
			struct collection *collection, struct error *error)
{
	const char *name = fields_path(fields, node, "schema");
	struct str text;
	if (!name)
		return true;
	const char *path = path_join(fields->arena, folder, name);
	collection->schema_file = path;
	if (!file_is_regular(path) || !file_is_inside(path, folder)) {
		diagnostics_add(fields->diagnostics,
				DIAGNOSTIC_PUBLICATION_NO_SOURCE, node->place,
				"there is no schema '%s'", path);
		return true;
	}
	if (!file_read(fields->arena, path, &text, error))
		return false;
	size_t told = fields->diagnostics->count;
	const struct yaml_node *root =
		yaml_parse(fields->arena, text, path, 1, fields->diagnostics);
	if (root)
		collection->schema = schema_read(fields, root, path);
	else if (fields->diagnostics->count == told)
		diagnostics_add(
			fields->diagnostics, DIAGNOSTIC_PUBLICATION_EMPTY,
			(struct place){ path, 1, 1 }, "this file is empty");
	return true;
}

/* The order of all entries. */
static void read_order(const void *reader, const struct yaml_node *node,
		       const struct yaml_field *field, void *to)
{
	struct collection *collection = to;
	struct reading all = { collection, &collection->all };
	read_sort(reader, node, field, &all);
}

static const struct yaml_type
	schema_type = { .name = "path within the publication's folder" },
	order_type = { .name = "field, or a list of them; -field: the last "
			       "first",
		       .read = read_order },
	lists_type = { .name = "mapping from names to lists",
		       .read = read_lists,
		       .inside = &list_table,
		       .shape = YAML_NAMED };

#define AT(field) offsetof(struct collection, field)
static const struct yaml_field collection_fields[] = {
	{ "schema", true, &schema_type, 0, NULL },
	{ "folder", false, &field_path, AT(folder), NULL },
	{ "sort", false, &order_type, 0, NULL },
	{ "page", false, &field_path, AT(page), NULL },
	{ "data", false, &field_path, AT(data), NULL },
	{ "lists", false, &lists_type, 0, NULL },
	{ "languages", false, &field_languages, AT(wants_language), NULL },
	{ "partial", false, &field_partial, AT(may_be_partial), NULL },
};
#undef AT

const struct yaml_table collection_keys =
	YAML_TABLE("a collection", collection_fields);

/* First the schema: without it nothing else can be read. False: `error`. */
static bool read_collection(const struct fields *fields,
			    const struct yaml_pair *pair,
			    struct publication *publication,
			    struct error *error)
{
	const struct yaml_node *node = pair->value;
	const struct yaml_node key = { .kind = YAML_SCALAR,
				       .place = pair->key_place,
				       .text = pair->key };
	struct collection collection = {
		.name = fields_identifier(fields, &key, "collection"),
		.place = pair->key_place,
		.wants_language =
			fields_language_set(fields, NULL, "languages", true),
		.may_be_partial = fields_partial(fields, NULL),
	};
	collection.folder = collection.name;
	if (!yaml_expect(node, YAML_MAPPING, collection_keys.what,
			 fields->diagnostics) ||
	    !collection.name)
		return true;
	yaml_table_check(&collection_keys, node, fields->diagnostics);
	if (!read_schema(fields, publication->folder,
			 fields_find(fields, node, "schema", true), &collection,
			 error))
		return false;
	if (!collection.schema)
		return true;
	yaml_table_read(&collection_keys, fields, node, &collection,
			fields->diagnostics);
	collection.texts = ARENA_NEW_ARRAY(
		fields->arena, fields->language_count, struct collection_text);
	if (collection.folder)
		publication->collections[publication->collection_count++] =
			collection;
	return true;
}

bool collections_read(const struct fields *fields, const struct yaml_node *node,
		      struct publication *publication, struct error *error)
{
	if (!yaml_expect(node, YAML_MAPPING, "collections",
			 fields->diagnostics))
		return true;
	publication->collections =
		ARENA_NEW_ARRAY(fields->arena, node->count, struct collection);
	for (size_t i = 0; i < node->count; i++)
		if (!read_collection(fields, &node->pairs[i], publication,
				     error))
			return false;
	return true;
}
