/* Counting the works that live in a build's memory. */
#include "commands/home.h"

#include <stdlib.h>

#include "base/memory.h"

struct build_home *build_home_new(void)
{
	return memory_allocate(sizeof(struct build_home));
}

static void let_go(struct build_home *home)
{
	if (!home->is_over || home->users)
		return;
	arena_release(&home->arena);
	free(home);
}

struct work *build_home_begin_work(struct build_home *home,
				   const struct installation *installation)
{
	struct work *work = memory_allocate(sizeof *work);
	pipeline_initialise(work, installation, true);
	home->users++;
	return work;
}

void build_home_end_work(struct work *work, struct build_home *home)
{
	if (!work)
		return;
	pipeline_release(work);
	free(work);
	home->users--;
	let_go(home);
}

void build_home_leave(struct build_home *home, struct arena *arena)
{
	home->arena = *arena;
	*arena = (struct arena)ARENA_INITIALISER;
	home->is_over = true;
	let_go(home);
}
