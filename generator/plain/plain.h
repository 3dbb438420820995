/* A document as plain text: for e-mail, for Braille displays and note takers,
 * for who reads with the ear, and for who searches and compares.
 *
 * - UTF-8 with a byte order mark, as RFCs have it (RFC 7994, 3): a file from a
 *   web server that names no encoding is not guessed to be Latin then. Lines end
 *   in "\n".
 * - Lines are PLAIN_COLUMNS wide at most, as a terminal counts (Unicode
 *   Standard Annex #11: East Asian wide characters take two columns, marks
 *   none), and break where the language lets them (UAX #14, ICU; with
 *   dictionaries for Thai and others). What must stay whole is not broken:
 *   addresses, lines of code and single long words may be wider.
 * - Characters stand in the order in which they are read, Arabic too: whoever
 *   shows the text puts them into place. Where a line would be taken for one
 *   of the other direction it begins with an invisible mark, and words of the
 *   other direction are isolated (UAX #9).
 * - No decoration that the ear must sit through. A heading has two empty lines
 *   before it, a chapter three, and nothing else has so many.
 * - In order: the notice, then the tree as it is told; pictures by their
 *   alternatives in [brackets], charts by their names and their data; links
 *   with their addresses in <angle brackets> (RFC 3986, appendix C) where those
 *   are not what the link says; a table as a line for each cell, after the
 *   column's header; notes at the end of the chapter that refers to them.
 * - No page furniture, and no word of the tree is lost. */
#ifndef EVERYREAD_PLAIN_PLAIN_H
#define EVERYREAD_PLAIN_PLAIN_H

#include "base/buffer.h"
#include "base/str.h"
#include "document/document.h"

enum { PLAIN_COLUMNS = 80 };

/* Appends the finished document to `out`. */
void plain_write(const struct document *document, struct buffer *out);

/* Words of a text of that BCP 47 language, as ICU finds them (UAX #29; with
 * dictionaries for Chinese, Thai and others). */
size_t plain_count_words(struct str text, const char *language);

#endif
