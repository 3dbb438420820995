/* The tile map of findings.yaml: where each area stands. */
#include "read/settings_reader.h"

#include <stddef.h>

/* [columns, rows] More is a slip of the hand. */
#define MOST_TILES 64

static const struct yaml_type position_type = { .name = "whole number from 1",
						.read = settings_read_whole,
						.least = 1,
						.most = MOST_TILES };

static const struct yaml_field tile_fields[] = {
	{ "column", true, &position_type,
	  offsetof(struct settings_tile, column), NULL },
	{ "row", true, &position_type, offsetof(struct settings_tile, row),
	  NULL },
	{ "label", false, &settings_label_type,
	  offsetof(struct settings_tile, label), NULL },
};

const struct yaml_table settings_tile_table = YAML_TABLE("a tile", tile_fields);

static bool read_tile(const struct settings_reader *reader,
		      const struct yaml_node *node, const char *area,
		      struct settings_tile *tile)
{
	const struct yaml_table table = YAML_TABLE(area, tile_fields);
	if (!settings_mapping(reader, node, &table, tile))
		return false;
	if (!tile->label.same && !tile->label.count)
		tile->label = (struct settings_label){ .same = area,
						       .is_of_data = true };
	/* From 1, as people count. */
	if (!tile->column || !tile->row)
		return false;
	tile->column--;
	tile->row--;
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
