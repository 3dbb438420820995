/* The manifest of a publication's files. Every JSON file is a YAML file, so it
 * is read with base/yaml.h. */
#define _GNU_SOURCE
#include "commands/manifest.h"
#include "commands/recordings.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/path.h"
#include "base/vector.h"
#include "base/yaml.h"
#include "commands/memory.h"

const char manifest_name[] = "manifest.json";

static const char *text_of(const struct yaml_node *entry, const char *key)
{
	const struct yaml_node *node = yaml_lookup(entry, key);
	return node && node->kind == YAML_SCALAR ? node->text.bytes : "";
}

/* Somebody may have replaced or removed the file since. A manifest of an
 * earlier version has no digests: the size must do. */
static void look(struct memory *memory, const char *folder,
		 struct manifest_file *file)
{
	struct arena temporary = ARENA_INITIALISER, *arena = &temporary;
	struct stat status;
	struct str bytes;
	struct error ignored;
	const char *path = path_join(arena, folder, file->path);
	bool is_there = lstat(path, &status) == 0 && S_ISREG(status.st_mode);
	file->state = is_there ? MANIFEST_DIFFERS : MANIFEST_MISSING;
	if (is_there)
		file->size = (uint64_t)status.st_size;
	if (is_there && file->size == file->bytes &&
	    (!file->digest.hex[0] ||
	     (file_read(arena, path, &bytes, &ignored) &&
	      strcmp(memory_digest(memory, bytes).hex, file->digest.hex) == 0)))
		file->state = MANIFEST_AS_MADE;
	arena_release(arena);
}

static void read_digest(const struct yaml_node *entry,
			struct manifest_file *file)
{
	const char *text = text_of(entry, "sha256");
	if (strlen(text) == DIGEST_LENGTH &&
	    strspn(text, "0123456789abcdef") == DIGEST_LENGTH)
		memcpy(file->digest.hex, text, DIGEST_LENGTH + 1);
}

static void read_remarks(const struct yaml_node *entry,
			 struct manifest_file *file)
{
	const struct yaml_node *map = yaml_lookup(entry, "to-mend");
	for (int i = 0; map && i < REMARK_COUNT; i++)
		file->remarks.counts[i] = (uint32_t)strtoul(
			text_of(map, remark_name((enum remark)i)), NULL, 10);
}

static void read_passages(struct arena *arena, const struct yaml_node *entry,
			  struct manifest_file *file)
{
	const struct yaml_node *list = yaml_lookup(entry, "passages");
	if (!list || list->kind != YAML_SEQUENCE)
		return;
	uint64_t *passages = ARENA_NEW_ARRAY(arena, list->count, uint64_t);
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i]->kind == YAML_SCALAR)
			passages[file->passage_count++] =
				strtoull(list->items[i]->text.bytes, NULL, 16);
	file->passages = passages;
}

static void read_entry(struct arena *arena, const char *folder,
		       struct memory *memory, const struct yaml_node *entry,
		       struct manifest *manifest)
{
	struct manifest_file file = {
		.edition = text_of(entry, "edition"),
		.language = text_of(entry, "language"),
		.output = output_find(str_from(text_of(entry, "format"))),
		.path = text_of(entry, "path"),
		.bytes = strtoull(text_of(entry, "bytes"), NULL, 10),
		.pages = strtoull(text_of(entry, "pages"), NULL, 10),
		.seconds = strtoull(text_of(entry, "seconds"), NULL, 10),
		.words = strtoull(text_of(entry, "words"), NULL, 10),
		.standard = yaml_lookup(entry, "standard") ?
				    text_of(entry, "standard") :
				    NULL,
		.findings = yaml_lookup(entry, "findings") ?
				    text_of(entry, "findings") :
				    NULL,
	};
	read_remarks(entry, &file);
	read_passages(arena, entry, &file);
	read_digest(entry, &file);
	if (file.output == OUTPUT_COUNT ||
	    !path_stays_inside(str_from(file.path)))
		return;
	if (memory)
		look(memory, folder, &file);
	/* Of entries there may be thousands, each once. */
	if (manifest_is_entry(&file))
		*VECTOR_ADD(manifest) = file;
	else
		manifest_set(manifest, file);
}

