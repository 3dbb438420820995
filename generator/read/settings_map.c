/* The tile map of findings.yaml: where each area stands. */
#include "read/settings_reader.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* [columns, rows] More is a slip of the hand. */
#define MOST_TILES 64

/* From 1, as people count; 0 with a diagnostic. */
static uint32_t read_position(const struct settings_reader *reader,
			      const struct yaml_node *node, const char *key)
{
	const struct yaml_node *value = settings_need(reader, node, key);
	if (!value)
		return 0;
	double number =
		yaml_number(value, 0, 1, MOST_TILES, reader->diagnostics);
	if (number == (uint32_t)number)
		return (uint32_t)number;
	diagnostics_add(reader->diagnostics, DIAGNOSTIC_YAML_VALUE,
			value->place, "'%s' must be a whole number", key);
	return 0;
}

static bool read_tile(const struct settings_reader *reader,
		      const struct yaml_node *node, const char *area,
		      struct settings_tile *tile)
{
	static const char *const keys[] = { "column", "row", "label" };
	if (!yaml_expect(node, YAML_MAPPING, area, reader->diagnostics))
		return false;
	yaml_check_keys(node, keys, COUNT(keys), reader->diagnostics);
	uint32_t column = read_position(reader, node, "column");
	uint32_t row = read_position(reader, node, "row");
	settings_read_label(reader, settings_find(reader, node, "label"),
			    "label", &tile->label);
	if (!tile->label.same && !tile->label.count)
		tile->label = (struct settings_label){ .same = area,
						       .is_of_data = true };
	if (!column || !row)
		return false;
	tile->column = column - 1;
	tile->row = row - 1;
	return true;
}

/* Whether the area has no tile yet, and no other stands where this one is. */
static bool is_free(const struct settings_reader *reader,
		    const struct settings_tile *tiles, const bool *has_tile,
		    uint32_t area, const struct settings_tile *tile,
		    struct place place)
{
	const struct project_variable *areas =
		&reader->project->variables[reader->settings->area];
	for (uint32_t i = 0; i < areas->value_count; i++) {
		if (!has_tile[i] || tiles[i].column != tile->column ||
		    tiles[i].row != tile->row)
			continue;
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_SETTINGS_TILE,
				place, "'%s' stands where '%s' does",
				settings_keep(reader, areas->values[area]),
				settings_keep(reader, areas->values[i]));
		return false;
	}
	return true;
}

static bool read_tiles(const struct settings_reader *reader,
		       const struct yaml_node *node,
		       struct settings_tile *tiles, bool *has_tile)
{
	uint32_t variable = reader->settings->area;
	bool is_right = true;
	for (size_t i = 0; i < node->count; i++) {
		const struct yaml_pair *pair = &node->pairs[i];
		struct settings_tile tile = { 0 };
		uint32_t area = settings_read_value(
			reader, pair->key, pair->key_place, variable, true);
		bool is_tile =
			read_tile(reader, pair->value,
				  settings_keep(reader, pair->key), &tile);
		if (area == PROJECT_NONE || !is_tile ||
		    !is_free(reader, tiles, has_tile, area, &tile,
			     pair->key_place)) {
			is_right = false;
			if (area != PROJECT_NONE && !has_tile[area]) {
				has_tile[area] = true;
				tiles[area].column = PROJECT_NONE;
			}
			continue;
		}
		tiles[area] = tile;
		has_tile[area] = true;
	}
	return is_right;
}

static bool has_all(const struct settings_reader *reader, struct place place,
		    const bool *has_tile)
{
	const struct project_variable *areas =
		&reader->project->variables[reader->settings->area];
	bool has = true;
	for (uint32_t i = 0; i < areas->value_count; i++) {
		if (has_tile[i])
			continue;
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_SETTINGS_TILE,
				place, "the map has no tile for '%s'",
				settings_keep(reader, areas->values[i]));
		has = false;
	}
	return has;
}

void settings_read_map(const struct settings_reader *reader,
		       const struct yaml_node *node)
{
	struct settings *settings = reader->settings;
	if (yaml_is_null(node) ||
	    !yaml_expect(node, YAML_MAPPING, "map", reader->diagnostics))
		return;
	if (settings->area == PROJECT_NONE && reader->lacks_dimensions)
		return;
	if (settings->area == PROJECT_NONE) {
		diagnostics_add(reader->diagnostics, DIAGNOSTIC_SETTINGS_TILE,
				node->place,
				"a map shows areas, and 'area' names no "
				"variable");
		return;
	}
	uint32_t count = reader->project->variables[settings->area].value_count;
	struct settings_tile *tiles =
		ARENA_NEW_ARRAY(reader->arena, count, struct settings_tile);
	bool *has_tile = ARENA_NEW_ARRAY(reader->arena, count, bool);
	bool is_right = read_tiles(reader, node, tiles, has_tile);
	if (!has_all(reader, node->place, has_tile) || !is_right)
		return;
	settings->tiles = tiles;
	for (uint32_t i = 0; i < count; i++) {
		if (tiles[i].column >= settings->map_columns)
			settings->map_columns = tiles[i].column + 1;
		if (tiles[i].row >= settings->map_rows)
			settings->map_rows = tiles[i].row + 1;
	}
}
