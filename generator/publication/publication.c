/* publication.yaml → struct publication. */
#include "publication/publication.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/language.h"
#include "base/path.h"
#include "base/vector.h"
#include "base/yaml.h"
#include "publication/collection_reader.h"
#include "publication/fields.h"
#include "publication/sources.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const identifier_names[IDENTIFIER_KIND_COUNT] = {
	"isbn", "issn", "doi", "report-number"
};

const char *publication_identifier_kind_name(enum identifier_kind kind)
{
	return identifier_names[kind];
}

size_t publication_find_language(const struct publication *publication,
				 const char *tag)
{
	for (size_t i = 0; i < publication->language_count; i++)
		if (strcasecmp(publication->languages[i].folder, tag) == 0)
			return i;
	for (size_t i = 0; i < publication->language_count; i++)
		if (strcasecmp(publication->languages[i].locale, tag) == 0)
			return i;
	return publication->language_count;
}

void publication_leave_out(struct publication *publication, size_t language)
{
	publication->languages[language].is_complete = false;
	for (size_t i = 0; i < publication->edition_count; i++) {
		struct edition *edition = &publication->editions[i];
		size_t kept = 0;
		for (size_t j = 0; j < edition->text_count; j++) {
			struct edition_text text = edition->texts[j];
			if (text.language == language)
				edition->left_out[edition->left_out_count++] =
					text;
			else
				edition->texts[kept++] = text;
		}
		edition->text_count = kept;
	}
}

static const struct edition_text *find_text(const struct edition_text *texts,
					    size_t count, size_t language)
{
	for (size_t i = 0; i < count; i++)
		if (texts[i].language == language)
			return &texts[i];
	return NULL;
}

const struct edition_text *publication_text(const struct edition *edition,
					    size_t language)
{
	return find_text(edition->texts, edition->text_count, language);
}

void publication_set_version(struct publication *publication,
			     const struct edition *edition, size_t language,
			     const char *version)
{
	struct edition *own =
		&publication->editions[edition - publication->editions];
	for (size_t i = 0; i < own->text_count; i++)
		if (own->texts[i].language == language)
			own->texts[i].version = version;
}

const struct edition_text *publication_draft(const struct edition *edition,
					     size_t language)
{
	const struct edition_text *text = publication_text(edition, language);
	return text ? text :
		      find_text(edition->left_out, edition->left_out_count,
				language);
}

/* A BCP 47 tag as far as its form goes: subtags of one to eight letters and
 * digits, the first of two or three letters. */
static bool is_language_tag(struct str tag)
{
	size_t part = 0, parts = 0;
	for (size_t i = 0; i <= tag.length; i++) {
		char byte = i < tag.length ? tag.bytes[i] : '-';
		bool is_letter = (byte | 32) >= 'a' && (byte | 32) <= 'z';
		bool is_figure = byte >= '0' && byte <= '9';
		if (is_letter || (is_figure && parts)) {
			part++;
		} else if (byte != '-' || part == 0 || part > 8 ||
			   (parts == 0 && (part < 2 || part > 3))) {
			return false;
		} else {
			parts++;
			part = 0;
		}
	}
	return true;
}

/* Returns the tag, or one that stands for it. */
static const char *check_tag(const struct fields *fields, struct str tag,
			     struct place place)
{
	const char *instead;
	if (is_language_tag(tag))
		return tag.bytes;
	const char *meant =
		language_read_tag(fields->arena, tag.bytes, &instead);
	meant = meant ? meant : instead;
	diagnostics_add(fields->diagnostics, DIAGNOSTIC_YAML_VALUE, place,
			"'%s' is not a language tag; write %s%s", tag.bytes,
			meant ? "" : "one such as ",
			meant ? meant : "en, en-GB, ar or zh-Hans");
	return meant ? meant : "en";
}

/* A folder of the publication that no language has yet, and whose name is near
 * this one, or any where this is the source language's; or NULL. */
