/* What is made of each job, and when: documents and their outputs, then pages,
 * then the pages of publications. */
#include "commands/remarks.h"
#include "commands/build_parts.h"
#include "commands/edition.h"
#include "commands/jobs.h"
#include "commands/landing.h"
#include "commands/links.h"
#include "commands/outputs.h"
#include "commands/statement.h"
#include "plain/plain.h"

static bool is_wanted(const struct job *job, enum output output)
{
	return job->formats & output_bit(output);
}

void build_make_document(struct build *build, struct job *job)
{
	struct record *record = job->record;
	if (record->has_document)
		return;
	keep_record(build, &record->inputs);
	edition_make_document(job->work, job->target->publication, job->edition,
			      job->text);
	keep_recorded(job, &record->diagnostics);
	keep_document(job);
}

void build_make_output(struct build *build, struct job *job, enum output output)
{
	struct artifact *artifact = &job->record->artifacts[output];
	artifact_release(artifact);
	keep_record(build, &artifact->inputs);
	output_make(job->work, output);
	keep_recorded(job, &artifact->diagnostics);
	keep_artifact(job, output);
}

/* Shows a page as soon as its text is there, with the sizes of other files as
 * they were. What is told of it is told when it is made in earnest. */
static void show_early(struct build *build, struct job *job)
{
	for (int i = 0; i < OUTPUT_COUNT; i++) {
		enum output output = (enum output)i;
		if (!output_is_page(output) || !is_wanted(job, output) ||
		    !build_is_sound(build, job))
			continue;
		edition_set_shell(job->work, &job->target->site, job->edition,
				  job->text);
		output_make(job->work, output);
		if (pipeline_is_sound(job->work))
			build->onlooker->early(build->onlooker->data, job,
					       output);
		diagnostics_release(&job->work->diagnostics);
		buffer_clear(&job->work->products[output].bytes);
	}
}

static void make_document_of(void *context, size_t index)
{
	struct build *build = context;
	struct job *job = &build->jobs.items[index];
	if (job->record->is_known)
		return;
	build_make_document(build, job);
	if (build->onlooker)
		show_early(build, job);
}

/* Of the text alone, as the edition has it in all its outputs. */
static void count_words(struct job *job)
{
	struct buffer text = BUFFER_INITIALISER;
	if (!pipeline_is_sound(job->work))
		return;
	plain_write(&job->work->document, &text);
	job->words = plain_count_words(buffer_str(&text),
				       job->work->document.language);
	buffer_release(&text);
}

/* The author sees what is done while the rest is made. */
static void show_output(struct build *build, struct job *job,
			enum output output)
{
	if (build->onlooker && pipeline_is_sound(job->work) &&
	    build_is_sound(build, job))
		build->onlooker->early(build->onlooker->data, job, output);
}

/* Where the text has mistakes the first output is made all the same, so that
 * its own are told in the same run; the others would tell the same again. */
static void make_outputs_of(void *context, size_t index)
{
	struct build *build = context;
	struct job *job = &build->jobs.items[index];
	bool is_first = true;
	for (int i = 0; i < OUTPUT_COUNT; i++) {
		enum output output = (enum output)i;
		if (output_is_page(output) || !is_wanted(job, output))
			continue;
		if (keep_output(build, job, output))
			continue;
		build_make_document(build, job);
		if (is_first ? !job->work->has_failed :
			       pipeline_is_sound(job->work))
			build_make_output(build, job, output);
		if (output == OUTPUT_PDF)
			show_output(build, job, output);
		is_first = false;
	}
	if (build->is_release)
		count_words(job);
}

static void make_pages_of(void *context, size_t index)
{
	struct build *build = context;
	struct job *job = &build->jobs.items[index];
	for (int i = 0; i < OUTPUT_COUNT; i++) {
		enum output output = (enum output)i;
		if (!output_is_page(output))
			continue;
		if (!pipeline_is_sound(job->work) || !is_wanted(job, output)) {
			buffer_clear(&job->work->products[output].bytes);
			continue;
		}
		if (keep_output(build, job, output))
			continue;
		build_make_document(build, job);
		edition_set_shell(job->work, &job->target->site, job->edition,
				  job->text);
		build_make_output(build, job, output);
	}
}

void build_make_own_page(struct build *build, struct job *job)
{
	struct artifact *artifact = &job->record->artifacts[OUTPUT_HTML];
	artifact_release(artifact);
	keep_renew(build, job);
	keep_record(build, &artifact->inputs);
	if (job->kind == JOB_STATEMENT)
		statement_make(job->work, &job->target->site, job->language);
	else
		landing_make(job->work, &job->target->site, job->language);
	keep_recorded(job, &artifact->diagnostics);
	keep_document(job);
	keep_artifact(job, OUTPUT_HTML);
}

