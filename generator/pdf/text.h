/* Glyph runs as text that can be read back.
 *
 * Readers differ in what they take a page's text from (poppler 22.12, MuPDF 1.28,
 * PDFium, pdf.js 5.5, PDFBox 2.0); README.md says how each fares:
 *
 * - pdf.js and PDFBox take the codes in the order of the content stream, take
 *   what follows without a jump for one stretch in visual order, and turn its
 *   right-to-left parts around. So adjoining right-to-left runs are one
 *   stretch, shown from the left; stretches follow each other in logical order,
 *   and a hidden code between them keeps them apart (text_joints.c).
 * - pdf.js begins a new stretch with each marked content, font and size: there
 *   is none of these within a stretch. Punctuation that comes from another face
 *   is text of the words' face that is not seen, and ink.
 * - poppler's pdftotext orders codes by position, takes that order to be
 *   visual, and turns right-to-left stretches around. A code with several
 *   letters (a lam-alef) comes out with its letters turned around, and a mark
 *   goes wherever its origin happens to be: before its letter, after it, or
 *   into the neighbour. So right to left each code has one character, and its
 *   place is the one where reading from the right expects it.
 *
 * All at once: of each cluster of glyphs and characters, one glyph is shown
 * as text. What is left over of the characters is shown invisibly; what is left
 * over of the glyphs is painted as ink, outside the text.
 *
 * And pdftotext ends a right-to-left stretch only at letters, and a
 * left-to-right one only at right-to-left letters, counting "." "," "-" "/"
 * and digits as left-to-right: between a number and the space after it, it
 * needs a right-to-left mark. The space's own text has it, or, where that will
 * not do, a Span with ActualText. */
#ifndef EVERYREAD_PDF_TEXT_H
#define EVERYREAD_PDF_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "frame/frame.h"
#include "pdf/fonts.h"
#include "pdf/stream.h"
#include "pdf/text_class.h"
#include "pdf/text_visual.h"

struct pdf_text {
	struct pdf_fonts *fonts;
	struct pdf_stream *stream;
	bool is_bidirectional; /* the page has right-to-left runs */
	bool is_mostly_right;  /* pdftotext reads it from the right: most
	                           * of its letters are right-to-left */
	uint32_t mark_count;   /* that pdf_text_end() adds to make it so */
	const struct page *page;
	const struct frame_item *line; /* one of its items, or NULL */
	bool is_line_right;            /* PDFium reads it from the right */
	lu last_x; /* of the right-to-left run's last code */
	struct visual_stretch stretch;
	const struct glyph_run *leader;    /* whose face the stretch has */
	const struct frame_item *previous; /* of the page, or NULL */
	lu previous_left;     /* where what it ends begins, on its line */
	struct buffer marked; /* a text with its marks */
	/* what was shown last, on which baseline */
	bool has_last;
	lu last_y;
	enum text_class last_class;
	bool last_was_right;  /* in a right-to-left run */
	bool last_was_letter; /* left-to-right letter, or neutral after */
};

/* Begins a page: counts its letters. */
void pdf_text_begin(struct pdf_text *text, struct pdf_fonts *fonts,
		    struct pdf_stream *stream, const struct page *page,
		    bool is_right_to_left);

/* Ends a page of a right-to-left document. pdftotext takes its direction to
 * be that of most letters; where these are left-to-right (code, tables of
 * names) an artifact with right-to-left marks tips the scales. */
void pdf_text_end(struct pdf_text *text, const struct page *page);

/* Shows the run of an item, and those that adjoin it right to left; `end` is
 * that of the page's items. The number of items shown. */
size_t pdf_text_show(struct pdf_text *text, const struct frame_item *item,
		     const struct frame_item *end);

void pdf_text_release(struct pdf_text *text);

#endif
