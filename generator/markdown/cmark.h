/* cmark-gfm's headers, without its short names, which the document's nodes
 * have. */
#ifndef EVERYREAD_MARKDOWN_CMARK_H
#define EVERYREAD_MARKDOWN_CMARK_H

#define CMARK_NO_SHORT_NAMES 1

#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>

#endif
