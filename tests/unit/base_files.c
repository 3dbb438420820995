/* base/: files that are written whole or not at all, and numbers of YAML at
 * their bounds. */
#define _GNU_SOURCE
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/file.h"
#include "base/path.h"
#include "base/yaml.h"
#include "unit/unit.h"

struct fixture {
	char folder[64];
	struct arena arena;
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	strcpy(fixture->folder, "/tmp/everyread-files.XXXXXX");
	*state = fixture;
	return mkdtemp(fixture->folder) ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	char command[96];
	snprintf(command, sizeof command, "rm -r %s", fixture->folder);
	int status = system(command);
	arena_release(&fixture->arena);
	free(fixture);
	return status;
}

static const char *path_of(struct fixture *fixture, const char *name)
{
	return arena_format(&fixture->arena, "%s/%s", fixture->folder, name);
}

/* What a file holds; the folder holds nothing but it. */
static void expect_alone(struct fixture *fixture, const char *name,
			 const char *text)
{
	struct error error = { "" };
	struct str bytes;
	const char **names;
	size_t count;
	assert_true(file_list_folder(&fixture->arena, fixture->folder, &names,
				     &count, &error));
	assert_int_equal(count, 1);
	assert_string_equal(names[0], name);
	assert_true(file_read(&fixture->arena, path_of(fixture, name), &bytes,
			      &error));
	assert_int_equal(bytes.length, strlen(text));
	assert_memory_equal(bytes.bytes, text, strlen(text));
}

static void test_write_replaces(void **state)
{
	struct fixture *fixture = *state;
	const char *path = path_of(fixture, "a.txt");
	struct error error = { "" };
	assert_true(file_write_atomically(path, "old", 3, &error));
	expect_alone(fixture, "a.txt", "old");
	assert_true(file_write_atomically(path, "newer", 5, &error));
	expect_alone(fixture, "a.txt", "newer");
	assert_true(file_write_atomically(path, "", 0, &error));
	expect_alone(fixture, "a.txt", "");
}

/* A disk that is full in the middle of a file: here, a limit on its size. */
static void test_write_that_fails_changes_nothing(void **state)
{
	struct fixture *fixture = *state;
	const char *path = path_of(fixture, "a.txt");
	struct error error = { "" };
	struct rlimit before, small;
	char bytes[8192];
	memset(bytes, 'x', sizeof bytes);
	assert_true(file_write_atomically(path, "old", 3, &error));
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	small = before;
	small.rlim_cur = 4096;
	setrlimit(RLIMIT_FSIZE, &small);
	bool is_written =
		file_write_atomically(path, bytes, sizeof bytes, &error);
	setrlimit(RLIMIT_FSIZE, &before);
	signal(SIGXFSZ, SIG_DFL);
	assert_false(is_written);
	assert_non_null(strstr(error.message, "cannot write"));
	assert_non_null(strstr(error.message, "a.txt"));
	expect_alone(fixture, "a.txt", "old");
}

static void test_write_over_a_folder_fails(void **state)
{
	struct fixture *fixture = *state;
	const char *path = path_of(fixture, "a.txt");
	struct error error = { "" };
	mkdir(path, 0700);
	assert_false(file_write_atomically(path, "x", 1, &error));
	assert_non_null(strstr(error.message, "cannot write"));
	const char **names;
	size_t count;
	assert_true(file_list_folder(&fixture->arena, fixture->folder, &names,
				     &count, &error));
	assert_int_equal(count, 1);
}

static void test_folder_that_is_a_file_fails(void **state)
{
	struct fixture *fixture = *state;
	struct error error = { "" };
	assert_true(
		file_write_atomically(path_of(fixture, "a"), "x", 1, &error));
	assert_false(
		file_write_atomically(path_of(fixture, "a/b"), "x", 1, &error));
	assert_true(*error.message != '\0');
	expect_alone(fixture, "a", "x");
}

/* The reason is mkdir's, not that of what is asked next: of a link to nowhere
 * they differ. */
static void test_folder_that_cannot_be_made_tells_why(void **state)
{
	struct fixture *fixture = *state;
	const char *link = path_of(fixture, "link");
	struct error error = { "" };
	assert_int_equal(symlink("nowhere", link), 0);
	assert_false(file_make_folders(path_of(fixture, "link/a"), &error));
	assert_string_equal(error.message,
			    arena_format(&fixture->arena,
					 "cannot make folder '%s': File exists",
					 link));
	assert_true(file_make_folders(path_of(fixture, "b/c"), &error));
	assert_true(file_make_folders(path_of(fixture, "b/c"), &error));
}

