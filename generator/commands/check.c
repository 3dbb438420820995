/* everyread check: what readers would trip over, without building anything. */
#include <stdio.h>
#include <string.h>

#include "check/numbers.h"
#include "commands/commands.h"
#include "commands/edition.h"
#include "commands/memory.h"
#include "commands/report.h"
#include "commands/selection.h"
#include "commands/targets.h"

static const struct option options[] = {
	{ "edition", 0, "ID", "only this edition" },
	{ "lang", 0, "TAG", "only this language" },
	{ "format", 0, "FORMAT", "text, json or sarif" },
	{ "strict", 0, NULL, "warnings count as errors" },
	{ "content", 0, "FOLDER", "where the publications are" },
	{ "templates", 0, "FOLDER", "where the templates are" },
	{ "fonts", 0, "FOLDER", "where fonts.yaml is" },
};

/* An edition in one language. */
struct checked {
	const struct target *target;
	const struct edition *edition;
	size_t language;
	bool is_whole;
	struct work work;
};

struct check_run {
	const struct arguments *arguments;
	struct arena arena;
	struct installation installation;
	struct memory *memory; /* of findings */
	struct input_round *round;
	struct targets targets;
	struct selection selection;
	struct error error;
	struct checked *items;
	size_t count;
};

/* ---- Checking ---------------------------------------------------------- */

static bool is_wanted(const struct check_run *run,
		      const struct publication *publication,
		      const struct edition *edition, size_t language)
{
	return selection_has_edition(&run->selection, edition) &&
	       selection_has_language(&run->selection, publication, language);
}

static void check_text(struct check_run *run, const struct target *target,
		       const struct edition *edition,
		       const struct edition_text *text)
{
	struct checked *checked = &run->items[run->count++];
	*checked = (struct checked){ .target = target,
				     .edition = edition,
				     .language = text->language,
				     .is_whole = !text->missing_count };
	pipeline_initialise(&checked->work, &target->installation, true);
	checked->work.evidence = target->evidence;
	checked->work.tells_style = true;
	edition_make_document(&checked->work, target->publication, edition,
			      text);
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
		const struct publication *publication = target->publication;
		for (size_t j = 0; j < publication->edition_count; j++) {
			const struct edition *edition =
				&publication->editions[j];
			for (size_t k = 0; k < edition->text_count; k++)
				if (is_wanted(run, publication, edition,
					      edition->texts[k].language))
					check_text(run, target, edition,
						   &edition->texts[k]);
		}
	}
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
			    source->language == 0 && target->language > 0 &&
			    target->is_whole && is_readable(source) &&
			    is_readable(target))
				numbers_compare(&source->work.document,
						source->work.locale,
						&target->work.document,
						target->work.locale,
						&target->work.diagnostics);
		}
}

/* ---- Telling ----------------------------------------------------------- */

static void add_reading(const struct check_run *run, struct report *report)
{
	for (size_t i = 0; i < run->count; i++) {
		const struct checked *checked = &run->items[i];
		const struct publication *publication =
			checked->target->publication;
		*VECTOR_ADD(&report->readings) = (struct reading){
			publication->identifier, checked->edition->identifier,
			publication->languages[checked->language].folder,
			checked->work.measures
		};
	}
}

static enum exit_status tell(struct check_run *run, enum report_format format)
{
	struct report report = { 0 };
	enum exit_status status = STATUS_CLEAN;
	diagnostics_merge(&report.diagnostics, &run->targets.diagnostics);
	for (size_t i = 0; i < run->targets.count; i++) {
		struct target *target = &run->targets.items[i];
		diagnostics_merge(&report.diagnostics, &target->diagnostics);
		diagnostics_merge(&report.diagnostics,
				  &target->language_diagnostics);
	}
	for (size_t i = 0; i < run->count; i++) {
		struct work *work = &run->items[i].work;
		diagnostics_merge(&report.diagnostics, &work->diagnostics);
		if (!work->has_failed)
			continue;
		error_print(&work->error, stderr);
		status = STATUS_SYSTEM;
	}
	add_reading(run, &report);
	report_write(&report, format, stdout);
	bool is_strict = arguments_has(run->arguments, "strict");
	if (status == STATUS_CLEAN &&
	    (report.diagnostics.error_count ||
	     (is_strict && report.diagnostics.warning_count)))
		status = STATUS_FINDINGS;
	report_release(&report);
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

static enum exit_status run_check(const struct arguments *arguments)
{
	struct check_run run = { .arguments = arguments };
	enum report_format format;
	if (!report_find_format(arguments_value(arguments, "format"), &format))
		return arguments_wrong(arguments->command,
				       "unknown format '%s' (allowed: text, "
				       "json, sarif)",
				       arguments_value(arguments, "format"));
	run.memory = memory_new(false, false);
	run.round = memory_begin(run.memory);
	enum exit_status status = prepare(&run);
	if (status == STATUS_CLEAN) {
		check_targets(&run);
		compare_languages(&run);
		status = tell(&run, format);
	} else if (status == STATUS_SYSTEM) {
		error_print(&run.error, stderr);
	}
	for (size_t i = 0; i < run.count; i++)
		pipeline_release(&run.items[i].work);
	targets_release(&run.targets);
	memory_end(run.memory);
	memory_free(run.memory);
	arena_release(&run.arena);
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
