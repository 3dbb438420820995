/* The texts of a publication: which are there, which are missing. */
#define _XOPEN_SOURCE 700
#include "publication/sources.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/path.h"
#include "publication/chapters.h"
#include "publication/collection_reader.h"
#include "publication/untaken.h"

struct search {
	struct arena *arena;
	struct publication *publication;
	struct diagnostics *diagnostics;
	/* What is missing: it is told nobody where it may follow from a mistake
	 * in publication.yaml, which is told. */
	struct diagnostics *missing, untold;
	struct error *error;
	struct source_reader reader;
	bool has_failed;
};

/* What is reported from now on is about this language alone. */
static void enter_language(struct search *search, size_t language)
{
	search->diagnostics->language =
		search->publication->languages[language].folder;
	search->untold.language = search->diagnostics->language;
}

static void leave_language(struct search *search)
{
	search->diagnostics->language = search->untold.language = NULL;
}

static const char *path_in(const struct search *search, size_t language,
			   const char *name)
{
	const struct publication *publication = search->publication;
	size_t from = publication->languages[language].pseudo ? 0 : language;
	return arena_format(search->arena, "%s/%s/%s", publication->folder,
			    publication->languages[from].folder, name);
}

/* Lines of "---" around "key: value" at the head, as single files and entries
 * have them: a publication's titles and dates stand in publication.yaml, and the
 * lines would be printed as a heading. */
static bool has_front_matter(struct str text)
{
	struct str yaml, rest, line;
	uint32_t first;
	if (!source_file_split(text, &yaml, &rest, &first))
		return false;
	bool has_key = false;
	while (str_next_line(&yaml, &line)) {
		if (!has_key && !str_trim(line).length)
			return false; /* a thematic break */
		ptrdiff_t colon = str_find_byte(line, ':');
		has_key |= colon > 0 && line.bytes[0] != '#';
	}
	return has_key;
}

/* Reads one file; false where it is of no use, which is reported. */
static bool take_source(struct source_reader *reader,
			const struct publication *publication, size_t language,
			const char *path, struct source_file *file)
{
	const struct publication_language *tags = publication->languages;
	if (!source_file_read(reader, path, file))
		return false;
	if (source_file_is_blank(file->text)) {
		diagnostics_add(
			reader->diagnostics, DIAGNOSTIC_PUBLICATION_EMPTY,
			(struct place){ path, 0, 0 }, "this file is empty");
		return false;
	}
	if (!has_front_matter(file->text)) {
		source_file_translate(reader, tags[language].pseudo,
				      tags[0].locale, file);
		return true;
	}
	diagnostics_add(reader->diagnostics,
			DIAGNOSTIC_PUBLICATION_FRONT_MATTER,
			(struct place){ path, 1, 1 },
			"a text of a publication has no front matter: its "
			"title, authors and date stand in publication.yaml");
	return false;
}

static bool read_source(struct search *search, size_t language,
			const char *path, struct source_file *file)
{
	return take_source(&search->reader, search->publication, language, path,
			   file);
}

/* The folder that the language's texts are in. */
static const char *folder_of(const struct publication *publication,
			     size_t language)
{
	const struct publication_language *tags = publication->languages;
	return tags[tags[language].pseudo ? 0 : language].folder;
}

/* "shared/contact.md" of the language, or of all of them; or NULL. */
static const char *find_included(struct arena *arena,
				 const struct publication *publication,
				 size_t language, const char *name)
{
	const char *tag = folder_of(publication, language);
	const char *folders[] = { path_join(arena, publication->folder, tag),
				  publication->folder };
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		const char *path = path_join(arena, folders[i], name);
		if (file_exists(path) && !file_is_folder(path))
			return path;
	}
	return NULL;
}

