/* everyread new: a publication of one's own, from a kind's folder of
 * templates/kinds/. A kind is files alone:
 *
 *     publication.yaml      a template; knows name, date, and languages with
 *                           folder, locale and the words of words.yaml
 *     texts/TAG/words.yaml  a template; knows name, and t: the locale's messages.
 *                           Its values are quoted as YAML wants them
 *     texts/TAG/...         the texts of a language, copied as they are; those of
 *                           texts/other/ where a language has none
 *     labels/TAG.yaml       more words, without texts; those of en.yaml where a
 *                           language has none
 *     *.yaml                templates, which know what publication.yaml knows
 *     ...                   all else is copied as it is */
#define _XOPEN_SOURCE 700
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/path.h"
#include "base/vector.h"
#include "base/visible.h"
#include "base/yaml.h"
#include "commands/commands.h"
#include "commands/context.h"
#include "commands/installation.h"
#include "commands/targets.h"
#include "template/template.h"

static const struct option options[] = {
	{ "lang", 0, "TAG",
	  "its languages, otherwise en; the first is the "
	  "source" },
	{ "kind", 0, "KIND", "what it begins as, otherwise report" },
	{ "content", 0, "FOLDER", "where the publications are" },
	{ "templates", 0, "FOLDER", "where the templates are" },
};

struct language {
	const char *folder; /* "en" */
	const char *locale; /* "en-GB" */
	const char *texts;  /* the kind's folder of it */
	struct value *words;
};

struct start {
	struct arena arena;
	struct diagnostics diagnostics;
	struct error error;
	struct installation installation;
	const char *name, *content;
	const char *kind;      /* its folder */
	const char *target;    /* content/NAME */
	const char *building;  /* the same while it is written */
	struct value *context; /* of the kind's YAML files */
	VECTOR(struct language) languages;
	VECTOR(const char *) files; /* written, within the target */
};

/* ---- The kind ---------------------------------------------------------- */

typedef VECTOR(const char *) names_t;

static void list_kinds(struct start *start, names_t *names)
{
	for (int i = 0; i < LAYER_COUNT; i++) {
		const char *folder = start->installation.templates.folders[i];
		const char **found;
		size_t count;
		struct error error;
		if (!folder ||
		    !file_list_folder(&start->arena,
				      path_join(&start->arena, folder, "kinds"),
				      &found, &count, &error))
			continue;
		for (size_t j = 0; j < count; j++)
			*VECTOR_ADD(names) = found[j];
	}
}

static bool find_kind(struct start *start, const struct arguments *arguments)
{
	const char *kind = arguments_value(arguments, "kind");
	kind = kind ? kind : "report";
	const char *file =
		arena_format(&start->arena, "kinds/%s/publication.yaml", kind);
	const char *path = path_stays_inside(str_from(kind)) ?
				   overlay_find(&start->arena,
						&start->installation.templates,
						file, NULL) :
				   NULL;
	if (path) {
		start->kind = path_folder(&start->arena, path);
		return true;
	}
	names_t names = { 0 };
	struct buffer all = BUFFER_INITIALISER;
	list_kinds(start, &names);
	for (size_t i = 0; i < names.count; i++)
		buffer_append_format(&all, "%s%s", i ? ", " : "",
				     names.items[i]);
	const char *nearest =
		str_nearest(str_from(kind), names.items, names.count);
	arguments_wrong(
		arguments->command, "unknown kind '%s'%s%s%s (there are: %s)",
		kind, nearest ? ", did you mean '" : "", nearest ? nearest : "",
		nearest ? "'?" : "", buffer_str(&all).bytes);
	buffer_release(&all);
	VECTOR_RELEASE(&names);
	return false;
}

/* ---- Templates of YAML ------------------------------------------------- */

static bool render(struct start *start, const char *path,
		   const struct value *context, struct str *text)
{
	struct buffer out = BUFFER_INITIALISER;
	struct str source;
	if (!file_read(&start->arena, path, &source, &start->error))
		return false;
	struct template_options how = { .mode = TEMPLATE_HTML,
					.context = context,
					.diagnostics = &start->diagnostics };
	const struct template *template = template_parse(
		&start->arena, path, source, 1, &start->diagnostics);
	template_render(template, &how, &out);
	*text = arena_copy_str(&start->arena, buffer_str(&out));
	buffer_release(&out);
	return true;
}

static struct value *text_value(struct start *start, const char *text)
{
	return value_new_text(&start->arena,
			      arena_copy_str(&start->arena, str_from(text)));
}

