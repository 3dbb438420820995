/* Bracketed spans `[słowo]{lang=pl}` and attributes after headings, links,
 * pictures and code, as an inline extension of cmark. */
#ifndef EVERYREAD_MARKDOWN_BRACKETS_H
#define EVERYREAD_MARKDOWN_BRACKETS_H

#include "markdown/cmark.h"

#include "markdown/attributes.h"
#include "markdown/emphasis.h"
#include "markdown/reading.h"

/* A span. Where it begins and where it ends stand nodes of kind "raw HTML"
 * that point to it, since those may stand anywhere: emphasis may yet be found
 * around and between them. In the reading's arena. */
struct bracket {
	struct attributes attributes;
	cmark_node *start;
	enum node_kind kind; /* NODE_SPAN, or what raised.c makes */
	int line, column;
};

struct brackets {
	struct reading *reading;
	const struct emphasis *emphasis; /* how the text was prepared */
	cmark_syntax_extension *extension;
	size_t steps; /* looking back for opening brackets */
};

enum bracket_edge { EDGE_NONE, EDGE_START, EDGE_END, EDGE_EMPTY };

void brackets_initialise(struct brackets *brackets, struct reading *reading,
			 const struct emphasis *emphasis);
void brackets_release(struct brackets *brackets);

/* What a raw HTML node is the edge of. EDGE_EMPTY: nothing, pass over it. */
enum bracket_edge brackets_edge(cmark_node *node, struct bracket **bracket);

/* Adds a span of that kind, with a text, to `parent` but for its end, which is
 * returned for cmark to add. */
cmark_node *brackets_add_span(struct brackets *brackets, cmark_node *parent,
			      enum node_kind kind, const char *text, int line,
			      int column);

/* The attributes given to a heading, link, picture or code span, or NULL. */
const struct attributes *brackets_attributes_of(cmark_node *node);

#endif
