/* cmark's tree → document. */
#ifndef EVERYREAD_MARKDOWN_CONVERT_H
#define EVERYREAD_MARKDOWN_CONVERT_H

#include "markdown/parse.h"

/* Fills the root and the footnotes of the reading's document. */
void convert(struct reading *reading, const struct parsed *parsed);

#endif