/* In double quotes, as YAML and JSON have it. */
static struct value *quoted_value(struct start *start, struct str text)
{
	struct buffer quoted = BUFFER_INITIALISER;
	buffer_append_string(&quoted, "\"");
	for (size_t i = 0; i < text.length; i++)
		buffer_append_format(
			&quoted,
			text.bytes[i] == '"' || text.bytes[i] == '\\' ? "\\%c" :
									"%c",
			text.bytes[i]);
	buffer_append_string(&quoted, "\"");
	struct value *value = value_new_text(
		&start->arena,
		arena_copy_str(&start->arena, buffer_str(&quoted)));
	buffer_release(&quoted);
	return value;
}

/* ---- Languages --------------------------------------------------------- */

/* What the kind has for a tag, or for what is left when parts are cut off its end:
 * "texts/zh", "labels/zh.yaml"; otherwise `other`. */
static const char *find_for(struct start *start, const char *tag,
			    const char *folder, const char *ending,
			    const char *other)
{
	char *rest = arena_copy_string(&start->arena, tag);
	for (;;) {
		const char *path =
			arena_format(&start->arena, "%s/%s/%s%s", start->kind,
				     folder, rest, ending);
		if (file_exists(path))
			return path;
		char *dash = strrchr(rest, '-');
		if (!dash)
			return arena_format(&start->arena, "%s/%s/%s%s",
					    start->kind, folder, other, ending);
		*dash = '\0';
	}
}

static bool read_words_of(struct start *start, struct language *language,
			  const char *path, const struct value *context)
{
	struct str text;
	if (!render(start, path, context, &text))
		return false;
	const struct yaml_node *root =
		yaml_parse(&start->arena, text, path, 1, &start->diagnostics);
	for (size_t i = 0; root && i < root->count; i++)
		if (root->kind == YAML_MAPPING &&
		    root->pairs[i].value->kind == YAML_SCALAR)
			value_map_set(&start->arena, language->words,
				      root->pairs[i].key.bytes,
				      quoted_value(start,
						   root->pairs[i].value->text));
	return true;
}

static bool read_words(struct start *start, struct language *language,
		       struct locale *locale)
{
	struct value *context = value_new_map(&start->arena);
	const char *labels =
		find_for(start, language->folder, "labels", ".yaml", "en");
	value_map_set(&start->arena, context, "name",
		      text_value(start, start->name));
	context_add_words(&start->arena, context, locale);
	language->words = value_new_map(&start->arena);
	return read_words_of(
		       start, language,
		       path_join(&start->arena, language->texts, "words.yaml"),
		       context) &&
	       (!file_exists(labels) ||
		read_words_of(start, language, labels, context));
}

static bool has_language(const struct start *start, const char *folder)
{
	for (size_t i = 0; i < start->languages.count; i++)
		if (strcmp(start->languages.items[i].folder, folder) == 0)
			return true;
	return false;
}

/* A tag that nobody has the words of would fill pages with English. */
static bool add_language(struct start *start, const struct arguments *arguments,
			 const char *tag)
{
	struct overlay folders = overlay_inside(
		&start->arena, &start->installation.templates, "locales");
	struct locale *locale;
	const char *name = strcmp(tag, "en") == 0 ? "en-GB" : tag;
	if (!locale_open(&start->arena, &folders, name, &start->diagnostics,
			 &locale, &start->error))
		return false;
	const char *folder = name == tag ? locale_tag(locale) : tag;
	if (has_language(start, folder)) {
		locale_release(locale);
		return true;
	}
	bool is_known = !locale_words_language(locale);
	if (is_known) {
		struct language *language = VECTOR_ADD(&start->languages);
		*language = (struct language){
			.folder = arena_copy_string(&start->arena, folder),
			.locale = arena_copy_string(&start->arena,
						    locale_tag(locale)),
			.texts = find_for(start, folder, "texts", "", "other")
		};
		is_known = read_words(start, language, locale);
	} else {
		arguments_wrong(arguments->command,
				"there is no locale for '%s': write "
				"templates/locales/%s.yaml first, after the "
				"example of '%s/en-GB.yaml'",
				tag, tag, overlay_base(&folders));
	}
	/* The words of a message live in what they were put into. */
	locale_release(locale);
	return is_known;
}

