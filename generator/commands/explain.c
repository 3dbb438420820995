/* everyread explain: which files a publication's looks and words come from, and
 * what of each counts. */
#define _XOPEN_SOURCE 700
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "base/vector.h"
#include "base/visible.h"
#include "base/yaml.h"
#include "commands/commands.h"
#include "commands/installation.h"
#include "commands/targets.h"

static const struct option options[] = {
	{ "publication", 0, "NAME", "as seen from this publication" },
	{ "content", 0, "FOLDER", "where the publications are" },
	{ "templates", 0, "FOLDER", "where the templates are" },
	{ "fonts", 0, "FOLDER", "where fonts.yaml is" },
};

/* A file of one layer. */
struct part {
	enum layer layer;
	const char *path;
	const struct yaml_node *root; /* of files that are read key by key */
};

struct explain {
	struct arena arena;
	struct diagnostics diagnostics;
	struct error error;
	struct installation installation;
	const char *publication;   /* its folder, or NULL */
	VECTOR(struct part) parts; /* the nearest first */
};

/* ---- The parts of a file ----------------------------------------------- */

static void add_part(struct explain *explain, enum layer layer,
		     const char *path)
{
	*VECTOR_ADD(&explain->parts) = (struct part){ layer, path, NULL };
}

static void find_theme(struct explain *explain)
{
	struct theme_file files[MOST_THEME_FILES];
	size_t count = installation_theme_files(&explain->arena,
						&explain->installation, files);
	while (count-- > 0)
		add_part(explain, files[count].layer, files[count].path);
}

static void find_in(struct explain *explain, const struct overlay *overlay,
		    const char *name)
{
	for (int i = 0; i < LAYER_COUNT; i++) {
		const char *path =
			overlay->folders[i] ?
				path_join(&explain->arena, overlay->folders[i],
					  name) :
				NULL;
		if (path && file_is_regular(path))
			add_part(explain, (enum layer)i, path);
	}
}

static bool is_font(const char *name)
{
	return strcmp(name, "fonts.yaml") == 0 || strchr(name, '/') == NULL;
}

static void find_parts(struct explain *explain, const char *name)
{
	explain->parts.count = 0;
	if (strcmp(name, "theme.yaml") == 0)
		find_theme(explain);
	else
		find_in(explain, &explain->installation.templates, name);
	if (!explain->parts.count && is_font(name))
		find_in(explain, &explain->installation.fonts, name);
}

/* ---- What counts, key by key ------------------------------------------- */

static bool is_laid_over(const char *name)
{
	return strcmp(name, "theme.yaml") == 0 ||
	       strncmp(name, "locales/", 8) == 0;
}

static bool read_parts(struct explain *explain)
{
	for (size_t i = 0; i < explain->parts.count; i++) {
		struct part *part = &explain->parts.items[i];
		struct str text;
		if (!file_read(&explain->arena, part->path, &text,
			       &explain->error))
			return false;
		part->root = yaml_parse(&explain->arena, text, part->path, 1,
					&explain->diagnostics);
	}
	return true;
}

/* What a part has at a path of keys, "colours.light.ink" say. */
struct keys {
	const struct keys *above;
	struct str key;
};

static const struct yaml_node *look_up(const struct yaml_node *root,
				       const struct keys *keys)
{
	const struct yaml_node *above =
		keys->above ? look_up(root, keys->above) : root;
	return above ? yaml_lookup(above, keys->key.bytes) : NULL;
}

static bool is_hidden(const struct explain *explain, size_t part,
		      const struct keys *keys)
{
	for (size_t i = 0; i < part; i++)
		if (look_up(explain->parts.items[i].root, keys))
			return true;
	return false;
}

static void print_keys(const struct keys *keys)
{
	if (keys->above) {
		print_keys(keys->above);
		putchar('.');
	}
	visible_print(stdout, keys->key);
}

/* Prints, or counts alone, what counts of a mapping, leaf by leaf. */
static size_t tell_keys(const struct explain *explain, size_t part,
			const struct yaml_node *node, const struct keys *above,
			bool is_printed)
{
	size_t count = 0;
	for (size_t i = 0; i < node->count; i++) {
		const struct yaml_pair *pair = &node->pairs[i];
		struct keys keys = { above, pair->key };
		if (pair->value->kind == YAML_MAPPING) {
			count += tell_keys(explain, part, pair->value, &keys,
					   is_printed);
		} else if (!is_hidden(explain, part, &keys)) {
			count++;
			if (!is_printed)
				continue;
			printf("    %4u  ", (unsigned)pair->key_place.line);
			print_keys(&keys);
			putchar('\n');
		}
	}
	return count;
}

