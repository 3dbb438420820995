/* everyread build: publications → dist/. First all documents and their outputs,
 * side by side; then all pages, which link to those with their sizes; then the
 * landing pages and statements, which list both; at last everything is written. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/build.h"
#include "commands/build_parts.h"
#include "commands/commands.h"
#include "commands/earlier.h"
#include "commands/output_place.h"
#include "commands/outputs.h"
#include "commands/release.h"
#include "commands/statement.h"
#include "commands/told.h"

static const struct option options[] = {
	BUILD_OPTIONS,
	{ "release", 0, NULL,
	  "all or nothing, strictly, with sums, an archive and a list of "
	  "parts" },
	{ "since", 0, "MANIFEST",
	  "with --release: an earlier one's, to tell what is other" },
	TOLD_OPTION,
};

/* ---- What is to be built ----------------------------------------------- */

const char *build_language_folder(const struct job *job)
{
	return job->target->publication->languages[job->language].folder;
}

bool build_is_bad(const struct build *build,
		  const struct diagnostics *diagnostics)
{
	return diagnostics->error_count ||
	       (build->is_strict && diagnostics->warning_count);
}

/* A publication whose own file is wrong is not written at all, nor is any
 * whose readers could not read it. */
bool build_is_sound(const struct build *build, const struct job *job)
{
	const struct target *target = job->target;
	return !job->work->has_failed &&
	       !(build->is_strict &&
		 build_is_bad(build, &target->language_diagnostics)) &&
	       !build_is_bad(build, &build->theme_diagnostics) &&
	       !keep_error_count(job) &&
	       !(build->is_strict && keep_warning_count(job)) &&
	       !build_is_bad(build, &target->diagnostics);
}

bool build_may_write(const struct build *build, const struct job *job)
{
	return build_is_sound(build, job) &&
	       !(job->target->is_withheld && job->record->use.is_used);
}

/* ---- The command ------------------------------------------------------- */

static bool select_parts(struct build *build)
{
	size_t count = build->targets.count;
	struct publication **publications =
		ARENA_NEW_ARRAY(&build->arena, count, struct publication *);
	for (size_t i = 0; i < count; i++)
		publications[i] = build->targets.items[i].publication;
	return selection_read(&build->selection, build->arguments, publications,
			      count);
}

static bool load_themes(struct build *build)
{
	struct inputs *before = inputs_record(&build->inputs, build->round);
	bool is_right = installation_load_theme(
		&build->arena, &build->installation, &build->theme_diagnostics,
		&build->error);
	inputs_record(before, build->round);
	return is_right &&
	       targets_enter(&build->arena, build->arguments, &build->targets,
			     &build->installation, build->round, &build->error);
}

static bool fail(struct build *build)
{
	build->has_failed = true;
	return false;
}

/* Whether the time that a release is of is known, and the manifest that it is
 * compared with; false: build->error. */
static bool may_release(struct build *build)
{
	int64_t ignored;
	struct manifest since;
	const char *path = arguments_value(build->arguments, "since");
	for (size_t i = 0; i < build->targets.count; i++)
		if (!release_time(build->targets.items[i].publication, &ignored,
				  &build->error))
			return fail(build);
	if (!path)
		return true;
	bool is_read = manifest_read_file(&build->arena, path, &since);
	manifest_release(&since);
	if (is_read)
		return true;
	error_set(&build->error, "cannot read '%s' as a manifest", path);
	return fail(build);
}

static enum exit_status prepare_release(struct build *build)
{
	if (!build->is_release)
		return !arguments_value(build->arguments, "since") ?
			       STATUS_CLEAN :
			       arguments_wrong(build->arguments->command,
					       "--since goes with --release");
	if (!build->selection.is_everything)
		return arguments_wrong(build->arguments->command,
				       "a release is whole: --release goes "
				       "with no --edition, --lang or --format");
	return may_release(build) ? STATUS_CLEAN : STATUS_SYSTEM;
}

/* What is found where nothing is said is beside content/. */
static enum exit_status check_output(struct build *build)
{
	const struct arguments *arguments = build->arguments;
	const char *mistake =
		arguments_value(arguments, "output") ?
			output_place_mistake(&build->arena, &build->targets) :
			NULL;
	return mistake ? arguments_wrong(arguments->command, "%s", mistake) :
			 STATUS_CLEAN;
}

enum exit_status build_prepare(struct build *build)
{
	const struct arguments *arguments = build->arguments;
	/* The values of texts are those before they are read. */
	struct inputs texts = { 0 };
	struct inputs *before = inputs_record(&texts, build->round);
	enum exit_status status =
		targets_load(&build->arena, arguments, build->memory,
			     &build->targets, &build->error);
	inputs_record(before, build->round);
	inputs_release(&texts);
	if (status == STATUS_CLEAN)
		status = check_output(build);
	build->beside = build->is_step ? NULL : beside_new();
	for (size_t i = 0; i < build->targets.count; i++)
		build->targets.items[i].publication->beside = build->beside;
	struct installation_options where =
		targets_options(arguments, build->targets.project);
	if (status == STATUS_CLEAN &&
	    !installation_find(&build->arena, &where, &build->installation,
			       &build->error))
		status = STATUS_SYSTEM;
	/* Without a theme nothing can be set; its mistakes are told. */
	if (status == STATUS_CLEAN && !load_themes(build))
		status = build->error.message[0] ? STATUS_SYSTEM :
						   STATUS_FINDINGS;
	if (status == STATUS_CLEAN &&
	    !targets_check_languages(&build->arena, &build->targets,
				     &build->error))
		status = STATUS_SYSTEM;
	build->has_failed = status == STATUS_SYSTEM;
	/* A publication that cannot be read may know the word that no other
	 * does: its mistakes are to be told, not the command line's. */
	if (status == STATUS_CLEAN && build->targets.count == 0)
		return STATUS_FINDINGS;
	if (status == STATUS_CLEAN && !select_parts(build))
		status = STATUS_USAGE;
	if (status == STATUS_CLEAN)
		status = prepare_release(build);
	return status;
}

