/* What a build tells at its end. */
#include <stdio.h>
#include <string.h>

#include "base/visible.h"
#include "commands/build.h"
#include "commands/build_parts.h"
#include "commands/told.h"

static bool is_selected(const struct build *build, const struct job *job)
{
	return job->target->has_changed || job->target->is_anew ||
	       selection_has_language(&build->selection,
				      job->target->publication, job->language);
}

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

static size_t count_written(const struct build *build)
{
	size_t written = 0;
	for (size_t i = 0; i < build->edition_count; i++)
		written += build->jobs.items[i].target->is_switched &&
			   build_may_write(build, &build->jobs.items[i]);
	return written;
}

/* The last line of every run. */
static void report_sum(const struct build *build, size_t written,
		       const struct diagnostics *diagnostics)
{
	const struct targets *targets = &build->targets;
	if (build->edition_count)
		fprintf(stderr, "%zu of %zu edition%s written to ", written,
			build->edition_count, plural(build->edition_count));
	else
		fputs("no edition written to ", stderr);
	visible_print(stderr,
		      str_from(targets->count == 1 ? targets->items[0].folder :
			       targets->output     ? targets->output :
						     "dist"));
	fprintf(stderr, "; %zu error%s, %zu warning%s\n",
		diagnostics->error_count, plural(diagnostics->error_count),
		diagnostics->warning_count, plural(diagnostics->warning_count));
}

/* Notes name files. */
static void print_note(const char *note)
{
	fputs("everyread: ", stderr);
	visible_print(stderr, str_from(note));
	fputc('\n', stderr);
}

static void report_failure(struct build *build, const struct error *error)
{
	/* All jobs meet the same missing file. */
	if (!build->has_failed ||
	    strcmp(build->error.message, error->message) != 0)
		error_print(error, stderr);
	build->has_failed = true;
	build->error = *error;
}

/* What the system could not do first; NULL: nothing. */
static const struct error *find_failure(const struct build *build)
{
	if (build->has_failed)
		return &build->error;
	for (size_t i = 0; i < build->jobs.count; i++)
		if (build->jobs.items[i].work->has_failed)
			return &build->jobs.items[i].work->error;
	for (size_t i = 0; i < build->entry_jobs.count; i++)
		if (build->entry_jobs.items[i].work.has_failed)
			return &build->entry_jobs.items[i].work.error;
	return NULL;
}

enum exit_status build_report(struct build *build)
{
	const struct build_onlooker *onlooker = build->onlooker;
	struct diagnostics all = DIAGNOSTICS_INITIALISER;
	size_t written = count_written(build);
	diagnostics_merge(&all, &build->theme_diagnostics);
	diagnostics_merge(&all, &build->targets.diagnostics);
	for (size_t i = 0; i < build->targets.count; i++) {
		struct target *target = &build->targets.items[i];
		diagnostics_merge(&all, &target->diagnostics);
		diagnostics_merge(&all, &target->language_diagnostics);
	}
	for (size_t i = 0; i < build->jobs.count; i++)
		if (is_selected(build, &build->jobs.items[i]))
			keep_tell(&build->jobs.items[i], &all);
	for (size_t i = 0; i < build->entry_jobs.count; i++)
		diagnostics_merge(&all,
				  &build->entry_jobs.items[i].work.diagnostics);
	diagnostics_sort(&all);
	for (size_t i = 0; build->explains && i < build->jobs.count; i++)
		fputs(buffer_str(&build->jobs.items[i].explanation).bytes,
		      stderr);
	bool is_wrong = build_is_bad(build, &all);
	const struct error *failure = find_failure(build);
	enum exit_status status = failure  ? STATUS_SYSTEM :
				  is_wrong ? STATUS_FINDINGS :
					     STATUS_CLEAN;
	told_print(build->arguments, &all, status, failure);
	if (onlooker)
		onlooker->told(onlooker->data, build, &all);
	for (size_t i = 0; !build->is_quiet && i < build->notes.count; i++)
		print_note(build->notes.items[i]);
	if (build->has_failed)
		error_print(&build->error, stderr);
	for (size_t i = 0; i < build->jobs.count; i++)
		if (build->jobs.items[i].work->has_failed)
			report_failure(build,
				       &build->jobs.items[i].work->error);
	for (size_t i = 0; i < build->entry_jobs.count; i++)
		if (build->entry_jobs.items[i].work.has_failed)
			report_failure(build,
				       &build->entry_jobs.items[i].work.error);
	if (!build->is_quiet && !build->is_step)
		report_sum(build, written, &all);
	diagnostics_release(&all);
	return status;
}