static void print_part(const struct part *part, const char *what)
{
	printf("  %-12s ", layer_name(part->layer));
	visible_print(stdout, str_from(part->path));
	printf("%s\n", what);
}

/* Of the lowest, which has hundreds, only how many keys count. */
static void tell_layers(const struct explain *explain)
{
	for (size_t i = 0; i < explain->parts.count; i++) {
		const struct part *part = &explain->parts.items[i];
		bool is_mapping =
			part->root && part->root->kind == YAML_MAPPING;
		bool is_printed = i + 1 < explain->parts.count ||
				  part->layer != LAYER_INSTALLED;
		size_t count = is_mapping ? tell_keys(explain, i, part->root,
						      NULL, false) :
					    0;
		char what[64];
		snprintf(what, sizeof what, ": %zu value%s", count,
			 count == 1 ? "" : "s");
		print_part(part, what);
		if (is_mapping && is_printed)
			tell_keys(explain, i, part->root, NULL, true);
	}
}

static void tell_files(const struct explain *explain, const char *name)
{
	bool is_list = strcmp(name, "fonts.yaml") == 0;
	for (size_t i = 0; i < explain->parts.count; i++)
		print_part(&explain->parts.items[i],
			   i == 0  ? ": used" :
			   is_list ? ": used where those above have no family "
				     "of the name" :
				     ": covered");
}

static bool tell(struct explain *explain, const char *name)
{
	find_parts(explain, name);
	if (!explain->parts.count)
		return true;
	visible_print(stdout, str_from(name));
	putchar('\n');
	if (!is_laid_over(name)) {
		tell_files(explain, name);
		return true;
	}
	if (!read_parts(explain))
		return false;
	tell_layers(explain);
	return true;
}

/* ---- All of a publication ---------------------------------------------- */

typedef VECTOR(const char *) names_t;

static void add_name(names_t *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->items[i], name) == 0)
			return;
	*VECTOR_ADD(names) = name;
}

enum { DEEPEST_TEMPLATE = 4 };

