/* Any bytes as theme.yaml → theme → CSS of every profile. */
#include "base/buffer.h"
#include "fuzz/fuzz.h"
#include "theme/theme.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[256];
	if (!fuzz_write(path, sizeof path, "theme.yaml", fuzz_text(data, size)))
		return 0;
	struct arena arena = ARENA_INITIALISER;
	struct diagnostics diagnostics = DIAGNOSTICS_INITIALISER;
	struct error error = { "" };
	const struct theme *theme =
		theme_load(&arena, path, &diagnostics, &error);
	fuzz_require(theme || diagnostics.count || *error.message,
		     "refused without a word");
	if (theme) {
		struct buffer css = BUFFER_INITIALISER;
		theme_append_css(theme, 0, "ar", &css);
		theme_script_of(theme, "zh-Hant-HK");
		buffer_release(&css);
	}
	diagnostics_release(&diagnostics);
	arena_release(&arena);
	fuzz_remove(path);
	return 0;
}
