/* The texts that an editor has open, as they stand there, and places in them.
 *
 * The protocol counts columns in units of an encoding: UTF-16 unless both agree
 * on another. Ours count code points. */
#ifndef EVERYREAD_LSP_TEXTS_H
#define EVERYREAD_LSP_TEXTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

enum lsp_units { LSP_UTF_8, LSP_UTF_16, LSP_UTF_32 };

/* Lines and columns from 0, the latter in units. */
struct lsp_position {
	uint64_t line, column;
};

struct lsp_text {
	char *path;  /* owned */
	char *uri;   /* owned: as the editor writes it */
	char *bytes; /* owned; UTF-8, with a NUL behind */
	size_t length;
	int64_t version;
};

struct lsp_texts {
	struct lsp_text *items;
	size_t count, capacity;
};

/* NULL where it is not open. */
struct lsp_text *lsp_texts_find(const struct lsp_texts *texts, const char *uri);
struct lsp_text *lsp_texts_find_path(const struct lsp_texts *texts,
				     const char *path);

/* Opens, or opens anew. All is copied. */
void lsp_texts_open(struct lsp_texts *texts, const char *uri, const char *path,
		    const char *bytes, int64_t version);
void lsp_texts_close(struct lsp_texts *texts, const char *uri);
void lsp_texts_release(struct lsp_texts *texts);

/* Replaces what stands between two positions; those past the end of a line, or
 * of the text, are at its end. */
void lsp_text_change(struct lsp_text *text, enum lsp_units units,
		     struct lsp_position from, struct lsp_position to,
		     const char *with);
void lsp_text_set(struct lsp_text *text, const char *bytes);

/* The byte at a position, within a character never. */
size_t lsp_offset(struct str text, enum lsp_units units,
		  struct lsp_position position);

/* The position of a byte. */
struct lsp_position lsp_position_of(struct str text, enum lsp_units units,
				    size_t offset);

/* The byte of a place: a line from 1, a column in code points from 1. */
size_t lsp_offset_of_place(struct str text, uint32_t line, uint32_t column);

/* "file:///a%20b" → "/a b"; NULL for what is no file here. In the arena. */
const char *lsp_path_of_uri(struct arena *arena, const char *uri);
const char *lsp_uri_of_path(struct arena *arena, const char *path);

#endif
