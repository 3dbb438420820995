/* Any bytes as publication.yaml, and as the files beside it (fuzz_write_files()):
 * texts, entries, schemas → publication: its mistakes are told, and what is right
 * is there. */
#include "fuzz/fuzz.h"
#include "publication/publication.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char folder[256];
	fuzz_write_files("publication.yaml", fuzz_text(data, size));
	fuzz_path(folder, sizeof folder, ".");
	struct arena arena = ARENA_INITIALISER;
	struct diagnostics diagnostics = DIAGNOSTICS_INITIALISER;
	struct error error = { "" };
	struct publication *publication =
		publication_load(&arena, folder, NULL, &diagnostics, &error);
	fuzz_require(publication || diagnostics.count || *error.message,
		     "refused without a word");
	diagnostics_release(&diagnostics);
	arena_release(&arena);
	fuzz_remove_all();
	return 0;
}