/* "; did you mean 'shared/contact.md'?", of what is in its folder, or "". */
static const char *suggest_included(struct arena *arena,
				    const struct publication *publication,
				    size_t language, const char *name)
{
	const char *slash = strrchr(name, '/');
	const char *inner =
		slash ? arena_copy(arena, name, (size_t)(slash - name)) : "";
	const char *tag = folder_of(publication, language);
	const char *folders[] = { path_join(arena, publication->folder, tag),
				  publication->folder };
	struct error ignored;
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		const char **names;
		size_t count;
		const char *folder =
			*inner ? path_join(arena, folders[i], inner) :
				 folders[i];
		if (!file_is_folder(folder) ||
		    !file_list_folder(arena, folder, &names, &count, &ignored))
			continue;
		const char *near = str_nearest(
			str_from(slash ? slash + 1 : name), names, count);
		if (near)
			return arena_format(arena, "; did you mean '%s%s%s'?",
					    inner, *inner ? "/" : "", near);
	}
	return "";
}

const struct source_file *
publication_read_included(struct arena *arena,
			  const struct publication *publication,
			  size_t language, struct str name, struct place tag,
			  struct diagnostics *diagnostics, struct error *error)
{
	const char *file = arena_copy(arena, name.bytes, name.length);
	if (!path_stays_inside(name)) {
		diagnostics_add(diagnostics, DIAGNOSTIC_PUBLICATION_OUTSIDE,
				tag,
				"'%s' leads outside the publication's "
				"folder",
				file);
		return NULL;
	}
	const char *path = find_included(arena, publication, language, file);
	if (!path) {
		diagnostics_add(
			diagnostics, DIAGNOSTIC_TEMPLATE_MISSING, tag,
			"there is no text '%s' in '%s/%s' or '%s'%s", file,
			publication->folder, folder_of(publication, language),
			publication->folder,
			suggest_included(arena, publication, language, file));
		return NULL;
	}
	char *root = realpath(publication->folder, NULL);
	struct source_reader reader = {
		.arena = arena,
		.pseudo = publication->pseudo,
		.root = root ? arena_copy_string(arena, root) : "",
		.diagnostics = diagnostics,
		.missing = diagnostics,
		.error = error,
	};
	free(root);
	struct source_file *text = ARENA_NEW(arena, struct source_file);
	diagnostics_note_included(diagnostics, path, tag);
	return take_source(&reader, publication, language, path, text) ? text :
									 NULL;
}

/* The chapters of a folder: its .md files that can be used, so that their
 * mistakes are reported too. False where there is none. */
static bool read_chapters(struct search *search, const char *path,
			  struct edition_text *text)
{
	const char **names;
	size_t count;
	if (!file_list_folder(search->arena, path, &names, &count,
			      search->error)) {
		search->has_failed = true;
		return false;
	}
	text->files = ARENA_NEW_ARRAY(search->arena, count, struct source_file);
	bool is_there = false;
	for (size_t i = 0; i < count; i++) {
		if (strcmp(path_extension(names[i]), "md") != 0)
			continue;
		const char *file = path_join(search->arena, path, names[i]);
		is_there = true;
		if (read_source(search, text->language, file,
				&text->files[text->file_count]))
			text->file_count++;
	}
	if (!is_there)
		diagnostics_add(search->diagnostics,
				DIAGNOSTIC_PUBLICATION_EMPTY,
				(struct place){ path, 0, 0 },
				"this folder holds no chapter: add files "
				"such as 01-introduction.md");
	return text->file_count > 0;
}

/* A translation of what is not there is not missed. */
static bool is_source_missing(const struct search *search,
			      const struct edition *edition)
{
	return edition->wants_language[0] &&
	       !file_exists(path_in(search, 0, edition->source));
}

static void report_missing(struct search *search, const struct edition *edition,
			   size_t language, const char *path)
{
	const struct publication_language *tag =
		&search->publication->languages[language];
	if (language == 0)
		diagnostics_add(search->diagnostics,
				DIAGNOSTIC_PUBLICATION_NO_SOURCE,
				edition->source_place,
				"edition '%s' has no text: '%s' does not exist",
				edition->identifier, path);
	else if (!is_source_missing(search, edition))
		diagnostics_add(search->missing,
				DIAGNOSTIC_PUBLICATION_NO_TRANSLATION,
				edition->source_place,
				"edition '%s' is left out in '%s': add the "
				"translation '%s'",
				edition->identifier, tag->folder, path);
}

