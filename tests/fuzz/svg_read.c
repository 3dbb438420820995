/* Any bytes → picture → drawing → SVG: nothing may crash or hang, and what is
 * written is a drawing when it is read again. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "svg/svg.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INITIALISER;
	struct diagnostics diagnostics = DIAGNOSTICS_INITIALISER;
	struct svg_picture picture, again;
	struct buffer out = BUFFER_INITIALISER;
	struct str file = { (const char *)data, size };
	enum svg_outcome outcome = svg_read(&arena, file, "fuzz.svg", NULL,
					    &diagnostics, &picture);
	if (outcome != SVG_DRAWN && !diagnostics.count) {
		fprintf(stderr, "refused without a word\n");
		abort();
	}
	if (outcome == SVG_DRAWN) {
		svg_write(picture.drawing, "p", &out);
		if (svg_read(&arena, buffer_str(&out), "again.svg", NULL,
			     &diagnostics, &again) == SVG_BROKEN) {
			fprintf(stderr, "%s\n", out.bytes);
			abort();
		}
	}
	buffer_release(&out);
	diagnostics_release(&diagnostics);
	arena_release(&arena);
	return 0;
}
