/* Lines and places of a template's source. */
#include "template/node.h"

#include "base/vector.h"
#include "template/template.h"

size_t template_line_of(const struct template *template, size_t offset)
{
	size_t low = 0, high = template->line_count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (template->line_starts[middle] > offset)
			high = middle;
		else
			low = middle;
	}
	return low;
}

struct place template_place(const struct template *template, size_t offset)
{
	struct str source = template->source;
	if (offset > source.length)
		offset = source.length;
	size_t line = template_line_of(template, offset);
	size_t start = template->line_starts[line];
	struct str before = { source.bytes + start, offset - start };
	return (struct place){ template->file,
			       template->first_line + (uint32_t)line,
			       (uint32_t)str_count_code_points(before) + 1 };
}

const char *template_file(const struct template *template)
{
	return template->file;
}

void template_find_lines(struct arena *arena, struct template *template)
{
	struct str source = template->source;
	VECTOR(uint32_t) starts = { 0 };
	*VECTOR_ADD(&starts) = 0;
	size_t at = 0;
	while (at < source.length) {
		const char *end =
			memchr(source.bytes + at, '\n', source.length - at);
		if (!end)
			break;
		at = (size_t)(end - source.bytes) + 1;
		*VECTOR_ADD(&starts) = (uint32_t)at;
	}
	template->line_count = starts.count;
	template->line_starts = ARENA_NEW_ARRAY(arena, starts.count, uint32_t);
	memcpy(template->line_starts, starts.items,
	       starts.count * sizeof *starts.items);
	VECTOR_RELEASE(&starts);
}
