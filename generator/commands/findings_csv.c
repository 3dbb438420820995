/* A cell of CSV (RFC 4180, 2). */
#include "commands/findings_csv.h"

#include <stdio.h>

void findings_csv_print_cell(struct str text)
{
	bool needs_quotes = str_find_byte(text, ',') >= 0 ||
			    str_find_byte(text, '"') >= 0 ||
			    str_find_byte(text, '\n') >= 0;
	if (needs_quotes)
		putchar('"');
	for (size_t i = 0; i < text.length; i++) {
		if (text.bytes[i] == '"')
			putchar('"');
		putchar(text.bytes[i]);
	}
	if (needs_quotes)
		putchar('"');
}
