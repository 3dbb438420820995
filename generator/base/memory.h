/* Heap memory that cannot fail: where the system has none left, the program
 * says so and ends with exit status 3. Nothing above base/ tests for NULL. */
#ifndef EVERYREAD_BASE_MEMORY_H
#define EVERYREAD_BASE_MEMORY_H

#include <stddef.h>

/* Returns `size` zeroed bytes; the caller frees them with free(). */
void *memory_allocate(size_t size);

/* Resizes `pointer` (NULL allowed) to count * size bytes, new bytes undefined.
 * A product that overflows ends the program like exhausted memory. */
void *memory_resize(void *pointer, size_t count, size_t size);

/* Copies `length` bytes and adds a NUL; the caller frees. */
char *memory_copy_text(const char *bytes, size_t length);

/* Some libraries go on without what they were refused, and say nothing: a font
 * with fewer glyphs, a date without its month. Between these two calls, which
 * may nest, an allocation that fails ends the program as one of its own does.
 * They read errno, so calls that fail for other reasons must not come between. */
void memory_watch_begin(void);
void memory_watch_end(void);

/* Writes a message and ends the program with exit status 3 (system). */
_Noreturn void memory_exhausted(void);

#endif
