/* Which entries a list has, and in which order. */
#include <stdlib.h>
#include <string.h>

#include "collection/shelf.h"

/* ---- Filters ------------------------------------------------------------- */

static bool is_same(const struct schema_field *field, const struct datum *a,
		    const struct datum *b)
{
	if (field->type == SCHEMA_NUMBER)
		return a->number == b->number;
	if (field->type == SCHEMA_FLAG)
		return a->flag == b->flag;
	/* "2026" has all its days. */
	if (field->type == SCHEMA_DATE)
		return strncmp(a->text, b->text, strlen(b->text)) == 0;
	return strcmp(a->text, b->text) == 0;
}

/* ISO 8601's dates have the order of their characters; one that is less exact
 * reaches from its first day to its last. */
static int compare_written(const struct schema_field *field,
			   const struct datum *a, const struct datum *b)
{
	if (field->type == SCHEMA_NUMBER)
		return (a->number > b->number) - (a->number < b->number);
	size_t length = strlen(a->text), other = strlen(b->text);
	return strncmp(a->text, b->text, length < other ? length : other);
}

static bool has_value(const struct schema_field *field,
		      const struct collection_filter *filter,
		      const struct datum *datum)
{
	for (size_t i = 0; i < filter->value_count; i++)
		if (is_same(field, datum, &filter->values[i]))
			return true;
	if (filter->value_count)
		return false;
	return !(filter->has_least &&
		 compare_written(field, datum, &filter->least) < 0) &&
	       !(filter->has_most &&
		 compare_written(field, datum, &filter->most) > 0);
}

static bool passes(const struct schema *schema,
		   const struct collection_filter *filter,
		   const struct entry *entry)
{
	const struct field_data *data = &entry->data[filter->field];
	for (size_t i = 0; i < data->count; i++)
		if (has_value(&schema->fields[filter->field], filter,
			      &data->items[i]))
			return true;
	return false;
}

static bool is_in(const struct schema *schema,
		  const struct collection_list *list, const struct entry *entry)
{
	for (size_t i = 0; i < list->filter_count; i++)
		if (!passes(schema, &list->filters[i], entry))
			return false;
	return true;
}

/* ---- Order --------------------------------------------------------------- */

/* What is sorted: an entry, with what its order depends on. */
struct sorted {
	const struct entry *entry;
	const struct shelf *shelf;
	const struct collection_list *list;
	const char **labels; /* by key; NULL: the field is not given */
};

static int compare_data(const struct shelf *shelf,
			const struct collection_key *key,
			const struct sorted *a, const struct sorted *b,
			size_t number)
{
	const struct schema_field *field =
		&shelf->collection->schema->fields[key->field];
	const struct field_data *left = &a->entry->data[key->field],
				*right = &b->entry->data[key->field];
	/* What does not say comes last, in either direction. */
	if (!left->count || !right->count)
		return key->is_descending ?
			       (right->count == 0) - (left->count == 0) :
			       (left->count == 0) - (right->count == 0);
	const struct datum *x = &left->items[0], *y = &right->items[0];
	switch (field->type) {
	case SCHEMA_NUMBER:
		return (x->number > y->number) - (x->number < y->number);
	case SCHEMA_FLAG:
		return y->flag - x->flag; /* those that have it first */
	case SCHEMA_DATE:
		return strcmp(x->text, y->text);
	case SCHEMA_CHOICE:
		return (x->choice > y->choice) - (x->choice < y->choice);
	case SCHEMA_TEXT:
	case SCHEMA_MARKDOWN:
	case SCHEMA_ADDRESS:
	case SCHEMA_REFERENCE:
	case SCHEMA_FINDING:
	case SCHEMA_RECORD:
	case SCHEMA_TYPE_COUNT:
		break;
	}
	return locale_compare(shelf->all->locale, a->labels[number],
			      b->labels[number]);
}

static int compare_entries(const void *left, const void *right)
{
	const struct sorted *a = left, *b = right;
	const struct collection_list *list = a->list;
	size_t id = a->shelf->collection->schema->field_count;
	for (size_t i = 0; i < list->sort_count; i++) {
		const struct collection_key *key = &list->sort[i];
		int order = key->field == id ?
				    locale_compare(a->shelf->all->locale,
						   a->entry->identifier,
						   b->entry->identifier) :
				    compare_data(a->shelf, key, a, b, i);
		if (order)
			return key->is_descending ? -order : order;
	}
	/* Those that are the same stay in the order of their files' names. */
	return (a->entry > b->entry) - (a->entry < b->entry);
}

static void find_labels(struct sorted *item)
{
	const struct shelf *shelf = item->shelf;
	const struct schema *schema = shelf->collection->schema;
	const struct collection_list *list = item->list;
	item->labels = ARENA_NEW_ARRAY(shelf->all->arena, list->sort_count,
				       const char *);
	for (size_t i = 0; i < list->sort_count; i++) {
		size_t field = list->sort[i].field;
		if (field < schema->field_count &&
		    item->entry->data[field].count)
			item->labels[i] =
				shelf_label(shelf->all, &schema->fields[field],
					    &item->entry->data[field].items[0]);
	}
}

/* A list without an order of its own has the collection's. */
static struct collection_list ordered(const struct shelf *shelf,
				      const struct collection_list *list)
{
	struct collection_list result = *list;
	if (!list->sort_count) {
		result.sort = shelf->collection->all.sort;
		result.sort_count = shelf->collection->all.sort_count;
	}
	return result;
}

const struct entry **shelf_select(const struct shelf *shelf,
				  const struct collection_list *given,
				  size_t *count)
{
	struct arena *arena = shelf->all->arena;
	const struct schema *schema = shelf->collection->schema;
	struct collection_list *list = ARENA_NEW(arena, struct collection_list);
	*list = ordered(shelf, given);
	struct sorted *items =
		ARENA_NEW_ARRAY(arena, shelf->text->count, struct sorted);
	*count = 0;
	for (size_t i = 0; i < shelf->text->count; i++) {
		struct sorted item = { &shelf->text->entries[i], shelf, list,
				       NULL };
		if (!is_in(schema, list, item.entry))
			continue;
		find_labels(&item);
		items[(*count)++] = item;
	}
	if (*count)
		qsort(items, *count, sizeof *items, compare_entries);
	const struct entry **entries =
		ARENA_NEW_ARRAY(arena, *count, const struct entry *);
	for (size_t i = 0; i < *count; i++)
		entries[i] = items[i].entry;
	return entries;
}
