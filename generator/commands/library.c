/* What manifests say, as values. */
#include "commands/library.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "base/yaml.h"
#include "commands/context.h"
#include "commands/manifest.h"
#include "commands/outputs.h"
#include "commands/structured.h"

static void set_text(struct work *work, struct value *map, const char *key,
		     const char *text)
{
	value_map_set(&work->arena, map, key, context_text(&work->arena, text));
}

static const struct value *find(const struct value *map, const char *key)
{
	return value_map_lookup(map, str_from(key));
}

static const char *text_of(const struct value *map, const char *key)
{
	const struct value *value = find(map, key);
	return value && value->kind == VALUE_TEXT && value->text.length ?
		       value->text.bytes :
		       NULL;
}

/* ---- Manifests ----------------------------------------------------------- */

static struct value *new_of_yaml(struct arena *arena,
				 const struct yaml_node *node)
{
	struct value *value;
	switch (node->kind) {
	case YAML_SCALAR:
		break;
	case YAML_SEQUENCE:
		value = value_new_list(arena);
		for (size_t i = 0; i < node->count; i++)
			value_list_add(arena, value,
				       new_of_yaml(arena, node->items[i]));
		return value;
	case YAML_MAPPING:
		value = value_new_map(arena);
		for (size_t i = 0; i < node->count; i++)
			value_map_set_str(
				arena, value, node->pairs[i].key,
				new_of_yaml(arena, node->pairs[i].value));
		return value;
	}
	return value_new_text(arena, node->text);
}

static const char *locale_of(const struct value *publication,
			     const char *folder)
{
	const struct value *languages = find(publication, "languages");
	for (size_t i = 0; folder && i < languages->list.count; i++) {
		const struct value *one = languages->list.items[i];
		const char *own = text_of(one, "language");
		if (own && strcmp(own, folder) == 0)
			return text_of(one, "locale");
	}
	return folder ? folder : "und";
}

/* What a catalogue says of a file: its media type and its language's tag. What
 * programs read of a collection has the format of data, but is no archive. */
static void describe_files(struct work *work, const struct value *publication)
{
	const struct value *files = find(publication, "files");
	for (size_t i = 0; files && i < files->list.count; i++) {
		struct value *file = (struct value *)files->list.items[i];
		const char *format = text_of(file, "format");
		const char *path = text_of(file, "path");
		enum output output =
			output_find(str_from(format ? format : ""));
		bool is_json =
			path && strcmp(path_extension(path), "json") == 0;
		set_text(work, file, "media-type",
			 is_json ? "application/json" :
			 output < OUTPUT_COUNT ?
				   output_traits[output].media_type :
				   "application/octet-stream");
		set_text(work, file, "locale",
			 locale_of(publication, text_of(file, "language")));
	}
}

/* A publication that has something to read; NULL: none. */
static struct value *read_publication(struct work *work, const char *output,
				      const char *name)
{
	struct arena *arena = &work->arena;
	struct diagnostics ignored = DIAGNOSTICS_INITIALISER;
	struct error error;
	struct str text;
	const char *path =
		arena_format(arena, "%s/%s/%s", output, name, manifest_name);
	const struct yaml_node *root = NULL;
	if (file_exists(path) && file_read(arena, path, &text, &error))
		root = yaml_parse(arena, text, path, 1, &ignored);
	diagnostics_release(&ignored);
	const struct yaml_node *languages = yaml_lookup(root, "languages");
	if (!languages || languages->kind != YAML_SEQUENCE ||
	    !languages->count || root->kind != YAML_MAPPING)
		return NULL;
	struct value *value = new_of_yaml(arena, root);
	const char *issued = text_of(value, "issued");
	const char *modified = text_of(value, "modified");
	set_text(work, value, "folder", name);
	/* ISO 8601: in the order of their bytes. */
	set_text(work, value, "updated",
		 modified && issued && strcmp(modified, issued) > 0 ? modified :
								      issued);
	describe_files(work, value);
	set_text(work, value, "date",
		 issued ? locale_date(work->locale, arena, issued) : NULL);
	set_text(work, value, "title",
		 text_of(find(value, "languages")->list.items[0], "title"));
	set_text(work, value, "lang",
		 text_of(find(value, "languages")->list.items[0], "locale"));
	return value;
}

