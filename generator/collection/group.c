/* Lists as values, grouped where they are. */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/vector.h"
#include "collection/shelf.h"

struct group {
	struct str key; /* NULL bytes: entries that do not say */
	const struct schema_field *field;
	const struct datum *datum;
	const char *label;
	const struct shelves *shelves;
	bool is_descending;
	VECTOR(const struct entry *) entries;
};

/* The groups of one level, in the order in which they were met. */
struct groups {
	struct shelf *shelf;
	const struct schema_field *field;
	VECTOR(struct group *) items;
	struct map by_key;
};

static const struct value *make_level(struct shelf *shelf,
				      const struct collection_list *list,
				      const struct entry *const *entries,
				      size_t count, size_t depth);

/* Dates are grouped by year. */
static struct str key_of(const struct schema_field *field,
			 const struct datum *datum)
{
	struct str key = str_from(datum->text);
	if (field->type == SCHEMA_DATE)
		key.length = 4;
	return key;
}

static const char *label_of(const struct shelves *shelves,
			    const struct schema_field *field,
			    const struct datum *datum)
{
	struct str key = key_of(field, datum);
	if (field->type == SCHEMA_DATE)
		return locale_date(
			shelves->locale, shelves->arena,
			arena_copy(shelves->arena, key.bytes, key.length));
	return shelf_label(shelves, field, datum);
}

static struct group *new_group(struct groups *groups, const struct datum *datum)
{
	const struct shelves *shelves = groups->shelf->all;
	struct group *group = ARENA_NEW(shelves->arena, struct group);
	group->field = groups->field;
	group->datum = datum;
	group->shelves = shelves;
	group->key =
		datum ? key_of(groups->field, datum) : (struct str){ NULL, 0 };
	group->label = datum ? label_of(shelves, groups->field, datum) :
			       locale_word(shelves->locale, "not-stated");
	*VECTOR_ADD(&groups->items) = group;
	return group;
}

static struct group *find_group(struct groups *groups,
				const struct datum *datum)
{
	struct str key = datum ? key_of(groups->field, datum) : STR("");
	struct group *group = map_lookup(&groups->by_key, key);
	if (!group) {
		group = new_group(groups, datum);
		(void)map_set(&groups->by_key, key, group);
	}
	return group;
}

/* Into each of the groups whose value the entry has, once. */
static void sort_in(struct groups *groups, const struct entry *entry,
		    size_t field)
{
	const struct field_data *data = &entry->data[field];
	for (size_t i = 0; i < data->count || i == 0; i++) {
		struct group *group = find_group(
			groups, data->count ? &data->items[i] : NULL);
		if (!group->entries.count ||
		    *VECTOR_LAST(&group->entries) != entry)
			*VECTOR_ADD(&group->entries) = entry;
	}
}

/* Choices as the schema has them, years as the entries, all else as the language
 * sorts words; those that do not say are last. */
static int compare_groups(const void *left, const void *right)
{
	const struct group *a = *(struct group *const *)left,
			   *b = *(struct group *const *)right;
	int order;
	if (!a->datum || !b->datum)
		return !a->datum - !b->datum;
	if (a->field->type == SCHEMA_CHOICE)
		order = (a->datum->choice > b->datum->choice) -
			(a->datum->choice < b->datum->choice);
	else if (a->field->type == SCHEMA_DATE)
		order = str_compare(a->key, b->key);
	else
		order = locale_compare(a->shelves->locale, a->label, b->label);
	if (!order)
		order = str_compare(a->key, b->key);
	return a->is_descending ? -order : order;
}

/* Where the list begins with the latest, so do the years. */
static bool is_descending(const struct shelf *shelf,
			  const struct collection_list *list, size_t field)
{
	const struct collection_list *order =
		list->sort_count ? list : &shelf->collection->all;
	for (size_t i = 0; i < order->sort_count; i++)
		if (order->sort[i].field == field)
			return order->sort[i].is_descending;
	return false;
}

/* A name for the place on a page: letters and digits of any script. */
static const char *anchor_of(struct arena *arena, const char *list,
			     struct str key)
{
	char *name = arena_format(arena, "%s-%.*s", list,
				  key.bytes ? (int)key.length : 4,
				  key.bytes ? key.bytes : "none");
	for (char *at = name; *at; at++)
		if ((unsigned char)*at < 0x80 && !(*at >= '0' && *at <= '9') &&
		    !((*at | 32) >= 'a' && (*at | 32) <= 'z'))
			*at = '-';
	return name;
}

static const struct value *group_value(struct shelf *shelf,
				       const struct collection_list *list,
				       const struct group *group, size_t depth,
				       const char *prefix)
{
	const struct shelves *shelves = shelf->all;
	struct arena *arena = shelves->arena;
	struct value *map = value_new_map(arena);
	bool is_last = depth + 1 == list->group_count;
	const char *id = group->key.bytes ? arena_copy(arena, group->key.bytes,
						       group->key.length) :
					    "none";
	value_map_set(arena, map, "label", shelf_text(shelves, group->label));
	value_map_set(arena, map, "id", shelf_text(shelves, id));
	value_map_set(
		arena, map, "anchor",
		shelf_text(shelves, anchor_of(arena, prefix, group->key)));
	value_map_set(arena, map, "count",
		      value_new_number(arena, (double)group->entries.count));
	value_map_set(arena, map, "value",
		      group->datum ?
			      shelf_datum(shelves, group->field, group->datum) :
			      value_new_null(arena));
	value_map_set(arena, map, is_last ? "entries" : "groups",
		      make_level(shelf, list, group->entries.items,
				 group->entries.count, depth + 1));
	return map;
}

static const struct value *entries_value(struct shelf *shelf,
					 const struct collection_list *list,
					 const struct entry *const *entries,
					 size_t count)
{
	struct value *value = value_new_list(shelf->all->arena);
	for (size_t i = 0; i < count && (!list->first || i < list->first); i++)
		value_list_add(shelf->all->arena, value,
			       shelf_entry(shelf, entries[i]));
	return value;
}

static const struct value *make_level(struct shelf *shelf,
				      const struct collection_list *list,
				      const struct entry *const *entries,
				      size_t count, size_t depth)
{
	if (depth == list->group_count)
		return entries_value(shelf, list, entries, count);
	size_t field = list->group[depth];
	struct groups groups = {
		.shelf = shelf,
		.field = &shelf->collection->schema->fields[field],
	};
	for (size_t i = 0; i < count; i++)
		sort_in(&groups, entries[i], field);
	for (size_t i = 0; i < groups.items.count; i++)
		groups.items.items[i]->is_descending =
			is_descending(shelf, list, field) &&
			groups.field->type == SCHEMA_DATE;
	if (groups.items.count)
		qsort(groups.items.items, groups.items.count,
		      sizeof *groups.items.items, compare_groups);
	struct value *value = value_new_list(shelf->all->arena);
	for (size_t i = 0; i < groups.items.count; i++) {
		struct group *group = groups.items.items[i];
		value_list_add(
			shelf->all->arena, value,
			group_value(shelf, list, group, depth, list->name));
		VECTOR_RELEASE(&group->entries);
	}
	VECTOR_RELEASE(&groups.items);
	map_release(&groups.by_key);
	return value;
}

const struct value *shelf_list(struct shelf *shelf,
			       const struct collection_list *list,
			       size_t *count)
{
	const struct entry **entries = shelf_select(shelf, list, count);
	return make_level(shelf, list, entries, *count, 0);
}
