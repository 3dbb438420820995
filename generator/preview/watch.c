/* Watching folders with inotify(7). */
#define _XOPEN_SOURCE 700
#include "preview/watch.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/vector.h"

enum {
	SAVED_QUIET = 3,    /* [ms] after a file was closed or renamed */
	WRITING_QUIET = 50, /* [ms] while one is written */
	MOST_WAIT = 300,    /* [ms] that changes may keep us from work */
	DEEPEST = 64,       /* folders in one another */
};

static const uint32_t events_wanted =
	IN_CLOSE_WRITE | IN_MODIFY | IN_MOVED_FROM | IN_MOVED_TO | IN_CREATE |
	IN_DELETE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR;

/* A folder that is watched. inotify has one number for one folder, however
 * many ways lead to it. */
struct watched {
	int number;
	bool is_seen;  /* in this look through all folders */
	bool is_above; /* stands above a root, and counts for the root alone */
	char *path;
};

struct watcher {
	int descriptor;
	VECTOR(struct watched) folders; /* sorted by number */
	VECTOR(char *) roots;        /* absolute, links in them not followed */
	VECTOR(char *) left_out;     /* resolved paths */
	char *base;                  /* the folder that we stand in */
	char *path;                  /* of the last change, or NULL */
	bool has_saved, has_written; /* since the last news */
	bool must_look; /* folders came, went, or events were lost */
};

struct watcher *watcher_new(struct error *error)
{
	int descriptor = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
	if (descriptor < 0) {
		error_set(error, "cannot watch folders: %s", strerror(errno));
		return NULL;
	}
	struct watcher *watcher = memory_allocate(sizeof *watcher);
	watcher->descriptor = descriptor;
	watcher->base = realpath(".", NULL);
	if (!watcher->base)
		watcher->base = memory_copy_text("/", 1);
	return watcher;
}

void watcher_free(struct watcher *watcher)
{
	if (!watcher)
		return;
	for (size_t i = 0; i < watcher->folders.count; i++)
		free(watcher->folders.items[i].path);
	for (size_t i = 0; i < watcher->roots.count; i++)
		free(watcher->roots.items[i]);
	for (size_t i = 0; i < watcher->left_out.count; i++)
		free(watcher->left_out.items[i]);
	VECTOR_RELEASE(&watcher->folders);
	VECTOR_RELEASE(&watcher->roots);
	VECTOR_RELEASE(&watcher->left_out);
	free(watcher->path);
	free(watcher->base);
	close(watcher->descriptor);
	free(watcher);
}

bool watcher_is_editors_own(const char *name)
{
	static const char *const endings[] = { ".swp", ".swo", ".swx", ".swpx",
					       "~" };
	static const char *const beginnings[] = {
		".#", "#", ".goutputstream-", "___jb_", ".~lock.", ".nfs"
	};
	size_t length = strlen(name);
	if (strcmp(name, "4913") == 0) /* Vim tries whether it may write */
		return true;
	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t own = strlen(endings[i]);
		bool is_hidden = name[0] == '.' || endings[i][0] == '~';
		if (is_hidden && length > own &&
		    strcmp(name + length - own, endings[i]) == 0)
			return true;
	}
	for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
		if (strncmp(name, beginnings[i], strlen(beginnings[i])) == 0)
			return true;
	return false;
}

/* ---- Which folders ----------------------------------------------------- */

