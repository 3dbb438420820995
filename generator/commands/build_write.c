/* Writing: each publication's folder of dist/ is a set that is switched over
 * once, with everything that was made, or stays as it was. */
#include <stdio.h>
#include <string.h>

#include "base/digest.h"
#include "base/visible.h"
#include "commands/build_parts.h"
#include "commands/earlier.h"
#include "commands/front.h"
#include "commands/outputs.h"
#include "commands/release.h"
#include "commands/statement.h"

static void tell_waiting(const char *folder)
{
	fputs("everyread: another run writes to '", stderr);
	visible_print(stderr, str_from(folder));
	fputs("': waiting until it is done\n", stderr);
	fflush(stderr);
}

bool build_open_output(struct build *build)
{
	const char *output = build->targets.output;
	build->has_failed = !staging_open(output, tell_waiting, &build->staging,
					  &build->error);
	if (build->has_failed)
		return false;
	if (!staging_is_locked(build->staging))
		*VECTOR_ADD(&build->notes) = arena_format(
			&build->arena,
			"'%s' cannot be locked where it is: two runs at once "
			"may undo what the other wrote",
			output);
	return true;
}

static bool put(struct target *target, struct staged_set *set, struct job *job,
		const char *path, const struct buffer *bytes)
{
	if (staged_put(set, path, bytes->bytes, bytes->length,
		       &job->work->error))
		return true;
	job->work->has_failed = true;
	target->has_failed = true;
	return false;
}

static void write_edition(struct build *build, struct staged_set *set,
			  struct job *job)
{
	struct target *target = job->target;
	if (!build_may_write(build, job)) {
		target->is_short = true;
		return;
	}
	for (int i = 0; i < OUTPUT_COUNT; i++) {
		enum output output = (enum output)i;
		const struct buffer *bytes = &job->work->products[output].bytes;
		if (!bytes->length && job->formats & output_bit(output) &&
		    !output_is_page(output))
			staged_remove(set,
				      build_path(&build->arena, job, output));
		if (!bytes->length ||
		    !put(target, set, job,
			 build_path(&build->arena, job, output), bytes))
			continue;
		target->is_written = true;
		struct digest digest =
			memory_digest(build->memory, buffer_str(bytes));
		manifest_find(&target->manifest, job->edition->identifier,
			      build_language_folder(job), output)
			->digest = digest;
		job->record->artifacts[output].digest = digest;
	}
}

/* A page of the publication's own tells of files: it is written when they are, and stays as it
 * was where a mistake kept all of them from being written. */
static void write_own_page(struct build *build, struct staged_set *set,
			   struct job *job)
{
	struct target *target = job->target;
	const struct buffer *bytes = &job->work->products[OUTPUT_HTML].bytes;
	if (bytes->length && build_may_write(build, job) &&
	    (target->is_written || target->is_changed || !target->is_short))
		put(target, set, job,
		    build_path(&build->arena, job, OUTPUT_HTML), bytes);
}

static bool has_language(const struct publication *publication,
			 const char *folder)
{
	for (size_t i = 0; i < publication->language_count; i++)
		if (strcmp(publication->languages[i].folder, folder) == 0)
			return true;
	return false;
}

static void remove_landing(struct arena *arena, struct staged_set *set,
			   const char *language)
{
	staged_remove(set, arena_format(arena, "%s/index.html", language));
}

static void remove_statement(struct arena *arena, struct staged_set *set,
			     const char *language)
{
	staged_remove(set,
		      arena_format(arena, "%s/%s", language, statement_name));
}

/* Takes away what earlier runs made and the publication no longer has. */
static void remove_unpublished(struct build *build, struct target *target,
			       struct staged_set *set)
{
	const struct publication *publication = target->publication;
	size_t kept = 0;
	for (size_t i = 0; i < target->manifest.count; i++) {
		struct manifest_file *file = &target->manifest.items[i];
		if (manifest_is_published(file, publication)) {
			target->manifest.items[kept++] = *file;
			continue;
		}
		staged_remove(set, file->path);
		if (has_language(publication, file->language))
			continue;
		remove_landing(&build->arena, set, file->language);
		remove_statement(&build->arena, set, file->language);
	}
	target->manifest.count = kept;
	for (size_t i = 0; i < publication->language_count; i++) {
		const char *folder = publication->languages[i].folder;
		if (!landing_exists(publication, i))
			remove_landing(&build->arena, set, folder);
		if (!statement_exists(publication, i))
			remove_statement(&build->arena, set, folder);
	}
}

static bool put_manifest(struct build *build, struct target *target,
			 struct staged_set *set)
{
	struct buffer json = BUFFER_INITIALISER;
	bool done = true;
	if (target->manifest.count) {
		manifest_print(&target->manifest, target->publication, &json);
		done = staged_put(set, manifest_name, json.bytes, json.length,
				  &build->error);
	}
	buffer_release(&json);
	return done;
}

