/* What is noted of what is read, and what is seen to have changed. */
#define _XOPEN_SOURCE 700
#include "base/inputs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/path.h"
#include "unit/unit.h"

struct fixture {
	struct arena arena;
	char folder[64];
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	strcpy(fixture->folder, "/tmp/everyread-inputs-XXXXXX");
	assert_non_null(mkdtemp(fixture->folder));
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	char command[128];
	snprintf(command, sizeof command, "rm -rf %s", fixture->folder);
	assert_int_equal(system(command), 0);
	arena_release(&fixture->arena);
	free(fixture);
	return 0;
}

static const char *at(struct fixture *fixture, const char *name)
{
	return path_join(&fixture->arena, fixture->folder, name);
}

static void save(struct fixture *fixture, const char *name, const char *text)
{
	FILE *file = fopen(at(fixture, name), "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

/* The name of the first that has changed, as a new round sees it. */
static const char *changed(const struct inputs *inputs,
			   const struct inputs *facts)
{
	struct input_round *round = input_round_new();
	const struct input *found = inputs_changed(inputs, round, facts);
	input_round_free(round);
	return found ? found->name : NULL;
}

static void test_files(void **state)
{
	struct fixture *fixture = *state;
	struct inputs inputs = { 0 };
	struct input_round *round = input_round_new();
	struct str text;
	struct error error;
	const char *path = at(fixture, "a.md"), *absent = at(fixture, "b.md");
	save(fixture, "a.md", "one");
	assert_null(inputs_record(&inputs, round));
	assert_true(file_read(&fixture->arena, path, &text, &error));
	assert_true(file_read(&fixture->arena, path, &text, &error));
	assert_false(file_exists(absent));
	assert_ptr_equal(inputs_record(NULL, NULL), &inputs);
	assert_true(file_exists(path)); /* not noted */
	assert_int_equal(inputs.count, 2);
	assert_null(changed(&inputs, NULL));
	/* the same bytes at another time, in another file */
	save(fixture, "new", "one");
	assert_int_equal(rename(at(fixture, "new"), path), 0);
	assert_null(changed(&inputs, NULL));
	save(fixture, "a.md", "onf");
	assert_string_equal(changed(&inputs, NULL), path);
	/* a round goes on as it began */
	assert_null(inputs_changed(&inputs, round, NULL));
	save(fixture, "a.md", "one");
	save(fixture, "b.md", "");
	assert_string_equal(changed(&inputs, NULL), absent);
	unlink(absent);
	unlink(path);
	assert_string_equal(changed(&inputs, NULL), path);
	input_round_free(round);
	inputs_release(&inputs);
}

/* An empty file is one; a folder in the place of a file is none. */
static void test_kinds(void **state)
{
	struct fixture *fixture = *state;
	struct inputs inputs = { 0 };
	struct input_round *round = input_round_new();
	const char *empty = at(fixture, "empty");
	save(fixture, "empty", "");
	inputs_record(&inputs, round);
	inputs_note(INPUT_FILE, empty);
	inputs_note(INPUT_KIND, empty);
	inputs_record(NULL, NULL);
	assert_null(changed(&inputs, NULL));
	unlink(empty);
	assert_non_null(changed(&inputs, NULL));
	mkdir(empty, 0777);
	assert_non_null(changed(&inputs, NULL));
	input_round_free(round);
	inputs_release(&inputs);
}

static void test_folders(void **state)
{
	struct fixture *fixture = *state;
	struct inputs inputs = { 0 };
	struct input_round *round = input_round_new();
	struct error error;
	const char **names;
	size_t count;
	const char *link = at(fixture, "link");
	mkdir(at(fixture, "a"), 0777);
	mkdir(at(fixture, "b"), 0777);
	save(fixture, "a/one", "");
	assert_int_equal(symlink("a", link), 0);
	inputs_record(&inputs, round);
	assert_true(file_list_folder(&fixture->arena, at(fixture, "a"), &names,
				     &count, &error));
	assert_true(file_is_inside(at(fixture, "link/one"), link));
	inputs_record(NULL, NULL);
	save(fixture, "a/one", "more");
	save(fixture, "a/.hidden", "");
	assert_null(changed(&inputs, NULL));
	save(fixture, "a/two", "");
	assert_string_equal(changed(&inputs, NULL), at(fixture, "a"));
	unlink(at(fixture, "a/two"));
	assert_null(changed(&inputs, NULL));
	unlink(link);
	save(fixture, "b/one", "more");
	assert_int_equal(symlink("b", link), 0);
	assert_non_null(changed(&inputs, NULL));
	input_round_free(round);
	inputs_release(&inputs);
}

static void test_facts(void **state)
{
	(void)state;
	struct inputs inputs = { 0 }, facts = { 0 };
	struct fingerprint one = fingerprint_of(STR("1"));
	inputs_add(&inputs, INPUT_FACT, "options", one);
	inputs_add(&facts, INPUT_FACT, "options", one);
	inputs_add(&facts, INPUT_FACT, "more", one);
	assert_null(changed(&inputs, &facts));
	inputs_add(&facts, INPUT_FACT, "options", fingerprint_of(STR("2")));
	assert_null(changed(&inputs, &facts)); /* the first stays */
	inputs_set(&facts, INPUT_FACT, "options", fingerprint_of(STR("2")));
	assert_string_equal(changed(&inputs, &facts), "options");
	assert_string_equal(changed(&inputs, NULL), "options");
	/* a file of that name is another thing */
	inputs_release(&facts);
	inputs_add(&facts, INPUT_FILE, "options", one);
	assert_string_equal(changed(&inputs, &facts), "options");
	inputs_release(&facts);
	inputs_release(&inputs);
}

static void test_fingerprints(void **state)
{
	(void)state;
	struct fingerprint a = { 0 }, b = { 0 };
	assert_false(fingerprint_equals(fingerprint_of(STR("")), a));
	fingerprint_add(&a, STR("ab"));
	fingerprint_add(&a, STR("c"));
	fingerprint_add(&b, STR("a"));
	fingerprint_add(&b, STR("bc"));
	assert_false(fingerprint_equals(a, b));
}

static const struct CMUnitTest tests[] = {
	cmocka_unit_test_setup_teardown(test_files, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_kinds, set_up, tear_down),
	cmocka_unit_test_setup_teardown(test_folders, set_up, tear_down),
	cmocka_unit_test(test_facts),
	cmocka_unit_test(test_fingerprints),
};
UNIT_FILE(tests, NULL, NULL)
