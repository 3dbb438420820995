/* Pages that lead on, from what the manifests say. */
#include "commands/front.h"

#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "commands/context.h"
#include "commands/landing.h"
#include "commands/library.h"
#include "commands/outputs.h"
#include "commands/statement.h"

static const char page_name[] = "index.html";
static const char mark[] = "<meta name=\"generator\" content=\"Everyread\">";

/* ---- Languages --------------------------------------------------------- */

static const char *find_start(struct arena *arena, const struct target *target,
			      const struct staged_set *set, size_t language)
{
	const struct publication *publication = target->publication;
	const char *folder = publication->languages[language].folder;
	const char *landing = arena_format(arena, "%s/%s", folder, page_name);
	if (landing_exists(publication, language) && staged_has(set, landing))
		return landing;
	for (size_t i = 0; i < publication->edition_count; i++)
		for (int j = 0; j < OUTPUT_COUNT; j++) {
			const struct manifest_file *file = manifest_find(
				&target->manifest,
				publication->editions[i].identifier, folder,
				(enum output)j);
			if (file)
				return file->path;
		}
	return NULL;
}

void front_find_languages(struct arena *arena, struct target *target,
			  const struct staged_set *set)
{
	const struct publication *publication = target->publication;
	struct manifest *manifest = &target->manifest;
	manifest->languages = ARENA_NEW_ARRAY(
		arena, publication->language_count, struct manifest_language);
	manifest->language_count = 0;
	for (size_t i = 0; i < publication->language_count; i++) {
		const char *path = find_start(arena, target, set, i);
		const char *title =
			publication_localised_text(&publication->title, i);
		if (!path || !title)
			continue;
		manifest->languages[manifest->language_count++] =
			(struct manifest_language){
				.language = publication->languages[i].folder,
				.locale = publication->languages[i].locale,
				.name = target->site.own_names[i],
				.title = title,
				.path = path,
				.statement =
					statement_exists(publication, i) ?
						statement_path(arena,
							       publication, i) :
						""
			};
	}
}

/* ---- Pages ------------------------------------------------------------- */

static void set_text(struct work *work, struct value *map, const char *key,
		     const char *text)
{
	value_map_set(&work->arena, map, key, context_text(&work->arena, text));
}

static const char *direction_of(const char *locale)
{
	return locale_tag_is_right_to_left(locale) ? "rtl" : "ltr";
}

static struct value *new_language(struct work *work, const char *folder,
				  const struct manifest_language *language)
{
	struct value *item = value_new_map(&work->arena);
	set_text(work, item, "lang", language->locale);
	set_text(work, item, "direction", direction_of(language->locale));
	set_text(work, item, "own-name", language->name);
	set_text(work, item, "title", language->title);
	set_text(work, item, "href",
		 arena_format(&work->arena, "%s%s", folder, language->path));
	set_text(work, item, "statement",
		 language->statement[0] ?
			 arena_format(&work->arena, "%s%s", folder,
				      language->statement) :
			 NULL);
	return item;
}

/* `folder` leads from the page to the publication: "", or "rain/". */
static void add_publication(struct work *work, struct value *list,
			    const char *folder,
			    const struct manifest_language *languages,
			    size_t count)
{
	struct value *item = value_new_map(&work->arena);
	struct value *inner = value_new_list(&work->arena);
	set_text(work, item, "title", languages[0].title);
	set_text(work, item, "lang", languages[0].locale);
	set_text(work, item, "direction", direction_of(languages[0].locale));
	value_map_set(&work->arena, item, "is-one-of-many",
		      value_new_boolean(&work->arena, folder[0] != '\0'));
	for (size_t i = 0; i < count; i++)
		value_list_add(&work->arena, inner,
			       new_language(work, folder, &languages[i]));
	value_map_set(&work->arena, item, "languages", inner);
	value_list_add(&work->arena, list, item);
}