/* Of a publication with mistakes of its own, or in no edition without one,
 * nothing changes; of a release, where there is any. */
static bool has_news(const struct build *build, const struct target *target)
{
	return !build_is_bad(build, &target->diagnostics) &&
	       !build_is_bad(build, &build->theme_diagnostics) &&
	       (!target->is_short ||
		(!build->is_release &&
		 (target->is_written || target->is_changed)));
}

static void stage_all(struct build *build, struct target *target,
		      struct staged_set *set)
{
	for (size_t i = 0; i < target->earlier.count; i++)
		if (target->earlier.items[i].is_withdrawn)
			staged_remove(set, target->earlier.items[i].path);
	for (size_t i = 0; i < build->edition_count; i++)
		if (build->jobs.items[i].target == target)
			write_edition(build, set, &build->jobs.items[i]);
	for (size_t i = build->edition_count; i < build->jobs.count; i++)
		if (build->jobs.items[i].target == target)
			write_own_page(build, set, &build->jobs.items[i]);
	build_write_entries(build, target, set);
}

/* How readable the target's editions are, in the order of the publication. */
static void gather_readings(const struct build *build,
			    const struct target *target,
			    struct readings *readings)
{
	for (size_t i = 0; i < build->edition_count; i++) {
		const struct job *job = &build->jobs.items[i];
		if (job->target == target && job->work->chapters.count)
			*VECTOR_ADD(readings) = (struct reading){
				target->publication->identifier,
				job->edition->identifier,
				build_language_folder(job),
				&job->work->chapters,
				target->publication->folder
			};
	}
}

static bool describe_release(struct build *build, struct target *target)
{
	struct readings readings = { 0 };
	gather_readings(build, target, &readings);
	bool done = release_describe(&build->arena, target, &readings,
				     &build->error);
	VECTOR_RELEASE(&readings);
	return done;
}

/* The manifest, and what makes a release; what was one and is so no more has
 * sums that are not those of its files. */
static bool finish_release(struct build *build, struct target *target,
			   struct staged_set *set)
{
	struct arena *arena = &build->arena;
	if (build->is_release)
		return describe_release(build, target) &&
		       put_manifest(build, target, set) &&
		       release_put(arena, target, set, &build->error);
	for (size_t i = 0; i < target->manifest.count; i++)
		target->manifest.items[i].words = 0; /* a release's to count */
	if (release_remove(arena, target, set))
		*VECTOR_ADD(&build->notes) = arena_format(
			arena,
			"%s was a release and is none any more: its sums and "
			"its archive are removed",
			target->folder);
	return put_manifest(build, target, set);
}

static void tell_changes(const struct build *build, struct target *target)
{
	struct arena arena = ARENA_INITIALISER;
	struct manifest since;
	const char *path = arguments_value(build->arguments, "since");
	if (!path)
		release_print_changes(target, &target->earlier);
	else if (manifest_read_file(&arena, path, &since))
		release_print_changes(target, &since);
	if (path)
		manifest_release(&since);
	arena_release(&arena);
}

/* True where the set was switched over. */
static bool finish(struct build *build, struct target *target,
		   struct staged_set *set)
{
	if (target->has_failed || !has_news(build, target)) {
		staged_abandon(set);
		return false;
	}
	together_finish(&build->arena, target, set, &build->notes);
	if (build->selection.is_everything || target->has_changed)
		remove_unpublished(build, target, set);
	earlier_note_kept(&build->arena, target, &build->notes);
	front_find_languages(&build->arena, target, set);
	bool done = front_put(&build->arena, target, set, &build->notes,
			      &build->error) &&
		    finish_release(build, target, set);
	if (!done)
		staged_abandon(set);
	else
		done = staged_commit(set, &build->error);
	if (done && build->is_release)
		tell_changes(build, target);
	target->has_failed = !done;
	build->has_failed = build->has_failed || !done;
	return done;
}

void build_write_one(struct build *build, struct target *target)
{
	struct staged_set *set = staging_begin(
		build->staging, target->publication->identifier, &build->error);
	bool is_switched = false;
	if (set) {
		stage_all(build, target, set);
		is_switched = finish(build, target, set);
	} else {
		target->has_failed = build->has_failed = true;
	}
	target->is_switched = is_switched;
	/* Words that are withdrawn leave, whatever else fails. */
	if (!is_switched &&
	    !together_withdraw(&build->arena, target, &build->error))
		build->has_failed = true;
}

void build_write(struct build *build)
{
	for (size_t i = 0; i < build->targets.count; i++)
		build_write_one(build, &build->targets.items[i]);
	for (size_t i = 0; i < build->targets.count; i++) {
		struct target *target = &build->targets.items[i];
		if (!target->is_switched)
			continue;
		if (!front_write_all(&build->arena, target, build->staging,
				     build->targets.output, &build->notes,
				     &build->error))
			build->has_failed = true;
		break;
	}
}
