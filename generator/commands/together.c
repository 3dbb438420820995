/* Files that were made from other findings, and files that quote what may not
 * be quoted any more. */
#include "commands/together.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"

/* Of a manifest that does not tell, nothing is known: it was made from others.
 */
static bool is_outdated(const struct target *target,
			const struct manifest_file *file)
{
	return !file->findings ||
	       (file->findings[0] &&
		strcmp(file->findings, target->findings) != 0);
}

bool together_is_outdated(const struct target *target, const char *edition,
			  const char *language)
{
	for (size_t i = 0; i < target->manifest.count; i++) {
		const struct manifest_file *file = &target->manifest.items[i];
		if (strcmp(file->edition, edition) == 0 &&
		    strcmp(file->language, language) == 0 &&
		    is_outdated(target, file))
			return true;
	}
	return false;
}

static int compare_words(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;
	return *x < *y ? -1 : *x > *y;
}

static bool has_withdrawn(const struct manifest_file *file,
			  const uint64_t *quotable, size_t count)
{
	for (size_t i = 0; i < file->passage_count; i++)
		if (!count || !bsearch(&file->passages[i], quotable, count,
				       sizeof *quotable, compare_words))
			return true;
	return false;
}

static bool remove_file(struct arena *arena, const struct target *target,
			const struct manifest_file *file, struct error *error)
{
	const char *path = path_join(arena, target->folder, file->path);
	if (remove(path) == 0 || errno == ENOENT)
		return true;
	snprintf(error->message, sizeof error->message,
		 "cannot remove '%.300s': %s", path, strerror(errno));
	return false;
}

static void note(struct arena *arena, struct notes *notes,
		 const struct target *target, const struct manifest_file *file,
		 const char *why)
{
	*VECTOR_ADD(notes) =
		arena_format(arena, "%s was removed: %s",
			     path_join(arena, target->folder, file->path), why);
}

static bool has_passages(const struct target *target)
{
	for (size_t i = 0; i < target->manifest.count; i++)
		if (target->manifest.items[i].passage_count)
			return true;
	return false;
}

/* Without findings nothing may be quoted; where they cannot be read, or what
 * they say of consent, nobody knows. */
static bool find_quotable(struct arena *arena, const struct target *target,
			  const uint64_t **quotable, size_t *count)
{
	*quotable = NULL;
	*count = 0;
	return !target->evidence ||
	       evidence_quotable(target->evidence, arena, quotable, count);
}

static bool remove_withdrawn(struct arena *arena, struct target *target,
			     struct notes *notes, struct error *error)
{
	const uint64_t *quotable;
	size_t count, kept = 0;
	bool is_right = true;
	if (!has_passages(target) ||
	    !find_quotable(arena, target, &quotable, &count))
		return true;
	for (size_t i = 0; i < target->manifest.count; i++) {
		struct manifest_file *file = &target->manifest.items[i];
		if (!has_withdrawn(file, quotable, count)) {
			target->manifest.items[kept++] = *file;
			continue;
		}
		is_right = remove_file(arena, target, file, error) && is_right;
		target->is_changed = true;
		note(arena, notes, target, file,
		     "it quoted words that may not be quoted any more");
	}
	target->manifest.count = kept;
	return is_right;
}

bool together_begin(struct arena *arena, struct target *target,
		    struct notes *notes, struct error *error)
{
	target->findings = evidence_hash(target->evidence);
	manifest_release(&target->manifest);
	manifest_read(arena, target->folder, &target->manifest);
	/* What cannot be read tells nothing, and nothing is written of it. */
	if (target->evidence && !target->findings[0])
		return true;
	for (size_t i = 0; i < target->manifest.count; i++)
		target->has_changed =
			target->has_changed ||
			((target->evidence ||
			  target->manifest.items[i].findings) &&
			 is_outdated(target, &target->manifest.items[i]));
	return remove_withdrawn(arena, target, notes, error);
}

bool together_finish(struct arena *arena, struct target *target,
		     struct notes *notes, struct error *error)
{
	size_t kept = 0;
	bool is_right = true;
	for (size_t i = 0; i < target->manifest.count; i++) {
		struct manifest_file *file = &target->manifest.items[i];
		if (!is_outdated(target, file)) {
			target->manifest.items[kept++] = *file;
			continue;
		}
		is_right = remove_file(arena, target, file, error) && is_right;
		note(arena, notes, target, file,
		     "its numbers are those of earlier findings");
	}
	target->manifest.count = kept;
	return is_right;
}