static bool read_text(struct search *search, const struct edition *edition,
		      size_t language, struct edition_text *text)
{
	const char *path = path_in(search, language, edition->source);
	text->language = language;
	if (!file_exists(path)) {
		report_missing(search, edition, language, path);
		return false;
	}
	if (file_is_folder(path))
		return read_chapters(search, path, text);
	text->files = ARENA_NEW(search->arena, struct source_file);
	text->file_count = 1;
	return read_source(search, language, path, text->files);
}

static void find_texts(struct search *search, struct edition *edition)
{
	size_t languages = search->publication->language_count;
	edition->texts =
		ARENA_NEW_ARRAY(search->arena, languages, struct edition_text);
	edition->left_out =
		ARENA_NEW_ARRAY(search->arena, languages, struct edition_text);
	for (size_t i = 0; i < languages; i++) {
		struct edition_text text = { 0 };
		enter_language(search, i);
		if (edition->wants_language[i] &&
		    read_text(search, edition, i, &text))
			edition->texts[edition->text_count++] = text;
	}
	leave_language(search);
}

static void find_landing(struct search *search, size_t index)
{
	struct publication *publication = search->publication;
	struct publication_language *language = &publication->languages[index];
	const char *path = path_in(search, index, publication->landing);
	if (index && !file_exists(path_in(search, 0, publication->landing)))
		return; /* which is told of the source language */
	if (!file_exists(path)) {
		diagnostics_add(index ? search->missing : search->diagnostics,
				index ? DIAGNOSTIC_PUBLICATION_NO_TRANSLATION :
					DIAGNOSTIC_PUBLICATION_NO_SOURCE,
				language->place,
				"there is no landing page in '%s': add '%s'",
				language->folder, path);
		return;
	}
	struct source_file file = { 0 };
	if (read_source(search, index, path, &file)) {
		language->landing =
			ARENA_NEW(search->arena, struct source_file);
		*language->landing = file;
	}
}

static bool lacks(const struct localised *text, size_t language)
{
	return text->is_given && !publication_localised_text(text, language);
}

static void leave_out(struct search *search, struct publication_language *tag,
		      const struct localised *text, const char *name)
{
	tag->is_complete = false;
	diagnostics_add(search->missing, DIAGNOSTIC_PUBLICATION_UNTRANSLATED,
			text->place,
			"'%s' is left out: the %s has no text in it; add a "
			"line '%s: …'",
			tag->folder, name, tag->folder);
}

/* Says once which lines of publication.yaml a translation still needs. */
static void check_words(struct search *search, size_t language)
{
	struct publication *publication = search->publication;
	const struct {
		const struct localised *text;
		const char *name;
	} texts[] = {
		{ &publication->title, "title" },
		{ &publication->subtitle, "subtitle" },
		{ &publication->description, "description" },
		{ &publication->publisher, "publisher" },
		{ &publication->notice, "notice" },
		{ &publication->kind, "kind" },
		{ &publication->licence, "licence name" },
		{ &publication->contact.name, "contact name" },
		{ &publication->contact.address, "contact address" },
		{ &publication->logo.alternative, "logo alt" },
		{ &publication->cover_picture.alternative,
		  "cover-picture alt" },
	};
	struct publication_language *tag = &publication->languages[language];
	const struct localised *text;
	const char *name;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (lacks(texts[i].text, language))
			leave_out(search, tag, texts[i].text, texts[i].name);
	for (size_t i = 0;
	     (text = accessibility_text(&publication->accessibility, i, &name));
	     i++)
		if (lacks(text, language))
			leave_out(search, tag, text, name);
	for (size_t i = 0; i < publication->recordings.count; i++) {
		text = &publication->recordings.items[i].title;
		if (lacks(text, language))
			leave_out(search, tag, text, "recording title");
	}
}

