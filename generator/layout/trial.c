/* Flows that nobody sees. */
#include "layout/trial.h"

void trial_begin(struct trial *trial, struct flow *real,
		 const struct block_context *context)
{
	*trial = (struct trial){ .real = real, .context = *context };
	structure_initialise(&trial->structure, &trial->arena, real->document);
	trial->context.element = trial->structure.root;
	trial->flow = (struct flow){
		.arena = real->arena,
		.document = real->document,
		.style = real->style,
		.typesetter = real->typesetter,
		.structure = &trial->structure,
		.diagnostics = &trial->ignored,
		.options = real->options,
		.images = real->images, /* read once for all */
	};
	flow_initialise(&trial->flow);
}

int64_t trial_height(const struct trial *trial)
{
	const struct strip_list *list = &trial->flow.strips;
	int64_t height = 0;
	for (size_t i = 0; i < list->count; i++) {
		const struct strip *strip = &list->items[i];
		height += strip->height;
		if (i > 0)
			height += strip_distance(strip - 1, strip);
	}
	return height;
}

void trial_end(struct trial *trial)
{
	trial->real->images = trial->flow.images;
	trial->flow.images = (struct map)MAP_INITIALISER;
	flow_release(&trial->flow);
	diagnostics_release(&trial->ignored);
	arena_release(&trial->arena);
}
