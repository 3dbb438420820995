/* Looking for the templates and fonts, layer by layer; the theme. */
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

static bool is_same(const char *a, const char *b)
{
	char *first = realpath(a, NULL);
	char *second = realpath(b, NULL);
	bool is_one = first && second && strcmp(first, second) == 0;
	free(first);
	free(second);
	return is_one;
}

/* "" or "." and "templates" → "templates". */
static const char *inside(struct arena *arena, const char *folder,
			  const char *name)
{
	return strcmp(folder, ".") == 0 ? arena_copy_string(arena, name) :
					  path_join(arena, folder, name);
}

/* The nearest folder that holds one of the signs, from `folder` upward: "",
 * "..", "../..", so that messages name files as seen from where one stands. */
static const char *look_upward(struct arena *arena, const char *folder,
			       const char *const *signs, size_t count)
{
	for (;;) {
		for (size_t i = 0; i < count; i++)
			if (holds(arena, folder, signs[i]))
				return folder;
		if (is_root(folder[0] ? folder : "."))
			return NULL;
		folder = folder[0] == '/' ? path_folder(arena, folder) :
					    path_join(arena, folder, "..");
	}
}

/* Holds all that can be asked for, not only what lies over it. */
static bool is_whole(struct arena *arena, const char *folder)
{
	static const char *const signs[] = { "theme.yaml", "html/shell.html",
					     "editions/base.md",
					     "locales/en-GB.yaml" };
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (!holds(arena, folder, signs[i]))
			return false;
	return true;
}

/* ---- What is installed ------------------------------------------------- */