static void remove_text(struct edition *edition, size_t index)
{
	edition->left_out[edition->left_out_count++] = edition->texts[index];
	edition->text_count--;
	memmove(edition->texts + index, edition->texts + index + 1,
		(edition->text_count - index) * sizeof *edition->texts);
}

/* Takes out what cannot be published without foreign words in it. */
static void leave_out_untranslated(struct search *search,
				   struct edition *edition)
{
	for (size_t i = edition->text_count; i-- > 0;) {
		size_t language = edition->texts[i].language;
		const struct publication_language *tag =
			&search->publication->languages[language];
		if (language == 0)
			continue;
		bool lacks_title = lacks(&edition->title, language);
		enter_language(search, language);
		if (lacks_title)
			diagnostics_add(search->missing,
					DIAGNOSTIC_PUBLICATION_UNTRANSLATED,
					edition->title.place,
					"edition '%s' is left out in '%s': its "
					"title has no text in it; add a line "
					"'%s: …'",
					edition->identifier, tag->folder,
					tag->folder);
		if (!chapters_are_enough(search->publication, edition,
					 &edition->texts[i], search->missing) ||
		    lacks_title || !tag->is_complete)
			remove_text(edition, i);
	}
	leave_language(search);
}

/* Or would be, were its text there, which is told. */
static bool is_there(const struct search *search, const struct edition *edition,
		     size_t language)
{
	return publication_text(edition, language) ||
	       (edition->wants_language[language] &&
		is_source_missing(search, edition));
}

/* Easy Read, say, stands beside an edition with the whole text, never instead
 * of it. */
static void check_is_beside(struct search *search,
			    const struct edition *edition)
{
	const struct publication *publication = search->publication;
	for (size_t i = 0; i < edition->text_count; i++) {
		size_t language = edition->texts[i].language;
		bool is_beside = false;
		enter_language(search, language);
		for (size_t j = 0; j < publication->edition_count; j++)
			is_beside |= publication->editions[j].profile ==
					     PROFILE_STANDARD &&
				     is_there(search, &publication->editions[j],
					      language);
		if (!is_beside && !publication->lacks_editions)
			diagnostics_add(
				search->missing,
				DIAGNOSTIC_PUBLICATION_EASY_READ_ALONE,
				edition->place,
				"edition '%s' is %s, which stands "
				"beside a standard edition and never instead "
				"of one: there is none in '%s'",
				edition->identifier,
				profile_traits[edition->profile].label,
				publication->languages[language].folder);
	}
	leave_language(search);
}

static bool is_listed(const struct publication *publication, const char *name)
{
	for (size_t i = 0; i < publication->language_count; i++)
		if (strcmp(publication->languages[i].folder, name) == 0)
			return true;
	return false;
}

/* A translator's folder that publication.yaml does not know yet. */
static void find_unlisted(struct search *search)
{
	struct publication *publication = search->publication;
	const char **names;
	size_t count;
	if (!publication->language_count) /* which is told */
		return;
	if (!file_list_folder(search->arena, publication->folder, &names,
			      &count, search->error)) {
		search->has_failed = true;
		return;
	}
	for (size_t i = 0; i < count; i++) {
		if (is_listed(publication, names[i]))
			continue;
		bool has_text = false;
		for (size_t j = 0; j < publication->edition_count; j++)
			has_text |= file_exists(arena_format(
				search->arena, "%s/%s/%s", publication->folder,
				names[i], publication->editions[j].source));
		if (has_text)
			diagnostics_add(
				search->missing,
				DIAGNOSTIC_PUBLICATION_UNLISTED,
				(struct place){ publication->file, 0, 0 },
				"the folder '%s' holds a translation "
				"that is not built: add it to "
				"'languages'",
				names[i]);
	}
}

