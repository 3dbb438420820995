/* findings.yaml → struct settings. */
#include "read/settings.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

#include <unicode/uchar.h>

#include "base/file.h"
#include "base/language.h"
#include "base/map.h"
#include "base/path.h"
#include "base/pseudo.h"
#include "read/read.h"
#include "read/settings_reader.h"
#include "read/slug.h"

/* The text for a language, or for the same with another region; NULL: none. */
static const char *find_text(const struct settings_label *label,
			     const char *language)
{
	const char *wanted = language ? language : "";
	for (size_t i = 0; i < label->count; i++)
		if (strcasecmp(label->languages[i], wanted) == 0)
			return label->texts[i];
	size_t length = strcspn(wanted, "-");
	for (size_t i = 0; i < label->count; i++)
		if (!pseudo_of(label->languages[i]) &&
		    strcspn(label->languages[i], "-") == length &&
		    strncasecmp(label->languages[i], wanted, length) == 0 &&
		    language_is_same(label->languages[i], wanted))
			return label->texts[i];
	return NULL;
}

const char *settings_label_text(const struct settings_label *label,
				const char *language)
{
	if (label->same || !label->count)
		return label->same;
	const char *text = find_text(label, language);
	return text ? text : label->texts[0];
}

static bool has_letters(const char *text)
{
	struct str all = str_from(text);
	for (size_t at = 0; at < all.length;)
		if (u_isalpha((UChar32)str_decode(all, &at)))
			return true;
	return false;
}

bool settings_label_is_in(const struct settings_label *label,
			  const char *language, const char *of_data)
{
	/* The words of a pseudo-language are made from those of the source. */
	if (pseudo_of(language) || (label->same && !label->is_of_data))
		return true;
	return label->same ? !has_letters(label->same) ||
				     language_is_same(of_data, language) :
			     find_text(label, language) != NULL;
}

/* ---- Themes ------------------------------------------------------------ */

static bool is_theme_free(const struct settings_reader *reader, const char *id,
			  uint32_t code, struct place place)
{
	const struct settings *settings = reader->settings;
	for (uint32_t i = 0; i < settings->theme_count; i++) {
		const struct settings_theme *other = &settings->themes[i];
		bool has_id = strcmp(other->id, id) == 0;
		if (!has_id && other->code != code)
			continue;
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_SETTINGS_DOUBLE,
				place,
				has_id ? "the id '%s' is taken" :
					 "'%s' has the same code as '%s'",
				id, other->id);
		return false;
	}
	return true;
}

static void read_code(const void *with, const struct yaml_node *node,
		      const struct yaml_field *field, void *to)
{
	(void)field;
	*(uint32_t *)to = settings_read_code(with, node);
}

/* Whether it is not so. */
static void read_no(const void *with, const struct yaml_node *node,
		    const struct yaml_field *field, void *to)
{
	const struct settings_reader *reader = with;
	(void)field;
	*(bool *)to = !yaml_boolean(node, true, reader->diagnostics);
}

/* By what a theme is counted, and of which themes it is a share, is read when all
 * of these are known (settings_tables.c). */
static const struct yaml_type
	code_type = { .name = "code of the data, by path, name or GUID",
		      .read = read_code },
	no_type = { .name = "true or false", .read = read_no },
	tables_type = { .name = "list of what is counted by, and of pairs" },
	of_type = { .name = "list of themes" };

#define AT(field) offsetof(struct settings_theme, field)

static const struct yaml_field theme_fields[] = {
	{ "id", true, &settings_identifier_type, AT(id), NULL },
	{ "code", true, &code_type, AT(code), NULL },
	{ "label", false, &settings_label_type, AT(label), NULL },
	{ "easy-label", false, &settings_label_type, AT(easy_label), NULL },
	{ "by", false, &tables_type, 0, NULL },
	{ "of", false, &of_type, 0, NULL },
	{ "protect-complements", false, &no_type, AT(has_open_complement),
	  NULL },
};

#undef AT

static const struct yaml_table theme_table = YAML_TABLE("themes", theme_fields);

static void read_theme(const struct settings_reader *reader,
		       const struct yaml_node *node)
{
	struct settings_theme theme = { .place = node->place,
					.code = PROJECT_NONE };
	if (!settings_mapping(reader, node, &theme_table, &theme))
		return;
	if (!theme.id || theme.code == PROJECT_NONE ||
	    !is_theme_free(reader, theme.id, theme.code, theme.place))
		return;
	if (!theme.label.same && !theme.label.count)
		theme.label = (struct settings_label){
			.same = settings_keep(
				reader,
				reader->project->codes[theme.code].name),
			.is_of_data = true,
		};
	reader->theme_nodes[reader->settings->theme_count] = node;
	reader->settings->themes[reader->settings->theme_count++] = theme;
}

