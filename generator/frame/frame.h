/* Frames: the result of layout, what pdf/ paints and tags.
 *
 * A page holds items in the order in which they are painted, which is the
 * order in which they are read. An item either shows content of a structure
 * element (`content` is not NULL) or is an artifact. One document node is one
 * structure element however many pages it touches: all its items point to
 * the same element.
 *
 * Coordinates: [lu], origin at the page's top left corner, x to the right,
 * y DOWN, also in right-to-left documents.
 *
 * Everything lives in the arena of the layout. */
#ifndef EVERYREAD_FRAME_FRAME_H
#define EVERYREAD_FRAME_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/colour.h"
#include "base/str.h"
#include "base/units.h"
#include "document/document.h"

struct font_face; /* text/font.h */
struct image;     /* image/image.h */

/* ---- Structure: ISO 32000-1, 14.7 and 14.8 ----------------------------- */

/* roles.def says of each what it is in PDF. */
enum structure_role {
#define ROLE(KIND, ...) ROLE_##KIND,
#include "frame/roles.def"
};

enum list_numbering {
	LIST_NUMBERING_NONE,
	LIST_NUMBERING_DISC,
	LIST_NUMBERING_CIRCLE,
	LIST_NUMBERING_SQUARE,
	LIST_NUMBERING_DECIMAL,
	LIST_NUMBERING_LOWER_ALPHA,
	LIST_NUMBERING_UPPER_ALPHA,
	LIST_NUMBERING_LOWER_ROMAN,
	LIST_NUMBERING_UPPER_ROMAN,
	LIST_NUMBERING_DESCRIPTION /* of definitions, a PDF 2.0 word */
};

enum table_scope { SCOPE_NONE, SCOPE_COLUMN, SCOPE_ROW, SCOPE_BOTH };

struct rectangle {
	lu x, y, width, height; /* y of the top edge */
};

/* One structure element, or a ROLE_CONTENT leaf. Children are in reading
 * order. A leaf may end up without any items (then it vanishes); an element
 * without content and children is written all the same where its role needs
 * it (an empty TD), else dropped by pdf/. */
#define FRAME_MANY_PAGES UINT32_MAX /* a figure goes on over pages */

struct structure_element {
	enum structure_role role : 8;
	uint8_t level;         /* ROLE_HEADING */
	bool is_right_to_left; /* the direction that holds here, own or
				  * inherited: pdf/ writes WritingMode on
				  * blocks where it differs from the
				  * parent's (it is inheritable) */
	uint32_t index;        /* dense, from 0, in order of creation */
	struct structure_element *parent, *first_child, *last_child, *next;
	const struct node *node; /* that it shows, or NULL */
	const char *language;    /* set only where it changes, else NULL */
	/* What some roles have: there are a dozen elements in a line of text, so
	 * that each byte of one counts. */
	union {
		struct {                         /* ROLE_FIGURE, ROLE_LINK */
			const char *alternative; /* Alt; Contents of a link
						  * annotation */
			struct rectangle bounds; /* a figure's BBox … */
			uint32_t
				bounds_page; /* … on this page, or FRAME_MANY_PAGES */
			bool is_block; /* Placement Block (figures) */
		};
		struct { /* ROLE_TABLE_HEADER_CELL, ROLE_TABLE_DATA_CELL */
			struct structure_element **headers; /* of a data cell,
							     * or NULL */
			enum table_scope scope;         /* of a header cell */
			uint16_t row_span, column_span; /* 0 and 1: none */
			uint16_t header_count;
		};
		struct { /* ROLE_SPAN, ROLE_STRONG */
			const char
				*expansion; /* E: of an abbreviation, or NULL */
			lu baseline_shift;  /* up from the parent's */
		};
		const char *actual_text;            /* ROLE_LABEL; or NULL */
		enum list_numbering list_numbering; /* ROLE_LIST */
	};
};

/* ---- Items ------------------------------------------------------------- */

enum frame_item_kind { ITEM_GLYPHS, ITEM_RECTANGLE, ITEM_LINE, ITEM_IMAGE };