static const char *near_folder(const struct fields *fields,
			       const struct publication *publication,
			       const struct yaml_node *languages,
			       struct str name)
{
	const char **names;
	size_t count, kept = 0;
	struct error ignored;
	if (!file_list_folder(fields->arena, publication->folder, &names,
			      &count, &ignored))
		return NULL;
	for (size_t i = 0; i < count; i++)
		if (is_language_tag(str_from(names[i])) &&
		    !yaml_lookup(languages, names[i]) &&
		    file_is_folder(path_join(fields->arena, publication->folder,
					     names[i])))
			names[kept++] = names[i];
	const char *near = str_nearest(name, names, kept);
	for (size_t i = 0; !near && i < kept; i++)
		if (strncasecmp(names[i], name.bytes, 2) == 0)
			near = names[i];
	bool is_source = str_equals(languages->pairs[0].key, name);
	return !near && is_source && kept ? names[0] : near;
}

/* Whether the language's texts can be looked for by its name. Where they cannot,
 * nothing that the other keys say in it can be read; that is told here alone. */
static bool check_name(const struct fields *fields,
		       const struct publication *publication,
		       const struct yaml_node *languages,
		       const struct yaml_pair *pair)
{
	const char *folder =
		path_join(fields->arena, publication->folder, pair->key.bytes);
	if (!path_stays_inside(pair->key) || !file_is_folder(folder)) {
		const char *near =
			near_folder(fields, publication, languages, pair->key);
		if (near && is_language_tag(pair->key))
			diagnostics_add(fields->diagnostics,
					DIAGNOSTIC_PUBLICATION_NO_SOURCE,
					pair->key_place,
					"there is no folder '%s'; did you mean "
					"'%s'?",
					folder, near);
		else
			(void)check_tag(fields, pair->key, pair->key_place);
		return !near && is_language_tag(pair->key);
	}
	(void)check_tag(fields, pair->key, pair->key_place);
	return true;
}

static bool has_language(const struct yaml_node *languages, const char *tag)
{
	for (size_t i = 0; i < languages->count; i++)
		if (strcasecmp(languages->pairs[i].key.bytes, tag) == 0)
			return true;
	return false;
}

/* Behind the publication's own. */
static void add_pseudo(struct fields *fields, const struct yaml_node *languages,
		       const struct publication_pseudo *pseudo,
		       struct publication *publication, const char **folders)
{
	size_t count = languages->count;
	for (size_t i = 0; pseudo && count && i < pseudo->count; i++) {
		const char *tag = pseudo_tag(pseudo->kinds[i]);
		if (has_language(languages, tag))
			continue;
		folders[count] = tag;
		publication->languages[count++] = (struct publication_language){
			.folder = tag,
			.locale = tag,
			.place = languages->place,
			.pseudo = pseudo->kinds[i],
			.is_complete = true,
		};
	}
	publication->language_count = fields->language_count = count;
	fields->pseudo_count = count - languages->count;
}

static void read_languages(struct fields *fields, const struct yaml_node *root,
			   const struct publication_pseudo *pseudo,
			   struct publication *publication)
{
	const struct yaml_node *node =
		fields_find(fields, root, "languages", true);
	if (!node ||
	    !yaml_expect(node, YAML_MAPPING, "languages", fields->diagnostics))
		return;
	bool is_right = true;
	size_t most = node->count + PSEUDO_COUNT;
	publication->languages = ARENA_NEW_ARRAY(fields->arena, most,
						 struct publication_language);
	const char **folders =
		ARENA_NEW_ARRAY(fields->arena, most, const char *);
	for (size_t i = 0; i < node->count; i++) {
		const struct yaml_pair *pair = &node->pairs[i];
		const char *own =
			yaml_is_null(pair->value) ?
				NULL :
				fields_text(fields, pair->value, "languages");
		const char *locale = pair->key.bytes;
		is_right &= check_name(fields, publication, node, pair);
		if (own)
			locale = check_tag(fields, str_from(own),
					   pair->value->place);
		folders[i] = pair->key.bytes;
		publication->languages[i] = (struct publication_language){
			.folder = pair->key.bytes,
			.locale = locale,
			.place = pair->key_place,
			.is_complete = true,
		};
	}
	if (!is_right)
		return;
	fields->languages = folders;
	add_pseudo(fields, node, pseudo, publication, folders);
}

static void read_authors(const struct fields *fields,
			 const struct yaml_node *node,
			 struct publication *publication)
{
	if (!node ||
	    !yaml_expect(node, YAML_SEQUENCE, "authors", fields->diagnostics))
		return;
	publication->authors =
		ARENA_NEW_ARRAY(fields->arena, node->count, const char *);
	for (size_t i = 0; i < node->count; i++) {
		const char *name =
			fields_text(fields, node->items[i], "authors");
		if (name)
			publication->authors[publication->author_count++] =
				name;
	}
}

