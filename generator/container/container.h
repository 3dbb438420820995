/* Files in one file: ZIP (APPNOTE.TXT 6.3), as EPUB's OCF, Office Open XML and
 * OpenDocument wrap their parts up.
 *
 * The same parts give the same bytes on every machine: they stand in the order
 * in which they were added, all with one date, which no time zone moves. */
#ifndef EVERYREAD_CONTAINER_CONTAINER_H
#define EVERYREAD_CONTAINER_CONTAINER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/vector.h"

enum container_method {
	CONTAINER_STORED, /* as it is: what is compressed already, and what
			    * readers look for at a fixed place */
	CONTAINER_DEFLATED
};

struct container_part {
	const char *name; /* "OEBPS/nav.xhtml" */
	struct str bytes;
	enum container_method method;
};

struct container {
	struct arena *arena; /* of names and bytes; not owned */
	VECTOR(struct container_part) parts;
};

#define CONTAINER_INITIALISER(ARENA) \
	{ \
		.arena = (ARENA) \
	}

/* Adds a part; name and bytes are copied. No two have one name. */
void container_add(struct container *container, const char *name,
		   struct str bytes, enum container_method method);

/* Appends the whole to `out`. `time` [s since 1970] dates all parts; before
 * 1980, which ZIP does not know, it is 1980. */
bool container_write(const struct container *container, int64_t time,
		     struct buffer *out, struct error *error);

void container_release(struct container *container);

/* The ending for a media type that a picture has here: "png", "jpg", "svg";
 * "bin" for others. */
const char *container_ending(const char *media_type);

#endif
