/* Failures of the system. */
#include "base/error.h"

#include <string.h>

#include "base/visible.h"

void error_format_message(char *text, size_t size, const char *format,
			  va_list values)
{
	static const char more[] = "…";
	int length = vsnprintf(text, size, format, values);
	if (length < 0) {
		text[0] = '\0';
	} else if ((size_t)length >= size) {
		size_t end = size - sizeof more;
		while (end && ((unsigned char)text[end] & 0xC0) == 0x80)
			end--;
		memcpy(text + end, more, sizeof more);
	}
}

bool error_set(struct error *error, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	error_format_message(error->message, sizeof error->message, format,
			     arguments);
	va_end(arguments);
	return false;
}

void error_print(const struct error *error, FILE *stream)
{
	fputs("everyread: ", stream);
	visible_print(stream, str_from(error->message));
	fputc('\n', stream);
}
