/* everyread render: one Markdown file, no publication around it. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "base/visible.h"
#include "commands/commands.h"
#include "commands/context.h"
#include "commands/output_place.h"
#include "commands/outputs.h"
#include "commands/pipeline.h"
#include "commands/selection.h"
#include "commands/targets.h"
#include "commands/told.h"
#include "document/outline.h"

static const struct option options[] = {
	{ "output", 'o', "FILE", "the output; its ending says what it is" },
	{ "lang", 0, "TAG", "the text's language, such as ar or zh-Hans" },
	{ "title", 0, "TEXT", "the title" },
	{ "large-print", 0, NULL, "in 18 point, where the output has a size" },
	{ "booklet", 0, NULL, "large print on sheets to fold, in a PDF" },
	{ "toc", 0, NULL, "with a list of contents" },
	{ "page-list", 0, NULL, "with the pages of the PDF, in an EPUB" },
	{ "pdf-standard", 0, "NAME",
	  "ua-1 (PDF 1.7, the default) or ua-2 (PDF 2.0)" },
	{ "braille-grade", 0, "NUMBER",
	  "1, the default, or 2, contracted where the language has that" },
	{ "braille-page", 0, "CELLSxLINES", "otherwise 40x25" },
	{ "strict", 0, NULL, "warnings count as errors" },
	TOLD_OPTION,
	{ "templates", 0, "FOLDER", "where the templates are" },
	{ "fonts", 0, "FOLDER", "where fonts.yaml is" },
};

static bool make_document(struct work *work, const struct arguments *arguments,
			  enum output output)
{
	struct outline_options outline = {
		.claims_accessibility = output_is_paged(output),
		.numbers_figures = true,
		.adds_contents = arguments_has(arguments, "toc"),
	};
	return pipeline_read_file(work, arguments->operands[0],
				  arguments_value(arguments, "lang"),
				  arguments_value(arguments, "title"),
				  &outline);
}

static void set_shell(struct work *work)
{
	work->shell.name = "page";
	work->shell.context = value_new_map(&work->arena);
	context_add_words(&work->arena, work->shell.context, work->locale);
}

static enum exit_status write_output(struct work *work, const char *path,
				     const struct buffer *bytes)
{
	if (strcmp(path, "-") != 0) {
		if (!file_write_atomically(path, bytes->bytes, bytes->length,
					   &work->error))
			work->has_failed = true;
		return work->has_failed ? STATUS_SYSTEM : STATUS_CLEAN;
	}
	errno = 0;
	visible_print_data(stdout, buffer_str(bytes));
	if (fflush(stdout) != 0 || ferror(stdout)) {
		work->has_failed = true;
		error_set(&work->error, "cannot write to standard output: %s",
			  strerror(errno));
	}
	return work->has_failed ? STATUS_SYSTEM : STATUS_CLEAN;
}

static enum exit_status render(struct work *work,
			       const struct arguments *arguments,
			       const char *path, enum output output)
{
	if (make_document(work, arguments, output)) {
		set_shell(work);
		output_make(work, output);
	}
	if (work->has_failed)
		return STATUS_SYSTEM;
	bool is_bad = work->diagnostics.error_count ||
		      (arguments_has(arguments, "strict") &&
		       work->diagnostics.warning_count);
	if (is_bad)
		return STATUS_FINDINGS;
	return write_output(work, path, &work->products[output].bytes);
}

/* What the path's ending asks for; OUTPUT_COUNT, reported, where it is
 * nothing. Standard output is a page. */
static enum output find_output(const struct arguments *arguments,
			       const char *path)
{
	bool is_booklet = arguments_has(arguments, "booklet");
	bool is_large = is_booklet || arguments_has(arguments, "large-print");
	bool is_standard = strcmp(path, "-") == 0;
	const char *ending = is_standard ? output_traits[OUTPUT_HTML].ending :
					   path_extension(path);
	enum output output = output_find_ending(
		ending, is_large ? PRINT_LARGE : PRINT_REGULAR);
	bool is_known =
		output_find_ending(ending, PRINT_REGULAR) != OUTPUT_COUNT;
	struct buffer endings = BUFFER_INITIALISER;
	if (output == OUTPUT_PDF_LARGE && is_booklet)
		return OUTPUT_BOOKLET;
	if (output != OUTPUT_COUNT)
		return output;
	output_append_endings(is_known ? PRINT_LARGE : PRINT_REGULAR, &endings);
	if (is_known)
		arguments_wrong(arguments->command,
				"--%s is for %s; elsewhere the reader chooses",
				is_booklet ? "booklet" : "large-print",
				buffer_str(&endings).bytes);
	else
		arguments_wrong(arguments->command,
				"the output '%s' must end in %s", path,
				buffer_str(&endings).bytes);
	buffer_release(&endings);
	return OUTPUT_COUNT;
}

static bool read_number(const char **at, unsigned least, unsigned most,
			unsigned *number)
{
	char *end;
	if (**at < '0' || **at > '9')
		return false;
	unsigned long value = strtoul(*at, &end, 10);
	*at = end;
	*number = (unsigned)value;
	return value >= least && value <= most;
}

