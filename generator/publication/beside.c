/* Publications beside others, under one lock. */
#include "publication/beside.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/inputs.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/vector.h"

struct found {
	const char *folder;
	const struct publication *publication; /* NULL: there is none */
};

struct beside {
	pthread_mutex_t mutex; /* of all that follows */
	struct arena arena;
	VECTOR(struct found) found;
};

struct beside *beside_new(void)
{
	struct beside *beside = memory_allocate(sizeof *beside);
	pthread_mutex_init(&beside->mutex, NULL);
	return beside;
}

void beside_free(struct beside *beside)
{
	if (!beside)
		return;
	VECTOR_RELEASE(&beside->found);
	arena_release(&beside->arena);
	pthread_mutex_destroy(&beside->mutex);
	free(beside);
}

static const char *folder_of(struct arena *arena,
			     const struct publication *publication,
			     const char *name)
{
	return path_tidy(arena, arena_format(arena, "%s/../%s",
					     publication->folder, name));
}

static const struct publication *read_folder(struct arena *arena,
					     const char *folder)
{
	struct diagnostics ignored = DIAGNOSTICS_INITIALISER;
	struct error error;
	const struct publication *found = NULL;
	if (file_exists(path_join(arena, folder, "publication.yaml")))
		found = publication_load(arena, folder, NULL, &ignored, &error);
	diagnostics_release(&ignored);
	return found && found->language_count ? found : NULL;
}

const struct publication *beside_read(struct arena *arena,
				      const struct publication *publication,
				      const char *name)
{
	return read_folder(arena, folder_of(arena, publication, name));
}

static const struct publication *find(struct beside *beside, const char *folder)
{
	for (size_t i = 0; i < beside->found.count; i++)
		if (strcmp(beside->found.items[i].folder, folder) == 0)
			return beside->found.items[i].publication;
	const struct publication *publication =
		read_folder(&beside->arena, folder);
	*VECTOR_ADD(&beside->found) = (struct found){ folder, publication };
	return publication;
}

const struct publication *beside_find(struct beside *beside,
				      const struct publication *publication,
				      const char *name)
{
	struct inputs *recorded = inputs_record(NULL, NULL);
	pthread_mutex_lock(&beside->mutex);
	const struct publication *found =
		find(beside, folder_of(&beside->arena, publication, name));
	pthread_mutex_unlock(&beside->mutex);
	inputs_record(recorded, recorded ? recorded->round : NULL);
	return found;
}
