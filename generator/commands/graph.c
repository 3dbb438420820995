/* everyread graph: the build of a project as steps, for Ninja. */
#define _XOPEN_SOURCE 700
#include "commands/graph.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "commands/commands.h"
#include "commands/installation.h"
#include "commands/ninja.h"
#include "commands/parts.h"
#include "commands/program.h"

static const struct option options[] = {
	{ "ninja", 0, "[FILE]", "write the graph for Ninja, into build.ninja" },
	{ "parts", 0, "FOLDER",
	  "where the parts are, otherwise .everyread-parts beside content/" },
	{ "pdf-standard", 0, "NAME",
	  "ua-1 (PDF 1.7, the default) or ua-2 (PDF 2.0)" },
	{ "output", 'o', "FOLDER", "where to, otherwise dist" },
	{ "strict", 0, NULL, "warnings count as errors" },
	{ "allow-commands", 0, NULL,
	  "run the commands that publications name (audio:)" },
	{ "content", 0, "FOLDER", "where the publications are" },
	{ "templates", 0, "FOLDER", "where the templates are" },
	{ "fonts", 0, "FOLDER", "where fonts.yaml is" },
};

struct graph_folders graph_find_folders(struct arena *arena,
					const struct arguments *arguments)
{
	struct targets_folders found;
	/* Operands may be no publications. */
	struct arguments none = *arguments;
	none.operand_count = 0;
	targets_find_folders(arena, &none, &found);
	return (struct graph_folders){
		.content = found.content,
		.output = found.output,
		.parts = parts_folder(arena, arguments, found.project),
		.project = found.project,
	};
}

/* ---- The project ------------------------------------------------------- */

static void add_names(struct arena *arena, const char *folder,
		      struct buffer *out)
{
	const char **names;
	size_t count;
	struct error ignored;
	if (!folder ||
	    !file_list_folder(arena, folder, &names, &count, &ignored))
		return;
	for (size_t i = 0; i < count; i++) {
		const char *path = path_join(arena, folder, names[i]);
		buffer_append_format(out, "%s\n", path);
		if (file_is_folder(path))
			add_names(arena, path, out);
	}
}

static bool add_project(struct arena *arena, const struct arguments *arguments,
			const struct graph_folders *folders, struct buffer *out,
			struct error *error)
{
	struct installation installation;
	struct installation_options where =
		targets_options(arguments, folders->project);
	const char **names;
	size_t count;
	if (!installation_find(arena, &where, &installation, error) ||
	    !publication_list(arena, folders->content, &names, &count, error))
		return false;
	struct fingerprint program = program_fingerprint();
	buffer_append_format(out, "program %016" PRIx64 "%016" PRIx64 "\n",
			     program.high, program.low);
	for (size_t i = 0; i < count; i++)
		buffer_append_format(out, "publication %s\n", names[i]);
	for (int i = 0; i < LAYER_COUNT; i++) {
		add_names(arena, installation.templates.folders[i], out);
		add_names(arena, installation.fonts.folders[i], out);
	}
	/* A theme, templates or fonts may come. */
	for (int i = 0; i < LAYER_COUNT; i++) {
		const char *home = installation.homes.folders[i];
		if (!home)
			continue;
		const char *theme = path_join(arena, home, "theme.yaml");
		inputs_note(INPUT_FOLDER, home);
		if (file_exists(theme))
			buffer_append_format(out, "%s\n", theme);
	}
	inputs_note(INPUT_FOLDER, folders->project);
	return true;
}

bool graph_write_project(struct arena *arena, const struct arguments *arguments,
			 const struct graph_folders *folders,
			 const char *depfile, struct error *error)
{
	struct buffer out = BUFFER_INITIALISER;
	struct inputs read = { 0 };
	struct input_round *round = input_round_new();
	const char *path = path_join(arena, folders->parts, "project");
	const char *but[] = { folders->parts, folders->output };
	const char *known[] = { folders->project, folders->content };
	struct inputs *before = inputs_record(&read, round);
	bool done = add_project(arena, arguments, folders, &out, error);
	inputs_record(before, NULL);
	program_add_files(&read);
	done = done && parts_write(path, &out, error);
	if (done && depfile)
		done = parts_write_depfile(
			depfile,
			&(const struct parts_made_from){ .inputs = &read,
							 .has_folders = true,
							 .but = but,
							 .but_count = 2,
							 .known = known,
							 .known_count = 2 },
			error);
	inputs_release(&read);
	input_round_free(round);
	buffer_release(&out);
	return done;
}

