/* What the tests of publication/ and collection/ share: a publication in a scratch
 * folder, and what was told of it. */
#ifndef EVERYREAD_TESTS_PUBLICATION_FIXTURE_H
#define EVERYREAD_TESTS_PUBLICATION_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/path.h"
#include "publication/publication.h"

struct fixture {
	struct arena arena;
	struct diagnostics diagnostics;
	struct error error;
	char folder[32];
};

static inline int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof *fixture);
	strcpy(fixture->folder, "/tmp/publication.XXXXXX");
	if (!mkdtemp(fixture->folder))
		return -1;
	*state = fixture;
	return 0;
}

static inline int tear_down(void **state)
{
	struct fixture *fixture = *state;
	char command[64];
	snprintf(command, sizeof command, "rm -r %s", fixture->folder);
	int status = system(command);
	diagnostics_release(&fixture->diagnostics);
	arena_release(&fixture->arena);
	free(fixture);
	return status;
}

static inline void put(struct fixture *fixture, const char *name,
		       const char *text)
{
	const char *path = path_join(&fixture->arena, fixture->folder, name);
	assert_true(file_write_atomically(path, text, strlen(text),
					  &fixture->error));
}

static inline struct publication *load(struct fixture *fixture)
{
	return publication_load(&fixture->arena, fixture->folder, NULL,
				&fixture->diagnostics, &fixture->error);
}

/* All diagnostics as "line:column CODE text" lines; file names without the
 * scratch folder. */
static inline void expect_diagnostics(struct fixture *fixture,
				      const char *expected)
{
	struct buffer all = BUFFER_INITIALISER;
	for (size_t i = 0; i < fixture->diagnostics.count; i++) {
		const struct diagnostic *one = &fixture->diagnostics.items[i];
		const char *text = one->text;
		buffer_append_format(&all, "%u:%u %s ",
				     (unsigned)one->place.line,
				     (unsigned)one->place.column,
				     diagnostic_code_label(one->code));
		const char *found;
		while ((found = strstr(text, fixture->folder)) != NULL) {
			buffer_append(&all, text, (size_t)(found - text));
			text = found + strlen(fixture->folder) + 1;
		}
		buffer_append_format(&all, "%s\n", text);
	}
	assert_string_equal(buffer_str(&all).bytes, expected);
	buffer_release(&all);
}

#endif
