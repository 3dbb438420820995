/* Steps that make: a build with one job. */
#include "commands/build_step_private.h"

#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "commands/edition.h"
#include "commands/landing.h"
#include "commands/outputs.h"
#include "commands/parts.h"

/* ---- Common ------------------------------------------------------------ */

bool step_fail(struct build *build)
{
	build->has_failed = true;
	return false;
}

/* In a build of steps there is one publication. */
struct target *step_target(struct build *build)
{
	return &build->targets.items[0];
}

bool step_makes(const struct job *job, int output)
{
	return job->formats & output_bit((enum output)output);
}

/* The file of facts for an output; in the build's arena. */
static const char *facts_of(struct build *build, const struct step *step,
			    const struct job *job, enum output output)
{
	return parts_facts_path(&build->arena, step->parts,
				parts_name(job->target->publication),
				build_path(&build->arena, job, output));
}

const char *step_part(struct build *build, const struct step *step,
		      const struct target *target, const char *path)
{
	return parts_path(&build->arena, step->parts,
			  parts_name(target->publication), path);
}

/* Parts of other findings would bring old numbers beside new ones. */
static bool has_findings(struct build *build, const struct target *target,
			 const struct manifest_file *file)
{
	if (!file->findings || !file->findings[0] ||
	    strcmp(file->findings, target->findings) == 0)
		return true;
	error_set(&build->error,
		  "the findings of %s changed while it was built: run Ninja "
		  "again",
		  target->publication->identifier);
	return step_fail(build);
}

/* The facts of a step before this one, in the manifest. */
bool step_learn(struct build *build, struct target *target, const char *path)
{
	struct manifest facts;
	bool done =
		parts_read_facts(&build->arena, path, &facts, &build->error) ||
		step_fail(build);
	for (size_t i = 0; done && i < facts.count; i++) {
		done = has_findings(build, target, &facts.items[i]);
		facts.items[i].size = facts.items[i].bytes;
		if (done)
			manifest_set(&target->manifest, facts.items[i]);
	}
	manifest_release(&facts);
	return done;
}

/* What pages know of all others: of those that are no pages all, of pages that
 * there are; with `has_pages` their sizes too. */
bool step_learn_all(struct build *build, const struct step *step,
		    bool has_pages)
{
	bool done = true;
	for (size_t i = 0; done && i < build->edition_count; i++) {
		struct job *job = &build->jobs.items[i];
		for (int j = 0; done && j < OUTPUT_COUNT; j++) {
			enum output output = (enum output)j;
			if (!step_makes(job, j))
				continue;
			if (!output_is_page(output) || has_pages)
				done = step_learn(
					build, job->target,
					facts_of(build, step, job, output));
			else
				manifest_set(
					&job->target->manifest,
					(struct manifest_file){
						.edition = job->edition
								   ->identifier,
						.language =
							build_language_folder(
								job),
						.output = output,
						.path = build_path(
							&build->arena, job,
							output) });
		}
	}
	return done;
}

bool step_put_depfile(struct build *build, const struct step *step,
		      const struct inputs *read)
{
	const struct installation *installation =
		build->targets.count ? &step_target(build)->installation :
				       &build->installation;
	const char *but[] = { step->parts, build->targets.output };
	const char *known[3 * LAYER_COUNT + 1];
	size_t count = 0;
	for (int i = 0; i < LAYER_COUNT; i++) {
		known[count++] = installation->templates.folders[i];
		known[count++] = installation->fonts.folders[i];
		known[count++] = installation->homes.folders[i];
	}
	known[count++] = step_target(build)->publication->folder;
	const struct parts_made_from from = { .inputs = read,
					      .but = but,
					      .but_count = 2,
					      .known = known,
					      .known_count = count };
	return !step->depfile ||
	       parts_write_depfile(step->depfile, &from, &build->error) ||
	       step_fail(build);
}

static void begin_target(struct build *build)
{
	struct target *target = step_target(build);
	together_begin(&build->arena, target, &build->notes);
	/* Languages' own names stand in locales. */
	struct inputs *before = inputs_record(&build->inputs, build->round);
	landing_initialise(&target->site, &build->arena, &target->installation,
			   target->publication, &target->manifest);
	inputs_record(before, build->round);
}