void manifest_copy(struct manifest *manifest, const struct manifest *from)
{
	manifest_release(manifest);
	for (size_t i = 0; i < from->count; i++)
		if (from->items[i].state != MANIFEST_MISSING &&
		    !from->items[i].is_withdrawn)
			*VECTOR_ADD(manifest) = from->items[i];
}

static const struct yaml_node *parse(struct arena *arena, const char *folder,
				     const char *name,
				     enum manifest_reading *reading)
{
	struct diagnostics mistakes = DIAGNOSTICS_INITIALISER;
	struct error error;
	struct str text;
	const struct yaml_node *root = NULL;
	const char *path = path_join(arena, folder, name);
	*reading = file_exists(path) ? MANIFEST_DAMAGED : MANIFEST_ABSENT;
	if (*reading == MANIFEST_DAMAGED &&
	    file_read(arena, path, &text, &error))
		root = yaml_parse(arena, text, path, 1, &mistakes);
	const struct yaml_node *files =
		root ? yaml_lookup(root, "files") : NULL;
	if (!mistakes.error_count && files && files->kind == YAML_SEQUENCE)
		*reading = MANIFEST_READ;
	diagnostics_release(&mistakes);
	return *reading == MANIFEST_READ ? root : NULL;
}

enum manifest_reading manifest_read(struct arena *arena, const char *folder,
				    struct memory *memory,
				    struct manifest *manifest)
{
	enum manifest_reading reading;
	const struct yaml_node *root =
		parse(arena, folder, manifest_name, &reading);
	*manifest = (struct manifest)MANIFEST_INITIALISER;
	const struct yaml_node *files =
		root ? yaml_lookup(root, "files") : NULL;
	for (size_t i = 0; files && i < files->count; i++)
		read_entry(arena, folder, memory, files->items[i], manifest);
	return reading;
}

bool manifest_read_file(struct arena *arena, const char *path,
			struct manifest *manifest)
{
	enum manifest_reading reading;
	const char *folder = path_folder(arena, path);
	const struct yaml_node *root =
		parse(arena, folder, path_name(path), &reading);
	*manifest = (struct manifest)MANIFEST_INITIALISER;
	const struct yaml_node *files =
		root ? yaml_lookup(root, "files") : NULL;
	for (size_t i = 0; files && i < files->count; i++)
		read_entry(arena, folder, NULL, files->items[i], manifest);
	return root != NULL;
}

size_t manifest_read_languages(struct arena *arena, const char *folder,
			       struct manifest_language **languages)
{
	enum manifest_reading reading;
	const struct yaml_node *root =
		parse(arena, folder, manifest_name, &reading);
	const struct yaml_node *list =
		root ? yaml_lookup(root, "languages") : NULL;
	size_t count = list && list->kind == YAML_SEQUENCE ? list->count : 0;
	*languages = ARENA_NEW_ARRAY(arena, count, struct manifest_language);
	for (size_t i = 0; i < count; i++)
		(*languages)[i] = (struct manifest_language){
			.language = text_of(list->items[i], "language"),
			.locale = text_of(list->items[i], "locale"),
			.name = text_of(list->items[i], "name"),
			.title = text_of(list->items[i], "title"),
			.path = text_of(list->items[i], "path"),
			.statement = text_of(list->items[i], "accessibility")
		};
	return count;
}

struct manifest_file *manifest_find(const struct manifest *manifest,
				    const char *edition, const char *language,
				    enum output output)
{
	for (size_t i = 0; i < manifest->count; i++) {
		struct manifest_file *file = &manifest->items[i];
		if (file->output == output &&
		    strcmp(file->edition, edition) == 0 &&
		    strcmp(file->language, language) == 0)
			return file;
	}
	return NULL;
}

