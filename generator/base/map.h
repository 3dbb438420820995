/* Hash map from byte strings to pointers, and the hash itself. */
#ifndef EVERYREAD_BASE_MAP_H
#define EVERYREAD_BASE_MAP_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

/* 64-bit hash of bytes, the same on every machine (FNV-1a, then mixed).
 * Not for hostile input beyond what the size limits bound. */
uint64_t map_hash_bytes(const void *bytes, size_t length);

struct map_entry {
	struct str key; /* borrowed: must outlive the map */
	uint64_t hash;
	void *value; /* NULL marks an empty slot */
};

/* Open addressing; zero-initialise, release with map_release(). */
struct map {
	struct map_entry *entries;
	size_t count, capacity; /* capacity is 0 or a power of two */
};

#define MAP_INITIALISER \
	{ \
		0 \
	}

/* The value of `key`, or NULL. */
void *map_lookup(const struct map *map, struct str key);

/* Sets the value (not NULL) and returns the one it replaced, or NULL. */
void *map_set(struct map *map, struct str key, void *value);

void map_release(struct map *map);

#endif
