/* The names of outputs, from the table in outputs.def. How they are made stands
 * in commands/outputs.h. */
#ifndef EVERYREAD_PUBLICATION_OUTPUT_H
#define EVERYREAD_PUBLICATION_OUTPUT_H

#include "base/str.h"

enum output {
#define OUTPUT(id, ...) OUTPUT_##id,
#include "publication/outputs.def"
	OUTPUT_COUNT
};

/* A set of outputs has bit 1 << output of each. */
static inline unsigned output_bit(enum output output)
{
	return 1u << output;
}

enum {
	OUTPUT_ALL = (1 << OUTPUT_COUNT) - 1,
	/* Of an edition that names no formats: what most readers look for.
	 * Others are made where they are asked for. */
	OUTPUT_USUAL = 1 << OUTPUT_HTML | 1 << OUTPUT_PDF |
		       1 << OUTPUT_PDF_LARGE | 1 << OUTPUT_TEXT |
		       1 << OUTPUT_EPUB
};

/* "html", "pdf-large": as publication.yaml, --format and the manifest have
 * it. */
extern const char *const output_names[OUTPUT_COUNT];

/* By name; OUTPUT_COUNT where there is none. */
enum output output_find(struct str name);

#endif
