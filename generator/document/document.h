/* The document: the one tree that every output is made from. What is not in
 * it cannot reach a reader.
 *
 * markdown/ builds it, document/ numbers and checks it, html/ and layout/
 * read it as `const`. All nodes, texts and attributes live in one arena that
 * the caller owns; nothing is freed alone.
 *
 * Invariants (document_check_invariants asserts them):
 * - the root is a NODE_DOCUMENT; what a node holds and where it stands is as
 *   kinds.def says;
 * - a NODE_TABLE holds an optional NODE_CAPTION first, then NODE_TABLE_ROWs,
 *   header rows first, footer rows last; its cells cover row_count times
 *   column_count places, each once, none reaches out of its part of the table,
 *   and in every row at least one begins;
 * - a NODE_FIGURE holds one NODE_IMAGE (wrapped in a NODE_PARAGRAPH) and then
 *   an optional NODE_CAPTION, or an optional NODE_CAPTION, which is its title,
 *   and one NODE_CHART; then an optional
 *   NODE_DESCRIPTION; a chart's may have, at the end, a NODE_TABLE with its
 *   data (class "data") or a NODE_PARAGRAPH (class "note") that links to it;
 * - a NODE_EVIDENCE stands there only until evidence_expand() (evidence/) has
 *   put in its place what the data say;
 * - a NODE_EASY_READ_ROW holds one NODE_IMAGE in a NODE_PARAGRAPH, then the
 *   words as blocks;
 * - a NODE_FOOTNOTE stands among document.footnotes, not in the tree, and is
 *   referenced by at least one NODE_FOOTNOTE_REFERENCE;
 * - heading levels start at 1 and never rise by more than one at once; only
 *   document.title_heading has level 1, and a cover stands in the root;
 * - what outputs say in the language's words is there: a NODE_TITLE for each
 *   callout, case study or list of contents that has one, a NODE_CREDIT last in
 *   a quotation that has one, the summary of each NODE_DETAILS;
 * - identifiers are unique in the document. */
#ifndef EVERYREAD_DOCUMENT_DOCUMENT_H
#define EVERYREAD_DOCUMENT_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/data_place.h"
#include "base/diagnostic.h"
#include "base/phrase.h"
#include "base/picture_room.h"
#include "base/profile.h"
#include "base/str.h"
#include "base/units.h"
#include "document/kinds.h"

enum direction { DIRECTION_INHERIT, DIRECTION_LTR, DIRECTION_RTL };

enum alignment {
	ALIGNMENT_START, /* left in left-to-right text; also the default */
	ALIGNMENT_CENTRE,
	ALIGNMENT_END
};

enum callout_kind { CALLOUT_NOTE, CALLOUT_KEY_FINDING, CALLOUT_WARNING };

/* GitHub's "> [!TIP]", which says in a word what the callout is. */
enum alert_kind {
	ALERT_NONE, /* a callout of another make */
	ALERT_NOTE,
	ALERT_TIP,
	ALERT_IMPORTANT,
	ALERT_WARNING,
	ALERT_CAUTION
};

/* What a cell of a table heads (HTML, 4.9.10: scope). */
enum cell_heads {
	HEADS_NOTHING,      /* data */
	HEADS_UNKNOWN,      /* a header whose author does not say; only until
			     * the table is finished */
	HEADS_COLUMN,       /* what stands below it */
	HEADS_ROW,          /* what follows it in its rows */
	HEADS_COLUMN_GROUP, /* what stands below, in all columns of its group */
	HEADS_ROW_GROUP     /* what follows in its part of the table */
};

/* What stands before the items of an ordered list. */
enum numbering {
	NUMBERING_DIGITS,
	NUMBERING_LOWER_LETTERS, /* a, b … z, aa */
	NUMBERING_UPPER_LETTERS,
	NUMBERING_LOWER_ROMAN, /* i, ii, iii, iv */
	NUMBERING_UPPER_ROMAN
};

/* What a NODE_CONTENTS lists: headings, or figures or tables with a number. */
enum contents_of {
	CONTENTS_OF_HEADINGS,
	CONTENTS_OF_FIGURES,
	CONTENTS_OF_TABLES
};

enum task_state { TASK_NONE, TASK_OPEN, TASK_DONE };

/* What a NODE_EVIDENCE asks for: ::: {.chart}, {.map}, {.findings-table},
 * {.quote id=…} or {.quote theme=…}. */