void graph_find_odd_of_layer(struct arena *arena,
			     const struct installation *installation, int layer,
			     struct parts_names *names)
{
	const char *home = installation->homes.folders[layer];
	parts_find_odd(arena, installation->templates.folders[layer], names);
	parts_find_odd(arena, installation->fonts.folders[layer], names);
	if (!home)
		return;
	const char *theme = path_join(arena, home, "theme.yaml");
	if (parts_is_odd(theme) && file_exists(theme))
		*VECTOR_ADD(names) = theme;
}

/* ---- build.ninja ------------------------------------------------------- */

struct main_graph {
	struct ninja ninja;
	struct arena arena;
	struct error error;
	const struct arguments *arguments;
	struct graph_folders folders;
	const char *file;      /* "build.ninja" */
	const char **names;    /* of publications */
	const char **operands; /* the same as paths */
	size_t count;
};

static const char *part(struct main_graph *graph, const char *name,
			const char *ending)
{
	return arena_format(
		&graph->arena, "%s%s",
		path_join(&graph->arena, graph->folders.parts, name), ending);
}

/* The options that steps are given, too. Where things are is said in any case:
 * Ninja may be run from elsewhere, but with -C. */
static void set_options(struct main_graph *graph)
{
	static const char *const kept[] = { "pdf-standard", "templates",
					    "fonts" };
	struct buffer words = BUFFER_INITIALISER;
	const struct {
		const char *name, *value;
	} folders[] = {
		{ "content", graph->folders.content },
		{ "output", graph->folders.output },
		{ "parts", graph->folders.parts },
	};
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		buffer_append_format(&words, " --%s", folders[i].name);
		ninja_quote(&words, folders[i].value);
	}
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		const char *value = arguments_value(graph->arguments, kept[i]);
		if (!value)
			continue;
		buffer_append_format(&words, " --%s", kept[i]);
		ninja_quote(&words, value);
	}
	if (arguments_has(graph->arguments, "strict"))
		buffer_append_string(&words, " --strict");
	if (arguments_has(graph->arguments, "allow-commands"))
		buffer_append_string(&words, " --allow-commands");
	ninja_set_global(&graph->ninja, "options",
			 buffer_str(&words).bytes + 1);
	buffer_release(&words);
}

/* SOURCE_DATE_EPOCH is in files, so that it is in the graph, and not only in
 * the environment, which Ninja does not look at. */
static void set_program(struct main_graph *graph)
{
	struct buffer words = BUFFER_INITIALISER;
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	char *program = realpath("/proc/self/exe", NULL);
	buffer_append_string(&words, "env");
	if (epoch)
		ninja_quote(&words,
			    arena_format(&graph->arena, "SOURCE_DATE_EPOCH=%s",
					 epoch));
	else
		buffer_append_string(&words, " -u SOURCE_DATE_EPOCH");
	ninja_quote(&words, program ? program : "everyread");
	ninja_set_global(&graph->ninja, "everyread", buffer_str(&words).bytes);
	buffer_release(&words);
	free(program);
}

static void set_again(struct main_graph *graph)
{
	struct buffer words = BUFFER_INITIALISER;
	buffer_append_string(&words, "graph");
	ninja_quote(&words,
		    arena_format(&graph->arena, "--ninja=%s", graph->file));
	for (size_t i = 0; i < graph->arguments->operand_count; i++)
		ninja_quote(&words, graph->arguments->operands[i]);
	ninja_set_global(&graph->ninja, "again", buffer_str(&words).bytes);
	buffer_release(&words);
}

/* A step's variables: do, d (its depfile), what (is told). */
static const char rules[] = "rule step\n"
			    "  command = $everyread step $do $options\n"
			    "  depfile = $d\n"
			    "  deps = gcc\n"
			    "  restat = 1\n"
			    "  description = $what\n"
			    "rule names\n"
			    "  command = $everyread step $do $options\n"
			    "  depfile = $d\n"
			    "  deps = gcc\n"
			    "  restat = 1\n"
			    "  generator = 1\n"
			    "  description = $what\n"
			    "rule graph\n"
			    "  command = $everyread $again $options\n"
			    "  generator = 1\n"
			    "  description = graph\n";

