/* Growing byte buffers, in the manner of git's strbuf. */
#ifndef EVERYREAD_BASE_BUFFER_H
#define EVERYREAD_BASE_BUFFER_H

#include <stddef.h>

#include "base/str.h"

/* `bytes` always ends in a NUL that `length` does not count, except in a
 * fresh buffer, where it is NULL. */
struct buffer {
	char *bytes;
	size_t length;
	size_t capacity;
};

#define BUFFER_INITIALISER \
	{ \
		0 \
	}

/* Room for `extra` more bytes; returns the place to write them. The caller
 * then adds what it wrote to `length` (and need not write the NUL). */
char *buffer_reserve(struct buffer *buffer, size_t extra);

void buffer_append(struct buffer *buffer, const void *bytes, size_t length);
void buffer_append_str(struct buffer *buffer, struct str text);
void buffer_append_string(struct buffer *buffer, const char *string);
void buffer_append_byte(struct buffer *buffer, char byte);
void buffer_append_code_point(struct buffer *buffer, uint32_t code_point);
void buffer_append_format(struct buffer *buffer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Decimal integer, without printf: content streams write millions. */
void buffer_append_integer(struct buffer *buffer, int64_t value);

static inline struct str buffer_str(const struct buffer *buffer)
{
	return (struct str){ buffer->bytes ? buffer->bytes : "",
			     buffer->length };
}

/* RFC 4648, 4, without line ends. */
void buffer_append_base64(struct buffer *buffer, struct str bytes);

/* Empties the buffer and keeps its memory. */
void buffer_clear(struct buffer *buffer);

/* Frees the memory; the buffer is fresh again. */
void buffer_release(struct buffer *buffer);

#endif
