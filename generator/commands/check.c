/* everyread check: what readers would trip over, without building anything. */
#include <stdio.h>
#include <string.h>

#include "base/path.h"
#include "base/vector.h"
#include "check/numbers.h"
#include "commands/check.h"
#include "commands/commands.h"
#include "commands/edition.h"
#include "commands/entries.h"
#include "commands/jobs.h"
#include "commands/memory.h"
#include "commands/report.h"
#include "commands/selection.h"
#include "commands/silence.h"
#include "commands/statement.h"
#include "commands/targets.h"
#include "commands/told.h"
#include "commands/translation.h"
#include "translate/codes.h"
#include "translate/glossary.h"

static const struct option options[] = {
	{ "edition", 0, "ID", "only this edition" },
	{ "lang", 0, "TAG", "only this language" },
	{ "strict", 0, NULL, "warnings count as errors" },
	{ "content", 0, "FOLDER", "where the publications are" },
	{ "templates", 0, "FOLDER", "where the templates are" },
	{ "fonts", 0, "FOLDER", "where fonts.yaml is" },
	TOLD_OPTION,
};

/* ---- Checking ---------------------------------------------------------- */

static bool is_wanted(const struct check_run *run,
		      const struct publication *publication,
		      const struct edition *edition, size_t language)
{
	return selection_has_edition(&run->selection, edition) &&
	       selection_has_language(&run->selection, publication, language);
}

static void add_text(struct check_run *run, const struct target *target,
		     const struct edition *edition,
		     const struct edition_text *text)
{
	struct checked *checked = &run->items[run->count++];
	*checked = (struct checked){ .target = target,
				     .edition = edition,
				     .text = text };
	pipeline_initialise(&checked->work, &target->installation, true);
	checked->work.evidence = target->evidence;
	checked->work.tells_style = true;
}

static void check_text(void *context, size_t index)
{
	struct check_run *run = context;
	struct checked *checked = &run->items[index];
	edition_make_document(&checked->work, checked->target->publication,
			      checked->edition, checked->text);
}

static void add_edition(struct check_run *run, const struct target *target,
			const struct edition *edition)
{
	for (size_t i = 0; i < edition->text_count; i++)
		if (is_wanted(run, target->publication, edition,
			      edition->texts[i].language))
			add_text(run, target, edition, &edition->texts[i]);
}

static void check_targets(struct check_run *run)
{
	size_t most = 0;
	for (size_t i = 0; i < run->targets.count; i++) {
		const struct publication *publication =
			run->targets.items[i].publication;
		most += publication->edition_count *
			publication->language_count;
	}
	run->items = ARENA_NEW_ARRAY(&run->arena, most + 1, struct checked);
	for (size_t i = 0; i < run->targets.count; i++) {
		const struct target *target = &run->targets.items[i];
		for (size_t j = 0; j < target->publication->edition_count; j++)
			add_edition(run, target,
				    &target->publication->editions[j]);
	}
	jobs_run(0, run->count, check_text, NULL, run);
}

/* ---- Entries ----------------------------------------------------------- */

/* Entries that are checked on one thread. */
enum { ENTRIES_A_JOB = 200 };

static void add_entries(struct check_run *run, const struct target *target,
			const struct collection *collection, size_t language)
{
	const struct publication *publication = target->publication;
	size_t count = collection->texts[language].count;
	if (!publication->languages[language].is_complete ||
	    !selection_has_language(&run->selection, publication, language))
		return;
	for (size_t first = 0; first < count; first += ENTRIES_A_JOB)
		*VECTOR_ADD(&run->entry_jobs) = (struct entry_job){
			.publication = publication,
			.collection = collection,
			.language = language,
			.first = first,
			.count = count - first < ENTRIES_A_JOB ? count - first :
								 ENTRIES_A_JOB,
			.is_check = true,
			.installation = &target->installation,
			.evidence = target->evidence,
		};
}

static void check_entry_job(void *context, size_t index)
{
	struct check_run *run = context;
	entries_make(&run->entry_jobs.items[index]);
}

static void check_entries(struct check_run *run)
{
	for (size_t i = 0; i < run->targets.count; i++) {
		const struct target *target = &run->targets.items[i];
		const struct publication *publication = target->publication;
		for (size_t j = 0; j < publication->collection_count; j++)
			for (size_t k = 0; k < publication->language_count; k++)
				if (publication->collections[j].page)
					add_entries(
						run, target,
						&publication->collections[j],
						k);
	}
	/* They stay where they are from now on. */
	for (size_t i = 0; i < run->entry_jobs.count; i++) {
		struct entry_job *job = &run->entry_jobs.items[i];
		pipeline_initialise(&job->work, job->installation, true);
		job->work.evidence = job->evidence;
	}
	jobs_run(0, run->entry_jobs.count, check_entry_job, NULL, run);
}

