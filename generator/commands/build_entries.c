/* The pages of entries in a build: made on all cores, written with the rest of
 * their publication. */
#include <string.h>

#include "collection/collection.h"
#include "commands/build_parts.h"
#include "commands/jobs.h"

/* Entries that are made on one thread; what they share is made once for each. */
enum { ENTRIES_A_JOB = 500 };

static void add_job(struct build *build, struct target *target,
		    const struct collection *collection, size_t language,
		    size_t first)
{
	size_t left = collection->texts[language].count - first;
	struct entry_job *job = VECTOR_ADD(&build->entry_jobs);
	*job = (struct entry_job){
		.publication = target->publication,
		.site = &target->site,
		.collection = collection,
		.language = language,
		.first = first,
		.count = left < ENTRIES_A_JOB ? left : ENTRIES_A_JOB,
		.makes_data = first == 0 && collection->data,
		.installation = &target->installation,
		.evidence = target->evidence,
	};
}

/* What was asked for, or all: where some of it would be of other findings. */
static bool is_all(const struct target *target)
{
	return target->has_changed || target->is_anew;
}

static bool is_asked_for(const struct build *build, const struct target *target)
{
	return is_all(target) ||
	       ((build->selection.is_everything ||
		 !arguments_has(build->arguments, "edition")) &&
		(build->selection.formats & output_bit(OUTPUT_HTML)));
}

static void plan_collection(struct build *build, struct target *target,
			    const struct collection *collection,
			    size_t language)
{
	const struct publication *publication = target->publication;
	size_t count = collection->texts[language].count;
	if (!publication->languages[language].is_complete ||
	    !(is_all(target) ||
	      selection_has_language(&build->selection, publication, language)))
		return;
	for (size_t first = 0; first < count; first += ENTRIES_A_JOB)
		add_job(build, target, collection, language, first);
}

void build_plan_entries(struct build *build)
{
	for (size_t i = 0; i < build->targets.count; i++) {
		struct target *target = &build->targets.items[i];
		const struct publication *publication = target->publication;
		if (!is_asked_for(build, target))
			continue;
		for (size_t j = 0; j < publication->collection_count; j++)
			for (size_t k = 0; k < publication->language_count; k++)
				if (publication->collections[j].page ||
				    publication->collections[j].data)
					plan_collection(
						build, target,
						&publication->collections[j],
						k);
	}
}

static void make(void *context, size_t index)
{
	struct build *build = context;
	entries_make(&build->entry_jobs.items[index]);
}

void build_make_entries(struct build *build)
{
	/* They stay where they are from now on. */
	for (size_t i = 0; i < build->entry_jobs.count; i++) {
		struct entry_job *job = &build->entry_jobs.items[i];
		pipeline_initialise(&job->work, job->installation, true);
		job->work.evidence = job->evidence;
	}
	jobs_run(build->most_jobs, build->entry_jobs.count, make, NULL, build);
}

static bool is_of(const struct entry_job *job, const struct target *target)
{
	return job->site == &target->site;
}

bool build_entries_are_sound(const struct build *build,
			     const struct target *target)
{
	for (size_t i = 0; i < build->entry_jobs.count; i++) {
		const struct entry_job *job = &build->entry_jobs.items[i];
		if (is_of(job, target) &&
		    (job->work.has_failed ||
		     build_is_bad(build, &job->work.diagnostics)))
			return false;
	}
	return true;
}

bool build_entries_draw(const struct build *build, const struct target *target)
{
	for (size_t i = 0; i < build->entry_jobs.count; i++) {
		const struct entry_job *job = &build->entry_jobs.items[i];
		for (size_t j = 0; is_of(job, target) && j < job->page_count;
		     j++)
			if (job->pages[j].use.is_used)
				return true;
	}
	return false;
}

static bool may_write(const struct target *target,
		      const struct entry_page *page)
{
	return !(target->is_withheld && page->use.is_used);
}

