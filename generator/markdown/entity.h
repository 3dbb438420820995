/* Character references, HTML's and Markdown's. */
#ifndef EVERYREAD_MARKDOWN_ENTITY_H
#define EVERYREAD_MARKDOWN_ENTITY_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/str.h"

/* Appends `text` with its references (&amp; &#8217; &eacute;) resolved. What
 * is none stays as it is. Takes the lock of parse.h: not for use while
 * holding it. */
void entity_decode(struct buffer *out, struct str text);

/* A copy with references, and backslashes before ASCII punctuation, resolved:
 * NUL-terminated. */
struct str entity_unescape(struct arena *arena, struct str text);

#endif