static void read_identifiers(const struct fields *fields,
			     const struct yaml_node *node,
			     struct publication *publication)
{
	if (!node || !yaml_expect(node, YAML_MAPPING, "identifiers",
				  fields->diagnostics))
		return;
	yaml_check_keys(node, identifier_names, IDENTIFIER_KIND_COUNT,
			fields->diagnostics);
	for (int kind = 0; kind < IDENTIFIER_KIND_COUNT; kind++)
		publication->identifiers[kind] =
			fields_text(fields,
				    fields_find(fields, node,
						identifier_names[kind], false),
				    identifier_names[kind]);
}

static void read_licence(const struct fields *fields,
			 const struct yaml_node *node,
			 struct publication *publication)
{
#define AT(field) offsetof(struct publication, field)
	static const struct field table[] = {
		{ "name", true, field_localised, AT(licence), "licence name" },
		{ "url", false, field_url, AT(licence_url), NULL },
	};
#undef AT
	fields_mapping(fields, node, "licence", table, COUNT(table),
		       publication);
}

static void read_texts(const struct fields *fields,
		       const struct yaml_node *root,
		       struct publication *publication)
{
	fields_localised(fields, fields_find(fields, root, "title", true),
			 "title", &publication->title);
	fields_stand_in(&publication->title, publication->identifier);
	fields_localised(fields, fields_find(fields, root, "subtitle", false),
			 "subtitle", &publication->subtitle);
	fields_localised(fields,
			 fields_find(fields, root, "description", false),
			 "description", &publication->description);
	fields_localised(fields, fields_find(fields, root, "publisher", true),
			 "publisher", &publication->publisher);
	fields_localised(fields, fields_find(fields, root, "notice", false),
			 "notice", &publication->notice);
}

static struct publication_relation read_relation(const struct fields *fields,
						 const struct yaml_node *node,
						 const char *what)
{
	struct publication_relation relation = { 0 };
	if (!node)
		return relation;
	relation.name = fields_identifier(fields, node, what);
	relation.place = node->place;
	return relation;
}

/* What the publication is one of, where it will be, and what is near it. */
static void read_series(const struct fields *fields,
			const struct yaml_node *root,
			struct publication *publication)
{
	fields_localised(fields, fields_find(fields, root, "kind", false),
			 "kind", &publication->kind);
	const char *address = fields_url(
		fields, fields_find(fields, root, "address", false), "address");
	if (address && str_ends_with(str_from(address), STR("/")))
		publication->address = address;
	else if (address)
		publication->address =
			arena_format(fields->arena, "%s/", address);
	publication->earlier = read_relation(
		fields, fields_find(fields, root, "earlier", false), "earlier");
	publication->later = read_relation(
		fields, fields_find(fields, root, "later", false), "later");
	const struct yaml_node *related =
		fields_find(fields, root, "related", false);
	if (!related || !yaml_expect(related, YAML_SEQUENCE, "related",
				     fields->diagnostics))
		return;
	publication->related = ARENA_NEW_ARRAY(fields->arena, related->count,
					       struct publication_relation);
	for (size_t i = 0; i < related->count; i++)
		publication->related[publication->related_count++] =
			read_relation(fields, related->items[i], "related");
}

/* What becomes of a translation whose source has changed. */
static bool read_stale(const struct fields *fields,
		       const struct yaml_node *root)
{
	static const char *const words[] = { "warn", "tell-readers" };
	const struct yaml_node *node =
		fields_find(fields, root, "stale-translations", false);
	return node && fields_choice(fields, node, "stale-translations", words,
				     COUNT(words)) == 1;
}

/* What was wrong with languages and editions: texts are looked for by these. */
struct told {
	size_t errors, warnings;
};

static struct told begin_telling(const struct fields *fields)
{
	return (struct told){ fields->diagnostics->error_count,
			      fields->diagnostics->warning_count };
}

static void end_telling(const struct fields *fields, struct told before,
			struct publication *publication)
{
	publication->has_mistakes |=
		fields->diagnostics->error_count > before.errors;
	publication->has_blanks |=
		fields->diagnostics->warning_count > before.warnings;
}

