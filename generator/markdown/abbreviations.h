/* What abbreviations stand for, as PHP Markdown Extra has it, on a line of its
 * own:
 *
 *     *[NHS]: National Health Service
 */
#ifndef EVERYREAD_MARKDOWN_ABBREVIATIONS_H
#define EVERYREAD_MARKDOWN_ABBREVIATIONS_H

#include "markdown/reading.h"

/* The text that cmark is to have, as long as `text`: without these lines. They
 * go into document.abbreviations; one that is said otherwise a second time is
 * reported. */
struct str abbreviations_prepare(struct reading *reading, struct str text);

#endif
