/* everyread check: what readers would trip over, without building anything. */
#include <pthread.h>
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
#include "publication/beside.h"
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

/* ---- Glossaries -------------------------------------------------------- */

/* Comments silence the rule as they do others. */
static void tell_unsilenced(struct check_before *before,
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
			diagnostics_add_as(&before->glossary, one->severity,
					   one->code, one->place, "%s",
					   one->text);
	}
	diagnostics_release(told);
}

static void check_part(struct check_before *before,
		       const struct glossary *glossary,
		       const struct translation_part *part, size_t language)
{
	struct diagnostics told = DIAGNOSTICS_INITIALISER;
	for (size_t i = 0; i < part->pairs.count; i++) {
		const struct pair *pair = &part->pairs.items[i];
		if (!pair->target || pair->state == PAIR_COPY)
			continue;
		glossary_check(glossary,
			       pair->source ? codes_words(&before->arena,
							  pair->source->text) :
					      NULL,
			       codes_words(&before->arena, pair->target->text),
			       pair->target->place, &told);
	}
	tell_unsilenced(before, part, language, &told);
}

static void check_translation(const struct check_run *run,
			      struct check_before *before,
			      const struct glossary *glossary,
			      const struct translation *translation)
{
	for (size_t i = 0; i < translation->part_count; i++) {
		const struct translation_part *part = &translation->parts[i];
		if (!part->edition ||
		    selection_has_edition(&run->selection, part->edition))
			check_part(before, glossary, part,
				   translation->language);
	}
}

/* A translation of which nobody keeps a record is read for this alone. */
static bool check_glossary(const struct check_run *run,
			   const struct target *target,
			   struct check_before *before, size_t language)
{
	const struct publication *publication = target->publication;
	const struct translation *known = target->translations[language];
	struct glossary glossary;
	const char *folder = path_join(&before->arena, publication->folder,
				       publication->languages[language].folder);
	if (!glossary_read(&before->arena, folder, &glossary, &before->glossary,
			   &before->of_languages))
		return false;
	if (!glossary.count)
		return true;
	if (known) {
		check_translation(run, before, &glossary, known);
		return true;
	}
	struct translation translation;
	struct translation_files files = { 0 };
	bool is_read = translation_read(&before->arena, publication, language,
					&files, &translation, &before->glossary,
					&before->of_languages);
	if (is_read)
		check_translation(run, before, &glossary, &translation);
	translation_release(&translation);
	return is_read;
}

static void check_languages(const struct check_run *run, struct target *target,
			    struct check_before *before)
{
	const struct publication *publication = target->publication;
	bool done = targets_check_translations(&before->arena, target,
					       &before->of_languages);
	for (size_t i = 1; done && i < publication->language_count; i++)
		if (selection_has_language(&run->selection, publication, i))
			done = check_glossary(run, target, before, i);
}

/* ---- Texts ------------------------------------------------------------- */

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
	checked->work.tells_style = true;
}

static void add_edition(struct check_run *run, const struct target *target,
			const struct edition *edition)
{
	for (size_t i = 0; i < edition->text_count; i++)
		if (is_wanted(run, target->publication, edition,
			      edition->texts[i].language))
			add_text(run, target, edition, &edition->texts[i]);
}

static void add_texts(struct check_run *run)
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
}

/* ---- Entries ----------------------------------------------------------- */

/* Entries that are checked on one thread. */
enum { ENTRIES_A_JOB = 200 };

static void add_entries_of(struct check_run *run, const struct target *target,
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
		};
}

static void add_entries(struct check_run *run)
{
	for (size_t i = 0; i < run->targets.count; i++) {
		const struct target *target = &run->targets.items[i];
		const struct publication *publication = target->publication;
		for (size_t j = 0; j < publication->collection_count; j++)
			for (size_t k = 0; k < publication->language_count; k++)
				if (publication->collections[j].page)
					add_entries_of(
						run, target,
						&publication->collections[j],
						k);
	}
	/* They stay where they are from now on. */
	for (size_t i = 0; i < run->entry_jobs.count; i++) {
		struct entry_job *job = &run->entry_jobs.items[i];
		pipeline_initialise(&job->work, job->installation, true);
	}
}

/* ---- Tasks ------------------------------------------------------------- */

/* Of a target: its findings and its languages first, then its texts and entries,
 * which need both. Threads take them in this order, so that whoever waits, waits
 * for somebody who works. */
enum task_kind { TASK_FINDINGS, TASK_LANGUAGES, TASK_TEXT, TASK_ENTRIES };

struct task {
	enum task_kind kind;
	size_t target, index; /* of the text or the entries */
};

struct tasks {
	struct check_run *run;
	pthread_mutex_t mutex;
	pthread_cond_t is_done;
	size_t *left; /* of each target: the first two; under the mutex */
	VECTOR(struct task) list;
};

static size_t target_of(const struct check_run *run,
			const struct publication *publication)
{
	size_t i = 0;
	while (run->targets.items[i].publication != publication)
		i++;
	return i;
}

