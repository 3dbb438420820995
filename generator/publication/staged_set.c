/* One set: what is staged, and the switch. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/tree.h"
#include "publication/staging_parts.h"

/* ABSENT: to be removed, and not there. */
enum fate { SAME, NEW, GONE, ABSENT };
static const enum fate fates[] = { SAME, NEW, GONE, ABSENT };

static bool is_change(enum fate fate)
{
	return fate == NEW || fate == GONE;
}

static const enum fate *fate_of(const struct staged_set *set, const char *path)
{
	return map_lookup(&set->fates, str_from(path));
}

static void set_fate(struct staged_set *set, const char *path, enum fate fate)
{
	const enum fate *old = fate_of(set, path);
	if (old && is_change(*old))
		set->change_count--;
	if (is_change(fate))
		set->change_count++;
	map_set(&set->fates, str_from(arena_copy_string(&set->arena, path)),
		(void *)(uintptr_t)&fates[fate]);
}

/* ---- Beginning and ending ---------------------------------------------- */

/* Where the folder is a symbolic link, what it leads to is switched. */
static bool find_live(struct staged_set *set, const char *name,
		      struct error *error)
{
	struct arena *arena = &set->arena;
	const char *path = path_join(arena, set->staging->folder, name);
	struct stat status;
	set->live = path;
	set->hidden = set->staging->hidden;
	if (lstat(path, &status) != 0 || S_ISDIR(status.st_mode))
		return true;
	char *real = realpath(path, NULL);
	if (!S_ISLNK(status.st_mode) || !real || !file_is_folder(real)) {
		free(real);
		return error_set(error, "cannot write to '%s': not a folder",
				 path);
	}
	set->live = arena_copy_string(arena, real);
	set->hidden = path_join(arena, path_folder(arena, set->live),
				path_name(set->hidden));
	free(real);
	return true;
}

static bool prepare(struct staged_set *set, const char *name,
		    struct error *error)
{
	struct arena *arena = &set->arena;
	if (!find_live(set, name, error))
		return false;
	set->staged = path_join(arena, set->hidden, path_name(set->live));
	set->old = arena_format(arena, "%s.old", set->staged);
	set->mark = arena_format(arena, "%s.whole", set->staged);
	if (!staged_recover(set, error))
		return false;
	staged_clear(set);
	return true;
}

static void free_set(struct staged_set *set)
{
	struct staged_set **link = &set->staging->sets;
	while (*link && *link != set)
		link = &(*link)->next;
	if (*link)
		*link = set->next;
	map_release(&set->fates);
	arena_release(&set->arena);
	free(set);
}

struct staged_set *staging_begin(struct staging *staging, const char *name,
				 struct error *error)
{
	struct staged_set *set = memory_allocate(sizeof *set);
	set->staging = staging;
	pthread_mutex_lock(&staging->mutex);
	if (prepare(set, name, error)) {
		set->next = staging->sets;
		staging->sets = set;
	} else {
		free_set(set);
		set = NULL;
	}
	pthread_mutex_unlock(&staging->mutex);
	return set;
}

void staged_clear(const struct staged_set *set)
{
	struct error ignored;
	if (set->has_begun)
		return;
	tree_remove(set->staged, &ignored);
	tree_remove(set->old, &ignored);
	tree_remove(set->mark, &ignored);
	rmdir(set->hidden);
}

void staged_abandon(struct staged_set *set)
{
	if (!set)
		return;
	struct staging *staging = set->staging;
	pthread_mutex_lock(&staging->mutex);
	staged_clear(set);
	free_set(set);
	pthread_mutex_unlock(&staging->mutex);
}

/* ---- What is to be in it ----------------------------------------------- */

bool staged_put(struct staged_set *set, const char *path, const void *bytes,
		size_t length, struct error *error)
{
	struct arena arena = ARENA_INITIALISER;
	const char *staged = path_join(&arena, set->staged, path);
	pthread_mutex_lock(&set->staging->mutex);
	bool is_same = staging_has_bytes(path_join(&arena, set->live, path),
					 bytes, length);
	bool done = true;
	if (is_same)
		unlink(staged); /* from an earlier put */
	else
		done = staging_make_hidden(set->hidden, error) &&
		       staging_write_file(staged, bytes, length, error);
	set_fate(set, path, is_same ? SAME : NEW);
	set->has_failed = set->has_failed || !done;
	pthread_mutex_unlock(&set->staging->mutex);
	arena_release(&arena);
	return done;
}

void staged_remove(struct staged_set *set, const char *path)
{
	struct arena arena = ARENA_INITIALISER;
	struct stat status;
	pthread_mutex_lock(&set->staging->mutex);
	unlink(path_join(&arena, set->staged, path));
	bool is_there = lstat(path_join(&arena, set->live, path), &status) == 0;
	set_fate(set, path, is_there ? GONE : ABSENT);
	pthread_mutex_unlock(&set->staging->mutex);
	arena_release(&arena);
}