static void add_step(struct main_graph *graph, const char *action,
		     const char *operand, const char *depfile)
{
	struct buffer words = BUFFER_INITIALISER;
	buffer_append_string(&words, action);
	if (operand)
		ninja_quote(&words, operand);
	buffer_append_string(&words, " --depfile");
	ninja_quote(&words, depfile);
	ninja_lines(&graph->ninja, "\n");
	ninja_set(&graph->ninja, "do", buffer_str(&words).bytes);
	ninja_set(&graph->ninja, "d", depfile);
	ninja_set(&graph->ninja, "what",
		  operand ? arena_format(&graph->arena, "%s %s", action,
					 path_name(operand)) :
			    action);
	buffer_release(&words);
}

static void name_odd(struct main_graph *graph, const struct parts_names *odd)
{
	for (size_t i = 0; i < odd->count; i++)
		ninja_name(&graph->ninja, odd->items[i]);
}

/* What is named so may go: until the graph is written anew Ninja need not ask
 * who makes it. */
static void allow_missing(struct main_graph *graph,
			  const struct parts_names *odd)
{
	for (size_t i = 0; i < odd->count; i++) {
		ninja_lines(&graph->ninja, "build");
		ninja_name(&graph->ninja, odd->items[i]);
		ninja_lines(&graph->ninja, ": phony\n");
	}
}

static void add_publication(struct main_graph *graph, size_t index)
{
	struct ninja *ninja = &graph->ninja;
	const char *name = graph->names[index];
	struct parts_names odd = { 0 };
	ninja_lines(ninja, "build");
	ninja_name(ninja, part(graph, name, ".ninja"));
	ninja_name(ninja, part(graph, name, ".shape"));
	ninja_lines(ninja, ": names |");
	ninja_name(ninja, part(graph, "project", ""));
	parts_find_odd(&graph->arena, graph->operands[index], &odd);
	name_odd(graph, &odd);
	add_step(graph, "graph", graph->operands[index],
		 part(graph, name, ".ninja.d"));
	allow_missing(graph, &odd);
	VECTOR_RELEASE(&odd);
	ninja_lines(ninja, "subninja");
	ninja_name(ninja, part(graph, name, ".ninja"));
	ninja_lines(ninja, "\n");
}

/* Feeds and the map of the site are made besides: which there are hangs on the
 * publications. */
static void add_library(struct main_graph *graph)
{
	struct ninja *ninja = &graph->ninja;
	ninja_lines(ninja, "build");
	ninja_name(ninja, path_join(&graph->arena, graph->folders.output,
				    "index.html"));
	ninja_name(ninja, path_join(&graph->arena, graph->folders.output,
				    "catalogue.json"));
	ninja_lines(ninja, ": step |");
	ninja_name(ninja, part(graph, "project", ""));
	for (size_t i = 0; i < graph->count; i++)
		ninja_name(ninja, part(graph, graph->names[i], ".published"));
	add_step(graph, "library", NULL, part(graph, "library", ".d"));
}

static void find_odd_of_project(struct main_graph *graph,
				struct parts_names *odd)
{
	struct installation installation;
	struct installation_options where =
		targets_options(graph->arguments, graph->folders.project);
	if (!installation_find(&graph->arena, &where, &installation,
			       &graph->error)) {
		graph->ninja.has_failed = true;
		return;
	}
	for (int i = 0; i < LAYER_COUNT; i++)
		graph_find_odd_of_layer(&graph->arena, &installation, i, odd);
	if (parts_is_odd(graph->folders.content))
		*VECTOR_ADD(odd) = graph->folders.content;
}

static void add_all(struct main_graph *graph)
{
	struct ninja *ninja = &graph->ninja;
	struct parts_names odd = { 0 };
	ninja_lines(ninja, "# Made by everyread graph; Ninja makes it anew.\n"
			   "ninja_required_version = 1.11\n");
	ninja_set_global(ninja, "builddir", graph->folders.parts);
	set_program(graph);
	set_options(graph);
	set_again(graph);
	ninja_lines(ninja, rules);
	ninja_lines(ninja, "build");
	ninja_name(ninja, part(graph, "project", ""));
	ninja_lines(ninja, ": names");
	find_odd_of_project(graph, &odd);
	name_odd(graph, &odd);
	add_step(graph, "project", NULL, part(graph, "project", ".d"));
	allow_missing(graph, &odd);
	VECTOR_RELEASE(&odd);
	ninja_lines(ninja, "build");
	ninja_name(ninja, graph->file);
	ninja_lines(ninja, ": graph |");
	ninja_name(ninja, part(graph, "project", ""));
	for (size_t i = 0; i < graph->count; i++)
		ninja_name(ninja, part(graph, graph->names[i], ".ninja"));
	ninja_lines(ninja, "\n");
	for (size_t i = 0; i < graph->count; i++)
		add_publication(graph, i);
	add_library(graph);
}

