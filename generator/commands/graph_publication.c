/* The graph of one publication. */
#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "commands/graph.h"
#include "commands/landing.h"
#include "commands/ninja.h"
#include "commands/outputs.h"
#include "commands/parts.h"

struct graph {
	struct ninja ninja;
	struct build *build;
	struct arena *arena;
	const char *parts, *name, *folder;
	const char *output;     /* "dist/rain" */
	struct parts_names odd; /* that no depfile can hold */
};

static const char *part(struct graph *graph, const char *path)
{
	return parts_path(graph->arena, graph->parts, graph->name, path);
}

static const char *facts(struct graph *graph, const char *path)
{
	return parts_facts_path(graph->arena, graph->parts, graph->name, path);
}

/* ".everyread-parts/rain.shape", beside the publication's folder of parts. */
static const char *beside(struct graph *graph, const char *ending)
{
	return arena_format(graph->arena, "%s.%s",
			    path_join(graph->arena, graph->parts, graph->name),
			    ending);
}

/* What no depfile of a step can name. */
static void depend(struct graph *graph)
{
	ninja_lines(&graph->ninja, ": step |");
	ninja_name(&graph->ninja, beside(graph, "shape"));
	ninja_name(&graph->ninja,
		   path_join(graph->arena, graph->parts, "project"));
	for (size_t i = 0; i < graph->odd.count; i++)
		if (!file_is_folder(graph->odd.items[i]))
			ninja_name(&graph->ninja, graph->odd.items[i]);
}

/* The variables of a step: `what` is to be done, and is told. */
static void finish(struct graph *graph, const char *action, const char *path,
		   const char *depfile)
{
	struct buffer command = BUFFER_INITIALISER;
	buffer_append_string(&command, action);
	ninja_quote(&command, graph->folder);
	if (path)
		ninja_quote(&command, path);
	buffer_append_string(&command, " --depfile");
	ninja_quote(&command, depfile);
	ninja_lines(&graph->ninja, "\n");
	ninja_set(&graph->ninja, "do", buffer_str(&command).bytes);
	ninja_set(&graph->ninja, "d", depfile);
	ninja_set(&graph->ninja, "what",
		  arena_format(graph->arena, "%s %s%s%s", action, graph->name,
			       path ? "/" : "", path ? path : ""));
	buffer_release(&command);
}

static const char *depfile_of(struct graph *graph, const char *path)
{
	return arena_format(graph->arena, "%s.d", part(graph, path));
}

static void each_output(struct graph *graph,
			void (*call)(struct graph *, const struct job *,
				     enum output))
{
	const struct build *build = graph->build;
	for (size_t i = 0; i < build->jobs.count; i++) {
		const struct job *job = &build->jobs.items[i];
		for (int j = 0; job->edition && j < OUTPUT_COUNT; j++)
			if (job->formats & output_bit((enum output)j))
				call(graph, job, (enum output)j);
		if (!job->edition)
			call(graph, job, OUTPUT_HTML);
	}
}

/* The facts that a page needs are named one by one: Ninja does not know when a
 * group of files was last as it was. */
static void name_facts_of_documents(struct graph *graph, const struct job *job,
				    enum output output)
{
	if (job->edition && !output_is_page(output))
		ninja_name(&graph->ninja,
			   facts(graph, build_path(graph->arena, job, output)));
}

static void name_facts_of_pages(struct graph *graph, const struct job *job,
				enum output output)
{
	if (job->edition && output_is_page(output))
		ninja_name(&graph->ninja,
			   facts(graph, build_path(graph->arena, job, output)));
}

/* A file of an edition, with its facts. */
static void add_output(struct graph *graph, const struct job *job,
		       enum output output)
{
	const char *path = build_path(graph->arena, job, output);
	ninja_lines(&graph->ninja, "build");
	ninja_name(&graph->ninja, part(graph, path));
	ninja_name(&graph->ninja, facts(graph, path));
	depend(graph);
	if (output_is_page(output))
		each_output(graph, name_facts_of_documents);
	ninja_lines(&graph->ninja, " ||");
	ninja_name(&graph->ninja, beside(graph, "withdrawn"));
	finish(graph, "make", path, depfile_of(graph, path));
}

