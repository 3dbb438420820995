/* fonts.yaml → families. */
#include "text/font_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/path.h"
#include "base/yaml_table.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(*(array)))

static const char *const style_keys[FONT_STYLE_COUNT] = { "regular", "bold",
							  "italic",
							  "bold-italic" };

static const char *const roles[] = { "body", "monospace", "fallback" };

static const struct yaml_type
	text_type = { .name = "text" },
	role_type = { .name = "role",
		      .words = roles,
		      .word_count = COUNT_OF(roles) },
	scripts_type = { .name = "list of ISO 15924 codes" },
	languages_type = { .name = "list of languages" },
	file_type = { .name = "file, or a face of a collection, as a.ttc#2" };

/* They are read as families are laid over each other. */
static const struct yaml_field family_fields[] = {
	{ "name", true, &text_type, 0, NULL },
	{ "package", false, &text_type, 0, NULL },
	{ "licence", true, &text_type, 0, NULL },
	{ "role", false, &role_type, 0, NULL },
	{ "scripts", false, &scripts_type, 0, NULL },
	{ "languages", false, &languages_type, 0, NULL },
	{ "regular", true, &file_type, 0, NULL },
	{ "bold", false, &file_type, 0, NULL },
	{ "italic", false, &file_type, 0, NULL },
	{ "bold-italic", false, &file_type, 0, NULL },
};

static const struct yaml_table family_table =
	YAML_TABLE("families", family_fields);

static const struct yaml_type families_type = { .name = "list of families",
						.inside = &family_table,
						.shape = YAML_LIST_OF };

static const struct yaml_field fonts_fields[] = {
	{ "families", true, &families_type, 0, NULL },
};

static const struct yaml_table fonts_table =
	YAML_TABLE("the file", fonts_fields);

/* The text of a key; "" after a report where it must be there and is not. */
static const char *read_text(struct font_set *set,
			     const struct yaml_node *mapping, const char *key,
			     bool is_required)
{
	const struct yaml_node *node = yaml_lookup(mapping, key);
	if (yaml_is_null(node)) {
		if (is_required)
			diagnostics_add(set->diagnostics,
					DIAGNOSTIC_YAML_MISSING_KEY,
					mapping->place,
					"the font family has no '%s'", key);
		return is_required ? "" : NULL;
	}
	if (!yaml_expect(node, YAML_SCALAR, key, set->diagnostics))
		return "";
	return node->text.bytes;
}

/* "path.ttc#2" → the path and 2. */
static void read_file(struct font_set *set, const struct yaml_node *mapping,
		      enum font_style style, struct font_file *file)
{
	const char *text = read_text(set, mapping, style_keys[style],
				     style == FONT_REGULAR);
	if (!text || !*text)
		return;
	file->place = yaml_lookup(mapping, style_keys[style])->place;
	const char *mark = strrchr(text, '#');
	if (!mark) {
		file->path = text;
		return;
	}
	char *end;
	unsigned long index = strtoul(mark + 1, &end, 10);
	if (end == mark + 1 || *end || index > 1000) {
		diagnostics_add(set->diagnostics, DIAGNOSTIC_YAML_VALUE,
				file->place,
				"'%s' must be the number of a face in the "
				"collection, as in '#2'",
				mark);
		return;
	}
	file->path = arena_copy(set->arena, text, (size_t)(mark - text));
	file->collection_index = (uint32_t)index;
}

static bool is_script(struct str text)
{
	if (text.length != 4)
		return false;
	for (size_t i = 0; i < 4; i++) {
		char letter = text.bytes[i];
		bool fits = i == 0 ? letter >= 'A' && letter <= 'Z' :
				     letter >= 'a' && letter <= 'z';
		if (!fits)
			return false;
	}
	return true;
}

static void read_scripts(struct font_set *set, const struct yaml_node *node,
			 struct font_family *family)
{
	/* An empty list says something: no script chooses the family. */
	bool is_none = node && node->kind == YAML_SEQUENCE && !node->count;
	if (!node || is_none ||
	    !yaml_expect(node, YAML_SEQUENCE, "scripts", set->diagnostics))
		return;
	family->scripts = ARENA_NEW_ARRAY(set->arena, node->count, script_tag);
	for (size_t i = 0; i < node->count; i++) {
		const struct yaml_node *item = node->items[i];
		if (!yaml_expect(item, YAML_SCALAR, "scripts",
				 set->diagnostics))
			continue;
		if (!is_script(item->text)) {
			diagnostics_add(set->diagnostics, DIAGNOSTIC_YAML_VALUE,
					item->place,
					"'%s' is no ISO 15924 script code, "
					"such as Latn",
					item->text.bytes);
			continue;
		}
		const char *c = item->text.bytes;
		family->scripts[family->script_count++] =
			SCRIPT_TAG(c[0], c[1], c[2], c[3]);
	}
}

