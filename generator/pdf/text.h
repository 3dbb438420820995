/* Glyph runs as text that can be read back.
 *
 * Readers differ in what they take a page's text from (seen in poppler 22.12,
 * MuPDF 1.21 and pdfium):
 *
 * - MuPDF, and poppler for tagged text (pdfinfo -struct-text), take the codes
 *   in the order of the content stream, each with its ToUnicode text, and
 *   know nothing of ActualText. So codes are shown in logical order, right to
 *   left text with moves to the left, and each character belongs to exactly
 *   one code.
 * - poppler's pdftotext orders codes by position, takes that order to be
 *   visual, and turns right-to-left stretches around. A code with several
 *   letters (a lam-alef) comes out with its letters turned around, and a mark
 *   goes wherever its origin happens to be: before its letter, after it, or
 *   into the neighbour. So right to left each code has one character, and its
 *   place is the one where reading from the right expects it.
 *
 * - pdfium puts the operators of a line, not the codes of one operator, in
 *   order of position, and turns right-to-left stretches around as poppler
 *   does. So right to left each code has an operator of its own.
 *
 * All at once: of each cluster of glyphs and characters, one glyph is shown
 * as text. What is left over of the characters is shown invisibly; what is left
 * over of the glyphs is painted as ink, outside the text.
 *
 * And pdftotext ends a right-to-left stretch only at letters, and a
 * left-to-right one only at right-to-left letters, counting "." "," "-" "/"
 * and digits as left-to-right: between a number and the space after it, it
 * needs a right-to-left mark. Spans with ActualText give it those marks; as
 * the others don't read ActualText, they don't see them. */
#ifndef EVERYREAD_PDF_TEXT_H
#define EVERYREAD_PDF_TEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "frame/frame.h"
#include "pdf/fonts.h"
#include "pdf/stream.h"
#include "pdf/text_class.h"

struct pdf_text {
	struct pdf_fonts *fonts;
	struct pdf_stream *stream;
	bool is_bidirectional; /* the page has right-to-left runs */
	bool is_mostly_right;  /* pdftotext reads it from the right: most
	                           * of its letters are right-to-left */
	uint32_t mark_count;   /* that pdf_text_end() adds to make it so */
	lu last_x;             /* of the right-to-left run's last code */
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

/* Shows a run. `next` is the run shown after it, or NULL. */
void pdf_text_show(struct pdf_text *text, const struct glyph_run *run,
		   const struct glyph_run *next);

#endif
