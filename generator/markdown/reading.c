/* Places and mistakes. */
#include "markdown/reading.h"

#include <stdarg.h>
#include <stdio.h>

#include "markdown/cmark.h"
#include "template/source_map.h"

struct str reading_line(const struct reading *reading, uint32_t line)
{
	if (line == 0 || line > reading->line_count)
		return STR("");
	uint32_t start = reading->line_starts[line - 1];
	struct str text = { reading->text.bytes + start,
			    reading->line_starts[line] - start };
	while (text.length && (text.bytes[text.length - 1] == '\n' ||
			       text.bytes[text.length - 1] == '\r'))
		text.length--;
	return text;
}

/* Columns as editors count them: code points. Nodes come in the order of the
 * text, so that counting goes on from the last place. */
static uint32_t code_point_column(struct reading *reading, uint32_t line,
				  uint32_t column)
{
	struct str text = reading_line(reading, line);
	size_t offset = column - 1;
	if (offset > text.length)
		offset = text.length;
	if (line != reading->known_line || offset < reading->known_offset) {
		reading->known_line = line;
		reading->known_offset = 0;
		reading->known_column = 1;
	}
	struct str between = { text.bytes + reading->known_offset,
			       offset - reading->known_offset };
	reading->known_column += (uint32_t)str_count_code_points(between);
	reading->known_offset = offset;
	return reading->known_column;
}

struct place reading_place(struct reading *reading, int line, int column)
{
	const struct markdown_options *options = reading->options;
	uint32_t at = line > 0 ? (uint32_t)line : 0;
	uint32_t from = column > 0 ? (uint32_t)column : 0;
	if (options->source_map && at)
		return source_map_lookup(options->source_map,
					 at + reading->lines_before, from);
	struct place place = { options->file, 0, 0 };
	if (at) {
		place.line = at + reading->lines_before;
		if (from)
			place.column = code_point_column(reading, at, from);
	}
	return place;
}

void reading_note_extent(const struct reading *reading,
			 struct cmark_node *block, const struct node *node)
{
	const struct markdown_options *options = reading->options;
	int first = cmark_node_get_start_line(block);
	int last = cmark_node_get_end_line(block);
	if (!options->note_extent || !node || first < 1 || last < first)
		return;
	struct markdown_extent extent = {
		(uint32_t)first + reading->lines_before,
		(uint32_t)cmark_node_get_start_column(block),
		(uint32_t)last + reading->lines_before,
		(uint32_t)cmark_node_get_end_column(block),
	};
	options->note_extent(options->note_extent_context, node, &extent);
}

void reading_mistake(struct reading *reading, enum diagnostic_code code,
		     struct place place, const char *format, ...)
{
	char text[1024];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	diagnostics_add_as(reading->diagnostics,
			   reading_is_build(reading) ? DIAGNOSTIC_ERROR :
						       DIAGNOSTIC_WARNING,
			   code, place, "%s", text);
}

void reading_too_deep(struct reading *reading, struct place place)
{
	if (reading->nesting_is_reported)
		return;
	reading->nesting_is_reported = true;
	diagnostics_add(reading->diagnostics, DIAGNOSTIC_NESTING_LIMIT, place,
			"nested more than %d levels deep; what is deeper stays "
			"at this level",
			NESTING_LIMIT);
}