enum evidence_kind {
	EVIDENCE_CHART,
	EVIDENCE_MAP,
	EVIDENCE_TABLE,
	EVIDENCE_QUOTATION
};

struct evidence_attribute {
	const char *key, *value; /* never NULL */
	struct place place;      /* of the value */
};

/* What a part of a figure is called: its description, or a chart's numbers. */
struct part_label {
	const char *words; /* "Description of the picture" */
	const char *which; /* ": Figure 3", for who meets it alone; or NULL */
	const char *lead;  /* "Description of the picture: " */
};

struct chart; /* chart/chart.h */

/* What a picture's file has room in, wherever it is shown. */
struct image_rooms {
	struct picture_room paper, screen;
};

struct node {
	enum node_kind kind;
	enum direction direction; /* DIRECTION_INHERIT: as the parent */
	struct node *parent, *first_child, *last_child, *previous, *next;
	struct place place;     /* the author's line */
	const char *language;   /* BCP 47; NULL: as the parent */
	const char *identifier; /* anchor, unique in the document, or NULL */
	const char *classes;    /* space-separated, as written, or NULL */
	union {
		struct {
			uint8_t level;      /* 1…6 */
			const char *number; /* "2.3", or NULL: not numbered */
			bool in_contents;   /* shown in contents, bookmarks */
			uint8_t depth;      /* in the contents; 0: outermost */
		} heading;
		struct {
			uint8_t level; /* of the heading that it is; 0: none */
		} title;
		struct {
			bool is_notice; /* the document's notice, repeated */
		} paragraph;
		struct {
			enum contents_of of;
		} contents;
		struct {
			bool is_ordered, is_tight;
			int32_t start; /* first number of an ordered list */
			bool is_task_list;
			bool is_definitions; /* each item has one or more
					      * NODE_TERMs, then what
					      * explains them */
			enum numbering numbering;
		} list;
		struct {
			enum task_state task;
			const char *task_name; /* "Done", or NULL */
			int32_t number;        /* in an ordered list */
		} list_item;
		struct {
			const char *source; /* attribution, or NULL */
			const char *credit; /* "— " and source, or NULL; the
					     * NODE_CREDIT says it, too */
			bool is_invented;   /* the reader is told so */
		} quotation;
		struct {
			enum callout_kind kind;
			enum alert_kind alert;
			const char *title; /* as written, until the
					    * NODE_TITLE says it; or NULL */
		} callout;
		struct {
			const char *title; /* likewise */
			bool is_invented;
		} case_study;
		struct {
			const char *number; /* "3", for "Figure 3"; or NULL */
			const char *name;   /* "Figure 3", or NULL */
			struct part_label data;     /* of a chart's numbers */
			enum data_place data_place; /* of a chart */
			struct node *table; /* in the appendix, or NULL */
		} figure;
		struct {
			struct part_label label;
		} description;
		struct {
			const char *label; /* "Figure 3: ", or NULL */
		} caption;
		struct {
			uint32_t column_count, header_row_count;
			uint32_t row_count; /* until it is finished: groups */
			bool has_header_column; /* first cell of a row is TH */
			enum alignment *alignments; /* column_count of them */
			uint32_t *widths;   /* relative, or NULL: by contents */
			const char *number; /* "2", for "Table 2"; or NULL */
			const char *name;   /* "Table 2", or NULL */
			/* The cells' scopes alone do not tell whoever hears
			 * the table what it shows: outputs name each cell's
			 * headers. */
			bool names_headers;
			const struct node *chart; /* whose data it has in the
						   * appendix, or NULL */
		} table;
		struct {
			bool is_header; /* belongs to the repeated head */
			bool is_footer; /* belongs to the foot, the last rows */
			uint32_t group; /* rows of one part share it */
		} table_row;
		struct {
			enum cell_heads heads;
			enum alignment alignment;
			uint32_t row, column;           /* from 0, its first */
			uint32_t row_span, column_span; /* from 1 */
			/* What heads this cell, the widest first: columns',
			 * then groups', then rows' headers. */
			const struct node **headers;
			uint32_t header_count;
			bool has_own_headers;     /* the author's, headers= */
			const char *header_names; /* headers= as written; only
						   * until the table is closed */
		} table_cell;
		struct {
			uint32_t number;  /* from 1, in order of first use */
			const char *name; /* "Note 1" */
			struct node **references; /* NODE_FOOTNOTE_REFERENCEs */
			uint32_t reference_count;
		} footnote;
		struct {
			struct node *footnote;
			uint32_t index;   /* which of its references, from 0 */
			const char *back; /* what leads back here is called:
					   * "Back to the text, note 1.2" */
		} footnote_reference;
		struct {
			struct str text;    /* ends in a newline */
			const char *syntax; /* "python", or NULL */
		} code_block;
		struct {
			struct str text;
		} text; /* NODE_TEXT, NODE_CODE */
		struct {
			const char *expansion; /* what an abbreviation stands
						* for, or NULL */
			const char *told; /* what says so after it, in outputs
					   * that cannot otherwise: the first,
					   * where the text does not; or NULL */
		} span;
		struct {
			const char *destination; /* URI, or "#identifier" */
			const char *title;       /* or NULL */
			const struct node
				*target;     /* of "#identifier", or NULL */
			const char *address; /* the same for who has no
					      * page around it, or NULL */
		} link;
		struct {
			const char *source; /* as written */
			const char *path;   /* file to read, or NULL: cannot be
			                     * had, show the alternative */
			const char *alternative; /* "" where decorative */
			bool is_decorative; /* the author says that there is
			                     * nothing to describe */
			const char *title;  /* or NULL */
			/* how wide it is shown; both 0: as it is itself */
			uint16_t width_percent; /* 1…100 of the text's width */
			lu width;               /* [lu] at most that width */
			const struct image_rooms
				*rooms; /* of its file, or NULL: not known */
		} image;
		struct {
			bool is_open;
		} details;
		struct {
			enum evidence_kind kind;
			/* As written, each key once. */
			const struct evidence_attribute *attributes;
			uint32_t attribute_count;
		} evidence;
		struct {
			const struct chart *chart; /* never NULL */
			const char *name;   /* for who does not see it: "Bar
			                   * chart: Figure 3"; what it shows
			                   * say caption and description */
			bool name_says_all; /* there is no description: the
			                     * name says what it shows */
		} chart;
	};
};

