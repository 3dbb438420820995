/* The template context of a publication and its editions. */
#include "commands/context.h"

#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "base/vector.h"
#include "collection/collection.h"
#include "commands/neighbours.h"
#include "commands/statement.h"

/* ---- Messages: {{t.…}} ------------------------------------------------- */

enum { MOST_ARGUMENTS = 8 };

struct gathering {
	struct value_scope *scope;
	struct locale_argument arguments[MOST_ARGUMENTS + 1];
	size_t count;
};

static void gather(void *context, struct str name)
{
	struct gathering *gathering = context;
	struct arena *arena = value_scope_arena(gathering->scope);
	const struct value *value = value_scope_lookup(gathering->scope, name);
	if (!value || gathering->count == MOST_ARGUMENTS)
		return;
	struct locale_argument argument = {
		.name = arena_copy(arena, name.bytes, name.length)
	};
	if (value->kind == VALUE_NUMBER) {
		argument.kind = LOCALE_ARGUMENT_NUMBER;
		argument.number = value->number;
	} else if (value->kind == VALUE_TEXT) {
		argument.kind = LOCALE_ARGUMENT_TEXT;
		argument.text = arena_copy(arena, value->text.bytes,
					   value->text.length);
	} else if (value->kind == VALUE_PRINTED && value->printed.argument) {
		argument.kind = LOCALE_ARGUMENT_TEXT;
		argument.text = value->printed.argument;
	} else {
		return;
	}
	gathering->arguments[gathering->count++] = argument;
}

static const struct value *find_message(void *data, struct str key,
					struct value_scope *scope)
{
	struct locale *locale = data;
	struct arena *arena = value_scope_arena(scope);
	const char *name = arena_copy(arena, key.bytes, key.length);
	struct gathering gathering = { .scope = scope };
	locale_message_arguments(locale, name, gather, &gathering);
	const char *text =
		locale_message_of(locale, arena, name, gathering.arguments);
	return text[0] ? value_new_text(arena, str_from(text)) : NULL;
}

static const char *const *message_names(void *data, size_t *count)
{
	return locale_keys(data, count);
}

void context_add_words(struct arena *arena, struct value *context,
		       struct locale *locale)
{
	struct value_dynamic messages = { find_message, message_names, locale };
	value_map_set(arena, context, "t", value_new_dynamic(arena, &messages));
}

static bool print_value(void *data, const struct value *value,
			struct buffer *out)
{
	struct arena arena = ARENA_INITIALISER;
	bool is_number = value->kind == VALUE_NUMBER;
	if (is_number)
		buffer_append_string(
			out, locale_number(data, &arena, value->number));
	arena_release(&arena);
	return is_number;
}

struct value_printer context_printer(struct locale *locale)
{
	return (struct value_printer){ print_value, locale };
}

/* ---- The publication --------------------------------------------------- */

struct value *context_text(struct arena *arena, const char *text)
{
	return text ? value_new_text(arena, str_from(text)) :
		      value_new_null(arena);
}

static void add_identifiers(struct arena *arena, struct value *context,
			    const struct publication *publication,
			    struct locale *locale)
{
	static const char *const names[IDENTIFIER_KIND_COUNT] = { "ISBN",
								  "ISSN", "DOI",
								  NULL };
	struct value *list = value_new_list(arena);
	for (int kind = 0; kind < IDENTIFIER_KIND_COUNT; kind++) {
		if (!publication->identifiers[kind])
			continue;
		const char *name = names[kind] ?
					   names[kind] :
					   locale_word(locale, "identifier");
		struct value *item = value_new_map(arena);
		value_map_set(arena, item, "name", context_text(arena, name));
		value_map_set(
			arena, item, "value",
			context_text(arena, publication->identifiers[kind]));
		value_list_add(arena, list, item);
	}
	value_map_set(arena, context, "identifiers", list);
}

static void add_licence(struct arena *arena, struct value *context,
			const struct publication *publication, size_t language)
{
	struct value *licence = value_new_null(arena);
	if (publication->licence.is_given) {
		licence = value_new_map(arena);
		value_map_set(arena, licence, "name",
			      context_text(arena, publication_localised_text(
							  &publication->licence,
							  language)));
		value_map_set(arena, licence, "url",
			      context_text(arena, publication->licence_url));
	}
	value_map_set(arena, context, "licence", licence);
}

static void add_contact(struct arena *arena, struct value *context,
			const struct publication_contact *from, size_t language)
{
	struct value *contact = value_new_null(arena);
	if (from->name.is_given) {
		const struct {
			const char *key, *text;
		} lines[] = {
			{ "name",
			  publication_localised_text(&from->name, language) },
			{ "address", publication_localised_text(&from->address,
								language) },
			{ "email", from->email },
			{ "phone", from->phone },
		};
		contact = value_new_map(arena);
		for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
			value_map_set(arena, contact, lines[i].key,
				      context_text(arena, lines[i].text));
	}
	value_map_set(arena, context, "contact", contact);
}

