/* The program of a room's unit tests.
 *
 *	ROOM_tests [NAME…]	runs what is named, or everything
 *	ROOM_tests --list	names every test, a line each: FILE TEST
 *
 * A name is that of a file (base_text), of a test (test_utf8, or utf8), or
 * both (base_text/test_utf8). The exit status is 1 if a test failed, 2 if a
 * name fits none. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit/unit.h"

static struct unit_file *files;

void unit_register(struct unit_file *file)
{
	struct unit_file **end = &files;
	while (*end)
		end = &(*end)->next;
	*end = file;
}

static void name_of(const struct unit_file *file, char *name, size_t size)
{
	const char *slash = strrchr(file->path, '/');
	snprintf(name, size, "%s", slash ? slash + 1 : file->path);
	name[strcspn(name, ".")] = '\0';
}

static bool fits(const char *wanted, const char *file, const char *test)
{
	char both[256];
	snprintf(both, sizeof both, "%s/%s", file, test);
	return strcmp(wanted, file) == 0 || strcmp(wanted, test) == 0 ||
	       strcmp(wanted, both) == 0 ||
	       (strncmp(test, "test_", 5) == 0 &&
		strcmp(wanted, test + 5) == 0);
}

static bool is_wanted(char **names, const char *file, const char *test)
{
	if (!*names)
		return true;
	for (; *names; names++)
		if (fits(*names, file, test))
			return true;
	return false;
}

static void list(void)
{
	for (const struct unit_file *file = files; file; file = file->next) {
		char name[128];
		name_of(file, name, sizeof name);
		for (size_t i = 0; i < file->count; i++)
			printf("%s %s\n", name, file->tests[i].name);
	}
}

/* Tells how many failed; `*count` grows by those that were run. */
static int run(const struct unit_file *file, char **names, size_t *count)
{
	char name[128];
	name_of(file, name, sizeof name);
	struct CMUnitTest *chosen = calloc(file->count, sizeof *chosen);
	size_t n = 0;
	for (size_t i = 0; i < file->count; i++)
		if (is_wanted(names, name, file->tests[i].name))
			chosen[n++] = file->tests[i];
	int failed =
		n == 0 ? 0 :
			 _cmocka_run_group_tests(name, chosen, n, file->set_up,
						 file->tear_down);
	free(chosen);
	*count += n;
	return failed;
}

/* Programs with a room that draws by a child are that child, too (svg/svg.h). */
void svg_spawned(int count, char **words) __attribute__((weak));

int main(int argc, char **argv)
{
	if (svg_spawned)
		svg_spawned(argc, argv);
	if (argv[1] && strcmp(argv[1], "--list") == 0) {
		list();
		return 0;
	}
	size_t count = 0;
	bool failed = false;
	for (const struct unit_file *file = files; file; file = file->next)
		failed |= run(file, argv + 1, &count) != 0;
	if (count == 0) {
		fprintf(stderr, "%s: no test has that name\n", argv[0]);
		return 2;
	}
	return failed ? 1 : 0;
}
