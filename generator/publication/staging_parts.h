/* What staging.c and staged_set.c share. Private to publication/. */
#ifndef EVERYREAD_PUBLICATION_STAGING_PARTS_H
#define EVERYREAD_PUBLICATION_STAGING_PARTS_H

#include <pthread.h>
#include <signal.h>

#include "base/arena.h"
#include "base/map.h"
#include "publication/staging.h"

struct staging {
	struct arena arena;
	const char *folder; /* "dist" */
	const char *hidden; /* "dist/.everyread" */
	int lock;           /* the output folder, open; it is what is locked */
	bool is_locked, is_made; /* is_made: by this run */
	bool has_begun; /* a switch was left half done: the next run goes on */
	/* Held by who changes a file, and for good by who ends the program. */
	pthread_mutex_t mutex;
	struct staged_set *sets; /* newest first */
	/* The thread that waits for signals. */
	pthread_t watcher;
	bool has_watcher;
	sigset_t caught, mask_before;
};

struct staged_set {
	struct arena arena;
	struct staging *staging;
	struct staged_set *next;
	/* Beside the set where its folder is a symbolic link: a rename does
	 * not leave its file system. */
	const char *hidden; /* "dist/.everyread" */
	const char *live;   /* "dist/report" */
	const char *staged; /* "dist/.everyread/report" */
	const char *old;    /* "dist/.everyread/report.old" */
	/* There while the set is switched over with more than one rename:
	 * what is staged is whole and is to take the place of what is live.
	 * "dist/.everyread/report.whole" */
	const char *mark;
	struct map
		fates; /* path → enum fate, of each that was put or removed */
	size_t change_count;
	bool has_failed; /* something could not be put */
	bool has_begun; /* some of what is live is gone: what is staged stays */
};

/* All of these under the mutex. */

/* Completes a switch that was interrupted. */
bool staged_recover(struct staged_set *set, struct error *error);

/* Removes what is staged; the hidden folder too, where nothing is left. */
void staged_clear(const struct staged_set *set);

/* The hidden folder, private while it is there. */
bool staging_make_hidden(const char *path, struct error *error);

/* Writes a file that nobody reads yet, and the folders above it; synced. */
bool staging_write_file(const char *path, const void *bytes, size_t length,
			struct error *error);

/* Whether the file is regular and holds these bytes. */
bool staging_has_bytes(const char *path, const void *bytes, size_t length);

#endif
