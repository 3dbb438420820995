/* The manifest of earlier runs, beside the files themselves. */
#include "commands/earlier.h"

#include <inttypes.h>
#include <string.h>

#include "base/file.h"
#include "base/path.h"

/* A folder of a language with something in it was built; an empty one somebody
 * made for what is to come. */
static bool has_files(struct arena *arena, const struct target *target)
{
	const struct publication *publication = target->publication;
	for (size_t i = 0; i < publication->language_count; i++) {
		const char *folder =
			path_join(arena, target->folder,
				  publication->languages[i].folder);
		const char **names;
		size_t count;
		struct error ignored;
		if (file_is_folder(folder) &&
		    (!file_list_folder(arena, folder, &names, &count,
				       &ignored) ||
		     count))
			return true;
	}
	return false;
}

/* What is not published any more is not missed. */
static void note_missing(struct arena *arena, const struct target *target,
			 struct notes *notes)
{
	for (size_t i = 0; i < target->earlier.count; i++) {
		const struct manifest_file *file = &target->earlier.items[i];
		if (file->state == MANIFEST_MISSING &&
		    manifest_is_published(file, target->publication))
			*VECTOR_ADD(notes) = arena_format(
				arena,
				"%s was missing, and is to be made again",
				path_join(arena, target->folder, file->path));
	}
}

void earlier_read(struct arena *arena, struct target *target,
		  struct memory *memory, struct notes *notes)
{
	enum manifest_reading reading =
		manifest_read(arena, target->folder, memory, &target->earlier);
	note_missing(arena, target, notes);
	if (reading == MANIFEST_READ ||
	    (reading == MANIFEST_ABSENT && !has_files(arena, target)))
		return;
	target->is_anew = true;
	*VECTOR_ADD(notes) = arena_format(
		arena, "%s %s: all of %s is made anew",
		path_join(arena, target->folder, manifest_name),
		reading == MANIFEST_ABSENT ? "is missing" : "is damaged",
		target->folder);
}

unsigned earlier_missing(const struct target *target, const char *edition,
			 const char *language)
{
	unsigned missing = 0;
	for (size_t i = 0; i < target->earlier.count; i++) {
		const struct manifest_file *file = &target->earlier.items[i];
		if (file->state == MANIFEST_MISSING &&
		    strcmp(file->edition, edition) == 0 &&
		    strcmp(file->language, language) == 0)
			missing |= output_bit(file->output);
	}
	return missing;
}

void earlier_note_kept(struct arena *arena, const struct target *target,
		       struct notes *notes)
{
	for (size_t i = 0; i < target->manifest.count; i++) {
		const struct manifest_file *file = &target->manifest.items[i];
		if (file->state != MANIFEST_DIFFERS)
			continue;
		*VECTOR_ADD(notes) = arena_format(
			arena,
			"%s is not what was built (%" PRIu64
			" bytes then, %" PRIu64 " now): it is kept as it is; "
			"to replace it, build edition '%s' in '%s'",
			path_join(arena, target->folder, file->path),
			file->bytes, file->size, file->edition, file->language);
	}
}
