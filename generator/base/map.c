/* Open addressing with linear probing, at most two thirds full. */
#include "base/map.h"

#include <assert.h>
#include <stdlib.h>

#include "base/memory.h"

uint64_t map_hash_bytes(const void *bytes, size_t length)
{
	const unsigned char *at = bytes;
	uint64_t hash = UINT64_C(0xcbf29ce484222325);
	for (size_t i = 0; i < length; i++) {
		hash ^= at[i];
		hash *= UINT64_C(0x100000001b3);
	}
	hash ^= hash >> 32;
	hash *= UINT64_C(0xd6e8feb86659fd93);
	hash ^= hash >> 32;
	return hash;
}

static struct map_entry *find_slot(struct map_entry *entries, size_t capacity,
				   struct str key, uint64_t hash)
{
	size_t at = (size_t)hash & (capacity - 1);
	while (entries[at].value &&
	       !(entries[at].hash == hash && str_equals(entries[at].key, key)))
		at = (at + 1) & (capacity - 1);
	return &entries[at];
}

static void grow(struct map *map)
{
	size_t capacity = map->capacity ? map->capacity * 2 : 16;
	struct map_entry *entries = memory_allocate(capacity * sizeof *entries);
	for (size_t i = 0; i < map->capacity; i++) {
		struct map_entry *entry = &map->entries[i];
		if (entry->value)
			*find_slot(entries, capacity, entry->key, entry->hash) =
				*entry;
	}
	free(map->entries);
	map->entries = entries;
	map->capacity = capacity;
}

void *map_lookup(const struct map *map, struct str key)
{
	if (map->count == 0)
		return NULL;
	uint64_t hash = map_hash_bytes(key.bytes, key.length);
	return find_slot(map->entries, map->capacity, key, hash)->value;
}

void *map_set(struct map *map, struct str key, void *value)
{
	assert(value);
	if (map->count * 3 >= map->capacity * 2)
		grow(map);
	uint64_t hash = map_hash_bytes(key.bytes, key.length);
	struct map_entry *slot =
		find_slot(map->entries, map->capacity, key, hash);
	void *old = slot->value;
	if (!old)
		map->count++;
	*slot = (struct map_entry){ key, hash, value };
	return old;
}

void map_release(struct map *map)
{
	free(map->entries);
	*map = (struct map)MAP_INITIALISER;
}
