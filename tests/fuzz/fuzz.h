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
#include "base/tree.h"

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

/* Cuts `rest` at the first line "=== NAME": what stands before it is returned.
 * `name` becomes a name that stays inside, or "" where there is no such line. */
static inline struct str fuzz_cut_file(struct str *rest, char name[65])
{
	struct str all = *rest, line;
	size_t count = 0;
	name[0] = '\0';
	while (str_next_line(rest, &line)) {
		if (!str_starts_with(line, STR("=== ")))
			continue;
		for (size_t i = 4; i < line.length && count < 64; i++)
			if (!strchr("/.", line.bytes[i]) ||
			    (count && !strchr("/.", name[count - 1])))
				name[count++] = line.bytes[i];
		name[count] = '\0';
		if (!count)
			strcpy(name, "other");
		all.length = (size_t)(line.bytes - all.bytes);
		return all;
	}
	return all;
}

static inline void fuzz_make_folders(const char *path)
{
	char folder[256];
	snprintf(folder, sizeof folder, "%s", path);
	for (char *slash = folder + 1; (slash = strchr(slash, '/')); slash++) {
		*slash = '\0';
		mkdir(folder, 0700);
		*slash = '/';
	}
}

/* Writes the files that are in one input: the first is `name`, and each line
 * "=== NAME" begins the next. To be given back with fuzz_remove_all(). */
static inline void fuzz_write_files(const char *name, struct str bytes)
{
	char path[256], next[65] = "", now[65];
	snprintf(now, sizeof now, "%s", name);
	do {
		struct str text = fuzz_cut_file(&bytes, next);
		fuzz_path(path, sizeof path, now);
		fuzz_make_folders(path);
		FILE *file = fopen(path, "wb");
		if (file) {
			fwrite(text.bytes, 1, text.length, file);
			fclose(file);
		}
		strcpy(now, next);
	} while (now[0]);
}

static inline void fuzz_remove_all(void)
{
	struct error error;
	char folder[256];
	fuzz_path(folder, sizeof folder, "");
	tree_remove(folder, &error);
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