/* The texts of targets with findings last: these take longest to count. */
static void list_tasks(struct tasks *tasks)
{
	struct check_run *run = tasks->run;
	for (size_t kind = TASK_FINDINGS; kind <= TASK_LANGUAGES; kind++)
		for (size_t i = 0; i < run->targets.count; i++)
			*VECTOR_ADD(&tasks->list) =
				(struct task){ (enum task_kind)kind, i, 0 };
	for (int has_findings = 0; has_findings < 2; has_findings++) {
		for (size_t i = 0; i < run->entry_jobs.count; i++) {
			const struct publication *of =
				run->entry_jobs.items[i].publication;
			if (evidence_exists(&run->arena, of->folder) ==
			    (bool)has_findings)
				*VECTOR_ADD(&tasks->list) =
					(struct task){ TASK_ENTRIES,
						       target_of(run, of), i };
		}
		for (size_t i = 0; i < run->count; i++) {
			const struct publication *of =
				run->items[i].target->publication;
			if (evidence_exists(&run->arena, of->folder) ==
			    (bool)has_findings)
				*VECTOR_ADD(&tasks->list) =
					(struct task){ TASK_TEXT,
						       target_of(run, of), i };
		}
	}
}

/* Once what it needs is there. */
static void read_text(struct checked *checked)
{
	checked->work.evidence = checked->target->evidence;
	edition_make_document(&checked->work, checked->target->publication,
			      checked->edition, checked->text);
}

static void read_entries(struct entry_job *job, const struct target *target)
{
	job->evidence = job->work.evidence = target->evidence;
	entries_make(job);
}

static void finish_first(struct tasks *tasks, size_t target)
{
	pthread_mutex_lock(&tasks->mutex);
	tasks->left[target]--;
	pthread_cond_broadcast(&tasks->is_done);
	pthread_mutex_unlock(&tasks->mutex);
}

/* False where the system failed there. */
static bool await_first(struct tasks *tasks, size_t target)
{
	const struct check_before *before = &tasks->run->before[target];
	pthread_mutex_lock(&tasks->mutex);
	while (tasks->left[target])
		pthread_cond_wait(&tasks->is_done, &tasks->mutex);
	pthread_mutex_unlock(&tasks->mutex);
	return !before->of_findings.message[0] &&
	       !before->of_languages.message[0];
}

static void run_task(void *context, size_t index)
{
	struct tasks *tasks = context;
	struct check_run *run = tasks->run;
	const struct task *task = &tasks->list.items[index];
	struct target *target = &run->targets.items[task->target];
	struct check_before *before = &run->before[task->target];
	switch (task->kind) {
	case TASK_FINDINGS:
		memory_evidence(run->memory, target->publication,
				&target->evidence, &target->diagnostics,
				&before->of_findings);
		finish_first(tasks, task->target);
		break;
	case TASK_LANGUAGES:
		check_languages(run, target, before);
		finish_first(tasks, task->target);
		break;
	case TASK_TEXT:
		if (await_first(tasks, task->target))
			read_text(&run->items[task->index]);
		break;
	case TASK_ENTRIES:
		if (await_first(tasks, task->target))
			read_entries(&run->entry_jobs.items[task->index],
				     target);
		break;
	}
}

static bool check_targets(struct check_run *run)
{
	size_t count = run->targets.count;
	struct tasks tasks = { run,
			       PTHREAD_MUTEX_INITIALIZER,
			       PTHREAD_COND_INITIALIZER,
			       ARENA_NEW_ARRAY(&run->arena, count, size_t),
			       { 0 } };
	run->before = ARENA_NEW_ARRAY(&run->arena, count, struct check_before);
	for (size_t i = 0; i < count; i++)
		tasks.left[i] = 2;
	list_tasks(&tasks);
	jobs_run(0, tasks.list.count, run_task, NULL, &tasks);
	VECTOR_RELEASE(&tasks.list);
	for (size_t i = 0; i < count && !run->error.message[0]; i++)
		run->error = run->before[i].of_findings.message[0] ?
				     run->before[i].of_findings :
				     run->before[i].of_languages;
	return !run->error.message[0];
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
			&checked->work.chapters, NULL
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
	for (size_t i = 0; run->before && i < run->targets.count; i++)
		diagnostics_merge(all, &run->before[i].glossary);
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
	enum exit_status status = targets_load(
		&run->arena, run->arguments, NULL, &run->targets, &run->error);
	struct installation_options where =
		targets_options(run->arguments, run->targets.project);
	if (status != STATUS_CLEAN)
		return status;
	if (!installation_find(&run->arena, &where, &run->installation,
			       &run->error) ||
	    !targets_enter(&run->arena, run->arguments, &run->targets,
			   &run->installation, run->round, &run->error) ||
	    !targets_find_languages(&run->arena, &run->targets, &run->error))
		return STATUS_SYSTEM;
	run->beside = beside_new();
	for (size_t i = 0; i < run->targets.count; i++)
		run->targets.items[i].publication->beside = run->beside;
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
	add_texts(run);
	if (!arguments_has(arguments, "edition"))
		add_entries(run);
	if (!check_targets(run))
		return STATUS_SYSTEM;
	compare_languages(run);
	return STATUS_CLEAN;
}

void check_release(struct check_run *run)
{
	for (size_t i = 0; i < run->count; i++)
		pipeline_release(&run->items[i].work);
	for (size_t i = 0; i < run->entry_jobs.count; i++)
		entries_release(&run->entry_jobs.items[i]);
	VECTOR_RELEASE(&run->entry_jobs);
	size_t count = run->targets.count;
	targets_release(&run->targets); /* translations are in its arena */
	for (size_t i = 0; run->before && i < count; i++) {
		diagnostics_release(&run->before[i].glossary);
		arena_release(&run->before[i].arena);
	}
	beside_free(run->beside);
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
