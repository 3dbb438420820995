/* What is counted by what: cross-tabulations, which tables are published for
 * which theme, and what else shares may be told of. */
#include "read/settings_reader.h"

/* Cells of a cross-tabulation, over all themes. */
#define MOST_CELLS 1000000

/* ---- Cross-tabulations ------------------------------------------------- */

static void add_cross(const struct settings_reader *reader, struct place place,
		      uint32_t rows, uint32_t columns)
{
	struct settings *settings = reader->settings;
	const struct settings_dimension *a = &settings->dimensions[rows];
	const struct settings_dimension *b = &settings->dimensions[columns];
	bool is_double = false;
	if (rows == columns) {
		diagnostics_add(reader->diagnostics,
				DIAGNOSTIC_SETTINGS_DIMENSION, place,
				"'%s' cannot be crossed with itself", a->id);
		return;
	}
	for (uint32_t i = 0; i < settings->cross_count; i++) {
		const uint32_t *other = settings->crosses[i];
		if ((other[0] == rows && other[1] == columns) ||
		    (other[0] == columns && other[1] == rows))
			is_double = true;
	}
	const struct project_variable *variables = reader->project->variables;
	size_t cells = (size_t)variables[a->variable].value_count *
		       variables[b->variable].value_count *
		       (settings->theme_count + 1);
	if (is_double) {
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_SETTINGS_DOUBLE,
				place, "'%s' and '%s' are crossed already",
				a->id, b->id);
	} else if (cells > MOST_CELLS) {
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_SETTINGS_SIZE,
				place,
				"'%s' by '%s' makes %zu counts over all "
				"themes; at most %u are possible",
				a->id, b->id, cells, (unsigned)MOST_CELLS);
	} else {
		settings->crosses[settings->cross_count][0] = rows;
		settings->crosses[settings->cross_count++][1] = columns;
	}
}

static void read_crosses(const struct settings_reader *reader,
			 const struct yaml_node *root)
{
	const struct yaml_node *list;
	size_t count =
		settings_read_list(reader, root, "cross-tabulations", &list);
	reader->settings->crosses = arena_allocate_array(
		reader->arena, count, sizeof *reader->settings->crosses);
	for (size_t i = 0; i < count; i++) {
		const struct yaml_node *pair = list->items[i];
		struct str ids[2];
		if (!yaml_expect(pair, YAML_SEQUENCE, "cross-tabulations",
				 reader->diagnostics))
			continue;
		if (pair->count != 2) {
			diagnostics_add(reader->diagnostics,
					DIAGNOSTIC_YAML_VALUE, pair->place,
					"a cross-tabulation has two parts, "
					"rows and columns, not %zu",
					pair->count);
			continue;
		}
		uint32_t found[2] = { PROJECT_NONE, PROJECT_NONE };
		for (int k = 0; k < 2; k++)
			if (settings_read_text(reader, pair->items[k],
					       "cross-tabulations", &ids[k]))
				found[k] = settings_read_dimension_id(
					reader, pair->items[k], ids[k]);
		if (found[0] != PROJECT_NONE && found[1] != PROJECT_NONE)
			add_cross(reader, pair->place, found[0], found[1]);
	}
}

/* ---- What is published ------------------------------------------------- */

struct published {
	bool *by_dimension, *by_cross;
};

static struct published new_published(struct arena *arena,
				      const struct settings *settings)
{
	return (struct published){
		ARENA_NEW_ARRAY(arena, settings->dimension_count, bool),
		ARENA_NEW_ARRAY(arena, settings->cross_count, bool)
	};
}

static struct published publish_all(struct arena *arena,
				    const struct settings *settings)
{
	struct published all = new_published(arena, settings);
	for (uint32_t d = 0; d < settings->dimension_count; d++)
		all.by_dimension[d] = true;
	for (uint32_t c = 0; c < settings->cross_count; c++)
		all.by_cross[c] = true;
	return all;
}

void settings_publish_all(struct arena *arena, struct settings *settings)
{
	struct published all = publish_all(arena, settings);
	for (uint32_t t = 0; t < settings->theme_count; t++) {
		settings->themes[t].by_dimension = all.by_dimension;
		settings->themes[t].by_cross = all.by_cross;
	}
}

/* A cross's totals are the tables of its dimensions. */
static void publish_cross(const struct settings_reader *reader,
			  const struct yaml_node *node, const uint32_t *pair,
			  struct published *published)
{
	const struct settings *settings = reader->settings;
	for (uint32_t c = 0; c < settings->cross_count; c++) {
		const uint32_t *one = settings->crosses[c];
		if ((one[0] != pair[0] || one[1] != pair[1]) &&
		    (one[0] != pair[1] || one[1] != pair[0]))
			continue;
		published->by_cross[c] = true;
		published->by_dimension[pair[0]] = true;
		published->by_dimension[pair[1]] = true;
		return;
	}
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_SETTINGS_TABLE,
			node->place, "'%s' and '%s' are not crossed",
			settings->dimensions[pair[0]].id,
			settings->dimensions[pair[1]].id);
}