static bool read_languages(struct start *start,
			   const struct arguments *arguments)
{
	char tag[64];
	size_t position = 0;
	while (arguments_next(arguments, "lang", &position, tag, sizeof tag))
		if (!add_language(start, arguments, tag))
			return false;
	return start->languages.count || add_language(start, arguments, "en");
}

/* ---- Writing ----------------------------------------------------------- */

/* "2026-11-27": of SOURCE_DATE_EPOCH, else today. */
static const char *today(struct start *start)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	time_t seconds = epoch && epoch[0] ? (time_t)strtoll(epoch, NULL, 10) :
					     time(NULL);
	struct tm parts;
	char text[sizeof "2026-11-27"];
	if (!gmtime_r(&seconds, &parts) ||
	    !strftime(text, sizeof text, "%Y-%m-%d", &parts))
		return "1970-01-01";
	return arena_copy_string(&start->arena, text);
}

static struct value *publication_context(struct start *start)
{
	struct arena *arena = &start->arena;
	struct value *context = value_new_map(arena);
	struct value *list = value_new_list(arena);
	for (size_t i = 0; i < start->languages.count; i++) {
		const struct language *language = &start->languages.items[i];
		value_map_set(arena, language->words, "folder",
			      text_value(start, language->folder));
		value_map_set(arena, language->words, "locale",
			      text_value(start, language->locale));
		value_list_add(arena, list, language->words);
	}
	value_map_set(arena, context, "name", text_value(start, start->name));
	value_map_set(arena, context, "date", text_value(start, today(start)));
	value_map_set(arena, context, "languages", list);
	return context;
}

static bool write_file(struct start *start, const char *name, struct str text)
{
	const char *path = path_join(&start->arena, start->building, name);
	*VECTOR_ADD(&start->files) = name;
	return file_write_atomically(path, text.bytes, text.length,
				     &start->error);
}

/* The YAML files of the kind's own folder are templates. */
static bool copy_file(struct start *start, const char *path, const char *name)
{
	struct str text;
	bool is_template =
		!strchr(name, '/') && strcmp(path_extension(name), "yaml") == 0;
	return (is_template ?
			render(start, path, start->context, &text) :
			file_read(&start->arena, path, &text, &start->error)) &&
	       write_file(start, name, text);
}

/* Copies a folder's files to `below` in the target, but for `left_out`. */
static bool copy_folder(struct start *start, const char *folder,
			const char *below, const char *const *left_out)
{
	const char **names;
	size_t count;
	bool is_done = file_list_folder(&start->arena, folder, &names, &count,
					&start->error);
	for (size_t i = 0; is_done && i < count; i++) {
		const char *path = path_join(&start->arena, folder, names[i]);
		const char *name =
			below[0] ? path_join(&start->arena, below, names[i]) :
				   names[i];
		bool is_left = false;
		for (size_t j = 0; left_out[j]; j++)
			is_left |= strcmp(left_out[j], names[i]) == 0;
		if (is_left)
			continue;
		if (file_is_folder(path))
			is_done = copy_folder(start, path, name, left_out);
		else
			is_done = copy_file(start, path, name);
	}
	return is_done;
}

static bool write_publication(struct start *start)
{
	static const char *const own[] = { "publication.yaml", "texts",
					   "labels", NULL };
	static const char *const words[] = { "words.yaml", NULL };
	start->context = publication_context(start);
	if (!copy_file(
		    start,
		    path_join(&start->arena, start->kind, "publication.yaml"),
		    "publication.yaml") ||
	    !copy_folder(start, start->kind, "", own) ||
	    start->diagnostics.error_count)
		return false;
	for (size_t i = 0; i < start->languages.count; i++) {
		const struct language *language = &start->languages.items[i];
		if (!copy_folder(start, language->texts, language->folder,
				 words))
			return false;
	}
	return true;
}

/* A folder that is given up; what is in it was written just now. */
static void remove_written(struct start *start)
{
	for (size_t i = start->files.count; i-- > 0;) {
		const char *path = path_join(&start->arena, start->building,
					     start->files.items[i]);
		do {
			remove(path);
			path = path_folder(&start->arena, path);
		} while (strlen(path) >= strlen(start->building) &&
			 rmdir(path) == 0);
	}
	rmdir(start->building);
}

