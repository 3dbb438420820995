/* Runs a fuzzer on files instead of random bytes: on each file named, and on
 * each in a folder named. */
#include <dirent.h>

#include "fuzz/fuzz.h"

static size_t count;

static bool run_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *bytes = NULL;
	size_t size = 0, room = 0;
	while (file && !feof(file) && !ferror(file)) {
		if (size == room) {
			room = room ? 2 * room : 1 << 16;
			bytes = realloc(bytes, room);
			if (!bytes)
				abort();
		}
		size += fread(bytes + size, 1, room - size, file);
	}
	if (!file || ferror(file)) {
		perror(path);
		return false;
	}
	fclose(file);
	/* As large as it is, so that the byte after it is seen. */
	uint8_t *exact = malloc(size ? size : 1);
	if (!exact)
		abort();
	if (size)
		memcpy(exact, bytes, size);
	free(bytes);
	LLVMFuzzerTestOneInput(exact, size);
	free(exact);
	count++;
	return true;
}

static bool run_path(const char *path)
{
	DIR *folder = opendir(path);
	if (!folder)
		return run_file(path);
	bool is_read = true;
	for (struct dirent *entry; (entry = readdir(folder));) {
		char below[4096];
		if (entry->d_name[0] == '.')
			continue;
		snprintf(below, sizeof below, "%s/%s", path, entry->d_name);
		is_read &= run_path(below);
	}
	closedir(folder);
	return is_read;
}

int main(int argc, char **argv)
{
	bool is_read = argc > 1;
	for (int i = 1; i < argc; i++)
		is_read &= run_path(argv[i]);
	printf("%zu passed, %d failed\n", count, is_read ? 0 : 1);
	return is_read ? 0 : 1;
}
