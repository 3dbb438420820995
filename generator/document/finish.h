/* The steps of document_finish(), for the files of this room. */
#ifndef EVERYREAD_DOCUMENT_FINISH_H
#define EVERYREAD_DOCUMENT_FINISH_H

#include "base/map.h"
#include "document/finish_walk.h"
#include "document/outline.h"

/* What the steps share. */
struct finish {
	struct document *document;
	const struct outline_options *options;
	struct diagnostics *diagnostics;
	enum diagnostic_severity severity; /* of a mistake */
	struct map identifiers;  /* of the document; to struct identified * */
	struct map names;        /* of the texts; to struct identified * */
	const char **tidy_texts; /* options.links' */
};

/* Who has an identifier or a name, and which number its next double gets. */
struct identified {
	struct node *node;
	uint32_t doubles;
	struct identified *next; /* who has the name in another text */
};

/* clean.c: texts without controls, marks and noncharacters, each told. */
void document_finish_texts(const struct finish *finish);

/* finish_notes.c: footnotes in order of first use, each with its references. */
void document_finish_footnotes(struct document *document);

/* finish_mending.c: headings and links without words. */
void document_finish_mending(struct document *document);

/* finish_data.c: moves charts' data to where they are to stand; then links
 * the two. */
void document_finish_data(struct finish *finish);
void document_finish_data_links(struct finish *finish);

/* words.c: the node holds nothing but our words: they are in their language,
 * whatever is around them. */
void finish_mark_words(const struct document *document, struct node *node);

/* finish_tables.c: rows, columns and headers of tables; numbers of tables and
 * figures; lists of them, of which empty ones go. */
void document_finish_tables_and_figures(struct finish *finish);
/* finish_headers.c: what each cell of a table heads, and what heads it. */
void document_finish_headers(struct document *document, struct node *table);
void document_drop_empty_lists(struct document *document);
void document_finish_lists(struct finish *finish);

/* outline.c: the title, levels, numbers, contents. */
void document_finish_outline(struct finish *finish);

/* identifiers.c: identifiers for headings. */
void document_finish_identifiers(struct finish *finish);
/* The name of a heading with these words, as GitHub makes it: lower case,
 * punctuation goes, a space becomes "-". */
const char *finish_slug(struct arena *arena, struct str words);
/* Gives a node that has none the identifier, or "wanted-1" and so on. */
void finish_identify(struct finish *finish, struct node *node,
		     const char *wanted);
/* True where the node stands in the file, which may be NULL. */
bool finish_is_in(const struct node *node, const char *file);

/* picture_rooms.c: how large pictures are shown at most. */
void document_set_picture_rooms(struct finish *finish);

/* links.c: targets for links. */
void document_finish_links(struct finish *finish);
/* "prefix-1", "prefix-2" … for those of the nodes that have none. */
void document_finish_list_identifiers(struct finish *finish,
				      struct node **nodes, uint32_t count,
				      const char *prefix);

#endif
