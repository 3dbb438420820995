/* Steps: a build with one job, or with all and what they have made. */
#include "commands/build_step.h"

#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "commands/edition.h"
#include "commands/front.h"
#include "commands/landing.h"
#include "commands/outputs.h"
#include "commands/parts.h"

/* ---- Common ------------------------------------------------------------ */

static bool fail(struct build *build)
{
	build->has_failed = true;
	return false;
}

/* In a build of steps there is one publication. */
static struct target *target_of(struct build *build)
{
	return &build->targets.items[0];
}

static bool is_made(const struct job *job, int output)
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

static const char *part_of(struct build *build, const struct step *step,
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
	return fail(build);
}

/* The facts of a step before this one, in the manifest. */
static bool learn(struct build *build, struct target *target, const char *path)
{
	struct manifest facts;
	bool done =
		parts_read_facts(&build->arena, path, &facts, &build->error) ||
		fail(build);
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
static bool learn_all(struct build *build, const struct step *step,
		      bool has_pages)
{
	bool done = true;
	for (size_t i = 0; done && i < build->edition_count; i++) {
		struct job *job = &build->jobs.items[i];
		for (int j = 0; done && j < OUTPUT_COUNT; j++) {
			enum output output = (enum output)j;
			if (!is_made(job, j))
				continue;
			if (!output_is_page(output) || has_pages)
				done = learn(
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

static bool put_depfile(struct build *build, const struct step *step,
			const struct inputs *read)
{
	const struct installation *installation =
		build->targets.count ? &target_of(build)->installation :
				       &build->installation;
	const char *but[] = { step->parts, build->targets.output };
	const char *known[3 * LAYER_COUNT + 1];
	size_t count = 0;
	for (int i = 0; i < LAYER_COUNT; i++) {
		known[count++] = installation->templates.folders[i];
		known[count++] = installation->fonts.folders[i];
		known[count++] = installation->homes.folders[i];
	}
	known[count++] = target_of(build)->publication->folder;
	const struct parts_made_from from = { .inputs = read,
					      .but = but,
					      .but_count = 2,
					      .known = known,
					      .known_count = count };
	return !step->depfile ||
	       parts_write_depfile(step->depfile, &from, &build->error) ||
	       fail(build);
}

static void begin_target(struct build *build)
{
	struct target *target = target_of(build);
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
	while (output < OUTPUT_COUNT && !is_made(job, output))
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
	if (!parts_write(part_of(build, step, target, path), bytes,
			 &build->error))
		return fail(build);
	if (!job->edition)
		return true;
	manifest_release(&target->manifest);
	build_announce(job, output);
	target->manifest.items[0].digest =
		memory_digest(build->memory, buffer_str(bytes));
	return parts_write_facts(facts_of(build, step, job, output),
				 &target->manifest, target->publication,
				 &build->error) ||
	       fail(build);
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
	bool done = put_depfile(build, step, &all);
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
		if (job->edition ? !is_made(job, i) : output != OUTPUT_HTML)
			continue;
		if (strcmp(build_path(&build->arena, job, output),
			   step->path) != 0)
			continue;
		bool is_known = !output_is_page(output) ||
				learn_all(build, step, !job->edition);
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
			if (!parts_write(part_of(build, step, target, path),
					 &page->bytes, &build->error))
				return fail(build);
			build_announce_entry(build, target, job, page, path);
		}
	}
	return parts_write_facts(
		       parts_facts_path(&build->arena, step->parts,
					parts_name(target->publication),
					step->path),
		       &target->manifest, target->publication, &build->error) ||
	       fail(build);
}

/* True where there is such a collection, whose pages then are made. */
static bool make_entries(struct build *build, const struct step *step)
{
	struct target *target = target_of(build);
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
		  target_of(build)->publication->identifier, step->path);
	fail(build);
}

/* ---- Withdrawing ------------------------------------------------------- */

/* All that was read to find out. */
static bool write_whole_depfile(struct build *build, const struct step *step)
{
	struct inputs all = { 0 };
	input_round_add_to(build->round, &all);
	bool done = put_depfile(build, step, &all);
	inputs_release(&all);
	return done;
}

void build_step_withdraw(struct build *build, const struct step *step)
{
	struct target *target = target_of(build);
	struct buffer findings = BUFFER_INITIALISER;
	const char *stamp =
		arena_format(&build->arena, "%s.withdrawn",
			     path_join(&build->arena, step->parts,
				       parts_name(target->publication)));
	if (!staging_open(build->targets.output, NULL, &build->staging,
			  &build->error)) {
		fail(build);
		return;
	}
	build_begin_targets(build);
	bool done = together_withdraw(&build->arena, target, &build->error) ||
		    fail(build);
	staging_close(build->staging);
	/* Mistakes keep parts from being made, and are told there. */
	diagnostics_release(&build->theme_diagnostics);
	diagnostics_release(&target->diagnostics);
	diagnostics_release(&target->language_diagnostics);
	buffer_append_format(&findings, "%s\n", target->findings);
	if (done && !parts_write(stamp, &findings, &build->error))
		done = fail(build);
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
	const char *part = part_of(build, step, target, path);
	if (!file_read(&build->arena, part, &text, &build->error))
		return fail(build);
	if (file &&
	    strcmp(memory_digest(build->memory, text).hex, file->digest.hex)) {
		error_set(&build->error,
			  "'%s' is not what its facts say: it changed while "
			  "others were made; run Ninja again",
			  part);
		return fail(build);
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
		if (!is_made(job, i))
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
	struct target *target = target_of(build);
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
	fail(build);
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
	return take(build, step, target_of(build),
		    entries_path(&build->arena, job, page), file, &page->bytes);
}

static bool take_entries(struct build *build, const struct step *step,
			 struct entry_job *job)
{
	struct target *target = target_of(build);
	const struct entry *entries =
		job->collection->texts[job->language].entries;
	const char *facts = parts_facts_path(
		&build->arena, step->parts, parts_name(target->publication),
		build_step_collection_path(&build->arena, job));
	bool done = learn(build, target, facts);
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
	bool done = learn_all(build, step, true);
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
	return done || fail(build);
}

void build_step_publish(struct build *build, const struct step *step)
{
	struct target *target = target_of(build);
	const char *stamp =
		arena_format(&build->arena, "%s.published",
			     path_join(&build->arena, step->parts,
				       parts_name(target->publication)));
	if (!staging_open(build->targets.output, NULL, &build->staging,
			  &build->error)) {
		fail(build);
		return;
	}
	build_begin_targets(build);
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
	struct target *target = target_of(build);
	if (!staging_open(build->targets.output, NULL, &build->staging,
			  &build->error)) {
		fail(build);
		return;
	}
	bool done = front_write_all(&build->arena, target, build->staging,
				    build->targets.output, &build->notes,
				    &build->error) ||
		    fail(build);
	staging_close(build->staging);
	diagnostics_release(&build->theme_diagnostics);
	diagnostics_release(&target->diagnostics);
	diagnostics_release(&target->language_diagnostics);
	if (done)
		write_whole_depfile(build, step);
}