enum artifact_kind {
	ARTIFACT_NONE,   /* has `content` */
	ARTIFACT_LAYOUT, /* rules, backgrounds, repeated table heads */
	ARTIFACT_HEADER,
	ARTIFACT_FOOTER, /* Type Pagination */
	ARTIFACT_BACKGROUND
};

struct glyph {
	uint32_t id;           /* of the whole face, not the subset */
	lu advance;            /* [lu] to the next glyph's origin */
	lu x_offset, y_offset; /* [lu] y up, as HarfBuzz gives it */
	uint32_t cluster;      /* first byte of its cluster within run.text */
};

/* x' = a x + c y, y' = b x + d y, y down. */
struct glyph_turn {
	int32_t a, b, c, d; /* [millionths] */
};

/* Glyphs of one face, size, colour and direction on one baseline. */
struct glyph_run {
	const struct font_face *face;
	lu size;  /* [lu] em */
	lu x, y;  /* left end of the baseline; y of the baseline */
	lu width; /* sum of the advances */
	const struct glyph *glyphs; /* left to right as painted */
	uint32_t count;
	struct str text; /* source text, logical order; a line's last
	                             * run keeps its space, so that words stay
	                             * apart when text is copied */
	bool is_right_to_left;
	bool is_synthetic_text; /* text stands for something else (a leader) */
	struct colour colour;
	const struct glyph_turn *turn; /* of all of it, about (x, y): texts in
	                                * pictures; or NULL */
};

struct frame_item {
	enum frame_item_kind kind;
	enum artifact_kind artifact;
	const struct structure_element
		*content; /* a ROLE_CONTENT leaf, or NULL */
	union {
		struct glyph_run run;
		struct {
			struct rectangle box;
			struct colour colour;
			lu radius; /* of the corners */
		} rectangle;       /* filled */
		struct {
			lu x1, y1, x2, y2, width;
			struct colour colour;
		} line; /* stroked */
		struct {
			const struct image *image;
			struct rectangle box;
		} image;
	};
};

/* Moves an item, whatever it is, by x and y [lu]. */
void frame_item_move(struct frame_item *item, lu x, lu y);

/* A part of a link on one page. A link that breaks over lines has several
 * areas per page; pdf/ makes one annotation a page from them (QuadPoints). */
struct link_area {
	struct rectangle box;
	const struct structure_element *element; /* the ROLE_LINK (or
	                                          * ROLE_REFERENCE's link) */
	const char *uri;                         /* or NULL: */
	const struct node *target;               /* a place in this document */
	uint32_t note_number; /* else: the footnote's place, from 1 */
};

/* Where a node that may be linked to (identifier, heading, note) was put. */
struct destination {
	const struct node *node;
	uint32_t page; /* from 0 */
	lu x, y;       /* top of it */
	const struct structure_element *element;
};

/* A page that stands on a sheet with others: its items, whose coordinates are its
 * own. */
struct page_part {
	size_t first_item, end_item;
	uint32_t number;  /* from 0, in the order in which pages are read */
	lu width, height; /* its own, before it is turned */
	lu x, y;          /* on the sheet: where its corner stands */
	bool is_turned;   /* to the left: its top is at the left */
	struct rectangle clip; /* on the sheet: nothing shows beyond */
};

struct page {
	lu width, height;
	struct frame_item *items;
	size_t item_count, item_capacity;
	struct page_part *parts; /* of a sheet, in order of items; or NULL */
	size_t part_count;
	struct link_area *links;
	size_t link_count, link_capacity;
	const char *label; /* "12": the number that the page shows */
};

/* An entry of the bookmarks: headings that are in the contents. */
struct bookmark {
	const char *text;
	uint8_t level; /* 1…6, never more than one deeper than the one before */
	struct destination destination;
};

struct frames {
	const struct document *document;
	struct page *pages;
	size_t page_count, page_capacity;
	struct structure_element *root; /* ROLE_DOCUMENT */
	uint32_t element_count;
	struct bookmark *bookmarks;
	size_t bookmark_count, bookmark_capacity;
	struct destination *destinations;
	size_t destination_count, destination_capacity;
};

#endif
