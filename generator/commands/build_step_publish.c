/* Steps that change dist/: what may not be quoted any more leaves it, all parts
 * take the place of what was there. */
#include "commands/build_step_private.h"

#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "commands/front.h"
#include "commands/outputs.h"
#include "commands/parts.h"

/* ---- Withdrawing ------------------------------------------------------- */

/* All that was read to find out. */
static bool write_whole_depfile(struct build *build, const struct step *step)
{
	struct inputs all = { 0 };
	input_round_add_to(build->round, &all);
	bool done = step_put_depfile(build, step, &all);
	inputs_release(&all);
	return done;
}

/* Locks dist/ and reads what stands there; the stamp ends with `ending`. NULL after
 * a failure. */
static const char *begin_change(struct build *build, const struct step *step,
				const char *ending)
{
	const struct target *target = step_target(build);
	if (!staging_open(build->targets.output, NULL, &build->staging,
			  &build->error)) {
		step_fail(build);
		return NULL;
	}
	build_begin_targets(build);
	return arena_format(&build->arena, "%s.%s",
			    path_join(&build->arena, step->parts,
				      parts_name(target->publication)),
			    ending);
}

void build_step_withdraw(struct build *build, const struct step *step)
{
	struct target *target = step_target(build);
	struct buffer findings = BUFFER_INITIALISER;
	const char *stamp = begin_change(build, step, "withdrawn");
	if (!stamp)
		return;
	bool done = together_withdraw(&build->arena, target, &build->error) ||
		    step_fail(build);
	staging_close(build->staging);
	/* Mistakes keep parts from being made, and are told there. */
	diagnostics_release(&build->theme_diagnostics);
	diagnostics_release(&target->diagnostics);
	diagnostics_release(&target->language_diagnostics);
	buffer_append_format(&findings, "%s\n", target->findings);
	if (done && !parts_write(stamp, &findings, &build->error))
		done = step_fail(build);
	if (done)
		write_whole_depfile(build, step);
	buffer_release(&findings);
}

/* ---- Switching over ---------------------------------------------------- */

/* The bytes of a part, which its facts tell. */
static bool take(struct build *build, const struct step *step,
		 struct target *target, const char *path,
		 const struct manifest_file *file, struct buffer *bytes)
{
	struct str text;
	const char *part = step_part(build, step, target, path);
	if (!file_read(&build->arena, part, &text, &build->error))
		return step_fail(build);
	if (file &&
	    strcmp(memory_digest(build->memory, text).hex, file->digest.hex)) {
		error_set(&build->error,
			  "'%s' is not what its facts say: it changed while "
			  "others were made; run Ninja again",
			  part);
		return step_fail(build);
	}
	buffer_clear(bytes);
	buffer_append_str(bytes, text);
	return true;
}

static void take_use(struct evidence_use *use, const struct manifest_file *file)
{
	use->is_used |= file->findings && file->findings[0];
	for (size_t i = 0; i < file->passage_count; i++)
		*VECTOR_ADD(&use->passages) = file->passages[i];
}

static bool take_edition(struct build *build, const struct step *step,
			 struct job *job)
{
	bool done = true;
	for (int i = 0; done && i < OUTPUT_COUNT; i++) {
		enum output output = (enum output)i;
		if (!step_makes(job, i))
			continue;
		const struct manifest_file *file = manifest_find(
			&job->target->manifest, job->edition->identifier,
			build_language_folder(job), output);
		done = take(build, step, job->target, file->path, file,
			    &job->work->products[output].bytes);
		job->record->use.is_used |= file->findings && file->findings[0];
	}
	return done;
}

/* The facts of a page, or of the collection's data. */
static const struct manifest_file *find_entry(struct build *build,
					      const struct entry_job *job,
					      const struct entry *entry)
{
	struct target *target = step_target(build);
	const char *edition =
		arena_format(&build->arena, "%s/%s", job->collection->name,
			     entry ? entry->identifier : "");
	const struct manifest_file *file = manifest_find(
		&target->manifest, edition,
		target->publication->languages[job->language].folder,
		entry ? OUTPUT_HTML : OUTPUT_DATA);
	if (file)
		return file;
	error_set(&build->error,
		  "there is no part for '%s': it is made by a step before this "
		  "one",
		  edition);
	step_fail(build);
	return NULL;
}

