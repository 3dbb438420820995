/* Bump allocation in blocks that double up to a megabyte. */
#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/str.h"

struct arena_block {
	struct arena_block *older;
	_Alignas(max_align_t) char bytes[];
};

enum { SMALLEST_BLOCK = 16 * 1024, LARGEST_BLOCK = 1024 * 1024 };

static void add_block(struct arena *arena, size_t size)
{
	size_t capacity = arena->allocated;
	if (capacity < SMALLEST_BLOCK)
		capacity = SMALLEST_BLOCK;
	if (capacity > LARGEST_BLOCK)
		capacity = LARGEST_BLOCK;
	if (capacity < size)
		capacity = size;
	struct arena_block *block =
		memory_resize(NULL, 1, sizeof *block + capacity);
	block->older = arena->newest;
	arena->newest = block;
	arena->next = block->bytes;
	arena->end = block->bytes + capacity;
	arena->allocated += capacity;
}

static void *take(struct arena *arena, size_t size)
{
	size_t const alignment = _Alignof(max_align_t);
	if (size > SIZE_MAX - alignment)
		memory_exhausted();
	size = size ? (size + alignment - 1) / alignment * alignment :
		      alignment; /* also nothing has an address */
	if ((size_t)(arena->end - arena->next) < size)
		add_block(arena, size);
	void *result = arena->next;
	arena->next += size;
	return result;
}

void *arena_allocate(struct arena *arena, size_t size)
{
	void *result = take(arena, size);
	memset(result, 0, size);
	return result;
}

void *arena_allocate_array(struct arena *arena, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		memory_exhausted();
	return arena_allocate(arena, count * size);
}

void *arena_copy_array(struct arena *arena, const void *items, size_t count,
		       size_t size)
{
	void *copy = arena_allocate_array(arena, count, size);
	if (count)
		memcpy(copy, items, count * size);
	return copy;
}

void *arena_grow(struct arena *arena, void *items, size_t count,
		 size_t *capacity, size_t size)
{
	if (count < *capacity)
		return items;
	*capacity = count ? count * 2 : 4;
	void *larger = arena_allocate_array(arena, *capacity, size);
	if (count)
		memcpy(larger, items, count * size);
	return larger;
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length)
{
	char *copy = take(arena, length + 1);
	if (length)
		memcpy(copy, bytes, length);
	copy[length] = '\0';
	return copy;
}

char *arena_copy_string(struct arena *arena, const char *string)
{
	return arena_copy(arena, string, strlen(string));
}

struct str arena_copy_str(struct arena *arena, struct str text)
{
	return (struct str){ arena_copy(arena, text.bytes, text.length),
			     text.length };
}

char *arena_format(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	assert(length >= 0);
	char *text = take(arena, (size_t)length + 1);
	va_start(arguments, format);
	vsnprintf(text, (size_t)length + 1, format, arguments);
	va_end(arguments);
	return text;
}

void arena_release(struct arena *arena)
{
	struct arena_block *block = arena->newest;
	while (block) {
		struct arena_block *older = block->older;
		free(block);
		block = older;
	}
	*arena = (struct arena)ARENA_INITIALISER;
}
