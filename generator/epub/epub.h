/* A document as an EPUB 3.3 publication (W3C Recommendation, 2023), accessible
 * as EPUB Accessibility 1.1 asks.
 *
 * The text is what html/ writes, as XHTML, in a file for each chapter (or, where
 * there are none, each part under a heading of the highest level); notes stand
 * in the file that refers to them, as asides that reading systems show in
 * place. There is a navigation document with the contents, landmarks, and the
 * pages of print where those are known. Pictures are files. Languages whose
 * script a reading system may lack bring subsets of their fonts.
 *
 * The same document gives the same bytes. Nothing is loaded from elsewhere, and
 * there are no scripts. */
#ifndef EVERYREAD_EPUB_EPUB_H
#define EVERYREAD_EPUB_EPUB_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/error.h"
#include "document/document.h"
#include "frame/frame.h"
#include "html/html.h"

struct font_set; /* text/font.h */

struct epub_options {
	/* Pictures, colours and words, as html/ has them; what concerns files
	 * and pages is set here. */
	struct html_options html;
	const char *accessibility_summary; /* in the text's language, or NULL */
	struct str style;                  /* the style sheet */
	const struct frames *pages;        /* of print, or NULL: not known */
	struct font_set *fonts;            /* NULL: none are embedded */
	int64_t time; /* [s since 1970] of the last change */
};

/* Appends the publication to `out`; false where the system fails. */
bool epub_write(const struct document *document,
		const struct epub_options *options, struct buffer *out,
		struct error *error);

#endif
