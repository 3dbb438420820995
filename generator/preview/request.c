/* Request targets and hosts. */
#include "preview/request.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/str.h"

bool request_host_is_ours(const char *host, uint16_t port)
{
	static const char *const names[] = { "127.0.0.1", "localhost" };
	char expected[32];
	if (!host)
		return false;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		snprintf(expected, sizeof expected, "%s:%u", names[i],
			 (unsigned)port);
		if (strcasecmp(host, expected) == 0 ||
		    (port == 80 && strcasecmp(host, names[i]) == 0))
			return true;
	}
	return false;
}

static int hex_digit(char byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	if (byte >= 'a' && byte <= 'f')
		return byte - 'a' + 10;
	if (byte >= 'A' && byte <= 'F')
		return byte - 'A' + 10;
	return -1;
}

/* Decodes once: "%252e" is the name "%2e", not a dot. */
static bool decode(const char *target, char *path)
{
	for (const char *at = target; *at; at++) {
		int byte = (unsigned char)*at;
		if (byte == '%') {
			int high = hex_digit(at[1]);
			int low = high < 0 ? -1 : hex_digit(at[2]);
			if (low < 0)
				return false;
			byte = high * 16 + low;
			at += 2;
		}
		if (byte < 0x20 || byte == 0x7F || byte == '\\')
			return false;
		*path++ = (char)byte;
	}
	*path = '\0';
	return true;
}

static bool has_dots(const char *path)
{
	while (*path) {
		size_t length = strcspn(path, "/");
		if ((length == 1 && path[0] == '.') ||
		    (length == 2 && path[0] == '.' && path[1] == '.'))
			return true;
		path += length;
		path += *path == '/';
	}
	return false;
}

const char *request_path(struct arena *arena, const char *target)
{
	size_t offset;
	char *path = arena_allocate(arena, strlen(target) + 1);
	if (target[0] != '/' || !decode(target, path) || has_dots(path) ||
	    !str_is_utf8(str_from(path), &offset))
		return NULL;
	return path;
}
