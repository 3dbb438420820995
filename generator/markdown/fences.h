/* Fenced divs as blocks of cmark: lines of three colons or more around
 * anything, nested, in lists and quotations. */
#ifndef EVERYREAD_MARKDOWN_FENCES_H
#define EVERYREAD_MARKDOWN_FENCES_H

#include "markdown/cmark.h"

#include "markdown/attributes.h"
#include "markdown/reading.h"

/* One div, as its opening line says. In the reading's arena. */
struct fence {
	struct attributes attributes;
	struct str name;   /* its first class; length 0: attributes alone */
	struct str title;  /* words after the name, as other tools have it */
	const char *start; /* of its line, which the slices are of */
	bool is_bare;      /* the name stands without braces */
	bool is_closed;
	bool is_ending;   /* the current line ends it, or one around it */
	const char *file; /* that it stands in */
	unsigned depth;   /* divs around it */
	int line, column;
};

struct fences {
	struct reading *reading;
	cmark_syntax_extension *extension;
	struct fence *ended; /* ended by the current line, which is still
				  * to be taken */
	uint32_t ignored;    /* open, but nested too deeply to be kept */
	struct {
		struct fence **items;
		size_t count, capacity;
	} all;
};

/* Once in a process. */
void fences_register(void);

void fences_initialise(struct fences *fences, struct reading *reading);
void fences_release(struct fences *fences);

/* The div that a node of cmark is, or NULL. */
const struct fence *fences_fence_of(cmark_node *node);

/* True for what stands in the tree where a closing line was. */
bool fences_is_end(cmark_node *node);

void fences_report_unclosed(struct fences *fences);

#endif
