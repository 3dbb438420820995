/* Any bytes as a picture file, under each ending → pixels or a diagnostic, and
 * the stream of a PDF. */
#include <libdeflate.h>

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

/* Chunks with the sums that they should have: PNG ends at the first wrong one. */
static void mend_sums(uint8_t *bytes, size_t size)
{
	for (size_t at = 8; at + 12 <= size;) {
		size_t length = (size_t)bytes[at] << 24 | bytes[at + 1] << 16 |
				bytes[at + 2] << 8 | bytes[at + 3];
		if (length > size - at - 12)
			return;
		uint8_t *sum = bytes + at + 8 + length;
		uint32_t right =
			libdeflate_crc32(0, bytes + at + 4, length + 4);
		for (int i = 0; i < 4; i++)
			sum[i] = (uint8_t)(right >> (24 - 8 * i));
		at += length + 12;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = fuzz_text(data, size);
	uint8_t *mended = malloc(size + 1);
	if (!mended)
		abort();
	if (size)
		memcpy(mended, data, size);
	mend_sums(mended, size);
	load("a.png", fuzz_text(mended, size), size);
	free(mended);
	load("a.jpg", bytes, size);
	return 0;
}
