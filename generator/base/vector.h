/* Growing arrays of any type, as macros over three plain fields:
 *
 *     struct { struct page *items; size_t count, capacity; } pages = { 0 };
 *     *VECTOR_ADD(&pages) = page;       zeroed new element, by address
 *     VECTOR_RELEASE(&pages);
 *
 * Elements move when the vector grows: keep indices, not addresses. */
#ifndef EVERYREAD_BASE_VECTOR_H
#define EVERYREAD_BASE_VECTOR_H

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define VECTOR(type) \
	struct { \
		type *items; \
		size_t count; \
		size_t capacity; \
	}

static inline void *vector_grow(void *items, size_t count, size_t *capacity,
				size_t size)
{
	if (count == *capacity) {
		*capacity = count ? count * 2 : 8;
		items = memory_resize(items, *capacity, size);
	}
	memset((char *)items + count * size, 0, size);
	return items;
}

/* Address of a new zeroed element at the end. */
#define VECTOR_ADD(vector) \
	((vector)->items = \
		 vector_grow((vector)->items, (vector)->count, \
			     &(vector)->capacity, sizeof *(vector)->items), \
	 (vector)->items + (vector)->count++)

#define VECTOR_LAST(vector) ((vector)->items + (vector)->count - 1)

#define VECTOR_RELEASE(vector) \
	(free((vector)->items), (vector)->items = NULL, \
	 (vector)->count = (vector)->capacity = 0)

#endif
