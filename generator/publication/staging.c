/* The output folder: its lock, what a run left that was killed, and signals. */
#define _DEFAULT_SOURCE
#include "publication/staging.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/tree.h"
#include "publication/staging_parts.h"

static const char hidden_name[] = ".everyread";

/* ---- The lock ---------------------------------------------------------- */

/* Whether the open folder is the one that the path leads to: who had the lock
 * may have removed it. */
static bool is_at(int descriptor, const char *folder)
{
	struct stat opened, found;
	return fstat(descriptor, &opened) == 0 && stat(folder, &found) == 0 &&
	       opened.st_dev == found.st_dev && opened.st_ino == found.st_ino;
}

static bool lock(int descriptor, int operation)
{
	int status;
	do
		status = flock(descriptor, operation);
	while (status != 0 && errno == EINTR);
	return status == 0;
}

/* Waits where another process has the folder. False where the file system
 * cannot lock. */
static bool take_lock(struct staging *staging,
		      void (*waiting)(const char *folder), bool *was_told)
{
	if (lock(staging->lock, LOCK_EX | LOCK_NB))
		return true;
	if (errno != EWOULDBLOCK)
		return false;
	if (waiting && !*was_told)
		waiting(staging->folder);
	*was_told = true;
	return lock(staging->lock, LOCK_EX);
}

static bool open_folder(struct staging *staging,
			void (*waiting)(const char *folder),
			struct error *error)
{
	bool was_told = false;
	for (;;) {
		staging->is_made = !file_exists(staging->folder);
		if (!file_make_folders(staging->folder, error))
			return false;
		staging->lock = open(staging->folder,
				     O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (staging->lock < 0 && errno != ENOENT)
			return error_set(error, "cannot open folder '%s': %s",
					 staging->folder, strerror(errno));
		if (staging->lock < 0)
			continue;
		staging->is_locked = take_lock(staging, waiting, &was_told);
		if (!staging->is_locked ||
		    is_at(staging->lock, staging->folder))
			return true;
		close(staging->lock);
	}
}

bool staging_is_locked(const struct staging *staging)
{
	return staging->is_locked;
}

/* ---- Signals ----------------------------------------------------------- */

static const int signals[] = { SIGINT, SIGTERM, SIGHUP };
enum { SIGNAL_COUNT = sizeof signals / sizeof *signals };

static void clear(const struct staging *staging)
{
	struct error ignored;
	for (const struct staged_set *set = staging->sets; set; set = set->next)
		staged_clear(set);
	if (!staging->has_begun)
		tree_remove(staging->hidden, &ignored);
	if (staging->is_made)
		rmdir(staging->folder); /* where nothing came to be in it */
}

/* Nothing is written after this, since it never gives the mutex back. */
static void *wait_for_signal(void *argument)
{
	struct staging *staging = argument;
	int caught, ignored;
	if (sigwait(&staging->caught, &caught) != 0)
		return NULL;
	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &ignored);
	pthread_mutex_lock(&staging->mutex);
	clear(staging);
	/* As if it had not been caught, so that who called sees why. */
	sigset_t own;
	sigemptyset(&own);
	sigaddset(&own, caught);
	signal(caught, SIG_DFL);
	pthread_sigmask(SIG_UNBLOCK, &own, NULL);
	raise(caught);
	_exit(128 + caught);
}

/* One that is ignored, as under nohup, stays so. */
static bool is_ignored(int number)
{
	struct sigaction action;
	return sigaction(number, NULL, &action) == 0 &&
	       !(action.sa_flags & SA_SIGINFO) && action.sa_handler == SIG_IGN;
}

static void catch_signals(struct staging *staging)
{
	sigemptyset(&staging->caught);
	for (int i = 0; i < SIGNAL_COUNT; i++)
		if (!is_ignored(signals[i]))
			sigaddset(&staging->caught, signals[i]);
	pthread_sigmask(SIG_BLOCK, &staging->caught, &staging->mask_before);
	staging->has_watcher = pthread_create(&staging->watcher, NULL,
					      wait_for_signal, staging) == 0;
	/* What a signal then leaves the next run clears. */
	if (!staging->has_watcher)
		pthread_sigmask(SIG_SETMASK, &staging->mask_before, NULL);
}

static void release_signals(struct staging *staging)
{
	if (!staging->has_watcher)
		return;
	pthread_cancel(staging->watcher);
	pthread_join(staging->watcher, NULL);
	pthread_sigmask(SIG_SETMASK, &staging->mask_before, NULL);
}

/* ---- Opening and closing ----------------------------------------------- */

/* What stands in the hidden folder is of a run that was killed: a set whose
 * switch had begun is completed, and the rest goes. */
