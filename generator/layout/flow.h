/* The flow: a document as one long column, before it is cut into pages.
 *
 * It is a list of strips, each as wide as the page and of a fixed height: a
 * line of text, a picture, a line of each cell of a table row, or space. A
 * strip knows whether a page may begin with it, which notes belong to it, in
 * which box (background) and which table it stands. Page breaks fall between
 * strips only; what must not tear is one strip, or strips whose breaks are
 * forbidden.
 *
 * Horizontal positions are final [lu from the page's left edge]; vertical
 * ones count from the strip's top.
 *
 * The flow is built front to back: a function that adds to a strip adds to
 * the newest one, so that all it holds lies together in each vector. */
#ifndef EVERYREAD_LAYOUT_FLOW_H
#define EVERYREAD_LAYOUT_FLOW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/map.h"
#include "base/vector.h"
#include "frame/frame.h"
#include "layout/options.h"
#include "text/paragraph.h"
#include "frame/structure.h"
#include "layout/style.h"

enum page_kind { PAGE_COVER, PAGE_BODY, PAGE_LANDSCAPE, PAGE_BACK };

enum strip_break {
	BREAK_ALLOWED,   /* a page may begin with this strip */
	BREAK_FORBIDDEN, /* it stays with the strip before */
	BREAK_FORCED     /* a page begins with it */
};

/* What a page that begins with a strip tears from the page before it, the
 * least harm first (pages/cost.c says what each costs). */
enum torn {
	TORN_NOTHING,
	TORN_LIST,      /* between its items */
	TORN_PARAGRAPH, /* between its lines */
	TORN_TABLE,     /* between rows that leave enough on either side */
	TORN_FIGURE,    /* picture and caption from what is said about them */
	TORN_BOX,       /* a callout, a story, a quotation */
	TORN_FEW_ROWS,  /* few rows of a table stay alone */
	TORN_LEAD_IN    /* what announces a list from its first items */
};

enum {
	BARRIER_NONE = 0,
	BARRIER_ALL = 1 /* nothing moves past it */
};

#define FLOW_NONE UINT32_MAX /* no box, table, note, strip */

/* A set line at its place in a strip. */
struct placed_line {
	const struct paragraph_line *line;
	lu x, y;          /* of the line's left end and top */
	uint32_t column;  /* of a table row: cells are painted one by one */
	bool is_repeated; /* stands elsewhere, too: an artifact here */
};

/* A page number, known only when pages are cut. */
struct late_number {
	const struct node *target; /* whose page is shown */
	struct structure_element *content;
	enum text_role role;
	lu edge;        /* it ends here, or in RTL text begins here */
	lu leader_edge; /* dots start here */
	lu baseline;
	uint32_t line; /* flow.lines: the one that it is painted after */
	bool is_right_to_left;
};

struct strip {
	/* What it wants above and below it: the larger of two that meet is
	 * the distance; none at the top of a page. */
	lu space_before, space_after;
	lu height;
	enum strip_break page_break;
	enum page_kind page_kind; /* of the page that BREAK_FORCED begins */
	enum torn torn;           /* by a page that begins with it */
	uint32_t whole;  /* outermost list, quotation or box that it stands
			 * in, which nothing moves into; or FLOW_NONE */
	bool is_stretch; /* takes what its page has left (cover) */
	/* What belongs to a section of this level or a deeper one moves not past
	 * it: a heading's level. BARRIER_NONE: all does. */
	uint8_t barrier;
	bool is_opener; /* room for the drawing above a chapter's title */
	uint32_t box;   /* innermost box, or FLOW_NONE */
	uint32_t table; /* or FLOW_NONE */
	uint32_t row;   /* of a table: its strips share it; or FLOW_NONE */
	uint32_t first_line, line_count;     /* flow.lines */
	uint32_t first_item, item_count;     /* flow.items: all but text */
	uint32_t first_anchor, anchor_count; /* flow.anchors */
	uint32_t first_number, number_count; /* flow.numbers */
	uint32_t first_note, last_note;      /* flow.notes, linked; FLOW_NONE */
};

/* A background behind consecutive strips. */
struct box {
	uint32_t parent; /* or FLOW_NONE */
	lu x, width;
	uint32_t outer_whole; /* that its strips stand in but for it */
	struct colour fill, bar;
	bool has_fill;
	bool is_band; /* its page's background from the head on, to the edges
		       * (pages/furniture.c) */
	lu bar_width; /* [lu] at the start side; 0: none */
	bool is_right_to_left;
};

/* A table's head, painted again on each page that the table continues on. */
struct table_head {
	uint32_t first_strip, strip_count;
	lu height; /* 0: not repeated */
};

/* A list item's label, which waits for the item's first line. */
struct waiting_label {
	const struct paragraph_line *line;
	lu x;
};

/* A footnote that some strip refers to. */
struct flow_note {
	const struct node *node;
	uint32_t strip;                    /* that refers to it first */
	uint32_t next;                     /* of the same strip */
	uint32_t first_strip, strip_count; /* in flow.note_strips */
};