static bool is_readable(const struct checked *checked)
{
	return !checked->work.has_failed && checked->work.document.root &&
	       checked->work.locale;
}

static void compare_languages(struct check_run *run)
{
	for (size_t i = 0; i < run->count; i++)
		for (size_t j = 0; j < run->count; j++) {
			const struct checked *source = &run->items[i];
			struct checked *target = &run->items[j];
			if (source->edition == target->edition &&
			    source->text->language == 0 &&
			    target->text->language > 0 &&
			    !target->text->missing_count &&
			    is_readable(source) && is_readable(target))
				numbers_compare(&source->work.document,
						source->work.locale,
						&target->work.document,
						target->work.locale,
						&target->work.diagnostics);
		}
}

/* ---- Glossaries -------------------------------------------------------- */

/* Comments silence the rule as they do others. */
static void tell_unsilenced(struct check_run *run,
			    const struct translation_part *part,
			    size_t language, struct diagnostics *told)
{
	struct silence_texts texts = {
		.text = part->edition ?
				publication_text(part->edition, language) :
				NULL,
	};
	for (size_t i = 0; i < told->count; i++) {
		const struct diagnostic *one = &told->items[i];
		if (!silence_holds(&texts, one->place, one->code))
			diagnostics_add_as(&run->glossary_diagnostics,
					   one->severity, one->code, one->place,
					   "%s", one->text);
	}
	diagnostics_release(told);
}

static void check_part(struct check_run *run, const struct glossary *glossary,
		       const struct translation_part *part, size_t language)
{
	struct diagnostics told = DIAGNOSTICS_INITIALISER;
	for (size_t i = 0; i < part->pairs.count; i++) {
		const struct pair *pair = &part->pairs.items[i];
		if (!pair->target || pair->state == PAIR_COPY)
			continue;
		glossary_check(glossary,
			       pair->source ? codes_words(&run->arena,
							  pair->source->text) :
					      NULL,
			       codes_words(&run->arena, pair->target->text),
			       pair->target->place, &told);
	}
	tell_unsilenced(run, part, language, &told);
}

static bool check_glossary(struct check_run *run,
			   const struct publication *publication,
			   size_t language)
{
	struct glossary glossary;
	struct translation translation;
	const char *folder = path_join(&run->arena, publication->folder,
				       publication->languages[language].folder);
	if (!glossary_read(&run->arena, folder, &glossary,
			   &run->glossary_diagnostics, &run->error))
		return false;
	if (!glossary.count)
		return true;
	/* What is wrong with the record is told where targets are loaded. */
	struct diagnostics ignored = DIAGNOSTICS_INITIALISER;
	struct translation_files files = { 0 };
	bool is_read =
		translation_read(&run->arena, publication, language, &files,
				 &translation, &ignored, &run->error);
	for (size_t i = 0; is_read && i < translation.part_count; i++) {
		const struct translation_part *part = &translation.parts[i];
		if (!part->edition ||
		    selection_has_edition(&run->selection, part->edition))
			check_part(run, &glossary, part, language);
	}
	translation_release(&translation);
	diagnostics_release(&ignored);
	return is_read;
}

static bool check_glossaries(struct check_run *run)
{
	for (size_t i = 0; i < run->targets.count; i++) {
		const struct publication *publication =
			run->targets.items[i].publication;
		for (size_t j = 1; j < publication->language_count; j++)
			if (selection_has_language(&run->selection, publication,
						   j) &&
			    !check_glossary(run, publication, j))
				return false;
	}
	return true;
}

/* ---- Telling ----------------------------------------------------------- */

static void add_readings(const struct check_run *run, struct readings *readings)
{
	for (size_t i = 0; i < run->count; i++) {
		const struct checked *checked = &run->items[i];
		const struct publication *publication =
			checked->target->publication;
		*VECTOR_ADD(readings) = (struct reading){
			publication->identifier, checked->edition->identifier,
			publication->languages[checked->text->language].folder,
			&checked->work.chapters
		};
	}
}

void check_gather(struct check_run *run, struct diagnostics *all)
{
	diagnostics_merge(all, &run->targets.diagnostics);
	for (size_t i = 0; i < run->targets.count; i++) {
		struct target *target = &run->targets.items[i];
		statement_tell(target->publication, true, all);
		diagnostics_merge(all, &target->diagnostics);
		diagnostics_merge(all, &target->language_diagnostics);
	}
	for (size_t i = 0; i < run->count; i++)
		diagnostics_merge(all, &run->items[i].work.diagnostics);
	for (size_t i = 0; i < run->entry_jobs.count; i++)
		diagnostics_merge(all,
				  &run->entry_jobs.items[i].work.diagnostics);
	diagnostics_merge(all, &run->glossary_diagnostics);
	diagnostics_sort(all);
}