void manifest_remove(struct manifest *manifest, const char *edition,
		     const char *language, enum output output)
{
	struct manifest_file *file =
		manifest_find(manifest, edition, language, output);
	if (!file)
		return;
	size_t after = (size_t)(manifest->items + manifest->count - file) - 1;
	memmove(file, file + 1, after * sizeof *file);
	manifest->count--;
}

bool manifest_is_entry(const struct manifest_file *file)
{
	return strchr(file->edition, '/') != NULL;
}

/* Whether there still is the entry whose page the file is, or the data of its
 * collection. */
static bool has_entry(const struct manifest_file *file,
		      const struct publication *publication)
{
	char name[256];
	size_t length = strcspn(file->edition, "/");
	size_t language =
		publication_find_language(publication, file->language);
	if (length >= sizeof name || language == publication->language_count)
		return false;
	memcpy(name, file->edition, length);
	name[length] = '\0';
	const struct collection *collection =
		collection_find(publication, name);
	const char *entry = file->edition + length + 1;
	if (collection && !*entry)
		return collection->data && collection->texts[language].count;
	return collection && collection->page &&
	       collection_find_entry(collection, language, entry);
}

void manifest_set(struct manifest *manifest, struct manifest_file file)
{
	struct manifest_file *old = manifest_find(manifest, file.edition,
						  file.language, file.output);
	if (old)
		*old = file;
	else
		*VECTOR_ADD(manifest) = file;
}

/* Where the file stands among those of the publication: by edition, language
 * and output. SIZE_MAX where it has none. */
static size_t rank(const struct manifest_file *file,
		   const struct publication *publication)
{
	size_t languages = publication->language_count;
	if (manifest_is_entry(file)) /* after all editions, by path */
		return has_entry(file, publication) ? SIZE_MAX - 1 : SIZE_MAX;
	for (size_t i = 0; i < publication->edition_count; i++) {
		const struct edition *edition = &publication->editions[i];
		if (strcmp(edition->identifier, file->edition) != 0 ||
		    !(edition->formats & output_bit(file->output)))
			continue;
		for (size_t j = 0; j < edition->text_count; j++) {
			size_t language = edition->texts[j].language;
			if (strcmp(publication->languages[language].folder,
				   file->language) == 0)
				return (i * languages + language) *
					       OUTPUT_COUNT +
				       (size_t)file->output;
		}
	}
	return SIZE_MAX;
}

bool manifest_is_published(const struct manifest_file *file,
			   const struct publication *publication)
{
	return rank(file, publication) != SIZE_MAX;
}

static int compare_files(const void *a, const void *b, void *publication)
{
	const struct manifest_file *x = a, *y = b;
	size_t first = rank(x, publication), second = rank(y, publication);
	if (first != second)
		return first < second ? -1 : 1;
	return strcmp(x->path, y->path);
}

/* 16 digits for each passage, so that no reader takes them for numbers. */
static void write_findings(struct buffer *json,
			   const struct manifest_file *file)
{
	if (file->findings)
		buffer_append_format(json, ",\n     \"findings\": \"%s\"",
				     file->findings);
	if (file->passage_count)
		buffer_append_string(json, ",\n     \"passages\": [");
	for (size_t i = 0; i < file->passage_count; i++)
		buffer_append_format(json, "%s\"%016" PRIx64 "\"",
				     i ? ", " : "", file->passages[i]);
	buffer_append_string(json, file->passage_count ? "]}" : "}");
}

void manifest_print_text(struct buffer *json, const char *text)
{
	buffer_append_byte(json, '"');
	for (const char *at = text; *at; at++)
		if (*at == '"' || *at == '\\')
			buffer_append_format(json, "\\%c", *at);
		else if ((unsigned char)*at < 0x20)
			buffer_append_format(json, "\\u%04x", (unsigned)*at);
		else
			buffer_append_byte(json, *at);
	buffer_append_byte(json, '"');
}

