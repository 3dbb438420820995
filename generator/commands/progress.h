/* One line on a terminal that says how far the work is; nothing in a pipe. */
#ifndef EVERYREAD_COMMANDS_PROGRESS_H
#define EVERYREAD_COMMANDS_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

struct progress {
	bool is_shown;
	size_t done, total;
};

/* Shown where stderr is a terminal. */
void progress_start(struct progress *progress, size_t total);

/* One more is done; `name` is what. Not from two threads at once. */
void progress_step(struct progress *progress, const char *name);

/* Takes the line away, so that diagnostics start on a clean one. */
void progress_end(struct progress *progress);

#endif
