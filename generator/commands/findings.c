/* everyread findings: what a file of coded data holds, as far as it may be
 * told: counts, and codes by prevalence under disclosure control. It never
 * prints a text, or a name of a case or a source, nor a value of a variable but
 * of those that tables are published by; words of those who consented to be
 * quoted only where they are asked for (commands/findings_quotations.c). */
#include "commands/findings.h"

#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "commands/commands.h"
#include "commands/texts.h"
#include "quote/quotation.h"
#include "read/read.h"

static const struct option options[] = {
	{ "format", 0, "FORMAT", "text, csv or json" },
	{ "quotations", 0, "[THEME]", "list what may be quoted" },
	{ "compare", 0, "FILE", "warn of what both releases tell together" },
	{ "strict", 0, NULL, "warnings count as errors" },
	{ "content", 0, "FOLDER", "where the publications are" },
};

static const char details[] =
	"Reads a publication's findings, or one file: a REFI-QDA project "
	"(.qdpx,"
	" .qde),\na codebook (.qdc), or a table (.csv). Prints how much was "
	"read, the codes by how\nmany cases have them, and how many counts are "
	"hidden because they are small or\ncould tell of a small one.\n\n"
	"With --quotations it lists the passages whose people consented to be\n"
	"quoted instead, of one theme (by its id in findings.yaml) or of all: "
	"their ids,\n"
	"themes, attributions and words.\n\n"
	"With --compare it also warns where these findings and an earlier "
	"release's, the\nFILE that --format=json (or csv) printed then, give a "
	"hidden count or a few people\naway together.\n";

/* The publication's folder: the operand itself, or that name in the content
 * folder; NULL where it is neither. */
static const char *find_folder(struct findings_work *work,
			       const struct arguments *arguments)
{
	const char *name = arguments->operands[0];
	const char *content = arguments_value(arguments, "content");
	if (file_is_folder(name))
		return name;
	name = path_join(&work->arena, content ? content : "content", name);
	return file_is_folder(name) ? name : NULL;
}

static void use_file(struct findings_work *work, const char *path)
{
	work->file = path;
	work->project =
		findings_read(path, NULL, &work->diagnostics, &work->error);
	if (work->project)
		work->settings = settings_default(&work->arena, work->project);
	if (work->project)
		settings_check_base(work->project, path, &work->diagnostics);
}

static void use_folder(struct findings_work *work, const char *folder)
{
	const char *yaml =
		path_join(&work->arena, folder, "findings/findings.yaml");
	struct read_options reading;
	const char *path = settings_project_path(
		&work->arena, yaml, &reading, &work->diagnostics, &work->error);
	if (!path)
		return;
	work->file = path;
	work->project = findings_read(work->file, &reading, &work->diagnostics,
				      &work->error);
	if (work->project)
		work->settings =
			settings_load(&work->arena, yaml, path, work->project,
				      &work->diagnostics, &work->error);
}

static void analyse(struct findings_work *work)
{
	work->analysis =
		analysis_new(&work->arena, work->project, work->settings);
	work->order = ARENA_NEW_ARRAY(&work->arena, work->settings->theme_count,
				      uint32_t);
	analysis_rank(work->analysis, 0, ANALYSIS_TOTAL, ANALYSIS_TOTAL,
		      work->order);
}

/* `folder` NULL: there is no publication. */
static void check_replacements(struct findings_work *work, const char *folder)
{
	struct str *texts = NULL;
	size_t count = 0;
	if (!work->settings->replacement_count)
		return;
	struct quotations *quotations =
		quotations_new(&work->arena, work->analysis);
	if (folder)
		texts_read(&work->arena, folder, &texts, &count);
	quotations_check_replacements(quotations, texts, count,
				      &work->diagnostics);
	quotations_release(quotations);
}

static enum exit_status finish(struct findings_work *work, bool is_strict)
{
	enum exit_status status = STATUS_CLEAN;
	diagnostics_sort(&work->diagnostics);
	diagnostics_print(&work->diagnostics, stderr);
	if (work->diagnostics.error_count ||
	    (is_strict && work->diagnostics.warning_count))
		status = STATUS_FINDINGS;
	if (work->error.message[0]) {
		error_print(&work->error, stderr);
		status = STATUS_SYSTEM;
	}
	project_free(work->project);
	diagnostics_release(&work->diagnostics);
	arena_release(&work->arena);
	return status;
}

static bool list_quotations(struct findings_work *work,
			    const struct arguments *arguments,
			    const char *format)
{
	const char *theme = arguments_value(arguments, "quotations");
	if (!findings_has_theme(work, theme)) {
		arguments_wrong(arguments->command,
				"there is no theme '%s' (see the ids in "
				"findings.yaml, or in --format=json)",
				theme);
		return false;
	}
	findings_print_quotations(work, theme, format);
	return true;
}

static enum exit_status run(const struct arguments *arguments)
{
	struct findings_work work = { .error = { "" } };
	enum exit_status status = STATUS_CLEAN;
	const char *format = arguments_value(arguments, "format");
	if (!format)
		format = "text";
	if (strcmp(format, "text") != 0 && strcmp(format, "csv") != 0 &&
	    strcmp(format, "json") != 0)
		return arguments_wrong(arguments->command,
				       "unknown format '%s' (allowed: text, "
				       "csv, json)",
				       format);
	if (arguments_has(arguments, "compare") &&
	    arguments_has(arguments, "quotations"))
		return arguments_wrong(arguments->command,
				       "--compare and --quotations do not go "
				       "together");
	if (arguments->operand_count == 0)
		return arguments_wrong(arguments->command,
				       "no publication or file given");
	const char *folder = find_folder(&work, arguments);
	if (folder)
		use_folder(&work, folder);
	else
		use_file(&work, arguments->operands[0]);
	if (work.settings && !work.error.message[0]) {
		analyse(&work);
		check_replacements(&work, folder);
		if (!arguments_has(arguments, "quotations"))
			findings_print_report(&work, format);
		else if (!list_quotations(&work, arguments, format))
			status = STATUS_USAGE;
		if (arguments_has(arguments, "compare"))
			findings_compare(&work,
					 arguments_value(arguments, "compare"));
	}
	enum exit_status found =
		finish(&work, arguments_has(arguments, "strict"));
	return status == STATUS_CLEAN ? found : status;
}

const struct command command_findings = {
	.name = "findings",
	.operands = "PUBLICATION|FILE",
	.summary = "Say what coded data hold, as far as it may be told",
	.details = details,
	.most_operands = 1,
	.options = options,
	.option_count = sizeof options / sizeof *options,
	.run = run,
};