/* All of it appears at once, or nothing. */
static bool make(struct start *start)
{
	char *building = arena_format(&start->arena, "%s/.%s.XXXXXX",
				      start->content, start->name);
	if (!file_make_folders(start->content, &start->error))
		return false;
	if (!mkdtemp(building))
		return error_set(&start->error, "cannot make folder '%s': %s",
				 start->target, strerror(errno));
	start->building = building;
	mode_t mask = umask(0);
	umask(mask);
	(void)chmod(building, 0777 & ~mask);
	bool is_made = write_publication(start);
	/* An empty folder of the name would be replaced. */
	if (is_made && (file_exists(start->target) ||
			rename(building, start->target) != 0))
		is_made = error_set(&start->error, "cannot write '%s': %s",
				    start->target, strerror(errno));
	if (!is_made)
		remove_written(start);
	return is_made;
}

/* ---- The command ------------------------------------------------------- */

/* What a name would be that may go into file names; "" for none. */
static const char *suggest(struct start *start, const char *name)
{
	struct buffer text = BUFFER_INITIALISER;
	bool is_gap = false;
	for (const char *at = name; *at; at++) {
		char letter = *at >= 'A' && *at <= 'Z' ? (char)(*at + 32) : *at;
		bool is_fitting = (letter >= 'a' && letter <= 'z') ||
				  (letter >= '0' && letter <= '9');
		if (is_fitting)
			buffer_append_format(&text, "%s%c",
					     is_gap && text.length ? "-" : "",
					     letter);
		is_gap = !is_fitting;
	}
	const char *found =
		arena_copy_str(&start->arena, buffer_str(&text)).bytes;
	buffer_release(&text);
	return found;
}

static bool check_name(struct start *start, const struct arguments *arguments)
{
	const char *better = suggest(start, start->name);
	if (strcmp(better, start->name) != 0) {
		arguments_wrong(arguments->command,
				"the name '%s' goes into file names: use only "
				"the letters a to z, digits and hyphens "
				"between them%s%s%s",
				start->name, better[0] ? ", such as '" : "",
				better, better[0] ? "'" : "");
		return false;
	}
	start->target = path_join(&start->arena, start->content, start->name);
	if (!file_exists(start->target))
		return true;
	arguments_wrong(arguments->command,
			"'%s' is there already, and stays as it is",
			start->target);
	return false;
}

static void tell(const struct start *start)
{
	for (size_t i = 0; i < start->files.count; i++) {
		visible_print(stdout, str_from(start->target));
		putchar('/');
		visible_print(stdout, str_from(start->files.items[i]));
		putchar('\n');
	}
	printf("\nNext: everyread build %s\n", start->name);
}

static enum exit_status begin(struct start *start,
			      const struct arguments *arguments)
{
	start->name = arguments->operands[0];
	start->content = targets_content(&start->arena, arguments);
	struct installation_options where = targets_options(
		arguments, path_folder(&start->arena, start->content));
	if (!check_name(start, arguments))
		return STATUS_USAGE;
	if (!installation_find(&start->arena, &where, &start->installation,
			       &start->error))
		return STATUS_SYSTEM;
	if (!find_kind(start, arguments) || !read_languages(start, arguments))
		return start->error.message[0] ? STATUS_SYSTEM : STATUS_USAGE;
	if (start->diagnostics.error_count)
		return STATUS_FINDINGS;
	if (!make(start))
		return start->diagnostics.error_count ? STATUS_FINDINGS :
							STATUS_SYSTEM;
	tell(start);
	return STATUS_CLEAN;
}

static enum exit_status run(const struct arguments *arguments)
{
	struct start start = { .name = NULL };
	if (arguments->operand_count == 0)
		return arguments_wrong(arguments->command,
				       "no name given; add one such as "
				       "river-survey");
	enum exit_status status = begin(&start, arguments);
	/* A language without a locale has been told. */
	if (status != STATUS_USAGE)
		diagnostics_print(&start.diagnostics, stderr);
	if (status == STATUS_SYSTEM)
		error_print(&start.error, stderr);
	VECTOR_RELEASE(&start.languages);
	VECTOR_RELEASE(&start.files);
	diagnostics_release(&start.diagnostics);
	arena_release(&start.arena);
	return status;
}

const struct command command_new = {
	.name = "new",
	.operands = "NAME",
	.summary = "Begin a publication of one's own",
	.details = "Writes content/NAME, which builds at once; in the current "
		   "folder where there is no\ncontent/ in it or above it. "
		   "Nothing that is there is overwritten.\n--lang may be given "
		   "several times or with commas. KIND is a folder of\n"
		   "templates/kinds/.\n",
	.most_operands = 1,
	.options = options,
	.option_count = sizeof options / sizeof *options,
	.run = run,
};
