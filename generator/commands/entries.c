/* Entries → their pages. */
#include "commands/entries.h"

#include "collection/collection.h"
#include "commands/context.h"
#include "commands/links.h"
#include "commands/outputs.h"
#include "commands/structured.h"
#include "commands/writing.h"
#include "document/outline.h"

const char *entries_path(struct arena *arena, const struct entry_job *job,
			 const struct entry_page *page)
{
	const char *folder = job->publication->languages[job->language].folder;
	if (!page->entry)
		return arena_format(arena, "%s/%s.json", folder,
				    job->collection->name);
	return arena_format(
		arena, "%s/%s", folder,
		collection_page_name(arena, job->collection, page->entry));
}

/* All that the publication's templates know, with the entry's fields over it. */
static struct value *lay_over(struct arena *arena, const struct value *below,
			      const struct value *above)
{
	struct value *map = value_new_map(arena);
	for (size_t i = 0; i < below->map.count; i++)
		value_map_set_str(arena, map, below->map.entries[i].key,
				  below->map.entries[i].value);
	for (size_t i = 0; above && i < above->map.count; i++)
		value_map_set_str(arena, map, above->map.entries[i].key,
				  above->map.entries[i].value);
	return map;
}

/* The same entry in other languages, and the way back. */
static void add_links(struct entry_job *job, struct work *page,
		      const struct entry *entry, struct value *shell)
{
	const struct publication *publication = job->publication;
	struct arena *arena = &page->arena;
	struct value *list = value_new_list(arena);
	for (size_t i = 0; i < publication->language_count; i++) {
		const struct entry *other = collection_find_entry(
			job->collection, i, entry->identifier);
		if (!other)
			continue;
		struct value *item = value_new_map(arena);
		const char *path = arena_format(
			arena, "../%s/%s", publication->languages[i].folder,
			collection_page_name(arena, job->collection, other));
		value_map_set(
			arena, item, "lang",
			context_text(arena, publication->languages[i].locale));
		value_map_set(arena, item, "own-name",
			      context_text(arena, job->site->own_names[i]));
		value_map_set(arena, item, "href", context_text(arena, path));
		value_list_add(arena, list, item);
	}
	value_map_set(arena, shell, "alternates",
		      list->list.count > 1 ? list : value_new_null(arena));
	value_map_set(arena, shell, "downloads", value_new_null(arena));
	value_map_set(
		arena, shell, "landing",
		context_text(arena, landing_exists(publication, job->language) ?
					    "index.html" :
					    NULL));
}

static void set_shell(struct entry_job *job, struct work *page,
		      const struct entry *entry)
{
	struct arena *arena = &page->arena;
	struct value *shell = lay_over(arena, page->context, NULL);
	value_map_set(arena, shell, "publication-title",
		      context_text(arena, publication_localised_text(
						  &job->publication->title,
						  job->language)));
	add_links(job, page, entry, shell);
	page->shell.name = "entry";
	page->shell.data = job->collection->page;
	page->shell.context = shell;
}

static void make_document(struct entry_job *job, const struct entry *entry,
			  struct work *page)
{
	const struct publication *publication = job->publication;
	struct arena *arena = &page->arena;
	struct links_page *links_page = ARENA_NEW(arena, struct links_page);
	*links_page =
		(struct links_page){ publication, NULL, job->language, { 0 } };
	pipeline_parse(page, publication, PROFILE_STANDARD, true,
		       publication->languages[job->language].locale);
	struct document_links links =
		links_of_page(arena, links_page, NULL, 0, &page->entries);
	const struct outline_options options = {
		.is_strict = true,
		.links = &links,
		.pictures = pictures_on_paper(page->installation->theme,
					      page->document.profile),
	};
	page->document.notice =
		publication_localised_text(&publication->notice, job->language);
	document_finish(&page->document, &options, pipeline_diagnostics(page));
	silence_check(entry->file, &page->diagnostics);
	writing_check(page, &(const struct silence_texts){ NULL, publication,
							   job->language });
}

static void make_page(struct entry_job *job, const struct entry *entry,
		      struct page_theme *theme, struct entry_page *made)
{
	struct work page;
	pipeline_initialise(&page, job->work.installation, true);
	page.evidence = job->work.evidence;
	page.tells_style = job->is_check;
	page.locale = job->work.locale;
	page.page_theme = theme;
	page.context = lay_over(
		&page.arena, job->work.context,
		collection_entry(job->work.context, job->collection, entry));
	job->work.use = (struct evidence_use){ 0 };
	pipeline_render_template(&page, job->collection->page,
				 &(struct pipeline_texts){ job->publication,
							   job->language, NULL,
							   0 });
	if (!page.has_failed) {
		make_document(job, entry, &page);
		if (pipeline_is_sound(&page) && !job->is_check) {
			set_shell(job, &page, entry);
			html_output_write(&page, &made->bytes);
		}
	}
	made->entry = entry;
	made->use = page.use;
	made->use.is_used |= job->work.use.is_used;
	page.use = (struct evidence_use){ 0 };
	if (page.has_failed) {
		job->work.has_failed = true;
		job->work.error = page.error;
	}
	diagnostics_merge(&job->work.diagnostics, &page.diagnostics);
	page.locale = NULL; /* the job's */
	pipeline_release(&page);
}

/* The template of pages, told at the collection where there is none. */
static bool has_page_template(struct entry_job *job)
{
	struct work *work = &job->work;
	const char *name = job->collection->page;
	if (!name)
		return false;
	if (overlay_find(&work->arena, &work->installation->templates,
			 arena_format(&work->arena, "editions/%s.md", name),
			 NULL))
		return true;
	diagnostics_add(&work->diagnostics, DIAGNOSTIC_TEMPLATE_MISSING,
			job->collection->place,
			"there is no template 'editions/%s.md'", name);
	return false;
}

void entries_make(struct entry_job *job)
{
	const struct publication *publication = job->publication;
	struct work *work = &job->work;
	const struct collection_text *text =
		&job->collection->texts[job->language];
	struct page_theme theme = { .arena = &work->arena };
	job->pages = ARENA_NEW_ARRAY(&work->arena, job->count + 1,
				     struct entry_page);
	if (!pipeline_open_locale(work,
				  publication->languages[job->language].locale))
		return;
	work->context = context_of_publication(&work->arena, publication,
					       job->language, work->locale);
	pipeline_add_data(work, publication, job->language);
	bool has_pages = has_page_template(job);
	for (size_t i = 0; has_pages && i < job->count; i++)
		make_page(job, &text->entries[job->first + i], &theme,
			  &job->pages[job->page_count++]);
	if (!job->makes_data)
		return;
	struct entry_page *data = &job->pages[job->page_count++];
	work->use = (struct evidence_use){ 0 };
	size_t told = work->diagnostics.error_count;
	if (structured_write(work, job->collection->data, work->context,
			     &data->bytes))
		buffer_append_byte(&data->bytes, '\n');
	else if (work->diagnostics.error_count == told)
		diagnostics_add(&work->diagnostics, DIAGNOSTIC_TEMPLATE_MISSING,
				job->collection->place,
				"there is no template 'data/%s.yaml'",
				job->collection->data);
	data->use = work->use;
	work->use = (struct evidence_use){ 0 };
}

void entries_release(struct entry_job *job)
{
	for (size_t i = 0; i < job->page_count; i++) {
		buffer_release(&job->pages[i].bytes);
		evidence_use_release(&job->pages[i].use);
	}
	pipeline_release(&job->work);
}
