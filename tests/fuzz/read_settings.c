/* Any bytes as findings.yaml, for a project that is always the same. */
#include "fuzz/fuzz.h"
#include "read/read.h"
#include "read/settings.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INITIALISER;
	struct diagnostics diagnostics = DIAGNOSTICS_INITIALISER;
	struct error error = { "" };
	struct project *project = findings_read("tests/findings/small.qde",
						NULL, &diagnostics, &error);
	fuzz_require(project, "tests/findings/small.qde cannot be read");
	size_t before = diagnostics.count;
	struct settings *settings =
		settings_parse(&arena, fuzz_text(data, size), "findings.yaml",
			       project, &diagnostics);
	fuzz_require(settings || diagnostics.count > before,
		     "refused without a word");
	project_free(project);
	diagnostics_release(&diagnostics);
	arena_release(&arena);
	return 0;
}
