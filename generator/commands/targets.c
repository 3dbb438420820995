/* Finding the publications to build. */
#define _XOPEN_SOURCE 700
#include "commands/targets.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "collection/collection.h"
#include "commands/languages.h"
#include "commands/memory.h"
#include "commands/pseudo.h"
#include "commands/texts.h"
#include "commands/translation.h"
#include "commands/writing.h"

enum { HIGHEST_SEARCH = 32 };

const char *targets_content(struct arena *arena,
			    const struct arguments *arguments)
{
	const char *given = arguments_value(arguments, "content");
	const char *path = "content";
	if (given)
		return given;
	for (int height = 0; height < HIGHEST_SEARCH; height++) {
		if (file_is_folder(path))
			return path;
		path = path_join(arena, "..", path);
	}
	return "content";
}

/* dist/ stands beside content/. */
static const char *find_output(struct arena *arena,
			       const struct arguments *arguments,
			       const char *content)
{
	const char *given = arguments_value(arguments, "output");
	const char *beside = path_folder(arena, content);
	if (given)
		return given;
	return strcmp(beside, ".") == 0 ? "dist" :
					  path_join(arena, beside, "dist");
}

static bool is_publication(struct arena *arena, const char *folder)
{
	return file_exists(path_join(arena, folder, "publication.yaml"));
}

const char *targets_find(struct arena *arena, const struct command *command,
			 const char *content, const char *name)
{
	const char *folder = path_join(arena, content, name);
	const char **names = NULL;
	size_t count = 0;
	struct error ignored;
	if (is_publication(arena, folder))
		return folder;
	if (is_publication(arena, name))
		return name;
	if (!publication_list(arena, content, &names, &count, &ignored))
		count = 0;
	const char *nearest = str_nearest(str_from(name), names, count);
	arguments_wrong(command,
			"unknown publication '%s': there is no "
			"'%s/publication.yaml'%s%s%s",
			name, folder, nearest ? "; did you mean '" : "",
			nearest ? nearest : "", nearest ? "'?" : "");
	return NULL;
}

static enum exit_status find_named(struct arena *arena,
				   const struct arguments *arguments,
				   const char *content, const char **folders)
{
	for (size_t i = 0; i < arguments->operand_count; i++) {
		folders[i] = targets_find(arena, arguments->command, content,
					  arguments->operands[i]);
		if (!folders[i])
			return STATUS_USAGE;
	}
	return STATUS_CLEAN;
}

static enum exit_status find_all(struct arena *arena,
				 const struct arguments *arguments,
				 const char *content, const char ***folders,
				 size_t *count, struct error *error)
{
	if (!publication_list(arena, content, folders, count, error))
		return STATUS_SYSTEM;
	if (*count == 0)
		return arguments_wrong(arguments->command,
				       "no folder of '%s' holds a "
				       "publication.yaml",
				       content);
	for (size_t i = 0; i < *count; i++)
		(*folders)[i] = path_join(arena, content, (*folders)[i]);
	return STATUS_CLEAN;
}

/* Two publications of one name would write the same files. */
static void check_name(struct targets *targets, struct target *target)
{
	for (size_t i = 0; i < targets->count; i++) {
		const struct target *other = &targets->items[i];
		if (strcmp(other->folder, target->folder) != 0)
			continue;
		diagnostics_add(
			&target->diagnostics,
			DIAGNOSTIC_PUBLICATION_DOUBLE_NAME,
			(struct place){ target->publication->file, 0, 0 },
			"the identifier '%s' is that of '%s', too",
			target->publication->identifier,
			other->publication->file);
	}
}

bool targets_load_evidence(struct arena *arena,
			   const struct publication *publication,
			   struct evidence **evidence,
			   struct diagnostics *diagnostics, struct error *error)
{
	error->message[0] = '\0';
	*evidence = NULL;
	if (!publication->language_count ||
	    !evidence_exists(arena, publication->folder))
		return true;
	*evidence = evidence_load(arena, publication->folder,
				  publication->languages[0].locale, diagnostics,
				  error);
	return error->message[0] == '\0';
}

static bool knows_finding(void *evidence, const char *of, const char *id)
{
	return evidence_knows(evidence, of, id);
}

static const char *const *finding_names(void *evidence, const char *of,
					size_t *count)
{
	return evidence_names_of(evidence, of, count);
}