/* ---- Making ------------------------------------------------------------ */

/* Of all jobs this one stays. */
static void keep_job(struct build *build, size_t index)
{
	bool is_edition = index < build->edition_count;
	build->jobs.items[0] = build->jobs.items[index];
	build->jobs.count = 1;
	build->edition_count = is_edition ? 1 : 0;
	build_begin_jobs(build);
}

static enum output first_output(const struct job *job)
{
	int output = 0;
	while (output < OUTPUT_COUNT && !step_makes(job, output))
		output++;
	return (enum output)output;
}

/* A mistake in the text is told by each that meets it, a warning by the step of
 * the first output; those of the publication by the step that switches over. */
static void leave_warnings(struct build *build, struct job *job,
			   bool tells_document)
{
	struct target *target = job->target;
	if (!tells_document)
		diagnostics_release(&job->record->diagnostics);
	diagnostics_release(&build->theme_diagnostics);
	diagnostics_release(&target->diagnostics);
	diagnostics_release(&target->language_diagnostics);
}

static bool write_part(struct build *build, const struct step *step,
		       struct job *job, enum output output)
{
	struct target *target = job->target;
	const struct buffer *bytes = &job->work->products[output].bytes;
	const char *path = build_path(&build->arena, job, output);
	if (!parts_write(step_part(build, step, target, path), bytes,
			 &build->error))
		return step_fail(build);
	if (!job->edition)
		return true;
	manifest_release(&target->manifest);
	build_announce(job, output);
	target->manifest.items[0].digest =
		memory_digest(build->memory, buffer_str(bytes));
	return parts_write_facts(facts_of(build, step, job, output),
				 &target->manifest, target->publication,
				 &build->error) ||
	       step_fail(build);
}

/* What the part was made from. A collection's entries may stand in any text. */
static bool write_depfile(struct build *build, const struct step *step,
			  struct target *target, const struct inputs *read)
{
	const struct publication *publication = target->publication;
	struct inputs all = { 0 };
	inputs_add_all(&all, read);
	inputs_add_all(&all, &build->inputs);
	inputs_add_all(&all, &target->inputs);
	memory_add_findings(build->memory, &all);
	inputs_add(
		&all, INPUT_FILE, publication->file,
		input_round_value(build->round, INPUT_FILE, publication->file));
	for (size_t i = 0; i < publication->collection_count; i++) {
		const struct collection *collection =
			&publication->collections[i];
		inputs_add(&all, INPUT_FILE, collection->schema_file,
			   input_round_value(build->round, INPUT_FILE,
					     collection->schema_file));
		for (size_t j = 0; j < publication->language_count; j++)
			for (size_t k = 0; k < collection->texts[j].count;
			     k++) {
				const char *file = collection->texts[j]
							   .entries[k]
							   .file->path;
				inputs_add(&all, INPUT_FILE, file,
					   input_round_value(build->round,
							     INPUT_FILE, file));
			}
	}
	bool done = step_put_depfile(build, step, &all);
	inputs_release(&all);
	return done;
}

static bool write_job(struct build *build, const struct step *step,
		      struct job *job, enum output output)
{
	struct inputs read = { 0 };
	inputs_add_all(&read, &job->record->inputs);
	inputs_add_all(&read, &job->record->artifacts[output].inputs);
	bool done = write_part(build, step, job, output) &&
		    write_depfile(build, step, job->target, &read);
	inputs_release(&read);
	return done;
}

static void make_output(struct build *build, const struct step *step,
			struct job *job, enum output output)
{
	enum output first = first_output(job);
	job->formats = output_bit(output);
	build_make_document(build, job);
	/* Where the text has mistakes, those of the first output are told in
	 * the same run. */
	if (pipeline_is_sound(job->work) ||
	    (output == first && !output_is_page(output) &&
	     !job->work->has_failed)) {
		if (output_is_page(output))
			edition_set_shell(job->work, &job->target->site,
					  job->edition, job->text);
		build_make_output(build, job, output);
	}
	if (!build_may_write(build, job) || !pipeline_is_sound(job->work))
		return;
	leave_warnings(build, job, output == first);
	write_job(build, step, job, output);
}