static void add_own_page(struct graph *graph, const struct job *job)
{
	const char *path = build_path(graph->arena, job, OUTPUT_HTML);
	ninja_lines(&graph->ninja, "build");
	ninja_name(&graph->ninja, part(graph, path));
	depend(graph);
	each_output(graph, name_facts_of_documents);
	each_output(graph, name_facts_of_pages);
	ninja_lines(&graph->ninja, " ||");
	ninja_name(&graph->ninja, beside(graph, "withdrawn"));
	finish(graph, "make", path, depfile_of(graph, path));
}

/* ---- Entries ----------------------------------------------------------- */

/* The files of a collection's job; its data are those of the first. */
static void add_entry_names(struct graph *graph, const struct entry_job *job)
{
	const struct collection *collection = job->collection;
	const struct collection_text *text = &collection->texts[job->language];
	for (size_t i = 0; collection->page && i < job->count; i++)
		ninja_name(
			&graph->ninja,
			part(graph,
			     entries_path(
				     graph->arena, job,
				     &(struct entry_page){
					     .entry =
						     &text->entries[job->first +
								    i] })));
	if (job->makes_data)
		ninja_name(&graph->ninja,
			   part(graph, entries_path(graph->arena, job,
						    &(struct entry_page){
							    .entry = NULL })));
}

static bool is_same_collection(const struct entry_job *a,
			       const struct entry_job *b)
{
	return a->collection == b->collection && a->language == b->language;
}

/* One step for all jobs of a collection in a language. */
static void add_collection(struct graph *graph, size_t index)
{
	const struct build *build = graph->build;
	const struct entry_job *job = &build->entry_jobs.items[index];
	const char *path = build_step_collection_path(graph->arena, job);
	if (index && is_same_collection(job, job - 1))
		return;
	ninja_lines(&graph->ninja, "build");
	ninja_name(&graph->ninja, facts(graph, path));
	for (size_t i = index;
	     i < build->entry_jobs.count &&
	     is_same_collection(job, &build->entry_jobs.items[i]);
	     i++)
		add_entry_names(graph, &build->entry_jobs.items[i]);
	depend(graph);
	ninja_lines(&graph->ninja, " ||");
	ninja_name(&graph->ninja, beside(graph, "withdrawn"));
	finish(graph, "make", path, depfile_of(graph, path));
}

/* ---- The last step ----------------------------------------------------- */

static void name_published(struct graph *graph, const struct job *job,
			   enum output output)
{
	ninja_name(&graph->ninja,
		   path_join(graph->arena, graph->output,
			     build_path(graph->arena, job, output)));
}

static void name_parts(struct graph *graph, const struct job *job,
		       enum output output)
{
	const char *path = build_path(graph->arena, job, output);
	ninja_name(&graph->ninja, part(graph, path));
	if (job->edition)
		ninja_name(&graph->ninja, facts(graph, path));
}

static void add_step(struct graph *graph, const struct job *job,
		     enum output output)
{
	if (job->edition)
		add_output(graph, job, output);
	else
		add_own_page(graph, job);
}

static void add_publish(struct graph *graph)
{
	const struct build *build = graph->build;
	struct ninja *ninja = &graph->ninja;
	ninja_lines(ninja, "build");
	ninja_name(ninja, beside(graph, "published"));
	ninja_name(ninja,
		   path_join(graph->arena, graph->output, manifest_name));
	if (build->edition_count)
		ninja_name(ninja, path_join(graph->arena, graph->output,
					    "index.html"));
	each_output(graph, name_published);
	depend(graph);
	ninja_name(ninja, beside(graph, "withdrawn"));
	each_output(graph, name_parts);
	for (size_t i = 0; i < build->entry_jobs.count; i++) {
		const struct entry_job *job = &build->entry_jobs.items[i];
		add_entry_names(graph, job);
		if (!i || !is_same_collection(job, job - 1))
			ninja_name(ninja,
				   facts(graph, build_step_collection_path(
							graph->arena, job)));
	}
	finish(graph, "publish", NULL, beside(graph, "publish.d"));
}

static void add_withdraw(struct graph *graph)
{
	ninja_lines(&graph->ninja, "build");
	ninja_name(&graph->ninja, beside(graph, "withdrawn"));
	depend(graph);
	finish(graph, "withdraw", NULL, beside(graph, "withdrawn.d"));
}

