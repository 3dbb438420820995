/* Reading whole files; atomic output. */
#define _XOPEN_SOURCE 700
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/inputs.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/vector.h"

static bool read_all(int descriptor, char *bytes, size_t length, size_t *got)
{
	*got = 0;
	while (*got < length) {
		ssize_t count = read(descriptor, bytes + *got, length - *got);
		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return false;
		if (count == 0)
			break;
		*got += (size_t)count;
	}
	return true;
}

static bool read_sized(struct arena *arena, int descriptor, size_t size,
		       const char *path, struct str *text, struct error *error)
{
	char *bytes = arena_allocate(arena, size + 1);
	size_t got;
	if (!read_all(descriptor, bytes, size + 1, &got))
		return error_set(error, "cannot read '%s': %s", path,
				 strerror(errno));
	if (got > size)
		return error_set(error,
				 "cannot read '%s': it holds more than its "
				 "size says",
				 path);
	*text = (struct str){ bytes, got };
	return true;
}

static const struct unsaved_file *unsaved;
static size_t unsaved_count;

void file_set_unsaved(const struct unsaved_file *files, size_t count)
{
	unsaved = files;
	unsaved_count = count;
}

static bool read_unsaved(struct arena *arena, const char *path,
			 struct str *text)
{
	char *real = unsaved_count ? realpath(path, NULL) : NULL;
	bool is_found = false;
	for (size_t i = 0; real && !is_found && i < unsaved_count; i++) {
		is_found = strcmp(unsaved[i].path, real) == 0;
		if (is_found)
			*text = arena_copy_str(arena, unsaved[i].text);
	}
	free(real);
	return is_found;
}

bool file_read(struct arena *arena, const char *path, struct str *text,
	       struct error *error)
{
	inputs_note(INPUT_FILE, path);
	if (read_unsaved(arena, path, text))
		return true;
	int descriptor =
		open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (descriptor < 0)
		return error_set(error, "cannot open '%s': %s", path,
				 strerror(errno));
	bool done = false;
	struct stat status;
	if (fstat(descriptor, &status) != 0) {
		error_set(error, "cannot read '%s': %s", path, strerror(errno));
	} else if (!S_ISREG(status.st_mode)) {
		error_set(error, "cannot read '%s': not a regular file", path);
	} else if (status.st_size >= FILE_SIZE_LIMIT) {
		error_set(error, "cannot read '%s': larger than 1 GiB", path);
	} else {
		done = read_sized(arena, descriptor, (size_t)status.st_size,
				  path, text, error);
	}
	close(descriptor);
	return done;
}

bool file_exists(const char *path)
{
	struct stat status;
	inputs_note(INPUT_KIND, path);
	return lstat(path, &status) == 0;
}

bool file_leads_nowhere(const char *path)
{
	struct stat status;
	inputs_note(INPUT_KIND, path);
	return stat(path, &status) != 0 && lstat(path, &status) == 0;
}

bool file_is_folder(const char *path)
{
	struct stat status;
	inputs_note(INPUT_KIND, path);
	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

bool file_is_regular(const char *path)
{
	struct stat status;
	inputs_note(INPUT_KIND, path);
	return stat(path, &status) == 0 && S_ISREG(status.st_mode);
}

bool file_is_inside(const char *path, const char *folder)
{
	inputs_note(INPUT_PLACE, path);
	inputs_note(INPUT_PLACE, folder);
	char *real = realpath(path, NULL);
	char *root = realpath(folder, NULL);
	size_t length = root ? strlen(root) : 0;
	/* the root folder ends in the slash that others do not have */
	length -= length && root[length - 1] == '/';
	bool is_inside = real && root && strncmp(real, root, length) == 0 &&
			 (real[length] == '/' || real[length] == '\0');
	free(real);
	free(root);
	return is_inside;
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool file_list_folder(struct arena *arena, const char *path,
		      const char ***names, size_t *count, struct error *error)
{
	inputs_note(INPUT_FOLDER, path);
	DIR *folder = opendir(path);
	if (!folder)
		return error_set(error, "cannot open folder '%s': %s", path,
				 strerror(errno));
	VECTOR(const char *) found = { 0 };
	struct dirent *entry;
	while ((entry = readdir(folder)) != NULL)
		if (entry->d_name[0] != '.')
			*VECTOR_ADD(&found) =
				arena_copy_string(arena, entry->d_name);
	closedir(folder);
	if (found.count)
		qsort(found.items, found.count, sizeof *found.items,
		      compare_names);
	*names = arena_copy_array(arena, found.items, found.count,
				  sizeof *found.items);
	*count = found.count;
	VECTOR_RELEASE(&found);
	return true;
}

bool file_make_folders(const char *path, struct error *error)
{
	char *prefix = memory_copy_text(path, strlen(path));
	bool done = true;
	for (char *at = prefix + 1; done; at++) {
		char saved = *at;
		if (saved != '/' && saved != '\0')
			continue;
		*at = '\0';
		int reason = mkdir(prefix, 0777) == 0 ? 0 : errno;
		if (reason && !file_is_folder(prefix)) /* changes errno */
			done = error_set(error, "cannot make folder '%s': %s",
					 prefix, strerror(reason));
		*at = saved;
		if (saved == '\0')
			break;
	}
	free(prefix);
	return done;
}

bool file_write_all(int descriptor, const void *bytes, size_t length)
{
	const char *at = bytes;
	while (length) {
		ssize_t count = write(descriptor, at, length);
		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return false;
		at += count;
		length -= (size_t)count;
	}
	return true;
}

/* mkstemp makes files private; an output gets what the umask allows. */
static void give_usual_permissions(int descriptor)
{
	mode_t mask = umask(0);
	umask(mask);
	(void)fchmod(descriptor, 0666 & ~mask);
}

bool file_write_atomically(const char *path, const void *bytes, size_t length,
			   struct error *error)
{
	struct arena arena = ARENA_INITIALISER;
	char *temporary = arena_format(&arena, "%s.XXXXXX", path);
	bool done = false;
	int descriptor = -1;
	if (!file_make_folders(path_folder(&arena, path), error))
		goto out;
	descriptor = mkstemp(temporary);
	if (descriptor < 0) {
		error_set(error, "cannot write '%s': %s", path,
			  strerror(errno));
		goto out;
	}
	give_usual_permissions(descriptor);
	done = file_write_all(descriptor, bytes, length) &&
	       fsync(descriptor) == 0;
	done = close(descriptor) == 0 && done;
	done = done && rename(temporary, path) == 0;
	if (!done) {
		error_set(error, "cannot write '%s': %s", path,
			  strerror(errno));
		unlink(temporary);
	}
out:
	arena_release(&arena);
	return done;
}