static const char *program_folder(struct arena *arena)
{
	char path[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", path, sizeof path);
	if (length <= 0 || length == sizeof path)
		return "/";
	return path_folder(arena, arena_copy(arena, path, (size_t)length));
}

/* A project's own folder may hold the sign and no more. */
static bool holds_all(struct arena *arena, const char *folder, const char *sign)
{
	return holds(arena, folder, sign) &&
	       (strcmp(sign, templates_sign) != 0 ||
		is_whole(arena, path_join(arena, folder, "templates")));
}

static const char *find_above(struct arena *arena, const char *program,
			      const char *sign)
{
	const char *found = look_upward(arena, program, &sign, 1);
	while (found && !holds_all(arena, found, sign))
		found = is_root(found) ?
				NULL :
				look_upward(arena, path_folder(arena, found),
					    &sign, 1);
	return found;
}

static const char *find_installed(struct arena *arena, const char *sign)
{
	const char *program = program_folder(arena);
	/* PREFIX/bin/everyread, wherever PREFIX was moved to: before whatever
	 * stands above it by chance. */
	const char *own = arena_format(arena, "%s/share/everyread",
				       path_folder(arena, program));
	if (holds_all(arena, own, sign))
		return own;
	const char *found = find_above(arena, program, sign);
	const char *fixed = EVERYREAD_PREFIX "/share/everyread";
	return found || !holds_all(arena, fixed, sign) ? found : fixed;
}

/* ---- What the project has ---------------------------------------------- */

static const char *find_project(struct arena *arena)
{
	static const char *const signs[] = {
		"templates/theme.yaml", "templates/locales", "templates/html",
		"templates/editions",   "fonts/fonts.yaml",
	};
	return look_upward(arena, "", signs, sizeof signs / sizeof *signs);
}

/* The folder in the layer, if it is there. The installed one, which it is in
 * Everyread's own folder, keeps its layer and goes by the shorter name. */
static void set_folder(struct overlay *overlay, enum layer layer,
		       const char *path)
{
	const char *installed = overlay->folders[LAYER_INSTALLED];
	if (!file_is_folder(path))
		return;
	if (installed && is_same(path, installed))
		layer = LAYER_INSTALLED;
	overlay->folders[layer] = path;
}

static void enter(struct arena *arena, struct installation *installation,
		  enum layer layer, const char *folder)
{
	installation->homes.folders[layer] = folder;
	set_folder(&installation->templates, layer,
		   inside(arena, folder, "templates"));
	set_folder(&installation->fonts, layer, inside(arena, folder, "fonts"));
}

/* Where nothing is installed, what the project has may be all. */
static void sink(struct overlay *overlay, bool is_all)
{
	if (overlay->folders[LAYER_INSTALLED] || !is_all)
		return;
	overlay->folders[LAYER_INSTALLED] = overlay->folders[LAYER_PROJECT];
	overlay->folders[LAYER_PROJECT] = NULL;
}

/* A folder that the command line names: what there is else, or over it. */
static bool take_given(struct overlay *overlay, const char *folder, bool is_all,
		       struct error *error)
{
	if (!folder)
		return true;
	if (!file_is_folder(folder))
		return error_set(error, "cannot open folder '%s'", folder);
	overlay->folders[is_all ? LAYER_INSTALLED : LAYER_PROJECT] = folder;
	return true;
}

/* ---- What leads elsewhere ---------------------------------------------- */

/* True where nothing in the folder, `depth` levels down, leads out of `home`:
 * the folder of what is said in `whose`. Templates lie two levels deep. */
static bool stays_inside(struct arena *arena, const char *path, int depth,
			 const char *home, const char *whose,
			 struct diagnostics *diagnostics)
{
	const char **names;
	size_t count;
	struct error error;
	bool is_inside = file_is_inside(path, home) || file_leads_nowhere(path);
	if (!is_inside)
		diagnostics_add(diagnostics, DIAGNOSTIC_PUBLICATION_OUTSIDE,
				(struct place){ path, 0, 0 },
				"'%s' leads out of the %s's folder", path,
				whose);
	if (!is_inside || !depth || !file_is_folder(path) ||
	    !file_list_folder(arena, path, &names, &count, &error))
		return is_inside;
	for (size_t i = 0; i < count; i++)
		is_inside &=
			stays_inside(arena, path_join(arena, path, names[i]),
				     depth - 1, home, whose, diagnostics);
	return is_inside;
}

/* A project's folder of templates may be another's, a file in it may not. */
static bool check_project(struct arena *arena,
			  const struct installation *installation,
			  struct error *error)
{
	struct diagnostics found = DIAGNOSTICS_INITIALISER;
	const char *templates = installation->templates.folders[LAYER_PROJECT];
	const char *home = installation->homes.folders[LAYER_PROJECT];
	const char *folder = home && home[0] ? home : ".";
	const char *theme = home ? inside(arena, home, "theme.yaml") : NULL;
	bool is_inside = true;
	if (templates)
		is_inside = stays_inside(
			arena, templates, 4,
			home && file_is_inside(templates, folder) ? folder :
								    templates,
			"project", &found);
	if (theme && file_exists(theme))
		is_inside &= stays_inside(arena, theme, 0, folder, "project",
					  &found);
	if (!is_inside)
		error_set(error, "%s", found.items[0].text);
	diagnostics_release(&found);
	return is_inside;
}

bool installation_find(struct arena *arena,
		       const struct installation_options *options,
		       struct installation *installation, struct error *error)
{
	const char *templates = find_installed(arena, templates_sign);
	const char *fonts = find_installed(arena, fonts_sign);
	const char *project =
		options->project ? options->project : find_project(arena);
	struct overlay *looks = &installation->templates;
	*installation = (struct installation){ .theme = NULL };
	if (templates)
		looks->folders[LAYER_INSTALLED] =
			path_join(arena, templates, "templates");
	if (fonts)
		installation->fonts.folders[LAYER_INSTALLED] =
			path_join(arena, fonts, "fonts");
	if (!take_given(looks, options->templates,
			options->templates &&
				is_whole(arena, options->templates),
			error) ||
	    !take_given(&installation->fonts, options->fonts, true, error))
		return false;
	if (project)
		enter(arena, installation, LAYER_PROJECT, project);
	sink(looks, looks->folders[LAYER_PROJECT] &&
			    is_whole(arena, looks->folders[LAYER_PROJECT]));
	sink(&installation->fonts, true);
	if (!looks->folders[LAYER_INSTALLED])
		return error_set(error, "cannot find the templates; "
					"name their folder with --templates");
	return check_project(arena, installation, error);
}

/* ---- What a publication has -------------------------------------------- */

void installation_enter(struct arena *arena, struct installation *installation,
			const char *publication,
			struct diagnostics *diagnostics)
{
	const char *templates = inside(arena, publication, "templates");
	const char *theme = inside(arena, publication, "theme.yaml");
	/* A font may be a link to the system's. */
	enter(arena, installation, LAYER_PUBLICATION, publication);
	if (file_exists(templates) &&
	    !stays_inside(arena, templates, 4, publication, "publication",
			  diagnostics))
		installation->templates.folders[LAYER_PUBLICATION] = NULL;
	if (file_exists(theme) && !stays_inside(arena, theme, 0, publication,
						"publication", diagnostics))
		installation->homes.folders[LAYER_PUBLICATION] = NULL;
}

/* ---- The theme --------------------------------------------------------- */

static size_t add_theme_file(struct arena *arena, enum layer layer,
			     const char *folder,
			     struct theme_file files[MOST_THEME_FILES],
			     size_t count)
{
	const char *path = folder ? inside(arena, folder, "theme.yaml") : NULL;
	if (path && file_exists(path))
		files[count++] = (struct theme_file){ layer, path };
	return count;
}

size_t installation_theme_files(struct arena *arena,
				const struct installation *installation,
				struct theme_file files[MOST_THEME_FILES])
{
	size_t count = 0;
	for (int i = LAYER_COUNT; i-- > 0;) {
		enum layer layer = (enum layer)i;
		count = add_theme_file(arena, layer,
				       installation->templates.folders[i],
				       files, count);
		count = add_theme_file(arena, layer,
				       installation->homes.folders[i], files,
				       count);
	}
	return count;
}

bool installation_load_theme(struct arena *arena,
			     struct installation *installation,
			     struct diagnostics *diagnostics,
			     struct error *error)
{
	struct theme_file files[MOST_THEME_FILES];
	const char *paths[MOST_THEME_FILES];
	size_t count = installation_theme_files(arena, installation, files);
	error->message[0] = '\0';
	if (count == 0)
		return error_set(error, "cannot open '%s/theme.yaml'",
				 overlay_base(&installation->templates));
	if (installation->theme && files[count - 1].layer != LAYER_PUBLICATION)
		return true;
	for (size_t i = 0; i < count; i++)
		paths[i] = files[i].path;
	const struct theme *theme =
		theme_load_layers(arena, paths, count, diagnostics, error);
	if (theme)
		installation->theme = theme;
	return theme;
}
