/* Any bytes as the manifest of an earlier release, and of a folder that is
 * verified. */
#include "commands/commands.h"
#include "commands/manifest.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[256];
	if (!fuzz_write(path, sizeof path, "manifest.json",
			fuzz_text(data, size)))
		return 0;
	struct arena arena = ARENA_INITIALISER;
	struct manifest manifest;
	manifest_read_file(&arena, path, &manifest);
	manifest_release(&manifest);
	char folder[256];
	fuzz_path(folder, sizeof folder, "");
	manifest_read(&arena, folder, NULL, &manifest);
	manifest_release(&manifest);
	arena_release(&arena);
	fuzz_remove(path);
	return 0;
}