/* Strips [first, end) that stay together and may move to the head of the next
 * page, while text that follows them fills this one: a figure, a table. */
struct movable {
	uint32_t first, end;
	uint8_t section; /* level of the heading that it stands under, from 1 */
};

struct strip_list {
	struct strip *items;
	size_t count, capacity;
};

/* [lu] The distance of two strips that stand below each other, be they
 * neighbours in the text or not. */
static inline lu strip_distance(const struct strip *above,
				const struct strip *below)
{
	return above->space_after > below->space_before ? above->space_after :
							  below->space_before;
}

struct flow {
	struct arena *arena;
	const struct document *document;
	const struct style *style;
	struct typesetter *typesetter;
	struct structure *structure;
	struct diagnostics *diagnostics;
	const struct layout_options *options;
	struct strip_list strips, note_strips;
	VECTOR(struct placed_line) lines;
	VECTOR(struct frame_item) items;
	VECTOR(const struct node *) anchors;
	VECTOR(struct late_number) numbers;
	VECTOR(struct flow_note) notes;
	VECTOR(struct box) boxes;
	VECTOR(struct table_head) tables;
	VECTOR(struct movable) movables; /* ascending, disjoint */
	/* While building. */
	struct strip_list *target; /* strips, or note_strips in a note */
	uint32_t note;             /* being set, or FLOW_NONE */
	uint32_t notes_set;        /* notes before this one are built */
	bool *note_is_known;       /* by number - 1 */
	lu space;                  /* that the next strip wants above it */
	bool drops_space;          /* the next strip begins a box */
	enum strip_break next_break;
	enum page_kind next_page_kind;
	uint32_t box, table, row;     /* that new strips stand in */
	uint32_t row_count;           /* of all tables so far */
	const struct node *set_ahead; /* with what stands before it */
	uint8_t section;              /* level of the newest heading */
	uint32_t whole;               /* that new strips stand in */
	uint32_t whole_count;
	VECTOR(const struct node *) waiting_anchors;
	VECTOR(struct waiting_label) waiting_labels;
	struct map images; /* by path: loaded once */
};

void flow_initialise(struct flow *flow);
void flow_release(struct flow *flow);

/* The next strip wants at least this space above it, the newest one below
 * it: neighbours collapse. */
void flow_space_before(struct flow *flow, lu space);
void flow_space_after(struct flow *flow, lu space);

/* The next strip stays with the one before it. */
void flow_keep_with_next(struct flow *flow);

/* The next strip begins a page of this kind. */
void flow_begin_page(struct flow *flow, enum page_kind kind);

/* A new strip; it takes the owed space, break and anchors. */
struct strip *flow_add_strip(struct flow *flow, lu height);

/* The newest strip. */
struct strip *flow_newest(struct flow *flow);

/* Number of strips so far, to be given to flow_keep_together. */
uint32_t flow_position(const struct flow *flow);

/* Forbids breaks between the strips from `first` to the newest one where
 * they are together not higher than `limit` [lu]. */
void flow_keep_together(struct flow *flow, uint32_t first, lu limit);

/* Breaks between the strips from `first` to the newest one tear this, where
 * they tear nothing worse. */
void flow_tear(struct flow *flow, uint32_t first, enum torn torn);

/* Strips until flow_end_whole are of one list, quotation or box; gives what to
 * end it with. */
uint32_t flow_begin_whole(struct flow *flow);
void flow_end_whole(struct flow *flow, uint32_t outer);

/* Lets the strips from `first` to the newest one move as a whole, where they
 * are together not higher than `limit` [lu], belong to no box and need not
 * stay with the strip before them. Otherwise nothing moves past them. */
void flow_let_move(struct flow *flow, uint32_t first, lu limit);

/* The same for what may be too high for that: what begins with each of the
 * `count` strips `starts`, in their order, moves by itself where it must, and
 * with those after it where they are together not higher than `limit`. */
void flow_let_move_in_parts(struct flow *flow, const uint32_t *starts,
			    size_t count, lu limit);

/* `node` may be linked to: it begins with the next strip. */
void flow_anchor(struct flow *flow, const struct node *node);

/* Adds a set line to the newest strip, with the notes that it refers to. */
void flow_place_line(struct flow *flow, const struct paragraph_line *line, lu x,
		     lu y);

/* A set paragraph as strips, its measure's left end at x [lu]; no widow, no
 * orphan. Waiting labels stand on its first line. */
void flow_place_paragraph(struct flow *flow,
			  const struct paragraph_lines *lines, lu x);

/* A label for the next line that is placed. */
void flow_add_label(struct flow *flow, const struct paragraph_line *line, lu x);

/* Sets waiting labels on a line of their own: what follows is no text. */
void flow_flush_labels(struct flow *flow);

/* Adds anything else to the newest strip; y counts from its top. */
struct frame_item *flow_place_item(struct flow *flow,
				   enum frame_item_kind kind);

/* Opens a box of the given width; strips until flow_close_box stand in it.
 * `padding` is the space above its first and below its last strip. */
void flow_open_box(struct flow *flow, struct box box, lu padding);
void flow_close_box(struct flow *flow, lu padding);

#endif
