/* The entries of collections: their files, data and references. */
#include <string.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/path.h"
#include "base/yaml.h"
#include "publication/collection_reader.h"
#include "publication/publication.h"

/* The most bytes of names that a message lists. */
enum { MOST_NAMES = 1200 };

struct finding {
	struct source_reader *reader;
	const struct publication *publication;
	struct collection *collection;
	size_t language;
	const char *folder; /* "content/rain/en/stories" */
};

static const char *tag_of(const struct finding *finding)
{
	return finding->publication->languages[finding->language].folder;
}

/* ---- The data at the head ------------------------------------------------ */

/* What a translation need not say again. */
static const struct yaml_node *without_words(const struct finding *finding,
					     const struct yaml_node *mapping)
{
	const struct schema *schema = finding->collection->schema;
	struct arena *arena = finding->reader->arena;
	struct yaml_node *rest = ARENA_NEW(arena, struct yaml_node);
	*rest = *mapping;
	rest->count = 0;
	rest->pairs = ARENA_NEW_ARRAY(arena, mapping->count, struct yaml_pair);
	for (size_t i = 0; i < mapping->count; i++) {
		size_t field = schema_find(schema, mapping->pairs[i].key);
		if (field < schema->field_count &&
		    !schema_is_words(&schema->fields[field]))
			rest->pairs[rest->count++] = mapping->pairs[i];
	}
	return rest;
}

/* Words of the source language that a translation lacks and may lack. */
static void check_words(const struct finding *finding,
			const struct entry *source, const struct entry *entry)
{
	const struct schema *schema = finding->collection->schema;
	for (size_t i = 0; i < schema->field_count; i++)
		if (schema_is_words(&schema->fields[i]) &&
		    !schema->fields[i].is_required && source->data[i].count &&
		    !entry->data[i].count)
			diagnostics_add(finding->reader->missing,
					DIAGNOSTIC_PUBLICATION_UNTRANSLATED,
					entry->place,
					"'%s' has no '%s', which '%s' has",
					entry->file->path,
					schema->fields[i].name,
					source->file->path);
}

/* ---- Pseudo-languages ----------------------------------------------------- */

static enum pseudo pseudo_in(const struct finding *finding)
{
	return finding->publication->languages[finding->language].pseudo;
}

static const struct yaml_node *changed(const struct finding *finding,
				       const struct schema *schema,
				       const struct yaml_node *node);

/* What a field holds, one or many. */
static const struct yaml_node *changed_value(const struct finding *finding,
					     const struct schema_field *field,
					     const struct yaml_node *value)
{
	const struct source_reader *reader = finding->reader;
	struct yaml_node *copy = ARENA_NEW(reader->arena, struct yaml_node);
	*copy = *value;
	if (value->kind == YAML_SEQUENCE) {
		copy->items = ARENA_NEW_ARRAY(reader->arena, value->count,
					      const struct yaml_node *);
		for (size_t i = 0; i < value->count; i++)
			copy->items[i] =
				changed_value(finding, field, value->items[i]);
	} else if (value->kind == YAML_MAPPING) {
		if (field->type == SCHEMA_RECORD)
			return changed(finding, field->record, value);
	} else if (field->type == SCHEMA_MARKDOWN) {
		copy->text = str_from(reader->pseudo->translate_line(
			reader->arena, pseudo_in(finding), value->text.bytes));
	} else if (field->type == SCHEMA_TEXT) {
		copy->text = str_from(pseudo_text(
			reader->arena, pseudo_in(finding), value->text.bytes));
	}
	return copy;
}

/* The data with the words of their texts changed. */
static const struct yaml_node *changed(const struct finding *finding,
				       const struct schema *schema,
				       const struct yaml_node *node)
{
	struct arena *arena = finding->reader->arena;
	struct yaml_node *copy = ARENA_NEW(arena, struct yaml_node);
	*copy = *node;
	copy->pairs = ARENA_NEW_ARRAY(arena, node->count, struct yaml_pair);
	for (size_t i = 0; i < node->count; i++) {
		size_t field = schema_find(schema, node->pairs[i].key);
		copy->pairs[i] = node->pairs[i];
		if (field < schema->field_count &&
		    schema_is_words(&schema->fields[field]))
			copy->pairs[i].value =
				changed_value(finding, &schema->fields[field],
					      node->pairs[i].value);
	}
	return copy;
}