/* The latest first, then by folder. */
static int compare_dates(const void *left, const void *right)
{
	const struct value *a = *(const struct value *const *)left,
			   *b = *(const struct value *const *)right;
	const char *x = text_of(a, "issued"), *y = text_of(b, "issued");
	int order = strcmp(y ? y : "", x ? x : "");
	return order ? order :
		       strcmp(text_of(a, "folder"), text_of(b, "folder"));
}

/* ---- Groups -------------------------------------------------------------- */

/* The publications of the group with that label, made where it is new. */
static struct value *group_of(struct work *work, struct value *groups,
			      const char *label, const char *lang)
{
	for (size_t i = 0; i < groups->list.count; i++)
		if (strcmp(text_of(groups->list.items[i], "label"), label) == 0)
			return (struct value *)find(groups->list.items[i],
						    "publications");
	struct value *group = value_new_map(&work->arena);
	struct value *list = value_new_list(&work->arena);
	set_text(work, group, "label", label);
	set_text(work, group, "lang", lang);
	value_map_set(&work->arena, group, "publications", list);
	value_list_add(&work->arena, groups, group);
	return list;
}

/* The publication as it begins in a language, or with another path. */
static void add_item(struct work *work, struct value *list,
		     const struct value *publication,
		     const struct value *language, const char *path)
{
	struct value *item = value_new_map(&work->arena);
	set_text(work, item, "title", text_of(language, "title"));
	set_text(work, item, "lang", text_of(language, "locale"));
	set_text(work, item, "date", text_of(publication, "date"));
	set_text(work, item, "href",
		 arena_format(&work->arena, "%s/%s",
			      text_of(publication, "folder"), path));
	value_list_add(&work->arena, list, item);
}

/* One link for each format: the first file that has it. */
static void add_formats(struct work *work, struct value *groups,
			const struct value *publication)
{
	const struct value *files = find(publication, "files");
	const struct value *language =
		find(publication, "languages")->list.items[0];
	for (int i = 0; files && i < OUTPUT_COUNT; i++)
		for (size_t j = 0; j < files->list.count; j++) {
			const struct value *file = files->list.items[j];
			const char *format = text_of(file, "format");
			const char *edition = text_of(file, "edition");
			if (!format || strcmp(format, output_names[i]) != 0 ||
			    (edition && strchr(edition, '/')))
				continue;
			add_item(work,
				 group_of(work, groups,
					  locale_word(work->locale,
						      output_traits[i].message),
					  NULL),
				 publication, language, text_of(file, "path"));
			break;
		}
}

static void add_groups(struct work *work, const struct value *library)
{
	struct arena *arena = &work->arena;
	struct value *kinds = value_new_list(arena),
		     *languages = value_new_list(arena),
		     *formats = value_new_list(arena);
	for (size_t i = 0; i < library->list.count; i++) {
		const struct value *one = library->list.items[i];
		const struct value *list = find(one, "languages");
		const char *kind = text_of(one, "kind");
		const struct value *first = list->list.items[0];
		add_item(
			work,
			group_of(work, kinds,
				 kind ? kind :
					locale_word(work->locale, "not-stated"),
				 kind ? text_of(first, "locale") : NULL),
			one, first, text_of(first, "path"));
		for (size_t j = 0; j < list->list.count; j++) {
			const struct value *language = list->list.items[j];
			add_item(work,
				 group_of(work, languages,
					  text_of(language, "name"),
					  text_of(language, "locale")),
				 one, language, text_of(language, "path"));
		}
		add_formats(work, formats, one);
	}
	value_map_set(arena, work->shell.context, "by-kind", kinds);
	value_map_set(arena, work->shell.context, "by-language", languages);
	value_map_set(arena, work->shell.context, "by-format", formats);
}

