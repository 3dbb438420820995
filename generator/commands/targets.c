/* Finding the publications to build. */
#include "commands/targets.h"

#include <string.h>

#include "base/file.h"
#include "base/path.h"

enum { HIGHEST_SEARCH = 32 };

/* `content` in the current folder or one above it. */
static const char *find_content(struct arena *arena,
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

/* The folder of a publication given by name or path; NULL after a usage
 * mistake. */
static const char *find_publication(struct arena *arena,
				    const struct command *command,
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
		folders[i] = find_publication(arena, arguments->command,
					      content, arguments->operands[i]);
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
	if (publication->language_count &&
	    evidence_exists(arena, publication->folder))
		*evidence = evidence_load(arena, publication->folder,
					  publication->languages[0].locale,
					  diagnostics, error);
	return error->message[0] == '\0';
}

static bool load(struct arena *arena, struct targets *targets,
		 const char *folder, struct error *error)
{
	struct target target = { 0 };
	target.publication =
		publication_load(arena, folder, &target.diagnostics, error);
	if (!target.publication) {
		diagnostics_merge(&targets->diagnostics, &target.diagnostics);
		return error->message[0] == '\0';
	}
	if (!targets_load_evidence(arena, target.publication, &target.evidence,
				   &target.diagnostics, error)) {
		diagnostics_merge(&targets->diagnostics, &target.diagnostics);
		return false;
	}
	target.folder = path_join(arena, targets->output,
				  target.publication->identifier);
	check_name(targets, &target);
	targets->items[targets->count++] = target;
	return true;
}

enum exit_status targets_load(struct arena *arena,
			      const struct arguments *arguments,
			      struct targets *targets, struct error *error)
{
	const char *content = find_content(arena, arguments);
	size_t count = arguments->operand_count;
	const char **folders = ARENA_NEW_ARRAY(arena, count, const char *);
	enum exit_status status =
		count ? find_named(arena, arguments, content, folders) :
			find_all(arena, arguments, content, &folders, &count,
				 error);
	*targets = (struct targets){
		.project = path_folder(arena, content),
		.output = find_output(arena, arguments, content),
	};
	if (status != STATUS_CLEAN)
		return status;
	targets->items = ARENA_NEW_ARRAY(arena, count, struct target);
	for (size_t i = 0; i < count; i++)
		if (!load(arena, targets, folders[i], error))
			return STATUS_SYSTEM;
	return STATUS_CLEAN;
}

bool targets_load_themes(struct arena *arena, struct targets *targets,
			 const struct installation *installation,
			 struct error *error)
{
	for (size_t i = 0; i < targets->count; i++) {
		struct target *target = &targets->items[i];
		target->installation = *installation;
		if (!installation_overlay_theme(arena, &target->installation,
						target->publication->folder,
						&target->diagnostics, error))
			return false;
	}
	return true;
}

void targets_release(struct targets *targets)
{
	for (size_t i = 0; i < targets->count; i++) {
		evidence_free(targets->items[i].evidence);
		diagnostics_release(&targets->items[i].diagnostics);
		manifest_release(&targets->items[i].manifest);
	}
	diagnostics_release(&targets->diagnostics);
}