static bool take_entry(struct build *build, const struct step *step,
		       struct entry_job *job, const struct entry *entry)
{
	struct entry_page *page = &job->pages[job->page_count++];
	const struct manifest_file *file = find_entry(build, job, entry);
	page->entry = entry;
	if (!file)
		return false;
	take_use(&page->use, file);
	return take(build, step, step_target(build),
		    entries_path(&build->arena, job, page), file, &page->bytes);
}

static bool take_entries(struct build *build, const struct step *step,
			 struct entry_job *job)
{
	struct target *target = step_target(build);
	const struct entry *entries =
		job->collection->texts[job->language].entries;
	const char *facts = parts_facts_path(
		&build->arena, step->parts, parts_name(target->publication),
		build_step_collection_path(&build->arena, job));
	bool done = step_learn(build, target, facts);
	pipeline_initialise(&job->work, job->installation, true);
	job->pages = ARENA_NEW_ARRAY(&job->work.arena, job->count + 1,
				     struct entry_page);
	for (size_t i = 0; done && job->collection->page && i < job->count; i++)
		done = take_entry(build, step, job, &entries[job->first + i]);
	return done && (!job->makes_data || take_entry(build, step, job, NULL));
}

/* All parts take the place of what a build has made. */
static bool take_all(struct build *build, const struct step *step)
{
	bool done = step_learn_all(build, step, true);
	for (size_t i = 0; done && i < build->jobs.count; i++) {
		struct job *job = &build->jobs.items[i];
		done = job->edition ?
			       take_edition(build, step, job) :
			       take(build, step, job->target,
				    build_path(&build->arena, job, OUTPUT_HTML),
				    NULL,
				    &job->work->products[OUTPUT_HTML].bytes);
	}
	for (size_t i = 0; done && i < build->entry_jobs.count; i++)
		done = take_entries(build, step, &build->entry_jobs.items[i]);
	return done;
}

/* What tells this manifest from others. */
static bool write_stamp(struct build *build, const struct target *target,
			const char *stamp)
{
	struct buffer text = BUFFER_INITIALISER;
	struct str manifest;
	const char *path =
		path_join(&build->arena, target->folder, manifest_name);
	bool done = file_read(&build->arena, path, &manifest, &build->error);
	if (done)
		buffer_append_format(
			&text, "%s\n",
			memory_digest(build->memory, manifest).hex);
	done = done && parts_write(stamp, &text, &build->error);
	buffer_release(&text);
	return done || step_fail(build);
}

void build_step_publish(struct build *build, const struct step *step)
{
	struct target *target = step_target(build);
	const char *stamp = begin_change(build, step, "published");
	if (!stamp)
		return;
	build_plan(build);
	build_begin_jobs(build);
	build_plan_entries(build);
	if (build_is_bad(build, &target->diagnostics) ||
	    build_is_bad(build, &build->theme_diagnostics))
		target->is_short = true; /* told; nothing is written */
	else if (take_all(build, step))
		build_write_one(build, target);
	staging_close(build->staging);
	if (target->is_switched && write_stamp(build, target, stamp))
		write_whole_depfile(build, step);
}

void build_step_library(struct build *build, const struct step *step)
{
	struct target *target = step_target(build);
	if (!staging_open(build->targets.output, NULL, &build->staging,
			  &build->error)) {
		step_fail(build);
		return;
	}
	bool done = front_write_all(&build->arena, target, build->staging,
				    build->targets.output, &build->notes,
				    &build->error) ||
		    step_fail(build);
	staging_close(build->staging);
	diagnostics_release(&build->theme_diagnostics);
	diagnostics_release(&target->diagnostics);
	diagnostics_release(&target->language_diagnostics);
	if (done)
		write_whole_depfile(build, step);
}
