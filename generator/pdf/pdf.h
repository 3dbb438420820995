/* PDF from frames: tagged, by default PDF 1.7 that keeps to PDF/UA-1 and
 * PDF/A-2a.
 *
 * The work goes page by page in one pass (content.h), with the fonts' subsets
 * made before (fonts.h) and structure, links and metadata written after. All
 * objects end in one place (objects.h), the only one that meets libharu. */
#ifndef EVERYREAD_PDF_PDF_H
#define EVERYREAD_PDF_PDF_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct buffer;
struct frames;

enum pdf_standard {
	PDF_STANDARD_UA_1, /* with PDF/A-2a */
	PDF_STANDARD_UA_2  /* with PDF/A-4: PDF 2.0 */
};

/* "ua-1" or "ua-2"; false for anything else. */
bool pdf_standard_parse(const char *name, enum pdf_standard *standard);

struct pdf_options {
	int64_t creation_time;    /* [s] since 1970, UTC; the same gives the
	                           * same bytes. Negative: no date is written */
	const char *profile_path; /* of an sRGB ICC profile, version 2 */
	const char *producer;     /* "everyread 0.2.0", or NULL */
	enum pdf_standard standard;
};

/* Writes the document into `out` (emptied first). The same frames and options
 * give the same bytes on every machine. Fails where the profile, a font or a
 * picture cannot be read, or a limit of PDF is passed. */
bool pdf_write(const struct frames *frames, const struct pdf_options *options,
	       struct buffer *out, struct error *error);

#endif
