/* The only calls of malloc and realloc of the program. */
#include "base/memory.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Noreturn void memory_exhausted(void)
{
	fputs("everyread: error: out of memory\n", stderr);
	exit(3);
}

/* malloc() sets errno where it fails (POSIX), and nothing sets it to 0. */
void memory_watch_begin(void)
{
	if (errno != ENOMEM)
		errno = 0;
}

void memory_watch_end(void)
{
	if (errno == ENOMEM)
		memory_exhausted();
}

void *memory_allocate(size_t size)
{
	void *block = calloc(1, size ? size : 1);
	if (!block)
		memory_exhausted();
	return block;
}

void *memory_resize(void *pointer, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		memory_exhausted();
	size_t bytes = count * size;
	void *block = realloc(pointer, bytes ? bytes : 1);
	if (!block)
		memory_exhausted();
	return block;
}

char *memory_copy_text(const char *bytes, size_t length)
{
	char *copy = memory_allocate(length + 1);
	if (length)
		memcpy(copy, bytes, length);
	return copy;
}
