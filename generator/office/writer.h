/* What the files of office/ share: a document as word processors know one, as a
 * series of paragraphs, tables, runs and marks, and who writes these down. */
#ifndef EVERYREAD_OFFICE_WRITER_H
#define EVERYREAD_OFFICE_WRITER_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vector.h"
#include "container/container.h"
#include "drawing/drawing.h"
#include "office/office.h"
#include "text/itemise.h"
#include "theme/theme.h"

/* ---- Styles ------------------------------------------------------------ */

enum office_style {
#define STYLE(ID, ...) STYLE_##ID,
#include "office/styles.def"
	STYLE_COUNT
};

enum office_box {
	BOX_NONE,
	BOX_QUOTATION,
	BOX_CALLOUT,
	BOX_FINDING,
	BOX_WARNING,
	BOX_STORY,
	BOX_CODE,
	BOX_COUNT
};

struct office_style_traits {
	const char *key, *name, *odf;
	enum office_style base;
	enum text_role role;
	enum office_box box;
};

extern const struct office_style_traits office_styles[STYLE_COUNT];

struct office_box_look {
	bool has_ground, has_bar;
	enum theme_colour ground, bar;
};

extern const struct office_box_look office_boxes[BOX_COUNT];

/* From 1 for a heading or the title, 0 for other styles. */
unsigned office_style_level(enum office_style style);

struct writer;

bool office_is_in_list(enum office_style style);
bool office_keeps_with_next(enum office_style style);
bool office_is_bold(enum office_style style, const struct theme_text *text);
/* What follows when somebody presses return; the style itself, mostly. */
enum office_style office_next_style(enum office_style style);
/* The theme's text, as the style has it. */
struct theme_text office_text_of(const struct writer *writer,
				 enum office_style style);
/* [lu] that the style sets in. */
lu office_indent(const struct writer *writer, enum office_style style);

/* The document's script in the theme, its first family of fonts that of a
 * machine that has it. */
const struct theme_script *office_script_of(const struct writer *writer);
bool office_is_latin(const struct writer *writer);
bool office_is_right_to_left(const struct writer *writer);
/* Families that only style sheets know: "sans-serif", "system-ui". */
bool office_is_generic(const char *family);

/* ---- Pictures ---------------------------------------------------------- */

/* A picture's files, which stand in the container once. */
struct office_picture {
	const char *path; /* of the file that it was made from, or NULL: */
	const void *chart;
	const char *file;   /* "image1.png": what every program shows */
	const char *vector; /* "image1.svg": the same for those that draw it; or
			     * NULL */
	lu width, height;   /* natural */
	uint8_t orientation; /* of a JPEG, as in EXIF: 1…8; 0 or 1: as stored */
};

/* How it stands in the text. */
struct office_shown {
	const struct office_picture *picture;
	const char *alternative; /* "" where it is decorative */
	lu width, height;
	bool is_beside; /* the words of its Easy Read row stand beside it */
	enum direction direction; /* of that row */
};

/* ---- Text -------------------------------------------------------------- */

enum office_script { SCRIPT_BASE, SCRIPT_RAISED, SCRIPT_LOWERED };

struct office_run {
	bool is_strong, is_emphasis, is_code, is_struck, is_underlined;
	bool is_marked, is_small, is_link;
	bool is_right_to_left; /* its characters run so */
	enum office_script script;
	const char *language; /* never NULL */
};

struct office_link {
	const char *address; /* or NULL: */
	const char *anchor;  /* the name of a bookmark */
};

/* The label that a paragraph has from a list. */
struct office_list {
	uint32_t number; /* of the list, from 1, in the document */
	unsigned depth;  /* from 0 */
	bool is_ordered, is_loose;
	bool is_written; /* its numbers are words: no word processor counts so
			  * far */
	int32_t start;
	enum numbering numbering;
};

struct office_paragraph {
	enum office_style style;
	enum direction direction; /* never INHERIT */
	enum alignment alignment;
	const char *language;
	lu indent;      /* besides that of its style and list */
	unsigned level; /* outline level where its style has none; 0: none */
	enum office_box box;            /* that it stands in */
	const struct office_list *list; /* that it stands in, or NULL */
	bool has_label;                 /* it begins an item of that list */
	bool begins_page, stays_with_next, follows_table;
};

/* False where its style or its list's level sets it in already; otherwise how
 * far it is set in, in all. */
bool office_has_own_indent(const struct office_paragraph *paragraph);
lu office_own_indent(const struct writer *writer,
		     const struct office_paragraph *paragraph);