/* ---- Feeds --------------------------------------------------------------- */

static void add_feeds(struct work *work, const struct value *library)
{
	struct arena *arena = &work->arena;
	struct value *context = work->shell.context;
	const struct value *languages = find(context, "by-language");
	struct value *feeds = value_new_list(arena);
	const char *address = NULL;
	for (size_t i = 0; !address && i < library->list.count; i++)
		address = text_of(library->list.items[i], "address");
	for (size_t i = 0; address && i < languages->list.count; i++) {
		struct value *feed = value_new_map(arena);
		const char *lang = text_of(languages->list.items[i], "lang");
		set_text(work, feed, "lang", lang);
		set_text(work, feed, "own-name",
			 text_of(languages->list.items[i], "label"));
		set_text(work, feed, "href",
			 arena_format(arena, "feed-%s.xml", lang));
		value_list_add(arena, feeds, feed);
	}
	set_text(work, context, "address", address);
	value_map_set(arena, context, "feeds", feeds);
	value_map_set(arena, context, "has-feeds",
		      value_new_boolean(arena, feeds->list.count > 0));
	set_text(work, context, "updated",
		 library->list.count ?
			 text_of(library->list.items[0], "issued") :
			 NULL);
}

bool library_add(struct work *work, const struct staging *staging,
		 const char *output, struct error *error)
{
	struct value *library = value_new_list(&work->arena);
	const char **names;
	size_t count;
	if (!staging_list(staging, &work->arena, &names, &count, error))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct value *one = read_publication(work, output, names[i]);
		if (one)
			value_list_add(&work->arena, library, one);
	}
	if (library->list.count)
		qsort(library->list.items, library->list.count,
		      sizeof *library->list.items, compare_dates);
	value_map_set(&work->arena, work->shell.context, "library", library);
	add_groups(work, library);
	add_feeds(work, library);
	return true;
}

/* ---- Files --------------------------------------------------------------- */

/* Each of our files says whose it is; what somebody else put there stays. */
static bool is_ours(struct library_files *files, const char *name)
{
	struct str text;
	struct error ignored;
	struct arena *arena = &files->work->arena;
	const char *path = path_join(arena, files->output, name);
	return file_is_regular(path) &&
	       file_read(arena, path, &text, &ignored) &&
	       str_find(text, STR("Everyread")) >= 0;
}

static bool write_file(struct library_files *files, const char *name,
		       const struct buffer *bytes, struct error *error)
{
	struct arena *arena = &files->work->arena;
	const char *path = path_join(arena, files->output, name);
	if (!file_exists(path) || is_ours(files, name))
		return staging_write(files->staging, name, bytes->bytes,
				     bytes->length, error);
	*VECTOR_ADD(files->notes) =
		arena_format(files->notes_arena,
			     "%s is not one of Everyread's: it is kept", path);
	return true;
}

static bool write_shell(struct library_files *files, const char *template,
			const char *name, struct error *error)
{
	struct work *work = files->work;
	struct buffer out = BUFFER_INITIALISER;
	work->shell.name = template;
	html_output_write_shell(work, &out);
	bool done = !work->has_failed && write_file(files, name, &out, error);
	if (work->has_failed)
		*error = work->error;
	buffer_release(&out);
	return done;
}

/* The latest first. */
static int compare_updates(const void *left, const void *right)
{
	const struct value *a = *(const struct value *const *)left,
			   *b = *(const struct value *const *)right;
	int order = strcmp(text_of(b, "updated"), text_of(a, "updated"));
	return order ? order : strcmp(text_of(a, "path"), text_of(b, "path"));
}

