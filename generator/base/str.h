/* Borrowed slices of bytes, mostly UTF-8: a pointer and a length, without
 * ownership and without a NUL at the end. */
#ifndef EVERYREAD_BASE_STR_H
#define EVERYREAD_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *bytes;
	size_t length; /* [bytes] */
};

/* A slice of a string literal, at compile time. */
#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })

static inline struct str str_from(const char *string)
{
	return (struct str){ string, string ? strlen(string) : 0 };
}

static inline bool str_equals(struct str a, struct str b)
{
	return a.length == b.length &&
	       (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

static inline bool str_equals_string(struct str a, const char *b)
{
	return str_equals(a, str_from(b));
}

bool str_starts_with(struct str text, struct str prefix);
bool str_ends_with(struct str text, struct str suffix);

/* Byte order; shorter first where one is the other's beginning. */
int str_compare(struct str a, struct str b);

/* Without ASCII white space at either end. */
struct str str_trim(struct str text);

/* First occurrence of `byte`, or -1. */
ptrdiff_t str_find_byte(struct str text, char byte);

/* Offset of the first occurrence of `wanted` (not empty), or -1. */
ptrdiff_t str_find(struct str text, struct str wanted);

/* Cuts the first line off `rest` (without its LF or CRLF) into `line`;
 * false when nothing is left. */
bool str_next_line(struct str *rest, struct str *line);

/* True where all bytes form well-formed UTF-8 (Unicode 15, table 3-7).
 * Otherwise *offset is the first byte of the first ill-formed sequence. */
bool str_is_utf8(struct str text, size_t *offset);

/* Offset of the first byte from `offset` on that is no ASCII, or the length:
 * eight bytes at once. */
static inline size_t str_skip_ascii(struct str text, size_t offset)
{
	uint64_t eight;
	for (; offset + sizeof eight <= text.length; offset += sizeof eight) {
		memcpy(&eight, text.bytes + offset, sizeof eight);
		if (eight & UINT64_C(0x8080808080808080))
			break;
	}
	while (offset < text.length && !(text.bytes[offset] & 0x80))
		offset++;
	return offset;
}

/* Number of code points in well-formed UTF-8. */
size_t str_count_code_points(struct str text);

/* Reads the code point at *offset and moves *offset past it; U+FFFD for an
 * ill-formed sequence. Requires *offset < text.length. */
uint32_t str_decode_beyond_ascii(struct str text, size_t *offset);
static inline uint32_t str_decode(struct str text, size_t *offset)
{
	unsigned char byte = (unsigned char)text.bytes[*offset];
	if (byte >= 0x80)
		return str_decode_beyond_ascii(text, offset);
	(*offset)++;
	return byte;
}

/* The candidate that somebody meant who wrote `word` with a slip or two, for "did
 * you mean"; NULL where none is so near: a word that means something else helps
 * nobody. Case is none of the difference. */
const char *str_nearest(struct str word, const char *const *candidates,
			size_t count);

#endif
