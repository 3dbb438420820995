/* What the files of plain/ share: the state of one document's writing. */
#ifndef EVERYREAD_PLAIN_WRITER_H
#define EVERYREAD_PLAIN_WRITER_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/vector.h"
#include "document/walk.h"
#include "plain/lines.h"

struct writer {
	const struct document *document;
	struct lines lines;
	/* Notes that were referred to and not told yet. */
	VECTOR(const struct node *) notes;
	bool *is_noted; /* by footnote number - 1: told, or in `notes` */
	bool is_on_cover, is_in_notes;
};

/* plain.c: blocks with all below them. */
void plain_write_blocks(struct writer *writer, const struct node *root);
/* A heading's number and words. */
void plain_append_heading(struct writer *writer, const struct node *heading,
			  struct passage *passage, bool is_outline);

/* inline.c: appends what the inlines below a block say; in a list of contents
 * (`is_outline`) without notes, addresses and line breaks. */
void plain_append_inlines(struct writer *writer, const struct node *block,
			  struct passage *passage, bool is_outline);
/* In the digits of the language; the mark is "[3]". */
void plain_append_number(const struct writer *writer, uint32_t number,
			 struct buffer *out);
void plain_append_note_mark(const struct writer *writer, uint32_t number,
			    struct buffer *out);

/* table.c */
void plain_write_table(struct writer *writer, const struct node *table);

/* contents.c: the entries of a list of contents, figures or tables. */
void plain_write_entries(struct writer *writer, const struct node *contents);

#endif
