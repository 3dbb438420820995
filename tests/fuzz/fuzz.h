/* What the fuzzers share. Each is tests/fuzz/ROOM_WHAT.c, linked with its room
 * as unit tests are; `make fuzz` feeds it random bytes (libFuzzer), and
 * tests/fuzz/replay.c, under the sanitizers of `make test`, the samples and
 * what fuzzing has found. */
#ifndef EVERYREAD_TESTS_FUZZ_H
#define EVERYREAD_TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline struct str fuzz_text(const uint8_t *data, size_t size)
{
	return (struct str){ (const char *)data, size };
}

/* The path of `name` in a folder of this process's own. */
static inline void fuzz_path(char *path, size_t size, const char *name)
{
	int length =
		snprintf(path, size, "/tmp/everyread-fuzz-%d", (int)getpid());
	mkdir(path, 0700);
	snprintf(path + length, size - (size_t)length, "/%s", name);
}

/* Writes a file there. To be given back with fuzz_remove(). */
static inline bool fuzz_write(char *path, size_t size, const char *name,
			      struct str bytes)
{
	fuzz_path(path, size, name);
	FILE *file = fopen(path, "wb");
	if (!file)
		return false;
	bool is_written =
		fwrite(bytes.bytes, 1, bytes.length, file) == bytes.length;
	return fclose(file) == 0 && is_written;
}

/* Removes a file of that folder, and the folder where it was the last. */
static inline void fuzz_remove(char *path)
{
	unlink(path);
	*strrchr(path, '/') = '\0';
	rmdir(path);
}

/* What must not be is told, and the process ends. */
static inline void fuzz_require(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "%s\n", what);
	abort();
}

#endif
