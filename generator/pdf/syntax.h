/* Small pieces of PDF syntax (ISO 32000-1, 7.3), appended to buffers. Numbers
 * are made from integers, so they are the same everywhere. */
#ifndef EVERYREAD_PDF_SYNTAX_H
#define EVERYREAD_PDF_SYNTAX_H

#include <stdint.h>

#include "base/buffer.h"
#include "base/str.h"
#include "base/units.h"
#include "pdf/objects.h"

/* hundredths → "12.5"; the shortest form. */
void pdf_append_hundredths(struct buffer *out, int64_t hundredths);

/* value / 10^places, the shortest form. */
void pdf_append_decimal(struct buffer *out, int64_t value, unsigned places);

/* [lu] as points, rounded to hundredths. */
void pdf_append_lu(struct buffer *out, lu value);

/* Rounded to hundredths of a point. */
int64_t pdf_hundredths(lu value);

/* "12 0 R" */
void pdf_append_reference(struct buffer *out, pdf_id id);

/* What people are to read instead: of a character for private use, which means
 * nothing to them, a replacement character (ISO 14289-2, 8.4.3 and 8.6). */
uint32_t pdf_readable(uint32_t code_point);

/* A text string as an object: "(…)" where it is printable ASCII, else
 * UTF-16BE in hexadecimal with a byte order mark. Cut after 8,000 characters,
 * lest it be longer than a PDF/A string may be. */
void pdf_append_text(struct buffer *out, const char *text);
void pdf_append_text_str(struct buffer *out, struct str text);

/* The bytes of a text string: ASCII, or UTF-16BE with a byte order mark. */
void pdf_encode_text(struct buffer *out, const char *text);

/* UTF-16BE as hexadecimal digits, without mark or brackets. */
void pdf_append_utf16(struct buffer *out, uint32_t code_point);

/* "(…)" of any bytes. */
void pdf_append_string(struct buffer *out, struct str bytes);

#endif