static void print_language(struct buffer *json,
			   const struct manifest_language *language,
			   bool is_first)
{
	const struct {
		const char *key, *text;
	} fields[] = {
		{ "{\"language\": ", language->language },
		{ ", \"locale\": ", language->locale },
		{ ", \"name\": ", language->name },
		{ ", \"title\": ", language->title },
		{ ", \"path\": ", language->path },
		{ ", \"accessibility\": ", language->statement },
	};
	buffer_append_string(json, is_first ? "\n    " : ",\n    ");
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		if (!fields[i].text[0])
			continue;
		buffer_append_string(json, fields[i].key);
		manifest_print_text(json, fields[i].text);
	}
	buffer_append_byte(json, '}');
}

static void print_remarks(struct buffer *json, const struct remarks *remarks)
{
	bool is_first = true;
	for (int i = 0; i < REMARK_COUNT; i++) {
		if (!remarks->counts[i])
			continue;
		buffer_append_format(json, "%s\"%s\": %u",
				     is_first ? ", \"to-mend\": {" : ", ",
				     remark_name((enum remark)i),
				     (unsigned)remarks->counts[i]);
		is_first = false;
	}
	buffer_append_string(json, is_first ? "" : "}");
}

static void print_file(struct buffer *json, const struct manifest_file *file)
{
	buffer_append_format(
		json,
		"\n    {\"edition\": \"%s\", \"language\": \"%s\", "
		"\"format\": \"%s\", \"path\": \"%s\", "
		"\"bytes\": %" PRIu64 ", \"pages\": %" PRIu64,
		file->edition, file->language, output_names[file->output],
		file->path, file->bytes, file->pages);
	if (file->seconds)
		buffer_append_format(json, ", \"seconds\": %" PRIu64,
				     file->seconds);
	if (file->words)
		buffer_append_format(json, ", \"words\": %" PRIu64,
				     file->words);
	if (file->standard) {
		buffer_append_string(json, ", \"standard\": ");
		manifest_print_text(json, file->standard);
	}
	print_remarks(json, &file->remarks);
	if (file->digest.hex[0])
		buffer_append_format(json, ",\n     \"sha256\": \"%s\"",
				     file->digest.hex);
	write_findings(json, file);
}

/* What a library says of it, in the source language. */
static void print_about(struct buffer *json,
			const struct publication *publication)
{
	const struct {
		const char *key, *text;
	} about[] = {
		{ "issued", publication->issued },
		{ "modified", publication->modified },
		{ "kind", publication_localised_text(&publication->kind, 0) },
		{ "description",
		  publication_localised_text(&publication->description, 0) },
		{ "publisher",
		  publication_localised_text(&publication->publisher, 0) },
		{ "address", publication->address },
	};
	for (size_t i = 0; i < sizeof about / sizeof *about; i++) {
		if (!about[i].text)
			continue;
		buffer_append_format(json, ",\n  \"%s\": ", about[i].key);
		manifest_print_text(json, about[i].text);
	}
}

void manifest_print(struct manifest *manifest,
		    const struct publication *publication, struct buffer *json)
{
	if (manifest->count)
		qsort_r(manifest->items, manifest->count,
			sizeof *manifest->items, compare_files,
			(void *)(uintptr_t)publication);
	buffer_append_string(json, "{\n  \"publication\": ");
	manifest_print_text(json, publication->identifier);
	print_about(json, publication);
	recordings_print(json, publication);
	buffer_append_string(json, ",\n  \"languages\": [");
	for (size_t i = 0; i < manifest->language_count; i++)
		print_language(json, &manifest->languages[i], i == 0);
	buffer_append_string(json, "\n  ],\n  \"files\": [");
	for (size_t i = 0; i < manifest->count; i++) {
		if (i)
			buffer_append_string(json, ",");
		print_file(json, &manifest->items[i]);
	}
	buffer_append_string(json, "\n  ]");
	buffer_append_string(json, manifest->release ? manifest->release : "");
	buffer_append_string(json, "\n}\n");
}

void manifest_release(struct manifest *manifest)
{
	VECTOR_RELEASE(manifest);
}
