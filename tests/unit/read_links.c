/* Findings stay in their folder, and pipes are not waited for. */
#define _XOPEN_SOURCE 700
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/path.h"
#include "read/read.h"
#include "read/settings.h"
#include "unit/unit.h"

struct fixture {
	struct arena arena;
	struct diagnostics diagnostics;
	struct error error;
	char folder[64]; /* with inside/ and table.csv beside that */
};

static const char *name(struct fixture *fixture, const char *relative)
{
	return path_join(&fixture->arena, fixture->folder, relative);
}

static void write_file(struct fixture *fixture, const char *relative,
		       const char *text)
{
	FILE *file = fopen(name(fixture, relative), "wb");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	snprintf(fixture->folder, sizeof fixture->folder,
		 "/tmp/everyread-links-XXXXXX");
	*state = fixture;
	if (!mkdtemp(fixture->folder))
		return 1;
	write_file(fixture, "table.csv", "code,case\nA,1\n");
	write_file(fixture, "findings.yaml", "project: table.csv\n");
	return mkdir(name(fixture, "inside"), 0700);
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	unlink(name(fixture, "inside/findings.yaml"));
	unlink(name(fixture, "inside/table.csv"));
	unlink(name(fixture, "inside/project.qdpx"));
	rmdir(name(fixture, "inside"));
	unlink(name(fixture, "findings.yaml"));
	unlink(name(fixture, "table.csv"));
	rmdir(fixture->folder);
	arena_release(&fixture->arena);
	diagnostics_release(&fixture->diagnostics);
	free(fixture);
	return 0;
}

static const char *find(struct fixture *fixture)
{
	struct read_options options;
	return settings_project_path(
		&fixture->arena, name(fixture, "inside/findings.yaml"),
		&options, &fixture->diagnostics, &fixture->error);
}

static void expect_outside(struct fixture *fixture)
{
	assert_null(find(fixture));
	assert_int_equal(fixture->diagnostics.count, 1);
	assert_int_equal(fixture->diagnostics.items[0].code,
			 DIAGNOSTIC_FINDINGS_OUTSIDE);
}

static void project_that_leads_out(void **state)
{
	struct fixture *fixture = *state;
	write_file(fixture, "inside/findings.yaml", "project: table.csv\n");
	assert_int_equal(
		symlink("../table.csv", name(fixture, "inside/table.csv")), 0);
	expect_outside(fixture);
}

static void settings_that_lead_out(void **state)
{
	struct fixture *fixture = *state;
	write_file(fixture, "inside/table.csv", "code,case\nA,1\n");
	assert_int_equal(symlink("../findings.yaml",
				 name(fixture, "inside/findings.yaml")),
			 0);
	expect_outside(fixture);
}

/* A link within the folder is as good as a file. */
static void project_that_stays(void **state)
{
	struct fixture *fixture = *state;
	write_file(fixture, "inside/findings.yaml", "project: table.csv\n");
	write_file(fixture, "inside/project.qdpx", "code,case\nA,1\n");
	assert_int_equal(
		symlink("project.qdpx", name(fixture, "inside/table.csv")), 0);
	assert_non_null(find(fixture));
	assert_int_equal(fixture->diagnostics.count, 0);
}

static void pipes(void **state)
{
	struct fixture *fixture = *state;
	static const char *const names[] = { "inside/project.qdpx",
					     "inside/table.csv" };
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(mkfifo(name(fixture, names[i]), 0600), 0);
		alarm(20);
		assert_null(findings_read(name(fixture, names[i]), NULL,
					  &fixture->diagnostics,
					  &fixture->error));
		alarm(0);
		assert_non_null(
			strstr(fixture->error.message, "not a regular file"));
	}
}

#define TEST(function) \
	cmocka_unit_test_setup_teardown(function, set_up, tear_down)

static const struct CMUnitTest tests[] = {
	TEST(project_that_leads_out),
	TEST(settings_that_lead_out),
	TEST(project_that_stays),
	TEST(pipes),
};
UNIT_FILE(tests, NULL, NULL)
