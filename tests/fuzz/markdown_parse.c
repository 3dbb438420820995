/* Any bytes → document → dump: nothing may crash, hang or break the tree. The
 * first byte chooses between build and render, the language, and whether
 * punctuation is written. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "document/check.h"
#include "document/dump.h"
#include "document/outline.h"
#include "markdown/markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *find_image(void *context, const char *source,
			      struct place place, const char **reason)
{
	(void)context;
	(void)place;
	*reason = "no such file";
	return strstr(source, "missing") ? NULL : source;
}

static const char *const languages[] = { NULL, "ar", "pl", "fr" };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!size)
		return 0;
	bool is_build = data[0] % 2;
	struct arena arena = ARENA_INITIALISER;
	struct diagnostics diagnostics = DIAGNOSTICS_INITIALISER;
	struct buffer out = BUFFER_INITIALISER;
	struct document document;
	struct markdown_options options = {
		.file = "fuzz.md",
		.mode = is_build ? MARKDOWN_BUILD : MARKDOWN_RENDER,
		.find_image = find_image,
		.writes_punctuation = data[0] & 2,
		.language = languages[data[0] >> 2 & 3],
	};
	struct outline_options outline = { .is_strict = is_build,
					   .numbers_headings = true,
					   .numbers_figures = true,
					   .adds_contents = true };
	struct str text = { (const char *)data + 1, size - 1 };
	markdown_parse(&arena, text, &options, &diagnostics, &document);
	document_finish(&document, &outline, &diagnostics);
	char message[256];
	if (!document_check_invariants(&document, message, sizeof message)) {
		fprintf(stderr, "%s\n", message);
		abort();
	}
	document_dump(&document, &out);
	buffer_release(&out);
	diagnostics_release(&diagnostics);
	arena_release(&arena);
	return 0;
}
