/* A parsed template, for the files of this room: its source, the starts of
 * its lines, and one flat array of nodes. A node that has content is followed
 * by it, and tells where it ends: nothing recurses over the nesting. */
#ifndef EVERYREAD_TEMPLATE_NODE_H
#define EVERYREAD_TEMPLATE_NODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/str.h"

enum node_kind {
	NODE_TEXT,
	NODE_VALUE,    /* {{x}} */
	NODE_RAW,      /* {{{x}}} and {{&x}} */
	NODE_SECTION,  /* {{#x}} */
	NODE_INVERTED, /* {{^x}} */
	NODE_PARTIAL,  /* {{>x}} */
	NODE_PARENT,   /* {{<x}}: rendered are only its arguments */
	NODE_BLOCK     /* {{$x}}: an argument directly in a parent, otherwise a
			* parameter with its default */
};

struct name_part {
	struct str text;
	uint64_t hash;
};

struct tag_name {
	struct str text; /* as written, without the star of a dynamic name */
	struct name_part *parts; /* between the dots; of "." none */
	uint32_t part_count;
	bool is_dynamic; /* a value that holds the name */
};

/* An override that a parent tag passes: its block's name and node. */
struct argument {
	struct str name;
	uint32_t node;
};

struct tag {
	struct tag_name name;
	/* Partial, parent, block: the white space before the tag, which every
	 * line of what replaces it gets. */
	struct str indent;
	struct argument *arguments; /* of a parent, sorted by name */
	uint32_t argument_count;
};

struct node {
	uint8_t kind; /* enum node_kind */
	/* Partial, parent, block: begins on a line of its own, so that its
	 * first line is indented too; and ends one, so that a new line begins
	 * after it. */
	bool begins_line, ends_line;
	uint32_t offset;       /* of text or tag in the source [bytes] */
	uint32_t length;       /* of a text [bytes] */
	uint32_t newlines;     /* in a text */
	uint32_t end;          /* number of the node after its content */
	const struct tag *tag; /* NULL for text */
};

struct template
{
	const char *file;
	struct str source;
	uint32_t first_line;
	bool is_broken;        /* a mistake was reported when it was parsed */
	uint32_t *line_starts; /* offsets [bytes] */
	size_t line_count;
	struct node *nodes;
	uint32_t node_count;
};

void template_find_lines(struct arena *arena, struct template *template);

/* The line that holds the byte at `offset`, from 0. */
size_t template_line_of(const struct template *template, size_t offset);

/* The place of a byte. */
struct place template_place(const struct template *template, size_t offset);

#endif
