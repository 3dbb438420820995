/* From the tree as its author wrote it to one that outputs can trust: heading
 * levels, numbers, identifiers, footnotes in order, links with targets. */
#ifndef EVERYREAD_DOCUMENT_OUTLINE_H
#define EVERYREAD_DOCUMENT_OUTLINE_H

#include <stdbool.h>

#include "base/diagnostic.h"
#include "document/document.h"

/* Where links to files may lead. */
struct document_links {
	/* The texts that the document is made of, in reading order, named as
	 * places name them: a link to one of them leads into the document. */
	const char *const *texts;
	size_t text_count;
	/* Says why the file that a link in the text `from` (or NULL) names will
	 * not be there for readers, or NULL: it will. `path` is as written, up
	 * to "?" or "#", with percent signs resolved. */
	const char *(*refuse)(void *context, struct arena *arena,
			      const char *from, const char *path);
	/* The address of the folder of all publications, and within it the
	 * folder from which links are seen; NULL: not known. */
	const char *site, *folder;
	/* Where a link in the text `from` to that file leads instead, as to the
	 * page that a text becomes; NULL: nowhere else. May itself be NULL. */
	const char *(*lead)(void *context, struct arena *arena,
			    const char *from, const char *path);
	void *context;
	/* Texts that will be there and are not yet, such as chapters that nobody
	 * has translated: names of files. */
	const char *const *absent;
	size_t absent_count;
};

/* Zeroed is a fine start. */
struct outline_options {
	/* In a build a mistake such as a link to nowhere is an error; where a
	 * single file is rendered it is a warning. */
	bool is_strict;
	/* The output says of itself that everybody can read it, as a PDF does
	 * that claims PDF/UA: a picture in it without alternative text is an
	 * error then, and in a build always. */
	bool claims_accessibility;
	bool numbers_headings; /* chapters and sections: 1, 1.1 */
	bool numbers_figures;  /* figures and tables that have a caption */
	enum data_place data;  /* where charts' data stand that do not say */
	/* Adds a list of contents after the title where there is none
	 * (document.wants_contents does the same). */
	bool adds_contents;
	uint8_t contents_depth; /* levels that it shows; 0: all, or as front
				 * matter says */
	const char *file_name;  /* the title of last resort: "my-notes.md"
				* gives "My notes"; may be NULL */
	/* [lu] What pictures have room in on paper: the text's width, the most
	 * height, the width of one that stands beside words; and the pixels an
	 * inch that print needs. dpi 0: pictures stay as they are. */
	struct outline_pictures {
		lu measure, highest, beside_words;
		uint32_t dpi;
	} pictures;
	const struct document_links *links; /* NULL: links to files are left as
					     * they are */
};

/* Finishes a document that markdown_parse() made, once:
 *
 * - document_check_authoring (document/check.h) reports, and what would hurt
 *   readers is mended: empty headings go, a link without text shows where it
 *   leads (a picture in it says so), a link without a destination is no link;
 * - exactly one heading has level 1. It is the first heading of the cover or
 *   of a division of class "title-block", if there is one (a cover without a
 *   heading gets the document's title). Otherwise it is the document's title
 *   where that differs from the first heading: a "title-block" with title,
 *   subtitle, author and date is put first. Otherwise the first heading, if it
 *   is at the least level of all and either begins the file or is alone at
 *   that level. Otherwise a title made from the file's name is put first;
 * - all other headings are at 2 to 6 and never rise by more than one; a
 *   chapter, the contents list and the back page begin anew at 2;
 * - document.headings, .title and the flag in_contents are set: headings in
 *   the flow of text, not those in callouts, case studies, quotations, tables
 *   and the like, not the title, none of class "unlisted" or on the back page;
 * - headings without an identifier get one as GitHub does: the heading's text
 *   in lower case without punctuation, "-" for spaces, "-1" added to doubles;
 *   identifiers that authors gave twice in a text are reported; all are made
 *   unique;
 * - footnotes are numbered in order of first use in the text, then in the
 *   footnotes; those never used are left out;
 * - table cells know their row, column and whether they are headers. A header
 *   row without any word in it is left out;
 * - links find their targets: `#id` in the text where it stands, else in the
 *   nearest one that has it, which is told where several have it;
 *   `02-next.md#id` and `02-next.md` in that text. A link to a file that will
 *   not be there is reported. */
void document_finish(struct document *document,
		     const struct outline_options *options,
		     struct diagnostics *diagnostics);

#endif
