/* What the files of told/ share: the state of one telling. */
#ifndef EVERYREAD_TOLD_TELLER_H
#define EVERYREAD_TOLD_TELLER_H

#include <unicode/uscript.h>

#include "told/told.h"

enum { SCRIPTS_MOST = 12 };

/* What a language is written in; no codes: that is not known. */
struct scripts {
	const char *language;
	UScriptCode codes[SCRIPTS_MOST];
	int32_t count;
};

struct teller {
	struct told *told;
	const struct document *document;
	VECTOR(const struct node *) notes; /* referred to, not told yet */
	bool *is_noted; /* by footnote number - 1: told, or in `notes` */
	const char *label;
	const struct node *label_note;
	struct scripts scripts;          /* of the last run */
	struct scripts document_scripts; /* of the document */
	uint8_t depth;
	bool begins_part, has_space, is_in_notes;
};

/* told.c: an item that takes what was waiting for one: label, space. */
struct told_item *told_add(struct teller *teller, enum told_role role,
			   const struct node *node);
/* Takes the last item back where nothing is told in it and it has no label. */
void told_drop_empty(struct teller *teller);
void told_tell_blocks(struct teller *teller, const struct node *root);

/* script.c: adds the run to the last item, in pieces where its letters are of
 * several languages. */
void told_add_run(struct teller *teller, const struct told_run *run);

/* inline.c: runs of the item that was added last. */
void told_add_text(struct teller *teller, const struct node *node,
		   const char *text);
/* Of the inlines below the block; in a list of contents without notes and
 * addresses. */
void told_add_inlines(struct teller *teller, const struct node *block,
		      bool is_outline);

/* table.c, contents.c */
void told_tell_table(struct teller *teller, const struct node *table);
void told_tell_entries(struct teller *teller, const struct node *contents);

#endif