static void publish_one(const struct settings_reader *reader, const char *key,
			const struct yaml_node *node,
			struct published *published)
{
	bool is_pair = node->kind == YAML_SEQUENCE;
	size_t count = is_pair ? node->count : 1;
	uint32_t found[2];
	if (is_pair && count != 2) {
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_YAML_VALUE,
				node->place,
				"'%s' has single ids, and pairs of them; "
				"this list has %zu",
				key, count);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		const struct yaml_node *one = is_pair ? node->items[i] : node;
		struct str id;
		if (!settings_read_text(reader, one, key, &id))
			return;
		found[i] = settings_read_dimension_id(reader, one, id);
		if (found[i] == PROJECT_NONE)
			return;
	}
	if (is_pair)
		publish_cross(reader, node, found, published);
	else
		published->by_dimension[found[0]] = true;
}

/* What the list at `key` of a mapping says; `otherwise` where there is none. */
static struct published read_published(const struct settings_reader *reader,
				       const struct yaml_node *mapping,
				       const char *key,
				       struct published otherwise)
{
	const struct yaml_node *list;
	const struct yaml_node *node = yaml_lookup(mapping, key);
	/* An empty list says something: by nothing. */
	bool is_none = node && node->kind == YAML_SEQUENCE && !node->count;
	size_t count = 0;
	if (!is_none) {
		count = settings_read_list(reader, mapping, key, &list);
		if (!list)
			return otherwise;
	}
	struct published one = new_published(reader->arena, reader->settings);
	for (size_t i = 0; i < count; i++)
		publish_one(reader, key, list->items[i], &one);
	return one;
}

/* ---- Shares of other themes -------------------------------------------- */

static bool is_within(const struct settings_reader *reader, uint32_t theme,
		      uint32_t of)
{
	const struct project *project = reader->project;
	const struct settings_theme *themes = reader->settings->themes;
	for (uint32_t i = 0; i < project->case_count; i++)
		if (project_case_has(project, i, themes[theme].code) &&
		    !project_case_has(project, i, themes[of].code))
			return false;
	return true;
}

static uint32_t read_of_one(const struct settings_reader *reader,
			    const struct yaml_node *node, uint32_t theme)
{
	const struct settings *settings = reader->settings;
	struct str id;
	if (!settings_read_text(reader, node, "of", &id))
		return PROJECT_NONE;
	uint32_t of = settings_find_theme(settings, id);
	if (of == PROJECT_NONE) {
		const char **ids = ARENA_NEW_ARRAY(
			reader->arena, settings->theme_count, const char *);
		for (uint32_t i = 0; i < settings->theme_count; i++)
			ids[i] = settings->themes[i].id;
		const char *suggestion = settings_suggest(
			reader, id, ids, settings->theme_count);
		/* It may be one that could not be read. */
		if (!reader->lacks_themes || *suggestion)
			diagnostics_add(reader->diagnostics,
					DIAGNOSTIC_SETTINGS_OF, node->place,
					"there is no theme '%s'%s",
					settings_keep(reader, id), suggestion);
		return PROJECT_NONE;
	}
	if (of == theme || is_within(reader, theme, of))
		return of == theme ? PROJECT_NONE : of;
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_SETTINGS_OF,
			node->place,
			"some who have '%s' do not have '%s', so the one is "
			"no share of the other",
			settings->themes[theme].id, settings->themes[of].id);
	return PROJECT_NONE;
}

static void read_of(const struct settings_reader *reader, uint32_t theme)
{
	struct settings_theme *one = &reader->settings->themes[theme];
	const struct yaml_node *list;
	size_t count = settings_read_list(reader, reader->theme_nodes[theme],
					  "of", &list);
	uint32_t *all = ARENA_NEW_ARRAY(reader->arena, count, uint32_t);
	for (size_t i = 0; i < count; i++) {
		uint32_t of = read_of_one(reader, list->items[i], theme), at;
		if (of == PROJECT_NONE)
			continue;
		for (at = one->of_count; at > 0 && all[at - 1] > of; at--)
			all[at] = all[at - 1];
		all[at] = of;
		one->of_count++;
	}
	one->of = all;
}

void settings_read_tables(const struct settings_reader *reader,
			  const struct yaml_node *root)
{
	struct settings *settings = reader->settings;
	read_crosses(reader, root);
	struct published all =
		read_published(reader, root, "published-by",
			       publish_all(reader->arena, settings));
	for (uint32_t t = 0; t < settings->theme_count; t++) {
		struct published one = all;
		if (reader->theme_nodes) {
			one = read_published(reader, reader->theme_nodes[t],
					     "by", all);
			read_of(reader, t);
		}
		settings->themes[t].by_dimension = one.by_dimension;
		settings->themes[t].by_cross = one.by_cross;
	}
}
