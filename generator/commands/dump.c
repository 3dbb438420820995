/* everyread dump: what stands between the stages, as text. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "base/visible.h"
#include "braille/braille.h"
#include "commands/commands.h"
#include "commands/edition.h"
#include "commands/pipeline.h"
#include "commands/pseudo.h"
#include "commands/selection.h"
#include "commands/targets.h"
#include "document/dump.h"
#include "document/outline.h"
#include "markdown/markdown.h"

static const struct option options[] = {
	{ "stage", 0, "STAGE",
	  "document (the tree), template (Markdown) or "
	  "braille (what liblouis was given)" },
	{ "edition", 0, "ID", "of a publication: which edition" },
	{ "lang", 0, "TAG", "the language" },
	{ "title", 0, "TEXT", "of a file: the title" },
	{ "toc", 0, NULL, "of a file: with a list of contents" },
	{ "templates", 0, "FOLDER", "where the templates are" },
};

enum stage { STAGE_DOCUMENT, STAGE_TEMPLATE, STAGE_BRAILLE };

static void dump_document(struct work *work, enum stage stage)
{
	struct buffer text = BUFFER_INITIALISER;
	if (stage != STAGE_BRAILLE)
		document_dump(&work->document, &text);
	else if (!braille_dump(&work->document, &work->braille,
			       &work->diagnostics, &text, &work->error))
		work->has_failed = true;
	visible_print_lines(stdout, buffer_str(&text));
	buffer_release(&text);
}

/* A file alone, as render takes it. */
static void dump_file(struct work *work, const struct arguments *arguments,
		      enum stage stage)
{
	struct outline_options outline = {
		.numbers_figures = true,
		.adds_contents = arguments_has(arguments, "toc"),
	};
	if (pipeline_read_file(work, arguments->operands[0],
			       arguments_value(arguments, "lang"),
			       arguments_value(arguments, "title"), &outline))
		dump_document(work, stage);
}

static void dump_edition(struct work *work,
			 const struct publication *publication,
			 const struct selection *selection, enum stage stage)
{
	for (size_t i = 0; i < publication->edition_count; i++) {
		const struct edition *edition = &publication->editions[i];
		if (!selection_has_edition(selection, edition))
			continue;
		for (size_t j = 0; j < edition->text_count; j++) {
			const struct edition_text *text = &edition->texts[j];
			if (!selection_has_language(selection, publication,
						    text->language))
				continue;
			edition_make_document(work, publication, edition, text);
			if (work->has_failed)
				return;
			if (stage == STAGE_TEMPLATE)
				visible_print_lines(
					stdout, buffer_str(&work->markdown));
			else
				dump_document(work, stage);
			return;
		}
	}
	work->has_failed = true;
	error_set(&work->error, "there is no such edition in that language");
}

static bool dump_publication(struct work *work,
			     struct installation *installation,
			     const struct arguments *arguments,
			     enum stage stage)
{
	struct selection selection;
	installation_enter(&work->arena, installation, arguments->operands[0],
			   &work->diagnostics);
	const struct publication_pseudo pseudo = pseudo_asked(arguments);
	struct publication *publication =
		publication_load(&work->arena, arguments->operands[0], &pseudo,
				 &work->diagnostics, &work->error);
	if (!publication) {
		work->has_failed = work->error.message[0] != '\0';
		return true;
	}
	if (!selection_read(&selection, arguments, &publication, 1))
		return false;
	work->is_strict = true;
	struct evidence *evidence;
	work->has_failed =
		!targets_load_evidence(&work->arena, publication, &evidence,
				       &work->diagnostics, &work->error);
	work->evidence = evidence;
	targets_check_evidence(publication, evidence, &work->diagnostics);
	if (!work->has_failed)
		dump_edition(work, publication, &selection, stage);
	evidence_free(evidence);
	return true;
}

static enum exit_status finish(struct work *work)
{
	enum exit_status status = STATUS_CLEAN;
	diagnostics_sort(&work->diagnostics);
	diagnostics_print(&work->diagnostics, stderr);
	if (work->has_failed) {
		error_print(&work->error, stderr);
		status = STATUS_SYSTEM;
	} else if (work->diagnostics.error_count) {
		status = STATUS_FINDINGS;
	}
	return status;
}

static bool read_stage(const char *word, enum stage *stage)
{
	static const char *const words[] = {
		[STAGE_DOCUMENT] = "document",
		[STAGE_TEMPLATE] = "template",
		[STAGE_BRAILLE] = "braille",
	};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strcmp(word, words[i]) != 0)
			continue;
		*stage = (enum stage)i;
		return true;
	}
	return false;
}

static enum exit_status run(const struct arguments *arguments)
{
	const struct command *command = arguments->command;
	const char *word = arguments_value(arguments, "stage");
	enum stage stage = STAGE_DOCUMENT;
	if (word && !read_stage(word, &stage))
		return arguments_wrong(command,
				       "unknown stage '%s' (allowed: document, "
				       "template, braille)",
				       word);
	if (arguments->operand_count == 0)
		return arguments_wrong(command,
				       "no Markdown file or publication given");
	bool is_publication = file_is_folder(arguments->operands[0]);
	if (stage == STAGE_TEMPLATE && !is_publication)
		return arguments_wrong(command, "a single file has no template "
						"stage; name a publication's "
						"folder");
	if (!is_publication && !arguments_has_language(arguments))
		return STATUS_USAGE;
	struct installation installation;
	struct work work;
	enum exit_status status = STATUS_USAGE;
	bool is_right = true;
	pipeline_initialise(&work, &installation, false);
	const char *project =
		is_publication ? targets_project_of(&work.arena,
						    arguments->operands[0]) :
				 NULL;
	struct installation_options where = targets_options(arguments, project);
	if (!installation_find(&work.arena, &where, &installation, &work.error))
		work.has_failed = true;
	else if (is_publication)
		is_right = dump_publication(&work, &installation, arguments,
					    stage);
	else
		dump_file(&work, arguments, stage);
	if (is_right)
		status = finish(&work);
	pipeline_release(&work);
	return status;
}

const struct command command_dump = {
	.name = "dump",
	.operands = "FILE.md|PUBLICATION",
	.summary = "Print what stands between the stages",
	.details = "PUBLICATION is the folder of a publication.yaml; without "
		   "--edition and --lang\nits first edition is taken.\n",
	.most_operands = 1,
	.options = options,
	.option_count = sizeof options / sizeof *options,
	.run = run,
};
