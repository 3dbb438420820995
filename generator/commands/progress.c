/* Progress on a terminal. */
#define _POSIX_C_SOURCE 200809L
#include "commands/progress.h"

#include <stdio.h>
#include <unistd.h>

#include "base/visible.h"

static void clear_line(void)
{
	fputs("\r\033[K", stderr);
}

void progress_start(struct progress *progress, size_t total)
{
	*progress = (struct progress){ isatty(STDERR_FILENO) == 1, 0, total };
}

void progress_step(struct progress *progress, const char *name)
{
	progress->done++;
	if (!progress->is_shown)
		return;
	char shown[64];
	snprintf(shown, sizeof shown, "%s", name);
	clear_line();
	fprintf(stderr, "[%zu/%zu] ", progress->done, progress->total);
	visible_print(stderr, str_from(shown));
	fflush(stderr);
}

void progress_end(struct progress *progress)
{
	if (progress->is_shown)
		clear_line();
}
