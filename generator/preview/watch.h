/* Folders that are watched for changes (inotify(7)). The watcher says only that
 * something may have changed: what did is for whoever reads the files again to
 * see, by what is in them. So nothing depends on events being complete, in order
 * or about the file that was meant; where the kernel drops some, or a folder
 * comes, goes or is moved, folders are looked through anew. */
#ifndef EVERYREAD_PREVIEW_WATCH_H
#define EVERYREAD_PREVIEW_WATCH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

struct watcher;

/* NULL with `error` where the system has no more watchers. To be freed with
 * watcher_free(), which takes NULL, too. */
struct watcher *watcher_new(struct error *error);
void watcher_free(struct watcher *watcher);

/* Takes a folder in with all in it, and what its symbolic links lead to. It
 * need not be there: it is taken in when it comes. A second time is no mistake.
 * False with `error` where the system cannot watch so many folders. */
bool watcher_add(struct watcher *watcher, const char *folder,
		 struct error *error);

/* A folder in which nothing counts, wherever it stands: the outputs'. */
void watcher_leave_out(struct watcher *watcher, const char *folder);

enum watcher_news {
	WATCHER_CHANGED, /* something is not as it was */
	WATCHER_QUIET,   /* nothing happened in that time */
	WATCHER_STOPPED, /* `stop` can be read */
	WATCHER_FAILED
};

/* Waits until a file was saved, renamed or removed and a few milliseconds have
 * passed in which nothing more was, or until `milliseconds` (-1: for ever) are
 * over, or until the descriptor `stop` (-1: none) can be read. What happened
 * since the last call counts, so that a change during a build is not lost. */
enum watcher_news watcher_wait(struct watcher *watcher, int stop,
			       int milliseconds, struct error *error);

/* The path of something that changed, as an author knows it, for a message;
 * NULL where it is not known (folders were looked through). Until the next
 * call of watcher_wait(). */
const char *watcher_path(const struct watcher *watcher);

/* Whether a file of this name is an editor's own, which comes and goes beside
 * the file that is edited. */
bool watcher_is_editors_own(const char *name);

#endif
