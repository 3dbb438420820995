/* Files that were made from other findings, and files that quote what may not
 * be quoted any more. */
#include "commands/together.h"

#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "base/tree.h"

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
	for (size_t i = 0; i < target->earlier.count; i++) {
		const struct manifest_file *file = &target->earlier.items[i];
		if (strcmp(file->edition, edition) == 0 &&
		    strcmp(file->language, language) == 0 &&
		    is_outdated(target, file))
			return true;
	}
	return false;
}

bool together_has_outdated_entries(const struct target *target)
{
	for (size_t i = 0; i < target->earlier.count; i++)
		if (manifest_is_entry(&target->earlier.items[i]) &&
		    is_outdated(target, &target->earlier.items[i]))
			return true;
	return false;
}

static int compare_words(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;
	return *x < *y ? -1 : *x > *y;
}

static bool are_quotable(const uint64_t *passages, size_t passage_count,
			 const uint64_t *quotable, size_t count)
{
	for (size_t i = 0; i < passage_count; i++)
		if (!count || !bsearch(&passages[i], quotable, count,
				       sizeof *quotable, compare_words))
			return false;
	return true;
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
	for (size_t i = 0; i < target->earlier.count; i++)
		if (target->earlier.items[i].passage_count)
			return true;
	return false;
}

/* Without findings nothing may be quoted; where they cannot be read, or what
 * they say of consent, nobody knows. */
static bool find_quotable(const struct target *target,
			  const uint64_t **quotable, size_t *count)
{
	*quotable = NULL;
	*count = 0;
	return !target->evidence ||
	       evidence_quotable(target->evidence, quotable, count);
}

bool together_may_quote(const struct target *target, const uint64_t *passages,
			size_t count)
{
	const uint64_t *quotable;
	size_t quotable_count;
	return count == 0 ||
	       !find_quotable(target, &quotable, &quotable_count) ||
	       are_quotable(passages, count, quotable, quotable_count);
}

static void mark_withdrawn(struct arena *arena, struct target *target,
			   struct notes *notes)
{
	const uint64_t *quotable;
	size_t count;
	if (!has_passages(target) || !find_quotable(target, &quotable, &count))
		return;
	for (size_t i = 0; i < target->earlier.count; i++) {
		struct manifest_file *file = &target->earlier.items[i];
		if (file->state == MANIFEST_MISSING ||
		    are_quotable(file->passages, file->passage_count, quotable,
				 count))
			continue;
		file->is_withdrawn = true;
		target->is_changed = true;
		note(arena, notes, target, file,
		     "it quoted words that may not be quoted any more");
	}
}

void together_begin(struct arena *arena, struct target *target,
		    struct notes *notes)
{
	target->findings = evidence_hash(target->evidence);
	/* What cannot be read tells nothing, and nothing is written of it. */
	if (target->evidence && !target->findings[0])
		return;
	for (size_t i = 0; i < target->earlier.count; i++)
		target->has_changed =
			target->has_changed ||
			((target->evidence ||
			  target->earlier.items[i].findings) &&
			 is_outdated(target, &target->earlier.items[i]));
	mark_withdrawn(arena, target, notes);
}

void together_finish(struct arena *arena, struct target *target,
		     struct staged_set *set, struct notes *notes)
{
	size_t kept = 0;
	if (!target->has_changed || target->is_withheld || !target->is_written)
		return;
	for (size_t i = 0; i < target->manifest.count; i++) {
		struct manifest_file *file = &target->manifest.items[i];
		if (!is_outdated(target, file)) {
			target->manifest.items[kept++] = *file;
			continue;
		}
		staged_remove(set, file->path);
		note(arena, notes, target, file,
		     "its numbers are those of earlier findings");
	}
	target->manifest.count = kept;
}

bool together_withdraw(struct arena *arena, const struct target *target,
		       struct error *error)
{
	bool is_right = true;
	for (size_t i = 0; i < target->earlier.count; i++)
		if (target->earlier.items[i].is_withdrawn)
			is_right =
				tree_remove(
					path_join(
						arena, target->folder,
						target->earlier.items[i].path),
					error) &&
				is_right;
	return is_right;
}
