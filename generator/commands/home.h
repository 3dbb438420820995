/* Where documents live on that a later build of the same process takes over:
 * they point into the memory of the build that made them. */
#ifndef EVERYREAD_COMMANDS_HOME_H
#define EVERYREAD_COMMANDS_HOME_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "commands/pipeline.h"

struct build_home {
	struct arena arena; /* the build's, once it is over */
	bool is_over;
	/* Works that point into it: jobs on several threads end works. */
	atomic_size_t users;
};

struct build_home *build_home_new(void);

/* A work that lives in the home. */
struct work *build_home_begin_work(struct build_home *home,
				   const struct installation *installation);

/* Frees the work; NULL is none. */
void build_home_end_work(struct work *work, struct build_home *home);

/* The build is over: its arena becomes the home's, as long as a work needs it. */
void build_home_leave(struct build_home *home, struct arena *arena);

#endif
