/* Any bytes as an ICU message → parts, or a mistake within the text. */
#include "fuzz/fuzz.h"
#include "locale/pattern.h"

static void count_part(void *context, const struct pattern_part *part)
{
	*(size_t *)context += part->text.length + 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INITIALISER;
	struct pattern_error error = { 0, NULL };
	const struct pattern_part *parts = NULL;
	size_t length = 0;
	if (pattern_parse(&arena, fuzz_text(data, size), &parts, &error))
		pattern_visit(parts, count_part, &length);
	else
		fuzz_require(error.text && error.offset <= size,
			     "a mistake without words, or outside the text");
	arena_release(&arena);
	return 0;
}
