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

/* What is heard while a block is read. */
struct epub_clip {
	size_t mark;         /* of the text's marks */
	uint64_t begin, end; /* [ms] of its file's recording */
	bool is_note;
};

/* The recording of one file of the text; none where it has no clips. */
struct epub_recording {
	struct buffer bytes;
	struct epub_clip *clips; /* in the order in which they are heard */
	size_t clip_count;
};

/* Has the files of a text spoken: fills a recording for each piece of `split`,
 * which the caller releases. False: nothing is to be written; why is told. */
struct epub_narration {
	bool (*speak)(void *data, const struct html_split *split,
		      const struct html_marks *marks,
		      struct epub_recording *recordings);
	void *data;
	const char *media_type, *ending; /* of recordings */
	const char *narrator;            /* whose voice it is, or NULL */
	uint64_t milliseconds;           /* of all; set by epub_write() */
};

struct epub_options {
	/* Pictures, colours and words, as html/ has them; what concerns files
	 * and pages is set here. */
	struct html_options html;
	const char *accessibility_summary; /* in the text's language, or NULL */
	struct str style;                  /* the style sheet */
	const struct frames *pages;        /* of print, or NULL: not known */
	struct font_set *fonts;            /* NULL: none are embedded */
	int64_t time; /* [s since 1970] of the last change */
	struct epub_narration *narration; /* or NULL: it is not read aloud */
};

/* Appends the publication to `out`; false where the system fails. Where
 * narration->speak() says no, `out` stays as it is. */
bool epub_write(const struct document *document,
		const struct epub_options *options, struct buffer *out,
		struct error *error);

#endif
