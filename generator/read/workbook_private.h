/* What the files about workbooks share. */
#ifndef EVERYREAD_READ_WORKBOOK_PRIVATE_H
#define EVERYREAD_READ_WORKBOOK_PRIVATE_H

#include "container/zip_library.h"

#include "base/buffer.h"
#include "base/vector.h"
#include "read/workbook.h"
#include "read/xml.h"

/* How a number is shown, as far as it matters here. */
enum workbook_format { WORKBOOK_PLAIN, WORKBOOK_DATE, WORKBOOK_TIME };

struct workbook_private {
	zip_t *zip;
	VECTOR(struct str) strings;             /* shared */
	VECTOR(enum workbook_format) formats;   /* of cells, by their style */
	const char *strings_part, *styles_part; /* or NULL */
	bool counts_from_1904; /* days: from 1904-01-01 on, not 1900 */
	bool has_strings;      /* they are read */
};

/* Reads a part with the callbacks that the reader has. False where it is not
 * there or cannot be read, which is reported. */
bool workbook_read_part(struct workbook *workbook, const char *part,
			struct xml_reader *reader);

/* Shared strings and formats, before the first sheet. */
bool workbook_read_strings(struct workbook *workbook);
bool workbook_read_formats(struct workbook *workbook);

/* What a number or a date in that format is as text, appended. */
void workbook_number(const struct workbook *workbook, struct str text,
		     enum workbook_format format, struct buffer *out);

/* "_x000D_" is a carriage return: Excel writes so what XML has no room for.
 * In place; line ends become LF. */
void workbook_unescape(struct str *text);

#endif