struct wanted {
	const struct build *build;
	const struct publication *publication;
};

static bool is_wanted_language(const void *context, const char *folder)
{
	const struct wanted *wanted = context;
	return selection_has_language(
		&wanted->build->selection, wanted->publication,
		publication_find_language(wanted->publication, folder));
}

/* A part that was asked for is all that draws on the findings, where they are
 * others than those in dist/. */
void build_begin_targets(struct build *build)
{
	for (size_t i = 0; i < build->targets.count; i++) {
		struct target *target = &build->targets.items[i];
		memory_records(build->memory, target->folder);
		earlier_read(&build->arena, target, build->memory,
			     &build->notes);
		together_begin(&build->arena, target, &build->notes);
		if (target->has_changed && !build->selection.is_everything)
			*VECTOR_ADD(&build->notes) = arena_format(
				&build->arena,
				"the findings of %s have changed: all of it is "
				"made anew, not only what was asked for",
				target->folder);
		if (!target->has_changed && !target->is_anew)
			diagnostics_keep_languages(
				&target->diagnostics, is_wanted_language,
				&(struct wanted){ build, target->publication });
		statement_tell(target->publication, build->is_release,
			       &target->diagnostics);
		landing_initialise(&target->site, &build->arena,
				   &target->installation, target->publication,
				   &target->manifest);
		manifest_copy(&target->manifest, &target->earlier);
	}
}

static void work_through(struct build *build)
{
	const struct build_onlooker *onlooker = build->onlooker;
	if (!build_open_output(build))
		return;
	build_begin_targets(build);
	build_plan(build);
	build_begin_jobs(build);
	build_plan_entries(build);
	build_make_all(build);
	for (size_t i = 0; i < build->jobs.count; i++)
		build->jobs.items[i].is_fit =
			build_may_write(build, &build->jobs.items[i]);
	if (onlooker)
		onlooker->made(onlooker->data, build);
	build_write(build);
	staging_close(build->staging);
}

void build_release(struct build *build)
{
	for (size_t i = 0; i < build->jobs.count; i++) {
		record_free(build->jobs.items[i].record);
		inputs_release(&build->jobs.items[i].facts);
		inputs_release(&build->jobs.items[i].links);
		buffer_release(&build->jobs.items[i].reason);
		buffer_release(&build->jobs.items[i].explanation);
	}
	VECTOR_RELEASE(&build->jobs);
	for (size_t i = 0; i < build->entry_jobs.count; i++)
		entries_release(&build->entry_jobs.items[i]);
	VECTOR_RELEASE(&build->entry_jobs);
	VECTOR_RELEASE(&build->notes);
	targets_release(&build->targets);
	beside_free(build->beside);
	inputs_release(&build->inputs);
	build_home_leave(build->home, &build->arena);
	memory_end(build->memory);
}

static bool read_jobs(struct build *build)
{
	const char *given = arguments_value(build->arguments, "jobs");
	char *end;
	if (!given)
		return true;
	build->most_jobs = strtoul(given, &end, 10);
	if (given[0] >= '0' && given[0] <= '9' && !*end && build->most_jobs > 0)
		return true;
	arguments_wrong(build->arguments->command,
			"'%s' is no number of jobs: a number from 1 on", given);
	return false;
}

bool build_begin(struct build *build, const struct arguments *arguments,
		 struct memory *memory)
{
	*build = (struct build){
		.arguments = arguments,
		.memory = memory,
		.round = memory_begin(memory),
		.home = build_home_new(),
		.is_release = arguments_has(arguments, "release"),
		.is_quiet = arguments_has(arguments, "quiet"),
		.explains = arguments_has(arguments, "explain"),
		.allows_commands = arguments_has(arguments, "allow-commands"),
	};
	build->audio_cache = memory_audio_cache(memory, &build->arena);
	build->is_strict =
		build->is_release || arguments_has(arguments, "strict");
	return told_check(arguments) &&
	       selection_read_standard(arguments, &build->pdf_standard) &&
	       read_jobs(build);
}

enum exit_status build_run(const struct arguments *arguments,
			   struct memory *memory,
			   const struct build_onlooker *onlooker)
{
	struct build build;
	enum exit_status status = STATUS_USAGE;
	if (build_begin(&build, arguments, memory)) {
		build.onlooker = onlooker;
		status = build_prepare(&build);
	}
	if (status == STATUS_CLEAN)
		work_through(&build);
	if (status != STATUS_USAGE)
		status = build_report(&build);
	keep_end(&build);
	build_release(&build);
	return status;
}

static enum exit_status run(const struct arguments *arguments)
{
	struct memory *memory =
		memory_new(false, !arguments_has(arguments, "no-cache") &&
					  !arguments_has(arguments, "release"));
	enum exit_status status = build_run(arguments, memory, NULL);
	memory_free(memory);
	return status;
}

const struct command command_build = {
	.name = "build",
	.operands = "[PUBLICATION…]",
	.summary = "Build publications of content/ into dist/",
	.details = "PUBLICATION is a folder of content/; without one, all are "
		   "built.\n--edition, --lang and --format may be given "
		   "several times or with commas.\n",
	.most_operands = 1000,
	.print_more = output_print_names,
	.options = options,
	.option_count = sizeof options / sizeof *options,
	.run = run,
};