/* ---- Reading one ---------------------------------------------------------- */

static void report_headless(const struct finding *finding, const char *path)
{
	diagnostics_add(finding->reader->diagnostics,
			DIAGNOSTIC_PUBLICATION_ENTRY,
			(struct place){ path, 1, 1 },
			"an entry of '%s' begins with its data, between two "
			"lines of ---",
			finding->collection->name);
}

static bool read_data(struct finding *finding, struct entry *entry,
		      struct str yaml)
{
	struct source_reader *reader = finding->reader;
	struct diagnostics *diagnostics = reader->diagnostics;
	const struct collection *collection = finding->collection;
	size_t errors = diagnostics->error_count;
	const struct yaml_node *node = yaml_parse(
		reader->arena, yaml, entry->place.file, 2, diagnostics);
	if (node &&
	    !yaml_expect(node, YAML_MAPPING, "an entry's data", diagnostics))
		node = NULL;
	if (!node && diagnostics->error_count > errors)
		return false; /* what is missing cannot be told */
	if (node && pseudo_in(finding) && reader->pseudo)
		node = changed(finding, collection->schema, node);
	const struct entry *source =
		finding->language ? collection_find_entry(collection, 0,
							  entry->identifier) :
				    NULL;
	entry->node = node;
	if (source && source->node)
		node = yaml_overlay(reader->arena,
				    without_words(finding, source->node), node);
	entry->data = schema_read_data(collection->schema, reader->arena, node,
				       entry->place, diagnostics);
	if (source)
		check_words(finding, source, entry);
	return true;
}

/* False where it is of no use. */
static bool read_entry(struct finding *finding, const char *path,
		       struct entry *entry)
{
	struct source_reader *reader = finding->reader;
	struct source_file *file = ARENA_NEW(reader->arena, struct source_file);
	struct str yaml, rest;
	if (!source_file_read(reader, path, file))
		return false;
	if (!source_file_split(file->text, &yaml, &rest, &file->first_line)) {
		report_headless(finding, path);
		return false;
	}
	const char *name = path_name(path);
	file->whole = file->text;
	file->text = rest;
	source_file_translate(reader, pseudo_in(finding),
			      finding->publication->languages[0].locale, file);
	entry->file = file;
	entry->place = (struct place){ path, 2, 1 };
	entry->identifier =
		arena_copy(reader->arena, name, strlen(name) - strlen(".md"));
	return read_data(finding, entry, yaml);
}

bool collection_split_entry(struct str whole, struct str *yaml,
			    struct str *text, uint32_t *line)
{
	return source_file_split(whole, yaml, text, line);
}

/* ---- Files --------------------------------------------------------------- */

static bool is_entry(const char *name)
{
	return strcmp(path_extension(name), "md") == 0 && name[0] != '_' &&
	       strcmp(name, "README.md") != 0;
}

/* Its name is that of a page, and of a place in a book. */
static bool has_good_name(const struct finding *finding, const char *path)
{
	struct arena *arena = finding->reader->arena;
	const char *name = path_name(path);
	struct yaml_node node = {
		.kind = YAML_SCALAR,
		.place = { path, 0, 0 },
		.text = { arena_copy(arena, name, strlen(name) - 3),
			  strlen(name) - 3 },
	};
	const struct fields fields = { .arena = arena,
				       .diagnostics =
					       finding->reader->diagnostics };
	return fields_identifier(&fields, &node, "entry's name") != NULL;
}

/* Whether the entry is there all the same: why it cannot be read was told. */
static bool has_file(const struct finding *finding,
		     const struct collection *collection, size_t language,
		     const char *name)
{
	return file_exists(
		arena_format(finding->reader->arena, "%s/%s/%s/%s.md",
			     finding->publication->folder,
			     finding->publication->languages[language].folder,
			     collection->folder, name));
}

