/* Bare addresses in running text ("https://…", "www.…"), where GFM's rule
 * (6.9, "Autolinks (extension)") does not fit: it lets an address go on to the
 * next space, and scripts that set none would lose a sentence to it. Here an
 * address ends before what no address holds unencoded (scripts.h). A host that
 * begins with such a letter, https://例子.中国, keeps its letters up to the
 * first "/". All other addresses are left to cmark. */
#ifndef EVERYREAD_MARKDOWN_ADDRESSES_H
#define EVERYREAD_MARKDOWN_ADDRESSES_H

#include "markdown/cmark.h"

struct emphasis;

/* To be attached before cmark's own "autolink". `emphasis`: how the text is
 * prepared. */
cmark_syntax_extension *addresses_new(const struct emphasis *emphasis);
void addresses_free(cmark_syntax_extension *extension);

#endif
