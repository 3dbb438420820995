/* What the preview shows: pages and files by their paths, kept in memory, and
 * the news of them. A request can reach nothing else: no file is opened for
 * one. Everything here may be called from any thread. */
#ifndef EVERYREAD_PREVIEW_SITE_H
#define EVERYREAD_PREVIEW_SITE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/str.h"

struct site_files;

struct site_files *site_new(void);
void site_free(struct site_files *site);

/* ---- Files ------------------------------------------------------------- */

/* A file as it is served. Whoever got it gives it back with site_let_go(). */
struct site_file {
	char *path; /* "/people-at-the-centre/en/index.html", not escaped */
	const char *media_type;
	char *bytes;
	size_t length;
	uint64_t *passages; /* what stands for words that it quotes; or NULL */
	size_t passage_count;
	unsigned holders; /* under the site's lock, with what follows */
	unsigned round;
	size_t index;
};

/* Sets a file; true where its bytes are others than before. A page (text/html)
 * is served with the preview's script in it; `media_type` is a literal. */
bool site_put(struct site_files *site, const char *path, const char *media_type,
	      struct str bytes);

/* What stands for the words of the passages that the file of the path quotes:
 * they must go when these may not be quoted any more. */
void site_set_passages(struct site_files *site, const char *path,
		       const uint64_t *passages, size_t count);

/* Between the two, what is neither put nor kept is no longer there. Paths of the
 * preview itself ("/-/…", "/") stay. */
void site_begin_round(struct site_files *site);
void site_keep(struct site_files *site, const char *path);
void site_end_round(struct site_files *site);

/* NULL where there is none. */
struct site_file *site_get(struct site_files *site, const char *path);
void site_let_go(struct site_files *site, struct site_file *file);

/* ---- News -------------------------------------------------------------- */

/* Tells all who listen: an event of that name with data that has no line
 * breaks. `wake` is called then, and by site_beat(), outside the lock. */
void site_tell(struct site_files *site, const char *event, const char *data);

/* What keeps a connection without news alive, and shows one that is dead. */
void site_beat(struct site_files *site);
void site_on_news(struct site_files *site, void (*wake)(void *data),
		  void *data);

/* Where a listener stands in the news. */
struct site_place {
	uint64_t event, beat;
};

struct site_place site_now(struct site_files *site);

/* Appends what a listener has not heard, in the format of server-sent events
 * (HTML, 9.2.5), and moves its place. One who is too far behind is told
 * "missed". False where there is nothing new. */
bool site_hear(struct site_files *site, struct site_place *place,
	       struct buffer *out);

#endif
