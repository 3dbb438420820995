/* Files for Ninja (https://ninja-build.org/manual.html), as they are written. */
#ifndef EVERYREAD_COMMANDS_NINJA_H
#define EVERYREAD_COMMANDS_NINJA_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/error.h"

/* A file that is being written. Zero-initialised but for `error`. */
struct ninja {
	struct buffer text;
	bool has_failed;     /* a name cannot be written; then `error` */
	struct error *error; /* not owned */
};

/* A name in a `build` line, with a space before it. */
void ninja_name(struct ninja *ninja, const char *name);

/* "  KEY = VALUE", or without the spaces for the whole file. */
void ninja_set(struct ninja *ninja, const char *key, const char *value);
void ninja_set_global(struct ninja *ninja, const char *key, const char *value);

/* Lines that hold no names. */
void ninja_lines(struct ninja *ninja, const char *lines);

/* A word of a command, quoted for the shell, with a space before it. */
void ninja_quote(struct buffer *command, const char *word);

#endif
