/* Any bytes as a file of coded data. */
#ifndef EVERYREAD_TESTS_FUZZ_READ_FILES_H
#define EVERYREAD_TESTS_FUZZ_READ_FILES_H

#include "fuzz/fuzz.h"
#include "read/read.h"
#include "read/settings.h"

static inline void read_bytes_as(const char *name, struct str bytes)
{
	char path[256];
	if (!fuzz_write(path, sizeof path, name, bytes))
		return;
	struct arena arena = ARENA_INITIALISER;
	struct diagnostics diagnostics = DIAGNOSTICS_INITIALISER;
	struct error error = { "" };
	struct project *project =
		findings_read(path, NULL, &diagnostics, &error);
	fuzz_require(project || diagnostics.count || *error.message,
		     "refused without a word");
	if (project)
		settings_default(&arena, project);
	project_free(project);
	diagnostics_release(&diagnostics);
	arena_release(&arena);
	fuzz_remove(path);
}

#endif
