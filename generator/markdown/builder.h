/* Building the tree: a stack of what is open, to which Markdown's blocks and
 * inlines, raw HTML's tags and bracketed spans come one after the other. What
 * they ask for is made to fit: text in a block gets a paragraph, a block in a
 * table cell becomes a line of it, what is nested too deeply is flattened, and
 * what nobody closes is closed by what stands around it. */
#ifndef EVERYREAD_MARKDOWN_BUILDER_H
#define EVERYREAD_MARKDOWN_BUILDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/map.h"
#include "markdown/reading.h"

enum frame_origin {
	FRAME_MARKDOWN, /* closed by cmark's tree alone: no tag reaches past */
	FRAME_SPAN,     /* a bracketed span */
	FRAME_HTML,     /* a tag */
	FRAME_IMPLIED   /* what had to be there */
};

struct frame {
	struct node *node; /* that takes children; the one below where this
			    * frame has none of its own */
	bool is_own;
	bool is_inline;
	bool is_link;
	bool is_skipped; /* contents are left out */
	bool is_code;    /* texts are code */
	enum frame_origin origin;
	uint8_t tag;      /* FRAME_HTML: enum html_tag */
	const void *data; /* FRAME_SPAN: struct bracket; a div: struct fence */
	/* FRAME_HTML: the tag that an end tag has to close, and where it
	 * stands, in cmark's numbers; NULL: none has to, or one did. */
	const char *unclosed;
	int line, column;
};

struct builder {
	struct reading *reading;
	struct {
		struct frame *items;
		size_t count, capacity;
	} frames;
	/* The fewest frames that were left since somebody set this: what is
	 * above them was opened since. */
	size_t fewest;
	unsigned block_depth, inline_depth, skip_depth, code_depth, link_depth;
	/* Of an anchor that stood alone; the next block gets it. */
	const char *pending_identifier;
	struct map reported_tags; /* each is reported once */
	/* Of a tag's name the next end tag, as far as was looked for: a byte of
	 * the text that cmark reads, or its end where none comes. */
	struct map next_ends;
};

void builder_initialise(struct builder *builder, struct reading *reading,
			struct node *root);
/* Closes what is open. */
void builder_release(struct builder *builder);

static inline struct frame *builder_top(struct builder *builder)
{
	return &builder->frames.items[builder->frames.count - 1];
}

/* Opens a block or an inline and returns its node; NULL where it got none of
 * its own and its contents go to what is around it. A frame is pushed in any
 * case. */
struct node *builder_open(struct builder *builder, enum node_kind kind,
			  enum frame_origin origin, struct place place);

/* Opens what has a stack entry but no node. */
struct frame *builder_open_transparent(struct builder *builder,
				       enum frame_origin origin);

/* Adds a node without children; NULL where it is left out. */
struct node *builder_add(struct builder *builder, enum node_kind kind,
			 struct place place);

/* Adds text, as code inside of code. */
void builder_add_text(struct builder *builder, struct str text,
		      struct place place);

/* Closes frames until `count` are left. */
void builder_close_to(struct builder *builder, size_t count);

/* True where blocks may be added at this point. */
bool builder_is_in_block(struct builder *builder);

/* Starts `root`, which is outside of the tree, as a new bottom. */
void builder_push_root(struct builder *builder, struct node *root);

#endif
