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
