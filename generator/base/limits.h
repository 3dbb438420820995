/* What one text may measure that becomes one string of a file. */
#ifndef EVERYREAD_BASE_LIMITS_H
#define EVERYREAD_BASE_LIMITS_H

/* [bytes] of a heading, a link's words or an alternative text, and of a value
 * that describes a document: a title, an author. In UTF-16 they fit into a
 * string of PDF/A-2 (ISO 19005-2, 6.1.13: 32,767 bytes) and of libharu. */
enum { LONGEST_TEXT = 16000 };

#endif