/* The value of `number: TEXT` between 1 and 5; -1 where it is refused, which
 * is told once. */
static double number(const char *text)
{
	struct arena arena = ARENA_INITIALISER;
	struct diagnostics diagnostics = DIAGNOSTICS_INITIALISER;
	const char *file = arena_format(&arena, "number: %s\n", text);
	const struct yaml_node *root =
		yaml_parse(&arena, str_from(file), "x.yaml", 1, &diagnostics);
	double value = yaml_number(yaml_lookup(root, "number"), -1, 1, 5,
				   &diagnostics);
	assert_int_equal(diagnostics.count, value < 0 ? 1 : 0);
	diagnostics_release(&diagnostics);
	arena_release(&arena);
	return value;
}

/* A link that leads nowhere is no optional file that is absent; a file of /proc
 * has no size and yet bytes. */
static void test_links_and_files_without_size(void **state)
{
	struct fixture *fixture = *state;
	struct error error = { "" };
	struct str bytes;
	const char *dangling = path_of(fixture, "dangling");
	const char *loop = path_of(fixture, "loop");
	assert_int_equal(symlink("nothing", dangling), 0);
	assert_int_equal(symlink("loop", loop), 0);
	assert_true(file_exists(dangling) && file_leads_nowhere(dangling));
	assert_true(file_exists(loop) && file_leads_nowhere(loop));
	assert_false(file_exists(path_of(fixture, "nothing")));
	assert_false(file_leads_nowhere(path_of(fixture, "nothing")));
	assert_false(file_leads_nowhere(fixture->folder));
	assert_false(file_read(&fixture->arena, dangling, &bytes, &error));
	assert_false(file_read(&fixture->arena, "/proc/self/status", &bytes,
			       &error));
	assert_non_null(strstr(error.message, "more than its size says"));
}

static void test_numbers_at_their_bounds(void **state)
{
	static const struct {
		const char *text;
		double value;
	} cases[] = {
		{ "1", 1 },      { "5", 5 },      { "5.0", 5 },  { "1e0", 1 },
		{ "0.999", -1 }, { "5.001", -1 }, { "6", -1 },   { "0", -1 },
		{ "-5", -1 },    { "1e99", -1 },  { "nan", -1 }, { "inf", -1 },
		{ "3 x", -1 },   { "\"\"", -1 },  { "[3]", -1 }, { "2,5", -1 },
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (number(cases[i].text) != cases[i].value)
			fail_msg("%s is %g", cases[i].text,
				 number(cases[i].text));
}

#define TEST(function) \
	cmocka_unit_test_setup_teardown(function, set_up, tear_down)
static void test_path_tidy(void **state)
{
	struct fixture *fixture = *state;
	static const char *const cases[][2] = {
		{ "a/b", "a/b" },
		{ "./a", "a" },
		{ "a//b/", "a/b" },
		{ "a/./b/../c", "a/c" },
		{ "a/..", "." },
		{ "", "." },
		{ ".", "." },
		{ "..", ".." },
		{ "../a", "../a" },
		{ "a/../../b", "../b" },
		{ "../../a/..", "../.." },
		{ "/", "/" },
		{ "/a/../..", "/" },
		{ "/../a", "/a" },
		{ "/a//b/.", "/a/b" },
		{ "a/...", "a/..." },
		{ "..a/b", "..a/b" },
		{ "//a", "/a" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_string_equal(path_tidy(&fixture->arena, cases[i][0]),
				    cases[i][1]);
}

static const struct CMUnitTest tests[] = {
	TEST(test_path_tidy),
	TEST(test_write_replaces),
	TEST(test_write_that_fails_changes_nothing),
	TEST(test_write_over_a_folder_fails),
	TEST(test_folder_that_is_a_file_fails),
	TEST(test_folder_that_cannot_be_made_tells_why),
	TEST(test_links_and_files_without_size),
	cmocka_unit_test(test_numbers_at_their_bounds),
};
UNIT_FILE(tests, NULL, NULL)
