/* Work side by side on all cores. */
#ifndef EVERYREAD_COMMANDS_JOBS_H
#define EVERYREAD_COMMANDS_JOBS_H

#include <stddef.h>

/* Calls run(context, i) once for each i below `count`, in that order but side
 * by side, on at most `most` threads (0: as many as there are cores), and
 * returns when all are done. `run` may touch only what belongs
 * to its own i. `finished`, where not NULL, is called after each, one call at
 * a time. */
void jobs_run(size_t most, size_t count,
	      void (*run)(void *context, size_t index),
	      void (*finished)(void *context, size_t index), void *context);

#endif