static void make_own_page(struct build *build, const struct step *step,
			  struct job *job)
{
	build_make_own_page(build, job);
	if (!build_may_write(build, job) || !pipeline_is_sound(job->work))
		return;
	leave_warnings(build, job, true);
	write_job(build, step, job, OUTPUT_HTML);
}

/* True where the job makes that file, which then is made. */
static bool make_if(struct build *build, const struct step *step, size_t index)
{
	struct job *job = &build->jobs.items[index];
	for (int i = 0; i < OUTPUT_COUNT; i++) {
		enum output output = (enum output)i;
		if (job->edition ? !step_makes(job, i) : output != OUTPUT_HTML)
			continue;
		if (strcmp(build_path(&build->arena, job, output),
			   step->path) != 0)
			continue;
		bool is_known = !output_is_page(output) ||
				step_learn_all(build, step, !job->edition);
		keep_job(build, index);
		job = &build->jobs.items[0];
		if (is_known && job->edition)
			make_output(build, step, job, output);
		else if (is_known)
			make_own_page(build, step, job);
		return true;
	}
	return false;
}

/* ---- Entries ----------------------------------------------------------- */

const char *build_step_collection_path(struct arena *arena,
				       const struct entry_job *job)
{
	const struct publication *publication = job->publication;
	return arena_format(arena, "%s/%s",
			    publication->languages[job->language].folder,
			    job->collection->name);
}

static bool write_pages(struct build *build, const struct step *step,
			struct target *target)
{
	manifest_release(&target->manifest);
	for (size_t i = 0; i < build->entry_jobs.count; i++) {
		struct entry_job *job = &build->entry_jobs.items[i];
		for (size_t j = 0; j < job->page_count; j++) {
			const struct entry_page *page = &job->pages[j];
			const char *path =
				entries_path(&build->arena, job, page);
			if (!parts_write(step_part(build, step, target, path),
					 &page->bytes, &build->error))
				return step_fail(build);
			build_announce_entry(build, target, job, page, path);
		}
	}
	return parts_write_facts(
		       parts_facts_path(&build->arena, step->parts,
					parts_name(target->publication),
					step->path),
		       &target->manifest, target->publication, &build->error) ||
	       step_fail(build);
}

/* True where there is such a collection, whose pages then are made. */
static bool make_entries(struct build *build, const struct step *step)
{
	struct target *target = step_target(build);
	struct inputs read = { 0 };
	size_t kept = 0;
	build_plan_entries(build);
	for (size_t i = 0; i < build->entry_jobs.count; i++) {
		struct entry_job job = build->entry_jobs.items[i];
		if (strcmp(build_step_collection_path(&build->arena, &job),
			   step->path) == 0)
			build->entry_jobs.items[kept++] = job;
	}
	build->entry_jobs.count = kept;
	build->jobs.count = build->edition_count = 0;
	if (!kept)
		return false;
	build->most_jobs = 1; /* on this thread, which notes what is read */
	struct inputs *before = inputs_record(&read, build->round);
	build_make_entries(build);
	inputs_record(before, build->round);
	if (build_entries_are_sound(build, target) &&
	    !build_is_bad(build, &target->diagnostics) &&
	    write_pages(build, step, target)) {
		diagnostics_release(&build->theme_diagnostics);
		diagnostics_release(&target->diagnostics);
		diagnostics_release(&target->language_diagnostics);
		write_depfile(build, step, target, &read);
	}
	inputs_release(&read);
	return true;
}

void build_step_make(struct build *build, const struct step *step)
{
	begin_target(build);
	build_plan(build);
	for (size_t i = 0; i < build->jobs.count; i++)
		if (make_if(build, step, i))
			return;
	if (make_entries(build, step))
		return;
	error_set(&build->error,
		  "'%s' has no file '%s' any more: 'everyread graph' writes "
		  "the graph anew",
		  step_target(build)->publication->identifier, step->path);
	step_fail(build);
}