/* What each code is called in texts: by its name, or by its path where several
 * codes would be called so, or by a number where paths do not help. */
static const char *name_code(struct arena *arena,
			     const struct project_code *code,
			     const struct map *often, struct map *taken)
{
	const char *name = slug_of(arena, code->name);
	if (map_lookup(often, str_from(name)))
		name = slug_of(arena, code->path);
	if (!*name)
		name = "theme";
	const char *own = name;
	for (unsigned i = 2; map_lookup(taken, str_from(own)); i++)
		own = arena_format(arena, "%s-%u", name, i);
	map_set(taken, str_from(own), (void *)own);
	return own;
}

static void use_all_codes(struct arena *arena, const struct project *project,
			  struct settings *settings)
{
	struct map seen = MAP_INITIALISER, often = MAP_INITIALISER;
	struct map taken = MAP_INITIALISER;
	settings->theme_count = project->code_count;
	settings->themes = ARENA_NEW_ARRAY(arena, project->code_count,
					   struct settings_theme);
	for (uint32_t i = 0; i < project->code_count; i++) {
		struct str name =
			str_from(slug_of(arena, project->codes[i].name));
		if (map_set(&seen, name, settings))
			map_set(&often, name, settings);
	}
	for (uint32_t i = 0; i < project->code_count; i++) {
		const struct project_code *code = &project->codes[i];
		settings->themes[i] = (struct settings_theme){
			.id = name_code(arena, code, &often, &taken),
			.data_id = code->id,
			.data_name = code->name,
			.code = i,
			.label = { .same = arena_copy(arena, code->name.bytes,
						      code->name.length),
				   .is_of_data = true },
			.place = code->place,
		};
	}
	map_release(&seen);
	map_release(&often);
	map_release(&taken);
}

static void read_themes(struct settings_reader *reader,
			const struct yaml_node *root)
{
	struct settings *settings = reader->settings;
	const struct yaml_node *list;
	size_t count = settings_read_list(reader, root, "themes", &list);
	if (yaml_is_null(list)) {
		use_all_codes(reader->arena, reader->project, settings);
		return;
	}
	settings->has_theme_list = true;
	settings->themes =
		ARENA_NEW_ARRAY(reader->arena, count, struct settings_theme);
	reader->theme_nodes =
		ARENA_NEW_ARRAY(reader->arena, count, const struct yaml_node *);
	for (size_t i = 0; i < count; i++)
		read_theme(reader, list->items[i]);
}

/* ---- The whole --------------------------------------------------------- */

/* The numbers are those of the rules where nothing is given. */
static const struct yaml_type rule_type = { .name = "whole number",
					    .read = settings_read_whole,
					    .least = 0,
					    .most = 1000 },
			      least_count_type = {
				      .name = "whole number from 2",
				      .read = settings_read_whole,
				      .least = 2,
				      .most = 1000
			      };

#define AT(field) offsetof(struct disclosure_rules, field)

static const struct yaml_field rules_fields[] = {
	{ "least-count-shown", false, &least_count_type, AT(least_shown),
	  NULL },
	{ "round-to", false, &rule_type, AT(rounding), NULL },
	{ "least-base-for-percentages", false, &rule_type, AT(least_base),
	  NULL },
	{ "least-class-width", false, &rule_type, AT(least_class_width), NULL },
	{ "protect-complements", false, &settings_boolean_type,
	  AT(protects_complements), NULL },
};

#undef AT

static const struct yaml_table rules_table =
	YAML_TABLE("disclosure", rules_fields);

static struct settings *new_settings(struct arena *arena)
{
	struct settings *settings = ARENA_NEW(arena, struct settings);
	settings->area = settings->activity = settings->age = PROJECT_NONE;
	settings->language = settings->consent = PROJECT_NONE;
	settings->pseudonym = settings->role = PROJECT_NONE;
	settings->rules = (struct disclosure_rules)DISCLOSURE_RULES_DEFAULT;
	return settings;
}

static void collect_names(struct settings_reader *reader)
{
	const struct project *project = reader->project;
	reader->variable_names = ARENA_NEW_ARRAY(
		reader->arena, project->variable_count, const char *);
	for (uint32_t i = 0; i < project->variable_count; i++)
		reader->variable_names[i] =
			settings_keep(reader, project->variables[i].name);
	reader->code_names = ARENA_NEW_ARRAY(
		reader->arena, 2 * (size_t)project->code_count, const char *);
	for (uint32_t i = 0; i < project->code_count; i++) {
		reader->code_names[2 * i] =
			settings_keep(reader, project->codes[i].name);
		reader->code_names[2 * i + 1] =
			settings_keep(reader, project->codes[i].path);
	}
}