/* A picture that is not there is told once, not on every cover. */
static void check_picture(struct search *search,
			  struct publication_picture *picture)
{
	const struct publication *publication = search->publication;
	if (!picture->path)
		return;
	const char *path =
		path_join(search->arena, publication->folder, picture->path);
	if (file_is_regular(path) && file_is_inside(path, search->reader.root))
		return;
	diagnostics_add(search->diagnostics,
			file_exists(path) ? DIAGNOSTIC_PUBLICATION_OUTSIDE :
					    DIAGNOSTIC_PUBLICATION_NO_SOURCE,
			picture->place,
			file_exists(path) ? "'%s' is no file in the "
					    "publication's folder" :
					    "there is no picture '%s'",
			path);
	picture->path = NULL;
}

/* A publication that is named and not there. */
static void check_relation(struct search *search,
			   struct publication_relation *relation)
{
	const struct publication *publication = search->publication;
	if (!relation->name ||
	    file_exists(arena_format(search->arena, "%s/../%s/publication.yaml",
				     publication->folder, relation->name)))
		return;
	diagnostics_add(search->diagnostics, DIAGNOSTIC_PUBLICATION_RELATION,
			relation->place,
			"there is no publication '%s' beside this one",
			relation->name);
	relation->name = NULL;
}

static void check_relations(struct search *search)
{
	struct publication *publication = search->publication;
	check_relation(search, &publication->earlier);
	check_relation(search, &publication->later);
	for (size_t i = 0; i < publication->related_count; i++)
		check_relation(search, &publication->related[i]);
}

static void find_all(struct search *search)
{
	struct publication *publication = search->publication;
	check_picture(search, &publication->logo);
	check_picture(search, &publication->cover_picture);
	check_relations(search);
	for (size_t i = 0; i < publication->language_count; i++)
		publication->languages[i].is_begun =
			publication->languages[i].pseudo ||
			file_is_folder(
				path_join(search->arena, publication->folder,
					  publication->languages[i].folder));
	collections_find(&search->reader, publication);
	for (size_t i = 0; i < publication->edition_count; i++) {
		check_picture(search, &publication->editions[i].cover_picture);
		find_texts(search, &publication->editions[i]);
		chapters_compare(search->arena, publication,
				 &publication->editions[i], search->missing);
	}
	for (size_t i = 0; i < publication->language_count; i++) {
		if (!publication->languages[i].is_begun)
			continue;
		enter_language(search, i);
		if (i > 0)
			check_words(search, i);
		if (publication->landing)
			find_landing(search, i);
	}
	leave_language(search);
	for (size_t i = 0; i < publication->edition_count; i++)
		leave_out_untranslated(search, &publication->editions[i]);
	for (size_t i = 0; i < publication->edition_count; i++)
		if (profile_traits[publication->editions[i].profile]
			    .needs_standard)
			check_is_beside(search, &publication->editions[i]);
	find_unlisted(search);
	/* Where publication.yaml has a mistake, nothing may be taken for it. */
	if (!search->diagnostics->error_count && !publication->has_blanks &&
	    !untaken_find(search->arena, publication, search->diagnostics,
			  search->error))
		search->has_failed = true;
}

bool sources_find(struct arena *arena, struct publication *publication,
		  const struct publication_pseudo *pseudo,
		  struct diagnostics *diagnostics, struct error *error)
{
	char *root = realpath(publication->folder, NULL);
	struct search search = {
		.arena = arena,
		.publication = publication,
		.diagnostics = diagnostics,
		.error = error,
		.reader = { .arena = arena,
			    .pseudo = pseudo,
			    .root = root,
			    .diagnostics = diagnostics,
			    .error = error },
	};
	search.missing =
		publication->has_mistakes ? &search.untold : diagnostics;
	search.reader.missing = search.missing;
	publication->pseudo = pseudo;
	if (!root)
		return error_set(error, "cannot open folder '%s'",
				 publication->folder);
	find_all(&search);
	diagnostics_release(&search.untold);
	free(root);
	return !search.has_failed && !search.reader.has_failed;
}
