/* From a rendered line back to the template or content line it came from, so
 * that a mistake found in the rendered Markdown is reported where its author
 * wrote it. */
#ifndef EVERYREAD_TEMPLATE_SOURCE_MAP_H
#define EVERYREAD_TEMPLATE_SOURCE_MAP_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diagnostic.h"

struct template;

/* Where a stretch of output began, and where that came from. A run holds
 * until the next one begins. */
struct source_run {
	uint32_t line;          /* of the output, from 1 */
	uint32_t column;        /* of the output, from 1 [bytes] */
	uint32_t offset;        /* in the template's source [bytes] */
	uint32_t indent : 31;   /* inserted before the first line [bytes] */
	uint32_t is_copied : 1; /* verbatim from `offset` on; else all of the
				 * run came from the tag at `offset` */
	const struct template *template;
	const struct place *value; /* its first line, in `places`, or NULL */
};

/* Runs in the output's order. The templates that took part in the rendering,
 * and the file names in places, must outlive the map. Zero-initialise, release
 * with source_map_release(). */
struct source_map {
	struct source_run *items;
	size_t count, capacity;
	struct arena places;
};

#define SOURCE_MAP_INITIALISER \
	{ \
		0 \
	}

/* The place that output line `line` (from 1), column `column` (from 1, in
 * bytes, as cmark counts) came from; column 0 asks for the line as a whole.
 * Found by halving; an exact column also costs the length of its source line.
 *
 * What was copied from a template or content file leads to its exact line
 * and column; a value that has a place of its own leads to that place's line,
 * column 0; any other value to the tag that printed it. An empty map gives a
 * place without a file. */
struct place source_map_lookup(const struct source_map *map, uint32_t line,
			       uint32_t column);

void source_map_release(struct source_map *map);

#endif
