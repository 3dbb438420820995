/* Arenas: memory by lifetime. Everything that lives and dies together is
 * allocated from one arena and released at once. An arena is not shared
 * between threads. */
#ifndef EVERYREAD_BASE_ARENA_H
#define EVERYREAD_BASE_ARENA_H

#include <stddef.h>

struct str;
struct arena_block;

/* Zero-initialise with ARENA_INITIALISER; release with arena_release(). */
struct arena {
	struct arena_block *newest;
	char *next;       /* first free byte of the newest block */
	char *end;        /* one past its last byte */
	size_t allocated; /* bytes taken from the heap, for reports */
};

#define ARENA_INITIALISER \
	{ \
		0 \
	}

/* `size` zeroed bytes, aligned for any type. Never NULL. */
void *arena_allocate(struct arena *arena, size_t size);

/* Array of `count` elements of `size` bytes, zeroed; overflow ends the program. */
void *arena_allocate_array(struct arena *arena, size_t count, size_t size);

#define ARENA_NEW(arena, type) ((type *)arena_allocate((arena), sizeof(type)))
#define ARENA_NEW_ARRAY(arena, count, type) \
	((type *)arena_allocate_array((arena), (count), sizeof(type)))

/* A copy of `count` elements of `size` bytes; of none it is an empty array. */
void *arena_copy_array(struct arena *arena, const void *items, size_t count,
		       size_t size);

/* An array with room for one more than the `count` elements of `size` bytes that
 * it has; `capacity` is how many it has room for, at first 0. What it leaves
 * behind in the arena is less than what it has. */
void *arena_grow(struct arena *arena, void *items, size_t count,
		 size_t *capacity, size_t size);

/* NUL-terminated copies that live as long as the arena. */
char *arena_copy(struct arena *arena, const char *bytes, size_t length);
char *arena_copy_string(struct arena *arena, const char *string);
struct str arena_copy_str(struct arena *arena, struct str text);
char *arena_format(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Frees every block; the arena is empty and may be used again. */
void arena_release(struct arena *arena);

#endif
