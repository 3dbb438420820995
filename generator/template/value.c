/* Building, asking and printing the values of the context. */
#include "template/value.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/map.h"

/* Maps of more entries than this are searched through a hash table. */
enum { SCANNED_ENTRIES = 8 };

/* Open addressing; a slot holds the entry's number plus one, or 0. */
struct value_index {
	size_t capacity; /* a power of two, more than twice the entries */
	uint32_t slots[];
};

static struct value *new_value(struct arena *arena, enum value_kind kind)
{
	struct value *value = ARENA_NEW(arena, struct value);
	value->kind = kind;
	return value;
}

struct value *value_new_null(struct arena *arena)
{
	return new_value(arena, VALUE_NULL);
}

struct value *value_new_boolean(struct arena *arena, bool boolean)
{
	struct value *value = new_value(arena, VALUE_BOOLEAN);
	value->boolean = boolean;
	return value;
}

struct value *value_new_number(struct arena *arena, double number)
{
	struct value *value = new_value(arena, VALUE_NUMBER);
	value->number = number;
	return value;
}

struct value *value_new_text(struct arena *arena, struct str text)
{
	return value_new_formatted(arena, text, VALUE_PLAIN);
}

struct value *value_new_formatted(struct arena *arena, struct str text,
				  enum value_format format)
{
	struct value *value = new_value(arena, VALUE_TEXT);
	value->format = format;
	value->text = text;
	return value;
}

struct value *value_new_printed(struct arena *arena,
				void (*print)(void *data, struct buffer *out),
				void *data)
{
	struct value *value = new_value(arena, VALUE_PRINTED);
	value->printed.print = print;
	value->printed.data = data;
	return value;
}

struct value *value_new_list(struct arena *arena)
{
	return new_value(arena, VALUE_LIST);
}

struct value *value_new_map(struct arena *arena)
{
	return new_value(arena, VALUE_MAP);
}

struct value *value_new_dynamic(struct arena *arena,
				const struct value_dynamic *dynamic)
{
	struct value *value = new_value(arena, VALUE_DYNAMIC);
	value->dynamic = *dynamic;
	return value;
}

void value_list_add(struct arena *arena, struct value *list,
		    const struct value *item)
{
	assert(list->kind == VALUE_LIST);
	list->list.items =
		arena_grow(arena, list->list.items, list->list.count,
			   &list->list.capacity, sizeof *list->list.items);
	list->list.items[list->list.count++] = item;
}

/* The slot that holds the key's entry, or the empty one where it belongs. */
static uint32_t *find_slot(const struct value *map, struct value_index *index,
			   struct str key, uint64_t hash)
{
	size_t at = (size_t)hash & (index->capacity - 1);
	while (index->slots[at]) {
		struct value_entry *entry =
			&map->map.entries[index->slots[at] - 1];
		if (entry->hash == hash && str_equals(entry->key, key))
			break;
		at = (at + 1) & (index->capacity - 1);
	}
	return &index->slots[at];
}

static struct value_entry *find_entry(const struct value *map, struct str key,
				      uint64_t hash)
{
	if (map->map.index) {
		uint32_t slot = *find_slot(map, map->map.index, key, hash);
		return slot ? &map->map.entries[slot - 1] : NULL;
	}
	for (size_t i = 0; i < map->map.count; i++) {
		struct value_entry *entry = &map->map.entries[i];
		if (entry->hash == hash && str_equals(entry->key, key))
			return entry;
	}
	return NULL;
}

static void add_to_index(struct value *map, size_t number)
{
	struct value_entry *entry = &map->map.entries[number];
	*find_slot(map, map->map.index, entry->key, entry->hash) =
		(uint32_t)number + 1;
}

static void build_index(struct arena *arena, struct value *map)
{
	size_t capacity = map->map.capacity * 4;
	struct value_index *index = arena_allocate(
		arena, sizeof *index + capacity * sizeof *index->slots);
	index->capacity = capacity;
	map->map.index = index;
	for (size_t i = 0; i < map->map.count; i++)
		add_to_index(map, i);
}

void value_map_set_str(struct arena *arena, struct value *map, struct str key,
		       const struct value *value)
{
	assert(map->kind == VALUE_MAP && value);
	uint64_t hash = map_hash_bytes(key.bytes, key.length);
	struct value_entry *entry = find_entry(map, key, hash);
	if (entry) {
		entry->value = value;
		return;
	}
	size_t capacity = map->map.capacity;
	map->map.entries =
		arena_grow(arena, map->map.entries, map->map.count,
			   &map->map.capacity, sizeof *map->map.entries);
	map->map.entries[map->map.count++] =
		(struct value_entry){ arena_copy_str(arena, key), hash, value };
	if (map->map.capacity <= SCANNED_ENTRIES)
		return;
	if (capacity != map->map.capacity)
		build_index(arena, map);
	else
		add_to_index(map, map->map.count - 1);
}

void value_map_set(struct arena *arena, struct value *map, const char *key,
		   const struct value *value)
{
	value_map_set_str(arena, map, str_from(key), value);
}

const struct value *value_map_lookup(const struct value *map, struct str key)
{
	return value_map_lookup_hashed(map, key,
				       map_hash_bytes(key.bytes, key.length));
}

const struct value *value_map_lookup_hashed(const struct value *map,
					    struct str key, uint64_t hash)
{
	assert(map->kind == VALUE_MAP);
	struct value_entry *entry = find_entry(map, key, hash);
	return entry ? entry->value : NULL;
}

bool value_is_true(const struct value *value)
{
	switch (value->kind) {
	case VALUE_NULL:
		return false;
	case VALUE_BOOLEAN:
		return value->boolean;
	case VALUE_NUMBER:
		return value->number != 0 && !isnan(value->number);
	case VALUE_TEXT:
		return value->text.length > 0;
	case VALUE_LIST:
		return value->list.count > 0;
	case VALUE_PRINTED:
	case VALUE_MAP:
	case VALUE_DYNAMIC:
		break;
	}
	return true;
}

/* The shortest decimal that reads back as the same number. */
static void print_plain_number(double number, struct buffer *out)
{
	char digits[40];
	for (int precision = 15; precision <= 17; precision++) {
		snprintf(digits, sizeof digits, "%.*g", precision, number);
		if (strtod(digits, NULL) == number)
			break;
	}
	buffer_append_string(out, digits);
}

bool value_print(const struct value *value, const struct value_printer *printer,
		 struct buffer *out)
{
	bool const has_printer = printer && printer->print;
	switch (value->kind) {
	case VALUE_NULL:
		return true;
	case VALUE_TEXT:
		buffer_append_str(out, value->text);
		return true;
	case VALUE_PRINTED:
		value->printed.print(value->printed.data, out);
		return true;
	case VALUE_NUMBER:
		if (!has_printer || !printer->print(printer->data, value, out))
			print_plain_number(value->number, out);
		return true;
	case VALUE_LIST:
		return has_printer && printer->print(printer->data, value, out);
	case VALUE_BOOLEAN:
	case VALUE_MAP:
	case VALUE_DYNAMIC:
		break;
	}
	return false;
}

const char *value_kind_name(enum value_kind kind)
{
	static const char *const names[] = {
		[VALUE_NULL] = "null",       [VALUE_BOOLEAN] = "yes or no",
		[VALUE_NUMBER] = "a number", [VALUE_TEXT] = "text",
		[VALUE_PRINTED] = "text",    [VALUE_LIST] = "a list",
		[VALUE_MAP] = "a map",       [VALUE_DYNAMIC] = "a map"
	};
	return names[kind];
}