static void read_languages(struct font_set *set, const struct yaml_node *node,
			   struct font_family *family)
{
	if (!node ||
	    !yaml_expect(node, YAML_SEQUENCE, "languages", set->diagnostics))
		return;
	family->languages =
		ARENA_NEW_ARRAY(set->arena, node->count, const char *);
	for (size_t i = 0; i < node->count; i++)
		if (yaml_expect(node->items[i], YAML_SCALAR, "languages",
				set->diagnostics))
			family->languages[family->language_count++] =
				node->items[i]->text.bytes;
}

static enum family_role read_role(struct font_set *set,
				  const struct yaml_node *mapping)
{
	const char *text = read_text(set, mapping, "role", false);
	if (!text || !*text)
		return FAMILY_BODY;
	for (size_t i = 0; i < COUNT_OF(roles); i++)
		if (strcmp(text, roles[i]) == 0)
			return (enum family_role)i;
	diagnostics_add(set->diagnostics, DIAGNOSTIC_YAML_VALUE,
			yaml_lookup(mapping, "role")->place,
			"unknown role '%s' (allowed: body, monospace, "
			"fallback)",
			text);
	return FAMILY_BODY;
}

/* Whether a folder above has the family, by its name. */
static bool is_replaced(const struct font_set *set,
			const struct yaml_node *node, size_t upper_count)
{
	const struct yaml_node *name = yaml_lookup(node, "name");
	for (size_t i = 0; i < upper_count; i++)
		if (name && name->kind == YAML_SCALAR &&
		    strcmp(set->families[i].name, name->text.bytes) == 0)
			return true;
	return false;
}

static void read_family(struct font_set *set, const struct yaml_node *node)
{
	if (!yaml_expect(node, YAML_MAPPING, family_table.what,
			 set->diagnostics))
		return;
	yaml_table_check(&family_table, node, set->diagnostics);
	struct font_family *family = &set->families[set->family_count++];
	family->name = read_text(set, node, "name", true);
	family->package = read_text(set, node, "package", false);
	read_text(set, node, "licence", true);
	family->role = read_role(set, node);
	read_scripts(set, yaml_lookup(node, "scripts"), family);
	read_languages(set, yaml_lookup(node, "languages"), family);
	for (int style = 0; style < FONT_STYLE_COUNT; style++)
		read_file(set, node, (enum font_style)style,
			  &family->files[style]);
}

/* The families of a fonts.yaml; NULL where it has none. False with *error where
 * it cannot be read. */
static bool read_list(struct font_set *set, const char *path,
		      const struct yaml_node **list, struct error *error)
{
	const struct yaml_node *root;
	*list = NULL;
	if (!yaml_table_file(set->arena, path, &fonts_table, &root,
			     set->diagnostics, error))
		return false;
	const struct yaml_node *found =
		root ? yaml_lookup(root, "families") : NULL;
	if (found &&
	    yaml_expect(found, YAML_SEQUENCE, "families", set->diagnostics))
		*list = found;
	return true;
}

bool font_set_read(struct font_set *set, struct error *error)
{
	const struct yaml_node *lists[LAYER_COUNT] = { NULL };
	const char *path = path_join(set->arena, overlay_base(&set->folders),
				     "fonts.yaml");
	size_t errors = set->diagnostics->error_count, count = 0;
	for (int i = 0; i < LAYER_COUNT; i++) {
		const char *folder = set->folders.folders[i];
		const char *file =
			folder ? path_join(set->arena, folder, "fonts.yaml") :
				 NULL;
		/* The lowest has to be there; others may hold files alone. */
		if (!file || (strcmp(file, path) != 0 && !file_exists(file)))
			continue;
		if (!read_list(set, file, &lists[i], error))
			return false;
		count += lists[i] ? lists[i]->count : 0;
	}
	set->families = ARENA_NEW_ARRAY(set->arena, count, struct font_family);
	for (int i = 0; i < LAYER_COUNT; i++) {
		size_t upper_count = set->family_count;
		for (size_t j = 0; lists[i] && j < lists[i]->count; j++)
			if (!is_replaced(set, lists[i]->items[j], upper_count))
				read_family(set, lists[i]->items[j]);
	}
	if (set->diagnostics->error_count > errors)
		return error_set(error, "cannot use '%s'", path);
	if (set->family_count == 0)
		return error_set(error, "'%s' names no font families", path);
	return true;
}
