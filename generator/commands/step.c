/* everyread step: what a graph has done, one step at a time. */
#include <string.h>

#include "base/path.h"
#include "commands/build_step.h"
#include "commands/commands.h"
#include "commands/graph.h"
#include "commands/parts.h"
#include "commands/told.h"

static const struct option options[] = {
	{ "parts", 0, "FOLDER",
	  "where the parts are, otherwise .everyread-parts beside content/" },
	{ "depfile", 0, "FILE", "write there what was read" },
	{ "pdf-standard", 0, "NAME",
	  "ua-1 (PDF 1.7, the default) or ua-2 (PDF 2.0)" },
	{ "output", 'o', "FOLDER", "where to, otherwise dist" },
	{ "strict", 0, NULL, "warnings count as errors" },
	{ "allow-commands", 0, NULL,
	  "run the commands that publications name (audio:)" },
	TOLD_OPTION,
	{ "content", 0, "FOLDER", "where the publications are" },
	{ "templates", 0, "FOLDER", "where the templates are" },
	{ "fonts", 0, "FOLDER", "where fonts.yaml is" },
};

static const struct action {
	const char *name;
	size_t operands; /* besides the action itself */
	void (*run)(struct build *build, const struct step *step);
} actions[] = {
	{ "make", 2, build_step_make },
	{ "withdraw", 1, build_step_withdraw },
	{ "publish", 1, build_step_publish },
	{ "graph", 1, NULL },
	{ "library", 0, build_step_library },
	{ "project", 0, NULL },
};

/* The same command line, of one publication. */
static struct arguments arguments_of(const struct arguments *arguments,
				     const char **folder)
{
	struct arguments one = *arguments;
	one.operands = folder;
	one.operand_count = 1;
	return one;
}

/* ---- With a publication ------------------------------------------------ */

/* A graph is written of what cannot be built, too. */
static enum exit_status run_graph(struct build *build, const struct step *step,
				  const char *folder)
{
	enum exit_status status = build_prepare(build);
	if (status == STATUS_USAGE)
		return status;
	if (status == STATUS_FINDINGS)
		build->targets.count = 0;
	build->has_failed = build->has_failed ||
			    !graph_write_publication(build, step, folder);
	return build->has_failed ? STATUS_SYSTEM : STATUS_CLEAN;
}

static enum exit_status run_loaded(struct build *build, const struct step *step,
				   const struct action *action)
{
	enum exit_status status = build_prepare(build);
	if (status == STATUS_CLEAN)
		action->run(build, step);
	return status == STATUS_USAGE ? status : build_report(build);
}

/* What is read is noted from the start: values are those before it is read. */
static enum exit_status run_one(const struct arguments *arguments,
				const struct step *step, const char *folder,
				const struct action *action)
{
	struct memory *memory = memory_new(false, false);
	const struct arguments one = arguments_of(arguments, &folder);
	struct build build;
	struct inputs read = { 0 };
	enum exit_status status = STATUS_USAGE;
	bool is_right = build_begin(&build, &one, memory);
	struct inputs *before = inputs_record(&read, build.round);
	build.is_step = true;
	if (is_right)
		status = action->run ? run_loaded(&build, step, action) :
				       run_graph(&build, step, folder);
	if (is_right && !action->run && build.has_failed)
		error_print(&build.error, stderr);
	inputs_record(before, NULL);
	inputs_release(&read);
	keep_end(&build);
	build_release(&build);
	memory_free(memory);
	return status;
}

enum exit_status step_write_graph(const struct arguments *arguments,
				  const struct step *step, const char *folder)
{
	return run_one(arguments, step, folder,
		       &(struct action){ "graph", 1, NULL });
}

/* ---- Without ----------------------------------------------------------- */

static enum exit_status tell(bool done, const struct error *error)
{
	if (!done)
		error_print(error, stderr);
	return done ? STATUS_CLEAN : STATUS_SYSTEM;
}