static enum exit_status tell(struct check_run *run)
{
	struct diagnostics all = DIAGNOSTICS_INITIALISER;
	struct readings readings = { 0 };
	const struct error *failure = NULL;
	check_gather(run, &all);
	add_readings(run, &readings);
	for (size_t i = run->entry_jobs.count; i-- > 0;)
		if (run->entry_jobs.items[i].work.has_failed)
			failure = &run->entry_jobs.items[i].work.error;
	for (size_t i = run->count; i-- > 0;)
		if (run->items[i].work.has_failed)
			failure = &run->items[i].work.error;
	bool is_wrong =
		all.error_count ||
		(arguments_has(run->arguments, "strict") && all.warning_count);
	enum exit_status status = failure  ? STATUS_SYSTEM :
				  is_wrong ? STATUS_FINDINGS :
					     STATUS_CLEAN;
	told_print_with(run->arguments, &all, status, failure, "readability",
			report_json(&readings));
	if (failure)
		error_print(failure, stderr);
	if (!told_fills_output(run->arguments))
		report_print(&readings, stdout);
	VECTOR_RELEASE(&readings);
	diagnostics_release(&all);
	return status;
}

/* ---- The command ------------------------------------------------------- */

static bool select_parts(struct check_run *run)
{
	struct publication **publications = ARENA_NEW_ARRAY(
		&run->arena, run->targets.count + 1, struct publication *);
	for (size_t i = 0; i < run->targets.count; i++)
		publications[i] = run->targets.items[i].publication;
	return selection_read_parts(&run->selection, run->arguments,
				    publications, run->targets.count);
}

static enum exit_status prepare(struct check_run *run)
{
	enum exit_status status =
		targets_load(&run->arena, run->arguments, run->memory,
			     &run->targets, &run->error);
	struct installation_options where =
		targets_options(run->arguments, run->targets.project);
	if (status != STATUS_CLEAN)
		return status;
	if (!installation_find(&run->arena, &where, &run->installation,
			       &run->error) ||
	    !targets_enter(&run->arena, run->arguments, &run->targets,
			   &run->installation, run->round, &run->error) ||
	    !targets_check_languages(&run->arena, &run->targets, &run->error))
		return STATUS_SYSTEM;
	return select_parts(run) ? STATUS_CLEAN : STATUS_USAGE;
}

enum exit_status check_all(struct check_run *run,
			   const struct arguments *arguments)
{
	*run = (struct check_run){ .arguments = arguments };
	run->memory = memory_new(false, false);
	run->round = memory_begin(run->memory);
	enum exit_status status = prepare(run);
	if (status != STATUS_CLEAN)
		return status;
	check_targets(run);
	if (!arguments_has(arguments, "edition"))
		check_entries(run);
	compare_languages(run);
	return check_glossaries(run) ? STATUS_CLEAN : STATUS_SYSTEM;
}

void check_release(struct check_run *run)
{
	for (size_t i = 0; i < run->count; i++)
		pipeline_release(&run->items[i].work);
	for (size_t i = 0; i < run->entry_jobs.count; i++)
		entries_release(&run->entry_jobs.items[i]);
	VECTOR_RELEASE(&run->entry_jobs);
	diagnostics_release(&run->glossary_diagnostics);
	targets_release(&run->targets);
	memory_end(run->memory);
	memory_free(run->memory);
	arena_release(&run->arena);
}

static enum exit_status run_check(const struct arguments *arguments)
{
	struct check_run run;
	if (!told_check(arguments))
		return STATUS_USAGE;
	enum exit_status status = check_all(&run, arguments);
	if (status == STATUS_CLEAN)
		status = tell(&run);
	if (status == STATUS_SYSTEM && run.error.message[0])
		error_print(&run.error, stderr);
	check_release(&run);
	return status;
}

const struct command command_check = {
	.name = "check",
	.operands = "[PUBLICATION…]",
	.summary = "Tell what readers would trip over, without building",
	.details =
		"Tells all that build does of texts, and, as notes, what "
		"makes a text less plain:\nlong sentences, passive voice, hard "
		"words, acronyms. Then how readable each\nedition is. That a "
		"text is easy, only its readers can say: people with learning\n"
		"disabilities certify Easy Read.\n",
	.most_operands = 1000,
	.options = options,
	.option_count = sizeof options / sizeof *options,
	.run = run_check,
};