/* Entries in part: what the source language has and this one has not. */
static void compare(const struct finding *finding)
{
	struct collection *collection = finding->collection;
	const struct collection_text
		*source = &collection->texts[0],
		*text = &collection->texts[finding->language];
	bool is_partial = collection->may_be_partial[finding->language];
	struct buffer names = BUFFER_INITIALISER;
	size_t missing = 0;
	for (size_t i = 0; i < source->count; i++) {
		const char *name = source->entries[i].identifier;
		if (collection_find_entry(collection, finding->language,
					  name) ||
		    has_file(finding, collection, finding->language, name))
			continue;
		if (names.length < MOST_NAMES)
			buffer_append_format(&names, "%s%s.md",
					     missing ? ", " : "", name);
		else if (names.bytes[names.length - 1] != '.')
			buffer_append_string(&names, " …, and more.");
		missing++;
	}
	if (missing)
		diagnostics_add_as(
			finding->reader->missing,
			is_partial ? DIAGNOSTIC_NOTE : DIAGNOSTIC_WARNING,
			DIAGNOSTIC_PUBLICATION_INCOMPLETE, collection->place,
			"%zu of the %zu entries of '%s' are missing in '%s': "
			"%s",
			missing, source->count, collection->name,
			finding->folder, buffer_str(&names).bytes);
	for (size_t i = 0; i < text->count; i++)
		if (!collection_find_entry(collection, 0,
					   text->entries[i].identifier) &&
		    !has_file(finding, collection, 0,
			      text->entries[i].identifier))
			diagnostics_add(
				finding->reader->missing,
				DIAGNOSTIC_PUBLICATION_CHAPTER,
				(struct place){ text->entries[i].file->path, 0,
						0 },
				"no entry of '%s' in '%s' has this name",
				collection->name,
				finding->publication->languages[0].folder);
	buffer_release(&names);
}

static void report_no_folder(const struct finding *finding)
{
	/* Of the source language that was told, and all others follow it. */
	const char *source =
		path_join(finding->reader->arena, finding->publication->folder,
			  path_join(finding->reader->arena,
				    finding->publication->languages[0].folder,
				    finding->collection->folder));
	if (finding->language && !file_is_folder(source))
		return;
	diagnostics_add(
		finding->language ? finding->reader->missing :
				    finding->reader->diagnostics,
		finding->language ? DIAGNOSTIC_PUBLICATION_NO_TRANSLATION :
				    DIAGNOSTIC_PUBLICATION_NO_SOURCE,
		finding->collection->place,
		"there are no entries of '%s' in '%s': add the folder "
		"'%s'",
		finding->collection->name, tag_of(finding), finding->folder);
}

static void read_folder(struct finding *finding)
{
	struct source_reader *reader = finding->reader;
	struct collection_text *text =
		&finding->collection->texts[finding->language];
	const char **names;
	size_t count;
	if (!file_is_folder(finding->folder)) {
		report_no_folder(finding);
		return;
	}
	if (!file_list_folder(reader->arena, finding->folder, &names, &count,
			      reader->error)) {
		reader->has_failed = true;
		return;
	}
	text->entries = ARENA_NEW_ARRAY(reader->arena, count, struct entry);
	for (size_t i = 0; i < count; i++) {
		const char *path =
			path_join(reader->arena, finding->folder, names[i]);
		struct entry entry = { 0 };
		if (is_entry(names[i]) && has_good_name(finding, path) &&
		    read_entry(finding, path, &entry))
			text->entries[text->count++] = entry;
	}
	if (finding->language)
		compare(finding);
}

/* ---- References ---------------------------------------------------------- */

static void report_reference(const struct finding *finding,
			     const struct collection *to,
			     const struct datum *datum)
{
	const struct collection_text *text = &to->texts[finding->language];
	const char **names = ARENA_NEW_ARRAY(finding->reader->arena,
					     text->count, const char *);
	for (size_t i = 0; i < text->count; i++)
		names[i] = text->entries[i].identifier;
	const char *nearest =
		str_nearest(str_from(datum->text), names, text->count);
	diagnostics_add(finding->reader->diagnostics,
			DIAGNOSTIC_PUBLICATION_REFERENCE, datum->place,
			"no entry of '%s' is called '%s'%s%s%s", to->name,
			datum->text, nearest ? "; did you mean '" : "",
			nearest ? nearest : "", nearest ? "'?" : "");
}

static void find_references(const struct finding *finding,
			    const struct schema *schema,
			    struct field_data *data);

