/* Setting blocks where nobody sees them, to learn how high they are. */
#ifndef EVERYREAD_LAYOUT_TRIAL_H
#define EVERYREAD_LAYOUT_TRIAL_H

#include "layout/blocks.h"

struct trial {
	struct flow flow; /* for what is to be measured */
	struct block_context context;
	struct structure structure;
	struct arena arena;
	struct diagnostics ignored;
	struct flow *real;
};

/* Begins a flow that has nothing but the real one's style and pictures; it
 * reports nothing. `context` is that in which the blocks will stand. The trial
 * must not move in memory until it ends. */
void trial_begin(struct trial *trial, struct flow *real,
		 const struct block_context *context);

/* [lu] The height of all that was set, the spaces between it included. */
int64_t trial_height(const struct trial *trial);

/* Gives back what the trial took. */
void trial_end(struct trial *trial);

#endif
