/* Comparing the output's folder with those that are read. */
#define _XOPEN_SOURCE 700
#include "commands/output_place.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/path.h"

/* The path with links followed, as far as it is there. */
static const char *real_path(struct arena *arena, const char *path)
{
	const char *rest = "";
	char *real;
	path = path_tidy(arena, path);
	while (!(real = realpath(path, NULL)) && strcmp(path, ".") != 0 &&
	       strcmp(path, "/") != 0) {
		rest = path_join(arena, path_name(path), rest);
		path = path_folder(arena, path);
	}
	const char *result =
		path_tidy(arena, path_join(arena, real ? real : path, rest));
	free(real);
	return result;
}

/* "/a/b" holds "/a/b" and "/a/b/c". */
static bool holds(const char *folder, const char *path)
{
	size_t length = strlen(folder);
	return strncmp(folder, path, length) == 0 &&
	       (path[length] == '\0' || path[length] == '/');
}

static const char *publication_around(struct arena *arena, const char *folder)
{
	for (; strcmp(folder, "/") != 0; folder = path_folder(arena, folder))
		if (file_exists(path_join(arena, folder, "publication.yaml")))
			return folder;
	return NULL;
}

/* A folder that is read, which a set of outputs would take the place of. */
static const char *replaced_by(struct arena *arena,
			       const struct targets *targets, const char *set)
{
	const char *const read[] = {
		targets->content,
		path_join(arena, targets->project, "templates"),
		path_join(arena, targets->project, "fonts"),
	};
	for (size_t i = 0; i < sizeof read / sizeof *read; i++)
		if (file_exists(read[i]) &&
		    holds(set, real_path(arena, read[i])))
			return read[i];
	for (size_t i = 0; i < targets->count; i++) {
		const char *folder = targets->items[i].publication->folder;
		if (holds(set, real_path(arena, folder)))
			return folder;
	}
	return NULL;
}

const char *output_place_mistake(struct arena *arena,
				 const struct targets *targets)
{
	const char *output = targets->output;
	const char *real = real_path(arena, output);
	if (strcmp(real, "/") == 0)
		return arena_format(arena,
				    "'%s' is the root of the file system: name "
				    "a folder for the outputs",
				    output);
	const char *around = publication_around(arena, real);
	if (around || strcmp(real, real_path(arena, targets->content)) == 0)
		return arena_format(arena,
				    "the output '%s' lies among what is read: "
				    "name another folder",
				    output);
	for (size_t i = 0; i < targets->count; i++) {
		const char *set = path_join(
			arena, real, targets->items[i].publication->identifier);
		const char *replaced = replaced_by(arena, targets, set);
		if (replaced)
			return arena_format(
				arena,
				"in '%s' the outputs of '%s' would lie in "
				"'%s', which is read: name another folder",
				output, targets->items[i].publication->folder,
				replaced);
	}
	return NULL;
}

bool output_is_source(const char *output, const char *source)
{
	struct stat first, second;
	return strcmp(output, "-") != 0 && strcmp(source, "-") != 0 &&
	       stat(output, &first) == 0 && stat(source, &second) == 0 &&
	       first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}