static void add_all(struct graph *graph)
{
	ninja_lines(&graph->ninja,
		    "# Made by everyread graph; Ninja makes it anew.\n");
	add_withdraw(graph);
	each_output(graph, add_step);
	for (size_t i = 0; i < graph->build->entry_jobs.count; i++)
		add_collection(graph, i);
	add_publish(graph);
}

/* ---- Shape ------------------------------------------------------------- */

static void add_names(struct arena *arena, const char *folder,
		      struct buffer *out)
{
	const char **names;
	size_t count;
	struct error ignored;
	if (!file_list_folder(arena, folder, &names, &count, &ignored))
		return;
	for (size_t i = 0; i < count; i++) {
		const char *path = path_join(arena, folder, names[i]);
		buffer_append_format(out, "%s\n", path);
		if (file_is_folder(path))
			add_names(arena, path, out);
	}
}

/* What a page shows of the whole publication and no file says. */
static void add_shape(const struct build *build, struct arena *arena,
		      const char *folder, struct buffer *out)
{
	for (size_t i = 0; i < build->jobs.count; i++) {
		const struct job *job = &build->jobs.items[i];
		const struct edition_text *text = job->text;
		buffer_append_format(out, "%s %x\n", job->name, job->formats);
		if (!text)
			continue;
		for (size_t j = 0; j < text->file_count; j++)
			buffer_append_format(out, "  %s\n",
					     text->files[j].path);
		for (size_t j = 0; j < text->missing_count; j++)
			buffer_append_format(out, "  not %s\n",
					     text->missing[j]);
		if (text->version)
			buffer_append_format(out, "  of %s\n", text->version);
	}
	add_names(arena, folder, out);
}

static const struct installation *installation_of(const struct build *build)
{
	return build->targets.count ? &build->targets.items[0].installation :
				      &build->installation;
}

static void find_odd(struct graph *graph)
{
	const struct installation *installation = installation_of(graph->build);
	parts_find_odd(graph->arena, graph->folder, &graph->odd);
	/* Those of the publication are in its folder. */
	for (int i = LAYER_PROJECT; i < LAYER_COUNT; i++)
		graph_find_odd_of_layer(graph->arena, installation, i,
					&graph->odd);
}

static bool write_depfile(struct graph *graph, const char *depfile)
{
	struct build *build = graph->build;
	const struct installation *installation = installation_of(build);
	const char *but[] = { graph->parts, build->targets.output };
	const char *known[3 * LAYER_COUNT + 1] = { graph->folder };
	struct inputs all = { 0 };
	for (int i = 0; i < LAYER_COUNT; i++) {
		known[3 * i + 1] = installation->templates.folders[i];
		known[3 * i + 2] = installation->fonts.folders[i];
		known[3 * i + 3] = installation->homes.folders[i];
	}
	input_round_add_to(build->round, &all);
	bool done = parts_write_depfile(
		depfile,
		&(const struct parts_made_from){ .inputs = &all,
						 .has_folders = true,
						 .but = but,
						 .but_count = 2,
						 .known = known,
						 .known_count =
							 3 * LAYER_COUNT + 1 },
		&build->error);
	inputs_release(&all);
	return done;
}

bool graph_write_publication(struct build *build, const struct step *step,
			     const char *folder)
{
	struct buffer shape = BUFFER_INITIALISER;
	struct graph graph = {
		.ninja = { .error = &build->error },
		.build = build,
		.arena = &build->arena,
		.parts = step->parts,
		.name = path_name(folder),
		.folder = folder,
		.output = path_join(&build->arena, build->targets.output,
				    path_name(folder)),
	};
	if (build->targets.count) {
		struct target *target = &build->targets.items[0];
		graph.output = target->folder;
		landing_initialise(&target->site, &build->arena,
				   &target->installation, target->publication,
				   &target->manifest);
		build_plan(build);
		build_plan_entries(build);
	}
	find_odd(&graph);
	add_all(&graph);
	add_shape(build, &build->arena, folder, &shape);
	const char *ninja = beside(&graph, "ninja");
	bool done = !graph.ninja.has_failed &&
		    parts_write(ninja, &graph.ninja.text, &build->error) &&
		    parts_write(beside(&graph, "shape"), &shape, &build->error);
	done = done && (!step->depfile || write_depfile(&graph, step->depfile));
	build->jobs.count = build->entry_jobs.count = 0;
	buffer_release(&graph.ninja.text);
	buffer_release(&shape);
	VECTOR_RELEASE(&graph.odd);
	return done;
}