/* "stories/ann"; of the collection's data "stories/". */
static bool is_page_of(const struct entry_job *job,
		       const struct entry_page *page,
		       const struct manifest_file *file)
{
	size_t length = strlen(job->collection->name);
	return strncmp(file->edition, job->collection->name, length) == 0 &&
	       strcmp(file->edition + length + 1,
		      page->entry ? page->entry->identifier : "") == 0;
}

static bool is_from(const struct entry_job *job, const struct target *target,
		    const struct manifest_file *file)
{
	const char *folder =
		target->publication->languages[job->language].folder;
	size_t length = strlen(job->collection->name);
	return is_of(job, target) && strcmp(folder, file->language) == 0 &&
	       strncmp(file->edition, job->collection->name, length) == 0 &&
	       file->edition[length] == '/';
}

/* Whether this run writes the file of before anew. The pages of a job are all
 * written, but where some are withheld. */
static bool is_written_anew(const struct build *build,
			    const struct target *target,
			    const struct manifest_file *file)
{
	for (size_t i = 0; i < build->entry_jobs.count; i++) {
		const struct entry_job *job = &build->entry_jobs.items[i];
		if (!is_from(job, target, file))
			continue;
		if (!target->is_withheld)
			return true;
		for (size_t j = 0; j < job->page_count; j++)
			if (is_page_of(job, &job->pages[j], file))
				return may_write(target, &job->pages[j]);
	}
	return false;
}

/* Pages of before that this run made anew, or that have no entry any more. */
static void forget(struct build *build, struct target *target,
		   struct staged_set *set)
{
	struct manifest *manifest = &target->manifest;
	size_t kept = 0;
	for (size_t i = 0; i < manifest->count; i++) {
		const struct manifest_file *file = &manifest->items[i];
		if (manifest_is_entry(file) &&
		    !manifest_is_published(file, target->publication))
			staged_remove(set, file->path);
		else if (!manifest_is_entry(file) ||
			 !is_written_anew(build, target, file))
			manifest->items[kept++] = *file;
	}
	manifest->count = kept;
}

void build_announce_entry(struct build *build, struct target *target,
			  const struct entry_job *job,
			  const struct entry_page *page, const char *path)
{
	struct arena *arena = &build->arena;
	const struct evidence_use *use = &page->use;
	*VECTOR_ADD(&target->manifest) = (struct manifest_file){
		.edition = arena_format(arena, "%s/%s", job->collection->name,
					page->entry ? page->entry->identifier :
						      ""),
		.language =
			target->publication->languages[job->language].folder,
		.output = page->entry ? OUTPUT_HTML : OUTPUT_DATA,
		.path = path,
		.bytes = page->bytes.length,
		.size = page->bytes.length,
		.findings = use->is_used ? target->findings : "",
		.passages = arena_copy_array(arena, use->passages.items,
					     use->passages.count,
					     sizeof *use->passages.items),
		.passage_count = use->passages.count,
		.digest =
			memory_digest(build->memory, buffer_str(&page->bytes)),
	};
}

static void write_pages(struct build *build, struct target *target,
			struct staged_set *set, struct entry_job *job)
{
	for (size_t i = 0; i < job->page_count; i++) {
		const struct entry_page *page = &job->pages[i];
		const char *path = entries_path(&build->arena, job, page);
		if (!may_write(target, page))
			continue;
		if (!staged_put(set, path, page->bytes.bytes,
				page->bytes.length, &job->work.error)) {
			job->work.has_failed = true;
			target->has_failed = true;
			return;
		}
		target->is_written = true;
		build_announce_entry(build, target, job, page, path);
	}
}

void build_write_entries(struct build *build, struct target *target,
			 struct staged_set *set)
{
	if (!build_entries_are_sound(build, target)) {
		target->is_short = true;
		return;
	}
	forget(build, target, set);
	for (size_t i = 0; i < build->entry_jobs.count; i++)
		if (is_of(&build->entry_jobs.items[i], target))
			write_pages(build, target, set,
				    &build->entry_jobs.items[i]);
}
