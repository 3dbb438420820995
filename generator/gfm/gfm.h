/* A document as Markdown, for machines that read: language models, search,
 * translation memories, programs that compare. Everything that was a value, a
 * template or a directive is words now.
 *
 * - CommonMark with GitHub's tables, strikethrough, tasks and footnotes (GFM
 *   0.29); UTF-8, a paragraph a line, lines end in "\n".
 * - Parsed again it gives the words and the structure of the page: headings with
 *   their levels, lists, tables, quotations, notes. Whatever a text holds that
 *   Markdown would read as markup is escaped; emphasis that its delimiters
 *   cannot express where it stands (CommonMark, 6.2) is a tag.
 * - The first line, a comment, tells language and direction; parts in another
 *   language stand in <div lang> or <span lang>. Then the notice, then the tree
 *   in its order.
 * - Pictures by their alternatives, ![so]() without an address: the file stands
 *   alone. Charts by their names, descriptions and data.
 * - A table has one row of headers in Markdown, and a cell one place: headers in
 *   several rows are joined, what stands in several places is told in each, and
 *   a comment before the table says so.
 * - Callouts and case studies are quotes, their titles bold or headings. */
#ifndef EVERYREAD_GFM_GFM_H
#define EVERYREAD_GFM_GFM_H

#include "base/buffer.h"
#include "document/document.h"

/* Appends the finished document to `out`. */
void gfm_write(const struct document *document, struct buffer *out);

#endif
