/* Text that shall come out of Markdown or HTML as just that text. */
#ifndef EVERYREAD_TEMPLATE_ESCAPE_H
#define EVERYREAD_TEMPLATE_ESCAPE_H

#include "base/buffer.h"
#include "base/str.h"

/* Appends `text` escaped for the content of an HTML element and for attribute
 * values in either kind of quotes. */
void escape_html(struct buffer *out, struct str text);

/* Appends `text` escaped for a string in double quotes, in JSON (RFC 8259) and
 * YAML alike. */
void escape_data(struct buffer *out, struct str text);

/* Appends `text` escaped for Markdown (GitHub-flavoured, with fenced divs,
 * bracketed spans and footnotes): in a paragraph, also at a line's start, in a
 * heading, a table cell, a link's text, destination or title, a quoted
 * attribute. The result is one line: line breaks, and white space at either
 * end, become character references.
 *
 * Not for code spans and code blocks, where Markdown knows no escapes: use
 * `{{{x}}}` there. Two things survive, since cmark-gfm looks at the text after
 * all escapes are resolved: a mail address is still made a link, and between
 * a template's own brackets, "[{{x}}]", text that begins with "^" is taken for
 * a footnote's mark. */
void escape_markdown(struct buffer *out, struct str text);

#endif
