/* cmark's three calls, as base/memory.h has them. */
#include "markdown/memory.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"

static void *allocate(size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		memory_exhausted();
	return memory_allocate(count * size);
}

static void *resize(void *block, size_t size)
{
	return memory_resize(block, 1, size);
}

cmark_mem *markdown_memory(void)
{
	static cmark_mem memory = { allocate, resize, free };
	return &memory;
}