static void find_reference(const struct finding *finding,
			   const struct schema_field *field,
			   struct datum *datum)
{
	const struct collection *to =
		collection_find(finding->publication, field->of);
	if (!to)
		return; /* told of the schema */
	datum->entry =
		collection_find_entry(to, finding->language, datum->text);
	/* What is not translated yet was told; its entry is not named. */
	if (!datum->entry &&
	    !has_file(finding, to, finding->language, datum->text) &&
	    !(finding->language && collection_find_entry(to, 0, datum->text)))
		report_reference(finding, to, datum);
}

static void find_references(const struct finding *finding,
			    const struct schema *schema,
			    struct field_data *data)
{
	for (size_t i = 0; i < schema->field_count; i++) {
		const struct schema_field *field = &schema->fields[i];
		size_t kept = 0;
		for (size_t j = 0; j < data[i].count; j++) {
			struct datum *datum = &data[i].items[j];
			if (field->type == SCHEMA_REFERENCE)
				find_reference(finding, field, datum);
			else if (field->type == SCHEMA_RECORD)
				find_references(finding, field->record,
						datum->record);
			if (field->type != SCHEMA_REFERENCE || datum->entry)
				data[i].items[kept++] = *datum;
		}
		data[i].count = kept;
	}
}

/* A schema that refers to a collection that there is not. */
static void check_schema(const struct finding *finding,
			 const struct schema *schema)
{
	const struct publication *publication = finding->publication;
	for (size_t i = 0; i < schema->field_count; i++) {
		const struct schema_field *field = &schema->fields[i];
		if (field->type == SCHEMA_RECORD)
			check_schema(finding, field->record);
		if (field->type == SCHEMA_REFERENCE && field->of &&
		    !collection_find(publication, field->of))
			diagnostics_add(finding->reader->diagnostics,
					DIAGNOSTIC_PUBLICATION_REFERENCE,
					field->of_place,
					"there is no collection '%s'",
					field->of);
	}
}

/* ---- Labels -------------------------------------------------------------- */

static void check_label(const struct finding *finding,
			const struct localised *label, const char *what)
{
	if (label->is_given && label->texts &&
	    !publication_localised_text(label, finding->language))
		diagnostics_add(finding->reader->missing,
				DIAGNOSTIC_PUBLICATION_UNTRANSLATED,
				label->place,
				"the label of '%s' has no text in '%s'; add "
				"'%s: …'",
				what, tag_of(finding), tag_of(finding));
}

static void check_labels(const struct finding *finding,
			 const struct schema *schema)
{
	for (size_t i = 0; i < schema->field_count; i++) {
		const struct schema_field *field = &schema->fields[i];
		check_label(finding, &field->label, field->name);
		for (size_t j = 0; j < field->choice_count; j++)
			check_label(finding, &field->choices[j].label,
				    field->choices[j].identifier);
		if (field->type == SCHEMA_RECORD)
			check_labels(finding, field->record);
	}
}

/* ---- All ----------------------------------------------------------------- */

typedef void work_on(struct finding *finding);

static void find_all_references(struct finding *finding)
{
	const struct collection_text *text =
		&finding->collection->texts[finding->language];
	if (finding->language && text->count)
		check_labels(finding, finding->collection->schema);
	for (size_t i = 0; i < text->count; i++)
		find_references(finding, finding->collection->schema,
				text->entries[i].data);
}

static void for_each(struct source_reader *reader,
		     struct publication *publication, work_on *work)
{
	for (size_t i = 0; i < publication->collection_count; i++)
		for (size_t j = 0; j < publication->language_count; j++) {
			struct finding finding = { reader, publication,
						   &publication->collections[i],
						   j, NULL };
			if (!publication->languages[j].is_begun ||
			    !finding.collection->wants_language[j])
				continue;
			finding.folder = arena_format(
				reader->arena, "%s/%s/%s", publication->folder,
				publication
					->languages[pseudo_in(&finding) ? 0 : j]
					.folder,
				finding.collection->folder);
			reader->diagnostics->language =
				j ? tag_of(&finding) : NULL;
			work(&finding);
			reader->diagnostics->language = NULL;
		}
}

void collections_find(struct source_reader *reader,
		      struct publication *publication)
{
	for (size_t i = 0; i < publication->collection_count; i++)
		check_schema(
			&(struct finding){ reader, publication, NULL, 0, NULL },
			publication->collections[i].schema);
	for_each(reader, publication, read_folder);
	for_each(reader, publication, find_all_references);
}
