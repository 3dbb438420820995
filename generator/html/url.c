/* Link targets, as they are written. */
#include "html/url.h"

static bool is_hex(char byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'f') ||
	       (byte >= 'A' && byte <= 'F');
}

static bool is_escape(struct str url, size_t at)
{
	return at + 2 < url.length && is_hex(url.bytes[at + 1]) &&
	       is_hex(url.bytes[at + 2]);
}

static bool is_url_byte(unsigned char byte)
{
	switch (byte) {
	case '"':
	case '<':
	case '>':
	case '\\':
	case '^':
	case '`':
	case '{':
	case '|':
	case '}':
	case 0x7F:
		return false;
	default:
		return byte > ' ';
	}
}

/* Where the host ends: up to there brackets hold an IPv6 address. */
static size_t host_end(struct str url)
{
	size_t i = 0;
	while (i + 2 < url.length && url.bytes[i] != ':')
		i++;
	if (i + 2 >= url.length || url.bytes[i + 1] != '/' ||
	    url.bytes[i + 2] != '/')
		return 0;
	for (i += 3; i < url.length && url.bytes[i] != '/'; i++)
		;
	return i;
}

void url_write(struct buffer *out, struct str url)
{
	static const char digits[] = "0123456789ABCDEF";
	size_t host = host_end(url);
	bool in_fragment = false;
	for (size_t i = 0; i < url.length; i++) {
		unsigned char byte = (unsigned char)url.bytes[i];
		bool is_plain = is_url_byte(byte);
		if (byte == '%')
			is_plain = is_escape(url, i);
		else if (byte == '[' || byte == ']')
			is_plain = i < host;
		else if (byte == '#')
			is_plain = !in_fragment;
		in_fragment |= byte == '#';
		if (byte == '&') {
			buffer_append_string(out, "&amp;");
		} else if (is_plain) {
			buffer_append_byte(out, (char)byte);
		} else {
			char escape[3] = { '%', digits[byte >> 4],
					   digits[byte & 15] };
			buffer_append(out, escape, 3);
		}
	}
}