/* ---- Tables ------------------------------------------------------------ */

struct office_table {
	const struct node *node;
	enum direction direction;
	lu indent, width;
	const uint32_t *column_widths; /* [1/1000 of the width] */
	uint32_t header_rows;
	bool has_header_column, has_footer;
};

/* ---- Who writes it ----------------------------------------------------- */

struct writer;

struct office_format {
	const char *picture_folder; /* in the container: "word/media/" */
	bool has_tables_in_notes;   /* else their rows are paragraphs there */
	void (*begin_paragraph)(struct writer *,
				const struct office_paragraph *);
	void (*end_paragraph)(struct writer *);
	void (*text)(struct writer *, const struct office_run *, struct str);
	void (*line_break)(struct writer *);
	void (*begin_link)(struct writer *, const struct office_link *);
	void (*end_link)(struct writer *);
	void (*bookmark)(struct writer *, const char *name);
	void (*picture)(struct writer *, const struct office_shown *);
	/* A reference to a note; `is_again`: the note's text stands at another
	 * reference. `name` is the bookmark around that one, or NULL. */
	void (*note)(struct writer *, const struct office_run *,
		     const struct node *note, bool is_again, const char *name);
	/* Lists and their items, around the paragraphs that have them. */
	void (*begin_list)(struct writer *, const struct office_list *);
	void (*end_list)(struct writer *);
	void (*begin_item)(struct writer *, const struct node *item);
	void (*end_item)(struct writer *);
	void (*begin_table)(struct writer *, const struct office_table *);
	void (*end_table)(struct writer *);
	void (*begin_row)(struct writer *, const struct node *row);
	void (*end_row)(struct writer *);
	void (*begin_cell)(struct writer *, const struct node *cell);
	void (*end_cell)(struct writer *);
	/* A place that `cell` covers: `down` rows and `right` columns from where
	 * it begins. */
	void (*covered)(struct writer *, const struct node *cell, uint32_t down,
			uint32_t right);
	/* A field of contents around its entries: headings of the levels that
	 * are listed. */
	void (*begin_contents)(struct writer *, unsigned first, unsigned last);
	void (*end_contents)(struct writer *);
};

/* What holds within a block. */
struct context {
	lu indent;
	enum office_style text; /* of its paragraphs */
	enum office_box box;
	const struct office_list *list; /* or NULL */
	const struct node *row; /* of Easy Read, with words beside its picture;
				 * or NULL */
};

/* An item's bullet or number. */
struct label {
	const struct office_list *list;
	const struct node *item;
};

/* What is known of a note before it is met. */
struct note_state {
	bool is_in_text; /* something outside of notes refers to it */
	bool is_told, is_repeated;
};

/* A piece of a paragraph, until its directions are known. */
enum piece_kind {
	PIECE_TEXT,
	PIECE_BREAK,
	PIECE_LINK_START,
	PIECE_LINK_END,
	PIECE_BOOKMARK,
	PIECE_PICTURE,
	PIECE_NOTE
};

struct piece {
	enum piece_kind kind;
	struct office_run run;
	size_t start, end;       /* TEXT: within the line's text */
	const struct node *node; /* LINK_START, BOOKMARK, PICTURE, NOTE */
	const char *name; /* BOOKMARK without a node; LINK_START to one */
};

struct line {
	struct buffer text;
	VECTOR(struct piece) pieces;
	VECTOR(struct isolate_mark) isolates;
};

struct writer {
	const struct document *document;
	const struct office_options *options;
	const struct office_format *format;
	const struct theme_style *style;
	struct arena arena;
	struct container container;
	struct context context;
	VECTOR(struct context) contexts; /* of the blocks around */
	uint32_t list_count;
	/* Items that have begun and shown no label yet, the outermost first. */
	VECTOR(struct label) labels;
	VECTOR(const struct node *) anchors; /* that the next paragraph has */
	bool page_is_due, follows_table, follows_box, is_in_note, is_in_logo;
	struct map bookmarks;     /* by address of a node */
	struct note_state *notes; /* by number - 1 */
	VECTOR(const struct node *) nested_notes;
	struct bidi *bidi;
	struct typesetter *typesetter; /* once there is a text in a picture */
	VECTOR(struct office_picture *) pictures;
	void *state; /* the format's own */
};

/* office.c. The writer points to itself: it stays where it is. */
void office_begin(struct writer *writer, const struct document *document,
		  const struct office_options *options,
		  const struct office_format *format, void *state);
