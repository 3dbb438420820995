/* everyread render: one Markdown file, no publication around it. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"
#include "base/path.h"
#include "commands/commands.h"
#include "commands/context.h"
#include "commands/pipeline.h"
#include "commands/selection.h"
#include "document/outline.h"

static const struct option options[] = {
	{ "output", 'o', "FILE", "the output: FILE.pdf or FILE.html" },
	{ "lang", 0, "TAG", "the text's language, such as ar or zh-Hans" },
	{ "title", 0, "TEXT", "the title" },
	{ "large-print", 0, NULL, "a PDF in 18 point" },
	{ "toc", 0, NULL, "with a list of contents" },
	{ "pdf-standard", 0, "NAME",
	  "ua-1 (PDF 1.7, the default) or ua-2 (PDF 2.0)" },
	{ "strict", 0, NULL, "warnings count as errors" },
	{ "templates", 0, "FOLDER", "where the templates are" },
	{ "fonts", 0, "FOLDER", "where fonts.yaml is" },
};

static bool make_document(struct work *work, const struct arguments *arguments)
{
	struct outline_options outline = {
		.numbers_figures = true,
		.adds_contents = arguments_has(arguments, "toc"),
	};
	return pipeline_read_file(work, arguments->operands[0],
				  arguments_value(arguments, "lang"),
				  arguments_value(arguments, "title"),
				  &outline);
}

static void make_html(struct work *work)
{
	struct value *context = value_new_map(&work->arena);
	context_add_words(&work->arena, context, work->locale);
	pipeline_make_html(work, "page", context);
}

static enum exit_status write_output(struct work *work, const char *output,
				     const struct buffer *bytes)
{
	if (strcmp(output, "-") != 0) {
		if (!file_write_atomically(output, bytes->bytes, bytes->length,
					   &work->error))
			work->has_failed = true;
	} else if (fwrite(bytes->bytes, 1, bytes->length, stdout) !=
			   bytes->length ||
		   fflush(stdout) != 0) {
		work->has_failed = true;
		error_set(&work->error, "cannot write to standard output");
	}
	return work->has_failed ? STATUS_SYSTEM : STATUS_CLEAN;
}

static enum exit_status render(struct work *work,
			       const struct arguments *arguments,
			       const char *output, bool is_pdf)
{
	if (make_document(work, arguments)) {
		if (is_pdf && arguments_has(arguments, "large-print"))
			pipeline_make_large_pdf(work);
		else if (is_pdf)
			pipeline_make_pdf(work);
		else
			make_html(work);
	}
	if (work->has_failed)
		return STATUS_SYSTEM;
	bool is_bad = work->diagnostics.error_count ||
		      (arguments_has(arguments, "strict") &&
		       work->diagnostics.warning_count);
	if (is_bad)
		return STATUS_FINDINGS;
	const struct buffer *bytes = &work->html;
	if (is_pdf)
		bytes = work->large_pdf.bytes.length ? &work->large_pdf.bytes :
						       &work->pdf.bytes;
	return write_output(work, output, bytes);
}

static enum exit_status run(const struct arguments *arguments)
{
	const char *output = arguments_value(arguments, "output");
	const struct command *command = arguments->command;
	if (arguments->operand_count == 0)
		return arguments_wrong(command, "no Markdown file given");
	if (!output)
		return arguments_wrong(command, "no output given; add "
						"-o FILE.pdf or -o FILE.html");
	const char *ending = path_extension(output);
	bool is_pdf = strcasecmp(ending, "pdf") == 0;
	if (!is_pdf && strcasecmp(ending, "html") != 0 &&
	    strcasecmp(ending, "htm") != 0 && strcmp(output, "-") != 0)
		return arguments_wrong(command,
				       "the output '%s' must end in .pdf or "
				       ".html",
				       output);
	if (!is_pdf && arguments_has(arguments, "large-print"))
		return arguments_wrong(command, "--large-print is for a PDF; "
						"in HTML the reader chooses");
	struct installation installation;
	struct work work;
	enum pdf_standard standard;
	if (!selection_read_standard(arguments, &standard))
		return STATUS_USAGE;
	pipeline_initialise(&work, &installation, false);
	work.pdf_standard = standard;
	enum exit_status status = STATUS_SYSTEM;
	if (installation_find(&work.arena,
			      arguments_value(arguments, "templates"),
			      arguments_value(arguments, "fonts"),
			      &installation, &work.error) &&
	    installation_load_theme(&work.arena, &installation,
				    &work.diagnostics, &work.error))
		status = render(&work, arguments, output, is_pdf);
	else if (work.diagnostics.error_count)
		status = STATUS_FINDINGS;
	diagnostics_print(&work.diagnostics, stderr);
	if (status == STATUS_SYSTEM)
		fprintf(stderr, "everyread: %s\n", work.error.message);
	pipeline_release(&work);
	return status;
}

const struct command command_render = {
	.name = "render",
	.operands = "FILE.md -o FILE.pdf|FILE.html",
	.summary = "Render one Markdown file as PDF or HTML",
	.details = "FILE.md may be - for standard input, the output - for "
		   "standard output (HTML).\n"
		   "Front matter may give title, lang and author. No template "
		   "is evaluated.\n",
	.most_operands = 1,
	.options = options,
	.option_count = sizeof options / sizeof *options,
	.run = run,
};
