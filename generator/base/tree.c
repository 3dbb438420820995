/* Removing and syncing folders, from an open folder downwards: a folder that
 * somebody puts a symbolic link in the place of leads nowhere else. */
#define _XOPEN_SOURCE 700
#include "base/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_dots(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static DIR *open_folder(int above, const char *name)
{
	int descriptor = openat(
		above, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *folder = descriptor < 0 ? NULL : fdopendir(descriptor);
	if (!folder && descriptor >= 0)
		close(descriptor);
	return folder;
}

/* Goes on after what cannot be removed. `reason` is the last failure's. */
static bool remove_at(int above, const char *name, int *reason)
{
	if (unlinkat(above, name, 0) == 0 || errno == ENOENT)
		return true;
	/* EPERM is what POSIX says of folders, EISDIR what Linux does. */
	if (errno != EISDIR && errno != EPERM) {
		*reason = errno;
		return false;
	}
	DIR *folder = open_folder(above, name);
	struct dirent *entry;
	bool is_empty = folder != NULL;
	if (!folder)
		*reason = errno;
	while (folder && (entry = readdir(folder)) != NULL)
		if (!is_dots(entry->d_name))
			is_empty = remove_at(dirfd(folder), entry->d_name,
					     reason) &&
				   is_empty;
	if (folder)
		closedir(folder);
	if (is_empty && unlinkat(above, name, AT_REMOVEDIR) != 0) {
		*reason = errno;
		is_empty = false;
	}
	return is_empty;
}

bool tree_remove(const char *path, struct error *error)
{
	int reason = 0;
	return remove_at(AT_FDCWD, path, &reason) ||
	       error_set(error, "cannot remove '%s': %s", path,
			 strerror(reason));
}

static bool is_folder_at(int above, const char *name)
{
	struct stat status;
	return fstatat(above, name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
	       S_ISDIR(status.st_mode);
}

/* Some file systems cannot sync a folder (EINVAL): they have nothing to sync. */
static bool sync_at(int above, const char *name)
{
	DIR *folder = open_folder(above, name);
	struct dirent *entry;
	if (!folder)
		return false;
	bool is_synced = fsync(dirfd(folder)) == 0 || errno == EINVAL;
	while (is_synced && (entry = readdir(folder)) != NULL)
		if (!is_dots(entry->d_name) &&
		    is_folder_at(dirfd(folder), entry->d_name))
			is_synced = sync_at(dirfd(folder), entry->d_name);
	int reason = errno;
	closedir(folder);
	errno = reason;
	return is_synced;
}

bool tree_sync_folders(const char *path, struct error *error)
{
	return sync_at(AT_FDCWD, path) ||
	       error_set(error, "cannot sync '%s': %s", path, strerror(errno));
}
