/* A document as a file of a word processor: Office Open XML (ECMA-376, ISO/IEC
 * 29500 transitional), which Word calls DOCX, or OpenDocument.
 *
 * It is for those who read in Word with letters, sizes and colours of their own,
 * by a screen reader there, or who edit: translators. So all looks are styles,
 * and all that Word has a thing for is that thing: headings with their levels,
 * lists, tables with header rows, notes, links to places, a contents field that
 * is filled already, languages and directions of runs, alternatives of pictures.
 * Its accessibility checker finds nothing in what the document tells well.
 *
 * walk.c and inline.c take a document apart into what a word processor knows,
 * once for all formats; a struct office_format writes that down.
 *
 * The same document gives the same bytes, but for how the system's cairo draws
 * pictures. No text, title or picture can break the file. */
#ifndef EVERYREAD_OFFICE_OFFICE_H
#define EVERYREAD_OFFICE_OFFICE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/diagnostic.h"
#include "base/error.h"
#include "base/profile.h"
#include "document/document.h"

struct font_set; /* text/font.h */
struct theme;    /* theme/theme.h */

struct office_options {
	const struct theme *theme;
	enum print_size print;  /* of the theme */
	struct font_set *fonts; /* of the words in pictures */
	struct diagnostics *diagnostics;
	int64_t time; /* [s since 1970] of the last change; -1: not told */
};

/* Appends the file to `out`; false where the system fails. A picture that cannot
 * be had is reported, and its alternative stands for it. */
bool office_write_docx(const struct document *document,
		       const struct office_options *options, struct buffer *out,
		       struct error *error);

/* The same in OpenDocument 1.3 (ISO/IEC 26300), which LibreOffice writes. */
bool office_write_odt(const struct document *document,
		      const struct office_options *options, struct buffer *out,
		      struct error *error);

#endif
