/* Growing byte buffers. */
#include "base/buffer.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/utf8.h>

#include "base/memory.h"

char *buffer_grow(struct buffer *buffer, size_t extra)
{
	if (extra > SIZE_MAX / 2 - buffer->length)
		memory_exhausted();
	size_t needed = buffer->length + extra + 1;
	size_t capacity = buffer->capacity + buffer->capacity / 2;
	if (capacity < needed)
		capacity = needed < 64 ? 64 : needed;
	buffer->bytes = memory_resize(buffer->bytes, capacity, 1);
	buffer->capacity = capacity;
	return buffer->bytes + buffer->length;
}

void buffer_append(struct buffer *buffer, const void *bytes, size_t length)
{
	char *end = buffer_reserve(buffer, length);
	if (length)
		memcpy(end, bytes, length);
	end[length] = '\0';
	buffer->length += length;
}

void buffer_append_str(struct buffer *buffer, struct str text)
{
	buffer_append(buffer, text.bytes, text.length);
}

void buffer_append_code_point(struct buffer *buffer, uint32_t code_point)
{
	uint8_t bytes[U8_MAX_LENGTH];
	size_t length = 0;
	U8_APPEND_UNSAFE(bytes, length, code_point);
	buffer_append(buffer, bytes, length);
}

void buffer_append_format(struct buffer *buffer, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	assert(length >= 0);
	char *end = buffer_reserve(buffer, (size_t)length);
	va_start(arguments, format);
	vsnprintf(end, (size_t)length + 1, format, arguments);
	va_end(arguments);
	buffer->length += (size_t)length;
}

void buffer_append_integer(struct buffer *buffer, int64_t value)
{
	enum { MOST_DIGITS = 20 };
	uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
	size_t count = 1;
	for (uint64_t more = rest; more >= 10; more /= 10)
		count++;
	char *to = buffer_reserve(buffer, MOST_DIGITS + 1);
	if (value < 0)
		*to++ = '-';
	for (size_t at = count; at-- > 0; rest /= 10)
		to[at] = (char)('0' + rest % 10);
	to[count] = '\0';
	buffer->length += count + (value < 0);
}

void buffer_clear(struct buffer *buffer)
{
	buffer->length = 0;
	if (buffer->bytes)
		buffer->bytes[0] = '\0';
}

void buffer_release(struct buffer *buffer)
{
	free(buffer->bytes);
	*buffer = (struct buffer)BUFFER_INITIALISER;
}

void buffer_append_base64(struct buffer *out, struct str bytes)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *from = (const unsigned char *)bytes.bytes;
	size_t length = (bytes.length + 2) / 3 * 4, i = 0;
	char *to = buffer_reserve(out, length);
	for (; i + 2 < bytes.length; i += 3, to += 4) {
		uint32_t group = (uint32_t)from[i] << 16 |
				 (uint32_t)from[i + 1] << 8 | from[i + 2];
		to[0] = digits[group >> 18];
		to[1] = digits[group >> 12 & 63];
		to[2] = digits[group >> 6 & 63];
		to[3] = digits[group & 63];
	}
	if (i < bytes.length) {
		bool has_two = i + 1 < bytes.length;
		uint32_t group = (uint32_t)from[i] << 16 |
				 (has_two ? (uint32_t)from[i + 1] << 8 : 0);
		to[0] = digits[group >> 18];
		to[1] = digits[group >> 12 & 63];
		to[2] = has_two ? digits[group >> 6 & 63] : '=';
		to[3] = '=';
		to += 4;
	}
	*to = '\0';
	out->length += length;
}