static bool knows_nothing(void *evidence, const char *of, const char *id)
{
	(void)evidence, (void)of, (void)id;
	return false;
}

static const char *const *no_names(void *evidence, const char *of,
				   size_t *count)
{
	(void)evidence, (void)of;
	*count = 0;
	return NULL;
}

/* What entries name of the findings. */
static void check_entries(const struct publication *publication,
			  const struct evidence *evidence,
			  struct diagnostics *diagnostics)
{
	const struct collection_known known = { knows_finding, finding_names,
						(void *)evidence },
				      nothing = { knows_nothing, no_names,
						  NULL };
	collection_check_findings(publication, evidence ? &known : &nothing,
				  diagnostics);
}

void targets_check_evidence(const struct publication *publication,
			    const struct evidence *evidence,
			    struct diagnostics *diagnostics)
{
	struct arena arena = ARENA_INITIALISER;
	struct str *texts;
	size_t count;
	check_entries(publication, evidence, diagnostics);
	if (!evidence)
		return;
	texts_read(&arena, publication->folder, &texts, &count);
	evidence_check_replacements(evidence, &arena, texts, count,
				    diagnostics);
	arena_release(&arena);
}

static bool load(struct arena *arena, struct targets *targets,
		 const char *folder, const struct publication_pseudo *pseudo,
		 struct error *error)
{
	struct target target = { 0 };
	target.publication = publication_load(arena, folder, pseudo,
					      &target.diagnostics, error);
	if (!target.publication) {
		diagnostics_merge(&targets->diagnostics, &target.diagnostics);
		return error->message[0] == '\0';
	}
	if (targets->memory &&
	    !memory_evidence(targets->memory, target.publication,
			     &target.evidence, &target.diagnostics, error)) {
		diagnostics_merge(&targets->diagnostics, &target.diagnostics);
		return false;
	}
	target.folder = path_join(arena, targets->output,
				  target.publication->identifier);
	check_name(targets, &target);
	targets->items[targets->count++] = target;
	return true;
}

/* "." and ".." have no name to cut off. */
static const char *folder_above(struct arena *arena, const char *folder)
{
	const char *name = path_name(folder);
	bool is_step =
		strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || !name[0];
	return is_step ? path_join(arena, folder, "..") :
			 path_folder(arena, folder);
}

enum exit_status targets_load(struct arena *arena,
			      const struct arguments *arguments,
			      struct memory *memory, struct targets *targets,
			      struct error *error)
{
	const char *content = targets_content(arena, arguments);
	size_t count = arguments->operand_count;
	const char **folders = ARENA_NEW_ARRAY(arena, count, const char *);
	enum exit_status status =
		count ? find_named(arena, arguments, content, folders) :
			find_all(arena, arguments, content, &folders, &count,
				 error);
	*targets = (struct targets){
		.memory = memory,
		.content = content,
		.project = folder_above(arena, content),
		.output = find_output(arena, arguments, content),
	};
	if (status != STATUS_CLEAN)
		return status;
	targets->items = ARENA_NEW_ARRAY(arena, count, struct target);
	const struct publication_pseudo pseudo = pseudo_asked(arguments);
	for (size_t i = 0; i < count; i++)
		if (!load(arena, targets, folders[i], &pseudo, error))
			return STATUS_SYSTEM;
	return STATUS_CLEAN;
}

struct installation_options targets_options(const struct arguments *arguments,
					    const char *project)
{
	return (struct installation_options){
		.templates = arguments_value(arguments, "templates"),
		.fonts = arguments_value(arguments, "fonts"),
		.project = project,
	};
}

const char *targets_project_of(struct arena *arena, const char *folder)
{
	const char *above = folder_above(arena, folder);
	char *real = realpath(above, NULL);
	bool is_content = real && strcmp(path_name(real), "content") == 0;
	free(real);
	return is_content ? folder_above(arena, above) : above;
}

/* A publication that was named by its path may be another project's. */
static bool enter(struct arena *arena, const struct arguments *arguments,
		  const struct targets *targets, struct target *target,
		  const struct installation *installation, struct error *error)
{
	const char *folder = target->publication->folder;
	target->installation = *installation;
	if (!file_is_inside(folder, targets->content)) {
		struct installation_options options = targets_options(
			arguments, targets_project_of(arena, folder));
		if (!installation_find(arena, &options, &target->installation,
				       error))
			return false;
	}
	installation_enter(arena, &target->installation, folder,
			   &target->diagnostics);
	bool is_right = installation_load_theme(arena, &target->installation,
						&target->diagnostics, error);
	/* What else is wrong can be told with the theme of others. */
	if (!is_right && !target->installation.theme)
		target->installation.theme = installation->theme;
	return error->message[0] == '\0';
}

