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

/* Makes the buffer larger: buffer_reserve() where it is full. */
char *buffer_grow(struct buffer *buffer, size_t extra);

/* Room for `extra` more bytes; returns the place to write them. The caller
 * then adds what it wrote to `length` (and need not write the NUL). */
static inline char *buffer_reserve(struct buffer *buffer, size_t extra)
{
	return extra < buffer->capacity - buffer->length ?
		       buffer->bytes + buffer->length :
		       buffer_grow(buffer, extra);
}

void buffer_append(struct buffer *buffer, const void *bytes, size_t length);
void buffer_append_str(struct buffer *buffer, struct str text);

static inline void buffer_append_string(struct buffer *buffer,
					const char *string)
{
	buffer_append(buffer, string, strlen(string));
}

static inline void buffer_append_byte(struct buffer *buffer, char byte)
{
	char *end = buffer_reserve(buffer, 1);
	end[0] = byte;
	end[1] = '\0';
	buffer->length++;
}

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