static void make_own_page(void *context, size_t index)
{
	struct build *build = context;
	struct job *job = &build->jobs.items[build->edition_count + index];
	if (!keep_output(build, job, OUTPUT_HTML))
		build_make_own_page(build, job);
}

static void edition_is_done(void *context, size_t index)
{
	struct build *build = context;
	progress_step(&build->progress, build->jobs.items[index].name);
}

const char *build_path(struct arena *arena, const struct job *job,
		       enum output output)
{
	if (job->kind == JOB_STATEMENT)
		return statement_path(arena, job->target->publication,
				      job->language);
	return links_output_path(arena, job->target->publication, job->edition,
				 job->language, output);
}

/* What is to be mended in a file that is published all the same. */
static struct remarks remarks_of(const struct job *job, enum output output)
{
	struct remarks remarks = { 0 };
	remarks_count(&job->record->diagnostics, &remarks);
	remarks_count(&job->record->artifacts[output].diagnostics, &remarks);
	return remarks;
}

/* What PDFs claim; check-pdf and veraPDF hold them to it. */
static const char *standard_of(const struct work *work)
{
	return work->pdf_standard == PDF_STANDARD_UA_2 ? "PDF/UA-2, PDF/A-4" :
							 "PDF/UA-1, PDF/A-2a";
}

void build_announce(struct job *job, enum output output)
{
	const struct product *product = &job->work->products[output];
	if (!is_wanted(job, output))
		return;
	if (!product->bytes.length && !output_is_page(output)) {
		/* It could not be made and kept back nothing else. */
		manifest_remove(&job->target->manifest,
				job->edition->identifier,
				build_language_folder(job), output);
		return;
	}
	const struct evidence_use *use = &job->record->use;
	manifest_set(
		&job->target->manifest,
		(struct manifest_file){
			.edition = job->edition->identifier,
			.language = build_language_folder(job),
			.output = output,
			.path = build_path(&job->work->arena, job, output),
			.bytes = product->bytes.length,
			.size = product->bytes.length,
			.pages = product->page_count,
			.seconds = product->seconds,
			.words = job->words,
			.remarks = remarks_of(job, output),
			.standard = output_is_paged(output) ?
					    standard_of(job->work) :
					    NULL,
			.findings = use->is_used ? job->target->findings : "",
			.passages = use->passages.items,
			.passage_count = use->passages.count });
}

/* In the order in which they are made: pages last. */
static void announce_edition(struct job *job)
{
	for (int i = 0; i < OUTPUT_COUNT; i++)
		if (!output_is_page((enum output)i))
			build_announce(job, (enum output)i);
	for (int i = 0; i < OUTPUT_COUNT; i++)
		if (output_is_page((enum output)i))
			build_announce(job, (enum output)i);
}

/* What is in dist/ already, and all that this run may write to it. */
static void announce_all(struct build *build)
{
	for (size_t i = 0; i < build->targets.count; i++) {
		struct target *target = &build->targets.items[i];
		manifest_copy(&target->manifest, &target->earlier);
	}
	for (size_t i = 0; i < build->edition_count; i++) {
		struct job *job = &build->jobs.items[i];
		job->was_announced = build_may_write(build, job);
		if (job->was_announced)
			announce_edition(job);
	}
}

static void set_links(struct build *build, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		keep_set_links(&build->jobs.items[i]);
}

/* True where every page that others link to can be written. */
static bool make_pages(struct build *build)
{
	build_withhold(build);
	announce_all(build);
	set_links(build, 0, build->edition_count);
	jobs_run(build->most_jobs, build->edition_count, make_pages_of, NULL,
		 build);
	for (size_t i = 0; i < build->edition_count; i++) {
		const struct job *job = &build->jobs.items[i];
		if (job->was_announced && !build_may_write(build, job))
			return false;
	}
	return true;
}

/* A landing page tells of the files that are written, and may be what keeps
 * them from being written. */
static void make_own_pages(struct build *build)
{
	bool is_known;
	build_withhold(build);
	do {
		announce_all(build);
		set_links(build, build->edition_count, build->jobs.count);
		jobs_run(build->most_jobs,
			 build->jobs.count - build->edition_count,
			 make_own_page, NULL, build);
		is_known = !build_withhold(build);
	} while (!is_known);
}

void build_make_all(struct build *build)
{
	progress_start(&build->progress,
		       build->is_quiet ? 0 : build->jobs.count);
	jobs_run(build->most_jobs, build->edition_count, make_document_of, NULL,
		 build);
	jobs_run(build->most_jobs, build->edition_count, make_outputs_of,
		 edition_is_done, build);
	build_make_entries(build);
	/* A mistake that only a page meets takes its edition out, and with it
	 * the links from the others. */
	if (!make_pages(build))
		make_pages(build);
	make_own_pages(build);
	for (size_t i = build->edition_count; i < build->jobs.count; i++)
		progress_step(&build->progress, build->jobs.items[i].name);
	progress_end(&build->progress);
}