/* The caption of a figure or table, or NULL. */
const struct node *node_caption(const struct node *node);
/* The label of its caption: "Figure 3: ", or "". */
const char *node_label(const struct node *node);
/* What stands in the band with a chapter's title: the paragraph that follows
 * it, or NULL. The chapter begins with a heading, or it has none either. */
const struct node *node_chapter_lead(const struct node *chapter);
/* The NODE_TITLE of a callout, case study or list of contents, or NULL. */
const struct node *node_title(const struct node *node);

struct document;

/* Whether a list of contents shows the heading. */
bool node_is_listed(const struct document *document,
		    const struct node *heading);

/* What of a caption says what there is to be seen, or NULL; the rest then says
 * what is shown. */
const struct node *node_caption_message(const struct node *caption);

/* What a list of figures or tables calls one of them: its caption's first
 * sentence, without the stop, in the arena. What a caption goes on to say (how
 * it was counted, say) is told beside the figure. */
const char *node_short_caption(const struct document *document,
			       const struct node *node);

/* Words that outputs add on their own, in the document's language; set by
 * commands/ from locale/. All non-NULL, UTF-8. Each gap takes a number. */
struct document_words {
	const char *language;       /* BCP 47; NULL: the document's */
	const char *contents;       /* "Contents" */
	struct phrase figure;       /* "Figure …" */
	struct phrase table;        /* "Table …" */
	struct phrase note;         /* "Note …" */
	struct phrase back_to_text; /* "Back to the text, note …" */
	struct phrase page;         /* "Page …" */
	struct phrase on_page;      /* " (page …)", after what is there */
	const char *notes;          /* "Notes": heading over footnotes */
	const char *case_study;     /* "Case study" */
	const char *invented;       /* "Invented for this demonstration" */
	const char *description;    /* "Description of the picture" */
	const char *picture;        /* "Picture", before what it shows */
	const char *figure_data;    /* "The numbers as a table" */
	const char *data_chapter;   /* "Data behind the charts" */
	struct phrase data_number;  /* "A…", of a table there */
	struct phrase data_link;    /* "Data: …", a table */
	struct phrase chart_link;   /* "Shown in …", a figure */
	const char *task_open, *task_done;    /* "To do", "Done" */
	const char *quote_open, *quote_close; /* “ ” */
	struct phrase source;                 /* "— …", below a quotation */
	struct phrase remark;                 /* " (…)", after a source */
	const char *colon;                    /* ": ", after a label */
	/* What an alert or a callout is. */
	const char *alert_note, *alert_tip, *alert_important;
	const char *alert_warning, *alert_caution, *key_finding;
	const char *skip_to_content;
	const char *zero_digit; /* "0", or another script's zero */
	const char *list_separator;
	const char *hidden_mark; /* "[c]", in the place of a number that is not
				  * shown */
};

