/* x^2^ and H~2~O, as Pandoc has them. */
#ifndef EVERYREAD_MARKDOWN_RAISED_H
#define EVERYREAD_MARKDOWN_RAISED_H

#include "markdown/brackets.h"

/* An inline extension of cmark, attached before "strikethrough", which takes
 * every tilde; its spans are those of `brackets`. Free it with raised_free()
 * once the parsed text is released. */
cmark_syntax_extension *raised_new(struct brackets *brackets);
void raised_free(cmark_syntax_extension *extension);

#endif
