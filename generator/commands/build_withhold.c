/* What draws on findings that have changed is written together or not at all. */
#include "commands/build_parts.h"

/* Of what could not be made nobody knows all that it would have drawn on: what
 * it drew on before tells, of a landing page not even that. */
static bool draws(const struct job *job)
{
	return !job->edition || job->record->use.is_used ||
	       together_is_outdated(job->target, job->edition->identifier,
				    build_language_folder(job));
}

static void withhold(struct build *build, struct target *target,
		     const char *what)
{
	target->is_withheld = true;
	*VECTOR_ADD(&build->notes) = arena_format(
		&build->arena,
		"the findings of %s have changed, and %s cannot be written: "
		"nothing that draws on them is, since old numbers beside new "
		"ones tell the difference",
		target->folder, what);
}

static bool may_change(const struct target *target)
{
	return target->has_changed && !target->is_withheld;
}

bool build_withhold(struct build *build)
{
	bool is_news = false;
	for (size_t i = 0; i < build->jobs.count; i++) {
		struct job *job = &build->jobs.items[i];
		if (!may_change(job->target) || build_is_sound(build, job) ||
		    !draws(job))
			continue;
		withhold(build, job->target,
			 job->edition ?
				 job->name :
				 build_path(&build->arena, job, OUTPUT_HTML));
		is_news = true;
	}
	for (size_t i = 0; i < build->targets.count; i++) {
		struct target *target = &build->targets.items[i];
		if (!may_change(target) ||
		    build_entries_are_sound(build, target) ||
		    !(build_entries_draw(build, target) ||
		      together_has_outdated_entries(target)))
			continue;
		withhold(build, target, "an entry's page");
		is_news = true;
	}
	return is_news;
}
