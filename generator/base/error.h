/* Failures of the system (a disk, a missing font file): a function returns
 * false and writes the message once. An author's mistake is no error but a
 * diagnostic (base/diagnostic.h), and work goes on. */
#ifndef EVERYREAD_BASE_ERROR_H
#define EVERYREAD_BASE_ERROR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Written only on failure; the message is lower case, without a full stop. */
struct error {
	char message[1024];
};

/* Formats the message and returns false, so that a caller can write
 * `return error_set(error, "cannot open '%s': %s", …);`. */
bool error_set(struct error *error, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Writes "everyread: MESSAGE", with what a terminal would obey made visible
 * (base/visible.h). */
void error_print(const struct error *error, FILE *stream);

/* Formats a message into `text` of `size` bytes; one that is longer ends, after
 * a whole character, in "…". */
void error_format_message(char *text, size_t size, const char *format,
			  va_list values) __attribute__((format(printf, 3, 0)));

#endif
