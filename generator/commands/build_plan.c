/* Which jobs a build has: editions in their languages, landing pages and
 * accessibility statements. */
#include "commands/build_parts.h"
#include "commands/earlier.h"
#include "commands/landing.h"
#include "commands/statement.h"

/* A graph has no step for what may not be made. */
static unsigned output_allowed(const struct build *build)
{
	return build->is_step && !build->allows_commands ?
		       OUTPUT_ALL & ~(output_bit(OUTPUT_AUDIO) |
				      output_bit(OUTPUT_AUDIO_CHAPTERS)) :
		       OUTPUT_ALL;
}

/* What was asked for, and what is missing of what was built before: the
 * others link to it. */
static unsigned formats_of(const struct build *build,
			   const struct target *target,
			   const struct edition *edition, size_t language)
{
	const struct selection *selection = &build->selection;
	const struct publication *publication = target->publication;
	if (target->has_changed || target->is_anew)
		return edition->formats & output_allowed(build);
	unsigned formats =
		earlier_missing(target, edition->identifier,
				publication->languages[language].folder);
	if (selection_has_edition(selection, edition) &&
	    selection_has_language(selection, publication, language))
		formats |= selection->formats;
	return formats & edition->formats & output_allowed(build);
}

static void plan_editions(struct build *build, struct target *target)
{
	const struct publication *publication = target->publication;
	size_t before = build->jobs.count;
	for (size_t i = 0; i < publication->edition_count; i++) {
		const struct edition *edition = &publication->editions[i];
		for (size_t j = 0; j < edition->text_count; j++) {
			size_t language = edition->texts[j].language;
			unsigned formats =
				formats_of(build, target, edition, language);
			if (!formats)
				continue;
			*VECTOR_ADD(&build->jobs) = ((struct job){
				.target = target,
				.edition = edition,
				.text = &edition->texts[j],
				.language = language,
				.formats = formats,
				.name = arena_format(
					&build->arena, "%s-%s-%s",
					publication->identifier,
					edition->identifier,
					publication->languages[language]
						.folder) });
		}
	}
	/* The part that was asked for is left out, and nothing beside it is
	 * to change. */
	if (build->jobs.count == before && !build->selection.is_everything)
		target->is_short = true;
}

static void plan_landings(struct build *build, struct target *target)
{
	for (size_t i = 0; i < target->publication->language_count; i++)
		if (landing_exists(target->publication, i))
			*VECTOR_ADD(&build->jobs) =
				((struct job){ .kind = JOB_LANDING,
					       .target = target,
					       .language = i,
					       .name = "index" });
}

static void plan_statements(struct build *build, struct target *target)
{
	for (size_t i = 0; i < target->publication->language_count; i++)
		if (statement_exists(target->publication, i))
			*VECTOR_ADD(&build->jobs) =
				((struct job){ .kind = JOB_STATEMENT,
					       .target = target,
					       .language = i,
					       .name = "accessibility" });
}

void build_plan(struct build *build)
{
	for (size_t i = 0; i < build->targets.count; i++)
		plan_editions(build, &build->targets.items[i]);
	build->edition_count = build->jobs.count;
	for (size_t i = 0; i < build->targets.count; i++)
		plan_landings(build, &build->targets.items[i]);
	for (size_t i = 0; i < build->targets.count; i++)
		plan_statements(build, &build->targets.items[i]);
}

void build_begin_jobs(struct build *build)
{
	for (size_t i = 0; i < build->targets.count; i++)
		inputs_add_all(&build->targets.items[i].inputs, &build->inputs);
	for (size_t i = 0; i < build->jobs.count; i++) {
		keep_set_facts(build, &build->jobs.items[i]);
		keep_begin(build, &build->jobs.items[i]);
	}
}
