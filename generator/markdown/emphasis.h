/* Emphasis beside Chinese, Japanese, Thai, Arabic …: in `**注意：**请` the second
 * run of asterisks stands between punctuation and a letter, and CommonMark's
 * rule, made for scripts with spaces, lets it close nothing.
 *
 * The rule here is CommonMark's (6.2, "Emphasis and strong emphasis") with two
 * differences: punctuation as wide as a Han character is no punctuation, and
 * beside other punctuation a joining letter (scripts.h) on the far side of the
 * run counts as a space does. A text without such neighbours of asterisks is
 * left to cmark.
 *
 * cmark decides about "*" itself and cannot be told otherwise. So such a text is
 * given to it with "$" for each "*" that may be a delimiter, which an extension
 * then handles, and with control characters, which no text of ours holds, for each
 * "$" of the author's. Offsets stay what they are; afterwards all is put back. */
#ifndef EVERYREAD_MARKDOWN_EMPHASIS_H
#define EVERYREAD_MARKDOWN_EMPHASIS_H

#include "markdown/cmark.h"

#include "base/str.h"
#include "markdown/reading.h"

struct emphasis {
	bool is_needed; /* false: the text is as it was written */
	cmark_syntax_extension *extension;
};

void emphasis_initialise(struct emphasis *emphasis);
void emphasis_release(struct emphasis *emphasis);

/* The text that cmark is to have, in the reading's arena. */
struct str emphasis_prepare(struct emphasis *emphasis, struct reading *reading);

/* Puts back what emphasis_prepare() replaced in what cmark made of it, and in
 * bytes that are read while it parses. */
void emphasis_restore(const struct emphasis *emphasis, cmark_node *root);
void emphasis_restore_bytes(char *bytes, size_t length);

#endif