/* False: `error`. */
static bool read_root(struct fields *fields, const struct yaml_node *root,
		      const struct publication_pseudo *pseudo,
		      struct publication *publication, struct error *error)
{
	static const char *const keys[] = {
		"identifier",  "title",         "subtitle",
		"description", "publisher",     "authors",
		"issued",      "modified",      "identifiers",
		"licence",     "contact",       "notice",
		"languages",   "landing",       "editions",
		"logo",        "cover-picture", "collections",
		"kind",        "address",       "earlier",
		"later",       "related",       "stale-translations",
		"braille",     "audio",         "accessibility"
	};
	yaml_check_keys(root, keys, COUNT(keys), fields->diagnostics);
	struct told told = begin_telling(fields);
	read_languages(fields, root, pseudo, publication);
	end_telling(fields, told, publication);
	read_texts(fields, root, publication);
	const char *identifier = fields_identifier(
		fields, fields_find(fields, root, "identifier", false),
		"identifier");
	if (identifier)
		publication->identifier = identifier;
	read_authors(fields, fields_find(fields, root, "authors", false),
		     publication);
	const char *issued = fields_date(
		fields, fields_find(fields, root, "issued", true), "issued");
	publication->issued = issued ? issued : "1970-01-01";
	publication->modified = fields_date(
		fields, fields_find(fields, root, "modified", false),
		"modified");
	read_identifiers(fields,
			 fields_find(fields, root, "identifiers", false),
			 publication);
	read_licence(fields, fields_find(fields, root, "licence", false),
		     publication);
	accessibility_read_contact(fields,
				   fields_find(fields, root, "contact", false),
				   &publication->contact);
	accessibility_read(fields,
			   fields_find(fields, root, "accessibility", false),
			   &publication->accessibility);
	fields_picture(fields, fields_find(fields, root, "logo", false), "logo",
		       &publication->publisher, &publication->logo);
	fields_picture(fields,
		       fields_find(fields, root, "cover-picture", false),
		       "cover-picture", NULL, &publication->cover_picture);
	publication->landing = fields_path(
		fields, fields_find(fields, root, "landing", false), "landing");
	publication->tells_stale = read_stale(fields, root);
	publication->braille = (struct braille_settings)BRAILLE_SETTINGS_USUAL;
	fields_braille(fields, fields_find(fields, root, "braille", false),
		       &publication->braille);
	fields_audio(fields, fields_find(fields, root, "audio", false),
		     &publication->audio);
	told = begin_telling(fields);
	editions_read(fields, fields_find(fields, root, "editions", true),
		      publication);
	end_telling(fields, told, publication);
	read_series(fields, root, publication);
	return collections_read(fields,
				fields_find(fields, root, "collections", false),
				publication, error);
}

struct publication *publication_load(struct arena *arena, const char *folder,
				     const struct publication_pseudo *pseudo,
				     struct diagnostics *diagnostics,
				     struct error *error)
{
	struct publication *publication = ARENA_NEW(arena, struct publication);
	error->message[0] = '\0';
	publication->folder = arena_copy_string(arena, folder);
	publication->file = path_join(arena, folder, "publication.yaml");
	publication->identifier = path_name(publication->folder);
	struct str text;
	if (!file_read(arena, publication->file, &text, error))
		return NULL;
	size_t errors = diagnostics->error_count;
	const struct yaml_node *root =
		yaml_parse(arena, text, publication->file, 1, diagnostics);
	if (!root) {
		if (diagnostics->error_count == errors)
			diagnostics_add(
				diagnostics, DIAGNOSTIC_PUBLICATION_EMPTY,
				(struct place){ publication->file, 0, 0 },
				"this file is empty");
		return NULL;
	}
	if (!yaml_expect(root, YAML_MAPPING, "publication.yaml", diagnostics))
		return NULL;
	struct fields fields = { .arena = arena, .diagnostics = diagnostics };
	if (!read_root(&fields, root, pseudo, publication, error) ||
	    !sources_find(arena, publication, pseudo, diagnostics, error))
		return NULL;
	return publication;
}

bool publication_list(struct arena *arena, const char *content,
		      const char ***names, size_t *count, struct error *error)
{
	size_t all;
	if (!file_list_folder(arena, content, names, &all, error))
		return false;
	*count = 0;
	for (size_t i = 0; i < all; i++) {
		const char *file = arena_format(arena, "%s/%s/publication.yaml",
						content, (*names)[i]);
		if (file_exists(file))
			(*names)[(*count)++] = (*names)[i];
	}
	return true;
}
