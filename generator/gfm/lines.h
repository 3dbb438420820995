/* Lines within containers: each begins with the marks of the quotes and items
 * that it stands in (CommonMark, 5). Private to gfm/. */
#ifndef EVERYREAD_GFM_LINES_H
#define EVERYREAD_GFM_LINES_H

#include <stdbool.h>

#include "base/buffer.h"

struct gfm_lines {
	struct buffer *out;
	struct buffer prefix; /* of each line */
	struct buffer first;  /* instead of it, of the next line alone: an
			       * item's mark; empty: none */
	bool is_begun;        /* the container has a line already */
};

void gfm_lines_release(struct gfm_lines *lines);

/* An empty line, unless the next line is the container's first. */
void gfm_lines_space(struct gfm_lines *lines);

/* Writes the text's lines. */
void gfm_lines_write(struct gfm_lines *lines, struct str text);

/* Opens a container whose first line begins with `mark` and whose others begin
 * with `prefix`. */
void gfm_lines_open(struct gfm_lines *lines, struct str mark,
		    struct str prefix);
/* Closes it; `length` is that of its prefix [bytes]. One without a line becomes
 * its mark alone. */
void gfm_lines_close(struct gfm_lines *lines, size_t length);

#endif
