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
#include "publication/collection_reader.h"
#include "publication/fields.h"
#include "publication/sources.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

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

const char *fields_tag(const struct fields *fields, struct str tag,
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
			(void)fields_tag(fields, pair->key, pair->key_place);
		return !near && is_language_tag(pair->key);
	}
	(void)fields_tag(fields, pair->key, pair->key_place);
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

static void read_languages(struct fields *fields, const struct yaml_node *node,
			   const struct publication_pseudo *pseudo,
			   struct publication *publication)
{
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
			locale = fields_tag(fields, str_from(own),
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

static void read_authors(const void *reader, const struct yaml_node *node,
			 const struct yaml_field *field, void *to)
{
	const struct fields *fields = reader;
	struct publication *publication = to;
	publication->authors =
		fields_items(fields, node, field, sizeof *publication->authors);
	for (size_t i = 0; publication->authors && i < node->count; i++) {
		const char *name = fields_text(fields, node->items[i],
					       yaml_field_what(field));
		if (name)
			publication->authors[publication->author_count++] =
				name;
	}
}

static const struct yaml_type authors_type = { .name = "list of names",
					       .read = read_authors };

/* ---- Identifiers and licence ----------------------------------------------- */

#define ROW(kind, key) \
	[kind] = { key, false, &field_text, \
		   offsetof(struct publication, identifiers[kind]), NULL }
static const struct yaml_field identifier_fields[IDENTIFIER_KIND_COUNT] = {
	ROW(IDENTIFIER_ISBN, "isbn"),
	ROW(IDENTIFIER_ISSN, "issn"),
	ROW(IDENTIFIER_DOI, "doi"),
	ROW(IDENTIFIER_REPORT_NUMBER, "report-number"),
};
#undef ROW

const char *publication_identifier_kind_name(enum identifier_kind kind)
{
	return identifier_fields[kind].key;
}

#define AT(field) offsetof(struct publication, field)
static const struct yaml_field licence_fields[] = {
	{ "name", true, &field_localised, AT(licence), "licence name" },
	{ "url", false, &field_url, AT(licence_url), NULL },
};
#undef AT

static const struct yaml_table identifiers_table = YAML_TABLE(
				       "identifiers", identifier_fields),
			       licence_table =
				       YAML_TABLE("licence", licence_fields);

static const struct yaml_type identifiers_type = { .name = "ISBN and others",
						   .read = fields_read_inside,
						   .inside =
							   &identifiers_table },
			      licence_type = {
				      .name = "licence and its address",
				      .read = fields_read_inside,
				      .inside = &licence_table
			      };

/* ---- What the publication is one of, where it will be, and what is near it -- */

static void read_address(const void *reader, const struct yaml_node *node,
			 const struct yaml_field *field, void *to)
{
	const struct fields *fields = reader;
	struct publication *publication = to;
	const char *address = fields_url(fields, node, yaml_field_what(field));
	if (address && str_ends_with(str_from(address), STR("/")))
		publication->address = address;
	else if (address)
		publication->address =
			arena_format(fields->arena, "%s/", address);
}

static void read_relation(const void *reader, const struct yaml_node *node,
			  const struct yaml_field *field, void *to)
{
	struct publication_relation *relation = to;
	relation->name =
		fields_identifier(reader, node, yaml_field_what(field));
	relation->place = node->place;
}

static void read_related(const void *reader, const struct yaml_node *node,
			 const struct yaml_field *field, void *to)
{
	const struct fields *fields = reader;
	struct publication *publication = to;
	publication->related =
		fields_items(fields, node, field, sizeof *publication->related);
	for (size_t i = 0; publication->related && i < node->count; i++)
		read_relation(
			fields, node->items[i], field,
			&publication->related[publication->related_count++]);
}

static const struct yaml_type
	address_type = { .name = "address (https:, http: or mailto:)",
			 .read = read_address },
	relation_type = { .name = "another publication's folder",
			  .read = read_relation },
	related_type = { .name = "list of other publications' folders",
			 .read = read_related };

/* ---- The whole ------------------------------------------------------------- */

/* Begins with what the rows are read into. */
struct loading {
	struct publication publication;
	struct error *error;
	bool has_failed; /* `error` */
};

/* Languages and editions, by which texts are looked for, are told apart from what
 * else may be wrong. */
static void note_mistakes(const struct fields *fields, size_t errors,
			  size_t warnings, struct publication *publication)
{
	publication->has_mistakes |= fields->diagnostics->error_count > errors;
	publication->has_blanks |=
		fields->diagnostics->warning_count > warnings;
}

static void read_editions(const void *reader, const struct yaml_node *node,
			  const struct yaml_field *field, void *to)
{
	const struct fields *fields = reader;
	size_t errors = fields->diagnostics->error_count;
	size_t warnings = fields->diagnostics->warning_count;
	editions_read(fields, node, to);
	(void)field;
	note_mistakes(fields, errors, warnings, to);
}

static void read_collections(const void *reader, const struct yaml_node *node,
			     const struct yaml_field *field, void *to)
{
	struct loading *loading = to;
	(void)field;
	loading->has_failed = !collections_read(
		reader, node, &loading->publication, loading->error);
}

/* What becomes of a translation whose source has changed. */
static const char *const stale_words[] = { "warn", "tell-readers" };

static const struct yaml_type
	languages_type = { .name = "mapping from folders to language tags" },
	braille_type = { .name = "grade and page of Braille",
			 .inside = &braille_keys },
	editions_type = { .name = "list of editions",
			  .read = read_editions,
			  .inside = &edition_keys,
			  .shape = YAML_LIST_OF },
	collections_type = { .name = "mapping from names to collections",
			     .read = read_collections,
			     .inside = &collection_keys,
			     .shape = YAML_NAMED },
	stale_type = { .name = "what becomes of a translation whose source "
			       "has changed",
		       .read = fields_read_second,
		       .words = stale_words,
		       .word_count = COUNT(stale_words) };

#define AT(field) offsetof(struct publication, field)
static const struct yaml_field publication_fields[] = {
	{ "identifier", false, &field_identifier, AT(identifier), NULL },
	{ "title", true, &field_localised, AT(title), NULL },
	{ "subtitle", false, &field_localised, AT(subtitle), NULL },
	{ "description", false, &field_localised, AT(description), NULL },
	{ "publisher", true, &field_localised, AT(publisher), NULL },
	{ "authors", false, &authors_type, 0, NULL },
	{ "issued", true, &field_date, AT(issued), NULL },
	{ "modified", false, &field_date, AT(modified), NULL },
	{ "identifiers", false, &identifiers_type, 0, NULL },
	{ "licence", false, &licence_type, 0, NULL },
	{ "contact", false, &field_contact, AT(contact), NULL },
	{ "notice", false, &field_localised, AT(notice), NULL },
	{ "languages", true, &languages_type, 0, NULL },
	{ "landing", false, &field_path, AT(landing), NULL },
	{ "editions", true, &editions_type, 0, NULL },
	{ "logo", false, &field_logo, 0, NULL },
	{ "cover-picture", false, &field_picture, AT(cover_picture), NULL },
	{ "collections", false, &collections_type, 0, NULL },
	{ "kind", false, &field_localised, AT(kind), NULL },
	{ "address", false, &address_type, 0, NULL },
	{ "earlier", false, &relation_type, AT(earlier), NULL },
	{ "later", false, &relation_type, AT(later), NULL },
	{ "related", false, &related_type, 0, NULL },
	{ "stale-translations", false, &stale_type, AT(tells_stale), NULL },
	{ "braille", false, &braille_type, AT(braille), NULL },
	{ "audio", false, &field_audio, AT(audio), NULL },
	{ "accessibility", false, &field_accessibility, AT(accessibility),
	  NULL },
	{ "recordings", false, &field_recordings, AT(recordings), NULL },
};
#undef AT

const struct yaml_table publication_keys =
	YAML_TABLE("publication.yaml", publication_fields);

/* Where all editions can be read, a recording's is among them. */
static void check_recordings(const struct fields *fields,
			     const struct publication *publication)
{
	const struct recordings *recordings = &publication->recordings;
	for (size_t i = 0; i < recordings->count; i++) {
		const struct recording *recording = &recordings->items[i];
		bool is_there = !recording->edition;
		for (size_t j = 0; j < publication->edition_count; j++)
			is_there |=
				recording->edition &&
				strcmp(recording->edition,
				       publication->editions[j].identifier) ==
					0;
		if (!is_there && publication->edition_count &&
		    !publication->lacks_editions)
			diagnostics_add(fields->diagnostics,
					DIAGNOSTIC_YAML_VALUE, recording->place,
					"this recording is of '%s', and there "
					"is no such edition",
					recording->edition);
	}
}

/* First what others depend on: languages, and the Braille of editions. */
static void read_root(struct fields *fields, const struct yaml_node *root,
		      const struct publication_pseudo *pseudo,
		      struct loading *loading)
{
	struct publication *publication = &loading->publication;
	const char *folder_name = publication->identifier;
	yaml_table_check(&publication_keys, root, fields->diagnostics);
	size_t errors = fields->diagnostics->error_count;
	size_t warnings = fields->diagnostics->warning_count;
	read_languages(fields, fields_find(fields, root, "languages", true),
		       pseudo, publication);
	note_mistakes(fields, errors, warnings, publication);
	publication->braille = (struct braille_settings)BRAILLE_SETTINGS_USUAL;
	fields_mapping(fields, fields_find(fields, root, "braille", false),
		       &braille_keys, &publication->braille);
	yaml_table_read(&publication_keys, fields, root, loading,
			fields->diagnostics);
	check_recordings(fields, publication);
	/* Without editions, which is told, no text is looked for. */
	publication->has_mistakes |= !publication->editions;
	if (!publication->identifier)
		publication->identifier = folder_name;
	if (!publication->issued)
		publication->issued = "1970-01-01";
	fields_stand_in(&publication->title, folder_name);
}

struct publication *publication_load(struct arena *arena, const char *folder,
				     const struct publication_pseudo *pseudo,
				     struct diagnostics *diagnostics,
				     struct error *error)
{
	struct loading *loading = ARENA_NEW(arena, struct loading);
	struct publication *publication = &loading->publication;
	loading->error = error;
	error->message[0] = '\0';
	publication->folder = arena_copy_string(arena, folder);
	publication->file = path_join(arena, folder, "publication.yaml");
	publication->identifier = path_name(publication->folder);
	struct str text;
	if (file_exists(publication->file) &&
	    !file_leads_nowhere(publication->file) &&
	    !file_is_inside(publication->file, publication->folder)) {
		diagnostics_add(diagnostics, DIAGNOSTIC_PUBLICATION_OUTSIDE,
				(struct place){ publication->file, 0, 0 },
				"this file leads outside the publication's "
				"folder");
		return NULL;
	}
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
	read_root(&fields, root, pseudo, loading);
	if (loading->has_failed ||
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