bool staged_has(const struct staged_set *set, const char *path)
{
	struct arena arena = ARENA_INITIALISER;
	pthread_mutex_lock(&set->staging->mutex);
	const enum fate *fate = fate_of(set, path);
	bool is_there =
		fate ? *fate == SAME || *fate == NEW :
		       file_is_regular(path_join(&arena, set->live, path));
	pthread_mutex_unlock(&set->staging->mutex);
	arena_release(&arena);
	return is_there;
}

const char *staged_name(const struct staged_set *set)
{
	return path_name(set->live);
}

static int compare_paths(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

size_t staged_paths(const struct staged_set *set, struct arena *arena,
		    const char ***paths)
{
	size_t count = 0;
	pthread_mutex_lock(&set->staging->mutex);
	*paths = ARENA_NEW_ARRAY(arena, set->fates.count, const char *);
	for (size_t i = 0; i < set->fates.capacity; i++) {
		const struct map_entry *entry = &set->fates.entries[i];
		const enum fate *fate = entry->value;
		if (fate && (*fate == SAME || *fate == NEW))
			(*paths)[count++] = arena_copy(arena, entry->key.bytes,
						       entry->key.length);
	}
	pthread_mutex_unlock(&set->staging->mutex);
	if (count)
		qsort(*paths, count, sizeof **paths, compare_paths);
	return count;
}

bool staged_read(const struct staged_set *set, struct arena *arena,
		 const char *path, struct str *text, struct error *error)
{
	pthread_mutex_lock(&set->staging->mutex);
	const enum fate *fate = fate_of(set, path);
	bool done = file_read(
		arena,
		path_join(arena, fate && *fate == NEW ? set->staged : set->live,
			  path),
		text, error);
	pthread_mutex_unlock(&set->staging->mutex);
	return done;
}

size_t staged_count(const struct staged_set *set)
{
	pthread_mutex_lock(&set->staging->mutex);
	size_t count = set->change_count;
	pthread_mutex_unlock(&set->staging->mutex);
	return count;
}

/* ---- What stays -------------------------------------------------------- */

static bool copy_bytes(int from, int to)
{
	char bytes[1 << 16];
	ssize_t count;
	while ((count = read(from, bytes, sizeof bytes)) > 0)
		for (ssize_t done = 0; done < count;) {
			ssize_t some =
				write(to, bytes + done, (size_t)(count - done));
			if (some < 0)
				return false;
			done += some;
		}
	return count == 0;
}

/* With its permissions and times. */
static bool copy_file(const char *from, const char *to,
		      const struct stat *status)
{
	const struct timespec times[] = { status->st_atim, status->st_mtim };
	int source = open(from, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	int target =
		source < 0 ?
			-1 :
			open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	bool done = target >= 0 && copy_bytes(source, target) &&
		    fchmod(target, status->st_mode & 07777) == 0 &&
		    futimens(target, times) == 0 && fsync(target) == 0;
	int reason = errno;
	if (source >= 0)
		close(source);
	if (target >= 0)
		close(target);
	errno = reason;
	return done;
}

static bool copy_link(const char *from, const char *to)
{
	char target[4096];
	ssize_t length = readlink(from, target, sizeof target - 1);
	if (length < 0)
		return false;
	target[length] = '\0';
	return symlink(target, to) == 0;
}

/* The same file under a second name; where the system does not let us have
 * that (FAT, another's file), a copy. */
static bool keep_file(const char *from, const char *to,
		      const struct stat *status, struct error *error)
{
	bool done = linkat(AT_FDCWD, from, AT_FDCWD, to, 0) == 0;
	if (!done && errno != EEXIST && errno != ENOSPC && errno != EDQUOT) {
		if (S_ISREG(status->st_mode))
			done = copy_file(from, to, status);
		else if (S_ISLNK(status->st_mode))
			done = copy_link(from, to);
	}
	return done ||
	       error_set(error, "cannot keep '%s': %s", from, strerror(errno));
}

static bool make_folder(const char *from, const char *to, struct error *error)
{
	struct stat there;
	/* What may not be written to cannot be removed afterwards. */
	if (access(from, W_OK) == 0 &&
	    (mkdir(to, 0777) == 0 ||
	     (errno == EEXIST && lstat(to, &there) == 0 &&
	      S_ISDIR(there.st_mode))))
		return true;
	return error_set(error, "cannot write to '%s': %s", from,
			 strerror(errno));
}

/* Group and permissions, where they may be given. */
static bool keep_permissions(const char *from, const char *to,
			     const struct stat *status, struct error *error)
{
	if (chown(to, (uid_t)-1, status->st_gid) != 0)
		errno = 0; /* the group is another's to give */
	return chmod(to, status->st_mode & 07777) == 0 ||
	       error_set(error, "cannot write to '%s': %s", from,
			 strerror(errno));
}

static bool keep_all(const struct staged_set *set, const char *path,
		     struct error *error);

/* One entry of the live folder, unless it is put anew or removed. */
static bool keep(const struct staged_set *set, const char *path,
		 struct error *error)
{
	struct arena arena = ARENA_INITIALISER;
	const char *from = path_join(&arena, set->live, path);
	const char *to = path_join(&arena, set->staged, path);
	const enum fate *fate = fate_of(set, path);
	struct stat status;
	bool done = true;
	if (lstat(from, &status) != 0)
		done = error_set(error, "cannot keep '%s': %s", from,
				 strerror(errno));
	else if (S_ISDIR(status.st_mode))
		done = make_folder(from, to, error) &&
		       keep_permissions(from, to, &status, error) &&
		       keep_all(set, path, error);
	else if (!fate || *fate == SAME)
		done = keep_file(from, to, &status, error);
	arena_release(&arena);
	return done;
}

/* `path` within the set; "" for the whole of it. A folder that loses its last
 * file goes, too. */
static bool keep_all(const struct staged_set *set, const char *path,
		     struct error *error)
{
	struct arena arena = ARENA_INITIALISER;
	const char *from = path_join(&arena, set->live, path);
	DIR *folder = opendir(from);
	struct dirent *entry;
	bool done = true, is_emptied = false;
	if (!folder)
		done = error_set(error, "cannot keep folder '%s': %s", from,
				 strerror(errno));
	while (done && (entry = readdir(folder)) != NULL) {
		const char *name = entry->d_name;
		if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
			continue;
		const char *inner =
			*path ? path_join(&arena, path, name) : name;
		const enum fate *fate = fate_of(set, inner);
		is_emptied = is_emptied || (fate && *fate == GONE);
		done = keep(set, inner, error);
	}
	if (folder)
		closedir(folder);
	if (done && is_emptied && *path)
		rmdir(path_join(&arena, set->staged, path));
	arena_release(&arena);
	return done;
}

/* ---- The switch -------------------------------------------------------- */

static bool switch_failed(const struct staged_set *set, struct error *error)
{
	return error_set(error, "cannot switch '%s' over: %s%s", set->live,
			 strerror(errno),
			 errno == EBUSY ? " (a mount point cannot be renamed: "
					  "mount the folder above it)" :
					  "");
}

/* Two renames, between which the set is not there. An overlay cannot rename a
 * folder that stands in a lower layer (EXDEV): its files are removed, then, and
 * from the next time on it stands in the upper one. */
static bool take_steps(struct staged_set *set, struct error *error)
{
	bool is_away = rename(set->live, set->old) == 0;
	if (!is_away && errno != EXDEV && errno != ENOENT)
		return switch_failed(set, error);
	/* From here on to go back would be wrong, where some of it is gone. */
	set->has_begun = set->staging->has_begun = !is_away;
	if (!is_away && !tree_remove(set->live, error))
		return false;
	if (rename(set->staged, set->live) == 0) {
		set->has_begun = set->staging->has_begun = false;
		return true;
	}
	switch_failed(set, error);
	if (is_away)
		(void)rename(set->old, set->live);
	return false;
}

/* What takes the place of the live set is whole: to go on is right. */
bool staged_recover(struct staged_set *set, struct error *error)
{
	return !file_exists(set->mark) || !file_is_folder(set->staged) ||
	       take_steps(set, error);
}

static bool switch_in_steps(struct staged_set *set, struct error *error)
{
	return staging_write_file(set->mark, "", 0, error) &&
	       take_steps(set, error);
}

static bool switch_over(struct staged_set *set, struct error *error)
{
	struct stat status;
	if (lstat(set->live, &status) != 0 && errno == ENOENT)
		return rename(set->staged, set->live) == 0 ||
		       switch_failed(set, error);
	if (renameat2(AT_FDCWD, set->staged, AT_FDCWD, set->live,
		      RENAME_EXCHANGE) == 0)
		return true;
	if (errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP ||
	    errno == EXDEV)
		return switch_in_steps(set, error);
	return switch_failed(set, error);
}

static bool complete(const struct staged_set *set, struct error *error)
{
	struct stat status;
	if (lstat(set->live, &status) == 0 &&
	    !(staging_make_hidden(set->hidden, error) &&
	      make_folder(set->live, set->staged, error) &&
	      keep_permissions(set->live, set->staged, &status, error) &&
	      keep_all(set, "", error)))
		return false;
	return tree_sync_folders(set->staged, error);
}

static bool commit(struct staged_set *set, struct error *error)
{
	if (set->has_failed)
		return error_set(error, "nothing of '%s' was changed",
				 set->live);
	if (set->change_count == 0)
		return true;
	return complete(set, error) && switch_over(set, error) &&
	       tree_sync_folders(set->live, error);
}

bool staged_commit(struct staged_set *set, struct error *error)
{
	struct staging *staging = set->staging;
	pthread_mutex_lock(&staging->mutex);
	bool done = commit(set, error);
	staged_clear(set);
	free_set(set);
	pthread_mutex_unlock(&staging->mutex);
	return done;
}