/* ---- The command ------------------------------------------------------- */

/* What is in content/, or what was named of it. */
static enum exit_status find_publications(struct main_graph *graph)
{
	const struct arguments *arguments = graph->arguments;
	struct arena *arena = &graph->arena;
	const char *content = graph->folders.content;
	graph->count = arguments->operand_count;
	if (!graph->count) {
		if (!publication_list(arena, content, &graph->names,
				      &graph->count, &graph->error))
			return STATUS_SYSTEM;
		if (!graph->count)
			return arguments_wrong(arguments->command,
					       "no folder of '%s' holds a "
					       "publication.yaml",
					       content);
	} else {
		graph->names =
			ARENA_NEW_ARRAY(arena, graph->count, const char *);
		for (size_t i = 0; i < graph->count; i++) {
			const char *folder =
				targets_find(arena, arguments->command, content,
					     arguments->operands[i]);
			if (!folder)
				return STATUS_USAGE;
			graph->names[i] = path_name(path_tidy(arena, folder));
			if (!file_is_inside(folder, content))
				return arguments_wrong(
					arguments->command,
					"a graph is of one project: '%s' is "
					"not in '%s'",
					folder, content);
		}
	}
	graph->operands = ARENA_NEW_ARRAY(arena, graph->count, const char *);
	for (size_t i = 0; i < graph->count; i++)
		graph->operands[i] = path_join(arena, content, graph->names[i]);
	return STATUS_CLEAN;
}

/* Ninja writes them anew, but it must find some. */
static enum exit_status write_missing(struct main_graph *graph)
{
	enum exit_status status = STATUS_CLEAN;
	const struct step step = { .parts = graph->folders.parts };
	if (!file_exists(part(graph, "project", "")) &&
	    !graph_write_project(&graph->arena, graph->arguments,
				 &graph->folders, NULL, &graph->error))
		return STATUS_SYSTEM;
	for (size_t i = 0; status == STATUS_CLEAN && i < graph->count; i++)
		if (!file_exists(part(graph, graph->names[i], ".ninja")))
			status = step_write_graph(graph->arguments, &step,
						  graph->operands[i]);
	return status;
}

static enum exit_status write_graph(struct main_graph *graph)
{
	enum exit_status status = find_publications(graph);
	/* Ninja looks at the time of the project's folder: what is made in it is
	 * made first. */
	if (status == STATUS_CLEAN &&
	    (!file_make_folders(graph->folders.output, &graph->error) ||
	     !file_make_folders(graph->folders.parts, &graph->error)))
		status = STATUS_SYSTEM;
	if (status == STATUS_CLEAN)
		status = write_missing(graph);
	if (status == STATUS_CLEAN)
		add_all(graph);
	if (status == STATUS_CLEAN &&
	    (graph->ninja.has_failed ||
	     !file_write_atomically(graph->file, graph->ninja.text.bytes,
				    graph->ninja.text.length, &graph->error)))
		status = STATUS_SYSTEM;
	return status;
}

static enum exit_status run(const struct arguments *arguments)
{
	struct main_graph graph = { .arguments = arguments };
	enum pdf_standard ignored;
	if (!arguments_has(arguments, "ninja"))
		return arguments_wrong(arguments->command,
				       "say for whom: --ninja");
	if (!selection_read_standard(arguments, &ignored))
		return STATUS_USAGE;
	const char *file = arguments_value(arguments, "ninja");
	graph.file = file && file[0] ? file : "build.ninja";
	graph.ninja.error = &graph.error;
	graph.folders = graph_find_folders(&graph.arena, arguments);
	enum exit_status status = write_graph(&graph);
	if (status == STATUS_SYSTEM && graph.error.message[0])
		error_print(&graph.error, stderr);
	buffer_release(&graph.ninja.text);
	arena_release(&graph.arena);
	return status;
}

const struct command command_graph = {
	.name = "graph",
	.operands = "--ninja [PUBLICATION…]",
	.summary = "Write what is to be done as a graph, for Ninja",
	.details = "The graph has one step a file; run 'ninja' in the same "
		   "folder, and again after any\nchange. dist/ comes to the "
		   "same bytes as by 'everyread build'.\n",
	.most_operands = 1000000,
	.options = options,
	.option_count = sizeof options / sizeof *options,
	.run = run,
};
