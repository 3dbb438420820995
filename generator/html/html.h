/* A document as HTML: the parts that the page shell templates/html/page.html
 * puts together into one file, without script, with nothing loaded from
 * elsewhere.
 *
 * The markup is HTML5 that the Nu checker and axe-core (WCAG 2.2 A and AA,
 * best practice) find no fault with, given any document that keeps the
 * invariants of document.h: one h1, no heading level left out, no empty
 * heading or header cell, no link without a name.
 *
 * The same as XHTML, in one file or in several that link to each other, for
 * what wraps pages up (EPUB).
 *
 * Identifiers of this room begin with '_' so that they cannot meet those of
 * a document: _text, _contents, _notes, _note-1, _ref-1-1, _table-1. */
#ifndef EVERYREAD_HTML_HTML_H
#define EVERYREAD_HTML_HTML_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/str.h"
#include "document/document.h"

struct chart_style; /* chart/chart.h */
struct html_split;
struct html_page_break;
struct html_place;
struct value;

/* A picture as it goes into a data URI. */
struct html_image {
	struct str bytes;       /* of the file; borrowed until the call after */
	const char *media_type; /* "image/png" */
	const char *file; /* where it stands beside the page, or NULL: in it */
	uint32_t width, height;      /* [CSS px], 0: not known */
	const struct drawing *words; /* a picture with texts, which stands in
				      * the page itself; or NULL */
	struct str words_stand_on;   /* a PNG of the rest, where the drawing
				      * has texts alone; or empty */
};

/* The blocks that have an element of their own in the text, in its order, and
 * the identifier that each got, its own or else "_block-n". */
struct html_marks {
	struct arena *arena; /* of the identifiers */
	struct html_mark {
		const struct node *node;
		const char *identifier;
	} * items;
	size_t count, capacity;
};

struct html_options {
	/* Gives the picture of a NODE_IMAGE that has a path; false where it
	 * cannot be had (which the callee has reported): the reader then gets
	 * its alternative text. NULL: no pictures. */
	bool (*load_image)(void *data, const struct node *image,
			   struct html_image *result);
	void *data;
	/* Colours of charts, on light pages and on dark ones (or NULL: there are
	 * none); sizes in them are not read. */
	const struct chart_style *chart_light, *chart_dark;
	bool is_xml; /* XHTML: elements are closed, notes are epub:type */
	const struct html_split
		*split; /* the files of the text, or NULL: one */
	/* Where a page of print begins within the text, or NULL. */
	const struct html_page_break *page_breaks; /* in order of their nodes */
	size_t page_break_count;
	struct html_marks *marks; /* filled, so that sound can name blocks; or
				   * NULL: blocks get no identifiers */
};

/* Before the block `node` the page with this label begins; the mark of the
 * n-th, from 1, is "_page-n". */
struct html_page_break {
	const struct node *node; /* html_may_break_before() it */
	const char *label;
};

/* True where a mark may stand between the block and what is before it. */
bool html_may_break_before(const struct node *block);

/* Fragments, each empty where the document has nothing for it. */
struct html_parts {
	struct buffer title;    /* the h1, and the cover's other blocks */
	struct buffer contents; /* <nav>, where there is a NODE_CONTENTS */
	struct buffer body;     /* the text */
	struct buffer notes;    /* <section> of footnotes */
};

#define HTML_PARTS_INITIALISER \
	{ \
		{ 0 }, { 0 }, { 0 }, \
		{ \
			0 \
		} \
	}

/* Renders the parts of a finished document anew. Never fails: what a document
 * can hold has a form here, and links that would run a script lose their
 * target. */
void html_render(const struct document *document,
		 const struct html_options *options, struct html_parts *parts);

void html_parts_release(struct html_parts *parts);

/* Appends the list of contents as <ol>s; nothing where there are no headings. */
void html_append_entries(const struct document *document,
			 const struct html_options *options,
			 struct buffer *out);

/* One file of a text that is cut into several. */
struct html_piece {
	const struct node *first; /* of the root's children; NULL: the title */
	const struct node *end;   /* the one after its last, or NULL */
	const struct node *heading; /* that names it, or NULL */
	const char *file;           /* "chapter-03.xhtml", in the arena */
	struct buffer body; /* the text, then the notes that it refers to first
			     * as <aside>s */
};

struct html_split {
	struct html_piece *pieces; /* the first is the title block */
	size_t count;
	const struct html_place *places; /* private: of the root's children */
	size_t place_count;
	const size_t *note_pieces; /* by footnote number - 1 */
};

/* Cuts a text at its chapters, or else at its headings of the highest level.
 * Names end in `ending`. Release with html_split_release(). */
void html_split(struct arena *arena, const struct document *document,
		const char *ending, struct html_split *split);
void html_split_release(struct html_split *split);

/* Renders each piece; `options->split` is `split`. Then html_file_of() tells
 * where a node stands. */
void html_render_split(const struct document *document,
		       const struct html_options *options,
		       struct html_split *split);
const char *html_file_of(const struct html_split *split,
			 const struct node *node);

/* Sets in a template's context what page.html asks of a document:
 *
 *   language, direction ("ltr", "rtl"), edition ("standard", "easy-read"),
 *   title, words-attributes (` lang="en-GB"` for elements that hold nothing
 *   but words of the locale, else empty), has-cover, has-byline, has-back-page,
 *   has-downloads and has-alternates (where these lists are set already),
 *   title-block, contents, text, notes; and those of subtitle, author, subject,
 * keywords, rights, identifier, date, notice that the document has.
 *
 * The document and the parts must live as long as the context. What the
 * shell needs besides comes from the caller; page.html lists it. */
void html_page_context(struct arena *arena, const struct document *document,
		       const struct html_options *options,
		       const struct html_parts *parts, struct value *context);

/* Appends text with &, < and > escaped, in Unicode's normalisation form C and
 * without the characters that HTML forbids. */
void html_escape_text(struct buffer *out, struct str text);
/* As above, for a value between double quotes. */
void html_escape_attribute(struct buffer *out, struct str text);

#endif
