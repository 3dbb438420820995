/* The steps of document_finish(), for the files of this room. */
#ifndef EVERYREAD_DOCUMENT_FINISH_H
#define EVERYREAD_DOCUMENT_FINISH_H

#include "base/map.h"
#include "document/outline.h"

/* What the steps share. */
struct finish {
	struct document *document;
	const struct outline_options *options;
	struct diagnostics *diagnostics;
	enum diagnostic_severity severity; /* of a mistake */
	struct map identifiers;            /* to struct identified * */
};

/* Who has an identifier, and which number its next double gets. */
struct identified {
	struct node *node;
	uint32_t doubles;
};

/* clean.c: texts without controls, marks and noncharacters. */
void document_finish_texts(struct document *document);

/* outline.c: the title, levels, numbers, contents. */
void document_finish_outline(struct finish *finish);

/* identifiers.c: identifiers for headings; targets for links. */
void document_finish_identifiers(struct finish *finish);
void document_finish_links(struct finish *finish);
/* "prefix-1", "prefix-2" … for those of the nodes that have none. */
void document_finish_list_identifiers(struct finish *finish,
				      struct node **nodes, uint32_t count,
				      const char *prefix);

/* The next node in the text, then in the footnotes; NULL at the end. Start
 * with NULL. */
struct node *finish_next(const struct document *document,
			 const struct node *node);

/* The words of a node, trimmed, in the document's arena. */
struct str finish_words(struct document *document, const struct node *node);

/* The chapter, contents list or back page around a node, or NULL: in each of
 * them headings begin anew below the title. */
const struct node *finish_part_of(const struct node *node);

/* True where there is anything to read or to hear in a node. */
bool finish_has_words(const struct node *root);

#endif