static void read_variable(const void *with, const struct yaml_node *node,
			  const struct yaml_field *field, void *to)
{
	*(uint32_t *)to = settings_read_variable(with, node, field->key);
}

static void read_replacements(const void *with, const struct yaml_node *node,
			      const struct yaml_field *field, void *to)
{
	(void)field;
	(void)to;
	settings_read_replacements(with, node);
}

/* Those without a reader are read in the order in which they depend on each other,
 * or before there are data. */
static const struct yaml_type
	file_type = { .name = "file in this folder" },
	reading_type = { .name = "how the data are read",
			 .inside = &settings_reading_table },
	known_type = { .name = "variable of the data, or with what it is "
			       "called",
		       .inside = &settings_known_table },
	consent_type = { .name = "who may be quoted",
			 .inside = &settings_consent_table },
	variable_type = { .name = "variable of the data, by name or GUID",
			  .read = read_variable },
	groups_type = { .name = "list of variables to count by",
			.inside = &settings_group_table,
			.shape = YAML_LIST_OF },
	values_type = { .name = "what values are called" },
	map_type = { .name = "tile of each area",
		     .inside = &settings_tile_table,
		     .shape = YAML_NAMED },
	crosses_type = { .name = "list of pairs of what is counted by" },
	themes_type = { .name = "list of themes",
			.inside = &theme_table,
			.shape = YAML_LIST_OF },
	rules_type = { .name = "what is hidden",
		       .read = settings_read_inside,
		       .inside = &rules_table },
	replacements_type = { .name = "what stands for words in quotations",
			      .read = read_replacements },
	base_type = { .name = "number of all people, or of groups",
		      .inside = &settings_base_table };

#define AT(field) offsetof(struct settings, field)

static const struct yaml_field root_fields[] = {
	{ "project", true, &file_type, 0, NULL },
	{ "reading", false, &reading_type, 0, NULL },
	{ "area", false, &known_type, 0, NULL },
	{ "activity", false, &known_type, 0, NULL },
	{ "age", false, &known_type, 0, NULL },
	{ "language", false, &known_type, 0, NULL },
	{ "consent", false, &consent_type, 0, NULL },
	{ "pseudonym", false, &variable_type, AT(pseudonym), NULL },
	{ "role", false, &variable_type, AT(role), NULL },
	{ "groups", false, &groups_type, 0, NULL },
	{ "values", false, &values_type, 0, NULL },
	{ "map", false, &map_type, 0, NULL },
	{ "cross-tabulations", false, &crosses_type, 0, NULL },
	{ "published-by", false, &tables_type, 0, NULL },
	{ "themes", false, &themes_type, 0, NULL },
	{ "disclosure", false, &rules_type, AT(rules), NULL },
	{ "invented", false, &settings_boolean_type, AT(is_invented), NULL },
	{ "replacements", false, &replacements_type, 0, NULL },
	{ "base", false, &base_type, 0, NULL },
};

#undef AT

static const struct yaml_table root_table =
	YAML_TABLE("findings.yaml", root_fields);

static void read_root(struct settings_reader *reader,
		      const struct yaml_node *root)
{
	struct settings *settings = reader->settings;
	(void)settings_mapping(reader, root, &root_table, settings);
	size_t told = reader->diagnostics->count;
	settings_read_dimensions(reader, root);
	reader->lacks_dimensions = reader->diagnostics->count > told;
	settings_read_consent(reader, settings_find(reader, root, "consent"));
	if (settings->role != PROJECT_NONE)
		settings->role_values =
			settings_label_values(reader, settings->role);
	settings_read_value_labels(reader, root);
	settings_read_map(reader, settings_find(reader, root, "map"));
	told = reader->diagnostics->count;
	read_themes(reader, root);
	reader->lacks_themes = reader->diagnostics->count > told;
	settings_read_tables(reader, root);
}

/* NULL, which is told: the file is broken, empty or no mapping. */
static const struct yaml_node *parse_root(struct arena *arena, struct str text,
					  const char *file,
					  struct diagnostics *diagnostics)
{
	size_t errors = diagnostics->error_count;
	const struct yaml_node *root =
		yaml_parse(arena, text, file, 1, diagnostics);
	if (!root && diagnostics->error_count == errors)
		diagnostics_add(diagnostics, DIAGNOSTIC_PUBLICATION_EMPTY,
				(struct place){ file, 1, 1 },
				"this file is empty");
	return root && yaml_expect(root, YAML_MAPPING, "findings.yaml",
				   diagnostics) ?
		       root :
		       NULL;
}