void context_add_contact(struct arena *arena, struct value *context,
			 const struct publication *publication, size_t language)
{
	const struct publication_contact *own =
		&publication->accessibility.contact;
	add_contact(arena, context,
		    own->name.is_given ? own : &publication->contact, language);
}

/* A picture's file, and what it says; null where there is none. */
static void add_picture(struct arena *arena, struct value *context,
			const char *key,
			const struct publication_picture *picture,
			size_t language)
{
	struct value *value = value_new_null(arena);
	if (picture->path) {
		const char *says = publication_localised_text(
			&picture->alternative, language);
		value = value_new_map(arena);
		value_map_set(arena, value, "file",
			      context_text(arena, picture->path));
		value_map_set(arena, value, "alt",
			      context_text(arena, says ? says : ""));
	}
	value_map_set(arena, context, key, value);
}

struct value *context_of_publication(struct arena *arena,
				     const struct publication *publication,
				     size_t language, struct locale *locale)
{
	struct value *context = value_new_map(arena);
	const struct {
		const char *key;
		const struct localised *text;
	} texts[] = {
		{ "title", &publication->title },
		{ "subtitle", &publication->subtitle },
		{ "description", &publication->description },
		{ "publisher", &publication->publisher },
		{ "notice", &publication->notice },
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		value_map_set(
			arena, context, texts[i].key,
			context_text(arena, publication_localised_text(
						    texts[i].text, language)));
	const char *author = NULL;
	if (publication->author_count)
		author = locale_list(locale, arena, publication->authors,
				     publication->author_count);
	value_map_set(arena, context, "author", context_text(arena, author));
	value_map_set(arena, context, "date",
		      context_text(arena, publication->issued));
	value_map_set(
		arena, context, "lang",
		context_text(arena, publication->languages[language].locale));
	value_map_set(
		arena, context, "kind",
		context_text(arena, publication_localised_text(
					    &publication->kind, language)));
	value_map_set(arena, context, "date-iso",
		      context_text(arena, publication->issued));
	value_map_set(arena, context, "address",
		      context_text(arena, publication->address));
	value_map_set(
		arena, context, "language-folder",
		context_text(arena, publication->languages[language].folder));
	value_map_set(arena, context, "identifier",
		      context_text(arena, publication->identifier));
	const char *statement =
		statement_exists(publication, language) ? statement_name : NULL;
	value_map_set(arena, context, "statement",
		      context_text(arena, statement));
	neighbours_add_values(arena, publication, language, context);
	add_identifiers(arena, context, publication, locale);
	add_licence(arena, context, publication, language);
	add_contact(arena, context, &publication->contact, language);
	add_picture(arena, context, "logo", &publication->logo, language);
	add_picture(arena, context, "cover-picture",
		    &publication->cover_picture, language);
	context_add_words(arena, context, locale);
	return context;
}

/* ---- The edition ------------------------------------------------------- */

static void add_languages(struct arena *arena, struct value *context,
			  const struct publication *publication,
			  const struct edition *edition, size_t language,
			  struct locale *locale)
{
	const char **names =
		ARENA_NEW_ARRAY(arena, edition->text_count, const char *);
	size_t count = 0;
	for (size_t i = 0; i < edition->text_count; i++) {
		size_t other = edition->texts[i].language;
		if (other != language)
			names[count++] = locale_language_name(
				locale, arena,
				publication->languages[other].folder);
	}
	value_map_set(arena, context, "languages",
		      context_text(arena, count ? locale_list(locale, arena,
							      names, count) :
						  NULL));
}

static void add_editions(struct arena *arena, struct value *context,
			 const struct publication *publication,
			 const struct edition *edition, size_t language,
			 struct locale *locale)
{
	const char **names = ARENA_NEW_ARRAY(arena, publication->edition_count,
					     const char *);
	size_t count = 0;
	for (size_t i = 0; i < publication->edition_count; i++) {
		const struct edition *other = &publication->editions[i];
		if (other != edition && publication_text(other, language))
			names[count++] = publication_localised_text(
				&other->title, language);
	}
	value_map_set(arena, context, "editions",
		      context_text(arena, count ? locale_list(locale, arena,
							      names, count) :
						  NULL));
}

/* How much of a text is there, and in which languages all of it is; null where
 * nothing is missing. */
static void add_partial(struct arena *arena, struct value *context,
			const struct publication *publication,
			const struct edition *edition,
			const struct edition_text *text, struct locale *locale)
{
	const char **names =
		ARENA_NEW_ARRAY(arena, edition->text_count, const char *);
	size_t count = 0;
	struct value *partial = value_new_null(arena);
	if (text->missing_count) {
		for (size_t i = 0; i < edition->text_count; i++)
			if (!edition->texts[i].missing_count)
				names[count++] = locale_language_name(
					locale, arena,
					publication
						->languages[edition->texts[i]
								    .language]
						.folder);
		size_t whole = publication_text(edition, 0)->file_count;
		partial = value_new_map(arena);
		value_map_set(
			arena, partial, "count",
			value_new_number(
				arena, (double)(whole - text->missing_count)));
		value_map_set(arena, partial, "total",
			      value_new_number(arena, (double)whole));
		value_map_set(arena, partial, "languages",
			      context_text(arena, locale_list(locale, arena,
							      names, count)));
	}
	value_map_set(arena, context, "partial", partial);
}

void context_add_edition(struct arena *arena, struct value *context,
			 const struct publication *publication,
			 const struct edition *edition,
			 const struct edition_text *text, struct locale *locale)
{
	value_map_set(arena, context, "edition",
		      context_text(arena,
				   publication_localised_text(&edition->title,
							      text->language)));
	if (edition->cover_picture.path)
		add_picture(arena, context, "cover-picture",
			    &edition->cover_picture, text->language);
	value_map_set(arena, context, "has-contents",
		      value_new_boolean(arena, edition->has_contents));
	value_map_set(arena, context, "has-lists",
		      value_new_boolean(arena, edition->has_lists));
	struct value *chapters = value_new_list(arena);
	for (size_t i = 0; i < text->file_count; i++) {
		struct value *chapter = value_new_map(arena);
		value_map_set(
			arena, chapter, "text",
			context_text(arena,
				     arena_format(arena, "content/%zu", i)));
		value_list_add(arena, chapters, chapter);
	}
	value_map_set(arena, context, "chapters", chapters);
	add_languages(arena, context, publication, edition, text->language,
		      locale);
	add_partial(arena, context, publication, edition, text, locale);
	struct value *stale = value_new_null(arena);
	if (text->version) {
		stale = value_new_map(arena);
		value_map_set(arena, stale, "version",
			      context_text(arena, text->version));
	}
	value_map_set(arena, context, "stale", stale);
	add_editions(arena, context, publication, edition, text->language,
		     locale);
}

/* ---- Partials ---------------------------------------------------------- */

/* A text in its own line runs into the next one without a line break. */
static struct str end_in_line_break(struct arena *arena, struct str text)
{
	if (text.length == 0 || text.bytes[text.length - 1] == '\n')
		return text;
	char *bytes = arena_allocate(arena, text.length + 1);
	memcpy(bytes, text.bytes, text.length);
	bytes[text.length] = '\n';
	return (struct str){ bytes, text.length + 1 };
}

static const struct template *parse_text(struct context_loader *loader,
					 const struct source_file *file)
{
	return template_parse(loader->arena, file->path,
			      end_in_line_break(loader->arena, file->text),
			      file->first_line ? file->first_line : 1,
			      loader->diagnostics);
}

static const struct template *load_content(struct context_loader *loader,
					   struct str name)
{
	for (size_t i = 0; i < loader->file_count; i++) {
		const struct source_file *file = &loader->files[i];
		if (!str_equals_string(name, arena_format(loader->arena,
							  "content/%zu", i)))
			continue;
		return parse_text(loader, file);
	}
	return NULL;
}

static const struct template *load_entry(struct context_loader *loader,
					 struct str name)
{
	const struct source_file *file =
		loader->publication ?
			collection_text_of(loader->publication,
					   loader->language, name) :
			NULL;
	if (!file)
		return NULL;
	struct context_entries *entries = loader->entries;
	entries->items =
		arena_grow(loader->arena, entries->items, entries->count,
			   &entries->capacity, sizeof *entries->items);
	entries->items[entries->count++] = file;
	return parse_text(loader, file);
}

/* A text that another includes; an empty one where it is of no use: all was
 * said. */
static const struct template *load_included(struct context_loader *loader,
					    struct str name, struct place tag)
{
	struct error error = { 0 };
	const struct source_file none = { .path = tag.file };
	const struct source_file *file = publication_read_included(
		loader->arena, loader->publication, loader->language, name, tag,
		loader->diagnostics, &error);
	if (!file && error.message[0])
		return NULL;
	return parse_text(loader, file ? file : &none);
}

const struct template *context_load(void *data, struct str name,
				    struct place tag)
{
	struct context_loader *loader = data;
	struct error error;
	struct str text;
	if (loader->publication && str_ends_with(name, STR(".md")))
		return load_included(loader, name, tag);
	if (str_starts_with(name, STR("content/")))
		return load_content(loader, name);
	if (str_starts_with(name, STR("entry/")))
		return load_entry(loader, name);
	if (!path_stays_inside(name))
		return NULL;
	const char *file = arena_format(loader->arena, "%.*s.md",
					(int)name.length, name.bytes);
	const char *path =
		overlay_find(loader->arena, &loader->folders, file, NULL);
	if (!path || !file_read(loader->arena, path, &text, &error))
		return NULL;
	return template_parse(loader->arena, path, text, 1,
			      loader->diagnostics);
}