/* Words and looks of the page; false: work->error. */
static bool begin(struct work *work, const struct target *target)
{
	const char *tag = target->publication->languages[0].locale;
	pipeline_initialise(work, &target->installation, true);
	if (!pipeline_open_locale(work, tag))
		return false;
	work->document.language = tag;
	work->document.profile = PROFILE_STANDARD;
	work->shell.name = "front";
	work->shell.context = value_new_map(&work->arena);
	context_add_words(&work->arena, work->shell.context, work->locale);
	set_text(work, work->shell.context, "language", tag);
	set_text(work, work->shell.context, "direction", direction_of(tag));
	return true;
}

static bool make(struct work *work, struct value *publications,
		 struct buffer *page)
{
	value_map_set(&work->arena, work->shell.context, "publications",
		      publications);
	html_output_write_shell(work, page);
	return !work->has_failed;
}

/* Whether what stands there is ours to replace. */
static bool is_ours(struct arena *arena, const char *path, struct notes *notes)
{
	struct str text;
	struct error ignored;
	if (!file_exists(path) || (file_read(arena, path, &text, &ignored) &&
				   str_find(text, str_from(mark)) >= 0))
		return true;
	*VECTOR_ADD(notes) = arena_format(
		arena, "%s is not one of Everyread's: it is kept", path);
	return false;
}

static bool end(struct work *work, bool done, struct error *error)
{
	if (!done)
		*error = work->error;
	pipeline_release(work);
	return done;
}

bool front_put(struct arena *arena, struct target *target,
	       struct staged_set *set, struct notes *notes, struct error *error)
{
	const struct publication *publication = target->publication;
	const struct manifest *manifest = &target->manifest;
	struct buffer page = BUFFER_INITIALISER;
	struct work work;
	if (!manifest->language_count) {
		staged_remove(set, page_name);
		return true;
	}
	if (!is_ours(arena, path_join(arena, target->folder, page_name), notes))
		return true;
	bool done = begin(&work, target);
	if (done) {
		struct value *context = work.shell.context;
		struct value *list = value_new_list(&work.arena);
		set_text(&work, context, "title", manifest->languages[0].title);
		set_text(&work, context, "subtitle",
			 publication_localised_text(&publication->subtitle, 0));
		set_text(&work, context, "notice",
			 publication_localised_text(&publication->notice, 0));
		add_publication(&work, list, "", manifest->languages,
				manifest->language_count);
		done = make(&work, list, &page);
	}
	done = end(&work, done, error);
	done = done &&
	       staged_put(set, page_name, page.bytes, page.length, error);
	buffer_release(&page);
	return done;
}

static bool list_all(struct arena *arena, struct work *work,
		     const struct staging *staging, const char *output,
		     struct value *list)
{
	const char **names;
	size_t count;
	if (!staging_list(staging, arena, &names, &count, &work->error))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct manifest_language *languages;
		size_t language_count = manifest_read_languages(
			arena, path_join(arena, output, names[i]), &languages);
		if (language_count)
			add_publication(work, list,
					arena_format(arena, "%s/", names[i]),
					languages, language_count);
	}
	return true;
}

bool front_write_all(struct arena *arena, struct target *target,
		     struct staging *staging, const char *output,
		     struct notes *notes, struct error *error)
{
	struct buffer page = BUFFER_INITIALISER;
	struct work work;
	if (!is_ours(arena, path_join(arena, output, page_name), notes))
		return true;
	bool done = begin(&work, target);
	struct value *list = value_new_list(&work.arena);
	done = done && list_all(arena, &work, staging, output, list);
	struct library_files files = { &work, staging, output, notes, arena };
	if (done && !list->list.count)
		done = library_remove(&files, &work.error) &&
		       (!file_exists(path_join(arena, output, page_name)) ||
			staging_remove(staging, page_name, &work.error));
	if (done && list->list.count) {
		set_text(&work, work.shell.context, "title",
			 locale_word(work.locale, "publications"));
		done = library_add(&work, staging, output, &work.error) &&
		       make(&work, list, &page) &&
		       staging_write(staging, page_name, page.bytes,
				     page.length, &work.error) &&
		       library_write(&files, &work.error);
	}
	done = end(&work, done, error);
	buffer_release(&page);
	return done;
}
