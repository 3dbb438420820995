/* Two levels below the publication's folder: en/summary.md, en/report/01.md. */
#include "commands/texts.h"

#include "base/error.h"
#include "base/file.h"
#include "base/path.h"
#include "base/vector.h"

struct texts {
	struct arena *arena;
	VECTOR(struct str) found;
};

static void read_text(struct texts *texts, const char *path)
{
	struct error error = { .message = "" };
	struct str text;
	if (str_ends_with(str_from(path), STR(".md")) &&
	    file_read(texts->arena, path, &text, &error))
		*VECTOR_ADD(&texts->found) = text;
}

static void read_folder(struct texts *texts, const char *folder, int levels)
{
	struct error error = { .message = "" };
	const char **names;
	size_t count;
	if (!file_list_folder(texts->arena, folder, &names, &count, &error))
		return;
	for (size_t i = 0; i < count; i++) {
		const char *path = path_join(texts->arena, folder, names[i]);
		if (file_is_folder(path)) {
			if (levels > 0)
				read_folder(texts, path, levels - 1);
		} else {
			read_text(texts, path);
		}
	}
}

void texts_read(struct arena *arena, const char *folder, struct str **texts,
		size_t *count)
{
	struct texts all = { .arena = arena };
	read_folder(&all, folder, 2);
	*count = all.found.count;
	*texts = arena_copy_array(arena, all.found.items, all.found.count,
				  sizeof *all.found.items);
	VECTOR_RELEASE(&all.found);
}