/* False, told, where it is not what there is. */
static bool read_braille(const struct arguments *arguments,
			 struct braille_settings *settings)
{
	const char *grade = arguments_value(arguments, "braille-grade");
	const char *page = arguments_value(arguments, "braille-page");
	const char *at = grade;
	*settings = (struct braille_settings)BRAILLE_SETTINGS_USUAL;
	if (grade && (!read_number(&at, 1, 2, &settings->grade) || *at)) {
		arguments_wrong(arguments->command,
				"--braille-grade is 1 or 2, not '%s'", grade);
		return false;
	}
	at = page;
	if (!page || (read_number(&at, BRAILLE_FEWEST_COLUMNS, BRAILLE_MOST,
				  &settings->columns) &&
		      *at++ == 'x' &&
		      read_number(&at, BRAILLE_FEWEST_LINES, BRAILLE_MOST,
				  &settings->lines) &&
		      !*at))
		return true;
	arguments_wrong(arguments->command,
			"--braille-page is cells and lines, such as 32x27, at "
			"least %dx%d and at most %dx%d, not '%s'",
			BRAILLE_FEWEST_COLUMNS, BRAILLE_FEWEST_LINES,
			BRAILLE_MOST, BRAILLE_MOST, page);
	return false;
}

/* The folder around it, also of one that is named from within: "." and "..". */
static const char *outer_folder(struct arena *arena, const char *folder)
{
	const char *name = path_name(folder);
	bool is_from_within = strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
	return !is_from_within          ? path_folder(arena, folder) :
	       strcmp(folder, ".") == 0 ? ".." :
					  path_join(arena, folder, "..");
}

/* Whose theme holds: the folder of the file, or that of the publication which
 * the file is a text of; NULL: neither has one. */
static const char *folder_with_theme(struct arena *arena, const char *file)
{
	enum { MOST_FOLDERS = 20 };
	const char *folder = path_folder(arena, file);
	for (int i = 0; i < MOST_FOLDERS && strcmp(file, "-") != 0; i++) {
		bool is_publication = file_exists(
			path_join(arena, folder, "publication.yaml"));
		if ((i == 0 || is_publication) &&
		    file_exists(path_join(arena, folder, "theme.yaml")))
			return folder;
		const char *outer = outer_folder(arena, folder);
		if (is_publication || strcmp(outer, folder) == 0)
			return NULL;
		folder = outer;
	}
	return NULL;
}

static bool open_installation(struct work *work,
			      const struct arguments *arguments,
			      struct installation *installation)
{
	struct installation_options where = targets_options(arguments, NULL);
	if (!installation_find(&work->arena, &where, installation,
			       &work->error))
		return false;
	const char *folder =
		folder_with_theme(&work->arena, arguments->operands[0]);
	if (folder)
		installation_enter(&work->arena, installation, folder,
				   &work->diagnostics);
	return installation_load_theme(&work->arena, installation,
				       &work->diagnostics, &work->error);
}

static enum exit_status run(const struct arguments *arguments)
{
	const char *path = arguments_value(arguments, "output");
	const struct command *command = arguments->command;
	if (arguments->operand_count == 0)
		return arguments_wrong(command, "no Markdown file given");
	if (!path)
		return arguments_wrong(command, "no output given; add "
						"-o FILE.pdf, say");
	enum output output = find_output(arguments, path);
	if (output == OUTPUT_COUNT)
		return STATUS_USAGE;
	if (output_is_source(path, arguments->operands[0]))
		return arguments_wrong(command,
				       "the output '%s' is the file that is "
				       "rendered: name another",
				       path);
	struct installation installation;
	struct work work;
	enum pdf_standard standard;
	struct braille_settings braille;
	if (!arguments_has_language(arguments))
		return STATUS_USAGE;
	if (!told_check(arguments) || !read_braille(arguments, &braille) ||
	    !selection_read_standard(arguments, &standard))
		return STATUS_USAGE;
	pipeline_initialise(&work, &installation, false);
	work.pdf_standard = standard;
	work.braille = braille;
	work.has_print = arguments_has(arguments, "page-list");
	enum exit_status status = STATUS_SYSTEM;
	if (open_installation(&work, arguments, &installation))
		status = render(&work, arguments, path, output);
	else if (work.diagnostics.error_count)
		status = STATUS_FINDINGS;
	diagnostics_sort(&work.diagnostics);
	told_print(arguments, &work.diagnostics, status,
		   status == STATUS_SYSTEM ? &work.error : NULL);
	if (status == STATUS_SYSTEM)
		error_print(&work.error, stderr);
	pipeline_release(&work);
	return status;
}

const struct command command_render = {
	.name = "render",
	.operands = "FILE.md -o OUTPUT",
	.summary = "Render one Markdown file",
	.details = "FILE.md may be - for standard input, the output - for "
		   "standard output (HTML).\n"
		   "Front matter may give title, lang and author. No template "
		   "is evaluated.\n",
	.most_operands = 1,
	.print_more = output_print_endings,
	.options = options,
	.option_count = sizeof options / sizeof *options,
	.run = run,
};