struct settings *settings_parse(struct arena *arena, struct str text,
				const char *file, const struct project *project,
				struct diagnostics *diagnostics)
{
	const struct yaml_node *root =
		parse_root(arena, text, file, diagnostics);
	if (!root)
		return NULL;
	struct settings_reader reader = { .arena = arena,
					  .diagnostics = diagnostics,
					  .project = project,
					  .settings = new_settings(arena) };
	collect_names(&reader);
	read_root(&reader, root);
	return reader.settings;
}

struct settings *settings_load(struct arena *arena, const char *path,
			       const char *data, const struct project *project,
			       struct diagnostics *diagnostics,
			       struct error *error)
{
	struct str text;
	if (!file_read(arena, path, &text, error))
		return NULL;
	settings_check_base(project, data, diagnostics);
	return settings_parse(arena, text, arena_copy_string(arena, path),
			      project, diagnostics);
}

static void report_outside(struct settings_reader *reader, const char *path)
{
	diagnostics_add(
		reader->diagnostics, DIAGNOSTIC_FINDINGS_OUTSIDE,
		(struct place){ arena_copy_string(reader->arena, path), 0, 0 },
		"this file leads outside the folder of the findings");
}

/* The path of a file in the folder of findings.yaml, or NULL where there is
 * none; the files that are there and could be meant are suggested. */
static const char *find_project(struct settings_reader *reader,
				const char *folder,
				const struct yaml_node *node, const char *name)
{
	struct arena *arena = reader->arena;
	const char *path = path_join(arena, folder, name);
	const char **names = NULL;
	size_t count = 0, readable = 0;
	struct error ignored;
	if (file_exists(path)) {
		if (file_is_inside(path, folder))
			return path;
		report_outside(reader, path);
		return NULL;
	}
	if (file_list_folder(arena, folder, &names, &count, &ignored))
		for (size_t i = 0; i < count; i++)
			if (findings_is_readable(names[i]))
				names[readable++] = names[i];
	const char *nearest =
		readable == 1 ? names[0] :
				str_nearest(str_from(name), names, readable);
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_SETTINGS_PROJECT,
			node->place,
			nearest ? "there is no file '%s'; did you mean '%s'?" :
				  "there is no file '%s'",
			name, nearest);
	return NULL;
}

const char *settings_project_path(struct arena *arena, const char *path,
				  struct read_options *options,
				  struct diagnostics *diagnostics,
				  struct error *error)
{
	struct str text;
	struct settings_reader outside = { .arena = arena,
					   .diagnostics = diagnostics };
	if (file_exists(path) &&
	    !file_is_inside(path, path_folder(arena, path))) {
		report_outside(&outside, path);
		return NULL;
	}
	if (!file_read(arena, path, &text, error))
		return NULL;
	const struct yaml_node *root = parse_root(
		arena, text, arena_copy_string(arena, path), diagnostics);
	if (!root)
		return NULL;
	struct settings_reader reader = { .arena = arena,
					  .diagnostics = diagnostics };
	const struct yaml_node *node =
		yaml_find(root, "project", true, diagnostics);
	*options = (struct read_options){ 0 };
	settings_read_reading(&reader, settings_find(&reader, root, "reading"),
			      options);
	settings_read_options(&reader, root, options);
	if (!node || !settings_read_text(&reader, node, "project", &text))
		return NULL;
	if (path_stays_inside(text))
		return find_project(&reader, path_folder(arena, path), node,
				    settings_keep(&reader, text));
	diagnostics_add(diagnostics, DIAGNOSTIC_YAML_VALUE, node->place,
			"the project '%s' must be in the folder of "
			"findings.yaml, or below it",
			settings_keep(&reader, text));
	return NULL;
}

struct settings *settings_default(struct arena *arena,
				  const struct project *project)
{
	struct settings *settings = new_settings(arena);
	use_all_codes(arena, project, settings);
	settings_publish_all(arena, settings);
	return settings;
}

uint32_t settings_find_theme(const struct settings *settings, struct str id)
{
	uint32_t named = PROJECT_NONE, name_count = 0;
	for (uint32_t i = 0; i < settings->theme_count; i++)
		if (str_equals_string(id, settings->themes[i].id))
			return i;
	for (uint32_t i = 0; id.length && i < settings->theme_count; i++) {
		const struct settings_theme *theme = &settings->themes[i];
		if (str_equals(id, theme->data_id))
			return i;
		if (str_equals(id, theme->data_name)) {
			named = i;
			name_count++;
		}
	}
	return name_count == 1 ? named : PROJECT_NONE;
}

uint32_t settings_find_dimension(const struct settings *settings, struct str id)
{
	for (uint32_t i = 0; i < settings->dimension_count; i++)
		if (str_equals_string(id, settings->dimensions[i].id))
			return i;
	return PROJECT_NONE;
}