/* What has been published in the language, or changed since: as publications say
 * it, so that a build at another time makes nothing new. */
static bool write_feed(struct library_files *files, const struct value *feed,
		       struct error *error)
{
	struct work *work = files->work;
	struct arena *arena = &work->arena;
	struct value *context = work->shell.context;
	const struct value *library = find(context, "library");
	const char *lang = text_of(feed, "lang");
	struct value *entries = value_new_list(arena);
	for (size_t i = 0; i < library->list.count; i++) {
		const struct value *one = library->list.items[i];
		const struct value *languages = find(one, "languages");
		for (size_t j = 0; j < languages->list.count; j++) {
			const struct value *language = languages->list.items[j];
			if (strcmp(text_of(language, "locale"), lang) != 0)
				continue;
			struct value *entry = value_new_map(arena);
			set_text(work, entry, "title",
				 text_of(language, "title"));
			set_text(work, entry, "issued", text_of(one, "issued"));
			set_text(work, entry, "updated",
				 text_of(one, "updated"));
			set_text(work, entry, "publisher",
				 text_of(one, "publisher"));
			set_text(work, entry, "publisher-lang",
				 text_of(one, "lang"));
			set_text(work, entry, "path",
				 arena_format(arena, "%s/%s",
					      text_of(one, "folder"),
					      text_of(language, "path")));
			value_list_add(arena, entries, entry);
		}
	}
	qsort(entries->list.items, entries->list.count,
	      sizeof *entries->list.items, compare_updates);
	value_map_set(arena, context, "entries", entries);
	value_map_set(arena, context, "feed", feed);
	set_text(work, context, "updated",
		 text_of(entries->list.items[0], "updated"));
	return write_shell(files, "feed.xml", text_of(feed, "href"), error);
}

/* ---- What is no more ----------------------------------------------------- */

static bool is_feed(const struct value *feeds, const char *name)
{
	for (size_t i = 0; feeds && i < feeds->list.count; i++)
		if (strcmp(text_of(feeds->list.items[i], "href"), name) == 0)
			return true;
	return false;
}

static bool is_name_of_feed(const char *name)
{
	return str_starts_with(str_from(name), STR("feed-")) &&
	       strcmp(path_extension(name), "xml") == 0;
}

/* Feeds of languages, and a map, that an earlier run made; `feeds`: those that
 * there are. */
static bool remove_others(struct library_files *files,
			  const struct value *feeds, struct error *error)
{
	const char **names;
	size_t count;
	bool has_feeds = feeds && feeds->list.count;
	if (!file_list_folder(&files->work->arena, files->output, &names,
			      &count, error))
		return false;
	for (size_t i = 0; i < count; i++) {
		bool is_gone =
			(is_name_of_feed(names[i]) &&
			 !is_feed(feeds, names[i])) ||
			(!has_feeds && strcmp(names[i], "sitemap.xml") == 0) ||
			(!feeds && strcmp(names[i], "catalogue.json") == 0);
		if (is_gone && is_ours(files, names[i]) &&
		    !staging_remove(files->staging, names[i], error))
			return false;
	}
	return true;
}

bool library_remove(struct library_files *files, struct error *error)
{
	return remove_others(files, NULL, error);
}

bool library_write(struct library_files *files, struct error *error)
{
	struct work *work = files->work;
	const struct value *feeds = find(work->shell.context, "feeds");
	struct buffer json = BUFFER_INITIALISER;
	bool done = true;
	if (structured_write(work, "catalogue", work->shell.context, &json))
		done = write_file(files, "catalogue.json", &json, error);
	buffer_release(&json);
	for (size_t i = 0; done && i < feeds->list.count; i++)
		done = write_feed(files, feeds->list.items[i], error);
	if (done && feeds->list.count)
		done = write_shell(files, "sitemap.xml", "sitemap.xml", error);
	return done && remove_others(files, feeds, error);
}
