/* Paths as text. */
#include "base/path.h"

#include <string.h>

char *path_join(struct arena *arena, const char *folder, const char *name)
{
	if (name[0] == '/' || folder[0] == '\0')
		return arena_copy_string(arena, name);
	size_t length = strlen(folder);
	const char *separator = folder[length - 1] == '/' ? "" : "/";
	return arena_format(arena, "%s%s%s", folder, separator, name);
}

char *path_folder(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');
	if (!slash)
		return arena_copy_string(arena, ".");
	if (slash == path)
		return arena_copy_string(arena, "/");
	return arena_copy(arena, path, (size_t)(slash - path));
}

const char *path_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

const char *path_extension(const char *path)
{
	const char *name = path_name(path);
	const char *dot = strrchr(name, '.');
	return dot && dot != name ? dot + 1 : "";
}

static bool is_up(const char *part, size_t length)
{
	return length == 2 && part[0] == '.' && part[1] == '.';
}

/* Where the last part of `path` begins. */
static size_t last_part(const char *path, size_t length)
{
	while (length && path[length - 1] != '/')
		length--;
	return length;
}

char *path_tidy(struct arena *arena, const char *path)
{
	char *tidy = arena_allocate(arena, strlen(path) + 2);
	size_t root = path[0] == '/', length = root;
	memcpy(tidy, path, root);
	for (const char *at = path; *at; at += strspn(at, "/")) {
		size_t taken = strcspn(at, "/");
		size_t start = last_part(tidy, length);
		bool has_folder =
			length > root && !is_up(tidy + start, length - start);
		if (is_up(at, taken) && (has_folder || root)) {
			length = start > root ? start - 1 : root;
		} else if (taken && !(taken == 1 && *at == '.')) {
			if (length > root)
				tidy[length++] = '/';
			memcpy(tidy + length, at, taken);
			length += taken;
		}
		at += taken;
	}
	if (!length)
		tidy[length++] = '.';
	tidy[length] = '\0';
	return tidy;
}

bool path_stays_inside(struct str relative)
{
	if (relative.length && relative.bytes[0] == '/')
		return false;
	long depth = 0;
	while (relative.length) {
		ptrdiff_t slash = str_find_byte(relative, '/');
		size_t length = slash < 0 ? relative.length : (size_t)slash;
		struct str part = { relative.bytes, length };
		if (str_equals(part, STR("..")))
			depth--;
		else if (length && !str_equals(part, STR(".")))
			depth++;
		if (depth < 0)
			return false;
		size_t taken = slash < 0 ? length : length + 1;
		relative.bytes += taken;
		relative.length -= taken;
	}
	return true;
}