/* In the words of the first publication that can be read. */
static enum exit_status run_library(const struct arguments *arguments,
				    const struct step *step,
				    const struct action *action,
				    const struct graph_folders *folders)
{
	struct arena arena = ARENA_INITIALISER;
	struct error error;
	const char **names;
	size_t count;
	enum exit_status status = STATUS_CLEAN;
	if (!publication_list(&arena, folders->content, &names, &count, &error))
		status = tell(false, &error);
	for (size_t i = 0; status == STATUS_CLEAN && i < count; i++) {
		const char *folder =
			path_join(&arena, folders->content, names[i]);
		struct diagnostics mistakes = DIAGNOSTICS_INITIALISER;
		bool is_readable = publication_load(&arena, folder, NULL,
						    &mistakes, &error);
		diagnostics_release(&mistakes);
		if (!is_readable)
			continue;
		status = run_one(arguments, step, folder, action);
		break;
	}
	arena_release(&arena);
	return status;
}

static enum exit_status run_project(const struct arguments *arguments,
				    const struct step *step,
				    const struct graph_folders *folders)
{
	struct arena arena = ARENA_INITIALISER;
	struct error error = { .message = "" };
	bool done = graph_write_project(&arena, arguments, folders,
					step->depfile, &error);
	arena_release(&arena);
	return tell(done, &error);
}

static enum exit_status run_action(const struct arguments *arguments,
				   const struct action *action)
{
	struct arena arena = ARENA_INITIALISER;
	struct graph_folders folders = graph_find_folders(&arena, arguments);
	const struct step step = {
		.parts = folders.parts,
		.path = action->operands == 2 ? arguments->operands[2] : NULL,
		.depfile = arguments_value(arguments, "depfile"),
	};
	enum exit_status status =
		action->operands ? run_one(arguments, &step,
					   arguments->operands[1], action) :
		action->run ? run_library(arguments, &step, action, &folders) :
			      run_project(arguments, &step, &folders);
	arena_release(&arena);
	return status;
}

static enum exit_status run(const struct arguments *arguments)
{
	const char *names[sizeof actions / sizeof *actions];
	size_t count = sizeof actions / sizeof *actions;
	if (!arguments->operand_count)
		return arguments_wrong(arguments->command, "no action given");
	for (size_t i = 0; i < count; i++) {
		names[i] = actions[i].name;
		if (strcmp(arguments->operands[0], names[i]) != 0)
			continue;
		if (arguments->operand_count == actions[i].operands + 1)
			return run_action(arguments, &actions[i]);
		return arguments_wrong(arguments->command,
				       "'%s' takes %zu operand%s", names[i],
				       actions[i].operands,
				       actions[i].operands == 1 ? "" : "s");
	}
	const char *nearest =
		str_nearest(str_from(arguments->operands[0]), names, count);
	return arguments_wrong(arguments->command, "unknown action '%s'%s%s%s",
			       arguments->operands[0],
			       nearest ? ", did you mean '" : "",
			       nearest ? nearest : "", nearest ? "'?" : "");
}

const struct command command_step = {
	.name = "step",
	.operands = "ACTION [PUBLICATION [FILE]]",
	.summary = "Do one step of a graph",
	.details =
		"Ninja calls it, or a rule of another build system; 'graph' "
		"writes which there are.\n"
		"  make PUBLICATION FILE    one file of the publication, as a "
		"part\n"
		"  publish PUBLICATION      all its parts into dist/, at once\n"
		"  withdraw PUBLICATION     take out of dist/ what may not be "
		"quoted any more\n"
		"  library                  dist/index.html and what stands "
		"beside it\n"
		"  graph PUBLICATION        its part of the graph\n"
		"  project                  what all of them depend on\n",
	.most_operands = 3,
	.options = options,
	.option_count = sizeof options / sizeof *options,
	.run = run,
};
