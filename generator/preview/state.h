/* What the preview tells about the publications: which editions there are, as
 * they are now or as they were before a mistake, and what is to be mended. */
#ifndef EVERYREAD_PREVIEW_STATE_H
#define EVERYREAD_PREVIEW_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/diagnostic.h"

/* Texts are borrowed: from the build that is told about. */
struct preview_file {
	const char *format; /* "pdf-large" */
	const char *path;   /* "/people-at-the-centre/pl/….pdf" */
};

enum preview_status {
	PREVIEW_WRITTEN, /* of the texts as they are */
	PREVIEW_OLD,     /* of earlier ones: now they have a mistake */
	PREVIEW_MISSING, /* there is none yet */
};

struct preview_edition {
	const char *title;    /* NULL: the landing page */
	const char *language; /* tag */
	enum preview_status status;
	struct preview_file *files;
	size_t file_count;
};

struct preview_publication {
	const char *identifier, *title;
	struct preview_edition *editions;
	size_t edition_count;
};

struct preview_state {
	struct preview_publication *publications;
	size_t publication_count;
	const struct diagnostics *diagnostics;
	const char *failure;      /* of the system, or "" */
	const char *translations; /* the address of their page, or NULL */
};

/* One line of JSON: for the script. */
void state_append_json(const struct preview_state *state, struct buffer *out);

/* The page that lists all of it, in English. */
void state_append_page(const struct preview_state *state, struct buffer *out);

/* ["/a.html", …] as {"paths": […]}: the news that files are others. */
void state_append_paths(const char *const *paths, size_t count,
			struct buffer *out);

#endif
