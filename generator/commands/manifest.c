/* The manifest of a publication's files. Every JSON file is a YAML file, so it
 * is read with base/yaml.h; what is written is ASCII from checked names. */
#define _POSIX_C_SOURCE 200809L
#include "commands/manifest.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "base/file.h"
#include "base/path.h"
#include "base/vector.h"
#include "base/yaml.h"

static const char manifest_name[] = "manifest.json";

static const char *text_of(const struct yaml_node *entry, const char *key)
{
	const struct yaml_node *node = yaml_lookup(entry, key);
	return node && node->kind == YAML_SCALAR ? node->text.bytes : "";
}

/* Somebody may have replaced or removed the file since. */
static bool is_unchanged(struct arena *arena, const char *folder,
			 const struct manifest_file *file)
{
	struct stat status;
	return path_stays_inside(str_from(file->path)) &&
	       stat(path_join(arena, folder, file->path), &status) == 0 &&
	       S_ISREG(status.st_mode) &&
	       (uint64_t)status.st_size == file->bytes;
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
		       const struct yaml_node *entry, struct manifest *manifest)
{
	struct manifest_file file = {
		.edition = text_of(entry, "edition"),
		.language = text_of(entry, "language"),
		.output = output_find(str_from(text_of(entry, "format"))),
		.path = text_of(entry, "path"),
		.bytes = strtoull(text_of(entry, "bytes"), NULL, 10),
		.pages = strtoull(text_of(entry, "pages"), NULL, 10),
		.findings = yaml_lookup(entry, "findings") ?
				    text_of(entry, "findings") :
				    NULL,
	};
	read_passages(arena, entry, &file);
	if (file.output != OUTPUT_COUNT && is_unchanged(arena, folder, &file))
		manifest_set(manifest, file);
}

void manifest_read(struct arena *arena, const char *folder,
		   struct manifest *manifest)
{
	struct diagnostics ignored = DIAGNOSTICS_INITIALISER;
	struct error error;
	struct str text;
	const char *path = path_join(arena, folder, manifest_name);
	*manifest = (struct manifest)MANIFEST_INITIALISER;
	if (!file_read(arena, path, &text, &error))
		return;
	const struct yaml_node *files = yaml_lookup(
		yaml_parse(arena, text, path, 1, &ignored), "files");
	if (files && files->kind == YAML_SEQUENCE)
		for (size_t i = 0; i < files->count; i++)
			read_entry(arena, folder, files->items[i], manifest);
	diagnostics_release(&ignored);
}

static struct manifest_file *find(const struct manifest *manifest,
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

const struct manifest_file *manifest_find(const struct manifest *manifest,
					  const char *edition,
					  const char *language,
					  enum output output)
{
	return find(manifest, edition, language, output);
}

void manifest_set(struct manifest *manifest, struct manifest_file file)
{
	struct manifest_file *old =
		find(manifest, file.edition, file.language, file.output);
	if (old)
		*old = file;
	else
		*VECTOR_ADD(manifest) = file;
}

bool manifest_is_published(const struct manifest_file *file,
			   const struct publication *publication)
{
	for (size_t i = 0; i < publication->edition_count; i++) {
		const struct edition *edition = &publication->editions[i];
		if (strcmp(edition->identifier, file->edition) != 0 ||
		    !(edition->formats & output_bit(file->output)))
			continue;
		for (size_t j = 0; j < edition->text_count; j++) {
			size_t language = edition->texts[j].language;
			if (strcmp(publication->languages[language].folder,
				   file->language) == 0)
				return true;
		}
	}
	return false;
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

bool manifest_write(const struct manifest *manifest, const char *folder,
		    struct error *error)
{
	struct buffer json = BUFFER_INITIALISER;
	struct arena arena = ARENA_INITIALISER;
	buffer_append_string(&json, "{\n  \"files\": [");
	for (size_t i = 0; i < manifest->count; i++) {
		const struct manifest_file *file = &manifest->items[i];
		buffer_append_format(
			&json,
			"%s\n    {\"edition\": \"%s\", \"language\": \"%s\", "
			"\"format\": \"%s\", \"path\": \"%s\", "
			"\"bytes\": %" PRIu64 ", \"pages\": %" PRIu64,
			i ? "," : "", file->edition, file->language,
			output_names[file->output], file->path, file->bytes,
			file->pages);
		write_findings(&json, file);
	}
	buffer_append_string(&json, "\n  ]\n}\n");
	bool is_written =
		file_write_atomically(path_join(&arena, folder, manifest_name),
				      json.bytes, json.length, error);
	arena_release(&arena);
	buffer_release(&json);
	return is_written;
}

void manifest_release(struct manifest *manifest)
{
	VECTOR_RELEASE(manifest);
}
