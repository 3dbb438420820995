/* Counting the works that live in a build's memory. */
#include "commands/home.h"

#include <stdlib.h>

#include "base/memory.h"

struct build_home *build_home_new(void)
{
	return memory_allocate(sizeof(struct build_home));
}

static void release(struct build_home *home)
{
	arena_release(&home->arena);
	free(home);
}

struct work *build_home_begin_work(struct build_home *home,
				   const struct installation *installation)
{
	struct work *work = memory_allocate(sizeof *work);
	pipeline_initialise(work, installation, true);
	atomic_fetch_add(&home->users, 1);
	return work;
}

void build_home_end_work(struct work *work, struct build_home *home)
{
	if (!work)
		return;
	pipeline_release(work);
	free(work);
	/* Of all threads that end a work of a build that is over, one sees the
	 * last of them go. */
	if (atomic_fetch_sub(&home->users, 1) == 1 && home->is_over)
		release(home);
}

void build_home_leave(struct build_home *home, struct arena *arena)
{
	home->arena = *arena;
	*arena = (struct arena)ARENA_INITIALISER;
	home->is_over = true;
	if (!atomic_load(&home->users))
		release(home);
}