static bool recover_all(struct staging *staging, struct error *error)
{
	const char **names;
	size_t count;
	static const char ending[] = ".whole";
	if (!file_is_folder(staging->hidden))
		return tree_remove(staging->hidden, error);
	if (!file_list_folder(&staging->arena, staging->hidden, &names, &count,
			      error))
		return false;
	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(names[i]);
		if (length < sizeof ending ||
		    strcmp(names[i] + length + 1 - sizeof ending, ending) != 0)
			continue;
		struct staged_set *set =
			staging_begin(staging,
				      arena_copy(&staging->arena, names[i],
						 length + 1 - sizeof ending),
				      error);
		if (!set)
			return false;
		staged_abandon(set);
	}
	return tree_remove(staging->hidden, error);
}

bool staging_open(const char *folder, void (*waiting)(const char *folder),
		  struct staging **opened, struct error *error)
{
	struct staging *staging = memory_allocate(sizeof *staging);
	staging->folder = arena_copy_string(&staging->arena, folder);
	staging->hidden = path_join(&staging->arena, folder, hidden_name);
	pthread_mutex_init(&staging->mutex, NULL);
	bool is_open = open_folder(staging, waiting, error);
	if (is_open && recover_all(staging, error)) {
		catch_signals(staging);
		*opened = staging;
		return true;
	}
	if (is_open)
		close(staging->lock);
	pthread_mutex_destroy(&staging->mutex);
	arena_release(&staging->arena);
	free(staging);
	return false;
}

void staging_close(struct staging *staging)
{
	if (!staging)
		return;
	while (staging->sets)
		staged_abandon(staging->sets);
	pthread_mutex_lock(&staging->mutex);
	clear(staging);
	pthread_mutex_unlock(&staging->mutex);
	release_signals(staging);
	/* Not by closing alone: a child may have the folder open, too. */
	flock(staging->lock, LOCK_UN);
	close(staging->lock);
	pthread_mutex_destroy(&staging->mutex);
	arena_release(&staging->arena);
	free(staging);
}

bool staging_list(const struct staging *staging, struct arena *arena,
		  const char ***names, size_t *count, struct error *error)
{
	size_t kept = 0;
	if (!file_list_folder(arena, staging->folder, names, count, error))
		return false;
	for (size_t i = 0; i < *count; i++)
		if (file_is_folder(
			    path_join(arena, staging->folder, (*names)[i])))
			(*names)[kept++] = (*names)[i];
	*count = kept;
	return true;
}

/* ---- Files ------------------------------------------------------------- */

bool staging_make_hidden(const char *path, struct error *error)
{
	return mkdir(path, 0700) == 0 || errno == EEXIST ||
	       error_set(error, "cannot make folder '%s': %s", path,
			 strerror(errno));
}

bool staging_write_file(const char *path, const void *bytes, size_t length,
			struct error *error)
{
	struct arena arena = ARENA_INITIALISER;
	bool done = file_make_folders(path_folder(&arena, path), error);
	arena_release(&arena);
	if (!done)
		return false;
	int descriptor = open(
		path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC,
		0666);
	done = descriptor >= 0 && file_write_all(descriptor, bytes, length) &&
	       fsync(descriptor) == 0;
	if (!done)
		error_set(error, "cannot write '%s': %s", path,
			  strerror(errno));
	if (descriptor >= 0 && close(descriptor) != 0 && done)
		done = error_set(error, "cannot write '%s': %s", path,
				 strerror(errno));
	return done;
}

bool staging_has_bytes(const char *path, const void *bytes, size_t length)
{
	struct stat status;
	struct arena arena = ARENA_INITIALISER;
	struct str text;
	struct error ignored;
	bool is_same = lstat(path, &status) == 0 && S_ISREG(status.st_mode) &&
		       (size_t)status.st_size == length &&
		       file_read(&arena, path, &text, &ignored) &&
		       text.length == length &&
		       (length == 0 || memcmp(text.bytes, bytes, length) == 0);
	arena_release(&arena);
	return is_same;
}

bool staging_remove(struct staging *staging, const char *name,
		    struct error *error)
{
	struct arena arena = ARENA_INITIALISER;
	const char *path = path_join(&arena, staging->folder, name);
	bool done = unlink(path) == 0 || errno == ENOENT ||
		    error_set(error, "cannot remove '%s': %s", path,
			      strerror(errno));
	arena_release(&arena);
	return done;
}

bool staging_write(struct staging *staging, const char *name, const void *bytes,
		   size_t length, struct error *error)
{
	struct arena arena = ARENA_INITIALISER;
	const char *path = path_join(&arena, staging->folder, name);
	const char *staged = path_join(&arena, staging->hidden,
				       arena_format(&arena, "%s.new", name));
	pthread_mutex_lock(&staging->mutex);
	bool done = staging_has_bytes(path, bytes, length);
	if (!done && staging_make_hidden(staging->hidden, error) &&
	    staging_write_file(staged, bytes, length, error))
		done = rename(staged, path) == 0 ||
		       error_set(error, "cannot write '%s': %s", path,
				 strerror(errno));
	unlink(staged);
	rmdir(staging->hidden);
	pthread_mutex_unlock(&staging->mutex);
	arena_release(&arena);
	return done;
}
