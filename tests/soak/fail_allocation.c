/* A preloaded library that refuses one allocation: the one whose number, from
 * 1, is in FAIL_ALLOCATION, or all from there on with FAIL_FROM. With
 * COUNT_ALLOCATIONS it writes how many there were into that file. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static atomic_ulong number;
static unsigned long fails_at, fails_from;
static bool is_ready;

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static unsigned long number_of(const char *name)
{
	const char *text = getenv(name);
	return text ? strtoul(text, NULL, 10) : 0;
}

/* What loading takes comes before, so that numbers are the program's own. */
__attribute__((constructor)) static void begin(void)
{
	fails_at = number_of("FAIL_ALLOCATION");
	fails_from = number_of("FAIL_FROM");
	is_ready = true;
}

__attribute__((destructor)) static void end(void)
{
	const char *path = getenv("COUNT_ALLOCATIONS");
	if (!path)
		return;
	char text[32];
	int length = snprintf(text, sizeof text, "%lu\n", number);
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (file < 0 || write(file, text, (size_t)length) != length)
		_exit(99);
	close(file);
}

static bool fails(void)
{
	if (!is_ready)
		return false;
	unsigned long own = atomic_fetch_add(&number, 1) + 1;
	if (own != fails_at && (!fails_from || own < fails_from))
		return false;
	errno = ENOMEM;
	return true;
}

void *malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
	return fails() ? NULL : __libc_realloc(block, size);
}

void *memalign(size_t alignment, size_t size)
{
	return fails() ? NULL : __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
	return memalign(alignment, size);
}

int posix_memalign(void **block, size_t alignment, size_t size)
{
	*block = memalign(alignment, size);
	return *block ? 0 : ENOMEM;
}
