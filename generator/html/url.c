/* Link targets. */
#include "html/url.h"

/* Browsers pass over these when they look for the scheme. */
static bool is_passed_over(unsigned char byte)
{
	return byte <= ' ';
}

static char to_lower(char byte)
{
	return byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte;
}

/* The scheme in lower case without the characters that browsers pass over;
 * empty for a relative URL. *after is where the colon ends. */
static struct str read_scheme(struct str url, char *room, size_t size,
			      size_t *after)
{
	size_t length = 0;
	for (size_t i = 0; i < url.length; i++) {
		char byte = url.bytes[i];
		if (byte == ':') {
			*after = i + 1;
			return (struct str){ room, length };
		}
		if (is_passed_over((unsigned char)byte))
			continue;
		if (byte == '/' || byte == '?' || byte == '#' || length == size)
			break;
		room[length++] = to_lower(byte);
	}
	return STR("");
}

static bool is_host_byte(unsigned char byte)
{
	return byte > ' ' && byte != '"' && byte != '<' && byte != '>' &&
	       byte != '\\' && byte != '^' && byte != '`' && byte != '{' &&
	       byte != '|' && byte != '}' && byte != '%' && byte != 0x7F;
}

static bool has_host(struct str url, size_t at)
{
	if (url.length < at + 3 || url.bytes[at] != '/' ||
	    url.bytes[at + 1] != '/')
		return false;
	size_t start = at + 2, i = start;
	for (; i < url.length; i++) {
		char byte = url.bytes[i];
		if (byte == '/' || byte == '?' || byte == '#')
			break;
		if (!is_host_byte((unsigned char)byte))
			return false;
	}
	return i > start && url.bytes[start] != ':';
}

bool url_is_allowed(struct str url)
{
	char room[16];
	size_t after = 0;
	struct str scheme = read_scheme(url, room, sizeof room, &after);
	if (str_equals(scheme, STR("javascript")) ||
	    str_equals(scheme, STR("vbscript")) ||
	    str_equals(scheme, STR("data")))
		return false;
	if (str_equals(scheme, STR("http")) || str_equals(scheme, STR("https")))
		return has_host(url, after);
	return true;
}

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