bool targets_enter(struct arena *arena, const struct arguments *arguments,
		   struct targets *targets,
		   const struct installation *installation,
		   struct input_round *round, struct error *error)
{
	bool is_right = true;
	for (size_t i = 0; is_right && i < targets->count; i++) {
		struct target *target = &targets->items[i];
		struct inputs *before = inputs_record(&target->inputs, round);
		is_right = enter(arena, arguments, targets, target,
				 installation, error);
		inputs_record(before, round);
	}
	return is_right;
}

void targets_find_folders(struct arena *arena,
			  const struct arguments *arguments,
			  struct targets_folders *folders)
{
	const char *content = targets_content(arena, arguments);
	*folders = (struct targets_folders){
		.content = content,
		.project = folder_above(arena, content),
		.output = find_output(arena, arguments, content),
		.publications = ARENA_NEW_ARRAY(arena, arguments->operand_count,
						const char *),
	};
	for (size_t i = 0; i < arguments->operand_count; i++) {
		const char *name = arguments->operands[i];
		const char *inside = path_join(arena, content, name);
		if (is_publication(arena, inside))
			folders->publications[folders->publication_count++] =
				inside;
		else if (is_publication(arena, name))
			folders->publications[folders->publication_count++] =
				name;
	}
}

static void set_versions(struct arena *arena, struct publication *publication,
			 const struct translation *translation)
{
	for (size_t i = 0; i < translation->part_count; i++) {
		const struct translation_part *part = &translation->parts[i];
		const char *version = translation_version(translation, part);
		if (version)
			publication_set_version(
				publication, part->edition,
				translation->language,
				arena_copy_string(arena, version));
	}
}

static bool check_translation(struct arena *arena, struct target *target,
			      size_t language, struct translation_files *files,
			      struct error *error)
{
	struct translation *translation = ARENA_NEW(arena, struct translation);
	target->translations[language] = translation;
	if (!translation_read(arena, target->publication, language, files,
			      translation, &target->language_diagnostics,
			      error))
		return false;
	translation_report(translation, &target->diagnostics,
			   &target->language_diagnostics);
	set_versions(arena, target->publication, translation);
	return true;
}

bool targets_check_translations(struct arena *arena, struct target *target,
				struct error *error)
{
	const struct publication *publication = target->publication;
	struct translation_files files = { 0 };
	target->translations = ARENA_NEW_ARRAY(
		arena, publication->language_count, struct translation *);
	for (size_t i = 1; i < publication->language_count; i++)
		if (origins_exist(
			    arena,
			    path_join(arena, publication->folder,
				      publication->languages[i].folder)) &&
		    !check_translation(arena, target, i, &files, error))
			return false;
	return true;
}

bool targets_find_languages(struct arena *arena, struct targets *targets,
			    struct error *error)
{
	for (size_t i = 0; i < targets->count; i++) {
		struct target *target = &targets->items[i];
		writing_check_data(target->publication,
				   &target->language_diagnostics);
		if (!languages_check(arena, &target->installation,
				     target->publication,
				     &target->language_diagnostics, error))
			return false;
	}
	return true;
}

bool targets_check_languages(struct arena *arena, struct targets *targets,
			     struct error *error)
{
	if (!targets_find_languages(arena, targets, error))
		return false;
	for (size_t i = 0; i < targets->count; i++)
		if (!targets_check_translations(arena, &targets->items[i],
						error))
			return false;
	return true;
}

static void release_translations(struct target *target)
{
	for (size_t i = 1;
	     target->translations && i < target->publication->language_count;
	     i++)
		if (target->translations[i])
			translation_release(target->translations[i]);
	target->translations = NULL;
}

void targets_release(struct targets *targets)
{
	for (size_t i = 0; i < targets->count; i++) {
		release_translations(&targets->items[i]);
		inputs_release(&targets->items[i].inputs);
		diagnostics_release(&targets->items[i].diagnostics);
		manifest_release(&targets->items[i].earlier);
		diagnostics_release(&targets->items[i].language_diagnostics);
		manifest_release(&targets->items[i].manifest);
	}
	diagnostics_release(&targets->diagnostics);
}