/* Where the number stands among the folders, or would. */
static size_t place_of(const struct watcher *watcher, int number)
{
	size_t low = 0, high = watcher->folders.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (watcher->folders.items[middle].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct watched *find(const struct watcher *watcher, int number)
{
	size_t place = place_of(watcher, number);
	return place < watcher->folders.count &&
			       watcher->folders.items[place].number == number ?
		       &watcher->folders.items[place] :
		       NULL;
}

/* The folder of that number, taken in; or NULL where it was seen already. */
static struct watched *take_in(struct watcher *watcher, int number,
			       const char *path)
{
	struct watched *watched = find(watcher, number);
	if (watched && watched->is_seen)
		return NULL;
	if (!watched) {
		size_t place = place_of(watcher, number);
		VECTOR_ADD(&watcher->folders);
		watched = watcher->folders.items + place;
		memmove(watched + 1, watched,
			(watcher->folders.count - 1 - place) * sizeof *watched);
		*watched = (struct watched){ .number = number };
	}
	free(watched->path);
	watched->path = memory_copy_text(path, strlen(path));
	watched->is_seen = true;
	return watched;
}

static bool is_left_out(const struct watcher *watcher, const char *path)
{
	char *real = watcher->left_out.count ? realpath(path, NULL) : NULL;
	bool is_out = false;
	for (size_t i = 0; real && i < watcher->left_out.count; i++)
		is_out |= strcmp(real, watcher->left_out.items[i]) == 0;
	free(real);
	return is_out;
}

/* Watches one folder. False with `error` where there is no room for more; a
 * folder that is gone or closed to us is none to watch. */
static bool watch_folder(struct watcher *watcher, const char *path,
			 bool is_above, bool *is_new, struct error *error)
{
	*is_new = false;
	if (is_left_out(watcher, path))
		return true;
	int number =
		inotify_add_watch(watcher->descriptor, path, events_wanted);
	if (number < 0 && (errno == ENOSPC || errno == ENOMEM))
		return error_set(error,
				 "cannot watch '%s': the system watches as "
				 "many folders as it may "
				 "(fs.inotify.max_user_watches)",
				 path);
	struct watched *watched =
		number >= 0 ? take_in(watcher, number, path) : NULL;
	*is_new = watched != NULL;
	if (watched)
		watched->is_above = is_above;
	return true;
}

/* The folder in which a link's file stands: the file may be written there. */
static bool watch_target(struct watcher *watcher, const char *link,
			 struct error *error)
{
	char *real = realpath(link, NULL);
	bool is_new, is_right = true;
	char *slash = real ? strrchr(real, '/') : NULL;
	if (slash) {
		slash[slash == real] = '\0';
		is_right = watch_folder(watcher, real, false, &is_new, error);
	}
	free(real);
	return is_right;
}

static bool look_through(struct watcher *watcher, const char *folder, int depth,
			 struct error *error);

static bool look_at(struct watcher *watcher, const char *path, int depth,
		    struct error *error)
{
	struct stat status, target;
	if (lstat(path, &status) != 0)
		return true;
	bool leads = S_ISLNK(status.st_mode) && stat(path, &target) == 0;
	if (S_ISDIR(leads ? target.st_mode : status.st_mode))
		return look_through(watcher, path, depth + 1, error);
	return !leads || watch_target(watcher, path, error);
}

/* Watches the folder before it is read, so that what comes meanwhile is either
 * read or told. */
static bool look_through(struct watcher *watcher, const char *folder, int depth,
			 struct error *error)
{
	bool is_new, is_right = true;
	if (depth > DEEPEST)
		return true;
	if (!watch_folder(watcher, folder, false, &is_new, error))
		return false;
	DIR *stream = is_new ? opendir(folder) : NULL;
	if (!stream)
		return true;
	struct arena arena = ARENA_INITIALISER;
	struct dirent *entry;
	while (is_right && (entry = readdir(stream)) != NULL)
		if (entry->d_name[0] != '.')
			is_right = look_at(
				watcher,
				path_join(&arena, folder, entry->d_name), depth,
				error);
	closedir(stream);
	arena_release(&arena);
	return is_right;
}

/* The nearest folder above `root` that there is: when the root comes, comes
 * back or is replaced, that is told there. */
static bool watch_above(struct watcher *watcher, const char *root,
			struct error *error)
{
	struct arena arena = ARENA_INITIALISER;
	const char *above = root;
	bool is_new, is_right = true;
	struct stat status;
	do {
		above = path_folder(&arena, above);
	} while (strcmp(above, "/") != 0 && stat(above, &status) != 0);
	is_right = watch_folder(watcher, above, true, &is_new, error);
	arena_release(&arena);
	return is_right;
}

static void forget(struct watcher *watcher, size_t index)
{
	struct watched *watched = watcher->folders.items + index;
	free(watched->path);
	watcher->folders.count--;
	memmove(watched, watched + 1,
		(watcher->folders.count - index) * sizeof *watched);
}

/* All roots anew; what none of them leads to any more is let go. */
static bool look_through_all(struct watcher *watcher, struct error *error)
{
	bool is_right = true;
	watcher->must_look = false;
	for (size_t i = 0; i < watcher->folders.count; i++)
		watcher->folders.items[i].is_seen = false;
	for (size_t i = 0; is_right && i < watcher->roots.count; i++)
		is_right = look_at(watcher, watcher->roots.items[i], 0, error);
	for (size_t i = 0; is_right && i < watcher->roots.count; i++)
		is_right = watch_above(watcher, watcher->roots.items[i], error);
	for (size_t i = watcher->folders.count; is_right && i-- > 0;) {
		if (watcher->folders.items[i].is_seen)
			continue;
		inotify_rm_watch(watcher->descriptor,
				 watcher->folders.items[i].number);
		forget(watcher, i);
	}
	return is_right;
}

bool watcher_add(struct watcher *watcher, const char *folder,
		 struct error *error)
{
	struct arena arena = ARENA_INITIALISER;
	bool is_there = false;
	const char *root = path_join(&arena, watcher->base, folder);
	for (size_t i = 0; i < watcher->roots.count; i++)
		is_there |= strcmp(watcher->roots.items[i], root) == 0;
	if (!is_there)
		*VECTOR_ADD(&watcher->roots) =
			memory_copy_text(root, strlen(root));
	arena_release(&arena);
	return is_there || look_through_all(watcher, error);
}

void watcher_leave_out(struct watcher *watcher, const char *folder)
{
	char *real = realpath(folder, NULL);
	if (real)
		*VECTOR_ADD(&watcher->left_out) = real;
}

/* ---- Events ------------------------------------------------------------ */

/* Whether the path is a root's, or a folder's on the way to one. */
static bool leads_to_root(const struct watcher *watcher, const char *path)
{
	size_t length = strlen(path);
	for (size_t i = 0; i < watcher->roots.count; i++) {
		const char *root = watcher->roots.items[i];
		if (strncmp(root, path, length) == 0 &&
		    (root[length] == '/' || root[length] == '\0'))
			return true;
	}
	return false;
}

static bool is_link(const char *path)
{
	struct stat status;
	return lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
}

static void note(struct watcher *watcher, const char *path, uint32_t mask)
{
	/* a link is told of as a file */
	if (mask & (IN_ISDIR | IN_DELETE_SELF | IN_MOVE_SELF) ||
	    (mask & (IN_CREATE | IN_MOVED_TO) && is_link(path)))
		watcher->must_look = true;
	if (mask & IN_MODIFY)
		watcher->has_written = true;
	else
		watcher->has_saved = true;
	free(watcher->path);
	watcher->path = memory_copy_text(path, strlen(path));
}

static void take_event(struct watcher *watcher,
		       const struct inotify_event *event)
{
	if (event->mask & IN_Q_OVERFLOW) {
		watcher->must_look = watcher->has_saved = true;
		free(watcher->path);
		watcher->path = NULL;
		return;
	}
	struct watched *watched = find(watcher, event->wd);
	if (!watched)
		return;
	if (event->mask & IN_IGNORED) {
		forget(watcher, (size_t)(watched - watcher->folders.items));
		return;
	}
	const char *name = event->len ? event->name : "";
	struct arena arena = ARENA_INITIALISER;
	const char *path = name[0] ? path_join(&arena, watched->path, name) :
				     watched->path;
	if (!(name[0] && watcher_is_editors_own(name)) &&
	    (!watched->is_above || leads_to_root(watcher, path)) &&
	    !is_left_out(watcher, path))
		note(watcher, path, event->mask);
	arena_release(&arena);
}

/* All that the kernel has now. */
static bool take_events(struct watcher *watcher, struct error *error)
{
	_Alignas(struct inotify_event) char bytes[1 << 14];
	ssize_t count;
	while ((count = read(watcher->descriptor, bytes, sizeof bytes)) > 0) {
		for (char *at = bytes; at < bytes + count;) {
			const struct inotify_event *event =
				(const struct inotify_event *)(void *)at;
			take_event(watcher, event);
			at += sizeof *event + event->len;
		}
	}
	if (count < 0 && errno != EAGAIN && errno != EINTR)
		return error_set(error, "cannot watch folders: %s",
				 strerror(errno));
	return true;
}

static int64_t now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* How long to wait for more, when something happened at `first` [ms]. */
static int quiet_time(const struct watcher *watcher, int64_t first)
{
	int64_t left = first + MOST_WAIT - now();
	int64_t wanted = watcher->has_saved ? SAVED_QUIET : WRITING_QUIET;
	return (int)(left < 0 ? 0 : left < wanted ? left : wanted);
}

/* Waits for events or `stop`, as poll(2) does; its answer. */
static int poll_both(const struct watcher *watcher, int stop, int milliseconds,
		     bool *is_stopped)
{
	struct pollfd both[2] = { { watcher->descriptor, POLLIN, 0 },
				  { stop, POLLIN, 0 } };
	int count = poll(both, stop < 0 ? 1 : 2, milliseconds);
	*is_stopped = count > 0 && both[1].revents;
	return count < 0 && errno == EINTR ? 1 : count;
}

enum watcher_news watcher_wait(struct watcher *watcher, int stop,
			       int milliseconds, struct error *error)
{
	int64_t first = -1; /* [ms] of the first change */
	int time = milliseconds, count;
	bool is_stopped;
	watcher->has_saved = watcher->has_written = false;
	while ((count = poll_both(watcher, stop, time, &is_stopped)) > 0) {
		if (is_stopped)
			return WATCHER_STOPPED;
		if (!take_events(watcher, error))
			return WATCHER_FAILED;
		if (first < 0 && (watcher->has_saved || watcher->has_written))
			first = now();
		if (first >= 0)
			time = quiet_time(watcher, first);
		if (time == 0 && first >= 0)
			break;
	}
	if (count < 0) {
		error_set(error, "cannot wait: %s", strerror(errno));
		return WATCHER_FAILED;
	}
	if (first < 0)
		return WATCHER_QUIET;
	if (watcher->must_look && !look_through_all(watcher, error))
		return WATCHER_FAILED;
	return WATCHER_CHANGED;
}

const char *watcher_path(const struct watcher *watcher)
{
	size_t length = strlen(watcher->base);
	if (watcher->path &&
	    strncmp(watcher->path, watcher->base, length) == 0 &&
	    watcher->path[length] == '/')
		return watcher->path + length + 1;
	return watcher->path;
}
