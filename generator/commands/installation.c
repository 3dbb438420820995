/* Looking for the templates and fonts; the theme. */
#define _XOPEN_SOURCE 700
#include "commands/installation.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/path.h"

/* A folder of ours holds this file; another one of the same name does not. */
static const char templates_sign[] = "templates/locales/en-GB.yaml";
static const char fonts_sign[] = "fonts/fonts.yaml";

static bool holds(struct arena *arena, const char *folder, const char *sign)
{
	return file_exists(path_join(arena, folder, sign));
}

static bool is_root(const char *folder)
{
	char *real = realpath(folder, NULL);
	bool is_top = !real || strcmp(real, "/") == 0;
	free(real);
	return is_top;
}

/* The nearest folder that holds `sign`, from `folder` upward: "", "..",
 * "../..", so that messages name files as seen from where one stands. */
static const char *look_upward(struct arena *arena, const char *folder,
			       const char *sign)
{
	for (;;) {
		if (holds(arena, folder, sign))
			return folder;
		if (is_root(folder[0] ? folder : "."))
			return NULL;
		folder = folder[0] == '/' ? path_folder(arena, folder) :
					    path_join(arena, folder, "..");
	}
}

static const char *program_folder(struct arena *arena)
{
	char path[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", path, sizeof path);
	if (length <= 0 || length == sizeof path)
		return "/";
	return path_folder(arena, arena_copy(arena, path, (size_t)length));
}

static const char *look_everywhere(struct arena *arena, const char *sign)
{
	const char *program = program_folder(arena);
	const char *found = look_upward(arena, "", sign);
	if (!found)
		found = look_upward(arena, program, sign);
	/* PREFIX/bin/everyread, wherever PREFIX was moved to. */
	const char *shared[] = {
		arena_format(arena, "%s/share/everyread",
			     path_folder(arena, program)),
		EVERYREAD_PREFIX "/share/everyread",
	};
	for (size_t i = 0; i < 2 && !found; i++)
		if (holds(arena, shared[i], sign))
			found = shared[i];
	return found;
}

bool installation_find(struct arena *arena, const char *templates,
		       const char *fonts, struct installation *installation,
		       struct error *error)
{
	const char *folder;
	installation->templates = templates;
	installation->fonts = fonts;
	installation->theme = NULL;
	if (!templates) {
		folder = look_everywhere(arena, templates_sign);
		if (!folder)
			return error_set(error,
					 "cannot find the templates; "
					 "name their folder with --templates");
		installation->templates = path_join(arena, folder, "templates");
	}
	if (!fonts) {
		folder = look_everywhere(arena, fonts_sign);
		installation->fonts =
			folder ? path_join(arena, folder, "fonts") : NULL;
	}
	return true;
}

static bool is_same_file(const char *a, const char *b)
{
	char *first = realpath(a, NULL);
	char *second = realpath(b, NULL);
	bool is_same = first && second && strcmp(first, second) == 0;
	free(first);
	free(second);
	return is_same;
}

/* Where the templates are the project's own, so is their theme. */
static const char *find_project_theme(struct arena *arena, const char *project,
				      const char *installed)
{
	if (!project)
		return NULL;
	const char *path =
		strcmp(project, ".") == 0 ?
			"templates/theme.yaml" :
			path_join(arena, project, "templates/theme.yaml");
	return file_exists(path) && !is_same_file(path, installed) ? path :
								     NULL;
}

static const struct theme *load_layers(struct arena *arena,
				       const struct installation *installation,
				       const char *own,
				       struct diagnostics *diagnostics,
				       struct error *error)
{
	const char *paths[3];
	size_t count = 0;
	paths[count++] =
		path_join(arena, installation->templates, "theme.yaml");
	if (installation->project_theme)
		paths[count++] = installation->project_theme;
	if (own)
		paths[count++] = own;
	error->message[0] = '\0';
	return theme_load_layers(arena, paths, count, diagnostics, error);
}

bool installation_load_theme(struct arena *arena,
			     struct installation *installation,
			     const char *project,
			     struct diagnostics *diagnostics,
			     struct error *error)
{
	installation->project_theme = find_project_theme(
		arena, project,
		path_join(arena, installation->templates, "theme.yaml"));
	installation->theme =
		load_layers(arena, installation, NULL, diagnostics, error);
	return installation->theme != NULL;
}

bool installation_overlay_theme(struct arena *arena,
				struct installation *installation,
				const char *publication,
				struct diagnostics *diagnostics,
				struct error *error)
{
	const char *own = path_join(arena, publication, "theme.yaml");
	if (!file_exists(own))
		return true;
	if (!file_is_inside(own, publication)) {
		diagnostics_add(diagnostics, DIAGNOSTIC_PUBLICATION_OUTSIDE,
				(struct place){ own, 0, 0 },
				"'%s' leads out of the publication's folder",
				own);
		return true;
	}
	const struct theme *theme =
		load_layers(arena, installation, own, diagnostics, error);
	if (theme)
		installation->theme = theme;
	return error->message[0] == '\0';
}