static void list_names(struct explain *explain, const char *folder,
		       const char *below, int depth, names_t *names)
{
	const char **found;
	size_t count;
	struct error error;
	const char *path =
		below[0] ? path_join(&explain->arena, folder, below) : folder;
	if (!depth || !file_is_folder(path) ||
	    !file_list_folder(&explain->arena, path, &found, &count, &error))
		return;
	for (size_t i = 0; i < count; i++) {
		const char *name =
			below[0] ? path_join(&explain->arena, below, found[i]) :
				   found[i];
		if (file_is_folder(path_join(&explain->arena, folder, name)))
			list_names(explain, folder, name, depth - 1, names);
		else
			add_name(names, name);
	}
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Every file that any layer has, with where it comes from. */
static bool tell_all(struct explain *explain)
{
	names_t names = { 0 };
	bool is_told = true;
	const struct overlay *templates = &explain->installation.templates;
	static const char *const folders[] = { "editions", "html", "locales" };
	for (int i = 0; i < LAYER_COUNT; i++)
		for (size_t j = 0; templates->folders[i] && j < 3; j++)
			list_names(explain, templates->folders[i], folders[j],
				   DEEPEST_TEMPLATE, &names);
	add_name(&names, "theme.yaml");
	add_name(&names, "fonts.yaml");
	qsort(names.items, names.count, sizeof *names.items, compare_names);
	for (size_t i = 0; i < names.count && is_told; i++)
		is_told = tell(explain, names.items[i]);
	VECTOR_RELEASE(&names);
	return is_told;
}

/* ---- Which file -------------------------------------------------------- */

/* The nearest folder from `path` upward that is a publication's; NULL: none. */
static const char *look_above(struct arena *arena, const char *path)
{
	for (;;) {
		if (file_exists(path_join(arena, path, "publication.yaml")))
			return path;
		const char *above = path_folder(arena, path);
		if (strcmp(above, path) == 0)
			return NULL;
		path = above;
	}
}

/* As the path is written, where that climbs far enough. */
static const char *publication_above(struct arena *arena, const char *path)
{
	const char *found = look_above(arena, path);
	char *real = found ? NULL : realpath(path, NULL);
	if (real)
		found = look_above(arena, arena_copy_string(arena, real));
	free(real);
	return found;
}

/* Its name within the folders of the overlay; NULL where it is in none. */
static const char *name_within(struct arena *arena,
			       const struct overlay *overlay, const char *path)
{
	char *real = realpath(path, NULL);
	const char *name = NULL;
	for (int i = 0; i < LAYER_COUNT && real && !name; i++) {
		char *folder = overlay->folders[i] ?
				       realpath(overlay->folders[i], NULL) :
				       NULL;
		size_t length = folder ? strlen(folder) : 0;
		if (length && strncmp(real, folder, length) == 0 &&
		    real[length] == '/')
			name = arena_copy_string(arena, real + length + 1);
		free(folder);
	}
	free(real);
	return name;
}

/* The name of what is asked about, as the layers have it; NULL where it is no
 * part of the looks: a text, an output or a publication. */
static const char *find_name(struct explain *explain, const char *given)
{
	const struct installation *installation = &explain->installation;
	const char *name =
		file_is_regular(given) ?
			name_within(&explain->arena, &installation->templates,
				    given) :
			NULL;
	if (!name && file_is_regular(given))
		name = name_within(&explain->arena, &installation->fonts,
				   given);
	if (!name && strcmp(path_name(given), "theme.yaml") == 0)
		return "theme.yaml";
	if (!name && strncmp(given, "templates/", 10) == 0)
		name = given + 10;
	if (!name && strncmp(given, "fonts/", 6) == 0)
		name = given + 6;
	find_parts(explain, name ? name : given);
	return name ? name : explain->parts.count ? given : NULL;
}

/* ---- The command ------------------------------------------------------- */

/* False after a mistake on the command line, which is written. */
static bool find_publication(struct explain *explain,
			     const struct arguments *arguments)
{
	const char *given = arguments_value(arguments, "publication");
	const char *operand = arguments->operands[0];
	const char *content = targets_content(&explain->arena, arguments);
	if (given) {
		explain->publication = targets_find(
			&explain->arena, arguments->command, content, given);
		return explain->publication;
	}
	explain->publication = publication_above(&explain->arena, operand);
	if (explain->publication || file_exists(operand))
		return true;
	const char *folder = path_join(&explain->arena, content, operand);
	if (file_exists(path_join(&explain->arena, folder, "publication.yaml")))
		explain->publication = folder;
	return true;
}

static enum exit_status explain_file(struct explain *explain,
				     const struct arguments *arguments)
{
	const char *operand = arguments->operands[0];
	if (!find_publication(explain, arguments))
		return STATUS_USAGE;
	const char *project = explain->publication ?
				      targets_project_of(&explain->arena,
							 explain->publication) :
				      NULL;
	struct installation_options where = targets_options(arguments, project);
	if (!installation_find(&explain->arena, &where, &explain->installation,
			       &explain->error))
		return STATUS_SYSTEM;
	if (explain->publication)
		installation_enter(&explain->arena, &explain->installation,
				   explain->publication, &explain->diagnostics);
	const char *name = find_name(explain, operand);
	if (!name && !explain->publication)
		return arguments_wrong(arguments->command,
				       "'%s' is no template, locale, theme, "
				       "font or publication",
				       operand);
	return (name ? tell(explain, name) : tell_all(explain)) ? STATUS_CLEAN :
								  STATUS_SYSTEM;
}

static enum exit_status run(const struct arguments *arguments)
{
	struct explain explain = { .publication = NULL };
	if (arguments->operand_count == 0)
		return arguments_wrong(arguments->command, "no file given");
	enum exit_status status = explain_file(&explain, arguments);
	if (status == STATUS_CLEAN && explain.diagnostics.error_count)
		status = STATUS_FINDINGS;
	fflush(stdout);
	diagnostics_print(&explain.diagnostics, stderr);
	if (status == STATUS_SYSTEM)
		error_print(&explain.error, stderr);
	VECTOR_RELEASE(&explain.parts);
	diagnostics_release(&explain.diagnostics);
	arena_release(&explain.arena);
	return status;
}

const struct command command_explain = {
	.name = "explain",
	.operands = "FILE|PUBLICATION",
	.summary = "Tell which files looks and words come from",
	.details = "FILE is theme.yaml, fonts.yaml, a template or locale such "
		   "as html/style.css or\nlocales/pl.yaml, or its path: what "
		   "publication, project and installation have of\nit, and "
		   "what counts. Of a publication, or a text of one, all "
		   "files.\n",
	.most_operands = 1,
	.options = options,
	.option_count = sizeof options / sizeof *options,
	.run = run,
};
