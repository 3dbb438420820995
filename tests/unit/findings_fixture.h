/* Files of coded data, written for a test into a folder of its own. */
#ifndef TESTS_UNIT_FINDINGS_FIXTURE_H
#define TESTS_UNIT_FINDINGS_FIXTURE_H

#define _GNU_SOURCE
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <zip.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/path.h"
#include "read/read.h"

struct fixture {
	char folder[64];
	struct arena arena;
	struct diagnostics diagnostics;
	struct error error;
	struct read_options options; /* for the next to be read */
};

#define UNIT(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	strcpy(fixture->folder, "/tmp/findings.XXXXXX");
	if (!mkdtemp(fixture->folder))
		return -1;
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	char command[96];
	snprintf(command, sizeof command, "rm -r %s", fixture->folder);
	int status = system(command);
	diagnostics_release(&fixture->diagnostics);
	arena_release(&fixture->arena);
	free(fixture);
	return status;
}

static inline struct project *read_path(struct fixture *fixture,
					const char *path)
{
	diagnostics_release(&fixture->diagnostics);
	fixture->error.message[0] = '\0';
	return findings_read(path, &fixture->options, &fixture->diagnostics,
			     &fixture->error);
}

static inline struct project *read_bytes(struct fixture *fixture,
					 const char *name, const char *bytes,
					 size_t length)
{
	const char *path = path_join(&fixture->arena, fixture->folder, name);
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
	return read_path(fixture, path);
}

struct zipped {
	const char *name;
	struct str bytes;
};

/* Reads a.qdpx with these files in it. */
static inline struct project *read_zip(struct fixture *fixture,
				       const struct zipped *files, size_t count)
{
	const char *path =
		path_join(&fixture->arena, fixture->folder, "a.qdpx");
	zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	assert_non_null(zip);
	for (size_t i = 0; i < count; i++)
		assert_true(zip_file_add(
				    zip, files[i].name,
				    zip_source_buffer(zip, files[i].bytes.bytes,
						      files[i].bytes.length, 0),
				    0) >= 0);
	assert_int_equal(zip_close(zip), 0);
	return read_path(fixture, path);
}

/* Reads a zip with a Project of these three parts, and the text t.txt. */
static inline struct project *read_project(struct fixture *fixture,
					   const char *first,
					   const char *second,
					   const char *third, struct str text)
{
	struct buffer xml = BUFFER_INITIALISER;
	buffer_append_string(&xml, "<Project name='N' "
				   "xmlns='urn:QDA-XML:project:1.0'>\n");
	buffer_append_string(&xml, first);
	buffer_append_string(&xml, second);
	buffer_append_string(&xml, third);
	buffer_append_string(&xml, "</Project>");
	const struct zipped files[] = {
		{ "project.qde", buffer_str(&xml) },
		{ "sources/t.txt", text },
	};
	struct project *project = read_zip(fixture, files, 2);
	buffer_release(&xml);
	return project;
}

/* All diagnostics as "file:line code" lines, the file without its folder and
 * archive. */
static inline void expect(struct fixture *fixture, const char *expected)
{
	struct buffer all = BUFFER_INITIALISER;
	for (size_t i = 0; i < fixture->diagnostics.count; i++) {
		const struct diagnostic *one = &fixture->diagnostics.items[i];
		const char *inner = strstr(one->place.file, "!/");
		buffer_append_format(&all, "%s:%u %s\n",
				     inner ? inner : path_name(one->place.file),
				     (unsigned)one->place.line,
				     diagnostic_code_label(one->code));
	}
	assert_string_equal(all.length ? all.bytes : "", expected);
	buffer_release(&all);
}

#endif