struct abbreviation {
	struct str name;       /* as it stands in texts */
	const char *expansion; /* never NULL or empty */
	struct place place;
};

struct document {
	struct arena *arena; /* of all nodes; not owned */
	struct node *root;
	struct node **footnotes; /* NODE_FOOTNOTEs by number - 1 */
	uint32_t footnote_count;
	struct node *notes_title;   /* NODE_TITLE over the footnotes, apart from
				   * the tree; NULL where there are none */
	struct node *title_heading; /* the one of level 1 */
	struct node **headings;     /* all headings in reading order */
	uint32_t heading_count;
	struct node **figures, **tables; /* those with a number, in order */
	uint32_t figure_count, table_count;
	const char *title;        /* never NULL or empty once finished */
	const char *subtitle;     /* or NULL */
	const char *author;       /* or NULL */
	const char *subject;      /* or NULL */
	const char *keywords;     /* or NULL */
	const char *rights;       /* or NULL */
	const char *identifier;   /* of the publication, or NULL */
	const char *date;         /* ISO 8601 date, or NULL */
	const char *date_words;   /* it in the language's words, or NULL */
	const char *language;     /* BCP 47, never NULL */
	enum direction direction; /* never DIRECTION_INHERIT */
	enum profile profile;     /* who it is for: how it is dressed */
	const char *running_head; /* or NULL: the title */
	const char *notice;       /* stands on cover and page shell, or NULL */
	bool wants_contents;      /* front matter asks for a contents list */
	uint8_t contents_depth;   /* levels that it shows; 0: all */
	/* What short words stand for: "NHS". */
	const struct abbreviation *abbreviations;
	uint32_t abbreviation_count;
	struct document_words words;
};

/* A new node without parent, zeroed but for kind and place. */
struct node *node_new(struct arena *arena, enum node_kind kind,
		      struct place place);

/* Where a link leads from outside the pages of the web: a PDF, say, that was
 * carried away. */
static inline const char *node_link_address(const struct node *link)
{
	return link->link.address ? link->link.address : link->link.destination;
}

/* Whether it leads to a file beside the publication, whose place on the web is
 * not known: to nothing that a book has in it. */
bool node_link_leads_out(const struct node *link);

void node_append(struct node *parent, struct node *child);
void node_insert_before(struct node *sibling, struct node *node);
/* Takes the node, with all below it, out of its parent. */
void node_unlink(struct node *node);
/* Makes a paragraph of a block that holds inlines. */
void node_make_paragraph(struct node *node);
/* Puts the children of `node` in its place and takes it out. */
void node_replace_with_children(struct node *node);

bool node_is_block(const struct node *node);
bool node_is_inline(const struct node *node);
/* The words that the node itself is made of, as text or code is; bytes is NULL
 * for all that has children or other things to show. */
struct str node_text(const struct node *node);
bool node_has_class(const struct node *node, const char *name);

/* The language and direction that hold at a node: its own or inherited. */
const char *node_language(const struct document *document,
			  const struct node *node);
enum direction node_direction(const struct document *document,
			      const struct node *node);
/* The language of document.words where that is another than the one that holds
 * at the node (NULL: in the document), and has to be told; else NULL. */
const char *node_words_language(const struct document *document,
				const struct node *node);

/* The node after `node` in depth-first order within `root`; NULL at the end.
 * Without recursion, so depth is no danger. */
struct node *node_next(const struct node *root, const struct node *node);
/* As node_next, passing over everything below `node`. */
struct node *node_next_after(const struct node *root, const struct node *node);

/* Appends the words of a subtree: texts, code, alternative texts, a space for
 * each break. Footnote references are left out. */
struct buffer;
void node_append_plain_text(const struct node *node, struct buffer *buffer);

/* Direction of a language: RTL for ar, fa, he, ur and so on (ICU). */
enum direction document_direction_of_language(const char *language);

#endif
