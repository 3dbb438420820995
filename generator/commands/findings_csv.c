/* A cell of CSV (RFC 4180, 2). */
#include "commands/findings_csv.h"

#include <stdio.h>

#include "base/visible.h"

void findings_csv_print_cell(struct str text)
{
	bool needs_quotes = str_find_byte(text, ',') >= 0 ||
			    str_find_byte(text, '"') >= 0 ||
			    str_find_byte(text, '\n') >= 0 ||
			    str_find_byte(text, '\r') >= 0;
	if (needs_quotes)
		putchar('"');
	while (text.length) {
		ptrdiff_t quote = str_find_byte(text, '"');
		size_t length = quote < 0 ? text.length : (size_t)quote + 1;
		visible_print_data(stdout, (struct str){ text.bytes, length });
		if (quote >= 0)
			putchar('"');
		text.bytes += length;
		text.length -= length;
	}
	if (needs_quotes)
		putchar('"');
}
