/* Looking up runs of the source map. */
#include "template/source_map.h"

#include "base/vector.h"
#include "template/node.h"

static bool begins_after(const struct source_run *run, uint32_t line,
			 uint32_t column)
{
	return run->line > line || (run->line == line && run->column > column);
}

/* The last run that begins at or before the position, else the first. */
static const struct source_run *find_run(const struct source_map *map,
					 uint32_t line, uint32_t column)
{
	size_t low = 0, high = map->count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (begins_after(&map->items[middle], line, column))
			high = middle;
		else
			low = middle;
	}
	return &map->items[low];
}

/* The source offset of a position within a copied run. */
static size_t copied_offset(const struct source_run *run, uint32_t line,
			    uint32_t column)
{
	const struct template *template = run->template;
	if (line <= run->line) {
		uint32_t start = run->column + run->indent;
		return run->offset + (column > start ? column - start : 0);
	}
	size_t source_line =
		template_line_of(template, run->offset) + (line - run->line);
	if (source_line >= template->line_count)
		return template->source.length;
	return template->line_starts[source_line] + (column - 1);
}

struct place source_map_lookup(const struct source_map *map, uint32_t line,
			       uint32_t column)
{
	if (map->count == 0)
		return (struct place){ NULL, 0, 0 };
	bool const whole_line = column == 0;
	if (whole_line)
		column = 1;
	const struct source_run *run = find_run(map, line, column);
	if (run->value) {
		struct place place = *run->value;
		if (place.line && line > run->line)
			place.line += line - run->line;
		place.column = 0;
		return place;
	}
	size_t offset =
		run->is_copied ? copied_offset(run, line, column) : run->offset;
	struct place place = template_place(run->template, offset);
	if (whole_line)
		place.column = 0;
	return place;
}

void source_map_release(struct source_map *map)
{
	VECTOR_RELEASE(map);
	arena_release(&map->places);
}
