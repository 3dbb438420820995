/* A document as a script for a voice: SSML 1.1 (W3C Recommendation, 2010), which
 * speech engines read aloud, and people who record it, too.
 *
 * What is said, and in what order, told/ says. Paragraphs are <p>, a row of a
 * table a <p> with an <s> for each cell, words in another language stand in
 * <lang>. There is a <mark> where a chapter or the like begins ("part-3"), and
 * pauses around headings, items and notes. Pictures are said by their
 * alternatives, with "Picture:" before them; addresses of links are not said. */
#ifndef EVERYREAD_SPEECH_SPEECH_H
#define EVERYREAD_SPEECH_SPEECH_H

#include "base/buffer.h"
#include "document/document.h"

/* Appends the finished document to `out`. */
void speech_write(const struct document *document, struct buffer *out);

struct told;
struct told_item;

/* The same for one item alone, without pauses around it, as a whole script. */
void speech_write_item(const struct told *told, const struct told_item *item,
		       struct buffer *out);

/* Its words alone, for voices that know no SSML; addresses are left out. */
void speech_write_words(const struct told *told, const struct told_item *item,
			struct buffer *out);

#endif