void office_end(struct writer *writer);

/* walk.c: the caption of a table. */
void office_walk_caption(struct writer *writer, const struct node *caption);
/* The whole document. */
void office_walk(struct writer *writer);
/* The blocks of a note, and of notes that it alone refers to. */
void office_walk_note(struct writer *writer, const struct node *note);

/* paragraph.c. Begins a paragraph where the walk is, for a node. */
void office_begin_paragraph(struct writer *writer, const struct node *node,
			    enum office_style style);
void office_end_paragraph(struct writer *writer);
/* An empty paragraph between two things that would be one. */
void office_write_gap(struct writer *writer, const struct node *node);
/* A paragraph of a line, which is released. */
void office_write_line(struct writer *writer, struct line *line,
		       const struct node *node, enum office_style style);
/* A paragraph of the document's words: `second`, or NULL, after `first`. */
void office_write_words(struct writer *writer, const struct node *node,
			enum office_style style, const char *first,
			const char *second);
/* A paragraph of what a block holds. */
void office_write_inlines(struct writer *writer, const struct node *node,
			  enum office_style style);
/* Blocks that are one paragraph. */
void office_write_heading(struct writer *writer, const struct node *node);
void office_write_paragraph(struct writer *writer, const struct node *node);
void office_write_code(struct writer *writer, const struct node *node);
void office_write_chart(struct writer *writer, const struct node *node);
/* The first `count` labels that wait, each alone in a paragraph. */
void office_show_labels(struct writer *writer, const struct node *node,
			size_t count);
/* A heading's number and a space, where it has one. */
void office_add_number(struct writer *writer, struct line *line,
		       const struct node *heading);
/* The name of the bookmark at a node. */
const char *office_bookmark(struct writer *writer, const struct node *node);

/* contents.c: whether the document has headings to list. */
bool office_has_entries(const struct document *document);
/* A title over a list of contents is the document's, and no part of the field. */
bool office_holds_title(const struct document *document,
			const struct node *contents);
/* The field, for headings. */
void office_begin_contents(struct writer *writer, const struct node *contents);
/* The entries, and the field's end. */
void office_write_entries(struct writer *writer, const struct node *contents);

/* list.c */
void office_start_list(struct writer *writer, const struct node *node);
void office_start_item(struct writer *writer, const struct node *item);
void office_end_item(struct writer *writer, const struct node *item);
void office_write_term(struct writer *writer, const struct node *term);

/* inline.c: a line is filled, then written into the open paragraph. */
void line_add_inlines(struct writer *writer, struct line *line,
		      const struct node *block, bool is_outline);
void line_add_words(struct line *line, const struct office_run *run,
		    const char *words);
void line_add_mark(struct line *line, enum piece_kind kind,
		   const struct node *node, const char *name);
void line_write(struct writer *writer, struct line *line,
		enum direction direction);
void line_release(struct line *line);
/* The run that words have where a node stands. */
struct office_run office_run_at(const struct writer *writer,
				const struct node *node);

/* easy_read.c: a row, with its words beside its picture where there is room. */
void office_start_row(struct writer *writer, const struct node *row);
void office_end_row(struct writer *writer, const struct node *row);
/* The picture that a row begins with, or NULL. */
const struct node *office_row_picture(const struct node *row);
/* [lu] of the picture's column. */
lu office_picture_column(const struct writer *writer);

/* table.c */
void office_write_table(struct writer *writer, const struct node *table);

/* picture.c: the picture of a NODE_IMAGE or NODE_CHART; NULL where it cannot be
 * had. */
const struct office_picture *office_picture(struct writer *writer,
					    const struct node *node);
/* Its size in the text. */
struct office_shown office_show(const struct writer *writer,
				const struct node *node,
				const struct office_picture *picture);

/* outline.c: the drawing with its texts as shapes. */
const struct drawing *office_outline(struct writer *writer,
				     const struct drawing *drawing,
				     const struct node *node);

/* element.c: "<name>text</name>", where there is text. */
void office_append_element(struct buffer *out, const char *name,
			   const char *text);
/* The same of a time [s since 1970], in UTC and told so; nothing before 1970.
 * `attributes` begin with a space, or are "". */
void office_append_time(struct buffer *out, const char *name,
			const char *attributes, int64_t time);

/* language.c: a tag as word processors know it: with a region, "zh-CN" for
 * "zh-Hans"; in the arena. */
const char *office_language(struct writer *writer, const char *tag);

/* Text width of the page. */
lu office_measure(const struct writer *writer);

#endif
