/* What the files of gfm/ share: the state of one document's writing. */
#ifndef EVERYREAD_GFM_WRITER_H
#define EVERYREAD_GFM_WRITER_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/map.h"
#include "base/vector.h"
#include "document/walk.h"
#include "gfm/lines.h"

struct writer {
	const struct document *document;
	struct gfm_lines lines;
	struct map targets;   /* nodes that links lead to */
	VECTOR(char) marks;   /* of the lists that are open: - * . ) */
	char last_mark;       /* of the list that ended … */
	size_t last_list_end; /* … at this length of the output */
};

/* Where inlines stand. */
enum place_of_words {
	IN_PARAGRAPH, /* lines may end, and what begins one is no mark */
	IN_LINE,      /* a heading: everything on one line */
	IN_CELL,      /* likewise, between bars */
	IN_OUTLINE    /* an entry of a list of contents, itself a link */
};

/* escape.c: the text so that it says itself after what is in `out`, whose line
 * began at `line_start` (SIZE_MAX: nothing begins a line). */
void gfm_append_text(struct buffer *out, struct str text, size_t line_start);
/* Code between backticks, or in a tag where a cell's bars forbid that. */
void gfm_append_code(struct buffer *out, struct str code, bool is_in_cell);
/* A link's address, in <angle brackets> where it needs them. */
void gfm_append_address(struct buffer *out, struct str address);
/* In an attribute's quotes. */
void gfm_append_attribute(struct buffer *out, struct str text);
/* ` lang="pl" dir="ltr"`, what of it changes at the node; false: nothing. */
bool gfm_append_language(const struct writer *writer, const struct node *node,
			 struct buffer *out);

/* inline.c: what the inlines below a block say. */
void gfm_append_inlines(struct writer *writer, const struct node *block,
			enum place_of_words where, struct buffer *out);
/* The anchor of a node that links lead to. */
void gfm_append_anchor(const struct writer *writer, const struct node *node,
		       struct buffer *out);

/* gfm.c: a line of words as a block, where it has some. */
void gfm_write_line(struct writer *writer, const struct buffer *words);
/* A heading's number and words. */
void gfm_append_heading(struct writer *writer, const struct node *heading,
			enum place_of_words where, struct buffer *out);

/* table.c */
void gfm_write_table(struct writer *writer, const struct node *table);

/* contents.c: the entries of a list of contents, figures or tables. */
void gfm_write_entries(struct writer *writer, const struct node *contents);

static inline struct str gfm_key_of(const struct node *const *node)
{
	return (struct str){ (const char *)node, sizeof *node };
}

#endif
