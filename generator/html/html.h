/* A document as HTML: the parts that the page shell templates/html/page.html
 * puts together into one file, without script, with nothing loaded from
 * elsewhere.
 *
 * The markup is HTML5 that the Nu checker and axe-core (WCAG 2.2 A and AA,
 * best practice) find no fault with, given any document that keeps the
 * invariants of document.h: one h1, no heading level left out, no empty
 * heading or header cell, no link without a name.
 *
 * Identifiers of this room begin with '_' so that they cannot meet those of
 * a document: _text, _contents, _notes, _note-1, _ref-1-1, _table-1. */
#ifndef EVERYREAD_HTML_HTML_H
#define EVERYREAD_HTML_HTML_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/str.h"
#include "document/document.h"

struct chart_style; /* chart/chart.h */
struct value;

/* A picture as it goes into a data URI. */
struct html_image {
	struct str bytes;       /* of the file; borrowed until the call after */
	const char *media_type; /* "image/png" */
	uint32_t width, height; /* [CSS px], 0: not known */
	const struct drawing *words; /* a picture with texts, which stands in
				      * the page itself; or NULL */
	struct str words_stand_on;   /* a PNG of the rest, where the drawing
				      * has texts alone; or empty */
};

struct html_options {
	/* Gives the picture of a NODE_IMAGE that has a path; false where it
	 * cannot be had (which the callee has reported): the reader then gets
	 * its alternative text. NULL: no pictures. */
	bool (*load_image)(void *data, const struct node *image,
			   struct html_image *result);
	void *data;
	/* Colours of charts, on light pages and on dark ones; sizes in them are
	 * not read. */
	const struct chart_style *chart_light, *chart_dark;
};

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

/* Sets in a template's context what page.html asks of a document:
 *
 *   language, direction ("ltr", "rtl"), edition ("standard", "easy-read"),
 *   title, words-attributes (` lang="en-GB"` for elements that hold nothing
 *   but words of the locale, else empty), has-cover, has-back-page,
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
