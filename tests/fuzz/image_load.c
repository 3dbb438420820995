/* Any bytes as a picture file, under each ending → pixels or a diagnostic, and
 * the stream of a PDF. */
#include "fuzz/fuzz.h"
#include "image/image.h"

static void load(const char *name, struct str bytes, size_t size)
{
	char path[256];
	if (!fuzz_write(path, sizeof path, name, bytes))
		return;
	struct arena arena = ARENA_INITIALISER;
	struct diagnostics diagnostics = DIAGNOSTICS_INITIALISER;
	struct place place = { "fuzz.md", 1, 1 };
	const struct picture_room room = { 2000, 3000, 72, false };
	struct image *image = image_load(&arena, path, size % 2 ? &room : NULL,
					 place, &diagnostics);
	fuzz_require(image || diagnostics.count, "refused without a word");
	if (image) {
		struct image_stream stream;
		struct error error = { "" };
		fuzz_require(image_encode(image, &arena, &stream, &error) ||
				     *error.message,
			     "failed without a word");
	}
	diagnostics_release(&diagnostics);
	arena_release(&arena);
	fuzz_remove(path);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = fuzz_text(data, size);
	load("a.png", bytes, size);
	load("a.jpg", bytes, size);
	return 0;
}
