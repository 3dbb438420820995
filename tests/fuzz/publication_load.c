/* Any bytes as publication.yaml → publication: its mistakes are told, and what
 * is right is there. */
#include "fuzz/fuzz.h"
#include "publication/publication.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[256], folder[256];
	if (!fuzz_write(path, sizeof path, "publication.yaml",
			fuzz_text(data, size)))
		return 0;
	snprintf(folder, sizeof folder, "%.*s",
		 (int)(strrchr(path, '/') - path), path);
	struct arena arena = ARENA_INITIALISER;
	struct diagnostics diagnostics = DIAGNOSTICS_INITIALISER;
	struct error error = { "" };
	struct publication *publication =
		publication_load(&arena, folder, NULL, &diagnostics, &error);
	fuzz_require(publication || diagnostics.count || *error.message,
		     "refused without a word");
	diagnostics_release(&diagnostics);
	arena_release(&arena);
	fuzz_remove(path);
	return 0;
}
